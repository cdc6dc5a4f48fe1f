//! CAL-UNUSED: calendars and sets of holidays are used.

use std::collections::HashSet;

use crate::model::document::Hole;
use crate::model::facts::HolidayRef;
use crate::model::{Diagnostic, Layers, Site};

const CODE: &str = "CAL-UNUSED";

/// Each calendar is named by a channel, a plan, the maintenance or a text, each set by a calendar.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    if facts.calendars.is_empty() && facts.holiday_sets.is_empty() {
        return;
    }
    let used = calendars(site);
    let holidays = facts
        .calendars
        .iter()
        .flat_map(|one| one.holidays.iter().flatten());
    let sets: HashSet<&str> = holidays
        .filter_map(|one| match one {
            HolidayRef::Set(id) => Some(id.value.as_str()),
            HolidayRef::Day(_) => None,
        })
        .collect();
    let calendars = facts.calendars.iter().map(|one| &one.id);
    let calendars = calendars.filter(|id| !used.contains(id.value.as_str()));
    let unused = calendars.map(|id| (id, "the calendar", "a channel or a plan"));
    let rest = facts.holiday_sets.iter().map(|one| &one.id);
    let rest = rest.filter(|id| !sets.contains(id.value.as_str()));
    let rest = rest.map(|id| (id, "the set of holidays", "a calendar"));
    for (id, what, user) in unused.chain(rest) {
        let message = format!("{what} `{}` is not used", id.value);
        let hint = format!("name it in {user}, or remove it");
        found.push(Diagnostic::note(CODE, &facts.path, id.span, message).with_hint(hint));
    }
}

/// Leaves out what stands in a base: that one brand does without it is no reason to remove it there.
pub fn of_this_portal(layers: &Layers, found: &mut Vec<Diagnostic>) {
    let is_own = |one: &Diagnostic| layers.folder(&one.path, one.span.start as usize).is_empty();
    found.retain(|one| one.code != CODE || is_own(one));
}

/// Ids that something names.
fn calendars(site: &Site) -> HashSet<&str> {
    let mut used = HashSet::new();
    for document in &site.documents {
        if let Some(channel) = &document.front.channel {
            used.extend(channel.calendar.iter().chain(&channel.answered));
        }
        if let Some(plan) = &document.front.plan {
            let rows = plan.targets.iter().filter_map(|row| row.calendar.as_ref());
            used.extend(plan.calendar.iter().chain(rows));
        }
    }
    let maintenance = site.facts.maintenance.as_ref();
    used.extend(maintenance.and_then(|one| one.calendar.as_ref()));
    let ids = used.into_iter().map(|id| id.value.as_str());
    let holes = site.documents.iter().flat_map(|one| one.body.holes());
    let in_text = holes.flat_map(|hole| match hole {
        Hole::Fact(name) => name
            .value
            .trim()
            .strip_prefix("calendar.")
            .into_iter()
            .collect(),
        Hole::Block(block) => {
            let calendar = block.attributes.iter().filter(|(key, _)| key == "calendar");
            calendar.map(|(_, id)| id.value.as_str()).collect()
        }
        _ => Vec::new(),
    });
    ids.chain(in_text).collect()
}
