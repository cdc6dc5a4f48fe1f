//! Code to HTML with classes, at build time: no script, no inline style.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::model::Fingerprint;
use crate::model::markup::push_escaped;

/// The grammars; built once, never changed.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// What a scope is drawn as, nearest first: a dozen classes are enough to read code by, and a page
/// with full scope names is three times as long.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    [
        ("comment", "comment"),
        ("constant.numeric", "number"),
        ("constant.character.escape", "escape"),
        ("constant", "constant"),
        ("string", "string"),
        ("keyword.operator", "operator"),
        ("keyword", "keyword"),
        ("storage", "keyword"),
        ("entity.name.function", "function"),
        ("support.function", "function"),
        ("variable.function", "function"),
        ("entity.name.tag", "tag"),
        ("entity.other.attribute-name", "attribute"),
        ("meta.mapping.key", "attribute"),
        ("entity.name", "type"),
        ("support", "type"),
        ("variable", "variable"),
        ("markup.inserted", "inserted"),
        ("markup.deleted", "deleted"),
        ("markup.heading", "keyword"),
    ]
    .into_iter()
    .filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, class)))
    .collect()
});

/// Bytes of a line, of blanks in a row and of a block, and parts of a word with hyphens that are looked into:
/// grammars look at the rest of a line again and again. Nobody reads longer ones for their colours.
const LINE: usize = 500;
const BLANKS: usize = 100;
const PARTS: usize = 12;
const BLOCK: usize = 64 << 10;

/// What is left for the colours of a page. Time grows with the square of a line in the worst case, and a page may have
/// thousands of lines: enough for 3,500 lines of 60 characters.
pub struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(16_000_000)
    }
}

impl Budget {
    /// Whether there is enough left for `code`, which is then spent.
    fn spend(&mut self, code: &str) -> bool {
        let of_line = |line: &str| line.len() * line.len() + 1_000;
        let left = self.0.checked_sub(code.lines().map(of_line).sum());
        self.0 = left.unwrap_or_default();
        left.is_some()
    }
}

/// Writes `code` as HTML, with `hl-…` classes where `language` is known and `budget` allows it.
pub fn highlight(out: &mut String, code: &str, language: &str, budget: &mut Budget) {
    match grammar(language).filter(|_| is_readable(code) && budget.spend(code)) {
        Some(grammar) => write_once(out, code, grammar),
        None => push_escaped(out, code),
    }
}

/// Blocks that were drawn, as HTML: pages often show the same lines to install something or to sign in.
static DRAWN: LazyLock<Mutex<HashMap<Fingerprint, Box<str>>>> = LazyLock::new(Mutex::default);

/// Blocks that are kept, and the bytes of the longest of them: 4 MB at most.
const KEPT: usize = 1_000;
const KEPT_BYTES: usize = 4 << 10;

/// Writes a block that was drawn before as it was.
fn write_once(out: &mut String, code: &str, grammar: &SyntaxReference) {
    let block = Fingerprint::of_value(&(&grammar.name, code));
    let drawn = || DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(html) = drawn().get(&block) {
        return out.push_str(html);
    }
    let start = out.len();
    write_highlighted(out, code, grammar);
    let (html, mut drawn) = (&out[start..], drawn());
    if html.len() <= KEPT_BYTES && drawn.len() < KEPT {
        drawn.insert(block, html.into());
    }
}

/// Grammars that never come to an end of `{s /*`. The older one of JavaScript is found as `htc` alone.
const ENDLESS: [&str; 2] = ["JavaScript", "Svelte"];

fn is_readable(code: &str) -> bool {
    let mut lines = code.lines();
    let blanks = |line: &str| {
        let runs = line.split(|c: char| !c.is_whitespace());
        runs.map(str::len).max().unwrap_or_default()
    };
    // For `a-a-a-…` those of style sheets take time by the fourth power of its parts.
    let parts = |line: &str| {
        let words = line.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
        let parts = words.map(|word| word.split('-').filter(|part| !part.is_empty()).count());
        parts.max().unwrap_or_default()
    };
    let short = |line: &str| line.len() <= LINE && blanks(line) <= BLANKS && parts(line) <= PARTS;
    code.len() <= BLOCK && lines.all(short)
}

