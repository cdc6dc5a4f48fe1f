//! What a link of the old site leads to.
//!
//! Learn looks a page up by its address without regard to letter case, by `~/` from the docset, and
//! after redirects. The portal's links are paths of files; this is the one place that knows both.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Tree;
use crate::model::{Locale, RelPath, Url};

/// A page of the portal and where it comes from.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The file it is made from, from the imported folder.
    pub source: RelPath,
    /// Its path below the language's folder.
    pub key: RelPath,
}

/// All pages, by everything they are called.
#[derive(Default)]
pub(super) struct Targets {
    pages: Vec<Target>,
    by_source: BTreeMap<String, usize>,
    by_address: BTreeMap<String, usize>,
    moved: BTreeMap<String, usize>,
    /// Files that are not pages but stand in the portal: lower case → source and key.
    files: BTreeMap<String, (RelPath, RelPath)>,
}

/// A page that was found, and how.
pub(super) struct Found {
    pub page: usize,
    /// `#part`, or nothing.
    pub fragment: String,
    /// What had to be known besides the path.
    pub how: &'static str,
}

impl Targets {
    /// Adds the page made from `source`; its number is the order in which it was added.
    pub fn add(&mut self, tree: &Tree, source: RelPath, key: RelPath) -> usize {
        let number = self.pages.len();
        let address = address(tree, &source);
        self.by_source
            .insert(source.as_str().to_lowercase(), number);
        if let Some(folder) = address.strip_suffix("/index") {
            self.by_address.entry(folder.to_owned()).or_insert(number);
        }
        self.by_address.entry(address).or_insert(number);
        self.pages.push(Target { source, key });
        number
    }

    /// Adds a file that is copied, or included by pages.
    pub fn add_file(&mut self, source: &RelPath, key: RelPath) {
        let name = source.as_str().to_lowercase();
        self.files.insert(name, (source.clone(), key));
    }

    /// Says that an old address, in lower case, leads to `page`.
    pub fn add_moved(&mut self, address: &str, page: usize) {
        self.moved.entry(address.to_owned()).or_insert(page);
    }

    /// The page with this number.
    pub fn page(&self, number: usize) -> &Target {
        &self.pages[number]
    }

    /// The page at a site's address, in lower case, without regard to redirects.
    pub fn at(&self, address: &str) -> Option<usize> {
        self.by_address.get(address).copied()
    }

    /// The folders that pages stand in, and those that these are in.
    pub fn folders(&self) -> BTreeSet<&str> {
        let keys = self.pages.iter().map(|page| page.key.as_str());
        let folders = keys.flat_map(|key| key.match_indices('/').map(|(at, _)| &key[..at]));
        folders.collect()
    }

    /// Whether a page is made from this file.
    pub fn is_source(&self, path: &str) -> bool {
        self.by_source.contains_key(&path.to_lowercase())
    }

    /// The page that `to` leads to from the file `from`.
    pub fn find(&self, tree: &Tree, from: &RelPath, to: &str) -> Option<Found> {
        let (path, fragment) = parts(to)?;
        let found = |page, how| Found {
            page,
            fragment: fragment.to_owned(),
            how,
        };
        let path = decoded(path);
        if let Some(rest) = path.strip_prefix("~/") {
            let sources = in_docset(tree, from, rest);
            let Some(page) = sources.iter().find_map(|source| self.source(source)) else {
                let mut moved = sources.iter().map(|source| address(tree, source));
                let page = moved.find_map(|address| self.moved.get(&address).copied())?;
                return Some(found(page, MOVED));
            };
            return Some(found(page, "`~/` links made relative"));
        }
        if path.starts_with('/') {
            let address = plain_address(&path);
            let (page, moved) = self.lookup(&address).or_else(|| {
                let (locale, rest) = address.split_once('/')?;
                Locale::new(locale).filter(|_| locale.contains('-'))?;
                self.lookup(rest)
            })?;
            return Some(found(
                page,
                if moved {
                    MOVED
                } else {
                    "site links made relative"
                },
            ));
        }
        let source = from.parent().join(&path)?;
        if let Some(page) = self.by_source.get(&source.as_str().to_lowercase()) {
            let how = if self.pages[*page].source != source {
                "links whose letter case was put right"
            } else if source.extension() == "yml" {
                "links to YAML pages"
            } else {
                "links freed of their query"
            };
            return Some(found(*page, how));
        }
        if let Some(page) = self.source(&source) {
            return Some(found(page, "links to a page by another extension"));
        }
        let page = self.moved.get(&address(tree, &source))?;
        Some(found(*page, MOVED))
    }

