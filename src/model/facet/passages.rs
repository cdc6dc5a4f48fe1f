//! What a page shows of the facts, as text: for search, and for its keywords.

use std::collections::BTreeSet;

use super::{AnswerRow, ChannelCard, Description, Facet, Fact, Part, PlanCard, SeverityCard};

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
    /// severities that it promises something for, both by what people call them who have not read them.
    pub fn keywords(&self) -> Vec<String> {
        match self {
            Self::Channel(card) => {
                let own = [&card.address, &card.kind];
                own.into_iter().chain(&card.found_by).cloned().collect()
            }
            Self::Plan(card) => {
                let rows = card.targets.iter();
                let severities: BTreeSet<_> = rows.map(|row| [&row.severity, &row.name]).collect();
                let severities = severities.into_iter().flatten();
                severities.chain(&card.found_by).cloned().collect()
            }
            _ => Vec::new(),
        }
    }

    /// What a reader of the page sees of the facts, as text.
    pub fn passages(&self) -> Vec<Passage> {
        match self {
            Self::Channel(card) => {
                let days = card.days.iter().cloned();
                vec![passage(
                    "",
                    "",
                    card.words().into_iter().chain(days).collect(),
                )]
            }
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
