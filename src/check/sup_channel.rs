//! SUP-CHANNEL: customers are told how to get support (D2, D12); in Japan, a telephone number (L12).

use super::evidence::{self, Evidence, channel, offered, on_page, stated};
use super::{profile, reach};
use crate::model::facts::{Channel, Id};
use crate::model::site::Owned;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Kind, Severity, Site};

const CODE: &str = "SUP-CHANNEL";

/// A page describes support, there is a channel, and each service has one. In Japan there is a telephone number.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Error) else {
        return;
    };
    let facts = &site.facts;
    if let Some(demand) = demand.asked_by("L12") {
        if !reach::phones(site).any(|phone| states_number(site, phone)) {
            let message = "no channel gives a telephone number";
            let action =
                "add a page to `channels/` with `channel: phone` and the number as `address`";
            found.push(demand.missing("", message, action));
        }
        return;
    }
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

/// Whether a telephone has a number, or one that was refused, which is said where it stands.
fn states_number(site: &Site, phone: &Owned<Channel>) -> bool {
    let mut refused = site.page_of(phone).front.refused.iter();
    phone.value.address.is_some() || refused.any(|one| one.key.value == "address")
}

/// The page that describes support, each channel, and for D12 the channels of each service; for L12 the telephones
/// with a number.
pub fn evidence(site: &Site, row: &str) -> Evidence {
    let fact = |one: &Owned<Channel>| {
        let Owned { id, value, .. } = one;
        let (span, address) = match &value.address {
            Some(address) => (address.span, format!(": `{}`", address.value)),
            None => (reach::place(site, one), String::new()),
        };
        on_page(site, one, span, format!("channel `{id}`{address}"))
    };
    if row == "L12" {
        let numbers = reach::phones(site).filter(|one| one.value.address.is_some());
        return Evidence::any(numbers.map(fact));
    }
    if site.channels.is_empty() {
        return Evidence::Lacks;
    }
    let channels = site.channels.iter().map(|one| Some(fact(one)));
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
