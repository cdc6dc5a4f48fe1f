//! When a channel is there (schema.org/OpeningHoursSpecification): local times. The type has no time
//! zone; the page tells it in words.

use serde_json::Value;

use super::{Scene, node};
use crate::calendar::{Date, Special, SpecialHours, Week, coming_dates, week, weeks};
use crate::model::facts::{Calendar, Channel, Interval, clock_text};

/// The hours of a channel, by the week and, where the page tells them, by date.
pub fn available(scene: &Scene<'_>, channel: &Channel, dated: bool) -> Vec<Value> {
    let Some(id) = channel.calendar.as_ref().or(channel.answered.as_ref()) else {
        return Vec::new();
    };
    let facts = &scene.site.facts;
    let calendar = facts.calendar(&id.value);
    let Some(calendar) = calendar else {
        return Vec::new();
    };
    let mut rows = by_day(&usual(calendar), None);
    let today = scene.site.today;
    if dated {
        let specials = coming_dates(calendar, &facts.holiday_sets, today);
        rows.extend(specials.iter().flat_map(of_dates));
    } else if !calendar.always {
        // Those that the line of hours tells.
        let seasons = weeks(calendar, today).into_iter().filter_map(|kept| {
            let season = calendar
                .seasons
                .iter()
                .any(|one| one.from.value == kept.from);
            let to = kept.to.filter(|_| season)?;
            Some(of_week(&kept.week, kept.from, to))
        });
        rows.extend(seasons.flatten());
    }
    rows
}

fn usual(calendar: &Calendar) -> Week {
    match calendar.always {
        true => std::array::from_fn(|_| vec![WHOLE_DAY]),
        false => week(&calendar.weekly),
    }
}

const WHOLE_DAY: Interval = Interval {
    start: 0,
    end: 1440,
};

/// Each opening once, with the days that have it.
fn by_day(week: &Week, dates: Option<(Date, Date)>) -> Vec<Value> {
    let mut found: Vec<(Interval, Vec<String>)> = Vec::new();
    for (openings, day) in week.iter().zip(DAYS) {
        for opening in openings {
            let day = schema_day(day);
            match found.iter_mut().find(|(known, _)| known == opening) {
                Some((_, days)) => days.push(day),
                None => found.push((*opening, vec![day])),
            }
        }
    }
    let rows = found.into_iter();
    rows.map(|(opening, days)| row(opening, days, dates))
        .collect()
}

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

fn of_dates(special: &Special<'_>) -> Vec<Value> {
    let dates = Some((special.from, special.to));
    match &special.hours {
        SpecialHours::Closed => vec![row(CLOSED, Vec::new(), dates)],
        SpecialHours::Day(openings) => {
            let openings = openings.iter();
            openings
                .map(|opening| row(*opening, Vec::new(), dates))
                .collect()
        }
        SpecialHours::Week(week) => of_week(week, special.from, special.to),
    }
}

fn of_week(week: &Week, from: Date, to: Date) -> Vec<Value> {
    let dates = Some((from, to));
    let mut rows = by_day(week, dates);
    let closed = week.iter().zip(DAYS).filter(|(hours, _)| hours.is_empty());
    let closed: Vec<String> = closed.map(|(_, day)| schema_day(day)).collect();
    // Without them, the hours of every week would hold on these days.
    if !closed.is_empty() {
        rows.push(row(CLOSED, closed, dates));
    }
    rows
}

/// Midnight to midnight is how search engines write "closed".
const CLOSED: Interval = Interval { start: 0, end: 0 };

fn schema_day(day: &str) -> String {
    format!("https://schema.org/{day}")
}

fn row(opening: Interval, days: Vec<String>, dates: Option<(Date, Date)>) -> Value {
    // A time of day ends before 24:00; search engines take 23:59 for the end of the day.
    let closes = if opening.end == 1440 {
        1439
    } else {
        opening.end
    };
    let (from, to) = dates.unzip();
    node(
        "OpeningHoursSpecification",
        [
            ("dayOfWeek", days.into()),
            ("opens", clock_text(opening.start).into()),
            ("closes", clock_text(closes).into()),
            ("validFrom", from.map(|date| date.to_string()).into()),
            ("validThrough", to.map(|date| date.to_string()).into()),
        ],
    )
}
