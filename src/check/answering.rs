//! When channels answer while a promise's clock runs. Times are minutes since 1970-01-01T00:00Z.

use crate::model::Site;
use crate::model::facts::{Channel, Count, Plan, PlanTarget, Target};
use crate::model::site::Owned;

/// The stretches in which the clock of a promise runs, within `window`; `None` where that is not said.
pub fn running(
    site: &Site,
    plan: &Plan,
    row: &PlanTarget,
    target: &Target,
    window: (i64, i64),
) -> Option<Vec<(i64, i64)>> {
    let running = match target.count.as_ref()?.value {
        Count::Clock => vec![window],
        Count::OpenHours | Count::OpenDays => {
            openings(site, &plan.counted_on(row)?.value)?.to_vec()
        }
    };
    Some(within(joined(running), window))
}

/// What of the stretches lies in `window`.
pub fn within(list: Vec<(i64, i64)>, (from, until): (i64, i64)) -> Vec<(i64, i64)> {
    let cut = list
        .into_iter()
        .map(|(start, end)| (start.max(from), end.min(until)));
    cut.filter(|(start, end)| start < end).collect()
}

/// How long they last together.
pub fn minutes(list: &[(i64, i64)]) -> i64 {
    list.iter().map(|(start, end)| end - start).sum()
}

/// How much a part is of a whole, in per cent and in words.
pub fn share(part: i64, whole: i64) -> String {
    match (part * 100 + whole / 2) / whole.max(1) {
        0 => "less than 1".to_owned(),
        share => share.to_string(),
    }
}

/// The channels of a row: those it names, else those that no other row of its severity does.
pub fn channels<'a>(site: &'a Site, plan: &Plan, row: &PlanTarget) -> Vec<&'a Owned<Channel>> {
    let named = |row: &PlanTarget, id: &str| row.channels.iter().any(|one| one.value == id);
    let same = |other: &&PlanTarget| other.severity.value == row.severity.value;
    let channels = site.channels.iter();
    channels
        .filter(|channel| match row.channels.as_slice() {
            [] => {
                let mut others = plan.targets.iter().filter(same);
                channel.value.takes(&row.severity.value)
                    && !others.any(|other| named(other, &channel.id))
            }
            _ => named(row, &channel.id),
        })
        .collect()
}

/// When requests are answered: in `answered`, else while the channel is open.
pub fn answers(channel: &Channel) -> Option<&str> {
    let id = channel.answered.as_ref().or(channel.calendar.as_ref())?;
    Some(&id.value)
}

/// The openings of a calendar in the months ahead.
pub fn openings<'a>(site: &'a Site, calendar: &str) -> Option<&'a [(i64, i64)]> {
    site.openings
        .get(calendar)
        .map(|one| one.openings.as_slice())
}

/// The minutes that all calendars speak about.
pub fn window(site: &Site) -> Option<(i64, i64)> {
    let from = site.openings.values().map(|one| one.from).max()?;
    let until = site.openings.values().map(|one| one.until).min()?;
    (from < until).then_some((from, until))
}

/// Stretches in order, without overlaps.
pub fn joined(mut list: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    list.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::with_capacity(list.len());
    for (start, end) in list {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// Minutes that two lists, each in order and without overlaps, have in common.
pub fn common(one: &[(i64, i64)], other: &[(i64, i64)]) -> i64 {
    let (mut at, mut minutes) = (0, 0);
    for &(start, end) in one {
        while at < other.len() && other[at].1 <= start {
            at += 1;
        }
        let touching = other[at..].iter().take_while(|(from, _)| *from < end);
        minutes += touching
            .map(|&(from, to)| to.min(end) - from.max(start))
            .sum::<i64>();
    }
    minutes
}
