//! A calendar as a table, and as one line.

use super::Scene;
use crate::calendar::{self, Kept, Special, SpecialHours, WEEKDAYS, Week};
use crate::cldr;
use crate::model::facet::{ComingDay, DayOfWeek, Hours};
use crate::model::facts::{Calendar, Interval};

/// The first day of the weekend, counted from Monday.
const SATURDAY: usize = 5;

/// The table of a calendar: its week, as calendars of the reader's country have it, and the coming dates that differ.
pub fn hours(scene: &Scene<'_>, calendar: &Calendar) -> Hours {
    let weeks = calendar::weeks(calendar, scene.today);
    let (now, then) = (weeks.first(), weeks.get(1));
    let sets = &scene.facts.holiday_sets;
    let coming = calendar::coming_dates(calendar, sets, scene.today);
    // A season that the table shows is not told as one to come; it has two columns.
    let shown = |special: &Special<'_>| {
        let mut weeks = weeks.iter().take(2);
        special.season
            && weeks
                .any(|kept| kept.from <= special.from && kept.to.is_some_and(|to| special.to <= to))
    };
    let all_day = [Interval {
        start: 0,
        end: 1440,
    }];
    let day = |number: usize| {
        let of = |kept: Option<&Kept<'_>>| {
            kept.map_or_else(String::new, |kept| scene.openings(&kept.week[number]))
        };
        DayOfWeek {
            label: cldr::weekday(scene.locale, WEEKDAYS[number % 7]),
            text: if calendar.always {
                scene.openings(&all_day)
            } else {
                of(now)
            },
            then: of(then),
        }
    };
    let dates =
        |kept: Option<&Kept<'_>>| kept.map_or_else(String::new, |kept| scene.dates_of(kept));
    Hours {
        id: calendar.id.value.clone(),
        name: match &calendar.name {
            Some(name) => scene.text(name),
            None => scene.say("label_hours"),
        },
        name_in: scene.tongue(calendar.name.as_ref()),
        always: calendar.always,
        summary: scene.summary(calendar),
        zone: scene.zone_in_full(&calendar.time_zone.value),
        until: dates(now),
        then: dates(then),
        days: week_of(scene).map(day).collect(),
        closed_days: coming
            .iter()
            .filter(|special| !shown(special))
            .map(|special| coming_date(scene, special, &calendar.time_zone.value))
            .collect(),
    }
}

/// The days of a week, counted from Monday, in the order of the language's calendars.
fn week_of(scene: &Scene<'_>) -> impl Iterator<Item = usize> + use<> {
    let first = cldr::first_weekday(scene.locale);
    (first..first + 7).map(|day| day % 7)
}

impl Scene<'_> {
    /// `Mon–Fri 09:00–18:00`; in a season with its end and what holds afterwards:
    /// `until 15 August 2027 (Summer): Mon–Fri 09:00–13:00; from 16 August 2027: Mon–Fri 09:00–18:00`.
    pub(super) fn summary(&self, calendar: &Calendar) -> String {
        if calendar.always {
            return self.say("hours_always");
        }
        let weeks = calendar::weeks(calendar, self.today);
        let weeks = weeks.iter().map(|kept| {
            let hours = week_in_one_line(self, &kept.week);
            match self.dates_of(kept) {
                dates if dates.is_empty() => hours,
                dates => self.fill("hours_dated", &[("dates", &dates), ("hours", &hours)]),
            }
        });
        let weeks: Vec<String> = weeks.collect();
        weeks.join(&self.say("hours_semicolon"))
    }

    /// When a week is kept: `until 15 August 2027 (Summer)`, `from 16 August 2027`; empty where it always is.
    fn dates_of(&self, kept: &Kept<'_>) -> String {
        let begun = kept.from <= self.today;
        let dates = match kept.to {
            Some(to) if begun => self.fill("hours_until", &[("date", &self.day(to))]),
            Some(to) => self.dates(kept.from, to),
            None if begun => return String::new(),
            None => self.fill("hours_from", &[("date", &self.day(kept.from))]),
        };
        match self.text_or_empty(kept.why) {
            why if why.is_empty() => dates,
            why => self.fill("hours_season", &[("dates", &dates), ("why", &why)]),
        }
    }

    /// The summary with its zone: `Mon–Fri 09:00–18:00, Taipei time`. Around the clock needs none.
    pub(super) fn one_line(&self, calendar: &Calendar) -> String {
        let summary = self.summary(calendar);
        if calendar.always {
            return summary;
        }
        let zone = self.zone(&calendar.time_zone.value);
        self.fill("hours_in_zone", &[("hours", &summary), ("zone", &zone)])
    }
}

