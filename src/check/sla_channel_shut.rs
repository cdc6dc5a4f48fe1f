//! SLA-CHANNEL-SHUT: while a promise's clock runs, a channel answers.

use super::answering::{
    answers, channels, common, joined, minutes, openings, running, share, window, within,
};
use super::promises;
use crate::model::facts::{Count, Plan, PlanTarget};
use crate::model::site::Owned;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-CHANNEL-SHUT";

/// A first response by the clock, or on a calendar, is met by a channel that answers then.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for plan in promises::readable(site) {
        for row in &plan.value.targets {
            found.extend(shut(site, plan, row));
        }
    }
}

fn shut(site: &Site, plan: &Owned<Plan>, row: &PlanTarget) -> Option<Diagnostic> {
    let target = row.respond.as_ref()?;
    let count = target.count.as_ref()?.value;
    let calendar = plan.value.counted_on(row);
    let channels = channels(site, &plan.value, row);
    // Where a channel has no hours, another rule says so.
    let answering: Option<Vec<&[(i64, i64)]>> = channels
        .iter()
        .map(|channel| openings(site, answers(&channel.value)?))
        .collect();
    let answering = joined(answering?.concat());
    let window = window(site)?;
    let running = running(site, &plan.value, row, target, window)?;
    let total = minutes(&running);
    let shut = total - common(&running, &within(answering, window));
    if channels.is_empty() || total == 0 || shut == 0 {
        return None;
    }
    let share = share(shut, total);
    let names: Vec<&str> = channels.iter().map(|channel| channel.id.as_str()).collect();
    let names = listed(&names, "and");
    let answers = if channels.len() == 1 {
        "answers"
    } else {
        "answer"
    };
    let (counted, hint) = match count {
        // Open hours would be those of the row, and nothing else.
        Count::Clock if row.calendar.is_some() => (
            "by the clock".to_owned(),
            "count `open-hours` on the channel's own calendar, or name a channel that answers around the clock",
        ),
        Count::Clock => (
            "by the clock".to_owned(),
            "count `open-hours`, or name a channel that answers around the clock",
        ),
        _ => (
            format!("on `{}`", calendar?.value),
            "count on the channel's own calendar, or name a channel that answers then",
        ),
    };
    let message = format!(
        "`{}` is counted {counted}, but {names} {answers} nobody {share}% of that time",
        target.length.value
    );
    let path = &site.page_of(plan).document.path;
    Some(Diagnostic::error(CODE, path, target.length.span, message).with_hint(hint.to_owned()))
}
