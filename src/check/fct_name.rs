//! FCT-NAME: a reference to a fact names one fact.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "FCT-NAME";

/// A reference to a fact names one fact.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| match &end.what {
        Loose::Fact { message, hint } => {
            Some(Diagnostic::error(CODE, &end.path, end.span, message).with_hint(hint.clone()))
        }
        _ => None,
    }));
}
