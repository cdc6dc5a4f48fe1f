//! SLA-REF: what a promise names exists.

use super::names;
use crate::model::facts::Id;
use crate::model::{Diagnostic, Named, RelPath, Site};

const CODE: &str = "SLA-REF";

/// Severities, calendars, channels and services that a plan or a promise behind it names exist.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut names = |path: &RelPath, id: &Id, named: Named| {
        found.extend(names::unknown(CODE, site, path, id, named));
    };
    for owned in site.plans.iter().chain(&site.coming) {
        let (plan, path) = (&owned.value, &site.page_of(owned).document.path);
        plan.calendar
            .iter()
            .for_each(|id| names(path, id, Named::Calendar));
        plan.services
            .iter()
            .for_each(|id| names(path, id, Named::Service));
        for row in &plan.targets {
            names(path, &row.severity, Named::Severity);
            for id in &row.channels {
                names(path, id, Named::Channel);
            }
            row.calendar
                .iter()
                .for_each(|id| names(path, id, Named::Calendar));
        }
    }
    let facts = &site.facts;
    for id in facts.backed_by.iter().flat_map(|one| &one.severity) {
        names(&facts.path, id, Named::Severity);
    }
}
