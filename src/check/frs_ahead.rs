//! FRS-AHEAD: no page was changed or reviewed on a day that is still to come.

use super::dates::days_until;
use crate::model::{Diagnostic, Site};

const CODE: &str = "FRS-AHEAD";

/// Between the first place on earth where a day begins and the last lie 26 hours: an author may be that far ahead of
/// the portal's clock.
const DAYS: i64 = 2;

/// `updated` and `reviewed` do not lie ahead of today.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for document in &site.documents {
        let front = &document.front;
        let dates = [("updated", front.updated), ("reviewed", front.reviewed)];
        for (key, date) in dates {
            let Some(date) = date else {
                continue;
            };
            // What is prepared for a day may have its date.
            let is_prepared = front.draft
                || (front.effective).is_some_and(|effective| date.value <= effective.value);
            if is_prepared || days_until(site.today, date.value) <= DAYS {
                continue;
            }
            let message = format!("`{key}` is {}, which is still to come", date.value);
            let hint = match key {
                "updated" => "write the day on which the text last changed; readers see it",
                _ => {
                    "write the day on which somebody last read it; readers see it, and `review_by` is for the next time"
                }
            };
            let finding = Diagnostic::warning(CODE, &document.path, date.span, message);
            found.push(finding.with_hint(hint.to_owned()));
        }
    }
}
