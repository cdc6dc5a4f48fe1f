//! Text to words: the same here and in the browser, from one specification (`words.json`).
//!
//! A run of letters and digits is a word; a run of Han, Kana, Hangul or another script written
//! without spaces is cut into overlapping pairs. No dictionary and no stemmer: neither can be wrong
//! about a new name, and both sides cut alike. `tests/vectors/words.json` holds them together.

mod cut;
mod table;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::intern::Fx;
use crate::model::Locale;
pub use cut::words;
pub use table::{Blocks, table};

/// The text of the specification.
const SPECIFICATION: &str = include_str!("words.json");

/// Longest word kept, in characters; the rest of a longer one is not looked at.
pub const LONGEST: usize = 40;

/// What a character does to the text around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Break,
    Letter,
    /// Stands for nothing, as an accent on its own does.
    Drop,
    /// Is written out as other characters first.
    Fold,
    /// Belongs to a script written without spaces.
    Gram(Script),
}

/// Scripts that are cut into pairs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Script {
    /// Han characters of any language.
    Han,
    /// Hiragana.
    Hiragana,
    /// Katakana.
    Katakana,
    /// Hangul.
    Hangul,
    /// Thai, Lao, Burmese, Khmer.
    South,
}

/// What a word is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A run of letters and digits.
    Word,
    /// A part of the word just given: `partner` of `PartnerCenter`. Takes no place of its own.
    Part,
    /// Two words that a sign joins, as one: `email` of `E-mail`, `nodejs` of `Node.js`. Takes no place of its own.
    Joined,
    /// Two characters of a script without spaces, or one that stands alone.
    Gram,
    /// The digits of the numbers just given, ungrouped. Takes no place of its own.
    Number {
        /// Whether it is written as telephone numbers are: with `+` or `0` before it.
        phone: bool,
    },
}

/// The specification as it stands in the file.
#[derive(Deserialize)]
struct File {
    breaks: String,
    drop: String,
    apart: String,
    fold: String,
    map: BTreeMap<char, String>,
    grams: BTreeMap<String, String>,
    prefixes: Vec<String>,
    suffixes: BTreeMap<String, Vec<String>>,
    spellings: BTreeMap<String, Vec<String>>,
    articles: BTreeMap<String, Vec<String>>,
    contact: BTreeMap<String, Vec<String>>,
    asking: BTreeMap<String, String>,
}

/// The specification, ready for use.
struct Spec {
    /// Of each character of the Basic Multilingual Plane.
    classes: Vec<Class>,
    folds: HashMap<char, Box<str>, Fx>,
    /// Of each letter of the first blocks of Latin the one that it folds to, where that is one: `ü` to `u`.
    latin: Vec<Option<char>>,
    /// The signs of ASCII that end a word and say nothing about the one behind them.
    ends: [bool; 256],
    /// What nothing is composed across.
    apart: Vec<std::ops::RangeInclusive<u32>>,
    file: File,
}

/// Where the blocks of Latin end that come first in Unicode.
const LATIN: char = '\u{250}';

