//! Findings for code scanning and editors: SARIF 2.1.0 (OASIS, Static Analysis Results Interchange
//! Format).

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::Row;
use crate::check;

/// One run with the rules that were broken, each once, and a result for each finding.
pub(crate) fn sarif(rows: &[Row]) -> String {
    let mut codes: Vec<&str> = rows.iter().map(|found| found.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let results = rows.iter().map(|found| {
        let place = found.place;
        let mut result = json!({
            "ruleId": found.code,
            "ruleIndex": codes.binary_search(&found.code).unwrap_or_default(),
            // The names of the levels are SARIF's own (3.27.10).
            "level": found.severity.name(),
            "message": {"text": found.text()},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": uri(&found.path)},
                "region": {
                    "startLine": place.line,
                    "startColumn": place.column,
                    "endLine": place.end_line,
                    "endColumn": place.end_column,
                },
            }}],
        });
        if !found.brands.is_empty() {
            result["properties"] = json!({"brands": found.brands});
        }
        result
    });
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "supportal",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            }},
            // How columns were counted (3.14.17): not in UTF-16, which is what is assumed otherwise.
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{document:#}\n")
}

/// What a viewer shows of a rule: its one line, and what `explain` prints.
fn rule(code: &str) -> Value {
    let Some(rule) = check::rule(code) else {
        return json!({"id": code});
    };
    json!({
        "id": code,
        "shortDescription": {"text": rule.summary()},
        // A viewer that knows no Markdown shows the text, which reads well as it is.
        "help": {"text": rule.doc, "markdown": rule.doc},
    })
}

/// All but what RFC 3986 lets stand in a path.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path as a URI reference (RFC 3986): relative to where the command ran, or a `file:` address.
fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, ESCAPED);
    let first = path.split('/').next().unwrap_or_default();
    if first.is_empty() {
        format!("file://{encoded}")
    } else if first.len() == 2 && first.ends_with(':') {
        // A drive of Windows.
        format!("file:///{encoded}")
    } else if first.contains(':') {
        // `a:b.md` would read as a scheme.
        format!("./{encoded}")
    } else {
        encoded.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_reference_that_leads_to_it() {
        let check = |path: &str, expected: &str| assert_eq!(uri(path), expected);
        check("content/en/index.md", "content/en/index.md");
        check("en/帳單 1.md", "en/%E5%B8%B3%E5%96%AE%201.md");
        check("50%#1?.md", "50%25%231%3F.md");
        check("a:b/c.md", "./a:b/c.md");
        check("/srv/portal/en/a.md", "file:///srv/portal/en/a.md");
        check("C:/portal/en/a.md", "file:///C:/portal/en/a.md");
        check("../portal/en/a.md", "../portal/en/a.md");
    }
}
