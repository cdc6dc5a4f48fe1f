//! Hours and due dates against a second implementation, plain and slow: it walks through the minutes of
//! some weeks and looks only at the clock on the wall.

use std::path::Path;
use std::process::Command;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use supportal::calendar::{self, Hours};
use supportal::model::Spanned;
use supportal::model::facts::{
    Calendar, Count, Duration, Exception, Holiday, HolidayRef, HolidaySet, Interval, Season,
};

use crate::chance::Chance;
use crate::skipped::unless_beside;

/// Days that the slow implementation knows, and those of them in which questions are asked.
const WINDOW: i64 = 36;
const ASKED: i64 = 16;
const MINUTES: i64 = 24 * 60;

#[test]
fn the_arithmetic_equals_a_walk_through_the_minutes() {
    let (asked, different) = compare(290, |calendar, sets, question| {
        answer(calendar, sets, question)
    });
    assert!(
        asked >= 20_000,
        "only {asked} questions had an answer in sight"
    );
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn the_vectors_are_met() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let check = |file: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_supportal"));
        let output = command
            .args(["facts", "--vectors"])
            .arg(file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{}:\n{said}", file.display());
        assert!(said.lines().count() >= 8 && said.lines().all(|line| line.ends_with(" ok")));
    };
    check(&root.join("tests/vectors/hours.json"));
    if let Some(vectors) = unless_beside("shared/sla_vectors.json") {
        check(&vectors);
    }
}

#[test]
fn an_error_of_a_minute_an_hour_or_a_day_is_found() {
    let (_, minute) = compare(2, |calendar, sets, question| {
        let mut answer = answer(calendar, sets, question);
        if let Some((_, due)) = &mut answer.due {
            *due += 1.minute();
        }
        answer
    });
    let (_, hour) = compare(20, |calendar, sets, question| {
        // As if the clock never changed.
        let mut calendar = calendar.clone();
        let zone = TimeZone::get(&calendar.time_zone.value).unwrap();
        let hours = zone.to_offset(question.at).seconds() / 3600;
        calendar.time_zone.value = match hours {
            0 => "Etc/UTC".to_owned(),
            hours => format!("Etc/GMT{:+}", -hours),
        };
        answer(&calendar, sets, question)
    });
    let (_, day) = compare(20, |calendar, sets, question| {
        let mut calendar = calendar.clone();
        for holiday in calendar.holidays.iter_mut().flatten() {
            if let HolidayRef::Day(day) = holiday {
                day.date.value = day.date.value.tomorrow().unwrap();
            }
        }
        answer(&calendar, sets, question)
    });
    for (what, found) in [("minute", minute), ("hour", hour), ("day", day)] {
        assert!(!found.is_empty(), "an error of one {what} was not found");
    }
}

#[test]
fn seconds_are_kept() {
    let mut calendar = Chance(1).calendar(day("2026-03-02"));
    calendar.time_zone.value = "Etc/UTC".to_owned();
    calendar.always = false;
    calendar.weekly = vec![(Weekday::Monday, vec![of(interval(9 * 60, 10 * 60))])];
    calendar.holidays = None;
    calendar.seasons.clear();
    calendar.exceptions.clear();
    let hours = Hours::new(&calendar, &[]);
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let due = |asked, length, count| {
        let due = calendar::due(&hours, at(asked), length, count).unwrap();
        (due.clock_starts.to_string(), due.due.to_string())
    };
    assert_eq!(
        due(
            "2026-03-02T09:59:30Z",
            Duration::Seconds(45),
            Count::OpenHours
        ),
        ("2026-03-02T09:59:30Z".into(), "2026-03-09T09:00:15Z".into())
    );
    // Used up at closing is due at closing; asked at closing, the clock starts at the next opening.
    assert_eq!(
        due(
            "2026-03-02T09:59:30Z",
            Duration::Seconds(30),
            Count::OpenHours
        )
        .1,
        "2026-03-02T10:00:00Z"
    );
    assert_eq!(
        due("2026-03-02T10:00:00Z", Duration::Days(0), Count::OpenDays),
        ("2026-03-09T09:00:00Z".into(), "2026-03-09T10:00:00Z".into())
    );
}

