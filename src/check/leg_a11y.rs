//! LEG-A11Y: consumers are told how accessible a service is (L6).

use super::law;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LEG-A11Y";

/// `accessibility` names a page, where consumers in the European Economic Area are served.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    if facts.broken || !(law::serves(facts, "consumer") && law::in_eea(facts)) {
        return;
    }
    let page = facts.accessibility.as_ref();
    if page.is_some_and(|one| one.page.is_some()) {
        return;
    }
    let message = "no page says how accessible the service is";
    let span = facts.at("accessibility");
    let hint = "write one, and name it, as in `accessibility: {page: accessibility.md}` (Directive (EU) 2019/882, annex V)";
    let finding = Diagnostic::warning(CODE, &facts.path, span, message);
    found.push(finding.with_hint(hint.to_owned()));
}
