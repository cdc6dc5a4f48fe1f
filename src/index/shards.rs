//! Sorted words cut into files, so that a query loads the few that hold its words.

use std::cmp::Ordering;

use super::file;
use super::lists::Texts;
use super::number;
use crate::memo;
use crate::model::output::Waiting;

/// How large the shards of an index are.
#[derive(Clone, Copy)]
pub struct Room {
    /// Bytes below which no shard is worth a request.
    pub floor: usize,
    /// Bytes from which a shard may end, whatever is asked for.
    pub least: usize,
    /// Bytes at which it ends where it can.
    pub most: usize,
    /// Bytes that one query in so many may load: a shard may also end, before `least`, once its bytes
    /// times the share of queries that load it reach this.
    pub even: f64,
}

/// Words and where they are found, in an index that may have many files. What a query loads is least
/// where shards that many queries ask for are small and those that few ask for are large, at the same
/// number of files.
const TERMS: Room = Room {
    floor: 800,
    least: 1_200,
    most: 3_000,
    even: 25.0,
};
/// Words alone, which corrections are chosen from: most queries load none.
pub const VOCABULARY: Room = Room {
    floor: 800,
    least: 8_000,
    most: 12_000,
    even: f64::INFINITY,
};
/// How many times as large as in [`TERMS`] shards may become.
const LARGEST: f64 = 4.0;
/// How often a size between the two is tried.
const STEPS: usize = 5;
/// Bytes that words of one stem share, or more.
const STEM: usize = 4;
/// How far beyond `even` a better place to cut is looked for.
const WINDOW: f64 = 2.6;

/// Sorted words with what is told of each, in shards.
pub struct Shards {
    /// The file of each.
    pub files: Vec<Waiting>,
    /// The least text that a word of each shard may have; the first is empty.
    pub starts: Vec<String>,
}

/// The order of words: that of JavaScript, by UTF-16.
pub fn order(a: &str, b: &str) -> Ordering {
    let differ = a.bytes().zip(b.bytes()).find(|(a, b)| a != b);
    match differ {
        None => a.len().cmp(&b.len()),
        // UTF-8 sorts by code points. So does UTF-16, but for the astral planes (from the byte F0 on),
        // whose surrogates come before the last characters of the first plane (from EE on).
        Some((a @ 0xEE.., b @ 0xEE..)) if (a < 0xF0) != (b < 0xF0) => b.cmp(&a),
        Some((a, b)) => a.cmp(&b),
    }
}

/// The beginning of a word as a number: where two differ, words are ordered as they are.
pub fn key(word: &str) -> u128 {
    let mut key = [0; 16];
    let beginning = &word.as_bytes()[..word.len().min(key.len())];
    key[..beginning.len()].copy_from_slice(beginning);
    for byte in &mut key {
        // See `order`: as if the astral planes began below the byte EE.
        *byte |= if matches!(*byte, 0xEE | 0xEF) {
            0x10
        } else {
            0
        };
    }
    u128::from_be_bytes(key)
}

/// A word to be put into a shard.
pub struct Entry<'a> {
    /// The word.
    pub word: &'a str,
    /// Bytes that it takes.
    pub size: usize,
    /// The share of queries that ask for it.
    pub asked: f64,
}

/// What is told of several words at once.
pub struct Joined {
    /// Number of the shard it stands in.
    pub shard: usize,
    /// What is common to the words, with a mark.
    pub name: String,
    /// Their pages.
    pub text: String,
}

impl Room {
    /// As large as [`TERMS`] or so many times larger, in bytes a shard.
    fn times(larger: f64) -> Self {
        let times = |bytes: usize| (bytes as f64 * larger) as usize;
        Self {
            floor: times(TERMS.floor),
            least: times(TERMS.least),
            most: times(TERMS.most),
            // Twice as large a shard is loaded by twice as many queries.
            even: TERMS.even * larger * larger,
        }
    }
}

