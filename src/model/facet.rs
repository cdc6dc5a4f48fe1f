//! What a page shows of the facts, in words of the page's language: made by `resolve`, laid out by
//! the theme, read by search. Every text is complete; a template adds no words to it but its labels.

mod passages;
mod plan;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Kind, Locale};
pub use passages::Passage;
pub use plan::{
    Difference, Example, Holds, Linked, PlanCard, Promise, PromisedLength, Standing, TargetRow,
    VersionEntry,
};

/// What a page shows besides its own text. Nearly every page of a large portal shows nothing.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Facet {
    /// Nothing.
    #[default]
    None,
    /// The first page: tasks, open channels, notices.
    Home(Box<Home>),
    /// A folder's first page.
    Section(Box<Section>),
    /// A guide's first page.
    Guide(Box<Guide>),
    /// A lesson.
    Lesson(Box<Lesson>),
    /// A channel.
    Channel(Box<ChannelCard>),
    /// A plan.
    Plan(Box<PlanCard>),
    /// The description of how customers get support.
    Support(Box<Description>),
    /// A notice.
    Notice(Box<NoticeCard>),
}

impl Facet {
    /// One of each, which says nothing: what any page may show.
    pub fn each() -> [Self; 9] {
        [
            Self::None,
            Self::Home(Box::default()),
            Self::Section(Box::default()),
            Self::Guide(Box::default()),
            Self::Lesson(Box::default()),
            Self::Channel(Box::default()),
            Self::Plan(Box::default()),
            Self::Support(Box::default()),
            Self::Notice(Box::default()),
        ]
    }
}

/// A link to a page with what a list says of it.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Entry {
    /// Number of the page; the link itself is made where the list is drawn.
    pub page: usize,
    /// Its title.
    pub title: String,
    /// Its description.
    pub description: String,
    /// Of a plan that does not hold today, that it does not; else empty.
    pub mark: String,
    /// Its kind.
    pub kind: Kind,
    /// The language of its words.
    pub locale: Locale,
    /// Pages below it.
    pub count: usize,
    /// The first pages below it, for lists of two levels.
    pub children: Vec<Entry>,
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Home {
    /// The sections of articles, guides and questions with their first pages.
    pub topics: Vec<Entry>,
    /// The channels, first contact first.
    pub channels: Vec<ChannelCard>,
    /// The page that describes support, if there is one.
    pub support: Option<Entry>,
    /// The plans.
    pub plans: Vec<Entry>,
    /// Notices that are not over: those in force first, then what comes next.
    pub notices: Vec<NoticeCard>,
}

/// A folder's first page.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Section {
    /// The pages in it that are no notices.
    pub entries: Vec<Entry>,
    /// The notices in it, with their times.
    pub notices: Vec<NoticeCard>,
    /// For the section of channels: the channels.
    pub channels: Vec<ChannelCard>,
    /// For the same section: what it asks.
    pub intake: Option<Intake>,
}

/// What the contact page asks before it says whom to turn to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Intake {
    /// The plans in force.
    pub plans: Vec<Choice>,
    /// The severities, worst first, each with what it means.
    pub severities: Vec<Choice>,
    /// Languages that channels speak; their ids are BCP 47 tags.
    pub languages: Vec<Choice>,
    /// What channels want at hand: `your customer number`.
    pub fields: Vec<String>,
    /// When the first answer comes.
    pub promises: Vec<IntakePromise>,
    /// `mailto:` with the address that takes requests; empty where there is none.
    pub mail: String,
}

/// A promise of a first response.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct IntakePromise {
    /// Id of the plan.
    pub plan: String,
    /// Id of the severity.
    pub severity: String,
    /// Ids of the channels that it is for; empty for all that no row before it names.
    pub channels: Vec<String>,
    /// `within 30 minutes, around the clock`; empty where the row promises none.
    pub respond: String,
}

/// Something to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The language of the name and its direction, where it is not the page's; else empty.
    pub lang: String,
    /// See `lang`.
    pub dir: String,
    /// Of a channel that takes only some severities, their ids, separated by blanks; else empty.
    pub only: String,
}

/// A guide.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Guide {
    /// Level in words.
    pub level: String,
    /// Time needed in words; empty where not said.
    pub time: String,
    /// Its lessons, in order.
    pub lessons: Vec<LessonEntry>,
}

/// A lesson in a list.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct LessonEntry {
    /// The lesson's page.
    pub entry: Entry,
    /// 1, 2, 3 …
    pub number: usize,
    /// Time needed in words; empty where not said.
    pub time: String,
    /// The module that begins with it.
    pub opens: Option<Module>,
    /// Whether the module that it is in ends with it.
    pub closes: bool,
}

