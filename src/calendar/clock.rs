//! The clock of a promise: when it starts, and when an answer is due.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::opening::{Hours, Opening, joined};
use crate::model::facts::{Count, Duration, Plan, PlanTarget};

/// The longest chain of updates that is told.
const CHAIN: usize = 1_000;

/// When a promise is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// When its clock starts.
    pub clock_starts: Timestamp,
    /// The first instant at which the time is used up.
    pub due: Timestamp,
}

/// When something asked at `at` and promised within `length` is due. `None` where no opening is in
/// sight, or where the length cannot be counted so: days by the clock, hours as days.
pub fn due(hours: &Hours, at: Timestamp, length: Duration, count: Count) -> Option<Due> {
    match (count, length) {
        (Count::Clock, Duration::Seconds(seconds)) => Some(Due {
            clock_starts: at,
            due: at.checked_add(span(seconds)?).ok()?,
        }),
        (Count::OpenHours, Duration::Seconds(seconds)) => {
            let length = span(seconds)?;
            hours.ahead(at, |openings, _| open_hours(openings, at, length))
        }
        (Count::OpenDays, Duration::Days(days)) => {
            let days = usize::try_from(days).ok()?;
            hours.ahead(at, |openings, _| open_days(openings, at, days))
        }
        (Count::Clock, Duration::Days(_))
        | (Count::OpenHours, Duration::Days(_))
        | (Count::OpenDays, Duration::Seconds(_)) => None,
    }
}

/// When the first `number` updates are due that come every `length`: each is counted from the last. Of
/// days that is the day on which the last was due, at its close, so "every working day" means each of them.
pub fn updates(
    hours: &Hours,
    at: Timestamp,
    length: Duration,
    count: Count,
    number: usize,
) -> Vec<Timestamp> {
    let number = number.min(CHAIN);
    if let (Count::OpenDays, Duration::Days(days)) = (count, length) {
        return every_days(hours, at, days, number);
    }
    let next = |at: &Timestamp| due(hours, *at, length, count).map(|due| due.due);
    std::iter::successors(next(&at), next)
        .take(number)
        .collect()
}

/// Every `days` open days: none at all is by the close of the day, and then of each that follows.
fn every_days(hours: &Hours, at: Timestamp, days: u32, number: usize) -> Vec<Timestamp> {
    let Ok(days) = usize::try_from(days) else {
        return Vec::new();
    };
    let chain = hours.ahead(at, |openings, all| {
        let (_, closings) = closings(openings, at)?;
        let due = closings.into_iter().skip(days).step_by(days.max(1));
        let due: Vec<Timestamp> = due.take(number).collect();
        (all || due.len() == number).then_some(due)
    });
    chain.unwrap_or_default()
}

/// The row of `plan` that holds for `severity` over `channel`: the first that names the channel, else
/// the first that names none. `None` is no promise.
pub fn row<'p>(plan: &'p Plan, severity: &str, channel: Option<&str>) -> Option<&'p PlanTarget> {
    let rows = || {
        let rows = plan.targets.iter();
        rows.filter(|row| row.severity.value == severity)
    };
    let names = |row: &&PlanTarget| {
        let mut named = row.channels.iter();
        named.any(|named| Some(named.value.as_str()) == channel)
    };
    rows()
        .find(names)
        .or_else(|| rows().find(|row| row.channels.is_empty()))
}

/// The time while open: used up at closing means due at closing.
fn open_hours(openings: &[Opening], at: Timestamp, length: SignedDuration) -> Option<Due> {
    let mut left = length;
    let mut clock_starts = None;
    for (start, end) in joined(openings) {
        if end <= at {
            continue;
        }
        let start = start.max(at);
        let clock_starts = *clock_starts.get_or_insert(start);
        let open = end.duration_since(start);
        if left <= open {
            let due = start.checked_add(left).ok()?;
            return Some(Due { clock_starts, due });
        }
        left -= open;
    }
    None
}

/// Day 0 is that of the opening in which the clock starts; due at the last closing of the `days`-th
/// later date that has an opening.
fn open_days(openings: &[Opening], at: Timestamp, days: usize) -> Option<Due> {
    let (clock_starts, closings) = closings(openings, at)?;
    let due = *closings.get(days)?;
    Some(Due { clock_starts, due })
}

/// When a clock starts that something asked at `at` sets going, and the last closings of that date and
/// of each later one that has an opening.
fn closings(openings: &[Opening], at: Timestamp) -> Option<(Timestamp, Vec<Timestamp>)> {
    let first = openings.iter().find(|opening| opening.end > at)?;
    let mut closings: BTreeMap<Date, Timestamp> = BTreeMap::new();
    for opening in openings.iter().filter(|opening| opening.date >= first.date) {
        let closing = closings.entry(opening.date).or_insert(opening.end);
        *closing = opening.end.max(*closing);
    }
    Some((first.start.max(at), closings.into_values().collect()))
}

fn span(seconds: u64) -> Option<SignedDuration> {
    i64::try_from(seconds).ok().map(SignedDuration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Spanned;
    use crate::model::facts::{Calendar, Interval};
    use jiff::civil::Weekday;

    fn of<T>(value: T) -> Spanned<T> {
        Spanned::new(value, Default::default())
    }

    /// Monday to Friday, in the morning and in the afternoon.
    fn office() -> Hours {
        let hours = [(9, 12), (13, 17)].map(|(start, end)| {
            of(Interval {
                start: start * 60,
                end: end * 60,
            })
        });
        let days = Weekday::Monday.cycle_forward().take(5);
        let calendar = Calendar {
            id: of("office".to_owned()),
            name: None,
            time_zone: of("Etc/UTC".to_owned()),
            always: false,
            weekly: days.map(|day| (day, hours.to_vec())).collect(),
            holidays: Some(Vec::new()),
            seasons: Vec::new(),
            exceptions: Vec::new(),
        };
        Hours::new(&calendar, &[])
    }

    fn check(at: &str, length: Duration, count: Count, expected: &[&str]) {
        let at = at.parse().unwrap();
        let due = updates(&office(), at, length, count, expected.len());
        let shown: Vec<String> = due
            .iter()
            .map(|at| at.to_string()[..16].to_owned())
            .collect();
        assert_eq!(shown, expected, "every {length} from {at}");
        let first = super::due(&office(), at, length, count).map(|due| due.due);
        assert_eq!(due.first().copied(), first);
    }

    #[test]
    fn news_of_every_working_day_comes_on_each_of_them() {
        // A Thursday.
        let at = "2026-12-24T10:00:30Z";
        let closes = |days: [&str; 3]| days.map(|day| format!("{day}T17:00"));
        for (days, expected) in [
            (0, ["2026-12-24", "2026-12-25", "2026-12-28"]),
            (1, ["2026-12-25", "2026-12-28", "2026-12-29"]),
            (2, ["2026-12-28", "2026-12-30", "2027-01-01"]),
        ] {
            let expected = closes(expected);
            let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
            check(at, Duration::Days(days), Count::OpenDays, &expected);
        }
        // Asked when nobody is there, the next day is the first.
        check(
            "2026-12-26T10:00:00Z",
            Duration::Days(1),
            Count::OpenDays,
            &["2026-12-29T17:00", "2026-12-30T17:00"],
        );
        check(
            "2026-12-24T10:00:00Z",
            Duration::Seconds(2 * 3600),
            Count::OpenHours,
            &["2026-12-24T12:00", "2026-12-24T15:00", "2026-12-24T17:00"],
        );
    }
}
