//! The folder that is imported: its files, and the docsets among them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use walkdir::WalkDir;

use super::bilingual::{self, Side};
use super::docset::Docset;
use super::report::Report;
use crate::model::RelPath;
use crate::model::text::{is_annotation, is_bidi, is_noncharacter, stacked_selectors, stray_tags};

/// A tree with one docset or several.
pub(super) struct Tree {
    root: PathBuf,
    /// Name of the folder, for what the tree itself does not name.
    pub name: String,
    /// Every file, from the root, sorted.
    pub files: Vec<RelPath>,
    /// At least one, sorted by folder.
    pub docsets: Vec<Docset>,
    /// The docset whose folder falls away, so that its landing page is the home page.
    pub whole: Option<usize>,
    /// The folder of the portal that the only docset stands in, where it has none of its own.
    under: Option<RelPath>,
    /// The language that is read, where texts carry their original.
    pub side: Option<Side>,
}

/// Files at the root of a repository that Learn publishes.
const LEARN: [&str; 2] = [
    ".openpublishing.publish.config.json",
    ".openpublishing.redirection.json",
];

impl Tree {
    /// Lists the files of `src`, where it is a translation that of `source`; of texts in two languages,
    /// `side` is read. Fails where it is not a folder or cannot be read.
    pub fn read(
        src: &Path,
        source: Option<&Self>,
        side: Option<Side>,
        report: &mut Report,
    ) -> anyhow::Result<Self> {
        if !src.is_dir() {
            anyhow::bail!(
                "`{}` is not a folder; name the folder that holds docfx.json, or the one above it",
                src.display()
            );
        }
        let whole = src
            .canonicalize()
            .with_context(|| format!("cannot read `{}`", src.display()))?;
        let name = whole.file_name().unwrap_or_default().to_string_lossy();
        let mut tree = Self {
            root: src.to_owned(),
            name: name.into_owned(),
            files: files(src, src, report)?,
            docsets: Vec::new(),
            whole: None,
            under: None,
            side,
        };
        tree.docsets = tree.find_docsets(report)?;
        let one = tree.docsets.len() == 1;
        match source {
            None => tree.whole = one.then_some(0),
            Some(source) => tree.stand_beside(source, one),
        }
        Ok(tree)
    }

    /// Gives pages the paths of those that they are translations of, also where one tree has more docsets
    /// than the other.
    fn stand_beside(&mut self, source: &Self, one: bool) {
        let is_its = |docset: &Docset, other: &Docset| self.called(docset) == source.called(other);
        match source.whole {
            Some(at) => {
                let other = &source.docsets[at];
                let same = self.docsets.iter().position(|docset| is_its(docset, other));
                self.whole = same.or(one.then_some(0));
            }
            None if one && self.docsets[0].folder == RelPath::default() => {
                let same = source
                    .docsets
                    .iter()
                    .find(|other| is_its(&self.docsets[0], other));
                self.under = same.map(|other| other.folder.clone());
            }
            None => {}
        }
    }

    /// The name of a docset's folder.
    fn called<'a>(&'a self, docset: &'a Docset) -> &'a str {
        match docset.folder.file_name() {
            "" => &self.name,
            name => name,
        }
    }

    fn find_docsets(&self, report: &mut Report) -> anyhow::Result<Vec<Docset>> {
        let mut folders: Vec<(RelPath, RelPath)> = self
            .files
            .iter()
            .filter(|path| path.file_name().eq_ignore_ascii_case("docfx.json"))
            .map(|path| (path.parent(), path.clone()))
            .collect();
        folders.sort();
        let learn = self.is_learn();
        let mut docsets: Vec<Docset> = Vec::new();
        for (folder, path) in folders {
            if docsets.iter().any(|outer| below(&folder, &outer.folder)) {
                report.leave("docset inside another docset", path.as_str(), 1, "");
                continue;
            }
            let name = match folder.file_name() {
                "" => self.name.clone(),
                name => name.to_owned(),
            };
            let text = self.text(&path, report)?;
            let mut docset = Docset::without_config(&name);
            docset.folder = folder;
            docsets.push(Docset::read(path.as_str(), &text, docset, learn, report));
        }
        if docsets.is_empty() {
            let mut docset = Docset::without_config(&self.name);
            docset.plain = true;
            docsets.push(docset);
        }
        Ok(docsets)
    }

    /// Whether Learn publishes the tree: its settings stand in it, or in a folder that it is in.
    fn is_learn(&self) -> bool {
        let is_setting = |name: &str| name.starts_with(".openpublishing.");
        let whole = self.root.canonicalize().unwrap_or_default();
        let mut above = whole.ancestors().skip(1);
        self.files.iter().any(|path| is_setting(path.file_name()))
            || above.any(|folder| LEARN.iter().any(|name| folder.join(name).is_file()))
    }

    /// The docset that `path` is in, and its path below the docset's folder.
    pub fn docset(&self, path: &RelPath) -> Option<(usize, RelPath)> {
        self.docsets
            .iter()
            .enumerate()
            .find_map(|(at, docset)| Some((at, path.strip_prefix(docset.folder.as_str())?)))
    }

