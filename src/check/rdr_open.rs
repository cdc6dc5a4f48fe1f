//! RDR-OPEN: a redirect starts at an address of this site.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "RDR-OPEN";

/// A redirect starts at an address of this site.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::RedirectOpen { from } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("`{from}` is not an address of this site"),
                )
                .with_hint("write the path from the site's root: `/kb/1042`".to_owned()),
            ),
            _ => None,
        }
    }));
}
