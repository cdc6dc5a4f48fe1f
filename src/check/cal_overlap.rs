//! CAL-OVERLAP: openings of a calendar do not overlap, also across midnight.

use crate::calendar::Weekday;
use crate::model::facts::{Calendar, HolidayRef, Interval, clock_text};
use crate::model::{Diagnostic, Site, Span, Spanned};

const CODE: &str = "CAL-OVERLAP";

const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;

/// Openings of a week, and of a date with hours of its own, do not overlap.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let mut report = |overlaps: Vec<(Opening, Opening)>| {
        found.extend(overlaps.iter().map(|(first, second)| {
            let message = format!("`{}` runs into `{}`", first.written(), second.written());
            let hint = "openings may touch; write two that overlap as one".to_owned();
            Diagnostic::error(CODE, &facts.path, second.span, message).with_hint(hint)
        }));
    };
    for calendar in &facts.calendars {
        report(in_week(&calendar.weekly));
        for season in &calendar.seasons {
            report(in_week(&season.weekly));
        }
        for hours in dates(calendar) {
            report(on_date(hours));
        }
    }
    for set in &facts.holiday_sets {
        for day in &set.days {
            report(on_date(&day.hours));
        }
    }
}

/// The hours of dates that have their own.
fn dates(calendar: &Calendar) -> impl Iterator<Item = &[Spanned<Interval>]> {
    let exceptions = calendar.exceptions.iter().map(|one| &one.hours[..]);
    let holidays = calendar.holidays.iter().flatten();
    exceptions.chain(holidays.filter_map(|holiday| match holiday {
        HolidayRef::Day(day) => Some(&day.hours[..]),
        HolidayRef::Set(_) => None,
    }))
}

/// One opening, in minutes from the beginning of the week or the date.
#[derive(Clone, Copy)]
struct Opening {
    start: u32,
    end: u32,
    interval: Interval,
    weekday: Option<Weekday>,
    span: Span,
}

impl Opening {
    fn new(written: &Spanned<Interval>, weekday: Option<Weekday>) -> Self {
        let interval = written.value;
        let offset = weekday.map_or(0, |day| {
            u32::from(day.to_monday_zero_offset().unsigned_abs())
        });
        let start = u32::from(interval.start);
        let end = u32::from(interval.end);
        // At or before its start, an end lies past midnight.
        let end = if end <= start { end + DAY } else { end };
        Self {
            start: offset * DAY + start,
            end: offset * DAY + end,
            interval,
            weekday,
            span: written.span,
        }
    }

    /// `mon 22:00-06:00`.
    fn written(&self) -> String {
        let (start, end) = (
            clock_text(self.interval.start),
            clock_text(self.interval.end),
        );
        match self.weekday {
            Some(day) => format!("{} {start}-{end}", short(day)),
            None => format!("{start}-{end}"),
        }
    }
}

fn in_week(weekly: &[(Weekday, Vec<Spanned<Interval>>)]) -> Vec<(Opening, Opening)> {
    let of_day = |(day, hours): &(Weekday, Vec<Spanned<Interval>>)| {
        let day = *day;
        let openings = hours.iter().map(move |one| Opening::new(one, Some(day)));
        openings.collect::<Vec<_>>()
    };
    let openings: Vec<Opening> = weekly.iter().flat_map(of_day).collect();
    let mut overlaps = overlapping(openings.clone());
    // A night that begins on Sunday ends on Monday.
    let last = openings.iter().max_by_key(|one| one.end);
    if let Some(last) = last.filter(|last| last.end > WEEK) {
        let into = openings
            .iter()
            .filter(|one| one.start + WEEK < last.end && one.span != last.span);
        overlaps.extend(into.map(|one| (*last, *one)));
    }
    overlaps
}

fn on_date(hours: &[Spanned<Interval>]) -> Vec<(Opening, Opening)> {
    overlapping(hours.iter().map(|one| Opening::new(one, None)).collect())
}

/// Each opening that begins before an earlier one ends, with that one.
fn overlapping(mut openings: Vec<Opening>) -> Vec<(Opening, Opening)> {
    openings.sort_by_key(|one| (one.start, one.end));
    let mut overlaps = Vec::new();
    let mut longest: Option<Opening> = None;
    for opening in openings {
        match longest {
            Some(before) if opening.start < before.end => {
                overlaps.push((before, opening));
                if opening.end > before.end {
                    longest = Some(opening);
                }
            }
            _ => longest = Some(opening),
        }
    }
    overlaps
}

/// A weekday as it is written in support.yaml.
fn short(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}
