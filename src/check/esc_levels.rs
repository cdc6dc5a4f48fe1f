//! ESC-LEVELS: levels of escalation count from 1 without a gap (D16, P2, P3).

use crate::model::{Diagnostic, Site};

const CODE: &str = "ESC-LEVELS";

/// The levels are 1, 2, 3 …, each once.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let mut levels: Vec<_> = facts.escalation.iter().map(|one| &one.level).collect();
    levels.sort_by_key(|level| level.value);
    let mut before = 0;
    for level in levels {
        let number = level.value;
        let message = match before {
            _ if number == before + 1 => None,
            0 => Some(format!("the first level is `{number}`")),
            _ if number == before => Some(format!("level `{number}` stands there twice")),
            _ => Some(format!("level `{number}` follows level `{before}`")),
        };
        if let Some(message) = message {
            let hint =
                "levels count from 1, each once; the first one receives a request".to_owned();
            found.push(Diagnostic::error(CODE, &facts.path, level.span, message).with_hint(hint));
        }
        before = number;
    }
}
