//! SUP-SCOPE: every kind of help is offered, or said not to be (D5 to D10, P5).

use super::names::listed;
use super::profile;
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
        let message = format!("nothing says who helps with {}", listed(&missing));
        let action =
            format!("add a service with `area: {first}`, or one that says why it is `not_offered`");
        found.push(demand.missing("services", message, &action));
    }
}
