//! What is written in YAML: values that know their place.

use crate::model::{Span, Spanned};

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Bytes of the file.
    pub span: Span,
    /// What is there.
    pub value: Value,
}

/// What a YAML node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: no value, `~` or `null`.
    Null,
    /// A text, a number, a date …: the letters as written, escapes of quoted text resolved.
    Scalar {
        /// The letters.
        text: String,
        /// Whether quotes or a block made it a text beyond doubt.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file, without the second of two equal keys.
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// Nothing, at `span`.
    pub fn null(span: Span) -> Self {
        let value = Value::Null;
        Self { span, value }
    }

    /// The value of `key`, where this is a map that has it and says something there.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let (_, node) = self.entries().iter().find(|(name, _)| name.value == key)?;
        (node.value != Value::Null).then_some(node)
    }

    /// The same as JSON. Of plain words, `true`, `false` and whole numbers are no texts; others stay as
    /// written: a version is not a number, and an amount of money must not become one.
    pub fn json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::List(items) => items.iter().map(Self::json).collect(),
            Value::Map(entries) => {
                let entry =
                    |(key, node): &(Spanned<String>, Node)| (key.value.clone(), node.json());
                serde_json::Value::Object(entries.iter().map(entry).collect())
            }
            Value::Scalar { text, quoted } => match text.as_str() {
                "true" if !quoted => true.into(),
                "false" if !quoted => false.into(),
                digits if !quoted && is_whole_number(digits) => digits
                    .parse::<i64>()
                    .map_or_else(|_| digits.into(), Into::into),
                text => text.into(),
            },
        }
    }

    /// The entries of a map; none for anything else.
    pub fn entries(&self) -> &[(Spanned<String>, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; a single value counts as a list of one.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            Value::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The letters of a scalar.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

fn is_whole_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leads = digits.len() > 1 && digits.starts_with('0');
    !digits.is_empty() && !leads && digits.bytes().all(|byte| byte.is_ascii_digit())
}
