//! Marks in brackets that are not read where they stand or as they are written: `[!include(path)]`, `[!NOTE]` outside
//! of a quotation, `[TOC]` of other programs.

use super::emphasis::shortened;
use super::*;

const CODE: &str = "MD-NAME";

impl Writer<'_, '_> {
    /// Looks at brackets that Markdown leaves in the text, which stand at `range`; says whether they were found.
    pub(super) fn note_mark(&mut self, range: &Range<usize>) -> bool {
        let prepared = self.prepared;
        let written = &prepared.text[range.clone()];
        let inner = &written[1..written.len() - 1];
        if matches!(
            inner,
            "TOC" | "toc" | "_TOC_" | "[_TOC_]" | "[TOC]" | "[toc]"
        ) {
            if !self.begins_line(range.start) || !self.ends_line_at(range.end) {
                return false;
            }
            let message = format!("`{written}` is nothing that is read here, and is shown as text");
            let hint = "delete it: a page lists its headings by itself";
            self.found_mark(range, message, hint.to_owned());
            return true;
        }
        let is_picture = self.prepared.text[..range.start].ends_with('!');
        let start = range.start - usize::from(is_picture);
        if let Some(alert) = self.quoted_alert(inner, start..range.end) {
            self.found_alert(&(start..range.end), alert);
            return true;
        }
        let Some(mark) = inner.strip_prefix('!') else {
            return self.note_plain_mark(inner, start..range.end);
        };
        let length = mark.find(|c: char| !c.is_ascii_alphabetic());
        let (name, behind) = mark.split_at(length.unwrap_or(mark.len()));
        // `[!abc]` is all letters but these, to a shell.
        if let Some((message, hint)) = self.mark(name, behind, range.start) {
            self.found_mark(range, message, hint);
            return true;
        }
        false
    }

    /// `[VIDEO https://…]` and `[INCLUDE [title](path)]`, without the sign that makes a mark of them.
    fn note_plain_mark(&mut self, inner: &str, range: Range<usize>) -> bool {
        let length = inner.find(|c: char| !c.is_ascii_alphabetic());
        let (name, behind) = inner.split_at(length.unwrap_or(inner.len()));
        let words = behind.trim_start();
        let is_meant = match name {
            "VIDEO" => words.len() < behind.len() && words.starts_with("http"),
            "INCLUDE" => words.starts_with('[') && words.contains("]("),
            _ => false,
        };
        if is_meant {
            let written = shortened(&self.restored(&self.prepared.text[range.clone()]));
            let message = format!("`{written}` is shown as text, as no `!` stands before `{name}`");
            let hint = format!("write `[!{}]`", shortened(&self.restored(inner)));
            self.found_mark(&range, message, hint);
        }
        is_meant
    }

    /// What is wrong with `[!name`, with `behind` in the same brackets.
    fn mark(&self, name: &str, behind: &str, start: usize) -> Option<(String, String)> {
        let small = name.to_ascii_lowercase();
        let is_read_elsewhere = behind.starts_with([' ', '[', '(', ':', '-']) && name.len() > 2;
        let written = shortened(&self.restored(&format!("[!{name}{behind}]")));
        let message = format!("`{written}` cannot be read, so it is shown as text");
        let hint = match small.as_str() {
            "include" => "write `[!INCLUDE [title](path)]`".to_owned(),
            "video" => "write `[!VIDEO https://… \"title\"]`".to_owned(),
            "code" if is_read_elsewhere => {
                "write the code itself, between two lines of three backticks".to_owned()
            }
            _ if alert(name).is_some() && behind.is_empty() && self.begins_line(start) => {
                let message = format!(
                    "`{written}` begins no alert, as it is not the first line of a quotation"
                );
                let hint = format!("begin it with `> {written}`, and each line below it with `>`");
                return Some((message, hint));
            }
            _ if alert(name).is_some() && !behind.is_empty() && self.begins_line(start) => {
                let name = name.to_ascii_uppercase();
                format!(
                    "write `> [!{name}]` on a line of its own, and the words below it, behind `>`"
                )
            }
            _ if is_read_elsewhere && name.chars().all(|c| c.is_ascii_uppercase()) => {
                let words = shortened(&self.restored(behind.trim_start_matches([' ', ':', '-'])));
                format!("write the words alone: `{words}`")
            }
            _ => return None,
        };
        Some((message, hint))
    }

    /// The alert that is meant where `[NOTE]`, `![NOTE]` or `[! NOTE]` stands alone in the first line of a quotation.
    fn quoted_alert(&self, inner: &str, range: Range<usize>) -> Option<&'static str> {
        let word = inner.trim_start_matches('!').trim();
        let (alert, _) = alert(word).filter(|_| inner.strip_prefix('!') != Some(word))?;
        (self.begins_quote(range.start) && self.ends_line_at(range.end)).then_some(alert)
    }

    /// Finds what begins no alert, though it was meant to be this one.
    pub(super) fn found_alert(&mut self, range: &Range<usize>, alert: &str) {
        let written = shortened(&self.prepared.text[range.clone()]);
        let message = format!("`{written}` begins no alert, so it is shown as text");
        let hint = format!("write `> [!{}]`", alert.to_ascii_uppercase());
        self.found_mark(range, message, hint);
    }

    /// The first mark that nothing closed before its block ended, of the brackets that are `open`.
    pub(super) fn note_open_mark(&mut self, open: &[usize]) {
        let text = &self.prepared.text;
        let first = open.first().filter(|at| self.begins_quote(**at));
        let line = first
            .and_then(|at| text[*at..].lines().next())
            .map(str::trim_end);
        if let (Some(&at), Some(line)) = (first, line)
            && let Some(word) = line.strip_prefix("[!")
            && let Some((alert, _)) = alert(word.trim_end_matches(['}', ')', '>', ' ']))
        {
            return self.found_alert(&(at..at + line.len()), alert);
        }
        let begins = |at: usize, mark: &str| {
            let start = text.get(at..at + mark.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(mark))
        };
        let mut open = open.iter().copied();
        let Some(at) = open.find(|&at| begins(at, "[!include") || begins(at, "[!video")) else {
            return;
        };
        let line = text[at..].lines().next().unwrap_or_default().trim_end();
        let written = shortened(&self.restored(line));
        let message = format!("`{written}` has no end, so it is shown as text");
        let hint = "write `]` behind it, as in `[!INCLUDE [title](path)]`";
        self.found_mark(&(at..at + line.len()), message, hint.to_owned());
    }

    /// Whether a quotation begins with what stands at this place.
    pub(super) fn begins_quote(&self, at: usize) -> bool {
        let mut lines = self.prepared.text[..at].rsplit('\n');
        let marks = lines.next().unwrap_or_default();
        let above = lines.next().unwrap_or_default().trim_start();
        let is_marks = |marks: &str| marks.chars().all(|c| matches!(c, '>' | ' ' | '\t'));
        marks.contains('>') && is_marks(marks) && (!above.starts_with('>') || is_marks(above))
    }

    fn begins_line(&self, at: usize) -> bool {
        let before = self.prepared.text[..at].trim_end_matches([' ', '\t', '>']);
        before.is_empty() || before.ends_with('\n')
    }

    fn ends_line_at(&self, at: usize) -> bool {
        let behind = self.prepared.text[at..].trim_start_matches([' ', '\t']);
        behind.is_empty() || behind.starts_with('\n')
    }

    fn found_mark(&mut self, range: &Range<usize>, message: String, hint: String) {
        let found = Diagnostic::warning(CODE, self.input.path, self.span(range), message);
        self.found.push(found.with_hint(hint));
    }
}
