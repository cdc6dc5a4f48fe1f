//! What the usual slips of YAML are, in an author's words: from the place where the parser gave up to the line that
//! has to be mended.

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

use crate::model::text::floor;

/// Bytes of a text that a hint repeats: a whole paragraph would not be read in one.
const SHORT: usize = 80;

/// A mistake of syntax in an author's words.
pub(super) struct Mistake {
    /// The byte that is pointed at.
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) hint: String,
}

impl Mistake {
    fn new(at: usize, message: &str, hint: impl Into<String>) -> Self {
        Self {
            at,
            message: message.to_owned(),
            hint: hint.into(),
        }
    }
}

/// Where the parser gave up.
struct Place<'t> {
    text: &'t str,
    at: usize,
    /// Where its line begins.
    line_start: usize,
    line: &'t str,
}

/// Says what the usual mistakes are; `at` is the byte where the parser gave up.
pub(super) fn explain(error: &ScanError, text: &str, at: usize) -> Mistake {
    let at = floor(text, at);
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let place = Place {
        text,
        at,
        line_start,
        line: line_at(text, line_start),
    };
    // Whatever the parser calls it, a tab in front of a line is what has to go. What the parser calls by its name is
    // believed before the line is looked at: it has read all that stands above.
    (place.tab())
        .or_else(|| place.named(error.kind()))
        .or_else(|| place.beginning_of_text())
        .or_else(|| place.colon())
        .or_else(|| place.bracket())
        .or_else(|| place.line_beside_others())
        .unwrap_or_else(|| {
            let hint = "compare its indentation with the lines above, \
                        and put quotes around texts with `:`, `#`, `{` or `[`";
            Mistake::new(at, "this line does not continue the YAML above it", hint)
        })
}

fn line_at(text: &str, start: usize) -> &str {
    text[start..].lines().next().unwrap_or_default()
}

