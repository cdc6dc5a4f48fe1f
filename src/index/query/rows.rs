//! The pages that were found to rows: ranked, each with its best part and an excerpt.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::char::is_combining_mark;

use super::heard::{Heard, Hit};
use super::{More, Reader, Row};
use crate::index::excerpt::{self, Pattern};
use crate::index::found::Parts;
use crate::index::postings::LEVELS;
use crate::index::rank::CONSTANTS as RANK;
use crate::index::records::Record;
use crate::index::sections;
use crate::index::words;

/// A page on its way to a row.
pub(super) struct Candidate {
    pub(super) page: u32,
    pub(super) score: f64,
    /// Parts by worth: number and worth.
    pub(super) parts: Vec<(u32, f64)>,
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    /// Pages by rank, from words alone.
    pub(super) fn candidates(
        &self,
        heard: &[Heard],
        asked: impl Fn(u32) -> bool,
        query: &str,
    ) -> Vec<Candidate> {
        let all: f64 = heard
            .iter()
            .map(|heard| heard.weight)
            .fold(0.0, |sum, weight| sum + weight);
        let mut pages: Vec<u32> = heard
            .iter()
            .flat_map(|heard| heard.hits.keys().copied())
            .collect();
        pages.sort_unstable();
        pages.dedup();
        let flat = excerpt::folded_words(query);
        let contact = self.root.c.iter().any(|word| flat.contains(word));
        let boosted = &self.root.u[usize::from(contact)];
        let mut candidates: Vec<Candidate> = pages
            .into_iter()
            .filter(|&page| asked(page))
            .map(|page| {
                let mut score = of_page(heard, page, all);
                score *= boosted.get(&page).unwrap_or(&1.0);
                Candidate {
                    page,
                    score,
                    parts: Vec::new(),
                }
            })
            .collect();
        let by_score =
            |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score).then(a.page.cmp(&b.page));
        candidates.sort_by(by_score);
        let some = candidates.len().min(RANK.parts_of);
        for candidate in &mut candidates[..some] {
            candidate.parts = of_parts(heard, candidate.page, all);
            let best = candidate.parts.first().map_or(0.0, |part| part.1);
            candidate.score += RANK.part * best;
        }
        candidates[..some].sort_by(by_score);
        candidates
    }

    /// The query as it was understood, for comparing with texts; and which of its words are read otherwise, each
    /// with the other one, flattened.
    pub(super) fn phrase(
        &self,
        query: &str,
        heard: &[Heard],
        best: Option<&Candidate>,
    ) -> (Vec<u16>, Vec<[String; 2]>) {
        let mut flat = excerpt::folded_words(&self.folded(query));
        let mut changes = Vec::new();
        for heard in heard {
            // Where the best page has none of them, it answers the query as it was typed.
            let hit = best.and_then(|best| heard.hits.get(&best.page));
            if let Some(word) = hit.and_then(|hit| heard.corrected.get(hit.variant)) {
                let change = [&heard.asked, word].map(|word| format!(" {word} "));
                flat = flat.replacen(&change[0], &change[1], 1);
                changes.push(change);
            }
        }
        (flat.encode_utf16().collect(), changes)
    }

    /// `text` with the forms of Han characters that the index has, if a query has asked for them.
    pub(super) fn folded(&self, text: &str) -> String {
        match &self.han {
            Some(han) => text
                .chars()
                .map(|c| han.get(&c).copied().unwrap_or(c))
                .collect(),
            None => text.to_owned(),
        }
    }

    /// A flattened query that ends in a script without spaces, without each ending that it may have.
    fn stems(&self, phrase: &[u16]) -> impl Iterator<Item = Vec<u16>> {
        let wanted = excerpt::inner(phrase);
        self.root.s.iter().filter_map(move |ending| {
            let ending: Vec<u16> = ending.encode_utf16().collect();
            let is = wanted.len() > ending.len() + 1 && wanted.ends_with(&ending);
            let stem = is.then(|| &phrase[..phrase.len() - 1 - ending.len()])?;
            Some([stem, &[u16::from(b' ')]].concat())
        })
    }

    /// The row of a page, its score with what its texts add.
    pub(super) fn row(
        &mut self,
        candidate: &Candidate,
        heard: &[Heard],
        phrase: &[u16],
    ) -> Option<Row> {
        let best_part = candidate.parts.first().map_or(0, |part| part.0);
        let (record, first) = self.record(candidate.page, best_part)?;
        // Only parts that are at hand, by their places in the record.
        let parts = candidate.parts.iter();
        let parts: Vec<(usize, f64)> = parts
            .filter_map(|&(part, worth)| Some((part.checked_sub(first)? as usize, worth)))
            .filter(|&(place, _)| place < record.4.len())
            .collect();
        let (place, body) = self.shown_part(&record, &parts, phrase);
        let heading = heading(&record, place);
        let score = candidate.score + self.gain(&record, &heading.0, &body, phrase);

        // What a question is made with is shown only where the query has nothing else.
        let shown = |one: &&Heard| {
            let found = one.hits.contains_key(&candidate.page);
            found && (!one.asks || heard.iter().all(|one| one.asks))
        };
        let patterns: Vec<Vec<Pattern>> = heard
            .iter()
            .filter(shown)
            .map(|heard| heard.patterns.clone())
            .collect();
        let text = text_of(&record, place);
        let (excerpt, marks) = excerpt::excerpt(text, &body, &patterns, self.root.e);
        let more = further(&record, &parts, &heading.0);
        Some(Row {
            url: address(&record.0, &heading.1),
            title: record.1.into_owned(),
            section: heading.0,
            excerpt,
            marks,
            kind: self.kind(candidate.page).to_owned(),
            score,
            more,
        })
    }

    /// The part that the row of a page shows, by its place in the record, and its text flattened.
    fn shown_part(
        &self,
        record: &Record,
        parts: &[(usize, f64)],
        phrase: &[u16],
    ) -> (usize, words::Flat) {
        let flat = |text: &str| words::flat(text, self.han.as_ref());
        let body = |place: usize| flat(text_of(record, place));
        // A heading that is the query.
        let mut headings = record.2.split('\n');
        if let Some(exact) = headings.position(|heading| flat(heading).units == phrase) {
            return (exact, body(exact));
        }
        let is_whole =
            |body: &words::Flat| excerpt::find(&body.units, excerpt::inner(phrase), 0).is_some();
        let (first, best) = parts.first().copied().unwrap_or_default();
        let first = (first, body(first));
        if is_whole(&first.1) {
            return first;
        }
        // A part nearly as good that has the query word by word is better.
        let others = parts.iter().skip(1).take(RANK.others);
        let others = others.take_while(|(_, worth)| *worth >= best * RANK.nearly);
        let mut others = others.map(|&(place, _)| (place, body(place)));
        others.find(|(_, body)| is_whole(body)).unwrap_or(first)
    }

    /// What the texts of a page add to its score: its title, the heading `section` of the part that is shown, and
    /// the `body` of that.
    fn gain(&self, record: &Record, section: &str, body: &words::Flat, phrase: &[u16]) -> f64 {
        let flat = |text: &str| words::flat(text, self.han.as_ref());
        let title = flat(&record.1);
        // The heading of a page's beginning is its title.
        let section = match section {
            "" => &title,
            section => &flat(section),
        };
        let texts = [&title.units[..], &section.units, &body.units];
        let gain_of = |phrase: &[u16]| {
            let pairs = RANK.pairs * excerpt::pairs(&texts, phrase);
            let likeness = texts.iter().zip(RANK.phrases);
            likeness.fold(pairs, |gain, (text, worth)| {
                gain + excerpt::likeness(text, phrase, worth)
            })
        };
        let mut gain = gain_of(phrase);
        // Of grams nothing tells where a word's ending begins: without it the query may be what is meant.
        for stem in self.stems(phrase) {
            gain = gain.max(RANK.ending * gain_of(&stem));
        }
        let grams = excerpt::inner(phrase).len() < phrase.len();
        gain * if grams { RANK.unspaced } else { 1.0 }
    }
}

