//! iCalendar (RFC 5545, RFC 7986): what the three files of events have in common.

use super::content_lines::Lines;
use super::{absolute, id, text};
use crate::calendar::{Date, Weekday, vtimezone};
use crate::model::dialled;
use crate::model::{Locale, Output, Site, Text};

/// An event, in no language yet.
pub struct Event<'a> {
    /// What tells it from all others of the portal, and stays the same when its times change.
    pub key: Vec<String>,
    /// When.
    pub time: Time<'a>,
    /// The holiday's name, or the note.
    pub why: Option<&'a Text>,
}

/// When an event takes place.
pub enum Time<'a> {
    /// Every week, on local time.
    Weekly {
        zone: &'a str,
        /// The first start and end: `20260601T090000`.
        first: (String, String),
        days: Vec<Weekday>,
        /// The last moment, in UTC.
        until: String,
        /// Starts that are left out.
        except: Vec<String>,
    },
    /// Once, on local time.
    Once { zone: &'a str, at: (String, String) },
    /// Once, in UTC: where clocks change, local times say too little.
    Utc { at: (String, String) },
    /// Whole days, from the first to the last.
    Days { from: Date, to: Date },
}

/// What people read of an event.
#[derive(Default)]
pub struct Words {
    pub summary: String,
    pub description: String,
    /// The page about it.
    pub url: Option<String>,
}

/// The dates that are told: from the first of this month, 13 months. So the files change once a month.
#[derive(Clone, Copy)]
pub struct Window {
    pub first: Date,
    pub last: Date,
}

impl Window {
    pub fn of(site: &Site) -> Self {
        let first = site.today.first_of_month();
        let mut last = first.last_of_month();
        for _ in 1..13 {
            last = last.tomorrow().map_or(last, |next| next.last_of_month());
        }
        Self { first, last }
    }

    pub fn dates(self) -> impl Iterator<Item = Date> {
        let next = |date: &Date| date.tomorrow().ok();
        std::iter::successors(Some(self.first), next).take_while(move |date| *date <= self.last)
    }
}

/// What is the same for all events of a file.
pub struct File<'a> {
    pub site: &'a Site,
    pub locale: &'a Locale,
    /// `hours.ics`.
    pub name: &'static str,
    /// How a program for calendars lists it.
    pub title: String,
    pub window: Window,
}

impl<'a> File<'a> {
    /// The file of one language, with a title from the strings of the theme.
    pub fn new(site: &'a Site, locale: &'a Locale, name: &'static str, title: &str) -> Self {
        let file = Self {
            site,
            locale,
            name,
            title: String::new(),
            window: Window::of(site),
        };
        let title = file.titled(&site.strings.fill(locale, title, &[]));
        Self { title, ..file }
    }

