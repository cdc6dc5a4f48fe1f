//! What an import did, and what it left behind.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use crate::model::markup::fence;
use crate::model::text::{self, steers};

/// Places named for one construct on the terminal; the file names all of them.
const SHOWN: usize = 3;

/// Characters that are kept of what stands at a place: enough to find it by. A line may be as long as its file, and
/// have a thousand such places.
const KEPT: usize = 200;

/// Bytes of it that are read for these: as many as the characters may have, and more for blanks between them.
const READ: usize = 8 * KEPT;

/// What an import did, in numbers, and every place where something was not carried over.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The language of the tree, as a tag.
    pub language: String,
    /// Title of the portal.
    pub title: String,
    /// Markdown files of the source that are articles.
    pub articles: usize,
    /// Articles that are now pages.
    pub pages: usize,
    /// FAQ files that are now pages.
    pub faqs: usize,
    /// Landing pages that are now pages.
    pub landings: usize,
    /// Pages that the importer wrote because the portal needs them.
    pub generated: usize,
    /// Files to include, copied.
    pub fragments: usize,
    /// Images and downloads, copied.
    pub assets: usize,
    /// Old addresses that lead to a page.
    pub redirects: usize,
    /// Articles and FAQ pages that a table of contents names.
    pub listed: usize,
    /// Of a translation: how it stands beside the source language.
    pub source: Option<Beside>,
    /// Keys of the pages that no table of contents names, sorted.
    pub unlisted: Vec<String>,
    /// What was changed in texts, by what it was, with how often.
    pub changed: BTreeMap<String, usize>,
    /// Every place where something was not carried over, sorted by construct, file and line.
    pub left: Vec<Left>,
}

/// How a translation stands beside the pages of the source language.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Pages of the source language.
    pub pages: usize,
    /// Keys of those that have no translation, sorted.
    pub missing: Vec<String>,
    /// Keys of the pages that the translation alone has, sorted.
    pub alone: Vec<String>,
}

/// A place in the source where something was not carried over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    /// What kind of thing it is.
    pub construct: String,
    /// The file, from the folder that was imported.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

impl Report {
    /// Notes that something was not carried over.
    pub(super) fn leave(
        &mut self,
        construct: impl Into<String>,
        file: &str,
        line: usize,
        text: impl AsRef<str>,
    ) {
        let construct: String = construct.into();
        self.left.push(Left {
            construct: visible(&construct),
            file: visible(file),
            line,
            text: visible(&beginning(text.as_ref())),
        });
    }

    /// Counts a change in a text.
    pub(super) fn change(&mut self, what: &str) {
        *self.changed.entry(what.to_owned()).or_default() += 1;
    }

    /// Puts the lists in their order.
    pub(super) fn sort(&mut self) {
        self.left.sort();
        self.unlisted.sort();
    }

    /// The full report, as Markdown.
    pub fn markdown(&self) -> String {
        let mut out = String::from("# Import report\n\n");
        for line in self.numbers() {
            let _ = writeln!(out, "- {line}");
        }
        if !self.changed.is_empty() {
            out.push_str("\n## Changed in the texts\n\n");
            for (what, times) in &self.changed {
                let _ = writeln!(out, "- {what}: {times}");
            }
        }
        let beside = self.source.as_ref();
        for (title, keys) in [
            (
                "Pages that no table of contents names",
                Some(&self.unlisted),
            ),
            (
                "Pages without a translation",
                beside.map(|one| &one.missing),
            ),
            (
                "Pages that the source language lacks",
                beside.map(|one| &one.alone),
            ),
        ] {
            let Some(keys) = keys.filter(|keys| !keys.is_empty()) else {
                continue;
            };
            let _ = writeln!(out, "\n## {title}\n");
            for key in keys {
                let _ = writeln!(out, "- `{}`", visible(key));
            }
        }
        if !self.left.is_empty() {
            out.push_str("\n## Not carried over\n");
            for (construct, places) in self.constructs() {
                let _ = writeln!(out, "\n### {construct}: {}\n", places.len());
                for place in places {
                    let _ = writeln!(
                        out,
                        "- `{}:{}`{}",
                        place.file,
                        place.line,
                        code(&place.text)
                    );
                }
            }
        }
        out
    }

