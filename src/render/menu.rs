//! The menu of a section: pages that stand side by side share it, and it is drawn once for them.
//!
//! What differs is the mark on the line of the page itself. Its place is kept open in the drawn menu
//! and is filled for each page.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::templates::Words;
use super::theme::Theme;
use super::view::{LineView, attributes};
use crate::memo;
use crate::model::site::{Navigation, Target};
use crate::model::{Diagnosed, Locale, Page, Shared, Site, Url};

/// Lines shown of one level.
const LINES: usize = 40;
/// Levels below the section that are indented, each more than the one before: those below stand in the last of them,
/// since neither the column nor the template engine has room for any number.
const LEVELS: usize = 8;
/// Lines that neighbours on a longer level have in common: they share their part of it by so many.
const STEP: usize = LINES / 2;
/// The mark of the line that stands for the page itself.
const CURRENT: &str = " aria-current=\"page\"";
/// What keeps its place open, around the number of the line's node: nothing that is escaped looks so.
const MARK: [&str; 2] = ["<!", ">"];

/// A menu, as its template sees it.
#[derive(Clone, Debug, Hash)]
pub struct Menu {
    /// The section, opened along the way to the pages that have the menu.
    pub lines: Vec<LineView>,
    /// The interface's words in the language of those pages.
    pub t: Words,
}

/// The menus of a site.
#[derive(Debug, Default)]
pub struct Menus {
    /// Each once.
    pub menus: Vec<Menu>,
    /// By number of the page, the one that it has.
    pub of: Vec<Option<usize>>,
}

/// A menu as HTML, but for the mark.
#[derive(Clone, Debug, Default, Hash)]
pub struct Drawn {
    html: String,
    /// Where in `html` a line is marked, and the node of the navigation that the line stands for.
    marks: Vec<(usize, usize)>,
}

/// A menu as it stands on a page; empty for a page without one. For a template it is finished HTML.
#[derive(Clone, Debug, Default, Hash)]
pub struct MenuView {
    /// The menu.
    pub drawn: Arc<Shared<Drawn>>,
    /// The page's own node of the navigation.
    pub own: Option<usize>,
}

impl Serialize for MenuView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Drawn { html, marks } = &**self.drawn;
        match marks.iter().find(|&&(_, node)| Some(node) == self.own) {
            Some(&(at, _)) => {
                serializer.serialize_str(&[&html[..at], CURRENT, &html[at..]].concat())
            }
            None => serializer.serialize_str(html),
        }
    }
}

/// What keeps the place of the mark open on the line of `node`.
pub(super) fn mark(node: usize) -> String {
    format!("{}{node}{}", MARK[0], MARK[1])
}

/// Draws `menu`.
pub fn menu(menu: &Menu, theme: &Theme) -> Diagnosed<Shared<Drawn>> {
    let html = super::page::menu(menu, theme);
    Diagnosed::new(cut(&html.value).into(), html.diagnostics)
}

/// Takes the marks out of `text`.
fn cut(text: &str) -> Drawn {
    let mut drawn = Drawn::default();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARK[0]) {
        drawn.html.push_str(before);
        let number = after.split_once(MARK[1]);
        match number.and_then(|(number, after)| Some((number.parse().ok()?, after))) {
            Some((node, after)) => {
                drawn.marks.push((drawn.html.len(), node));
                rest = after;
            }
            // A comment in the template.
            None => {
                drawn.html.push_str(MARK[0]);
                rest = after;
            }
        }
    }
    drawn.html.push_str(rest);
    drawn
}

/// The menus of all pages of `site`.
pub fn menus(site: &Site) -> Menus {
    let places: HashMap<&Locale, Vec<usize>> = site
        .navigation
        .iter()
        .map(|(locale, tree)| (locale, places(tree)))
        .collect();
    let mut known: HashMap<(&Locale, Opened, &str), usize> = HashMap::new();
    let mut shared: Vec<(&Page, Opened)> = Vec::new();
    let mut of = Vec::with_capacity(site.pages.len());
    for page in &site.pages {
        let tree = &site.navigation[&page.locale];
        let opened = page
            .node
            .and_then(|own| Opened::at(own, tree, &places[&page.locale]));
        of.push(opened.map(|opened| {
            let key = (&page.locale, opened, page.url.folder());
            *known.entry(key).or_insert_with(|| {
                shared.push((page, opened));
                shared.len() - 1
            })
        }));
    }
    let menus = memo::map(shared.len(), |number| {
        let (page, opened) = shared[number];
        let tree = &site.navigation[&page.locale];
        let drawer = Drawer {
            site,
            tree,
            from: &page.url,
            opened,
            path: tree.line(opened.node).collect(),
        };
        Menu {
            lines: vec![drawer.line(tree.root(opened.node), 0)],
            t: site.strings.of(&page.locale).cloned().unwrap_or_default(),
        }
    });
    Menus { menus, of }
}

