//! An iCalendar file of holidays to days (RFC 5545): what Google, Apple, Outlook and sites that list
//! holidays write.
//!
//! Only dates are read. Public holidays are days of a place, so that no zone is needed; an event in UTC
//! is left out, because its date depends on where one stands.

mod events;
mod moment;
mod rule;

use std::collections::{BTreeMap, HashSet};

use super::content_lines::Line;
use crate::calendar::Date;
use events::{Event, NAMES, events};
/// Notes that are said.
const NOTES: usize = 200;
/// Months that repetitions of one file are looked for in.
const MONTHS: usize = 200_000;
/// Days that a file must call the same before others are unlike them.
const USUAL: usize = 3;
/// Holidays that last longer are few: Eid and New Year in some countries.
const LONG: i64 = 3;
/// Days of all events of one file, each as often as it comes.
const DAYS: i64 = 4_000_000;

/// The days of a file that lie in the years asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    /// What the file calls itself.
    pub name: Option<String>,
    /// By date: names with their language, where the file says it; each name once.
    pub days: BTreeMap<Date, Vec<(Option<String>, String)>>,
    /// The years that the file knows, one after another.
    pub years: Vec<i16>,
    /// What was left out, and what is wrong.
    pub remarks: Vec<Remark>,
    /// How many more notes there are.
    pub unsaid: usize,
}

/// Something to say about the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// From 1; 0 where it is about the whole file.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// Whether the file cannot be used.
    pub error: bool,
    /// What is so.
    pub message: String,
    /// A way out.
    pub hint: Option<&'static str>,
}

/// Reads the holidays of the years `from` to `to`.
pub fn holidays(bytes: &[u8], from: i16, to: i16) -> Holidays {
    let mut found = Holidays::default();
    let events = events(bytes, &mut found);
    if found.remarks.iter().any(|one| one.error) {
        return found;
    }
    let (Ok(first), Ok(last)) = (Date::new(from, 1, 1), Date::new(to, 12, 31)) else {
        return found;
    };
    let mut years = Years::new(first, last);
    if !found.take(&events, &mut years) {
        return found;
    }
    found.keep_known_years(from, to, &years.single);
    found.note_unlike(&years.kinds);
    found.note_long(&years.long);
    found.note_others(&years);
    if found.days.is_empty() {
        let message = match events.is_empty() {
            true => "no event is in this file".to_owned(),
            false => format!("no holiday from {first} to {last} is in this file"),
        };
        found.error(
            &At::default(),
            message,
            "name the years with `--from` and `--to`, or get a newer file",
        );
    }
    found
}

/// The years asked for, and what was seen of their days and others.
struct Years<'e> {
    first: Date,
    last: Date,
    /// Days before the first and after the last.
    before: usize,
    after: usize,
    /// Days that stand in the file for their year alone, as movable ones do.
    single: BTreeMap<i16, usize>,
    /// The days that were taken of each kind, as the file calls them.
    kinds: BTreeMap<&'e str, Vec<(Date, &'e Event)>>,
    /// Events of which days were taken and that last longer than most, each once.
    long: Vec<(Date, &'e Event)>,
    /// Months that repetitions may still be looked for in.
    months: usize,
    /// Days that events may still have.
    room: i64,
}

impl<'e> Years<'e> {
    fn new(first: Date, last: Date) -> Self {
        Self {
            first,
            last,
            before: 0,
            after: 0,
            single: BTreeMap::new(),
            kinds: BTreeMap::new(),
            long: Vec::new(),
            months: MONTHS,
            room: DAYS,
        }
    }

    /// The first days of an event, as often as it comes; `None` where that is too often.
    fn starts(&mut self, event: &Event) -> Option<Vec<Date>> {
        match &event.rule {
            None => Some(vec![event.start]),
            Some(rule) => rule.starts(event.start, self.last, self.first, &mut self.months),
        }
    }
}

/// A place in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct At {
    line: usize,
    column: usize,
}

impl At {
    fn of(line: &Line) -> Self {
        Self {
            line: line.number,
            column: line.column,
        }
    }
}

impl Holidays {
    /// Whether the file knows the year of a day.
    pub fn tell_of(&self, day: Date) -> bool {
        self.years.contains(&day.year())
    }

