//! The one table of keys: what may stand in supportal.yaml, support.yaml and front matter.
//!
//! Everything that has to know the keys reads this table: the check of types and its "nearest key",
//! the JSON Schemas, and the tables of the handbook. A key that is not here does not exist.

pub mod page;
pub mod portal;
pub mod price;
pub mod support;

use crate::model::wording::listed;

/// A key of a map.
pub struct Key {
    /// As written before the colon.
    pub name: &'static str,
    /// What its value is.
    pub shape: &'static Shape,
    /// The rule that is broken where it is missing; `None` where it may be left out.
    pub required: Option<&'static str>,
    /// What holds where it is left out, in words or as YAML; empty where nothing is said then.
    pub default: &'static str,
    /// What it means, as a sentence.
    pub doc: &'static str,
}

/// A key that may be left out.
pub const fn key(name: &'static str, shape: &'static Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        required: None,
        default: "",
        doc,
    }
}

impl Key {
    /// The key must be there.
    pub const fn required(mut self) -> Self {
        self.required = Some("FM-MISSING");
        self
    }

    /// The key must be there, or else the rule `code` is broken.
    pub const fn required_by(mut self, code: &'static str) -> Self {
        self.required = Some(code);
        self
    }

    /// What holds where the key is left out.
    pub const fn default(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }
}

/// The keys of a map.
pub struct Map {
    /// What the map is: `a calendar`.
    pub name: &'static str,
    /// The rule that an unknown key breaks: FM-KEY, or CAL-KEY in calendars.
    pub unknown: &'static str,
    /// Its keys, in the order in which the handbook lists them.
    pub keys: &'static [Key],
}

