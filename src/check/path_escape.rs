//! PATH-ESCAPE: a path stays inside the portal.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "PATH-ESCAPE";

/// A path stays inside the portal.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::Escape { to } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("`{to}` leaves the portal"),
                )
                .with_hint("put the file below the portal, and link to it there".to_owned()),
            ),
            _ => None,
        }
    }));
}
