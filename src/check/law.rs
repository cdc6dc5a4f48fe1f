//! Whose law applies.

use crate::model::facts::Organization;
use crate::model::{Facts, Site};

/// Countries of the European Economic Area.
const EEA: &str =
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

/// Whether a market is in the European Economic Area.
pub fn in_eea(facts: &Facts) -> bool {
    facts.markets.iter().any(|market| is_eea(&market.value))
}

/// Whether a country is in the European Economic Area.
pub fn is_eea(country: &str) -> bool {
    EEA.split(' ').any(|one| one == country)
}

/// The country of the organization; empty where it is not said.
pub fn home(facts: &Facts) -> &str {
    let country = facts
        .organization
        .as_ref()
        .and_then(|one| one.country.as_ref());
    country.map_or("", |country| country.value.as_str())
}

/// What there is of the address at which an organization can be found: street, postal code and city.
pub fn address(organization: &Organization) -> [bool; 3] {
    [
        organization.street.is_some(),
        organization.postal_code.is_some(),
        organization.city.is_some(),
    ]
}

/// Whether a market is the United Kingdom.
pub fn in_gb(facts: &Facts) -> bool {
    facts.markets.iter().any(|market| market.value == "GB")
}

/// Whether `customers` names `group`.
pub fn serves(facts: &Facts, group: &str) -> bool {
    facts.customers.iter().any(|one| one.value == group)
}

/// Whether `legal:` of supportal.yaml names a page for `what`, which then stands at the foot of every page. Whether it is
/// there is judged with all pages that are named (LNK-PAGE).
pub fn has_foot(site: &Site, what: &str) -> bool {
    site.config.legal.iter().any(|(key, _)| key == what)
}
