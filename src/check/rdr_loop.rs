//! RDR-LOOP: no redirect leads back to where it starts.

use super::way;
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "RDR-LOOP";

/// No redirect leads back to where it starts.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::RedirectLoop { from, chain } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!(
                        "the redirect from `{from}` runs in a circle: {}",
                        way(chain)
                    ),
                )
                .with_hint(
                    "a living page needs no redirect from its own address: remove this line"
                        .to_owned(),
                ),
            ),
            _ => None,
        }
    }));
}