static SPEC: LazyLock<Spec> = LazyLock::new(|| {
    // An unreadable specification cannot leave the tests; without it nothing is a word.
    let file: File = serde_json::from_str(SPECIFICATION).unwrap_or(File {
        breaks: "0-FFFF".to_owned(),
        drop: String::new(),
        apart: String::new(),
        fold: String::new(),
        map: BTreeMap::new(),
        grams: BTreeMap::new(),
        prefixes: Vec::new(),
        suffixes: BTreeMap::new(),
        spellings: BTreeMap::new(),
        articles: BTreeMap::new(),
        contact: BTreeMap::new(),
        asking: BTreeMap::new(),
    });
    let mut classes = vec![Class::Letter; 0x1_0000];
    let mut set = |list: &str, class| {
        for code in ranges(list).flatten().filter(|&code| code <= 0xFFFF) {
            classes[code as usize] = class;
        }
    };
    for (name, list) in &file.grams {
        let script = match name.as_str() {
            "han" => Script::Han,
            "hiragana" => Script::Hiragana,
            "katakana" => Script::Katakana,
            "hangul" => Script::Hangul,
            _ => Script::South,
        };
        set(list, Class::Gram(script));
    }
    set(&file.breaks, Class::Break);
    set(&file.fold, Class::Fold);
    set(&file.drop, Class::Drop);
    let mut folds: HashMap<char, Box<str>, Fx> = HashMap::default();
    for c in ranges(&file.fold).flatten().filter_map(char::from_u32) {
        let plain: String = decomposed(c, &classes).nfc().collect();
        folds.insert(c, plain.into());
    }
    for (&c, plain) in &file.map {
        classes[c as usize & 0xFFFF] = Class::Fold;
        folds.insert(c, plain.as_str().into());
    }
    let one = |c: char| {
        let mut plain = folds.get(&c)?.chars();
        let first = plain.next().filter(|first| first.is_ascii_lowercase())?;
        plain.next().is_none().then_some(first)
    };
    let ends = |sign: usize| {
        let says_more = [b'\'', b'+'].map(usize::from).contains(&sign)
            || cut::JOINS.iter().any(|&join| join as usize == sign);
        sign < 0x80 && !says_more && classes[sign] == Class::Break
    };
    Spec {
        latin: ('\0'..LATIN).map(one).collect(),
        ends: std::array::from_fn(ends),
        classes,
        folds,
        apart: ranges(&file.apart).collect(),
        file,
    }
});

/// What a character is made of, in small letters, without what is dropped.
fn decomposed(c: char, classes: &[Class]) -> String {
    let plain = c.nfkd().flat_map(char::to_lowercase);
    plain
        .filter(|&c| classes[c as usize & 0xFFFF] != Class::Drop)
        .collect()
}

fn ranges(list: &str) -> impl Iterator<Item = std::ops::RangeInclusive<u32>> {
    list.split(' ').filter_map(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        Some(u32::from_str_radix(first, 16).ok()?..=u32::from_str_radix(last, 16).ok()?)
    })
}

impl Spec {
    fn class(&self, c: char) -> Class {
        match self.classes.get(c as usize) {
            Some(&class) => class,
            None if (0x2_0000..=0x3_23AF).contains(&u32::from(c)) => Class::Gram(Script::Han),
            None => Class::Break,
        }
    }
}

/// The script of `c`, if it is one of those cut into pairs.
pub fn script(c: char) -> Option<Script> {
    match SPEC.class(c) {
        Class::Gram(script) => Some(script),
        _ => None,
    }
}

/// Whether `c` can stand in a word.
pub fn is_word(c: char) -> bool {
    !matches!(SPEC.class(c), Class::Break | Class::Drop)
}

/// What is left of `word`, as it is folded, without the article or the particle that Arabic and Hebrew write in
/// front of it, for each that it may begin with: three letters and more.
pub fn bare(word: &str) -> impl Iterator<Item = &str> {
    let is_asked = word.starts_with(|c| ('\u{5D0}'..='\u{6FF}').contains(&c));
    let prefixes = SPEC.file.prefixes.iter().filter(move |_| is_asked);
    let bare = prefixes.filter_map(|prefix| word.strip_prefix(prefix.as_str()));
    bare.filter(|bare| bare.chars().nth(2).is_some())
}

/// Endings by which words of `language` differ without meaning another thing.
pub fn suffixes(language: &str) -> &'static [String] {
    SPEC.file.suffixes.get(language).map_or(&[], Vec::as_slice)
}

/// Other spellings of letters in `language`: `ä=ae`.
pub fn spellings(language: &str) -> &'static [String] {
    SPEC.file.spellings.get(language).map_or(&[], Vec::as_slice)
}

/// What `language` writes in front of a word that a query may have and a page need not, as it is folded: fewer than
/// `prefixes`, since what is left of a word of a query may be another one.
pub fn articles(language: &str) -> &'static [String] {
    SPEC.file.articles.get(language).map_or(&[], Vec::as_slice)
}

/// Words of somebody who looks for a person, in `language` or the nearest more general one that has any.
pub fn contact(language: &Locale) -> &'static [String] {
    nearest(&SPEC.file.contact, language).map_or(&[], Vec::as_slice)
}

/// Words of `language` that a question is made with, and that say nothing about its subject.
pub fn asking(language: &Locale) -> &'static str {
    nearest(&SPEC.file.asking, language).map_or("", String::as_str)
}

