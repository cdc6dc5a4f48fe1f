//! SUP-A11Y: support can be reached by two senses (L6, L7).

use super::evidence::{Evidence, on_page};
use super::{law, profile, reach};
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-A11Y";

/// Some channel needs no hearing, and some channel needs no sight. For the public sector, and for
/// consumers in the European Economic Area, the law asks for it.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(mut demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let facts = &site.facts;
    let Some(first) = site.channels.first() else {
        return;
    };
    let any = |way: fn(&_) -> bool| site.channels.iter().any(|one| way(&one.value));
    let (message, action) = if !any(reach::without_hearing) {
        (
            "all ways to reach you need hearing",
            "add a written channel, or `accessible: [relay-service]`",
        )
    } else if !any(reach::without_sight) {
        ("all ways to reach you need sight", "add a phone channel")
    } else {
        return;
    };
    let consumers = law::serves(facts, "consumer") && law::in_eea(facts);
    if consumers || law::serves(facts, "public-sector") {
        demand = demand.as_error();
    }
    let path = &site.page_of(first).document.path;
    found.push(demand.at(path, reach::place(site, first), message, action));
}

/// The channels that need no hearing, and those that need no sight.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let channels = |way: fn(&_) -> bool, sense: &'static str| {
        let channels = site.channels.iter().filter(move |one| way(&one.value));
        let facts = channels.map(move |one| {
            let words = format!("channel `{}` needs no {sense}", one.id);
            on_page(site, one, reach::place(site, one), words)
        });
        facts.collect::<Vec<_>>()
    };
    let heard = channels(reach::without_hearing, "hearing");
    let seen = channels(reach::without_sight, "sight");
    match heard.is_empty() || seen.is_empty() {
        true => Evidence::Lacks,
        false => Evidence::any(heard.into_iter().chain(seen)),
    }
}
