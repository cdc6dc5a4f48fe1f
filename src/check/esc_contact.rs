//! ESC-CONTACT: each level of escalation is reached, or somebody files the request there.

use super::profile;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "ESC-CONTACT";

/// Each level has channels or `filed_by`.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    // That nobody files with the vendor is for SUP-ESCALATE to say, where the profile asks for it.
    let asked = profile::demand(site, "SUP-ESCALATE", Severity::Error).is_some();
    for level in &facts.escalation {
        let escalates = asked && level.vendor.is_some();
        if level.channels.is_empty() && level.filed_by.is_none() && !escalates {
            let message = format!("nothing says how level {} is reached", level.level.value);
            let hint = "add `channels`, or `filed_by: partner`".to_owned();
            let span = level.level.span;
            found.push(Diagnostic::error(CODE, &facts.path, span, message).with_hint(hint));
        }
    }
}
