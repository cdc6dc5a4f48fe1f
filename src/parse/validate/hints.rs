//! What is written in the place of a value of the wrong kind, with the words that are there where they fit.

use crate::model::Span;
use crate::model::nearest::{nearest, slip};
use crate::model::wording::listed;
use crate::model::yaml::in_brackets;

use super::super::formats;
use super::super::keys::portal::PORTAL;
use super::super::keys::support::SUPPORT;
use super::super::keys::{Key, Map, Shape, map_example};
use super::super::yaml::{Node, Value};
use super::{Check, fits};

/// The hint for a key that does not exist: the nearest that does, else all.
pub fn known_keys<'a>(name: &str, keys: impl Iterator<Item = &'a str> + Clone) -> String {
    let lower = name.to_lowercase().replace('-', "_");
    match nearest(&lower, keys.clone()) {
        Some(key) => format!("the nearest key is `{key}`"),
        None => {
            let keys: Vec<&str> = keys.collect();
            format!("the keys here are {}", listed(&keys, "and"))
        }
    }
}

/// The hint for a key that `map` does not have, in a file with the keys `root`: a slip of one that it has, the place
/// where there is a key of that name, the nearest, else all.
pub fn unknown_key(name: &str, map: &Map, root: &'static Map, node: &Node) -> String {
    let names = map.keys.iter().map(|key| key.name);
    let lower = name.to_lowercase().replace('-', "_");
    let is_known = names.clone().any(|known| known == lower);
    let is_slip = is_known || slip(&lower, names.clone()).is_some();
    let place = (!is_slip).then(|| belongs(name, map, root)).flatten();
    place.unwrap_or_else(|| match map.meant(&lower, node) {
        Some(key) => format!("the nearest key is `{key}`"),
        None => known_keys(name, names),
    })
}

/// Where the key `name` of `map` stands, if it is clear where: in the other file, in a section of this one, or in none.
fn belongs(name: &str, map: &Map, root: &'static Map) -> Option<String> {
    const SECTIONS: usize = 2;
    let other = match std::ptr::eq(map, root) {
        true if std::ptr::eq(root, &PORTAL) => Some(("support.yaml", &SUPPORT)),
        true if std::ptr::eq(root, &SUPPORT) => Some(("supportal.yaml", &PORTAL)),
        _ => None,
    };
    let other = other.filter(|(_, keys)| keys.key(name).is_some());
    let other = other.map(|(file, _)| format!("it stands in {file}"));
    let places = root.places(name);
    if places.is_empty() || places.len() > SECTIONS {
        return other;
    }
    let written: Vec<&str> = places.iter().map(|place| &*place.written).collect();
    let written = listed(&written, "or");
    let sections: Vec<&str> = places.iter().map(|place| &*place.section).collect();
    Some(match (&sections[..], other) {
        ([""], _) => format!("it stands at the margin of the file, as in {written}"),
        (_, Some(other)) => {
            let sections = listed(&sections, "or");
            format!("{other}, or belongs to {sections}, as in {written}")
        }
        _ => format!("it belongs to {}, as in {written}", listed(&sections, "or")),
    })
}

