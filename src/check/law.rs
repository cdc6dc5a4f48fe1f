//! Whose law applies.

use crate::model::Facts;

/// Countries of the European Economic Area.
const EEA: &str =
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

/// Whether a market is in the European Economic Area.
pub fn in_eea(facts: &Facts) -> bool {
    facts.markets.iter().any(|market| {
        EEA.split(' ')
            .any(|country| country == market.value.as_str())
    })
}

/// Whether a market is the United Kingdom.
pub fn in_gb(facts: &Facts) -> bool {
    facts.markets.iter().any(|market| market.value == "GB")
}

/// Whether `customers` names `group`.
pub fn serves(facts: &Facts, group: &str) -> bool {
    facts.customers.iter().any(|one| one.value == group)
}
