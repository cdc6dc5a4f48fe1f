//! Zones and openings as iCalendar has them (RFC 5545).

use jiff::civil::{Date, DateTime};
use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _, Zoned};

use crate::model::facts::Interval;

/// What a clock shows from some time on: a STANDARD or DAYLIGHT of a VTIMEZONE (3.6.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observance {
    /// Summer time, or whatever the zone calls so.
    pub daylight: bool,
    /// When it begins, as clocks showed until then: `20260329T020000`.
    pub starts: String,
    /// The offset until then: `+0100`.
    pub from: String,
    /// The offset from then on.
    pub to: String,
    /// Its short name: `CEST`.
    pub name: String,
}

/// Observances of `zone` from the one in force at the beginning of `first` to the end of `last`;
/// none where the zone is unknown.
pub fn observances(zone: &str, first: Date, last: Date) -> Vec<Observance> {
    let Ok(zone) = TimeZone::get(zone) else {
        return Vec::new();
    };
    let utc = |date: Date| TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok();
    // A day more on both sides: the dates are local ones.
    let (Some(first), Some(last)) = (
        first.yesterday().ok().and_then(utc),
        last.saturating_add(2.days()).yesterday().ok().and_then(utc),
    ) else {
        return Vec::new();
    };
    let mut found: Vec<Observance> = Vec::new();
    match zone.preceding(first).next() {
        Some(change) => found.push(observance(
            &zone,
            change.timestamp(),
            change.offset(),
            change.dst(),
            change.abbreviation(),
        )),
        None => {
            let info = zone.to_offset_info(first);
            let offset = offset_text(info.offset());
            found.push(Observance {
                daylight: info.dst() == Dst::Yes,
                // A zone that never changes needs some beginning.
                starts: "19700101T000000".to_owned(),
                from: offset.clone(),
                to: offset,
                name: info.abbreviation().to_owned(),
            });
        }
    }
    let changes = zone.following(first);
    for change in changes.take_while(|change| change.timestamp() <= last) {
        found.push(observance(
            &zone,
            change.timestamp(),
            change.offset(),
            change.dst(),
            change.abbreviation(),
        ));
    }
    found
}

fn observance(zone: &TimeZone, at: Timestamp, to: Offset, dst: Dst, name: &str) -> Observance {
    let before = at.checked_sub(1.second()).unwrap_or(at);
    let from = zone.to_offset(before);
    Observance {
        daylight: dst == Dst::Yes,
        starts: from.to_datetime(at).strftime(LOCAL).to_string(),
        from: offset_text(from),
        to: offset_text(to),
        name: name.to_owned(),
    }
}

/// `+0800`; seconds only where there are some (3.3.14).
fn offset_text(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match seconds {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        _ => format!("{sign}{hours:02}{minutes:02}{seconds:02}"),
    }
}

/// An opening on a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Start and end as clocks show them: `20260601T090000`.
    pub local: (String, String),
    /// The same in UTC: `20260601T070000Z`.
    pub utc: (String, String),
    /// No change of clocks touches it: the start exists, and it lasts as long as the clock says. Only
    /// then is it an instance of a weekly event: those keep their length by a stopwatch and skip
    /// times that do not exist (3.8.5.3, 3.3.10).
    pub regular: bool,
}

/// The opening that starts on `date`; `None` where it does not take place, as its end would not be
/// after its start, or the zone is unknown.
pub fn occurrence(date: Date, opening: Interval, zone: &str) -> Option<Occurrence> {
    let zone = TimeZone::get(zone).ok()?;
    let (first, last) = (
        wall(date, opening.start)?,
        wall(end_date(date, opening)?, opening.end)?,
    );
    let (start, end) = (zone.to_zoned(first).ok()?, zone.to_zoned(last).ok()?);
    let shown = first.duration_until(last);
    let lasts = start.duration_until(&end);
    lasts.is_positive().then(|| Occurrence {
        local: (local(first), local(last)),
        utc: (utc(&start), utc(&end)),
        regular: lasts == shown && start.datetime() == first && end.datetime() == last,
    })
}

