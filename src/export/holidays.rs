//! `holidays.ics`: the days on which nobody is there, in each language (RFC 5545).

use std::collections::HashSet;

use super::icalendar::{Event, File, Time, Window, Words};
use super::weekly;
use crate::calendar::{Date, SpecialHours, special_dates};
use crate::model::facts::Calendar;
use crate::model::{Output, Site, Text};

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
    /// Why, in each language of the portal.
    told: Vec<&'a str>,
    calendars: Vec<&'a Calendar>,
}

/// Calendars share their holidays: what reads alike in each language is told once.
fn closed<'a>(site: &'a Site, calendars: &[&'a Calendar], window: Window) -> Vec<Closed<'a>> {
    let sets = &site.facts.holiday_sets;
    let mut found: Vec<Closed<'a>> = Vec::new();
    for calendar in calendars {
        let last = weekly::known(calendar, sets, window).last;
        for special in special_dates(calendar, sets, window.first) {
            let (from, to, why) = (special.from, special.to, special.why);
            if special.hours != SpecialHours::Closed || from > last {
                continue;
            }
            let told = told(site, why);
            let same = |one: &&mut Closed<'_>| (one.from, one.to, &one.told) == (from, to, &told);
            if let Some(day) = found.iter_mut().find(same) {
                day.calendars.push(calendar);
                continue;
            }
            found.push(Closed {
                event: Event {
                    key: Vec::new(),
                    time: Time::Days { from, to },
                    why,
                },
                from,
                to,
                told,
                calendars: vec![calendar],
            });
        }
    }
    found.sort_by_key(|day| (day.from, day.to));
    give_keys(site, &mut found);
    found
}

fn told<'a>(site: &'a Site, why: Option<&'a Text>) -> Vec<&'a str> {
    let locales = site.config.languages.iter();
    let told = locales.map(|locale| why.map_or("", |why| super::text(site, locale, why)));
    told.collect()
}

/// An event is known by its first day and its name in the source language, so that it stays the same when its name
/// is translated. Where there are several such, the rest are known by all that tells them apart: of two events with
/// one id a program keeps one (RFC 5545, 3.8.4.7).
fn give_keys(site: &Site, found: &mut [Closed<'_>]) {
    let source = site.config.source();
    let mut given = HashSet::new();
    for day in found {
        let name = day.event.why.map_or("", |why| why.get(source, source));
        day.event.key = vec!["closed".to_owned(), day.from.to_string(), name.to_owned()];
        if !given.insert(day.event.key.clone()) {
            day.event.key.push(day.to.to_string());
            day.event
                .key
                .extend(day.told.iter().map(|told| (*told).to_owned()));
        }
    }
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
