//! What stands at one place of a text, read by itself: a fact, a directive, the heading of a tab.

use super::{Attribute, Meaning};
use crate::model::grammar::{DIRECTIVES, INCLUDE, VIDEO};
use crate::model::text::beginning;

/// Directives that stand on a line of their own and shape what is around them.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name.strip_suffix("-end").unwrap_or(name),
        "row" | "column" | "zone" | "steps" | "moniker" | "contact" | "hours" | "sla" | "related"
    )
}

/// Columns that the marker of a list's item takes, with the blanks behind it.
pub(super) fn item(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marks: &[char] = if digits > 0 {
        &['.', ')']
    } else {
        &['-', '*', '+']
    };
    let rest = text[digits..].strip_prefix(marks)?;
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    (1..=4).contains(&blanks).then_some(digits + 1 + blanks)
}

/// `# [Title](#tab/id)`, at any level of heading.
pub(super) fn tab_heading(line: &str) -> Option<(String, String)> {
    let text = line.trim_start_matches('#');
    if text.len() == line.len() {
        return None;
    }
    let (title, link) = text.trim().strip_prefix('[')?.split_once("](#tab/")?;
    let id = link.strip_suffix(')')?;
    // `#tab/os/condition`: the condition depends on another group, which needs script; all are shown.
    Some((title.to_owned(), id.split('/').next()?.to_owned()))
}

/// `{{ name }}` at the start of `text`, and its length. What is no name of a fact is one that is
/// mistyped; whoever means the characters escapes them.
pub(super) fn fact(text: &str) -> Option<(Meaning, usize)> {
    // At the first character that no name has the search ends: a line may be full of braces.
    let stops = |c: char| matches!(c, '{' | '}' | '<' | '>' | '`' | '\n');
    let inner = unwrapped(&text[2..]);
    let (name, behind) = inner.split_at(inner.find(stops)?);
    let name = name.trim();
    let behind = unwrapped(behind).strip_prefix("}}")?;
    name.starts_with(char::is_alphanumeric)
        .then(|| (Meaning::Fact(name.to_owned()), text.len() - behind.len()))
}

/// `text` without the end of a line that it begins with, and the marks of quotations before the next.
fn unwrapped(text: &str) -> &str {
    let wrapped = text
        .trim_start_matches([' ', '\t', '\r'])
        .strip_prefix('\n');
    wrapped.map_or(text, |next| next.trim_start_matches([' ', '\t', '>']))
}

/// As much of `text` as any directive is long: where an end is missing, nothing further away is meant, and a line may
/// begin many.
fn near(text: &str) -> &str {
    beginning(text, 8 << 10)
}

/// `[!INCLUDE [title](path)]` or `[!VIDEO url …]` at the start of `text`, and its length.
pub(super) fn bracket(text: &str) -> Option<(Meaning, usize)> {
    let word: String = text[2..]
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_lowercase();
    let rest = near(&text[2 + word.len()..]);
    match word.as_str() {
        INCLUDE => {
            let open = rest.find("](")? + 2;
            let close = open + rest[open..].find(')')?;
            let end = close + 1 + rest[close + 1..].find(']')? + 1;
            if !rest[close + 1..end - 1].trim().is_empty() {
                return None;
            }
            let path = rest[open..close].trim();
            let length = 2 + word.len() + end;
            Some((Meaning::Include(bare(path).to_owned()), length))
        }
        VIDEO => {
            let (meaning, close) = video(rest)?;
            Some((meaning, 2 + word.len() + close + 1))
        }
        _ => None,
    }
}

/// A path or an address without the signs around it: as the address of a link may stand, or in quotes.
fn bare(address: &str) -> &str {
    let pairs = [('<', '>'), ('"', '"'), ('\'', '\'')];
    let inner = |(open, close)| address.strip_prefix(open)?.strip_suffix(close);
    pairs.into_iter().find_map(inner).unwrap_or(address)
}

/// ` url "title" captions transcript="path"]`, and where the bracket stands. All but the address may be missing.
fn video(text: &str) -> Option<(Meaning, usize)> {
    let (meaning, close) = described(text).or_else(|| {
        // Whatever else stands there is part of the address.
        let close = text.find(']')?;
        let meaning = Meaning::Video {
            url: text[..close].trim().to_owned(),
            title: None,
            captions: false,
            transcript: None,
        };
        Some((meaning, close))
    })?;
    let is_empty = matches!(&meaning, Meaning::Video { url, .. } if url.is_empty());
    (!is_empty).then_some((meaning, close))
}

