//! One page to what the index knows of it: its parts, and where in them each word stands.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::Entry;
use super::found::{Found, sign};
use super::han;
use super::intern::{Fx, Interner};
use super::packed::Packed;
use super::rank::{Boost, CONSTANTS};
use super::records;
use super::regional::Chinese;
use super::sections::{Section, Sections};
use super::text::{self, Part};
use super::verbs;
use super::words::{self, Kind as Word};
use crate::model::dialled;
use crate::model::{Diagnosed, Kind, Long};

/// What the index needs of one page; remembered as long as its [`Entry`] is the same.
#[derive(Clone, Default)]
pub struct Terms {
    /// Address from the language's root, percent-encoded.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: Kind,
    /// Ids of its products.
    pub products: Vec<String>,
    /// See [`Entry::boost`].
    pub boost: Boost,
    /// Further words that it is found by.
    pub keywords: Vec<String>,
    /// Its parts in reading order; never empty, the first has no heading.
    pub parts: Sections,
    /// Bytes that its record takes, about.
    pub record: usize,
    /// The texts of its parts, one after the other.
    pub text: Long,
    /// Its words, Han characters in their simplified form, and where they stand.
    pub words: Packed,
    /// Places of words in the title, in headings, in the text.
    pub lengths: [u32; 3],
    /// Characters of what a row may show.
    pub blocks: words::Blocks,
    /// How often each Han character that has several forms occurs in which.
    pub forms: BTreeMap<char, u32>,
}

