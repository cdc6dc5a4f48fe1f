//! Raw HTML in Markdown: cut into tags and text, and the closed list of what may pass.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use crate::model::markup::has_byte;
use crate::model::text::{Directions, hidden_reference};

/// A part of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text, with character references as written.
    Text(&'a str),
    /// `<name …>`; the range is that of the tag in the input.
    Open {
        /// In lower case.
        name: String,
        /// Names in lower case, values without quotes and with references as written.
        attributes: Vec<(String, String)>,
        /// `<br/>`.
        closed: bool,
        /// The whole tag.
        range: Range<usize>,
    },
    /// `</name>`.
    Close {
        /// In lower case.
        name: String,
        /// The whole tag.
        range: Range<usize>,
    },
    /// `<!-- … -->`; `unclosed` is where its beginning stands, if its end is missing.
    Comment { unclosed: Option<Range<usize>> },
    /// `<!DOCTYPE …>`, `<![CDATA[…]]>`, `<?…?>`; where its end is missing, all that follows.
    Declaration {
        /// All of it.
        range: Range<usize>,
    },
}

/// Cuts `text` into tokens. Whatever is not a tag is text.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        let open = at + found;
        let Some((token, end)) = tag(text, open) else {
            at = open + 1;
            continue;
        };
        if plain < open {
            tokens.push(Token::Text(&text[plain..open]));
        }
        tokens.push(token);
        plain = end;
        at = end;
    }
    if plain < text.len() {
        tokens.push(Token::Text(&text[plain..]));
    }
    tokens
}

/// The tag or comment at `open`, and where it ends.
fn tag(text: &str, open: usize) -> Option<(Token<'_>, usize)> {
    let rest = &text[open..];
    const COMMENT: &str = "<!--";
    for (start, end) in [(COMMENT, "-->"), ("<?", "?>"), ("<![", "]]>"), ("<!", ">")] {
        if !rest.starts_with(start) {
            continue;
        }
        // `<!-->` is a whole comment: the dashes of its beginning are those of its end.
        let length = rest[2..].find(end).map(|at| at + 2 + end.len());
        let unclosed = length.is_none().then(|| open..open + start.len());
        let end = open + length.unwrap_or(rest.len());
        let token = match start {
            COMMENT => Token::Comment { unclosed },
            _ => Token::Declaration { range: open..end },
        };
        return Some((token, end));
    }
    let bytes = rest.as_bytes();
    let closing = bytes.get(1) == Some(&b'/');
    let mut at = if closing { 2 } else { 1 };
    let name_end = at + rest[at..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    let name = rest[at..name_end].to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    at = name_end;
    let mut attributes = Vec::new();
    let mut closed = false;
    loop {
        at += rest[at..].len() - rest[at..].trim_start().len();
        match bytes.get(at)? {
            b'>' => break,
            b'/' => {
                closed = true;
                at += 1;
            }
            _ => {
                let length = rest[at..].find(|c: char| {
                    c.is_whitespace() || matches!(c, '=' | '>' | '/' | '<' | '"' | '\'')
                })?;
                if length == 0 {
                    return None;
                }
                let key = rest[at..at + length].to_ascii_lowercase();
                at += length;
                let spaces = rest[at..].len() - rest[at..].trim_start().len();
                let mut value = String::new();
                if bytes.get(at + spaces) == Some(&b'=') {
                    at += spaces + 1;
                    at += rest[at..].len() - rest[at..].trim_start().len();
                    let (start, end, next) = match bytes.get(at)? {
                        quote @ (b'"' | b'\'') => {
                            let end = at + 1 + rest[at + 1..].find(char::from(*quote))?;
                            (at + 1, end, end + 1)
                        }
                        _ => {
                            let length =
                                rest[at..].find(|c: char| c.is_whitespace() || c == '>')?;
                            (at, at + length, at + length)
                        }
                    };
                    value.push_str(&rest[start..end]);
                    at = next;
                }
                closed = false;
                attributes.push((key, value));
            }
        }
    }
    let range = open..open + at + 1;
    let end = range.end;
    let token = if closing {
        Token::Close { name, range }
    } else {
        Token::Open {
            name,
            attributes,
            closed,
            range,
        }
    };
    Some((token, end))
}

/// Elements that have no content and no end tag.
pub fn is_void(name: &str) -> bool {
    matches!(name, "br" | "col" | "hr")
}

/// Elements whose end tag must be written: without it what follows goes into them.
pub fn has_to_end(name: &str) -> bool {
    matches!(name, "details" | "div" | "ol" | "summary" | "table" | "ul")
}

/// Whether the attribute may stay on the element.
pub fn is_allowed_attribute(element: &str, name: &str) -> bool {
    match name {
        "class" | "lang" | "dir" => true,
        "title" => matches!(element, "abbr" | "a"),
        "colspan" | "rowspan" | "scope" | "headers" => matches!(element, "td" | "th"),
        "span" => matches!(element, "col" | "colgroup"),
        "open" => element == "details",
        "start" | "reversed" => element == "ol",
        _ => false,
    }
}

/// Attributes of translation memories and converters: dropped without a word.
pub fn is_noise(name: &str) -> bool {
    name.starts_with("data-")
        || matches!(name, "width" | "align" | "valign" | "name" | "id" | "href")
}

/// Open elements that the start of `name` ends, as in HTML.
pub fn is_ended_by(open: &str, name: &str) -> bool {
    match name {
        "li" => matches!(open, "li" | "p"),
        "p" | "ul" | "ol" | "table" | "div" | "pre" | "details" | "hr" => open == "p",
        "rp" | "rt" => matches!(open, "rp" | "rt"),
        "td" | "th" => matches!(open, "td" | "th" | "p" | "li"),
        "tr" => matches!(open, "td" | "th" | "tr" | "p"),
        "tbody" | "tfoot" | "thead" => {
            matches!(open, "td" | "th" | "tr" | "tbody" | "thead" | "colgroup")
        }
        _ => false,
    }
}

/// Whether an element may stand in a table alone.
pub fn is_of_table(name: &str) -> bool {
    matches!(
        name,
        "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
    )
}

/// Whether an element may not stand in a sentence.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "details" | "div" | "hr" | "ol" | "p" | "pre" | "table" | "ul"
    )
}

