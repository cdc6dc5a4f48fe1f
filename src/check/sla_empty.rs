//! SLA-EMPTY: an agreement holds a promise.

use super::promises;
use crate::model::facts::Plan;
use crate::model::site::Owned;
use crate::model::{Diagnostic, Kind, Site};

const CODE: &str = "SLA-EMPTY";

/// Where pages of an agreement stand, some plan has a target.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let unread = |plan: &Owned<Plan>| site.page_of(plan).front.broken;
    if promises::plans(site).next().is_some() || site.plans.iter().any(unread) {
        return;
    }
    // A folder's first page that nobody wrote has no file to point at.
    let written = |page: &&crate::model::Page| {
        page.kind == Kind::Sla && page.document.path.has_extension("md")
    };
    let plan = site.plans.first().map(|plan| site.page_of(plan));
    let Some(page) = plan.or_else(|| site.source_pages().find(written)) else {
        return;
    };
    let (message, hint) = match plan {
        Some(_) => (
            "no plan of the agreement promises a time",
            "add a row to `targets`",
        ),
        None => (
            "the agreement has no plan",
            "add a page for each plan beside this one",
        ),
    };
    let span = page.front.at("targets");
    found.push(
        Diagnostic::error(CODE, &page.document.path, span, message).with_hint(hint.to_owned()),
    );
}
