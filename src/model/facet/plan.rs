//! A plan of the service level agreement as its page shows it, in words and as numbers.

use serde::Serialize;

use super::{Choice, Entry, Fact, Hours, SeverityCard, Tongue};

/// A plan.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct PlanCard {
    /// Its id.
    pub id: String,
    /// Its page.
    pub entry: Entry,
    /// Version, in force since, price, services, languages …
    pub facts: Vec<Fact>,
    /// The promises.
    pub targets: Vec<TargetRow>,
    /// What the worst severity of those with a promise is promised at three moments.
    pub examples: Vec<Example>,
    /// Which severity that is, and the zone that they are told in, in sentences.
    pub example_note: String,
    /// Id of the calendar on whose clock times are told; empty where it is nobody's.
    pub clock: String,
    /// What starts the time: `received` or `acknowledged`; empty where nothing is said.
    pub starts: String,
    /// The promises as numbers.
    pub promises: Vec<Promise>,
    /// The time in which they hold.
    pub holds: Holds,
    /// The channels that one may ask over.
    pub channels: Vec<Choice>,
    /// How time is counted, in sentences.
    pub counting: Vec<String>,
    /// The hours that targets are counted on.
    pub hours: Vec<Hours>,
    /// The severities, worst first.
    pub severities: Vec<SeverityCard>,
    /// What happens when a promise is missed, in a sentence; empty where nothing is said.
    pub remedy: String,
    /// The same where it names the page that says how to claim it.
    pub remedy_link: Option<Linked>,
    /// What it does not cover.
    pub exclusions: Vec<String>,
    /// Versions, newest first: version and date – what changed, in the partner's words.
    pub changes: Vec<Fact>,
    /// Whether it holds today.
    pub standing: Standing,
    /// What a reader of this version must know first: that it does not hold, or that another is to
    /// come; empty where there is nothing to say.
    pub standing_note: String,
    /// The version that the note speaks of, where it is another one.
    pub other: Option<Entry>,
    /// The other versions, newest first.
    pub versions: Vec<VersionEntry>,
    /// The version that it followed, or will follow.
    pub before: Option<Entry>,
    /// What the differences are: `What differs from version 1.0`.
    pub since: String,
    /// Each fact that differs from the version before.
    pub differences: Vec<Difference>,
    /// What people look for who want its price or its deadlines; see [`ChannelCard::found_by`](super::ChannelCard::found_by).
    #[serde(skip)]
    pub found_by: Vec<String>,
}

/// A text that names a page, with a link where it does.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Linked {
    /// The text before the name.
    pub before: String,
    /// The page.
    pub entry: Entry,
    /// The text behind it.
    pub after: String,
}

/// Whether a version of a plan holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It holds.
    #[default]
    InForce,
    /// It held before.
    Earlier,
    /// It will hold.
    Coming,
}

/// From when to when a version of a plan promises anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Holds {
    /// Its first minute since 1970; none where no date is named.
    pub from: Option<i64>,
    /// What to say of what was asked before.
    pub not_before: String,
    /// The first minute after it; none where no end is known.
    pub until: Option<i64>,
    /// What to say of what is asked later.
    pub not_after: String,
}

/// A version of a plan in a list.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct VersionEntry {
    /// Its page.
    pub entry: Entry,
    /// `Version 1.0`.
    pub name: String,
    /// `in force from 1 June 2025`; empty where not said.
    pub when: String,
}

/// A fact that two versions tell differently.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Difference {
    /// What it is about: `Critical, by Hotline: first response`.
    pub label: String,
    /// What the version before says of it; empty for nothing.
    pub before: String,
    /// What this one says; empty for nothing.
    pub now: String,
}

/// A row of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TargetRow {
    /// Id of the severity: `s1`.
    pub severity: String,
    /// Its name.
    pub name: String,
    /// The language of the name.
    pub name_in: Tongue,
    /// The channels it is for: `Emergency phone`, or `any other channel`.
    pub channels: String,
    /// `within 30 minutes, around the clock`; `no promised time`. Each of the three is empty only
    /// where no row of the plan promises it: then its column is left out.
    pub respond: String,
    /// `every hour, around the clock`.
    pub update: String,
    /// `within 8 hours, around the clock`.
    pub restore: String,
}

/// A worked example: asked then, due then, each as `Monday, 1 June 2026, 10:00`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Example {
    /// When it was asked.
    pub asked: String,
    /// Over which channels.
    pub channels: String,
    /// The first response.
    pub respond: String,
    /// The first update.
    pub update: String,
    /// Working again.
    pub restore: String,
}

/// A row of a plan as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Promise {
    /// Id of the severity.
    pub severity: String,
    /// Ids of the channels; none for any other.
    pub channels: Vec<String>,
    /// Id of the calendar it is counted on; empty where there is none.
    pub calendar: String,
    /// First response.
    pub respond: Option<PromisedLength>,
    /// Updates.
    pub update: Option<PromisedLength>,
    /// Working again.
    pub restore: Option<PromisedLength>,
}

/// A length of time as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PromisedLength {
    /// Seconds; days where it counts `open-days`.
    pub length: u64,
    /// `clock`, `open-hours` or `open-days`.
    pub count: &'static str,
}
