//! What a portal says of the one that it extends, and one file laid over another.
//!
//! supportal.yaml and support.yaml are merged as nodes, so that each value keeps its place in its own
//! file. Front matter and the interface's words are merged key by key at the top alone, as text.

mod engine;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::cldr;
use crate::model::config::Limits;
use crate::model::path::CONFIG;
use crate::model::{Diagnosed, Diagnostic, Locale, RelPath, Source, Span, Spanned};

use super::front_matter;
use super::read;
use super::yaml::{self, Budget, Node, Value};
pub use engine::{Index, index};

/// The key that names the base.
pub const EXTENDS: &str = "extends";

/// The key that lists what is not taken over.
const WITHOUT: &str = "without";

/// The key of its address.
const ADDRESS: &str = "url";

/// The key of an item that takes the base's away.
const REMOVE: &str = "remove";

/// What supportal.yaml says of its base.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extends {
    /// The folder of the base, as it is written.
    pub base: Option<Spanned<String>>,
    /// Files and folders of the base that are left out.
    pub without: Vec<Spanned<String>>,
}

/// Reads what supportal.yaml, as one folder has it, says of its base. What is wrong with the rest is found
/// where all of it is read.
pub fn extends(source: &Source) -> Extends {
    let budget = Budget::of_config();
    let node = yaml::parse(&source.text, &source.path, 0, budget).value;
    let without = node.get(WITHOUT).map(Node::items).unwrap_or_default();
    Extends {
        base: node.get(EXTENDS).and_then(read::string),
        without: without.iter().filter_map(read::string).collect(),
    }
}

/// The first of the languages that supportal.yaml, as one folder has it, lists: the one in which facts are stated.
pub fn source_language(source: &Source) -> Option<Spanned<String>> {
    let budget = Budget::of_config();
    let node = yaml::parse(&source.text, &source.path, 0, budget).value;
    let languages = node.get("languages").map(Node::items).unwrap_or_default();
    languages.first().and_then(read::string)
}

/// The languages that supportal.yaml, as one folder has it, lists; `None` where it lists none.
pub fn languages(source: &Source) -> Option<Vec<Locale>> {
    let node = yaml::parse(&source.text, &source.path, 0, Budget::of_config()).value;
    listed(&node)
}

fn listed(node: &Node) -> Option<Vec<Locale>> {
    let languages = node.get("languages").map(Node::items)?;
    let languages = languages.iter().filter_map(Node::as_str);
    // Compared as languages: their tags have no case.
    let languages: Vec<Locale> = languages.filter_map(Locale::new).collect();
    Some(languages).filter(|languages| !languages.is_empty())
}

/// Whether words in the language `tag` are for nobody any more, where a portal takes over `own` of a base's languages
/// and not those that are `dropped`.
pub fn are_dropped(tag: &Locale, dropped: &[Locale], own: &[Locale]) -> bool {
    // A portal in `de-AT` alone reads the base's words in `de`.
    let is_of = |locale: &Locale| locale.chain().any(|general| general == *tag);
    // Where the theme has no words in `zh-HK`, it takes those in `zh-TW`.
    let is_near = |locale: &Locale| cldr::nearest(locale, std::iter::once(tag.as_str())).is_some();
    let may_be_near = || dropped.iter().any(is_near) && !own.iter().any(is_near);
    !own.iter().any(is_of) && (dropped.iter().any(is_of) || may_be_near())
}

/// Takes out of what a base expects of search the pages of languages that the portal over it has not: nobody asks for
/// them there.
fn expect_less(under: &mut Node, over: &Node) {
    let (Some(own), Some(all)) = (listed(over), listed(under)) else {
        return;
    };
    let is_dropped = |page: &str| {
        let folder = page.trim_start_matches('/').split('/').next();
        let folder = folder.and_then(Locale::new);
        folder.is_some_and(|folder| all.contains(&folder) && !own.contains(&folder))
    };
    let expected = entry(under, "search").and_then(|search| entry(search, "expect"));
    if let Some(Value::List(items)) = expected.map(|expected| &mut expected.value) {
        items.retain(|item| {
            let page = item.get("page").and_then(Node::as_str);
            !page.is_some_and(is_dropped)
        });
    }
}

fn entry<'a>(node: &'a mut Node, key: &str) -> Option<&'a mut Node> {
    let Value::Map(entries) = &mut node.value else {
        return None;
    };
    let mut entries = entries.iter_mut();
    entries
        .find(|(name, _)| name.value == key)
        .map(|(_, node)| node)
}

