//! SUP-TRAIN: customers are offered training (D24, P5).

use super::evidence::{self, Evidence};
use super::profile;
use crate::model::site::Role;
use crate::model::{Diagnostic, Kind, Page, Severity, Site};

const CODE: &str = "SUP-TRAIN";

/// There is a guide.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Note) else {
        return;
    };
    if !site.source_pages().any(|page| page.kind == Kind::Guide) {
        let message = "no training is offered";
        let action = "begin a course with `supportal new guide NAME`";
        found.push(demand.missing("", message, action));
    }
}

/// The guides; their lessons where no page begins a guide.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let guides = site.source_pages().filter(|page| page.kind == Kind::Guide);
    let guides: Vec<&Page> = guides.collect();
    let begins = |page: &&&Page| page.role == Role::Guide;
    let whole = guides.iter().any(|page| begins(&page));
    let shown = guides.iter().filter(|page| !whole || begins(page));
    Evidence::any(shown.map(|page| evidence::page(page, format!("guide `{}`", page.url))))
}
