//! SUP-CLOSE: customers know how a request ends (D26, P6).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-CLOSE";

/// `closing` says who closes a request.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Note) else {
        return;
    };
    let closing = site.facts.closing.as_ref();
    if closing.is_none_or(|one| one.by.is_none()) {
        let message = "how a request ends is not said";
        let action = "add `by` to `closing`, as in `closing: {by: customer, close_after: P14D}`";
        found.push(demand.missing("closing", message, action));
    }
}

/// Who closes a request, and after how long.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let closing = site.facts.closing.as_ref();
    let by = closing.and_then(|one| one.by.as_ref());
    Evidence::all([by.map(|by| {
        stated(
            site,
            by.span,
            format!("a request is closed by the `{}`", by.value),
        )
    })])
}
