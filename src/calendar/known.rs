//! The dates whose holidays a calendar knows.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::Spanned;
use crate::model::facts::{Calendar, HolidayRef, HolidaySet};

/// A list of holidays, and the dates that it speaks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// The id of the set; of several sets that follow each other, the last. `None` for days that the
    /// calendar lists itself.
    pub set: Option<&'a str>,
    /// Where the list begins. Days of a calendar's own begin nowhere: those that are past may be left out.
    pub from: Option<&'a Spanned<Date>>,
    /// The last date that is written: of a set the end of what it speaks about, else the last holiday.
    pub last: &'a Spanned<Date>,
    /// The last date that it speaks about.
    pub to: Date,
}

/// The lists of holidays of `calendar`. What holds on a date is known where all of them speak about it.
///
/// A set of the same region that begins the day after another ends continues it, as where each year has its own.
/// Days of the calendar's own are a list only where it has no set; else they are added to one. Nobody says
/// how far they go, and holidays are listed by the year, so it is to the end of the last one's.
pub fn known<'a>(calendar: &'a Calendar, sets: &'a [HolidaySet]) -> Vec<Known<'a>> {
    let mut named: BTreeSet<&str> = BTreeSet::new();
    let mut days: Vec<&Spanned<Date>> = Vec::new();
    for written in calendar.holidays.iter().flatten() {
        match written {
            HolidayRef::Set(id) => {
                named.insert(&id.value);
            }
            HolidayRef::Day(day) => days.push(&day.date),
        }
    }
    if named.is_empty() {
        let last = days.into_iter().max_by_key(|date| date.value);
        let own = last.map(|last| Known {
            set: None,
            from: None,
            last,
            to: last.value.last_of_year(),
        });
        return own.into_iter().collect();
    }
    let mut used: Vec<_> = sets
        .iter()
        .filter(|set| named.contains(set.id.value.as_str()))
        .filter_map(|set| set.valid.as_ref().map(|(from, to)| (set, from, to)))
        .collect();
    used.sort_by_key(|(_, from, to)| (from.value, to.value));
    let mut found: Vec<Known<'a>> = Vec::new();
    // By region and the date after the last: a list that may be continued there.
    let mut open: BTreeMap<(Option<&str>, Date), usize> = BTreeMap::new();
    for (set, from, to) in used {
        let region = set.region.as_ref().map(|region| region.value.as_str());
        let list = Known {
            set: Some(&set.id.value),
            from: Some(from),
            last: to,
            to: to.value,
        };
        let continued = open.remove(&(region, from.value));
        let at = match continued.and_then(|at| Some((at, found.get_mut(at)?))) {
            Some((at, before)) => {
                *before = Known {
                    from: before.from,
                    ..list
                };
                at
            }
            None => {
                found.push(list);
                found.len() - 1
            }
        };
        open.insert((region, to.value.saturating_add(1.day())), at);
    }
    found
}

/// The first and the last date whose holidays `calendar` knows; all there are where it has no list.
pub fn known_dates(calendar: &Calendar, sets: &[HolidaySet]) -> (Date, Date) {
    let lists = known(calendar, sets);
    let from = lists.iter().filter_map(|list| list.from);
    let from = from.map(|date| date.value).max();
    let to = lists.iter().map(|list| list.to).min();
    (from.unwrap_or(Date::MIN), to.unwrap_or(Date::MAX))
}
