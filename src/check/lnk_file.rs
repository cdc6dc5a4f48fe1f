//! LNK-FILE: a picture or download that is linked to exists.

use super::{FROM_HERE, exists, loose, outside};
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LNK-FILE";

/// A picture or download that is linked to exists.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| match what {
        Loose::File { to, nearest } => Some((
            format!("no file at `{to}`"),
            outside(to).unwrap_or_else(|| exists(nearest, FROM_HERE)),
        )),
        Loose::NoPicture { to } => Some((
            format!("`{to}` is a page and no picture"),
            "take away the `!` before it to link to the page".to_owned(),
        )),
        _ => None,
    });
}