/// The text of the part at a place of its record.
fn text_of<'r>(record: &'r Record, place: usize) -> &'r str {
    record.4.get(place).map_or("", |text| text)
}

/// Further parts that the row of a page leads to: two that are half as good as the best one, and not under the heading
/// `shown`.
fn further(record: &Record, parts: &[(usize, f64)], shown: &str) -> Vec<More> {
    let (_, best) = parts.first().copied().unwrap_or_default();
    let mut more: Vec<More> = Vec::new();
    for &(place, worth) in parts {
        let (section, anchor) = heading(record, place);
        let url = address(&record.0, &anchor);
        // The page's beginning is where its title leads.
        let known =
            section.is_empty() || section == shown || more.iter().any(|known| known.url == url);
        if more.len() < 2 && worth * 2.0 >= best && !known {
            more.push(More { url, section });
        }
    }
    more
}

/// The query for its reader: each of `changes` is a word of it and the one that it is read as, flattened; that
/// one is written as the first row writes it.
pub(super) fn said(query: &str, row: Option<&Row>, changes: &[[String; 2]]) -> Option<String> {
    changes.first()?;
    let texts = row.map_or([""; 3], |row| [&row.title, &row.section, &row.excerpt]);
    let shown: Vec<&str> = texts
        .into_iter()
        .flat_map(runs)
        .filter(|run| is_in_word(run))
        .collect();
    let is = |word: &str, flat: &String| excerpt::folded_words(word) == *flat;
    let read = |word: &str| -> String {
        let Some([_, to]) = changes.iter().find(|[from, _]| is(word, from)) else {
            return word.to_owned();
        };
        let other = shown.iter().find(|other| is(other, to));
        let other = other.map_or(to.trim(), |other| other);
        match word == word.to_lowercase() {
            true => other.to_lowercase(),
            false => other.to_owned(),
        }
    };
    Some(runs(query.trim()).map(read).collect())
}

