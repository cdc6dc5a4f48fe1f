//! The engine of the browser as it is delivered: without comments and white space, with short names.
//!
//! No compressor of JavaScript in general: it reads what `runtime/` is written in, and a test runs
//! what comes out of it against the terminal's engine. Its rules are the ones that the head of
//! `runtime/search.js` tells: functions are arrows with their parameters in brackets, names come from
//! `const`, `let` and parameters, objects name every value, no text stands in backticks, a `;` after
//! every statement.

mod names;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use names::{is_key, is_property, short_properties, short_variables, variables};
use tokens::{Token, tokens};

/// The table of constants: `RULE.name` is replaced by its value.
const TABLE: &str = "RULE";

/// Names of properties that others than the engine give or read.
const PUBLIC: [&str; 19] = [
    "corrected",
    "createScriptURL",
    "excerpt",
    "flat",
    "init",
    "kind",
    "limit",
    "marks",
    "more",
    "product",
    "r",
    "score",
    "search",
    "section",
    "source",
    "title",
    "total",
    "url",
    "words",
];

/// After these a `/` begins an expression, as it does after most signs.
const BEFORE: [&str; 4] = ["return", "of", "in", "else"];

/// Words that are no names although they look it.
const TAKEN: [&str; 7] = ["as", "do", "if", "in", "is", "of", "or"];

#[derive(Clone, Copy, PartialEq, Debug)]
enum Is {
    Name,
    Number,
    /// A text or a regular expression.
    Literal,
    Sign,
}

/// `source` with its names shortened and `constants` in their places.
pub fn deliver(source: &str, constants: &BTreeMap<String, Value>) -> String {
    let (tokens, numbers) = tokens(source);
    let variables = variables(&tokens);
    let mut new: Vec<Option<String>> = vec![None; tokens.len()];
    // Names of the browser's, and words of the language.
    let said: BTreeSet<usize> = variables.iter().flat_map(|one| one.uses.clone()).collect();
    let foreign: BTreeSet<&str> = (0..tokens.len())
        .filter(|at| tokens[*at].1 == Is::Name && !said.contains(at))
        .filter(|&at| !is_property(&tokens, at))
        .map(|at| tokens[at].0)
        .collect();
    for (variable, short) in variables.iter().zip(short_variables(&variables, &foreign)) {
        for &at in &variable.uses {
            new[at] = Some(short.clone());
        }
    }
    let own: BTreeSet<&str> = (0..tokens.len())
        .filter(|&at| is_key(&tokens, at))
        .map(|at| tokens[at].0)
        .filter(|name| !PUBLIC.contains(name))
        .collect();
    let properties: Vec<usize> = (0..tokens.len())
        .filter(|&at| tokens[at].1 == Is::Name && is_property(&tokens, at))
        .filter(|&at| own.contains(tokens[at].0))
        .collect();
    let short = short_properties(properties.iter().map(|&at| tokens[at].0));
    for at in properties {
        new[at] = short.get(tokens[at].0).cloned();
    }

    let mut out = Out::default();
    let mut at = 0;
    while at < tokens.len() {
        let (text, is) = tokens[at];
        if text == TABLE {
            let (value, taken) = constant(&tokens[at..], constants);
            out.push(&value);
            at += taken;
            continue;
        }
        match (&new[at], is) {
            (Some(new), _) => out.push(new),
            (None, Is::Number) => out.push(plain(text)),
            (None, _) => out.push(numbers.get(text).map_or(text, String::as_str)),
        }
        at += 1;
    }
    out.text()
}

