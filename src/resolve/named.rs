//! Pages that facts, plans, `legal`, head and foot name by their paths: where one is not there, what leads to it would be left
//! out of every page without a word.

use std::cell::LazyCell;

use super::Parts;
use super::pages::Pages;
use super::redirects::Former;
use crate::model::nearest::nearest_of;
use crate::model::site::{Loose, LooseEnd};
use crate::model::{Facts, Locale, RelPath, Spanned};

/// Tells of pages that are not there.
pub fn check(parts: &Parts<'_>, pages: &Pages, loose: &mut Vec<LooseEnd>) {
    // Where each is named, and the page that is meant.
    let mut named: Vec<(&RelPath, &Spanned<String>, Option<RelPath>)> = Vec::new();
    let (facts, config) = (&parts.facts, &parts.config);
    named.extend(of_facts(facts).map(|page| (&facts.path, page, key(&page.value))));
    // Here no folder stands for its page.
    let links = config.header.iter().chain(&config.footer);
    let links = links.filter_map(|link| link.page.as_ref());
    let links = links.chain(config.legal.iter().map(|(_, page)| page));
    named.extend(links.map(|page| (&config.path, page, RelPath::new(&page.value))));
    let source = pages.list.iter();
    let source = source.filter(|placed| placed.locale == pages.source);
    for placed in source {
        let plan = placed.front.plan.as_ref();
        let how = plan.and_then(|plan| plan.remedy.as_ref()?.how.as_ref());
        named.extend(how.map(|page| (&placed.document.path, page, key(&page.value))));
    }
    let former = Former::new(pages);
    let keys = LazyCell::new(|| {
        let keys = pages.list.iter().map(|placed| placed.document.key.as_str());
        let mut keys: Vec<&str> = keys.collect();
        keys.sort_unstable();
        keys
    });
    for (path, page, key) in named {
        let to = page.value.as_str();
        if to.starts_with("https://") || to.starts_with("http://") {
            continue;
        }
        // What is no path is told where its type is judged.
        let asked = key.filter(|key| pages.find(&pages.source, key).is_none());
        let Some(asked) = asked else { continue };
        let to = to.to_owned();
        let moved = || former.page(&to);
        let what = match pages.withheld(&pages.source, &asked).ok_or_else(moved) {
            Ok(why) => Loose::not_published(to, why),
            Err(Some(now)) => Loose::MovedFrom { to, now },
            Err(None) => Loose::Named {
                nearest: index_of(pages, &pages.source, &to).or_else(|| {
                    // A place in the page is not asked for here.
                    let page = to.split_once('#').map(|(page, _)| page.trim_end());
                    nearest_of(page.unwrap_or(asked.as_str()), &keys).map(str::to_owned)
                }),
                to,
            },
        };
        loose.push(LooseEnd {
            path: path.clone(),
            span: page.span,
            what,
        });
    }
}

/// The pages that support.yaml names.
fn of_facts(facts: &Facts) -> impl Iterator<Item = &Spanned<String>> {
    let services = facts.services.iter();
    let own = services.flat_map(|service| &service.self_help);
    let others = [
        facts.changes.as_ref().map(|one| &one.cancel_page),
        facts.closing.as_ref().map(|one| &one.page),
        facts.collections.as_ref().map(|one| &one.page),
        facts.credits.as_ref().map(|one| &one.page),
        facts.data.as_ref().map(|one| &one.privacy),
        facts.security.as_ref().map(|one| &one.policy),
        facts.accessibility.as_ref().map(|one| &one.page),
    ];
    own.chain(others.into_iter().flatten().flatten())
}

/// The page at a path below the folder of a language; a folder stands for its `index.md`.
pub fn key(named: &str) -> Option<RelPath> {
    let path = RelPath::new(named)?;
    match path.has_extension("md") {
        true => Some(path),
        false => path.join("index.md"),
    }
}

/// The page of the folder `named`, for places where a page is named by its file alone.
pub fn index_of(pages: &Pages, locale: &Locale, named: &str) -> Option<String> {
    let index = key(named)?;
    pages.find(locale, &index)?;
    Some(index.as_str().to_owned())
}
