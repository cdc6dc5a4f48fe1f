//! Promises as numbers for the calculator, and worked out for three moments that readers know.

use super::Scene;
use super::intake::in_language;
use crate::calendar::{self, Date, Hours, Opening, Timestamp};
use crate::cldr;
use crate::model::facet::{Choice, Example, Holds, Promise, PromisedLength, TargetRow};
use crate::model::facts::{Calendar, Channel, Count, Duration, Plan, PlanTarget, Target};
use crate::model::site::Owned;

/// Days that are searched for one that is open and one that is not.
const SEARCHED: i32 = 35;
const MINUTE: i64 = 60;

/// When a version of a plan holds: dates where the partner is.
#[derive(Clone, Copy)]
pub struct Term {
    /// The first day, where one is named.
    pub from: Option<Date>,
    /// The day on which it holds no more, where one is known.
    pub end: Option<Date>,
}

impl Term {
    /// The same as a script reads it.
    pub fn holds(self, scene: &Scene<'_>) -> Holds {
        let minute = |at: Option<Timestamp>| at.map(|at| at.as_second().div_euclid(MINUTE));
        let (from, end) = self.instants(scene);
        let last = self.end.and_then(|end| end.yesterday().ok());
        let said = |key: &str, date: Option<Date>| {
            date.map_or_else(String::new, |date| {
                scene.fill(key, &[("date", &scene.day(date))])
            })
        };
        Holds {
            from: minute(from),
            not_before: said("version_not_before", self.from),
            until: minute(end),
            not_after: said("version_not_after", last),
        }
    }

    fn instants(self, scene: &Scene<'_>) -> (Option<Timestamp>, Option<Timestamp>) {
        let begins = |date| calendar::begins(date, &scene.config.time_zone);
        (self.from.and_then(begins), self.end.and_then(begins))
    }
}

/// The rows of `plan` as a script reads them: those that name a channel first.
pub fn promises(plan: &Plan) -> Vec<Promise> {
    let length = |target: &Option<Target>| {
        let target = target.as_ref()?;
        Some(PromisedLength {
            length: match target.length.value {
                Duration::Seconds(seconds) => seconds,
                Duration::Days(days) => days.into(),
            },
            count: target.count.as_ref()?.value.name(),
        })
    };
    let promise = |row: &PlanTarget| Promise {
        severity: row.severity.value.clone(),
        channels: row.channels.iter().map(|id| id.value.clone()).collect(),
        calendar: plan
            .counted_on(row)
            .map_or_else(String::new, |id| id.value.clone()),
        respond: length(&row.respond),
        update: length(&row.update),
        restore: length(&row.restore),
    };
    plan.targets.iter().map(promise).collect()
}

/// The channels that one may ask over, first contact first.
pub fn channels(scene: &Scene<'_>) -> Vec<Choice> {
    let choice = |channel: &Owned<Channel>| {
        let only = channel.value.severities.iter();
        let only: Vec<&str> = only.map(|id| id.value.as_str()).collect();
        let entry = (scene.entry)(channel.page);
        let choice = Choice {
            id: channel.id.clone(),
            name: entry.title,
            only: only.join(" "),
            ..Choice::default()
        };
        in_language(scene, choice, &entry.locale)
    };
    scene.channels.iter().map(choice).collect()
}

/// The severity that examples are of: the worst one that something is promised for.
fn severity<'r>(plan: &Plan, rows: &'r [TargetRow]) -> Option<&'r TargetRow> {
    let promised = |row: &&TargetRow| {
        let mut promised = plan.targets.iter();
        promised.any(|target| target.severity.value == row.severity)
    };
    rows.iter().find(promised)
}

