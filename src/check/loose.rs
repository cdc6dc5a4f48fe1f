//! Loose ends of a site as findings: each rule knows what to say of those that are its own.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

/// What is so, and what to do.
pub type Said = (String, String);

/// An error for each loose end of which `said` says something.
pub fn errors(
    code: &'static str,
    site: &Site,
    found: &mut Vec<Diagnostic>,
    said: fn(&Loose) -> Option<Said>,
) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        let (message, hint) = said(&end.what)?;
        Some(Diagnostic::error(code, &end.path, end.span, message).with_hint(hint))
    }));
}
