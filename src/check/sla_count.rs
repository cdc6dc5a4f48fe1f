//! SLA-COUNT: a promise of time says how the time is counted. That a way is given is seen where the file
//! is read; here, that what counts openings has a calendar of them.

use super::promises;
use crate::model::facts::{Count, PlanTarget, Target};
use crate::model::wording::listed;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-COUNT";

/// What a plan counts in open hours or open days is counted on the row's calendar, else on the plan's.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for owned in promises::readable(site) {
        let rows = owned.value.targets.iter();
        let rows = rows.filter(|row| owned.value.counted_on(row).is_none());
        let uncounted: Vec<(&str, &Target)> = rows
            .filter_map(|row| Some((row.severity.value.as_str(), while_open(row)?)))
            .collect();
        let Some((_, target)) = uncounted.first() else {
            continue;
        };
        let mut severities: Vec<&str> = uncounted.iter().map(|(severity, _)| *severity).collect();
        severities.dedup();
        let message = format!(
            "what the plan `{}` promises for {} is counted while open, and on no calendar",
            owned.id,
            listed(&severities, "and"),
        );
        let path = &site.page_of(owned).document.path;
        found
            .push(Diagnostic::error(CODE, path, target.length.span, message).with_hint(hint(site)));
    }
}

/// The first promise of a row that counts openings.
fn while_open(row: &PlanTarget) -> Option<&Target> {
    let targets = [&row.respond, &row.update, &row.restore];
    targets.into_iter().flatten().find(|target| {
        let count = target.count.as_ref();
        count.is_some_and(|count| count.value != Count::Clock)
    })
}

fn hint(site: &Site) -> String {
    let calendars = site.facts.calendars.iter();
    let known: Vec<&str> = calendars.map(|one| one.id.value.as_str()).collect();
    match known.as_slice() {
        [] => "define one under `calendars` in support.yaml, and name it in `calendar` of the plan"
            .to_owned(),
        [only] => format!("add `calendar: {only}` to the plan, or to the row"),
        several => format!(
            "add `calendar` to the plan, or to the row: there is {}",
            listed(several, "and")
        ),
    }
}
