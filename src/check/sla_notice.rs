//! SLA-NOTICE: who has an agreement knows when work is planned (P5).

use super::promises;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-NOTICE";

/// `maintenance` names the window and how long before work is announced.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    if site.facts.broken || promises::plans(site).next().is_none() {
        return;
    }
    let maintenance = site.facts.maintenance.as_ref();
    let window = maintenance.is_some_and(|one| one.calendar.is_some());
    let notice = maintenance.is_some_and(|one| one.notice.is_some());
    let (message, hint) = match (window, notice) {
        (true, true) => return,
        (true, false) => (
            "how long before planned work is announced is not said",
            "add `notice` to `maintenance`, as in `notice: P7D`",
        ),
        (false, true) => (
            "the window of planned work is not said",
            "add `calendar` to `maintenance` with the id of a calendar",
        ),
        (false, false) => (
            "when work is planned and how it is announced is not said",
            "add `maintenance` with `calendar` and `notice`",
        ),
    };
    let facts = &site.facts;
    let span = facts.at("maintenance");
    found.push(Diagnostic::warning(CODE, &facts.path, span, message).with_hint(hint.to_owned()));
}
