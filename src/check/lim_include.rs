//! LIM-INCLUDE: files are not included too deep or too often.

use super::loose;
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LIM-INCLUDE";

/// Files are not included too deep or too often.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| {
        match what {
        Loose::IncludeDepth { limit } => Some((
            format!("files are included more than {limit} deep"),
            "include the inner file where it is needed, or raise `limits.include_depth`".to_owned(),
        )),
        Loose::IncludeSize { limit } => Some((
            format!("more than {limit} bytes are put into one page by includes and facts"),
            "include each file and show each fact where it is needed, once, or raise `limits.include_size`"
                .to_owned(),
        )),
        _ => None,
    }
    });
}
