//! RDR-TAKEN: an old address leads to one page, and no living page stands there.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "RDR-TAKEN";

/// An old address leads to one page, and no living page stands there.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::RedirectTaken { from, by } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("the old address `{from}` belongs to `{by}`"),
                )
                .with_hint("remove one of the two".to_owned()),
            ),
            _ => None,
        }
    }));
}
