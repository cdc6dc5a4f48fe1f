//! FRS-OLD: pages are read again before they are 18 months old (D32).

use super::dates::days_until;
use crate::model::config::Profile;
use crate::model::{Diagnostic, Kind, Site};

const CODE: &str = "FRS-OLD";

/// 18 months.
const DAYS: i64 = 548;

/// A page that nobody plans to review was updated or reviewed in the last 18 months.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // A site without a profile promises nothing: old articles are published as they are.
    if site.config.profile == Profile::None {
        return;
    }
    for page in site.source_pages() {
        // Where a review is planned, FRS-REVIEW waits for it. A notice is of its time, as an older
        // version of a plan is.
        let of_its_time = page.kind == Kind::Notice || page.document.key.stem().contains('@');
        let read = [&page.front.updated, &page.front.reviewed]
            .into_iter()
            .flatten();
        let Some(read) = read.max_by_key(|date| date.value) else {
            continue;
        };
        if of_its_time
            || page.front.review_by.is_some()
            || days_until(site.today, read.value) >= -DAYS
        {
            continue;
        }
        let message = format!("nobody has reviewed this page since {}", read.value);
        let hint =
            "read it again, then set `reviewed`, and `review_by` for the next time".to_owned();
        let finding = Diagnostic::note(CODE, &page.document.path, read.span, message);
        found.push(finding.with_hint(hint));
    }
}
