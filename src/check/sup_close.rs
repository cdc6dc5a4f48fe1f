//! SUP-CLOSE: customers know how a request ends (D26, P6).

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
