//! Abbreviations of a page, which are explained where they are first used.

use std::collections::{BTreeSet, HashMap};

/// Bytes that an abbreviation may have. So many ends of it are looked for at each word at most.
pub(super) const LONGEST: usize = 100;

/// Those that were not met yet.
#[derive(Default)]
pub(super) struct Abbreviations {
    words: HashMap<String, String>,
    /// How long they are, of all that there ever were.
    lengths: BTreeSet<usize>,
}

impl Abbreviations {
    /// Adds one with its words, unless it is there already; `false` for one that is too long to be one.
    pub fn add(&mut self, short: &str, words: &str) -> bool {
        if short.len() > LONGEST {
            return false;
        }
        if !short.is_empty() {
            self.lengths.insert(short.len());
            let known = self.words.entry(short.to_owned());
            known.or_insert_with(|| words.to_owned());
        }
        true
    }

    /// Takes out the one at the start of `text`, with its words. Of `HTML5` and `HTML` the longer is meant where both
    /// fit.
    pub fn take(&mut self, text: &str) -> Option<(String, String)> {
        if self.words.is_empty() {
            return None;
        }
        let goes_on = |c: char| c.is_alphanumeric() || c == '_';
        self.lengths.iter().rev().find_map(|length| {
            let (short, after) = text.split_at_checked(*length)?;
            match after.starts_with(goes_on) {
                true => None,
                false => self.words.remove_entry(short),
            }
        })
    }

    /// Takes out all that `text` may use.
    pub fn used(&mut self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            if !inside {
                let here = std::iter::from_fn(|| self.take(&text[at..]));
                found.extend(here.map(|(short, _)| short));
            }
            inside = c.is_alphanumeric();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_is_taken_once() {
        let mut known = Abbreviations::default();
        for short in ["HTML", "HTML5", "é", "a b", "HTML"] {
            assert!(known.add(short, &short.to_lowercase()), "{short}");
        }
        assert!(!known.add(&"a".repeat(LONGEST + 1), "long"));
        let mut check = |text: &str, expected: Option<&str>| {
            let found = known.take(text).map(|(short, _)| short);
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("HTML6", None);
        check("HTML5 is", Some("HTML5"));
        check("HTML5", None);
        check("HTML", Some("HTML"));
        check("HTML", None);
        check("a bé", None);
        check("a b", Some("a b"));
        check("é.", Some("é"));
    }
}
