//! An iCalendar file of holidays to days (RFC 5545): what Google, Apple, Outlook and sites that list
//! holidays write.
//!
//! Only dates are read. Public holidays are days of a place, so that no zone is needed; an event in UTC
//! is left out, because its date depends on where one stands.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeInclusive;
use std::str::FromStr;

use super::content_lines::{Line, Wrong, lines};
use crate::calendar::{Date, Weekday};

/// Components inside each other.
const DEPTH: usize = 16;
/// Days of one event: school holidays are shorter.
const LONGEST: i64 = 92;
/// Names of one day.
const NAMES: usize = 8;
/// Notes that are said.
const NOTES: usize = 200;
/// Months that repetitions of one file are looked for in.
const MONTHS: usize = 200_000;
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
    let uses = |one: &Remark| one.error;
    if found.remarks.iter().any(uses) {
        return found;
    }
    // One day of a series that was moved or dropped stands in an event of its own.
    let replaced: HashSet<(&str, Date)> = events
        .iter()
        .filter_map(|event| Some((event.uid.as_str(), event.replaces?)))
        .collect();
    let (Ok(first), Ok(last)) = (Date::new(from, 1, 1), Date::new(to, 12, 31)) else {
        return found;
    };
    let (mut months, mut room) = (MONTHS, DAYS);
    let (mut before, mut after) = (0_usize, 0_usize);
    // Days that stand in the file for their year alone, as movable ones do.
    let mut single: BTreeMap<i16, usize> = BTreeMap::new();
    for event in &events {
        if event.cancelled {
            found.note(
                &event.at,
                format!("cancelled, left out: `{}`", event.name()),
            );
            continue;
        }
        let starts = match &event.rule {
            None => vec![event.start],
            Some(rule) => {
                let Some(starts) = rule.starts(event.start, last, first, &mut months) else {
                    found.too_many(&event.at);
                    return found;
                };
                starts
            }
        };
        for start in starts.into_iter().chain(event.more.iter().copied()) {
            let in_series = event.replaces.is_none();
            let dropped = event.except.contains(&start)
                || (in_series && replaced.contains(&(event.uid.as_str(), start)));
            if dropped {
                continue;
            }
            room -= event.days;
            if room < 0 {
                found.too_many(&event.at);
                return found;
            }
            let mut day = start;
            for _ in 0..event.days {
                match day {
                    _ if day < first => before += 1,
                    _ if day > last => after += 1,
                    _ => {
                        if event.rule.is_none() && event.replaces.is_none() {
                            *single.entry(day.year()).or_default() += 1;
                        }
                        found.add(day, event);
                    }
                }
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
    }
    found.keep_known_years(from, to, &single);
    for (count, side, date, option) in [
        (before, "before", first, "--from"),
        (after, "after", last, "--to"),
    ] {
        if count > 0 {
            let s = if count == 1 { " is" } else { "s are" };
            let message =
                format!("{count} day{s} {side} {date} and left out; `{option} YEAR` takes more");
            found.note(&At::default(), message);
        }
    }
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

/// An event whose days may be holidays.
struct Event {
    at: At,
    uid: String,
    names: Vec<(Option<String>, String)>,
    start: Date,
    /// At least one.
    days: i64,
    rule: Option<Rule>,
    except: BTreeSet<Date>,
    more: BTreeSet<Date>,
    replaces: Option<Date>,
    cancelled: bool,
}

impl Event {
    fn name(&self) -> &str {
        self.names.first().map_or("", |(_, name)| name)
    }
}

/// The events of a file. Once something is wrong the rest is still read, so that all of it is said.
fn events(bytes: &[u8], found: &mut Holidays) -> Vec<Event> {
    let mut events = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut begun = At::default();
    let mut own: Vec<Line> = Vec::new();
    let mut calendar = false;
    for line in lines(bytes) {
        let line = match line {
            Ok(line) => line,
            Err((line, wrong)) => {
                let at = At { line, column: 1 };
                match wrong {
                    Wrong::Encoding => {
                        let message = "this line is not UTF-8".to_owned();
                        found.error(&at, message, "save the file as UTF-8");
                        return events;
                    }
                    // Before the calendar it is another kind of file; inside, a fold that went wrong.
                    Wrong::Form if !calendar => {
                        let message =
                            "this is no iCalendar file: it does not begin with `BEGIN:VCALENDAR`";
                        found.error(&at, message.to_owned(), "get the file that ends in .ics");
                        return events;
                    }
                    Wrong::Form => found.note(
                        &at,
                        "no `NAME:VALUE` stands here; the line is left out".to_owned(),
                    ),
                }
                continue;
            }
        };
        match line.name.as_str() {
            "BEGIN" => {
                let name = line.value.trim().to_ascii_uppercase();
                calendar |= name == "VCALENDAR";
                if open.len() == DEPTH {
                    let message = format!("more than {DEPTH} components stand inside each other");
                    found.error(&At::of(&line), message, "export the calendar anew");
                    return events;
                }
                if name == "VEVENT" {
                    begun = At::of(&line);
                    own.clear();
                }
                open.push(name);
            }
            "END" => {
                let name = line.value.trim().to_ascii_uppercase();
                if open.last() != Some(&name) {
                    let message =
                        format!("`END:{}` closes nothing that is open", line.value.trim());
                    found.error(&At::of(&line), message, "export the calendar anew");
                    return events;
                }
                open.pop();
                if name == "VEVENT" {
                    events.extend(event(&begun, &own, found));
                    own.clear();
                }
            }
            _ if !calendar => {
                let message = "this is no iCalendar file: it does not begin with `BEGIN:VCALENDAR`";
                found.error(
                    &At::of(&line),
                    message.to_owned(),
                    "get the file that ends in .ics",
                );
                return events;
            }
            "X-WR-CALNAME" | "NAME" if open.len() == 1 => {
                let name = tidy(&line.text());
                found.name = found.name.take().or((!name.is_empty()).then_some(name));
            }
            // What stands in an alarm is not the event's.
            _ if open.last().is_some_and(|name| name == "VEVENT") => own.push(line),
            _ => {}
        }
    }
    if let Some(name) = open.last() {
        let message = format!("the file ends inside `{name}`");
        found.error(&begun, message, "it was cut off: get it again");
    }
    events
}

/// An event from its lines; `None` where it is no holiday or wrong, which is said.
fn event(at: &At, lines: &[Line], found: &mut Holidays) -> Option<Event> {
    let one = |name: &str| lines.iter().find(|line| line.name == name);
    let mut names: Vec<(Option<String>, String)> = Vec::new();
    for line in lines.iter().filter(|line| line.name == "SUMMARY") {
        let name = tidy(&line.text());
        let language = line.parameter("LANGUAGE").map(str::to_owned);
        if !name.is_empty() && names.len() < NAMES {
            names.push((language, name));
        }
    }
    if names.is_empty() {
        found.note(at, "an event without `SUMMARY` is left out".to_owned());
        return None;
    }
    let name = names[0].1.clone();
    // Google lists days that are no holidays beside those that are, and says so; so does officeholidays.com.
    let says = one("DESCRIPTION").map(Line::text).unwrap_or_default();
    if says.trim_start().starts_with("Observance")
        || name.to_lowercase().contains("not a public holiday")
    {
        found.note(
            at,
            format!("no public holiday, as the file says, left out: `{name}`"),
        );
        return None;
    }
    let Some(begins) = one("DTSTART") else {
        found.error(
            at,
            format!("the event `{name}` has no `DTSTART`"),
            "add its date, as in `DTSTART;VALUE=DATE:20270101`",
        );
        return None;
    };
    let start = moment(begins, found)?;
    let end = match one("DTEND") {
        Some(line) => Some((line, moment(line, found)?)),
        None => None,
    };
    if start.utc || end.as_ref().is_some_and(|(_, end)| end.utc) {
        let message = format!("in UTC, so that its date depends on the place, left out: `{name}`");
        found.note(&At::of(begins), message);
        return None;
    }
    let days = match (&end, one("DURATION")) {
        (Some((line, end)), _) => {
            let days = start.date.duration_until(end.date).as_hours() / 24;
            // An end on a date does not belong to the event; one at a time of day does.
            let days = days + i64::from(!end.midnight);
            if days < 0 || (end.date, end.midnight) < (start.date, start.midnight) && days < 1 {
                let message = format!(
                    "the event `{name}` ends on {}, before it begins on {}",
                    end.date, start.date
                );
                found.error(
                    &At::of(line),
                    message,
                    "`DTEND` is the first day after the event",
                );
                return None;
            }
            days.max(1)
        }
        (None, Some(line)) => match duration(line.value.trim()) {
            Some(days) => days.max(1),
            None => {
                let message = format!("`{}` is no length of time", line.value.trim());
                found.error(&At::of(line), message, "write days, as in `DURATION:P1D`");
                return None;
            }
        },
        (None, None) => 1,
    };
    if !start.midnight {
        let message = format!(
            "at a time of day, taken as the whole of {}: `{name}`",
            start.date
        );
        found.note(&At::of(begins), message);
    }
    if days > LONGEST {
        found.note(
            &At::of(begins),
            format!("lasts {days} days, left out: `{name}`"),
        );
        return None;
    }
    let rule = match one("RRULE") {
        None => None,
        Some(line) => match Rule::read(&line.value, start.date) {
            Some(rule) => Some(rule),
            None => {
                let message = format!(
                    "repeats by a rule that holidays do not have, `{}`, left out: `{name}`",
                    tidy(&line.value)
                );
                found.note(&At::of(line), message);
                return None;
            }
        },
    };
    let dates = |name: &str| {
        let lines = lines.iter().filter(move |line| line.name == name);
        let values = lines.flat_map(|line| line.value.split(','));
        values
            .filter_map(|value| Some(read(value)?.date))
            .collect::<BTreeSet<Date>>()
    };
    let text = |name: &str| one(name).map(|line| line.value.trim().to_owned());
    Some(Event {
        at: At::of(begins),
        uid: text("UID").unwrap_or_default(),
        names,
        start: start.date,
        days,
        rule,
        except: dates("EXDATE"),
        more: dates("RDATE"),
        replaces: one("RECURRENCE-ID").and_then(|line| Some(read(&line.value)?.date)),
        cancelled: text("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")),
    })
}

/// A date, or a date with a time of day.
struct Moment {
    date: Date,
    /// Whether a day begins then: a date, or midnight, as Outlook writes days.
    midnight: bool,
    utc: bool,
}

fn moment(line: &Line, found: &mut Holidays) -> Option<Moment> {
    let moment = read(&line.value);
    if moment.is_none() {
        let message = format!("`{}` is no date", tidy(&line.value));
        found.error(
            &At::of(line),
            message,
            "write year, month and day in eight digits, as in `20270101`",
        );
    }
    moment
}

fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let digits = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(())
    };
    digits(date, 8)?;
    let number = |text: &str| text.parse::<i8>().ok();
    let date = Date::new(
        date[..4].parse().ok()?,
        number(&date[4..6])?,
        number(&date[6..])?,
    )
    .ok()?;
    let Some(time) = time else {
        return Some(Moment {
            date,
            midnight: true,
            utc: false,
        });
    };
    let utc = time.ends_with(['Z', 'z']);
    let time = time.trim_end_matches(['Z', 'z']);
    digits(time, 6)?;
    let whole = number(&time[..2])? < 24 && number(&time[2..4])? < 60 && number(&time[4..])? <= 60;
    whole.then_some(Moment {
        date,
        midnight: time == "000000",
        utc,
    })
}

