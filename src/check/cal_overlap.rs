//! CAL-OVERLAP: openings of a calendar do not overlap, also across midnight.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{self, Date, WEEK, WEEKDAY_NAMES, Weekday, begins_at, day_of_week};
use crate::model::facts::{Calendar, HolidayRef, HolidaySet, Interval, clock_text};
use crate::model::{Diagnostic, Site, Span, Spanned};

const CODE: &str = "CAL-OVERLAP";

const DAY: u32 = calendar::DAY as u32;

/// Openings of a week, of a date with hours of its own, and of such a date and those beside it do not
/// overlap.
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
    // Calendars that share a set of holidays often share their nights.
    let mut told = BTreeSet::new();
    for calendar in facts.calendars.iter().filter(|one| !one.always) {
        for (span, message) in Dated::new(calendar, &facts.holiday_sets).nights(site.today) {
            if !told.insert((span.start, message.clone())) {
                continue;
            }
            let hint = "openings may touch; let one end where the other begins".to_owned();
            let finding = Diagnostic::error(CODE, &facts.path, span, message);
            found.push(finding.with_hint(hint));
        }
    }
}

/// A calendar by date.
struct Dated<'a> {
    calendar: &'a Calendar,
    /// Exceptions, and holidays where there is none.
    dates: BTreeMap<Date, &'a [Spanned<Interval>]>,
}

/// What says which hours a date has; the first of these that there is (FACTS, 4.3), so the least is the
/// most particular.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Date(Date),
    /// By its number.
    Season(usize),
    Week,
}

impl<'a> Dated<'a> {
    fn new(calendar: &'a Calendar, sets: &'a [HolidaySet]) -> Self {
        let mut dates = BTreeMap::new();
        for exception in &calendar.exceptions {
            let hours = &exception.hours[..];
            dates.entry(exception.date.value).or_insert(hours);
        }
        for day in calendar.days_off(sets) {
            dates.entry(day.date.value).or_insert(&day.hours[..]);
        }
        Self { calendar, dates }
    }

    /// Each opening of a night that runs into one of the next date, where not one week says both: a
    /// place and what is wrong there. What is past is past.
    fn nights(&self, today: Date) -> Vec<(Span, String)> {
        let stretches = self.calendar.seasons.iter();
        let stretches = stretches.map(|season| (season.from.value, season.to.value));
        let single = self.dates.keys().map(|date| (*date, *date));
        let evenings = single.chain(stretches);
        let evenings = evenings.flat_map(|(from, to)| [from.yesterday().ok(), Some(to)]);
        let evenings: BTreeSet<Date> = evenings.flatten().collect();
        let mut found = Vec::new();
        for date in evenings {
            let Some(next) = date.tomorrow().ok().filter(|next| *next >= today) else {
                continue;
            };
            let (source, hours) = self.on(date);
            let (next_source, next_hours) = self.on(next);
            if source == next_source {
                continue;
            }
            let evening = hours.iter().map(|one| Opening::new(one, None));
            let Some(night) = evening.max_by_key(|one| one.end) else {
                continue;
            };
            let morning = next_hours.iter().map(|one| Opening::new(one, None));
            for opening in morning.filter(|one| one.start + DAY < night.end) {
                let message = format!(
                    "`{date} {}` runs into `{next} {}`",
                    night.written(),
                    opening.written()
                );
                let span = match source < next_source {
                    true => night.span,
                    false => opening.span,
                };
                found.push((span, message));
            }
        }
        found
    }

    fn on(&self, date: Date) -> (Source, &'a [Spanned<Interval>]) {
        if let Some(hours) = self.dates.get(&date) {
            return (Source::Date(date), hours);
        }
        let mut seasons = self.calendar.seasons.iter().enumerate();
        let season =
            seasons.find(|(_, season)| season.from.value <= date && date <= season.to.value);
        let (source, weekly) = match season {
            Some((number, season)) if season.closed => return (Source::Season(number), &[]),
            Some((number, season)) => (Source::Season(number), &season.weekly),
            None => (Source::Week, &self.calendar.weekly),
        };
        let mut days = weekly.iter();
        let day = days.find(|(day, _)| *day == date.weekday());
        (source, day.map_or(&[], |(_, hours)| hours))
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
        let midnight = weekday.map_or(0, begins_at);
        let start = u32::from(interval.start);
        let end = u32::from(interval.end);
        // At or before its start, an end lies past midnight.
        let end = if end <= start { end + DAY } else { end };
        Self {
            start: midnight + start,
            end: midnight + end,
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
            Some(day) => format!("{} {start}-{end}", WEEKDAY_NAMES[day_of_week(day)]),
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
