//! Findings as a test report: the XML of JUnit that CI servers read.
//!
//! There is no standard; this keeps to what Jenkins, GitLab and Azure Pipelines have in common: a suite
//! for each file, a case for each finding. `failure` is what makes the command fail, so that a report
//! and its exit code never disagree; the rest passes and tells what was found.

use std::fmt::Write as _;

use super::{Row, plain};
use crate::model::diagnostic::Severity;
use crate::model::markup::escaped;

/// The report. Under `strict` warnings fail, too.
pub(crate) fn junit(rows: &[Row], strict: bool) -> String {
    let suites: Vec<&[Row]> = rows
        .chunk_by(|before, after| before.path == after.path)
        .collect();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // A report without a case reads as "no tests were run".
    let cases = rows.len().max(1);
    let failures = failing(rows, strict);
    push(
        &mut out,
        format_args!(
            "<testsuites name=\"supportal\" tests=\"{cases}\" failures=\"{failures}\" errors=\"0\">\n"
        ),
    );
    if suites.is_empty() {
        out.push_str("<testsuite name=\"supportal\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n<testcase classname=\"supportal\" name=\"check\"/>\n</testsuite>\n");
    }
    for suite in suites {
        push_suite(&mut out, suite, strict);
    }
    out.push_str("</testsuites>\n");
    out
}

fn push_suite(out: &mut String, suite: &[Row], strict: bool) {
    let path = suite.first().map_or("", |found| &found.path);
    let path = text(path);
    let (cases, failures) = (suite.len(), failing(suite, strict));
    push(
        out,
        format_args!(
            "<testsuite name=\"{path}\" tests=\"{cases}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n"
        ),
    );
    for found in suite {
        let place = found.place;
        let (line, column) = (place.line, place.column);
        let (code, severity) = (found.code, found.severity.name());
        let said = text(&found.text());
        let first = text(&found.message);
        push(
            out,
            format_args!(
                "<testcase classname=\"{path}\" name=\"{code} at {line}:{column}\" file=\"{path}\" line=\"{line}\">\n"
            ),
        );
        if fails(found, strict) {
            push(
                out,
                format_args!(
                    "<failure type=\"{code}\" message=\"{first}\">{path}:{line}:{column}: {severity}: {said}</failure>\n"
                ),
            );
        } else {
            push(
                out,
                format_args!(
                    "<system-out>{path}:{line}:{column}: {severity}: {said}</system-out>\n"
                ),
            );
        }
        out.push_str("</testcase>\n");
    }
    out.push_str("</testsuite>\n");
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // A String takes whatever it is given.
    let _ = out.write_fmt(text);
}

fn failing(rows: &[Row], strict: bool) -> usize {
    let failing = rows.iter().filter(|found| fails(found, strict));
    failing.count()
}

fn fails(found: &Row, strict: bool) -> bool {
    match found.severity {
        Severity::Error => true,
        Severity::Warning => strict,
        Severity::Note => false,
    }
}

/// `text` between tags and in attributes. XML 1.0 has no way to write most control characters, nor
/// U+FFFE and U+FFFF (2.2 Characters).
fn text(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(plain).collect();
    let text = lines.join("\n");
    escaped(&text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}"))
}
