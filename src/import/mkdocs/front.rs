//! Front matter of MkDocs and Material to that of a portal.

use std::fmt::Write as _;

use crate::import::front_matter::{self, Split};
use crate::import::portal::Page;
use crate::import::report::Report;
use crate::import::yaml::{Node, quoted};

/// Reads the block at the start of `text` into `page`; returns the text below it and the line on which that
/// begins. `file` is what the report calls the page.
pub(super) fn read<'t>(
    text: &'t str,
    file: &str,
    page: &mut Page,
    report: &mut Report,
) -> (&'t str, usize) {
    // A page may also begin with a rule.
    let Split::Block(block, body, first) = front_matter::split(text) else {
        return (text, 1);
    };
    let node = match Node::read(block) {
        Ok(node) if node.is_map() || block.trim().is_empty() => node,
        Ok(_) => return (text, 1),
        Err((line, what)) => {
            report.leave("front matter that cannot be read", file, line + 1, what);
            return (body, first);
        }
    };
    for (key, value) in node.pairs() {
        let line = key.line + 1;
        let mut leave = |value: &Node| {
            let what = format!("front matter `{}`", key.text());
            report.leave(what, file, line, super::config::one_text(value));
        };
        match key.text() {
            "title" => {
                page.title = value.one_line();
                page.lines.0 = line;
            }
            "description" => {
                page.description = Some(value.one_line()).filter(|text| !text.is_empty());
                page.lines.1 = line;
            }
            "tags" if !value.items().is_empty() => {
                let tags = value.items().iter().map(|tag| quoted(&tag.one_line()));
                let tags: Vec<String> = tags.collect();
                let _ = writeln!(page.kept, "tags: [{}]", tags.join(", "));
            }
            "search" => {
                for (key, value) in value.pairs() {
                    match (key.text(), value.text()) {
                        ("exclude", "true") => page.hidden = true,
                        ("exclude", _) => {}
                        (name, _) => {
                            let what = format!("front matter `search.{name}`");
                            report.leave(what, file, key.line + 1, value.one_line());
                        }
                    }
                }
            }
            "date" => match date(value) {
                Some(date) => {
                    let _ = writeln!(page.kept, "updated: {date}");
                }
                None => leave(value),
            },
            _ => leave(value),
        }
    }
    (body, first)
}

/// The day on which a text last changed: `2026-05-04`, or the later of `created` and `updated`.
fn date(value: &Node) -> Option<String> {
    let text = match value.get("updated").or_else(|| value.get("created")) {
        Some(inner) => inner.text(),
        None => value.text(),
    };
    let day = text.get(..10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape.then(|| day.to_owned())
}
