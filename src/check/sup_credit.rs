//! SUP-CREDIT: customers know how to claim a service credit (D28, P5).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-CREDIT";

/// `credits` says what a claim needs, and names the page that explains it.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let credits = site.facts.credits.as_ref();
    let (message, action) = match credits {
        None => (
            "how to claim a service credit is not said",
            "fill `credits` with `page` and `need`",
        ),
        Some(credits) if credits.need.is_empty() => (
            "what a claim for a service credit needs is not said",
            "add `need` to `credits`, as in `need: [tenant-id, incident-id, times]`",
        ),
        Some(credits) if credits.page.is_none() => (
            "by when a service credit is claimed is not said",
            "add `page` to `credits`: the page that explains how and by when",
        ),
        Some(_) => return,
    };
    found.push(demand.missing("credits", message, action));
}

/// The page that explains claims, and what a claim needs.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let Some(credits) = &site.facts.credits else {
        return Evidence::Lacks;
    };
    let page = credits.page.as_ref();
    let page = page.map(|one| stated(site, one.span, format!("explained in `{}`", one.value)));
    let need = credits.need.first().map(|first| {
        let all: Vec<&str> = credits.need.iter().map(|one| one.value.as_str()).collect();
        stated(
            site,
            first.span,
            format!("a claim needs {}", listed(&all, "and")),
        )
    });
    Evidence::all([page, need])
}
