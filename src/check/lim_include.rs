//! LIM-INCLUDE: files are not included into each other too deep.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LIM-INCLUDE";

/// Files are not included into each other too deep.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::IncludeDepth { limit } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("files are included more than {limit} deep"),
                )
                .with_hint(
                    "include the inner file where it is needed, or raise `limits.include_depth`"
                        .to_owned(),
                ),
            ),
            _ => None,
        }
    }));
}
