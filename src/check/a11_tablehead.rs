//! A11-TABLEHEAD: a table says what its columns or rows are (WCAG 1.3.1).

use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "A11-TABLEHEAD";

/// A table has head cells with words.
pub fn check(document: &Document, _: &Site, found: &mut Vec<Diagnostic>) {
    let tables = document.body.tables.iter();
    for table in tables.filter(|table| !table.has_heads) {
        let message = "no head cell of this table has words";
        let hint =
            "name the columns in the first row; what is no table is better written as a list";
        let finding = Diagnostic::error(CODE, &document.path, table.span, message);
        found.push(finding.with_hint(hint.to_owned()));
    }
}