/// What must be known about examples: the severity, and the zone that they are told in.
pub fn note(scene: &Scene<'_>, plan: &Plan, rows: &[TargetRow]) -> String {
    let severity = severity(plan, rows);
    let severity = severity.map(|row| scene.fill("worked_for", &[("severity", &row.name)]));
    let zone = usual(scene, plan).map(|calendar| scene.zone(&calendar.time_zone.value));
    let zone = zone.map(|zone| scene.fill("example_zone", &[("zone", &zone)]));
    let sentences: Vec<String> = severity.into_iter().chain(zone).collect();
    scene.sentences(&sentences)
}

/// The calendar on whose clock a script tells times as the examples do; empty where that never closes, since its zone
/// is nobody's.
pub fn clock(scene: &Scene<'_>, plan: &Plan) -> String {
    let calendar = usual(scene, plan).filter(|calendar| !calendar.always);
    calendar.map_or_else(String::new, |calendar| calendar.id.value.clone())
}

/// What the plan promises for that [`severity`], asked during hours, shortly before closing and in the night of a
/// closed day, in the first month in which it holds that is not past. `rows` are the words of its rows, severity by
/// severity.
pub fn examples(scene: &Scene<'_>, plan: &Plan, rows: &[TargetRow], term: Term) -> Vec<Example> {
    let (Some(calendar), Some(worst)) = (usual(scene, plan), severity(plan, rows)) else {
        return Vec::new();
    };
    let hours = Hours::new(calendar, &scene.facts.holiday_sets);
    let of_worst = plan
        .targets
        .iter()
        .filter(|row| row.severity.value == worst.severity);
    let mut of_worst: Vec<&PlanTarget> = of_worst.collect();
    of_worst.sort_by_key(|row| row.channels.is_empty());
    let rows: Vec<&TargetRow> = (rows.iter())
        .filter(|row| row.severity == worst.severity)
        .collect();
    let shown = |at: Timestamp| moment(scene, calendar, at);
    let mut examples = Vec::new();
    let month = scene.today.first_of_month();
    let first = term.from.map_or(month, |from| from.max(month));
    let (from, end) = term.instants(scene);
    let known = calendar::known_dates(calendar, &scene.facts.holiday_sets);
    let holds = |at: Timestamp| {
        let (date, _) = calendar::wall(at, &calendar.time_zone.value);
        let is_known = known.0 <= date && date <= known.1;
        is_known && from.is_none_or(|from| from <= at) && end.is_none_or(|end| at < end)
    };
    // Who counts an hour from 01:00 to 01:00, on the day on which clocks are put back, takes it for a mistake.
    let zone = &calendar.time_zone.value;
    let is_plain = |asked: Timestamp| {
        let targets = of_worst.iter().flat_map(|row| {
            let all = [&row.respond, &row.update, &row.restore];
            all.into_iter().flatten().map(move |target| (*row, target))
        });
        let mut counted = targets
            .filter(|(_, target)| matches!(target.length.value, Duration::Seconds(_)))
            .filter_map(|(row, target)| due(scene, plan, row, target, asked));
        counted.all(|due| calendar::is_even(asked, due, zone))
    };
    for asked in moments(&hours, calendar, first, holds, is_plain) {
        for (row, words) in of_worst.iter().zip(&rows) {
            let due = |target: &Option<Target>| match target {
                Some(target) => due(scene, plan, row, target, asked).map(shown),
                None => Some(scene.say("no_promise")),
            };
            let told = [&row.respond, &row.update, &row.restore].map(due);
            // A due date out of sight is no example.
            let [Some(respond), Some(update), Some(restore)] = told else {
                continue;
            };
            examples.push(Example {
                asked: shown(asked),
                channels: words.channels.clone(),
                respond,
                update,
                restore,
            });
        }
    }
    examples
}

/// The plan's calendar, else that of its first row that has one; one that closes before one that never does, whose
/// zone is nobody's.
fn usual<'a>(scene: &Scene<'a>, plan: &Plan) -> Option<&'a Calendar> {
    let of_rows = plan.targets.iter().filter_map(|row| row.calendar.as_ref());
    let all = plan.calendar.iter().chain(of_rows);
    let mut all = all.filter_map(|id| scene.calendar_of(&id.value));
    let first = all.next()?;
    match first.always {
        true => all.find(|calendar| !calendar.always).or(Some(first)),
        false => Some(first),
    }
}

