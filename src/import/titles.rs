//! Titles and descriptions as a portal wants them.

use super::portal::Page;
use super::report::Report;

/// Characters of a title, and of a description: what front matter allows.
const TITLE: usize = 120;
const DESCRIPTION: usize = 300;

/// Takes as title what readers of the old site see as one, and keeps the other as words to be found by.
pub(super) fn show_headings(pages: &mut [Page], report: &mut Report) {
    for page in pages.iter_mut().filter(|page| page.raw.is_none()) {
        let heading = page.heading.take().filter(|heading| *heading != page.title);
        // A longer one stays in the text, below a title that fits.
        if let Some(heading) = heading.filter(|heading| heading.chars().count() <= TITLE) {
            page.keywords
                .insert(std::mem::replace(&mut page.title, heading));
            report.change("titles taken from the heading that readers see, those of the metadata kept as search words");
        }
    }
}

/// Cuts titles and descriptions to the length that front matter allows.
pub(super) fn cut(pages: &mut [Page], report: &mut Report) {
    for page in pages {
        let file = page.source.as_str();
        if let Some(short) = shortened(&page.title, TITLE) {
            let construct = format!("title of more than {TITLE} characters, cut");
            report.leave(construct, file, page.lines.0, &page.title);
            page.title = short;
        }
        let description = page.description.as_mut();
        if let Some(description) = description
            && let Some(short) = shortened(description, DESCRIPTION)
        {
            let construct = format!("description of more than {DESCRIPTION} characters, cut");
            report.leave(construct, file, page.lines.1, &*description);
            *description = short;
        }
    }
}

/// At most `limit` characters, ending after a word and with an ellipsis; `None` for a short text.
fn shortened(text: &str, limit: usize) -> Option<String> {
    let (end, _) = text.char_indices().nth(limit - 1)?;
    text[end..].chars().nth(1)?;
    let head = &text[..end];
    // Texts without blanks, Chinese for one, are cut where they are.
    let word = head.rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
    let head = head[..word].trim_end_matches([' ', ',', ';', ':', '-', '–']);
    Some(format!("{head}…"))
}
