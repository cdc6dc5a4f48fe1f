//! Findings for programs: one JSON document.

use serde_json::json;

use super::Findings;
use super::files::Files;
use crate::model::Diagnostic;

/// `format` is raised when a field changes its meaning or goes; new fields may come at any time.
pub(crate) fn json(diagnostics: &[Diagnostic], files: &Files<'_>) -> Findings {
    let rows = diagnostics.iter().map(|found| {
        let place = files.place(found);
        json!({
            "code": found.code,
            "severity": found.severity.name(),
            "path": files.shown(found),
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "message": found.message,
            "hint": found.hint,
        })
    });
    let rows: Vec<_> = rows.collect();
    let mut findings = Findings::new(String::new(), diagnostics);
    let count = findings.count;
    let document = json!({
        "format": 1,
        "errors": count.errors,
        "warnings": count.warnings,
        "notes": count.notes,
        "findings": rows,
    });
    findings.text = format!("{document:#}\n");
    findings
}
