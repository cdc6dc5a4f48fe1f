//! Numbers to dial in text that runs from right to left.
//!
//! There the Unicode Bidirectional Algorithm (UAX #9) has blanks, and beside Arabic letters hyphens, run with the text,
//! and what they divide from right to left: `800 844 9999` is shown as `9999 844 800`, and a plus at the wrong end. So
//! these numbers are isolated, by an element in a page and by U+2066 and U+2069 in plain text. Behind a Latin letter
//! nothing changes its place, and what is isolated there would: `API version 2024-02-01` is left as it is.
//!
//! A link or the head of a column without a letter that runs from right to left is isolated, too, where it begins or
//! ends with a sign: `https://contoso.example/` would have its last `/` in front.

use std::borrow::Cow;
use std::ops::Range;

use super::html::is_phrasing;
use super::markup::{tag_end, tag_name, tag_start};

/// Begins what runs from left to right, whatever stands around it.
pub const OPENS: char = '\u{2066}';
/// Ends what an isolate began.
pub const CLOSES: char = '\u{2069}';

/// Around what is isolated in a page.
const BEGINS: &str = "<bdi dir=\"ltr\">";
const ENDS: &str = "</bdi>";
/// Where the value of a `meta` begins.
const CONTENT: &str = " content=\"";

/// `text`, plain and from right to left, with its numbers isolated; those that are already stay as they are.
pub fn isolated(text: &str) -> Cow<'_, str> {
    between(text, false, true, &OPENS.to_string(), &CLOSES.to_string())
}

/// A page that runs from right to left with the numbers of its texts and its foreign links isolated: not in code, in
/// links that are a number or an address and no more, and in what says that it runs from left to right.
pub fn in_page(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    // The text up to here is in `out`.
    let mut taken = 0;
    let mut at = 0;
    // The element that is left as it is, and how many of its name are open in it.
    let mut left: Option<(&str, usize)> = None;
    let (mut plain, mut dials) = (false, false);
    // Whether the last letter of the paragraph runs from left to right.
    let mut latin = false;
    while let Some(start) = tag_start(&html[at..]).map(|start| at + start) {
        let text = &html[at..start];
        // The style sheet isolates such a link. What stands in it beside the number runs from right to left there, too.
        let is_isolated = dials && !text.contains(|c: char| !c.is_ascii() && c.is_alphabetic());
        if left.is_none() && !is_isolated {
            let isolated = match plain {
                true => isolated(text),
                false => between(text, latin, false, BEGINS, ENDS),
            };
            if let Cow::Owned(isolated) = isolated {
                out.push_str(&html[taken..at]);
                out.push_str(&isolated);
                taken = start;
            }
            if !dials {
                latin = last_strong(text, false).unwrap_or(latin);
            }
        }
        let tag = &html[start..];
        let end = match tag.starts_with("<!--") {
            true => tag.find("-->").map(|end| end + 3),
            false => tag_end(tag).map(|end| end + 1),
        };
        let Some(end) = end else { break };
        let tag = &tag[..end];
        at = start + end;
        let name = tag_name(&tag[1..]);
        let closing = tag.starts_with("</");
        latin &= left.is_some() || name.is_empty() || !is_break(name);
        match &mut left {
            Some((own, open)) if *own == name => {
                match closing {
                    true => *open -= 1,
                    false => *open += 1,
                }
                if *open == 0 {
                    left = None;
                }
            }
            Some(_) => {}
            None if closing || name.is_empty() => (plain, dials) = (false, false),
            None => {
                // What holds no elements.
                plain = matches!(name, "title" | "option");
                dials |=
                    name == "a" && (tag.contains("href=\"tel:") || tag.contains("href=\"mailto:"));
                if is_left(tag, name) {
                    left = Some((name, 1));
                } else if name == "meta"
                    && is_shown(tag)
                    && let Some(value) = tag.find(CONTENT).map(|value| value + CONTENT.len())
                    && let Cow::Owned(isolated) = isolated(&tag[value..])
                {
                    out.push_str(&html[taken..start + value]);
                    out.push_str(&isolated);
                    taken = at;
                } else if matches!(name, "a" | "th")
                    && !dials
                    && let Some(inner) = turned(&html[at..], name)
                {
                    out.push_str(&html[taken..at]);
                    out.extend([BEGINS, inner, ENDS]);
                    at += inner.len();
                    taken = at;
                }
            }
        }
        // What begins with `<` in there is no tag.
        if !closing && let Some((own @ ("script" | "style"), _)) = left {
            let end = html[at..].find(&["</", own].concat());
            at = end.map_or(html.len(), |end| at + end);
        }
    }
    if taken == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[taken..]);
    Cow::Owned(out)
}

