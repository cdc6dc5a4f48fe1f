//! Whose law applies.

use crate::model::{Facts, Site, Spanned};

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

/// Whether a market is the United Kingdom.
pub fn in_gb(facts: &Facts) -> bool {
    facts.markets.iter().any(|market| market.value == "GB")
}

/// Whether `customers` names `group`.
pub fn serves(facts: &Facts, group: &str) -> bool {
    facts.customers.iter().any(|one| one.value == group)
}

/// A page that stands at the foot of every page.
pub enum Foot<'a> {
    /// It is published.
    There,
    /// supportal.yaml names a page that is not published.
    Astray(&'a Spanned<String>),
    /// supportal.yaml names none.
    Missing,
}

/// The page that `legal:` of supportal.yaml names for `what`.
pub fn foot<'a>(site: &'a Site, what: &str) -> Foot<'a> {
    let mut legal = site.config.legal.iter();
    match legal.find(|(key, _)| key == what) {
        Some((_, page)) if has_page(site, &page.value) => Foot::There,
        Some((_, page)) => Foot::Astray(page),
        None => Foot::Missing,
    }
}

/// Whether a page is published, by its path below the language's folder.
pub fn has_page(site: &Site, key: &str) -> bool {
    let mut pages = site.source_pages();
    pages.any(|page| page.document.key.as_str() == key)
}
