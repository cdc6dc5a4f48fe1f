//! The texts of the interface, by language: `Search`, `Open until {time}`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Locale, Shared};

/// The texts of one language by key; all pages of a language share theirs.
pub type Texts = Shared<BTreeMap<String, String>>;

/// The theme's words for every language of the portal, complete: a gap is filled from English
/// where the words are read, and reported there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Strings {
    /// By language.
    pub by_locale: BTreeMap<Locale, Arc<Texts>>,
    /// Texts with plural forms (`within_hours`) for which a language has English words, by language.
    pub english: BTreeMap<Locale, BTreeSet<String>>,
    /// Languages by their own names: `zh-TW` → `繁體中文`.
    pub language_names: BTreeMap<String, String>,
}

impl Strings {
    /// All texts of `locale`, if the portal has that language.
    pub fn of(&self, locale: &Locale) -> Option<&Arc<Texts>> {
        self.by_locale.get(locale)
    }

    /// Whether the plural forms of `family` are English in `locale`, for want of words of its own.
    pub fn is_english(&self, locale: &Locale, family: &str) -> bool {
        let families = self.english.get(locale);
        families.is_some_and(|families| families.contains(family))
    }

    /// The text `key` in `locale`, with each `{name}` replaced by its value; the key where there is none.
    pub fn fill(&self, locale: &Locale, key: &str, values: &[(&str, &str)]) -> String {
        let text = self.of(locale).and_then(|texts| texts.get(key));
        fill(text.map_or(key, String::as_str), values)
    }
}

/// `text` with each `{name}` replaced by its value; a name without a value stays as it is.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let value = rest.find('}').and_then(|close| {
            let name = &rest[1..close];
            let (_, value) = values.iter().find(|(key, _)| *key == name)?;
            Some((close, value))
        });
        match value {
            Some((close, value)) => {
                out.push_str(value);
                rest = &rest[close + 1..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
