//! SUP-FIRST: customers are told where to turn first (D1).

use super::evidence::{Evidence, channel, stated};
use super::names;
use super::profile;
use crate::model::{Diagnostic, Named, Severity, Site};

const CODE: &str = "SUP-FIRST";

/// `first_contact` names a channel.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    match (
        &facts.first_contact,
        profile::demand(site, CODE, Severity::Error),
    ) {
        // An id that nothing has is wrong under every profile.
        (Some(id), _) => {
            found.extend(names::unknown(CODE, site, &facts.path, id, Named::Channel));
        }
        (None, Some(demand)) => found.push(demand.missing(
            "first_contact",
            "customers are not told where to turn first",
            "set `first_contact` to the id of a channel",
        )),
        (None, None) => {}
    }
}

/// The channel to turn to first.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let id = site.facts.first_contact.as_ref();
    Evidence::any(id.filter(|id| channel(site, id).is_some()).map(|id| {
        let words = format!("first contact: channel `{}`", id.value);
        stated(site, id.span, words)
    }))
}
