//! PATH-RESERVED: no name is reserved on Windows.

use crate::model::path::is_reserved;
use crate::model::{Diagnostic, Site};

const CODE: &str = "PATH-RESERVED";

/// No `slug` makes a name that is reserved on Windows. Names of files were looked at as they were read.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for document in &site.documents {
        let Some(slug) = &document.front.slug else {
            continue;
        };
        if is_reserved(&slug.value) {
            let message = format!(
                "the slug `{}` is reserved on Windows: the site could not be unpacked there",
                slug.value
            );
            let finding = Diagnostic::error(CODE, &document.path, slug.span, message);
            found.push(finding.with_hint("choose another `slug`".to_owned()));
        }
    }
}