impl Terms {
    /// The texts of some of its parts, which are `all`; no more is read than these.
    pub fn texts(&self, all: &[Section<'_>], parts: Range<usize>) -> Vec<String> {
        let length =
            |parts: &[Section<'_>]| parts.iter().map(|part| part.length as usize).sum::<usize>();
        let (before, wanted) = (all.get(..parts.start), all.get(parts));
        let (before, wanted) = (before.unwrap_or_default(), wanted.unwrap_or_default());
        let from = length(before);
        let text = self.text.part(from..from + length(wanted));
        let mut rest = &*text;
        let one = |part: &Section<'_>| {
            let (own, others) = rest
                .split_at_checked(part.length as usize)
                .unwrap_or_default();
            rest = others;
            own.to_owned()
        };
        wanted.iter().map(one).collect()
    }
}

/// Fields of a page, as [`Found::counts`] numbers them.
#[derive(Clone, Copy, PartialEq)]
enum Field {
    Title,
    Heading,
    Text,
    /// Counts as a heading and stands in none: what the author says it should be found by.
    Keyword,
}

impl Field {
    /// Its place in [`Found::counts`].
    fn counts(self) -> usize {
        match self {
            Self::Title => 0,
            Self::Heading | Self::Keyword => 1,
            Self::Text => 2,
        }
    }
}

/// Reads the words of a page.
///
/// Its second argument is the one that `Memo::par_map` hands over with each page: a word is read alike in every portal.
pub fn terms(entry: &Entry, (): &()) -> Diagnosed<Terms> {
    let mut title = words::clean(entry.title.trim()).into_owned();
    let mut parts = text::parts(&entry.html.html(), &title, entry.rtl);
    for part in &mut parts {
        for text in [&mut part.heading, &mut part.text] {
            if let Cow::Owned(clean) = words::clean(text) {
                *text = clean;
            }
        }
    }
    describe(
        &mut parts[0],
        words::clean(entry.description.trim()).as_ref(),
    );
    for (anchor, heading, text) in &entry.facts {
        add_fact(
            &mut parts,
            anchor,
            &words::clean(heading),
            &words::clean(text),
        );
    }

    // Of a text in Chinese about every fifth byte begins a pair that is new to the page.
    let bytes: usize = parts.iter().map(|part| part.text.len()).sum();
    let mut collector = Collector {
        names: Interner::with_room(bytes / 6),
        found: Vec::with_capacity(bytes / 6),
        chinese: entry.chinese,
        ..Collector::default()
    };
    collector.read(Field::Title, 0, &title);
    // Headings before texts: there is room for what comes after their words.
    for (number, part) in (0..).zip(&parts) {
        collector.read(Field::Heading, number, &part.heading);
    }
    for (number, part) in (0..).zip(&parts) {
        collector.read(Field::Text, number, &part.text);
        collector.read(Field::Text, number, &words::clean(&part.readings));
    }
    for keyword in entry.keywords.iter().chain(&entry.products) {
        collector.read(Field::Keyword, 0, &words::clean(keyword));
    }
    // For the eye alone: what isolates is no part of a word.
    if entry.rtl {
        let of_parts = parts
            .iter_mut()
            .flat_map(|part| [&mut part.heading, &mut part.text]);
        for text in of_parts.chain([&mut title]) {
            if let Cow::Owned(isolated) = dialled::isolated(text) {
                *text = isolated;
            }
        }
    }
    // Nothing is found there by words that stand in another part.
    let borrows = borrow(&mut parts);
    let mut blocks = words::Blocks::default();
    blocks.add(&title);
    for part in &parts {
        blocks.add(&part.heading);
        blocks.add(&part.text);
        blocks.add(&part.readings);
    }
    let text: String = parts.iter().map(|part| part.text.as_str()).collect();
    let sections = parts.iter().zip(borrows);
    let sections = sections.map(|(part, borrows)| Section::new(part, borrows));
    let sections: Vec<Section<'_>> = sections.collect();
    let url = entry.url.encoded();
    let terms = Terms {
        record: records::size(&url, &title, &sections),
        url,
        title,
        kind: entry.kind,
        products: entry.products.clone(),
        boost: entry.boost,
        keywords: entry.keywords.clone(),
        parts: Sections::new(&sections),
        text: text.as_str().into(),
        words: Packed::new(collector.names.iter(), &collector.found),
        lengths: collector.lengths,
        blocks,
        forms: collector.forms(),
    };
    Diagnosed::new(terms, Vec::new())
}

/// Puts the description before the text, unless the text begins with it.
fn describe(part: &mut Part, description: &str) {
    if !description.is_empty() && !part.text.starts_with(description) {
        part.text = format!("{description}\n{}", part.text);
    }
}

/// Adds what a page shows of a fact: to the part that it stands in, else as a part of its own.
fn add_fact(parts: &mut Vec<Part>, anchor: &str, heading: &str, text: &str) {
    let same = |part: &&mut Part| part.anchor == anchor && !part.goes_on;
    let home = match anchor {
        "" if heading.is_empty() => parts.first_mut(),
        "" => None,
        _ => parts.iter_mut().find(same),
    };
    if let Some(part) = home {
        if !part.text.is_empty() {
            part.text.push('\n');
        }
        part.text.push_str(text);
    } else {
        parts.push(Part {
            heading: if heading.is_empty() { anchor } else { heading }.to_owned(),
            anchor: anchor.to_owned(),
            text: text.to_owned(),
            level: FACT,
            ..Part::default()
        });
    }
}

/// How deep the headings of facts are.
const FACT: u8 = 2;

/// Gives each part without text the beginning of the first text below its heading, so that its row shows one;
/// answers which are given one.
fn borrow(parts: &mut [Part]) -> Vec<bool> {
    let mut borrows = vec![false; parts.len()];
    // From the last one on: what stands below may be lent itself.
    for number in (0..parts.len()).rev() {
        let part = &parts[number];
        let below = parts
            .get(number + 1)
            .filter(|below| part.text.is_empty() && !part.goes_on && below.level > part.level);
        if let Some(text) = below.map(|below| beginning(&below.text)) {
            borrows[number] = true;
            parts[number].text = text;
        }
    }
    borrows
}

/// As much of `text` as an excerpt shows, to the end of a word.
fn beginning(text: &str) -> String {
    let most = CONSTANTS.excerpt.into_iter().max().unwrap_or_default();
    let mut ends = text.char_indices().map(|(at, _)| at).skip(most - 1);
    let (Some(end), Some(_)) = (ends.next(), ends.next()) else {
        return text.to_owned();
    };
    let shown = &text[..end];
    // Where there are no spaces, words may end anywhere.
    let space = shown.rfind(char::is_whitespace);
    let end = space.filter(|&space| space > end / 2).unwrap_or(end);
    format!("{}…", shown[..end].trim_end())
}

/// One or two characters of a script without spaces, as they are written.
struct Gram {
    /// The number of the word that they are with Han characters in their simplified forms.
    word: u32,
    /// How often they occur.
    times: u32,
    /// What they are called elsewhere.
    elsewhere: &'static [String],
}

/// The first two characters of a word or gram, by their code points; 0 where there is none.
#[derive(Clone, Copy)]
pub struct Pair(u32, u32);

impl Pair {
    /// Of `word`.
    pub fn of(word: &str) -> Self {
        let mut characters = word.chars().map(u32::from);
        let mut next = || characters.next().unwrap_or_default();
        Self(next(), next())
    }

    /// The character that comes after this gram where `next` is read next: grams overlap.
    pub fn after(self, next: Self) -> u32 {
        match next.1 {
            0 => next.0,
            _ if self.1 == next.0 => next.1,
            _ => next.0,
        }
    }
}

#[derive(Default)]
struct Collector {
    names: Interner,
    found: Vec<Found>,
    lengths: [u32; 3],
    /// What was just read: a word, its parts and numbers that end with it.
    before: Vec<u32>,
    /// Its characters, if it is a gram.
    ends: Option<Pair>,
    /// Grams by their characters.
    grams: HashMap<u64, Gram, Fx>,
    folded: String,
    /// See [`Entry::chinese`].
    chinese: Option<Chinese>,
}

impl Collector {
    /// Bits of a character in the key of a gram.
    const SHIFT: u32 = 21;

