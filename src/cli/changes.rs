//! What is different between two sites, for programs and for readers.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::print;
use super::report::{plain, plural};
use crate::diff::{Change, Difference, Fact, Text};
use crate::emit::Beside;

/// Where the list of changes goes that a build makes.
pub(super) enum Sink {
    Stdout,
    File(Box<Beside>),
}

impl Sink {
    /// `-` is standard output.
    pub(super) fn new(path: &Path, site: &Path) -> Result<Self> {
        if path == Path::new("-") {
            return Ok(Self::Stdout);
        }
        Ok(Self::File(Box::new(Beside::new(path, site)?)))
    }

    pub(super) fn write(self, text: &str) -> Result<()> {
        match self {
            Self::Stdout => print(text),
            Self::File(mut file) => {
                file.file()
                    .write_all(text.as_bytes())
                    .context("cannot write the list of changes")?;
                file.keep()
            }
        }
    }
}

/// `format` is raised when a field changes its meaning or goes; new fields may come at any time.
pub(super) fn json(difference: &Difference) -> String {
    let text = |text: &Text| {
        json!({
            "path": text.path,
            "title": text.title,
            "change": text.change.name(),
        })
    };
    let files = &difference.files;
    let document = json!({
        "format": 1,
        "url": difference.url,
        "added": files.added,
        "changed": files.changed,
        "removed": files.removed,
        "unchanged": files.unchanged,
        "purge": difference.purge,
        "facts": difference.facts.iter().map(fact).collect::<Vec<_>>(),
        "texts": difference.texts.iter().map(text).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

/// A fact, as programs read it.
pub(super) fn fact(fact: &Fact) -> Value {
    json!({
        "path": fact.path,
        "what": fact.what,
        "from": fact.from,
        "to": fact.to,
    })
}

/// What the document looks like, as a JSON Schema: for whoever reads it.
pub(super) fn schema() -> Value {
    let paths = |about: &str| json!({"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": true, "description": about});
    let text = |about: &str| json!({"type": "string", "minLength": 1, "description": about});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Changes of a site: supportal build --changed, supportal diff --format json",
        "type": "object",
        "required": ["format", "url", "added", "changed", "removed", "unchanged", "purge", "facts", "texts"],
        "properties": {
            "format": {"const": 1, "description": "Raised when a field changes its meaning or goes; new ones may come at any time."},
            "url": {"type": ["string", "null"], "description": "`url:` of supportal.yaml, with a `/` at its end."},
            "added": paths("New files, by their path from the site's root, sorted."),
            "changed": paths("Files with new content."),
            "removed": paths("Files that are gone."),
            "unchanged": {"type": "integer", "minimum": 0, "description": "How many files are the same."},
            "purge": paths("What a network that keeps copies must ask for again: the addresses at which the host serves the files above, absolute where there is a `url`; of the folders whose page is among them, with and without `/` at their end. Compressed copies have no address of their own."),
            "facts": {
                "type": "array",
                "description": "What the facts state otherwise, by path.",
                "items": {
                    "type": "object",
                    "required": ["path", "what", "from", "to"],
                    "properties": {
                        "path": text("Where it stands in support.json; in brackets, which item of a list."),
                        "what": text("The same for a reader."),
                        "from": {"description": "What was stated; null where nothing was."},
                        "to": {"description": "What is stated; null where nothing is."},
                    },
                },
            },
            "texts": {
                "type": "array",
                "description": "The pages whose authors wrote something else, by path. A page that only shows another fact, another menu or another design is not among them.",
                "items": {
                    "type": "object",
                    "required": ["path", "title", "change"],
                    "properties": {
                        "path": text("Its file."),
                        "title": {"type": "string", "description": "Its title, the new one where it has two."},
                        "change": {"enum": ["added", "changed", "removed"]},
                    },
                },
            },
        },
    })
}

/// Facts first, then pages, then how many files.
pub(super) fn human(difference: &Difference) -> String {
    let mut out = String::new();
    if !difference.facts.is_empty() {
        out.push_str("facts\n");
        for fact in &difference.facts {
            out.push_str(&format!("  {}\n", plain(&sentence(fact))));
        }
        out.push('\n');
    }
    if !difference.texts.is_empty() {
        out.push_str("text\n");
        let width = difference.texts.iter().map(|text| text.path.len());
        let width = width.max().unwrap_or_default().min(60);
        for text in &difference.texts {
            let change = match text.change {
                Change::Added => "new",
                Change::Changed => "changed",
                Change::Removed => "gone",
            };
            let line = format!("  {change:7}  {:width$}  {}", text.path, text.title);
            out.push_str(&format!("{}\n", plain(line.trim_end())));
        }
        out.push('\n');
    }
    out.push_str(&files(difference));
    out
}

/// `3 files added, 40 changed, 282 the same`, and what else there is to know of them.
fn files(difference: &Difference) -> String {
    let files = difference.files.without_index();
    let counts = [
        (files.added.len(), "added"),
        (files.changed.len(), "changed"),
        (files.removed.len(), "removed"),
    ];
    let counts = counts.into_iter().filter(|&(count, _)| count > 0);
    let mut parts: Vec<String> = Vec::new();
    for (count, what) in counts {
        parts.push(match parts.is_empty() {
            true => format!("{} {what}", plural(count, "file")),
            false => format!("{count} {what}"),
        });
    }
    let mut out = String::new();
    if !parts.is_empty() {
        parts.push(format!("{} the same", files.unchanged));
        out.push_str(&format!("{}\n", parts.join(", ")));
    }
    let redrawn = difference.redrawn();
    if redrawn > 0 {
        out.push_str(&format!(
            "{} changed in facts that they show, in menus or in design alone\n",
            plural(redrawn, "page")
        ));
    }
    if files != difference.files {
        out.push_str("the search index is another one\n");
    }
    if out.is_empty() {
        out.push_str("nothing changed\n");
    }
    out
}

/// `plan business, s1: response PT1H → PT2H`.
pub(super) fn sentence(fact: &Fact) -> String {
    let what = &fact.what;
    match (&fact.from, &fact.to) {
        (Some(from), Some(to)) => {
            let (from, to) = distinct(from, to);
            format!("{what} {from} → {to}")
        }
        (None, Some(to)) => format!("{what}, new: {}", brief(to)),
        (Some(from), None) => format!("{what}, gone: {}", brief(from)),
        (None, None) => what.clone(),
    }
}

/// Both values; of two long lists what each has alone.
fn distinct(from: &Value, to: &Value) -> (String, String) {
    const FEW: usize = 4;

    if let (Value::Array(old), Value::Array(new)) = (from, to)
        && old.len().max(new.len()) > FEW
    {
        let [old, new]: [Vec<String>; 2] = [old, new].map(|list| list.iter().map(brief).collect());
        let [was, is]: [BTreeSet<&String>; 2] = [&old, &new].map(|list| list.iter().collect());
        let gone: Vec<String> = old
            .iter()
            .filter(|item| !is.contains(item))
            .cloned()
            .collect();
        let come: Vec<String> = new
            .iter()
            .filter(|item| !was.contains(item))
            .cloned()
            .collect();
        if !gone.is_empty() || !come.is_empty() {
            return (or_nothing(&gone), or_nothing(&come));
        }
    }
    (brief(from), brief(to))
}

fn or_nothing(list: &[String]) -> String {
    match list {
        [] => "nothing".to_owned(),
        list => list.join(", "),
    }
}

/// A value on one line, for a reader.
fn brief(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.replace('\n', " "),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => or_nothing(&list.iter().map(brief).collect::<Vec<_>>()),
        Value::Object(map) => {
            let pairs = map.iter().map(|(key, value)| {
                let key = key.replace('_', " ");
                format!("{key} {}", brief(value))
            });
            let pairs: Vec<String> = pairs.collect();
            match pairs.as_slice() {
                [] => "nothing".to_owned(),
                pairs => format!("({})", pairs.join(", ")),
            }
        }
    }
}
