//! `holidays.ics`: the days on which nobody is there, in each language (RFC 5545).

use super::icalendar::{Event, File, Time, Window, Words};
use super::weekly;
use crate::calendar::{Date, SpecialHours, special_dates};
use crate::model::facts::Calendar;
use crate::model::{Output, Site};

/// Its name.
pub const NAME: &str = "holidays.ics";

/// A file in each language, where there is one with the hours.
pub fn files(site: &Site) -> Vec<Output> {
    let window = Window::of(site);
    let calendars: Vec<_> = site.calendars_in_use().collect();
    if calendars.is_empty() {
        return Vec::new();
    }
    let closed = closed(site, &calendars, window);
    // A calendar without any part is none (3.6), and a year may have no day closed.
    let zones = super::zones(&calendars);
    let locales = site.config.languages.iter();
    let files = locales.map(|locale| {
        let file = File::new(site, locale, NAME, "closed_days");
        let events = closed
            .iter()
            .map(|closed| (&closed.event, words(&file, closed)));
        file.output(&zones, events)
    });
    files.collect()
}

/// A day, or days on end, with the calendars that are closed on it.
struct Closed<'a> {
    event: Event<'a>,
    from: Date,
    to: Date,
    calendars: Vec<&'a Calendar>,
}

/// Calendars share their holidays: each is told once.
fn closed<'a>(site: &'a Site, calendars: &[&'a Calendar], window: Window) -> Vec<Closed<'a>> {
    let source = site.config.source();
    let sets = &site.facts.holiday_sets;
    let mut found: Vec<Closed<'a>> = Vec::new();
    for calendar in calendars {
        let last = weekly::known(calendar, sets, window).last;
        for special in special_dates(calendar, sets, window.first) {
            let (from, to, why) = (special.from, special.to, special.why);
            if special.hours != SpecialHours::Closed || from > last {
                continue;
            }
            let same = |one: &&mut Closed<'_>| (one.from, one.to, one.event.why) == (from, to, why);
            if let Some(day) = found.iter_mut().find(same) {
                day.calendars.push(calendar);
                continue;
            }
            let name = why.map_or("", |why| why.get(source, source)).to_owned();
            found.push(Closed {
                event: Event {
                    key: vec!["closed".to_owned(), from.to_string(), name],
                    time: Time::Days { from, to },
                    why,
                },
                from,
                to,
                calendars: vec![calendar],
            });
        }
    }
    found.sort_by_key(|day| (day.from, day.to));
    found
}

/// `Camphor Cloud – Founding Day: closed`, and which hours it is about.
fn words(file: &File<'_>, closed: &Closed<'_>) -> Words {
    let strings = &file.site.strings;
    let what = match closed.event.why {
        Some(why) => strings.fill(file.locale, "coming_closed_why", &[("why", file.text(why))]),
        None => strings.fill(file.locale, "coming_closed", &[]),
    };
    let names = closed.calendars.iter().map(|calendar| {
        let name = calendar.name.as_ref().map(|name| file.text(name));
        name.unwrap_or(&calendar.id.value)
    });
    Words {
        summary: file.titled(&what),
        description: names.collect::<Vec<_>>().join("\n"),
        url: None,
    }
}
