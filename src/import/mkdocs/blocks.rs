//! Blocks that Python's Markdown has and a portal writes another way.
//!
//! Admonitions become alerts, or parts that open; content tabs become tabs. Their bodies are indented
//! there, so lines are taken out block by block and read again.

use std::collections::{BTreeMap, BTreeSet};

use super::attributes::Attributes;
use super::html;
use super::inline::FORMULA;
use super::lines::{Comments, Line, gap};
use super::page::Text;
use crate::import::headings::underline;
use crate::import::markdown;
use crate::model::text::capitalised;

/// Blocks within each other, as many as a portal takes: each is read once more for every block around it.
const DEPTH: usize = 64;

/// The head of an admonition: `!!! note "Title"`, `??? tip`, `???+ tip`.
struct Admonition {
    /// `None` for a box that is always there, else whether it is open at first.
    opens: Option<bool>,
    kinds: Vec<String>,
    title: Option<String>,
}

/// What the report says of what a portal does not draw.
pub(super) const DRAWN: &str = "part that MkDocs draws from the source of a program";

impl Text<'_, '_> {
    /// The lines as a portal reads them. `depth` is the number of blocks around them.
    pub fn blocks(&mut self, lines: &[Line], depth: usize) -> Vec<Line> {
        if depth == DEPTH {
            if let Some(line) = lines.iter().find(|line| !line.is_blank()) {
                let what = "blocks that are nested too deep";
                self.leave(what, line.number, line.text.trim());
            }
            return lines.to_vec();
        }
        let mut out: Vec<Line> = Vec::new();
        let mut list = false;
        let mut run = html::Run::default();
        let mut comments = Comments::default();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let indent = line.indent();
            let bare = line.text.trim();
            let after_gap = at == 0 || lines[at - 1].is_blank();
            let in_code = out.last().is_some_and(|last| last.code) || after_gap;
            if bare.is_empty() {
                out.push(line.clone());
                at += 1;
                continue;
            }
            if is_item(bare) && (list || indent < 4) {
                list = true;
            } else if indent == 0 && after_gap {
                list = false;
            }
            if indent >= 4 && !list && in_code {
                out.push(Line {
                    code: true,
                    ..line.clone()
                });
                at += 1;
                continue;
            }
            if let Some(end) = comments.end(lines, at) {
                out.extend_from_slice(&lines[at..end]);
                at = end;
            } else if markdown::fence_of(&line.text).is_some() {
                at = self.fence(lines, at, &mut out);
            } else if let Some(head) = admonition(bare) {
                let (body, end) = body(lines, at);
                self.admonition(line, &head, &body, depth, &mut out);
                at = end;
            } else if tab(bare).is_some() {
                let nested = depth > 0 || list || indent > 0;
                at = self.tabs(lines, at, depth, nested, &mut out);
            } else if let Some(name) = identifier(bare) {
                // What follows are options for drawing it.
                (_, at) = body(lines, at);
                self.drawn(line, name, &mut out);
            } else if let Some(end) = html::dropped(lines, at) {
                self.leave("element that a portal does not run", line.number, bare);
                at = end;
            } else if let Some(end) = run.pictured(lines, at) {
                gap(&mut out, line.number);
                let (flat, lost) = html::flattened(&lines[at..end]);
                for (what, line) in lost {
                    self.leave(what, line.number, &line.text);
                }
                self.change("blocks of HTML made Markdown");
                out.extend(flat);
                gap(&mut out, line.number);
                at = end;
            } else if let Some(level) = lines
                .get(at + 1)
                .and_then(|next| underline(&next.text, bare))
                .filter(|_| after_gap && indent < 4)
            {
                let text = format!("{} {bare}", "#".repeat(level));
                self.heading(&Line::new(line.number, text), &mut out);
                at += 2;
            } else {
                self.line(line, &mut out);
                at += 1;
            }
        }
        out
    }

    /// A line that is no block of several.
    fn line(&mut self, line: &Line, out: &mut Vec<Line>) {
        let bare = line.text.trim();
        let number = line.number;
        if bare.eq_ignore_ascii_case("[toc]") {
            self.change("marks `[TOC]` left out, as a portal lists the parts of a page itself");
        } else if definition(bare).is_some() {
            // Read before; its words are marked where they are used.
        } else if let Some((start, end)) = markdown::definition(bare)
            && html::is_refused(&bare[start..end])
        {
            self.leave(html::REFUSED, number, bare);
        } else if self.is_heading(bare) && line.indent() < 4 {
            self.heading(line, out);
        } else if let Some((list, _)) = Attributes::at(bare).filter(|(_, end)| *end == bare.len()) {
            self.attributes("attributes of a block", &list, number);
            if let Some(id) = list.id {
                out.push(Line::new(number, format!("<a id=\"{id}\"></a>")));
            }
        } else if html::is_markdown(bare) {
            gap(out, number);
            let bare = html::without_markdown(bare);
            out.extend(bare.into_iter().map(|bare| Line::new(number, bare)));
            out.push(Line::new(number, ""));
        } else if bare == "</div>" {
            gap(out, number);
            out.push(line.clone());
        } else {
            let begins = self.signs.formulas && bare.starts_with("\\begin{");
            if bare.starts_with("$$") || bare.starts_with("\\[") || begins {
                if !self.formula {
                    self.leave(FORMULA, number, bare);
                }
                self.formula ^= bare == "$$";
            }
            let quoted = bare.trim_start_matches(['>', ' ']);
            let is_quoted = quoted.len() < bare.len();
            if is_quoted && (admonition(quoted).is_some() || tab(quoted).is_some()) {
                self.leave("block in a quotation, kept as its text", number, bare);
            }
            if bare.starts_with("///") {
                self.leave("block `///`, kept as its text", number, bare);
            }
            out.push(line.clone());
        }
    }

    /// `::: hatch.project.Project`: its name, at an anchor by which other pages link it.
    fn drawn(&mut self, line: &Line, name: &str, out: &mut Vec<Line>) {
        self.leave(DRAWN, line.number, line.text.trim());
        let indent = " ".repeat(line.indent());
        let text = format!("{indent}<a id=\"{name}\"></a>`{name}`");
        gap(out, line.number);
        out.push(Line::new(line.number, text));
        gap(out, line.number);
    }

    fn admonition(
        &mut self,
        line: &Line,
        head: &Admonition,
        body: &[Line],
        depth: usize,
        out: &mut Vec<Line>,
    ) {
        let kind = head.kinds.first().map_or("note", String::as_str);
        for place in head.kinds.iter().skip(1) {
            let what = format!("place or look `{place}` of an admonition");
            self.leave(what, line.number, line.text.trim());
        }
        let inner = self.blocks(body, depth + 1);
        let indent = " ".repeat(line.indent());
        let shown = head.title.clone().unwrap_or_else(|| capitalised(kind));
        if let Some(open) = head.opens {
            self.change("admonitions that open made `<details>`");
            return details(line.number, &indent, &shown, open, inner, out);
        }
        let (mark, own) = match kind {
            "note" => (Some("NOTE"), true),
            "info" | "todo" => (Some("NOTE"), true),
            "abstract" | "summary" | "tldr" | "question" | "help" | "faq" | "example" => {
                (Some("NOTE"), false)
            }
            "tip" | "hint" => (Some("TIP"), true),
            "success" | "check" | "done" => (Some("TIP"), false),
            "important" => (Some("IMPORTANT"), true),
            "warning" | "attention" => (Some("WARNING"), true),
            "caution" => (Some("CAUTION"), true),
            "danger" | "error" | "failure" | "fail" | "missing" | "bug" => (Some("CAUTION"), false),
            "quote" | "cite" => (None, true),
            _ => {
                let what = "admonition of a type of its own, kept as a note";
                self.leave(what, line.number, line.text.trim());
                (Some("NOTE"), false)
            }
        };
        self.change("admonitions made alerts");
        // What an alert is called in the reader's language needs no second title.
        let title = match &head.title {
            Some(title) if title.eq_ignore_ascii_case(kind) && own => None,
            Some(title) => Some(title.clone()).filter(|title| !title.is_empty()),
            None => (!own).then(|| capitalised(kind)),
        };
        let mut quoted: Vec<Line> = Vec::new();
        let title = title.map(|title| format!("**{title}**"));
        quoted.extend(mark.map(|mark| Line::new(line.number, format!("[!{mark}]"))));
        let plain = inner
            .iter()
            .find(|line| !line.is_blank())
            .is_some_and(|line| !line.code && line.text.starts_with(char::is_alphanumeric));
        if let Some(title) = title {
            quoted.push(Line::new(line.number, title));
            gap(&mut quoted, line.number);
        } else if !plain {
            gap(&mut quoted, line.number);
        }
        let start = inner.iter().position(|line| !line.is_blank());
        quoted.extend_from_slice(&inner[start.unwrap_or(inner.len())..]);
        trim(&mut quoted);
        gap(out, line.number);
        for quote in quoted {
            let text = format!("{indent}> {}", quote.text);
            out.push(Line {
                text: text.trim_end().to_owned(),
                ..quote
            });
        }
        out.push(Line::new(line.number, ""));
    }

    /// A group of content tabs; returns where it ends.
    fn tabs(
        &mut self,
        lines: &[Line],
        at: usize,
        depth: usize,
        nested: bool,
        out: &mut Vec<Line>,
    ) -> usize {
        let base = lines[at].indent();
        let mut tabs = Vec::new();
        let mut end = at;
        while let Some(line) = lines.get(end) {
            let Some((title, apart)) = tab(line.text.trim()).filter(|_| line.indent() == base)
            else {
                break;
            };
            if apart && end > at {
                break;
            }
            let (inner, next) = body(lines, end);
            tabs.push((line, title, inner));
            end = next;
        }
        let number = lines[at].number;
        if nested {
            self.leave(
                "tabs inside another block, kept as parts that open",
                number,
                lines[at].text.trim(),
            );
            let indent = " ".repeat(base);
            for (place, (line, title, inner)) in tabs.into_iter().enumerate() {
                let inner = self.blocks(&inner, depth + 1);
                details(line.number, &indent, &title, place == 0, inner, out);
            }
            return end;
        }
        self.change("content tabs made tabs");
        let mut ids = BTreeSet::new();
        // The last number that was tried behind each.
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        for (line, title, inner) in tabs {
            let title = self.words(&title, line.number);
            let plain = slug(&title);
            let number = numbers.entry(plain.clone()).or_insert(1);
            let mut id = plain.clone();
            while !ids.insert(id.clone()) {
                *number += 1;
                id = format!("{plain}-{number}");
            }
            gap(out, line.number);
            out.push(Line::new(line.number, format!("# [{title}](#tab/{id})")));
            out.push(Line::new(line.number, ""));
            let inner = self.blocks(&inner, depth + 1);
            ruled(inner, out);
        }
        trim(out);
        out.push(Line::new(number, ""));
        out.push(Line::new(number, "---"));
        out.push(Line::new(number, ""));
        end
    }
}

