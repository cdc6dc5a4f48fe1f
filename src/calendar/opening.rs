//! A calendar's hours as instants: when somebody is there.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::week::{DAY, by_day, day_of_week};
use super::zone::zone_or_utc;
use crate::model::Spanned;
use crate::model::facts::{Calendar, Count, HolidaySet, Interval, Season};

/// How long after an instant the next opening, or a closing, is looked for.
const SIGHT: SignedDuration = SignedDuration::from_hours(400 * 24);
/// Days around an instant in which an opening that touches it may start: one runs up to 24 hours, and
/// a zone that changes sides of the date line skips or repeats 24 more.
const REACH: i32 = 3;
/// Days of all the years that a date can name.
const CALENDAR: i32 = 7_304_484;

/// A stretch of time in which somebody is there. Open at `start`, closed at `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening {
    /// The first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
    /// The local date that it belongs to: that on which it starts.
    pub date: Date,
}

/// A calendar, ready to be asked.
pub struct Hours {
    zone: TimeZone,
    always: bool,
    week: AsWritten,
    seasons: Vec<(Date, Date, AsWritten)>,
    /// Exceptions, and holidays where there is none.
    dates: BTreeMap<Date, Vec<Interval>>,
}

/// Openings as written, by the day on which they start, Monday first. Those of a `Week` would not touch.
type AsWritten = [Vec<Interval>; 7];

/// Whether somebody is there, and when that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Whether it is open.
    pub open: bool,
    /// While open: the end of the opening, with those that touch it; `None` where it is out of sight.
    pub closes: Option<Timestamp>,
    /// While closed: the next opening; `None` where none is in sight.
    pub opens: Option<Timestamp>,
}

impl Hours {
    /// The hours that a target is counted on; by the clock, any will do. None where it needs a calendar and has none.
    pub fn counted(calendar: Option<&Calendar>, sets: &[HolidaySet], count: Count) -> Option<Self> {
        match calendar {
            _ if count == Count::Clock => Some(Self::always()),
            Some(calendar) => Some(Self::new(calendar, sets)),
            None => None,
        }
    }

    /// The hours of `calendar`, with holidays from `sets`. A zone that is unknown counts as UTC: it is
    /// a finding elsewhere.
    pub fn new(calendar: &Calendar, sets: &[HolidaySet]) -> Self {
        let mut dates = BTreeMap::new();
        for exception in &calendar.exceptions {
            let hours = || plain(&exception.hours);
            dates.entry(exception.date.value).or_insert_with(hours);
        }
        for day in calendar.days_off(sets) {
            let hours = || plain(&day.hours);
            dates.entry(day.date.value).or_insert_with(hours);
        }
        let season = |season: &Season| {
            let week = if season.closed {
                AsWritten::default()
            } else {
                as_written(&season.weekly)
            };
            (season.from.value, season.to.value, week)
        };
        Self {
            zone: zone_or_utc(&calendar.time_zone.value),
            always: calendar.always,
            week: as_written(&calendar.weekly),
            seasons: calendar.seasons.iter().map(season).collect(),
            dates,
        }
    }

    /// Open at every instant, in UTC.
    pub fn always() -> Self {
        Self {
            zone: TimeZone::UTC,
            always: true,
            week: AsWritten::default(),
            seasons: Vec::new(),
            dates: BTreeMap::new(),
        }
    }

    /// Whether it is open at `at`, when it closes, and else when it opens next.
    pub fn status(&self, at: Timestamp) -> Status {
        let horizon = out_of_sight(at);
        let seen = self.ahead(at, |openings, all| {
            let joined = joined(openings);
            let &(start, end) = joined.iter().find(|(_, end)| *end > at)?;
            // One that is not known yet may touch the last.
            let last = joined.last().is_some_and(|last| last.1 == end);
            (all || !last || end > horizon).then_some((start, end))
        });
        let in_sight = |instant: Timestamp| (instant <= horizon).then_some(instant);
        match seen {
            Some((start, end)) if start <= at => Status {
                open: true,
                closes: in_sight(end),
                opens: None,
            },
            Some((start, _)) => Status {
                open: false,
                closes: None,
                opens: in_sight(start),
            },
            None => Status {
                open: false,
                closes: None,
                opens: None,
            },
        }
    }

