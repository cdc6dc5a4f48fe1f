//! YAML as it is found in another tool's tree: a node with its line.
//!
//! More lenient than the portal's own reader, because the importer must not stop at what an author
//! elsewhere wrote: keys may repeat, the first one counts. Aliases read as nothing, tags are passed over.

use serde_saphyr::granit_parser::{Event, Parser};

/// Nesting beyond which a file is refused.
const DEPTH: usize = 64;

/// A value and the line on which it begins, counted from 1.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub line: usize,
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// Reads the first document of `text`; the error is the line and what is wrong there.
    pub fn read(text: &str) -> Result<Self, (usize, String)> {
        let mut open: Vec<(Node, Option<Node>)> = Vec::new();
        let mut root = None;
        for next in Parser::new_from_str(text) {
            let (event, span) =
                next.map_err(|error| (error.marker().line(), error.info().to_owned()))?;
            let line = span.start.line();
            let done = match event {
                Event::Scalar(text, ..) => Node::scalar(line, text.into_owned()),
                Event::Alias(_) => Node::scalar(line, String::new()),
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    if open.len() >= DEPTH {
                        return Err((line, format!("nested deeper than {DEPTH} levels")));
                    }
                    let value = if matches!(event, Event::SequenceStart(..)) {
                        Value::List(Vec::new())
                    } else {
                        Value::Map(Vec::new())
                    };
                    open.push((Node { line, value }, None));
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                    Some((node, _)) => node,
                    None => continue,
                },
                Event::DocumentEnd => break,
                _ => continue,
            };
            match open.last_mut() {
                None => root = Some(done),
                Some((parent, key)) => match (&mut parent.value, key.take()) {
                    (Value::List(items), _) => items.push(done),
                    (Value::Map(pairs), Some(key)) => pairs.push((key, done)),
                    (Value::Map(_), None) => *key = Some(done),
                    (Value::Scalar(_), _) => {}
                },
            }
        }
        Ok(root.unwrap_or_else(|| Node::scalar(1, String::new())))
    }

    fn scalar(line: usize, text: String) -> Self {
        Self {
            line,
            value: Value::Scalar(text),
        }
    }

    /// The value of `key`, whatever its case, where this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.pairs()
            .find(|(name, _)| name.text().eq_ignore_ascii_case(key))
            .map(|(_, value)| value)
    }

    /// The scalar's text; empty where this is not a scalar.
    pub fn text(&self) -> &str {
        match &self.value {
            Value::Scalar(text) => text,
            _ => "",
        }
    }

    /// Whether the scalar says nothing, in any of the ways that YAML has for it.
    pub fn is_null(&self) -> bool {
        let is_scalar = matches!(self.value, Value::Scalar(_));
        is_scalar && matches!(self.text(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// The items of a list; none where this is not a list.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// Keys and values of a map, in the order of the file; none where this is not a map.
    pub fn pairs(&self) -> impl Iterator<Item = &(Node, Node)> {
        match &self.value {
            Value::Map(pairs) => pairs.iter(),
            _ => [].iter(),
        }
    }

    /// Whether this is a map.
    pub fn is_map(&self) -> bool {
        matches!(self.value, Value::Map(_))
    }

    /// The text of `key` on one line; empty where it is absent.
    pub fn line_of(&self, key: &str) -> String {
        self.get(key).map(Node::one_line).unwrap_or_default()
    }

    /// The scalar with every run of white space made one blank.
    pub fn one_line(&self) -> String {
        self.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
