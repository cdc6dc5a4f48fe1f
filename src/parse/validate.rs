//! Compares what was written with the table of keys, and reports all that differs in one pass.

mod hints;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::model::config::can_be_lowered;
use crate::model::facts::{Duration, Refused};
use crate::model::nearest::{nearest, slip};
use crate::model::text::is_blank;
use crate::model::{Diagnostic, RelPath, Severity, Span, Spanned};

use super::codes;
use super::formats::{self, Refusal};
use super::keys::price::{MONEY, PRICE_WORD};
use super::keys::{self, Map, Shape};
use super::yaml::{Node, Value, is_broken};
pub use hints::{known_keys, unknown_key};
use hints::{start_of, what};

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

    /// A text in one language or several.
    fn text(&mut self, node: &Node, name: &str) {
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

    fn filled(&mut self, text: &str, span: Span, name: &str) {
        if is_blank(text) {
            let hint = "write its words, or remove the key".to_owned();
            self.error("FM-TYPE", span, format!("`{name}` is empty"), hint);
        }
    }

    /// Several texts: a list of texts, or a list by language.
    fn texts(&mut self, node: &Node, name: &str) {
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

    fn items(&mut self, node: &Node, of: &Shape, name: &str) {
        for item in node.items() {
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
    fn list_of_one(&mut self, node: &Node, of: &Shape, name: &str) {
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
            Some(text) if text.contains(',') => format!("write `{name}: [{text}]`"),
            Some(text) if matches!(of, Shape::Interval) => format!("write `{name}: [\"{text}\"]`"),
            Some(text) => format!("write `{name}: [{text}]`"),
            None => format!("write `{name}: [{}]`", self.meant(node, of)),
        };
        self.error(
            "FM-TYPE",
            node.span,
            format!("`{name}` is {}, not a list", what(node)),
            hint,
        );
    }

    fn map(&mut self, node: &Node, map: &Map, name: &str) {
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
            let message = match name {
                "" => format!("`{}` is missing", key.name),
                _ => format!("`{}` is missing in `{name}`", key.name),
            };
            let hint = format!("add `{}: {}`", key.name, key.shape.example());
            self.error(code, start_of(node), message, hint);
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

    /// Whether `node` is perhaps not what was meant, as its YAML is broken: `title: [New] terms`. It is said there.
    fn is_misread(&self, node: &Node) -> bool {
        let first = self.broken.partition_point(|at| *at < node.span.start);
        let next = self.broken.get(first);
        next.is_some_and(|at| *at <= node.span.end)
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

    fn union(&mut self, node: &Node, whole: &Shape, shapes: &[&Shape], name: &str) {
        let mut fitting = shapes.iter().filter(|shape| fits(node, shape));
        let (first, second) = (fitting.next(), fitting.next());
        match (first, second) {
            (None, _) => self.wrong(node, whole, name),
            (Some(only), None) => {
                let known = self.found.len();
                self.node(node, only, name);
                // No such word: what may stand there instead is a list or a map, which nobody guesses.
                let others = shapes.iter().filter(|shape| !fits(node, shape));
                let others: Vec<String> = others
                    .map(|other| format!("as in `{}`", other.example()))
                    .collect();
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

    fn price(&mut self, node: &Node, name: &str) {
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

    /// One word, number or date.
    fn scalar(&mut self, text: &str, quoted: bool, span: Span, shape: &Shape, name: &str) {
        let type_error = |message: String, hint: String| {
            Err(Refusal {
                code: "FM-TYPE",
                message,
                hint,
            })
        };
        let read = match shape {
            Shape::String(most) => {
                self.filled(text, span, name);
                let count = text.chars().count();
                match *most != 0 && count > *most {
                    true => Err(Refusal {
                        code: "FM-LONG",
                        message: format!("`{name}` has {count} characters; {most} are the most"),
                        hint: "a shorter text is read whole in lists and search results".to_owned(),
                    }),
                    false => Ok(()),
                }
            }
            Shape::Id => formats::id(text),
            Shape::Word(words) => {
                formats::id(text).and_then(|()| match slip(text, words.iter().copied()) {
                    Some(word) if !words.contains(&text) => type_error(
                        format!("`{text}` is not known for `{name}`"),
                        format!("write `{word}`; another word of yours is shown as it is"),
                    ),
                    _ => Ok(()),
                })
            }
            Shape::Bool => match (text, quoted) {
                ("true" | "false", false) => Ok(()),
                _ => {
                    let hint = match text.to_ascii_lowercase().as_str() {
                        "yes" | "on" | "true" => format!("write `{name}: true`"),
                        "no" | "off" | "false" => format!("write `{name}: false`"),
                        _ => "write `true` or `false`, without quotes".to_owned(),
                    };
                    let message = match quoted {
                        true => format!("`\"{text}\"` is a text, neither `true` nor `false`"),
                        false => format!("`{text}` is neither `true` nor `false`"),
                    };
                    let hint = match (text, quoted) {
                        ("true" | "false", true) => format!("{hint}, without quotes"),
                        _ => hint,
                    };
                    type_error(message, hint)
                }
            },
            Shape::Integer(least, most) => match text.parse::<i64>() {
                Ok(number) if number >= *least && number <= *most => Ok(()),
                Ok(_) => type_error(
                    format!("`{name}` is `{text}`"),
                    format!("it is at least {least} and at most {most}"),
                ),
                Err(_) => type_error(
                    format!("`{text}` is not a whole number"),
                    format!("write `{name}: {}`", shape.example()),
                ),
            },
            Shape::Date(code) => formats::date(text, code).map(drop),
            Shape::Instant => formats::instant(text).map(drop),
            Shape::Duration => formats::duration(text).map(drop),
            Shape::Promise => formats::promise(text).map(drop),
            Shape::Interval => formats::interval(text).map(drop),
            Shape::Zone => formats::zone(text).map(drop),
            Shape::Language => formats::language(text).map(drop),
            Shape::Country => formats::country(text),
            Shape::Region => formats::region(text),
            Shape::Currency => formats::currency(text),
            Shape::Amount => formats::amount(text).and_then(|()| match quoted {
                true => Ok(()),
                false => type_error(
                    format!("the amount `{text}` has no quotes"),
                    format!("write `\"{text}\"`, so that no tool rounds it"),
                ),
            }),
            Shape::Share => formats::share(text),
            Shape::Phone => formats::phone(text),
            Shape::Email => formats::email(text),
            Shape::Web(code) => formats::https(text, code),
            Shape::Contact => match text.strip_prefix("mailto:") {
                Some(address) => formats::email(address),
                None if text.starts_with("https:") => formats::https(text, "URL-SCHEME"),
                None => type_error(
                    format!("`{text}` is neither a `mailto:` nor an `https:` address"),
                    "write it as in `\"mailto:security@example.com\"`".to_owned(),
                ),
            },
            Shape::Color => formats::color(text),
            Shape::Page => formats::page(text, name),
            Shape::Asset => formats::asset(text),
            Shape::Rule(family) => {
                formats::rule(text, *family).and_then(|()| match can_be_lowered(text) || *family {
                    true => Ok(()),
                    false => type_error(
                        format!("`{text}` cannot be allowed"),
                        "what it finds is unsafe in every portal; mend it instead".to_owned(),
                    ),
                })
            }
            Shape::OneOf(words) if words.contains(&text) => Ok(()),
            Shape::OneOf(words) => {
                let lower = text.to_lowercase();
                let hint = match nearest(&lower, words.iter().copied()) {
                    Some(word) if words.len() > 4 => format!("the nearest is `{word}`"),
                    _ => format!("write {}", keys::quoted(words, "or")),
                };
                type_error(format!("`{text}` is not known for `{name}`"), hint)
            }
            // The other shapes are not words; `node` never brings them here.
            _ => Ok(()),
        };
        if let Err(refusal) = read {
            let mild = match refusal.code {
                // A link without encryption can be what the other side offers; a form cannot.
                "URL-SCHEME" => text.starts_with("http://"),
                // It may be a word of the portal's own.
                "FM-TYPE" => matches!(shape, Shape::Word(_)) && formats::id(text).is_ok(),
                // It is all there, and a portal of others' texts can be published with it.
                code => code == "FM-LONG",
            };
            self.refusal(refusal, span);
            if let (true, Some(last)) = (mild, self.found.last_mut()) {
                last.severity = Severity::Warning;
            }
        }
    }

    /// What there is to find in `node` by itself.
    fn alone(&self, node: &Node, shape: &Shape, name: &str) -> Vec<Diagnostic> {
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

    /// Remembers that the value of the key `name`, which stands at `at` in `map`, was refused.
    fn refuse(&mut self, name: &str, at: Span, map: &Node) {
        self.refused.push(Refused {
            key: Spanned::new(name.to_owned(), at),
            within: map.span,
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

/// Whether `key` names several days, as in `mon-fri`.
fn is_days(key: &str, map: &Map) -> bool {
    let key = key.to_lowercase();
    let mut days = key.split(|c: char| !c.is_alphabetic());
    let is_day = |day: &str| map.key(codes::meant_weekday(day).unwrap_or(day)).is_some();
    map.key("mon").is_some() && days.all(is_day)
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

impl Map {
    /// The key that `name` is most like: rather one that `node` has not.
    fn meant(&self, name: &str, node: &Node) -> Option<&'static str> {
        let names = self.keys.iter().map(|key| key.name);
        let left = names.clone().filter(|name| node.get(name).is_none());
        nearest(name, left).or_else(|| nearest(name, names))
    }
}