/// The value that stands where `tokens` begins with `RULE.name` or `RULE.name[0]`, and the tokens it stands for.
fn constant(tokens: &[Token<'_>], constants: &BTreeMap<String, Value>) -> (String, usize) {
    let name = tokens.get(2).map_or("", |token| token.0);
    let value = constants.get(name).unwrap_or(&Value::Null);
    let item = match tokens.get(3..6) {
        Some([("[", _), (number, Is::Number), ("]", _)]) => number
            .parse()
            .ok()
            .and_then(|number: usize| value.get(number)),
        _ => None,
    };
    match item {
        Some(item) => (text(item), 6),
        None => (text(value), 3),
    }
}

/// A number, or a list of numbers or lists.
fn text(value: &Value) -> String {
    match value {
        Value::Array(list) => {
            let list: Vec<_> = list.iter().map(text).collect();
            format!("[{}]", list.join(","))
        }
        _ => plain(&value.to_string()).to_owned(),
    }
}

/// A number without the zeros that say nothing.
fn plain(number: &str) -> &str {
    let number = number.strip_suffix(".0").unwrap_or(number);
    match number.strip_prefix('0') {
        Some(rest) if rest.starts_with('.') => rest,
        _ => number,
    }
}

/// Tokens on their way out.
#[derive(Default)]
struct Out {
    tokens: Vec<String>,
}

impl Out {
    fn push(&mut self, token: &str) {
        self.tokens.push(token.to_owned());
    }

    /// The text of all, each apart from the one before where both would be another.
    fn text(mut self) -> String {
        self.join_statements();
        self.bare_parameters();
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
        let mut out = String::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let next = self.tokens.get(at + 1).map_or("", String::as_str);
            // What ends a block or a list ends its last statement or value, too.
            match token.as_str() {
                ";" if next == "}" => continue,
                "," if matches!(next, "}" | "]" | ")") => continue,
                _ => {}
            }
            let ends = out.chars().next_back().unwrap_or(' ');
            let begins = token.chars().next().unwrap_or(' ');
            let number = begins == '.' && token[1..].starts_with(|c: char| c.is_ascii_digit());
            let sign = matches!(begins, '+' | '-') && ends == begins;
            if sign || (is_name(ends) && (is_name(begins) || number)) {
                out.push(' ');
            }
            out.push_str(token);
        }
        out.push('\n');
        out
    }

    /// `const a = 1; let b = 2;` as `let a = 1, b = 2;`.
    fn join_statements(&mut self) {
        let mut joined: Vec<String> = Vec::with_capacity(self.tokens.len());
        // Of each open bracket, whether it is a block's, and whether the statement in it declares names.
        let mut open = vec![(true, false)];
        let mut tokens = std::mem::take(&mut self.tokens).into_iter().peekable();
        while let Some(token) = tokens.next() {
            let declares = matches!(token.as_str(), "const" | "let");
            match token.as_str() {
                "(" | "[" => open.push((false, false)),
                "{" => open.push((true, false)),
                ")" | "]" | "}" => {
                    open.pop();
                }
                _ => {}
            }
            let Some((true, statement)) = open.last_mut() else {
                joined.push(if declares { "let".to_owned() } else { token });
                continue;
            };
            if declares {
                *statement = true;
                joined.push("let".to_owned());
                continue;
            }
            if token == ";" {
                let next = tokens
                    .peek()
                    .is_some_and(|next| next == "const" || next == "let");
                if *statement && next {
                    tokens.next();
                    joined.push(",".to_owned());
                    continue;
                }
                *statement = false;
            }
            joined.push(token);
        }
        self.tokens = joined;
    }

    /// `(a) => b` as `a => b`.
    fn bare_parameters(&mut self) {
        let begins = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$'))
        };
        let is_bare = |four: &[String]| match four {
            [open, name, close, arrow] => {
                (open.as_str(), close.as_str(), arrow.as_str()) == ("(", ")", "=>") && begins(name)
            }
            _ => false,
        };
        let mut gone = vec![false; self.tokens.len()];
        for (at, four) in self.tokens.windows(4).enumerate() {
            if is_bare(four) {
                (gone[at], gone[at + 2]) = (true, true);
            }
        }
        let mut gone = gone.into_iter();
        self.tokens.retain(|_| !gone.next().unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let constants = [
            ("levels", Value::from(14)),
            ("pair", serde_json::json!([0.5, [1.0, 0.55]])),
        ];
        let constants = constants.map(|(name, value)| (name.to_owned(), value));
        assert_eq!(deliver(source, &constants.into()).trim_end(), expected);
    }

    #[test]
    fn names_are_short_and_those_of_others_stay() {
        check(
            "const sum = (list, start = 0) => {\n  let all = start;\n  for (const { cost: price } of list) all += price;\n  return { url: all, cost: document.all };\n};\nsum(list);\n",
            "let n=(a,d=0)=>{let n=d;for(let{n:d}of a)n+=d;return{url:n,n:document.all}};n(list);",
        );
    }

    #[test]
    fn one_name_may_be_two_variables_and_two_names_never_become_one() {
        check(
            "(() => {\n  const one = (a) => { const b = 1; return a + b; };\n  for (const one of two) f(one);\n  for (const b of two) if (b) f(one); else f(b, one);\n  return (b ? (c) => c : one)(one, b);\n})();\n",
            "(()=>{let n=n=>{let a=1;return n+a};for(let n of two)f(n);for(let a of two)if(a)f(n);else f(a,n);return(b?n=>n:n)(n,b)})();",
        );
    }

    #[test]
    fn constants_stand_in_their_places() {
        check(
            "const MOST = 3;\nf(MOST + RULE.levels, RULE.pair, RULE.pair[0], 0.25);\n",
            "f(3+14,[.5,[1,.55]],.5,.25);",
        );
    }

    #[test]
    fn literals_and_signs_stay_as_they_are() {
        check(
            "// list\nconst list = 'list \\' list', half = list / 2 / list;\nf(/list[/]'/g, list++ + +half, half - -list, half ? list : half?.list);\n",
            "let n='list \\' list',a=n/2/n;f(/list[/]'/g,n++ + +a,a- -n,a?n:a?.list);",
        );
    }

    /// What this file reads and nothing else: else a name could be missed.
    #[test]
    fn the_engine_is_written_as_the_rules_say() {
        for source in [
            include_str!("runtime/search.js"),
            include_str!("runtime/correct.js"),
        ] {
            let (tokens, _) = tokens(source);
            for (at, &(text, is)) in tokens.iter().enumerate() {
                let after = tokens.get(at + 1).map_or("", |token| token.0);
                assert_ne!(text, "`");
                assert!(
                    !matches!(text, "function" | "class" | "var" | "switch"),
                    "{text}"
                );
                let bare = is == Is::Name && after == "=>" && !matches!(text, "async");
                assert!(!bare, "{text} has no brackets");
            }
        }
    }
}