/// Days with equal hours stand together, in the order of the first of them; closed days are left out.
fn week_in_one_line(scene: &Scene<'_>, week: &Week) -> String {
    let mut groups: Vec<(&[Interval], Vec<usize>)> = Vec::new();
    for (number, openings) in week.iter().enumerate() {
        if openings.is_empty() {
            continue;
        }
        match groups.iter_mut().find(|(known, _)| known == openings) {
            Some((_, days)) => days.push(number),
            None => groups.push((openings, vec![number])),
        }
    }
    if groups.is_empty() {
        return scene.say("hours_closed");
    }
    let groups: Vec<String> = groups
        .iter()
        .map(|(openings, days)| {
            scene.fill(
                "hours_days",
                &[
                    ("days", &day_names(scene, days)),
                    ("hours", &scene.openings(openings)),
                ],
            )
        })
        .collect();
    groups.join(&scene.say("hours_semicolon"))
}

/// `Mon–Fri`, `Mon, Wed`, `daily`; `Sun–Thu`, where a week begins at the weekend.
fn day_names(scene: &Scene<'_>, days: &[usize]) -> String {
    if days.len() == 7 {
        return scene.say("hours_daily");
    }
    let name = |day: usize| cldr::weekday_short(scene.locale, WEEKDAYS[day % 7]);
    // Where both Sunday and Monday are among them, the days of the weekend go before those that follow them.
    let weekend = days.iter().filter(|day| **day >= SATURDAY).count();
    let begins_before =
        days.starts_with(&[0]) && days.ends_with(&[6]) && !days.contains(&(SATURDAY - 1));
    let mut days = days.to_vec();
    days.rotate_right(if begins_before { weekend } else { 0 });
    // A week that begins on Sunday may go on to Friday.
    let own: Vec<usize> = week_of(scene).filter(|day| days.contains(day)).collect();
    let follows = |a: &usize, b: &usize| (a + 1) % 7 == *b;
    if own.chunk_by(follows).count() < days.chunk_by(follows).count() {
        days = own;
    }
    let runs: Vec<String> = days
        .chunk_by(follows)
        .map(|run| match run {
            [one] => name(*one),
            [first, .., last] => scene.fill(
                "hours_day_range",
                &[("from", &name(*first)), ("to", &name(*last))],
            ),
            [] => String::new(),
        })
        .collect();
    runs.join(&scene.say("list_comma"))
}

fn coming_date(scene: &Scene<'_>, special: &Special<'_>, zone: &str) -> ComingDay {
    let (key, hours) = match &special.hours {
        SpecialHours::Closed => ("closed", String::new()),
        SpecialHours::Day(openings) => ("open", scene.openings(openings)),
        SpecialHours::Week(week) => ("open", week_in_one_line(scene, week)),
    };
    let why = scene.text_or_empty(special.why);
    let text = if why.is_empty() {
        scene.fill(&format!("coming_{key}"), &[("hours", &hours)])
    } else {
        let values = [("why", why.as_str()), ("hours", &hours)];
        scene.fill(&format!("coming_{key}_why"), &values)
    };
    ComingDay {
        label: scene.dates(special.from, special.to),
        text,
        ends: calendar::date_ends(special.to, zone),
    }
}
