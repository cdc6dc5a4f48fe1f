//! Words of pages to the files of an index.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::beginnings::{self, Beginnings};
use super::block::{Block, Open, Run};
use super::deliver;
use super::directory::{Directory, Files, Room};
use super::excerpt;
use super::file;
use super::found::{Found, Parts};
use super::kin::{self, Kin};
use super::lists::{Lists, Sorted, Texts, Written, lists};
use super::page::Terms;
use super::phrases;
use super::postings;
use super::rank;
use super::records::{self, Records};
use super::root::Root;
use super::shards::{self, Joined, Shards};
use super::words;
use super::{Rules, VERSION};
use crate::memo;
use crate::model::output::Waiting;
use crate::model::{Fingerprint, Locale, Long, RelPath, Url};

/// Pages kept of a word's list: bounds a shard, at any size of portal.
const LONGEST_LIST: usize = 1_500;
/// A word in more pages than these, and than a tenth of all, is common.
const COMMON: u32 = 20;
/// Bytes of an index that is one file: about 24 kB compressed.
const SMALL: usize = 60_000;
/// The engine as it is delivered, and what it loads to correct a word: the same bytes for every portal.
static RUNTIME: LazyLock<String> = LazyLock::new(|| delivered(include_str!("runtime/search.js")));
static CORRECT: LazyLock<String> = LazyLock::new(|| delivered(include_str!("runtime/correct.js")));

/// The index of one language, published under `folder` (empty for the source language): `search/…`.
///
/// `pages` come in navigation order and are those that may be found.
pub fn search(
    language: &Locale,
    folder: &str,
    rules: &Rules,
    pages: &[Arc<Terms>],
) -> Vec<Waiting> {
    let mut pages: Vec<&Terms> = pages.iter().map(|page| &**page).collect();
    pages.sort_by_key(|page| page.kind);

    let made = Made::of(language, rules, &pages);
    let directory = made.directory(rules.room);
    let mut root = Root::of(language, folder, rules, &pages);
    root.h = !made.others.is_empty();
    root.find_by(&directory);
    let mut files = made.files(&directory, &pages);
    let sizes = files.iter().map(|(_, file)| file.content.len());
    root.o = sizes.sum::<usize>() <= SMALL;
    let all = root.o.then(|| file::of_all(&files));
    // A script as the engine is, and so in no other file.
    let correct = ("c".to_owned(), Waiting::new(CORRECT.clone().into_bytes()));
    files.push(correct.clone());
    root.g = generation(&root, &files);
    if let Some(all) = all {
        files = vec![("all".to_owned(), Waiting::new(all)), correct];
    }
    placed(folder, &root, files)
}

/// What an index is made of, before it is known which files it has.
struct Made<'a> {
    terms: Shards,
    /// The vocabulary, as it is written and backwards.
    forward: Shards,
    backward: Shards,
    records: Records<'a>,
    /// Other forms of Han characters.
    others: String,
    /// Classes of all characters.
    everything: [String; 3],
}

