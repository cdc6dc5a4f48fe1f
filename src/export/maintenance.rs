//! `maintenance.ics`: when planned work may take place, in each language (RFC 5545).

use super::icalendar::{File, Window, Words};
use super::weekly;
use crate::model::{Output, Site};

/// Its name.
pub const NAME: &str = "maintenance.ics";

/// A file in each language with the hours of planned work; none where they are not said.
pub fn files(site: &Site) -> Vec<Output> {
    let Some(calendar) = site.maintenance_calendar() else {
        return Vec::new();
    };
    let window = Window::of(site);
    let events = weekly::events(calendar, &site.facts.holiday_sets, window);
    let zones = super::zones(&[calendar]);
    let locales = site.config.languages.iter();
    let files = locales.map(|locale| {
        let file = File::new(site, locale, NAME, "part_maintenance");
        let name = calendar.name.as_ref().map(|name| file.text(name));
        let summary = name.map_or_else(|| file.title.clone(), |name| file.titled(name));
        let events = events.iter().map(|event| {
            let words = Words {
                summary: summary.clone(),
                description: event
                    .why
                    .map(|why| file.text(why).to_owned())
                    .unwrap_or_default(),
                url: None,
            };
            (event, words)
        });
        file.output(&zones, events)
    });
    files.collect()
}
