//! Dates, zones and hours: the one home of the time zone crate.
//!
//! Goes in: facts. Comes out: answers about time. Reads no clock: today is an argument.

pub use jiff::Zoned;
pub use jiff::civil::{Date, Weekday};

/// Whether `name` is an IANA zone that the bundled data knows.
pub fn zone_exists(name: &str) -> bool {
    jiff::tz::TimeZone::get(name).is_ok()
}
