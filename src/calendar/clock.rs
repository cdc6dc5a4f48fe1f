//! The clock of a promise: when it starts, and when an answer is due.

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

/// When the first `number` updates are due that come every `length`: each is counted from the last.
pub fn updates(
    hours: &Hours,
    at: Timestamp,
    length: Duration,
    count: Count,
    number: usize,
) -> Vec<Timestamp> {
    let next = |at: &Timestamp| due(hours, *at, length, count).map(|due| due.due);
    std::iter::successors(next(&at), next)
        .take(number.min(CHAIN))
        .collect()
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
    let first = openings.iter().find(|opening| opening.end > at)?;
    let mut dates: Vec<_> = openings
        .iter()
        .map(|opening| opening.date)
        .filter(|date| *date >= first.date)
        .collect();
    dates.sort_unstable();
    dates.dedup();
    let date = *dates.get(days)?;
    let closings = openings.iter().filter(|opening| opening.date == date);
    Some(Due {
        clock_starts: first.start.max(at),
        due: closings.map(|opening| opening.end).max()?,
    })
}

fn span(seconds: u64) -> Option<SignedDuration> {
    i64::try_from(seconds).ok().map(SignedDuration::from_secs)
}
