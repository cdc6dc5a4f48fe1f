//! Findings in words, for the panel of a page that is written.

use std::path::Path;

use super::{Files, plain};
use crate::model::Diagnostic;
use crate::model::diagnostic::Severity;
use crate::serve::Finding;

/// The first `most` findings, errors before others.
pub(crate) fn findings(diagnostics: &[Diagnostic], files: &Files<'_>, most: usize) -> Vec<Finding> {
    let finding = |found: &Diagnostic| {
        let place = files.place(found);
        Finding {
            severity: found.severity.name(),
            code: found.code,
            place: format!("{}:{}:{}", files.shown(found), place.line, place.column),
            message: plain(&found.message),
            hint: files.hint(found).as_deref().map(plain),
        }
    };
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|found| std::cmp::Reverse(found.severity));
    sorted.into_iter().take(most).map(finding).collect()
}

/// That the portal at `root` cannot be read.
pub(crate) fn trouble(error: &anyhow::Error, root: &Path) -> Finding {
    let text = format!("{error:#}");
    let (message, hint) = text.split_once("\nhint: ").unwrap_or((&text, ""));
    Finding {
        severity: Severity::Error.name(),
        code: "",
        place: plain(&root.display().to_string()),
        message: plain(message),
        hint: Some(plain(hint)).filter(|hint| !hint.is_empty()),
    }
}