    fn numbers(&self) -> Vec<String> {
        let mut lines = vec![
            format!("portal: {} ({})", visible(&self.title), self.language),
            format!(
                "articles: {} in, {} pages out, difference {}",
                self.articles,
                self.pages,
                self.articles.abs_diff(self.pages)
            ),
            format!(
                "navigation: {} pages as in the tables of contents, {} in a section for the rest",
                self.listed,
                self.unlisted.len()
            ),
        ];
        if let Some(beside) = &self.source {
            lines.push(format!(
                "translation: {} of {} pages, {} that the source language lacks",
                beside.pages - beside.missing.len(),
                beside.pages,
                beside.alone.len()
            ));
        }
        let others = [
            (self.faqs, "FAQ pages"),
            (self.landings, "landing pages"),
            (self.generated, "pages written anew"),
            (self.fragments, "files to include"),
            (self.assets, "images and downloads"),
            (self.redirects, "redirects"),
        ];
        for (count, what) in others.into_iter().filter(|(count, _)| *count > 0) {
            lines.push(format!("{what}: {count}"));
        }
        lines
    }

    /// The places by construct, each list in order.
    fn constructs(&self) -> BTreeMap<&str, Vec<&Left>> {
        let mut groups: BTreeMap<&str, Vec<&Left>> = BTreeMap::new();
        for place in &self.left {
            groups.entry(&place.construct).or_default().push(place);
        }
        groups
    }
}

/// The report for a terminal: numbers, then each construct with its first places.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.numbers() {
            writeln!(f, "{line}")?;
        }
        if !self.changed.is_empty() {
            writeln!(f, "changed in the texts:")?;
            for (what, times) in &self.changed {
                writeln!(f, "  {times:>6}  {what}")?;
            }
        }
        if !self.left.is_empty() {
            writeln!(f, "not carried over:")?;
            for (construct, places) in self.constructs() {
                writeln!(f, "  {:>6}  {construct}", places.len())?;
                for place in places.iter().take(SHOWN) {
                    let text = short(&place.text);
                    let line = format!("{}:{} {text}", place.file, place.line);
                    writeln!(f, "          {}", line.trim_end())?;
                }
                if places.len() > SHOWN {
                    writeln!(f, "          and {} more", places.len() - SHOWN)?;
                }
            }
        }
        Ok(())
    }
}

/// The first words of `text` with one blank between two, as many as are kept.
fn beginning(text: &str) -> String {
    let mut out = String::new();
    let mut left = KEPT;
    // The first word may be as long as the line, which must not be looked through for the end of it.
    let first = text::beginning(text, READ);
    for word in first.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if left == 0 {
                out.push('…');
                return out;
            }
            left -= 1;
            out.push(c);
        }
    }
    if first.len() < text.len() {
        out.push('…');
    }
    out
}

/// `text` without characters that would steer a terminal, line ends among them.
fn visible(text: &str) -> String {
    text.replace(steers, "\u{FFFD}")
}

fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// A blank and `text` as code, whatever backticks it holds; nothing for nothing.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let fence = fence(text, 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!(" {fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_kept_short_and_never_steers_a_terminal() {
        let mut report = Report {
            title: "A\u{1b}]0;B\u{7}".to_owned(),
            ..Report::default()
        };
        let long = format!("one \u{1b}[31m  two\n{}", "x".repeat(300_000));
        report.leave("a\u{202e}b", "c\nd", 1, long);
        let left = &report.left[0];
        assert_eq!(
            (left.construct.as_str(), left.file.as_str()),
            ("a\u{fffd}b", "c\u{fffd}d")
        );
        assert!(
            left.text.starts_with("one \u{fffd}[31m two xxx"),
            "{}",
            left.text
        );
        assert!(left.text.ends_with("x…") && left.text.len() < 220);
        for said in [report.to_string(), report.markdown()] {
            assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
            assert!(said.contains("portal: A\u{fffd}]0;B\u{fffd} ()"), "{said}");
        }
    }
}