/// The grammar for the word after the fence: `powershell`, `azurecli`, `json-interactive`.
fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    let language = language.to_ascii_lowercase();
    let language = language.strip_suffix("-interactive").unwrap_or(&language);
    let token = match language {
        "" | "text" | "txt" | "plaintext" | "output" | "console" | "plain" => return None,
        "azurecli" | "azcli" | "shell" => "bash",
        "azurepowershell" | "pwsh" | "ps" => "powershell",
        "jsonc" => "json",
        "csharp" => "cs",
        // By its name it would be the older of two grammars, and another one than `js`.
        "javascript" => "js",
        "http" => "yaml",
        other => other,
    };
    let found = GRAMMARS.find_syntax_by_token(token);
    found.filter(|grammar| !ENDLESS.contains(&grammar.name.as_str()))
}

fn write_highlighted(out: &mut String, code: &str, grammar: &SyntaxReference) {
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    let mut class = None;
    let start = out.len();
    for line in code.split_inclusive('\n') {
        let Ok(operations) = state.parse_line(line, &GRAMMARS) else {
            // A grammar that fails in the middle: the code is shown plain.
            out.truncate(start);
            return push_escaped(out, code);
        };
        // Neighbours of one class share an element: a string and its quotes are one.
        let mut from = 0;
        for (at, operation) in operations {
            if stack.apply(&operation).is_err() {
                stack = ScopeStack::new();
            }
            let next = class_of(&stack);
            if next != class {
                write_run(out, line.get(from..at).unwrap_or_default(), class);
                from = at;
                class = next;
            }
        }
        write_run(out, &line[from..], class);
    }
}

fn class_of(stack: &ScopeStack) -> Option<&'static str> {
    stack.scopes.iter().rev().find_map(|scope| {
        let found = CLASSES
            .iter()
            .find(|(prefix, _)| prefix.is_prefix_of(*scope));
        found.map(|&(_, class)| class)
    })
}

fn write_run(out: &mut String, text: &str, class: Option<&'static str>) {
    match class {
        Some(class) if !text.trim().is_empty() => {
            out.push_str("<span class=\"hl-");
            out.push_str(class);
            out.push_str("\">");
            push_escaped(out, text);
            out.push_str("</span>");
        }
        _ => push_escaped(out, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(code: &str, language: &str) -> String {
        let mut out = String::new();
        highlight(&mut out, code, language, &mut Budget::default());
        out
    }

    #[test]
    fn known_languages_get_classes_and_unknown_ones_stay_plain() {
        assert!(html("{\"a\": 1}\n", "json").contains("<span class=\"hl-number\">1</span>"));
        assert!(html("Get-Mailbox -Identity $user\n", "powershell").contains("hl-variable"));
        assert_eq!(html("a < b\n", "no-such-language"), "a &lt; b\n");
    }

    #[test]
    fn a_page_of_many_long_lines_is_plain_from_some_line_on() {
        let budget = &mut Budget::default();
        let mut colored = |code: &str, language: &str| {
            let mut out = String::new();
            highlight(&mut out, code, language, budget);
            out.contains("hl-")
        };
        assert!(colored("let a = 1;\n", "rust"));
        // Each takes the grammar milliseconds.
        let line = format!("{}\n", ".a".repeat(240));
        let blocks = (0..1_000).filter(|_| colored(&format!("x <- 1\n{line}"), "r"));
        let count = blocks.count();
        assert!((50..100).contains(&count), "{count}");
        // Less than was left is refused as well, so that nothing is coloured here and there.
        assert!(!colored("let a = 1;\n", "rust"));
    }

    #[test]
    fn no_grammar_looks_at_a_line_without_end() {
        for language in ["ini", "js", "lua", "less"] {
            for sign in [" ", "a", "a:"] {
                let line = format!("{}\n", sign.repeat(100_000));
                assert_eq!(html(&line, language), line, "{language}");
            }
        }
        for language in ["css", "less", "sass", "scss"] {
            let word = format!("{}\n", "a-".repeat(200));
            assert_eq!(html(&word, language), word, "{language}");
        }
        assert!(html("a-b-c: 1px; /* ------------------------ */\n", "css").contains("hl-comment"));
        for grammar in GRAMMARS.syntaxes() {
            for token in &grammar.file_extensions {
                html("{s /*\n", token);
            }
        }
    }
}
