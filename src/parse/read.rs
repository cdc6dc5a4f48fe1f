//! Takes values out of nodes: silently, since `validate` has said what is wrong with them.

use std::collections::BTreeSet;

use crate::calendar::{Date, WEEKDAY_NAMES, WEEKDAYS, Weekday};
use crate::cldr;
use crate::model::facts::{Allow, Count, Duration, Instant, Interval, Money, Price, Target};
use crate::model::{Locale, RelPath, Span, Spanned, Text, id_of};

use super::formats;
use super::keys::page;
use super::yaml::{Node, Value};

/// The keys of a map, and the languages that its texts are for.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    /// The map, if there is one.
    pub node: Option<&'a Node>,
    /// The portal's languages. A text that is not a map by language is in the first.
    pub languages: &'a [Locale],
}

impl<'a> Fields<'a> {
    /// The keys of `node`.
    pub fn new(node: &'a Node, languages: &'a [Locale]) -> Self {
        let node = Some(node);
        Self { node, languages }
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.node?.get(key)
    }

    /// The names of all keys.
    pub fn keys(&self) -> Vec<Spanned<String>> {
        let entries = self.node.map(Node::entries).unwrap_or_default();
        entries.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The map under `key`.
    pub fn map(&self, key: &str) -> Option<Fields<'a>> {
        let node = self
            .get(key)
            .filter(|node| matches!(node.value, Value::Map(_)))?;
        Some(Fields {
            node: Some(node),
            ..*self
        })
    }

