//! The text of a page: links that would lead nowhere are rewritten, everything else is left as it
//! is, and what the portal cannot show is noted with its line.
//!
//! This reads Markdown only as closely as that needs: fences, code spans, comments, destinations.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use super::headings::underline;
use super::references::settled;
use super::report::Report;
use super::targets::Targets;
use super::tree::Tree;
use crate::model::RelPath;
use crate::model::grammar::{self, DIRECTIVES};
use crate::model::html::unescaped;

/// Brackets within each other in a destination, as many as Markdown reads: without an end, each `](` of a line would
/// be looked for through all that follow.
const NESTED: usize = 32;

/// Bytes of a tag that are looked at for its end, to show it.
const TAG: usize = 200;

/// Where a text stands, and what its links can lead to.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub tree: &'a Tree,
    pub targets: &'a Targets,
    /// The file it is from.
    pub source: &'a RelPath,
    /// Where it will stand below the language's folder.
    pub key: &'a RelPath,
}

/// What becomes of a destination.
pub(super) enum Link {
    /// It is right as it is.
    Kept,
    /// What to write instead, and why.
    Written(String, &'static str),
    /// It leads nowhere: what the report says of it.
    Lost(&'static str),
}

/// What the links of a file lead to.
pub(super) trait Links {
    /// The file, as the report names it.
    fn file(&self) -> &str;
    /// What becomes of the destination `to`.
    fn link(&self, to: &str) -> Link;
}

impl Links for Place<'_> {
    fn file(&self) -> &str {
        self.source.as_str()
    }

    fn link(&self, to: &str) -> Link {
        let (tree, targets) = (self.tree, self.targets);
        if let Some((to, why)) = targets.rewrite(tree, self.source, self.key, to) {
            return Link::Written(to, why);
        }
        let outside = to.starts_with("~/") || to.starts_with('/');
        match outside && targets.find(tree, self.source, to).is_none() {
            true => Link::Lost("link to another part of the old site"),
            false => Link::Kept,
        }
    }
}

/// The text with its links put right; `first` is the line of the file on which it begins.
pub(super) fn body(text: &str, first: usize, place: Place<'_>, report: &mut Report) -> String {
    let text = &*settled(text, first, place.source.as_str(), report);
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<(char, usize)> = None;
    let mut comment = false;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let marker = fence_of(line);
        match (fence, marker) {
            (Some((open, length)), Some((close, long, true)))
                if open == close && long >= length =>
            {
                fence = None;
                out.push_str(line);
            }
            (Some(_), _) => out.push_str(line),
            (None, Some((open, length, _))) => {
                fence = Some((open, length));
                out.push_str(line);
            }
            (None, None) => {
                let number = first + number;
                if !comment {
                    directives(line, number, place, report);
                }
                comment = self::line(line, number, comment, &place, &mut out, report);
            }
        }
    }
    out
}

