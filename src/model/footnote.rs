//! How footnotes are written in HTML: by the writer of a file, and anew where files become one page.

/// The list at the end of a text: before its notes, and after them.
pub const LIST: [&str; 2] = [
    "<div class=\"footnotes\" role=\"doc-endnotes\"><ol>\n",
    "</ol></div>\n",
];
/// A note of the list, up to what it is called.
pub const NOTE: &str = "<li id=\"fn-";
/// The end of a note.
pub const NOTE_END: &str = "</li>\n";
/// The way back from a note, up to what it is called.
pub const BACK: &str = "<a class=\"footnote-back\" href=\"#fnref-";
/// A mark in a text, up to what its note is called.
pub const MARK: &str = "<sup class=\"footnote\"><a href=\"#fn-";
/// The end of a mark.
pub const MARK_END: &str = "</a></sup>";

/// The mark of note `number`, which has this many marks before this one.
pub fn mark(number: usize, before: usize) -> String {
    let again = match before {
        0 => String::new(),
        count => format!("-{}", count + 1),
    };
    format!("{MARK}{number}\" id=\"fnref-{number}{again}\">{number}{MARK_END}")
}
