//! YAML, read once into nodes that know their place in the file.
//!
//! Comes in: the text of a YAML file, or of the front matter of a page. Goes out: a [`Node`], whatever
//! was wrong. A scalar keeps the author's letters: `3.10`, `no`, `0800` and `2026-05-01` mean what the
//! shape of their key says (see `keys`), never what YAML would guess.
//!
//! Deliberately absent: aliases, anchors, tags, merge keys and further documents. They let a few lines
//! stand for many, and no fact needs them; each is refused by name.
//!
//! The events come from the parser beneath serde-saphyr, which that crate passes on, and not through
//! serde: serde's data model has no place for quotes, for byte offsets or for the fact that a value was
//! an alias, and the way around (types with magic names) would hide what is refused here.

mod flow;
mod mistakes;
mod node;
mod slips;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_saphyr::granit_parser::{self, Event, Parser, ScalarStyle, Span as ParserSpan};

use crate::model::config::Limits;
use crate::model::text::{
    IDLE_END, IDLE_END_HINT, STRAY_TAG, closes_isolates, hidden, idle_ends, stray_tags,
};
use crate::model::{Diagnosed, Diagnostic, RelPath, Span, Spanned};
pub use node::{Node, Value};
use slips::{Mistake, hole_as_map, words_behind_sign};

/// Characters that stand in no text, by their places, with the rule that each breaks and what it is.
type Unseen = BTreeMap<usize, (char, (&'static str, &'static str))>;

/// Those of a text.
fn unseen(text: &str) -> Unseen {
    let isolates = closes_isolates(text);
    let places = text.char_indices().filter_map(|(at, c)| match c {
        '\u{2066}'..='\u{2069}' if isolates => None,
        c => hidden(c).map(|what| (at, (c, what))),
    });
    let tags = stray_tags(text).map(|(at, c)| (at, (c, STRAY_TAG)));
    places.chain(tags).collect()
}

/// A text as it is kept: without ends that end nothing, and with a mark for each other character that is unseen.
fn seen<'t>(text: &'t str, unseen: &Unseen, idle: &BTreeMap<usize, char>) -> Cow<'t, str> {
    if unseen.is_empty() {
        return text.into();
    }
    let seen = |(at, c)| match unseen.contains_key(&at) {
        true if idle.contains_key(&at) => None,
        true => Some('\u{FFFD}'),
        false => Some(c),
    };
    text.char_indices().filter_map(seen).collect()
}

/// Whether a text without quotes says that there is no value.
fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// How much YAML is read before it is refused.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Bytes of the text.
    pub bytes: u64,
    /// Lists and maps inside each other.
    pub depth: usize,
    /// Values of any kind.
    pub nodes: usize,
    /// What to do where it is spent.
    pub ways: Ways,
}

/// How each part of a budget is raised, or that it is not.
#[derive(Clone, Copy, Debug)]
pub struct Ways {
    /// Of its bytes.
    pub bytes: &'static str,
    /// Of its depth.
    pub depth: &'static str,
    /// Of its values.
    pub nodes: &'static str,
}

impl Budget {
    /// The budget of a portal: `limits.file_size`, and far more values than any portal's facts have.
    pub fn of(limits: &Limits) -> Self {
        Self {
            bytes: limits.file_size,
            depth: 32,
            nodes: 500_000,
            ways: Ways {
                bytes: "`limits.file_size` of supportal.yaml sets it",
                depth: "no key of the portal is so deep",
                nodes: "the portal's facts are far fewer",
            },
        }
    }

    /// The budget of supportal.yaml, which sets those of all others: `nav` may name some hundred thousand pages.
    pub fn of_config() -> Self {
        let usual = Self::of(&Limits::default());
        Self {
            bytes: 32 << 20,
            nodes: 8 * usual.nodes,
            ways: Ways {
                bytes: "leave `nav` out: then folders are the navigation, and `order` in front matter sorts their pages",
                ..usual.ways
            },
            ..usual
        }
    }

