//! SLA-REMEDY: a plan says what customers get when a promise is missed, and by when they ask (P5).

use super::promises;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-REMEDY";

/// `remedy` is said, with the time in which it is claimed.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for owned in promises::readable(site) {
        let (message, hint) = match &owned.value.remedy {
            None => (
                format!(
                    "nothing says what follows when the plan `{}` misses a time",
                    owned.id
                ),
                "add `remedy`, as in `remedy: {kind: credit, per_cent: 5, of: monthly-fee, claim_within: P30D}`",
            ),
            Some(remedy) if remedy.claim_within.is_none() => (
                format!(
                    "nothing says by when the remedy of the plan `{}` is claimed",
                    owned.id
                ),
                "add `claim_within` to `remedy`, as in `claim_within: P30D`",
            ),
            Some(_) => continue,
        };
        let page = site.page_of(owned);
        let span = page.front.at("remedy");
        found.push(
            Diagnostic::note(CODE, &page.document.path, span, message).with_hint(hint.to_owned()),
        );
    }
}
