//! The navigation as the plugin literate-nav has it: lists of links in `SUMMARY.md`, folders whose own list stands
//! in their place, and wildcards for pages that are named nowhere else.
//!
//! What comes out is what `nav` of mkdocs.yml would say without the plugin.

use std::collections::{BTreeMap, BTreeSet};

use super::config::one_text;
use super::lines::Line;
use super::navigation::{Entries, words};
use crate::import::yaml::{Node, Value};
use crate::import::{glob, markdown, tree};
use crate::model::RelPath;

/// Lists within each other, as many as YAML may have.
const DEPTH: usize = 64;

/// Wildcards of a site. Each is held against every page.
const WILDCARDS: usize = 1_000;

/// What the report says of an entry that leads nowhere.
pub(super) const LOST: &str = "navigation entry that leads to no page";

/// An entry as written.
struct Entry {
    line: usize,
    title: Option<String>,
    goal: Goal,
}

enum Goal {
    /// A page or an address, as `nav` has it.
    Place(String),
    /// A folder, whose navigation stands here.
    Folder(RelPath),
    /// Pages, and folders unless it is for these alone.
    Wildcard {
        pattern: String,
        pages: bool,
    },
    List(Vec<Entry>),
}

/// The navigation on its way.
pub(super) struct Literate<'e, 'p, 'a> {
    entries: &'e mut Entries<'p, 'a>,
    /// Whether the first page of a folder is the first entry of its list.
    implicit_index: bool,
    /// By each folder, the pages of the language in it, in the order of MkDocs.
    files: BTreeMap<RelPath, Vec<RelPath>>,
    /// By each folder, those in it.
    folders: BTreeMap<RelPath, Vec<RelPath>>,
    /// Pages and folders that are named, of which wildcards make no entry.
    seen: BTreeSet<RelPath>,
    /// Folders whose navigation stands somewhere.
    done: BTreeSet<RelPath>,
    wildcards: usize,
    /// Whether the titles are in the language.
    pub named: bool,
}

impl<'e, 'p, 'a> Literate<'e, 'p, 'a> {
    /// For a project that uses the plugin.
    pub fn of(entries: &'e mut Entries<'p, 'a>) -> Option<Self> {
        let project = entries.project;
        let settings = project.config.plugin("literate-nav")?;
        let implicit_index = settings.line_of("implicit_index") == "true";
        let pages = project.pages.iter();
        let pages = pages.filter(|page| page.language == entries.language && !page.draft);
        let mut files: Vec<_> = pages
            .map(|page| {
                let is_index = page.key.stem() == "index";
                (page.path.parent(), !is_index, page.path.clone())
            })
            .collect();
        files.sort();
        let mut all = BTreeSet::new();
        for (folder, ..) in &files {
            let mut folder = folder.clone();
            while !folder.as_str().is_empty() && all.insert(folder.clone()) {
                folder = folder.parent();
            }
        }
        let mut folders: BTreeMap<RelPath, Vec<RelPath>> = BTreeMap::new();
        for folder in all {
            folders.entry(folder.parent()).or_default().push(folder);
        }
        let mut pages: BTreeMap<RelPath, Vec<RelPath>> = BTreeMap::new();
        for (folder, _, path) in files {
            pages.entry(folder).or_default().push(path);
        }
        Some(Self {
            entries,
            implicit_index,
            files: pages,
            folders,
            seen: BTreeSet::new(),
            done: BTreeSet::new(),
            wildcards: 0,
            named: false,
        })
    }

    /// The whole navigation; `written` is that of mkdocs.yml, which counts where no list stands beside the pages.
    pub fn all(&mut self, written: Option<&Node>) -> anyhow::Result<Node> {
        let root = RelPath::default();
        let items = match written {
            Some(node) if !self.has_list(&root) => {
                let entries = self.of_yaml(node);
                let file = self.entries.nav_file().to_owned();
                self.resolved(entries, &file)?
            }
            _ => self.folder(&root)?,
        };
        Ok(list(1, items))
    }

    fn has_list(&self, folder: &RelPath) -> bool {
        let (project, language) = (self.entries.project, self.entries.language);
        project.list_of(language, folder).is_some()
    }

    /// Entries for a folder: those of its list, else all that is in it.
    fn folder(&mut self, folder: &RelPath) -> anyhow::Result<Vec<Node>> {
        self.done.insert(folder.clone());
        let (project, language) = (self.entries.project, self.entries.language);
        let Some((source, own)) = project.list_of(language, folder) else {
            let all = Entry {
                line: 1,
                title: None,
                goal: Goal::Wildcard {
                    pattern: below(folder, "*"),
                    pages: true,
                },
            };
            return self.resolved(vec![all], "");
        };
        let shown = project.shown(&source);
        let text = tree::text(&project.file(&source), &shown, self.entries.report)?;
        if folder.as_str().is_empty() {
            self.named = own;
        }
        let lines = items(&text);
        let mut at = 0;
        let mut entries = self.listed(&lines, &mut at, folder, DEPTH, &shown);
        if self.implicit_index
            && let Some(index) = self.index(folder)
            && self.seen.insert(index.clone())
        {
            let first = Entry {
                line: 1,
                title: None,
                goal: Goal::Place(index.as_str().to_owned()),
            };
            entries.insert(0, first);
        }
        self.resolved(entries, &shown)
    }

