//! CAL-NOHOLIDAYS: a calendar says what it does on public holidays.

use crate::model::{Diagnostic, Site};

const CODE: &str = "CAL-NOHOLIDAYS";

/// `holidays` names sets and days, or is `none`.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    for calendar in &facts.calendars {
        // In broken YAML it may stand behind the mistake.
        if !facts.broken && !calendar.always && calendar.holidays.is_none() {
            let id = &calendar.id;
            let message = format!(
                "nothing says whether `{}` is open on public holidays",
                id.value
            );
            let hint = "add `holidays` with ids of `holiday_sets`, or `holidays: none`".to_owned();
            found.push(Diagnostic::warning(CODE, &facts.path, id.span, message).with_hint(hint));
        }
    }
}
