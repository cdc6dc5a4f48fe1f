//! SUP-COLLECT: customers know what happens when a bill is not paid (D25).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-COLLECT";

/// `collections` says how customers are reminded, and when access stops.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let collections = site.facts.collections.as_ref();
    if collections.is_none_or(|one| one.suspend_after.is_none()) {
        let message = "when access stops for late payment is not said";
        let action = "add `suspend_after` to `collections`, as in `suspend_after: P45D`";
        found.push(demand.missing("collections", message, action));
    } else if collections.is_some_and(|one| one.reminders.is_empty() && one.page.is_none()) {
        let message = "how customers are reminded of a late payment is not said";
        let action = "add `reminders` or `page` to `collections`";
        found.push(demand.missing("collections", message, action));
    }
}

/// When access stops, and how customers are reminded.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let Some(collections) = &site.facts.collections else {
        return Evidence::Lacks;
    };
    let stops = collections.suspend_after.as_ref();
    let stops = stops.map(|one| {
        stated(
            site,
            one.span,
            format!("access stops after `{}`", one.value),
        )
    });
    let reminded = collections.reminders.first().map(|first| {
        let all: Vec<String> = collections
            .reminders
            .iter()
            .map(|one| one.value.to_string())
            .collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        stated(
            site,
            first.span,
            format!("reminders after {}", listed(&all, "and")),
        )
    });
    let page = collections.page.as_ref();
    let page = page.map(|one| stated(site, one.span, format!("explained in `{}`", one.value)));
    Evidence::all([stops, reminded.or(page)])
}
