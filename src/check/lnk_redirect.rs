//! LNK-REDIRECT: a link names a page where it is now.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LNK-REDIRECT";

/// A link names a page where it is now, not where it was.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::Moved { to, now } => Some(
                Diagnostic::note(
                    CODE,
                    &end.path,
                    end.span,
                    format!("the page at `{to}` has moved"),
                )
                .with_hint(format!("write `{now}`")),
            ),
            _ => None,
        }
    }));
}
