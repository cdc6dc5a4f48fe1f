//! SLA-SAME: plans differ from each other, and so do severities.

use serde_json::Value;

use super::promises;
use crate::model::document::ABOUT_PAGE;
use crate::model::facts::{Duration, Plan, PlanTarget, Target};
use crate::model::site::Owned;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-SAME";

/// Keys of a plan's page that are no promise, beside those about the page alone: two plans that differ in these are one.
const NO_PROMISE: [&str; 14] = [
    "audience",
    "changes",
    "description",
    "effective",
    "expires",
    "price",
    "products",
    "review_by",
    "reviewed",
    "tags",
    "title",
    "updated",
    "version",
    "level",
];

/// No two plans in force promise the same, and no two severities get the same in every plan.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let plans = promises::readable(site).filter(|plan| promises::in_force(site, plan));
    let plans: Vec<(&Owned<Plan>, Value)> =
        plans.map(|plan| (plan, promised(site, plan))).collect();
    for (number, (plan, promised)) in plans.iter().enumerate() {
        let same = plans[..number].iter().find(|(_, other)| other == promised);
        if let Some((other, _)) = same {
            let page = site.page_of(plan);
            let message = format!(
                "the plans `{}` and `{}` promise the same",
                other.id, plan.id
            );
            let hint =
                "say what the second one gives beyond the first, or keep one of them".to_owned();
            let span = page.front.at("targets");
            found.push(Diagnostic::note(CODE, &page.document.path, span, message).with_hint(hint));
        }
    }
    if site.facts.broken || plans.is_empty() {
        return;
    }
    let severities = &site.facts.severities;
    for pair in severities.windows(2) {
        let (one, other) = (&pair[0].id, &pair[1].id);
        let same = plans.iter().all(|(plan, _)| {
            let rows = rows(&plan.value, &one.value);
            !rows.is_empty() && rows == self::rows(&plan.value, &other.value)
        });
        if same {
            let message = format!(
                "`{}` and `{}` get the same in every plan",
                one.value, other.value
            );
            let hint =
                "make one severity of the two, or promise less for the milder one".to_owned();
            let path = &site.facts.path;
            found.push(Diagnostic::note(CODE, path, other.span, message).with_hint(hint));
        }
    }
}

/// What the page of a plan states, without what is no promise.
fn promised(site: &Site, plan: &Owned<Plan>) -> Value {
    let mut stated = site
        .page_of(plan)
        .front
        .stated
        .as_deref()
        .cloned()
        .unwrap_or_default();
    if let Value::Object(keys) = &mut stated {
        let is_no_promise = |key: &str| ABOUT_PAGE.contains(&key) || NO_PROMISE.contains(&key);
        keys.retain(|key, _| !is_no_promise(key));
    }
    stated
}

/// A row without its severity.
type Row<'a> = (
    Vec<&'a str>,
    Option<&'a str>,
    [Option<(Duration, Option<&'static str>, Option<&'a str>)>; 3],
);

fn rows<'a>(plan: &'a Plan, severity: &str) -> Vec<Row<'a>> {
    let rows = plan
        .targets
        .iter()
        .filter(|row| row.severity.value == severity);
    rows.filter(|row| promises::promises(row))
        .map(|row| bare(plan, row))
        .collect()
}

fn bare<'a>(plan: &'a Plan, row: &'a PlanTarget) -> Row<'a> {
    let target = |target: &'a Option<Target>| {
        let target = target.as_ref()?;
        let count = target.count.as_ref().map(|count| count.value.name());
        let share = target.share.as_ref().map(|share| share.value.as_str());
        Some((target.length.value, count, share))
    };
    (
        row.channels.iter().map(|id| id.value.as_str()).collect(),
        plan.counted_on(row).map(|id| id.value.as_str()),
        [
            target(&row.respond),
            target(&row.update),
            target(&row.restore),
        ],
    )
}
