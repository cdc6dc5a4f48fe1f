//! Navigation: by folders and `order:`, or by the explicit tree of `nav:`.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::Parts;
use super::named;
use super::pages::Pages;
use super::redirects::Former;
use crate::cldr::Alphabet;
use crate::model::config::NavEntry;
use crate::model::nearest::Paths;
use crate::model::site::{Loose, LooseEnd, Navigation, Node, Target};
use crate::model::{Kind, Locale, RelPath};

/// The trees of all languages; puts the pages in their order and tells each its node.
pub fn trees(
    parts: &Parts<'_>,
    pages: &mut Pages,
    loose: &mut Vec<LooseEnd>,
) -> BTreeMap<Locale, Navigation> {
    let mut trees: BTreeMap<Locale, Navigation> = BTreeMap::new();
    let former = Former::new(pages);
    for locale in &parts.config.languages {
        let tree = if parts.config.nav.is_empty() {
            by_folders(parts, pages, &former, locale)
        } else {
            explicit(parts, pages, &former, locale, loose)
        };
        trees.insert(locale.clone(), tree);
    }
    let order = reading_order(parts, pages, &trees);
    renumber(pages, &mut trees, &order);
    trees
}

/// Pages as the navigation has them, language by language, then those it leaves out.
fn reading_order(
    parts: &Parts<'_>,
    pages: &Pages,
    trees: &BTreeMap<Locale, Navigation>,
) -> Vec<usize> {
    let mut order = Vec::with_capacity(pages.list.len());
    let mut seen = vec![false; pages.list.len()];
    let mut by_locale: BTreeMap<&Locale, Vec<usize>> = BTreeMap::new();
    for (number, placed) in pages.list.iter().enumerate() {
        by_locale.entry(&placed.locale).or_default().push(number);
    }
    for locale in &parts.config.languages {
        let home = pages.find(locale, &RelPath::index());
        let listed = trees[locale]
            .nodes
            .iter()
            .filter_map(|node| match node.target {
                Target::Page(number) => Some(number),
                _ => None,
            });
        let rest = by_locale.get(locale).into_iter().flatten().copied();
        for number in home.into_iter().chain(listed).chain(rest) {
            if !std::mem::replace(&mut seen[number], true) {
                order.push(number);
            }
        }
    }
    order
}

fn renumber(pages: &mut Pages, trees: &mut BTreeMap<Locale, Navigation>, order: &[usize]) {
    let mut new = vec![0; order.len()];
    for (number, &old) in order.iter().enumerate() {
        new[old] = number;
    }
    pages.reorder(order);
    for tree in trees.values_mut() {
        for (index, node) in tree.nodes.iter_mut().enumerate() {
            if let Target::Page(number) = &mut node.target {
                *number = new[*number];
                let placed = &mut pages.list[*number];
                // A page that stands in two places belongs to the first.
                placed.node.get_or_insert(index);
            }
        }
    }
}

/// A tree in the making.
struct Builder<'a> {
    pages: &'a Pages,
    tree: Navigation,
    /// Keys of the language's pages, once one is asked for that does not exist.
    keys: OnceCell<Paths<'a>>,
    former: &'a Former<'a>,
}

impl<'a> Builder<'a> {
    fn new(pages: &'a Pages, former: &'a Former<'a>) -> Self {
        Self {
            pages,
            tree: Navigation::default(),
            keys: OnceCell::new(),
            former,
        }
    }

    fn add(
        &mut self,
        (title, foreign): (String, Option<&Locale>),
        target: Target,
        parent: Option<usize>,
    ) -> usize {
        let number = self.tree.nodes.len();
        self.tree.nodes.push(Node {
            title,
            foreign: foreign.cloned(),
            target,
            parent,
            children: Vec::new(),
        });
        match parent {
            Some(parent) => self.tree.nodes[parent].children.push(number),
            None => self.tree.roots.push(number),
        }
        number
    }

    /// The title of a page, and its language where it is shown for want of a translation.
    fn title(&self, number: usize) -> (String, Option<&'a Locale>) {
        let placed = &self.pages.list[number];
        let own = &placed.document.locale;
        let foreign = (*own != placed.locale).then_some(own);
        (placed.document.title.clone(), foreign)
    }
}

// ── by folders ──

