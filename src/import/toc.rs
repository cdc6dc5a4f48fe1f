//! Tables of contents, TOC.yml and TOC.md, to one navigation tree.
//!
//! A TOC may refer to another one; the entries of that one then stand below the entry.

use std::collections::{BTreeMap, BTreeSet};

use super::bilingual::{self, Side};
use super::markdown;
use super::report::Report;
use super::targets::{MOVED, Targets};
use super::tree::Tree;
use super::yaml::Node;
use crate::model::{Locale, RelPath};

/// Tables of contents within each other: each may be a level of `nav`, and supportal.yaml takes some more than that.
const DEPTH: usize = 12;

/// An entry of the navigation.
#[derive(Clone, Debug, Default)]
pub(super) struct Nav {
    pub title: Option<String>,
    /// What it is called in other languages, where the old site says so beside the title.
    pub translated: Vec<(Locale, String)>,
    pub goal: Option<Goal>,
    pub items: Vec<Nav>,
    /// Whether it is the section for pages that no table of contents names.
    pub rest: bool,
}

/// What an entry leads to.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    /// A page, by its number.
    Page(usize),
    /// An address elsewhere.
    Address(String),
}

/// Everything the tables of contents say.
#[derive(Default)]
pub(super) struct Contents {
    /// One list of entries a docset.
    pub docsets: Vec<Vec<Nav>>,
    /// For each docset the folder of the table of contents that its navigation begins with.
    pub folders: Vec<RelPath>,
    /// Pages that have an entry.
    pub listed: BTreeSet<usize>,
    /// Further words that a page is found by (`displayName`).
    pub keywords: BTreeMap<usize, BTreeSet<String>>,
}

/// An entry as written.
struct Entry {
    line: usize,
    title: String,
    href: Option<String>,
    /// A page for an entry whose `href` is another TOC.
    topic: Option<String>,
    words: String,
    items: Vec<Entry>,
}

/// Whether the file is a table of contents.
pub(super) fn is_toc(path: &RelPath) -> bool {
    let name = path.file_name().to_ascii_lowercase();
    matches!(name.as_str(), "toc.md" | "toc.yml")
}

/// Reads the TOC of each docset, those it refers to, and then those of folders that it does not.
pub(super) fn read(
    tree: &Tree,
    targets: &Targets,
    report: &mut Report,
) -> anyhow::Result<Contents> {
    let tocs = tree.files.iter().filter(|path| is_toc(path));
    let mut reader = Reader {
        tree,
        targets,
        report,
        tocs: tocs
            .map(|path| (path.as_str().to_ascii_lowercase(), path))
            .rev()
            .collect(),
        used: BTreeSet::new(),
        open: 0,
        direct: BTreeSet::new(),
        inner: BTreeSet::new(),
        contents: Contents::default(),
    };
    reader.look_through()?;
    for number in 0..tree.docsets.len() {
        let tocs: Vec<&RelPath> = tree
            .files
            .iter()
            .filter(|path| is_toc(path) && tree.docset(path).is_some_and(|(at, _)| at == number))
            .collect();
        let mut items = Vec::new();
        let top = reader.top(number, &tocs);
        let folder = top.first().map(|path| path.parent());
        let folder = folder.unwrap_or_else(|| tree.docsets[number].folder.clone());
        reader.contents.folders.push(folder);
        for path in top {
            items.extend(reader.toc(path)?);
        }
        // What another one refers to is read from there; only those that refer to each other are left for the end.
        let (inner, outer): (Vec<&RelPath>, _) = tocs
            .into_iter()
            .partition(|path| reader.inner.contains(*path));
        for path in outer.into_iter().chain(inner) {
            if reader.used.contains(path.as_str()) {
                continue;
            }
            if is_breadcrumb(path) {
                let construct = "breadcrumbs, which the portal draws by itself";
                reader.report.leave(construct, path.as_str(), 1, "");
                continue;
            }
            let entries = reader.toc(path)?;
            if !entries.is_empty() {
                let construct = match reader.inner.contains(path) {
                    true => "table of contents that found no place in others, kept as a section",
                    false => "table of contents that no other one refers to, kept as a section",
                };
                reader.report.leave(construct, path.as_str(), 1, "");
                items.push(Nav {
                    title: Some(path.parent().file_name().to_owned()),
                    items: entries,
                    ..Nav::default()
                });
            }
        }
        reader.contents.docsets.push(items);
    }
    Ok(reader.contents)
}

fn is_breadcrumb(path: &RelPath) -> bool {
    let folder = path.parent().file_name().to_ascii_lowercase();
    matches!(
        folder.as_str(),
        "breadcrumb" | "breadcrumbs" | "bread" | "bread-toc"
    )
}

