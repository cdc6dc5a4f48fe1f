//! CAL-EMPTY: a calendar opens within a year.

use crate::calendar::{Hours, later, zone_exists};
use crate::model::{Diagnostic, Site};

const CODE: &str = "CAL-EMPTY";

/// A leap year.
const DAYS_AHEAD: i32 = 366;

/// Each calendar has an opening in the year that begins today.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    // What is missing may stand behind the mistake.
    if facts.broken {
        return;
    }
    for calendar in &facts.calendars {
        let id = &calendar.id.value;
        // Hours that cannot be read are a finding already.
        let written = facts.stated["calendars"][id]["weekly"].as_object();
        let written = written.is_some_and(|days| days.values().any(|hours| !is_empty(hours)));
        let read = calendar.weekly.iter().any(|(_, hours)| !hours.is_empty());
        if (written && !read) || !zone_exists(&calendar.time_zone.value) {
            continue;
        }
        let hours = Hours::new(calendar, &facts.holiday_sets);
        let last = later(site.today, DAYS_AHEAD);
        if hours.openings(site.today, last).is_empty() {
            let message = format!("the calendar `{id}` never opens in the coming year");
            let hint = "give it hours under `weekly`, or `always: true`".to_owned();
            found.push(
                Diagnostic::error(CODE, &facts.path, calendar.id.span, message).with_hint(hint),
            );
        }
    }
}

fn is_empty(hours: &serde_json::Value) -> bool {
    hours.is_null() || hours.as_array().is_some_and(Vec::is_empty)
}
