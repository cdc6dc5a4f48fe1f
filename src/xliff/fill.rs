//! A target that came back, as Markdown.

use std::collections::BTreeMap;

use super::codes::{Code, Data};
use super::units::Unit;
use super::{Piece, State};
use crate::model::leaf::{Leaf, Mark, Role};

/// What a leaf is made of: words, and codes as they are written.
pub type Written = Vec<(Role, String)>;

/// How words become Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// As they are.
    AsTheyAre,
    /// With a backslash before whatever could be taken for a mark.
    Escaped,
    /// With references in place of what HTML could take for a tag, a reference or a fact.
    Referenced,
}

/// What a leaf of a file says, in the form in which targets are put together.
pub fn written(leaf: &Leaf, text: &str) -> Written {
    let mut out = Written::new();
    for part in &leaf.parts {
        push(&mut out, part.role, &text[part.range.clone()]);
    }
    out
}

/// What is wrong with the codes of a target: what is so, and what to do.
pub fn mistakes(unit: &Unit, target: &[Piece]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut counts: BTreeMap<u32, (usize, usize, usize)> = BTreeMap::new();
    for piece in target {
        let count = match piece.id() {
            Some(id) => counts.entry(id).or_default(),
            None => continue,
        };
        match piece {
            Piece::Alone(_) => count.0 += 1,
            Piece::Open(_) => count.1 += 1,
            _ => count.2 += 1,
        }
    }
    for (id, &(alone, opened, closed)) in &counts {
        let Some(code) = unit.codes.get(id) else {
            found.push((
                format!("the code {id} is not in the source"),
                "use the codes of the source alone".to_owned(),
            ));
            continue;
        };
        let shown = shown(code);
        let pair = data(code).is_some_and(|data| !data.close.is_empty());
        if (pair && alone > 0) || (!pair && opened + closed > 0) || opened != closed {
            let what = if pair { "around words" } else { "by itself" };
            found.push((
                format!("the code {id}, {shown}, stands {what} in the source, and otherwise here"),
                "put it in as the source has it".to_owned(),
            ));
        } else if alone + opened > 1 && !code.mark.may_be_repeated() {
            found.push((
                format!("the code {id}, {shown}, stands here more than once"),
                "keep one of them".to_owned(),
            ));
        }
    }
    let had = |id: u32| {
        let target = unit.target.as_ref();
        target.is_none_or(|target| target.iter().any(|piece| piece.id() == Some(id)))
    };
    for (&id, code) in &unit.codes {
        // A code that the translation did without before is asked for only where the source changed.
        let asked = code.source.is_some() && (unit.state == State::Initial || had(id));
        if asked && !code.mark.may_be_left_out() && !counts.contains_key(&id) {
            found.push((
                format!("the code {id}, {}, was lost", shown(code)),
                "put it in where it belongs in the sentence".to_owned(),
            ));
        }
    }
    found
}

/// A code as a message shows it.
fn shown(code: &Code) -> String {
    let Some(data) = data(code) else {
        return String::new();
    };
    let joint = if data.close.is_empty() { "" } else { "…" };
    let text = [data.open.as_str(), joint, &data.close].concat();
    format!("`{}`", text.replace('`', "'").replace('\n', " "))
}

fn data(code: &Code) -> Option<&Data> {
    code.target.as_ref().or(code.source.as_ref())
}

/// A target as it is to be written; `lines` says whether it may go over several. The error says why it
/// cannot be.
pub fn composed(
    unit: &Unit,
    target: &[Piece],
    lines: bool,
    words: Words,
) -> Result<Written, &'static str> {
    let mut out = Written::new();
    let mut open: Vec<(u32, usize)> = Vec::new();
    for (number, piece) in target.iter().enumerate() {
        let code = piece.id().and_then(|id| unit.codes.get(&id));
        let data = code.and_then(data);
        match (piece, code.zip(data)) {
            (Piece::Text(text), _) => {
                let mut text = joined(text, lines)?;
                if number == 0 {
                    text = text.trim_start_matches(BLANK).to_owned();
                }
                if number + 1 == target.len() {
                    text = text.trim_end_matches(BLANK).to_owned();
                }
                if words == Words::Escaped {
                    let begins = out.last().is_none_or(|(_, last)| last.ends_with('\n'));
                    text = escaped(&text, begins);
                }
                match words {
                    Words::Referenced => push_referenced(&mut out, &text),
                    _ => push(&mut out, Role::Text, &text),
                }
            }
            (Piece::Alone(_), Some((code, data))) => {
                push(&mut out, Role::Alone(code.mark), &data.open);
            }
            (Piece::Open(id), Some((code, data))) => {
                push(&mut out, Role::Open(code.mark), &data.open);
                open.push((*id, out.len()));
            }
            (Piece::Close(id), Some((code, data))) => {
                let start = open.pop().filter(|(opened, _)| opened == id);
                let Some((_, start)) = start else {
                    return Err("codes overlap, which Markdown has no way to write");
                };
                let inner = text(&out[start..]);
                push(
                    &mut out,
                    Role::Close(code.mark),
                    &close(code.mark, data, &inner),
                );
            }
            (_, None) => {}
        }
    }
    Ok(out)
}

