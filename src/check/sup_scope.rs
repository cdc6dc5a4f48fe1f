//! SUP-SCOPE: every kind of help is offered, or said not to be (D5 to D10, P5).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-SCOPE";

const AREAS: [&str; 5] = [
    "billing",
    "provisioning",
    "troubleshooting",
    "updates",
    "usage",
];

/// Each area has a service, offered or not.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Error) else {
        return;
    };
    let services = &site.facts.services;
    let has = |area: &str| {
        let areas = services.iter().filter_map(|one| one.area.as_ref());
        areas.into_iter().any(|own| own.value == area)
    };
    let missing: Vec<&str> = AREAS.into_iter().filter(|area| !has(area)).collect();
    if let Some(first) = missing.first() {
        let message = format!("nothing says who helps with {}", listed(&missing, "and"));
        let action =
            format!("add a service with `area: {first}`, or one that says why it is `not_offered`");
        found.push(demand.missing("services", message, &action));
    }
}

/// The services of the row's area; of all areas where it asks for all.
pub fn evidence(site: &Site, row: &str) -> Evidence {
    let asked = match row {
        "D5" => &AREAS[0..1],
        "D6" => &AREAS[1..2],
        "D7" => &AREAS[2..3],
        "D8" => &AREAS[3..4],
        "D9" => &AREAS[4..5],
        _ => &AREAS,
    };
    let all = asked.len() == AREAS.len();
    let services = site.facts.services.iter().filter_map(|service| {
        let area = service.area.as_ref()?;
        let wanted = all || asked.contains(&area.value.as_str());
        wanted.then_some((service, area))
    });
    let services: Vec<_> = services.collect();
    let has = |area: &&str| services.iter().any(|(_, own)| own.value == **area);
    if !asked.iter().all(has) {
        return Evidence::Lacks;
    }
    Evidence::any(services.into_iter().map(|(service, area)| {
        let id = &service.id.value;
        let words = match &service.not_offered {
            None => format!("service `{id}`: `{}`", area.value),
            Some(_) => format!(
                "service `{id}`: `{}`, not offered, which is explained",
                area.value
            ),
        };
        stated(site, area.span, words)
    }))
}
