//! Names that an author may have meant by one that is unknown.

use super::{Scene, names};
use crate::model::nearest::{nearest, nearest_of};
use crate::model::wording::listed;

/// Names at one place that are compared for one suggestion: as many on each side of the unknown one.
const MOST_BESIDE: usize = 32;

/// Names of which a hint lists all.
const MOST_LISTED: usize = 8;

/// What an author may have meant by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This name.
    Name(String),
    /// One that begins in this way, and goes on with one of the words in backticks.
    Below(String, String),
}

/// All names of facts, each list sorted. They are the same in every language.
pub struct Known {
    /// As references write them: `calendar.office`.
    pub names: Vec<String>,
    /// Ids of channels.
    pub channels: Vec<String>,
    /// Ids of calendars.
    pub calendars: Vec<String>,
    /// Ids of plans.
    pub plans: Vec<String>,
}

impl Known {
    /// Those of a portal.
    pub fn of(scene: &Scene<'_>) -> Self {
        let calendars = scene.facts.calendars.iter().map(|one| &one.id.value);
        Self {
            names: sorted(names(scene)),
            channels: sorted(scene.channels.iter().map(|owned| owned.id.clone())),
            calendars: sorted(calendars.cloned()),
            plans: sorted(scene.plans.iter().map(|owned| owned.id.clone())),
        }
    }

    /// What the unknown `name` was meant to be.
    ///
    /// Part by part first, as each is a name of its own: measured as a whole, `channel.hotlin.phone` is nearer to
    /// `channel.hotline.cost` than to anything that is said of a number.
    pub fn meant(&self, name: &str) -> Option<Meant> {
        let whole = || {
            let known = &self.names;
            let near = nearest_of(name, known).or_else(|| of_words(name, known));
            near.map(|near| Meant::Name(near.to_owned()))
        };
        by_parts(name, &self.names).or_else(whole)
    }
}

/// The one of the `sorted` names that has each part of `name` or, at its place, the one most like it. Where only the last
/// part is like none, what may stand there.
fn by_parts(name: &str, sorted: &[String]) -> Option<Meant> {
    let mut parts = name.split('.').map(str::trim).peekable();
    let mut known = String::new();
    while let Some(part) = parts.next() {
        let beside = beside(sorted, &known, part);
        let words = || beside.iter().map(|(word, _)| *word);
        let found = match words().find(|word| *word == part) {
            None => nearest(part, words()).or_else(|| {
                let of_meaning = of_meaning(part, words());
                of_meaning.filter(|_| parts.peek().is_none())
            }),
            same => same,
        };
        let Some(found) = found else {
            let ends = beside.iter().filter(|(_, is_end)| *is_end);
            let ends: Vec<&str> = ends.map(|(word, _)| *word).collect();
            let is_short = (1..=MOST_LISTED).contains(&ends.len());
            let above = known.strip_suffix('.')?;
            return (parts.peek().is_none() && is_short)
                .then(|| Meant::Below(above.to_owned(), listed(&ends, "and")));
        };
        known.push_str(found);
        if parts.peek().is_some() {
            known.push('.');
        }
    }
    sorted
        .binary_search(&known)
        .ok()
        .map(|_| Meant::Name(known))
}

/// The one of `known` that says what `word` is about, where that is another word for it.
fn of_meaning<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    const MEANINGS: [(&str, &[&str]); 5] = [
        (
            "address",
            &[
                "email",
                "e-mail",
                "link",
                "mail",
                "number",
                "phone",
                "tel",
                "telephone",
                "uri",
                "url",
                "web",
            ],
        ),
        (
            "hours",
            &[
                "calendar",
                "open",
                "opening",
                "opening_hours",
                "time",
                "times",
            ],
        ),
        ("cost", &["fee", "price", "rate"]),
        ("price", &["cost", "costs", "fee"]),
        ("respond", &["answer", "reply", "response"]),
    ];
    let word = word.to_ascii_lowercase();
    let mut meant = MEANINGS
        .iter()
        .filter(|(_, words)| words.contains(&word.as_str()));
    meant.find_map(|(name, _)| known.clone().find(|one| one == name))
}

/// The words that go on the `sorted` names beginning with `above`, those around `wanted`; and whether a name ends there.
fn beside<'a>(sorted: &'a [String], above: &str, wanted: &str) -> Vec<(&'a str, bool)> {
    let start = sorted.partition_point(|name| name.as_str() < above);
    let below = &sorted[start..];
    let below = &below[..below.partition_point(|name| name.starts_with(above))];
    let (mut before, mut behind) =
        below.split_at(below.partition_point(|name| &name[above.len()..] < wanted));
    let word = |name: &'a String| -> (&'a str, bool) {
        let rest = &name[above.len()..];
        rest.split_once('.')
            .map_or((rest, true), |(word, _)| (word, false))
    };
    // Names that have the word in common stand side by side.
    let has = |name: &String, word: &str| {
        let rest = name[above.len()..].strip_prefix(word);
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    let mut words = Vec::new();
    while let Some((last, others)) = before.split_last().filter(|_| words.len() < MOST_BESIDE) {
        let (word, is_end) = word(last);
        words.push((word, is_end));
        before = match is_end {
            true => others,
            false => &before[..before.partition_point(|name| !has(name, word))],
        };
    }
    words.reverse();
    let most = words.len() + MOST_BESIDE;
    while let Some((first, others)) = behind.split_first().filter(|_| words.len() < most) {
        let (word, is_end) = word(first);
        words.push((word, is_end));
        behind = match is_end {
            true => others,
            false => &behind[behind.partition_point(|name| has(name, word))..],
        };
    }
    words
}

/// The shortest of the `known` names that has each of the words in `name`, but for slips: `plan.business.price` for
/// `price busines`.
fn of_words<'a>(name: &str, known: &'a [String]) -> Option<&'a str> {
    let words: Vec<&str> = name.split(['.', ' ']).collect();
    let has = |known: &&str, word: &&str| nearest(word, known.split('.')).is_some();
    let names = known.iter().map(String::as_str);
    match words.len() {
        1 => None,
        _ => names
            .filter(|known| words.iter().all(|word| has(known, word)))
            .min_by_key(|known| known.len()),
    }
}

fn sorted(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_unstable();
    // Versions of a plan have one id.
    names.dedup();
    names
}
