//! Every amount of money in the facts.

use crate::model::facts::{Money, Price};
use crate::model::{RelPath, Site, Spanned};

/// Prices of services, channels and plans that are amounts, with their file.
pub fn amounts(site: &Site) -> impl Iterator<Item = (&RelPath, &Money)> {
    let facts = &site.facts;
    let services = facts.services.iter().map(|one| (&facts.path, &one.price));
    let channels = site.channels.iter();
    let channels = channels.map(|one| (&site.page_of(one).document.path, &one.value.cost));
    let plans = site.plans.iter().chain(&site.coming);
    let plans = plans.map(|one| (&site.page_of(one).document.path, &one.value.price));
    let prices = services.chain(channels).chain(plans);
    prices.filter_map(|(path, price)| match price {
        Some(Spanned {
            value: Price::Amount(money),
            ..
        }) => Some((path, money)),
        _ => None,
    })
}