#[test]
fn what_never_opens_is_never_due() {
    let mut calendar = Chance(1).calendar(day("2026-03-02"));
    calendar.always = false;
    calendar.weekly.clear();
    calendar.holidays = None;
    calendar.seasons.clear();
    let at: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
    let opens_on = |date: Option<&str>| {
        let mut calendar = calendar.clone();
        calendar.time_zone.value = "Etc/UTC".to_owned();
        calendar.exceptions = date
            .map(|date| Exception {
                date: of(day(date)),
                hours: vec![of(interval(60, 120))],
                note: None,
            })
            .into_iter()
            .collect();
        let hours = Hours::new(&calendar, &[]);
        let due = calendar::due(&hours, at, Duration::Seconds(60), Count::OpenHours);
        assert_eq!(due.is_some(), hours.status(at).opens.is_some());
        hours.status(at).opens.map(|at| at.to_string())
    };
    assert_eq!(opens_on(None), None);
    assert_eq!(
        opens_on(Some("2026-03-03")).as_deref(),
        Some("2026-03-03T01:00:00Z")
    );
    assert_eq!(
        opens_on(Some("2027-04-06")).as_deref(),
        Some("2027-04-06T01:00:00Z")
    );
    // Nobody looks further than 400 days.
    assert_eq!(opens_on(Some("2027-04-07")), None);
}

#[test]
fn an_opening_that_is_the_last_one_still_closes() {
    let mut calendar = Chance(1).calendar(day("2026-03-02"));
    calendar.time_zone.value = "Etc/UTC".to_owned();
    calendar.always = false;
    calendar.weekly.clear();
    calendar.holidays = None;
    calendar.seasons.clear();
    calendar.exceptions = vec![Exception {
        date: of(day("2026-03-02")),
        hours: vec![of(interval(60, 120))],
        note: None,
    }];
    let status = Hours::new(&calendar, &[]).status("2026-03-02T01:30:00Z".parse().unwrap());
    assert!(status.open);
    assert_eq!(status.closes.unwrap().to_string(), "2026-03-02T02:00:00Z");
}

/// What is asked of a calendar.
#[derive(Clone, Copy, Debug)]
struct Question {
    at: Timestamp,
    length: Duration,
    count: Count,
}

#[derive(Debug, PartialEq)]
struct Answer {
    open: bool,
    closes: Option<Timestamp>,
    opens: Option<Timestamp>,
    due: Option<(Timestamp, Timestamp)>,
}

fn answer(calendar: &Calendar, sets: &[HolidaySet], question: &Question) -> Answer {
    let hours = Hours::new(calendar, sets);
    let status = hours.status(question.at);
    let due = calendar::due(&hours, question.at, question.length, question.count);
    Answer {
        open: status.open,
        closes: status.closes,
        opens: status.opens,
        due: due.map(|due| (due.clock_starts, due.due)),
    }
}

/// Asks both in `windows` windows; the number of questions that the slow one could answer, and where
/// they differ.
fn compare(
    windows: u64,
    fast: impl Fn(&Calendar, &[HolidaySet], &Question) -> Answer,
) -> (usize, Vec<String>) {
    let (mut asked, mut different) = (0, Vec::new());
    for seed in 0..windows {
        let mut chance = Chance(seed);
        let name = ZONES[seed as usize % ZONES.len()];
        let zone = TimeZone::get(name).unwrap();
        let begins = chance.window(&zone);
        let wall = Wall::new(&zone, begins);
        for _ in 0..6 {
            let mut calendar = chance.calendar(zone.to_datetime(begins).date());
            calendar.time_zone.value = name.to_owned();
            let sets = [chance.holidays(zone.to_datetime(begins).date())];
            let slow = wall.openings(&calendar, &sets);
            for _ in 0..14 {
                let question = chance.question(&wall, &slow);
                let Some(expected) = slow.answer(&wall, &question) else {
                    continue;
                };
                asked += 1;
                let found = fast(&calendar, &sets, &question);
                // Of what is out of the window, the slow one knows nothing.
                let same = expected.open == found.open
                    && expected.due.is_none_or(|due| found.due == Some(due))
                    && expected.closes.is_none_or(|at| found.closes == Some(at))
                    && expected.opens.is_none_or(|at| found.opens == Some(at));
                if !same && different.len() < 5 {
                    different.push(format!(
                        "window {seed} in {name}: {question:?}\n  walked {expected:?}\n  found  {found:?}"
                    ));
                }
            }
        }
    }
    (asked, different)
}

