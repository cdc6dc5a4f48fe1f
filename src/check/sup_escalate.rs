//! SUP-ESCALATE: a problem that the partner cannot solve goes on to the vendor (D17, D18, P6).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::config::Profile;
use crate::model::wording::listed;
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
    if resells_nothing(site) {
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

/// The last level: for D17 its vendor, for D18 who files there; all levels where no vendor is asked for.
pub fn evidence(site: &Site, row: &str) -> Evidence {
    let levels = &site.facts.escalation;
    let Some(last) = levels.iter().max_by_key(|level| level.level.value) else {
        return Evidence::Lacks;
    };
    let number = last.level.value;
    let vendor = last.vendor.as_ref().map(|vendor| {
        let reasons: Vec<&str> = last.on.iter().map(|one| one.value.as_str()).collect();
        let on = match reasons.is_empty() {
            true => String::new(),
            false => format!(" on {}", listed(&reasons, "and")),
        };
        let words = format!("level {number}: to the vendor `{}`{on}", vendor.value);
        stated(site, vendor.span, words)
    });
    let filed = last.filed_by.as_ref().and_then(|by| {
        let vendor = last.vendor.as_ref()?;
        let wrong = by.value == "customer" && vendor.value == "microsoft";
        let words = format!("level {number}: filed by the {}", by.value);
        (!wrong).then(|| stated(site, by.span, words))
    });
    match row {
        "D17" => Evidence::all([vendor]),
        "D18" => Evidence::all([filed]),
        _ if resells_nothing(site) => Evidence::any(levels.iter().map(|one| {
            let words = format!("level {}", one.level.value);
            stated(site, one.level.span, words)
        })),
        _ => Evidence::all([vendor, filed]),
    }
}

/// Who resells nothing has no vendor to turn to.
fn resells_nothing(site: &Site) -> bool {
    let products = &site.facts.products;
    site.config.profile == Profile::Generic && products.iter().all(|one| one.vendor.is_none())
}
