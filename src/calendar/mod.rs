//! Dates, zones and hours: the one home of the time zone crate.
//!
//! Goes in: facts. Comes out: answers about time. Reads no clock: today is an argument.

mod special;
mod week;
mod zone;

pub use jiff::Zoned;
pub use jiff::civil::{Date, Weekday};

pub use special::{Special, SpecialHours, special_dates};
pub use week::{Week, openings, week};
pub use zone::{Moment, city, moment, rfc3339_utc, zone_exists};

/// The date in `zone` (UTC where the zone is unknown), `seconds` after the Unix epoch; `None` out of range.
pub fn date_at(seconds: i64, zone: &str) -> Option<Date> {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let instant = jiff::Timestamp::from_second(seconds).ok()?;
    Some(instant.to_zoned(zone).date())
}
