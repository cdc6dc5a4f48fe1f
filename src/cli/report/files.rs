//! The texts that findings are about, and where in them a finding stands.

use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;

use super::plain;
use crate::model::{Diagnostic, RelPath, Snapshot, Span};

/// Bytes of a line that are quoted before and behind the place that is meant; far more than is shown.
const AROUND: usize = 512;

/// The files of a portal, for quoting.
pub(crate) struct Files<'a> {
    /// Before each path, as the reader would type it: `content/`, or nothing.
    prefix: String,
    texts: HashMap<String, Text<'a>>,
}

/// A file of the portal.
struct Text<'a> {
    text: &'a str,
    /// Where its lines begin, once something in it is to be found.
    lines: OnceLock<Vec<usize>>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        let lines = OnceLock::new();
        Self { text, lines }
    }

    /// The number, from 0, and the first byte of the line that `byte` is on.
    fn line(&self, byte: usize) -> (usize, usize) {
        let lines = self.lines.get_or_init(|| {
            let starts = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(starts).collect()
        });
        let past = lines.partition_point(|&start| start <= byte);
        let number = past.saturating_sub(1);
        (number, lines.get(number).copied().unwrap_or_default())
    }
}

/// A finding's place, for people and editors: lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// The line a finding begins on, or what stands around it there.
#[derive(Debug)]
pub(super) struct Quote<'a> {
    pub(super) line: &'a str,
    /// The bytes of the line that it is about.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Files<'a> {
    /// The files of the portal that was read from `root`.
    pub(crate) fn new(snapshot: &'a Snapshot, root: &Path) -> Self {
        let root = plain(&root.display().to_string()).replace('\\', "/");
        let prefix = match root.trim_end_matches('/') {
            "." | "" => String::new(),
            root => format!("{}/", root.strip_prefix("./").unwrap_or(root)),
        };
        let sources = snapshot.sources.iter();
        let sources = sources.map(|source| (source.path.as_str().to_owned(), source.text.as_str()));
        // Templates and styles are kept as bytes, below `theme/`.
        let theme = snapshot.theme.iter().filter_map(|file| {
            let text = std::str::from_utf8(&file.bytes).ok()?;
            Some((format!("theme/{}", file.path), text))
        });
        let texts = sources.chain(theme);
        Self {
            prefix,
            texts: texts.map(|(path, text)| (path, Text::new(text))).collect(),
        }
    }

    /// The path of a finding, as the reader would type it.
    pub(super) fn shown(&self, diagnostic: &Diagnostic) -> String {
        format!("{}{}", self.prefix, plain(diagnostic.path.as_str()))
    }

    /// Where a finding stands; 1:1 for a whole file or one that cannot be quoted.
    pub(super) fn place(&self, diagnostic: &Diagnostic) -> Place {
        self.place_of(&diagnostic.path, diagnostic.span)
    }

    /// Where a span stands; 1:1 for a whole file or one that cannot be quoted.
    pub(super) fn place_of(&self, path: &RelPath, span: Span) -> Place {
        let Some(file) = self.texts.get(path.as_str()) else {
            return Place {
                line: 1,
                column: 1,
                end_line: 1,
                end_column: 1,
            };
        };
        let at = |byte: usize| {
            let (number, start) = file.line(byte);
            (number + 1, file.text[start..byte].chars().count() + 1)
        };
        let (start, end) = ends(file.text, span);
        let ((line, column), (end_line, end_column)) = (at(start), at(end));
        Place {
            line,
            column,
            end_line,
            end_column,
        }
    }

    /// The line to show under a finding; `None` where it is about a whole file or one that is not text.
    pub(super) fn quote(&self, diagnostic: &Diagnostic) -> Option<Quote<'a>> {
        if diagnostic.span.end == 0 {
            return None;
        }
        let file = self.texts.get(diagnostic.path.as_str())?;
        let (start, end) = ends(file.text, diagnostic.span);
        let (_, first) = file.line(start);
        // Of a line without end only what stands around it: a thousand findings may be on that line.
        let first = first.max(floor(file.text, start.saturating_sub(AROUND)));
        let rest = &file.text[first..floor(file.text, start + AROUND)];
        let line = rest.find('\n').map_or(rest, |at| &rest[..at]);
        let start = (start - first).min(line.len());
        let end = (end - first).clamp(start, line.len());
        Some(Quote { line, start, end })
    }
}

/// The span, moved to where characters of `text` begin, should it not fit.
fn ends(text: &str, span: Span) -> (usize, usize) {
    let start = floor(text, span.start as usize);
    (start, floor(text, span.end as usize).max(start))
}

/// The place of `text` at or before `byte` where a character begins.
fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
