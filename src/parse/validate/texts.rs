//! Texts, in one language or by language.

use crate::model::Span;
use crate::model::text::is_blank;

use super::super::formats;
use super::super::keys::Shape;
use super::super::yaml::{Node, Value};
use super::{Check, Entry, fits};

impl Check<'_> {
    /// A text in one language or several.
    pub(super) fn text(&mut self, node: &Node, name: &str) {
        match &node.value {
            Value::Scalar { text, .. } => self.filled(text, node.span, name),
            Value::Map(entries) => {
                let mut before = None;
                for entry in entries {
                    self.text_of_language(entry, before);
                    before = Some(entry);
                }
            }
            _ => self.wrong(node, &Shape::Text, name),
        }
    }

    /// An entry of a text by language; `before` stands before it.
    fn text_of_language(&mut self, entry: &Entry, before: Option<&Entry>) {
        let (language, value) = entry;
        let is_tag = self.language_key(&language.value, language.span);
        match &value.value {
            Value::Scalar { text, .. } => self.filled(text, value.span, &language.value),
            Value::Null if is_tag => self.filled("", language.span, &language.value),
            // It is a word behind the comma of a text, or was meant as the text.
            Value::Null => {
                let meant = before.and_then(|(key, text)| {
                    let text = text.as_str().filter(|text| text.len() <= 80)?;
                    Some(format!("{}: \"{text}, {}\"", key.value, language.value))
                });
                if let (Some(meant), Some(last)) = (meant, self.found.last_mut()) {
                    last.hint = Some(format!("write `{meant}` if it is a part of that text"));
                }
            }
            _ => self.wrong(value, &Shape::String(0), &language.value),
        }
    }

    /// Whether `tag` is one of a language; what is wrong with it is told.
    fn language_key(&mut self, tag: &str, span: Span) -> bool {
        let Err(mut refusal) = formats::language(tag) else {
            return true;
        };
        refusal.hint = format!(
            "{}; this text is either words, or a map by language",
            refusal.hint
        );
        self.refusal(refusal, span);
        false
    }

    /// Several texts: a list of texts, or a list by language.
    pub(super) fn texts(&mut self, node: &Node, name: &str) {
        match &node.value {
            Value::List(items) => {
                for item in items {
                    match fits(item, &Shape::Text) {
                        true => self.text(item, name),
                        false => self.wrong_item(item, &Shape::Text, name),
                    }
                }
            }
            Value::Map(entries) => {
                for (language, value) in entries {
                    self.language_key(&language.value, language.span);
                    self.node(value, &Shape::List(&Shape::String(0)), &language.value);
                }
            }
            _ => self.wrong(node, &Shape::Texts, name),
        }
    }

    pub(super) fn filled(&mut self, text: &str, span: Span, name: &str) {
        if is_blank(text) {
            let hint = "write its words, or remove the key".to_owned();
            self.error("FM-TYPE", span, format!("`{name}` is empty"), hint);
        }
    }
}
