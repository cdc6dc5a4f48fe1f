//! LNK-CASE: a link is spelt as the file is, in capital and small letters, too.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LNK-CASE";

/// A link is spelt as the file is, in capital and small letters, too.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::Case { to, exists } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("`{to}` differs from the file in capital letters"),
                )
                .with_hint(format!(
                    "write `{exists}`: most hosts tell capital and small letters apart"
                )),
            ),
            _ => None,
        }
    }));
}
