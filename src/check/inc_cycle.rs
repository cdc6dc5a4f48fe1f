//! INC-CYCLE: no file includes itself, directly or through others.

use super::way;
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "INC-CYCLE";

/// No file includes itself, directly or through others.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::IncludeCycle { chain } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("files include each other in a circle: {}", way(chain)),
                )
                .with_hint("take one of these includes out".to_owned()),
            ),
            _ => None,
        }
    }));
}