/// Lessons of a course that belong together: a folder of it, or a caption.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Module {
    /// Its page; none for a caption.
    pub page: Option<usize>,
    /// Its title.
    pub title: String,
    /// The language of the title, where that is not the page's.
    pub lang: Option<Locale>,
    /// In which direction that is written.
    pub dir: Option<&'static str>,
}

/// A lesson.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Lesson {
    /// The guide it belongs to.
    pub guide: Entry,
    /// Its number.
    pub number: usize,
    /// Time needed in words; empty where not said.
    pub time: String,
    /// All lessons of the guide: the page of each shows them, with what its reader has done.
    pub lessons: Vec<LessonEntry>,
}

/// A fact in a list: `Cost` – `Free of charge`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What is so.
    pub text: String,
    /// Where the text leads: `tel:+4930…`, `mailto:…`, `https:…`; empty where nowhere.
    pub href: String,
}

/// A channel that stands in for another outside its hours.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Outside {
    /// Its id.
    pub id: String,
    /// That it is for outside the hours.
    pub label: String,
    /// What to do, with its name.
    pub text: String,
}

/// A channel.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct ChannelCard {
    /// Its id.
    pub id: String,
    /// Its page.
    pub entry: Entry,
    /// `phone`, `email` …: chooses the icon.
    pub channel: String,
    /// The same in words.
    pub kind: String,
    /// The address as people read it: `+886 2 5550 1234`.
    pub address: String,
    /// `tel:`, `mailto:` or `https:`; empty for a place.
    pub href: String,
    /// Whether it is the one to turn to first.
    pub first: bool,
    /// Which other one to turn to while it is shut, if any.
    pub outside: Option<Outside>,
    /// One line on hours: `Mon–Fri 09:00–18:00, Taipei time`.
    pub summary: String,
    /// When it is open.
    pub hours: Option<Hours>,
    /// When requests are answered, where they are taken at other hours.
    pub answered: Option<Hours>,
    /// Languages, cost, what happens outside hours, what to have at hand …
    pub facts: Vec<Fact>,
    /// The plans it serves.
    pub plans: Vec<Entry>,
    /// Ids of those.
    pub serves: Vec<String>,
    /// Ids of the severities that it takes; empty for all.
    pub takes: Vec<String>,
    /// The same in words: `only problems of severity Critical`; empty where it takes all.
    pub only: String,
    /// The languages that it speaks, as BCP 47 tags.
    pub languages: Vec<String>,
    /// What people look for who want it, and need not stand on its page: `opening hours`.
    #[serde(skip)]
    pub found_by: Vec<String>,
    /// Coming dates with other hours that lead to it and not to another channel: `Friday, 25 December – Christmas: closed`.
    #[serde(skip)]
    pub days: Vec<String>,
}

/// A calendar as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Hours {
    /// The calendar's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The language of the name.
    pub name_in: Tongue,
    /// Open at every instant.
    pub always: bool,
    /// One line: `Mon–Fri 09:00–18:00`.
    pub summary: String,
    /// The zone in words, with its city: `Taipei time (Asia/Taipei)`.
    pub zone: String,
    /// Until when the week holds, where it has an end: `until 15 August 2027 (Summer)`.
    pub until: String,
    /// When the week holds that follows, where one is told: `from 16 August 2027`.
    pub then: String,
    /// Monday to Sunday.
    pub days: Vec<DayOfWeek>,
    /// Coming dates with other hours: date – why and which.
    pub closed_days: Vec<ComingDay>,
}

/// A day of the week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DayOfWeek {
    /// Its name.
    pub label: String,
    /// Its hours today.
    pub text: String,
    /// Its hours in the week that follows; empty where none is told.
    pub then: String,
}

/// A date to come with other hours, or a stretch of dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ComingDay {
    /// The date.
    pub label: String,
    /// Why, and which hours.
    pub text: String,
    /// When it is over, where the calendar is: RFC 3339 in UTC.
    pub ends: String,
}

/// The language of words, where that is not the page's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Tongue {
    /// Which one it is; nothing where it is the page's.
    pub lang: Option<Locale>,
    /// In which direction that is written.
    pub dir: Option<&'static str>,
}

impl Tongue {
    /// Of words in the language `foreign`, if that is another than the page's.
    pub fn of(foreign: Option<&Locale>) -> Self {
        Self {
            lang: foreign.cloned(),
            dir: foreign.map(Locale::direction),
        }
    }
}

/// A severity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SeverityCard {
    /// `s1`.
    pub id: String,
    /// `Critical`.
    pub name: String,
    /// The language of the name.
    pub name_in: Tongue,
    /// When a problem has it.
    pub when: String,
    /// The language of that.
    pub when_in: Tongue,
    /// Examples.
    pub examples: Vec<String>,
    /// Their languages, in the same order.
    pub examples_in: Vec<Tongue>,
    /// Who sets and confirms it, what the customer must do: in sentences.
    pub notes: Vec<String>,
}

