//! RDR-CHARS: an old address has no characters that hosts refuse or read as a pattern.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "RDR-CHARS";

/// An old address has no characters that hosts refuse or read as a pattern.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::RedirectChars { from } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("`{from}` holds characters that hosts refuse or read as a pattern"),
                )
                .with_hint("a path has none of `? # * : | < > { } ^ % \" \\` and no line ends, escaped or not".to_owned()),
            ),
            _ => None,
        }
    }));
}
