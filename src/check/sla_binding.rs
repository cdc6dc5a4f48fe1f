//! SLA-BINDING: a plan says whether its times are a target or a guarantee.

use super::promises;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-BINDING";

/// `binding` is said.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for owned in promises::readable(site) {
        if owned.value.binding.is_none() {
            let page = site.page_of(owned);
            let message = format!(
                "nothing says whether the plan `{}` guarantees its times",
                owned.id
            );
            let hint = "add `binding: target` or `binding: guarantee`".to_owned();
            let span = page.front.at("binding");
            found.push(
                Diagnostic::warning(CODE, &page.document.path, span, message).with_hint(hint),
            );
        }
    }
}