fn by_folders(
    parts: &Parts<'_>,
    pages: &Pages,
    former: &Former<'_>,
    locale: &Locale,
) -> Navigation {
    // A folder's first page stands for it among the pages of the folder above.
    let mut below: BTreeMap<RelPath, Vec<usize>> = BTreeMap::new();
    for (number, placed) in pages.list.iter().enumerate() {
        let key = &placed.document.key;
        // Versions of a plan lead to each other; in the navigation the plan stands once.
        let is_version = placed.kind == Kind::Sla && key.stem().contains('@');
        if placed.locale != *locale || is_version || parts.config.is_at_foot(key) {
            continue;
        }
        let folder = key.parent();
        let above = match key.file_name() {
            "index.md" if folder.as_str().is_empty() => continue,
            "index.md" => folder.parent(),
            _ => folder,
        };
        below.entry(above).or_default().push(number);
    }
    let alphabet = Alphabet::of(locale);
    for numbers in below.values_mut() {
        numbers.sort_by_cached_key(|&number| {
            let placed = &pages.list[number];
            let order = placed.front.order.unwrap_or(i64::MAX);
            let title = alphabet.key(&placed.document.title);
            (order, rank(placed.kind), title, placed.document.key.clone())
        });
    }
    let mut builder = Builder::new(pages, former);
    builder.folder(&RelPath::default(), None, &below);
    builder.tree
}

/// What customers look for first comes first, where the authors do not say.
fn rank(kind: Kind) -> usize {
    let order = [
        Kind::Support,
        Kind::Channel,
        Kind::Article,
        Kind::Guide,
        Kind::Faq,
        Kind::Sla,
        Kind::Notice,
    ];
    order
        .iter()
        .position(|&one| one == kind)
        .unwrap_or(order.len())
}

impl Builder<'_> {
    fn folder(
        &mut self,
        folder: &RelPath,
        parent: Option<usize>,
        below: &BTreeMap<RelPath, Vec<usize>>,
    ) {
        let Some(numbers) = below.get(folder) else {
            return;
        };
        for &number in numbers {
            let document = &self.pages.list[number].document;
            let node = self.add(self.title(number), Target::Page(number), parent);
            if document.key.file_name() == "index.md" {
                self.folder(&document.key.parent(), Some(node), below);
            }
        }
    }
}

// ── explicit ──

fn explicit(
    parts: &Parts<'_>,
    pages: &Pages,
    former: &Former<'_>,
    locale: &Locale,
    loose: &mut Vec<LooseEnd>,
) -> Navigation {
    let mut builder = Builder::new(pages, former);
    builder.entries(&parts.config.nav, None, parts, locale, loose);
    builder.tree
}

impl Builder<'_> {
    fn entries(
        &mut self,
        entries: &[NavEntry],
        parent: Option<usize>,
        parts: &Parts<'_>,
        locale: &Locale,
        loose: &mut Vec<LooseEnd>,
    ) {
        for entry in entries {
            let target = self.target(entry, parts, locale, loose);
            let own = entry.title.as_ref();
            let source = parts.config.source();
            let title = match (own, &target) {
                (Some(text), _) => {
                    let title = text.get(locale, source).to_owned();
                    (title, text.foreign(locale, source))
                }
                (None, Target::Page(number)) => self.title(*number),
                (None, Target::External(url)) => (url.clone(), None),
                (None, Target::Caption) => continue,
            };
            let node = self.add(title, target, parent);
            self.entries(&entry.items, Some(node), parts, locale, loose);
        }
    }

    fn target(
        &self,
        entry: &NavEntry,
        parts: &Parts<'_>,
        locale: &Locale,
        loose: &mut Vec<LooseEnd>,
    ) -> Target {
        let Some(written) = &entry.page else {
            return Target::Caption;
        };
        if written.value.starts_with("https://") || written.value.starts_with("http://") {
            return Target::External(written.value.clone());
        }
        let key = RelPath::new(&written.value);
        let find = |key| self.pages.find(locale, key);
        if let Some(number) = key.as_ref().and_then(find) {
            return Target::Page(number);
        }
        let keys = self.keys.get_or_init(|| {
            let pages = self.pages.list.iter();
            let own = pages.filter(|placed| placed.locale == *locale);
            Paths::new(own.map(|placed| placed.document.key.as_str()))
        });
        let to = written.value.clone();
        // An entry is one of all languages, and so is what is wrong with it.
        let own = |key| self.pages.withheld(locale, key);
        let withheld = |key| {
            self.pages
                .withheld(&self.pages.source, key)
                .or_else(|| own(key))
        };
        let moved = || self.former.page(&to);
        let what = match key.as_ref().and_then(withheld).ok_or_else(moved) {
            Ok(why) => Loose::not_published(to, why),
            Err(Some(now)) => Loose::MovedFrom { to, now },
            Err(None) => Loose::Nav {
                nearest: named::index_of(self.pages, locale, &to)
                    .or_else(|| keys.like(&to).map(str::to_owned)),
                to,
            },
        };
        loose.push(LooseEnd {
            path: parts.config.path.clone(),
            span: written.span,
            what,
        });
        Target::Caption
    }
}
