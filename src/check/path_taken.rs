//! PATH-TAKEN: each address belongs to one file.

use crate::model::site::Loose;
use crate::model::{Diagnostic, Site};

const CODE: &str = "PATH-TAKEN";

/// Each address belongs to one file.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::Taken {
                url,
                by,
                nearly: false,
            } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("the address `{url}` is taken by `{by}`"),
                )
                .with_hint("give one of them another `slug`, or another file name".to_owned()),
            ),
            _ => None,
        }
    }));
}
