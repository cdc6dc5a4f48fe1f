//! Entries of a map on one line that YAML reads otherwise than they were meant: a text ends at its comma, and what
//! follows is a key; a colon without a blank is a letter of one.
//!
//! Each is told once, and read as it was meant, so that nothing further is found of it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::formats;
use super::slips::colon_without_blank;
use super::{Node, Reader, Value};
use crate::model::{Diagnostic, Span, Spanned};

/// An entry, and which slips are in it.
struct Entry {
    key: Spanned<String>,
    node: Node,
    /// The place of a colon without a blank.
    colon: Option<usize>,
    /// Whether a comma ended its text.
    is_cut: bool,
}

/// Bytes of a text that a finding repeats.
const SHOWN: usize = 80;

impl Entry {
    /// How it is written.
    fn mended(&self) -> String {
        let (text, quoted) = match &self.node.value {
            Value::Scalar { text, quoted } if text.len() <= SHOWN => (text, *quoted),
            _ if self.is_cut => return "put the whole text in quotes".to_owned(),
            _ => return format!("write `{}: ` before the text", self.key.value),
        };
        let value = match quoted {
            true => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
            false => text.clone(),
        };
        format!("write `{}: {value}`", self.key.value)
    }
}

impl Reader<'_> {
    /// The entries of a map in braces as they were meant.
    pub(super) fn meant(
        &mut self,
        entries: Vec<(Spanned<String>, Node)>,
    ) -> Vec<(Spanned<String>, Node)> {
        let mut meant: Vec<Entry> = Vec::new();
        for (key, node) in entries {
            if !self.is_bare(&key.span, &node) {
                meant.push(entry(key, node));
                continue;
            }
            match meant.last_mut() {
                Some(before) if self.goes_on(&before.node, &key) => {
                    before.is_cut = true;
                    before.node.span.end = key.span.end;
                }
                _ => meant.push(self.divided(key, node)),
            }
        }
        for entry in &mut meant {
            self.tell(entry);
        }
        self.once(meant)
    }

    /// The first entry of each key; a further one is told.
    fn once(&mut self, entries: Vec<Entry>) -> Vec<(Spanned<String>, Node)> {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        let mut kept = Vec::new();
        for Entry { key, node, .. } in entries {
            if let Some(first) = seen.get(&key.value) {
                self.given_twice(&key.value, key.span, *first);
                continue;
            }
            seen.insert(key.value.clone(), key.span);
            kept.push((key, node));
        }
        kept
    }

    /// Whether a key stands in braces without a colon behind it.
    fn is_bare(&self, key: &Span, node: &Node) -> bool {
        node.value == Value::Null && self.stands_alone(self.range(*key).end)
    }

    /// Whether what ends at `end` is followed by the next entry or by the end of its map.
    pub(super) fn stands_alone(&self, end: usize) -> bool {
        let behind = self.text[end..].trim_start();
        behind.starts_with([',', '}'])
    }

    /// Whether `key` was meant as more of the text before it: of a number, or of words that are none of a key.
    fn goes_on(&self, before: &Node, key: &Spanned<String>) -> bool {
        let Value::Scalar { quoted: false, .. } = before.value else {
            return false;
        };
        let (text, rest) = (self.range(before.span), self.range(key.span));
        let of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        match &self.text[text.end..rest.start] {
            "," if self.text[text].ends_with(|c: char| c.is_ascii_digit()) => {
                key.value.starts_with(|c: char| c.is_ascii_digit())
            }
            blank if blank.trim() == "," && !blank.contains('\n') => {
                !key.value.chars().all(of_key) && colon_without_blank(&key.value).is_none()
            }
            _ => false,
        }
    }

    /// A key such as `en:Words`, as the key and the value that were meant.
    fn divided(&self, key: Spanned<String>, node: Node) -> Entry {
        let range = self.range(key.span);
        let written = &self.text[range.clone()];
        let Some(colon) = colon_without_blank(written) else {
            return entry(key, node);
        };
        let (name, value) = (&written[..colon], written[colon + 1..].trim());
        let of_quotes = |sign: char| value.strip_prefix(sign)?.strip_suffix(sign);
        let quoted = of_quotes('"').or_else(|| of_quotes('\''));
        Entry {
            key: Spanned::new(name.to_owned(), self.span(range.start..range.start + colon)),
            node: Node {
                span: self.span(range.end - value.len()..range.end),
                value: Value::Scalar {
                    text: quoted.unwrap_or(value).to_owned(),
                    quoted: quoted.is_some(),
                },
            },
            colon: Some(range.start + colon),
            is_cut: false,
        }
    }

    /// Says what is wrong with an entry. A text that a comma ended is read as if it stood in quotes.
    fn tell(&mut self, entry: &mut Entry) {
        let written = &self.text[self.range(entry.node.span)];
        if entry.is_cut {
            entry.node.value = Value::Scalar {
                text: formats::decimal(written).unwrap_or_else(|| written.to_owned()),
                quoted: true,
            };
        }
        let (span, message) = match entry.colon {
            Some(colon) => {
                let message = "no blank stands behind this colon".to_owned();
                (self.span(colon..colon + 1), message)
            }
            None if entry.is_cut => {
                let what = match written.len() <= SHOWN {
                    true => format!("`{written}`"),
                    false => "this text".to_owned(),
                };
                let message = format!("{what} has no quotes, so it ends at its comma");
                (entry.node.span, message)
            }
            None => return,
        };
        let found = Diagnostic::error("FM-TYPE", self.path, span, message);
        self.found.push(found.with_hint(entry.mended()));
    }

    /// Where a part of the file stands in the text.
    fn range(&self, span: Span) -> Range<usize> {
        let at = |place: u32| {
            (place as usize)
                .saturating_sub(self.offset)
                .min(self.text.len())
        };
        at(span.start)..at(span.end)
    }
}

fn entry(key: Spanned<String>, node: Node) -> Entry {
    Entry {
        key,
        node,
        colon: None,
        is_cut: false,
    }
}
