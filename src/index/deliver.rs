//! The engine of the browser as it is delivered: a script with short names, without comments and white space.
//!
//! A test runs what comes out against the terminal's engine. Beyond what `model::script` asks of a script, all properties
//! of the engine's are its own but for `PUBLIC`, and `RULE` is what both sides have alike.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::script::{Is, Script, Token, plain};

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

/// `source` with its names shortened and `constants` in their places.
pub fn deliver(source: &str, constants: &BTreeMap<String, Value>) -> String {
    let mut script = Script::of(source);
    script.shorten_properties(&PUBLIC);
    script.replace(TABLE, |tokens| constant(tokens, constants));
    script.text()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::script::breach;

    fn check(source: &str, expected: &str) {
        let constants = [
            ("levels", Value::from(14)),
            ("pair", serde_json::json!([0.5, [1.0, 0.55]])),
        ];
        let constants = constants.map(|(name, value)| (name.to_owned(), value));
        assert_eq!(deliver(source, &constants.into()).trim_end(), expected);
    }

    #[test]
    fn properties_of_its_own_are_short_and_those_of_others_stay() {
        check(
            "const sum = (list, start = 0) => {\n  let all = start;\n  for (const { cost: price } of list) all += price;\n  return { url: all, cost: document.all };\n};\nsum(list);\n",
            "let n=(a,d=0)=>{let n=d;for(let{n:d}of a)n+=d;return{url:n,n:document.all}};n(list);",
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
    fn the_engine_is_written_as_the_rules_say() {
        for source in [
            include_str!("runtime/search.js"),
            include_str!("runtime/correct.js"),
        ] {
            assert_eq!(breach(source), None);
        }
    }
}
