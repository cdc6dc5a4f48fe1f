//! What the portal says about findings: `levels:` and `allow:`.

use std::collections::HashMap;

use crate::model::config::{Profile, can_be_lowered};
use crate::model::facts::Allow;
use crate::model::{Config, Diagnostic, Document, Facts, RelPath, Severity};

/// Gives each finding the weight it has in this portal, drops those that are allowed, sorts the rest
/// by file and place. `allow:` of supportal.yaml speaks for the portal, any other for its own file.
pub fn weigh(
    mut found: Vec<Diagnostic>,
    config: &Config,
    facts: &Facts,
    documents: &[impl AsRef<Document>],
) -> Vec<Diagnostic> {
    let by_file: HashMap<&RelPath, &[Allow]> = documents
        .iter()
        .map(|document| (&document.as_ref().path, &document.as_ref().front.allow[..]))
        .chain([(&facts.path, &facts.allow[..])])
        .filter(|(_, allow)| !allow.is_empty())
        .collect();
    found.retain_mut(|finding| {
        if !can_be_lowered(finding.code) {
            return true;
        }
        let own = by_file.get(&finding.path).copied().unwrap_or_default();
        if own
            .iter()
            .chain(&config.allow)
            .any(|allow| allow.rule.value == finding.code)
        {
            return false;
        }
        // A site without a profile promises nothing: whoever publishes a folder of old articles is told
        // what keeps readers out, and may publish.
        if config.profile == Profile::None && covers("A11-*", finding.code) {
            finding.severity = finding.severity.min(Severity::Warning);
        }
        // The last line that speaks about a rule counts, so that one rule can be taken out of a family.
        match config
            .levels
            .iter()
            .rfind(|level| covers(&level.rule.value, finding.code))
        {
            Some(level) => match level.severity {
                Some(severity) => {
                    finding.severity = severity;
                    true
                }
                None => false,
            },
            None => true,
        }
    });
    found.sort_by(|a, b| {
        let key = |d: &Diagnostic| {
            (
                d.path.clone(),
                d.span,
                d.code,
                std::cmp::Reverse(d.severity),
            )
        };
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    found.dedup();
    found
}

/// Whether `pattern`, a rule or a family such as `LNK-*`, speaks about `code`.
fn covers(pattern: &str, code: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(family) => code.starts_with(family),
        None => pattern == code,
    }
}
