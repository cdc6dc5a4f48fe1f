//! LIM-COUNT: a page does not have too many headings and links, nor a portal too many pages.

use crate::model::{Diagnostic, Site, Span};

const CODE: &str = "LIM-COUNT";

/// A portal does not have too many pages. What a page has is counted as it is read.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let (most, pages) = (site.config.limits.pages, site.pages.len());
    if pages > most {
        let message = format!("the portal has {pages} pages; {most} are allowed");
        let hint = "split the portal, or raise `limits.pages`".to_owned();
        found.push(
            Diagnostic::error(CODE, &site.config.path, Span::default(), message).with_hint(hint),
        );
    }
}
