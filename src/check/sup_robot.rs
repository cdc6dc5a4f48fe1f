//! SUP-ROBOT: a person answers somewhere (L10).

use super::evidence::{Evidence, on_page};
use super::{profile, reach};
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-ROBOT";

/// Some channel is answered by a person.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let Some(first) = site.channels.first() else {
        return;
    };
    let mut answers = site.channels.iter().map(|one| one.value.human.as_ref());
    if answers.any(|one| one.is_some_and(|one| one.value)) {
        return;
    }
    let path = &site.page_of(first).document.path;
    let message = "no channel says that a person answers";
    let action = "add `human: true` to a channel that people answer";
    found.push(demand.at(path, reach::place(site, first), message, action));
}

/// The channels that people answer.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    Evidence::any(site.channels.iter().filter_map(|channel| {
        let human = channel.value.human.as_ref().filter(|human| human.value)?;
        let words = format!("channel `{}` is answered by a person", channel.id);
        Some(on_page(site, channel, human.span, words))
    }))
}
