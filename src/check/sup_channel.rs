//! SUP-CHANNEL: customers are told how to get support (D2, D12).

use super::evidence::{self, Evidence, channel, offered, on_page, stated};
use super::{profile, reach};
use crate::model::facts::Id;
use crate::model::wording::listed;
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

/// The page that describes support, each channel, and for D12 the channels of each service.
pub fn evidence(site: &Site, row: &str) -> Evidence {
    let channels = site.channels.iter().map(|one| {
        let address = one.value.address.as_ref();
        let (span, address) = match address {
            Some(address) => (address.span, format!(": `{}`", address.value)),
            None => (reach::place(site, one), String::new()),
        };
        let words = format!("channel `{}`{address}", one.id);
        Some(on_page(site, one, span, words))
    });
    if site.channels.is_empty() {
        return Evidence::Lacks;
    }
    if row == "D12" {
        return Evidence::all(channels.chain(offered(site).map(|service| {
            let known = |id: &&Id| channel(site, id).is_some();
            let ids: Vec<&str> = service
                .channels
                .iter()
                .filter(known)
                .map(|id| id.value.as_str())
                .collect();
            let first = service.channels.iter().find(known)?;
            let words = format!("service `{}`: {}", service.id.value, listed(&ids, "and"));
            Some(stated(site, first.span, words))
        })));
    }
    let page = site.source_pages().find(|page| page.kind == Kind::Support);
    let description = page.map(|page| evidence::page(page, format!("page `{}`", page.url)));
    Evidence::all([description].into_iter().chain(channels))
}
