//! SUP-THIRD: products of third parties say who helps (D27).

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
