//! What is promised: lengths of time and how they are counted, the plans of a service level agreement, and
//! the promises of those behind the partner.

use std::fmt;

use super::{Id, Price};
use crate::calendar::Date;
use crate::model::{Span, Spanned, Text};

/// A length of time, as ISO 8601 writes it: `PT4H`, `P1D`. Never both days and hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duration {
    /// Hours, minutes and seconds, in seconds; more than zero.
    Seconds(u64),
    /// Whole days. None at all, `P0D`, is by the close of the same day.
    Days(u32),
}

impl fmt::Display for Duration {
    /// As ISO 8601 writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = match self {
            Self::Seconds(seconds) => *seconds,
            Self::Days(days) => return write!(f, "P{days}D"),
        };
        f.write_str("PT")?;
        for (number, unit) in [
            (seconds / 3600, 'H'),
            (seconds / 60 % 60, 'M'),
            (seconds % 60, 'S'),
        ] {
            if number > 0 {
                write!(f, "{number}{unit}")?;
            }
        }
        Ok(())
    }
}

/// How a length of time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Count {
    /// By the clock, around it.
    Clock,
    /// While the calendar is open.
    OpenHours,
    /// Days on which the calendar is open.
    OpenDays,
}

impl Count {
    /// As the files write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::OpenHours => "open-hours",
            Self::OpenDays => "open-days",
        }
    }
}

/// A promise of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Within, or every.
    pub length: Spanned<Duration>,
    /// How it is counted; `None` where it is not said.
    pub count: Option<Spanned<Count>>,
    /// Per cent of cases, more than 0 and at most 100, as written.
    pub share: Option<Spanned<String>>,
}

/// A promise of somebody behind the partner.
#[derive(Clone, Debug)]
pub struct Backing {
    /// Who.
    pub vendor: Option<Spanned<String>>,
    /// For which severity.
    pub severity: Option<Id>,
    /// First response.
    pub respond: Option<Target>,
    /// Spoken there.
    pub languages: Vec<Spanned<String>>,
}

/// One plan of the service level agreement: the facts of its page. Its id is the file's name up to `@`.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Version of the terms.
    pub version: Option<Spanned<String>>,
    /// What changed, newest first as written.
    pub changes: Vec<Change>,
    /// `target` or `guarantee`.
    pub binding: Option<Spanned<String>>,
    /// How time is counted.
    pub clock: Option<Clock>,
    /// The calendar of targets that name none.
    pub calendar: Option<Id>,
    /// What it costs.
    pub price: Option<Spanned<Price>>,
    /// Services it covers.
    pub services: Vec<Id>,
    /// BCP 47 tags.
    pub languages: Vec<Spanned<String>>,
    /// The promises.
    pub targets: Vec<PlanTarget>,
    /// What the customer gets when a promise is missed.
    pub remedy: Option<Remedy>,
    /// What it does not cover.
    pub exclusions: Vec<Text>,
}

/// A version of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The version.
    pub version: Spanned<String>,
    /// Its date.
    pub date: Spanned<Date>,
    /// What changed.
    pub text: Text,
}

/// What starts and stops the clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    /// `received` …
    pub starts: Option<Spanned<String>>,
    /// `human` or `automatic`.
    pub response: Option<Spanned<String>>,
    /// `waiting-for-customer` …; empty where nothing stops it, `None` where it is not said.
    pub pauses: Option<Vec<Spanned<String>>>,
    /// `restarts-remaining` …
    pub severity_change: Option<Spanned<String>>,
}

/// One row of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanTarget {
    /// The whole row.
    pub span: Span,
    /// For which severity.
    pub severity: Id,
    /// For which channels; empty means any other.
    pub channels: Vec<Id>,
    /// The calendar it is counted on, where it is not the plan's.
    pub calendar: Option<Id>,
    /// First response within.
    pub respond: Option<Target>,
    /// News every.
    pub update: Option<Target>,
    /// Working again within.
    pub restore: Option<Target>,
}

impl Plan {
    /// The calendar that a row is counted on: its own, else the plan's; never a channel's.
    pub fn counted_on<'a>(&'a self, row: &'a PlanTarget) -> Option<&'a Id> {
        row.calendar.as_ref().or(self.calendar.as_ref())
    }
}

/// What the customer gets when a promise is missed.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// `credit` …
    pub kind: Option<Spanned<String>>,
    /// Per cent, as written.
    pub per_cent: Option<Spanned<String>>,
    /// `monthly-fee` …
    pub of: Option<Spanned<String>>,
    /// Claimed within.
    pub claim_within: Option<Spanned<Duration>>,
    /// The page that explains it.
    pub how: Option<Spanned<String>>,
}

impl Remedy {
    /// Whether the plan says that there is none.
    pub fn is_none(&self) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.value == "none")
    }
}