/// A part that opens.
fn details(
    number: usize,
    indent: &str,
    title: &str,
    open: bool,
    inner: Vec<Line>,
    out: &mut Vec<Line>,
) {
    let title = markdown::plain(title);
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    let open = if open { " open" } else { "" };
    gap(out, number);
    for text in [
        format!("<details{open}>"),
        format!("<summary>{title}</summary>"),
    ] {
        out.push(Line::new(number, format!("{indent}{text}")));
    }
    out.push(Line::new(number, ""));
    out.extend(inner.into_iter().map(|line| Line {
        text: format!("{indent}{}", line.text).trim_end().to_owned(),
        ..line
    }));
    gap(out, number);
    out.push(Line::new(number, format!("{indent}</details>")));
    out.push(Line::new(number, ""));
}

/// Adds the lines of a tab. A rule would end the tabs, so it is written another way.
fn ruled(inner: Vec<Line>, out: &mut Vec<Line>) {
    for mut line in inner {
        let rule = matches!(line.text.trim(), "---" | "***" | "- - -" | "* * *");
        if rule && !line.code {
            match out.last_mut() {
                Some(above) if line.text.starts_with("---") && !above.is_blank() => {
                    above.text = format!("## {}", above.text.trim());
                    continue;
                }
                _ => line.text = "___".to_owned(),
            }
        }
        out.push(line);
    }
}

