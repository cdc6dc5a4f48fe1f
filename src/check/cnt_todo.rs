//! CNT-TODO: no page shows that something is still to be written.

use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "CNT-TODO";

/// No page shows that something is still to be written.
pub fn check(document: &Document, _: &Site, found: &mut Vec<Diagnostic>) {
    for words in &document.body.unfinished {
        let message = format!(
            "`{}` says that something is still to be written",
            words.value
        );
        let hint = "write what belongs here, or keep the note in a comment: `<!-- … -->`";
        let finding = Diagnostic::warning(CODE, &document.path, words.span, message);
        found.push(finding.with_hint(hint.to_owned()));
    }
}
