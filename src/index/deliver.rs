//! The engine of the browser as it is delivered: without comments and white space, with short names.
//!
//! No compressor of JavaScript in general: it reads what `runtime/` is written in, and a test runs
//! what comes out of it against the terminal's engine. Its rules are the ones that the head of
//! `runtime/search.js` tells: functions are arrows with their parameters in brackets, names come from
//! `const`, `let` and parameters, objects name every value, no text stands in backticks, a `;` after
//! every statement.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

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

type Token<'a> = (&'a str, Is);

/// The tokens of a file, without the statements that only name a number: these are answered apart,
/// and stand where their names do.
fn tokens(source: &str) -> (Vec<Token<'_>>, BTreeMap<&str, String>) {
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
    (tokens, numbers)
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
        '\'' => (1 + quoted(&rest[1..], '\''), Is::Literal),
        '/' if expression => {
            let end = 1 + quoted(&rest[1..], '/');
            let flags = rest[end..].find(|c| !is_name(c)).unwrap_or(0);
            (end + flags, Is::Literal)
        }
        _ if is_name(c) => (run(&is_name), Is::Name),
        _ if rest.starts_with("...") => (3, Is::Sign),
        _ if ["=>", "++", "--", "?."]
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

/// A name that the file declares: where it is known, and every token that says it.
struct Variable {
    from: usize,
    to: usize,
    uses: Vec<usize>,
}

/// The names that `tokens` declare.
fn variables(tokens: &[Token<'_>]) -> Vec<Variable> {
    // Where the bracket at each place is closed, and where the block around it ends.
    let mut closes = vec![0; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.0 {
            "(" | "[" | "{" => open.push(at),
            ")" | "]" | "}" => {
                if let Some(from) = open.pop() {
                    closes[from] = at;
                }
            }
            _ => {}
        }
    }
    // Where the parameters begin of the arrow at a place.
    let parameters = |arrow: usize| (0..arrow).rev().find(|&from| closes[from] + 1 == arrow);
    // By name: where it is known, and what says it.
    let mut known: BTreeMap<&str, BTreeMap<(usize, usize), Vec<usize>>> = BTreeMap::new();
    for (at, token) in tokens.iter().enumerate() {
        let (from, to, first) = match token.0 {
            "const" | "let" => {
                let around = (0..at).rev().find(|&from| closes[from] > at);
                let from = around.unwrap_or(0);
                let to = match tokens[from].0 {
                    _ if around.is_none() => tokens.len(),
                    "(" => statement_end(tokens, &closes, closes[from] + 1),
                    _ => closes[from],
                };
                // What a function begins with is known where its parameters are.
                let arrow = from.checked_sub(1).filter(|&at| tokens[at].0 == "=>");
                (arrow.and_then(parameters).unwrap_or(from), to, at + 1)
            }
            "=>" => {
                let from = parameters(at).unwrap_or(at);
                let to = match tokens.get(at + 1) {
                    Some(("{", _)) => closes[at + 1],
                    _ => expression_end(tokens, &closes, at + 1),
                };
                (from, to, from + 1)
            }
            _ => continue,
        };
        for name in binding(tokens, first) {
            known
                .entry(name)
                .or_default()
                .entry((from, to))
                .or_default();
        }
    }
    for (at, &(name, is)) in tokens.iter().enumerate() {
        if is != Is::Name || is_property(tokens, at) {
            continue;
        }
        // The innermost that is known here.
        let here = known.get_mut(name).into_iter().flatten();
        let here = here.filter(|((from, to), _)| (*from..=*to).contains(&at));
        if let Some((_, uses)) = here.min_by_key(|((from, to), _)| to - from) {
            uses.push(at);
        }
    }
    let mut variables: Vec<Variable> = known
        .into_values()
        .flatten()
        .map(|((from, to), uses)| Variable { from, to, uses })
        .collect();
    variables.sort_by_key(|one| (one.from, one.to, one.uses.first().copied()));
    variables
}

/// The last token of the statement that begins at `at`.
fn statement_end(tokens: &[Token<'_>], closes: &[usize], at: usize) -> usize {
    match tokens.get(at).map_or("", |token| token.0) {
        "{" => closes[at],
        "if" | "for" | "while" => {
            let end = statement_end(tokens, closes, closes[at + 1] + 1);
            match tokens.get(end + 1) {
                Some(("else", _)) => statement_end(tokens, closes, end + 2),
                _ => end,
            }
        }
        _ => {
            let mut at = at;
            while at < tokens.len()
                && tokens[at].0 != ";"
                && !matches!(tokens[at].0, ")" | "]" | "}")
            {
                at = closes[at].max(at) + 1;
            }
            at
        }
    }
}

/// The last token of the expression that begins at `at`, or the sign after it.
fn expression_end(tokens: &[Token<'_>], closes: &[usize], at: usize) -> usize {
    let (mut at, mut choices) = (at, 0);
    while at < tokens.len() {
        match tokens[at].0 {
            "?" => choices += 1,
            ":" if choices == 0 => break,
            ":" => choices -= 1,
            "," | ";" | ")" | "]" | "}" => break,
            _ => {}
        }
        at = closes[at].max(at) + 1;
    }
    at
}

/// A short name for each variable, such that two with the same one never meet: neither is said
/// where the other is known in its stead.
fn short_variables(variables: &[Variable], foreign: &BTreeSet<&str>) -> Vec<String> {
    let mut order: Vec<usize> = (0..variables.len()).collect();
    order.sort_by_key(|&at| (Reverse(variables[at].uses.len()), variables[at].from));
    let meets = |a: &Variable, b: &Variable| {
        let (outer, inner) = if b.to - b.from <= a.to - a.from {
            (a, b)
        } else {
            (b, a)
        };
        let same = (outer.from, outer.to) == (inner.from, inner.to);
        let first = outer.uses.partition_point(|&at| at < inner.from);
        same || outer.uses.get(first).is_some_and(|&at| at <= inner.to)
    };
    let free: Vec<String> = names()
        .filter(|name| !foreign.contains(name.as_str()))
        .take(variables.len())
        .collect();
    // Numbers of names, of those that have one.
    let mut short: Vec<Option<usize>> = vec![None; variables.len()];
    for &at in &order {
        let mut taken = vec![false; free.len() + 1];
        for (other, name) in short.iter().enumerate() {
            if let Some(name) = *name
                && !taken[name]
                && meets(&variables[at], &variables[other])
            {
                taken[name] = true;
            }
        }
        short[at] = taken.iter().position(|taken| !taken);
    }
    let name = |number: Option<usize>| number.and_then(|number| free.get(number).cloned());
    short
        .into_iter()
        .map(|number| name(number).unwrap_or_default())
        .collect()
}

/// A short name for each property, the shortest for those that come most often.
fn short_properties<'a>(properties: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (place, name) in properties.enumerate() {
        counts.entry(name).or_insert((0, place)).0 += 1;
    }
    let mut order: Vec<_> = counts.into_iter().collect();
    order.sort_by_key(|&(_, (count, place))| (Reverse(count), place));
    order
        .into_iter()
        .map(|(name, _)| name)
        .zip(names())
        .collect()
}

/// Letters of short names, those first that the rest of the text has most; their order is the one of several
/// hundred with which the engine compresses best.
const LETTERS: &str = "nadisgbkveclpftxyrjhmuENzwqoTORAISCLUDFPHMGBWVYKXJQZ$_";

/// Short names, the shortest first.
fn names() -> impl Iterator<Item = String> {
    let two = LETTERS
        .chars()
        .flat_map(|a| LETTERS.chars().map(move |b| format!("{a}{b}")));
    let all = LETTERS.chars().map(String::from).chain(two);
    all.filter(|name| !TAKEN.contains(&name.as_str()))
}

/// Names of the list that begins at `at`, of parameters or of a statement: those of patterns, not
/// those of the values after `=`.
fn binding<'a>(tokens: &[Token<'a>], at: usize) -> Vec<&'a str> {
    let mut found = Vec::new();
    // How deep each value began that is being passed over.
    let (mut depth, mut value) = (0i32, None);
    for (at, &(text, is)) in tokens.iter().enumerate().skip(at) {
        match text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth -= 1;
                if value.is_some_and(|value| depth < value) {
                    value = None;
                }
            }
            "=" if value.is_none() => value = Some(depth),
            "," if value == Some(depth) => value = None,
            _ if value.is_none() && is == Is::Name && text != "of" && !is_key(tokens, at) => {
                found.push(text);
            }
            _ => {}
        }
        if depth < 0 || (depth == 0 && matches!(text, ";" | "of")) {
            break;
        }
    }
    found
}

/// Whether the name at `at` is one of a property.
fn is_property(tokens: &[Token<'_>], at: usize) -> bool {
    is_key(tokens, at) || (at > 0 && matches!(tokens[at - 1].0, "." | "?."))
}

fn is_key(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at + 1).is_some_and(|token| token.0 == ":");
    next && tokens[at].1 == Is::Name && at > 0 && matches!(tokens[at - 1].0, "{" | ",")
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
        let mut at = 0;
        while at + 3 < self.tokens.len() {
            let [open, name, close, arrow] =
                [0, 1, 2, 3].map(|next| self.tokens[at + next].as_str());
            let is_name =
                name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$'));
            if (open, close, arrow) == ("(", ")", "=>") && is_name {
                self.tokens.remove(at + 2);
                self.tokens.remove(at);
            }
            at += 1;
        }
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