impl<'a> Made<'a> {
    fn of(language: &Locale, rules: &Rules, pages: &[&'a Terms]) -> Self {
        let written = Written::of(pages);
        // Most of what an index takes while it is made: it goes with the end of this.
        let (lists, blocks) = lists(pages, &written, &phrases::asking(language));
        let index = Index {
            lists: &lists,
            pages: pages.len() as u32,
            room: rules.room,
            files: Files::of(pages, &lists),
            endings: words::suffixes(language.language()),
        };
        let (terms, (forward, backward, records, everything)) = memo::both(
            || index.terms(blocks),
            || {
                // The scripts, too, are made ready where there is time.
                LazyLock::force(&RUNTIME);
                LazyLock::force(&CORRECT);
                (
                    index.vocabulary(false),
                    index.vocabulary(true),
                    records::records(pages, index.files.records),
                    words::table(words::Blocks::all()),
                )
            },
        );
        Self {
            terms,
            forward,
            backward,
            records,
            others: written.others,
            everything,
        }
    }

    /// Where each file begins.
    fn directory(&self, room: Room) -> Directory {
        let mut directory = Directory::default();
        directory.add_starts('t', &self.terms.starts, room);
        // Most queries have no word to correct: a second level costs them nothing, and a list each first one.
        let seldom = Room {
            most: room.most / 4,
            ..room
        };
        directory.add_starts('f', &self.forward.starts, seldom);
        directory.add_starts('b', &self.backward.starts, seldom);
        directory.add_shelves(&self.records.shelves, room);
        directory
    }

    /// The files with their names.
    fn files(self, directory: &Directory, pages: &[&Terms]) -> Vec<(String, Waiting)> {
        let mut files = Vec::new();
        for (letter, shards) in [("t", self.terms), ("f", self.forward), ("b", self.backward)] {
            files.extend(numbered(letter, shards.files));
        }
        let lists = directory.blocks.iter();
        files.extend(lists.map(|(name, list)| (name.clone(), Waiting::new(file::of_text(list)))));
        // What a file is made of goes as soon as it is made.
        let records = memo::consume(self.records.files, |records| {
            Waiting::new(file::written(records.size, |out| records.write(out)))
        });
        files.extend(numbered("r", records));
        let mut add = |name: &str, file| files.push((name.to_owned(), Waiting::new(file)));
        add("p", file::of(&products(pages)));
        if !self.others.is_empty() {
            add("h", file::of_text(&self.others));
        }
        add("w", file::of(&self.everything));
        files
    }
}

/// Names files of one kind: `t0`, `t1`.
fn numbered(letter: &str, files: Vec<Waiting>) -> impl Iterator<Item = (String, Waiting)> {
    let files = files.into_iter().enumerate();
    files.map(move |(number, file)| (format!("{letter}{number}"), file))
}

/// The files at their addresses: `files` in a folder of the index's name, the root and the engine beside it.
fn placed(folder: &str, root: &Root, files: Vec<(String, Waiting)>) -> Vec<Waiting> {
    let base = match folder {
        "" => "search".to_owned(),
        folder => format!("{folder}/search"),
    };
    let at = |name: &str, file: Waiting| {
        let path = RelPath::new(&format!("{base}/{name}.js"))?;
        let url = Url::new(&path);
        Some(Waiting { url, ..file })
    };
    let files = files.into_iter();
    let mut outputs: Vec<_> = files
        .filter_map(|(name, file)| at(&format!("{}/{name}", root.g), file))
        .collect();
    let root = file::of(root);
    // With the engine comes the root: a query waits for one file less.
    let engine = [RUNTIME.as_bytes(), &root].concat();
    let others = [("root", root), ("search", engine)].into_iter();
    outputs.extend(others.filter_map(|(name, text)| at(name, Waiting::new(text))));
    outputs.sort_by(|a, b| a.url.cmp(&b.url));
    outputs
}

/// A script of `runtime/` as it is delivered, with what both sides have alike.
fn delivered(script: &str) -> String {
    let others = [
        ("all_pairs", super::query::ALL_PAIRS),
        ("bits", Parts::BITS as usize),
        ("least", rank::CORRECTABLE.start() - 1),
        ("letters", Found::LETTERS),
        ("levels", usize::from(postings::LEVELS)),
        ("longest", words::LONGEST),
        ("most", rank::CORRECTABLE.end() + 1),
        ("prefix_shards", beginnings::PREFIX_SHARDS),
        ("signs", Found::SIGNS),
        ("short", super::query::SHORT),
        ("sketch", Found::SKETCH as usize),
        ("stem", kin::STEM),
        ("times", excerpt::PLACES),
        ("version", VERSION as usize),
    ];
    let others = others.map(|(name, value)| (name.to_owned(), value.into()));
    let mut constants: BTreeMap<String, serde_json::Value> = others.into();
    let rank = serde_json::to_value(&rank::CONSTANTS).unwrap_or_default();
    let rank = rank.as_object().cloned().unwrap_or_default();
    constants.extend(rank);
    deliver::deliver(script, &constants)
}

/// Names everything by its content: what has the same name is the same.
fn generation(root: &Root, files: &[(String, Waiting)]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&serde_json::to_vec(root).unwrap_or_default());
    for (name, file) in files {
        let line = format!("\n{name} {} {}", file.content.len(), file.fingerprint);
        hasher.update(line.as_bytes());
    }
    Fingerprint::finish(&hasher).short(10)
}

/// Pages by product.
fn products(pages: &[&Terms]) -> Vec<(String, Vec<u32>)> {
    let mut products: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, page) in (0..).zip(pages) {
        for product in &page.products {
            let list = products.entry(product.clone()).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    products.into_iter().collect()
}

/// Of some words, in their order, what a shard tells of each, and the share of queries that ask for it.
#[derive(Default)]
struct Told {
    text: Long,
    /// Where the text of each ends.
    ends: Vec<usize>,
    asked: Vec<f64>,
}

impl Told {
    /// How many words are told of together, but for the last.
    const WORDS: usize = 2_000;

    /// What is told of one word.
    fn range(&self, word: usize) -> Range<usize> {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[word]
    }

    /// Appends what is told of some words side by side to `texts`; `told` has all words.
    fn read(told: &[Self], mut words: Range<usize>, texts: &mut Texts) {
        while !words.is_empty() {
            let run = &told[words.start / Self::WORDS];
            let first = words.start % Self::WORDS;
            let own = first..run.ends.len().min(first + words.len());
            words.start += own.len();
            let from = run.range(first).start;
            let text = run.text.part(from..run.ends[own.end - 1]);
            for word in own {
                let Range { start, end } = run.range(word);
                texts.push(text.get(start - from..end - from).unwrap_or_default());
            }
        }
    }
}

/// Something that stands in a shard of words, by its number.
#[derive(Clone, Copy)]
enum Entry {
    Word(u32),
    Joined(u32),
}

struct Index<'a> {
    lists: &'a Lists,
    pages: u32,
    room: Room,
    files: Files,
    /// Endings by which words differ.
    endings: &'a [String],
}

