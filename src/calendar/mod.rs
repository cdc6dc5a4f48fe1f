//! Dates, zones and hours: the one home of the time zone crate.
//!
//! Goes in: facts. Comes out: answers about time. Reads no clock: today is an argument.

mod clock;
mod known;
mod opening;
mod published;
mod special;

pub mod vtimezone;
mod week;
mod zone;

pub use jiff::civil::{Date, Weekday};
pub use jiff::{Timestamp, Zoned};

pub use clock::{Due, due, row, updates};
pub use known::{Known, is_known, known, known_dates};
pub use opening::{Hours, Opening, Status, joined};
pub use published::{Published, published};
pub use special::{Kept, Special, SpecialHours, coming_dates, special_dates, weeks};
pub use week::{DAY, WEEK, WEEKDAY_NAMES, WEEKDAYS, Week, begins_at, day_of_week, openings, week};
pub use zone::{
    Changed, Moment, begins, changed, changes, city, date_at, date_ends, instant, is_even, later,
    minutes_ahead, moment, places, rfc3339, rfc3339_utc, shown_in, tzdata, wall, zone_exists,
};
