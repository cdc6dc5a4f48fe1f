//! FCT-NAME: a reference to a fact names one fact.

use super::names;
use crate::model::document::FrontMatter;
use crate::model::facts::{HolidayRef, Id, OutsideHours};
use crate::model::site::Loose;
use crate::model::{Diagnostic, Named, RelPath, Site};

const CODE: &str = "FCT-NAME";

/// A reference in a text names one fact, and an id in the facts something that exists. What a plan
/// names is for SLA-REF, the first contact for SUP-FIRST.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    // A fact that is not found may stand behind a mistake in YAML.
    let states = |front: &FrontMatter| front.channel.is_some() || front.plan.is_some();
    let mut fronts = site.documents.iter().map(|document| &document.front);
    let unread = facts.broken || fronts.any(|front| front.broken && states(front));
    let ends = site.loose_ends.iter().filter(|_| !unread);
    found.extend(ends.filter_map(|end| match &end.what {
        Loose::Fact {
            message,
            hint,
            about,
        } => {
            let found = Diagnostic::error(CODE, &end.path, end.span, message);
            Some(found.with_hint(hint.clone()).about(about.clone()))
        }
        _ => None,
    }));
    let mut names = |path: &RelPath, id: &Id, named: Named| {
        found.extend(names::unknown(CODE, site, path, id, named));
    };
    for document in &site.documents {
        for id in document
            .front
            .products
            .iter()
            .chain(&document.front.affects)
        {
            names(&document.path, id, Named::Product);
        }
    }
    for owned in &site.channels {
        let (channel, path) = (&owned.value, &site.page_of(owned).document.path);
        for id in channel.calendar.iter().chain(&channel.answered) {
            names(path, id, Named::Calendar);
        }
        if let Some(OutsideHours::Channel(id)) =
            channel.outside_hours.as_ref().map(|one| &one.value)
        {
            names(path, id, Named::Channel);
        }
        for id in &channel.severities {
            names(path, id, Named::Severity);
        }
    }
    let services = facts.services.iter().flat_map(|one| &one.channels);
    let levels = facts.escalation.iter().flat_map(|one| &one.channels);
    let complaints = facts.complaints.iter().flat_map(|one| &one.channels);
    let accessibility = facts.accessibility.iter().flat_map(|one| &one.contact);
    for id in services
        .chain(levels)
        .chain(complaints)
        .chain(accessibility)
    {
        names(&facts.path, id, Named::Channel);
    }
    for id in facts.maintenance.iter().flat_map(|one| &one.calendar) {
        names(&facts.path, id, Named::Calendar);
    }
    let holidays = facts
        .calendars
        .iter()
        .flat_map(|one| one.holidays.iter().flatten());
    for holiday in holidays {
        if let HolidayRef::Set(id) = holiday {
            names(&facts.path, id, Named::HolidaySet);
        }
    }
}
