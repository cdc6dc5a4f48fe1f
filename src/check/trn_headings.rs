//! TRN-HEADINGS: a translation has the headings of its source.

use super::translations::{self, Versions};
use crate::model::document::Heading;
use crate::model::{Diagnostic, Site};

const CODE: &str = "TRN-HEADINGS";

/// As many headings as the source has, of the same levels in the same order.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for versions in translations::all(site) {
        let Versions {
            source,
            translation,
            ..
        } = versions;
        let (theirs, ours) = (&source.body.headings, &translation.body.headings);
        let same = |(old, new): &(&Heading, &Heading)| old.level == new.level;
        let alike = theirs.iter().zip(ours).take_while(same).count();
        let path = &translation.path;
        let (span, message) = match (theirs.get(alike), ours.get(alike)) {
            (None, None) => continue,
            (Some(old), Some(new)) => {
                let place = versions.source_place(old.span);
                let message = format!(
                    "`{}` is a heading of level {}, where `{place}` has `{}`, of level {}",
                    new.text, new.level, old.text, old.level
                );
                (new.span, message)
            }
            (Some(old), None) => {
                let place = versions.source_place(old.span);
                let message = format!("the heading `{}` of `{place}` has no counterpart", old.text);
                (versions.text_place(), message)
            }
            (None, Some(new)) => {
                let message = format!(
                    "the heading `{}` has no counterpart in `{}`",
                    new.text, source.path
                );
                (new.span, message)
            }
        };
        let hint =
            "with the same headings, readers can change the language where they are".to_owned();
        let at = theirs
            .get(alike)
            .or(theirs.last())
            .map(|old| old.span.start);
        let behind = versions.behind(at.unwrap_or_default());
        found.push(
            Diagnostic::note(CODE, path, span, message)
                .with_hint(hint)
                .about(behind),
        );
    }
}
