//! SUP-COLLECT: customers know what happens when a bill is not paid (D25).

use super::profile;
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
