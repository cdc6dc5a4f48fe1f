//! What the portal says about findings: `levels:` and `allow:`.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::follows;
use crate::model::audit::Reason;
use crate::model::config::{Level, Profile, can_be_lowered};
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
    // Without its base a portal lacks most of what it shows: one mistake is not reported a hundred times.
    if found.iter().any(|finding| finding.code == "OVL-BASE") {
        found.retain(|finding| {
            let is_lacking = matches!(finding.code, "FM-MISSING" | "PUB-HEADERS");
            finding.path == config.path && !is_lacking && !follows::is_of_pages(finding.code)
        });
    }
    let levels = Levels::of(config, facts, documents);
    found.retain_mut(|finding| {
        if !can_be_lowered(finding.code) {
            return true;
        }
        if levels.reason(finding).is_some() {
            return false;
        }
        // A site without a profile promises nothing: whoever publishes a folder of old articles is told
        // what keeps readers out, and may publish.
        if config.profile == Profile::None && covers("A11-*", finding.code) {
            finding.severity = finding.severity.min(Severity::Warning);
        }
        if let Some(severity) = levels.level(finding.code).and_then(|level| level.severity) {
            finding.severity = severity;
        }
        true
    });
    found.sort_by(|a, b| {
        let key = |d: &'_ Diagnostic| (d.span, d.code, Reverse(d.severity));
        (a.path.cmp(&b.path))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
    found.dedup();
    first(found)
}

/// Findings of one rule in one file that are told: whoever has mended these is told of the next. A file of 2 MB can
/// have hundreds of thousands, which nobody reads and which take gigabytes to write.
const TOLD: usize = 100;

/// Of each rule the first findings in each file; the last of them says how many more there are.
fn first(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = Vec::new();
    // For each rule in the file at hand: how many there are, and where the last that is told stands.
    let mut counts: HashMap<(&'static str, Severity), (usize, usize)> = HashMap::new();
    let close = |told: &mut Vec<Diagnostic>, counts: &mut HashMap<_, (usize, usize)>| {
        for (_, (count, last)) in counts.drain().filter(|(_, (count, _))| *count > TOLD) {
            if let Some(last) = told.get_mut(last) {
                let more = count - TOLD;
                last.message
                    .push_str(&format!(", and {more} more in this file"));
            }
        }
    };
    for finding in found {
        if told.last().is_some_and(|last| last.path != finding.path) {
            close(&mut told, &mut counts);
        }
        let rule = counts.entry((finding.code, finding.severity)).or_default();
        rule.0 += 1;
        if rule.0 <= TOLD {
            rule.1 = told.len();
            told.push(finding);
        }
    }
    close(&mut told, &mut counts);
    told
}

/// What a portal says about rules.
pub(super) struct Levels<'a> {
    config: &'a Config,
    by_file: HashMap<&'a RelPath, &'a [Allow]>,
}

impl<'a> Levels<'a> {
    /// Of a portal.
    pub(super) fn of(
        config: &'a Config,
        facts: &'a Facts,
        documents: &'a [impl AsRef<Document>],
    ) -> Self {
        let by_file = documents
            .iter()
            .map(|document| (&document.as_ref().path, &document.as_ref().front.allow[..]))
            .chain([(&facts.path, &facts.allow[..])])
            .filter(|(_, allow)| !allow.is_empty())
            .collect();
        Self { config, by_file }
    }

    /// Why the finding is kept out of sight; `None` where it is not.
    pub(super) fn reason(&self, finding: &Diagnostic) -> Option<Reason> {
        if !can_be_lowered(finding.code) {
            return None;
        }
        let own = self.by_file.get(&finding.path).copied().unwrap_or_default();
        let own = own.iter().map(|allow| (&finding.path, allow));
        let portal = self.config.allow.iter();
        let mut allowed = own.chain(portal.map(|allow| (&self.config.path, allow)));
        if let Some((path, allow)) = allowed.find(|(_, allow)| allow.rule.value == finding.code) {
            return Some(Reason {
                why: allow.why.clone(),
                path: path.clone(),
                span: allow.rule.span,
            });
        }
        let off = self.level(finding.code);
        let off = off.filter(|level| level.severity.is_none())?;
        Some(Reason {
            why: off.why.clone(),
            path: self.config.path.clone(),
            span: off.rule.span,
        })
    }

    /// The last line that speaks about a rule counts, so that one rule can be taken out of a family.
    fn level(&self, code: &str) -> Option<&'a Level> {
        let mut levels = self.config.levels.iter();
        levels.rfind(|level| covers(&level.rule.value, code))
    }
}

/// Whether `pattern`, a rule or a family such as `LNK-*`, speaks about `code`.
pub(super) fn covers(pattern: &str, code: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(family) => code.starts_with(family),
        None => pattern == code,
    }
}