/// An hour after opening, half an hour before the last closing ahead of a closed day, and three in the
/// morning of that day, in the calendar's time; from the first such days after `first`, which is that of the month, so
/// that pages change with it. Only those that `holds` says yes to, and rather others than those that are not `is_plain`.
fn moments(
    hours: &Hours,
    calendar: &Calendar,
    first: Date,
    holds: impl Fn(Timestamp) -> bool,
    is_plain: impl Fn(Timestamp) -> bool,
) -> Vec<Timestamp> {
    let mut openings = hours.openings(first, calendar::later(first, SEARCHED));
    openings.retain(|opening| holds(opening.start));
    let held = |mut moments: Vec<Timestamp>| {
        moments.retain(|at| holds(*at));
        moments
    };
    let begun = |opening: &Opening| {
        let mut moments = vec![after(opening.start, 60)];
        if calendar.always {
            moments.push(after(opening.start, 3 * 60));
        }
        held(moments)
    };
    let mut moments = plainest(openings.iter().map(begun), &is_plain);
    if calendar.always {
        return moments;
    }
    let next = |date: Date| calendar::later(date, 1);
    let gaps = openings.windows(2).filter_map(|pair| {
        let [before, after_it] = pair else {
            return None;
        };
        (after_it.date > next(before.date)).then_some(before)
    });
    let ended = |before: &Opening| {
        let closed = hours.at(next(before.date), 3 * 60);
        let closed = closed.filter(|at| !hours.status(*at).open);
        held(
            std::iter::once(after(before.end, -30))
                .chain(closed)
                .collect(),
        )
    };
    moments.extend(plainest(gaps.map(ended), &is_plain));
    moments
}

/// The first of the days, as moments in it, that are all `is_plain`; where none is, the first.
fn plainest(
    days: impl Iterator<Item = Vec<Timestamp>>,
    is_plain: impl Fn(Timestamp) -> bool,
) -> Vec<Timestamp> {
    let mut days = days.peekable();
    let first = days.peek().cloned().unwrap_or_default();
    let plain = days.find(|moments| moments.iter().all(|at| is_plain(*at)));
    plain.unwrap_or(first)
}

fn due(
    scene: &Scene<'_>,
    plan: &Plan,
    row: &PlanTarget,
    target: &Target,
    asked: Timestamp,
) -> Option<Timestamp> {
    let count: Count = target.count.as_ref()?.value;
    let calendar = plan
        .counted_on(row)
        .and_then(|id| scene.calendar_of(&id.value));
    let sets = &scene.facts.holiday_sets;
    let hours = Hours::counted(calendar, sets, count)?;
    let due = calendar::due(&hours, asked, target.length.value, count)?.due;
    let counted = calendar.filter(|_| count != Count::Clock);
    counted
        .is_none_or(|calendar| calendar::is_known(calendar, sets, due))
        .then_some(due)
}

/// `Monday, 1 June 2026, 10:00`, as the calendar's clock shows it. Seconds stand there where there are some: a promise
/// is told neither earlier nor later than it is due.
fn moment(scene: &Scene<'_>, calendar: &Calendar, at: Timestamp) -> String {
    let (date, minutes) = calendar::wall(at, &calendar.time_zone.value);
    let time = match u8::try_from(at.as_second().rem_euclid(MINUTE)) {
        Ok(seconds @ 1..) => cldr::clock_with_seconds(scene.locale, minutes, seconds),
        _ => scene.clock(minutes),
    };
    scene.fill("moment", &[("date", &scene.date(date)), ("time", &time)])
}

fn after(at: Timestamp, minutes: i64) -> Timestamp {
    Timestamp::from_second(at.as_second() + minutes * MINUTE).unwrap_or(at)
}
