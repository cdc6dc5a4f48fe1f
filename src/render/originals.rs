//! What the original of a translation says, for readers who want to see it beside the text.
//!
//! A page of the source language that has translations has its words in a file of their own,
//! `refunds.original.js`: a script, since a page that is opened from the disk can load nothing else. All
//! translations share it, and it is loaded when a reader asks for it; so no reader of a translation pays
//! for a text that is not wanted. A translation says which of its parts stand for which of these.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};

use crate::memo::Memo;
use crate::model::html::{self, Element, Node};
use crate::model::slot::{self, Slot};
use crate::model::{Diagnosed, Fingerprint, Locale, Output, Page, RelPath, Site, Url};

/// Hexadecimal digits by which a translation knows the page that it was aligned with.
const DIGITS: usize = 10;

/// Parts of a page that are not in its text: title and description.
const HEAD: usize = 2;

/// What was worked out before.
#[derive(Default)]
pub struct Memos {
    read: Memo<Words>,
    aligned: Memo<String>,
}

impl Memos {
    /// For a process that builds once.
    pub fn once() -> Self {
        Self {
            read: Memo::once(),
            aligned: Memo::once(),
        }
    }

    /// For one of many portals.
    pub fn never() -> Self {
        Self {
            read: Memo::never(),
            aligned: Memo::never(),
        }
    }
}

/// The originals of a site's translations.
#[derive(Debug, Default)]
pub struct Originals {
    /// By number of the page, what it is a translation of; empty in a portal of one language.
    of: Vec<Option<Arc<Original>>>,
    /// The files with the words.
    pub files: Vec<Arc<Output>>,
}

impl Originals {
    /// What a page is a translation of, as far as both align.
    pub(super) fn of(&self, page: usize) -> Option<&Original> {
        self.of.get(page)?.as_deref()
    }
}

/// What a page is a translation of.
#[derive(Clone, Debug, Hash)]
pub(super) struct Original {
    /// The page, by its number.
    pub page: usize,
    /// The file with its words.
    pub file: Url,
    /// Stands for the parts of the page, whatever their words: it holds for a file as long as the runs do.
    pub key: String,
    /// Which parts stand for which: `0 0 12` and so on, the first part of the translation, the first of the
    /// source, how many. Part 0 is the title, part 1 the description, the others are the elements that hold
    /// words, in their order.
    pub runs: String,
}

/// What the original of a translation is, as a template sees it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OriginalView {
    /// The page.
    pub href: String,
    /// Its language.
    pub lang: Locale,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language's own name.
    pub name: String,
    /// The script with its words.
    pub script: String,
    /// Stands for the parts of that page, whatever their words: the script with another one belongs to another text.
    pub key: String,
    /// Which parts stand for which: `0 0 12` and so on, the first part of the translation, the first of the source, how
    /// many.
    pub runs: String,
}

/// Finds what stands for what in all translations of `site`.
pub fn originals(site: &Site, memos: &mut Memos) -> Originals {
    if site.config.languages.len() < 2 {
        return Originals::default();
    }
    // Each translation with its source.
    let source = site.config.source();
    let pairs = site.pages.iter().enumerate().filter_map(|(number, page)| {
        if page.locale == *source || page.is_fallback() || page.bilingual {
            return None;
        }
        let mut versions = page.versions.iter().copied();
        let original = versions.find(|&other| site.pages[other].locale == *source)?;
        Some((number, original))
    });
    let pairs: Vec<(usize, usize)> = pairs.collect();
    let mut wanted: Vec<usize> = pairs.iter().map(|(_, original)| *original).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let texts = wanted.iter().map(|&number| Text(&site.pages[number]));
    let texts: Vec<Text<'_>> = texts.collect();
    let words = memos.read.par_map(&texts, &(), read).value;
    let aligned = pairs.iter().map(|(number, original)| {
        let place = wanted.partition_point(|other| other < original);
        Pair {
            text: Text(&site.pages[*number]),
            source: Text(&site.pages[*original]),
            words: &words[place],
        }
    });
    let aligned: Vec<Pair<'_>> = aligned.collect();
    let runs = memos.aligned.par_map(&aligned, &(), align).value;

    let mut originals = Originals {
        of: vec![None; site.pages.len()],
        files: Vec::new(),
    };
    let mut used = vec![false; wanted.len()];
    for ((number, page), runs) in pairs.into_iter().zip(runs) {
        if runs.is_empty() {
            continue;
        }
        let place = wanted.partition_point(|&other| other < page);
        used[place] = true;
        originals.of[number] = Some(Arc::new(Original {
            page,
            file: words[place].file.url.clone(),
            key: words[place].key.clone(),
            runs: runs.to_string(),
        }));
    }
    let files = words.iter().zip(used).filter(|(_, used)| *used);
    originals.files = files.map(|(words, _)| words.file.clone()).collect();
    originals
}

