//! A query to its words, and what else may be meant by them.

use super::Reader;
use crate::index::excerpt;
use crate::index::rank::CONSTANTS as RANK;
use crate::index::words::{self, Kind as Word};

/// A word of the query.
#[derive(Clone, Default, Debug)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) gram: bool,
    /// What comes after it: of a gram the next character, of a word the next one; nothing after the last.
    pub(super) after: String,
    /// How many words of a page it stands for.
    pub(super) cover: f64,
    /// Whether the query has nothing else.
    pub(super) alone: bool,
    /// Whether it may be the beginning of a word.
    pub(super) last: bool,
    /// What to look for where it is not found: its parts, or pairs that it was preferred to.
    pub(super) instead: Vec<String>,
    /// How it is written otherwise, and with what weight: it may go on and be inflected as it may itself.
    pub(super) spelled: Vec<(String, f64)>,
    /// Other words for it: each a list of words that must all be found, and its weight.
    pub(super) alike: Vec<(Vec<String>, f64)>,
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    /// The words of the query.
    pub(super) fn tokens(&self, query: &str) -> Vec<Token> {
        let mut list: Vec<(Word, String)> = Vec::new();
        let hyphened = hyphened(&self.set_apart(query));
        words::words(&hyphened, &mut |kind, word| {
            list.push((kind, word.to_owned()));
        });
        let mut tokens: Vec<Token> = Vec::new();
        let mut at = 0;
        let next = |at: usize| {
            let mut others = list[at..].iter();
            others
                .find(|(kind, _)| !matches!(kind, Word::Part | Word::Joined))
                .map_or("", |(_, next)| next)
        };
        while at < list.len() {
            let (kind, text) = &list[at];
            match kind {
                Word::Word => {
                    tokens.push(Token {
                        text: text.clone(),
                        after: next(at + 1).to_owned(),
                        cover: 1.0,
                        alone: list.len() == 1,
                        ..Token::default()
                    });
                    at += 1;
                }
                Word::Part => {
                    // Two letters of a word are too few to stand for it.
                    if let Some(token) = tokens.last_mut()
                        && text.encode_utf16().nth(2).is_some()
                    {
                        token.instead.push(text.clone());
                    }
                    at += 1;
                }
                Word::Joined => {
                    // Of both words that it joins.
                    for token in tokens.iter_mut().rev().take(2) {
                        token.spelled.push((text.clone(), 1.0));
                        token.alike.push((vec![text.clone()], 1.0));
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
                    tokens.truncate(from);
                    tokens.push(Token {
                        text: text.clone(),
                        after: next(at + 1).to_owned(),
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
                    run(&list[start..at], next(at), &mut tokens);
                }
            }
        }
        if let Some(token) = tokens.last_mut() {
            // After a space the word is complete.
            token.last = query.chars().next_back().is_some_and(words::is_word);
        }
        // Who writes at length does so with words that tell nothing: its subject may stand behind them.
        tokens.sort_by_key(|token| self.asks(token));
        tokens.truncate(RANK.words);
        self.alike(query, &mut tokens);
        tokens
    }

    /// The query with what a question begins and ends with apart, so that none of its characters is paired with the
    /// subject, in a script without spaces; as it is where that leaves one character.
    fn set_apart(&self, query: &str) -> String {
        let words = || self.root.x.split('|').filter(|word| !word.is_empty());
        let mut from = 0;
        while let Some(word) = words().find(|word| query[from..].starts_with(word)) {
            from += word.len();
        }
        // Where an ending begins that is made of such words.
        let end = query.trim_end_matches([' ', '?', '？']).len().max(from);
        let mut starts = vec![end];
        for (at, _) in query[from..end].char_indices().rev() {
            let at = from + at;
            let goes_on =
                |word: &str| query[at..].starts_with(word) && starts.contains(&(at + word.len()));
            if words().any(goes_on) {
                starts.push(at);
            }
        }
        let to = starts.last().copied().unwrap_or(end);
        // One character is in no index: this is a piece of a text.
        let left = &query[from..if to < end { to } else { query.len() }];
        if left.encode_utf16().nth(1).is_none() {
            return query.to_owned();
        }
        [&query[..from], &query[from..to], &query[to..]].join(" ")
    }

    /// Other spellings and synonyms.
    pub(super) fn alike(&self, query: &str, tokens: &mut [Token]) {
        let small = query.to_lowercase();
        // `ü` is found as `u`, which it folds to, and as `ue`; and `ue` as `u`. The space before a word stands for its
        // beginning, where an article goes. Two letters are left at least.
        for token in tokens.iter_mut().filter(|token| !token.gram) {
            // Those that are added are read for the next letter: a word may have several.
            let mut texts = vec![format!(" {}", token.text)];
            for [letter, written, plain] in &self.root.a {
                for at in 0..texts.len() {
                    let text = &texts[at];
                    let other = if text.contains(written.as_str()) {
                        text.replace(written.as_str(), plain)
                    } else if small.contains(letter.as_str()) {
                        text.replace(plain.as_str(), written)
                    } else {
                        continue;
                    };
                    if other == *text || other.encode_utf16().nth(2).is_none() {
                        continue;
                    }
                    let word = other[1..].to_owned();
                    token.alike.push((vec![word.clone()], RANK.alike));
                    token.spelled.push((word, RANK.alike));
                    texts.push(other);
                }
            }
        }
        let flat = excerpt::folded_words(query);
        // A synonym is how it stands in a text, and its words.
        let words = |member: &'_ Vec<String>| member.get(1..).unwrap_or_default().to_vec();
        for group in &self.root.y {
            let here = |member: &&Vec<String>| member.first().is_some_and(|own| flat.contains(own));
            for member in group.iter().filter(here) {
                let own = words(member);
                for other in group.iter().filter(|other| *other != member) {
                    for token in tokens.iter_mut().filter(|token| own.contains(&token.text)) {
                        token.alike.push((words(other), RANK.synonym));
                    }
                }
            }
        }
    }
}

/// The query with hyphens for spaces: one may be too many, as a hyphen may, but for those at words of one or two
/// letters (UTF-16 units).
fn hyphened(query: &str) -> String {
    // As `\S` of the browser, which counts in its units.
    let is_blank = |c: char| c == '\u{FEFF}' || c.is_whitespace() && c != '\u{85}';
    let is_long = |units: &mut dyn Iterator<Item = char>| {
        let mut units = units.flat_map(|c| std::iter::repeat_n(c, c.len_utf16()));
        (0..3).all(|_| units.next().is_some_and(|c| !is_blank(c)))
    };
    let mut text = String::with_capacity(query.len());
    let mut before: Option<&str> = None;
    for word in query.split(' ') {
        text.push_str(match before {
            None => "",
            Some(before) if is_long(&mut before.chars().rev()) && is_long(&mut word.chars()) => "-",
            Some(_) => " ",
        });
        text.push_str(word);
        before = Some(word);
    }
    text
}

/// Whether the pair `b` begins where the pair `a` ends.
pub(super) fn follows(a: &str, b: &str) -> bool {
    let mut pair = a.chars();
    (pair.next(), pair.next())
        .1
        .is_some_and(|last| b.starts_with(last) && b.chars().nth(1).is_some())
}

/// Pairs of a run that are all asked for: the one across two words tells most.
pub const ALL_PAIRS: usize = 4;

/// The pairs to ask for of a run: every second, inside one script where possible, the last in any
/// case.
pub(super) fn run(pairs: &[(Word, String)], next: &str, tokens: &mut Vec<Token>) {
    let count = pairs.len();
    let mixed = |at: usize| {
        let mut scripts = pairs[at].1.chars().map(words::script);
        scripts.next().flatten() != scripts.next().flatten()
    };
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
    let cover = count as f64 / chosen.len() as f64;
    let after = |at: usize| match pairs.get(at + 1) {
        Some((_, next)) => next.chars().nth(1),
        None => next.chars().next(),
    };
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
            after: after(at).map(String::from).unwrap_or_default(),
            cover,
            instead,
            ..Token::default()
        });
    }
}
