//! A script of ours as it is delivered: without comments and white space, with short names.
//!
//! No compressor of JavaScript in general: it reads what the engine of search and its interface are written in, and tests
//! run what comes out. What is given to it keeps these rules:
//!
//! - functions are arrows with their parameters in brackets, or declared by name; objects have no methods of the short
//!   form (`name: () => …`), and there are no classes;
//! - names come from `const`, `let`, `function`, `catch` and parameters, all of them within one function around the whole;
//! - no text stands in backticks, no comment in `/* */`, and every statement ends in `;`.

mod names;
mod tokens;

use std::collections::BTreeSet;

use names::{is_key, is_property, short_properties, short_variables, variables};
use tokens::tokens;
pub use tokens::{Is, Token, plain};

/// `source` as it is delivered, with all properties as they are.
pub fn short(source: &str) -> String {
    Script::of(source).text()
}

/// A script that is being made shorter: its tokens, and what is written in their stead.
pub struct Script<'a> {
    tokens: Vec<Token<'a>>,
    new: Vec<Option<String>>,
}

impl<'a> Script<'a> {
    /// `source` with short names for its variables.
    pub fn of(source: &'a str) -> Self {
        let (tokens, numbers) = tokens(source);
        let new = tokens.iter().map(|token| numbers.get(token.0).cloned());
        let new = new.collect();
        let mut script = Self { tokens, new };
        script.shorten_variables();
        script
    }

    fn shorten_variables(&mut self) {
        let tokens = &self.tokens;
        let variables = variables(tokens);
        // Names of the browser's, and words of the language.
        let said: BTreeSet<usize> = variables.iter().flat_map(|one| one.uses.clone()).collect();
        let foreign: BTreeSet<&str> = (0..tokens.len())
            .filter(|at| tokens[*at].1 == Is::Name && !said.contains(at))
            .filter(|&at| !is_property(tokens, at))
            .map(|at| tokens[at].0)
            .collect();
        for (variable, short) in variables.iter().zip(short_variables(&variables, &foreign)) {
            for &at in &variable.uses {
                self.new[at] = Some(short.clone());
            }
        }
    }

    /// Gives short names to the properties that the script's own objects have, but for those that others give or read.
    pub fn shorten_properties(&mut self, public: &[&str]) {
        let tokens = &self.tokens;
        let own: BTreeSet<&str> = (0..tokens.len())
            .filter(|&at| is_key(tokens, at))
            .map(|at| tokens[at].0)
            .filter(|name| !public.contains(name))
            .collect();
        let properties: Vec<usize> = (0..tokens.len())
            .filter(|&at| tokens[at].1 == Is::Name && is_property(tokens, at))
            .filter(|&at| own.contains(tokens[at].0))
            .collect();
        let short = short_properties(properties.iter().map(|&at| tokens[at].0));
        for at in properties {
            self.new[at] = short.get(tokens[at].0).cloned();
        }
    }

