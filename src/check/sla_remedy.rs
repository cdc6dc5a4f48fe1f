//! SLA-REMEDY: a plan says what customers get when a promise is missed, and by when they ask (P5).

use super::promises;
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-REMEDY";

/// `remedy` is said, with the time in which it is claimed; of none, there is nothing to claim.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for owned in promises::readable(site) {
        let page = site.page_of(owned);
        let (span, message, hint) = match &owned.value.remedy {
            None => (
                page.front.at("remedy"),
                format!(
                    "nothing says what follows when the plan `{}` misses a time",
                    owned.id
                ),
                "add `remedy`, as in `remedy: {kind: credit, per_cent: 5, of: monthly-fee, claim_within: P30D}`",
            ),
            Some(remedy) if remedy.is_none() => match &remedy.claim_within {
                None => continue,
                Some(within) => (
                    within.span,
                    format!(
                        "the plan `{}` gives nothing, and says by when it is claimed",
                        owned.id
                    ),
                    "remove `claim_within`, or write `kind: credit` where there is one",
                ),
            },
            Some(remedy) if remedy.claim_within.is_none() => (
                page.front.at("remedy"),
                format!(
                    "nothing says by when the remedy of the plan `{}` is claimed",
                    owned.id
                ),
                "add `claim_within` to `remedy`, as in `claim_within: P30D`",
            ),
            Some(_) => continue,
        };
        found.push(
            Diagnostic::note(CODE, &page.document.path, span, message).with_hint(hint.to_owned()),
        );
    }
}