impl Check<'_> {
    pub(super) fn wrong(&mut self, node: &Node, shape: &Shape, name: &str) {
        if self.is_misread(node) {
            return;
        }
        let message = match name {
            "" => format!("{} where {} belongs", what(node), shape.wanted()),
            _ => format!("`{name}` is {}, not {}", what(node), shape.wanted()),
        };
        let hint = match name {
            "" => format!("write it as in `{}`", self.meant(node, shape)),
            _ => format!("write `{name}: {}`", self.meant(node, shape)),
        };
        self.error("FM-TYPE", place_of(node), message, hint);
    }

    /// The same of an item of the list `name`: what the hint shows stands in brackets and behind a `-` alike.
    pub(super) fn wrong_item(&mut self, item: &Node, shape: &Shape, name: &str) {
        if self.is_misread(item) {
            return;
        }
        let message = format!(
            "an item of `{name}` is {}, not {}",
            what(item),
            shape.wanted()
        );
        let hint = format!("write `{}` in its place", self.meant(item, shape));
        self.error("FM-TYPE", place_of(item), message, hint);
    }

    /// How `shape` is written in place of `node`: with the word that is there, where a key or an item takes it.
    pub(super) fn meant(&self, node: &Node, shape: &Shape) -> String {
        let Some(text) = node.as_str() else {
            return words_of(node, shape).unwrap_or_else(|| shape.example());
        };
        match shape {
            Shape::Map(map) => {
                let key = self.taker(node, text, map);
                let written = in_brackets(text);
                map_example(map, key.map(|key| (key.name, written.as_ref())))
            }
            Shape::List(Shape::String(_)) if text.contains(',') => format!("[{text}]"),
            Shape::List(of @ Shape::String(_)) => format!("[{text}, {}]", of.example()),
            _ => shape.example(),
        }
    }

    /// A map of words in place of a list of maps, as that list: each word and its value for the two keys that must
    /// be there first.
    pub(super) fn pairs(&self, node: &Node, of: &Shape) -> Option<String> {
        let Shape::Map(map) = of else {
            return None;
        };
        let mut required = map.keys.iter().filter(|key| key.required.is_some());
        let (first, second) = (required.next()?, required.next()?);
        let more: String = required
            .map(|key| format!(", {}: {}", key.name, key.shape.example()))
            .collect();
        let takes = |key: &Key, node: &Node| {
            fits(node, key.shape) && self.alone(node, key.shape, key.name).is_empty()
        };
        let pairs = node.entries().iter().map(|(key, value)| {
            let word = Node {
                span: key.span,
                value: Value::Scalar {
                    text: key.value.clone(),
                    quoted: false,
                },
            };
            let is_pair = map.key(&key.value).is_none() && takes(first, &word);
            let value_text = value.as_str().filter(|_| is_pair && takes(second, value))?;
            Some(format!(
                "{{{}: {}, {}: {value_text}{more}}}",
                first.name, key.value, second.name
            ))
        });
        let pairs: Option<Vec<String>> = pairs.collect();
        pairs
            .filter(|pairs| !pairs.is_empty())
            .map(|pairs| pairs.join(", "))
    }

    /// The key of `map` that the word `node` is meant for: one that must be there, and rather one that does not
    /// take whatever is written.
    fn taker(&self, node: &Node, text: &str, map: &'static Map) -> Option<&'static Key> {
        let takes =
            |key: &&Key| fits(node, key.shape) && self.alone(node, key.shape, key.name).is_empty();
        let takes_all = |shape: &Shape| match shape {
            Shape::Text | Shape::String(_) => true,
            Shape::Page => !text.contains(['/', '.']),
            _ => false,
        };
        let keys = map.keys.iter().filter(takes);
        keys.min_by_key(|key| (key.required.is_none(), takes_all(key.shape)))
    }
}

/// What was meant where one text is wanted: the words of a list of one or of a map by language, as in
/// `title: {en: Words}`, or a text with a colon, as in `- Azure: machines`.
fn words_of(node: &Node, shape: &Shape) -> Option<String> {
    let words = match &node.value {
        Value::List(items) if items.len() == 1 => items.first()?.as_str()?.to_owned(),
        Value::Map(entries) => {
            let (key, value) = entries.first()?;
            let value = value.as_str()?;
            match formats::language(&key.value) {
                Ok(_) => value.to_owned(),
                Err(_) if entries.len() == 1 => format!("{}: {value}", key.value),
                Err(_) => return None,
            }
        }
        _ => return None,
    };
    let is_text = matches!(shape, Shape::Text | Shape::String(_)) && words.len() <= 80;
    is_text.then(|| in_brackets(&words).into_owned())
}

pub(super) fn what(node: &Node) -> &'static str {
    match &node.value {
        Value::Null => "empty",
        Value::Scalar { .. } => "one word or text",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
    }
}

fn place_of(node: &Node) -> Span {
    match &node.value {
        Value::Scalar { .. } => node.span,
        _ => start_of(node),
    }
}

/// Where a map or list begins: its first key, or its bracket.
pub(super) fn start_of(node: &Node) -> Span {
    match node.entries().first() {
        Some((key, _)) => key.span,
        None => Span {
            start: node.span.start,
            end: node.span.end.min(node.span.start + 1),
        },
    }
}
