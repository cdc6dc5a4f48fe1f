//! FRS-NOTICE: a notice that has ended is no longer listed.

use crate::calendar::{later, moment};
use crate::model::{Diagnostic, Kind, Site};

const CODE: &str = "FRS-NOTICE";

/// A notice says until when it is published, or ends today or later.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in site.source_pages().filter(|page| page.kind == Kind::Notice) {
        let Some(ends) = &page.front.ends else {
            continue;
        };
        // Whoever set a day on which it goes, however late, has thought of it.
        let ended = moment(&ends.value.0).date;
        if page.front.expires.is_some() || ended >= site.today {
            continue;
        }
        let message = format!("this notice ended on {ended} and is still listed");
        let hint = format!(
            "add `expires`, the first day on which it is not published, as in `expires: {}`",
            later(ended, 1)
        );
        let finding = Diagnostic::warning(CODE, &page.document.path, ends.span, message);
        found.push(finding.with_hint(hint));
    }
}