/// Reads a YAML file of the portal, and merges what several folders say there.
pub(super) fn file(source: &Source, budget: Budget) -> Diagnosed<Node> {
    let starts = std::iter::once(0).chain(source.under.iter().copied());
    let ends = source.under.iter().copied().chain([source.text.len()]);
    let mut found = Vec::new();
    let mut layers = Vec::new();
    for (start, end) in starts.zip(ends) {
        let text = source.text.get(start..end).unwrap_or_default();
        layers.push(yaml::parse(text, &source.path, start, budget).into_value(&mut found));
    }
    let is_config = source.path.as_str() == CONFIG;
    if is_config {
        found.extend(homeless(&layers, &source.path));
    }
    let mut layers = layers.into_iter().rev();
    let mut merged = layers
        .next()
        .unwrap_or_else(|| Node::null(Default::default()));
    let mut indexes = Vec::new();
    for over in layers {
        indexes.extend(engine::asked(&merged).map(|(index, _)| index));
        // Each folder speaks of its own base alone, and stands at its own address.
        if let Value::Map(entries) = &mut merged.value {
            entries.retain(|(key, _)| match key.value.as_str() {
                EXTENDS | WITHOUT => false,
                ADDRESS => !is_config,
                _ => true,
            });
        }
        if is_config {
            expect_less(&mut merged, &over);
        }
        // A file without a word changes nothing.
        if over.value != Value::Null {
            merged = over_node(over, merged, &source.path, &mut found);
        }
    }
    if is_config {
        let own = source.under.first().copied().unwrap_or_default();
        found.extend(engine::keep_apart(&mut merged, &indexes, own));
    }
    Diagnosed::new(merged, found)
}

/// That the first of `layers` says nothing of its address, where the nearest under it that does has one.
fn homeless(layers: &[Node], path: &RelPath) -> Option<Diagnostic> {
    let [own, bases @ ..] = layers else {
        return None;
    };
    // A key without a value says that there is none.
    let said = |node: &Node| {
        let mut entries = node.entries().iter();
        let (_, address) = entries.find(|(key, _)| key.value == ADDRESS)?;
        Some(address.as_str().unwrap_or_default().to_owned())
    };
    if said(own).is_some() {
        return None;
    }
    let address = bases.iter().find_map(said)?;
    if address.is_empty() {
        return None;
    }
    let span = match own.get(EXTENDS) {
        Some(named) => named.span,
        None => own.span,
    };
    let message = format!(
        "this portal has no `url`; `{address}` is the address of the one that it extends, and not taken over"
    );
    let hint = "write `url:` with the address that this one is published at, or without one where it has none";
    Some(Diagnostic::warning("OVL-URL", path, span, message).with_hint(hint.to_owned()))
}

/// The address that the first of the folders which wrote supportal.yaml gives its site.
pub fn address(source: &Source) -> Option<Spanned<String>> {
    let end = source.under.first().copied().unwrap_or(source.text.len());
    let text = source.text.get(..end)?;
    let node = yaml::parse(text, &source.path, 0, Budget::of_config()).value;
    node.get(ADDRESS).and_then(read::string)
}

/// What the first of the folders that wrote support.yaml takes away of what those under it say: each key at the top, with
/// the id below it.
pub fn taken_away(source: &Source) -> Vec<(String, String)> {
    let [first, rest @ ..] = source.under.as_slice() else {
        return Vec::new();
    };
    let Some(text) = source.text.get(*first..) else {
        return Vec::new();
    };
    let mut bases = Source::new(source.path.clone(), text.to_owned());
    bases.under = rest.iter().map(|at| at - first).collect();
    let [under, all] = [&bases, source].map(|source| file(source, Budget::of_config()).value);
    let mut taken = Vec::new();
    for (key, node) in under.entries() {
        let left = all.get(&key.value).map(ids).unwrap_or_default();
        let gone = ids(node).into_iter().filter(|id| !left.contains(id));
        taken.extend(gone.map(|id| (key.value.clone(), id.to_owned())));
    }
    taken
}

/// What stands in a map or a list, by name.
fn ids(node: &Node) -> Vec<&str> {
    let keys = node.entries().iter().map(|(key, _)| key.value.as_str());
    keys.chain(node.items().iter().filter_map(id)).collect()
}

/// A YAML file of the portal as JSON, as far as it can be read.
pub fn json(source: &Source) -> serde_json::Value {
    let mut node = file(source, Budget::of(&Limits::default())).value;
    if let Value::Map(entries) = &mut node.value {
        entries.retain(|(key, _)| key.value != EXTENDS && key.value != WITHOUT);
    }
    node.json()
}

