//! RDR-TAKEN: an old address leads to one page, and no living page stands there.

use super::loose;
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "RDR-TAKEN";

/// An old address leads to one page, and no living page stands there.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| match what {
        Loose::RedirectTaken { from, by } => Some((
            format!("the old address `{from}` belongs to `{by}`"),
            "remove one of the two".to_owned(),
        )),
        _ => None,
    });
}
