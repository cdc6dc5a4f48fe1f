//! Dates, zones and hours: the one home of the time zone crate.
//!
//! Goes in: facts. Comes out: answers about time. Reads no clock: today is an argument.

mod special;

pub mod vtimezone;
mod week;
mod zone;

pub use jiff::Zoned;
pub use jiff::civil::{Date, Weekday};

pub use special::{Special, SpecialHours, special_dates};
pub use week::{Week, openings, week};
pub use zone::{Moment, city, date_at, moment, rfc3339_utc, zone_exists};
