//! Lists: of what belongs in them, each once.

use std::collections::BTreeMap;

use super::super::keys::Shape;
use super::super::yaml::{Node, Value};
use super::hints::what;
use super::{Check, fits};

impl Check<'_> {
    pub(super) fn items(&mut self, node: &Node, of: &Shape, name: &str) {
        // What stands behind a bracket that is never closed is perhaps none of its items.
        if self.broken.binary_search(&node.span.start).is_ok() {
            return;
        }
        let around = self.item;
        for item in node.items() {
            self.item = Some(item.span);
            match &item.value {
                Value::Null => self.error(
                    "FM-TYPE",
                    item.span,
                    format!("an item of `{name}` is empty"),
                    format!("write it as in `{}`, or remove it", of.example()),
                ),
                _ if fits(item, of) => self.node(item, of, name),
                _ => self.wrong_item(item, of, name),
            }
        }
        self.item = around;
        // What is named in a list of ids, tags or codes is named once.
        match of {
            Shape::Map(map) if map.key("id").is_some() => {
                self.once(
                    node.items().iter().filter_map(|item| item.get("id")),
                    |id| format!("the id `{id}` is given twice"),
                );
            }
            Shape::Id | Shape::Word(_) | Shape::Language | Shape::Country | Shape::OneOf(_) => {
                self.once(node.items().iter(), |word| {
                    format!("`{word}` is listed twice")
                });
            }
            _ => {}
        }
    }

    fn once<'n>(
        &mut self,
        nodes: impl Iterator<Item = &'n Node>,
        message: impl Fn(&str) -> String,
    ) {
        let mut seen = BTreeMap::new();
        for node in nodes {
            let Some(text) = node.as_str() else { continue };
            if seen.insert(text, ()).is_some() {
                self.error(
                    "FM-DUPID",
                    node.span,
                    message(text),
                    "keep one of them".to_owned(),
                );
            }
        }
    }

    /// A list is wanted and one value is there: brackets are all that is missing.
    pub(super) fn list_of_one(&mut self, node: &Node, of: &Shape, name: &str) {
        if self.is_misread(node) {
            return;
        }
        let letters = match node.as_str() {
            Some(text) if !matches!(of, Shape::Map(_)) => {
                let mut one = self.alone(node, of, name);
                if !one.is_empty() && !text.contains(',') {
                    // The value is wrong too, and its own finding says more.
                    self.found.append(&mut one);
                    return;
                }
                Some(text)
            }
            _ => None,
        };
        let hint = match letters {
            Some(text) if text.contains(',') => format!("write `{name}: [{}]`", inside(text)),
            Some(text) if matches!(of, Shape::Interval) => format!("write `{name}: [\"{text}\"]`"),
            Some(text) => format!("write `{name}: [{}]`", inside(text)),
            None => {
                let pairs = self.pairs(node, of);
                let items = pairs.unwrap_or_else(|| self.meant(node, of));
                format!("write `{name}: [{items}]`")
            }
        };
        self.error(
            "FM-TYPE",
            node.span,
            format!("`{name}` is {}, not a list", what(node)),
            hint,
        );
    }
}

/// A text that has the second bracket of a list and not its first.
fn inside(text: &str) -> &str {
    let inside = text.strip_suffix(']').filter(|rest| !rest.contains('['));
    inside.map_or(text, str::trim_end)
}