impl Map {
    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// Where a key stands.
pub struct Place {
    /// The keys around it, outermost first, without names that authors give: `search.expect`.
    pub section: String,
    /// How it is written from the margin: `search: {expect: [{query: …}]}`.
    pub written: String,
}

impl Map {
    /// The places of keys called `name` in this map and further down, those with the fewest keys around them.
    pub fn places(&'static self, name: &str) -> Vec<Place> {
        let mut around: Vec<(Vec<Step>, &'static Map)> = vec![(Vec::new(), self)];
        let mut seen: Vec<&'static Map> = Vec::new();
        let mut places = Vec::new();
        // Level by level, since what is in the navigation is in it again further down.
        while places.is_empty() && !around.is_empty() {
            let mut below = Vec::new();
            for (steps, map) in std::mem::take(&mut around) {
                if map.key(name).is_some() {
                    places.push(place(&steps, name));
                }
                seen.push(map);
                for key in map.keys {
                    within(key.shape, Step::to(key), &steps, &mut below);
                }
            }
            let is_new = |map: &'static Map| !seen.iter().any(|known| std::ptr::eq(*known, map));
            around = below.into_iter().filter(|(_, map)| is_new(map)).collect();
        }
        places
    }
}

/// A key on the way to another, and what stands between them.
#[derive(Clone)]
struct Step {
    name: &'static str,
    open: String,
    close: &'static str,
}

impl Step {
    fn to(key: &Key) -> Self {
        Self {
            name: key.name,
            open: String::new(),
            close: "",
        }
    }
}

/// Adds the maps that `shape` has, with the way to each.
fn within(
    shape: &'static Shape,
    step: Step,
    steps: &[Step],
    below: &mut Vec<(Vec<Step>, &'static Map)>,
) {
    match shape {
        Shape::Map(map) => {
            let step = Step {
                open: format!("{}{{", step.open),
                ..step
            };
            below.push(([steps, &[step]].concat(), map));
        }
        Shape::List(of) | Shape::OneOrMany(of) if step.open.is_empty() => {
            let step = Step {
                open: "[".to_owned(),
                close: "]",
                ..step
            };
            within(of, step, steps, below);
        }
        Shape::MapOf(key, of) if step.open.is_empty() => {
            let step = Step {
                open: format!("{{{}: ", key.example()),
                close: "}",
                ..step
            };
            within(of, step, steps, below);
        }
        Shape::Union(shapes) => {
            for shape in *shapes {
                within(shape, step.clone(), steps, below);
            }
        }
        _ => {}
    }
}

fn place(steps: &[Step], name: &str) -> Place {
    let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
    let written = steps
        .iter()
        .rev()
        .fold(format!("{name}: …"), |inner, step| {
            format!("{}: {}{inner}}}{}", step.name, step.open, step.close)
        });
    Place {
        section: names.join("."),
        written,
    }
}

/// What a value is.
pub enum Shape {
    /// Words that customers read: one text in the source language, or a map by language.
    Text,
    /// Several such texts: a list of them, or a map by language of lists.
    Texts,
    /// A text of at most so many characters; 0 for any number.
    String(usize),
    /// `[a-z0-9-]{1,40}`.
    Id,
    /// An id, for which these are known and others are the portal's own, shown as they are written.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Bool,
    /// A whole number, at least the first and at most the second.
    Integer(i64, i64),
    /// A date; the rule that a wrong one breaks.
    Date(&'static str),
    /// A moment with its offset.
    Instant,
    /// A length of time.
    Duration,
    /// The same, as part of a promise that says how it is counted: `P0D` is the same day.
    Promise,
    /// An opening of a day: `09:00-17:00`.
    Interval,
    /// A time zone.
    Zone,
    /// A BCP 47 tag.
    Language,
    /// ISO 3166-1.
    Country,
    /// ISO 3166-1 or 3166-2.
    Region,
    /// ISO 4217.
    Currency,
    /// Digits of an amount, in quotes.
    Amount,
    /// An amount with its currency, or a word for none.
    Price,
    /// Per cent.
    Share,
    /// E.164.
    Phone,
    /// A mail address.
    Email,
    /// An `https:` address; the rule that another breaks.
    Web(&'static str),
    /// `mailto:` with an address, or `https:`.
    Contact,
    /// `#rrggbb`.
    Color,
    /// A page or folder below the language's folder: `articles/billing/refunds.md`.
    Page,
    /// A file below `assets/`.
    Asset,
    /// A rule; with `true` also a family of rules.
    Rule(bool),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list.
    List(&'static Shape),
    /// A list; one value alone counts as a list of one.
    OneOrMany(&'static Shape),
    /// A map with known keys.
    Map(&'static Map),
    /// A map from keys of the first shape to values of the second.
    MapOf(&'static Shape, &'static Shape),
    /// One of several shapes.
    Union(&'static [&'static Shape]),
}

impl Shape {
    /// What is wanted, with its article: `a date`.
    pub fn wanted(&self) -> String {
        let plain = match self {
            Shape::Text | Shape::String(_) => "a text",
            Shape::Texts => "a list of texts",
            Shape::Id | Shape::Word(_) => "an id",
            Shape::Bool => "`true` or `false`",
            Shape::Integer(..) => "a whole number",
            Shape::Date(_) => "a date",
            Shape::Instant => "an instant",
            Shape::Duration | Shape::Promise => "a length of time",
            Shape::Interval => "an opening",
            Shape::Zone => "a time zone",
            Shape::Language => "a language tag",
            Shape::Country => "a country code",
            Shape::Region => "a region code",
            Shape::Currency => "a currency",
            Shape::Amount => "an amount",
            Shape::Price => "a price",
            Shape::Share => "a share in per cent",
            Shape::Phone => "a phone number",
            Shape::Email => "a mail address",
            Shape::Web(_) => "a web address",
            Shape::Contact => "a `mailto:` or `https:` address",
            Shape::Color => "a colour",
            Shape::Page => "a page",
            Shape::Asset => "a file of `assets/`",
            Shape::Rule(false) => "a rule",
            Shape::Rule(true) => "a rule or a family of rules",
            Shape::OneOf(words) => return listed(words, "or"),
            Shape::List(_) | Shape::OneOrMany(_) => "a list",
            Shape::Map(map) => map.name,
            Shape::MapOf(..) => "a map",
            Shape::Union(shapes) => {
                let all: Vec<String> = shapes.iter().map(|shape| shape.wanted()).collect();
                return all.join(" or ");
            }
        };
        plain.to_owned()
    }

    /// How such a value is written.
    pub fn example(&self) -> String {
        let plain = match self {
            Shape::Text | Shape::String(_) => "Some words",
            Shape::Texts => "[Some words, More words]",
            Shape::Id => "some-id",
            Shape::Bool => "true",
            Shape::Integer(least, _) => return (*least).max(10).to_string(),
            Shape::Date(_) => "2026-05-01",
            Shape::Instant => "2026-07-03T20:00:00+02:00[Europe/Berlin]",
            Shape::Duration | Shape::Promise => "PT4H",
            Shape::Interval => "\"09:00-17:00\"",
            Shape::Zone => "Europe/Berlin",
            Shape::Language => "en",
            Shape::Country => "DE",
            Shape::Region => "DE-BE",
            Shape::Currency => "EUR",
            Shape::Amount => "\"45.00\"",
            Shape::Price => "{amount: \"45.00\", currency: EUR, per: hour, tax: excluded}",
            Shape::Share => "95",
            Shape::Phone => "\"+49301234567\"",
            Shape::Email => "help@example.com",
            Shape::Web(_) => "https://example.com/",
            Shape::Contact => "\"mailto:help@example.com\"",
            Shape::Color => "\"#0b5cad\"",
            Shape::Page => "articles/billing/refunds.md",
            Shape::Asset => "assets/logo.svg",
            Shape::Rule(_) => "LNK-PAGE",
            Shape::OneOf(words) | Shape::Word(words) => words.first().copied().unwrap_or_default(),
            Shape::List(of) | Shape::OneOrMany(of) => return format!("[{}]", of.example()),
            Shape::Map(map) => return map_example(map, None),
            Shape::MapOf(key, of) => return format!("{{{}: {}}}", key.example(), of.example()),
            Shape::Union(shapes) => {
                return shapes
                    .first()
                    .map_or_else(String::new, |shape| shape.example());
            }
        };
        plain.to_owned()
    }
}

/// The required keys of a map with an example each, else its first key. What is `given` for a key stands
/// for its example, and alone where no key is required.
pub fn map_example(map: &Map, given: Option<(&str, &str)>) -> String {
    let is_given = |key: &&Key| given.is_some_and(|(name, _)| key.name == name);
    // A promise that does not say how it is counted is none.
    let is_shown = |key: &&Key| key.required.is_some() || key.name == "count" || is_given(key);
    let mut shown: Vec<&Key> = map.keys.iter().filter(is_shown).collect();
    if shown.is_empty() {
        shown.extend(map.keys.first());
    }
    let entry = |key: &&Key| match (key.shape, given) {
        (_, Some((name, value))) if name == key.name => format!("{name}: {value}"),
        // A map in a map would be a long line; its own finding shows it.
        (Shape::Map(_), _) => format!("{}: …", key.name),
        (shape, _) => format!("{}: {}", key.name, shape.example()),
    };
    let entries: Vec<String> = shown.iter().map(entry).collect();
    format!("{{{}}}", entries.join(", "))
}

static ID: Shape = Shape::Id;
static IDS: Shape = Shape::List(&ID);
static TEXT: Shape = Shape::Text;
static TEXTS: Shape = Shape::Texts;
static STRING: Shape = Shape::String(0);
static STRINGS: Shape = Shape::List(&STRING);
static BOOL: Shape = Shape::Bool;
static DATE: Shape = Shape::Date("FM-DATE");
static DURATION: Shape = Shape::Duration;
static LANGUAGE: Shape = Shape::Language;
static LANGUAGES: Shape = Shape::List(&LANGUAGE);
static PAGE: Shape = Shape::Page;
static PRICE: Shape = Shape::Price;
static WEB: Shape = Shape::Web("URL-SCHEME");

static ALLOW: Shape = Shape::List(&Shape::Map(&Map {
    name: "an exception with its reason",
    unknown: "FM-KEY",
    keys: &[
        key(
            "rule",
            &Shape::Rule(false),
            "The rule whose findings are accepted.",
        )
        .required(),
        key("why", &Shape::String(0), "The reason; the report lists it.").required(),
    ],
}));

/// What to have at hand, for a call or a claim.
static NEED: Shape = Shape::Word(&[
    "customer-number",
    "contract-number",
    "invoice-number",
    "subscription-id",
    "tenant-id",
    "incident-id",
    "times",
    "affected-users",
    "mail-from-affected-domain",
    "error-message",
    "screenshot",
    "serial-number",
    "pin",
]);
static NEEDS: Shape = Shape::List(&NEED);

/// Families of the interface's texts that have one for each known word of a shape: `per_month`. The texts of a
/// portal may add those for words of its own.
pub static FAMILIES: [(&str, &Shape); 8] = [
    ("need", &NEED),
    ("accessible", &page::ACCESSIBLE),
    ("pause", &page::PAUSE),
    ("remedy_base", &page::REMEDY_BASE),
    ("on", &support::LEADS_ON),
    ("subject", &support::SUBJECT),
    ("per", &price::PER),
    ("remote", &support::REMOTE),
];

/// How a promise counts, and in how many cases it is kept.
static COUNT: Shape = Shape::OneOf(&["clock", "open-hours", "open-days"]);

static WITHIN: Shape = Shape::Map(&Map {
    name: "a promise of time",
    unknown: "FM-KEY",
    keys: &[
        key("within", &Shape::Promise, "How long it takes at most.").required(),
        key(
            "count",
            &COUNT,
            "How the time is counted: around the clock, while the calendar is open, or in days on which it is open.",
        ),
        key(
            "share",
            &Shape::Share,
            "Per cent of cases in which it is kept; left out, all.",
        ),
    ],
});

static EVERY: Shape = Shape::Map(&Map {
    name: "a promise of news",
    unknown: "FM-KEY",
    keys: &[
        key("every", &DURATION, "How often there is news.").required(),
        key("count", &COUNT, "How the time is counted."),
        key(
            "share",
            &Shape::Share,
            "Per cent of cases in which it is kept; left out, all.",
        ),
    ],
});
