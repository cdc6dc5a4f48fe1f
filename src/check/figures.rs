//! Figures in a text that may be promises: lengths of time, and `24/7`.

use std::ops::Range;

/// A figure, and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// With its unit.
    pub range: Range<usize>,
    /// Its length in seconds; `None` for a way to say "around the clock".
    pub seconds: Option<u64>,
}

/// Ways to write "around the clock", without spaces.
const ALWAYS: [&str; 6] = ["24/7", "24x7", "24×7", "7x24", "7×24", "24/365"];

/// What may stand between a number and its unit.
const BETWEEN: [&str; 11] = [
    "business", "working", "office", "opening", "open", "個", "个", "工作", "營業", "营业", "上班",
];

const HOUR: u64 = 3600;
const MINUTE: u64 = 60;

/// Units. Days are none: they are lengths of much else.
const UNITS: [(&str, u64); 19] = [
    ("hours", HOUR),
    ("hour", HOUR),
    ("hrs", HOUR),
    ("hr", HOUR),
    ("h", HOUR),
    ("stunden", HOUR),
    ("stunde", HOUR),
    ("std", HOUR),
    ("小時", HOUR),
    ("小时", HOUR),
    ("鐘頭", HOUR),
    ("钟头", HOUR),
    ("minutes", MINUTE),
    ("minute", MINUTE),
    ("mins", MINUTE),
    ("min", MINUTE),
    ("minuten", MINUTE),
    ("分鐘", MINUTE),
    ("分钟", MINUTE),
];

/// The figures of a text, in order.
pub fn figures(text: &str) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + start;
        let digits =
            |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        at = start + digits(&text[start..]);
        if !stands_alone(&text[..start]) {
            continue;
        }
        if let Some(length) = always(&text[start..]) {
            at = start + length;
            figures.push(Figure {
                range: start..at,
                seconds: None,
            });
            continue;
        }
        let part = text[at..].strip_prefix(['.', ',']).map_or(0, digits);
        at += if part > 0 { part + 1 } else { 0 };
        let number = text[start..at].replace(',', ".").parse::<f64>();
        if let (Ok(number), Some((length, seconds))) = (number, unit(&text[at..])) {
            at += length;
            figures.push(Figure {
                range: start..at,
                // Exact for every number that somebody promises.
                seconds: Some((number * seconds as f64) as u64),
            });
        }
    }
    figures
}

/// Whether a number that follows `before` begins there: it is no part of a word, a date, a time of day
/// or an address.
fn stands_alone(before: &str) -> bool {
    let mut before = before.chars().rev();
    match before.next() {
        Some('-' | '–' | '~') => before
            .next()
            .is_some_and(|c| c.is_ascii_digit() || c == ' '),
        Some(c) => !c.is_ascii_alphanumeric() && !"./:+#@_&=%$€,".contains(c),
        None => true,
    }
}

/// The length of a way to write "around the clock" at the start of a text.
fn always(text: &str) -> Option<usize> {
    ALWAYS.iter().find_map(|way| {
        let mut rest = text;
        for c in way.chars() {
            rest = rest.trim_start_matches([' ', '\u{a0}']);
            rest = rest
                .strip_prefix(c)
                .or_else(|| rest.strip_prefix(c.to_ascii_uppercase()))?;
        }
        let mut after = rest.chars();
        let goes_on = match after.next() {
            Some('.' | ',' | '-') => after.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => c.is_ascii_alphanumeric() || c == '/',
            None => false,
        };
        (!goes_on).then_some(text.len() - rest.len())
    })
}

/// The length of a unit at the start of a text, with what joins it to its number, and its seconds.
fn unit(text: &str) -> Option<(usize, u64)> {
    let joint = |text: &str| -> usize {
        let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let rest = rest.strip_prefix(['-', '\u{2011}']).unwrap_or(rest);
        text.len() - rest.len()
    };
    let mut start = joint(text);
    for word in BETWEEN {
        if begins_with(&text[start..], word) {
            start += word.len();
            start += joint(&text[start..]);
        }
    }
    UNITS.iter().find_map(|&(word, seconds)| {
        let rest = &text[start..];
        let is_word = word.is_ascii();
        let ends =
            |rest: &str| !rest.starts_with(|c: char| is_word && c.is_alphanumeric() && !is_han(c));
        (begins_with(rest, word) && ends(&rest[word.len()..]))
            .then_some((start + word.len(), seconds))
    })
}

fn begins_with(text: &str, word: &str) -> bool {
    let head = text.get(..word.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(word))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = figures(text);
        let found: Vec<&str> = found.iter().map(|one| &text[one.range.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn lengths_in_hours_and_minutes_are_found() {
        check("We answer within 1 hour.", &["1 hour"]);
        check("8 to 16 hours, or 30 minutes", &["16 hours", "30 minutes"]);
        check("8–16 hours, a 4-hour response", &["16 hours", "4-hour"]);
        check("within 4 business hours (4h)", &["4 business hours", "4h"]);
        check("innerhalb von 4 Stunden, 30 Min.", &["4 Stunden", "30 Min"]);
        check("24-Stunden-Hotline", &["24-Stunden"]);
        check("1小時內回覆，30 分鐘更新", &["1小時", "30 分鐘"]);
        check("4 個小時、4 个工作小时", &["4 個小時", "4 个工作小时"]);
        check("open 24/7, 24 x 7 and 7×24.", &["24/7", "24 x 7", "7×24"]);
        assert_eq!(figures("1.5 hours")[0].seconds, Some(5400));
        assert_eq!(figures("99999999999999999999999 hours").len(), 1);
        assert_eq!(figures("30 minutes")[0].seconds, Some(1800));
    }

    #[test]
    fn dates_times_and_names_are_none() {
        check("within 30 days, on 24/7/2026, at 09:00 hours", &[]);
        check("S1 hours, https://a.example/24/7/", &[]);
        check("4 houses, 3 ministers, 1 Stundensatz, 24/77", &[]);
        check("", &[]);
    }
}
