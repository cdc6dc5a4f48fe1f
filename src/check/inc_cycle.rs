//! INC-CYCLE: no file includes itself, directly or through others.

use super::{loose, way};
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "INC-CYCLE";

/// No file includes itself, directly or through others.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| match what {
        Loose::IncludeCycle { chain } => Some((
            format!("files include each other in a circle: {}", way(chain)),
            "take one of these includes out".to_owned(),
        )),
        _ => None,
    });
}
