//! Pages on the keys of supportal.yaml, support.yaml and front matter, from the table of keys.

use std::fmt::Write as _;
use std::ptr;

use supportal::model::Kind;
use supportal::model::wording::listed;
use supportal::parse::keys::page;
use supportal::parse::keys::portal::PORTAL;
use supportal::parse::keys::price::{MONEY, PRICE_WORD};
use supportal::parse::keys::support::SUPPORT;
use supportal::parse::keys::{Key, Map, Shape};

use super::{Pages, cell, head};

/// What a price is where it is no word alone.
static AMOUNT: Shape = Shape::Map(&MONEY);
static WORD: Shape = Shape::Map(&PRICE_WORD);

pub fn pages(pages: &mut Pages) {
    let index = "\nEach page is written from the table that supportal itself reads: a key that is not here \
        does not exist. `supportal schema` gives the same to your editor, which then completes keys and marks \
        wrong ones. What a [template](templates.md) can show is written from the program, too. A file does not say whether it is a translation, which holds words alone: \
        facts that are missing from a page are found by `check`.\n";
    let about = "Every key of the configuration, of the facts and of front matter: what it is, what it takes, \
        what holds without it.";
    pages.insert(
        "keys/index.md".to_owned(),
        head("Keys of all files", about, 60) + index,
    );
    let mut file = |name: &str, order, about: &str, intro: &str, map: &'static Map| {
        let title = format!("Keys of {name}");
        let mut text = head(&title, about, order) + "\n" + intro + "\n";
        text.push_str(&body(map));
        pages.insert(format!("keys/{}.md", name.replace('.', "-")), text);
    };
    file(
        "supportal.yaml",
        10,
        "The site: its name, address and languages, navigation, theme, search, host, and the severity of rules.",
        "The file stands in the portal's folder and makes it one. All keys may be left out.",
        &PORTAL,
    );
    file(
        "support.yaml",
        20,
        "The facts that pages share: who you are, hours and holidays, services, severities, escalation and all \
         that a support description promises.",
        "The file stands beside supportal.yaml. Channels and plans are no part of it: each is a page, and its \
         facts stand in its [front matter](front-matter.md).",
        &SUPPORT,
    );
    pages.insert("keys/front-matter.md".to_owned(), front_matter());
}

fn front_matter() -> String {
    let about = "Keys between the two lines of dashes that begin a page: of any page, of a channel and of a plan.";
    let any = page::of(Kind::Article, false);
    let mut text = head("Keys of front matter", about, 30);
    text.push_str(
        "\nFront matter is YAML between two lines `---` at the top of a page. Facts of a channel or a plan stand \
         in the page of the source language alone; a translation holds words.\n\n## Any page\n",
    );
    let mut sections = Sections::default();
    sections.table(any.keys, "", 3, &mut text);
    for (kind, title) in [(Kind::Channel, "A channel"), (Kind::Sla, "A plan")] {
        let all = page::of(kind, false).keys.iter();
        let own = all.filter(|key| any.key(key.name).is_none());
        let _ = write!(
            text,
            "\n## {title}\n\nBeside the keys of [any page](#any-page):\n"
        );
        sections.table(own, "", 3, &mut text);
    }
    text
}

fn body(map: &'static Map) -> String {
    let mut text = String::from("\n## The file\n");
    let mut sections = Sections::default();
    sections.table(map.keys, "", 2, &mut text);
    text
}

