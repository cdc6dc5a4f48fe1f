//! Dates on which a calendar keeps other hours than its week says.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Week, day_of_week, openings, week};
use crate::model::Text;
use crate::model::facts::{Calendar, HolidaySet, Interval, Season};

/// A date, or a stretch of dates, with hours of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Special<'a> {
    /// First date.
    pub from: Date,
    /// Last date; the first where it is a single one.
    pub to: Date,
    /// What holds on it.
    pub hours: SpecialHours,
    /// The holiday's name, or the note.
    pub why: Option<&'a Text>,
    /// Whether a season says so, and not the date itself.
    pub season: bool,
}

/// Hours of a special date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpecialHours {
    /// None.
    Closed,
    /// These openings, on one date.
    Day(Vec<Interval>),
    /// These openings by weekday, over a stretch of dates.
    Week(Week),
}

/// A week of openings, and the dates on which it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<'a> {
    /// First date: that of a season; else today, or the date after a season.
    pub from: Date,
    /// Last date; `None` where none is known.
    pub to: Option<Date>,
    /// The openings.
    pub week: Week,
    /// What the season is called.
    pub why: Option<&'a Text>,
}

/// The weeks that say when a calendar opens: the one kept today and, where that ends with a season, those that follow, up
/// to the usual week. Of that no end is told: seasons to come are among the special dates. Where the usual week is empty,
/// it is the season today, or the time until one, and the next season.
pub fn weeks<'a>(calendar: &'a Calendar, today: Date) -> Vec<Kept<'a>> {
    let usual = week(&calendar.weekly);
    let without_end = |from: Date| Kept {
        from,
        to: None,
        week: usual.clone(),
        why: None,
    };
    let season = |season: &'a Season| {
        let (from, to, week) = (season.from.value, season.to.value, season_week(season));
        // In one that changes nothing, the usual holds.
        SpecialHours::of_stretch(from, to, &week, &usual).map(|_| Kept {
            from,
            to: Some(to),
            week,
            why: season.note.as_ref(),
        })
    };
    let seasons: Vec<Kept<'a>> = calendar.seasons.iter().filter_map(season).collect();
    let on = |date: Date| {
        let holds = |kept: &&Kept<'_>| kept.from <= date && kept.to.is_some_and(|to| date <= to);
        seasons.iter().find(holds).cloned()
    };
    // A week without openings is no answer to when somebody is there, so the next season is one.
    let ahead = |date: Date| {
        let seasons = seasons.iter().filter(|kept| kept.from > date);
        let seasons = seasons.filter(|_| usual.iter().all(Vec::is_empty));
        seasons.min_by_key(|kept| kept.from).cloned()
    };
    match on(today) {
        Some(now) => {
            let mut later: Vec<&Kept<'_>> = seasons.iter().collect();
            later.sort_by_key(|kept| kept.from);
            let mut later = later.into_iter().peekable();
            let mut kept = vec![now];
            let after = |kept: &[Kept<'_>]| kept.last()?.to?.tomorrow().ok();
            while let Some(date) = after(&kept) {
                while later.next_if(|kept| kept.to < Some(date)).is_some() {}
                let season = later.next_if(|kept| kept.from <= date).cloned();
                let season = season.or_else(|| ahead(date));
                let is_usual = season.is_none();
                kept.push(season.unwrap_or_else(|| without_end(date)));
                if is_usual || usual.iter().all(Vec::is_empty) {
                    break;
                }
            }
            kept
        }
        None => {
            let next = ahead(today);
            let to = next.as_ref().and_then(|next| next.from.yesterday().ok());
            let now = Kept {
                to,
                ..without_end(today)
            };
            [now].into_iter().chain(next).collect()
        }
    }
}

/// What pages tell of a calendar: the dates of the coming year that differ from the week, and at least ten of those
/// that are known.
pub fn coming_dates<'a>(
    calendar: &'a Calendar,
    sets: &'a [HolidaySet],
    today: Date,
) -> Vec<Special<'a>> {
    const LEAST: usize = 10;

    let end = today.saturating_add(1.year());
    let mut dates = special_dates(calendar, sets, today);
    let within = dates.partition_point(|special| special.from < end);
    dates.truncate(within.max(LEAST));
    dates
}

