//! CNT-EMPTY: a page says something below its title.

use super::pages::written;
use crate::model::site::{Page, Role};
use crate::model::{Diagnostic, Kind, Site};

const CODE: &str = "CNT-EMPTY";

/// A page says something below its title, or shows facts or the pages below it.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let pages = written(site).filter(|page| !draws(page) && !page.document.front.broken);
    for page in pages.filter(|page| !page.document.body.says) {
        let document = &page.document;
        let message = "this page has nothing below its title";
        let finding =
            Diagnostic::warning(CODE, &document.path, document.front.at("title"), message);
        let hint = "write what the title promises, or set `draft: true` until it is written";
        found.push(finding.with_hint(hint.to_owned()));
    }
}

/// Whether a page is drawn from something else than its text.
fn draws(page: &Page) -> bool {
    let facts = matches!(
        page.kind,
        Kind::Home | Kind::Support | Kind::Channel | Kind::Sla
    );
    let dates = page.kind == Kind::Notice && page.front.starts.is_some();
    let lists = matches!(
        page.role,
        Role::Home | Role::Section | Role::Guide | Role::Module
    );
    facts || dates || lists
}
