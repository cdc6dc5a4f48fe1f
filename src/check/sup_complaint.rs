//! SUP-COMPLAINT: customers know where to complain (L3, P6); in Spain also by when they are answered (L10).

use super::evidence::{Evidence, channel, stated};
use super::{law, profile};
use crate::model::facts::{Complaints, Duration, Target};
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-COMPLAINT";

/// The longest time in which a complaint is answered in Spain: so many working days, and three weeks, which have no more.
const WORKING_DAYS: u32 = 15;
const THREE_WEEKS: u64 = 21 * 24 * 60 * 60;

/// `complaints` names a channel or an address. In the European Economic Area and the United Kingdom the
/// law asks for it.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(mut demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let facts = &site.facts;
    let complaints = facts.complaints.as_ref();
    let named = |one: &&Complaints| !one.channels.is_empty() || one.address.is_some();
    if let Some(complaints) = complaints.filter(named) {
        if let Some(demand) = demand.asked_by("L10") {
            found.extend(unanswered(complaints, &demand));
        }
        return;
    }
    if law::in_eea(facts) || law::in_gb(facts) {
        demand = demand.as_error();
    }
    let message = "where to complain is not said";
    let action = "add `complaints` with `channels` or `address`";
    found.push(demand.missing("complaints", message, action));
}

/// What is wrong with the time in which complaints are answered.
fn unanswered(complaints: &Complaints, demand: &profile::Demand<'_>) -> Option<Diagnostic> {
    let action = "state it, as in `answer: {within: P15D, count: open-days}`";
    let Some(answer) = &complaints.answer else {
        let message = "by when a complaint is answered is not said";
        return Some(demand.missing("complaints", message, action));
    };
    let length = &answer.length;
    let message = format!(
        "a complaint is answered within `{}`, which is more than {WORKING_DAYS} working days",
        length.value
    );
    let late = || demand.missing("complaints", message, "promise less");
    (!is_in_time(answer)).then(late)
}

/// Whether no more than the working days pass that Spain allows.
fn is_in_time(answer: &Target) -> bool {
    match answer.length.value {
        Duration::Days(days) => days <= WORKING_DAYS,
        Duration::Seconds(seconds) => seconds <= THREE_WEEKS,
    }
}

/// The channels and the address that take complaints; for L10 how soon they are answered, too.
pub fn evidence(site: &Site, row: &str) -> Evidence {
    let Some(complaints) = &site.facts.complaints else {
        return Evidence::Lacks;
    };
    let known = complaints
        .channels
        .iter()
        .filter(|id| channel(site, id).is_some());
    let channels = known.map(|id| stated(site, id.span, format!("channel `{}`", id.value)));
    let address = complaints.address.as_ref();
    let address = address.map(|one| stated(site, one.span, format!("address `{}`", one.value)));
    let taken: Vec<_> = channels.chain(address).map(Some).collect();
    let answer = complaints.answer.as_ref().filter(|one| is_in_time(one));
    let answer = answer.map(|one| {
        let words = format!("answered within `{}`", one.length.value);
        stated(site, one.length.span, words)
    });
    match taken.is_empty() {
        true => Evidence::Lacks,
        false => Evidence::all(taken.into_iter().chain((row == "L10").then_some(answer))),
    }
}
