//! SUP-CHANNEL: customers are told how to get support (D2, D12).

use super::profile;
use crate::model::{Diagnostic, Kind, Severity, Site};

const CODE: &str = "SUP-CHANNEL";

/// A page describes support, there is a channel, and each service has one.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Error) else {
        return;
    };
    let facts = &site.facts;
    if !site.source_pages().any(|page| page.kind == Kind::Support) {
        let message = "no page tells customers how they get support";
        let action = "add a page with `kind: support`; it shows what support.yaml says";
        found.push(demand.missing("", message, action));
    }
    if site.channels.is_empty() {
        let message = "customers have no way to reach you";
        let action = "add a page to `channels/` for each way";
        found.push(demand.missing("", message, action));
        return;
    }
    let demand = demand.row("D12");
    let offered = facts
        .services
        .iter()
        .filter(|one| one.not_offered.is_none());
    for service in offered.filter(|one| one.channels.is_empty()) {
        let id = &service.id;
        let message = format!("the service `{}` has no way to reach you", id.value);
        let action = "add `channels` to the service";
        found.push(demand.at(&facts.path, id.span, message, action));
    }
}
