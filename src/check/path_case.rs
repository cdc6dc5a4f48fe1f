//! PATH-CASE: addresses differ in more than capital letters and forms of Unicode.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "PATH-CASE";

/// Addresses differ in more than capital letters and forms of Unicode.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| match &end.what {
        Loose::Taken { url, by, nearly: true } => Some(
            Diagnostic::error(CODE, &end.path, end.span, format!("on some disks the address `{url}` is the same as that of `{by}`"))
                .with_hint("rename one of the files so that they differ in more than capital letters or accents' form".to_owned()),
        ),
        _ => None,
    }));
}
