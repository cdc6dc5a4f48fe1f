//! RDR-LOOP: no redirect leads back to where it starts.

use super::way;
use crate::model::site::Loose;
use crate::model::{Diagnostic, RelPath, Site};

const CODE: &str = "RDR-LOOP";

/// No redirect leads back to where it starts.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| match &end.what {
        Loose::RedirectLoop { from, chain } => Some(
            Diagnostic::error(CODE, &end.path, end.span, message(from, chain)).with_hint(
                "a page stands at this address now: remove it from `redirect_from`".to_owned(),
            ),
        ),
        _ => None,
    }));
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
