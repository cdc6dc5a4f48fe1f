//! The index as the terminal asks it: the same files, the same ranking and the same rows as in the
//! browser (`runtime/search.js`, which follows this file step by step).

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::build::{PREFIX_MARK, PREFIX_SHARDS, Root};
use super::excerpt::{self, Pattern};
use super::number;
use super::page::{Found, Parts};
use super::postings::{self, LEVELS, Postings};
use super::rank::{self, CONSTANTS as RANK};
use super::records::{self, Record};
use super::shards::{self, Shard};
use super::words::{self, Kind as Word, Script};

/// What a result must be.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// Name of the kind: `article`.
    pub kind: Option<String>,
    /// Id of the product.
    pub product: Option<String>,
}

/// A result: a page, and the best part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// Address from the language's root, percent-encoded, with the anchor.
    pub url: String,
    /// The page's title.
    pub title: String,
    /// The heading; empty for the page's beginning.
    pub section: String,
    /// Where the words are found, in one line.
    pub excerpt: String,
    /// Name of the kind.
    pub kind: String,
    /// What it was ranked by.
    pub score: f64,
    /// Words found in the excerpt: first unit and the one after the last, in UTF-16.
    pub marks: Vec<(usize, usize)>,
    /// Further parts, at most two.
    pub more: Vec<More>,
}

/// A further part of the page that a row shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct More {
    /// Its address.
    pub url: String,
    /// Its heading.
    pub section: String,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Answer {
    /// Best first.
    pub rows: Vec<Row>,
    /// The query as it was understood, where words had to be corrected.
    pub corrected: Option<String>,
    /// How many pages have any of its words.
    pub total: usize,
}

/// Reads the files of an index as they are asked for.
pub struct Reader<F> {
    open: F,
    root: Root,
    terms: Vec<String>,
    forward: Vec<String>,
    backward: Vec<String>,
    /// First page of each file of records.
    firsts: Vec<u32>,
    shards: HashMap<String, Shard>,
    /// Everything, where the index is one file.
    all: Option<HashMap<String, serde_json::Value>>,
    han: Option<HashMap<char, char>>,
}

/// A word of the query.
#[derive(Clone, Default, Debug)]
struct Token {
    text: String,
    gram: bool,
    /// Its place among the words of the query.
    place: usize,
    /// How many words of a page it stands for.
    cover: f64,
    /// Whether it may be the beginning of a word.
    last: bool,
    /// What to look for where it is not found: its parts, or pairs that it was preferred to.
    instead: Vec<String>,
    /// Other words for it: each a list of words that must all be found, and its weight.
    alike: Vec<(Vec<String>, f64)>,
}

/// What was found for a word of the query.
#[derive(Default)]
struct Heard {
    weight: f64,
    cover: f64,
    place: usize,
    hits: BTreeMap<u32, Hit>,
    patterns: Vec<Pattern>,
    /// The words it was corrected to; empty where it was not.
    corrected: Vec<String>,
    asked: String,
}

/// A word of the query in a page.
#[derive(Clone, Default, Debug)]
struct Hit {
    /// Level of impact times how sure the word is meant.
    score: f64,
    sure: f64,
    /// How sure the word is meant that stands in the title; 0 where none does.
    title: f64,
    title_length: f64,
    parts: Joined,
    headings: Joined,
    places: Vec<i32>,
    /// Which of the corrections it is.
    variant: usize,
}

/// Parts that have one of several words: each may add one that is far.
#[derive(Clone, Copy, Default, Debug)]
struct Joined {
    bits: u32,
    far: u32,
}

impl Joined {
    fn add(&mut self, parts: Parts) {
        self.bits |= parts.bits();
        if self.far == 0 {
            self.far = parts.far();
        }
    }

    fn has(self, part: u32) -> bool {
        match part {
            ..Parts::BITS => self.bits >> part & 1 == 1,
            _ => self.far == part,
        }
    }
}

