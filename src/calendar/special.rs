//! Dates on which a calendar keeps other hours than its week says.

use jiff::civil::Date;

use super::{Week, openings, week};
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

/// The first `limit` dates from `today` on that differ from the week, in order.
///
/// A holiday that falls on a day closed anyway changes nothing and is left out; an exception that
/// opens on a holiday is told, even where it restores the usual hours. A season counts as one.
pub fn special_dates<'a>(
    calendar: &'a Calendar,
    sets: &'a [HolidaySet],
    today: Date,
    limit: usize,
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
        &week[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())]
    };

    let mut found: Vec<Special<'a>> = Vec::new();
    for day in days(calendar, sets, today) {
        let reopened = day.instead_of.is_some_and(|hours| hours != day.hours);
        if reopened || day.hours != *base(day.date) {
            found.push(Special {
                from: day.date,
                to: day.date,
                hours: if day.hours.is_empty() {
                    SpecialHours::Closed
                } else {
                    SpecialHours::Day(day.hours)
                },
                why: day.why,
            });
        }
    }
    for (season, week) in &seasons {
        if season.to.value >= today && *week != usual {
            found.push(Special {
                from: season.from.value,
                to: season.to.value,
                hours: if week.iter().all(Vec::is_empty) {
                    SpecialHours::Closed
                } else {
                    SpecialHours::Week(week.clone())
                },
                why: season.note.as_ref(),
            });
        }
    }
    found.sort_by_key(|special| (special.from, special.to));
    found.truncate(limit);
    found
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

/// Exceptions and holidays from `today` on, by date: each date once, with what holds on it.
fn days<'a>(calendar: &'a Calendar, sets: &'a [HolidaySet], today: Date) -> Vec<Day<'a>> {
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
    let mut days: Vec<_> = exceptions
        .chain(holidays)
        .filter(|day| day.date >= today)
        .collect();
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