/// The last second of `date`, in UTC: what begins later is not on it. A recurrence that ends at midnight
/// would still begin then, since the end is part of it (3.3.10).
pub fn last_moment(date: Date, zone: &str) -> Option<String> {
    let zone = TimeZone::get(zone).ok()?;
    let midnight = zone.to_zoned(wall(date, 1440)?).ok()?;
    Some(utc(&midnight.checked_sub(1.second()).ok()?))
}

fn end_date(date: Date, opening: Interval) -> Option<Date> {
    match opening.end <= opening.start {
        true => date.tomorrow().ok(),
        false => Some(date),
    }
}

/// `minutes` after the midnight that begins `date`; 1440 is the midnight that ends it.
fn wall(date: Date, minutes: u16) -> Option<DateTime> {
    date.at(0, 0, 0, 0)
        .checked_add(i64::from(minutes).minutes())
        .ok()
}

const LOCAL: &str = "%Y%m%dT%H%M%S";

fn local(at: DateTime) -> String {
    at.strftime(LOCAL).to_string()
}

fn utc(at: &Zoned) -> String {
    let at = TimeZone::UTC.to_datetime(at.timestamp());
    format!("{}Z", local(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn check_zone(zone: &str, first: &str, last: &str, expected: &[&str]) {
        let found: Vec<String> = observances(zone, date(first), date(last))
            .iter()
            .map(|one| {
                let kind = if one.daylight { "DAYLIGHT" } else { "STANDARD" };
                format!("{kind} {} {} {} {}", one.starts, one.from, one.to, one.name)
            })
            .collect();
        assert_eq!(found, expected, "{zone}");
    }

    #[test]
    fn a_zone_is_told_from_the_change_before_the_first_date() {
        check_zone(
            "Europe/Berlin",
            "2026-06-01",
            "2027-06-30",
            &[
                "DAYLIGHT 20260329T020000 +0100 +0200 CEST",
                "STANDARD 20261025T030000 +0200 +0100 CET",
                "DAYLIGHT 20270328T020000 +0100 +0200 CEST",
            ],
        );
        check_zone(
            "Asia/Taipei",
            "2026-06-01",
            "2027-06-30",
            &["STANDARD 19791001T000000 +0900 +0800 CST"],
        );
        check_zone(
            "Etc/UTC",
            "2026-06-01",
            "2027-06-30",
            &["STANDARD 19700101T000000 +0000 +0000 UTC"],
        );
        check_zone("Nowhere/At-all", "2026-06-01", "2027-06-30", &[]);
    }

    #[test]
    fn an_opening_knows_whether_clocks_change_in_it() {
        let check = |on: &str, start: u16, end: u16, expected: Option<(&str, bool)>| {
            let opening = Interval { start, end };
            let found = occurrence(date(on), opening, "Europe/Berlin");
            let found = found.map(|one| (format!("{}/{}", one.utc.0, one.utc.1), one.regular));
            let expected = expected.map(|(text, regular)| (text.to_owned(), regular));
            assert_eq!(found, expected, "{on} {start} {end}");
        };
        check(
            "2026-06-01",
            540,
            1080,
            Some(("20260601T070000Z/20260601T160000Z", true)),
        );
        check(
            "2026-06-01",
            0,
            1440,
            Some(("20260531T220000Z/20260601T220000Z", true)),
        );
        check(
            "2026-06-01",
            1080,
            480,
            Some(("20260601T160000Z/20260602T060000Z", true)),
        );
        // Clocks go from 2:00 to 3:00.
        check(
            "2026-03-29",
            60,
            300,
            Some(("20260329T000000Z/20260329T030000Z", false)),
        );
        check(
            "2026-03-28",
            1080,
            480,
            Some(("20260328T170000Z/20260329T060000Z", false)),
        );
        check(
            "2026-03-29",
            150,
            300,
            Some(("20260329T013000Z/20260329T030000Z", false)),
        );
        check("2026-03-29", 120, 180, None);
        check(
            "2026-03-29",
            540,
            1080,
            Some(("20260329T070000Z/20260329T160000Z", true)),
        );
        // And back from 3:00 to 2:00.
        check(
            "2026-10-25",
            60,
            300,
            Some(("20261024T230000Z/20261025T040000Z", false)),
        );
    }
}
