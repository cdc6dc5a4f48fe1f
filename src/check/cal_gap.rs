//! CAL-GAP: no opening or closing falls into an hour that clocks skip or repeat.

use crate::calendar::vtimezone::occurrence;
use crate::calendar::{Changed, DAY, Date, Hours, changed, changes, joined, later};
use crate::model::facts::{Calendar, HolidaySet, Interval, clock_text};
use crate::model::{Diagnostic, Site, Span, Spanned};

const CODE: &str = "CAL-GAP";

/// Two years.
const DAYS_AHEAD: i32 = 731;

/// For two years, each opening begins and ends at times that come once.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    for calendar in facts.calendars.iter().filter(|calendar| !calendar.always) {
        let zone = calendar.time_zone.value.as_str();
        let hours = Hours::new(calendar, &facts.holiday_sets);
        // Each opening is told of the first time it is moved, and the first time it is doubtful.
        let mut told: Vec<(Span, bool)> = Vec::new();
        for day in changes(zone, site.today, later(site.today, DAYS_AHEAD)) {
            // Where one opening ends as another begins, nothing opens or closes, however clocks show that instant.
            let open = joined(&hours.openings(later(day, -2), later(day, 2)));
            let goes_on = |date: Date, minutes: u16| {
                let at = hours.at(later(date, i32::from(minutes / DAY)), minutes % DAY);
                at.is_some_and(|at| open.iter().any(|(start, end)| *start < at && at < *end))
            };
            // An opening of the day before may run into it, and clocks that change at midnight move
            // one of the day after.
            for date in [later(day, -1), day, later(day, 1)] {
                for written in on(calendar, &facts.holiday_sets, date) {
                    let told_of = told_of(date, written.value, zone, goes_on);
                    let Some((repeats, message)) = told_of else {
                        continue;
                    };
                    if told.contains(&(written.span, repeats)) {
                        continue;
                    }
                    told.push((written.span, repeats));
                    let hint = "choose a time outside that hour, or give the date other hours under `exceptions`";
                    let finding = Diagnostic::note(CODE, &facts.path, written.span, message);
                    found.push(finding.with_hint(hint.to_owned()));
                }
            }
        }
    }
}

/// What becomes of an opening of a date where clocks change, and whether it is that a time comes twice. Nothing does where
/// somebody is there before and after, which `goes_on` knows.
fn told_of(
    date: Date,
    interval: Interval,
    zone: &str,
    goes_on: impl Fn(Date, u16) -> bool,
) -> Option<(bool, String)> {
    let past_midnight = interval.is_past_midnight();
    let end = if past_midnight {
        interval.end + DAY
    } else {
        interval.end
    };
    let changed = |minutes| changed(zone, date, minutes).filter(|_| !goes_on(date, minutes));
    let (start, end) = (changed(interval.start), changed(end));
    if start.or(end).is_some() && occurrence(date, interval, zone).is_none() {
        let written = format!(
            "{}-{}",
            clock_text(interval.start),
            clock_text(interval.end)
        );
        return Some((
            false,
            format!("`{written}` does not take place on {date}, when clocks skip an hour"),
        ));
    }
    let (what, time, change) = match (start, end) {
        (Some(change), _) => ("opening", interval.start, change),
        (None, Some(change)) => ("closing", interval.end, change),
        (None, None) => return None,
    };
    let ends = what == "closing" && past_midnight;
    let day = if ends || time == DAY {
        later(date, 1)
    } else {
        date
    };
    let time = clock_text(time);
    Some(match change {
        Changed::Skipped(_, minutes) => {
            let shown = clock_text(minutes);
            (
                false,
                format!("on {day} clocks skip `{time}`: this {what} is at {shown}"),
            )
        }
        Changed::Repeated => (
            true,
            format!("on {day} clocks show `{time}` twice: this {what} is the first of the two"),
        ),
    })
}

/// The openings that are written for a date: of its exception, else its holiday, else the season, else
/// the week.
fn on<'a>(calendar: &'a Calendar, sets: &'a [HolidaySet], date: Date) -> &'a [Spanned<Interval>] {
    if let Some(exception) = calendar
        .exceptions
        .iter()
        .find(|one| one.date.value == date)
    {
        return &exception.hours;
    }
    if let Some(holiday) = calendar.days_off(sets).find(|one| one.date.value == date) {
        return &holiday.hours;
    }
    let mut seasons = calendar.seasons.iter();
    let season = seasons.find(|one| (one.from.value..=one.to.value).contains(&date));
    let weekly = match season {
        Some(season) if season.closed => return &[],
        Some(season) => &season.weekly,
        None => &calendar.weekly,
    };
    let day = weekly
        .iter()
        .find(|(weekday, _)| *weekday == date.weekday());
    day.map_or(&[], |(_, hours)| hours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, start: u16, end: u16, expected: Option<&str>) {
        let date = date.parse().unwrap();
        let told = told_of(date, Interval { start, end }, "Europe/Berlin", |_, _| false);
        assert_eq!(told.map(|(_, message)| message).as_deref(), expected);
    }

    #[test]
    fn what_becomes_of_an_opening_is_told() {
        let moved = "on 2027-03-28 clocks skip `02:30`: this opening is at 03:30";
        check("2027-03-28", 150, 540, Some(moved));
        let moved = "on 2027-03-28 clocks skip `02:30`: this closing is at 03:30";
        check("2027-03-27", 1320, 150, Some(moved));
        let gone = "`02:30-03:15` does not take place on 2027-03-28, when clocks skip an hour";
        check("2027-03-28", 150, 195, Some(gone));
        let twice = "on 2026-10-25 clocks show `02:30` twice: this closing is the first of the two";
        check("2026-10-25", 0, 150, Some(twice));
        check("2027-03-28", 60, 180, None);
        check("2027-03-27", 540, 1440, None);
    }
}