/// A page on its way to a row.
struct Candidate {
    page: u32,
    score: f64,
    /// Parts by worth: number and worth.
    parts: Vec<(u32, f64)>,
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    /// Opens the index whose files `open` reads by their names from the folder `search`; `None`
    /// where there is none, or none of this version.
    pub fn new(open: F) -> Option<Self> {
        let root: Root = parse(&open("root.js")?)?;
        if root.v != super::VERSION {
            return None;
        }
        let list = |text: &str| text.split(' ').map(str::to_owned).collect();
        let mut firsts = Vec::new();
        let (mut counts, mut next) = (root.r.as_bytes(), 0u32);
        while !counts.is_empty() {
            firsts.push(next);
            next = next.saturating_add(number::take(&mut counts) as u32);
        }
        let mut reader = Self {
            terms: list(&root.t),
            forward: list(&root.f),
            backward: list(&root.b),
            firsts,
            shards: HashMap::new(),
            all: None,
            han: None,
            open,
            root,
        };
        if reader.root.o {
            reader.all = Some(parse(&(reader.open)(&format!(
                "{}/all.js",
                reader.root.g
            ))?)?);
        }
        Some(reader)
    }

    /// The best pages for `query`, at most `limit`.
    pub fn search(&mut self, query: &str, limit: usize, filters: &Filters) -> Answer {
        let query = words::clean(query).into_owned();
        let tokens = self.tokens(&query);
        if tokens.is_empty() || limit == 0 {
            return Answer::default();
        }
        let mut heard: Vec<Heard> = Vec::new();
        for token in tokens {
            let found = self.hear(&token);
            if found.hits.is_empty() {
                self.hear_otherwise(token, &mut heard);
            } else {
                heard.push(found);
            }
        }
        let asked = self.asked(filters);
        let mut candidates = self.candidates(&heard, asked, &query);
        let total = candidates.len();
        candidates.truncate(limit.max(RANK.again));
        let phrase = self.phrase(&query, &heard, candidates.first());
        let mut rows: Vec<Row> = Vec::new();
        for candidate in &candidates {
            if let Some(row) = self.row(candidate, &heard, &phrase.1) {
                rows.push(row);
            }
        }
        // A stable sort: those that texts do not tell apart stay as they are.
        rows.sort_by(|a, b| b.score.total_cmp(&a.score));
        rows.truncate(limit);
        Answer {
            rows,
            corrected: phrase.0,
            total,
        }
    }

    /// The words of the query.
    fn tokens(&self, query: &str) -> Vec<Token> {
        let mut list: Vec<(Word, String)> = Vec::new();
        words::words(query, &mut |kind, word| list.push((kind, word.to_owned())));
        let mut tokens: Vec<Token> = Vec::new();
        let mut at = 0;
        let mut place = 0;
        while at < list.len() {
            let (kind, text) = &list[at];
            match kind {
                Word::Word => {
                    tokens.push(Token {
                        text: text.clone(),
                        place,
                        cover: 1.0,
                        ..Token::default()
                    });
                    place += 1;
                    at += 1;
                }
                Word::Part => {
                    if let Some(token) = tokens.last_mut() {
                        token.instead.push(text.clone());
                    }
                    at += 1;
                }
                Word::Number { .. } => {
                    // The groups just read are one number, or else themselves.
                    let groups = tokens.iter().rev().take_while(|token| {
                        !token.gram && token.text.bytes().all(|byte| byte.is_ascii_digit())
                    });
                    let groups = groups.count();
                    let from = tokens.len() - groups;
                    let instead = tokens[from..]
                        .iter()
                        .map(|token| token.text.clone())
                        .collect();
                    let first = tokens.get(from).map_or(place, |token| token.place);
                    tokens.truncate(from);
                    tokens.push(Token {
                        text: text.clone(),
                        place: first,
                        cover: groups.max(1) as f64,
                        instead,
                        ..Token::default()
                    });
                    at += 1;
                }
                Word::Gram => {
                    let start = at;
                    while at < list.len()
                        && list[at].0 == Word::Gram
                        && (at == start || follows(&list[at - 1].1, &list[at].1))
                    {
                        at += 1;
                    }
                    run(&list[start..at], place, &mut tokens);
                    place += at - start;
                }
            }
        }
        tokens.truncate(RANK.words);
        if let Some(token) = tokens.last_mut() {
            // After a space the word is complete.
            token.last = query.chars().next_back().is_some_and(words::is_word);
        }
        self.alike(query, &mut tokens);
        tokens
    }