impl Index<'_> {
    /// Appends the pages of a word to a shard's text, or the best of them; answers the share of queries that ask
    /// for it.
    fn push(&self, text: &mut String, word: u32, blocks: &[Open<'_>]) -> f64 {
        let count = self.lists.pages(word);
        let runs = self.lists.runs(word, blocks);
        let unspaced = |name: &str| name.chars().any(|c| words::script(c).is_some());
        let common = count > COMMON.max(self.pages / 10) && !unspaced(self.lists.names.get(word));
        if count as usize <= LONGEST_LIST && !common {
            postings::push_count(text, count, count);
            runs.clone().fold(0, |next, run| run.push(text, next));
        } else {
            let mut list = Vec::with_capacity(count as usize);
            runs.clone().for_each(|run| run.read(&mut list));
            let best = postings::best(&list, LONGEST_LIST);
            if common {
                postings::push_short(text, count, &best);
            } else {
                postings::push_sealed(text, count, &best);
            }
        }
        self.asked(count, runs)
    }

    /// Every word with its pages, the beginnings that many words share, and forms of words in other shards. The
    /// postings, of which a large portal has millions, go before the shards are written.
    fn terms(&self, blocks: Vec<Block>) -> Shards {
        let mut sorted: Vec<(u128, u32)> = (0..)
            .zip(self.lists.names.each())
            .map(|(word, name)| (shards::key(name), word))
            .collect();
        let name = |word: u32| self.lists.names.get(word);
        // What is new in a block of pages came in its order: few runs, which are only merged.
        sorted.sort_by(|a, b| (a.0.cmp(&b.0)).then_with(|| shards::order(name(a.1), name(b.1))));
        let sorted: Vec<u32> = sorted.into_iter().map(|(_, word)| word).collect();
        let names: Vec<&str> = sorted.iter().map(|&word| name(word)).collect();
        let runs = self.told(&sorted, &blocks);
        let cuts = {
            let asked = runs.iter().flat_map(|run| &run.asked);
            let told = runs.iter();
            let told = told.flat_map(|run| (0..run.ends.len()).map(|word| run.range(word).len()));
            let entries: Vec<shards::Entry<'_>> = (names.iter().zip(told).zip(asked))
                .map(|((name, told), &asked)| shards::Entry {
                    word: name,
                    size: name.len() / 2 + told + 3,
                    asked,
                })
                .collect();
            shards::cuts_into(&entries, self.files.terms)
        };
        let starts = shards::starts(&names, &cuts);
        let words = Sorted {
            lists: self.lists,
            blocks: &blocks,
            numbers: &sorted,
            names: &names,
        };
        let beginnings = Beginnings {
            words: &words,
            starts: &starts,
            room: self.room,
        };
        let kin = Kin {
            words: &words,
            cuts: &cuts,
            endings: self.endings,
        };
        let mut joined = beginnings.shared_by_many(self.pages);
        joined.extend(kin.apart());
        joined
            .sort_by(|a, b| (a.shard.cmp(&b.shard)).then_with(|| shards::order(&a.name, &b.name)));
        drop(blocks);
        let (all, cuts) = entries(&names, &cuts, &joined);
        shards::write(&all, &cuts, starts, |entries| {
            let mut texts = Texts::default();
            let mut ahead = entries.iter().map(|(_, entry)| *entry).peekable();
            while let Some(entry) = ahead.next() {
                match entry {
                    Entry::Joined(number) => texts.push(&joined[number as usize].text),
                    Entry::Word(first) => {
                        // Words are side by side but for what is joined among them.
                        let mut end = first as usize + 1;
                        while ahead
                            .next_if(|next| matches!(next, Entry::Word(_)))
                            .is_some()
                        {
                            end += 1;
                        }
                        Told::read(&runs, first as usize..end, &mut texts);
                    }
                }
            }
            texts
        })
    }

    /// The share of queries that ask for a word, near enough: people ask in the words of titles, less in
    /// those of headings, seldom in those of texts.
    fn asked<'b>(&self, count: u32, runs: impl Iterator<Item = Run<'b>>) -> f64 {
        let add =
            |(titles, headings), run: Run<'_>| (titles + run.titles(), headings + run.headings());
        let (titles, headings) = runs.fold((0, 0), add);
        let worth = f64::from(titles) + 0.3 * f64::from(headings) + 0.05 * f64::from(count);
        worth / f64::from(self.pages)
    }

    /// What is told of each of `words`, by runs of them.
    fn told(&self, words: &[u32], blocks: &[Block]) -> Vec<Told> {
        let runs: Vec<&[u32]> = words.chunks(Told::WORDS).collect();
        memo::map(runs.len(), |run| {
            let blocks = self.lists.open(runs[run], blocks);
            let mut text = String::new();
            let mut told = Told::default();
            for &word in runs[run] {
                let asked = self.push(&mut text, word, &blocks);
                told.ends.push(text.len());
                told.asked.push(asked);
            }
            told.text = text.as_str().into();
            told
        })
    }

    /// Words that corrections are chosen from, each with the logarithm of its pages; written
    /// `backward` for those whose beginning is mistyped.
    fn vocabulary(&self, backward: bool) -> Shards {
        let mut names = Texts::default();
        let mut pages: Vec<u32> = Vec::new();
        for (word, name) in (0..).zip(self.lists.names.each()) {
            if !is_correctable(name) {
                continue;
            }
            if backward {
                names.text.extend(name.chars().rev());
            } else {
                names.text.push_str(name);
            }
            names.end();
            pages.push(self.lists.pages(word).ilog2());
        }
        let told: Vec<String> = (0..usize::BITS)
            .map(|log| {
                let mut text = String::new();
                super::number::push(&mut text, u64::from(log));
                text
            })
            .collect();
        let told = pages.into_iter().map(|log| told[log as usize].as_str());
        let mut words: Vec<(u128, &str, &str)> = names
            .each()
            .zip(told)
            .map(|(name, told)| (shards::key(name), name, told))
            .collect();
        words.sort_by(|a, b| (a.0.cmp(&b.0)).then_with(|| shards::order(a.1, b.1)));
        let words: Vec<(&str, &str)> = words
            .into_iter()
            .map(|(_, name, told)| (name, told))
            .collect();
        let names: Vec<&str> = words.iter().map(|word| word.0).collect();
        let entries: Vec<_> = names
            .iter()
            .map(|word| shards::Entry {
                word,
                size: word.len() / 2 + 4,
                asked: 0.0,
            })
            .collect();
        let cuts = shards::cuts(&entries, &shards::VOCABULARY);
        shards::write(&words, &cuts, shards::starts(&names, &cuts), |words| {
            let mut texts = Texts::default();
            words.iter().for_each(|(_, told)| texts.push(told));
            texts
        })
    }
}

