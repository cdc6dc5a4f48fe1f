//! SLA-START: what starts the clock is said.

use super::promises;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-START";

/// Under `clock` the plan says what starts its clock.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for owned in promises::readable(site) {
        let clock = owned.value.clock.as_ref();
        if clock.is_none_or(|clock| clock.starts.is_none()) {
            let page = site.page_of(owned);
            let message = format!(
                "nothing says what starts the clock of the plan `{}`",
                owned.id
            );
            let hint = "add `starts` to `clock`, as in `clock: {starts: received}`".to_owned();
            let span = page.front.at("clock");
            found.push(
                Diagnostic::warning(CODE, &page.document.path, span, message).with_hint(hint),
            );
        }
    }
}
