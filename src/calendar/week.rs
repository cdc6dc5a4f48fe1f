//! A week's openings, day by day.

use jiff::civil::Weekday;

use crate::model::Spanned;
use crate::model::facts::Interval;

/// Openings by the day on which they start, Monday first; each day's are sorted and do not touch.
pub type Week = [Vec<Interval>; 7];

/// The days of a week, in the order of [`Week`].
pub const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// What support.yaml calls them, in the same order.
pub const WEEKDAY_NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Minutes of a day.
pub const DAY: u16 = 24 * 60;

/// Minutes of a week.
pub const WEEK: u32 = 7 * DAY as u32;

/// Which day of the week it is: 0 for Monday, 6 for Sunday.
pub fn day_of_week(weekday: Weekday) -> usize {
    usize::from(from_monday(weekday))
}

/// Minutes of a week that are over as the day begins.
pub fn begins_at(weekday: Weekday) -> u32 {
    u32::from(from_monday(weekday)) * u32::from(DAY)
}

fn from_monday(weekday: Weekday) -> u8 {
    // Offsets from Monday are 0 to 6.
    weekday.to_monday_zero_offset().unsigned_abs()
}

/// The week that `weekly:` describes; a day that is not named has no opening.
pub fn week(weekly: &[(Weekday, Vec<Spanned<Interval>>)]) -> Week {
    by_day(weekly).map(|intervals| openings(&intervals))
}

/// The openings of each day as written, Monday first.
pub(super) fn by_day(weekly: &[(Weekday, Vec<Spanned<Interval>>)]) -> [Vec<Spanned<Interval>>; 7] {
    let mut week: [Vec<Spanned<Interval>>; 7] = Default::default();
    for (weekday, intervals) in weekly {
        week[day_of_week(*weekday)].extend(intervals.iter().cloned());
    }
    week
}

/// The openings of one day: sorted, with those that overlap or touch joined.
pub fn openings(intervals: &[Spanned<Interval>]) -> Vec<Interval> {
    let mut ranges: Vec<(u16, u16)> = intervals
        .iter()
        .map(|interval| minutes(interval.value))
        .collect();
    ranges.sort_unstable();
    let mut joined: Vec<(u16, u16)> = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        match joined.last_mut() {
            // An interval can say no more than 24 hours, so two that do stay apart.
            Some(last) if start <= last.1 && end.max(last.1) - last.0 <= DAY => {
                last.1 = last.1.max(end);
            }
            _ => joined.push((start, end)),
        }
    }
    joined
        .into_iter()
        .map(|(start, end)| Interval {
            start,
            end: if end > DAY { end - DAY } else { end },
        })
        .collect()
}

/// Start and end in minutes after the midnight before the start.
fn minutes(interval: Interval) -> (u16, u16) {
    let start = interval.start.min(DAY);
    let end = interval.end.min(DAY);
    (start, if end <= start { end + DAY } else { end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facts::clock_text;

    fn check(written: &[(u16, u16)], expected: &str) {
        let written: Vec<_> = written
            .iter()
            .map(|&(start, end)| {
                let (start, end) = (start * 60, end * 60);
                Spanned::new(Interval { start, end }, Default::default())
            })
            .collect();
        let text: Vec<_> = openings(&written)
            .iter()
            .map(|opening| format!("{}-{}", clock_text(opening.start), clock_text(opening.end)))
            .collect();
        assert_eq!(text.join(" "), expected);
    }

    #[test]
    fn openings_of_a_day_are_sorted_and_joined() {
        check(&[(13, 18), (9, 12)], "09:00-12:00 13:00-18:00");
        check(&[(9, 12), (12, 18)], "09:00-18:00");
        check(&[(18, 8)], "18:00-08:00");
        check(&[(18, 0)], "18:00-24:00");
        check(&[(0, 12), (12, 24)], "00:00-24:00");
        check(&[(8, 20), (19, 8)], "08:00-08:00");
    }
}
