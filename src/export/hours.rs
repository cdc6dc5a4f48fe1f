//! `hours.ics`: when somebody is there, in each language (RFC 5545).

use super::icalendar::{File, Window, Words};
use super::{absolute, channels, in_language, weekly};
use crate::model::facts::Calendar;
use crate::model::{Facet, Output, Site};

/// Its name.
pub const NAME: &str = "hours.ics";

/// A file in each language with the hours of channels and plans; none where all are always open.
pub fn files(site: &Site) -> Vec<Output> {
    let window = Window::of(site);
    let calendars: Vec<_> = site.calendars_in_use().collect();
    if calendars.is_empty() {
        return Vec::new();
    }
    let events: Vec<_> = calendars
        .iter()
        .flat_map(|calendar| {
            let events = weekly::events(calendar, &site.facts.holiday_sets, window);
            events.into_iter().map(move |event| (*calendar, event))
        })
        .collect();
    let zones = super::zones(&calendars);
    let locales = site.config.languages.iter();
    let files = locales.map(|locale| {
        let file = File::new(site, locale, NAME, "hours");
        let events = events.iter().map(|(calendar, event)| {
            let mut words = words(&file, calendar);
            if let Some(why) = event.why {
                words.description = format!("{}\n{}", file.text(why), words.description);
            }
            (event, words)
        });
        file.output(&zones, events)
    });
    files.collect()
}

/// The calendar's name, and the channels that are there in its hours.
fn words(file: &File<'_>, calendar: &Calendar) -> Words {
    let name = calendar.name.as_ref().map(|name| file.text(name));
    let mut words = Words {
        summary: file.titled(name.unwrap_or(&calendar.id.value)),
        ..Words::default()
    };
    for channel in channels(file.site) {
        // Where requests are answered in other hours than they are taken, those are meant.
        let hours = channel
            .value
            .answered
            .as_ref()
            .or(channel.value.calendar.as_ref());
        if hours.is_none_or(|id| id.value != calendar.id.value) {
            continue;
        }
        let page = in_language(file.site, channel.page, file.locale);
        if let Facet::Channel(card) = &page.facet {
            if !words.description.is_empty() {
                words.description.push('\n');
            }
            words
                .description
                .push_str(&format!("{}: {}", page.title(), card.address));
        }
        words.url = words.url.or_else(|| absolute(file.site, &page.url));
    }
    words
}
