//! SLA-PAUSE: what stops the clock is said.

use super::promises;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-PAUSE";

/// Under `clock` the plan says what stops its clock, or that nothing does.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for owned in promises::readable(site) {
        let clock = owned.value.clock.as_ref();
        if clock.is_none_or(|clock| clock.pauses.is_none()) {
            let page = site.page_of(owned);
            let message = format!(
                "nothing says what stops the clock of the plan `{}`",
                owned.id
            );
            let hint =
                "add `pauses` to `clock`, as in `pauses: [waiting-for-customer]`, or `pauses: []`"
                    .to_owned();
            let span = page.front.at("clock");
            found.push(
                Diagnostic::warning(CODE, &page.document.path, span, message).with_hint(hint),
            );
        }
    }
}