fn over_node(over: Node, under: Node, path: &RelPath, found: &mut Vec<Diagnostic>) -> Node {
    let span = over.span;
    let value = match (over.value, under.value) {
        (Value::Map(over), Value::Map(under)) => Value::Map(over_map(over, under, path, found)),
        (Value::List(over), Value::List(under)) if have_ids(&over) && have_ids(&under) => {
            Value::List(over_list(over, under, path, found))
        }
        (over, _) => over,
    };
    Node { span, value }
}

type Entries = Vec<(Spanned<String>, Node)>;

/// Key by key, in the order of the base; new keys follow. A key without a value takes the base's away.
fn over_map(over: Entries, under: Entries, path: &RelPath, found: &mut Vec<Diagnostic>) -> Entries {
    let mut over: Vec<Option<(Spanned<String>, Node)>> = over.into_iter().map(Some).collect();
    let mut merged = Vec::with_capacity(under.len());
    for (key, under) in under {
        let same = |one: &&mut Option<(Spanned<String>, Node)>| {
            one.as_ref()
                .is_some_and(|(name, _)| name.value == key.value)
        };
        match over.iter_mut().find(same).and_then(Option::take) {
            None => merged.push((key, under)),
            Some((_, node)) if node.value == Value::Null => {}
            Some((key, node)) => merged.push((key, over_node(node, under, path, found))),
        }
    }
    merged.extend(over.into_iter().flatten());
    merged
}

/// Item by item, by their ids.
fn over_list(
    over: Vec<Node>,
    under: Vec<Node>,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) -> Vec<Node> {
    let mut over: Vec<Option<Node>> = over.into_iter().map(Some).collect();
    let mut merged = Vec::with_capacity(under.len());
    for item in under {
        let same = |one: &&mut Option<Node>| one.as_ref().and_then(id) == id(&item);
        match over.iter_mut().find(same).and_then(Option::take) {
            None => merged.push(item),
            Some(mut over) => {
                if !is_removed(&mut over, path, found) {
                    merged.push(over_node(over, item, path, found));
                }
            }
        }
    }
    for mut item in over.into_iter().flatten() {
        if !is_removed(&mut item, path, found) {
            merged.push(item);
            continue;
        }
        let name = id(&item).unwrap_or_default();
        let message = format!("the base has no `{name}` that could be removed");
        let diagnostic = Diagnostic::warning("OVL-UNUSED", path, item.span, message);
        found.push(diagnostic.with_hint("remove this item".to_owned()));
    }
    merged
}

fn id(item: &Node) -> Option<&str> {
    item.get("id").and_then(Node::as_str)
}

fn have_ids(items: &[Node]) -> bool {
    !items.is_empty() && items.iter().all(|item| id(item).is_some())
}

/// Whether an item takes the base's away. What is said of that is taken out of it, and what is wrong with it told.
fn is_removed(item: &mut Node, path: &RelPath, found: &mut Vec<Diagnostic>) -> bool {
    let Value::Map(entries) = &mut item.value else {
        return false;
    };
    let Some(at) = entries.iter().position(|(key, _)| key.value == REMOVE) else {
        return false;
    };
    let (_, said) = entries.remove(at);
    let meant = match &said.value {
        Value::Scalar {
            text,
            quoted: false,
        } if text == "true" || text == "false" => text == "true",
        other => {
            let text = match other {
                Value::Scalar { text, .. } => text.as_str(),
                _ => "",
            };
            let meant = !matches!(text.to_ascii_lowercase().as_str(), "no" | "off" | "false");
            let message = match text {
                "" => "this is neither `true` nor `false`".to_owned(),
                "true" | "false" => format!("`\"{text}\"` is a text, neither `true` nor `false`"),
                text => format!("`{text}` is neither `true` nor `false`"),
            };
            let finding = Diagnostic::error("FM-TYPE", path, said.span, message);
            found.push(finding.with_hint(format!("write `{REMOVE}: {meant}`, without quotes")));
            meant
        }
    };
    let beside = entries.iter().find(|(key, _)| key.value != "id");
    if let Some((key, _)) = beside.filter(|_| meant) {
        let message = format!(
            "`{}` is not read: `{REMOVE}: true` takes the item away",
            key.value
        );
        let hint = format!("remove this key, or `{REMOVE}`");
        let finding = Diagnostic::warning("OVL-UNUSED", path, key.span, message);
        found.push(finding.with_hint(hint));
    }
    meant
}

