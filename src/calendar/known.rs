//! The dates whose holidays a calendar knows.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

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
/// A set of the same region that begins later than another, and no later than the day after that ends, continues it,
/// as where each year has its own. Two that begin on one date are two lists.
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
    // Lists that may be continued: by region and last date. Of those that begin on one date none continues another,
    // so they are added when the next date is at hand.
    let mut open: BTreeSet<(Option<&str>, Date, usize)> = BTreeSet::new();
    let mut begun = Vec::new();
    for sets in used.chunk_by(|one, next| one.1.value == next.1.value) {
        for (set, from, to) in sets {
            let region = set.region.as_ref().map(|region| region.value.as_str());
            let list = Known {
                set: Some(&set.id.value),
                from: Some(from),
                last: to,
                to: to.value,
            };
            let before = from.value.saturating_sub(1.day());
            let continued = open.range((region, before, 0)..).next().copied();
            let continued = continued.filter(|(of, ..)| *of == region);
            let at = match continued.and_then(|one| Some((one, found.get_mut(one.2)?))) {
                Some((one, known)) => {
                    open.remove(&one);
                    if list.to > known.to {
                        *known = Known {
                            from: known.from,
                            ..list
                        };
                    }
                    one.2
                }
                None => {
                    found.push(list);
                    found.len() - 1
                }
            };
            begun.push((region, at));
        }
        let begun = begun.drain(..);
        open.extend(begun.map(|(region, at)| (region, found[at].to, at)));
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

/// Whether the holidays of the date are known on which the instant is, where the calendar's clocks are.
pub fn is_known(calendar: &Calendar, sets: &[HolidaySet], at: Timestamp) -> bool {
    let (from, to) = known_dates(calendar, sets);
    let (date, _) = super::wall(at, &calendar.time_zone.value);
    (from..=to).contains(&date)
}