    /// What to write instead of `to` in a page or fragment at `key` made from `from`, and why;
    /// `None` leaves the link as it is.
    pub fn rewrite(
        &self,
        tree: &Tree,
        from: &RelPath,
        key: &RelPath,
        to: &str,
    ) -> Option<(String, &'static str)> {
        if let Some(found) = self.find(tree, from, to) {
            let target = &self.pages[found.page].key;
            let (path, _) = parts(to)?;
            let already = key.parent().join(&decoded(path)).as_ref() == Some(target);
            if already && !to.contains('?') {
                return None;
            }
            let to = Url::new(target).href(&Url::new(key)) + &found.fragment;
            return Some((to, found.how));
        }
        let (path, fragment) = parts(to)?;
        let path = decoded(path);
        let sources = match path.strip_prefix("~/") {
            Some(rest) => in_docset(tree, from, rest),
            None if path.starts_with('/') => return None,
            None => from.parent().join(&path).into_iter().collect(),
        };
        let (_, target) = sources
            .iter()
            .find_map(|source| self.files.get(&source.as_str().to_lowercase()))?;
        if key.parent().join(&path).as_ref() == Some(target) {
            return None;
        }
        let how = if path.starts_with("~/") {
            "`~/` links made relative"
        } else {
            "links whose letter case was put right"
        };
        Some((Url::new(target).href(&Url::new(key)) + fragment, how))
    }

    /// The page at an address, and whether it moved there.
    fn lookup(&self, address: &str) -> Option<(usize, bool)> {
        let here = self.by_address.get(address).map(|page| (*page, false));
        here.or_else(|| self.moved.get(address).map(|page| (*page, true)))
    }

    /// The page made from this file, or from one that differs only in `.md` and `.yml`.
    fn source(&self, path: &RelPath) -> Option<usize> {
        let name = path.as_str().to_lowercase();
        let other = match name.rsplit_once('.') {
            Some((stem, "md")) => format!("{stem}.yml"),
            Some((stem, "yml" | "yaml")) => format!("{stem}.md"),
            _ => return self.by_source.get(&name).copied(),
        };
        let page = self
            .by_source
            .get(&name)
            .or_else(|| self.by_source.get(&other));
        page.copied()
    }
}

/// How a page was found that its old address no longer names.
pub(super) const MOVED: &str = "links to pages that moved, by the redirects";

/// The address of a file on the old site, in lower case: `partner-center/billing`.
pub(super) fn address(tree: &Tree, source: &RelPath) -> String {
    let path = match tree.placed(source) {
        Some((at, placed)) => format!("{}/{placed}", tree.docsets[at].base),
        None => source.as_str().to_owned(),
    };
    plain_address(&path)
}

/// A path of the site without slashes at its ends and without extension, in lower case.
pub(super) fn plain_address(path: &str) -> String {
    let path = path.trim_matches('/').to_lowercase();
    match path.rsplit_once('.') {
        Some((stem, "md" | "yml" | "html")) => stem.to_owned(),
        _ => path,
    }
}

/// The path and the fragment of a link within the site, without its query; `None` for any other.
pub(super) fn parts(to: &str) -> Option<(&str, &str)> {
    let at = to.find('#').unwrap_or(to.len());
    let (path, fragment) = to.split_at(at);
    let path = path.split('?').next().unwrap_or_default();
    let scheme = path
        .split('/')
        .next()
        .is_some_and(|part| part.contains(':'));
    (!path.is_empty() && !scheme && !path.starts_with("//")).then_some((path, fragment))
}

/// `~/` starts at the docset, in some trees at the repository.
fn in_docset(tree: &Tree, from: &RelPath, rest: &str) -> Vec<RelPath> {
    let folder = tree
        .docset(from)
        .map(|(at, _)| tree.docsets[at].folder.clone());
    let folders = folder.into_iter().chain([RelPath::default()]);
    folders.filter_map(|folder| folder.join(rest)).collect()
}

/// Percent escapes resolved, backslashes read as the slashes they were meant to be.
pub(super) fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16);
        match (first, tail) {
            (b'%', [a, b, tail @ ..]) if hex(*a).is_some() && hex(*b).is_some() => {
                let value = hex(*a).unwrap_or_default() * 16 + hex(*b).unwrap_or_default();
                bytes.push(u8::try_from(value).unwrap_or_default());
                rest = tail;
                continue;
            }
            (b'\\', _) => bytes.push(b'/'),
            (byte, _) => bytes.push(*byte),
        }
        rest = tail;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}