/// A text cut between its words and what stands between them.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_word = is_in_word(rest);
        let end = rest
            .char_indices()
            .find(|(at, _)| is_in_word(&rest[*at..]) != is_word);
        let (run, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!run.is_empty()).then_some(run)
    })
}

/// Whether a text begins with a letter, a mark or a digit, as browsers tell them: `\p{L}`, `\p{M}`, `\p{N}`.
fn is_in_word(text: &str) -> bool {
    let is = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    text.starts_with(is)
}

/// What words say of a page. Sums run over the words in their order: so do they in the browser.
pub(super) fn of_page(heard: &[Heard], page: u32, all: f64) -> f64 {
    let (mut impact, mut covered, mut titled, mut whole, mut length) = (0.0, 0.0, 0.0, 0.0, 0.0f64);
    let (mut near, mut sure) = (0.0, 1.0f64);
    for heard in heard {
        let Some(hit) = heard.hits.get(&page) else {
            continue;
        };
        impact += heard.weight * hit.score;
        covered += heard.weight * hit.sure;
        sure *= hit.sure;
        if hit.title > 0.0 {
            titled += heard.weight * hit.title;
            whole += heard.cover * hit.title;
            length = length.max(hit.title_length);
        }
        if heard.after.is_some_and(|next| hit.after.contains(&next)) {
            let share = match heard.gram {
                true => RANK.after,
                false if sure < 1.0 => RANK.loose,
                false => RANK.near,
            };
            near += share * heard.weight;
        }
    }
    let impact = impact / f64::from(LEVELS) / all;
    let covered = covered / all;
    let titled = titled / all;
    let whole = if length > 0.0 {
        titled * whole / length.max(whole)
    } else {
        0.0
    };
    covered * covered * (impact + RANK.title * titled + RANK.whole * whole * whole) + near / all
}

/// The parts of a page that have words, by worth; the page's beginning for what its title has.
pub(super) fn of_parts(heard: &[Heard], page: u32, all: f64) -> Vec<(u32, f64)> {
    let hits: Vec<(&Heard, &Hit)> = heard
        .iter()
        .filter_map(|heard| Some((heard, heard.hits.get(&page)?)))
        .collect();
    let bits = hits.iter().fold(1, |bits, (_, hit)| {
        bits | hit.parts.bits | hit.headings.bits
    });
    let mut numbers: Vec<u32> = (0..Parts::BITS)
        .filter(|part| bits >> part & 1 == 1)
        .collect();
    for (_, hit) in &hits {
        for far in [hit.parts.far, hit.headings.far] {
            if far > 0 && !numbers.contains(&far) {
                numbers.push(far);
            }
        }
    }
    numbers.sort_unstable();
    let mut parts: Vec<(u32, f64)> = numbers
        .into_iter()
        .map(|part| {
            let mut worth = 0.0;
            for (heard, hit) in &hits {
                let mut share = 0.0;
                if hit.headings.has(part) {
                    share = RANK.heading;
                } else if part == 0 && hit.title > 0.0 {
                    share = RANK.top;
                }
                if hit.parts.has(part) {
                    share += 1.0;
                }
                worth += heard.weight * hit.sure * share;
            }
            (part, worth / all)
        })
        .collect();
    // A stable sort: of equal parts the first.
    parts.sort_by(|a, b| b.1.total_cmp(&a.1));
    parts
}

/// Heading and anchor of the part at a place of its record: those of the last one before that has one.
pub(super) fn heading(record: &Record, place: usize) -> (String, String) {
    let headings = record.2.split('\n').zip(record.3.split('\n'));
    let named = headings.take(place + 1).filter(|one| !one.0.is_empty());
    let Some((heading, anchor)) = named.last() else {
        return (String::new(), String::new());
    };
    let anchor = match anchor {
        "" => sections::slug(heading),
        anchor => anchor.trim().to_owned(),
    };
    (heading.to_owned(), anchor)
}

/// What `encodeURIComponent` escapes.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// An address with its anchor, escaped as `encodeURIComponent` does.
pub(super) fn address(url: &str, anchor: &str) -> String {
    let mut address = url.to_owned();
    if !anchor.is_empty() {
        address.push('#');
    }
    address.extend(utf8_percent_encode(anchor, ENCODED));
    address
}
