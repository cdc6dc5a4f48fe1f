//! LNK-CASE: a link is spelt as the file is, in capital and small letters, too.

use super::loose;
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "LNK-CASE";

/// A link is spelt as the file is, in capital and small letters, too.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| match what {
        Loose::Case { to, exists } => Some((
            format!("`{to}` differs from the file in capital letters"),
            format!("write `{exists}`: most hosts tell capital and small letters apart"),
        )),
        _ => None,
    });
}
