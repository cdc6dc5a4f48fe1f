//! FRS-REVIEW: pages are read again by the date they name (D32).

use super::dates::days_until;
use super::evidence::{self, Evidence};
use crate::model::{Diagnostic, Kind, Page, Severity, Site};

const CODE: &str = "FRS-REVIEW";

/// So long before the date there is a note.
const DAYS_AHEAD: i64 = 30;

/// The date in `review_by` lies ahead.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for document in &site.documents {
        let Some(date) = &document.front.review_by else {
            continue;
        };
        let (severity, message) = match days_until(site.today, date.value) {
            days if days < 0 => {
                let message = format!("this page was to be reviewed by {}", date.value);
                (Severity::Warning, message)
            }
            days if days <= DAYS_AHEAD => {
                let message = format!("this page is to be reviewed by {}", date.value);
                (Severity::Note, message)
            }
            _ => continue,
        };
        let hint =
            "read it again, then set `reviewed` to that day and a later `review_by`".to_owned();
        let finding = Diagnostic::new(severity, CODE, &document.path, date.span, message);
        found.push(finding.with_hint(hint));
    }
}

/// The date by which each page of the description is read again, where it names one.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let describes = |page: &&Page| matches!(page.kind, Kind::Support | Kind::Channel | Kind::Sla);
    let pages = site.source_pages().filter(describes);
    let dated = pages.filter_map(|page| Some((page, page.document.front.review_by.as_ref()?)));
    Evidence::all(dated.map(|(page, date)| {
        let words = format!("page `{}` is read again by {}", page.url, date.value);
        let ahead = date.value >= site.today;
        ahead.then(|| evidence::written(&page.document.path, date.span, words))
    }))
}
