//! Findings as GitHub shows them beside the lines of a pull request.

use super::Row;
use crate::model::diagnostic::Severity;

/// One workflow command a line.
pub(crate) fn github(rows: &[Row]) -> String {
    let mut out = String::new();
    for found in rows {
        let command = match found.severity {
            Severity::Note => "notice",
            severity => severity.name(),
        };
        let place = found.place;
        let path = property(&found.path);
        let (line, column) = (place.line, place.column);
        out.push_str(&format!("::{command} file={path},line={line},col={column}"));
        // Columns of an end count only on the same line.
        if place.end_line == line {
            out.push_str(&format!(",endLine={line},endColumn={}", place.end_column));
        } else {
            out.push_str(&format!(",endLine={}", place.end_line));
        }
        out.push_str(&format!(
            ",title={}::{}\n",
            property(found.code),
            data(&found.text())
        ));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_end_a_command_early() {
        assert_eq!(data("100 %\n::error::x"), "100 %25%0A::error::x");
        assert_eq!(property("a,b:c.md"), "a%2Cb%3Ac.md");
    }
}
