//! SUP-CHANGES: customers know how to buy more and how to cancel (D22, P5).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-CHANGES";

/// `changes` says who sells, and who cancels or where it is explained.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let changes = site.facts.changes.as_ref();
    let buy = changes.is_some_and(|one| one.buy.is_some());
    let cancel = changes.is_some_and(|one| one.cancel_by.is_some() || one.cancel_page.is_some());
    let message = match (buy, cancel) {
        (true, true) => return,
        (false, true) => "how to buy is not said",
        (true, false) => "how to cancel is not said",
        (false, false) => "how to buy and to cancel is not said",
    };
    let action = "fill `changes`, as in `changes: {buy: partner, cancel: {by: partner}}`";
    found.push(demand.missing("changes", message, action));
}

/// Who sells, and how to cancel.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let Some(changes) = &site.facts.changes else {
        return Evidence::Lacks;
    };
    let buy = changes.buy.as_ref();
    let buy = buy.map(|one| stated(site, one.span, format!("to buy: `{}`", one.value)));
    let cancel = changes.cancel_by.as_ref().or(changes.cancel_page.as_ref());
    let cancel = cancel.map(|one| stated(site, one.span, format!("to cancel: `{}`", one.value)));
    Evidence::all([buy, cancel])
}
