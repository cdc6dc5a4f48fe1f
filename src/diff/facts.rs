//! Two `support.json`, compared by what their entries are and not by where they stand.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::words::Step;
use super::{Fact, words};

/// What is said of the file itself or, as the words of a page and its address, elsewhere.
const NOT_FACTS: &[&str] = &["$schema", "format", "language"];
const OF_PAGES: &[&str] = &["title", "description", "page", "updated"];

/// Versions of plans that begin later: a key that is left out where there are none.
const ANNOUNCED: &str = "announced";

/// What the later file states otherwise, by path. What cannot be read states nothing.
pub(super) fn compared(old: &str, new: &str) -> Vec<Fact> {
    let [old, new] = [old, new].map(|text| serde_json::from_str(text).unwrap_or(Value::Null));
    stated(&old, &new)
}

/// The same of values.
pub(super) fn stated(old: &Value, new: &Value) -> Vec<Fact> {
    let mut comparison = Comparison {
        language: [new, old]
            .iter()
            .find_map(|facts| facts["language"].as_str())
            .unwrap_or_default()
            .to_owned(),
        steps: Vec::new(),
        found: Vec::new(),
    };
    let empty = Map::new();
    let [old, new] = [old, new].map(|facts| facts.as_object().unwrap_or(&empty));
    comparison.objects(old, new);
    comparison.found
}

struct Comparison {
    /// The source language, which tells a text in several languages from other objects.
    language: String,
    steps: Vec<Step>,
    found: Vec<Fact>,
}

impl Comparison {
    fn values(&mut self, old: Option<&Value>, new: Option<&Value>) {
        if old == new {
            return;
        }
        match (old, new) {
            (Some(Value::Object(old)), Some(Value::Object(new))) => self.objects(old, new),
            (Some(Value::Array(old)), Some(Value::Array(new))) => self.lists(old, new),
            // `null` says as little as nothing.
            _ => {
                let [from, to] = [old, new].map(|value| value.filter(|value| !value.is_null()));
                if from != to {
                    self.found.push(Fact {
                        path: words::path(&self.steps),
                        what: words::what(&self.steps),
                        from: from.cloned(),
                        to: to.cloned(),
                    });
                }
            }
        }
    }

    fn objects(&mut self, old: &Map<String, Value>, new: &Map<String, Value>) {
        let speaks = old.contains_key(&self.language) || new.contains_key(&self.language);
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let none = Value::Object(Map::new());
        for key in keys {
            if self.is_no_fact(key) {
                continue;
            }
            let step = if speaks { Step::Language } else { Step::Key };
            let [mut old, mut new] = [old.get(key), new.get(key)];
            if self.steps.is_empty() && key == ANNOUNCED {
                (old, new) = (old.or(Some(&none)), new.or(Some(&none)));
            }
            self.within(step(key.clone()), old, new);
        }
    }

    fn is_no_fact(&self, key: &str) -> bool {
        match self.steps.as_slice() {
            [] => NOT_FACTS.contains(&key),
            [Step::Key(list), Step::Key(_)] => {
                ["channels", "plans", ANNOUNCED].contains(&list.as_str()) && OF_PAGES.contains(&key)
            }
            _ => false,
        }
    }

    fn lists(&mut self, old: &[Value], new: &[Value]) {
        let names = names(old).zip(names(new));
        let Some((old_names, new_names)) = names else {
            // Words and numbers: one of them says little without the others.
            let (old, new) = (Value::from(old.to_vec()), Value::from(new.to_vec()));
            self.found.push(Fact {
                path: words::path(&self.steps),
                what: words::what(&self.steps),
                from: Some(old),
                to: Some(new),
            });
            return;
        };
        let place = |names: &[String], name: &String| names.iter().position(|own| own == name);
        // In their new order, what is gone behind it.
        let gone = old_names.iter().filter(|name| !new_names.contains(name));
        for name in new_names.iter().chain(gone) {
            let before = place(&old_names, name).map(|at| &old[at]);
            let after = place(&new_names, name).map(|at| &new[at]);
            self.within(Step::Item(name.clone()), before, after);
        }
    }

    fn within(&mut self, step: Step, old: Option<&Value>, new: Option<&Value>) {
        self.steps.push(step);
        self.values(old, new);
        self.steps.pop();
    }
}

/// What the items of a list are called, each by another name; `None` where they have none.
fn names(list: &[Value]) -> Option<Vec<String>> {
    let names: Vec<String> = list.iter().map(name).collect::<Option<_>>()?;
    let distinct: BTreeSet<&String> = names.iter().collect();
    (distinct.len() == names.len()).then_some(names)
}

/// `m365`; `s1` or `s1 by emergency` for a promise; a date, a level, a version.
fn name(item: &Value) -> Option<String> {
    let item = item.as_object()?;
    let text = |key: &str| match item.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    if let Some(severity) = text("severity") {
        let of = ["vendor", "provider"].into_iter().find_map(text);
        let channels = item.get("channels").and_then(Value::as_array);
        let by: Vec<&str> = channels
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut name = of.map_or_else(String::new, |of| format!("{of}, "));
        name.push_str(&severity);
        if !by.is_empty() {
            name.push_str(&format!(" by {}", by.join(", ")));
        }
        return Some(name);
    }
    ["id", "level", "version", "date", "from"]
        .into_iter()
        .find_map(text)
}
