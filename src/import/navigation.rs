//! What the pages of a tree hang on: the site's name, its navigation and its first page.

use super::files::{Draft, Origin};
use super::portal::Page;
use super::report::Report;
use super::targets::{Targets, address};
use super::toc::{Contents, Goal, Nav};
use super::tree::Tree;
use crate::model::{Locale, RelPath};

/// The page of each docset that stands for it: at its address, else the first page beside its table of contents.
pub(super) fn homes(tree: &Tree, targets: &Targets, contents: &Contents) -> Vec<Option<usize>> {
    let docsets = tree.docsets.iter().zip(&contents.folders);
    docsets
        .map(|(docset, folder)| {
            let home = targets.at(&docset.base.to_lowercase());
            home.or_else(|| targets.at(&address(tree, &folder.join("index.md")?)))
        })
        .collect()
}

/// Name of the site: docfx.json's, that of the largest docset first, else the landing page's title; `None` where
/// neither is there.
pub(super) fn title(tree: &Tree, homes: &[Option<usize>], pages: &[Page]) -> Option<String> {
    let size = |folder: &RelPath| {
        let whole = tree.docsets.len() == 1;
        let inside = |page: &&Page| whole || page.key.strip_prefix(folder.as_str()).is_some();
        pages.iter().filter(inside).count()
    };
    let named = tree.docsets.iter().rev().filter_map(|docset| {
        let suffix = docset.suffix.as_deref()?;
        Some((size(&docset.folder), suffix))
    });
    if let Some((_, suffix)) = named.max_by_key(|(size, _)| *size) {
        return Some(suffix.to_owned());
    }
    let home = pages.iter().find(|page| page.key.as_str() == "index.md");
    // The first page of a folder within a docset names that folder alone.
    let home = home.or_else(|| Some(&pages[homes.iter().flatten().next().copied()?]));
    home.map(|page| page.title.clone())
}

/// The tree of the navigation: what the tables of contents say, then a section for the rest.
pub(super) fn nav(
    tree: &Tree,
    contents: &Contents,
    homes: &[Option<usize>],
    drafts: &[Draft],
    pages: &[Page],
    language: &Locale,
    report: &mut Report,
) -> Vec<Nav> {
    let one = tree.docsets.len() == 1 && tree.whole.is_some();
    let mut nav = Vec::new();
    for (at, docset) in tree.docsets.iter().enumerate() {
        let mut items = contents.docsets.get(at).cloned().unwrap_or_default();
        let mut rest = Vec::new();
        let home = homes[at].map(|home| pages[home].key.as_str());
        let own = home == Some("index.md");
        for (number, draft) in drafts.iter().enumerate() {
            if tree.docset(&draft.source).is_none_or(|(set, _)| set != at) {
                continue;
            }
            let landing = draft.origin == Origin::Landing;
            if contents.listed.contains(&number) {
                report.listed += usize::from(!landing);
            } else if pages[number].draft {
                report.change("drafts, which stand in no navigation");
            } else if !(landing && homes[at] == Some(number) && (own || !one)) {
                report.unlisted.push(pages[number].key.as_str().to_owned());
                rest.push(Nav {
                    goal: Some(Goal::Page(number)),
                    ..Nav::default()
                });
            }
        }
        let is_home =
            |nav: &Nav| matches!(nav.goal, Some(Goal::Page(page)) if Some(page) == homes[at]);
        // The first page of the portal needs no entry, and no section for itself alone. Another that stands for the
        // whole is what the navigation begins with.
        let first = one.then(|| rest.iter().position(is_home)).flatten();
        if let Some(first) = first.filter(|_| !own || rest.len() == 1) {
            let entry = rest.remove(first);
            report.unlisted.retain(|key| Some(key.as_str()) != home);
            let landing = homes[at].is_some_and(|home| drafts[home].origin == Origin::Landing);
            report.listed += usize::from(!landing);
            if !own {
                items.insert(0, entry);
            }
        }
        // The page of a section is its head and not its first entry as well.
        let head = items
            .iter()
            .position(|nav| !one && is_home(nav) && nav.items.is_empty());
        let head = head.map(|found| items.remove(found));
        let listed = head.is_some()
            || !one && homes[at].is_some_and(|home| !contents.listed.contains(&home));
        if listed {
            rest.retain(|nav| !is_home(nav));
            report.unlisted.retain(|key| Some(key.as_str()) != home);
        }
        if !rest.is_empty() {
            items.push(others(rest, language));
        }
        if one {
            return items;
        }
        let goal = homes[at].filter(|_| listed).map(Goal::Page);
        let title = homes[at].map(|home| pages[home].title.clone());
        let folder = docset.folder.file_name().to_owned();
        if goal.is_some() || !items.is_empty() {
            nav.push(Nav {
                title: Some(title.unwrap_or(folder)),
                goal,
                items,
                ..Nav::default()
            });
        }
    }
    nav
}

/// The section for pages that no table of contents names.
pub(super) fn others(items: Vec<Nav>, language: &Locale) -> Nav {
    Nav {
        title: Some(rest_title(language).to_owned()),
        items,
        rest: true,
        ..Nav::default()
    }
}

/// Name of the section for pages that no table of contents names.
pub(super) fn rest_title(language: &Locale) -> &'static str {
    match language.as_str() {
        "zh-TW" | "zh-HK" | "zh-MO" => "其他頁面",
        _ => match language.language() {
            "zh" => "其他页面",
            "cs" => "Další stránky",
            "de" => "Weitere Seiten",
            "es" => "Otras páginas",
            "fr" => "Autres pages",
            "it" => "Altre pagine",
            "ja" => "その他のページ",
            "ko" => "기타 페이지",
            "nl" => "Overige pagina's",
            "pl" => "Inne strony",
            "pt" => "Outras páginas",
            "ru" => "Другие страницы",
            "sv" => "Övriga sidor",
            "tr" => "Diğer sayfalar",
            _ => "Other pages",
        },
    }
}

/// A first page, where none of `pages` is one: it links what the navigation begins with.
pub(super) fn home_of(nav: &[Nav], pages: &[Page], title: &str) -> Option<Page> {
    let key = RelPath::index();
    if pages.iter().any(|page| page.key == key) {
        return None;
    }
    let mut body = String::new();
    for entry in nav {
        let page = first_page(entry).map(|page| &pages[page]);
        let Some(page) = page else { continue };
        let name = entry.title.as_deref().unwrap_or(&page.title);
        let name = name.replace('[', "\\[").replace(']', "\\]");
        let to = crate::model::Url::new(&page.key).encoded();
        body += &format!("\n## [{name}]({to})\n");
        if let Some(description) = &page.description {
            body += &format!("\n{description}\n");
        }
    }
    Some(Page {
        key,
        title: title.to_owned(),
        body,
        ..Page::default()
    })
}

/// The page of an entry, else the first one below it.
pub(super) fn first_page(nav: &Nav) -> Option<usize> {
    match &nav.goal {
        Some(Goal::Page(page)) => Some(*page),
        _ => nav.items.iter().find_map(first_page),
    }
}
