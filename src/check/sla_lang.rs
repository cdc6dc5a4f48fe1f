//! SLA-LANG: a language that a plan promises is spoken whenever somebody answers.

use super::answering::{
    answers, channels, common, joined, minutes, openings, running, share, window, within,
};
use super::promises;
use crate::model::facts::{Channel, Plan, PlanTarget};
use crate::model::site::Owned;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-LANG";

/// While the clock of a first response runs and somebody answers, one of those who answer speaks each
/// language of the plan.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for plan in promises::readable(site) {
        for row in &plan.value.targets {
            found.extend(unspoken(site, plan, row));
        }
    }
}

/// A finding for the first language that nobody speaks at some of these times.
fn unspoken(site: &Site, plan: &Owned<Plan>, row: &PlanTarget) -> Option<Diagnostic> {
    let target = row.respond.as_ref()?;
    let channels = channels(site, &plan.value, row);
    // A channel that does not say what is spoken there may speak all of them.
    if channels
        .iter()
        .any(|channel| channel.value.languages.is_empty())
    {
        return None;
    }
    let window = window(site)?;
    let running = running(site, &plan.value, row, target, window)?;
    let answered = |channels: &[&Owned<Channel>]| -> Option<i64> {
        let open: Option<Vec<&[(i64, i64)]>> = channels
            .iter()
            .map(|channel| openings(site, answers(&channel.value)?))
            .collect();
        Some(common(&running, &within(joined(open?.concat()), window)))
    };
    let all = answered(&channels)?;
    plan.value.languages.iter().find_map(|language| {
        let (speak, others): (Vec<_>, Vec<_>) = channels
            .iter()
            .partition(|channel| speaks(&channel.value, &language.value));
        let missing = all - answered(&speak)?;
        if missing <= 0 {
            return None;
        }
        let names: Vec<&str> = others.iter().map(|channel| channel.id.as_str()).collect();
        let answer = if names.len() == 1 {
            "answers"
        } else {
            "answer"
        };
        let message = format!(
            "`{}` is promised in `{}`, but {}% of that time only {} {answer}, in other languages",
            row.severity.value,
            language.value,
            share(missing, minutes(&running)),
            listed(&names, "and"),
        );
        let hint = format!(
            "have `{}` spoken there, or promise the language in a row that counts other hours",
            language.value
        );
        let path = &site.page_of(plan).document.path;
        Some(Diagnostic::warning(CODE, path, target.length.span, message).with_hint(hint))
    })
}

/// Whether a language is spoken on a channel. Where it is written or in which country, a tag says too:
/// for who speaks it, its first part counts.
fn speaks(channel: &Channel, language: &str) -> bool {
    let first = |tag: &str| {
        tag.split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    channel
        .languages
        .iter()
        .any(|one| first(&one.value) == first(language))
}