/// A part of the support description: a heading, and what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Part {
    /// The anchor.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Sentences, each a paragraph.
    pub sentences: Vec<String>,
    /// Facts in a list.
    pub facts: Vec<Fact>,
    /// Pages to read on.
    pub entries: Vec<Entry>,
}

/// The description of how customers get support, part by part.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Description {
    /// Who helps first: a sentence or two.
    pub first: Part,
    /// What stands above each of the lists below: heading and sentences, by the list's anchor
    /// (`scope`, `not-offered`, `channels`, `severities`, `answers`, `plans`, `escalation`); absent where the
    /// list is empty.
    pub heads: BTreeMap<&'static str, Part>,
    /// The channel to turn to first.
    pub first_channel: Option<ChannelCard>,
    /// What is supported: service – price, channels, what it covers.
    pub services: Vec<ServiceCard>,
    /// What is not offered: name – reason.
    pub not_offered: Vec<Fact>,
    /// All channels.
    pub channels: Vec<ChannelCard>,
    /// Who answers when, in which language.
    pub answers: Vec<AnswerRow>,
    /// All plans in force.
    pub plans: Vec<PlanCard>,
    /// The severities.
    pub severities: Vec<SeverityCard>,
    /// The ladder: level and name – when, and who files.
    pub escalation: Vec<Fact>,
    /// Vendor, messages, buying and cancelling, late payment, credits, complaints, data, security,
    /// accessibility, training, maintenance: those that the facts speak about.
    pub parts: Vec<Part>,
}

/// Channels that answer some severities alike.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct AnswerRow {
    /// Names of the severities.
    pub severities: Vec<String>,
    /// The language of each name.
    pub severities_in: Vec<Tongue>,
    /// Pages of the channels.
    pub channels: Vec<Entry>,
    /// When requests are answered: `Mon–Fri 09:00–18:00, Taipei time`.
    pub answered: String,
    /// In which languages; empty where not said.
    pub languages: String,
}

/// A service.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct ServiceCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The language of the name.
    pub name_in: Tongue,
    /// What it covers, in words; may be empty.
    pub covers: String,
    /// What it costs, in words.
    pub price: String,
    /// Pages of its channels.
    pub channels: Vec<Entry>,
    /// Where customers help themselves.
    pub self_help: Vec<Entry>,
}

/// A notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct NoticeCard {
    /// Its page.
    pub page: usize,
    /// Its title.
    pub title: String,
    /// Its description.
    pub description: String,
    /// From, in words, with the zone; empty where not said.
    pub starts: String,
    /// Until, in words; empty where not said.
    pub ends: String,
    /// RFC 3339 in UTC; empty where not said.
    pub starts_utc: String,
    /// RFC 3339 in UTC; empty where not said.
    pub ends_utc: String,
    /// Minutes that the clock of `starts` is ahead of UTC.
    pub starts_offset: i32,
    /// Minutes that the clock of `ends` is ahead of UTC.
    pub ends_offset: i32,
    /// Names of the products it concerns.
    pub affects: Vec<String>,
    /// The language of each of these.
    pub affects_in: Vec<Tongue>,
}

impl Facet {
    /// Ids of the calendars whose hours the page shows.
    pub fn calendars(&self) -> BTreeSet<&str> {
        fn of_cards(cards: &[ChannelCard]) -> BTreeSet<&str> {
            let hours = cards
                .iter()
                .flat_map(|card| card.hours.iter().chain(&card.answered));
            hours.map(|hours| hours.id.as_str()).collect()
        }
        match self {
            Self::Home(home) => of_cards(&home.channels),
            Self::Section(section) => of_cards(&section.channels),
            Self::Channel(card) => of_cards(std::slice::from_ref(card)),
            Self::Support(description) => of_cards(&description.channels),
            Self::Plan(plan) => {
                let counted = plan
                    .promises
                    .iter()
                    .map(|promise| promise.calendar.as_str());
                let shown = plan.hours.iter().map(|hours| hours.id.as_str());
                counted.chain(shown).collect()
            }
            _ => BTreeSet::new(),
        }
    }

    /// What the page promises, as numbers.
    pub fn promises(&self) -> &[Promise] {
        match self {
            Self::Plan(plan) => &plan.promises,
            _ => &[],
        }
    }
}

impl Description {
    /// The anchors of all its parts.
    pub fn ids(&mut self) -> impl Iterator<Item = &mut String> {
        let parts = std::iter::once(&mut self.first)
            .chain(self.heads.values_mut())
            .chain(&mut self.parts);
        parts.map(|part| &mut part.id)
    }
}