/// Cuts `words`, sorted, into about `files` shards: fewer where they would be small, more where they would be
/// [`LARGEST`].
pub fn cuts_into(words: &[Entry<'_>], files: usize) -> Vec<usize> {
    let smallest = cuts(words, &Room::times(1.0));
    if smallest.len() <= files {
        return smallest;
    }
    let (mut small, mut large) = (1.0, LARGEST);
    let mut found = cuts(words, &Room::times(large));
    for _ in 0..STEPS {
        let between = (small + large) / 2.0;
        let next = cuts(words, &Room::times(between));
        if next.len() > files {
            small = between;
        } else {
            large = between;
            found = next;
        }
    }
    found
}

/// Cuts `words`, sorted, where neighbours share least; answers the first of each shard.
pub fn cuts(words: &[Entry<'_>], room: &Room) -> Vec<usize> {
    let mut cuts = vec![0];
    let mut from = 0;
    loop {
        let (mut size, mut asked) = (0, 0.0);
        let mut best: Option<(usize, usize)> = None;
        let mut at = from;
        while at < words.len() {
            let load = if size < room.floor {
                0.0
            } else {
                size as f64 * asked
            };
            if size >= room.least || load >= room.even {
                let shares = common(words[at - 1].word, words[at].word);
                if best.is_none_or(|(fewest, _)| shares < fewest) {
                    best = Some((shares, at));
                }
                // The next shard may be small too, but nothing is gained by looking on.
                if shares == 0 {
                    break;
                }
            }
            // Words of one stem are looked for in one shard.
            let apart = best.is_some_and(|(shares, _)| shares < STEM);
            if (size > room.most && best.is_some()) || (load > room.even * WINDOW && apart) {
                break;
            }
            size += words[at].size;
            asked += words[at].asked;
            at += 1;
        }
        match best {
            Some((_, cut)) if at < words.len() => {
                cuts.push(cut);
                from = cut;
            }
            _ => return cuts,
        }
    }
}

/// What the words of each shard are not less than, for shards that begin at `cuts`.
pub fn starts(words: &[&str], cuts: &[usize]) -> Vec<String> {
    let start = |&cut: &usize| match cut {
        0 => String::new(),
        _ => separator(words[cut - 1], words[cut]).to_owned(),
    };
    cuts.iter().map(start).collect()
}

/// Writes `words` into shards that begin at `cuts` and with `starts`, each in its order; `told` answers what is told of
/// some side by side.
pub(super) fn write<T: Sync>(
    words: &[(&str, T)],
    cuts: &[usize],
    starts: Vec<String>,
    told: impl Fn(&[(&str, T)]) -> Texts + Sync,
) -> Shards {
    let files = memo::map(cuts.len(), |number| {
        let end = cuts.get(number + 1).copied().unwrap_or(words.len());
        let words = &words[cuts[number]..end];
        let told = told(words);
        // Some bytes too many: what words share is written once.
        let room = words.iter().map(|(word, _)| word.len() / 2 + 6);
        let mut text = String::with_capacity(room.sum::<usize>() + told.text.len());
        let mut before = "";
        for ((word, _), told) in words.iter().zip(told.each()) {
            let shares = common(before, word);
            number::push(&mut text, word[..shares].encode_utf16().count() as u64);
            number::push(&mut text, word[shares..].encode_utf16().count() as u64);
            text.push_str(&word[shares..]);
            number::push(&mut text, told.len() as u64);
            text.push_str(told);
            before = word;
        }
        Waiting::new(file::of_text(&text))
    });
    Shards { files, starts }
}

/// The shortest text that `after` begins with and that is greater than `before`.
fn separator<'a>(before: &str, after: &'a str) -> &'a str {
    let shares = common(before, after);
    let more = after[shares..].chars().next().map_or(0, char::len_utf8);
    &after[..shares + more]
}

/// Bytes that `a` and `b` begin with alike, in whole characters.
pub fn common(a: &str, b: &str) -> usize {
    let pairs = a.char_indices().zip(b.chars());
    let differ = pairs.clone().find(|((_, a), b)| a != b);
    differ.map_or(a.len().min(b.len()), |((at, _), _)| at)
}

/// A shard as it is read: its words in order, and what is told of each.
#[derive(Clone, Default)]
pub struct Shard {
    /// The words.
    pub words: Vec<String>,
    /// Of each word, bytes of the text.
    told: Vec<(usize, usize)>,
    text: String,
}

impl Shard {
    /// Reads a shard; stops where it makes no sense.
    pub fn read(text: String) -> Self {
        let mut shard = Self {
            text,
            ..Self::default()
        };
        let bytes = shard.text.as_bytes();
        let mut rest = bytes;
        let mut before: Vec<u16> = Vec::new();
        while !rest.is_empty() {
            before.truncate(number::take(&mut rest) as usize);
            let more = number::take(&mut rest) as usize;
            let start = bytes.len() - rest.len();
            let Some(suffix) = shard.text.get(start..) else {
                break;
            };
            let mut length = 0;
            let mut buffer = [0; 2];
            for c in suffix.chars() {
                if length >= more {
                    break;
                }
                before.extend_from_slice(c.encode_utf16(&mut buffer));
                length += c.len_utf16();
                rest = &rest[c.len_utf8()..];
            }
            let told = number::take(&mut rest) as usize;
            let start = bytes.len() - rest.len();
            let end = start.saturating_add(told).min(bytes.len());
            shard.words.push(String::from_utf16_lossy(&before));
            shard.told.push((start, end));
            rest = &bytes[end..];
        }
        shard
    }

