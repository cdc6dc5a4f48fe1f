//! SLA-RESTORE: nothing is to work again before somebody answers.

use super::promises;
use super::sla_order::moments;
use crate::calendar::{self, Hours, Timestamp};
use crate::model::facts::{Plan, PlanTarget, Target};
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-RESTORE";

/// In each row, whenever it is asked, the first response is due no later than that it works again.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let moments = moments(site);
    for plan in promises::readable(site) {
        let path = &site.page_of(plan).document.path;
        for row in &plan.value.targets {
            let (Some(respond), Some(restore)) = (&row.respond, &row.restore) else {
                continue;
            };
            let Some(at) = contradicts(site, &plan.value, row, [respond, restore], &moments) else {
                continue;
            };
            let message = format!(
                "`{}` is to work again before it is answered, asked at {at}: `{}` against `{}`",
                row.severity.value, restore.length.value, respond.length.value
            );
            let hint = "shorten `respond`, or lengthen `restore`".to_owned();
            let finding = Diagnostic::warning(CODE, path, restore.length.span, message);
            found.push(finding.with_hint(hint));
        }
    }
}

/// The first moment at which the second of two promises is due before the first.
fn contradicts(
    site: &Site,
    plan: &Plan,
    row: &PlanTarget,
    targets: [&Target; 2],
    moments: &[Timestamp],
) -> Option<Timestamp> {
    let calendar = plan.counted_on(row);
    let calendar = calendar.and_then(|id| site.facts.calendar(&id.value));
    let [respond, restore] = targets.map(|target| {
        let count = target.count.as_ref()?.value;
        let hours = Hours::counted(calendar, &site.facts.holiday_sets, count)?;
        Some((hours, target.length.value, count))
    });
    let (respond, restore) = respond.zip(restore)?;
    let due = |(hours, length, count): &(Hours, _, _), at| {
        calendar::due(hours, at, *length, *count).map(|due| due.due)
    };
    let mut moments = moments.iter().copied();
    moments.find(|at| {
        let due = due(&respond, *at).zip(due(&restore, *at));
        due.is_some_and(|(answered, works)| works < answered)
    })
}
