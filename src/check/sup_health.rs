//! SUP-HEALTH: each product has its page of service health (D20).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-HEALTH";

/// Each product that the partner supports has its page of service health.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    for product in &site.facts.products {
        if product.health.is_none() && !product.third_party {
            let id = &product.id;
            let message = format!(
                "the product `{}` has no link to its service health",
                id.value
            );
            let action = "add `health` with the address of the page";
            found.push(demand.at(&site.facts.path, id.span, message, action));
        }
    }
}

/// The page of service health of each product.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let products = site.facts.products.iter().filter(|one| !one.third_party);
    let mut products = products.peekable();
    if products.peek().is_none() {
        return Evidence::NotApplicable("no product that the partner supports");
    }
    Evidence::all(products.map(|product| {
        let health = product.health.as_ref()?;
        let words = format!("product `{}`: `{}`", product.id.value, health.value);
        Some(stated(site, health.span, words))
    }))
}
