//! FRS-TOLD: a notice of what is to come says when it was written.

use crate::model::{Diagnostic, Kind, Site};

const CODE: &str = "FRS-TOLD";

/// A notice that begins after today has a day of its own, where there is a feed.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    if site.config.url.is_none() {
        return;
    }
    for page in site.source_pages().filter(|page| page.kind == Kind::Notice) {
        let front = &page.front;
        let has_day =
            front.updated.is_some() || front.effective.is_some() || page.changed.is_some();
        let Some(begins) = front.starts.as_ref().or(front.ends.as_ref()) else {
            continue;
        };
        let day = begins.value.0.date();
        if has_day || day <= site.today {
            continue;
        }
        let message =
            format!("nothing says when this notice was written: the feed tells it from {day} on");
        let hint = format!(
            "add `updated`, the day on which you wrote or changed it, as in `updated: {}`",
            site.today
        );
        let finding = Diagnostic::note(CODE, &page.document.path, begins.span, message);
        found.push(finding.with_hint(hint));
    }
}
