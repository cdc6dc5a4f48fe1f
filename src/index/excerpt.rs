//! Texts against a query: whether they have it word by word, and the piece of them worth showing.
//! Everything counts in UTF-16, as the browser does.

use super::rank::CONSTANTS as RANK;
use super::words::{self, Flat};

/// A word to look for in a flattened text.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The word.
    pub text: String,
    /// Whether it must end where a word of the text ends.
    pub whole: bool,
}

/// Places of one word that are looked at.
pub const PLACES: usize = 30;

/// `text` flattened, with its spaces.
pub fn folded_words(text: &str) -> String {
    String::from_utf16_lossy(&words::flat(&words::clean(text), None).units)
}

/// `text` flattened, without spaces at its ends.
pub fn folded(text: &str) -> String {
    folded_words(text).trim().to_owned()
}

/// Where `phrase` is in `text`, from `from` on.
pub fn find(text: &[u16], phrase: &[u16], from: usize) -> Option<usize> {
    if phrase.is_empty() || text.len() < from + phrase.len() {
        return None;
    }
    let at = text[from..]
        .windows(phrase.len())
        .position(|window| window == phrase)?;
    Some(from + at)
}

/// What a short text is worth to the `phrase`: the first where it is the same, the second where it has it, a share of
/// that where its last word goes on. Pairs of characters may begin and end anywhere, so spaces at the ends do not count
/// for them.
pub fn likeness(text: &[u16], phrase: &[u16], [same, has]: [f64; 2]) -> f64 {
    if text == phrase {
        same
    } else if find(text, inner(phrase), 0).is_some() {
        has
    } else if find(text, &phrase[..phrase.len().saturating_sub(1)], 0).is_some() {
        has * RANK.begun
    } else {
        0.0
    }
}

/// A flattened phrase without the spaces at those of its ends that are grams.
pub fn inner(phrase: &[u16]) -> &[u16] {
    let gram = |unit: Option<&u16>| {
        let c = unit.and_then(|&unit| char::from_u32(u32::from(unit)));
        c.is_some_and(|c| words::script(c).is_some())
    };
    let mut phrase = phrase;
    if gram(phrase.get(1)) {
        phrase = &phrase[1..];
    }
    if phrase.len() > 1 && gram(phrase.get(phrase.len() - 2)) {
        phrase = &phrase[..phrase.len() - 1];
    }
    phrase
}

/// The share of neighbouring words of `phrase` that are neighbours in one of `texts`.
pub fn pairs(texts: &[&[u16]], phrase: &[u16]) -> f64 {
    let spaces: Vec<usize> = (0..phrase.len()).filter(|&at| phrase[at] == 32).collect();
    let (mut all, mut found) = (0.0, 0.0);
    for ends in spaces.windows(3) {
        let pair = inner(&phrase[ends[0]..=ends[2]]);
        all += 1.0;
        if texts.iter().any(|text| find(text, pair, 0).is_some()) {
            found += 1.0;
        }
    }
    if all > 0.0 { found / all } else { 0.0 }
}

/// The piece of `text`, of about `length` units, with most of the words, and where they are in it. Blocks and
/// cells end its lines, as they end those of the text: whoever shows it tells them apart.
/// `patterns` are the forms of each word of the query.
pub fn excerpt(
    text: &str,
    flat: &Flat,
    patterns: &[Vec<Pattern>],
    length: usize,
) -> (String, Vec<(usize, usize)>) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut hits = hits(flat, patterns);
    hits.sort_unstable();
    hits.dedup();
    let start = hits
        .get(best(&hits, length))
        .map_or(0, |hit| begin(&units, hit.0, length));
    let end = finish(&units, start, length);
    let mut shown: Vec<u16> = Vec::with_capacity(end - start + 2);
    if start > 0 {
        shown.push(0x2026);
    }
    let shift = shown.len();
    shown.extend(&units[start..end]);
    if end < units.len() {
        shown.push(0x2026);
    }
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for &(from, to, _) in hits.iter().filter(|hit| hit.0 >= start && hit.1 <= end) {
        let (from, to) = (from - start + shift, to - start + shift);
        match marks.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => marks.push((from, to)),
        }
    }
    (String::from_utf16_lossy(&shown), marks)
}

/// Places of words in the text: first unit, the one after the last, number of the word.
fn hits(flat: &Flat, patterns: &[Vec<Pattern>]) -> Vec<(usize, usize, usize)> {
    let mut hits = Vec::new();
    for (number, forms) in patterns.iter().enumerate() {
        for pattern in forms {
            let gram = pattern
                .text
                .chars()
                .next()
                .is_some_and(|c| words::script(c).is_some());
            let mut wanted: Vec<u16> = Vec::new();
            if !gram {
                wanted.push(32);
            }
            wanted.extend(pattern.text.encode_utf16());
            if !gram && pattern.whole {
                wanted.push(32);
            }
            let mut from = 0;
            for _ in 0..PLACES {
                let Some(at) = find(&flat.units, &wanted, from) else {
                    break;
                };
                from = at + 1;
                let first = at + usize::from(!gram);
                let mut past = first + pattern.text.encode_utf16().count();
                while !gram && flat.units.get(past).is_some_and(|&unit| unit != 32) {
                    past += 1;
                }
                let to = flat.at[past - 1] as usize + 1;
                hits.push((flat.at[first] as usize, to, number));
            }
        }
    }
    hits
}

/// The hit that a piece should begin with.
fn best(hits: &[(usize, usize, usize)], length: usize) -> usize {
    let mut best = (0, 0);
    for (at, hit) in hits.iter().enumerate() {
        let mut seen: Vec<usize> = Vec::new();
        for other in &hits[at..] {
            if other.1 <= hit.0 + length * 3 / 4 && !seen.contains(&other.2) {
                seen.push(other.2);
            }
        }
        if seen.len() > best.0 {
            best = (seen.len(), at);
        }
    }
    best.1
}

/// Where the piece begins: at the line's start, if that is near, else at a word.
fn begin(units: &[u16], hit: usize, length: usize) -> usize {
    if hit <= length / 4 {
        return 0;
    }
    let least = hit - length / 4;
    if let Some(line) = (least..hit).rev().find(|&at| units[at] == 10) {
        return line + 1;
    }
    if let Some(space) = (least..hit).find(|&at| units[at] == 32) {
        return space + 1;
    }
    whole(units, least)
}

/// Where the piece ends: at its length or, if a word would be cut, before it.
fn finish(units: &[u16], start: usize, length: usize) -> usize {
    let most = start + length;
    if most >= units.len() {
        return units.len();
    }
    let least = most - length / 6;
    match (least..most).rev().find(|&at| matches!(units[at], 10 | 32)) {
        Some(space) => space,
        None => whole(units, most),
    }
}

/// `at`, or one less where that would cut a character in two.
fn whole(units: &[u16], at: usize) -> usize {
    at - usize::from(matches!(units[at], 0xDC00..=0xDFFF))
}
