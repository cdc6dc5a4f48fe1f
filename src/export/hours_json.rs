//! `hours.json`: when each calendar is open in the months ahead, for programs that know no zones.

use serde_json::{Map, Value, json};

use crate::calendar;
use crate::model::{Output, Site};

/// What the file is, and its version.
const FORMAT: &str = "supportal-hours/1";

/// The file; none where the portal has no calendar.
pub fn file(site: &Site) -> Option<Output> {
    if site.openings.is_empty() {
        return None;
    }
    let calendars: Map<String, Value> = site
        .facts
        .calendars
        .iter()
        .filter_map(|calendar| {
            let id = &calendar.id.value;
            let published = site.openings.get(id)?;
            let mut about = json!({
                "time_zone": calendar.time_zone.value,
                "valid_from": published.from,
                "valid_until": published.until,
                "openings": published.openings,
            });
            // By number, those that clocks move to the date after theirs: an open day is counted by its own date.
            if !published.moved.is_empty() {
                about["moved"] = json!(published.moved);
            }
            Some((id.clone(), about))
        })
        .collect();
    let text = json!({
        "format": FORMAT,
        "unit": "minutes since 1970-01-01T00:00:00Z",
        "tzdata": calendar::tzdata(),
        "calendars": calendars,
    });
    Some(super::at_root("hours.json", format!("{text}\n")))
}