impl Place<'_> {
    /// A tab in front of the line, or below a text that seems to go on in that line.
    fn tab(&self) -> Option<Mistake> {
        let next = self.line_start + self.line.len() + 1;
        [self.line_start, next].into_iter().find_map(|start| {
            let line = self.text.get(start..).unwrap_or_default();
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            let tab = line[..blanks].find('\t')?;
            Some(Mistake::new(
                start + tab,
                "a tab indents this line",
                "YAML is indented with spaces",
            ))
        })
    }

    /// What the parser has a name for.
    fn named(&self, kind: &ErrorKind) -> Option<Mistake> {
        let (text, at) = (self.text, self.at);
        Some(match kind {
            ErrorKind::BlockEntryInFlowCollection => return left_open(text, self.line_start),
            ErrorKind::UnclosedQuotedScalar
            | ErrorKind::DocumentIndicatorInQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent => Mistake::new(
                unclosed_quote(text, at),
                "this quote is never closed",
                "close it, or put the whole text in the other kind of quotes",
            ),
            ErrorKind::InvalidTrailingSingleQuotedScalar
            | ErrorKind::InvalidTrailingDoubleQuotedScalar => self.behind_quote(),
            ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
                Mistake::new(
                    at,
                    "`\\` begins an escape that YAML does not have",
                    "write `\\\\`, or use single quotes",
                )
            }
            ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
                Mistake::new(
                    at,
                    "a list that began with `[` is not closed here",
                    "write `,` between its items and `]` after the last",
                )
            }
            ErrorKind::ExpectedFlowMappingSeparator
                if let Some(start) = key_without_comma(text, at) =>
            {
                let hint = format!("write `, {}: …` here", &text[start..at]);
                Mistake::new(start, "a comma is missing before this key", hint)
            }
            ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
            | ErrorKind::ExpectedFlowMappingSeparator => Mistake::new(
                at,
                "a map that began with `{` is not closed here",
                "write `,` between its entries and `}` after the last; \
                 a text with `,`, `{` or `}` in it needs quotes",
            ),
            ErrorKind::DirectiveDisallowed => Mistake::new(
                at,
                "a YAML directive",
                "a text that begins with `%` needs quotes",
            ),
            _ => return None,
        })
    }

    /// A text that goes on behind its closing quote.
    fn behind_quote(&self) -> Mistake {
        let start = self.line.find(": ").map_or(0, |colon| colon + 2);
        let inside = "put the whole text in quotes; inside, `\\\"` or `''` stands for a quote";
        let is_quoted = self.line[start..].starts_with(['"', '\'']);
        let whole = is_quoted.then(|| in_quotes(self.text, self.line_start + start));
        let hint = whole.flatten().unwrap_or_else(|| inside.to_owned());
        Mistake::new(self.at, "text goes on after its closing quote", hint)
    }

    /// A sign that no text begins with.
    fn beginning_of_text(&self) -> Option<Mistake> {
        let first = self.text[self.at..].chars().next();
        let sign = first.filter(|sign| matches!(sign, '@' | '`' | '%'))?;
        let hint = in_quotes(self.text, self.at);
        Some(Mistake::new(
            self.at,
            &format!("a text cannot begin with `{sign}`"),
            hint.unwrap_or_else(|| "put it in quotes".to_owned()),
        ))
    }

    /// A colon that YAML reads otherwise than it is meant, or a sign in front of a text that it has a use for.
    fn colon(&self) -> Option<Mistake> {
        if let Some((start, colon)) = near_colon(self.text, self.line_start) {
            let (key, value) = line_at(self.text, start).split_at(colon);
            let sign = value.chars().next().unwrap_or_default();
            let value = value[sign.len_utf8()..].trim();
            let message = match sign {
                ':' => "no blank stands behind this colon",
                _ => "this colon is none of YAML",
            };
            let hint = match value.len() <= SHORT {
                true => format!("write `{}: {value}`", key.trim()),
                false => format!("write `{}: ` before the text", key.trim()),
            };
            return Some(Mistake::new(start + colon, message, hint));
        }
        if let Some((start, sign)) = sign_at_beginning(self.line, self.at - self.line_start) {
            return Some(needs_quotes(self.text, self.line_start + start, sign));
        }
        let (key, value) = colon_in_text(self.line)?;
        let value_start = self.line_start + self.line.trim_end().len() - value.len();
        let colon = value_start + value.find(": ").unwrap_or(value.len() - 1);
        let hint = match value.len() <= SHORT {
            true => format!("write `{key}: \"{}\"`", value.replace('"', "\\\"")),
            false => format!("put the text after `{key}:` in quotes"),
        };
        Some(Mistake::new(
            colon,
            "a colon inside a text that has no quotes",
            hint,
        ))
    }

    /// A bracket that closes nothing.
    fn bracket(&self) -> Option<Mistake> {
        let first = self.text[self.at..].chars().next();
        let close = first.filter(|sign| matches!(sign, '}' | ']'))?;
        Some(Mistake::new(
            self.at,
            &format!("this `{close}` closes nothing"),
            "remove it, or open it before",
        ))
    }

    /// A line that is no entry, or none of those above it.
    fn line_beside_others(&self) -> Option<Mistake> {
        let above = &self.text[..self.line_start];
        let indent = self.line.len() - self.line.trim_start().len();
        let begins = self.line_start + indent;
        if let Some((key, value)) = key_without_colon(self.line) {
            let key = match value.len() <= SHORT {
                true => format!("{key}: {value}"),
                false => format!("{key}: …"),
            };
            return Some(Mistake::new(
                begins,
                "no colon stands behind the first word of this line",
                format!("write `{key}`, or indent the line if the text above goes on in it"),
            ));
        }
        if let Some(dash) = dash_without_blank(above) {
            let item = line_at(self.text, dash + 1);
            let hint = match item.len() <= SHORT {
                true => format!("write `- {}`", item.trim_end()),
                false => "write a blank behind it".to_owned(),
            };
            return Some(Mistake::new(dash, "no blank stands behind this `-`", hint));
        }
        let key = key_above(above, self.line)?;
        Some(Mistake::new(
            begins,
            "this line is further in than the key above it, which has a value",
            format!("begin it in the same column as `{key}`, if it is a key beside it"),
        ))
    }
}

/// The bracket that a line above `end` leaves open, or the comment behind which its other end stands.
fn left_open(text: &str, end: usize) -> Option<Mistake> {
    /// Lines that are looked at.
    const ABOVE: usize = 20;
    let mut start = end;
    for line in text[..end].lines().rev().take(ABOVE) {
        start = text[..start - 1].rfind('\n').map_or(0, |end| end + 1);
        let (Some(open), _) = brackets(line) else {
            continue;
        };
        if let Some(hidden) = behind_comment(text, start) {
            return Some(hidden);
        }
        let close = closing(line, open);
        return Some(Mistake {
            at: start + open,
            message: format!("this `{}` is never closed", &line[open..=open]),
            hint: format!("write `{close}` after the last thing in it"),
        });
    }
    None
}