/// Maps that have a section of their own, by the anchor of its heading.
#[derive(Default)]
struct Sections {
    known: Vec<(String, &'static Map)>,
}

impl Sections {
    /// A table of `keys`, then a section for each map in them that has none yet, named by the way to it.
    fn table(
        &mut self,
        keys: impl IntoIterator<Item = &'static Key>,
        way: &str,
        level: usize,
        text: &mut String,
    ) {
        let keys: Vec<&'static Key> = keys.into_iter().collect();
        let mut below: Vec<(String, String, &'static Map)> = Vec::new();
        for key in &keys {
            let way = match way {
                "" => key.name.to_owned(),
                way => format!("{way}.{}", key.name),
            };
            let mut inside = Vec::new();
            maps(key.shape, &mut inside);
            for map in inside {
                if self.anchor(map).is_none() {
                    let anchor = self.free(&way.replace('.', "-"));
                    self.known.push((anchor.clone(), map));
                    below.push((way.clone(), anchor, map));
                }
            }
        }
        text.push_str("\n| Key | Value | Meaning |\n| --- | --- | --- |\n");
        for key in &keys {
            let (value, meaning) = (cell(&self.value(key.shape)), cell(&meaning(key)));
            let _ = writeln!(text, "| `{}` | {value} | {meaning} |", key.name);
        }
        for (way, anchor, map) in below {
            let level_marks = "#".repeat(level);
            let name = capital(map.name);
            let _ = write!(text, "\n{level_marks} `{way}` {{#{anchor}}}\n\n{name}.\n");
            self.table(map.keys, &way, level, text);
        }
    }

    /// An anchor that no section has: a value may be one of two maps.
    fn free(&self, anchor: &str) -> String {
        let is_taken = |anchor: &str| self.known.iter().any(|(known, _)| known == anchor);
        match is_taken(anchor) {
            true => format!("{anchor}-2"),
            false => anchor.to_owned(),
        }
    }

    fn anchor(&self, map: &Map) -> Option<&str> {
        let known = self.known.iter().find(|(_, known)| ptr::eq(*known, map));
        known.map(|(anchor, _)| anchor.as_str())
    }

    /// What a value is, with an example where words alone do not show it.
    fn value(&self, shape: &'static Shape) -> String {
        match shape {
            Shape::Text => "a text, or one for each language".to_owned(),
            Shape::Texts => "a list of texts, or one for each language".to_owned(),
            Shape::String(0) => "a text".to_owned(),
            Shape::String(most) => format!("a text of at most {most} characters"),
            Shape::Bool | Shape::OneOf(_) => shape.wanted(),
            Shape::Word(words) => format!("{}, or a word of your own", listed(words, "or")),
            Shape::Integer(least, most) => format!("a whole number from {least} to {most}"),
            Shape::List(of) => format!("a list; each is {}", self.value(of)),
            Shape::OneOrMany(of) => format!("{}, or a list of them", self.value(of)),
            Shape::Map(map) => match self.anchor(map) {
                Some(anchor) => format!("[{}](#{anchor})", map.name),
                None => map.name.to_owned(),
            },
            Shape::MapOf(key, of) => format!("a map; {} leads to {}", key.wanted(), self.value(of)),
            Shape::Union(shapes) => {
                let shapes: Vec<String> = shapes.iter().map(|shape| self.value(shape)).collect();
                shapes.join(", or ")
            }
            Shape::Price => format!(
                "{}, also as {} with `kind`, or {}: `{}`",
                listed(&["included", "free", "basic-rate"], "or"),
                self.value(&WORD),
                self.value(&AMOUNT),
                shape.example()
            ),
            _ => format!("{}: `{}`", shape.wanted(), shape.example()),
        }
    }
}

/// Whether a key of some map has the name.
pub fn is_key(name: &str) -> bool {
    let mut all: Vec<&'static Map> = vec![&PORTAL, &SUPPORT];
    all.extend(Kind::ALL.map(|kind| page::of(kind, false)));
    let mut at = 0;
    while at < all.len() {
        for key in all[at].keys {
            let mut inside = Vec::new();
            maps(key.shape, &mut inside);
            inside.retain(|map| !all.iter().any(|known| ptr::eq(*known, *map)));
            all.append(&mut inside);
        }
        at += 1;
    }
    all.iter().any(|map| map.key(name).is_some())
}

fn meaning(key: &Key) -> String {
    let mut text = key.doc.to_owned();
    if key.required.is_some() {
        text.push_str(" Must be there.");
    }
    match key.default {
        "" => {}
        default if is_yaml(default) => {
            let _ = write!(text, " Default: `{default}`.");
        }
        default => {
            let _ = write!(text, " Default: {default}.");
        }
    }
    text
}

/// Whether a default is a value as it is written, not words.
fn is_yaml(default: &str) -> bool {
    !default.contains(' ') || default.starts_with(['[', '{'])
}

/// The maps that a value may be or hold.
fn maps(shape: &'static Shape, found: &mut Vec<&'static Map>) {
    match shape {
        Shape::Map(map) => found.push(map),
        Shape::Price => {
            maps(&AMOUNT, found);
            maps(&WORD, found);
        }
        Shape::List(of) | Shape::OneOrMany(of) | Shape::MapOf(_, of) => maps(of, found),
        Shape::Union(shapes) => shapes.iter().for_each(|shape| maps(shape, found)),
        _ => {}
    }
}

/// A text that begins with a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
