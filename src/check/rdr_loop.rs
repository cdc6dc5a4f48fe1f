//! RDR-LOOP: no redirect leads back to where it starts.

use super::{loose, way};
use crate::model::site::Loose;
use crate::model::{Diagnostic, RelPath, Site};

const CODE: &str = "RDR-LOOP";

/// No redirect leads back to where it starts.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| match what {
        Loose::RedirectLoop { from, chain } => Some((
            message(from, chain),
            "a page stands at this address now: remove it from `redirect_from`".to_owned(),
        )),
        _ => None,
    });
}

fn message(from: &str, chain: &[RelPath]) -> String {
    match chain {
        [_] => format!("the redirect from `{from}` starts where its own page stands"),
        _ => format!(
            "the redirect from `{from}` runs in a circle: {}",
            way(chain)
        ),
    }
}
