//! What the reader refuses, and says of it.

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

use crate::model::text::floor;
use crate::model::{Diagnostic, Span};

use super::slips::{Mistake, explain, hole_as_map};
use super::{Budget, Key, Open, Reader};

impl Reader<'_> {
    pub(super) fn too_deep(&mut self, range: std::ops::Range<usize>) {
        let Budget { depth, ways, .. } = self.budget;
        let message = format!("more than {depth} lists and maps inside each other");
        self.refuse("LIM-YAML", range, message, ways.depth);
    }

    /// FM-DUPKEY, for a key that stands in its map already.
    pub(super) fn given_twice(&mut self, name: &str, span: Span, first: Span) {
        let line = line_of(self.text, self.offset, first.start as usize);
        let hint = format!("it stands first in line {line}; keep one of them");
        let message = format!("`{name}` is given twice");
        self.found
            .push(Diagnostic::error("FM-DUPKEY", self.path, span, message).with_hint(hint));
    }

    /// The comment behind a key that has no value, where it was meant as one: `brand: #c00000`. It is said.
    pub(super) fn comment_as_value(&mut self) -> Option<Span> {
        let Some(Open::Map {
            key: Key::Read(key),
            ..
        }) = self.open.last()
        else {
            return None;
        };
        let behind = (key.span.end as usize).checked_sub(self.offset)?;
        let line = self.text.get(behind..)?.lines().next()?;
        let comment = line
            .trim_start_matches(['\'', '"', ' '])
            .strip_prefix(':')?;
        let comment = comment.trim_start();
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        if !comment.strip_prefix('#')?.starts_with(is_word) {
            return None;
        }
        let start = behind + line.len() - comment.len();
        // A comment on the value may follow.
        let meant = comment.split(" #").next().unwrap_or(comment).trim_end();
        let name = key.value.clone();
        let message = format!("`{meant}` is a comment, so `{name}` has no value");
        let quoted = meant.replace('\\', "\\\\").replace('"', "\\\"");
        let hint = format!("write `{name}: \"{quoted}\"`; a comment has a blank behind its `#`");
        self.refuse("FM-TYPE", start..start + meant.len(), message, &hint);
        Some(self.span(start..start + meant.len()))
    }

    pub(super) fn syntax(&mut self, error: &ScanError) {
        let at = error
            .marker()
            .byte_offset()
            .unwrap_or(0)
            .min(self.text.len());
        let mistake = match self.unclosed_bracket(error, at) {
            Some(mistake) => hole_as_map(self.text, mistake.at).unwrap_or(mistake),
            None => explain(error, self.text, at),
        };
        let start = floor(self.text, mistake.at.min(self.text.len()));
        // Of one line, the first mistake explains what the parser makes of the rest.
        let line = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        let line = self.span(line..start);
        let is_in_line = |one: &Diagnostic| (line.start..=line.end).contains(&one.span.start);
        if self
            .found
            .iter()
            .any(|one| one.code == "FM-YAML" && is_in_line(one))
        {
            return;
        }
        let letter = self.text[start..].chars().next();
        let end = start + letter.filter(|c| *c != '\n').map_or(0, char::len_utf8);
        // At the very end there is no letter to point at: point at the last line that has one.
        let range = if start == end && start == self.text.len() {
            let last = self.text.trim_end().len();
            last..last
        } else {
            start..end
        };
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            return self.too_deep(range);
        }
        self.refuse("FM-YAML", range, mistake.message, &mistake.hint);
    }

    /// The bracket that is open where the parser gave up, a line or more further down.
    fn unclosed_bracket(&self, error: &ScanError, at: usize) -> Option<Mistake> {
        use ErrorKind::*;
        if matches!(
            error.kind(),
            UnclosedQuotedScalar | DocumentIndicatorInQuotedScalar | RecursionLimitExceeded
        ) {
            return None;
        }
        // Sometimes the parser gives up at the bracket itself.
        let close = |at: usize| match self.text.as_bytes().get(at) {
            Some(b'[') => Some(']'),
            Some(b'{') => Some('}'),
            _ => None,
        };
        // Between brackets, `key: value` is a map that no bracket begins.
        let (start, close) = match close(at) {
            Some(close) => (at, close),
            None => self.open.iter().rev().find_map(|open| {
                let (Open::List { start, .. } | Open::Map { start, .. }) = open;
                Some((*start, close(*start)?))
            })?,
        };
        let line_start = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        if let Some(hidden) = super::slips::behind_comment(self.text, line_start) {
            return Some(hidden);
        }
        let apart = start < at && self.text[start..floor(self.text, at)].contains('\n');
        let line = self.text[start..].lines().next().unwrap_or_default();
        let opened = self.text[start..].chars().next().unwrap_or_default();
        let here = at == start && line.matches(opened).count() > line.matches(close).count();
        let end = at >= self.text.trim_end().len();
        (apart || here || end).then(|| Mistake {
            at: start,
            message: format!("this `{}` is never closed", &self.text[start..=start]),
            hint: format!("write `,` between what is in it and `{close}` after the last"),
        })
    }
}

/// The line of byte `at` of the file, counted from 1.
pub(super) fn line_of(text: &str, offset: usize, at: usize) -> usize {
    let within = at.saturating_sub(offset).min(text.len());
    let breaks = text.as_bytes()[..within]
        .iter()
        .filter(|&&byte| byte == b'\n');
    // Above front matter stands its fence, and nothing else.
    breaks.count() + 1 + usize::from(offset > 0)
}
