//! Tags of other programs, which nothing here reads: `{% include "note.html" %}` of Zola, Jekyll, GitBook and MkDocs,
//! `{{< notice tip >}}` and `{{% notice tip %}}` of Hugo.

use super::*;
use crate::model::markup::places;

/// Bytes of a tag.
const LONGEST: usize = 400;

impl Writer<'_, '_> {
    /// Finds tags of other programs in the words of the event, which stands at `range` of the prepared text.
    pub(super) fn note_foreign(&mut self, event: &Event<'_>, range: &Range<usize>) {
        // What begins an element of HTML is one: `{{<b>}}`.
        let begun = self.shortcode_begun.take();
        if let Some(at) = begun.filter(|_| !matches!(event, Event::InlineHtml(_))) {
            self.shortcode(at);
        }
        if !self.tagged || self.code.is_some() || self.originals > 0 {
            return;
        }
        let prepared = &self.prepared.text;
        let Event::Text(text) = event else { return };
        if prepared.get(range.clone()) != Some(text) {
            return;
        }
        let tags: Vec<usize> = places(text, "{%").map(|at| range.start + at).collect();
        tags.iter().for_each(|&at| self.foreign(at));
        // `<` begins words of its own.
        let is_tag = |at: &usize| prepared[*at..].starts_with("{{<");
        let tags = places(text, "{{").map(|at| range.start + at);
        let tags: Vec<usize> = tags.filter(is_tag).collect();
        for at in tags {
            match at + "{{".len() == range.end {
                true => self.shortcode_begun = Some(at),
                false => self.shortcode(at),
            }
        }
    }

    fn foreign(&mut self, at: usize) {
        let prepared = self.prepared;
        if prepared.text[..at].ends_with('\\') {
            return;
        }
        if prepared.text[..at].ends_with('{') {
            return self.shortcode(at - 1);
        }
        let text = &prepared.text[at..];
        // No tag is longer, so that as little is looked at for each of many.
        let end = text.char_indices().nth(2 * LONGEST);
        let text = end.map_or(text, |(end, _)| &text[..end]);
        // The row of a table is one line.
        let block = match self.tables.is_empty() {
            true => block(text),
            false => text.lines().next().unwrap_or_default(),
        };
        if let Some((name, length)) = tag(block) {
            let message = format!("`{{% {name} %}}` is no directive, and nothing here reads it");
            let shown = text[..length].lines().next().unwrap_or_default();
            let span = self.span(&(at..at + shown.len()));
            let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
            let hint = format!("{}; `\\{{%` if the characters are meant", instead(name));
            self.found.push(found.with_hint(hint));
        }
    }
}

impl Writer<'_, '_> {
    /// Finds the tag of Hugo that begins at `at`.
    fn shortcode(&mut self, at: usize) {
        let prepared = self.prepared;
        if prepared.text[..at].ends_with('\\') {
            return;
        }
        let text = &prepared.text[at..];
        let end = text.char_indices().nth(LONGEST);
        let text = end.map_or(text, |(end, _)| &text[..end]);
        let Some((name, length)) = hugo(block(text)) else {
            return;
        };
        let written = match text.starts_with("{{<") {
            true => format!("{{{{< {name} >}}}}"),
            false => format!("{{{{% {name} %}}}}"),
        };
        let message = format!("`{written}` is no directive, and nothing here reads it");
        let shown = text[..length].lines().next().unwrap_or_default();
        let span = self.span(&(at..at + shown.len()));
        let hint = format!("{}; `\\{{{{` if the characters are meant", instead(name));
        let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
        self.found.push(found.with_hint(hint));
    }
}

/// The name of Hugo's tag that `text` begins with, and its length: `{{< ref "pay.md" >}}`, `{{% /notice %}}`.
fn hugo(text: &str) -> Option<(&str, usize)> {
    let (inner, close) = match text.strip_prefix("{{<") {
        Some(inner) => (inner, ">}}"),
        None => (text.strip_prefix("{{%")?, "%}}"),
    };
    let end = inner.find(close)?;
    let start = inner[..end].trim_start_matches([' ', '\t', '\n', '>', '/']);
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let name = &start[..start.find(|c| !of_name(c)).unwrap_or(start.len())];
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    is_name.then_some((name, "{{<".len() + end + close.len()))
}

/// What of `text` stands before the next line without words, in a quotation or not.
fn block(text: &str) -> &str {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_matches([' ', '\t', '\n', '>']).is_empty() {
            break;
        }
        length += line.len();
    }
    &text[..length]
}

/// The name of the tag that `text` begins with, and its length. `{%PATH%}` is none: such are variables of Windows.
fn tag(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix("{%")?;
    let after = inner.strip_prefix('-').unwrap_or(inner);
    // The name may stand on the next line, also of a quotation.
    let start = after.trim_start_matches([' ', '\t', '\n', '>']);
    let of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let length = start.find(|c: char| !of_name(c)).unwrap_or(start.len());
    let (name, rest) = start.split_at(length);
    let is_apart =
        start.len() < inner.len() || rest.starts_with([' ', '\t', '\n']) || is_alone(name);
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !is_apart {
        return None;
    }
    let close = rest.find("%}").filter(|&close| close <= LONGEST)?;
    if rest[..close].contains("{%") {
        return None;
    }
    Some((name, text.len() - rest.len() + close + "%}".len()))
}

/// Whether tags of this name need nothing behind it, and no variable is called so: `{%raw%}`, `{%endif%}`.
fn is_alone(name: &str) -> bool {
    let ends = |name| BLOCKS.contains(&name) || matches!(instead(name), CODE | ALERT);
    matches!(name, "raw" | "verbatim" | "comment" | "else")
        || name.strip_prefix("end").is_some_and(ends)
}

/// Names of tags with an end that no row of [`instead`] has.
const BLOCKS: [&str; 11] = [
    "block", "capture", "case", "comment", "filter", "for", "if", "macro", "tab", "tabs", "unless",
];

const CODE: &str = "write code between two lines of three backticks, where nothing is read";
const ALERT: &str = "write an alert as a quotation that begins with `> [!NOTE]`";

/// What is written here for what the tag does there.
fn instead(name: &str) -> &'static str {
    match name.strip_prefix("end").unwrap_or(name) {
        "include" | "include_relative" | "import" => {
            "include a file with `[!INCLUDE [title](path)]`"
        }
        "link" | "post_url" | "ref" | "relref" => "link to the file, as in `[words](page.md)`",
        "raw" | "highlight" | "code" | "verbatim" => CODE,
        "hint" | "note" | "notice" | "tip" | "warning" | "alert" | "callout" | "admonition" => {
            ALERT
        }
        "figure" | "img" => "show a picture with `![what it shows](picture.png)`",
        _ => "write in words what it would show",
    }
}