/// The days of `P1D`, `P2W`, `PT24H`; a part of a day counts as one.
fn duration(text: &str) -> Option<i64> {
    let rest = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let (mut seconds, mut number, mut any) = (0_i64, None::<i64>, false);
    for c in rest.chars() {
        let unit = match c {
            '0'..='9' => {
                let digit = i64::from(c as u8 - b'0');
                number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
                continue;
            }
            'T' if number.is_none() => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.take()?.checked_mul(unit)?)?;
        any = true;
    }
    (any && number.is_none()).then(|| seconds.div_euclid(86_400) + i64::from(seconds % 86_400 > 0))
}

/// How an event comes again each year, or each so many years. Each number is there once, however often a file
/// repeats it.
#[derive(Debug, Default)]
struct Rule {
    interval: i16,
    count: Option<usize>,
    until: Option<Date>,
    months: BTreeSet<i8>,
    month_days: BTreeSet<i8>,
    /// With 0 for each of its kind in the month; days are counted from Monday, which is 0.
    weekdays: BTreeSet<(i8, i8)>,
    positions: BTreeSet<i16>,
}

impl Rule {
    /// `None` where it is none of those that holidays have.
    fn read(text: &str, start: Date) -> Option<Self> {
        let mut rule = Self {
            interval: 1,
            ..Self::default()
        };
        let mut yearly = false;
        let parts = text.trim().split(';').filter(|part| !part.is_empty());
        for part in parts {
            let (name, value) = part.split_once('=')?;
            let value = value.trim();
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => yearly = value.eq_ignore_ascii_case("YEARLY"),
                "INTERVAL" => rule.interval = value.parse().ok().filter(|one| *one > 0)?,
                "COUNT" => rule.count = Some(value.parse().ok()?),
                "UNTIL" => rule.until = Some(read(value)?.date),
                "BYMONTH" => rule.months = numbers(value, 1..=12)?,
                "BYMONTHDAY" => rule.month_days = numbers(value, -31..=31)?,
                "BYDAY" => rule.weekdays = value.split(',').map(weekday).collect::<Option<_>>()?,
                "BYSETPOS" => rule.positions = numbers(value, -366..=366)?,
                "WKST" => {}
                _ => return None,
            }
        }
        let by_day = !rule.month_days.is_empty() || !rule.weekdays.is_empty();
        if rule.months.is_empty() {
            // Without a month such a day would come in each month, or be counted from January.
            if by_day {
                return None;
            }
            rule.months = BTreeSet::from([start.month()]);
        }
        if !by_day {
            rule.month_days = BTreeSet::from([start.day()]);
        }
        yearly.then_some(rule)
    }

    /// The first days of all that begin by `last`, from `first` where that can be known without counting.
    /// `None` where `budget`, in months, is spent.
    fn starts(
        &self,
        start: Date,
        last: Date,
        first: Date,
        budget: &mut usize,
    ) -> Option<Vec<Date>> {
        // The first one counts, whether or not the rule would give it (3.8.5.3).
        let mut starts = vec![start];
        let mut left = self.count.map(|count| count.saturating_sub(1));
        let mut year = start.year();
        // An event of the year before may reach into the first one.
        let early = i32::from(first.year()) - 1 - i32::from(year);
        if left.is_none() && early > 0 {
            let steps = early / i32::from(self.interval);
            year = i16::try_from(i32::from(year) + steps * i32::from(self.interval)).ok()?;
        }
        while year <= last.year() && left != Some(0) {
            *budget = budget.checked_sub(self.months.len())?;
            for day in self.days(year) {
                let beyond = self.until.is_some_and(|until| day > until);
                if day <= start || day > last || beyond || left == Some(0) {
                    continue;
                }
                starts.push(day);
                left = left.map(|left| left - 1);
            }
            let Some(next) = year.checked_add(self.interval) else {
                break;
            };
            year = next;
        }
        Some(starts)
    }

    fn days(&self, year: i16) -> Vec<Date> {
        let mut days = Vec::new();
        for month in &self.months {
            let Ok(first) = Date::new(year, *month, 1) else {
                continue;
            };
            let length = first.days_in_month();
            let of_month = (1..=length).filter(|day| {
                let from_end = day - length - 1;
                self.month_days.is_empty()
                    || self.month_days.contains(day)
                    || self.month_days.contains(&from_end)
            });
            let of_week = of_month.filter_map(|day| {
                let date = Date::new(year, *month, day).ok()?;
                let (nth, from_end) = ((day - 1) / 7 + 1, -((length - day) / 7 + 1));
                let weekday = date.weekday().to_monday_zero_offset();
                let fits = |number: i8| self.weekdays.contains(&(number, weekday));
                let is_one = self.weekdays.is_empty() || [0, nth, from_end].into_iter().any(fits);
                is_one.then_some(date)
            });
            days.extend(of_week);
        }
        days.sort();
        days.dedup();
        if self.positions.is_empty() {
            return days;
        }
        let count = i16::try_from(days.len()).unwrap_or(i16::MAX);
        let chosen = (1..).zip(days);
        let chosen = chosen.filter(|(nth, _)| {
            self.positions.contains(nth) || self.positions.contains(&(nth - count - 1))
        });
        chosen.map(|(_, day)| day).collect()
    }
}

/// The numbers of a list, of which none is 0 or out of `range`.
fn numbers<N>(text: &str, range: RangeInclusive<N>) -> Option<BTreeSet<N>>
where
    N: FromStr + Ord + Default,
{
    let numbers = text.split(',').map(|one| one.trim().parse::<N>().ok());
    numbers
        .map(|one| one.filter(|one| range.contains(one) && *one != N::default()))
        .collect()
}

/// `4TH`, `-1MO`, `TU`: the number and the day.
fn weekday(text: &str) -> Option<(i8, i8)> {
    let text = text.trim();
    let at = text.len().checked_sub(2)?;
    let (number, day) = (text.get(..at)?, text.get(at..)?);
    let weekday = match day.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let number = match number.strip_prefix('+').unwrap_or(number) {
        "" => 0,
        number => number
            .parse()
            .ok()
            .filter(|one| (-5..=5).contains(one) && *one != 0)?,
    };
    Some((number, weekday.to_monday_zero_offset()))
}

/// On one line, and no longer than a name is.
fn tidy(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control(), " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().take(200).collect()
}

#[cfg(test)]
mod tests;
