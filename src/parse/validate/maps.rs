//! Maps: keys that are known, those that are required, and what some say together.

use crate::model::facts::Duration;
use crate::model::nearest::nearest;
use crate::model::{About, Diagnostic, Severity, Spanned};

use super::super::codes;
use super::super::formats;
use super::super::keys::Map;
use super::super::yaml::{Node, Value};
use super::Check;
use super::hints::{known_keys, start_of, unknown_key};

impl Check<'_> {
    pub(super) fn map(&mut self, node: &Node, map: &Map, name: &str) {
        for (key, value) in node.entries() {
            let (found, refused) = (self.found.len(), self.refused.len());
            self.above.push(key.span);
            let known = match map.key(&key.value) {
                Some(known) => {
                    self.node(value, known.shape, known.name);
                    Some(known.name)
                }
                None => {
                    self.unknown(key, map, node);
                    map.meant(&key.value, node)
                }
            };
            self.above.pop();
            let is_refused = self.is_said_of(value)
                || self.found[found..]
                    .iter()
                    .any(|one| one.severity == Severity::Error);
            // What is wrong further down is refused there.
            if let Some(known) = known.filter(|_| is_refused && self.refused.len() == refused) {
                self.refuse(known, key.span, node);
            }
        }
        if map.key("count").is_some() {
            self.counted(node);
        }
        if !self.whole {
            return;
        }
        let unknown = node.entries().iter().map(|(key, _)| key.value.as_str());
        let misspelt: Vec<&str> = unknown
            .filter(|name| map.key(name).is_none())
            .filter_map(|name| map.meant(name, node))
            .collect();
        for key in map.keys {
            let Some(code) = key.required.filter(|_| node.get(key.name).is_none()) else {
                continue;
            };
            // It is there under a name that nobody knows, which is a finding already.
            let mut entries = node.entries().iter();
            let value = entries.find(|(name, _)| name.value == key.name);
            let is_said = value.is_some_and(|(_, value)| self.is_said_of(value));
            if misspelt.contains(&key.name) || is_said {
                continue;
            }
            let (message, about) = match name {
                "" => (
                    format!("`{}` is missing", key.name),
                    Some(About::NoKey(key.name)),
                ),
                _ => (format!("`{}` is missing in `{name}`", key.name), None),
            };
            let hint = format!("add `{}: {}`", key.name, key.shape.example());
            let missing = Diagnostic::error(code, self.path, start_of(node), message);
            self.found.push(missing.with_hint(hint).about(about));
        }
    }

    fn unknown(&mut self, key: &Spanned<String>, map: &Map, node: &Node) {
        let names = map.keys.iter().map(|key| key.name);
        let is_strange = |c: char| c.is_whitespace() && !c.is_ascii();
        let hint = match codes::meant_weekday(&key.value).filter(|day| map.key(day).is_some()) {
            Some(day) => format!("write `{day}`"),
            None if is_days(&key.value, map) => {
                "write a line for each day, as in `mon: [\"09:00-17:00\"]`".to_owned()
            }
            // Seasons and sets of openings have their own way to say so.
            None if key.value == "closed" && map.key("hours").is_some() => closed(map, node),
            None if key.value.contains(is_strange) => {
                "a blank in it is none of YAML: delete it, and type spaces anew".to_owned()
            }
            None => match self.root {
                Some(root) => unknown_key(&key.value, map, root, node),
                None => known_keys(&key.value, names),
            },
        };
        let message = match map.unknown {
            "CAL-KEY" if map.key("mon").is_some() => format!("`{}` is not a day", key.value),
            _ => format!("unknown key `{}`", key.value),
        };
        self.error(map.unknown, key.span, message, hint);
    }

    /// Whether there is a finding that says why `value` is nothing, or none of its kind.
    fn is_said_of(&self, value: &Node) -> bool {
        let is_of_value = |finding: &Diagnostic| finding.span == value.span;
        match value.value {
            Value::Null => self.found.iter().any(is_of_value),
            _ => self.is_misread(value),
        }
    }

    /// A promise says how its time is counted, and the length fits that.
    fn counted(&mut self, node: &Node) {
        let Some(length) = node.get("within").or(node.get("every")) else {
            return;
        };
        let text = length.as_str().unwrap_or_default();
        let Ok(value) = formats::promise(text) else {
            return;
        };
        let Some(count) = node.get("count") else {
            return self.error(
                "SLA-COUNT",
                length.span,
                format!("`{text}` does not say how it is counted"),
                "add `count: clock`, `count: open-hours` or `count: open-days`".to_owned(),
            );
        };
        let (message, hint) = match (count.as_str().unwrap_or_default(), value) {
            (way @ ("clock" | "open-hours"), Duration::Days(days)) => (
                format!("`{text}` is days, and `count: {way}` counts hours"),
                match (way, days) {
                    ("clock", 1..) => {
                        let hours = u64::from(days) * 24;
                        format!("write `PT{hours}H`, or `count: open-days`")
                    }
                    _ => "write hours, as in `PT8H`, or `count: open-days`".to_owned(),
                },
            ),
            ("open-days", Duration::Seconds(_)) => (
                format!("`{text}` is hours, and `count: open-days` counts days"),
                "write days, as in `P1D`, or `count: open-hours`".to_owned(),
            ),
            _ => return,
        };
        self.error("SLA-UNIT", length.span, message, hint);
    }
}

/// What to do with `closed` on a date, which has openings or none.
fn closed(map: &Map, node: &Node) -> String {
    let is_open = node
        .get("closed")
        .is_some_and(|value| value.as_str() == Some("false"));
    match node.get("hours") {
        Some(_) => {
            "remove it: the date has the openings under `hours`, and without them it is closed"
                .to_owned()
        }
        None if is_open => "write its openings, as in `hours: [\"09:00-17:00\"]`".to_owned(),
        None => format!("remove it: {} without `hours` is closed", map.name),
    }
}

/// Whether `key` names several days, as in `mon-fri`.
fn is_days(key: &str, map: &Map) -> bool {
    let key = key.to_lowercase();
    let mut days = key.split(|c: char| !c.is_alphabetic());
    map.key("mon").is_some() && days.all(|day| codes::meant_weekday(day).is_some())
}

impl Map {
    /// The key that `name` is most like: rather one that `node` has not.
    pub(super) fn meant(&self, name: &str, node: &Node) -> Option<&'static str> {
        let names = self.keys.iter().map(|key| key.name);
        let left = names.clone().filter(|name| node.get(name).is_none());
        nearest(name, left).or_else(|| nearest(name, names))
    }
}
