//! What stands around the text of a page: the way to it, its neighbours, what is like it, what it is about,
//! its other languages and its original, its contents.

use std::collections::BTreeMap;

use super::super::originals::OriginalView;
use super::super::view::{Contents, LanguageView, LinkView, attributes};
use super::Maker;
use crate::model::facet::Tongue;
use crate::model::site::{Navigation, Role, Target};
use crate::model::{Locale, Page, Spanned, Text};

/// Captions and links to elsewhere that may lie between a page and its neighbours.
const BETWEEN: usize = 40;
/// Related pages.
const RELATED: usize = 5;
/// Pages of one tag that are looked at for related ones.
const CANDIDATES: usize = 60;

impl Maker<'_> {
    /// The pages above it in the navigation, outermost first.
    pub(super) fn breadcrumbs(&self, page: &Page, tree: &Navigation) -> Vec<LinkView> {
        let mut path = Vec::new();
        let mut above = page.node.and_then(|node| tree.nodes[node].parent);
        while let Some(node) = above {
            path.push(LinkView {
                href: self.target(&tree.nodes[node].target, &page.url),
                title: tree.nodes[node].title.clone(),
                foreign: attributes(tree.nodes[node].foreign.as_ref()),
                description: String::new(),
            });
            above = tree.nodes[node].parent;
        }
        path.reverse();
        path
    }

    /// The pages before and after in reading order, within the same top-level section.
    pub(super) fn neighbours(
        &self,
        page: &Page,
        tree: &Navigation,
    ) -> (Option<LinkView>, Option<LinkView>) {
        let Some(own) = page
            .node
            .filter(|_| matches!(page.role, Role::Leaf | Role::Lesson))
        else {
            return (None, None);
        };
        let section = tree.root(own);
        let at = |node: usize| match tree.nodes[node].target {
            Target::Page(number) if tree.root(node) == section && node != section => Some(number),
            _ => None,
        };
        // Captions and links to elsewhere lie between pages, never in long runs.
        let before = (0..own).rev().take(BETWEEN).find_map(at);
        let after = (own + 1..tree.nodes.len()).take(BETWEEN).find_map(at);
        (
            before.map(|number| self.link(number, &page.url)),
            after.map(|number| self.link(number, &page.url)),
        )
    }

    /// Pages that share most subjects with it, the nearest first. What stands below it, as the lessons of a
    /// guide do, is listed there.
    pub(super) fn related(&self, number: usize) -> Vec<LinkView> {
        let page = &self.site.pages[number];
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for subject in subjects(page) {
            let pages = self.subjects.get(&(&page.locale, subject));
            // Of a subject that very many pages have, the nearest neighbours say enough.
            let pages = pages.map_or(&[][..], Vec::as_slice);
            let near = pages
                .partition_point(|&other| other < number)
                .saturating_sub(CANDIDATES / 2);
            for &other in pages
                .iter()
                .skip(near)
                .take(CANDIDATES)
                .filter(|&&other| other != number && !self.is_below(other, page))
            {
                *shared.entry(other).or_default() += 1;
            }
        }
        let mut pages: Vec<(usize, usize)> = shared.into_iter().collect();
        pages.sort_by_key(|&(other, count)| {
            (std::cmp::Reverse(count), other.abs_diff(number), other)
        });
        pages.truncate(RELATED);
        pages
            .into_iter()
            .map(|(other, _)| self.link(other, &page.url))
            .collect()
    }

    fn is_below(&self, other: usize, page: &Page) -> bool {
        let tree = &self.site.navigation[&page.locale];
        let own = self.site.pages[other].node;
        // A section lists what is directly below it, a course all of its lessons.
        let most = match page.role {
            Role::Guide | Role::Module => usize::MAX,
            _ => 1,
        };
        let mut above = own
            .into_iter()
            .flat_map(|node| tree.line(node).skip(1).take(most));
        page.node.is_some() && above.any(|above| Some(above) == page.node)
    }

    /// The names of the products that it is about.
    pub(super) fn products(&self, page: &Page) -> Vec<String> {
        let ids = page.front.products.iter();
        ids.map(|id| self.product(&id.value, &page.locale))
            .collect()
    }

    /// Whom it is for, in words of the interface.
    pub(super) fn audience(&self, page: &Page) -> Vec<String> {
        let words = &self.words[&page.locale];
        let named = |who: &Spanned<String>| words.get(&format!("audience_{}", who.value)).cloned();
        page.front.audience.iter().filter_map(named).collect()
    }

    pub(super) fn product(&self, id: &str, locale: &Locale) -> String {
        let name = self.name_of_product(id);
        name.map_or(id, |name| name.get(locale, self.site.config.source()))
            .to_owned()
    }

    /// The language of that name.
    pub(super) fn product_in(&self, id: &str, locale: &Locale) -> Tongue {
        let name = self.name_of_product(id);
        Tongue::of(name.and_then(|name| name.foreign(locale, self.site.config.source())))
    }

    fn name_of_product(&self, id: &str) -> Option<&Text> {
        let mut products = self.site.facts.products.iter();
        let product = products.find(|product| product.id.value == id);
        product.and_then(|product| product.name.as_ref())
    }

    /// Its versions in all languages; none where the portal has but one.
    pub(super) fn languages(&self, page: &Page) -> Vec<LanguageView> {
        if self.site.config.languages.len() < 2 {
            return Vec::new();
        }
        let versions = page.versions.iter().map(|&number| {
            let other = &self.site.pages[number];
            let canonical = if other.is_fallback() {
                String::new()
            } else {
                self.absolute(&other.url)
            };
            self.language(
                &other.locale,
                other.url.href(&page.url),
                other.locale == page.locale,
                canonical,
            )
        });
        versions.collect()
    }

    /// What a page is a translation of, as far as both have the same blocks.
    pub(super) fn original(&self, number: usize) -> Option<OriginalView> {
        let original = self.originals.of(number)?;
        let from = &self.site.pages[number].url;
        let source = &self.site.pages[original.page];
        let LanguageView {
            lang,
            dir,
            name,
            href,
            ..
        } = self.language(&source.locale, source.url.href(from), false, String::new());
        Some(OriginalView {
            href,
            lang,
            dir,
            name,
            script: original.file.href(from),
            key: original.key.clone(),
            runs: original.runs.clone(),
        })
    }

    pub(super) fn language(
        &self,
        locale: &Locale,
        href: String,
        current: bool,
        canonical: String,
    ) -> LanguageView {
        let names = &self.site.strings.language_names;
        let name = locale.chain().find_map(|tag| names.get(tag.as_str()));
        LanguageView {
            lang: locale.clone(),
            dir: locale.direction(),
            name: name.cloned().unwrap_or_else(|| locale.to_string()),
            href,
            current,
            canonical,
        }
    }
}

/// What a page says it is about: tags and products.
pub(super) fn subjects(page: &Page) -> impl Iterator<Item = &str> {
    let front = &page.front;
    front
        .tags
        .iter()
        .chain(&front.products)
        .map(|word| word.value.as_str())
}

/// Headings of level two, and of level three below them.
pub(super) fn contents(page: &Page) -> Vec<Contents> {
    let mut contents: Vec<Contents> = Vec::new();
    let foreign = attributes(page.foreign());
    for heading in page
        .headings
        .iter()
        .filter(|heading| !heading.text.is_empty())
    {
        let line = Contents {
            id: heading.id.to_string(),
            title: heading.text.to_string(),
            foreign: foreign.clone(),
            children: Vec::new(),
        };
        match (heading.level, contents.last_mut()) {
            (..=2, _) | (3, None) => contents.push(line),
            (3, Some(above)) => above.children.push(line),
            _ => {}
        }
    }
    contents
}
