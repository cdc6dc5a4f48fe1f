//! Compares what was written with the table of keys, and reports all that differs in one pass.

mod choices;
mod hints;
mod lists;
mod maps;
mod texts;
mod words;

use std::rc::Rc;

use crate::model::facts::Refused;
use crate::model::{Diagnostic, RelPath, Span, Spanned};

use super::formats::Refusal;
use super::keys::{Map, Shape};
use super::yaml::{Node, Value, is_broken};
use hints::what;
pub use hints::{known_keys, unknown_key};

/// Reports everything in `node`, the value of the key `name`, that is not as `shape` says.
///
/// Nothing (`key:` without a value) counts as a key left out.
pub fn validate(
    node: &Node,
    shape: &Shape,
    name: &str,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) {
    Check::new(path, found).node(node, shape, name);
}

/// The same for a whole file or front matter, whose keys are `map`. Where its YAML is broken, keys that
/// are missing are not reported: they may stand behind the mistake. Gives the keys whose values it refuses.
pub fn validate_file(
    node: &Node,
    map: &'static Map,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) -> Vec<Refused> {
    let whole = !is_broken(found);
    let broken = found.iter().filter(|one| one.code == "FM-YAML");
    let mut broken: Vec<u32> = broken.map(|one| one.span.start).collect();
    broken.sort_unstable();
    let mut check = Check {
        whole,
        broken: broken.into(),
        root: Some(map),
        ..Check::new(path, found)
    };
    match &node.value {
        Value::Map(_) | Value::Null => check.map(node, map, ""),
        // It is said where the YAML ends in a mistake.
        _ if !whole => {}
        _ => check.error(
            "FM-TYPE",
            node.span,
            format!("{} where the keys of {} belong", what(node), map.name),
            "write `key: value`, one key a line".to_owned(),
        ),
    }
    check.refused
}

/// A key and its value.
type Entry = (Spanned<String>, Node);

struct Check<'a> {
    path: &'a RelPath,
    found: &'a mut Vec<Diagnostic>,
    /// Whether a key that is not there was left out for sure.
    whole: bool,
    /// The keys of the file, where it is looked at as a whole.
    root: Option<&'static Map>,
    /// Where its YAML is broken, in order.
    broken: Rc<[u32]>,
    /// Keys whose values were refused so far.
    refused: Vec<Refused>,
    /// The item of a list that is looked at, the innermost.
    item: Option<Span>,
    /// The keys around the node that is looked at, outermost first.
    above: Vec<Span>,
}

impl<'a> Check<'a> {
    fn new(path: &'a RelPath, found: &'a mut Vec<Diagnostic>) -> Self {
        Check {
            path,
            found,
            whole: true,
            root: None,
            broken: Rc::default(),
            refused: Vec::new(),
            item: None,
            above: Vec::new(),
        }
    }
}

impl Check<'_> {
    fn node(&mut self, node: &Node, shape: &Shape, name: &str) {
        if node.value == Value::Null {
            return;
        }
        match shape {
            Shape::Text => self.text(node, name),
            Shape::Texts => self.texts(node, name),
            Shape::List(of) => match &node.value {
                Value::List(_) => self.items(node, of, name),
                _ => self.list_of_one(node, of, name),
            },
            Shape::OneOrMany(of) => self.items(node, of, name),
            Shape::Map(map) => match &node.value {
                Value::Map(_) => self.map(node, map, name),
                _ => self.wrong(node, shape, name),
            },
            Shape::MapOf(keys, of) => match &node.value {
                Value::Map(entries) => {
                    for (key, value) in entries {
                        let found = self.found.len();
                        self.scalar(&key.value, true, key.span, keys, name);
                        // What another key would say is missing, also where this one is but a warning.
                        if self.found.len() > found {
                            self.refuse(name, key.span, node);
                        }
                        self.above.push(key.span);
                        self.node(value, of, &key.value);
                        self.above.pop();
                    }
                }
                _ => self.wrong(node, shape, name),
            },
            Shape::Union(shapes) => self.union(node, shape, shapes, name),
            Shape::Price => self.price(node, name),
            _ => match &node.value {
                Value::Scalar { .. } if self.is_misread(node) => {}
                Value::Scalar { text, quoted } => {
                    self.scalar(text, *quoted, node.span, shape, name)
                }
                _ => self.wrong(node, shape, name),
            },
        }
    }

    /// Whether `node` is perhaps not what was meant, as its YAML is broken: `title: [New] terms`. It is said there.
    fn is_misread(&self, node: &Node) -> bool {
        let first = self.broken.partition_point(|at| *at < node.span.start);
        let next = self.broken.get(first);
        next.is_some_and(|at| *at <= node.span.end)
    }

    /// Remembers that the value of the key `name`, which stands at `at` in `map`, was refused.
    fn refuse(&mut self, name: &str, at: Span, map: &Node) {
        self.refused.push(Refused {
            key: Spanned::new(name.to_owned(), at),
            within: map.span,
            item: self.item,
            above: self.above.clone(),
        });
    }

    fn refusal(&mut self, refusal: Refusal, span: Span) {
        self.error(refusal.code, span, refusal.message, refusal.hint);
    }

    fn error(&mut self, code: &'static str, span: Span, message: String, hint: String) {
        self.found
            .push(Diagnostic::error(code, self.path, span, message).with_hint(hint));
    }
}

/// Whether a value of this structure can be meant as `shape`.
fn fits(node: &Node, shape: &Shape) -> bool {
    match (shape, &node.value) {
        (_, Value::Null) => true,
        (Shape::Union(shapes), _) => shapes.iter().any(|shape| fits(node, shape)),
        (Shape::Text | Shape::Price, value) => !matches!(value, Value::List(_)),
        (Shape::Texts, value) => !matches!(value, Value::Scalar { .. }),
        (Shape::OneOrMany(_), _) => true,
        (Shape::List(_), value) => matches!(value, Value::List(_)),
        (Shape::Map(_) | Shape::MapOf(..), value) => matches!(value, Value::Map(_)),
        (_, value) => matches!(value, Value::Scalar { .. }),
    }
}