    /// The first page of a folder.
    fn index(&self, folder: &RelPath) -> Option<RelPath> {
        let pages = self.files.get(folder)?;
        let first = pages
            .first()
            .filter(|page| matches!(page.stem(), "index" | "README"));
        first.cloned()
    }

    /// The items of a list that are not above its first one, whose children are lists of their own.
    fn listed(
        &mut self,
        lines: &[Item],
        at: &mut usize,
        folder: &RelPath,
        depth: usize,
        file: &str,
    ) -> Vec<Entry> {
        let mut entries = Vec::new();
        let indent = lines.get(*at).map_or(0, |item| item.indent);
        while let Some(item) = lines.get(*at) {
            if item.indent < indent {
                break;
            }
            *at += 1;
            let has_items = depth > 0 && lines.get(*at).is_some_and(|next| next.indent > indent);
            let (title, mut goal) = self.item(&item.text, folder);
            if has_items {
                let mut inner = self.listed(lines, at, folder, depth - 1, file);
                if let Some(goal) = goal {
                    let (line, title) = (item.line, None);
                    inner.insert(0, Entry { line, title, goal });
                }
                goal = Some(Goal::List(inner));
            }
            match goal {
                Some(goal) => entries.push(Entry {
                    line: item.line,
                    title,
                    goal,
                }),
                None => self.lose(file, item.line, &item.text),
            }
        }
        entries
    }

    /// What the text of an item says: its title, and where it leads.
    fn item(&mut self, text: &str, folder: &RelPath) -> (Option<String>, Option<Goal>) {
        if let Some((words, rest)) = text
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]("))
        {
            let to = markdown::destination(rest).map(|(start, end)| &rest[start..end]);
            let goal = to.map(|to| self.place(to, folder));
            return (Some(markdown::plain(words)), goal);
        }
        if text.contains('*') {
            return (None, Some(wildcard(folder, text)));
        }
        (Some(markdown::plain(text)), None)
    }

    /// Where a link from a folder leads. What it names needs no entry by a wildcard.
    fn place(&mut self, to: &str, folder: &RelPath) -> Goal {
        let path = to.split(['#', '?']).next().unwrap_or_default();
        let path = Some(path).filter(|path| !path.contains("://"));
        let Some(path) = path.and_then(|path| folder.join(path)) else {
            return Goal::Place(to.to_owned());
        };
        self.seen.insert(path.clone());
        let siblings = self.folders.get(&path.parent());
        let is_folder = siblings.is_some_and(|all| all.binary_search(&path).is_ok());
        match to.ends_with('/') && is_folder {
            true => Goal::Folder(path),
            false => Goal::Place(path.as_str().to_owned()),
        }
    }

    /// `nav` of mkdocs.yml, which may name folders and have wildcards.
    fn of_yaml(&mut self, node: &Node) -> Vec<Entry> {
        let root = RelPath::default();
        let mut entries = Vec::new();
        for item in node.items() {
            let pairs = item.pairs().map(|(key, value)| (Some(key), value));
            let alone = (!item.is_map()).then_some((None, item));
            for (key, value) in pairs.chain(alone) {
                let goal = match one_text(value) {
                    _ if !value.items().is_empty() => Goal::List(self.of_yaml(value)),
                    to if to.contains('*') => wildcard(&root, &to),
                    to => self.place(&to, &root),
                };
                let goal = match goal {
                    // A folder without a name is left as it is.
                    Goal::Folder(_) if key.is_none() => Goal::Place(one_text(value)),
                    goal => goal,
                };
                entries.push(Entry {
                    line: value.line,
                    title: key.map(Node::one_line),
                    goal,
                });
            }
        }
        entries
    }

    /// Entries without folders and wildcards.
    fn resolved(&mut self, entries: Vec<Entry>, file: &str) -> anyhow::Result<Vec<Node>> {
        let mut nodes = Vec::new();
        for Entry { line, title, goal } in entries {
            let inner = match goal {
                Goal::Place(to) => {
                    let from_list = file != self.entries.nav_file();
                    match from_list && !self.entries.leads(&to) {
                        true => self.lose(file, line, &to),
                        false => nodes.push(titled(line, title, text(line, &to))),
                    }
                    continue;
                }
                Goal::Wildcard { pattern, pages } => {
                    let found = self.found(&pattern, pages, line, file)?;
                    match title {
                        None => {
                            nodes.extend(found);
                            continue;
                        }
                        Some(_) => found,
                    }
                }
                Goal::Folder(folder) if self.done.contains(&folder) => {
                    let what = "second navigation entry of a folder, left out";
                    self.entries.report.leave(what, file, line, folder.as_str());
                    continue;
                }
                Goal::Folder(folder) => self.folder(&folder)?,
                Goal::List(entries) => self.resolved(entries, file)?,
            };
            if !inner.is_empty() {
                nodes.push(titled(line, title, list(line, inner)));
            }
        }
        Ok(nodes)
    }