struct Reader<'a> {
    tree: &'a Tree,
    targets: &'a Targets,
    report: &'a mut Report,
    /// All tables of contents, by their paths in lower case.
    tocs: BTreeMap<String, &'a RelPath>,
    /// Files that were read.
    used: BTreeSet<String>,
    /// Those that are being read, each within the one before.
    open: usize,
    /// Pages with an entry that names their file. An entry that reaches such a page by a redirect is a leftover and
    /// must not take its place.
    direct: BTreeSet<usize>,
    /// Tables of contents that another one refers to.
    inner: BTreeSet<RelPath>,
    contents: Contents,
}

impl<'a> Reader<'a> {
    /// Finds which pages and which tables of contents all entries name.
    fn look_through(&mut self) -> anyhow::Result<()> {
        let mut scratch = Report::default();
        let tocs: Vec<&RelPath> = self.tocs.values().copied().collect();
        for path in tocs.into_iter().filter(|path| !is_breadcrumb(path)) {
            let text = self.tree.text(path, &mut scratch)?;
            let mut open = entries(path, &text, &mut scratch);
            while let Some(entry) = open.pop() {
                if let Some(href) = &entry.href {
                    let nested = self.nested(path, href).filter(|nested| *nested != path);
                    self.inner.extend(nested.cloned());
                    let found = self.targets.find(self.tree, path, href);
                    let found = found.filter(|found| found.how != MOVED);
                    self.direct.extend(found.map(|found| found.page));
                }
                open.extend(entry.items);
            }
        }
        Ok(())
    }