/// The text of a heading or a title in TOC.md: without tags, originals of bilingual pages, escapes.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    // Depth of open spans inside an original that is being skipped.
    let mut skipped = 0usize;
    // After the last one, no `<` begins a tag.
    let last = text.rfind('>').unwrap_or_default();
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && text.len() - rest.len() < last
            && let Some(end) = rest.find('>')
        {
            let tag = &rest[..end];
            if skipped > 0 {
                match (tag.starts_with("<span"), tag.starts_with("</span")) {
                    (true, _) => skipped += 1,
                    (_, true) => skipped -= 1,
                    _ => {}
                }
            } else if tag.starts_with("<span") && tag.contains("sxs-lookup") {
                skipped = 1;
            }
            rest = &rest[end + 1..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let escaped = rest.chars().next().filter(char::is_ascii_punctuation);
        match (c, escaped) {
            _ if skipped > 0 => {}
            ('\\', Some(next)) => {
                out.push(next);
                rest = &rest[1..];
            }
            ('`' | '*', _) => {}
            (c, _) => out.push(c),
        }
    }
    let out = unescaped(&out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a heading without the signs that may close it: `Title ##` has some, `C#` has none.
pub(super) fn unclosed(words: &str) -> &str {
    let words = words.trim_end();
    let text = words.trim_end_matches('#');
    match text.is_empty() || text.ends_with([' ', '\t']) {
        true => text.trim_end(),
        false => words,
    }
}

/// What a heading shows of links and pictures: their words, and not where they lead. In code and behind a backslash
/// no sign means anything.
pub(super) fn without_links(text: &str, options: Shown) -> String {
    // Behind the last one no destination ends.
    let last = text.rfind(')').unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    // Brackets that are open: where each stands in `out`, and whether that of a picture.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut struck: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let taken = match c {
            '`' => {
                let run = rest.len() - rest.trim_start_matches('`').len();
                run + closing(&rest[run..], run).unwrap_or_default()
            }
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '!' if rest.starts_with("![") => {
                open.push((out.len(), true));
                2
            }
            '[' => {
                open.push((out.len(), false));
                1
            }
            ']' => {
                let begun = open.pop();
                let end = begun.and_then(|_| end_of_link(&rest[1..], at < last, options));
                if let Some(((start, picture), end)) = begun.zip(end) {
                    let signs = start + 1 + usize::from(picture);
                    let is_hidden = picture && !options.pictures;
                    struck.push(start..if is_hidden { out.len() } else { signs });
                    at += 1 + end;
                    continue;
                }
                1
            }
            c => c.len_utf8(),
        };
        out.push_str(&rest[..taken]);
        at += taken;
    }
    struck.sort_by_key(|range| range.start);
    let mut shown = String::with_capacity(out.len());
    let mut from = 0;
    for range in struck {
        // What stands in a picture that is left out is struck with it.
        shown.push_str(out.get(from..range.start).unwrap_or_default());
        from = from.max(range.end);
    }
    shown + &out[from..]
}

/// What [`without_links`] takes for words.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// Whether those that stand for a picture are.
    pub pictures: bool,
    /// Whether `[words][name]` is a link, whatever the name.
    pub references: bool,
}

/// Where a link ends whose words end in front of `text`; whether a `)` follows is known.
fn end_of_link(text: &str, closes: bool, options: Shown) -> Option<usize> {
    if let Some(name) = text.strip_prefix('[').filter(|_| options.references) {
        let end = name.find(['[', ']'])?;
        return name[end..].starts_with(']').then_some(1 + end + 1);
    }
    let inner = text.strip_prefix('(').filter(|_| closes)?;
    let (_, end) = destination(inner)?;
    let close = inner[end..].find(')')?;
    Some(1 + end + close + 1)
}

/// The plain text of a heading of the first level that the text begins with.
pub(super) fn title(text: &str) -> Option<String> {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty());
    let first = lines.next()?;
    let words = match first.strip_prefix('#') {
        Some(words) => unclosed(Some(words).filter(|words| !words.starts_with('#'))?),
        None => Some(first)
            .filter(|_| lines.next().and_then(|line| underline(line, first)) == Some(1))?,
    };
    let title = plain(words);
    (!title.is_empty()).then_some(title)
}

/// The plain text of the first heading, one of the first level before any other.
pub(super) fn heading(text: &str) -> Option<String> {
    let mut fence = false;
    let mut other = None;
    let (mut above, mut is_first) = ("", true);
    for line in text.lines() {
        let words = std::mem::replace(&mut above, line);
        // What a line across the page stands close below has more lines than a heading.
        let is_alone = std::mem::replace(&mut is_first, words.trim().is_empty());
        if fence_of(line).is_some() {
            fence = !fence;
        }
        // A tab looks like one.
        if fence || line.contains("](#tab/") {
            continue;
        }
        let (level, words) = match underline(line, words).filter(|_| is_alone) {
            Some(level) => (level, words),
            // Learn reads `##Title`; so do these trees.
            None if line.starts_with('#') => (
                line.len() - line.trim_start_matches('#').len(),
                unclosed(line.trim_start_matches('#')),
            ),
            None => continue,
        };
        let title = plain(words);
        if title.is_empty() || level > 6 {
            continue;
        }
        if level == 1 {
            return Some(title);
        }
        other = other.or(Some(title));
    }
    other
}

