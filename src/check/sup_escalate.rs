//! SUP-ESCALATE: a problem that the partner cannot solve goes on to the vendor (D17, D18, P6).

use super::profile;
use crate::model::config::Profile;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-ESCALATE";

/// There are levels; the last one names the vendor, and the partner files the request there.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Error) else {
        return;
    };
    let facts = &site.facts;
    let Some(last) = facts
        .escalation
        .iter()
        .max_by_key(|level| level.level.value)
    else {
        let message = "a problem that you cannot solve has no next step";
        let action = "add levels under `escalation`, the vendor last";
        found.push(demand.missing("escalation", message, action));
        return;
    };
    // Who resells nothing has no vendor to turn to.
    if site.config.profile == Profile::Generic
        && facts.products.iter().all(|one| one.vendor.is_none())
    {
        return;
    }
    let (level, path) = (&last.level, &facts.path);
    match (&last.vendor, &last.filed_by) {
        (None, _) => {
            let message = format!("level {} is the last and is not the vendor", level.value);
            let action = "add a level with `vendor` and `filed_by: partner`";
            found.push(demand.at(path, level.span, message, action));
        }
        (Some(vendor), None) => {
            let message = format!("nothing says who files requests with `{}`", vendor.value);
            let action = "add `filed_by: partner` to the level";
            found.push(demand.row("D18").at(path, vendor.span, message, action));
        }
        (Some(vendor), Some(by)) if by.value == "customer" && vendor.value == "microsoft" => {
            let message = "`microsoft` takes requests from the partner alone";
            let action = "write `filed_by: partner`";
            found.push(demand.row("D18").at(path, by.span, message, action));
        }
        _ => {}
    }
}
