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
    let page = facts
        .accessibility
        .as_ref()
        .and_then(|one| one.page.as_ref());
    let (span, message) = match page {
        Some(page) if law::has_page(site, &page.value) => return,
        Some(page) => {
            let message = format!(
                "`{}` is to say how accessible the service is, and is no page of this site",
                page.value
            );
            (page.span, message)
        }
        None => (
            facts.at("accessibility"),
            "no page says how accessible the service is".to_owned(),
        ),
    };
    let hint = "write one, and name it, as in `accessibility: {page: accessibility.md}` (Directive (EU) 2019/882, annex V)";
    let finding = Diagnostic::warning(CODE, &facts.path, span, message);
    found.push(finding.with_hint(hint.to_owned()));
}