    /// The docset that `path` is in, and where the old site has it below the docset's address.
    pub fn placed(&self, path: &RelPath) -> Option<(usize, RelPath)> {
        let (at, below) = self.docset(path)?;
        Some((at, self.docsets[at].placed(&below)))
    }

    /// Where a file stands below the portal's language folder.
    pub fn key(&self, path: &RelPath) -> Option<RelPath> {
        let (at, placed) = self.placed(path)?;
        if self.whole == Some(at) {
            return Some(placed);
        }
        let folder = self.under.as_ref().unwrap_or(&self.docsets[at].folder);
        folder.join(placed.as_str())
    }

    /// Where a file is on the disk.
    pub fn file(&self, path: &RelPath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// The text of a file, without byte order mark, its lines ended by LF.
    pub fn text(&self, path: &RelPath, report: &mut Report) -> anyhow::Result<String> {
        text(&self.file(path), path.as_str(), report)
    }

    /// What a text says in the language that is read.
    pub fn said<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.side {
            Some(side) => bilingual::side(text, side).into(),
            None => text.into(),
        }
    }

    /// A file of the folder above that belongs to the tree, where the docset alone is imported.
    pub fn has_above(&self, name: &str) -> bool {
        self.root
            .canonicalize()
            .ok()
            .and_then(|root| Some(root.parent()?.join(name).is_file()))
            .unwrap_or_default()
    }
}

fn below(folder: &RelPath, outer: &RelPath) -> bool {
    folder.strip_prefix(outer.as_str()).is_some()
}

/// The text of a file, without byte order mark, its lines ended by LF; the report calls it `name`.
pub(super) fn text(file: &Path, name: &str, report: &mut Report) -> anyhow::Result<String> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    if let Err(error) = std::str::from_utf8(&bytes) {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count();
        let shown = text.lines().nth(line).unwrap_or_default();
        let what = "letters lost, since the file is not UTF-8; save it as UTF-8, and import anew";
        report.leave(what, name, line + 1, shown);
    }
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => {
            report.change("byte order marks removed");
            rest
        }
        None => &text,
    };
    if !text.contains('\r') {
        return Ok(readable(text, name, report).into_owned());
    }
    report.change("files whose lines ended in CR LF");
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Ok(readable(&text, name, report).into_owned())
}

/// The text without the characters that stop a build.
fn readable<'t>(text: &'t str, name: &str, report: &mut Report) -> Cow<'t, str> {
    let is_refused = |c: char| {
        let is_control = c.is_control() && !matches!(c, '\n' | '\t');
        is_control || is_noncharacter(c) || is_annotation(c) || is_bidi(c)
    };
    let alone = text.char_indices().filter(|&(_, c)| is_refused(c));
    let among_others = stray_tags(text).chain(stacked_selectors(text));
    let places: BTreeSet<usize> = alone.chain(among_others).map(|(at, _)| at).collect();
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let what = "characters that a portal refuses, left out";
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let end = start + line.len();
        if places.range(start..end).next().is_some() {
            report.leave(what, name, number + 1, line.trim());
        }
        start = end;
    }
    let kept = text
        .char_indices()
        .filter_map(|(at, c)| match places.contains(&at) {
            // The end of a page, for one, parts words.
            true => c.is_whitespace().then_some(' '),
            false => Some(c),
        });
    Cow::Owned(kept.collect())
}

/// Whether a link leads to a file below `root`, whatever links are on the way.
fn is_file_below(root: &Path, link: &Path) -> bool {
    let real = |path: &Path| Path::new(".").join(path).canonicalize();
    let (Ok(root), Ok(file)) = (real(root), real(link)) else {
        return false;
    };
    file.starts_with(root) && file.is_file()
}

/// Every file below `src`, sorted; what is none is reported. A link to a file that is below `root`, too, is that file:
/// the first page of many projects is their README.
pub(super) fn files(src: &Path, root: &Path, report: &mut Report) -> anyhow::Result<Vec<RelPath>> {
    let mut files = Vec::new();
    let walk = WalkDir::new(src).sort_by_file_name().into_iter();
    let walk = walk.filter_entry(|entry| entry.depth() == 0 || entry.file_name() != ".git");
    for entry in walk {
        let entry = entry.with_context(|| format!("cannot read `{}`", src.display()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let parts: Option<Vec<&str>> = entry
            .path()
            .strip_prefix(src)
            .unwrap_or(entry.path())
            .components()
            .map(|part| part.as_os_str().to_str())
            .collect();
        let shown = entry.path().strip_prefix(src).unwrap_or(entry.path());
        match parts.and_then(|parts| RelPath::new(&parts.join("/"))) {
            Some(path) if entry.file_type().is_file() || is_file_below(root, entry.path()) => {
                files.push(path);
            }
            Some(path) => report.leave("symbolic link or special file", path.as_str(), 1, ""),
            None => {
                let name = shown.to_string_lossy();
                report.leave("file name that is not UTF-8", &name, 1, "");
            }
        }
    }
    files.sort();
    Ok(files)
}
