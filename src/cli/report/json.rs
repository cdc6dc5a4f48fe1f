//! Findings for programs: one JSON document.

use serde_json::{Value, json};

use super::{Count, Row};

/// `format` is raised when a field changes its meaning or goes; new fields may come at any time.
pub(crate) fn json(rows: &[Row]) -> String {
    let findings = rows.iter().map(|found| {
        let place = found.place;
        let mut finding = json!({
            "code": found.code,
            "severity": found.severity.name(),
            "path": found.path,
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "message": found.message,
            "hint": found.hint,
        });
        if !found.brands.is_empty() {
            finding["brands"] = json!(found.brands);
        }
        finding
    });
    let findings: Vec<_> = findings.collect();
    let count = Count::of_rows(rows);
    let document = json!({
        "format": 1,
        "errors": count.errors,
        "warnings": count.warnings,
        "notes": count.notes,
        "findings": findings,
    });
    format!("{document:#}\n")
}

/// What the document looks like, as a JSON Schema: for whoever reads it.
pub(crate) fn schema() -> Value {
    let number = |least: u32, about: &str| json!({"type": "integer", "minimum": least, "description": about});
    let text = |about: &str| json!({"type": "string", "minLength": 1, "description": about});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of supportal check --format json",
        "type": "object",
        "required": ["format", "errors", "warnings", "notes", "findings"],
        "properties": {
            "format": {"const": 1, "description": "Raised when a field changes its meaning or goes; new ones may come at any time."},
            "errors": number(0, "How many findings are errors: with any, the command exits with 1."),
            "warnings": number(0, "How many are warnings: they count under --strict."),
            "notes": number(0, "How many are notes."),
            "findings": {
                "type": "array",
                "description": "By file and place.",
                "items": {
                    "type": "object",
                    "required": ["code", "severity", "path", "line", "column", "end_line", "end_column", "message", "hint"],
                    "properties": {
                        "code": {"type": "string", "pattern": "^[A-Z][A-Z0-9]*-[A-Z0-9-]+$", "description": "The rule: what `supportal explain` takes."},
                        "severity": {"enum": ["error", "warning", "note"]},
                        "path": text("The file, as the command was told to find the portal; with --brands, by the folder that it is in, which may be a base."),
                        "line": number(1, "Where it begins."),
                        "column": number(1, "In characters."),
                        "end_line": number(1, "Where it ends."),
                        "end_column": number(1, "The first character after it."),
                        "message": text("What is wrong, in one sentence."),
                        "hint": {"type": ["string", "null"], "description": "What helps."},
                        "brands": {"type": "array", "items": text("The name of its folder."), "minItems": 1, "description": "With --brands, the brands that have it."},
                    },
                },
            },
        },
    })
}
