//! The events of an iCalendar file that may be holidays; what is none is left out, which is said.

use std::collections::BTreeSet;

use super::moment::{self, Moment};
use super::rule::Rule;
use super::{At, Holidays, tidy};
use crate::calendar::Date;
use crate::import::content_lines::{Line, Wrong, lines};

/// Components inside each other.
const DEPTH: usize = 16;
/// Days of one event: school holidays are shorter.
const LONGEST: i64 = 92;
/// Names of one day.
pub(super) const NAMES: usize = 8;

/// An event whose days may be holidays.
pub(super) struct Event {
    pub at: At,
    pub uid: String,
    pub names: Vec<(Option<String>, String)>,
    /// What the file calls its day, in the first line of its description.
    pub kind: Option<String>,
    pub start: Date,
    /// At least one.
    pub days: i64,
    pub rule: Option<Rule>,
    pub except: BTreeSet<Date>,
    pub more: BTreeSet<Date>,
    pub replaces: Option<Date>,
    pub cancelled: bool,
}

impl Event {
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |(_, name)| name)
    }
}

/// The events of a file. What is wrong with one of them is said, and the rest still read; what is wrong with the file
/// ends it.
pub(super) fn events(bytes: &[u8], found: &mut Holidays) -> Vec<Event> {
    let mut reading = Reading {
        events: Vec::new(),
        open: Vec::new(),
        begun: At::default(),
        own: Vec::new(),
        is_calendar: false,
    };
    let read = lines(bytes).try_for_each(|line| match line {
        Ok(line) => reading.line(line, found),
        Err((line, wrong)) => reading.unread(&At { line, column: 1 }, wrong, found),
    });
    let end = read.and_then(|()| match reading.open.last() {
        Some(name) => Err(Broken {
            at: reading.begun,
            message: format!("the file ends inside `{name}`"),
            hint: "it was cut off: get it again",
        }),
        None => Ok(()),
    });
    if let Err(broken) = end {
        found.error(&broken.at, broken.message, broken.hint);
    }
    reading.events
}

/// What no line behind it can mend.
struct Broken {
    at: At,
    message: String,
    hint: &'static str,
}

impl Broken {
    fn no_calendar(at: At) -> Self {
        Self {
            at,
            message: "this is no iCalendar file: it does not begin with `BEGIN:VCALENDAR`"
                .to_owned(),
            hint: "get the file that ends in .ics",
        }
    }
}

/// A file that is being read.
struct Reading {
    events: Vec<Event>,
    /// The components that stand inside each other.
    open: Vec<String>,
    /// Where the event began, and its lines.
    begun: At,
    own: Vec<Line>,
    is_calendar: bool,
}