/// What the clock on the wall shows, minute by minute.
struct Wall {
    begins: Timestamp,
    first_date: Date,
    /// For each minute of each local date, when it is first shown, in minutes after `begins`.
    shown: Vec<Option<i64>>,
}

impl Wall {
    fn new(zone: &TimeZone, begins: Timestamp) -> Self {
        let first_date = zone.to_datetime(begins).date();
        let mut shown = vec![None; (WINDOW + 3) as usize * MINUTES as usize];
        for minute in 0..WINDOW * MINUTES {
            let wall = zone.to_datetime(begins + minute.minutes());
            let day = (wall.date() - first_date).get_days();
            let place =
                i64::from(day) * MINUTES + i64::from(wall.hour()) * 60 + i64::from(wall.minute());
            shown[place as usize].get_or_insert(minute);
        }
        Self {
            begins,
            first_date,
            shown,
        }
    }

    /// When the wall shows a time, in minutes after the beginning. A time that is skipped is as long
    /// after the last one shown as if it were not.
    fn minute(&self, day: i64, minutes: i64) -> Option<i64> {
        let place = usize::try_from(day * MINUTES + minutes).ok()?;
        let after = self.shown.get(place..)?.iter().any(Option::is_some);
        if !after {
            return None;
        }
        (0..=place).find_map(|back| Some(self.shown[place - back]? + back as i64))
    }

    fn openings(&self, calendar: &Calendar, sets: &[HolidaySet]) -> Slow {
        let mut openings = Vec::new();
        for day in 0..WINDOW + 2 {
            let date = self.first_date.checked_add(day.days()).unwrap();
            for hours in hours_on(calendar, sets, date) {
                let (start, mut end) = (i64::from(hours.start), i64::from(hours.end));
                if end <= start {
                    end += MINUTES;
                }
                let (Some(start), Some(end)) = (self.minute(day, start), self.minute(day, end))
                else {
                    continue;
                };
                if start < end {
                    openings.push((start, end, day));
                }
            }
        }
        let mut open = vec![false; (WINDOW * MINUTES) as usize];
        for &(start, end, _) in &openings {
            let last = open.len();
            open[(start as usize).min(last)..(end as usize).min(last)].fill(true);
        }
        Slow { openings, open }
    }
}

/// What holds on a date: exception, else holiday, else season, else week.
fn hours_on(calendar: &Calendar, sets: &[HolidaySet], date: Date) -> Vec<Interval> {
    let whole = interval(0, 1440);
    let plain = |hours: &[Spanned<Interval>]| hours.iter().map(|hours| hours.value).collect();
    let of_week = |weekly: &[(Weekday, Vec<Spanned<Interval>>)]| {
        let days = weekly.iter().filter(|(day, _)| *day == date.weekday());
        days.flat_map(|(_, hours)| hours.iter().map(|hours| hours.value))
            .collect()
    };
    if calendar.always {
        return vec![whole];
    }
    if let Some(exception) = calendar
        .exceptions
        .iter()
        .find(|one| one.date.value == date)
    {
        return plain(&exception.hours);
    }
    let named = calendar
        .holidays
        .iter()
        .flatten()
        .flat_map(|holiday| match holiday {
            HolidayRef::Day(day) => vec![day],
            HolidayRef::Set(id) => {
                let sets = sets.iter().filter(|set| set.id.value == id.value);
                sets.flat_map(|set| &set.days).collect()
            }
        });
    if let Some(holiday) = named.into_iter().find(|day| day.date.value == date) {
        return plain(&holiday.hours);
    }
    let mut seasons = calendar.seasons.iter();
    match seasons.find(|season| season.from.value <= date && date <= season.to.value) {
        Some(season) if season.closed => Vec::new(),
        Some(season) => of_week(&season.weekly),
        None => of_week(&calendar.weekly),
    }
}