    /// Other spellings and synonyms.
    fn alike(&self, query: &str, tokens: &mut [Token]) {
        let small = query.to_lowercase();
        for spelling in &self.root.a {
            let Some((letter, written)) = spelling.split_once('=') else {
                continue;
            };
            // `ü` is found as `u`, which it folds to, and as `ue`; and `ue` as `u`.
            let plain = excerpt::folded(letter);
            for token in tokens.iter_mut().filter(|token| !token.gram) {
                let other = if token.text.contains(written) {
                    token.text.replace(written, &plain)
                } else if small.contains(letter) && token.text.contains(&plain) {
                    token.text.replace(&plain, written)
                } else {
                    continue;
                };
                token.alike.push((vec![other], RANK.alike));
            }
        }
        let flat = excerpt::folded_words(query);
        for group in &self.root.y {
            for member in group {
                let here = excerpt::folded_words(member);
                if here.trim().is_empty() || !flat.contains(&here) {
                    continue;
                }
                let own = simple(member);
                for other in group.iter().filter(|other| *other != member) {
                    let other = simple(other);
                    for token in tokens.iter_mut().filter(|token| own.contains(&token.text)) {
                        token.alike.push((other.clone(), RANK.alike * RANK.alike));
                    }
                }
            }
        }
    }

