//! SLA-HOLE: a plan speaks about every severity (ISO/IEC 20000-1, 8.3.3).

use super::promises;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-HOLE";

/// Each severity has a row with a promise in each plan.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for owned in promises::readable(site) {
        let rows = || {
            owned
                .value
                .targets
                .iter()
                .filter(|row| promises::promises(row))
        };
        let severities = site
            .facts
            .severities
            .iter()
            .map(|one| one.id.value.as_str());
        let missing: Vec<&str> = severities
            .filter(|id| rows().all(|row| row.severity.value != *id))
            .collect();
        if let Some(first) = missing.first() {
            let page = site.page_of(owned);
            let message = format!(
                "the plan `{}` promises nothing for {}",
                owned.id,
                listed(&missing, "and")
            );
            let hint = format!("add a row with `severity: {first}` to `targets`");
            let span = page.front.at("targets");
            found.push(
                Diagnostic::warning(CODE, &page.document.path, span, message).with_hint(hint),
            );
        }
    }
}
