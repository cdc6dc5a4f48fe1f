//! SUP-ORG: who gives support is named (Directive 2000/31/EC, art. 5).

use super::evidence::{Evidence, stated};
use super::{law, profile};
use crate::model::facts::Organization;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-ORG";

/// The organization has its legal name and its country, in Japan its address as well (L12).
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
    let address = law::address(organization);
    if let Some(demand) = demand.asked_by("L12")
        && address.contains(&false)
    {
        let message = match address.contains(&true) {
            true => "a part of the organization's address is missing",
            false => "the organization has no address",
        };
        let action = "fill `address` of `organization` with `street`, `postal_code` and `city`";
        found.push(demand.missing("organization", message, action));
    }
}

/// Legal name and country; for L12 the address, too.
pub fn evidence(site: &Site, row: &str) -> Evidence {
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
    let address = (row == "L12").then(|| {
        let Organization {
            street,
            postal_code,
            city,
            ..
        } = organization;
        let (street, code, city) = (street.as_ref()?, postal_code.as_ref()?, city.as_ref()?);
        let words = format!(
            "address: {}, {}, {}",
            street.get(source, source),
            code.value,
            city.get(source, source)
        );
        Some(stated(site, street.span, words))
    });
    Evidence::all([name, country].into_iter().chain(address))
}