/// What is told of `language` or the nearest more general one.
fn nearest<'a, T>(told: &'a BTreeMap<String, T>, language: &Locale) -> Option<&'a T> {
    let mut tags = language.chain();
    tags.find_map(|tag| told.get(&tag.as_str().to_ascii_lowercase()))
}

/// `text` in the one form in which everything below reads it: composed, and Kana of full width.
pub fn clean(text: &str) -> Cow<'_, str> {
    if unusual(text).all(is_clean) {
        return Cow::Borrowed(text);
    }
    let narrow = |c: char| ('\u{FF65}'..='\u{FF9F}').contains(&c);
    if text.contains(narrow) {
        let mut wide = String::with_capacity(text.len());
        each_run(text, narrow, |run, is_narrow| match is_narrow {
            true => wide.extend(run.nfkc()),
            false => wide.push_str(run),
        });
        return Cow::Owned(composed(&wide));
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(composed(text)),
    }
}

/// `text` composed, but not across what Unicode may have given marks to after a reader's browser was
/// made: that would order and compose it otherwise.
fn composed(text: &str) -> String {
    let apart = |c: char| SPEC.apart.iter().any(|range| range.contains(&u32::from(c)));
    let mut composed = String::with_capacity(text.len());
    each_run(text, apart, |run, is_apart| match is_apart {
        true => composed.push_str(run),
        false => composed.extend(run.nfc()),
    });
    composed
}

/// Gives every longest run of characters that are all `special`, or all not, to `emit`.
fn each_run(text: &str, special: impl Fn(char) -> bool, mut emit: impl FnMut(&str, bool)) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_special = special(first);
        let end = rest.find(|c| special(c) != is_special);
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        emit(run, is_special);
        rest = after;
    }
}

/// Whether `c` is in its one form wherever it stands: before the combining characters, dashes and quotation
/// marks, currencies, most Chinese characters and their punctuation. Spares most texts the look into larger
/// tables.
fn is_clean(c: char) -> bool {
    c < '\u{300}'
        || ('\u{2010}'..='\u{2027}').contains(&c)
        || ('\u{2030}'..='\u{205E}').contains(&c)
        || ('\u{20A0}'..='\u{20BF}').contains(&c)
        || ('\u{3400}'..='\u{9FFF}').contains(&c)
        || ('\u{3001}'..='\u{3029}').contains(&c)
        || ('\u{FF01}'..='\u{FF60}').contains(&c)
}

/// The bits that no byte of ASCII has, in sixteen bytes.
const NOT_ASCII: u128 = u128::from_le_bytes([0x80; 16]);

/// The characters of `text` without those that most texts are made of: ASCII, letters of Latin from U+00C0 to
/// U+023F, and Han characters from U+4000 on. Who asks something of every character asks ten times less.
fn unusual(text: &str) -> impl Iterator<Item = char> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            while let Some(next) = bytes[at..].first_chunk::<16>() {
                let others = u128::from_le_bytes(*next) & NOT_ASCII;
                at += others.trailing_zeros() as usize / 8;
                if others != 0 {
                    break;
                }
            }
            match bytes.get(at)? {
                ..0x80 => at += 1,
                0xC3..=0xC8 => at += 2,
                0xE4..=0xE9 => at += 3,
                _ => {
                    let c = text[at..].chars().next()?;
                    at += c.len_utf8();
                    return Some(c);
                }
            }
        }
    })
}

/// What comes after `c` and its text goes on with, without an apostrophe between two Cyrillic letters: that divides no
/// words, and is written as any of three signs, or not at all.
fn within(c: char, behind: &str) -> &str {
    let is_cyrillic = |c: char| ('\u{400}'..='\u{4FF}').contains(&c);
    if !is_cyrillic(c) {
        return behind;
    }
    let after = behind.strip_prefix(['\'', '\u{2019}']);
    after
        .filter(|after| after.starts_with(is_cyrillic))
        .unwrap_or(behind)
}