    /// The budget of a page's front matter.
    pub fn of_front_matter(limits: &Limits) -> Self {
        Self {
            bytes: limits.front_matter_size,
            depth: limits.front_matter_depth,
            nodes: limits.front_matter_values,
            ways: Ways {
                bytes: "move texts below the front matter, or raise `limits.front_matter_size` in supportal.yaml",
                depth: "no key of a page is so deep; `limits.front_matter_depth` in supportal.yaml raises it",
                nodes: "take some out, or raise `limits.front_matter_values` in supportal.yaml",
            },
        }
    }
}

/// Reads `text`, which begins at byte `offset` of the file `path`.
///
/// Where the text is not YAML, the value is what stands before the mistake, at worst nothing; then
/// [`is_broken`] holds for the findings.
pub fn parse(text: &str, path: &RelPath, offset: usize, budget: Budget) -> Diagnosed<Node> {
    let mut reader = Reader {
        text,
        path,
        offset,
        budget,
        nodes: 0,
        open: Vec::new(),
        root: None,
        found: Vec::new(),
    };
    reader.read();
    let whole = Span::new(offset..offset + text.trim_end().len());
    let root = reader.root.unwrap_or_else(|| Node::null(whole));
    Diagnosed::new(root, reader.found)
}

/// Whether the YAML could not be read to its end, so that what is missing was perhaps not left out.
pub fn is_broken(found: &[Diagnostic]) -> bool {
    found
        .iter()
        .any(|diagnostic| matches!(diagnostic.code, "FM-YAML" | "LIM-YAML"))
}

struct Reader<'a> {
    text: &'a str,
    path: &'a RelPath,
    offset: usize,
    budget: Budget,
    nodes: usize,
    /// Lists and maps that have begun and not ended, outermost first.
    open: Vec<Open>,
    root: Option<Node>,
    found: Vec<Diagnostic>,
}

enum Open {
    List {
        start: usize,
        items: Vec<Node>,
    },
    Map {
        start: usize,
        entries: Vec<(Spanned<String>, Node)>,
        /// Where each key stands first.
        seen: BTreeMap<String, Span>,
        key: Key,
    },
}

/// Where a map is between its entries.
enum Key {
    /// The next node is a key.
    Awaited,
    /// The next node is the value of this key.
    Read(Spanned<String>),
    /// The next node belongs to a key that was refused.
    Refused,
}