/// The dates from `today` on that differ from the week, in order; no date is in two.
///
/// A holiday that falls on a day closed anyway changes nothing and is left out; an exception that
/// opens on a holiday is told, even where it restores the usual hours. A season counts as one, or as
/// several where dates within it have other hours than it says.
pub fn special_dates<'a>(
    calendar: &'a Calendar,
    sets: &'a [HolidaySet],
    today: Date,
) -> Vec<Special<'a>> {
    if calendar.always {
        return Vec::new();
    }
    let usual = week(&calendar.weekly);
    let seasons: Vec<(&Season, Week)> = calendar
        .seasons
        .iter()
        .filter(|season| season.from.value <= season.to.value)
        .map(|season| (season, season_week(season)))
        .collect();
    // What the date would have without a holiday or an exception.
    let base = |date: Date| -> &Vec<Interval> {
        let season = seasons
            .iter()
            .find(|(season, _)| season.from.value <= date && date <= season.to.value);
        let week = season.map_or(&usual, |(_, week)| week);
        &week[day_of_week(date.weekday())]
    };

    let mut dated: BTreeMap<Date, Special<'a>> = BTreeMap::new();
    for day in days(calendar, sets) {
        let reopened = day.instead_of.is_some_and(|hours| hours != day.hours);
        if reopened || day.hours != *base(day.date) {
            let special = Special {
                from: day.date,
                to: day.date,
                hours: SpecialHours::of_day(&day.hours),
                why: day.why,
                season: false,
            };
            dated.insert(day.date, special);
        }
    }
    let mut found: Vec<Special<'a>> = Vec::new();
    for (season, week) in &seasons {
        let mut push = |from: Date, to: Date| {
            let hours = SpecialHours::of_stretch(from, to, week, &usual);
            found.extend(hours.map(|hours| Special {
                from,
                to,
                hours,
                why: season.note.as_ref(),
                season: true,
            }));
        };
        let mut rest = Some(season.from.value);
        for date in dated.range(season.from.value..=season.to.value) {
            if let Some((from, to)) = rest.zip(date.0.yesterday().ok()) {
                push(from, to);
            }
            rest = date.0.tomorrow().ok();
        }
        if let Some(from) = rest {
            push(from, season.to.value);
        }
    }
    found.extend(dated.into_values());
    found.retain(|special| special.to >= today);
    found.sort_by_key(|special| (special.from, special.to));
    found
}

impl SpecialHours {
    fn of_day(openings: &[Interval]) -> Self {
        match openings {
            [] => Self::Closed,
            openings => Self::Day(openings.to_vec()),
        }
    }

    /// What `week` says of the dates; `None` where that is the usual, or where there is no date.
    fn of_stretch(from: Date, to: Date, week: &Week, usual: &Week) -> Option<Self> {
        let next = |date: &Date| date.tomorrow().ok();
        // In seven days is each weekday.
        let dates = std::iter::successors(Some(from), next).take(week.len());
        let dates = dates.take_while(|date| *date <= to);
        let days: Vec<usize> = dates.map(|date| day_of_week(date.weekday())).collect();
        if days.iter().all(|day| week[*day] == usual[*day]) {
            return None;
        }
        Some(match days[..] {
            [day] => Self::of_day(&week[day]),
            _ if days.iter().all(|day| week[*day].is_empty()) => Self::Closed,
            _ => Self::Week(week.clone()),
        })
    }
}

/// A date with hours of its own, as written.
struct Day<'a> {
    date: Date,
    exception: bool,
    hours: Vec<Interval>,
    /// For an exception on a holiday: the holiday's hours.
    instead_of: Option<Vec<Interval>>,
    why: Option<&'a Text>,
}

/// Exceptions and holidays by date: each date once, with what holds on it.
fn days<'a>(calendar: &'a Calendar, sets: &'a [HolidaySet]) -> Vec<Day<'a>> {
    let exceptions = calendar.exceptions.iter().map(|exception| Day {
        date: exception.date.value,
        exception: true,
        hours: openings(&exception.hours),
        instead_of: None,
        why: exception.note.as_ref(),
    });
    let holidays = calendar.days_off(sets).map(|holiday| Day {
        date: holiday.date.value,
        exception: false,
        hours: openings(&holiday.hours),
        instead_of: None,
        why: Some(&holiday.name),
    });
    let mut days: Vec<_> = exceptions.chain(holidays).collect();
    days.sort_by_key(|day| (day.date, !day.exception));
    days.dedup_by(|later, first| {
        let same = later.date == first.date;
        if same && first.exception && !later.exception && first.instead_of.is_none() {
            first.instead_of = Some(std::mem::take(&mut later.hours));
        }
        same
    });
    days
}

fn season_week(season: &Season) -> Week {
    if season.closed {
        Week::default()
    } else {
        week(&season.weekly)
    }
}
