//! LNK-ORPHAN: every page can be reached from another.

use crate::model::document::Document;
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
            let Document { path, key, .. } = &*page.document;
            // The list of a folder that has no page of its own is not in any file.
            let folder = (path.file_name() != key.file_name()).then(|| key.parent());
            let (message, hint) = match folder {
                None => (
                    "nothing leads to this page".to_owned(),
                    "name it under `nav` in supportal.yaml, or link to it".to_owned(),
                ),
                Some(folder) => (
                    format!("nothing leads to the list of the folder `{folder}`"),
                    format!("give its section under `nav` in supportal.yaml `page: {key}`"),
                ),
            };
            let found_here = Diagnostic::warning(CODE, path, Span::default(), message);
            found.push(found_here.with_hint(hint));
        }
    }
}