/// The destination of the inline link `text](to "title")` that continues after `](`: its range.
pub(super) fn destination(text: &str) -> Option<(usize, usize)> {
    let start = text.len() - text.trim_start_matches([' ', '\t']).len();
    let rest = &text[start..];
    if let Some(inner) = rest.strip_prefix('<') {
        let end = inner.find(['<', '>', '\n'])?;
        let opens = inner[end..].starts_with('<');
        return (!opens).then_some((start + 1, start + 1 + end));
    }
    let mut depth = 0usize;
    for (at, c) in rest.char_indices() {
        match c {
            '(' if depth == NESTED => return None,
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' | ' ' | '\t' | '\n' => return Some((start, start + at)),
            _ => {}
        }
    }
    None
}

/// The character of a fence, its length, and whether the line is nothing else.
pub(super) fn fence_of(line: &str) -> Option<(char, usize, bool)> {
    let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
    let open = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = line.trim_start_matches(open);
    let length = line.len() - rest.len();
    (length >= 3 && !(open == '`' && rest.contains('`'))).then_some((open, length, rest.is_empty()))
}

/// Notes the directives of a line that a portal does not read.
fn directives(line: &str, number: usize, place: Place<'_>, report: &mut Report) {
    let file = place.source.as_str();
    let text = line.trim_start_matches([' ', '\t', '>']);
    if let Some(rest) = text.strip_prefix(":::") {
        let rest = rest.trim_start();
        let name = word(rest);
        let known = DIRECTIVES.contains(&name.as_str());
        if name == "zone" && rest.contains("target") && !rest.contains("pivot") {
            report.leave("directive `:::zone target`", file, number, text);
        } else if name == "zone" && !rest.contains(['"', '\'']) {
            let construct = "directive `:::zone` without `pivot=\"…\"`";
            report.leave(construct, file, number, text);
        } else if name == "moniker" {
            let construct = "range of `:::moniker`, whose text is shown always";
            report.leave(construct, file, number, text);
        } else if !name.is_empty() && !known && !name.ends_with("-end") {
            report.leave(format!("directive `:::{name}`"), file, number, text);
        }
    }
    for at in outside_code(line, "[!") {
        let name = word(&line[at + 2..]);
        // A block of its own is one in a quotation alone, in both.
        let is_block = name == "div" && line[..at].trim_end().ends_with('>');
        if name.is_empty() || is_block || grammar::is_marker(&name) {
            continue;
        }
        let what = if name.starts_with("code") {
            "code taken from a file `[!code]`".to_owned()
        } else {
            format!("marker `[!{name}]`")
        };
        report.leave(what, file, number, &line[at..]);
    }
    if text.starts_with('#')
        && let Some((_, tab)) = text.split_once("](#tab/")
        && tab.split(')').next().is_some_and(|tab| tab.contains('/'))
    {
        report.leave("tab that depends on another tab", file, number, text);
    }
    for at in outside_code(line, "@\"") {
        report.leave("reference by uid", file, number, &line[at..]);
    }
}

/// Where `sign` stands in a line, code spans left out as far as backticks before it tell.
fn outside_code<'l>(line: &'l str, sign: &'l str) -> impl Iterator<Item = usize> + 'l {
    let (mut from, mut code) = (0, false);
    line.match_indices(sign).filter_map(move |(at, _)| {
        code ^= line[from..at].matches('`').count() % 2 == 1;
        from = at;
        (!code).then_some(at)
    })
}

/// The name at the start of `text`, in lower case.
fn word(text: &str) -> String {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    text[..end.unwrap_or(text.len())].to_ascii_lowercase()
}