/// The slow implementation: openings in minutes, and whether each minute is open.
struct Slow {
    /// Start, end, day.
    openings: Vec<(i64, i64, i64)>,
    open: Vec<bool>,
}

impl Slow {
    /// The answer as far as the window shows it; `None` where it does not.
    fn answer(&self, wall: &Wall, question: &Question) -> Option<Answer> {
        let at = (question.at - wall.begins)
            .total(jiff::Unit::Minute)
            .unwrap() as i64;
        let instant = |minute: i64| wall.begins + minute.minutes();
        let open = self.open[at as usize];
        // What starts on the last days may not be known.
        let known = (WINDOW - 3) * MINUTES;
        let change = (at..known).find(|&minute| self.open[minute as usize] != open);
        let due = match (question.count, question.length) {
            (Count::Clock, Duration::Seconds(seconds)) => {
                Some((question.at, question.at + (seconds as i64).seconds()))
            }
            (Count::OpenHours, Duration::Seconds(seconds)) => {
                let starts = (at..self.open.len() as i64).find(|&now| self.open[now as usize]);
                let (mut left, mut now) = (seconds as i64 / 60, starts?);
                while left > 0 {
                    left -= i64::from(*self.open.get(now as usize)?);
                    now += 1;
                }
                Some((instant(starts?), instant(now)))
            }
            (Count::OpenDays, Duration::Days(days)) => {
                let starts = (at..self.open.len() as i64).find(|&now| self.open[now as usize])?;
                let around = self
                    .openings
                    .iter()
                    .filter(|(start, end, _)| (*start..*end).contains(&starts));
                let today = around
                    .min_by_key(|(start, end, day)| (*start, *end, *day))?
                    .2;
                let mut days_open: Vec<i64> = self.openings.iter().map(|one| one.2).collect();
                days_open.sort_unstable();
                days_open.dedup();
                let later = days_open.iter().filter(|day| **day >= today);
                let day = *later.into_iter().nth(days as usize)?;
                // The last days of the window may be cut.
                if day >= WINDOW - 3 {
                    return None;
                }
                let closing = self
                    .openings
                    .iter()
                    .filter(|one| one.2 == day)
                    .map(|one| one.1);
                Some((instant(starts), instant(closing.max()?)))
            }
            _ => None,
        };
        Some(Answer {
            open,
            closes: change.filter(|_| open).map(instant),
            opens: change.filter(|_| !open).map(instant),
            due: Some(due?),
        })
    }
}

impl Chance {
    fn number(&mut self, limit: u64) -> i64 {
        self.below(limit as usize) as i64
    }

    fn one_in(&mut self, number: u64) -> bool {
        self.number(number) == 0
    }

    /// A beginning such that, mostly, the clock changes among the days that are asked about.
    fn window(&mut self, zone: &TimeZone) -> Timestamp {
        let base: Timestamp = "2024-01-01T00:00:00Z".parse().unwrap();
        let from = base + (self.number(7 * 365 * 24)).hours();
        let change = zone.following(from).next().map(|change| change.timestamp());
        let change = change.filter(|change| *change < from + (400 * 24).hours());
        match change {
            Some(change) if !self.one_in(4) => {
                let begins = change - (80 + self.number(220)).hours();
                Timestamp::from_second(begins.as_second() / 60 * 60).unwrap()
            }
            _ => from,
        }
    }

    fn interval(&mut self) -> Interval {
        let step = if self.one_in(3) { 1 } else { 30 };
        let start = self.number(1440 / step) as u16 * step as u16;
        match self.number(8) {
            0 => interval(0, 1440),
            1 => interval(start, 1440),
            // Where the clock changes in most zones.
            2 => interval(
                120 + self.number(4) as u16 * 15,
                180 + self.number(4) as u16 * 15,
            ),
            _ => {
                let end = 1 + self.number(1440) as u16;
                if end == start {
                    interval(start, 1440)
                } else {
                    interval(start, end)
                }
            }
        }
    }

    fn hours(&mut self, most: u64) -> Vec<Spanned<Interval>> {
        (0..self.number(most + 1))
            .map(|_| of(self.interval()))
            .collect()
    }

    fn week(&mut self) -> Vec<(Weekday, Vec<Spanned<Interval>>)> {
        let days = Weekday::Monday.cycle_forward().take(7);
        days.map(|day| (day, self.hours(2))).collect()
    }

