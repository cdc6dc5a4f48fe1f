//! SUP-THIRD: products of third parties say who helps (D27).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-THIRD";

/// Products of third parties say who gives technical help, and who answers about bills.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    for product in site.facts.products.iter().filter(|one| one.third_party) {
        let id = &product.id;
        let (what, action) = match (&product.technical, &product.billing) {
            (Some(_), Some(_)) => continue,
            (None, Some(_)) => (
                "technical help",
                "add `technical` with the publisher and its page",
            ),
            (Some(_), None) => ("billing", "add `billing: self`, or who answers"),
            (None, None) => (
                "technical help and billing",
                "fill `technical` and `billing`",
            ),
        };
        let message = format!("{what} of the product `{}` is nobody's", id.value);
        found.push(demand.at(&site.facts.path, id.span, message, action));
    }
}

/// Who helps with each product of a third party.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let mut products = site
        .facts
        .products
        .iter()
        .filter(|one| one.third_party)
        .peekable();
    if products.peek().is_none() {
        return Evidence::NotApplicable("no product of a third party");
    }
    Evidence::all(products.flat_map(|product| {
        let id = &product.id.value;
        let technical = product.technical.as_ref().map(|(publisher, _)| {
            let words = format!("product `{id}`: its publisher gives technical help");
            stated(site, publisher.span, words)
        });
        let billing = product.billing.as_ref().map(|billing| {
            let words = format!("product `{id}`: billing by `{}`", billing.value);
            stated(site, billing.span, words)
        });
        [technical, billing]
    }))
}