/// Writes one line with its links put right; returns whether a comment is open at its end.
pub(super) fn line(
    line: &str,
    number: usize,
    mut comment: bool,
    links: &dyn Links,
    out: &mut String,
    report: &mut Report,
) -> bool {
    let mut at = 0;
    if !comment && let Some((start, end)) = definition(line) {
        out.push_str(&line[..start]);
        link(&line[start..end], number, links, out, report);
        at = end;
    }
    while at < line.len() {
        let rest = &line[at..];
        if comment {
            let end = rest.find("-->").map(|end| end + 3);
            comment = end.is_none();
            let end = end.unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            at += end;
        } else if rest.starts_with('`') {
            let run = rest.len() - rest.trim_start_matches('`').len();
            let end = run + closing(&rest[run..], run).unwrap_or_default();
            out.push_str(&rest[..end]);
            at += end;
        } else if rest.starts_with("<!--") {
            comment = true;
            out.push_str("<!--");
            at += 4;
        } else if let Some(inner) = rest.strip_prefix("](") {
            out.push_str("](");
            at += 2;
            if let Some((start, end)) = destination(inner) {
                out.push_str(&inner[..start]);
                link(&inner[start..end], number, links, out, report);
                at += end;
            }
        } else if let Some(name) = ["href=\"", "src=\"", "source=\"", "lightbox=\"", "link=\""]
            .into_iter()
            .find(|name| rest.starts_with(name))
        {
            out.push_str(name);
            let end = rest[name.len()..].find('"').unwrap_or_default();
            link(
                &rest[name.len()..name.len() + end],
                number,
                links,
                out,
                report,
            );
            at += name.len() + end;
        } else {
            if let Some(tag) = rest.strip_prefix('<') {
                element(tag, number, links, report);
            }
            // A backslash takes the character after it along, so that `\<` opens nothing.
            let mut chars = rest.chars();
            let mut taken = chars.next().map_or(1, char::len_utf8);
            if rest.starts_with('\\') {
                taken += chars.next().map_or(0, char::len_utf8);
            }
            out.push_str(&rest[..taken]);
            at += taken;
        }
    }
    comment
}

/// The destination of a link reference definition: `[name]: to`.
pub(super) fn definition(line: &str) -> Option<(usize, usize)> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = line[indent..].strip_prefix('[').filter(|_| indent <= 3)?;
    let name = rest.find(']').filter(|_| !rest.starts_with(['^', '!']))?;
    let after = rest[name + 1..].strip_prefix(':')?;
    let blank = after.len() - after.trim_start().len();
    let start = indent + 1 + name + 2 + blank;
    let end = line[start..]
        .find(char::is_whitespace)
        .unwrap_or(line.len() - start);
    Some((start, start + end))
}

/// Where a code span that was opened by `run` backticks ends, after its closing backticks.
pub(super) fn closing(text: &str, run: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = text[start..].len() - text[start..].trim_start_matches('`').len();
        at = start + length;
        if length == run {
            return Some(at);
        }
    }
    None
}

/// A destination with its double braces escaped: no fact of a portal has the name that is in them.
fn without_facts(to: &str) -> Cow<'_, str> {
    match to.contains("{{") && !to.contains("\\{{") {
        true => to.replace("{{", "\\{{").into(),
        false => to.into(),
    }
}

/// Writes a destination, rewritten where it must be.
fn link(to: &str, number: usize, links: &dyn Links, out: &mut String, report: &mut Report) {
    match links.link(to) {
        Link::Kept => out.push_str(&without_facts(to)),
        Link::Written(to, why) => {
            report.change(why);
            out.push_str(&to);
        }
        Link::Lost(what) => {
            report.leave(what, links.file(), number, to);
            out.push_str(&without_facts(to));
        }
    }
}

/// Notes an element that a portal does not show; `tag` begins after `<`.
fn element(tag: &str, number: usize, links: &dyn Links, report: &mut Report) {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let (name, rest) = tag.split_at(end.unwrap_or(tag.len()));
    let name = name.to_ascii_lowercase();
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let ends = rest.is_empty() || rest.starts_with([' ', '\t', '\n', '>', '/']);
    if begins && ends && !grammar::is_element(&name) {
        let end = tag.bytes().take(TAG).position(|byte| byte == b'>');
        let shown = end.map_or(tag, |end| &tag[..=end]);
        let shown: String = shown.chars().take(TAG).collect();
        report.leave(
            format!("element `<{name}>`"),
            links.file(),
            number,
            format!("<{shown}"),
        );
    }
}
