//! SUP-COMPLAINT: customers know where to complain (L3, P6).

use super::evidence::{Evidence, channel, stated};
use super::{law, profile};
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-COMPLAINT";

/// `complaints` names a channel or an address. In the European Economic Area and the United Kingdom the
/// law asks for it.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(mut demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let facts = &site.facts;
    let complaints = facts.complaints.as_ref();
    if complaints.is_some_and(|one| !one.channels.is_empty() || one.address.is_some()) {
        return;
    }
    if law::in_eea(facts) || law::in_gb(facts) {
        demand = demand.as_error();
    }
    let message = "where to complain is not said";
    let action = "add `complaints` with `channels` or `address`";
    found.push(demand.missing("complaints", message, action));
}

/// The channels and the address that take complaints.
pub fn evidence(site: &Site, _: &str) -> Evidence {
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
    Evidence::any(channels.chain(address))
}
