//! The pages of a bilingual tree in the language that they were translated from.

use super::bilingual::{self, Side};
use super::docfx::Import;
use super::markdown::{self, Place};
use super::portal::Page;
use super::report::Report;
use super::toc::{Goal, Nav};
use crate::model::Locale;

/// The language that Learn translates from.
pub(super) const LANGUAGE: &str = "en";

/// Entries of front matter that are true of the translation alone.
const OF_TRANSLATION: [&str; 4] = [
    "ms.contentlocale",
    "ms.openlocfilehash",
    "ms.translationtype",
    "translationtype",
];

impl Import<'_> {
    /// Of a page in the original language: takes what only the translation says out of it; `written` is
    /// the whole file. A page that carries no original at all is remembered.
    pub(super) fn keep_original(
        &mut self,
        number: usize,
        page: &mut Page,
        written: &str,
        place: Place<'_>,
    ) {
        if self.tree.side != Some(Side::Original) || page.raw.is_some() {
            return;
        }
        let kept = page.kept.split_inclusive('\n');
        page.kept = kept.filter(|line| !is_of_translation(line)).collect();
        if !bilingual::is_bilingual(written) {
            self.untold.push(number);
            return;
        }
        page.description = None;
        let title = page.heading.clone();
        match title.or_else(|| markdown::heading(&page.body)) {
            Some(title) => page.title = title,
            None => self.leave(
                "title without an original",
                place,
                page.lines.0,
                &page.title,
            ),
        }
        for line in bilingual::without_original(written) {
            let text = written.lines().nth(line).unwrap_or_default();
            // Title and description of the translation stand in front matter, which is read already.
            if !written.starts_with("---") || is_below_front_matter(written, line) {
                let construct = "text without an original, the same in both languages";
                self.leave(construct, place, line + 1, text);
            }
        }
    }
}

/// Says of pages that carry no original which language they are in: there is no other text to show.
pub(super) fn mark(
    untold: &[usize],
    translation: &Locale,
    pages: &mut [Page],
    report: &mut Report,
) {
    for &number in untold {
        let page = &mut pages[number];
        let construct = format!("page without an original, in {translation} in both languages");
        report.leave(construct, &page.source, 1, &page.title);
        // The title is no part of the text.
        let first = page.body.len() - page.body.trim_start().len();
        let title = page.body[first..].starts_with("# ");
        let head = match page.body[first..].find('\n').filter(|_| title) {
            Some(end) => first + end + 1,
            None => 0,
        };
        let (head, rest) = page.body.split_at(head);
        let rest = rest.trim_matches('\n');
        page.body = format!("{head}\n<div lang=\"{translation}\">\n\n{rest}\n\n</div>\n");
    }
}

/// The navigation in the original language: an entry of a page is called as the page. What another is
/// called there nobody knows.
pub(super) fn rename(entries: &mut [Nav], pages: &[Page]) {
    for entry in entries {
        if let (Some(Goal::Page(page)), Some(title)) = (&entry.goal, &mut entry.title) {
            title.clone_from(&pages[*page].title);
        }
        rename(&mut entry.items, pages);
    }
}

fn is_of_translation(line: &str) -> bool {
    let key = line.split(':').next().unwrap_or_default().trim();
    OF_TRANSLATION
        .iter()
        .any(|known| key.eq_ignore_ascii_case(known))
}

/// Whether a line, counted from 0, stands below the second fence.
fn is_below_front_matter(text: &str, line: usize) -> bool {
    let mut lines = text.lines().skip(1);
    lines
        .position(|fence| fence.trim_end() == "---")
        .is_some_and(|end| line > end + 1)
}