/// A page, by its words.
struct Text<'a>(&'a Page);

impl Hash for Text<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let page = self.0;
        (&page.url, page.title(), page.description(), &page.html).hash(state);
    }
}

/// A translation and its source, with the words that were read of this.
struct Pair<'a> {
    text: Text<'a>,
    source: Text<'a>,
    words: &'a Words,
}

impl Hash for Pair<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.text, &self.source).hash(state);
    }
}

/// What is read of a page of the source language.
struct Words {
    /// Its parts; see [`Part`].
    parts: Vec<Part>,
    key: String,
    file: Arc<Output>,
}

fn read(text: &Text<'_>, _: &()) -> Diagnosed<Words> {
    let page = text.0;
    let html = page.html.html();
    let nodes = html::nodes(&html);
    let (parts, elements) = parts(&nodes);
    let mut said = vec![Value::Null; HEAD + elements];
    said[0] = json!([page.title()]);
    if !page.description().is_empty() {
        said[1] = json!([page.description()]);
    }
    for part in &parts {
        let mut words = Vec::new();
        inline(&nodes, part.words.clone(), &mut words);
        let is_silent = part.slot == Slot::Code || !words.iter().any(says);
        if !is_silent {
            said[part.element] = Value::Array(words);
        }
    }
    let said = Value::Array(said).to_string();
    let form: Vec<_> = parts.iter().map(|part| (part.slot, part.element)).collect();
    let key = Fingerprint::of_value(&form).short(DIGITS);
    let stem = page.url.as_str().trim_end_matches(".html");
    let path = RelPath::new(&format!("{stem}.original.js")).unwrap_or_default();
    let script = format!("document.currentScript.give(\"{key}\",{said});\n");
    let file = Arc::new(Output::new(Url::new(&path), script.into_bytes()));
    Diagnosed::new(Words { parts, key, file }, Vec::new())
}

fn align(pair: &Pair<'_>, _: &()) -> Diagnosed<String> {
    let html = pair.text.0.html.html();
    let nodes = html::nodes(&html);
    let (ours, _) = parts(&nodes);
    let theirs = &pair.words.parts;
    let slots = |parts: &[Part]| -> Vec<Slot> { parts.iter().map(|part| part.slot).collect() };
    let pairs = slot::align(&slots(theirs), &slots(&ours)).pairs;
    // Elements between two parts that follow each other hold no words, so a run may pass over them.
    let mut runs: Vec<[usize; 3]> = Vec::new();
    let mut next = None;
    for (old, new) in pairs {
        let follows = next == Some((old, new));
        next = Some((old + 1, new + 1));
        let (old, new) = (theirs[old].element, ours[new].element);
        match runs.last_mut() {
            Some([first, from, count]) if follows && *first + old == *from + new => {
                *count = new + 1 - *first;
            }
            _ => runs.push([new, old, 1]),
        }
    }
    // Title and description stand for each other wherever anything else does.
    match runs.first_mut() {
        Some([HEAD, HEAD, count]) => runs[0] = [0, 0, HEAD + *count],
        Some(_) => runs.insert(0, [0, 0, HEAD]),
        None => {}
    }
    let runs = runs
        .iter()
        .map(|[new, old, count]| format!("{new} {old} {count}"));
    Diagnosed::new(runs.collect::<Vec<_>>().join(" "), Vec::new())
}

/// A part of a page that holds words.
struct Part {
    slot: Slot,
    /// The number of the element, counted over all that can hold words, behind title and description.
    element: usize,
    /// Nodes up to the first block in it.
    words: std::ops::Range<usize>,
}