/// Where the keys of a text stand, so that it can be laid over another.
#[derive(Clone, Debug, PartialEq)]
pub struct Keys {
    /// The bytes of all keys.
    pub yaml: Range<usize>,
    /// The first byte behind them, and behind what ends front matter.
    pub body: usize,
    /// Each key with all its lines.
    pub entries: Vec<(String, Range<usize>)>,
    /// Whether `extends: true` stands among them, or what was meant so.
    pub extends: bool,
    /// Whether it is written otherwise, which is told where the page is read.
    pub is_slip: bool,
    /// Where its value stands.
    pub said: Span,
    /// What a page says that the base's page was when it was replaced.
    pub base_hash: Option<Spanned<String>>,
}

impl Keys {
    /// Of a text without keys.
    pub fn none() -> Self {
        Self {
            yaml: 0..0,
            body: 0,
            entries: Vec::new(),
            extends: false,
            is_slip: false,
            said: Span::default(),
            base_hash: None,
        }
    }
}

/// The keys of a page's front matter; `None` where they cannot be told apart.
pub fn page_keys(source: &Source) -> Option<Keys> {
    let parts = front_matter::split(&source.text);
    let yaml = parts.yaml.filter(|_| parts.slip.is_none())?;
    keys(source, yaml, parts.body)
}

/// The keys of a YAML file; `None` where they cannot be told apart.
pub fn file_keys(source: &Source) -> Option<Keys> {
    keys(source, 0..source.text.len(), source.text.len())
}

fn keys(source: &Source, yaml: Range<usize>, body: usize) -> Option<Keys> {
    let text = &source.text[yaml.clone()];
    let budget = Budget::of(&Limits::default());
    let read = yaml::parse(text, &source.path, yaml.start, budget);
    let node = read.value;
    let starts: Vec<usize> = node
        .entries()
        .iter()
        .map(|(key, _)| key.span.start as usize)
        .collect();
    // A map in braces has its keys on one line.
    let begins = |&at: &usize| at == yaml.start || source.text[..at].ends_with('\n');
    let is_map = matches!(node.value, Value::Map(_) | Value::Null);
    if !read.diagnostics.is_empty() || !is_map || !starts.iter().all(begins) {
        return None;
    }
    let extends = node.get(EXTENDS);
    let ends = starts.iter().skip(1).copied().chain([yaml.end]);
    let names = node.entries().iter().map(|(key, _)| key.value.clone());
    let ranges = starts.iter().zip(ends).map(|(&start, end)| start..end);
    Some(Keys {
        entries: names.zip(ranges).collect(),
        extends: extends.is_some_and(is_yes),
        said: extends.map(|said| said.span).unwrap_or_default(),
        is_slip: extends.is_some_and(|said| !is_true(said)),
        base_hash: node.get("base_hash").and_then(read::string),
        yaml,
        body,
    })
}

/// Whether it is `true`, as YAML has it.
pub(super) fn is_true(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar { text, quoted: false } if text == "true")
}

/// Whether `true` was meant.
fn is_yes(node: &Node) -> bool {
    let text = node.as_str().map(str::to_ascii_lowercase);
    matches!(text.as_deref(), Some("true" | "yes" | "on"))
}

/// The parts of two texts that make one: `over` before `under`, which gives the keys that `over` has not
/// and, where `over` has no text below its keys, its text. Each part says whether it is of `over`.
pub fn laid(over: (&str, &Keys), under: (&str, &Keys)) -> Vec<(bool, Range<usize>)> {
    let (text, keys) = over;
    let (text_under, keys_under) = under;
    let own: BTreeSet<&str> = keys.entries.iter().map(|(key, _)| key.as_str()).collect();
    let mut parts = vec![(
        true,
        0..keys
            .entries
            .first()
            .map_or(keys.yaml.end, |(_, at)| at.start),
    )];
    let mine = keys.entries.iter();
    let mine = mine.filter(|(key, _)| key != EXTENDS || keys.is_slip);
    parts.extend(mine.map(|(_, range)| (true, range.clone())));
    let theirs = keys_under.entries.iter();
    let theirs = theirs
        .filter(|(key, _)| !own.contains(key.as_str()) && key != EXTENDS && key != "base_hash");
    parts.extend(theirs.map(|(_, range)| (false, range.clone())));
    parts.push((true, keys.yaml.end..keys.body));
    match text[keys.body..].trim().is_empty() {
        true => parts.push((false, keys_under.body..text_under.len())),
        false => parts.push((true, keys.body..text.len())),
    }
    parts
}
