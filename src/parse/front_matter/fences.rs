//! The lines that begin and end front matter.

use std::ops::Range;

use crate::model::toml::is_toml;
use crate::model::{Diagnostic, RelPath, Span};

/// Where the parts of a page stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the fences; `None` where the page has no front matter.
    pub yaml: Option<Range<usize>>,
    /// The first byte of the text below.
    pub body: usize,
    /// What is wrong with the lines that begin and end the front matter: it is read as it was meant.
    pub slip: Option<Slip>,
}

/// A line that was meant to begin or end front matter and does not, or that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    at: Range<usize>,
    message: String,
    hint: &'static str,
}

impl Slip {
    /// FM-UNCLOSED, for the page at `path`.
    pub fn finding(&self, path: &RelPath) -> Diagnostic {
        let span = Span::new(self.at.clone());
        Diagnostic::error("FM-UNCLOSED", path, span, &*self.message).with_hint(self.hint.to_owned())
    }
}

/// Divides a page into front matter and text. `---` on the first line begins it, `---` or `...` on a line
/// of its own ends it; blanks after them do not matter.
pub fn split(text: &str) -> Parts {
    let begin = usize::from(text.starts_with('\u{feff}')) * '\u{feff}'.len_utf8();
    let first = text[begin..]
        .split_inclusive('\n')
        .next()
        .unwrap_or_default();
    if first.trim_end() != "---" {
        let parts = toml(text, begin).map(|(slip, body)| Parts {
            yaml: None,
            body,
            slip: Some(slip),
        });
        return parts.or_else(|| meant(text, begin)).unwrap_or(Parts {
            yaml: None,
            body: begin,
            slip: None,
        });
    }
    let start = begin + first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let below = toml(text, at + line.len());
            let (slip, body) =
                below.map_or((None, at + line.len()), |(slip, body)| (Some(slip), body));
            return Parts {
                yaml: Some(start..at),
                body,
                slip,
            };
        }
        at += line.len();
    }
    // Nobody meant the whole page as YAML.
    let (end, fence) = end_of_keys(text, start);
    let slip = match text[end..fence].trim() {
        "" => Slip {
            at: begin..begin + "---".len(),
            message: "this front matter is never closed".to_owned(),
            hint: "write `---` on a line of its own below the last key",
        },
        written => Slip {
            at: end..end + written.len(),
            message: format!("`{written}` does not end this front matter"),
            hint: THREE_DASHES,
        },
    };
    Parts {
        yaml: Some(start..end),
        body: fence,
        slip: Some(slip),
    }
}

/// Front matter of other programs, in TOML between two lines of `+++`, and where the text below it begins.
fn toml(text: &str, from: usize) -> Option<(Slip, usize)> {
    let above = text[from..].len() - text[from..].trim_start().len();
    let begin = from + above;
    let mut at = begin;
    let mut lines = text[begin..].split_inclusive('\n');
    let first = lines.next().filter(|first| first.trim_end() == "+++")?;
    at += first.len();
    let start = at;
    for line in lines {
        let block = start..at;
        at += line.len();
        if line.trim_end() == "+++" {
            let slip = Slip {
                at: begin..begin + "+++".len(),
                message: "front matter between `+++` is TOML, which is not read".to_owned(),
                hint: "write its keys as `key: value` between two lines `---`, and delete both `+++`",
            };
            return is_toml(&text[block]).then_some((slip, at));
        }
    }
    None
}

const THREE_DASHES: &str = "write `---`, three short dashes, above the keys and below them";

/// Front matter of a page whose first line does not begin it: below empty lines, below another number of dashes than
/// three or long ones, which editors make of short ones, or with its keys at once. Only where there is a title.
fn meant(text: &str, begin: usize) -> Option<Parts> {
    let above = text[begin..].len() - text[begin..].trim_start().len();
    let first = text[begin + above..].lines().next()?.trim_end();
    let at = begin + above..begin + above + first.len();
    let start = match is_drawn(first) {
        true => text[at.start..].find('\n').map(|end| at.start + end + 1)?,
        false if above == 0 => at.start,
        false => return None,
    };
    let (end, fence) = end_of_keys(text, start);
    let keys = text[start..end].split_inclusive('\n');
    let is_title = |line: &str| {
        let (key, _) = line.split_once(':').unwrap_or_default();
        key.eq_ignore_ascii_case("title")
    };
    let begins = text[start..end].starts_with(|c: char| c.is_ascii_alphabetic() || c == '#');
    if !begins || !keys.into_iter().any(is_title) {
        return None;
    }
    let (message, hint) = match first {
        "---" => (
            "front matter begins on the first line".to_owned(),
            "delete the blanks or lines before its `---`",
        ),
        _ if start > at.start => (
            format!("`{first}` does not begin front matter"),
            THREE_DASHES,
        ),
        _ if fence > end => (
            "no `---` stands above this front matter".to_owned(),
            "write `---` on a line of its own above the first key",
        ),
        _ => (
            "no `---` stands above and below this front matter".to_owned(),
            "write `---` on a line of its own above the first key, and below the last one",
        ),
    };
    Some(Parts {
        yaml: Some(start..end),
        body: fence,
        slip: Some(Slip { at, message, hint }),
    })
}

/// Where the keys end that begin at `start` and that no `---` needs to end: with the first empty line, heading or line
/// of dashes; and where that line of dashes ends.
fn end_of_keys(text: &str, start: usize) -> (usize, usize) {
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        if is_drawn(line.trim_end()) {
            return (end, end + line.len());
        }
        if line.trim().is_empty() || line.starts_with("# ") {
            break;
        }
        end += line.len();
    }
    (end, end)
}

/// Whether a line is nothing but dashes, short or long.
fn is_drawn(line: &str) -> bool {
    line.len() > 1 && line.chars().all(|c| "-–—―".contains(c))
}
