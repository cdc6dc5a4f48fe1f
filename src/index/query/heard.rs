//! A word of the query to the pages that have it, or a word near to it.

use std::collections::BTreeMap;

use super::Reader;
use super::tokens::Token;
use crate::index::beginnings::{PREFIX_MARK, PREFIX_SHARDS};
use crate::index::excerpt::Pattern;
use crate::index::found::{self, Found, Parts};
use crate::index::kin::STEM;
use crate::index::number;
use crate::index::postings::Postings;
use crate::index::rank::{self, CONSTANTS as RANK};
use crate::index::shards;
use crate::index::words;

/// Letters from which on a word is told from another by one of them: of fewer, `left` and `lift` are both words. One
/// more where the query has no other word: nothing else tells then that the page is meant.
pub const SHORT: usize = 5;

/// What was found for a word of the query.
#[derive(Default)]
pub(super) struct Heard {
    pub(super) weight: f64,
    pub(super) cover: f64,
    /// What is kept of what comes after it, if anything does.
    pub(super) after: Option<u8>,
    pub(super) gram: bool,
    pub(super) hits: BTreeMap<u32, Hit>,
    pub(super) patterns: Vec<Pattern>,
    /// The words it was corrected to; empty where it was not.
    pub(super) corrected: Vec<String>,
    pub(super) asked: String,
    /// Whether questions are made with it.
    pub(super) asks: bool,
}

/// A word of the query in a page.
#[derive(Clone, Default, Debug)]
pub(super) struct Hit {
    /// Level of impact times how sure the word is meant.
    pub(super) score: f64,
    pub(super) sure: f64,
    /// How sure the word is meant that stands in the title; 0 where none does.
    pub(super) title: f64,
    pub(super) title_length: f64,
    pub(super) parts: Joined,
    pub(super) headings: Joined,
    pub(super) after: Vec<u8>,
    /// Which of the corrections it is.
    pub(super) variant: usize,
}

/// Parts that have one of several words: each may add one that is far.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Joined {
    pub(super) bits: u32,
    pub(super) far: u32,
}

impl Joined {
    fn add(&mut self, parts: Parts) {
        self.bits |= parts.bits();
        if self.far == 0 {
            self.far = parts.far();
        }
    }

    pub(super) fn has(self, part: u32) -> bool {
        match part {
            ..Parts::BITS => self.bits >> part & 1 == 1,
            _ => self.far == part,
        }
    }
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    /// Pages that have the word, one of its inflections, or a word that begins with it.
    pub(super) fn hear(&mut self, token: &Token) -> Heard {
        let mut heard = Heard {
            cover: token.cover,
            gram: token.gram,
            after: sign_after(token),
            asked: token.text.clone(),
            asks: self.asks(token),
            ..Heard::default()
        };
        let rare = self.gather(token, 1.0, &mut heard);
        for (spelled, weight) in &token.spelled {
            let other = Token {
                text: spelled.clone(),
                alike: Vec::new(),
                ..token.clone()
            };
            self.gather(&other, *weight, &mut heard);
        }
        let pages = rare.unwrap_or(heard.hits.len() as u32);
        heard.weight = self.weight(token, pages);
        heard
    }

    /// How much a word counts that so many pages have.
    fn weight(&self, token: &Token, pages: u32) -> f64 {
        let weight = match self.asks(token) {
            true => RANK.asking,
            false => rank::rarity(f64::from(pages), f64::from(self.root.n)),
        };
        weight * token.cover
    }

    /// Whether questions are made with it.
    pub(super) fn asks(&self, token: &Token) -> bool {
        self.root.q.contains(&format!(" {} ", token.text))
    }

    /// Adds what is found for the token as it is written, which is meant with the weight `sure`; answers how many
    /// pages have the very word.
    fn gather(&mut self, token: &Token, sure: f64, heard: &mut Heard) -> Option<u32> {
        let homes = self.homes('t', &token.text);
        let home = homes.as_ref().map_or(0, |homes| *homes.shards.start());
        let mut rare = None;
        heard.patterns.push(Pattern {
            text: token.text.clone(),
            whole: !token.last,
        });
        // Pairs that are not asked for are marked with those that are, and a number's groups.
        heard
            .patterns
            .extend(token.instead.iter().map(|part| Pattern {
                text: part.clone(),
                whole: true,
            }));
        if let Some(postings) = self.postings(home, &token.text) {
            rare = Some(postings.pages);
            heard.add(&postings, sure, 0);
        }
        for (words, weight) in &token.alike {
            if let Some(postings) = self.together(words) {
                heard.add(&postings, *weight, 0);
                heard.patterns.extend(words.iter().map(|word| Pattern {
                    text: word.clone(),
                    whole: true,
                }));
            }
        }
        if !token.gram {
            for word in self.inflected(home, &token.text) {
                if let Some(postings) = self.postings(home, &word) {
                    heard.add(&postings, RANK.inflected * sure, 0);
                    heard.patterns.push(Pattern {
                        text: word,
                        whole: true,
                    });
                }
            }
        }
        if token.last {
            self.begun(token, sure, heard);
        }
        rare
    }

