//! SUP-ORDER: what comes first in the facts is due first.

use crate::model::facts::Duration;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SUP-ORDER";

/// Reminders come before access stops, and in an emergency work is announced no longer before than planned work.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(reminded_too_late(site));
    found.extend(longer_in_an_emergency(site));
}

fn reminded_too_late(site: &Site) -> Option<Diagnostic> {
    let collections = site.facts.collections.as_ref()?;
    let stops = collections.suspend_after.as_ref()?;
    let reminders = collections.reminders.iter().map(|one| one.value);
    let mut late: Vec<Duration> = reminders
        .filter(|one| seconds(*one) > seconds(stops.value))
        .collect();
    late.sort_by_key(|one| seconds(*one));
    let last = *late.last()?;
    let late: Vec<String> = late.iter().map(ToString::to_string).collect();
    let late: Vec<&str> = late.iter().map(String::as_str).collect();
    let message = format!(
        "access stops after `{}`, and customers are reminded later than that, after {}",
        stops.value,
        listed(&late, "and")
    );
    let hint = format!("set `suspend_after` to more than `{last}`, or remind earlier");
    let finding = Diagnostic::warning(CODE, &site.facts.path, stops.span, message);
    Some(finding.with_hint(hint))
}

fn longer_in_an_emergency(site: &Site) -> Option<Diagnostic> {
    let maintenance = site.facts.maintenance.as_ref()?;
    let planned = maintenance.notice.as_ref()?;
    let urgent = maintenance.emergency_notice.as_ref()?;
    if seconds(urgent.value) <= seconds(planned.value) {
        return None;
    }
    let message = format!(
        "in an emergency work is announced `{}` before, and planned work `{}`",
        urgent.value, planned.value
    );
    let hint = "an emergency leaves less time: exchange the two, or shorten `emergency_notice`";
    let finding = Diagnostic::warning(CODE, &site.facts.path, urgent.span, message);
    Some(finding.with_hint(hint.to_owned()))
}

fn seconds(length: Duration) -> u64 {
    match length {
        Duration::Seconds(seconds) => seconds,
        Duration::Days(days) => u64::from(days) * 86_400,
    }
}