/// The parts of a text, and how many elements there are that can hold words. What is drawn from facts has
/// none: it is said in the page's language already.
fn parts(nodes: &[Node<'_>]) -> (Vec<Part>, usize) {
    let mut parts: Vec<Part> = Vec::new();
    let mut elements = 0;
    // Whether the last part takes a paragraph that begins now.
    let mut takes_paragraph = false;
    let mut at = 0;
    while let Some(node) = nodes.get(at) {
        at += 1;
        let element = match node {
            Node::Element(element) => *element,
            Node::Text(text) => {
                takes_paragraph &= text.trim().is_empty();
                continue;
            }
        };
        if is_apart(&element) {
            at = element.end;
            continue;
        }
        let Some(slot) = Slot::of_element(element.name) else {
            continue;
        };
        let number = HEAD + elements;
        elements += 1;
        let words = at..end_of_words(nodes, at..element.end);
        let taken = std::mem::replace(&mut takes_paragraph, slot.takes_paragraph());
        match parts.last_mut() {
            Some(last) if taken && slot == Slot::Paragraph => {
                (last.element, last.words) = (number, words);
            }
            _ => parts.push(Part {
                slot,
                element: number,
                words,
            }),
        }
    }
    (parts, elements)
}

/// Whether an element is drawn from facts, or lists other pages.
fn is_apart(element: &Element<'_>) -> bool {
    element.name == "aside" || (element.name == "ul" && element.is("related"))
}

/// Where the words of an element end: at the first block in it.
fn end_of_words(nodes: &[Node<'_>], within: std::ops::Range<usize>) -> usize {
    let mut at = within.start;
    while at < within.end {
        match &nodes[at] {
            Node::Element(element) if INLINE.contains(&element.name) => at = element.end,
            Node::Element(_) => return at,
            Node::Text(_) => at += 1,
        }
    }
    within.end
}

/// Elements that stand in a line of text. The script of the theme knows the same.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "br", "code", "del", "em", "i", "img", "input", "kbd", "label", "span",
    "strong", "sub", "sup", "q", "rp", "rt", "ruby", "time", "wbr",
];

/// Classes of what stands in a line and is none of its words: marks of footnotes, whose numbers are the
/// page's, and the original of an original.
const APART: [&str; 3] = ["footnote", "footnote-back", "sxs-lookup"];

/// What stands in a line, as the script of the theme builds it again: words, or the name of an element with
/// its attributes and what is in it. Pictures stand in the translation already, and nothing has an id.
fn inline(nodes: &[Node<'_>], within: std::ops::Range<usize>, out: &mut Vec<Value>) {
    let mut at = within.start;
    while at < within.end {
        let element = match &nodes[at] {
            Node::Text(text) => {
                out.push(html::unescaped(text).into());
                at += 1;
                continue;
            }
            Node::Element(element) => *element,
        };
        let inside = at + 1..element.end;
        at = element.end;
        let kept: &[&str] = match element.name {
            "img" | "input" | "wbr" => continue,
            _ if APART.iter().any(|class| element.is(class)) => continue,
            "a" => &["href"],
            "abbr" => &["title"],
            "span" => &["lang", "dir"],
            _ => &[],
        };
        let attribute = |name: &&'static str| Some((*name, element.attribute(name)?));
        let attributes: Vec<_> = kept.iter().filter_map(attribute).collect();
        // A wrapper that says nothing by itself.
        let is_bare = attributes.is_empty() && matches!(element.name, "a" | "span" | "label");
        if is_bare {
            inline(nodes, inside, out);
            continue;
        }
        let attributes: serde_json::Map<String, Value> = attributes
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect();
        let mut made = vec![element.name.into(), Value::Object(attributes)];
        inline(nodes, inside, &mut made);
        out.push(Value::Array(made));
    }
}

/// Whether there is a letter or a digit in it.
fn says(word: &Value) -> bool {
    match word {
        Value::String(text) => text.chars().any(char::is_alphanumeric),
        Value::Array(parts) => parts.iter().skip(2).any(says),
        _ => false,
    }
}
