//! SUP-TRAIN: customers are offered training (D24, P5).

use super::profile;
use crate::model::{Diagnostic, Kind, Severity, Site};

const CODE: &str = "SUP-TRAIN";

/// There is a guide.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Note) else {
        return;
    };
    if !site.source_pages().any(|page| page.kind == Kind::Guide) {
        let message = "no training is offered";
        let action = "add a page to `guides/`";
        found.push(demand.missing("", message, action));
    }
}