    /// Adds pages with words that begin with the token: from as many shards as a query may cost, else from
    /// the list made for it.
    pub(super) fn begun(&mut self, token: &Token, sure: f64, heard: &mut Heard) {
        let Some(homes) = self.homes('t', &token.text) else {
            return;
        };
        let (first, last) = homes.shards.into_inner();
        if homes.many {
            let mark = format!("{}{PREFIX_MARK}", token.text);
            if let Some(home) = self.home(&mark)
                && let Some(postings) = self.postings(home, &mark)
            {
                heard.add(&postings, begun_weight(token, &mark) * sure, 0);
            }
            return;
        }
        for number in first..=last {
            let Some(shard) = self.shard('t', number) else {
                continue;
            };
            let words: Vec<String> = shard.words[shard.with_prefix(&token.text)]
                .iter()
                .filter(|word| **word != token.text && !word.ends_with(PREFIX_MARK))
                .cloned()
                .collect();
            for word in words {
                if let Some(postings) = self.postings(number, &word) {
                    heard.add(&postings, begun_weight(token, &word) * sure, 0);
                }
            }
        }
    }

    /// Words of the shard that share a stem with `word` and differ by an ending of the language.
    pub(super) fn inflected(&mut self, home: usize, word: &str) -> Vec<String> {
        let endings = self.root.s.clone();
        let stem = |ending: &str| {
            let stem = word.strip_suffix(ending)?;
            let letters = stem.chars().count();
            (letters + usize::from(ending.is_empty()) >= STEM).then_some(stem)
        };
        let stems: Vec<&str> = std::iter::once("")
            .chain(endings.iter().map(String::as_str))
            .filter_map(stem)
            .collect();
        let Some(shortest) = stems.iter().min_by_key(|stem| stem.len()).copied() else {
            return Vec::new();
        };
        let Some(shard) = self.shard('t', home) else {
            return Vec::new();
        };
        let differs = |other: &&String| {
            **other != *word
                && stems.iter().any(|stem| {
                    let ending = other.strip_prefix(stem);
                    ending.is_some_and(|ending| {
                        ending.is_empty() || endings.iter().any(|one| one == ending)
                    })
                })
        };
        shard.words[shard.with_prefix(shortest)]
            .iter()
            .filter(differs)
            .cloned()
            .collect()
    }

    /// A word that is nowhere: its parts, its other form, or the words it may be a slip for.
    pub(super) fn hear_otherwise(&mut self, token: Token, heard: &mut Vec<Heard>) {
        if token.gram
            && let Some(text) = self.other_form(&token.text)
        {
            let after = self.other_form(&token.after);
            let after = after.unwrap_or_else(|| token.after.clone());
            let found = self.hear(&Token {
                text,
                after,
                ..token.clone()
            });
            if !found.hits.is_empty() {
                heard.push(found);
                return;
            }
        }
        let mut parts: Vec<Heard> = Vec::new();
        for (offset, part) in token.instead.iter().enumerate() {
            let cover = token.cover / token.instead.len() as f64;
            let last = token.last && offset + 1 == token.instead.len();
            let text = self.other_form(part).unwrap_or_else(|| part.clone());
            let part = Token {
                text,
                gram: token.gram,
                cover,
                last,
                ..Token::default()
            };
            parts.push(self.hear(&part));
        }
        if parts.iter().any(|part| !part.hits.is_empty()) {
            heard.extend(parts.into_iter().filter(|part| !part.hits.is_empty()));
            return;
        }
        let mut found = Heard {
            cover: token.cover,
            after: sign_after(&token),
            asked: token.text.clone(),
            ..Heard::default()
        };
        if !token.gram && !self.asks(&token) {
            for (number, (word, weight)) in self.corrections(&token).into_iter().enumerate() {
                if let Some(home) = self.home(&word)
                    && let Some(postings) = self.postings(home, &word)
                {
                    found.add(&postings, weight, number);
                }
                found.patterns.push(Pattern {
                    text: word.clone(),
                    whole: true,
                });
                found.corrected.push(word);
            }
        }
        found.weight = self.weight(&token, found.hits.len() as u32);
        if token.gram {
            found.weight *= RANK.lost;
        }
        heard.push(found);
    }

    /// The word with its Han characters in the forms that the index has, if they are others.
    fn other_form(&mut self, word: &str) -> Option<String> {
        let first = word.chars().next();
        if !self.root.h || first.is_none_or(|c| words::script(c).is_none()) {
            return None;
        }
        if self.han.is_none() {
            let list: String = self.load("h")?;
            let list: Vec<char> = list.chars().collect();
            self.han = Some(
                list.chunks_exact(2)
                    .map(|pair| (pair[0], pair[1]))
                    .collect(),
            );
        }
        let han = self.han.as_ref()?;
        let other: String = word
            .chars()
            .map(|c| han.get(&c).copied().unwrap_or(c))
            .collect();
        (other != word).then_some(other)
    }