/// A text as phrases are looked for in it, in UTF-16 as the browser counts: folded, every run of
/// other characters one space, a space at both ends and wherever the way of writing changes.
#[derive(Default)]
pub struct Flat {
    /// The folded text.
    pub units: Vec<u16>,
    /// For each unit, the unit of the text that it comes from.
    pub at: Vec<u32>,
}

/// Flattens `text`, which is clean; `han` folds forms of Han characters, where it has been asked for.
pub fn flat(text: &str, han: Option<&HashMap<char, char>>) -> Flat {
    #[derive(PartialEq)]
    enum Before {
        Space,
        Letter,
        Gram,
    }
    let mut flat = Flat {
        units: vec![32],
        at: vec![0],
    };
    let mut before = Before::Space;
    let mut at = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        rest = within(c, behind);
        let mut push = |c: char| {
            let c = han.and_then(|han| han.get(&c)).copied().unwrap_or(c);
            let now = match SPEC.class(c) {
                Class::Drop => return,
                // A space between two grams is no more than a line's end or a Korean habit.
                Class::Break if before == Before::Gram && matches!(c, ' ' | '\n') => return,
                Class::Break => Before::Space,
                Class::Gram(_) => Before::Gram,
                _ => Before::Letter,
            };
            if now != before && before != Before::Space {
                flat.units.push(32);
                flat.at.push(at);
            }
            if now != Before::Space {
                let units = &mut [0; 2];
                for (unit, at) in c.to_ascii_lowercase().encode_utf16(units).iter().zip(at..) {
                    flat.units.push(*unit);
                    flat.at.push(at);
                }
            }
            before = now;
        };
        match SPEC.class(c) {
            Class::Fold => SPEC
                .folds
                .get(&c)
                .map_or("", |plain| plain)
                .chars()
                .for_each(&mut push),
            _ => push(c),
        }
        at += c.len_utf16() as u32 + u32::from(rest.len() < behind.len());
    }
    if before != Before::Space {
        flat.units.push(32);
        flat.at.push(at);
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cases that the browser's half must meet too (`tests/browser/engine.mjs`).
    #[derive(Deserialize)]
    struct Case {
        text: String,
        words: Vec<String>,
        flat: String,
    }

    #[test]
    fn what_is_clean_wherever_it_stands_is_composed() {
        let known = ('\0'..=char::MAX).filter(|&c| is_clean(c));
        for c in known {
            assert_eq!(is_nfc_quick([c].into_iter()), IsNormalized::Yes, "{c:?}");
        }
    }

    #[test]
    fn words_are_as_the_vectors_say() {
        let cases: Vec<Case> =
            serde_json::from_str(include_str!("../../tests/vectors/words.json")).unwrap();
        for case in cases {
            let text = clean(&case.text);
            let mut found = Vec::new();
            words(&text, &mut |kind, word| {
                let letter = match kind {
                    Kind::Word => 'w',
                    Kind::Part => 'p',
                    Kind::Joined => 'j',
                    Kind::Gram => 'g',
                    Kind::Number { .. } => 'n',
                };
                found.push(format!("{letter} {word}"));
            });
            assert_eq!(found, case.words, "words of {:?}", case.text);
            let flat = flat(&text, None);
            assert_eq!(
                String::from_utf16_lossy(&flat.units),
                case.flat,
                "flat {:?}",
                case.text
            );
            assert_eq!(flat.units.len(), flat.at.len());
        }
    }

    #[test]
    fn endings_are_written_as_words_are_folded() {
        for (language, endings) in &SPEC.file.suffixes {
            for (at, ending) in endings.iter().enumerate() {
                let folded = String::from_utf16_lossy(&flat(&clean(ending), None).units);
                assert_eq!(folded, format!(" {ending} "), "{language}");
                assert!(
                    !endings[..at].contains(ending),
                    "{language}: {ending} twice"
                );
            }
        }
    }

    #[test]
    fn every_range_of_the_specification_is_read() {
        assert_eq!(script('電'), Some(Script::Han));
        assert_eq!(script('か'), Some(Script::Hiragana));
        assert!(!is_word('、') && !is_word('\u{301}') && is_word('ß'));
        assert!(!suffixes("de").is_empty() && suffixes("zh").is_empty());
        assert!(!contact(&Locale::new("zh-Hant-TW").unwrap()).is_empty());
    }
}