/// What stands in the shards, one after the other, and where each begins: the words `names`, of which the first of each
/// shard are at `cuts`, with what is `joined` of several of them, by shard and name.
fn entries<'a>(
    names: &[&'a str],
    cuts: &[usize],
    joined: &'a [Joined],
) -> (Vec<(&'a str, Entry)>, Vec<usize>) {
    let mut all = Vec::with_capacity(names.len() + joined.len());
    let mut begins = Vec::with_capacity(cuts.len());
    let mut others = (0..).zip(joined).peekable();
    for (shard, &cut) in cuts.iter().enumerate() {
        let begin = all.len();
        begins.push(begin);
        let end = cuts.get(shard + 1).copied().unwrap_or(names.len());
        let words = names[cut..end].iter().copied();
        all.extend(words.zip((cut as u32..).map(Entry::Word)));
        while let Some((number, one)) = others.next_if(|(_, one)| one.shard == shard) {
            all.push((one.name.as_str(), Entry::Joined(number)));
        }
        all[begin..].sort_by(|a, b| shards::order(a.0, b.0));
    }
    (all, begins)
}

/// Whether a mistyped word may be corrected to `name`: neither a number nor in a script without spaces.
fn is_correctable(name: &str) -> bool {
    let mut letters = 0;
    for c in name.chars() {
        if c.is_ascii_digit() || words::script(c).is_some() {
            return false;
        }
        letters += 1;
    }
    rank::CORRECTABLE.contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At most 5 kB compressed (brotli), which a reader's first query waits for.
    #[test]
    fn the_engine_stays_small() {
        assert!(RUNTIME.len() < 11_300, "{} bytes", RUNTIME.len());
        assert!(CORRECT.len() < 1_250, "{} bytes", CORRECT.len());
    }
}