impl Reading {
    fn line(&mut self, line: Line, found: &mut Holidays) -> Result<(), Broken> {
        match line.name.as_str() {
            "BEGIN" => self.begin(&line)?,
            "END" => self.end(&line, found)?,
            _ if !self.is_calendar => return Err(Broken::no_calendar(At::of(&line))),
            "X-WR-CALNAME" | "NAME" if self.open.len() == 1 => {
                let name = tidy(&line.text());
                found.name = found.name.take().or((!name.is_empty()).then_some(name));
            }
            // What stands in an alarm is not the event's.
            _ if self.open.last().is_some_and(|name| name == "VEVENT") => self.own.push(line),
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, line: &Line) -> Result<(), Broken> {
        let name = line.value.trim().to_ascii_uppercase();
        self.is_calendar |= name == "VCALENDAR";
        if self.open.len() == DEPTH {
            return Err(Broken {
                at: At::of(line),
                message: format!("more than {DEPTH} components stand inside each other"),
                hint: "export the calendar anew",
            });
        }
        if name == "VEVENT" {
            self.begun = At::of(line);
            self.own.clear();
        }
        self.open.push(name);
        Ok(())
    }

    fn end(&mut self, line: &Line, found: &mut Holidays) -> Result<(), Broken> {
        let name = line.value.trim().to_ascii_uppercase();
        if self.open.last() != Some(&name) {
            return Err(Broken {
                at: At::of(line),
                message: format!("`END:{}` closes nothing that is open", line.value.trim()),
                hint: "export the calendar anew",
            });
        }
        self.open.pop();
        if name == "VEVENT" {
            self.events.extend(event(&self.begun, &self.own, found));
            self.own.clear();
        }
        Ok(())
    }

    /// A line that is none.
    fn unread(&self, at: &At, wrong: Wrong, found: &mut Holidays) -> Result<(), Broken> {
        match wrong {
            Wrong::Encoding => Err(Broken {
                at: *at,
                message: "this line is not UTF-8".to_owned(),
                hint: "save the file as UTF-8",
            }),
            // Before the calendar it is another kind of file; inside, a fold that went wrong.
            Wrong::Form if !self.is_calendar => Err(Broken::no_calendar(*at)),
            Wrong::Form => {
                let message = "no `NAME:VALUE` stands here; the line is left out";
                found.note(at, message.to_owned());
                Ok(())
            }
        }
    }
}

/// An event from its lines; `None` where it is no holiday or wrong, which is said.
fn event(at: &At, lines: &[Line], found: &mut Holidays) -> Option<Event> {
    let one = |name: &str| lines.iter().find(|line| line.name == name);
    let names = names(lines);
    let Some((_, name)) = names.first() else {
        found.note(at, "an event without `SUMMARY` is left out".to_owned());
        return None;
    };
    let says = one("DESCRIPTION").map(Line::text).unwrap_or_default();
    let kind = lines_of(&says).next().map(tidy);
    if is_working_day(name, &says) {
        let known = |kind: &&str| !OBSERVANCES.contains(kind) && lines_of(&says).count() > 1;
        let kind = kind.as_deref().filter(known);
        let kind = kind.map_or(String::new(), |kind| format!(" (`{kind}`)"));
        found.note(
            at,
            format!("no public holiday, as the file says{kind}, left out: `{name}`"),
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
    let days = days(name, &start, end, one("DURATION"), found)?;
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
        Some(line) => Some(rule(name, line, start.date, found)?),
    };
    let text = |name: &str| one(name).map(|line| line.value.trim().to_owned());
    Some(Event {
        at: At::of(begins),
        uid: text("UID").unwrap_or_default(),
        start: start.date,
        days,
        rule,
        except: dates(lines, "EXDATE"),
        more: dates(lines, "RDATE"),
        replaces: one("RECURRENCE-ID").and_then(|line| Some(moment::read(&line.value)?.date)),
        kind,
        cancelled: text("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")),
        names,
    })
}

/// What an event is called, with the languages where the file says them.
fn names(lines: &[Line]) -> Vec<(Option<String>, String)> {
    let summaries = lines.iter().filter(|line| line.name == "SUMMARY");
    summaries
        .map(|line| {
            let language = line.parameter("LANGUAGE").map(str::to_owned);
            (language, tidy(&line.text()))
        })
        .filter(|(_, name)| !name.is_empty())
        .take(NAMES)
        .collect()
}

/// What Google calls a day that is no holiday, in the first line of its description: in English, German, Spanish,
/// Italian, Japanese, Korean, Portuguese and Chinese of Taiwan, as files have it. Of other languages no file was found.
const OBSERVANCES: [&str; 8] = [
    "Observance",
    "Gedenktag",
    "Celebración",
    "Ricorrenza",
    "祭日",
    "기념일",
    "Data comemorativa",
    "假日節慶",
];

/// Names of days on which people work: as officeholidays.com has them, and those that are worked for a bridge day in
/// Taiwan and China.
const WORKED: [&str; 6] = [
    "not a public holiday",
    "補行上班",
    "補班",
    "补班",
    "（班）",
    "(班)",
];

/// Google lists days that are no holidays beside those that are, and says so; so do others.
fn is_working_day(name: &str, description: &str) -> bool {
    let mut lines = lines_of(description);
    let kind = lines.next().unwrap_or_default();
    // In each language Google tells below it how to hide such days, in menus that it names. Of holidays it does not.
    let is_hidden_so = |line: &str| line.contains("Google") && line.contains('>');
    let name = name.to_lowercase();
    OBSERVANCES.contains(&kind)
        || kind.starts_with("Observance")
        || lines.any(is_hidden_so)
        || WORKED.iter().any(|worked| name.contains(worked))
}

/// The lines of a text in which something stands.
fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// How many days an event takes, at least one; `None` where its end or its length is wrong, which is said.
fn days(
    name: &str,
    start: &Moment,
    end: Option<(&Line, Moment)>,
    length: Option<&Line>,
    found: &mut Holidays,
) -> Option<i64> {
    let days = match (end, length) {
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
            days
        }
        (None, Some(line)) => {
            let Some(days) = moment::duration(line.value.trim()) else {
                let message = format!("`{}` is no length of time", line.value.trim());
                found.error(&At::of(line), message, "write days, as in `DURATION:P1D`");
                return None;
            };
            days
        }
        (None, None) => 1,
    };
    Some(days.max(1))
}

/// How an event comes again; `None` where it is none of the rules that holidays have, which is said.
fn rule(name: &str, line: &Line, start: Date, found: &mut Holidays) -> Option<Rule> {
    let rule = Rule::read(&line.value, start);
    if rule.is_none() {
        let message = format!(
            "repeats by a rule that holidays do not have, `{}`, left out: `{name}`",
            tidy(&line.value)
        );
        found.note(&At::of(line), message);
    }
    rule
}

/// The dates in all lines of that name.
fn dates(lines: &[Line], name: &str) -> BTreeSet<Date> {
    let lines = lines.iter().filter(|line| line.name == name);
    let values = lines.flat_map(|line| line.value.split(','));
    values
        .filter_map(|value| Some(moment::read(value)?.date))
        .collect()
}

fn moment(line: &Line, found: &mut Holidays) -> Option<Moment> {
    let moment = moment::read(&line.value);
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
