//! Markdown between the tags of a block of raw HTML, where it is shown as it is written.
//!
//! Such a block ends with an empty line, and Markdown is read only behind one. Authors fold a list or a link away
//! with `<details>` and leave none.

use super::emphasis::shortened;
use super::*;

const CODE: &str = "MD-BLOCK";

/// What was meant, in words, and the tags that say the same.
struct Meant {
    what: &'static str,
    tags: Option<[&'static str; 2]>,
    /// Where it stands in what was looked at.
    range: Range<usize>,
}

impl Writer<'_, '_> {
    /// Looks for the first thing in a text between two tags that would be read behind an empty line. The text stands
    /// at `at` in `lines`.
    pub(super) fn note_unread(&mut self, text: &str, at: usize, lines: &Lines) {
        if self.originals > 0 || !text.contains(may_mean) {
            return;
        }
        let mut words = Lines::default();
        let mut start = at;
        for line in crate::model::markup::lines(text) {
            // Four blanks would make code of it.
            let inner = line.trim_start_matches([' ', '\t']);
            let begin = start + line.len() - inner.len();
            start += line.len();
            words.push(inner, begin..start);
        }
        let Some(meant) = meant(&words.text) else {
            return;
        };
        let written = words.text[meant.range.clone()].trim_end();
        let place = words.place(&(meant.range.start..meant.range.start + written.len()));
        let place = lines.place(&place);
        let written = shortened(&self.restored(written));
        let message = format!(
            "`{written}` is not read as {}: within HTML, Markdown is read only behind an empty line",
            meant.what
        );
        let tags = meant.tags.map(|[begin, end]| format!("`{begin}…{end}`"));
        let apart =
            "leave an empty line before and behind it, and begin it at the start of its line";
        let hint = match tags {
            Some(tags) if self.is_in_raw_words() => format!("write {tags}"),
            Some(tags) => format!("{apart}; or write {tags}"),
            None => apart.to_owned(),
        };
        let found = Diagnostic::warning(CODE, self.input.path, self.span(&place), message);
        self.found.push(found.with_hint(hint));
    }
}

/// Whether a character may be a sign of Markdown.
fn may_mean(c: char) -> bool {
    matches!(c, '*' | '_' | '`' | '[' | '#' | '~' | '|' | '-' | '+') || c.is_ascii_digit()
}

/// The first thing that Markdown reads in a text.
///
/// A single item may be a dash, a number or a sum, and a quotation a sign for "greater".
fn meant(text: &str) -> Option<Meant> {
    let mut first: Option<Meant> = None;
    let mut item: Option<Range<usize>> = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        let (what, tags) = match event {
            Event::Start(Tag::Strong) if is_name(&text[range.clone()]) => continue,
            Event::Start(Tag::Strong) => ("bold words", Some(["<strong>", "</strong>"])),
            Event::Start(Tag::Emphasis) => ("emphasis", Some(["<em>", "</em>"])),
            Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                ..
            }) => ("a link", Some(["<a href=\"…\">", "</a>"])),
            Event::Start(Tag::Image { .. }) => ("a picture", None),
            Event::Start(Tag::Table(_)) => ("a table", None),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => ("a block of code", None),
            Event::Start(Tag::Heading { .. }) if text[range.start..].starts_with('#') => {
                ("a heading", None)
            }
            Event::Code(_) => ("code", Some(["<code>", "</code>"])),
            Event::Start(Tag::Item) if item.is_some() => ("a list", None),
            Event::Start(Tag::Item) => {
                item = Some(range);
                continue;
            }
            _ => continue,
        };
        let range = match (what, &item) {
            ("a list", Some(begin)) => begin.clone(),
            _ => range,
        };
        // What stands in the first item is met before the second, which tells that a list is meant.
        if first
            .as_ref()
            .is_none_or(|first| range.start < first.range.start)
        {
            first = Some(Meant { what, tags, range });
        }
    }
    first
}

/// Whether words that would be bold are rather a name in a program: `__init__`, `__FILE__`.
fn is_name(bold: &str) -> bool {
    let inner = bold
        .strip_prefix("__")
        .and_then(|rest| rest.strip_suffix("__"));
    inner.is_some_and(|inner| {
        let of_one_case = |is: fn(&u8) -> bool| {
            let mut bytes = inner.bytes();
            bytes.all(|byte| is(&byte) || byte.is_ascii_digit() || byte == b'_')
        };
        of_one_case(u8::is_ascii_lowercase) || of_one_case(u8::is_ascii_uppercase)
    })
}
