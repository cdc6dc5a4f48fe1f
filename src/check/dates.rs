//! How far off a date is.

use crate::calendar::Date;

/// Days from `today` to `date`; less than zero where it is past.
pub fn days_until(today: Date, date: Date) -> i64 {
    today.duration_until(date).as_hours() / 24
}
