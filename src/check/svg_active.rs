//! SVG-ACTIVE: drawings run nothing and load nothing.

use crate::model::drawing::active;
use crate::model::{Diagnostic, Site, Span};

const CODE: &str = "SVG-ACTIVE";

/// Drawings run nothing and load nothing. What is no drawing at all is AST-TYPE.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (_, asset) in site.assets.iter() {
        if !asset.path.has_extension("svg") {
            continue;
        }
        let Ok(text) = str::from_utf8(&asset.bytes) else {
            continue;
        };
        if let Some(what) = active(text) {
            let message = format!("the drawing holds {what}");
            let hint = "save it as plain SVG in UTF-8: shapes, texts and pictures inside the file"
                .to_owned();
            found.push(
                Diagnostic::error(CODE, &asset.path, Span::default(), message).with_hint(hint),
            );
        }
    }
}
