//! SUP-FIRST: customers are told where to turn first (D1).

use super::{names, profile};
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-FIRST";

/// `first_contact` names a channel.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let known = site.channels.iter().map(|owned| owned.id.as_str());
    match (
        &facts.first_contact,
        profile::demand(site, CODE, Severity::Error),
    ) {
        // An id that nothing has is wrong under every profile.
        (Some(id), _) => found.extend(names::unknown(
            CODE,
            &facts.path,
            id,
            &names::CHANNEL,
            known,
        )),
        (None, Some(demand)) => found.push(demand.missing(
            "first_contact",
            "customers are not told where to turn first",
            "set `first_contact` to the id of a channel",
        )),
        (None, None) => {}
    }
}
