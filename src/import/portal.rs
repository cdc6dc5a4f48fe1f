//! The portal's own files: supportal.yaml, and pages as text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::targets::Targets;
use super::toc::{Goal, Nav};
use super::yaml::quoted;
use crate::model::RelPath;

/// Families of rules that an imported tree is not yet held to.
const LEVELS: [&str; 6] = ["LNK-*", "A11-*", "HTML-RAW", "FM-*", "INC-*", "TRN-*"];

/// A page, ready to be written.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Its path below the language's folder.
    pub key: RelPath,
    pub title: String,
    pub description: Option<String>,
    /// The heading that the text begins with: what Learn shows as the title. Its `title:` is for
    /// search engines.
    pub heading: Option<String>,
    /// `kind:`, where the folder does not say it.
    pub kind: Option<&'static str>,
    /// Old addresses.
    pub redirects: BTreeSet<String>,
    /// Words it is found by.
    pub keywords: BTreeSet<String>,
    /// Further front matter, one entry a line or more.
    pub kept: String,
    /// Front matter that cannot be read, fences included: written instead of all of the above.
    pub raw: Option<String>,
    /// The text.
    pub body: String,
    /// Lines of title and description in the file it is made from.
    pub lines: (usize, usize),
}

impl Page {
    /// The file's text.
    pub fn text(&self) -> String {
        if let Some(raw) = &self.raw {
            return format!("{raw}{}", self.body);
        }
        let mut out = format!("---\ntitle: {}\n", quoted(&self.title));
        if let Some(description) = &self.description {
            let _ = writeln!(out, "description: {}", quoted(description));
        }
        if let Some(kind) = self.kind {
            let _ = writeln!(out, "kind: {kind}");
        }
        if !self.redirects.is_empty() {
            let _ = writeln!(out, "redirect_from: {}", list(&self.redirects));
        }
        if !self.keywords.is_empty() {
            let _ = writeln!(out, "search: {{keywords: {}}}", list(&self.keywords));
        }
        out + &self.kept + "---\n" + &self.body
    }
}

/// supportal.yaml.
pub(super) fn config(
    title: &str,
    description: Option<&str>,
    language: &str,
    nav: &[Nav],
    targets: &Targets,
) -> String {
    let mut out = format!("title: {}\n", quoted(title));
    if let Some(description) = description {
        let _ = writeln!(out, "description: {}", quoted(description));
    }
    let _ = write!(
        out,
        "languages: [{language}]\nprofile: none\ndialect: learn\n"
    );
    out += "\n# What came with the texts is listed and does not stop a build; import-report.md has the rest.\n";
    out += "levels:\n";
    for rule in LEVELS {
        let _ = writeln!(
            out,
            "  - {{rule: {}, level: warning, why: imported}}",
            quoted(rule)
        );
    }
    if !nav.is_empty() {
        out += "\nnav:\n";
        navs(nav, 1, targets, &mut out);
    }
    out
}

fn navs(entries: &[Nav], depth: usize, targets: &Targets, out: &mut String) {
    let indent = "  ".repeat(depth);
    for entry in entries {
        let page = entry.goal.as_ref().map(|goal| match goal {
            Goal::Page(page) => quoted(targets.page(*page).key.as_str()),
            Goal::Address(address) => quoted(address),
        });
        let title = entry.title.as_deref().map(quoted);
        match (title, page) {
            (None, Some(page)) if entry.items.is_empty() => {
                let _ = writeln!(out, "{indent}- {page}");
                continue;
            }
            (None, Some(page)) => {
                let _ = writeln!(out, "{indent}- page: {page}");
            }
            // An entry has a name or a page.
            (None, None) => continue,
            (Some(title), page) => {
                let _ = writeln!(out, "{indent}- title: {title}");
                if let Some(page) = page {
                    let _ = writeln!(out, "{indent}  page: {page}");
                }
            }
        }
        if !entry.items.is_empty() {
            let _ = writeln!(out, "{indent}  items:");
            navs(&entry.items, depth + 2, targets, out);
        }
    }
}

fn list(texts: &BTreeSet<String>) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