    /// The local date at `at`.
    pub fn date(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// When the clock on the wall shows `date` and `minutes` after midnight. A time that comes twice is
    /// the first one, one that is skipped is read with the offset before (RFC 5545, 3.3.5).
    pub fn at(&self, date: Date, minutes: u16) -> Option<Timestamp> {
        let [hour, minute] = [minutes / 60, minutes % 60].map(i8::try_from);
        let wall = date.at(hour.ok()?, minute.ok()?, 0, 0);
        self.zone.to_timestamp(wall).ok()
    }

    /// What the local clock is ahead of UTC, and since which minute, between two instants in seconds.
    pub(super) fn offsets(&self, from: i64, until: i64) -> Vec<(i64, i64)> {
        let Ok(first) = Timestamp::from_second(from) else {
            return Vec::new();
        };
        let minutes = |offset: jiff::tz::Offset| i64::from(offset.seconds()) / 60;
        let mut offsets = vec![(from / 60, minutes(self.zone.to_offset(first)))];
        for change in self.zone.following(first) {
            let at = change.timestamp().as_second();
            if at >= until {
                break;
            }
            let offset = minutes(change.offset());
            if offsets.last().is_some_and(|last| last.1 != offset) {
                offsets.push((at / 60, offset));
            }
        }
        offsets
    }

    /// The openings that start on the dates `from` to `to`, as written: they may touch or overlap. In
    /// order of start. Of a calendar that is always open, each date is one.
    pub fn openings(&self, from: Date, to: Date) -> Vec<Opening> {
        let dates = from.series(1.day()).take_while(|date| *date <= to);
        let mut openings: Vec<Opening> = dates.flat_map(|date| self.on(date)).collect();
        openings.sort();
        openings
    }

    /// What `answer` says of the openings around and after `at`, in order of start. It is asked with more
    /// and more of them until it says something; at last with all there are until nothing is in sight,
    /// and is told so.
    pub(super) fn ahead<T>(
        &self,
        at: Timestamp,
        mut answer: impl FnMut(&[Opening], bool) -> Option<T>,
    ) -> Option<T> {
        let date = self.date(at);
        let from = date.checked_sub(REACH.days()).unwrap_or(Date::MIN);
        let mut days = 32i32;
        loop {
            let to = date.checked_add(days.days()).unwrap_or(Date::MAX);
            let mut openings = self.openings(from, to);
            let mut last = at;
            let seen = openings.iter().take_while(|opening| {
                let seen = opening.start <= out_of_sight(last);
                last = last.max(opening.end);
                seen
            });
            let seen = seen.count();
            let hidden = seen < openings.len();
            openings.truncate(seen);
            let last = openings.iter().map(|opening| opening.end).max();
            let known = self.at(to, 0).unwrap_or(Timestamp::MAX);
            let all = hidden || to == Date::MAX || out_of_sight(last.unwrap_or(at).max(at)) < known;
            let answer = answer(&openings, all);
            if all || answer.is_some() {
                return answer;
            }
            days = days.saturating_mul(4).min(CALENDAR);
        }
    }

    fn on(&self, date: Date) -> Vec<Opening> {
        let whole = [Interval { start: 0, end: DAY }];
        let intervals = if self.always {
            &whole[..]
        } else {
            self.intervals(date)
        };
        let opening = |interval: &Interval| {
            let next = date.tomorrow().ok();
            let start = self.at(date, interval.start)?;
            let end = match interval.end {
                DAY => self.at(next?, 0)?,
                end if end <= interval.start => self.at(next?, end)?,
                end => self.at(date, end)?,
            };
            // Where the clock changes, an interval may end before it starts: it does not take place.
            (start < end).then_some(Opening { start, end, date })
        };
        intervals.iter().filter_map(opening).collect()
    }

    /// What holds on a date: its exception, else its holiday, else the season, else the week.
    fn intervals(&self, date: Date) -> &[Interval] {
        if let Some(hours) = self.dates.get(&date) {
            return hours;
        }
        let mut seasons = self.seasons.iter();
        let season = seasons.find(|(from, to, _)| (*from..=*to).contains(&date));
        let week = season.map_or(&self.week, |(.., week)| week);
        &week[day_of_week(date.weekday())]
    }
}

/// The last instant that is looked at from `at`.
fn out_of_sight(at: Timestamp) -> Timestamp {
    at.checked_add(SIGHT).unwrap_or(Timestamp::MAX)
}

/// Openings, in order of start, as stretches of time that neither touch nor overlap.
pub fn joined(openings: &[Opening]) -> Vec<(Timestamp, Timestamp)> {
    let mut joined: Vec<(Timestamp, Timestamp)> = Vec::with_capacity(openings.len());
    for opening in openings {
        match joined.last_mut() {
            Some(last) if opening.start <= last.1 => last.1 = last.1.max(opening.end),
            _ => joined.push((opening.start, opening.end)),
        }
    }
    joined
}

fn as_written(weekly: &[(Weekday, Vec<Spanned<Interval>>)]) -> AsWritten {
    by_day(weekly).map(|hours| plain(&hours))
}

fn plain(hours: &[Spanned<Interval>]) -> Vec<Interval> {
    hours.iter().map(|interval| interval.value).collect()
}
