//! CAL-STALE: the holidays of a calendar are known for the time ahead.

use super::dates::days_until;
use crate::model::facts::HolidayRef;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "CAL-STALE";

/// Time to write the next year's list.
const DAYS_AHEAD: i64 = 90;

/// Each set of holidays that a calendar uses ends at least 90 days from today.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let used = |id: &str| {
        let calendars = facts.calendars.iter();
        let mut refs = calendars.flat_map(|calendar| calendar.holidays.iter().flatten());
        refs.any(|one| matches!(one, HolidayRef::Set(own) if own.value == id))
    };
    for set in facts.holiday_sets.iter().filter(|set| used(&set.id.value)) {
        let Some((_, last)) = &set.valid else {
            continue;
        };
        let days = days_until(site.today, last.value);
        let (severity, message) = if days < 0 {
            let message = format!("the holidays of `{}` ended on {}", set.id.value, last.value);
            (Severity::Error, message)
        } else if days < DAYS_AHEAD {
            let message = format!("the holidays of `{}` end on {}", set.id.value, last.value);
            (Severity::Warning, message)
        } else {
            continue;
        };
        let hint = format!(
            "add the holidays of the next year and set `to` anew, or take both from a calendar file with `supportal facts import-ics FILE --set {} --write`",
            set.id.value
        );
        let finding = Diagnostic::new(severity, CODE, &facts.path, last.span, message);
        found.push(finding.with_hint(hint));
    }
}