    /// Puts a value wherever `name` stands: `value` makes it of the tokens that begin there, and says how many of
    /// these it stands for.
    pub fn replace(&mut self, name: &str, value: impl Fn(&[Token<'_>]) -> (String, usize)) {
        for at in 0..self.tokens.len() {
            if self.tokens[at].0 != name {
                continue;
            }
            let (text, taken) = value(&self.tokens[at..]);
            let places = self.new.iter_mut().skip(at).take(taken);
            places.for_each(|new| *new = Some(String::new()));
            self.new[at] = Some(text);
        }
    }

    /// The script as it is delivered.
    pub fn text(self) -> String {
        let mut out = Out::default();
        for ((text, is), new) in self.tokens.into_iter().zip(self.new) {
            match (new, is) {
                (Some(new), _) => out.push(&new),
                (None, Is::Number) => out.push(plain(text)),
                (None, _) => out.push(text),
            }
        }
        out.text()
    }
}

/// Tokens on their way out.
#[derive(Default)]
struct Out {
    tokens: Vec<String>,
}

impl Out {
    fn push(&mut self, token: &str) {
        if !token.is_empty() {
            self.tokens.push(token.to_owned());
        }
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

/// What of the rules a script does not keep: else a name could be missed.
#[cfg(test)]
pub(crate) fn breach(source: &str) -> Option<String> {
    let (tokens, _) = tokens(source);
    let token = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |one| one.0);
    let mut open = Vec::new();
    for (at, &(text, is)) in tokens.iter().enumerate() {
        let before = |back: usize| token(at.checked_sub(back));
        let after = token(Some(at + 1));
        let word = !is_property(&tokens, at);
        if (word && matches!(text, "`" | "class" | "var" | "switch")) || text.starts_with("/*") {
            return Some(format!("has {text}"));
        }
        if is == Is::Name && after == "=>" {
            return Some(format!("{text} has no brackets"));
        }
        if text == "function" && !matches!(before(1), ";" | "{" | "}") {
            return Some(format!("function {after} is no statement"));
        }
        match text {
            "(" => open.push(at),
            ")" => {
                let from = open.pop()?;
                let [name, word] = [1, 2].map(|back| token(from.checked_sub(back)));
                let known = matches!(name, "if" | "for" | "while" | "catch") || word == "function";
                if after == "{" && !known {
                    return Some(format!("{name} is a method"));
                }
            }
            _ => {}
        }
        // Nothing is left open but the bracket around the one function.
        if at > 0 && at + 4 < tokens.len() && open.is_empty() {
            return Some(format!("{text} stands outside"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        assert_eq!(short(source).trim_end(), expected);
    }

    #[test]
    fn one_name_may_be_two_variables_and_two_names_never_become_one() {
        check(
            "(() => {\n  const one = (a) => { const b = 1; return a + b; };\n  for (const one of two) f(one);\n  for (const b of two) if (b) f(one); else f(b, one);\n  return (b ? (c) => c : one)(one, b);\n})();\n",
            "(()=>{let n=n=>{let a=1;return n+a};for(let n of two)f(n);for(let a of two)if(a)f(n);else f(a,n);return(b?n=>n:n)(n,b)})();",
        );
    }

    #[test]
    fn literals_and_signs_stay_as_they_are() {
        check(
            "// list\nconst list = 'list \\' list', half = list / 2 / list;\nf(/list[/]'/g, list++ + +half, half - -list, half ? list : half?.list, \"it's\");\n",
            "let n='list \\' list',a=n/2/n;f(/list[/]'/g,n++ + +a,a- -n,a?n:a?.list,\"it's\");",
        );
    }

    #[test]
    fn properties_keep_their_names() {
        check(
            "(() => {\n  const { words, help = words } = given;\n  show({ words, count: help }, [words, help], ({ target, ...rest }) => target === rest);\n  do { words = 1; } while (help);\n})();\n",
            "(()=>{let{words:n,help:a=n}=given;show({words:n,count:a},[n,a],({target:n,...a})=>n===a);do{n=1}while(a)})();",
        );
    }

    #[test]
    fn functions_are_known_in_all_of_their_block() {
        check(
            "(() => {\n  start(one);\n  function start(first, second = first) {\n    const third = 3;\n    for (const name in first) third[name] = one;\n  }\n  try { start(); } catch (error) { const one = 1; start(one, error); }\n})();\n",
            "(()=>{n(one);function n(n,d=n){let a=3;for(let d in n)a[d]=one}try{n()}catch(a){let d=1;n(d,a)}})();",
        );
    }

    #[test]
    fn choices_end_where_another_sign_looks_like_one() {
        check(
            "(() => {\n  const all = 1;\n  f(b ? (all) => all ?? b : all, { b: (all) => all || b }, all);\n})();\n",
            "(()=>{let n=1;f(b?n=>n??b:n,{b:n=>n||b},n)})();",
        );
    }

    #[test]
    fn what_breaks_a_rule_is_found() {
        let check = |source: &str, expected: &str| {
            assert_eq!(breach(source).as_deref(), Some(expected), "{source}");
        };
        assert_eq!(breach("(() => {\n  f((a) => a);\n})();\n"), None);
        check("(() => {\n  f(a => a);\n})();\n", "a has no brackets");
        check("(() => {\n  f(`a`);\n})();\n", "has `");
        check(
            "(() => {\n  f({ a(b) { return b; } });\n})();\n",
            "a is a method",
        );
        check(
            "(() => {\n  f(function (a) {});\n})();\n",
            "function ( is no statement",
        );
        check(
            "const a = 1;\n(() => {\n  f(a);\n})();\n",
            "a stands outside",
        );
    }
}