/// The lines below the one at `at` that are indented deeper, without that indentation, and where they end.
fn body(lines: &[Line], at: usize) -> (Vec<Line>, usize) {
    let columns = lines[at].indent() + 4;
    let rest = &lines[at + 1..];
    let mut length = rest
        .iter()
        .position(|line| !line.is_blank() && line.indent() < columns)
        .unwrap_or(rest.len());
    let end = at + 1 + length;
    while length > 0 && rest[length - 1].is_blank() {
        length -= 1;
    }
    let body = rest[..length].iter().map(|line| line.outdented(columns));
    (body.collect(), end)
}

fn admonition(text: &str) -> Option<Admonition> {
    let (rest, opens) = match text.strip_prefix("!!!") {
        Some(rest) => (rest, None),
        None => {
            let rest = text.strip_prefix("???")?;
            match rest.strip_prefix('+') {
                Some(rest) => (rest, Some(true)),
                None => (rest, Some(false)),
            }
        }
    };
    let rest = rest.trim();
    let (kinds, title) = match rest.split_once('"') {
        Some((kinds, title)) => (kinds, Some(title.strip_suffix('"')?.to_owned())),
        None => (rest, None),
    };
    let kinds: Vec<String> = kinds.split_whitespace().map(str::to_lowercase).collect();
    let word = |kind: &String| {
        kind.chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let named = !kinds.is_empty() || title.is_some();
    (named && kinds.iter().all(word)).then_some(Admonition {
        opens,
        kinds,
        title,
    })
}

/// The title of the tab that a line begins, and whether it begins a group.
fn tab(text: &str) -> Option<(String, bool)> {
    let rest = text.strip_prefix("===")?;
    let title = rest.trim_start_matches(['!', '+']);
    let flags = &rest[..rest.len() - title.len()];
    let title = title.trim().strip_prefix('"')?.strip_suffix('"')?;
    Some((title.to_owned(), flags.contains('!')))
}

/// `*[HTML]: words`: the abbreviation and its words.
pub(super) fn definition(text: &str) -> Option<(&str, &str)> {
    let (short, words) = text.strip_prefix("*[")?.split_once("]:")?;
    Some((short.trim(), words.trim()))
}

/// Whether the line begins an item of a list.
fn is_item(text: &str) -> bool {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marks: &[char] = if digits > 0 {
        &['.', ')']
    } else {
        &['-', '*', '+']
    };
    let rest = text[digits..].strip_prefix(marks);
    rest.is_some_and(|rest| rest.starts_with(' '))
}

/// The part of a program that `::: hatch.project.core` names.
pub(super) fn identifier(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(":::")?;
    let name = rest.trim();
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ':' | '/');
    let is_name = !name.is_empty() && !rest.starts_with(':') && name.chars().all(inside);
    is_name.then_some(name)
}

/// Words as a name: letters and digits in lower case, all else a `-`.
fn slug(text: &str) -> String {
    let words = text.to_lowercase();
    let words = words.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => "tab".to_owned(),
        false => words.join("-"),
    }
}

/// Takes empty lines off the end.
fn trim(lines: &mut Vec<Line>) {
    while lines
        .last()
        .is_some_and(|line| line.is_blank() && !line.code)
    {
        lines.pop();
    }
}