    fn read(&mut self, field: Field, part: u32, text: &str) {
        words::words(text, &mut |kind, word| match kind {
            Word::Word => self.read_word(word, field, part),
            Word::Gram => self.read_gram(word, field, part),
            Word::Part => self.add_word(word, field, part),
            // `Sign-in` is one word as it is, and by its hyphen.
            Word::Joined if self.has_just_read(word) => {}
            Word::Joined => self.add_word(word, field, part),
            Word::Number { phone } => {
                self.add_word(word, field, part);
                if phone || is_american(word) {
                    for start in 1..word.len().saturating_sub(5) {
                        self.add_word(&word[start..], field, part);
                    }
                }
            }
        });
        // A word at the end of a field has no neighbour in the next one.
        self.before.clear();
        self.ends = None;
    }

    fn read_word(&mut self, word: &str, field: Field, part: u32) {
        let as_one = self.as_one(word);
        self.follow(word, || Pair::of(word));
        self.count(field);
        self.add_word(word, field, part);
        for bare in words::bare(word) {
            self.add_word(bare, field, part);
        }
        if let Some(verb) = as_one {
            self.add_word(&verb, field, part);
        }
        if let Some((first, second)) = verbs::apart(word) {
            self.add_word(first, field, part);
            self.add_word(second, field, part);
        }
    }

    fn read_gram(&mut self, word: &str, field: Field, part: u32) {
        let pair = Pair::of(word);
        self.follow(word, || pair);
        self.ends = Some(pair);
        self.count(field);
        let (number, elsewhere) = self.gram(word, pair);
        self.add(number, field, part);
        for other in elsewhere {
            let (other, _) = self.gram(other, Pair::of(other));
            self.add(other, field, part);
        }
    }

    /// A word or gram more, unless it only stands among what an author says that a page should be found by: that makes
    /// no heading longer.
    fn count(&mut self, field: Field) {
        if field != Field::Keyword {
            self.lengths[field.counts()] += 1;
        }
    }

    fn has_just_read(&self, word: &str) -> bool {
        let mut before = self.before.iter();
        before.any(|&number| self.names.name(number) == word)
    }

    /// The word that was just read, or what it is found by as well, which takes no place of its own.
    fn add_word(&mut self, word: &str, field: Field, part: u32) {
        let number = self.names.intern(word);
        self.add(number, field, part);
    }

    /// The word just read and `second`, which comes next, as the one word that they are as well.
    fn as_one(&self, second: &str) -> Option<String> {
        let firsts = verbs::firsts(second);
        let first = match firsts {
            [] => return None,
            _ => self.names.name(*self.before.first()?),
        };
        firsts.contains(&first).then(|| format!("{first}{second}"))
    }

    /// Tells those that were read before what comes after them: a word, whose `pair` matters behind a gram.
    #[inline]
    fn follow(&mut self, word: &str, pair: impl FnOnce() -> Pair) {
        let sign = match self.ends.take() {
            Some(ends) => (ends.after(pair()) % Found::SKETCH) as u8,
            None => sign(word),
        };
        for &before in &self.before {
            self.found[before as usize].keep(sign);
        }
        self.before.clear();
    }

    /// The number of `gram`, one or two characters, with its Han characters in their simplified forms, and what it is
    /// called elsewhere.
    ///
    /// Most words of a Chinese page are pairs: their characters are the key of a table of their own,
    /// which is twice as fast as comparing text.
    fn gram(&mut self, gram: &str, pair: Pair) -> (u32, &'static [String]) {
        let key = u64::from(pair.0) << Self::SHIFT | u64::from(pair.1);
        if let Some(known) = self.grams.get_mut(&key) {
            known.times += 1;
            return (known.word, known.elsewhere);
        }
        self.folded.clear();
        self.folded.extend(gram.chars().map(han::simplified));
        let word = self.names.intern(&self.folded);
        let chinese = self.chinese;
        let elsewhere = chinese.map_or(&[][..], |chinese| chinese.others(&self.folded));
        let gram = Gram {
            word,
            times: 1,
            elsewhere,
        };
        self.grams.insert(key, gram);
        (word, elsewhere)
    }

    /// How often each Han character that has several forms occurs in which; inside a text each is in two
    /// pairs, and counts twice.
    fn forms(&self) -> BTreeMap<char, u32> {
        let mut forms = BTreeMap::new();
        for (key, gram) in &self.grams {
            let characters = [key >> Self::SHIFT, key & ((1 << Self::SHIFT) - 1)];
            for c in characters
                .into_iter()
                .filter_map(|c| char::from_u32(c as u32))
            {
                if han::forms(c).is_some() {
                    *forms.entry(c).or_default() += gram.times;
                }
            }
        }
        forms
    }

    #[inline]
    fn add(&mut self, word: u32, field: Field, part: u32) {
        if word as usize == self.found.len() {
            self.found.push(Found {
                after: [Found::NOTHING; Found::SIGNS],
                ..Found::default()
            });
        }
        let found = &mut self.found[word as usize];
        let count = &mut found.counts[field.counts()];
        *count = count.saturating_add(1);
        match field {
            Field::Heading => found.headings.add(part),
            Field::Text => found.parts.add(part),
            Field::Title | Field::Keyword => {}
        }
        self.before.push(word);
    }
}

/// Whether `digits` are a telephone number of North America with the 1 that is dialled before it.
fn is_american(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1')
}
