//! A11-ALT: a picture says in words what it shows (WCAG 1.1.1).

use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "A11-ALT";

/// A picture says in words what it shows (WCAG 1.1.1).
pub fn check(document: &Document, _: &Site, found: &mut Vec<Diagnostic>) {
    for image in document
        .body
        .images
        .iter()
        .filter(|image| image.alt.is_none() && !image.decorative)
    {
        found.push(
            Diagnostic::error(CODE, &document.path, image.span, format!("the picture `{}` has no alternative text", image.src))
                .with_hint("say what it shows: between the brackets, or as `alt-text` of `:::image`; a picture without meaning has the title \"decorative\", there `type=\"icon\"`".to_owned()),
        );
    }
}
