//! SLA-RESPONSE: what counts as a response is said.

use super::promises;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-RESPONSE";

/// Under `clock` the plan says whether a person has to answer.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for owned in promises::readable(site) {
        let clock = owned.value.clock.as_ref();
        if clock.is_none_or(|clock| clock.response.is_none()) {
            let page = site.page_of(owned);
            let message = format!(
                "nothing says whether an automatic reply is a response of the plan `{}`",
                owned.id
            );
            let hint = "add `response: human` or `response: automatic` to `clock`".to_owned();
            let span = page.front.at("clock");
            found.push(
                Diagnostic::warning(CODE, &page.document.path, span, message).with_hint(hint),
            );
        }
    }
}
