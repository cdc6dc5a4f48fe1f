//! The navigation: `nav` of mkdocs.yml, else the folders in their order, as `.pages` arranges them.

use std::collections::{BTreeMap, BTreeSet};

use super::config::one_text;
use super::literate::{LOST, Literate};
use super::project::Project;
use crate::import::markdown;
use crate::import::report::Report;
use crate::import::toc::{Goal, Nav};
use crate::import::yaml::Node;
use crate::import::{navigation, tree};
use crate::model::text::capitalised;
use crate::model::{Locale, RelPath};

/// The navigation of one language.
pub(super) struct Entries<'p, 'a> {
    pub project: &'p Project,
    pub language: usize,
    /// For each page of the project its place in the pages of its language.
    pub places: &'a [usize],
    pub report: &'a mut Report,
    /// Whether entries of the language are called as they are written; else as their pages.
    pub named: bool,
    /// Pages with an entry.
    pub listed: BTreeSet<usize>,
}

impl<'p> Entries<'p, '_> {
    /// The whole tree, the pages that it does not name in a section at its end.
    pub fn all(&mut self) -> anyhow::Result<Vec<Nav>> {
        let config = &self.project.config;
        let language = &self.project.languages.list[self.language];
        let written = self.own_tree().or_else(|| config.get(&["nav"]));
        self.named |= self.own_tree().is_some();
        let literate = match Literate::of(self) {
            Some(mut literate) => {
                let node = literate.all(written)?;
                let named = literate.named;
                self.named |= named;
                Some(node)
            }
            None => None,
        };
        let mut nav = match literate.as_ref().or(written) {
            Some(node) => self.written(node),
            None => self.folder(&RelPath::default())?,
        };
        let rest = self.rest();
        if !rest.is_empty() {
            nav.push(navigation::others(rest, &language.locale));
        }
        Ok(nav)
    }

    /// The file that the navigation is written in.
    pub fn nav_file(&self) -> &'p str {
        let own = self.own_tree().map(|_| "plugins");
        self.project.config.file_of(own.unwrap_or("nav"))
    }

    /// The navigation that the language has for itself.
    fn own_tree(&self) -> Option<&'p Node> {
        self.project.languages.list[self.language].nav.as_ref()
    }

    /// Entries for the pages of the language that have none, the home page aside.
    fn rest(&mut self) -> Vec<Nav> {
        let mut rest = Vec::new();
        for (number, page) in self.project.pages.iter().enumerate() {
            if page.language != self.language || page.draft {
                continue;
            }
            if self.listed.contains(&number) || page.key.as_str() == "index.md" {
                self.report.listed += 1;
                continue;
            }
            self.report.unlisted.push(page.key.as_str().to_owned());
            rest.push(self.page(None, number, Vec::new()));
        }
        rest
    }

    fn page(&self, title: Option<String>, number: usize, items: Vec<Nav>) -> Nav {
        Nav {
            title,
            goal: Some(Goal::Page(self.places[number])),
            items,
            ..Nav::default()
        }
    }

    /// The page of this language that `path` names.
    fn own(&self, path: &str) -> Option<usize> {
        let path = RelPath::new(path)?;
        let (_, path) = self.project.languages.of(&path);
        let page = self.project.page(self.language, &path)?;
        (self.project.pages[page].language == self.language).then_some(page)
    }

    fn written(&mut self, node: &Node) -> Vec<Nav> {
        let mut navs = Vec::new();
        for item in node.items() {
            if !item.is_map() {
                navs.extend(self.entry(None, item));
            }
            for (title, value) in item.pairs() {
                let title = markdown::plain(&title.one_line());
                navs.extend(self.entry(Some(title).filter(|_| self.named), value));
            }
        }
        navs
    }

    fn entry(&mut self, title: Option<String>, value: &Node) -> Option<Nav> {
        let title = title.filter(|title| !title.is_empty());
        if let Some(first) = value.items().first() {
            let translated = title.iter().flat_map(|title| self.translated(title));
            let mut nav = Nav {
                translated: translated.collect(),
                title,
                items: self.written(value),
                ..Nav::default()
            };
            // With this feature of the theme, a first page without a name of its own is that of the section.
            let head = !first.is_map() && self.project.config.feature("navigation.indexes");
            let is_page =
                |nav: &Nav| nav.title.is_none() && matches!(nav.goal, Some(Goal::Page(_)));
            if head && nav.items.first().is_some_and(is_page) {
                nav.goal = nav.items.remove(0).goal;
            }
            return (nav.goal.is_some() || !nav.items.is_empty()).then_some(nav);
        }
        let translated: Vec<_> = title
            .iter()
            .flat_map(|title| self.translated(title))
            .collect();
        let to = one_text(value);
        if is_address(&to) {
            return Some(Nav {
                title,
                translated,
                goal: Some(Goal::Address(to)),
                ..Nav::default()
            });
        }
        let (path, page) = self.led(&to);
        let Some(page) = page else {
            // What a translation lacks is shown from the source language.
            if self.language == 0 {
                self.report.leave(LOST, self.nav_file(), value.line, &to);
            }
            return None;
        };
        if self.project.pages[page].draft {
            let what = "navigation entry of a draft, left out";
            self.report.leave(what, self.nav_file(), value.line, &to);
            return None;
        }
        if path != to.trim_start_matches("./").trim_start_matches('/') {
            let what = "navigation entry for a place within a page, kept as the page";
            self.report.leave(what, self.nav_file(), value.line, &to);
        }
        self.listed.insert(page);
        Some(Nav {
            translated,
            ..self.page(title, page, Vec::new())
        })
    }

    /// The path that an entry names, and its page.
    fn led<'t>(&self, to: &'t str) -> (&'t str, Option<usize>) {
        let path = to.split(['#', '?']).next().unwrap_or_default();
        let path = path.trim_start_matches("./").trim_start_matches('/');
        let page = self.own(path).or_else(|| {
            let (page, _) = self.project.at(path.trim_end_matches('/'))?;
            (self.project.pages[page].language == self.language).then_some(page)
        });
        (path, page)
    }

    /// Whether an entry has a page or an address.
    pub fn leads(&self, to: &str) -> bool {
        is_address(to) || self.led(to).1.is_some()
    }

    /// What an entry is called in the languages that have words for its title in the default one.
    fn translated(&self, title: &str) -> Vec<(Locale, String)> {
        let languages = self.project.languages.list.iter();
        let named = languages.filter_map(|language| {
            let mut names = language.names.iter();
            let (_, name) = names.find(|(from, _)| from == title)?;
            Some((language.locale.clone(), name.clone()))
        });
        named.collect()
    }

    /// The pages of a folder and the folders in it, as MkDocs shows them without `nav`.
    fn folder(&mut self, folder: &RelPath) -> anyhow::Result<Vec<Nav>> {
        let arranged = self.arrangement(folder)?;
        let mut index = None;
        let mut pages = Vec::new();
        let mut folders: BTreeSet<String> = BTreeSet::new();
        for (number, page) in self.project.pages.iter().enumerate() {
            let below = page.path.strip_prefix(folder.as_str());
            let is_shown = page.language == self.language && !page.draft;
            let Some(below) = below.filter(|_| is_shown) else {
                continue;
            };
            let mut parts = below.parts();
            match (parts.next(), parts.next()) {
                (Some(name), Some(_)) => {
                    folders.insert(name.to_owned());
                }
                (Some(_), None) if page.key.stem() == "index" => index = Some(number),
                (Some(name), None) => pages.push((name.to_owned(), number)),
                _ => {}
            }
        }
        pages.sort();
        let mut found: Vec<(String, Nav)> = Vec::new();
        if let Some(number) = index {
            self.listed.insert(number);
            let name = self.project.pages[number].path.file_name().to_owned();
            found.push((name, self.page(None, number, Vec::new())));
        }
        for (name, number) in pages {
            self.listed.insert(number);
            found.push((name, self.page(None, number, Vec::new())));
        }
        for name in folders {
            let Some(below) = folder.join(&name) else {
                continue;
            };
            let items = self.folder(&below)?;
            let title = self.arrangement(&below)?;
            let title = title.map(|node| node.line_of("title"));
            let title = title.filter(|title| !title.is_empty());
            let title = title.or_else(|| (self.language == 0).then(|| words(&name)));
            found.push((name, self.section(title, &below, items)));
        }
        Ok(match arranged {
            Some(node) => self.arranged(&node, found),
            None => found.into_iter().map(|(_, nav)| nav).collect(),
        })
    }

    /// A folder's section, of which its first page is the head.
    fn section(&self, title: Option<String>, folder: &RelPath, mut items: Vec<Nav>) -> Nav {
        let heads = ["index.md", "README.md"].into_iter();
        let mut heads = heads.filter_map(|name| self.own(folder.join(name)?.as_str()));
        let head = heads.find(|page| self.project.pages[*page].key.stem() == "index");
        let place = head.map(|page| self.places[page]);
        let is_head = |nav: &Nav| matches!(nav.goal, Some(Goal::Page(at)) if Some(at) == place);
        let head = items.iter().position(is_head);
        let goal = head.and_then(|at| items.remove(at).goal);
        Nav {
            title,
            goal,
            items,
            ..Nav::default()
        }
    }

    /// `.pages` or `.nav.yml` of a folder.
    fn arrangement(&mut self, folder: &RelPath) -> anyhow::Result<Option<Node>> {
        for name in [".pages", ".nav.yml"] {
            let root = RelPath::new(self.project.languages.root(self.language));
            let path = root.and_then(|root| root.join(folder.as_str())?.join(name));
            let here = path.filter(|path| self.project.paths.contains(path));
            let Some(path) = here else { continue };
            let shown = self.project.shown(&path);
            let text = tree::text(&self.project.file(&path), &shown, self.report)?;
            match Node::read(&text) {
                Ok(node) => return Ok(Some(node)),
                Err((line, what)) => {
                    self.report
                        .leave("arrangement that cannot be read", &shown, line, what);
                }
            }
        }
        Ok(None)
    }

    /// Entries in the order that the arrangement gives; `...` and `*` stand for those it does not name.
    fn arranged(&mut self, node: &Node, found: Vec<(String, Nav)>) -> Vec<Nav> {
        let list = node.get("nav").or_else(|| node.get("arrange"));
        let Some(list) = list else {
            return found.into_iter().map(|(_, nav)| nav).collect();
        };
        let mut left: Vec<Option<(String, Nav)>> = found.into_iter().map(Some).collect();
        let mut navs = Vec::new();
        let mut rest = None;
        for item in list.items() {
            let pair = item.pairs().next();
            let (title, to) = match pair {
                Some((title, to)) => (Some(title.one_line()), to.one_line()),
                None => (None, item.one_line()),
            };
            if to.starts_with("...") || to == "*" {
                rest = Some(navs.len());
                continue;
            }
            if is_address(&to) {
                navs.push(Nav {
                    title,
                    goal: Some(Goal::Address(to)),
                    ..Nav::default()
                });
                continue;
            }
            let name = to.trim_start_matches("./").trim_end_matches('/');
            let place = left
                .iter_mut()
                .find(|place| place.as_ref().is_some_and(|(own, _)| own == name));
            if let Some((_, mut nav)) = place.and_then(Option::take) {
                nav.title = title.or(nav.title);
                navs.push(nav);
            }
        }
        let left = left.into_iter().flatten().map(|(_, nav)| nav);
        match rest {
            Some(at) => drop(navs.splice(at..at, left)),
            // awesome-pages leaves out what is not named; a portal shows every page.
            None => navs.extend(left),
        }
        navs
    }
}

fn is_address(to: &str) -> bool {
    to.starts_with("https://") || to.starts_with("http://")
}

/// What the entries of a navigation call pages, by their places; of several the first.
pub(super) fn names(navs: &[Nav]) -> BTreeMap<usize, String> {
    let mut names = BTreeMap::new();
    let mut open: Vec<&Nav> = navs.iter().rev().collect();
    while let Some(nav) = open.pop() {
        if let (Some(Goal::Page(place)), Some(title)) = (&nav.goal, &nav.title) {
            names.entry(*place).or_insert_with(|| title.clone());
        }
        open.extend(nav.items.iter().rev());
    }
    names
}

/// The name of a folder as a title: `getting-started` is `Getting started`.
pub(super) fn words(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    if words.chars().any(char::is_uppercase) {
        return words;
    }
    capitalised(&words)
}
