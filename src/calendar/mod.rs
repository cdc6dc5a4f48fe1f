//! Dates, zones and hours: the one home of the time zone crate.
//!
//! Goes in: facts. Comes out: answers about time. Reads no clock: today is an argument.

pub use jiff::Zoned;
pub use jiff::civil::{Date, Weekday};

/// Whether `name` is an IANA zone that the bundled data knows.
pub fn zone_exists(name: &str) -> bool {
    jiff::tz::TimeZone::get(name).is_ok()
}

/// The date in `zone` (UTC where the zone is unknown), `seconds` after the Unix epoch; `None` out of range.
pub fn date_at(seconds: i64, zone: &str) -> Option<Date> {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let instant = jiff::Timestamp::from_second(seconds).ok()?;
    Some(instant.to_zoned(zone).date())
}