/// The Markdown of what was put together.
pub fn text(written: &[(Role, String)]) -> String {
    written.iter().map(|(_, text)| text.as_str()).collect()
}

/// What ends a code. A link that is named by its words, `[words]`, keeps its name when these change.
fn close(mark: Mark, data: &Data, inner: &str) -> String {
    let by_words = matches!(mark, Mark::Link | Mark::Picture);
    match data.close.as_str() {
        "]" | "][]" if by_words && inner != data.inner => format!("][{}]", data.inner),
        close => close.to_owned(),
    }
}

fn push(out: &mut Written, role: Role, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some((Role::Text, last)) if role == Role::Text => last.push_str(text),
        _ => out.push((role, text.to_owned())),
    }
}

/// `text` for HTML, where a backslash is one.
fn push_referenced(out: &mut Written, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&', '{']) {
        push(out, Role::Text, &rest[..at]);
        let reference = match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'&' => "&amp;",
            _ => "&#123;",
        };
        push(out, Role::Alone(Mark::Character), reference);
        rest = &rest[at + 1..];
    }
    push(out, Role::Text, rest);
}

/// What separates words, and never stands at the ends of a leaf.
const BLANK: [char; 3] = [' ', '\t', '\n'];

/// The ends of lines as a leaf may have them: without blanks around them, or as one blank where all must
/// stand on one line.
fn joined(text: &str, lines: bool) -> Result<String, &'static str> {
    let mut out = String::with_capacity(text.len());
    let ends = text.matches('\n').count();
    for (number, line) in text.split('\n').enumerate() {
        let last = number == ends;
        if number > 0 {
            out.push(if lines { '\n' } else { ' ' });
            if !last && line.trim().is_empty() {
                return Err("it holds a blank line, which ends a paragraph");
            }
        }
        let mut line = line;
        if number > 0 {
            line = line.trim_start_matches(BLANK);
        }
        if !last {
            line = line.trim_end_matches(BLANK);
        }
        out.push_str(line);
    }
    Ok(out)
}

/// `text` with a backslash before what Markdown or the Learn dialect could take for a mark; `begins` says
/// whether it begins a line. What is escaped stays as it is.
fn escaped(text: &str, begins: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut begins = begins;
    // Where the line begins, and where it stops being digits alone.
    let (mut start, mut digits) = (0, 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        if c == '\\' {
            match next.filter(char::is_ascii_punctuation) {
                Some(next) => {
                    out.extend([c, next]);
                    chars.next();
                }
                // Before a letter it stands for itself; before a code or the end of a line it would not.
                None if next.is_none_or(|next| next == '\n') => out.push_str("\\\\"),
                None => out.push(c),
            }
            begins = false;
            continue;
        }
        let before = out.chars().next_back();
        let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let always = match c {
            '*' | '`' | '[' | ']' | '<' | '~' | '|' | '{' => true,
            '_' => !(in_word(before) && in_word(next)),
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
            '#' => begins || before == Some(' '),
            _ => false,
        };
        let first = begins && matches!(c, '-' | '+' | '=' | ':' | '>');
        let number = matches!(c, '.' | ')') && digits > start && digits == out.len();
        let fence = c == ':' && next == Some(':');
        if always || first || number || fence {
            out.push('\\');
        }
        digits += usize::from(c.is_ascii_digit() && digits == out.len());
        out.push(c);
        begins = c == '\n';
        if begins {
            (start, digits) = (out.len(), out.len());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_escapes_kept() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text, true), expected);
        check("plain, text: 1.5 (a-b)", "plain, text: 1.5 (a-b)");
        check("# a *b* \\*c\\*", "\\# a \\*b\\* \\*c\\*");
        check("1. a\n- b\n12) c", "1\\. a\n\\- b\n12\\) c");
        check(
            "{{ a.b }} and :::row:::",
            "\\{\\{ a.b }} and \\:\\::row\\:\\::",
        );
        check("a \\d b\\", "a \\d b\\\\");
        check("a1. b 2.\n34. 5.\n.6.", "a1. b 2.\n34\\. 5.\n.6.");
    }

    #[test]
    fn lines_are_joined_where_one_is_all_there_is() {
        assert_eq!(joined("a  \n  b", true), Ok("a\nb".to_owned()));
        assert_eq!(joined("a\nb ", false), Ok("a b ".to_owned()));
        assert_eq!(joined("\n a", true), Ok("\na".to_owned()));
        assert!(joined("a\n \nb", true).is_err());
    }
}