    /// Those of the tables of contents of a docset that its navigation begins with: in its own folder, as the site
    /// has it, else the only one that stands for itself.
    fn top(&self, docset: usize, tocs: &[&'a RelPath]) -> Vec<&'a RelPath> {
        let root = |path: &RelPath| {
            let placed = self.tree.placed(path);
            placed.is_some_and(|(at, placed)| at == docset && placed.parent() == RelPath::default())
        };
        let top: Vec<&RelPath> = tocs.iter().copied().filter(|path| root(path)).collect();
        if !top.is_empty() {
            return top;
        }
        let outer = tocs.iter().copied();
        let outer = outer.filter(|path| !is_breadcrumb(path) && !self.inner.contains(*path));
        match outer.collect::<Vec<_>>().as_slice() {
            [only] => vec![only],
            _ => Vec::new(),
        }
    }

    /// The entries of the TOC at `path`; none where it was read before, so no circle is followed.
    fn toc(&mut self, path: &RelPath) -> anyhow::Result<Vec<Nav>> {
        if !self.used.insert(path.as_str().to_owned()) {
            return Ok(Vec::new());
        }
        let text = self.tree.text(path, self.report)?;
        let entries = entries(path, &self.tree.said(&text), self.report);
        self.open += 1;
        let navs = self.navs(path, entries);
        self.open -= 1;
        navs
    }

    fn navs(&mut self, path: &RelPath, entries: Vec<Entry>) -> anyhow::Result<Vec<Nav>> {
        let mut navs = Vec::new();
        for entry in entries {
            let mut nav = Nav {
                title: Some(entry.title.clone()).filter(|title| !title.is_empty()),
                ..Nav::default()
            };
            if let Some(href) = &entry.href {
                match self.nested(path, href) {
                    Some(toc) if self.open == DEPTH => {
                        let construct =
                            "table of contents too deep within others, not taken in here";
                        if !self.used.contains(toc.as_str()) {
                            self.report
                                .leave(construct, path.as_str(), entry.line, href);
                        }
                    }
                    Some(toc) => {
                        if self.used.contains(toc.as_str()) {
                            let construct = "table of contents that is referred to twice";
                            self.report
                                .leave(construct, path.as_str(), entry.line, href);
                        }
                        nav.items = self.toc(toc)?;
                    }
                    None => nav.goal = self.goal(path, &entry, href),
                }
            }
            if let Some(topic) = &entry.topic
                && nav.goal.is_none()
                && self.targets.find(self.tree, path, topic).is_some()
            {
                nav.goal = self.goal(path, &entry, topic);
            }
            if self.tree.side == Some(Side::Original)
                && !matches!(nav.goal, Some(Goal::Page(_)))
                && bilingual::is_foreign(&entry.title)
            {
                let construct = "entry of a table of contents without an original";
                (self.report).leave(construct, path.as_str(), entry.line, &entry.title);
            }
            nav.items.extend(self.navs(path, entry.items)?);
            if nav.title.is_none() && nav.goal.is_none() {
                navs.extend(nav.items);
            } else if nav.goal.is_some() || !nav.items.is_empty() {
                navs.push(nav);
            } else if entry.href.is_none() {
                let construct = "TOC entry that leads nowhere";
                self.report
                    .leave(construct, path.as_str(), entry.line, &entry.title);
            }
        }
        Ok(navs)
    }

    /// The TOC that `href` names: a file of that name, or a folder that has one.
    fn nested(&self, from: &RelPath, href: &str) -> Option<&'a RelPath> {
        let href = href.split(['?', '#']).next().unwrap_or_default();
        let target = from.parent().join(href)?;
        let found = |wanted: &RelPath| {
            let wanted = wanted.as_str().to_ascii_lowercase();
            self.tocs.get(&wanted).copied()
        };
        if is_toc(&target) {
            return found(&target);
        }
        href.ends_with('/').then_some(())?;
        let mut names = ["toc.yml", "toc.md"].into_iter();
        names.find_map(|name| found(&target.join(name)?))
    }

    fn goal(&mut self, path: &RelPath, entry: &Entry, href: &str) -> Option<Goal> {
        let file = path.as_str();
        let shown = format!("{} ({href})", entry.title);
        if href.starts_with("https://") || href.starts_with("http://") {
            return Some(Goal::Address(href.to_owned()));
        }
        let Some(found) = self.targets.find(self.tree, path, href) else {
            self.report.leave(
                "TOC entry to a page that is not here",
                file,
                entry.line,
                shown,
            );
            return None;
        };
        if !found.fragment.is_empty() {
            let construct = "TOC entry to a place within a page, kept as the page";
            self.report.leave(construct, file, entry.line, &shown);
        }
        if found.how == MOVED && self.direct.contains(&found.page) {
            let construct = "TOC entry to a page that moved and has an entry of its own, left out";
            self.report.leave(construct, file, entry.line, shown);
            return None;
        }
        for word in entry
            .words
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
        {
            let words = self.contents.keywords.entry(found.page).or_default();
            words.insert(word.to_owned());
        }
        if !self.contents.listed.insert(found.page) {
            let construct = "second TOC entry of a page, left out";
            self.report.leave(construct, file, entry.line, shown);
            return None;
        }
        Some(Goal::Page(found.page))
    }
}

/// The entries of one file.
fn entries(path: &RelPath, text: &str, report: &mut Report) -> Vec<Entry> {
    if path.has_extension("md") {
        return markdown_entries(text);
    }
    match Node::read(text) {
        Ok(root) => yaml_entries(path, root.get("items").unwrap_or(&root), report),
        Err((line, what)) => {
            let construct = "table of contents that cannot be read";
            report.leave(construct, path.as_str(), line, what);
            Vec::new()
        }
    }
}

fn yaml_entries(path: &RelPath, list: &Node, report: &mut Report) -> Vec<Entry> {
    let known = [
        "name",
        "href",
        "items",
        "displayname",
        "tochref",
        "topichref",
        "expanded",
    ];
    let mut entries = Vec::new();
    for node in list.items() {
        for (key, value) in node.pairs() {
            if !known.contains(&key.text().to_ascii_lowercase().as_str()) {
                let what = format!("{}: {}", key.text(), value.one_line());
                let construct = format!("key `{}` of a TOC entry", key.text());
                report.leave(construct, path.as_str(), key.line, what);
            }
        }
        let text = |key: &str| Some(node.line_of(key)).filter(|text| !text.is_empty());
        entries.push(Entry {
            line: node.line,
            title: node.line_of("name"),
            href: text("href").or_else(|| text("tocHref")),
            topic: text("topicHref"),
            words: node.line_of("displayName"),
            items: match node.get("items") {
                Some(items) => yaml_entries(path, items, report),
                None => Vec::new(),
            },
        });
    }
    entries
}

/// Entries of a TOC.md: headings, nested by their level.
fn markdown_entries(text: &str) -> Vec<Entry> {
    let mut stack: Vec<(usize, Entry)> = Vec::new();
    let mut entries = Vec::new();
    let close = |stack: &mut Vec<(usize, Entry)>, entries: &mut Vec<Entry>, level: usize| {
        while stack.last().is_some_and(|(open, _)| *open >= level) {
            let Some((_, done)) = stack.pop() else { return };
            match stack.last_mut() {
                Some((_, parent)) => parent.items.push(done),
                None => entries.push(done),
            }
        }
    };
    for (number, line) in text.lines().enumerate() {
        let rest = line.trim_start_matches('#');
        let level = line.len() - rest.len();
        let rest = rest.trim();
        if level == 0 || rest.is_empty() {
            continue;
        }
        let link = rest.find("](").and_then(|at| {
            let (start, end) = markdown::destination(&rest[at + 2..])?;
            let title = rest[..at].trim_start().strip_prefix('[')?;
            Some((title, &rest[at + 2 + start..at + 2 + end]))
        });
        let (title, href) = match link {
            Some((title, to)) => (title, Some(to.to_owned()).filter(|to| !to.is_empty())),
            None => (rest, None),
        };
        close(&mut stack, &mut entries, level);
        let entry = Entry {
            line: number + 1,
            title: markdown::plain(title),
            href,
            topic: None,
            words: String::new(),
            items: Vec::new(),
        };
        stack.push((level, entry));
    }
    close(&mut stack, &mut entries, 0);
    entries
}
