//! LNK-FILE: a picture or download that is linked to exists.

use super::{FROM_HERE, exists, outside};
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LNK-FILE";

/// A picture or download that is linked to exists.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::File { to, nearest } => Some(
                Diagnostic::error(CODE, &end.path, end.span, format!("no file at `{to}`"))
                    .with_hint(outside(to).unwrap_or_else(|| exists(nearest, FROM_HERE))),
            ),
            Loose::NoPicture { to } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("`{to}` is a page and no picture"),
                )
                .with_hint("take away the `!` before it to link to the page".to_owned()),
            ),
            _ => None,
        }
    }));
}