    /// Pages that have the word, one of its inflections, or a word that begins with it.
    fn hear(&mut self, token: &Token) -> Heard {
        let mut heard = Heard {
            cover: token.cover,
            place: token.place,
            asked: token.text.clone(),
            ..Heard::default()
        };
        let home = shards::range(&self.terms, &token.text);
        let home = *home.start();
        let mut rare = None;
        if let Some(postings) = self.postings(home, &token.text) {
            rare = Some(postings.pages);
            heard.add(&postings, 1.0, 0);
        }
        heard.patterns.push(Pattern {
            text: token.text.clone(),
            whole: !token.last,
        });
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
                    heard.add(&postings, RANK.inflected, 0);
                    heard.patterns.push(Pattern {
                        text: word,
                        whole: true,
                    });
                }
            }
        }
        if token.last {
            self.begun(token, rare.is_some(), &mut heard);
        }
        let pages = rare.unwrap_or(0).max(if rare.is_some() {
            0
        } else {
            heard.hits.len() as u32
        });
        heard.weight = rank::rarity(f64::from(pages), f64::from(self.root.n)) * token.cover;
        heard
    }

    /// Adds pages with words that begin with the token: from its own shard if the word itself is
    /// found, else from as many as a query may cost, else from the list made for it.
    fn begun(&mut self, token: &Token, found: bool, heard: &mut Heard) {
        let range = shards::range(&self.terms, &token.text);
        let (first, last) = (*range.start(), *range.end());
        if !found && last - first >= PREFIX_SHARDS {
            let mark = format!("{}{PREFIX_MARK}", token.text);
            let home = *shards::range(&self.terms, &mark).start();
            if let Some(postings) = self.postings(home, &mark) {
                heard.add(&postings, RANK.prefix[0] + RANK.prefix[1] / 2.0, 0);
            }
            return;
        }
        let last = if found { first } else { last };
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
                let share =
                    token.text.encode_utf16().count() as f64 / word.encode_utf16().count() as f64;
                if let Some(postings) = self.postings(number, &word) {
                    heard.add(&postings, RANK.prefix[0] + RANK.prefix[1] * share, 0);
                }
            }
        }
    }

    /// Words of the shard that share a stem with `word` and differ by an ending of the language.
    fn inflected(&mut self, home: usize, word: &str) -> Vec<String> {
        let endings = self.root.s.clone();
        let stem = |ending: &str| {
            let stem = word.strip_suffix(ending)?;
            let letters = stem.chars().count();
            (letters >= 4 || (letters == 3 && ending.is_empty())).then_some(stem)
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
    fn hear_otherwise(&mut self, token: Token, heard: &mut Vec<Heard>) {
        if token.gram
            && let Some(text) = self.other_form(&token.text)
        {
            let found = self.hear(&Token {
                text,
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
                place: token.place + offset,
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
            place: token.place,
            asked: token.text.clone(),
            patterns: vec![Pattern {
                text: token.text.clone(),
                whole: true,
            }],
            ..Heard::default()
        };
        if !token.gram {
            for (number, (word, distance)) in self.corrections(&token.text).into_iter().enumerate()
            {
                let home = *shards::range(&self.terms, &word).start();
                if let Some(postings) = self.postings(home, &word) {
                    found.add(&postings, RANK.corrected[distance - 1], number);
                }
                found.patterns.push(Pattern {
                    text: word.clone(),
                    whole: true,
                });
                found.corrected.push(word);
            }
        }
        let pages = f64::from(found.hits.len() as u32);
        found.weight = rank::rarity(pages, f64::from(self.root.n)) * token.cover;
        if token.gram {
            found.weight *= RANK.lost;
        }
        heard.push(found);
    }

    /// The word with its Han characters in the forms that the index has, if they are others.
    fn other_form(&mut self, word: &str) -> Option<String> {
        if !self.root.h || !word.chars().any(|c| words::script(c) == Some(Script::Han)) {
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

    /// Words that differ by a slip, or two in a long word; at most three, the likeliest first.
    fn corrections(&mut self, word: &str) -> Vec<(String, usize)> {
        let letters: Vec<char> = word.chars().collect();
        let count = letters.len();
        if count < *rank::CORRECTABLE.start() || count > *rank::CORRECTABLE.end() + 1 {
            return Vec::new();
        }
        let most = if count >= 9 { 2 } else { 1 };
        let half = count / 2;
        let ahead: String = letters[..half].iter().collect();
        let back: String = letters[half + 1..].iter().rev().collect();
        let mut found: Vec<(usize, bool, std::cmp::Reverse<u64>, String)> = Vec::new();
        for (letter, begin) in [('f', ahead), ('b', back)] {
            let starts = if letter == 'f' {
                &self.forward
            } else {
                &self.backward
            };
            let range = shards::range(starts, &begin);
            for number in range.take(PREFIX_SHARDS) {
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
                    if (1..=most).contains(&distance) {
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
        found
            .into_iter()
            .map(|(distance, _, _, word)| (word, distance))
            .collect()
    }

    /// Pages that the filters leave.
    fn asked(&mut self, filters: &Filters) -> impl Fn(u32) -> bool + use<F> {
        let mut range = 0..self.root.n;
        if let Some(kind) = &filters.kind {
            let mut next = 0;
            range = 0..0;
            for (name, count) in &self.root.k {
                if name == kind {
                    range = next..next + count;
                }
                next += count;
            }
        }
        let product = filters.product.as_ref().map(|product| {
            let mut products: HashMap<String, Vec<u32>> = self.load("p").unwrap_or_default();
            products.remove(product).unwrap_or_default()
        });
        move |page| {
            range.contains(&page)
                && product
                    .as_ref()
                    .is_none_or(|pages| pages.binary_search(&page).is_ok())
        }
    }

    /// Pages by rank, from words alone.
    fn candidates(
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
        let contact = self
            .root
            .c
            .iter()
            .any(|word| flat.contains(&excerpt::folded_words(word)));
        let mut candidates: Vec<Candidate> = pages
            .into_iter()
            .filter(|&page| asked(page))
            .map(|page| {
                let mut score = of_page(heard, page, all);
                if contact && matches!(self.kind(page), "support" | "channel" | "sla") {
                    score *= RANK.contact;
                }
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

    /// The query as it was understood: for people, where it was corrected, and for comparing with texts.
    fn phrase(
        &self,
        query: &str,
        heard: &[Heard],
        best: Option<&Candidate>,
    ) -> (Option<String>, Vec<u16>) {
        let mut flat = excerpt::folded_words(&self.folded(query));
        let mut corrected = false;
        for heard in heard.iter().filter(|heard| !heard.corrected.is_empty()) {
            let variant = best
                .and_then(|best| heard.hits.get(&best.page))
                .map_or(0, |hit| hit.variant);
            if let Some(word) = heard.corrected.get(variant) {
                flat = flat.replacen(&format!(" {} ", heard.asked), &format!(" {word} "), 1);
                corrected = true;
            }
        }
        (
            corrected.then(|| flat.trim().to_owned()),
            flat.encode_utf16().collect(),
        )
    }

    /// `text` with the forms of Han characters that the index has, if a query has asked for them.
    fn folded(&self, text: &str) -> String {
        match &self.han {
            Some(han) => text
                .chars()
                .map(|c| han.get(&c).copied().unwrap_or(c))
                .collect(),
            None => text.to_owned(),
        }
    }

    /// The row of a page, its score with what its texts add.
    fn row(&mut self, candidate: &Candidate, heard: &[Heard], phrase: &[u16]) -> Option<Row> {
        let file = self
            .firsts
            .partition_point(|&first| first <= candidate.page)
            .checked_sub(1)?;
        let file_records: Vec<Record> = self.load(&format!("r{file}"))?;
        let record = file_records
            .into_iter()
            .nth((candidate.page - self.firsts[file]) as usize)?;
        let mut number = candidate.parts.first().map_or(0, |part| part.0);
        let mut text = self.text(&record, number as usize)?;
        let mut body = words::flat(&text, self.han.as_ref());
        let whole =
            |body: &words::Flat| excerpt::find(&body.units, excerpt::inner(phrase), 0).is_some();
        let mut phrased = whole(&body);
        let home = self::home(&record, number as usize);
        let best = candidate.parts.first().map_or(0.0, |part| part.1);
        // A part nearly as good that has the query word by word is better, if it is at hand.
        for &(other, worth) in candidate.parts.iter().skip(1).take(RANK.others) {
            if phrased || worth < best * RANK.nearly {
                break;
            }
            let at_hand = self::home(&record, other as usize)
                .is_none_or(|place| home.is_some_and(|home| home.0 == place.0));
            if !at_hand {
                continue;
            }
            let other_text = self.text(&record, other as usize)?;
            let other_body = words::flat(&other_text, self.han.as_ref());
            if whole(&other_body) {
                (number, text, body, phrased) = (other, other_text, other_body, true);
            }
        }
        let heading = heading(&record, number as usize);

        let flat = |text: &str| words::flat(text, self.han.as_ref());
        let (title, section) = (flat(&record.1), flat(&heading.0));
        let mut score = candidate.score;
        score += excerpt::likeness(&title.units, phrase, RANK.title_phrase);
        score += excerpt::likeness(&section.units, phrase, RANK.heading_phrase);
        if phrased {
            score += RANK.text_phrase;
        }
        let texts = [&title.units[..], &section.units, &body.units];
        score += RANK.pairs * excerpt::pairs(&texts, phrase);

        let patterns: Vec<Vec<Pattern>> = heard
            .iter()
            .filter(|heard| heard.hits.contains_key(&candidate.page))
            .map(|heard| heard.patterns.clone())
            .collect();
        let wide = matches!(self.root.lang.get(..2), Some("zh" | "ja" | "ko"));
        let (excerpt, marks) =
            excerpt::excerpt(&text, &body, &patterns, RANK.excerpt[usize::from(wide)]);
        let mut more: Vec<More> = Vec::new();
        for &(part, worth) in &candidate.parts {
            let other = self::heading(&record, part as usize);
            let url = address(&record.0, &other.1);
            let known = other.0 == heading.0 || more.iter().any(|known| known.url == url);
            if more.len() < 2 && worth * 2.0 >= best && !known {
                more.push(More {
                    url,
                    section: other.0,
                });
            }
        }
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

    /// The text of a part, wherever it stands.
    fn text(&mut self, record: &Record, part: usize) -> Option<String> {
        if let Some(text) = record.4.get(part) {
            return Some(text.to_string());
        }
        let Some((file, first, place)) = home(record, part) else {
            return Some(String::new());
        };
        let texts: Vec<String> = self.load(&format!("x{file}"))?;
        texts.into_iter().nth(place + part - first)
    }

    fn kind(&self, page: u32) -> &str {
        let mut next = 0;
        for (name, count) in &self.root.k {
            next += count;
            if page < next {
                return name;
            }
        }
        ""
    }

    /// Pages that have all of `words`.
    fn together(&mut self, words: &[String]) -> Option<Postings> {
        let mut all: Option<Postings> = None;
        for word in words {
            let home = *shards::range(&self.terms, word).start();
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

    fn postings(&mut self, shard: usize, word: &str) -> Option<Postings> {
        let pages = self.root.n;
        let shard = self.shard('t', shard)?;
        Some(postings::read(shard.told(shard.find(word)?), pages))
    }

    fn shard(&mut self, letter: char, number: usize) -> Option<&Shard> {
        let name = format!("{letter}{number}");
        if !self.shards.contains_key(&name) {
            let text: String = self.load(&name)?;
            self.shards.insert(name.clone(), Shard::read(text));
        }
        self.shards.get(&name)
    }

    fn load<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        match &self.all {
            Some(all) => serde_json::from_value(all.get(name)?.clone()).ok(),
            None => parse(&(self.open)(&format!("{}/{name}.js", self.root.g))?),
        }
    }
}

/// What a file hands to the runtime.
fn parse<T: DeserializeOwned>(file: &str) -> Option<T> {
    let text = file
        .trim()
        .strip_prefix("supportalSearch.r(")?
        .strip_suffix(')')?;
    serde_json::from_str(text).ok()
}

/// Whether the pair `b` begins where the pair `a` ends.
fn follows(a: &str, b: &str) -> bool {
    let mut pair = a.chars();
    (pair.next(), pair.next())
        .1
        .is_some_and(|last| b.starts_with(last) && b.chars().nth(1).is_some())
}

/// Pairs of a run that are all asked for: the one across two words tells most.
const ALL_PAIRS: usize = 3;

/// The pairs to ask for of a run: every second, inside one script where possible, the last in any
/// case; without those of Hiragana alone if others remain.
fn run(pairs: &[(Word, String)], place: usize, tokens: &mut Vec<Token>) {
    let count = pairs.len();
    let scripts = |at: usize| {
        let mut scripts = pairs[at].1.chars().map(words::script);
        (scripts.next().flatten(), scripts.next().flatten())
    };
    let mixed = |at: usize| scripts(at).0 != scripts(at).1;
    let mut chosen: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < count {
        if count > ALL_PAIRS && mixed(at) && at + 1 < count && !mixed(at + 1) {
            at += 1;
        }
        chosen.push(at);
        at += if count > ALL_PAIRS { 2 } else { 1 };
    }
    if chosen.last().is_some_and(|&last| last + 1 < count) {
        chosen.push(count - 1);
    }
    let kana = |at: &usize| scripts(*at) == (Some(Script::Hiragana), Some(Script::Hiragana));
    if !chosen.iter().all(kana) {
        chosen.retain(|at| !kana(at));
    }
    let cover = count as f64 / chosen.len() as f64;
    for (number, &at) in chosen.iter().enumerate() {
        let skipped = |other: &usize| *other < count && !chosen.contains(other);
        // The pair before this one also stands after the last: it is asked for once.
        let around = match number {
            0 => [at.wrapping_sub(1), at + 1],
            _ => [at + 1, count],
        };
        let instead = around
            .iter()
            .filter(|other| skipped(other))
            .map(|&other| pairs[other].1.clone())
            .collect();
        tokens.push(Token {
            text: pairs[at].1.clone(),
            gram: true,
            place: place + at,
            cover,
            instead,
            ..Token::default()
        });
    }
}

/// The words of a synonym, without what they may stand for.
fn simple(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    words::words(&words::clean(text), &mut |kind, word| {
        if matches!(kind, Word::Word | Word::Gram) {
            list.push(word.to_owned());
        }
    });
    list
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
                hit.places.clear();
                let places = posting.places.iter();
                let known = places.filter(|&&place| place != Found::NOWHERE);
                hit.places.extend(known.map(|&place| i32::from(place)));
            }
            hit.sure = hit.sure.max(weight);
            if posting.title > 0 {
                hit.title = hit.title.max(weight);
                hit.title_length = f64::from(posting.title);
            }
            hit.parts.add(posting.parts);
            hit.headings.add(posting.headings);
        }
    }
}

/// What words say of a page. Sums run over the words in their order: so do they in the browser.
fn of_page(heard: &[Heard], page: u32, all: f64) -> f64 {
    let (mut impact, mut covered, mut titled, mut whole, mut length) = (0.0, 0.0, 0.0, 0.0, 0.0f64);
    let mut near = 0.0;
    let mut before: Option<(&Heard, &Hit)> = None;
    for heard in heard {
        let Some(hit) = heard.hits.get(&page) else {
            before = None;
            continue;
        };
        impact += heard.weight * hit.score;
        covered += heard.weight * hit.sure;
        if hit.title > 0.0 {
            titled += heard.weight * hit.title;
            whole += heard.cover * hit.title;
            length = length.max(hit.title_length);
        }
        if let Some((left, before)) = before {
            let apart = (heard.place - left.place) as i32;
            let sketch = Found::SKETCH as i32;
            let meets = |a: &i32| {
                hit.places
                    .iter()
                    .any(|b| (b - a + sketch) % sketch == apart)
            };
            if before.places.iter().any(meets) {
                near += (left.weight + heard.weight) / 2.0;
            }
        }
        before = Some((heard, hit));
    }
    let impact = impact / f64::from(LEVELS) / all;
    let covered = covered / all;
    let titled = titled / all;
    let whole = if length > 0.0 {
        whole / length.max(whole)
    } else {
        0.0
    };
    covered
        * covered
        * (RANK.impact * impact + RANK.title * titled + RANK.whole * titled * whole * whole)
        + RANK.near * near / all
}

/// The parts of a page that have words, by worth; the page's beginning for what its title has.
fn of_parts(heard: &[Heard], page: u32, all: f64) -> Vec<(u32, f64)> {
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

/// Where the text of a part is that does not stand in the record: file, and a part with its place there.
fn home(record: &Record, part: usize) -> Option<(usize, usize, usize)> {
    if part < record.4.len() {
        return None;
    }
    record
        .5
        .iter()
        .rev()
        .find(|(_, first, _)| *first <= part)
        .copied()
}

/// Heading and anchor of a part: those of the last part before that has one.
fn heading(record: &Record, part: usize) -> (String, String) {
    let headings: Vec<&str> = record.2.split('\n').collect();
    let mut at = part;
    while at > 0 {
        let heading = headings.get(at - 1).copied().unwrap_or_default();
        if !heading.is_empty() {
            let anchor = match record.3.split('\n').nth(at - 1) {
                None | Some("") => records::slug(heading),
                Some(" ") => String::new(),
                Some(anchor) => anchor.to_owned(),
            };
            return (heading.to_owned(), anchor);
        }
        at -= 1;
    }
    (String::new(), String::new())
}

/// An address with its anchor, escaped as `encodeURIComponent` does.
fn address(url: &str, anchor: &str) -> String {
    let mut address = url.to_owned();
    if !anchor.is_empty() {
        address.push('#');
    }
    for byte in anchor.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => address.push(char::from(byte)),
            b'-' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')' => {
                address.push(char::from(byte))
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}
