//! Openings for programs that know no zones: minutes, to be compared.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::known::known_dates;
use super::opening::{Hours, Opening};
use crate::model::facts::{Calendar, HolidaySet};

/// Months that are written, from the first of this one on.
const MONTHS: i32 = 13;
/// Months before: when is due what was asked last week?
const PAST: i32 = 1;
/// Dates before the first whose openings may still run.
const BEFORE: i32 = 3;

/// What a calendar says of the months ahead. Minutes count from 1970-01-01T00:00Z.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Published {
    /// The minute from which it holds: the first of a month, or of the list of holidays.
    pub from: i64,
    /// The minute from which nothing is known: the end of the months, or of the list of holidays.
    pub until: i64,
    /// What the local clock is ahead of UTC, in minutes, and since when: the first since `from`.
    pub offsets: Vec<(i64, i64)>,
    /// Start and end of each opening, in order of start. They may touch: each belongs to the local
    /// date on which it starts.
    pub openings: Vec<(i64, i64)>,
    /// Numbers of those that begin on the date after theirs, since clocks skip the end of that.
    pub moved: Vec<usize>,
}

/// The openings of the months around `today`: from the first of the one before its own.
pub fn published(calendar: &Calendar, sets: &[HolidaySet], today: Date) -> Published {
    let hours = Hours::new(calendar, sets);
    let month = today.first_of_month();
    let mut first = month.checked_sub(PAST.months()).unwrap_or(month);
    let mut end = month.checked_add(MONTHS.months()).unwrap_or(Date::MAX);
    let (from, to) = known_dates(calendar, sets);
    first = first.max(from).min(end);
    end = end.min(to.tomorrow().unwrap_or(end)).max(first);
    let begins = |date: Date| hours.at(date, 0).map_or(0, minute);
    let (from, until) = (begins(first), begins(end));
    let before = first.checked_sub(BEFORE.days()).unwrap_or(first);
    let mut openings = hours.openings(before, end);
    openings.retain(|one| minute(one.end) > from && minute(one.start) < until);
    let is_moved = |one: &Opening| one.date < hours.date(one.start);
    let numbered = openings.iter().enumerate();
    let moved = numbered.filter(|(_, one)| is_moved(one));
    let moved = moved.map(|(number, _)| number).collect();
    let openings = openings.iter();
    let openings = openings.map(|one| (minute(one.start), minute(one.end)));
    let openings = openings.collect();
    Published {
        from,
        until,
        offsets: hours.offsets(from * 60, until * 60),
        openings,
        moved,
    }
}

fn minute(at: Timestamp) -> i64 {
    at.as_second().div_euclid(60)
}