/// Of each node, its place among its siblings.
fn places(tree: &Navigation) -> Vec<usize> {
    let mut places = vec![0; tree.nodes.len()];
    for node in &tree.nodes {
        for (place, &child) in node.children.iter().enumerate() {
            places[child] = place;
        }
    }
    places
}

/// How far a section is opened.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Opened {
    /// The last node whose children are shown.
    node: usize,
    /// The first of them that is.
    start: usize,
}

impl Opened {
    /// For the page at `own`; `None` where its section is that page alone.
    fn at(own: usize, tree: &Navigation, places: &[usize]) -> Option<Self> {
        if !tree.nodes[own].children.is_empty() {
            return Some(Self {
                node: own,
                start: 0,
            });
        }
        let node = tree.nodes[own].parent?;
        let start = start(places[own], tree.nodes[node].children.len());
        Some(Self { node, start })
    }
}

/// The first of `count` lines that is shown where the one at `place` must be.
fn start(place: usize, count: usize) -> usize {
    let step = place / STEP * STEP;
    step.saturating_sub(STEP / 2)
        .min(count.saturating_sub(LINES))
}

struct Drawer<'a> {
    site: &'a Site,
    tree: &'a Navigation,
    from: &'a Url,
    opened: Opened,
    /// The node opened last and those above it.
    path: Vec<usize>,
}

impl Drawer<'_> {
    /// The line of `node`, which stands at a `level`, with those below it.
    fn line(&self, node: usize, level: usize) -> LineView {
        let below = &self.tree.nodes[node];
        let mut view = LineView {
            href: first_target(self.site, self.tree, node, self.from),
            title: below.title.clone(),
            foreign: attributes(below.foreign.as_ref()),
            current: mark(node),
            open: self.path.contains(&node),
            children: Vec::new(),
            more: 0,
        };
        if view.open {
            let children = &below.children;
            let open = children.iter().position(|child| self.path.contains(child));
            let start = match open {
                Some(place) => start(place, children.len()),
                None => self.opened.start,
            };
            let shown = &children[start..(start + LINES).min(children.len())];
            view.more = children.len() - shown.len();
            for &child in shown {
                let mut line = self.line(child, level + 1);
                let beside = match level + 1 < LEVELS {
                    true => Vec::new(),
                    false => std::mem::take(&mut line.children),
                };
                view.children.push(line);
                view.children.extend(beside);
            }
        }
        view
    }
}

/// Where a line leads: a caption to the first page below it, so that closed sections can be opened.
pub(super) fn first_target(site: &Site, tree: &Navigation, node: usize, from: &Url) -> String {
    let mut node = node;
    loop {
        match &tree.nodes[node].target {
            Target::Page(number) => return site.pages[*number].url.href(from),
            Target::External(url) => return url.clone(),
            Target::Caption => match tree.nodes[node].children.first() {
                Some(&child) => node = child,
                None => return String::new(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_page_is_marked_and_comments_stay() {
        let html = format!("<!-- x --><a{}>a</a><a{}>b</a>", mark(3), mark(12));
        let drawn = Arc::new(Shared::from(cut(&html)));
        let on = |own| {
            let view = MenuView {
                drawn: drawn.clone(),
                own,
            };
            serde_json::to_value(view).unwrap()
        };
        assert_eq!(on(None), "<!-- x --><a>a</a><a>b</a>");
        assert_eq!(on(Some(7)), "<!-- x --><a>a</a><a>b</a>");
        let marked = "<!-- x --><a>a</a><a aria-current=\"page\">b</a>";
        assert_eq!(on(Some(12)), marked);
    }

    #[test]
    fn a_page_always_sees_itself_and_its_neighbours() {
        for count in [1, 39, 40, 41, 57, 1000] {
            for place in 0..count {
                let start = start(place, count);
                let end = (start + LINES).min(count);
                let near = place.saturating_sub(5)..(place + 6).min(count);
                assert!(start <= near.start && near.end <= end, "{place} of {count}");
            }
        }
    }
}
