//! Values that may be of several kinds.

use std::rc::Rc;

use crate::model::Diagnostic;

use super::super::keys::Shape;
use super::super::keys::price::{MONEY, PRICE_WORD};
use super::super::yaml::{Node, Value};
use super::hints::what;
use super::{Check, fits};

impl Check<'_> {
    pub(super) fn union(&mut self, node: &Node, whole: &Shape, shapes: &[&Shape], name: &str) {
        let mut fitting = shapes.iter().filter(|shape| fits(node, shape));
        let (first, second) = (fitting.next(), fitting.next());
        match (first, second) {
            (None, _) => self.wrong(node, whole, name),
            (Some(only), None) => {
                let known = self.found.len();
                self.node(node, only, name);
                // No such word: what may stand there instead is a list or a map, which nobody guesses.
                let others = shapes.iter().filter(|shape| !fits(node, shape));
                let others: Vec<String> =
                    others.map(|other| self.other(node, other, name)).collect();
                if matches!(only, Shape::OneOf(_)) {
                    for finding in &mut self.found[known..] {
                        let hint = finding.hint.take().into_iter().chain(others.clone());
                        finding.hint = Some(hint.collect::<Vec<_>>().join(", or "));
                    }
                }
            }
            // Several kinds of words: one that takes it is enough, else all are named.
            _ => {
                let taken = shapes
                    .iter()
                    .filter(|shape| fits(node, shape))
                    .any(|shape| self.alone(node, shape, name).is_empty());
                let text = node.as_str().unwrap_or_default();
                // A page or an address: which one is meant can be seen, and more be said of it.
                let meant = shapes.iter().find(|shape| match shape {
                    Shape::Web(_) => text.contains("://"),
                    Shape::Page => !text.contains("://"),
                    _ => false,
                });
                match meant {
                    _ if taken => {}
                    Some(meant) => self.node(node, meant, name),
                    None => self.error(
                        "FM-TYPE",
                        node.span,
                        format!("`{text}` is not {}", whole.wanted()),
                        format!("write it as in `{}`", whole.example()),
                    ),
                }
            }
        }
    }

    /// How `shape` is written, which is a list or a map: with the word that is there, if brackets are all it lacks.
    fn other(&self, node: &Node, shape: &Shape, name: &str) -> String {
        match (shape, node.as_str()) {
            (Shape::List(of) | Shape::OneOrMany(of), Some(text))
                if fits(node, of) && self.alone(node, of, name).is_empty() =>
            {
                format!("`[{text}]`")
            }
            _ => format!("as in `{}`", shape.example()),
        }
    }

    pub(super) fn price(&mut self, node: &Node, name: &str) {
        const WORDS: [&str; 3] = ["included", "free", "basic-rate"];
        const HINT: &str =
            "write `{amount: \"45.00\", currency: EUR}`, or `included`, `free` or `basic-rate`";
        match &node.value {
            Value::Scalar { text, .. } if WORDS.contains(&text.as_str()) => {}
            Value::Scalar { text, .. } => {
                let money = text.chars().any(|letter| letter.is_ascii_digit());
                let (code, message) = match money {
                    true => (
                        "PRC-CURRENCY",
                        format!("`{text}` is an amount without a currency code"),
                    ),
                    false => ("FM-TYPE", format!("`{text}` is not a price")),
                };
                self.error(code, node.span, message, HINT.to_owned());
            }
            Value::Map(_) if node.get("kind").is_some() => self.map(node, &PRICE_WORD, name),
            Value::Map(_) => self.map(node, &MONEY, name),
            _ => self.error(
                "FM-TYPE",
                node.span,
                format!("`{name}` is {}, not a price", what(node)),
                HINT.to_owned(),
            ),
        }
    }

    /// What there is to find in `node` by itself.
    pub(super) fn alone(&self, node: &Node, shape: &Shape, name: &str) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut check = Check {
            whole: self.whole,
            root: self.root,
            broken: Rc::clone(&self.broken),
            ..Check::new(self.path, &mut found)
        };
        check.node(node, shape, name);
        found
    }
}
