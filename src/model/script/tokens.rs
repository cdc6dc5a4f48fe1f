//! A script as words and signs.

use std::collections::BTreeMap;

/// What stands there, and what it is.
pub type Token<'a> = (&'a str, Is);

/// What a token is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Is {
    /// A name, or a word of the language.
    Name,
    /// A number.
    Number,
    /// A text or a regular expression.
    Literal,
    /// All else.
    Sign,
}

/// After these a `/` begins an expression, as it does after most signs.
const BEFORE: [&str; 4] = ["return", "of", "in", "else"];

/// After these a `{` begins a block, after all else an object.
const BEFORE_BLOCK: [&str; 10] = [
    ")", "=>", ";", "{", "}", "else", "do", "try", "catch", "finally",
];

/// The tokens of a file, without the statements that only name a number: these are answered apart,
/// and stand where their names do.
pub(super) fn tokens(source: &str) -> (Vec<Token<'_>>, BTreeMap<&str, String>) {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut rest = source.trim_start();
    while !rest.is_empty() {
        if rest.starts_with("//") {
            rest = rest[rest.find('\n').unwrap_or(rest.len())..].trim_start();
            continue;
        }
        let (length, is) = token(rest, tokens.last());
        tokens.push((&rest[..length], is));
        rest = rest[length..].trim_start();
        if let [
            ..,
            ("const", _),
            (name, _),
            ("=", _),
            (value, Is::Number),
            (";", _),
        ] = tokens[..]
        {
            // Only of the whole file: `const MOST = 3;`.
            if name
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
            {
                numbers.insert(name, plain(value).to_owned());
                tokens.truncate(tokens.len() - 5);
            }
        }
    }
    (spelled_out(&tokens), numbers)
}

/// `{ name }` of objects as `{ name: name }`: where the variable has another name, the property keeps its own.
fn spelled_out<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut out = Vec::with_capacity(tokens.len());
    // Of each open bracket, whether it is an object's.
    let mut open: Vec<bool> = Vec::new();
    for (at, &token) in tokens.iter().enumerate() {
        let beside = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or(";", |one| one.0);
        let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        match token.0 {
            "{" => open.push(!BEFORE_BLOCK.contains(&before)),
            "(" | "[" => open.push(false),
            "}" | ")" | "]" => drop(open.pop()),
            _ => {}
        }
        out.push(token);
        let stands_alone = matches!(before, "{" | ",") && matches!(after, "}" | "," | "=");
        if token.1 == Is::Name && stands_alone && open.last() == Some(&true) {
            out.extend([(":", Is::Sign), token]);
        }
    }
    out
}

/// The length and kind of the token that `rest` begins with, after the token `before`.
fn token(rest: &str, before: Option<&Token<'_>>) -> (usize, Is) {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
    let run = |inside: &dyn Fn(char) -> bool| rest.find(|c| !inside(c)).unwrap_or(rest.len());
    let c = rest.chars().next().unwrap_or(' ');
    let expression = before.is_none_or(|&(text, is)| match is {
        Is::Name => BEFORE.contains(&text),
        Is::Sign => !matches!(text, ")" | "]" | "}"),
        _ => false,
    });
    match c {
        '0'..='9' => (run(&|c| is_name(c) || c == '.'), Is::Number),
        '\'' | '"' => (1 + quoted(&rest[1..], c), Is::Literal),
        '/' if expression => {
            let end = 1 + quoted(&rest[1..], '/');
            let flags = rest[end..].find(|c| !is_name(c)).unwrap_or(0);
            (end + flags, Is::Literal)
        }
        _ if is_name(c) => (run(&is_name), Is::Name),
        _ if rest.starts_with("...") => (3, Is::Sign),
        _ if ["=>", "++", "--", "?.", "??"]
            .iter()
            .any(|sign| rest.starts_with(sign)) =>
        {
            (2, Is::Sign)
        }
        _ => (c.len_utf8(), Is::Sign),
    }
}

/// How long a literal is up to and with its `end`; a `/` inside brackets does not end one.
fn quoted(text: &str, end: char) -> usize {
    let (mut escaped, mut set) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if end == '/' => set = true,
            ']' => set = false,
            _ if c == end && !set => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A number without the zeros that say nothing.
pub fn plain(number: &str) -> &str {
    let number = number.strip_suffix(".0").unwrap_or(number);
    match number.strip_prefix('0') {
        Some(rest) if rest.starts_with('.') => rest,
        _ => number,
    }
}
