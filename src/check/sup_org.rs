//! SUP-ORG: who gives support is named (Directive 2000/31/EC, art. 5).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-ORG";

/// The organization has its legal name and its country.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Error) else {
        return;
    };
    let Some(organization) = &site.facts.organization else {
        let action = "add `organization` with `legal_name` and `country`";
        let message = "nobody is named as the one who gives support";
        found.push(demand.missing("organization", message, action));
        return;
    };
    if organization.legal_name.is_none() {
        let message = "the organization has no legal name";
        let action = "add `legal_name`, as registered, to `organization`";
        found.push(demand.missing("organization", message, action));
    }
    if organization.country.is_none() {
        let message = "the organization has no country";
        let action = "add `country` to `organization`, as in `country: DE`";
        found.push(demand.missing("organization", message, action));
    }
}

/// Legal name and country.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let Some(organization) = &site.facts.organization else {
        return Evidence::Lacks;
    };
    let name = organization.legal_name.as_ref();
    let source = site.config.source();
    let name = name.map(|name| {
        let words = format!("legal name: {}", name.get(source, source));
        stated(site, name.span, words)
    });
    let country = organization.country.as_ref();
    let country = country.map(|one| stated(site, one.span, format!("country `{}`", one.value)));
    Evidence::all([name, country])
}
