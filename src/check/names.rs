//! Ids that name something which is not there.

use crate::model::facts::Id;
use crate::model::nearest::nearest;
use crate::model::{Diagnostic, RelPath, Site};

/// What an id can be the name of.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A channel page.
    Channel,
    /// A plan's page.
    Plan,
    /// An entry of `calendars`.
    Calendar,
    /// An entry of `holiday_sets`.
    HolidaySet,
    /// An entry of `products`.
    Product,
    /// An entry of `services`.
    Service,
    /// An entry of `severities`.
    Severity,
}

impl Kind {
    /// What it is called in findings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Plan => "plan",
            Self::Calendar => "calendar",
            Self::HolidaySet => "set of holidays",
            Self::Product => "product",
            Self::Service => "service",
            Self::Severity => "severity",
        }
    }

    /// Where such things are defined.
    pub fn home(self) -> &'static str {
        match self {
            Self::Channel => {
                "a channel is a page of `channels/` in the source language; its id is the file's name"
            }
            Self::Plan => {
                "a plan is a page of `sla/` in the source language; its id is the file's name"
            }
            Self::Calendar => "calendars are defined under `calendars` in support.yaml",
            Self::HolidaySet => "sets are defined under `holiday_sets` in support.yaml",
            Self::Product => "products are defined under `products` in support.yaml",
            Self::Service => "services are defined under `services` in support.yaml",
            Self::Severity => "severities are defined under `severities` in support.yaml",
        }
    }

    /// The ids of all that exist.
    pub fn known(self, site: &Site) -> Vec<&str> {
        fn ids<'a>(ids: impl Iterator<Item = &'a Id>) -> Vec<&'a str> {
            ids.map(|id| id.value.as_str()).collect()
        }
        let facts = &site.facts;
        match self {
            Self::Channel => site.channels.iter().map(|one| one.id.as_str()).collect(),
            Self::Plan => site.plans.iter().map(|one| one.id.as_str()).collect(),
            Self::Calendar => ids(facts.calendars.iter().map(|one| &one.id)),
            Self::HolidaySet => ids(facts.holiday_sets.iter().map(|one| &one.id)),
            Self::Product => ids(facts.products.iter().map(|one| &one.id)),
            Self::Service => ids(facts.services.iter().map(|one| &one.id)),
            Self::Severity => ids(facts.severities.iter().map(|one| &one.id)),
        }
    }
}

/// A finding where nothing of the kind is called `id`, written in the file `path`.
pub fn unknown(
    code: &'static str,
    site: &Site,
    path: &RelPath,
    id: &Id,
    kind: Kind,
) -> Option<Diagnostic> {
    let known = kind.known(site);
    // What cannot be found may stand behind a mistake in support.yaml.
    let unread = site.facts.broken && !matches!(kind, Kind::Channel);
    if unread || known.contains(&id.value.as_str()) {
        return None;
    }
    // Of ids as short as `s1` all are alike.
    let near = match id.value.len() {
        0..=2 => None,
        _ => nearest(&id.value, known.iter().copied()),
    };
    let hint = match near {
        Some(near) => format!("`{near}` exists"),
        None if known.is_empty() => kind.home().to_owned(),
        None => format!("there is {}", listed(&known)),
    };
    let message = format!("no {} is called `{}`", kind.name(), id.value);
    Some(Diagnostic::error(code, path, id.span, message).with_hint(hint))
}

/// Words in backticks: `` `a`, `b` and `c` ``.
pub fn listed(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}