/// What `html`, the rest of a page behind the tag of a link or a cell, has in that element, if it is text alone that
/// would not keep its order: letters from left to right, with a sign or a digit at an end that its surroundings take.
fn turned<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    const SIMPLE: [&str; 12] = [
        "b", "code", "del", "em", "i", "kbd", "mark", "s", "strong", "sub", "sup", "wbr",
    ];

    let mut at = 0;
    let mut latin = false;
    let (mut first, mut last) = (None, None);
    loop {
        let start = at + tag_start(&html[at..])?;
        for c in html[at..start].chars().filter(|c| !c.is_whitespace()) {
            match runs(c) {
                Some(false) => return None,
                Some(true) => latin = true,
                None => {}
            }
            first = first.or(Some(c));
            last = Some(c);
        }
        let tag = &html[start + 1..];
        let own = tag_name(tag);
        if tag.starts_with('/') && own == name {
            let is_held = first.and_then(runs).is_some()
                && last.is_some_and(|c| runs(c).is_some() || c.is_ascii_digit());
            return (latin && !is_held).then_some(&html[..start]);
        }
        if !SIMPLE.contains(&own) {
            return None;
        }
        at = start + 1 + tag_end(tag)? + 1;
    }
}

/// Whether a letter runs from left to right; nothing of what has no direction of its own.
fn runs(c: char) -> Option<bool> {
    match c {
        '\u{200e}' => Some(true),
        '\u{200f}' => Some(false),
        _ if !c.is_alphabetic() => None,
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => Some(false),
        _ => Some(true),
    }
}

/// How the last letter of `text` runs that is in no isolate; where lines are paragraphs, of its last line.
fn last_strong(text: &str, lines: bool) -> Option<bool> {
    let mut depth = 0_usize;
    text.chars().rev().find_map(|c| match c {
        CLOSES => {
            depth += 1;
            None
        }
        '\u{2066}'..='\u{2068}' => {
            depth = depth.saturating_sub(1);
            None
        }
        '\n' if lines => Some(false),
        c => runs(c).filter(|_| depth == 0),
    })
}

/// Whether a new paragraph begins at such a tag.
fn is_break(name: &str) -> bool {
    name == "br" || !is_phrasing(name)
}

/// Whether an element keeps its own direction, or none of its text is shown.
fn is_left(tag: &str, name: &str) -> bool {
    const OWN: [&str; 12] = [
        "bdi", "bdo", "code", "kbd", "pre", "samp", "script", "style", "svg", "template",
        "textarea", "var",
    ];
    const EMPTY: [&str; 9] = [
        "area", "br", "col", "hr", "img", "input", "link", "meta", "wbr",
    ];

    OWN.contains(&name) || (tag.contains(" dir=\"ltr\"") && !EMPTY.contains(&name))
}

/// Whether search engines and messengers show what a `meta` holds.
fn is_shown(tag: &str) -> bool {
    ["\"description\"", "\"og:title\"", "\"og:description\""]
        .iter()
        .any(|name| tag.contains(name))
}

/// `text` with signs around its numbers; `latin` is whether the last letter before it runs from left to right.
fn between<'t>(text: &'t str, latin: bool, lines: bool, opens: &str, closes: &str) -> Cow<'t, str> {
    let mut out = String::new();
    let mut taken = 0;
    for number in numbers(text, latin, lines) {
        out.push_str(&text[taken..number.start]);
        out.push_str(opens);
        out.push_str(&text[number.clone()]);
        out.push_str(closes);
        taken = number.end;
    }
    if taken == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[taken..]);
    Cow::Owned(out)
}

/// Where numbers stand whose parts would change places.
fn numbers(text: &str, mut latin: bool, lines: bool) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    // The letters up to here are in `latin`.
    let mut told = 0;
    // How many isolates are open.
    let mut depth = 0_usize;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            let (step, c) = rest
                .char_indices()
                .find(|(_, c)| matches!(c, '0'..='9' | '+' | '(' | '\u{2066}'..='\u{2069}'))?;
            let start = at + step;
            match c {
                '\u{2066}'..='\u{2068}' => depth += 1,
                CLOSES => depth = depth.saturating_sub(1),
                _ => {}
            }
            let mut read = Read::of(&text[start..]);
            at = start + read.length.max(c.len_utf8());
            // A part of a word, of an address or of a figure is none. Hebrew has a hyphen between a particle and it.
            let is_joined = |sign: Option<&u8>, beyond: Option<&u8>| match sign {
                Some(b'.' | b',' | b':' | b'/' | b'-' | b'+') => {
                    beyond.is_some_and(u8::is_ascii_alphanumeric)
                }
                Some(sign) => sign.is_ascii_alphanumeric() || b"#%=@_".contains(sign),
                None => false,
            };
            let before = |back: usize| bytes.get(start.wrapping_sub(back));
            if depth > 0 || is_joined(before(1), before(2)) {
                continue;
            }
            if is_joined(bytes.get(at), bytes.get(at + 1)) {
                // The `24` of `24/7` and the hour of `10:30` are no part of the number before them.
                match matches!(bytes.get(at), Some(b'/' | b':')).then(|| read.shorter()) {
                    Some(Some(shorter)) => read = shorter,
                    _ => continue,
                }
                at = start + read.length;
            }
            if read.is_dialled() {
                latin = last_strong(&text[told..start], lines).unwrap_or(latin);
                told = start;
                if !latin {
                    return Some(start..at);
                }
            }
        }
    })
}

