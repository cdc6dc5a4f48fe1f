//! PATH-ESCAPE: a path stays inside the portal.

use super::loose;
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "PATH-ESCAPE";

/// A path stays inside the portal.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| match what {
        Loose::Escape { to } => Some((
            format!("`{to}` leaves the portal"),
            "put the file below the portal, and link to it there".to_owned(),
        )),
        _ => None,
    });
}
