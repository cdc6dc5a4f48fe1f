//! SUP-COMMS: customers know who writes to them about what (D21).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-COMMS";

const SUBJECTS: [&str; 3] = ["subscription", "billing", "incidents"];

/// `notices` names the sender for each subject.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let told = |subject: &str| {
        let mut notices = site.facts.notices.iter();
        notices.any(|(own, senders)| own == subject && !senders.is_empty())
    };
    let missing: Vec<&str> = SUBJECTS.into_iter().filter(|one| !told(one)).collect();
    if let Some(first) = missing.first() {
        let message = format!(
            "customers cannot tell who writes to them about {}",
            listed(&missing, "and")
        );
        let action = format!("name the sender under `notices`, as in `{first}: partner`");
        found.push(demand.missing("notices", message, &action));
    }
}

/// The senders of each subject.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    Evidence::all(SUBJECTS.into_iter().map(|subject| {
        let mut notices = site.facts.notices.iter();
        let (_, senders) = notices.find(|(own, _)| own == subject)?;
        let first = senders.first()?;
        let who: Vec<&str> = senders.iter().map(|one| one.value.as_str()).collect();
        let words = format!("on `{subject}` writes {}", listed(&who, "and"));
        Some(stated(site, first.span, words))
    }))
}