    /// What is told of word number `at`.
    pub fn told(&self, at: usize) -> &[u8] {
        self.told
            .get(at)
            .map_or(&[], |&(start, end)| &self.text.as_bytes()[start..end])
    }

    /// The first word that is not less than `word`.
    pub fn lower(&self, word: &str) -> usize {
        self.words
            .partition_point(|other| order(other, word) == Ordering::Less)
    }

    /// The place of `word`.
    pub fn find(&self, word: &str) -> Option<usize> {
        let at = self.lower(word);
        (self.words.get(at)? == word).then_some(at)
    }

    /// Places of the words that begin with `prefix`.
    pub fn with_prefix(&self, prefix: &str) -> std::ops::Range<usize> {
        let start = self.lower(prefix);
        let count = self.words[start..]
            .iter()
            .take_while(|word| word.starts_with(prefix))
            .count();
        start..start + count
    }
}

/// Shards that may hold words beginning with `prefix`, by their `starts`.
pub fn range(starts: &[String], prefix: &str) -> std::ops::RangeInclusive<usize> {
    let first = starts.partition_point(|start| order(start, prefix) != Ordering::Greater);
    let past = starts.partition_point(|start| {
        order(start, prefix) != Ordering::Greater || start.starts_with(prefix)
    });
    first.saturating_sub(1)..=past.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_from_their_shards() {
        let words = ["a", "ab", "abc", "b", "𠀀x", "豈y", "電話"];
        let mut sorted = words.to_vec();
        sorted.sort_by(|a, b| order(a, b));
        let pairs: Vec<_> = sorted.iter().map(|word| (*word, "told")).collect();
        let shards = write(&pairs, &[0, 3], starts(&sorted, &[0, 3]), |words| {
            let mut texts = Texts::default();
            words.iter().for_each(|(_, told)| texts.push(told));
            texts
        });
        let files = shards.files.iter().map(|file| file.content.text());
        let texts = files.map(|file| super::super::query::parse(&file).unwrap());
        let read: Vec<_> = texts.map(Shard::read).collect();
        let all: Vec<_> = read.iter().flat_map(|shard| shard.words.clone()).collect();
        assert_eq!(all, sorted);
        assert_eq!(shards.starts, ["", "b"]);
        assert_eq!(read[0].told(1), b"told");
        assert_eq!(read[0].with_prefix("ab"), 1..3);
        assert_eq!(range(&shards.starts, "ab"), 0..=0);
        assert_eq!(range(&shards.starts, ""), 0..=1);
        assert_eq!(range(&shards.starts, "b"), 1..=1);
    }

    #[test]
    fn a_shard_that_tells_nonsense_is_read_to_its_end() {
        let read = Shard::read(format!(" &hello{}%!x ", "~".repeat(40)));
        assert_eq!(read.words[0], "hello");
        assert!(read.told(0).len() < 20);
    }

    #[test]
    fn shards_are_cut_where_neighbours_share_least() {
        let entry = |word| Entry {
            word,
            size: 10,
            asked: 0.0,
        };
        let room = Room {
            floor: 8,
            least: 20,
            most: 40,
            ..VOCABULARY
        };
        let words = ["aa", "ab", "ba", "bb", "bc", "ca"].map(entry);
        assert_eq!(cuts(&words, &room), [0, 2, 5]);
    }

    #[test]
    fn what_many_ask_for_stands_in_small_shards() {
        let words: Vec<String> = (10..90).map(|number| format!("w{number}")).collect();
        let entry = |(number, word)| Entry {
            word,
            size: 100,
            asked: if number < 20 { 0.1 } else { 0.0 },
        };
        let words: Vec<_> = (0..)
            .zip(words.iter().map(String::as_str))
            .map(entry)
            .collect();
        let room = Room {
            floor: 800,
            least: 4_000,
            most: 5_000,
            even: 500.0,
        };
        let cuts = cuts(&words, &room);
        assert!(cuts[1] <= 12, "{cuts:?}");
        assert!(
            cuts[cuts.len() - 1] - cuts[cuts.len() - 2] >= 40,
            "{cuts:?}"
        );
    }

    #[test]
    fn nonsense_is_read_without_end() {
        for text in ["~~~~", "zzz", "!!!!!!", "  ~~~電"] {
            Shard::read(text.to_owned());
        }
    }
}
