//! Tags of other programs, which nothing here reads: `{% include "note.html" %}` of Zola, Jekyll, GitBook and MkDocs.

use super::*;
use crate::model::markup::has_byte;

/// Bytes of a tag.
const LONGEST: usize = 400;

impl Writer<'_, '_> {
    /// Finds tags of other programs in the words of the event, which stands at `range` of the prepared text.
    pub(super) fn note_foreign(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if self.code.is_some() || self.originals > 0 {
            return;
        }
        let prepared = &self.prepared.text;
        let text = match event {
            // Most texts have not even a brace.
            Event::Text(text)
                if has_byte(text, [b'{'; 3]) && prepared.get(range.clone()) == Some(text) =>
            {
                text
            }
            // Braces at the end of a heading are taken for its attributes, and are no text.
            Event::Start(Tag::Heading { attrs, .. }) if !attrs.is_empty() => {
                &prepared[range.clone()]
            }
            _ => return,
        };
        let tags: Vec<usize> = text
            .match_indices("{%")
            .map(|(at, _)| range.start + at)
            .collect();
        match event {
            Event::Text(_) => tags.iter().for_each(|&at| self.foreign(at)),
            _ => tags.last().into_iter().for_each(|&at| self.foreign(at)),
        }
    }

    fn foreign(&mut self, at: usize) {
        let prepared = self.prepared;
        if prepared.text[..at].ends_with('\\') {
            return;
        }
        if let Some((name, length)) = tag(&prepared.text[at..]) {
            let message = format!("`{{% {name} %}}` is no directive, and nothing here reads it");
            let span = self.span(&(at..at + length));
            let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
            let hint = format!("{}; `\\{{%` if the characters are meant", instead(name));
            self.found.push(found.with_hint(hint));
        }
    }
}

/// The name of the tag that `text` begins with, and its length. `{%PATH%}` is none: such are variables of Windows.
fn tag(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix("{%")?;
    let after = inner.strip_prefix('-').unwrap_or(inner);
    let start = after.trim_start_matches([' ', '\t']);
    let of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let length = start.find(|c: char| !of_name(c)).unwrap_or(start.len());
    let (name, rest) = start.split_at(length);
    let is_apart = start.len() < inner.len() || rest.starts_with([' ', '\t']);
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !is_apart {
        return None;
    }
    let until = rest.find('\n').unwrap_or(rest.len()).min(LONGEST);
    let close = rest.find("%}").filter(|&close| close <= until)?;
    if rest[..close].contains("{%") {
        return None;
    }
    Some((name, text.len() - rest.len() + close + "%}".len()))
}

/// What is written here for what the tag does there.
fn instead(name: &str) -> &'static str {
    match name.strip_prefix("end").unwrap_or(name) {
        "include" | "include_relative" | "import" => {
            "include a file with `[!INCLUDE [title](path)]`"
        }
        "link" | "post_url" | "ref" | "relref" => "link to the file, as in `[words](page.md)`",
        "raw" | "highlight" | "code" | "verbatim" => {
            "write code between two lines of three backticks, where nothing is read"
        }
        "hint" | "note" | "tip" | "warning" | "alert" | "callout" | "admonition" => {
            "write an alert as a quotation that begins with `> [!NOTE]`"
        }
        _ => "write in words what it would show",
    }
}
