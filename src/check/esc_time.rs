//! ESC-TIME: a level of escalation says when a problem gets there.

use crate::model::{Diagnostic, Site};

const CODE: &str = "ESC-TIME";

/// Each level after the first has `after` or `on`.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let first = facts.escalation.iter().map(|one| one.level.value).min();
    for level in &facts.escalation {
        let later = Some(level.level.value) != first;
        if later && level.after.is_none() && level.on.is_empty() {
            let message = format!(
                "nothing says when a problem gets to level {}",
                level.level.value
            );
            let hint = "add `after`, as in `after: {within: PT4H, count: open-hours}`, or `on`";
            let finding = Diagnostic::warning(CODE, &facts.path, level.level.span, message);
            found.push(finding.with_hint(hint.to_owned()));
        }
    }
}
