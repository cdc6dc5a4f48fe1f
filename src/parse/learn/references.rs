//! References to facts in what is plain text: titles, tabs, what stands between tags.

use std::borrow::Cow;
use std::ops::Range;

use super::signs::fact;
use super::{INLINE, Meaning};
use crate::model::{About, Diagnostic, RelPath, Span};

/// The names of facts that a plain text refers to, with the places of the references in it.
pub fn references(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("{{").map(|at| from + at) {
        let is_escaped = text[..at].ends_with('\\');
        match fact(&text[at..]).filter(|_| !is_escaped) {
            Some((Meaning::Fact(name), length)) => {
                from = at + length;
                found.push((name, at..from));
            }
            // Of three braces, the last two may begin one.
            _ => from = at + if is_escaped { 2 } else { 1 },
        }
    }
    found
}

/// Whether `name` begins as those of facts do.
pub fn is_of_facts(name: &str) -> bool {
    const BEGINNINGS: [&str; 7] = [
        "calendar",
        "channel",
        "organization",
        "plan",
        "product",
        "severity",
        "sla",
    ];

    let first = name.split_once('.').map_or("", |(first, _)| first.trim());
    BEGINNINGS.contains(&first)
}

/// A plain text, or one between tags, without the characters that escape what it would mean in Markdown.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    let is_escape = |after: &str| INLINE.iter().any(|mark| after.starts_with(mark));
    let mut escapes = text.match_indices('\\');
    if !escapes.any(|(at, _)| is_escape(&text[at + 1..])) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let after = &rest[at + 1..];
        out.push_str(&rest[..at + usize::from(!is_escape(after))]);
        rest = after;
    }
    Cow::Owned(out + rest)
}

/// FCT-NAME, for a reference in a `place` into which no fact is filled.
pub fn not_filled(name: &str, place: &str, path: &RelPath, span: Span) -> Diagnostic {
    let message = format!("`{{{{ {name} }}}}` stays as it is: no fact is filled into {place}");
    let hint = "write the reference in the text itself, or its words here; `\\{{` if the characters are meant";
    let found = Diagnostic::error("FCT-NAME", path, span, message).with_hint(hint.to_owned());
    found.about(About::NotFilled)
}