    /// Entries for the pages and folders that a pattern fits and nothing names.
    fn found(
        &mut self,
        pattern: &str,
        pages: bool,
        line: usize,
        file: &str,
    ) -> anyhow::Result<Vec<Node>> {
        self.wildcards += usize::from(!file.is_empty());
        if self.wildcards > WILDCARDS {
            let what = format!("wildcard of the navigation after {WILDCARDS} others");
            self.entries.report.leave(what, file, line, pattern);
            return Ok(Vec::new());
        }
        let files = fitting(&self.files, pattern);
        let folders = fitting(&self.folders, pattern);
        if files.is_empty() && folders.is_empty() && !file.is_empty() {
            self.lose(file, line, pattern);
        }
        let mut nodes = Vec::new();
        for path in files {
            if pages && self.seen.insert(path.clone()) {
                nodes.push(text(line, path.as_str()));
            }
        }
        for folder in folders {
            if self.done.contains(&folder) || !self.seen.insert(folder.clone()) {
                continue;
            }
            let title = Some(words(folder.file_name()));
            let inner = self.folder(&folder)?;
            if !inner.is_empty() {
                nodes.push(titled(line, title, list(line, inner)));
            }
        }
        Ok(nodes)
    }

    /// Notes that an entry leads nowhere. What a translation lacks is shown from the source language.
    fn lose(&mut self, file: &str, line: usize, text: &str) {
        if self.entries.language == 0 {
            self.entries.report.leave(LOST, file, line, text);
        }
    }
}

/// The paths that a pattern fits; it names as many folders as they are in.
fn fitting(all: &BTreeMap<RelPath, Vec<RelPath>>, pattern: &str) -> Vec<RelPath> {
    let (folder, _) = pattern.rsplit_once('/').unwrap_or(("", pattern));
    let fits = |path: &&RelPath| glob::matches(pattern, path.as_str());
    // As a rule one folder is named, and the others need not be asked.
    match RelPath::new(folder).filter(|folder| !folder.as_str().contains(['*', '?', '{', '['])) {
        Some(folder) => {
            let own = all.get(&folder).into_iter().flatten();
            own.filter(fits).cloned().collect()
        }
        None => all.values().flatten().filter(fits).cloned().collect(),
    }
}

/// A line of a list.
struct Item {
    line: usize,
    indent: usize,
    text: String,
}

/// The items of the list that is the navigation: the last one of a text, or the first one below `<!--nav-->`.
fn items(text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let (mut open, mut marked) = (false, false);
    let mut fence = false;
    for line in Line::all(text, 1) {
        let bare = line.text.trim();
        fence ^= markdown::fence_of(&line.text).is_some();
        if bare == "<!--nav-->" {
            items.clear();
            (open, marked) = (false, true);
        } else if let Some(item) = item(bare).filter(|_| !fence) {
            if !open {
                if marked && !items.is_empty() {
                    break;
                }
                items.clear();
            }
            open = true;
            items.push(Item {
                line: line.number,
                indent: line.indent(),
                text: item.to_owned(),
            });
        } else if !bare.is_empty() && line.indent() == 0 {
            open = false;
        }
    }
    items
}

/// The text behind the sign of an item.
fn item(bare: &str) -> Option<&str> {
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marks: &[char] = if digits > 0 {
        &['.', ')']
    } else {
        &['-', '*', '+']
    };
    let rest = bare[digits..].strip_prefix(marks)?;
    let text = rest.strip_prefix(' ')?.trim();
    (!text.is_empty()).then_some(text)
}

fn wildcard(folder: &RelPath, written: &str) -> Goal {
    let pattern = written.trim_start_matches(['.', '/']).trim_end_matches('/');
    Goal::Wildcard {
        // Of names alone; no star is for folders within each other.
        pattern: below(folder, pattern).replace("**", "*"),
        pages: !written.ends_with('/'),
    }
}

fn below(folder: &RelPath, name: &str) -> String {
    match folder.as_str() {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}

fn text(line: usize, text: &str) -> Node {
    Node {
        line,
        value: Value::Scalar(text.to_owned()),
    }
}

fn list(line: usize, items: Vec<Node>) -> Node {
    Node {
        line,
        value: Value::List(items),
    }
}

fn titled(line: usize, title: Option<String>, node: Node) -> Node {
    let Some(title) = title else { return node };
    Node {
        line,
        value: Value::Map(vec![(text(line, &title), node)]),
    }
}
