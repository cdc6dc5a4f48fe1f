//! RDR-OPEN: a redirect starts at an address of this site.

use super::loose;
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "RDR-OPEN";

/// A redirect starts at an address of this site.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| match what {
        Loose::RedirectOpen { from } => Some((
            format!("`{from}` is not an address of this site"),
            "write the path from the site's root: `/kb/1042`".to_owned(),
        )),
        _ => None,
    });
}
