//! SLA-ORDER: what is worse is never answered later.

use super::promises;
use crate::calendar::{self, Hours, Timestamp};
use crate::model::facts::{Plan, PlanTarget, SeverityLevel, Target};
use crate::model::site::Owned;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-ORDER";

/// Moments of a year at which two promises are compared, so many minutes apart: with each the weekday,
/// the hour and the minute change.
const MOMENTS: i64 = 150;
const APART: i64 = 58 * 60 + 17;

/// Over each channel, a severity is answered no later than the next milder one.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut levels: Vec<&SeverityLevel> = site.facts.severities.iter().collect();
    levels.retain(|level| level.rank.is_some());
    levels.sort_by_key(|level| level.rank.as_ref().map(|rank| rank.value));
    for plan in promises::readable(site) {
        for pair in levels.windows(2) {
            found.extend(later(site, plan, pair[0], pair[1]));
        }
    }
}

/// Where the worse severity of a plan is answered later than the milder one.
fn later(
    site: &Site,
    plan: &Owned<Plan>,
    worse: &SeverityLevel,
    milder: &SeverityLevel,
) -> Option<Diagnostic> {
    let (worse, milder) = (&worse.id.value, &milder.id.value);
    let named = plan.value.targets.iter().flat_map(|row| &row.channels);
    let channels = named.map(|id| Some(id.value.as_str())).chain([None]);
    channels.into_iter().find_map(|channel| {
        let of = |severity: &str| {
            let row = calendar::row(&plan.value, severity, channel)?;
            Some((row, row.respond.as_ref()?))
        };
        let ((row, target), (milder_row, milder_target)) = (of(worse)?, of(milder)?);
        let at = first_later(site, &plan.value, (row, target), (milder_row, milder_target))?;
        let (length, other) = (target.length.value, milder_target.length.value);
        let message =
            format!("`{worse}` is answered later than `{milder}`, asked at {at}: `{length}` against `{other}`");
        let hint = format!("shorten the first response of `{worse}`, or lengthen that of `{milder}`");
        let path = &site.page_of(plan).document.path;
        Some(Diagnostic::error(CODE, path, target.length.span, message).with_hint(hint))
    })
}

/// The first moment at which one promise is due after another.
fn first_later(
    site: &Site,
    plan: &Plan,
    one: (&PlanTarget, &Target),
    other: (&PlanTarget, &Target),
) -> Option<Timestamp> {
    let hours = |row: &PlanTarget| {
        let calendar = site.facts.calendar(&plan.counted_on(row)?.value)?;
        Some(Hours::new(calendar, &site.facts.holiday_sets))
    };
    let (hours, other_hours) = (hours(one.0)?, hours(other.0)?);
    let due = |hours: &Hours, target: &Target, at| {
        let count = target.count.as_ref()?.value;
        calendar::due(hours, at, target.length.value, count).map(|due| due.due)
    };
    let begin = hours.at(site.today.first_of_month(), 0)?.as_second();
    (0..MOMENTS).find_map(|number| {
        let at = Timestamp::from_second(begin + number * APART * 60).ok()?;
        let (due, other_due) = (due(&hours, one.1, at)?, due(&other_hours, other.1, at)?);
        (due > other_due).then_some(at)
    })
}