/// Groups of digits with what may divide those of one number.
#[derive(Clone, Default)]
struct Read {
    length: usize,
    /// Whether it begins with a plus.
    plus: bool,
    /// Whether it begins with digits in brackets.
    bracket: bool,
    /// Whether it begins with a zero.
    zero: bool,
    /// Whether blanks are among what divides it.
    blanks: bool,
    /// The digits of each group.
    groups: Vec<usize>,
    /// Where the group before the last ended, if a blank alone follows there.
    cut: Option<usize>,
}

impl Read {
    fn of(text: &str) -> Self {
        let mut read = Self::default();
        let mut at = 0;
        // Signs since the last digit, and whether a blank is among them.
        let (mut between, mut blank) = (0, false);
        // What stood before a bracket, until digits follow behind it.
        let mut before_bracket = None;
        for c in text.chars() {
            let in_group = between == 0 && !read.groups.is_empty();
            match c {
                // What begins with its own zero is no rest of what stands in a bracket: that is the mark of a list.
                '0' if blank
                    && read.bracket
                    && !read.plus
                    && !read.zero
                    && read.groups.len() == 1 =>
                {
                    break;
                }
                '0'..='9' => {
                    if let Some((_, true)) = before_bracket {
                        before_bracket = None;
                    }
                    match read.groups.last_mut().filter(|_| in_group) {
                        Some(group) => *group += 1,
                        None => {
                            read.cut = (blank && between == 1).then_some(read.length);
                            read.groups.push(1);
                            read.zero |= read.groups.len() == 1 && c == '0';
                        }
                    }
                    read.blanks |= blank;
                    (between, blank) = (0, false);
                    read.length = at + 1;
                }
                '+' if read.groups.is_empty() && !read.plus => read.plus = true,
                // In a bracket stands an area code, at the beginning or behind the code of a country.
                '(' if before_bracket.is_none()
                    && (at == 0 || matches!(read.groups.as_slice(), [..=5])) =>
                {
                    before_bracket = Some((read.clone(), false));
                    between += 1;
                }
                ')' if in_group && matches!(before_bracket, Some((_, false))) => {
                    if text.starts_with('(') {
                        // One digit is the mark of a list.
                        if !read.plus && read.groups == [1] {
                            break;
                        }
                        read.bracket = true;
                    }
                    before_bracket = before_bracket.map(|(before, _)| (before, true));
                    between += 1;
                }
                ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2010}' | '\u{2011}'
                    if between < 2 && !read.groups.is_empty() =>
                {
                    blank |= !matches!(c, '-' | '\u{2010}' | '\u{2011}');
                    between += 1;
                }
                _ => break,
            }
            at += c.len_utf8();
        }
        // What stands in a bracket alone, or in one that does not end, is no part of the number.
        before_bracket.map_or(read, |(before, _)| before)
    }

    /// Without its last group, if that is an hour or the like behind a blank.
    fn shorter(&self) -> Option<Self> {
        let [rest @ .., (3..), 1..=2] = self.groups.as_slice() else {
            return None;
        };
        let length = self.cut?;
        let groups = self.groups[..=rest.len()].to_vec();
        Some(Self {
            length,
            groups,
            cut: None,
            ..self.clone()
        })
    }

    /// Whether no amount, list, date, time or pair of years is written so.
    fn is_dialled(&self) -> bool {
        let digits: usize = self.groups.iter().sum();
        let long = self.groups.iter().skip(1).any(|&group| group >= 3);
        match self.groups.as_slice() {
            _ if !(7..=16).contains(&digits) => false,
            _ if self.plus => true,
            // Of one length are hours and years from one to another; elsewhere a number is known by its zero.
            [] | [_] | [2, 2, 4] | [4, 2, 2] | [2, 4, 2, 2] => false,
            [first, second] if first == second => false,
            [..] if self.bracket => true,
            [2, 2, 2, 2, 2] => self.zero,
            [..] if self.zero => long,
            [3, rest] => !self.blanks && *rest >= 6,
            [1, 3, _, _] => long && !self.blanks,
            [3, rest @ ..] if rest.len() <= 3 => long && rest.iter().any(|&group| group != 3),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
