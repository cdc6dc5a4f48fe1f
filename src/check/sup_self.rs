//! SUP-SELF: the description leads to what customers can do themselves (D9, D22, D23, P2).

use super::evidence::{self, Evidence, stated};
use super::profile;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Kind, Page, Severity, Site, Span};

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
    if page.is_some_and(|page| leads_to_self_help(site, page)) {
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

/// The self-help that services name, and that the page on support links to.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let services = site.facts.services.iter().filter_map(|service| {
        let first = service.self_help.first()?;
        let helps: Vec<&str> = service
            .self_help
            .iter()
            .map(|one| one.value.as_str())
            .collect();
        let words = format!(
            "service `{}`: self-help in {}",
            service.id.value,
            listed(&helps, "and")
        );
        Some(stated(site, first.span, words))
    });
    let page = site.source_pages().find(|page| page.kind == Kind::Support);
    let linked = page
        .filter(|page| leads_to_self_help(site, page))
        .map(|page| {
            let words = format!("page `{}` links to self-help", page.url);
            evidence::page(page, words)
        });
    Evidence::any(services.chain(linked))
}

fn leads_to_self_help(site: &Site, page: &Page) -> bool {
    page.links.iter().any(|&number| {
        let kind = site.pages[number].kind;
        matches!(kind, Kind::Article | Kind::Guide | Kind::Faq)
    })
}