    /// Takes the days of all events; says whether there were not too many.
    fn take<'e>(&mut self, events: &'e [Event], years: &mut Years<'e>) -> bool {
        // One day of a series that was moved or dropped stands in an event of its own.
        let replaced: HashSet<(&str, Date)> = events
            .iter()
            .filter_map(|event| Some((event.uid.as_str(), event.replaces?)))
            .collect();
        for event in events {
            if event.cancelled {
                let message = format!("cancelled, left out: `{}`", event.name());
                self.note(&event.at, message);
                continue;
            }
            let Some(starts) = years.starts(event) else {
                self.too_many(&event.at);
                return false;
            };
            for start in starts.into_iter().chain(event.more.iter().copied()) {
                let in_series = event.replaces.is_none();
                let dropped = event.except.contains(&start)
                    || (in_series && replaced.contains(&(event.uid.as_str(), start)));
                if dropped {
                    continue;
                }
                years.room -= event.days;
                if years.room < 0 {
                    self.too_many(&event.at);
                    return false;
                }
                self.take_from(start, event, years);
            }
        }
        true
    }

    /// Takes the days of an event that begins at `start`.
    fn take_from<'e>(&mut self, start: Date, event: &'e Event, years: &mut Years<'e>) {
        let mut day = start;
        for _ in 0..event.days {
            match day {
                _ if day < years.first => years.before += 1,
                _ if day > years.last => years.after += 1,
                _ => {
                    if event.rule.is_none() && event.replaces.is_none() {
                        *years.single.entry(day.year()).or_default() += 1;
                    }
                    self.add(day, event);
                    let is_noted = years.long.last().is_some_and(|(_, one)| one.at == event.at);
                    if event.days > LONG && !is_noted {
                        years.long.push((day, event));
                    }
                    if let Some(kind) = &event.kind {
                        years.kinds.entry(kind).or_default().push((day, event));
                    }
                }
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
    }

    /// Names the days that the file calls something else than most, which may be holidays of another region or none
    /// at all: nothing else tells them from the others in a language whose words are not known.
    fn note_unlike(&mut self, kinds: &BTreeMap<&str, Vec<(Date, &Event)>>) {
        let mut by_size: Vec<_> = kinds.iter().collect();
        by_size.sort_by_key(|(_, days)| std::cmp::Reverse(days.len()));
        let [(most, usual), unlike @ ..] = by_size.as_slice() else {
            return;
        };
        // A site that says something else of each day says nothing by that.
        let second = unlike.first().map_or(0, |(_, days)| days.len());
        if usual.len() < USUAL || usual.len() <= 2 * second {
            return;
        }
        for (kind, days) in unlike {
            let days = days.iter();
            let days = days.filter(|(day, _)| self.days.contains_key(day));
            let names: Vec<&str> = days.map(|(_, event)| event.name()).collect();
            let Some((_, first)) = kinds[*kind].first().filter(|_| !names.is_empty()) else {
                continue;
            };
            let message = format!(
                "taken as closed, though the file calls it `{kind}`, and most days `{most}`: {}",
                some(names)
            );
            self.note(&first.at, message);
        }
    }

    /// Names what lasts for days on end: in most files that is school holidays, on which companies work.
    fn note_long(&mut self, long: &[(Date, &Event)]) {
        let taken = long.iter().filter(|(day, _)| self.days.contains_key(day));
        let taken: Vec<&Event> = taken.map(|(_, event)| *event).collect();
        let names = taken.iter().map(|event| event.name()).collect();
        let Some(first) = taken.first() else { return };
        let message = format!(
            "taken as closed, though longer than {LONG} days in a row: {}",
            some(names)
        );
        self.note(&first.at, message);
    }

    /// Says how many days lie in other years.
    fn note_others(&mut self, years: &Years<'_>) {
        for (count, side, date, option) in [
            (years.before, "before", years.first, "--from"),
            (years.after, "after", years.last, "--to"),
        ] {
            if count > 0 {
                let s = if count == 1 { " is" } else { "s are" };
                let message = format!(
                    "{count} day{s} {side} {date} and left out; `{option} YEAR` takes more"
                );
                self.note(&At::default(), message);
            }
        }
    }

    fn note(&mut self, at: &At, message: String) {
        if self.remarks.len() >= NOTES {
            self.unsaid += 1;
            return;
        }
        self.remarks.push(Remark {
            line: at.line,
            column: at.column,
            error: false,
            message,
            hint: None,
        });
    }

    fn error(&mut self, at: &At, message: String, hint: &'static str) {
        self.remarks.push(Remark {
            line: at.line,
            column: at.column,
            error: true,
            message,
            hint: Some(hint),
        });
    }

    fn too_many(&mut self, at: &At) {
        let message = "the file repeats too many events".to_owned();
        self.error(at, message, "delete what is no holiday");
    }

    fn add(&mut self, day: Date, event: &Event) {
        let names = self.days.entry(day).or_default();
        for name in &event.names {
            if names.contains(name) {
                continue;
            }
            if names.len() == NAMES {
                let message = format!("{day} has more than {NAMES} names; left out: `{}`", name.1);
                self.note(&event.at, message);
                return;
            }
            names.push(name.clone());
        }
    }

    /// Drops years that the file does not know: those after a year without any day, and those after its
    /// movable days end, of which it knows only what repeats.
    fn keep_known_years(&mut self, from: i16, to: i16, single: &BTreeMap<i16, usize>) {
        let movable = single.iter().filter(|(_, days)| **days > 1);
        let movable = movable.map(|(year, _)| *year).max();
        for year in from..=to {
            let mut days = self.days.keys();
            let any = days.any(|day| day.year() == year);
            let repeated = any && movable.is_some_and(|movable| year > movable);
            if any && !repeated && self.years.last().is_none_or(|last| last + 1 == year) {
                self.years.push(year);
                continue;
            }
            // The first day of a year may stand in the file of the year before it.
            let mut own = self.days.keys().filter(|day| day.year() == year);
            let (day, more) = (own.next(), own.next());
            let of_itself = single.contains_key(&year);
            let message = match (day, repeated) {
                (None, _) => format!("the file has no day of {year}"),
                (Some(day), true) if of_itself && more.is_none() => format!(
                    "of {year} the file has {day} alone; that year is left out until a file has the rest"
                ),
                (_, true) if of_itself => format!(
                    "of {year} the file has one day beside what repeats every year; that year is left out"
                ),
                (_, true) => format!(
                    "of {year} the file has only what repeats every year; that year is left out"
                ),
                (_, false) => format!("{year} is left out: the year before it is missing"),
            };
            self.note(&At::default(), message);
            self.days.retain(|day, _| day.year() != year);
        }
    }
}

/// The first of the names, as a message has them, and how many more there are.
fn some(mut names: Vec<&str>) -> String {
    names.dedup();
    let more = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    let more = match more {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!("`{}`{more}", names.join("`, `"))
}

/// On one line, and no longer than a name is.
fn tidy(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control(), " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().take(200).collect()
}

#[cfg(test)]
mod tests;
