//! Drawings, without what a portal refuses in one: many programs write more into them than is drawn.

use super::report::Report;
use crate::model::RelPath;
use crate::model::drawing::{active, without_active};

/// An asset as it is published at `key`; `None` where it cannot be.
pub(super) fn published(bytes: Vec<u8>, key: &RelPath, report: &mut Report) -> Option<Vec<u8>> {
    let found = match str::from_utf8(&bytes) {
        Ok(text) if key.has_extension("svg") => {
            active(text).map(|what| (what, without_active(text)))
        }
        _ => None,
    };
    match found {
        None => Some(bytes),
        Some((what, Some(left))) => {
            report.leave(
                "part of a drawing that runs or loads something",
                key.as_str(),
                1,
                what,
            );
            Some(left.into_bytes())
        }
        Some((what, None)) => {
            report.leave("drawing that a portal refuses", key.as_str(), 1, what);
            report.assets -= 1;
            None
        }
    }
}
