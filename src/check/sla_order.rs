//! SLA-ORDER: what is worse is never answered later.

use std::collections::BTreeSet;

use super::promises;
use crate::calendar::{self, Hours, Timestamp};
use crate::model::facts::{Plan, SeverityLevel, Target};
use crate::model::site::Owned;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-ORDER";

/// Moments of a year at which two promises are compared, so many minutes apart: with each the weekday,
/// the hour and the minute change.
const MOMENTS: i64 = 150;
const APART: i64 = 58 * 60 + 17;

/// Over each channel, a severity is answered no later than any milder one.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut levels: Vec<&SeverityLevel> = site.facts.severities.iter().collect();
    levels.retain(|level| level.rank.is_some());
    levels.sort_by_key(|level| level.rank.as_ref().map(|rank| rank.value));
    let moments = moments(site);
    for plan in promises::readable(site) {
        let mut told = BTreeSet::new();
        for channel in channels(&plan.value) {
            let answers = answers(site, &plan.value, &levels, channel, &moments);
            for later in later(&answers, &moments) {
                if told.insert(later.worse.severity) {
                    found.push(finding(site, plan, channel, &later));
                }
            }
        }
    }
}

/// The first response to a severity over some channel.
struct Answer<'s> {
    severity: &'s str,
    rank: i64,
    target: &'s Target,
    /// When it is due, asked at each of the moments.
    due: Vec<Option<Timestamp>>,
}

/// Two answers, and a moment at which the worse severity waits longer.
struct Later<'a, 's> {
    worse: &'a Answer<'s>,
    milder: &'a Answer<'s>,
    at: Timestamp,
}

/// The moments, from the first of this month on.
pub(super) fn moments(site: &Site) -> Vec<Timestamp> {
    let Some(begin) = Hours::always().at(site.today.first_of_month(), 0) else {
        return Vec::new();
    };
    let begin = begin.as_second();
    (0..MOMENTS)
        .filter_map(|number| Timestamp::from_second(begin + number * APART * 60).ok())
        .collect()
}

/// The channels that a plan tells apart; `None` is any other.
fn channels(plan: &Plan) -> BTreeSet<Option<&str>> {
    let named = plan.targets.iter().flat_map(|row| &row.channels);
    let named = named.map(|id| Some(id.value.as_str()));
    named.chain([None]).collect()
}

/// What the plan answers over a channel, the worst severity first: of those that it takes.
fn answers<'s>(
    site: &'s Site,
    plan: &'s Plan,
    levels: &[&'s SeverityLevel],
    channel: Option<&str>,
    moments: &[Timestamp],
) -> Vec<Answer<'s>> {
    let named = site.channels.iter();
    let named = named.filter(|one| channel.is_some_and(|id| one.id == id));
    let named = named.map(|one| &one.value).next();
    let answer = |level: &&'s SeverityLevel| {
        let severity = level.id.value.as_str();
        if named.is_some_and(|channel| !channel.takes(severity)) {
            return None;
        }
        let row = calendar::row(plan, severity, channel)?;
        let target = row.respond.as_ref()?;
        let (length, count) = (target.length.value, target.count.as_ref()?.value);
        let calendar = plan.counted_on(row);
        let calendar = calendar.and_then(|id| site.facts.calendar(&id.value));
        let hours = Hours::counted(calendar, &site.facts.holiday_sets, count)?;
        let due = |at: &Timestamp| calendar::due(&hours, *at, length, count).map(|due| due.due);
        Some(Answer {
            severity,
            rank: level.rank.as_ref()?.value,
            target,
            due: moments.iter().map(due).collect(),
        })
    };
    levels.iter().filter_map(answer).collect()
}

/// Each severity that waits longer than a milder one, beside the one that is answered first at that moment.
fn later<'a, 's>(answers: &'a [Answer<'s>], moments: &[Timestamp]) -> Vec<Later<'a, 's>> {
    let mut found = Vec::new();
    let mut soonest: Vec<Option<(Timestamp, &Answer<'_>)>> = vec![None; moments.len()];
    // From the mildest on, so that each is held against the soonest of all that are milder.
    for alike in answers.chunk_by(|one, other| one.rank == other.rank).rev() {
        for worse in alike {
            let mut asked = moments.iter().zip(&worse.due).zip(&soonest);
            let later = asked.find_map(|((at, due), soonest)| {
                let (sooner, milder) = (*soonest)?;
                ((*due)? > sooner).then_some(Later {
                    worse,
                    milder,
                    at: *at,
                })
            });
            found.extend(later);
        }
        for one in alike {
            for (due, soonest) in one.due.iter().zip(&mut soonest) {
                let sooner = soonest.is_none_or(|(sooner, _)| due.is_some_and(|due| due < sooner));
                if let Some(due) = due.filter(|_| sooner) {
                    *soonest = Some((due, one));
                }
            }
        }
    }
    found
}

fn finding(
    site: &Site,
    plan: &Owned<Plan>,
    channel: Option<&str>,
    later: &Later<'_, '_>,
) -> Diagnostic {
    let Later { worse, milder, at } = later;
    let lengths = [worse, milder].map(|one| one.target.length.value);
    let over = channel.map_or_else(String::new, |id| format!(" over `{id}`"));
    let message = format!(
        "`{}` is answered later than `{}`, asked{over} at {at}: `{}` against `{}`",
        worse.severity, milder.severity, lengths[0], lengths[1]
    );
    let hint = format!(
        "shorten the first response of `{}`, or lengthen that of `{}`",
        worse.severity, milder.severity
    );
    let path = &site.page_of(plan).document.path;
    Diagnostic::error(CODE, path, worse.target.length.span, message).with_hint(hint)
}