/// The comment in the line that begins at `start`, behind which the other end of its bracket stands.
pub(super) fn behind_comment(text: &str, start: usize) -> Option<Mistake> {
    let line = text[start..].lines().next()?;
    let (Some(open), Some(hash)) = brackets(line) else {
        return None;
    };
    let close = closing(line, open);
    let hidden = line[hash..].contains(close).then_some(&line[hash..])?;
    let begin = line[..hash].rfind([' ', '[', '{']).map_or(0, |at| at + 1);
    let hidden = hidden.split([close, ',']).next().unwrap_or_default();
    let before = &line[begin..hash];
    // The place in a page, which has no blank before it.
    let blank = if before.ends_with(".md") { "" } else { " " };
    let hidden = hidden.trim();
    let quoted = match before.ends_with(':') {
        // All of the value is hidden: `{brand: #0b5cad}`.
        true => format!("{before} \"{hidden}\""),
        false => format!("\"{before}{blank}{hidden}\""),
    };
    Some(Mistake {
        at: start + hash + 1,
        message: format!("` #` begins a comment, and so hides the `{close}`"),
        hint: format!("put the text in quotes, as in `{quoted}`"),
    })
}

/// What closes the bracket at `open`.
fn closing(line: &str, open: usize) -> char {
    match line.as_bytes()[open] {
        b'[' => ']',
        _ => '}',
    }
}

/// The first bracket in `line` that is not closed there, and the blank before its comment.
fn brackets(line: &str) -> (Option<usize>, Option<usize>) {
    let mut open = Vec::new();
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(sign), c) if sign == c => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some(c),
            (None, '[' | '{') => open.push(at),
            (None, ']' | '}') => drop(open.pop()),
            (None, '#') if line[..at].ends_with(' ') => {
                return (open.first().copied(), Some(at - 1));
            }
            _ => {}
        }
    }
    (open.first().copied(), None)
}

/// The key that stands before the colon at `at` and, without a comma, behind a value: `{date: 2026-05-01 name: May}`.
fn key_without_comma(text: &str, at: usize) -> Option<usize> {
    let before = text[at..].starts_with(": ").then(|| &text[..at])?;
    let of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let start = before.trim_end_matches(of_key).len();
    (start < at && before[..start].ends_with(' ')).then_some(start)
}

/// A line such as `calendar office`, taken apart into the key and the value that it was meant as.
fn key_without_colon(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().split_once(' ')?;
    let of_key = |c: char| c.is_ascii_lowercase() || c == '_';
    let is_meant = key.chars().all(of_key) && !line.contains(':');
    is_meant.then_some((key, value.trim()))
}

/// The dash without a blank that begins the last line of `above`: `-id: billing`.
fn dash_without_blank(above: &str) -> Option<usize> {
    let line = above.trim_end().rsplit('\n').next()?;
    let item = line.trim_start().strip_prefix('-')?;
    let is_key = item.starts_with(|c: char| c.is_ascii_alphabetic()) && item.contains(": ");
    is_key.then_some(above.trim_end().len() - item.len() - 1)
}

/// The beginning of the line at `start`, or of the first one, and the place of the colon in it that has no blank: with
/// it, all lines up to the next colon seem to be one text.
fn near_colon(text: &str, start: usize) -> Option<(usize, usize)> {
    let of = |start: usize| {
        let line = text[start..].lines().next()?;
        Some((start, colon_without_blank(line)?))
    };
    of(start).or_else(|| of(0).filter(|_| text[..start].trim_end().lines().count() == 1))
}

/// Where the colon stands that `line` has behind its first word, without a blank behind it or of another script.
pub(super) fn colon_without_blank(line: &str) -> Option<usize> {
    let start = line.len() - line.trim_start_matches([' ', '-']).len();
    let of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let end = start + line[start..].find(|c: char| !of_key(c))?;
    let value = line[end..].strip_prefix([':', '：'])?;
    let is_colon = line[end..].starts_with(':');
    let is_meant = match is_colon {
        true => !value.is_empty() && !value.starts_with([' ', '/', ':']),
        false => !value.trim().is_empty(),
    };
    (start < end && is_meant && line[start..].starts_with(|c: char| c.is_ascii_alphabetic()))
        .then_some(end)
}

