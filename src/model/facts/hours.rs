//! When somebody is there: calendars, holidays, seasons.

use super::Id;
use crate::calendar::{DAY, Date, WEEK, Weekday, begins_at};
use crate::model::{Spanned, Text};

/// A calendar of openings.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Option<Text>,
    /// IANA name of its zone.
    pub time_zone: Spanned<String>,
    /// Open at every instant; then it has nothing else.
    pub always: bool,
    /// Openings by the weekday on which they start; a day that is not named is closed.
    pub weekly: Vec<(Weekday, Vec<Spanned<Interval>>)>,
    /// `Some` with set ids and days of its own, empty for `none`; `None` where nothing is said, as in an empty list.
    pub holidays: Option<Vec<HolidayRef>>,
    /// Stretches of the year with other hours, or none.
    pub seasons: Vec<Season>,
    /// Single dates with other hours, or none.
    pub exceptions: Vec<Exception>,
}

/// One opening of a day, in the calendar's local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Minutes after midnight, 0 to 1439.
    pub start: u16,
    /// Minutes after midnight, 1 to 1440; at or before `start` it runs past midnight.
    pub end: u16,
}

impl Interval {
    /// Whether it ends on the day after that on which it starts; one until 24:00 does not.
    pub fn is_past_midnight(self) -> bool {
        self.end <= self.start
    }
}

/// An entry of a calendar's `holidays:`.
#[derive(Clone, Debug)]
pub enum HolidayRef {
    /// A set of `holiday_sets`.
    Set(Id),
    /// A day of this calendar alone.
    Day(Holiday),
}

/// A public holiday.
#[derive(Clone, Debug)]
pub struct Holiday {
    /// The date.
    pub date: Spanned<Date>,
    /// Its name.
    pub name: Text,
    /// Openings on that date; none means closed.
    pub hours: Vec<Spanned<Interval>>,
}

/// A set of holidays of a region.
#[derive(Clone, Debug)]
pub struct HolidaySet {
    /// Its id.
    pub id: Id,
    /// ISO 3166-1 or 3166-2.
    pub region: Option<Spanned<String>>,
    /// First and last date that the set speaks about.
    pub valid: Option<(Spanned<Date>, Spanned<Date>)>,
    /// Where the dates come from.
    pub source: Option<Text>,
    /// When they were last compared with the source.
    pub checked: Option<Spanned<Date>>,
    /// The days.
    pub days: Vec<Holiday>,
}

/// A stretch of dates with hours of its own.
#[derive(Clone, Debug)]
pub struct Season {
    /// First date.
    pub from: Spanned<Date>,
    /// Last date.
    pub to: Spanned<Date>,
    /// Closed throughout.
    pub closed: bool,
    /// Openings by weekday, where not closed.
    pub weekly: Vec<(Weekday, Vec<Spanned<Interval>>)>,
    /// Why.
    pub note: Option<Text>,
}

/// A date with hours of its own.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The date.
    pub date: Spanned<Date>,
    /// Its openings; none means closed.
    pub hours: Vec<Spanned<Interval>>,
    /// Why.
    pub note: Option<Text>,
}

impl Calendar {
    /// Whether it is open at every instant: by its word, or because the openings of its week leave no
    /// minute out and no day is an exception.
    pub fn never_closes(&self) -> bool {
        if self.always {
            return true;
        }
        let same_each_week = self.holidays.as_ref().is_some_and(Vec::is_empty)
            && self.seasons.is_empty()
            && self.exceptions.is_empty();
        let mut openings: Vec<(u32, u32)> = Vec::new();
        for (weekday, hours) in &self.weekly {
            let midnight = begins_at(*weekday);
            for hours in hours.iter().map(|one| one.value) {
                let tomorrow = if hours.is_past_midnight() {
                    u32::from(DAY)
                } else {
                    0
                };
                let opening = [hours.start, hours.end].map(|minutes| midnight + u32::from(minutes));
                openings.push((opening[0], opening[1] + tomorrow));
            }
        }
        // What runs past Sunday's end begins the week.
        let over = openings.iter().filter(|(_, end)| *end > WEEK);
        let over: Vec<_> = over.map(|(_, end)| (0, end - WEEK)).collect();
        openings.extend(over);
        openings.sort_unstable();
        let open_until = openings.iter().fold(0, |open_until, &(start, end)| {
            if start > open_until {
                open_until
            } else {
                open_until.max(end)
            }
        });
        same_each_week && open_until >= WEEK
    }

    /// All openings that it names: of its week, of seasons and of single dates.
    pub fn openings(&self) -> impl Iterator<Item = Interval> {
        let seasons = self.seasons.iter().flat_map(|season| &season.weekly);
        let weekly = self.weekly.iter().chain(seasons).map(|(_, hours)| hours);
        let dates = self.exceptions.iter().map(|date| &date.hours);
        weekly.chain(dates).flatten().map(|one| one.value)
    }

    /// Its holidays, those of its sets among them, in the order in which they are written.
    pub fn days_off<'a>(&'a self, sets: &'a [HolidaySet]) -> impl Iterator<Item = &'a Holiday> {
        let written = self.holidays.iter().flatten();
        written.flat_map(|written| match written {
            HolidayRef::Day(day) => std::slice::from_ref(day),
            HolidayRef::Set(id) => sets
                .iter()
                .find(|set| set.id.value == id.value)
                .map_or(&[][..], |set| &set.days),
        })
    }
}

/// A time of day in minutes after midnight, as `HH:MM`; 1440 is `24:00`.
pub fn clock_text(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
