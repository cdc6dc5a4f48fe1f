//! The portal on the disk: supportal.yaml, and pages as text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::Context;

use super::drawings;
use super::locales::{self, Names};
use super::report::Report;
use super::toc::{Goal, Nav};
use crate::model::path::CONFIG;
use crate::model::yaml::quoted;
use crate::model::{Locale, RelPath};

/// Families of rules that an imported tree is not yet held to.
const LEVELS: [&str; 6] = ["LNK-*", "A11-*", "HTML-RAW", "FM-*", "INC-*", "TRN-*"];

/// A page, ready to be written.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Its path below the language's folder.
    pub key: RelPath,
    /// The file it is made from, as the report names it.
    pub source: String,
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
    /// Whether search passes it over.
    pub hidden: bool,
    /// Whether its front matter says that it is a draft, which no navigation names by itself.
    pub draft: bool,
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
        let mut search = Vec::new();
        if self.hidden {
            search.push("exclude: true".to_owned());
        }
        if !self.keywords.is_empty() {
            search.push(format!("keywords: {}", list(&self.keywords)));
        }
        if !search.is_empty() {
            let _ = writeln!(out, "search: {{{}}}", search.join(", "));
        }
        out + &self.kept + "---\n" + &self.body
    }
}

/// The old site in one language, as it will stand in the portal.
pub(super) struct Made {
    pub(super) language: Locale,
    /// `None` for a translation that has no name for it.
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    /// Address of the site's root, where the old site says it.
    pub(super) url: Option<String>,
    /// Its pages are places in `pages`.
    pub(super) nav: Vec<Nav>,
    pub(super) pages: Vec<Page>,
    /// A first page that no file of the old site is.
    pub(super) home: Option<Page>,
    /// Files to include: key and text.
    pub(super) fragments: Vec<(RelPath, String)>,
    /// Files to copy, and their keys.
    pub(super) assets: Vec<(PathBuf, RelPath)>,
    pub(super) report: Report,
}

/// Fails where `dir` has something in it.
pub(super) fn refuse_full(dir: &Path) -> anyhow::Result<()> {
    let full = match std::fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read `{}`", dir.display()));
        }
    };
    if full {
        anyhow::bail!(
            "`{}` is not empty; name a folder that does not exist yet, or empty this one",
            dir.display()
        );
    }
    Ok(())
}

/// Fails where `dir` is in one of the folders that are read: an import after this one would take what it writes for
/// pages of the source.
pub(super) fn refuse_inside<'a>(
    dir: &Path,
    trees: impl IntoIterator<Item = &'a Path>,
) -> anyhow::Result<()> {
    let place = real(dir)?;
    for tree in trees {
        if place.starts_with(real(tree)?) {
            anyhow::bail!(
                "`{}` is in `{}`, which is imported: the portal would be taken for pages of it the next time\nhint: name a folder outside of it",
                dir.display(),
                tree.display()
            );
        }
    }
    Ok(())
}

/// A path without links, of which the end may not exist yet.
fn real(path: &Path) -> anyhow::Result<PathBuf> {
    let failed = || format!("cannot read `{}`", path.display());
    let mut real = Path::new(".").canonicalize().with_context(failed)?;
    for part in path.components() {
        real.push(part);
        // A folder that does not exist yet is no link.
        match real.canonicalize() {
            Ok(found) => real = found,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if part == Component::ParentDir {
                    real.pop();
                    real.pop();
                }
            }
            Err(error) => return Err(error).with_context(failed),
        }
    }
    Ok(real)
}

/// Writes the portal to `dir`, the source language being the first, and what was done to import-report.md.
/// `settings` are further lines of supportal.yaml.
pub(super) fn write(mut all: Vec<Made>, settings: &str, dir: &Path) -> anyhow::Result<Vec<Report>> {
    locales::compare(&mut all);
    for made in &mut all {
        made.write(dir)?;
    }
    write_file(&dir.join(CONFIG), config(&all, settings).as_bytes())?;
    Ok(all.into_iter().map(|made| made.report).collect())
}

impl Made {
    /// Writes the folder of the language, and the report.
    fn write(&mut self, dir: &Path) -> anyhow::Result<()> {
        let root = dir.join(self.language.as_str());
        for page in self.pages.iter().chain(&self.home) {
            write_file(&root.join(page.key.as_str()), page.text().as_bytes())?;
        }
        for (key, text) in &self.fragments {
            write_file(&root.join(key.as_str()), text.as_bytes())?;
        }
        for (source, key) in &self.assets {
            let bytes = std::fs::read(source)
                .with_context(|| format!("cannot read `{}`", source.display()))?;
            if let Some(bytes) = drawings::published(bytes, key, &mut self.report) {
                write_file(&root.join(key.as_str()), &bytes)?;
            }
        }
        self.report.sort();
        let name = match self.report.source {
            None => "import-report.md".to_owned(),
            Some(_) => format!("import-report.{}.md", self.language),
        };
        write_file(&dir.join(name), self.report.markdown().as_bytes())
    }
}

fn write_file(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make `{}`", folder.display()))?;
    }
    std::fs::write(file, bytes).with_context(|| format!("cannot write `{}`", file.display()))
}

/// supportal.yaml of a portal whose first language is that of the first tree.
fn config(all: &[Made], settings: &str) -> String {
    let titles = all.iter();
    let titles = titles.filter_map(|made| Some((&made.language, made.title.as_deref()?)));
    let mut out = format!("title: {}\n", text(titles.collect()));
    let described = all.iter().filter_map(|made| {
        let description = made.description.as_deref()?;
        Some((&made.language, description))
    });
    let described: Vec<_> = described.collect();
    // A text in several languages says at least that of the first.
    if described
        .first()
        .is_some_and(|(locale, _)| **locale == all[0].language)
    {
        let _ = writeln!(out, "description: {}", text(described));
    }
    if let Some(url) = &all[0].url {
        let _ = writeln!(out, "url: {}", quoted(url));
    }
    let languages: Vec<&str> = all.iter().map(|made| made.language.as_str()).collect();
    let _ = write!(
        out,
        "languages: [{}]\nprofile: none\n{settings}",
        languages.join(", ")
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
    if !all[0].nav.is_empty() {
        out += "\nnav:\n";
        let names = Names::of(all);
        navs(&all[0].nav, 1, &names, &mut out);
    }
    out
}

/// A text of the portal: plain where it is in one language.
pub(super) fn text(words: Vec<(&Locale, &str)>) -> String {
    match words.as_slice() {
        [(_, words)] => quoted(words),
        words => {
            let words = words
                .iter()
                .map(|(locale, words)| format!("{locale}: {}", quoted(words)));
            format!("{{{}}}", words.collect::<Vec<_>>().join(", "))
        }
    }
}

fn navs(entries: &[Nav], depth: usize, names: &Names<'_>, out: &mut String) {
    let indent = "  ".repeat(depth);
    for entry in entries {
        let page = entry.goal.as_ref().map(|goal| match goal {
            Goal::Page(page) => quoted(names.source[*page].key.as_str()),
            Goal::Address(address) => quoted(address),
        });
        let title = names.title(entry).map(text);
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
            navs(&entry.items, depth + 2, names, out);
        }
    }
}

fn list(texts: &BTreeSet<String>) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
