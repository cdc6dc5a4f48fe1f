//! Front matter of MkDocs and Material to that of a portal.

use std::fmt::Write as _;

use crate::import::front_matter::{self, Split};
use crate::import::portal::Page;
use crate::import::report::Report;
use crate::import::yaml::Node;
use crate::model::yaml::quoted;

/// Reads the block at the start of `text` into `page`; returns the text below it and the line on which that
/// begins. `file` is what the report calls the page. What is said of a post as such is read elsewhere.
pub(super) fn read<'t>(
    text: &'t str,
    file: &str,
    is_post: bool,
    page: &mut Page,
    report: &mut Report,
) -> (&'t str, usize) {
    // A page may also begin with a rule.
    let Split::Block(block, body, first) = front_matter::split(text) else {
        return meta(text, file, page, report);
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
            report.leave(what, file, line, super::config::all_texts(value));
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
                    let kept = if value.get("updated").is_some() {
                        "updated"
                    } else {
                        "created"
                    };
                    for (key, value) in value.pairs().filter(|(key, _)| key.text() != kept) {
                        let what = format!("front matter `date.{}`", key.text());
                        report.leave(what, file, key.line + 1, value.one_line());
                    }
                }
                None => leave(value),
            },
            "draft" | "slug" if is_post => {}
            _ => leave(value),
        }
    }
    (body, first)
}

/// Reads the lines `Title: Our prices` that a page may begin with in place of YAML.
fn meta<'t>(text: &'t str, file: &str, page: &mut Page, report: &mut Report) -> (&'t str, usize) {
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let mut pairs: Vec<(usize, String, String)> = Vec::new();
    let (mut at, mut first) = (0, 1);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indent = line.len() - bare.len();
        let pair = bare
            .split_once(':')
            .filter(|(key, _)| indent < 4 && !key.is_empty() && key.chars().all(is_key));
        match (pair, pairs.last_mut()) {
            (Some((key, value)), _) => {
                pairs.push((first, key.to_ascii_lowercase(), value.trim().to_owned()));
            }
            (None, Some((_, _, value)))
                if !bare.trim().is_empty() && (indent > 3 || bare.starts_with('\t')) =>
            {
                *value = format!("{value} {}", bare.trim());
            }
            _ => break,
        }
        at += line.len();
        first += 1;
    }
    for (line, key, value) in pairs {
        match key.as_str() {
            "title" => (page.title, page.lines.0) = (value, line),
            "description" => (page.description, page.lines.1) = (Some(value), line),
            _ => report.leave(format!("front matter `{key}`"), file, line, value),
        }
    }
    (&text[at..], first)
}

/// The day on which a text last changed: `2026-05-04`, or the later of `created` and `updated`.
fn date(value: &Node) -> Option<String> {
    let inner = value.get("updated").or_else(|| value.get("created"));
    day(inner.unwrap_or(value).text()).map(str::to_owned)
}

/// The day that a date or a moment begins with.
pub(super) fn day(text: &str) -> Option<&str> {
    let day = text.get(..10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape.then_some(day)
}
