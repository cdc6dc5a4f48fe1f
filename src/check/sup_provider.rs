//! SUP-PROVIDER: who delivers support is named (D14, D15, P1).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::facts::Delivery;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-PROVIDER";

/// `delivered_by` says whose support it is.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    if site.facts.delivered_by.is_none() {
        found.push(demand.missing(
            "delivered_by",
            "nothing says who delivers support",
            "set `delivered_by` to `self`, `{resold_from: NAME}` or `{outsourced_to: NAME}`",
        ));
    }
}

/// Whose support it is.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    Evidence::any(site.facts.delivered_by.as_ref().map(|delivery| {
        let words = match &delivery.value {
            Delivery::Own => "delivered by the partner itself",
            Delivery::ResoldFrom(_) => "resold, and from whom is named",
            Delivery::OutsourcedTo(_) => "outsourced, and to whom is named",
        };
        stated(site, delivery.span, words.to_owned())
    }))
}