    /// The map under `key`, or one without keys.
    pub fn within(&self, key: &str) -> Fields<'a> {
        self.map(key).unwrap_or(Fields {
            node: None,
            ..*self
        })
    }

    /// The maps in the list under `key`. Of several with one id the first counts, so that a page has it once,
    /// whatever severity the portal gives to FM-DUPID.
    pub fn maps(&self, key: &str) -> impl Iterator<Item = Fields<'a>> {
        let languages = self.languages;
        let mut seen = BTreeSet::new();
        self.items(key)
            .filter(|node| matches!(node.value, Value::Map(_)))
            .filter(move |node| {
                let id = node.get("id").and_then(Node::as_str);
                id.is_none_or(|id| seen.insert(id))
            })
            .map(move |node| Fields {
                node: Some(node),
                languages,
            })
    }

    /// The entries of the map under `key`, each a key and its own map.
    pub fn named(&self, key: &str) -> impl Iterator<Item = (&'a Spanned<String>, Fields<'a>)> {
        let languages = self.languages;
        let entries = self.get(key).map(Node::entries).unwrap_or_default();
        entries.iter().map(move |(name, node)| {
            (
                name,
                Fields {
                    node: Some(node),
                    languages,
                },
            )
        })
    }

    /// The items of the list under `key`.
    pub fn items(&self, key: &str) -> impl Iterator<Item = &'a Node> {
        self.get(key).map(Node::items).unwrap_or_default().iter()
    }

    /// The whole map's place.
    pub fn span(&self) -> Span {
        self.node.map(|node| node.span).unwrap_or_default()
    }

    /// The letters of `key`.
    pub fn string(&self, key: &str) -> Option<Spanned<String>> {
        string(self.get(key)?)
    }

    /// The letters of each item of `key`.
    pub fn strings(&self, key: &str) -> Vec<Spanned<String>> {
        self.items(key).filter_map(string).collect()
    }

    /// What `read` makes of the letters of `key`.
    pub fn read<T, E>(&self, key: &str, read: impl Fn(&str) -> Result<T, E>) -> Option<Spanned<T>> {
        let node = self.get(key)?;
        Some(Spanned::new(read(node.as_str()?).ok()?, node.span))
    }

    /// The letters of `key` where they pass `test`.
    pub fn valid<E>(
        &self,
        key: &str,
        test: impl Fn(&str) -> Result<(), E>,
    ) -> Option<Spanned<String>> {
        self.read(key, |text| test(text).map(|()| text.to_owned()))
    }

    /// The items of `key` that pass `test`.
    pub fn valids<E>(
        &self,
        key: &str,
        test: impl Fn(&str) -> Result<(), E>,
    ) -> Vec<Spanned<String>> {
        self.strings(key)
            .into_iter()
            .filter(|text| test(&text.value).is_ok())
            .collect()
    }

    /// An id.
    pub fn id(&self, key: &str) -> Option<Spanned<String>> {
        id(self.get(key)?)
    }

    /// Ids.
    pub fn ids(&self, key: &str) -> Vec<Spanned<String>> {
        self.items(key).filter_map(id).collect()
    }

    /// Language tags, in canonical case.
    pub fn languages(&self, key: &str) -> Vec<Spanned<String>> {
        self.strings(key)
            .into_iter()
            .filter_map(|tag| {
                Some(Spanned::new(
                    formats::language(&tag.value).ok()?.as_str().to_owned(),
                    tag.span,
                ))
            })
            .collect()
    }

    /// `true` or `false`.
    pub fn bool(&self, key: &str) -> Option<Spanned<bool>> {
        self.read(key, str::parse)
    }

    /// A whole number.
    pub fn integer(&self, key: &str) -> Option<Spanned<i64>> {
        self.read(key, str::parse)
    }

    /// A date.
    pub fn date(&self, key: &str) -> Option<Spanned<Date>> {
        self.read(key, |text| formats::date(text, "FM-DATE"))
    }

    /// A length of time.
    pub fn duration(&self, key: &str) -> Option<Spanned<Duration>> {
        self.read(key, formats::duration)
    }

    /// A moment.
    pub fn instant(&self, key: &str) -> Option<Spanned<Instant>> {
        self.read(key, formats::instant)
    }

    /// A text in one language or several.
    pub fn text(&self, key: &str) -> Option<Text> {
        text(self.get(key)?, self.languages)
    }

    /// Several texts.
    pub fn texts(&self, key: &str) -> Vec<Text> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        match &node.value {
            Value::Map(_) => texts_by_language(node, self.languages),
            _ => node
                .items()
                .iter()
                .filter_map(|item| text(item, self.languages))
                .collect(),
        }
    }

    /// Openings.
    pub fn intervals(&self, key: &str) -> Vec<Spanned<Interval>> {
        self.items(key)
            .filter_map(|node| {
                Some(Spanned::new(
                    formats::interval(node.as_str()?).ok()?,
                    node.span,
                ))
            })
            .collect()
    }

    /// Openings by weekday, from Monday.
    pub fn week(&self, key: &str) -> Vec<(Weekday, Vec<Spanned<Interval>>)> {
        let week = self.within(key);
        let days = WEEKDAY_NAMES.into_iter().zip(WEEKDAYS);
        days.filter(|(name, _)| week.get(name).is_some())
            .map(|(name, day)| (day, week.intervals(name)))
            .collect()
    }

    /// A promise of time, its length under `length`.
    pub fn target(&self, key: &str, length: &str) -> Option<Target> {
        let fields = self.map(key)?;
        Some(Target {
            length: fields.read(length, formats::promise)?,
            count: fields.read("count", |word| match word {
                "clock" => Ok(Count::Clock),
                "open-hours" => Ok(Count::OpenHours),
                "open-days" => Ok(Count::OpenDays),
                _ => Err(()),
            }),
            share: fields.valid("share", formats::share),
        })
    }

    /// What something costs.
    pub fn price(&self, key: &str) -> Option<Spanned<Price>> {
        let node = self.get(key)?;
        let word = |text: &str| match text {
            "included" => Some(Price::Included),
            "free" => Some(Price::Free),
            "basic-rate" => Some(Price::BasicRate),
            _ => None,
        };
        let price = match node.as_str() {
            Some(text) => word(text)?,
            None => {
                let fields = self.map(key)?;
                match fields.string("kind") {
                    Some(kind) => word(&kind.value)?,
                    None => Price::Amount(fields.money()?),
                }
            }
        };
        Some(Spanned::new(price, node.span))
    }

    fn money(&self) -> Option<Money> {
        Some(Money {
            amount: self.valid("amount", formats::amount)?,
            currency: self.valid("currency", formats::currency)?,
            per: self.id("per"),
            tax: self.string("tax"),
            from: self.date("from"),
        })
    }

    /// A path inside the portal.
    pub fn path(&self, key: &str) -> Option<Spanned<RelPath>> {
        self.read(key, |text| RelPath::new(text).ok_or(()))
    }

    /// `allow:`.
    pub fn allow(&self) -> Vec<Allow> {
        self.maps("allow")
            .filter_map(|entry| {
                Some(Allow {
                    rule: entry.valid("rule", |text| formats::rule(text, false))?,
                    why: entry
                        .string("why")
                        .filter(|why| !why.value.trim().is_empty())?
                        .value,
                })
            })
            .collect()
    }

    /// The kind of a channel.
    pub fn channel_kind(&self) -> Option<Spanned<String>> {
        let super::keys::Shape::OneOf(kinds) = &page::CHANNEL_KIND else {
            return None;
        };
        self.string("channel")
            .filter(|kind| kinds.contains(&kind.value.as_str()))
    }
}

