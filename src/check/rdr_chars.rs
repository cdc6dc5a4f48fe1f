//! RDR-CHARS: an old address has no characters that hosts refuse or read as a pattern.

use super::loose;
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "RDR-CHARS";

/// An old address has no characters that hosts refuse or read as a pattern.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| match what {
        Loose::RedirectChars { from } => Some((
            format!("`{from}` holds characters that hosts refuse or read as a pattern"),
            "a path has none of `? # * : | < > { } ^ % \" \\` and no line ends, escaped or not"
                .to_owned(),
        )),
        _ => None,
    });
}