/// A sign that YAML reads itself, with which the value begins that goes on at `at`, and where it stands.
fn sign_at_beginning(line: &str, at: usize) -> Option<(usize, &'static str)> {
    let start = line.find(": ")? + 2;
    let start = start + line[start..].len() - line[start..].trim_start().len();
    let value = &line[start..];
    let signs = ["&", "*", "- ", "? "];
    let sign = signs.into_iter().find(|sign| value.starts_with(sign));
    // Words behind a list or a map of one line.
    let is_open = line[..start].contains(['[', '{']);
    let closed = |open, close| {
        (!is_open
            && value.starts_with(open)
            && line.get(..at).unwrap_or(line).trim_end().ends_with(close))
        .then_some(open)
    };
    let sign = sign.filter(|_| at == start).map(str::trim);
    let sign = sign
        .or_else(|| closed("[", ']'))
        .or_else(|| closed("{", '}'))?;
    Some((start, sign))
}

fn needs_quotes(text: &str, at: usize, sign: &str) -> Mistake {
    Mistake {
        at,
        message: format!("a text that begins with `{sign}` needs quotes"),
        hint: in_quotes(text, at).unwrap_or_else(|| "put the whole text in quotes".to_owned()),
    }
}

/// A hole that was taken for a map: `title: {{ channel.hotline.address }}`. The map in the map begins at `at`, or the
/// one around it.
pub(super) fn hole_as_map(text: &str, at: usize) -> Option<Mistake> {
    let begins = |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with("{{"));
    let at = [Some(at), at.checked_sub(1)]
        .into_iter()
        .flatten()
        .find(begins)?;
    Some(needs_quotes(text, at, "{{"))
}

/// The same for a text that begins with a sign of YAML at `at`, if words follow, which none of YAML has behind it:
/// `title: *New* terms`.
pub(super) fn words_behind_sign(text: &str, at: usize) -> Option<String> {
    let line = text.get(at..)?.lines().next()?;
    let (_, behind) = line.split_once(' ')?;
    let is_words = behind.starts_with(char::is_alphabetic) && !line.starts_with("!!");
    is_words.then(|| in_quotes(text, at)).flatten()
}

/// The line of the value that begins at `at`, with all of the value in quotes.
fn in_quotes(text: &str, at: usize) -> Option<String> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let before = text[start..at].trim_start();
    let value = without_quotes(text[at..].lines().next()?.trim_end());
    let quote = match (value.contains(['"', '\\']), value.contains('\'')) {
        (false, _) => '"',
        (true, false) => '\'',
        _ => return None,
    };
    // In brackets and braces the value ends before its line does.
    let is_open = before.contains(['[', '{']);
    let is_value = before.ends_with([' ', '-']) && !is_open && value.len() <= 80;
    is_value.then(|| format!("write `{before}{quote}{value}{quote}`"))
}

/// A text without the quotes around it, where one of their kind stands inside: `'it's'`.
fn without_quotes(value: &str) -> &str {
    let of = |quote: char| {
        let inside = value.strip_prefix(quote)?.strip_suffix(quote)?;
        (inside.matches(quote).count() % 2 == 1).then_some(inside)
    };
    of('"').or_else(|| of('\'')).unwrap_or(value)
}

/// The key in the last line of `above`, if it has a value in that line and `line` is a key further in.
fn key_above<'t>(above: &'t str, line: &str) -> Option<&'t str> {
    let mut lines = above.lines().rev();
    let last = lines.find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let (key, value) = last.trim_start_matches([' ', '-']).split_once(": ")?;
    let is_key = line.contains(": ") || line.trim_end().ends_with(':');
    let is_value = !value.trim().is_empty() && !value.trim_start().starts_with(['#', '|', '>']);
    (is_key && is_value && indent(line) > indent(last)).then_some(key)
}

/// `key: text: more` taken apart into key and text, where the line has that form.
fn colon_in_text(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(": ")?;
    let (key, value) = (key.trim_start_matches(['-', ' ']), value.trim());
    // An entry of a map in one line has others beside it.
    if key.starts_with('{') {
        return None;
    }
    let plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '#']);
    (plain && (1..=40).contains(&key.len()) && (value.contains(": ") || value.ends_with(':')))
        .then_some((key, value))
}

/// The quote that opens the text in which the parser gave up at `at`: the last one that stands where a
/// value begins. In a map or a list on one line the parser gives up at that quote itself.
fn unclosed_quote(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    (0..bytes.len().min(at + 1))
        .rev()
        .find(|&place| {
            matches!(bytes[place], b'"' | b'\'')
                && text[..place]
                    .trim_end_matches(' ')
                    .ends_with([':', '-', ',', '[', '{', '\n'])
        })
        .unwrap_or(at)
}