/// The letters of a scalar.
pub fn string(node: &Node) -> Option<Spanned<String>> {
    Some(Spanned::new(node.as_str()?.to_owned(), node.span))
}

/// The id that a node says, or was meant to say.
pub fn id(node: &Node) -> Option<Spanned<String>> {
    string(node).as_ref().map(named_id)
}

/// The same of a key that somebody chose. What no id can be made of stays as it is written, so that it leads to what is
/// called so.
pub fn named_id(key: &Spanned<String>) -> Spanned<String> {
    let meant = id_of(&key.value);
    Spanned::new(meant.unwrap_or_else(|| key.value.clone()), key.span)
}

/// A text in one language or several.
pub fn text(node: &Node, languages: &[Locale]) -> Option<Text> {
    let mut text = Text {
        span: node.span,
        ..Text::default()
    };
    match &node.value {
        Value::Scalar { .. } => {
            let source = languages.first().cloned().unwrap_or_default();
            text.by_locale.insert(source, string(node)?);
        }
        Value::Map(entries) => {
            for (tag, value) in entries {
                if let (Some(locale), Some(words)) = (Locale::new(&tag.value), string(value)) {
                    text.by_locale.insert(locale, words);
                }
            }
            serve(&mut text, languages);
        }
        _ => {}
    }
    (!text.is_empty()).then_some(text)
}

/// Gives those of `languages` that a text is not said in the nearest that it is said in, if one is near
/// enough to be understood: `zh-Hant` to `zh-TW`, `pt-BR` to `pt-PT`.
fn serve(text: &mut Text, languages: &[Locale]) {
    for locale in languages {
        if text.is_in(locale) {
            continue;
        }
        let known = text.by_locale.keys().map(Locale::as_str);
        let nearest = cldr::nearest(locale, known).and_then(Locale::new);
        if let Some(words) = nearest.and_then(|near| text.by_locale.get(&near).cloned()) {
            text.by_locale.insert(locale.clone(), words);
        }
    }
}

/// Lists by language, turned into a list of texts by language: the first of each make the first.
fn texts_by_language(node: &Node, languages: &[Locale]) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    for (tag, list) in node.entries() {
        let Some(locale) = Locale::new(&tag.value) else {
            continue;
        };
        for (at, words) in list.items().iter().filter_map(string).enumerate() {
            if at == texts.len() {
                texts.push(Text {
                    span: words.span,
                    ..Text::default()
                });
            }
            texts[at].by_locale.insert(locale.clone(), words);
        }
    }
    texts.iter_mut().for_each(|text| serve(text, languages));
    texts
}
