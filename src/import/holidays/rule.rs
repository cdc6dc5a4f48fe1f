//! How an event comes again each year (RFC 5545, 3.3.10): of all rules, those that holidays have.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::str::FromStr;

use super::moment;
use crate::calendar::{Date, Weekday};

/// How an event comes again each year, or each so many years. Each number is there once, however often a file
/// repeats it.
#[derive(Debug, Default)]
pub(super) struct Rule {
    interval: i16,
    count: Option<usize>,
    until: Option<Date>,
    months: BTreeSet<i8>,
    month_days: BTreeSet<i8>,
    /// With 0 for each of its kind in the month; days are counted from Monday, which is 0.
    weekdays: BTreeSet<(i8, i8)>,
    positions: BTreeSet<i16>,
}

impl Rule {
    /// `None` where it is none of those that holidays have.
    pub fn read(text: &str, start: Date) -> Option<Self> {
        let mut rule = Self {
            interval: 1,
            ..Self::default()
        };
        let mut yearly = false;
        let parts = text.trim().split(';').filter(|part| !part.is_empty());
        for part in parts {
            let (name, value) = part.split_once('=')?;
            let value = value.trim();
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => yearly = value.eq_ignore_ascii_case("YEARLY"),
                "INTERVAL" => rule.interval = value.parse().ok().filter(|one| *one > 0)?,
                "COUNT" => rule.count = Some(value.parse().ok()?),
                "UNTIL" => rule.until = Some(moment::read(value)?.date),
                "BYMONTH" => rule.months = numbers(value, 1..=12)?,
                "BYMONTHDAY" => rule.month_days = numbers(value, -31..=31)?,
                "BYDAY" => rule.weekdays = value.split(',').map(weekday).collect::<Option<_>>()?,
                "BYSETPOS" => rule.positions = numbers(value, -366..=366)?,
                "WKST" => {}
                _ => return None,
            }
        }
        let by_day = !rule.month_days.is_empty() || !rule.weekdays.is_empty();
        if rule.months.is_empty() {
            // Without a month such a day would come in each month, or be counted from January.
            if by_day {
                return None;
            }
            rule.months = BTreeSet::from([start.month()]);
        }
        if !by_day {
            rule.month_days = BTreeSet::from([start.day()]);
        }
        yearly.then_some(rule)
    }

    /// The first days of all that begin by `last`, from `first` where that can be known without counting.
    /// `None` where `budget`, in months, is spent.
    pub fn starts(
        &self,
        start: Date,
        last: Date,
        first: Date,
        budget: &mut usize,
    ) -> Option<Vec<Date>> {
        // The first one counts, whether or not the rule would give it (3.8.5.3).
        let mut starts = vec![start];
        let mut left = self.count.map(|count| count.saturating_sub(1));
        let mut year = start.year();
        // An event of the year before may reach into the first one.
        let early = i32::from(first.year()) - 1 - i32::from(year);
        if left.is_none() && early > 0 {
            let steps = early / i32::from(self.interval);
            year = i16::try_from(i32::from(year) + steps * i32::from(self.interval)).ok()?;
        }
        while year <= last.year() && left != Some(0) {
            *budget = budget.checked_sub(self.months.len())?;
            for day in self.days(year) {
                let beyond = self.until.is_some_and(|until| day > until);
                if day <= start || day > last || beyond || left == Some(0) {
                    continue;
                }
                starts.push(day);
                left = left.map(|left| left - 1);
            }
            let Some(next) = year.checked_add(self.interval) else {
                break;
            };
            year = next;
        }
        Some(starts)
    }

    fn days(&self, year: i16) -> Vec<Date> {
        let mut days = Vec::new();
        for month in &self.months {
            let Ok(first) = Date::new(year, *month, 1) else {
                continue;
            };
            let length = first.days_in_month();
            let of_month = (1..=length).filter(|day| {
                let from_end = day - length - 1;
                self.month_days.is_empty()
                    || self.month_days.contains(day)
                    || self.month_days.contains(&from_end)
            });
            let of_week = of_month.filter_map(|day| {
                let date = Date::new(year, *month, day).ok()?;
                let (nth, from_end) = ((day - 1) / 7 + 1, -((length - day) / 7 + 1));
                let weekday = date.weekday().to_monday_zero_offset();
                let fits = |number: i8| self.weekdays.contains(&(number, weekday));
                let is_one = self.weekdays.is_empty() || [0, nth, from_end].into_iter().any(fits);
                is_one.then_some(date)
            });
            days.extend(of_week);
        }
        days.sort();
        days.dedup();
        if self.positions.is_empty() {
            return days;
        }
        let count = i16::try_from(days.len()).unwrap_or(i16::MAX);
        let chosen = (1..).zip(days);
        let chosen = chosen.filter(|(nth, _)| {
            self.positions.contains(nth) || self.positions.contains(&(nth - count - 1))
        });
        chosen.map(|(_, day)| day).collect()
    }
}

/// The numbers of a list, of which none is 0 or out of `range`.
fn numbers<N>(text: &str, range: RangeInclusive<N>) -> Option<BTreeSet<N>>
where
    N: FromStr + Ord + Default,
{
    let numbers = text.split(',').map(|one| one.trim().parse::<N>().ok());
    numbers
        .map(|one| one.filter(|one| range.contains(one) && *one != N::default()))
        .collect()
}

/// `4TH`, `-1MO`, `TU`: the number and the day.
fn weekday(text: &str) -> Option<(i8, i8)> {
    let text = text.trim();
    let at = text.len().checked_sub(2)?;
    let (number, day) = (text.get(..at)?, text.get(at..)?);
    let weekday = match day.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let number = match number.strip_prefix('+').unwrap_or(number) {
        "" => 0,
        number => number
            .parse()
            .ok()
            .filter(|one| (-5..=5).contains(one) && *one != 0)?,
    };
    Some((number, weekday.to_monday_zero_offset()))
}
