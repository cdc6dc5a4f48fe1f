//! SUP-TROUBLE: troubleshooting covers every kind of problem (D7).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::facts::Service;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-TROUBLE";

const KINDS: [&str; 4] = ["performance", "availability", "connectivity", "desktop"];

/// The services of troubleshooting cover every kind of problem together.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let services: Vec<&Service> = services(site).collect();
    // Where there is none, SUP-SCOPE says so.
    let Some(first) = services.first() else {
        return;
    };
    let covered = |kind: &str| {
        let mut covers = services.iter().flat_map(|one| &one.covers);
        covers.any(|own| own.value == kind)
    };
    let missing: Vec<&str> = KINDS.into_iter().filter(|kind| !covered(kind)).collect();
    if !missing.is_empty() {
        let left_out = listed(&missing, "and");
        let message = format!("the service `{}` leaves out {left_out}", first.id.value);
        let action = format!("add {left_out} to `covers`");
        found.push(demand.at(&site.facts.path, first.id.span, message, &action));
    }
}

/// What the services of troubleshooting cover.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let services: Vec<&Service> = services(site).collect();
    if services.is_empty() {
        let mut all = site.facts.services.iter();
        let says_no = all.any(|one| {
            let area = one.area.as_ref();
            area.is_some_and(|area| area.value == "troubleshooting")
        });
        return match says_no {
            true => Evidence::NotApplicable("troubleshooting is not offered"),
            false => Evidence::Lacks,
        };
    }
    Evidence::all(KINDS.into_iter().map(|kind| {
        let covers = |service: &&&Service| service.covers.iter().any(|own| own.value == kind);
        let service = services.iter().find(covers)?;
        let own = service.covers.iter().find(|own| own.value == kind)?;
        let words = format!("service `{}` covers `{kind}`", service.id.value);
        Some(stated(site, own.span, words))
    }))
}

fn services(site: &Site) -> impl Iterator<Item = &Service> {
    let services = site.facts.services.iter();
    services.filter(|one| {
        let area = one.area.as_ref();
        one.not_offered.is_none() && area.is_some_and(|area| area.value == "troubleshooting")
    })
}
