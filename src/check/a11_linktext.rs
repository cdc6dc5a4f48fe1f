//! A11-LINKTEXT: a link has words (WCAG 2.4.4).

use crate::model::{Diagnostic, Document, Notes, Site};

const CODE: &str = "A11-LINKTEXT";

/// A link has words (WCAG 2.4.4). That it has no address either is LNK-UNREAD.
pub fn check(document: &Document, notes: &Notes, _: &Site, found: &mut Vec<Diagnostic>) {
    let links = notes.links.iter();
    for link in links.filter(|link| link.text.is_empty() && !link.to.is_empty()) {
        found.push(
            Diagnostic::error(
                CODE,
                &document.path,
                link.span,
                format!("the link to `{}` has no words", link.to),
            )
            .with_hint("say between the brackets where it leads".to_owned()),
        );
    }
}
