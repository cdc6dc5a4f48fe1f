//! Dates, days of the week and the clock.

use std::cell::RefCell;

use icu_calendar::week::WeekInformation;
use icu_calendar::{Gregorian, Iso};
use icu_datetime::fieldsets::{E, MD, T, YMD, YMDE};
use icu_datetime::input::Time;
use icu_datetime::options::Alignment;
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};

use super::preferences;
use crate::calendar::{Date, Weekday};
use crate::model::Locale;
use crate::model::facts::clock_text;

type DayFormatter = FixedCalendarDateTimeFormatter<Gregorian, YMD>;

/// A date with the day of the week: `Friday, 1 May 2026`.
pub fn date(locale: &Locale, date: Date) -> String {
    let known = preferences(locale);
    let formatter = FixedCalendarDateTimeFormatter::try_new((&known).into(), YMDE::long());
    match (formatter, gregorian(date)) {
        (Ok(formatter), Some(known)) => {
            with_ordinal(locale, date, formatter.format(&known).to_string())
        }
        _ => date.to_string(),
    }
}

/// A date: `1 May 2026`.
pub fn day(locale: &Locale, date: Date) -> String {
    thread_local! {
        /// Of each language, once it was asked for: every page has a date, and to look up how a language
        /// writes it takes ten times longer than to write it.
        static KNOWN: RefCell<Vec<(Locale, DayFormatter)>> = const { RefCell::new(Vec::new()) };
    }
    let written = |formatter: &DayFormatter| {
        let written = formatter.format(&gregorian(date)?).to_string();
        Some(with_ordinal(locale, date, written))
    };
    let written = KNOWN.with_borrow_mut(|known| {
        if let Some((_, formatter)) = known.iter().find(|(known, _)| known == locale) {
            return written(formatter);
        }
        let preferences = preferences(locale);
        let formatter = DayFormatter::try_new((&preferences).into(), YMD::long()).ok()?;
        let written = written(&formatter);
        known.push((locale.clone(), formatter));
        written
    });
    written.unwrap_or_else(|| date.to_string())
}

/// Two days as the ends of a time. A year that both are of is told once, where the language has it: at the end, or
/// first of all: `28 December` and `30 December 2026`, `2026年12月28日` and `12月30日`.
pub fn days(locale: &Locale, from: Date, to: Date) -> (String, String) {
    let in_full = (day(locale, from), day(locale, to));
    if from.year() != to.year() {
        return in_full;
    }
    let year_leads = in_full.0.starts_with(&from.year().to_string());
    match year_leads {
        true => (in_full.0, day_of_year(locale, to).unwrap_or(in_full.1)),
        false => (day_of_year(locale, from).unwrap_or(in_full.0), in_full.1),
    }
}

fn day_of_year(locale: &Locale, date: Date) -> Option<String> {
    let known = preferences(locale);
    let formatter = FixedCalendarDateTimeFormatter::try_new((&known).into(), MD::long()).ok()?;
    let written = formatter.format(&gregorian(date)?).to_string();
    Some(with_ordinal(locale, date, written))
}

/// The first of a month as languages say it that count it apart from other days, which no pattern of CLDR can tell:
/// `1er mai 2026`.
fn with_ordinal(locale: &Locale, date: Date, written: String) -> String {
    let first = match (locale.language(), locale.region()) {
        ("fr", _) => "1er",
        ("it", _) | ("pt", None | Some("BR")) => "1º",
        _ => return written,
    };
    if date.day() != 1 {
        return written;
    }
    let words = written.split(' ');
    let words: Vec<&str> = words
        .map(|word| if word == "1" { first } else { word })
        .collect();
    words.join(" ")
}

/// A day of the week: `Friday`.
pub fn weekday(locale: &Locale, weekday: Weekday) -> String {
    weekday_as(locale, weekday, E::long())
}

/// The day that calendars of the language's country begin a week with, counted from Monday; of a language without a
/// region that of the likely one.
pub fn first_weekday(locale: &Locale) -> usize {
    let known = preferences(locale);
    // ICU4X counts from 1, as ISO 8601 does.
    WeekInformation::try_new((&known).into()).map_or(0, |week| week.first_weekday as usize - 1)
}

/// A day of the week where space is short: `Fri`.
pub fn weekday_short(locale: &Locale, weekday: Weekday) -> String {
    weekday_as(locale, weekday, E::short())
}

fn weekday_as(locale: &Locale, weekday: Weekday, length: E) -> String {
    let known = preferences(locale);
    let formatter = FixedCalendarDateTimeFormatter::try_new((&known).into(), length);
    // The first of June 2026 is a Monday.
    let date = Date::constant(2026, 6, 1 + weekday.to_monday_zero_offset());
    match (formatter, gregorian(date)) {
        (Ok(formatter), Some(known)) => formatter.format(&known).to_string(),
        _ => format!("{weekday:?}"),
    }
}

/// Minutes after midnight as a clock shows them, with hours in two figures so that they stand in columns:
/// `09:00`, and `24:00` for the end of a day.
pub fn clock(locale: &Locale, minutes: u16) -> String {
    let shown = clock_as(locale, T::hm(), (minutes % 1440, 0));
    match shown {
        Some(shown) if minutes < 1440 => shown,
        Some(shown) => shown.replacen("00", "24", 1),
        None => clock_text(minutes),
    }
}

/// The same with seconds: `09:00:30`.
pub fn clock_with_seconds(locale: &Locale, minutes: u16, seconds: u8) -> String {
    clock_as(locale, T::hms(), (minutes % 1440, seconds))
        .unwrap_or_else(|| format!("{}:{seconds:02}", clock_text(minutes)))
}

fn clock_as(locale: &Locale, fields: T, (minutes, seconds): (u16, u8)) -> Option<String> {
    let known = preferences(locale);
    let fields = fields.with_alignment(Alignment::Column);
    let formatter = NoCalendarFormatter::try_new((&known).into(), fields).ok()?;
    let time = Time::try_new((minutes / 60) as u8, (minutes % 60) as u8, seconds, 0).ok()?;
    Some(formatter.format(&time).to_string())
}

fn gregorian(date: Date) -> Option<icu_calendar::Date<Gregorian>> {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    let date = icu_calendar::Date::<Iso>::try_new_iso(date.year().into(), month, day).ok()?;
    Some(date.to_calendar(Gregorian))
}