/// The same, where nothing else is written. A title may hold a bracket, and an address a blank.
fn described(text: &str) -> Option<(Meaning, usize)> {
    let blank = [' ', '\t'];
    let mut rest = text.trim_start_matches(blank);
    let begin = rest;
    let end = loop {
        let end = rest.find([' ', '\t', ']', '\n'])?;
        let behind = rest[end..].trim_start_matches(blank);
        if behind.starts_with([']', '\n']) || is_of_video(behind) {
            break begin.len() - rest.len() + end;
        }
        rest = behind;
    };
    let rest = begin;
    let url = bare(&rest[..end]).to_owned();
    let (mut title, mut captions, mut transcript) = (None, false, None);
    let mut rest = rest[end..].trim_start_matches(blank);
    while !rest.starts_with(']') {
        let behind = if let Some(behind) = rest.strip_prefix("captions") {
            captions = true;
            behind
        } else if let Some(path) = rest.strip_prefix("transcript=") {
            let (path, behind) = quoted(path)?;
            transcript = Some(path.trim().to_owned()).filter(|path| !path.is_empty());
            behind
        } else {
            let (words, behind) = quoted(rest)?;
            title = Some(words.trim().to_owned());
            behind
        };
        rest = behind.trim_start_matches(blank);
    }
    let close = text.len() - rest.len();
    let meaning = Meaning::Video {
        url,
        title,
        captions,
        transcript,
    };
    Some((meaning, close))
}

/// Whether `text` begins with what is said of a video behind its address.
fn is_of_video(text: &str) -> bool {
    let captions = text.strip_prefix("captions");
    text.starts_with(['"', '\''])
        || text.starts_with("transcript=")
        || captions.is_some_and(|behind| behind.starts_with([' ', '\t', ']']))
}

/// The words in quotes that `text` begins with, and what follows them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..]
        .split_once(quote)
        .filter(|(words, _)| !words.contains('\n'))
}

/// The name of the directive that `text` begins with, in small letters, and its length with the signs before it.
pub(in crate::parse) fn name(text: &str) -> (String, usize) {
    let inner = text.trim_start_matches(':').trim_start_matches([' ', '\t']);
    let letters = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let name = near(inner);
    let name = &name[..name.find(letters).unwrap_or(name.len())];
    let signs = match name {
        "" => text.len() - text.trim_start_matches(':').len(),
        _ => text.len() - inner.len(),
    };
    (name.to_ascii_lowercase(), signs + name.len())
}

/// `:::name key="value":::` at the start of `text`, which stands at `start`, and its length.
///
/// The long description of `:::image type="complex"` follows on lines of its own and is closed by
/// `:::image-end:::`, so that an image, too, is a directive of one line.
pub(super) fn directive(text: &str, start: usize) -> Option<(Meaning, usize)> {
    // A line may be full of colons, each of which would be counted with those behind it.
    let text = near(text);
    if text.starts_with("::::") {
        return None;
    }
    let (name, length) = name(text);
    let known = name.strip_suffix("-end").unwrap_or(&name);
    if !DIRECTIVES.contains(&known) || name == "no-loc-end" {
        return None;
    }
    let (attributes, length) = attributes(text, length, start)?;
    let end = text.get(length..)?.starts_with(":::");
    end.then_some((Meaning::Directive { name, attributes }, length + 3))
}

/// The directive that is all of `line`, which stands at `start`, if it is one that shapes what is around it. On a
/// line of its own it needs no `:::` behind it: Learn writes zones and monikers either way.
pub(super) fn block(line: &str, start: usize) -> Option<Meaning> {
    let line = line.trim_end();
    if !line.starts_with(":::") {
        return None;
    }
    let (name, length) = name(line);
    if !is_block(&name) {
        return None;
    }
    let (attributes, length) = attributes(line, length, start)?;
    matches!(&line[length..], "" | ":::").then_some(Meaning::Directive { name, attributes })
}

/// The attributes that stand at `at` of `text`, which stands at `start`, and where they end; nothing where one of
/// them cannot be read.
fn attributes(text: &str, mut at: usize, start: usize) -> Option<(Vec<Attribute>, usize)> {
    let mut attributes = Vec::new();
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
        let rest = &text[at..];
        let key_length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        let key_length = key_length.unwrap_or(rest.len());
        if key_length == 0 {
            return Some((attributes, at));
        }
        let key = rest[..key_length].to_ascii_lowercase();
        let value = rest[key_length..].strip_prefix('=')?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let length = value[1..].find(quote)?;
        let value_at = at + key_length + 2;
        attributes.push(Attribute {
            name: key,
            value: value[1..=length].to_owned(),
            range: start + value_at..start + value_at + length,
        });
        at = value_at + length + 1;
    }
}
