//! Short names for variables and properties.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Is, Token};

/// Words that are no names although they look it.
const TAKEN: [&str; 7] = ["as", "do", "if", "in", "is", "of", "or"];

/// A name that the file declares: where it is known, and every token that says it.
pub(super) struct Variable {
    from: usize,
    to: usize,
    pub(super) uses: Vec<usize>,
}

/// The names that `tokens` declare.
pub(super) fn variables(tokens: &[Token<'_>]) -> Vec<Variable> {
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
    let declared = |at: usize| match tokens[at].0 {
        "const" | "let" => {
            let (from, to) = around(tokens, &closes, at);
            Some((from, to, binding(tokens, at + 1)))
        }
        "=>" => {
            let from = parameters(&closes, at).unwrap_or(at);
            let to = match tokens.get(at + 1) {
                Some(("{", _)) => closes[at + 1],
                _ => expression_end(tokens, &closes, at + 1),
            };
            Some((from, to, binding(tokens, from + 1)))
        }
        // Their parameters, before a block.
        "(" if is_head(tokens, at) => Some((at, closes[closes[at] + 1], binding(tokens, at + 1))),
        _ if at > 0 && tokens[at - 1].0 == "function" => {
            let (from, to) = around(tokens, &closes, at);
            Some((from, to, vec![tokens[at].0]))
        }
        _ => None,
    };
    // By name: where it is known, and what says it.
    let mut known: BTreeMap<&str, BTreeMap<(usize, usize), Vec<usize>>> = BTreeMap::new();
    for (from, to, names) in (0..tokens.len()).filter_map(declared) {
        for name in names {
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

/// Where a name is known that the statement at `at` declares.
fn around(tokens: &[Token<'_>], closes: &[usize], at: usize) -> (usize, usize) {
    let Some(from) = (0..at).rev().find(|&from| closes[from] > at) else {
        return (0, tokens.len());
    };
    if tokens[from].0 == "(" {
        return (from, statement_end(tokens, closes, closes[from] + 1));
    }
    // What a function begins with is known where its parameters are.
    let head = match from.checked_sub(1).map(|before| (before, tokens[before].0)) {
        Some((arrow, "=>")) => parameters(closes, arrow),
        Some((end, ")")) => opens(closes, end).filter(|&head| is_head(tokens, head)),
        _ => None,
    };
    (head.unwrap_or(from), closes[from])
}

/// Where the parameters begin of the arrow at a place.
fn parameters(closes: &[usize], arrow: usize) -> Option<usize> {
    opens(closes, arrow.checked_sub(1)?)
}

/// Where the bracket is opened that is closed at a place.
fn opens(closes: &[usize], end: usize) -> Option<usize> {
    (0..end).rev().find(|&from| closes[from] == end)
}

/// Whether the bracket at `at` holds what `function` or `catch` names; promises have a `.catch(…)`.
fn is_head(tokens: &[Token<'_>], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens[at].0);
    tokens[at].0 == "("
        && match before(1) {
            "catch" => before(2) == "}",
            word => word == "function" || before(2) == "function",
        }
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
pub(super) fn short_variables(variables: &[Variable], foreign: &BTreeSet<&str>) -> Vec<String> {
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
pub(super) fn short_properties<'a>(
    properties: impl Iterator<Item = &'a str>,
) -> BTreeMap<&'a str, String> {
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
            "of" | "in" if depth == 0 && value.is_none() => break,
            _ if value.is_none() && is == Is::Name && !is_key(tokens, at) => found.push(text),
            _ => {}
        }
        if depth < 0 || (depth == 0 && text == ";") {
            break;
        }
    }
    found
}

/// Whether the name at `at` is one of a property.
pub(super) fn is_property(tokens: &[Token<'_>], at: usize) -> bool {
    is_key(tokens, at) || (at > 0 && matches!(tokens[at - 1].0, "." | "?."))
}

pub(super) fn is_key(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at + 1).is_some_and(|token| token.0 == ":");
    next && tokens[at].1 == Is::Name && at > 0 && matches!(tokens[at - 1].0, "{" | ",")
}
