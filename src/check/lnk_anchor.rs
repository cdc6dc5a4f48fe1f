//! LNK-ANCHOR: a link to a place in a page leads to a heading or anchor that exists.

use super::loose;
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LNK-ANCHOR";

/// A link to a place in a page leads to a heading or anchor that exists.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| match what {
        Loose::Anchor {
            anchor,
            page,
            nearest,
        } => Some((
            format!("`{page}` has no heading `#{anchor}`"),
            match nearest {
                Some(id) => format!("`#{id}` exists"),
                None => "link to the page alone, or give the heading `{#id}`".to_owned(),
            },
        )),
        _ => None,
    });
}