impl Reader<'_> {
    fn read(&mut self) {
        if self.text.len() as u64 > self.budget.bytes {
            let message = format!(
                "{} bytes of YAML; the limit is {}",
                self.text.len(),
                self.budget.bytes
            );
            self.refuse("LIM-YAML", 0..0, message, self.budget.ways.bytes);
            return;
        }
        let options = granit_parser::options! {
            disallow_directives: true,
            emit_unresolved_aliases: true,
            // One more than the budget, so that its own finding comes first.
            flow_nesting_limit: self.budget.depth + 1,
            block_nesting_limit: self.budget.depth + 1,
        };
        for event in Parser::new_from_str_with_options(self.text, options) {
            let goes_on = match event {
                Ok((event, span)) => self.event(event, span),
                Err(error) => {
                    self.syntax(&error);
                    false
                }
            };
            if !goes_on {
                break;
            }
        }
        // After a mistake, what has begun counts as ended.
        while !self.open.is_empty() {
            self.close(self.text.trim_end().len());
        }
    }

    /// Takes one event; `false` where reading must stop.
    fn event(&mut self, event: Event<'_>, span: ParserSpan) -> bool {
        let range = span.byte_range().unwrap_or(0..0);
        if let Some(tag) = span.tag_span().and_then(|tag| tag.byte_range()) {
            let message = format!("`{}` is a YAML tag", &self.text[tag.clone()]);
            let hint =
                "a text that begins with `!` needs quotes; the type of a value comes from its key";
            let hint = words_behind_sign(self.text, tag.start).unwrap_or_else(|| hint.to_owned());
            self.refuse("FM-YAML", tag, message, &hint);
        }
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                self.refuse(
                    "FM-YAML",
                    range,
                    "a second YAML document begins here".into(),
                    "one file holds one document; remove the line `---`",
                );
                return false;
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let message = format!("`{}` is a YAML alias", &self.text[range.clone()]);
                let hint = "write the value out; a text that begins with `*` needs quotes";
                let hint =
                    words_behind_sign(self.text, range.start).unwrap_or_else(|| hint.to_owned());
                self.refuse("FM-YAML", range.clone(), message, &hint);
                self.add(Node::null(self.span(range)));
            }
            Event::Scalar(text, style, anchor, _) => {
                self.anchor(anchor, range.start);
                return self.scalar(&text, style, range);
            }
            Event::SequenceStart(_, anchor, _) => {
                self.anchor(anchor, range.start);
                let (start, items) = (range.start, Vec::new());
                return self.begin(range, Open::List { start, items });
            }
            Event::MappingStart(_, anchor, _) => {
                self.anchor(anchor, range.start);
                let map = Open::Map {
                    start: range.start,
                    entries: Vec::new(),
                    seen: BTreeMap::new(),
                    key: Key::Awaited,
                };
                return self.begin(range, map);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            _ => {}
        }
        true
    }

    fn anchor(&mut self, anchor: usize, node: usize) {
        if anchor == 0 {
            return;
        }
        // The parser gives the place of the node alone; its anchor stands shortly before.
        let start = self.text[..node].rfind('&').unwrap_or(node);
        let name: String = self.text[start..]
            .chars()
            .take_while(|letter| !letter.is_whitespace())
            .collect();
        let end = start + name.len();
        let message = format!("`{name}` is a YAML anchor");
        let hint = "remove it and write each value where it is used; a text that begins with `&` needs quotes";
        let hint = words_behind_sign(self.text, start).unwrap_or_else(|| hint.to_owned());
        self.refuse("FM-YAML", start..end, message, &hint);
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: std::ops::Range<usize>) -> bool {
        if !self.count(&range) {
            return false;
        }
        // Of a block of text the parser counts the line breaks after it as well.
        let end = range.start + self.text[range.clone()].trim_end().len();
        let span = self.span(range.start..end.max(range.start));
        let unseen = unseen(text);
        let idle: BTreeMap<usize, char> = idle_ends(text).collect();
        // Written as they are, they are found where the file is read: these were escaped.
        if style == ScalarStyle::DoubleQuoted {
            self.escaped(&unseen, &idle, &range);
        }
        let text = &*seen(text, &unseen, &idle);
        let quoted = style != ScalarStyle::Plain;
        match self.open.last() {
            Some(Open::Map {
                key: Key::Awaited, ..
            }) => self.key(text, quoted, span, range.end),
            _ => self.value(text, quoted, span),
        }
        true
    }

    /// Finds characters that stand in no text and were written as escapes: of ends that end nothing the first, and of
    /// the others.
    fn escaped(
        &mut self,
        unseen: &Unseen,
        idle: &BTreeMap<usize, char>,
        range: &std::ops::Range<usize>,
    ) {
        if let Some((_, c)) = idle.first_key_value() {
            let message = format!("U+{:04X}, {IDLE_END}, is written in a text", u32::from(*c));
            let span = self.span(range.clone());
            let found = Diagnostic::warning("ENC-BIDI", self.path, span, message);
            self.found.push(found.with_hint(IDLE_END_HINT.to_owned()));
        }
        let mut others = unseen.iter().filter(|(at, _)| !idle.contains_key(at));
        if let Some((_, (c, (code, what)))) = others.next() {
            let message = format!("U+{:04X}, {what}, is written in a text", u32::from(*c));
            self.refuse(code, range.clone(), message, "take it out");
        }
    }

    /// Reads the key that a map waits for, which ends at `end`.
    fn key(&mut self, text: &str, quoted: bool, span: Span, end: usize) {
        // What stands in braces without a value may be no key, and is judged with the others there.
        let bare = !quoted && self.stands_alone(end);
        let Some(Open::Map { key, seen, .. }) = self.open.last_mut() else {
            return;
        };
        let refused = if !quoted && text == "<<" {
            Some(("`<<` is a YAML merge key", "write the keys out"))
        } else if !quoted && is_null(text) {
            Some(("a key is empty", "write a name before the colon"))
        } else {
            None
        };
        if let Some((message, hint)) = refused {
            *key = Key::Refused;
            let found = Diagnostic::error("FM-YAML", self.path, span, message);
            return self.found.push(found.with_hint(hint.to_owned()));
        }
        if let Some(first) = seen.get(text).copied().filter(|_| !bare) {
            *key = Key::Refused;
            return self.given_twice(text, span, first);
        }
        seen.insert(text.to_owned(), span);
        *key = Key::Read(Spanned::new(text.to_owned(), span));
    }

    /// Reads a value.
    fn value(&mut self, text: &str, quoted: bool, span: Span) {
        if quoted || !is_null(text) {
            let text = text.to_owned();
            let value = Value::Scalar { text, quoted };
            return self.add(Node { span, value });
        }
        let comment = match span.start == span.end {
            true => self.comment_as_value(),
            false => None,
        };
        self.add(Node::null(comment.unwrap_or(span)));
    }

    fn begin(&mut self, range: std::ops::Range<usize>, open: Open) -> bool {
        if !self.count(&range) {
            return false;
        }
        if self.open.len() >= self.budget.depth {
            self.too_deep(range);
            return false;
        }
        if let Some(Open::Map {
            key: Key::Awaited, ..
        }) = self.open.last()
        {
            let Mistake { at, message, hint } =
                hole_as_map(self.text, range.start).unwrap_or_else(|| Mistake {
                    at: range.start,
                    message: "a list or map is used as a key".to_owned(),
                    hint: "a key is one word; a text that begins with `[` or `{` needs quotes"
                        .to_owned(),
                });
            self.refuse("FM-YAML", at..range.end.max(at), message, &hint);
        }
        self.open.push(open);
        true
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let (start, value) = match open {
            Open::List { start, items } => (start, Value::List(items)),
            Open::Map {
                start,
                mut entries,
                key,
                ..
            } => {
                if let Key::Read(key) = key {
                    let node = Node::null(key.span);
                    entries.push((key, node));
                }
                let entries = match self.text.as_bytes().get(start) {
                    Some(b'{') => self.meant(entries),
                    _ => entries,
                };
                (start, Value::Map(entries))
            }
        };
        // A map or list without brackets ends where the next thing begins, blank lines and comments
        // included; what it holds tells better.
        let inner = match &value {
            Value::List(items) => items.last().map(|node| node.span.end),
            Value::Map(entries) => entries
                .last()
                .map(|(key, node)| node.span.end.max(key.span.end)),
            _ => None,
        };
        let flow = matches!(self.text.as_bytes().get(start), Some(b'[' | b'{'));
        let mut span = self.span(start..end.max(start));
        if let (false, Some(inner)) = (flow, inner) {
            span.end = inner.max(span.start);
        }
        self.add(Node { span, value });
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(node);
            }
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, .. }) => match std::mem::replace(key, Key::Awaited) {
                Key::Read(name) => entries.push((name, node)),
                Key::Refused => {}
                // The node itself stood as a key, and has been refused.
                Key::Awaited => *key = Key::Refused,
            },
        }
    }

    fn count(&mut self, range: &std::ops::Range<usize>) -> bool {
        self.nodes += 1;
        if self.nodes > self.budget.nodes {
            let message = format!("more than {} values", self.budget.nodes);
            self.refuse("LIM-YAML", range.clone(), message, self.budget.ways.nodes);
            return false;
        }
        true
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(range).shifted(self.offset)
    }

    fn refuse(
        &mut self,
        code: &'static str,
        range: std::ops::Range<usize>,
        message: String,
        hint: &str,
    ) {
        let span = self.span(range);
        self.found
            .push(Diagnostic::error(code, self.path, span, message).with_hint(hint.to_owned()));
    }
}