    fn date(&mut self, first: Date) -> Date {
        first
            .checked_add(self.number(WINDOW as u64).days())
            .unwrap()
    }

    fn holiday(&mut self, first: Date) -> Holiday {
        Holiday {
            date: of(self.date(first)),
            name: Default::default(),
            hours: if self.one_in(3) {
                self.hours(2)
            } else {
                Vec::new()
            },
        }
    }

    fn holidays(&mut self, first: Date) -> HolidaySet {
        HolidaySet {
            id: of("set".to_owned()),
            region: None,
            valid: None,
            source: None,
            checked: None,
            days: (0..self.number(4)).map(|_| self.holiday(first)).collect(),
        }
    }

    fn calendar(&mut self, first: Date) -> Calendar {
        let mut holidays: Vec<HolidayRef> = (0..self.number(4))
            .map(|_| HolidayRef::Day(self.holiday(first)))
            .collect();
        if self.one_in(2) {
            holidays.push(HolidayRef::Set(of("set".to_owned())));
        }
        let seasons = (0..self.number(2)).map(|_| {
            let from = self.date(first);
            Season {
                from: of(from),
                to: of(from.checked_add(self.number(9).days()).unwrap()),
                closed: self.one_in(2),
                weekly: self.week(),
                note: None,
            }
        });
        let seasons = seasons.collect();
        let exceptions = (0..self.number(3)).map(|_| Exception {
            date: of(self.date(first)),
            hours: self.hours(2),
            note: None,
        });
        let exceptions = exceptions.collect();
        Calendar {
            id: of("it".to_owned()),
            name: None,
            time_zone: of(String::new()),
            always: self.one_in(30),
            weekly: self.week(),
            holidays: Some(holidays),
            seasons,
            exceptions,
        }
    }

    fn question(&mut self, wall: &Wall, slow: &Slow) -> Question {
        // What began before the window is not known; after three days it has ended.
        let asked = 3 * MINUTES..ASKED * MINUTES;
        let mut at = asked.start + self.number((asked.end - asked.start) as u64);
        // Often right at an opening or a closing.
        if !slow.openings.is_empty() && !self.one_in(3) {
            let (start, end, _) = slow.openings[self.number(slow.openings.len() as u64) as usize];
            let near = if self.one_in(2) { start } else { end } + self.number(3) - 1;
            if asked.contains(&near) {
                at = near;
            }
        }
        let (length, count) = match self.number(5) {
            0 => (
                Duration::Seconds(60 * (1 + self.number(3000)) as u64),
                Count::Clock,
            ),
            1 | 2 => (
                Duration::Seconds(60 * (1 + self.number(600)) as u64),
                Count::OpenHours,
            ),
            3 => (
                Duration::Seconds(1800 * (1 + self.number(40)) as u64),
                Count::OpenHours,
            ),
            _ => (Duration::Days(self.number(6) as u32), Count::OpenDays),
        };
        Question {
            at: wall.begins + at.minutes(),
            length,
            count,
        }
    }
}

fn of<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Default::default())
}

fn interval(start: u16, end: u16) -> Interval {
    Interval { start, end }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Sixty zones: those with strange clocks first.
const ZONES: [&str; 60] = [
    "Australia/Lord_Howe",
    "America/Havana",
    "Asia/Beirut",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Gaza",
    "America/Asuncion",
    "America/Santiago",
    "America/Nuuk",
    "Antarctica/Troll",
    "Europe/Dublin",
    "Europe/Chisinau",
    "Asia/Jerusalem",
    "America/St_Johns",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Norfolk",
    "Pacific/Easter",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Yangon",
    "Australia/Eucla",
    "Australia/Adelaide",
    "Australia/Sydney",
    "Australia/Darwin",
    "Pacific/Kiritimati",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "Pacific/Marquesas",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Toronto",
    "America/Halifax",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "America/Bogota",
    "America/Caracas",
    "Atlantic/Azores",
    "Atlantic/Reykjavik",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Asia/Dubai",
    "Asia/Tashkent",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Taipei",
    "Asia/Tokyo",
    "Etc/UTC",
];