    /// Words that differ by a slip, or two in a long word, and what they weigh; at most three, the likeliest first.
    fn corrections(&mut self, token: &Token) -> Vec<(String, f64)> {
        let word = token.text.as_str();
        let short = SHORT + usize::from(token.alone);
        let letters: Vec<char> = word.chars().collect();
        let count = letters.len();
        if count < *rank::CORRECTABLE.start() || count > *rank::CORRECTABLE.end() + 1 {
            return Vec::new();
        }
        let most = if count >= 9 { 2 } else { 1 };
        let half = count / 2;
        let ahead: String = letters[..half].iter().collect();
        let back: String = letters[half + 1..].iter().rev().collect();
        let asking = self.root.q.clone();
        let mut found: Vec<(usize, bool, std::cmp::Reverse<u64>, String)> = Vec::new();
        for (letter, begin) in [('f', ahead), ('b', back)] {
            let Some(homes) = self.homes(letter, &begin) else {
                continue;
            };
            for number in homes.shards.take(PREFIX_SHARDS) {
                let Some(shard) = self.shard(letter, number) else {
                    continue;
                };
                for at in shard.with_prefix(&begin) {
                    let other = shard.words[at].clone();
                    let other: String = if letter == 'f' {
                        other
                    } else {
                        other.chars().rev().collect()
                    };
                    let length = other.chars().count();
                    if length.abs_diff(count) > most {
                        continue;
                    }
                    let distance = strsim::osa_distance(word, &other);
                    let is_slip = (1..=most).contains(&distance)
                        && (count >= short || is_sure(&letters, &other))
                        && !asking.contains(&format!(" {other} "));
                    if is_slip {
                        let class = number::take(&mut shard.told(at));
                        let first = other.chars().next() != letters.first().copied();
                        found.push((distance, first, std::cmp::Reverse(class), other));
                    }
                }
            }
        }
        found.sort_by(|a, b| {
            (a.0, a.1, a.2)
                .cmp(&(b.0, b.1, b.2))
                .then_with(|| shards::order(&a.3, &b.3))
        });
        found.dedup_by(|a, b| a.3 == b.3);
        found.truncate(3);
        let weighed = |(distance, _, _, word): (usize, _, _, String)| {
            let weight = match count > SHORT || is_sure(&letters, &word) {
                true => RANK.corrected[distance - 1],
                false => RANK.guessed,
            };
            (word, weight)
        };
        found.into_iter().map(weighed).collect()
    }

    /// Pages that have all of `words`.
    pub(super) fn together(&mut self, words: &[String]) -> Option<Postings> {
        let mut all: Option<Postings> = None;
        for word in words {
            let home = self.home(word)?;
            let mut next = self.postings(home, word)?;
            if let Some(before) = all {
                next.list.retain_mut(|posting| {
                    let other = before
                        .list
                        .binary_search_by_key(&posting.page, |other| other.page);
                    let Ok(other) = other.map(|at| before.list[at]) else {
                        return false;
                    };
                    posting.level = posting.level.min(other.level);
                    if other.title == 0 {
                        posting.title = 0;
                    }
                    true
                });
                next.pages = next.list.len() as u32;
            }
            all = Some(next);
        }
        all
    }
}

/// Whether `letters` are those of `other`, but for their order, one too many or one missing, behind the first. Arabic
/// and Hebrew write few vowels: of four letters one more is another word there.
fn is_sure(letters: &[char], other: &str) -> bool {
    let mut own = letters.to_vec();
    let mut theirs: Vec<char> = other.chars().collect();
    let is_first = theirs.first() == own.first();
    own.sort_unstable();
    theirs.sort_unstable();
    let is_told = letters.len() > 4 || !matches!(letters[0], '\u{590}'..='\u{6FF}');
    is_first && (own == theirs || is_told && own.len() != theirs.len())
}

/// How sure a word is meant of which only so much is typed.
fn begun_weight(token: &Token, word: &str) -> f64 {
    let [typed, all] = [&token.text, word].map(|text| text.encode_utf16().count() as f64);
    RANK.prefix[0] + RANK.prefix[1] * (typed / all)
}

/// What is kept of what comes after a word of the query, if anything does.
fn sign_after(token: &Token) -> Option<u8> {
    (!token.after.is_empty()).then(|| found::sign(&token.after))
}

impl Heard {
    /// Adds pages that have a word which is meant with this `weight`.
    fn add(&mut self, postings: &Postings, weight: f64, variant: usize) {
        for posting in &postings.list {
            let score = f64::from(posting.level) * weight;
            let hit = self.hits.entry(posting.page).or_default();
            if score > hit.score {
                hit.score = score;
                hit.variant = variant;
            }
            // What comes after the word itself tells more than what comes after its other forms.
            if weight > hit.sure {
                hit.sure = weight;
                hit.after.clear();
                let signs = posting.after.iter();
                hit.after
                    .extend(signs.filter(|&&sign| sign != Found::NOTHING));
            }
            if posting.title > 0 && weight > hit.title {
                hit.title = weight;
                hit.title_length = f64::from(posting.title);
            }
            hit.parts.add(posting.parts);
            hit.headings.add(posting.headings);
        }
    }
}
