//! SUP-SELF: the description leads to what customers can do themselves (D9, D22, D23, P2).

use super::profile;
use crate::model::{Diagnostic, Kind, Severity, Site, Span};

const CODE: &str = "SUP-SELF";

/// A service names self-help, or the page on support links to an article, guide or FAQ.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let facts = &site.facts;
    if facts.services.iter().any(|one| !one.self_help.is_empty()) {
        return;
    }
    let page = site.source_pages().find(|page| page.kind == Kind::Support);
    let helps = |&number: &usize| {
        let kind = site.pages[number].kind;
        matches!(kind, Kind::Article | Kind::Guide | Kind::Faq)
    };
    if page.is_some_and(|page| page.links.iter().any(helps)) {
        return;
    }
    let (path, span) = match page {
        Some(page) => (&page.document.path, page.front.at("title")),
        None => (&facts.path, Span::default()),
    };
    let message = "the description of support leads to no self-help";
    let action = "link an article or a section, or fill `self_help` of a service";
    found.push(demand.row("D23").at(path, span, message, action));
}
