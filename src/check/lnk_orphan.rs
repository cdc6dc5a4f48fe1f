//! LNK-ORPHAN: every page can be reached from another.

use crate::model::site::Role;
use crate::model::{Diagnostic, Facet, Site, Span};

const CODE: &str = "LNK-ORPHAN";

/// Every page can be reached from another.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut linked = vec![false; site.pages.len()];
    for page in &site.pages {
        page.links.iter().for_each(|&target| linked[target] = true);
    }
    for (page, linked) in site.pages.iter().zip(linked) {
        let listed = page.node.is_some() || page.role == Role::Home;
        let foot = site.config.is_at_foot(&page.document.key);
        // Versions of a plan lead to each other.
        let version = matches!(&page.facet, Facet::Plan(card) if !card.versions.is_empty());
        if !listed && !linked && !foot && !version && !page.is_fallback() {
            found.push(
                Diagnostic::warning(
                    CODE,
                    &page.document.path,
                    Span::default(),
                    "nothing leads to this page",
                )
                .with_hint("name it under `nav` in supportal.yaml, or link to it".to_owned()),
            );
        }
    }
}
