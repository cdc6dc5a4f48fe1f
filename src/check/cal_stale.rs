//! CAL-STALE: the holidays of a calendar are known for the time ahead.

use std::collections::BTreeSet;

use super::dates::days_until;
use crate::calendar::{Date, Known, known};
use crate::model::{Diagnostic, Severity, Site, Span};

const CODE: &str = "CAL-STALE";

/// Time to write the next year's list.
const DAYS_AHEAD: i64 = 90;

/// Each list of holidays that a calendar uses speaks about today and the 90 days ahead.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let mut judged: BTreeSet<u32> = BTreeSet::new();
    for calendar in &facts.calendars {
        for list in known(calendar, &facts.holiday_sets) {
            let Some(stale) = judge(&list, &calendar.id.value, site.today) else {
                continue;
            };
            // A set that several calendars use is one list.
            if !judged.insert(stale.span.start) {
                continue;
            }
            let finding =
                Diagnostic::new(stale.severity, CODE, &facts.path, stale.span, stale.message);
            found.push(finding.with_hint(stale.hint));
        }
    }
}

/// What is wrong with a list.
struct Stale {
    severity: Severity,
    span: Span,
    message: String,
    hint: String,
}

fn judge(list: &Known<'_>, calendar: &str, today: Date) -> Option<Stale> {
    // A stretch that ends before it begins is for CAL-DATE.
    if list.from.is_some_and(|from| from.value > list.to) {
        return None;
    }
    let whose = list.set.unwrap_or(calendar);
    if let Some(from) = list.from.filter(|from| from.value > today) {
        return Some(Stale {
            severity: Severity::Error,
            span: from.span,
            message: format!("nobody knows the holidays of `{whose}` before {}", from.value),
            hint: "add those of the time until then and set `from` anew, or use a set that has them, too"
                .to_owned(),
        });
    }
    let days = days_until(today, list.to);
    if days >= DAYS_AHEAD {
        return None;
    }
    let (severity, ends) = match days < 0 {
        true => (Severity::Error, "ended"),
        false => (Severity::Warning, "end"),
    };
    let hint = match list.set {
        Some(set) => format!(
            "add the holidays of the next year and set `to` anew, or take both from a calendar file with `supportal facts import-ics FILE --set {set} --write`"
        ),
        None => "add the holidays of the next year, or name a set of `holiday_sets`; a list holds to the end of its last day's year".to_owned(),
    };
    Some(Stale {
        severity,
        span: list.last.span,
        message: format!("the holidays of `{whose}` {ends} on {}", list.to),
        hint,
    })
}
