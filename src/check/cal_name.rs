//! CAL-NAME: a calendar has a name.

use crate::model::{Diagnostic, Site};

const CODE: &str = "CAL-NAME";

/// Each calendar has a name for readers.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    // Its name may stand behind a mistake in YAML.
    if facts.broken {
        return;
    }
    for calendar in facts.calendars.iter().filter(|one| one.name.is_none()) {
        let id = &calendar.id;
        let message = format!("the calendar `{}` has no name", id.value);
        let hint = "add `name`, as in `name: Office hours`".to_owned();
        found.push(Diagnostic::warning(CODE, &facts.path, id.span, message).with_hint(hint));
    }
}
