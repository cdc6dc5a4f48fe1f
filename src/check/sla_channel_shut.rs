//! SLA-CHANNEL-SHUT: while a promise's clock runs, a channel answers.

use super::promises;
use crate::model::facts::{Channel, Count, Plan, PlanTarget};
use crate::model::site::Owned;
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
    let (from, until) = window(site)?;
    let running = match count {
        Count::Clock => vec![(from, until)],
        Count::OpenHours | Count::OpenDays => openings(site, &calendar?.value)?.to_vec(),
    };
    let within = |list: Vec<(i64, i64)>| -> Vec<(i64, i64)> {
        let cut = list
            .into_iter()
            .map(|(start, end)| (start.max(from), end.min(until)));
        cut.filter(|(start, end)| start < end).collect()
    };
    let running = within(joined(running));
    let total: i64 = running.iter().map(|(start, end)| end - start).sum();
    let shut = total - common(&running, &within(answering));
    if channels.is_empty() || total == 0 || shut == 0 {
        return None;
    }
    let share = match (shut * 100 + total / 2) / total {
        0 => "less than 1".to_owned(),
        share => share.to_string(),
    };
    let names: Vec<&str> = channels.iter().map(|channel| channel.id.as_str()).collect();
    let names = super::names::listed(&names);
    let answers = if channels.len() == 1 {
        "answers"
    } else {
        "answer"
    };
    let (counted, hint) = match count {
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
        "`{}` is counted {counted}, but {names} {answers} nobody {share} % of that time",
        target.length.value
    );
    let path = &site.page_of(plan).document.path;
    Some(Diagnostic::error(CODE, path, target.length.span, message).with_hint(hint.to_owned()))
}

/// The channels of a row: those it names, else those that no other row of its severity does.
fn channels<'a>(site: &'a Site, plan: &Plan, row: &PlanTarget) -> Vec<&'a Owned<Channel>> {
    let named = |row: &PlanTarget, id: &str| row.channels.iter().any(|one| one.value == id);
    let same = |other: &&PlanTarget| other.severity.value == row.severity.value;
    let takes = |channel: &Channel| {
        let mut severities = channel.severities.iter();
        channel.severities.is_empty() || severities.any(|one| one.value == row.severity.value)
    };
    let channels = site.channels.iter();
    channels
        .filter(|channel| match row.channels.as_slice() {
            [] => {
                let mut others = plan.targets.iter().filter(same);
                takes(&channel.value) && !others.any(|other| named(other, &channel.id))
            }
            _ => named(row, &channel.id),
        })
        .collect()
}

/// When requests are answered: in `answered`, else while the channel is open.
fn answers(channel: &Channel) -> Option<&str> {
    let id = channel.answered.as_ref().or(channel.calendar.as_ref())?;
    Some(&id.value)
}

fn openings<'a>(site: &'a Site, calendar: &str) -> Option<&'a [(i64, i64)]> {
    site.openings
        .get(calendar)
        .map(|one| one.openings.as_slice())
}

/// The minutes that all calendars speak about.
fn window(site: &Site) -> Option<(i64, i64)> {
    let from = site.openings.values().map(|one| one.from).max()?;
    let until = site.openings.values().map(|one| one.until).min()?;
    (from < until).then_some((from, until))
}

/// Stretches in order, without overlaps.
fn joined(mut list: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    list.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::with_capacity(list.len());
    for (start, end) in list {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// Minutes that two lists, each in order and without overlaps, have in common.
fn common(one: &[(i64, i64)], other: &[(i64, i64)]) -> i64 {
    let (mut at, mut minutes) = (0, 0);
    for &(start, end) in one {
        while at < other.len() && other[at].1 <= start {
            at += 1;
        }
        let touching = other[at..].iter().take_while(|(from, _)| *from < end);
        minutes += touching
            .map(|&(from, to)| to.min(end) - from.max(start))
            .sum::<i64>();
    }
    minutes
}
