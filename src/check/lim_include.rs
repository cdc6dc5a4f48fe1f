//! LIM-INCLUDE: files are not included too deep or too often.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LIM-INCLUDE";

/// Files are not included too deep or too often.
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
            Loose::IncludeSize { limit } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("more than {limit} bytes are put into one page by includes and facts"),
                )
                .with_hint(
                    "include each file and show each fact where it is needed, once, or raise `limits.include_size`"
                        .to_owned(),
                ),
            ),
            _ => None,
        }
    }));
}
