//! TRN-BLOCKS: the blocks of a translation are those of its source.

use super::translations::{self, Versions};
use crate::model::slot::{self, Slot};
use crate::model::{Diagnostic, Document, Site, Span};

const CODE: &str = "TRN-BLOCKS";

/// Below each heading as many paragraphs, items and cells as in the source, in the same order. Where
/// headings differ, TRN-HEADINGS says so.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for versions in translations::all(site) {
        let Versions {
            source,
            translation,
            ..
        } = versions;
        let slots = |document: &Document| -> Vec<Slot> {
            document.body.slots.iter().map(|(slot, _)| *slot).collect()
        };
        for difference in slot::align(&slots(source), &slots(translation)).differences {
            let old = source.body.slots.get(difference.source.start);
            let new = translation.body.slots.get(difference.translation.start);
            let old = old.filter(|_| !difference.source.is_empty());
            let new = new.filter(|_| !difference.translation.is_empty());
            let place = |at: u32| versions.source_place(Span { start: at, end: at });
            let (span, message) = match (old, new) {
                (Some((old, there)), Some((new, here))) => {
                    let (old, new, place) = (name(*old), name(*new), place(*there));
                    let message = format!("{new} stands here, where `{place}` has {old}");
                    (line(translation, *here), message)
                }
                (Some((old, there)), None) => {
                    let (old, place) = (name(*old), place(*there));
                    let message = format!("below this, {old} is missing that stands in `{place}`");
                    let before = difference.translation.start.checked_sub(1);
                    let before = before.map(|before| translation.body.slots[before].1);
                    let title = translation.front.at("title");
                    (before.map_or(title, |at| line(translation, at)), message)
                }
                (None, Some((new, here))) => {
                    let before = difference.source.start.checked_sub(1);
                    let message = match before.map(|before| source.body.slots[before].1) {
                        Some(there) => format!(
                            "{} stands here that is not in the source, whose section ends with `{}`",
                            name(*new),
                            place(there)
                        ),
                        None => format!(
                            "{} stands here that is not in `{}`",
                            name(*new),
                            source.path
                        ),
                    };
                    (line(translation, *here), message)
                }
                (None, None) => continue,
            };
            let hint = "with the same blocks, readers can see the original beside the text; this section is shown without it".to_owned();
            let one = Diagnostic::note(CODE, &translation.path, span, message).with_hint(hint);
            found.push(match old {
                Some((_, there)) => one.about(versions.behind(*there)),
                None => one,
            });
        }
    }
}

/// From a byte of the file to the end of its line.
fn line(document: &Document, at: u32) -> Span {
    let rest = document.text.get(at as usize..).unwrap_or_default();
    let length = Span::new(0..rest.lines().next().unwrap_or_default().trim_end().len());
    Span {
        start: at,
        end: at + length.end,
    }
}

fn name(slot: Slot) -> &'static str {
    match slot {
        Slot::Heading(_) => "a heading",
        Slot::Paragraph => "a paragraph",
        Slot::Item => "an item of a list",
        Slot::Cell => "a cell of a table",
        Slot::Term => "a term",
        Slot::Meaning => "what explains a term",
        Slot::Caption => "a caption",
        Slot::Summary => "a summary",
        Slot::Code => "code",
    }
}
