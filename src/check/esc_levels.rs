//! ESC-LEVELS: levels of escalation count from 1 without a gap (D16, P2, P3).

use super::evidence::{Evidence, stated};
use crate::model::wording::listed;
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

/// Each level, in order.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let mut levels: Vec<_> = site.facts.escalation.iter().collect();
    levels.sort_by_key(|one| one.level.value);
    Evidence::all((1..).zip(levels).map(|(number, one)| {
        let channels: Vec<&str> = one.channels.iter().map(|id| id.value.as_str()).collect();
        let who = match (&one.vendor, channels.is_empty()) {
            (Some(vendor), _) => format!(": vendor `{}`", vendor.value),
            (None, false) => format!(", reached by {}", listed(&channels, "and")),
            (None, true) => String::new(),
        };
        let words = format!("level {number}{who}");
        (one.level.value == number).then(|| stated(site, one.level.span, words))
    }))
}
