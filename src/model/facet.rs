//! What a page shows of the facts, in words of the page's language: made by `resolve`, laid out by
//! the theme, read by search. Every text is complete; a template adds no words to it but its labels.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Kind;

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

/// A link to a page with what a list says of it.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Entry {
    /// Number of the page; the link itself is made where the list is drawn.
    pub page: usize,
    /// Its title.
    pub title: String,
    /// Its description.
    pub description: String,
    /// Its kind.
    pub kind: Kind,
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
    /// All lessons of the guide.
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
    /// When requests are answered, where they are taken at all hours.
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
}

/// A calendar as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Hours {
    /// The calendar's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Open at every instant.
    pub always: bool,
    /// One line: `Mon–Fri 09:00–18:00`.
    pub summary: String,
    /// The zone in words, with its city: `Taipei time (Asia/Taipei)`.
    pub zone: String,
    /// Monday to Sunday.
    pub days: Vec<Fact>,
    /// Coming dates with other hours, at most ten: date – why and which.
    pub closed_days: Vec<Fact>,
}

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
    /// The promises as numbers.
    pub promises: Vec<Promise>,
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

/// Something to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Of a channel that takes only some severities, their ids, separated by blanks; else empty.
    pub only: String,
}

/// A severity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SeverityCard {
    /// `s1`.
    pub id: String,
    /// `Critical`.
    pub name: String,
    /// When a problem has it.
    pub when: String,
    /// Examples.
    pub examples: Vec<String>,
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
}

/// A stretch of what a page shows of the facts, for search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Passage {
    /// The anchor in the page; empty for its top.
    pub anchor: String,
    /// The heading; empty for none.
    pub heading: String,
    /// The words.
    pub text: String,
}

impl Facet {
    /// What the page is known by besides its title: a channel by its number or address, a plan by the
    /// severities that it promises something for.
    pub fn keywords(&self) -> Vec<String> {
        match self {
            Self::Channel(card) => vec![card.address.clone(), card.kind.clone()],
            Self::Plan(card) => {
                let rows = card.targets.iter();
                let severities: BTreeSet<_> = rows.map(|row| [&row.severity, &row.name]).collect();
                severities.into_iter().flatten().cloned().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Ids of the calendars whose hours the page shows.
    pub fn calendars(&self) -> BTreeSet<&str> {
        fn of_cards(cards: &[ChannelCard]) -> BTreeSet<&str> {
            let hours = cards.iter().filter_map(|card| card.hours.as_ref());
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

    /// What a reader of the page sees of the facts, as text.
    pub fn passages(&self) -> Vec<Passage> {
        match self {
            Self::Channel(card) => vec![passage("", "", card.words())],
            Self::Plan(card) => vec![passage("", "", card.words())],
            Self::Support(description) => description.passages(),
            Self::Notice(notice) => {
                let words = [&notice.starts, &notice.ends]
                    .into_iter()
                    .chain(&notice.affects);
                vec![passage("", "", words.cloned().collect())]
            }
            _ => Vec::new(),
        }
    }
}

fn passage(anchor: &str, heading: &str, words: Vec<String>) -> Passage {
    let words: Vec<String> = words.into_iter().filter(|text| !text.is_empty()).collect();
    Passage {
        anchor: anchor.to_owned(),
        heading: heading.to_owned(),
        // As the page has them: each on a line of its own.
        text: words.join("\n"),
    }
}

/// What stands side by side in a row of a table.
fn in_one_line<'a>(cells: impl IntoIterator<Item = &'a String>) -> String {
    let cells = cells.into_iter().filter(|cell| !cell.is_empty());
    cells.map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn facts(facts: &[Fact]) -> impl Iterator<Item = String> {
    facts
        .iter()
        .map(|fact| format!("{} {}", fact.label, fact.text))
}

impl ChannelCard {
    fn words(&self) -> Vec<String> {
        let mut words = vec![
            self.kind.clone(),
            self.entry.title.clone(),
            self.address.clone(),
            self.summary.clone(),
        ];
        words.extend(facts(&self.facts));
        words.extend(self.hours.iter().map(|hours| hours.zone.clone()));
        words
    }
}

impl PlanCard {
    fn words(&self) -> Vec<String> {
        let mut words = vec![self.entry.title.clone()];
        words.extend(facts(&self.facts));
        words.extend(self.targets.iter().map(|row| {
            let row = [
                &row.severity,
                &row.name,
                &row.channels,
                &row.respond,
                &row.update,
                &row.restore,
            ];
            in_one_line(row)
        }));
        words.extend(self.counting.iter().cloned());
        words.push(self.remedy.clone());
        words.extend(self.exclusions.iter().cloned());
        words
    }
}

impl AnswerRow {
    fn words(&self) -> String {
        let channels = self.channels.iter().map(|channel| &channel.title);
        let cells = self.severities.iter().chain(channels);
        in_one_line(cells.chain([&self.answered, &self.languages]))
    }
}

impl SeverityCard {
    fn words(&self) -> Vec<String> {
        let own = [&self.id, &self.name, &self.when];
        own.into_iter()
            .chain(&self.examples)
            .chain(&self.notes)
            .cloned()
            .collect()
    }
}

impl Part {
    fn passage(&self) -> Passage {
        let words = self.sentences.iter().cloned().chain(facts(&self.facts));
        passage(&self.id, &self.title, words.collect())
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

    fn passages(&self) -> Vec<Passage> {
        let services = self.services.iter();
        let services =
            services.map(|service| in_one_line([&service.name, &service.covers, &service.price]));
        let channels = self.channels.iter().flat_map(ChannelCard::words);
        let plans = self.plans.iter().flat_map(PlanCard::words);
        let severities = self.severities.iter().flat_map(SeverityCard::words);
        let answers = self.answers.iter().map(AnswerRow::words);
        let lists: [(&str, Vec<String>); 7] = [
            ("scope", services.collect()),
            ("not-offered", facts(&self.not_offered).collect()),
            ("channels", channels.collect()),
            ("severities", severities.collect()),
            ("answers", answers.collect()),
            ("plans", plans.collect()),
            ("escalation", facts(&self.escalation).collect()),
        ];
        let mut passages = vec![self.first.passage()];
        passages.extend(lists.into_iter().filter_map(|(list, words)| {
            let head = self.heads.get(list)?;
            let all = head.sentences.iter().cloned().chain(words);
            Some(passage(&head.id, &head.title, all.collect()))
        }));
        passages.extend(self.parts.iter().map(Part::passage));
        passages.retain(|passage| !passage.text.is_empty());
        passages
    }
}
