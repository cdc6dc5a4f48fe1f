//! Two built sites to what is different between them: files, facts and words.
//!
//! It works on what is kept of a site ([`Record`]), so that the one may be a folder on the disk and the
//! other not yet written. Facts are told by path and in words; a page counts as changed in its words
//! where its authors wrote something else, and not where it merely shows another fact, another menu or
//! another design.

mod facts;
mod words;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::host::Host;
use crate::model::record::{Entry, Record};
use crate::model::{RelPath, Url};

/// What is different between two sites.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// The address of the later site, where it has one.
    pub url: Option<String>,
    /// Its files.
    pub files: Files,
    /// What the facts say otherwise, by path.
    pub facts: Vec<Fact>,
    /// The pages that say something else, by address.
    pub texts: Vec<Text>,
    /// The addresses under which a network may hold something that is no longer so, sorted.
    pub purge: Vec<String>,
}

/// Files by path from the site's root, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// New ones.
    pub added: Vec<String>,
    /// Those with new content.
    pub changed: Vec<String>,
    /// Those that are gone.
    pub removed: Vec<String>,
    /// How many are the same.
    pub unchanged: usize,
}

/// A fact that is stated otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Where it stands in support.json: `plans.business.targets[s1].respond.within`.
    pub path: String,
    /// The same for a reader: `plan business, s1: response`.
    pub what: String,
    /// What was stated; `None` where nothing was.
    pub from: Option<Value>,
    /// What is stated; `None` where nothing is.
    pub to: Option<Value>,
}

/// A page whose words are other ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its file.
    pub path: String,
    /// Its title, the later one where it has two.
    pub title: String,
    /// What happened to it.
    pub change: Change,
}

/// What happened to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It is gone.
    Removed,
}

impl Change {
    /// As programs read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

impl Difference {
    /// How many pages changed without a change of their words: in the facts they show, in menus or in
    /// design.
    pub fn redrawn(&self) -> usize {
        let pages = self.files.changed.iter();
        let pages = pages.filter(|path| path.ends_with(".html"));
        let texts: BTreeSet<&str> = self.texts.iter().map(|text| &*text.path).collect();
        let told = |path: &&String| texts.contains(path.as_str());
        pages.filter(|path| !told(path)).count()
    }
}

impl Files {
    /// These without those of the search index, of which nearly all change their names with every word
    /// that is written: they are many and tell a reader nothing.
    pub fn without_index(&self) -> Self {
        let without = |list: &[String]| {
            let list = list.iter().filter(|path| !is_of_index(path));
            list.cloned().collect()
        };
        Self {
            added: without(&self.added),
            changed: without(&self.changed),
            removed: without(&self.removed),
            unchanged: self.unchanged,
        }
    }
}

/// `search/root.js`, `search/search.js`, `zh-TW/search/03c1a2b4d5/t7.js`, and what is beside them under such names.
fn is_of_index(path: &str) -> bool {
    let (_, inside) = match path.strip_prefix("search/") {
        Some(inside) => ("", inside),
        None => path.split_once("/search/").unwrap_or_default(),
    };
    let is_generation = |folder: &str| folder.bytes().all(|byte| byte.is_ascii_hexdigit());
    let folder = inside.split_once('/').map(|(folder, _)| folder);
    let is_stable = inside.starts_with("root.js") || inside.starts_with("search.js");
    is_stable || folder.is_some_and(is_generation)
}

/// The files of two sites, held against each other.
pub fn files(old: &Record, new: &Record) -> Files {
    let mut files = Files::default();
    for (path, entry) in &new.files {
        match old.files.get(path) {
            None => files.added.push(path.clone()),
            Some(before) if before.is_same(entry) => files.unchanged += 1,
            Some(_) => files.changed.push(path.clone()),
        }
    }
    let gone = old.files.keys();
    let gone = gone.filter(|path| !new.files.contains_key(*path));
    files.removed = gone.cloned().collect();
    files
}

/// What the later of two statements of facts says otherwise.
pub fn facts(old: &Value, new: &Value) -> Vec<Fact> {
    facts::stated(old, new)
}

/// Two sites, held against each other, where `files` are known.
pub fn sites(old: &Record, new: &Record, files: Files) -> Difference {
    Difference {
        url: new.url.clone(),
        facts: facts::compared(&old.facts, &new.facts),
        texts: texts(old, new, &files),
        purge: purge(old, new, &files),
        files,
    }
}

fn texts(old: &Record, new: &Record, files: &Files) -> Vec<Text> {
    let text = |path: &str, entry: &Entry, change: Change| {
        entry.origin.text.as_ref()?;
        Some(Text {
            path: path.to_owned(),
            title: entry.origin.title.as_deref().unwrap_or_default().to_owned(),
            change,
        })
    };
    let added = files.added.iter().filter_map(|path| {
        let entry = new.files.get(path)?;
        text(path, entry, Change::Added)
    });
    let removed = files.removed.iter().filter_map(|path| {
        let entry = old.files.get(path)?;
        text(path, entry, Change::Removed)
    });
    let changed = files.changed.iter().filter_map(|path| {
        let (before, entry) = (old.files.get(path)?, new.files.get(path)?);
        // Some older supportal wrote it, which did not say.
        before.origin.title.as_ref()?;
        match (&before.origin.text, &entry.origin.text) {
            (Some(was), Some(is)) if was != is => text(path, entry, Change::Changed),
            // A translation came or went, in place of which the source language is shown.
            (None, Some(_)) => text(path, entry, Change::Added),
            (Some(_), None) => text(path, before, Change::Removed),
            _ => None,
        }
    });
    let mut texts: Vec<Text> = added.chain(changed).chain(removed).collect();
    texts.sort_by(|a, b| a.path.cmp(&b.path));
    texts
}

/// Addresses, percent-encoded: absolute where the site has one, else from its root. A page stands where its host
/// serves it; the page of a folder under the folder's address, with and without `/` at its end, and, but on a host
/// that leads on from there, under its own. Hosts send compressed copies in place of the files that they are made
/// from, and never under an address of their own.
fn purge(old: &Record, new: &Record, files: &Files) -> Vec<String> {
    let root = new.url.as_deref().unwrap_or_default();
    let host = new.host.as_deref().and_then(Host::named);
    let drops_html = host.is_some_and(|host| host.drops_html);
    let is_copy = |path: &str| {
        let entry = new.files.get(path).or_else(|| old.files.get(path));
        entry.is_some_and(Entry::is_copy)
    };
    let lists = [&files.added, &files.changed, &files.removed];
    let paths = lists.into_iter().flatten();
    let mut addresses = BTreeSet::new();
    for path in paths.filter(|path| !is_copy(path)) {
        let url = Url::new(&RelPath::new(path).unwrap_or_default());
        let own = url.encoded();
        let mut add = |address: &str| addresses.insert(format!("{root}{address}"));
        let is_page_of_folder = url.served(false) != url;
        if let Some(folder) = own.strip_suffix("index.html").filter(|_| is_page_of_folder) {
            match (folder, root) {
                ("", "") => add("./"),
                _ => add(folder),
            };
            if let Some(bare) = folder.strip_suffix('/') {
                add(bare);
            }
        }
        match own.strip_suffix(".html").filter(|_| drops_html) {
            None => add(&own),
            Some(_) if is_page_of_folder => continue,
            Some(bare) => add(bare),
        };
    }
    addresses.into_iter().collect()
}