    /// The file with its zones and events, each in the words of the file's language.
    pub fn output<'e>(
        &self,
        zones: &[&str],
        events: impl Iterator<Item = (&'e Event<'e>, Words)>,
    ) -> Output {
        let mut lines = Lines::default();
        lines.raw("BEGIN", "VCALENDAR");
        lines.raw("VERSION", "2.0");
        lines.raw("PRODID", super::PRODUCT);
        lines.raw("CALSCALE", "GREGORIAN");
        lines.text("NAME", &self.title);
        // What programs knew before RFC 7986 gave it a name.
        lines.text("X-WR-CALNAME", &self.title);
        lines.raw("LAST-MODIFIED", &self.stamp());
        lines.raw("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
        let url = super::url(self.site, self.locale, self.name);
        if let Some(source) = absolute(self.site, &url) {
            lines.raw("SOURCE;VALUE=URI", &source);
        }
        for zone in zones {
            self.push_zone(&mut lines, zone);
        }
        for (event, words) in events {
            self.push_event(&mut lines, event, &words);
        }
        lines.raw("END", "VCALENDAR");
        super::in_folder(self.site, self.locale, self.name, lines.into_text())
    }

    /// When what the file says was last changed: by somebody, or by the month it begins with. A program
    /// that knows an event already looks here whether it is news (RFC 5545, 3.8.7.2).
    fn stamp(&self) -> String {
        let changed = super::data_date(self.site).unwrap_or(self.window.first);
        let date = changed.max(self.window.first);
        date.strftime("%Y%m%dT000000Z").to_string()
    }

    fn push_zone(&self, lines: &mut Lines, zone: &str) {
        lines.raw("BEGIN", "VTIMEZONE");
        lines.raw("TZID", zone);
        for one in vtimezone::observances(zone, self.window.first, self.window.last) {
            let kind = if one.daylight { "DAYLIGHT" } else { "STANDARD" };
            lines.raw("BEGIN", kind);
            lines.raw("DTSTART", &one.starts);
            lines.raw("TZOFFSETFROM", &one.from);
            lines.raw("TZOFFSETTO", &one.to);
            lines.text("TZNAME", &one.name);
            lines.raw("END", kind);
        }
        lines.raw("END", "VTIMEZONE");
    }

    fn push_event(&self, lines: &mut Lines, event: &Event<'_>, words: &Words) {
        let key: Vec<&str> = event.key.iter().map(String::as_str).collect();
        lines.raw("BEGIN", "VEVENT");
        lines.raw("UID", &id(self.site, &key));
        lines.raw("DTSTAMP", &self.stamp());
        match &event.time {
            Time::Weekly {
                zone,
                first: (start, end),
                days,
                until,
                except,
            } => {
                let days: Vec<&str> = days.iter().map(|day| code(*day)).collect();
                let days = days.join(",");
                lines.raw(&format!("DTSTART;TZID={zone}"), start);
                lines.raw(&format!("DTEND;TZID={zone}"), end);
                lines.raw("RRULE", &format!("FREQ=WEEKLY;BYDAY={days};UNTIL={until}"));
                if !except.is_empty() {
                    lines.raw(&format!("EXDATE;TZID={zone}"), &except.join(","));
                }
            }
            Time::Once {
                zone,
                at: (start, end),
            } => {
                lines.raw(&format!("DTSTART;TZID={zone}"), start);
                lines.raw(&format!("DTEND;TZID={zone}"), end);
            }
            Time::Utc { at: (start, end) } => {
                lines.raw("DTSTART", start);
                lines.raw("DTEND", end);
            }
            Time::Days { from, to } => {
                // The end is the first day that is no more part of it (3.6.1).
                let end = to.tomorrow().unwrap_or(*to);
                lines.raw("DTSTART;VALUE=DATE", &from.strftime("%Y%m%d").to_string());
                lines.raw("DTEND;VALUE=DATE", &end.strftime("%Y%m%d").to_string());
            }
        }
        let language = self.locale;
        for (name, text) in [
            ("SUMMARY", &words.summary),
            ("DESCRIPTION", &words.description),
        ] {
            // Programs show it as plain text.
            let text = match language.direction() {
                "rtl" => dialled::isolated(text),
                _ => text.into(),
            };
            lines.text(&format!("{name};LANGUAGE={language}"), &text);
        }
        if let Some(url) = &words.url {
            lines.raw("URL", url);
        }
        // The hours of somebody else take none of the reader's own time.
        lines.raw("TRANSP", "TRANSPARENT");
        lines.raw("END", "VEVENT");
    }

    /// A text of the facts in the file's language.
    pub fn text<'t>(&self, value: &'t Text) -> &'t str {
        text(self.site, self.locale, value)
    }

    /// `Camphor Cloud – Office hours`: among a reader's own events it must be clear whose it is.
    pub fn titled(&self, what: &str) -> String {
        let organization = self.site.facts.organization.as_ref();
        let name = organization.and_then(|one| one.name.as_ref().or(one.legal_name.as_ref()));
        let name = self.text(name.unwrap_or(&self.site.config.title));
        format!("{name} – {what}")
    }
}

fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}