/// Whether an element holds items, rows or cells, and neither words nor paragraphs.
pub fn holds_parts(name: &str) -> bool {
    matches!(
        name,
        "ul" | "ol" | "table" | "thead" | "tbody" | "tfoot" | "tr"
    )
}

/// Text with the characters that its references name. Those that HTML does not know stay as they are written; what is
/// in no text becomes U+FFFD, but for ends of directions that nothing began, which are left out.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !has_byte(text, [b'&'; 3]) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut directions = Directions::default();
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (characters, behind) = rest.split_at(reference(rest));
        match character(characters) {
            Some(named) => {
                let shown = named.chars().filter(|&c| !directions.is_idle_end(c));
                out.extend(shown.map(|c| match hidden_reference(c) {
                    Some(_) => '\u{FFFD}',
                    None => c,
                }));
            }
            None => out.push_str(characters),
        }
        rest = behind;
    }
    out.push_str(rest);
    out.into()
}

/// The length of the reference that `text` begins with, or of its `&` alone.
fn reference(text: &str) -> usize {
    /// As in Markdown: longer than any name.
    const LONGEST: usize = 40;

    let name = text.bytes().skip(1).take(LONGEST);
    let length = name
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    match text.as_bytes().get(1 + length) {
        Some(b';') => length + 2,
        _ => 1,
    }
}

/// What a reference such as `&euro;` names, by the table that Markdown is read with; `None` where that knows none.
pub fn character(reference: &str) -> Option<String> {
    Parser::new(reference).find_map(|event| match event {
        Event::Text(text) => (*text != *reference).then(|| text.into_string()),
        _ => None,
    })
}

/// Numeric references to characters that are in no text, with what each names.
pub fn hidden_references(text: &str) -> Vec<(Range<usize>, char)> {
    let starts = text.match_indices("&#").map(|(at, _)| at);
    let found = starts.filter_map(|at| {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
        let named = referred(&rest[..end])?;
        hidden_reference(named)?;
        Some((at..at + 1 + end, named))
    });
    found.collect()
}

/// The character that a numeric reference such as `#x202E` names.
fn referred(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(number.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cut_and_the_rest_is_text() {
        let found = tokens("a <b>x</b> <3 <img src='a>b'/> <!-- c --> y < z");
        let names: Vec<String> = found
            .iter()
            .map(|token| match token {
                Token::Text(text) => (*text).to_owned(),
                Token::Open { name, closed, .. } => {
                    format!("+{name}{}", if *closed { "/" } else { "" })
                }
                Token::Close { name, .. } => format!("-{name}"),
                Token::Comment { .. } => "#".into(),
                Token::Declaration { .. } => "!".into(),
            })
            .collect();
        assert_eq!(
            names,
            ["a ", "+b", "x", "-b", " <3 ", "+img/", " ", "#", " y < z"]
        );
    }

    #[test]
    fn references_are_what_they_name() {
        let text = "a &amp; b&nbsp;&euro; c & d &#39;&#x41;&#0; &amp;lt; &Nbsp; &ngE; &amp &;";
        assert_eq!(
            decoded(text),
            "a & b\u{a0}€ c & d 'A\u{FFFD} &lt; &Nbsp; ≧\u{338} &amp &;"
        );
    }

    #[test]
    fn references_to_what_is_in_no_text_are_found() {
        let text = "&#xFDD0; &#131071; &#xE0041; &#x1F3F4; &#xFDCF;";
        let found = hidden_references(text);
        let written: Vec<&str> = found
            .iter()
            .map(|(place, _)| &text[place.clone()])
            .collect();
        assert_eq!(written, ["&#xFDD0", "&#131071", "&#xE0041"]);
        assert_eq!(
            decoded(text),
            "\u{FFFD} \u{FFFD} \u{FFFD} \u{1F3F4} \u{FDCF}"
        );
    }
}
