//! PATH-CASE: addresses differ in more than capital letters and forms of Unicode.

use super::loose;
use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "PATH-CASE";

/// Addresses differ in more than capital letters and forms of Unicode.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    loose::errors(CODE, site, found, |what| {
        match what {
        Loose::Taken {
            url,
            by,
            nearly: true,
        } => Some((
            format!("on some disks the address `{url}` is the same as that of `{by}`"),
            "rename one of the files so that they differ in more than capital letters or accents' form"
                .to_owned(),
        )),
        _ => None,
    }
    });
}
