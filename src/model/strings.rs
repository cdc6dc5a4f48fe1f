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

/// `text` with each `{name}` replaced by its value; a name without a value stays as it is. A sentence has one full
/// stop, also behind a value that has its own: `Acme Ltd.`
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    fill_joined(text, values, |_, _| {})
}

/// The same, where `join` may change the words before a value as the value asks.
pub fn fill_joined(
    text: &str,
    values: &[(&str, &str)],
    join: impl Fn(&mut String, &str),
) -> String {
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
                join(&mut out, value);
                out.push_str(value);
                rest = after(value, &rest[close + 1..]);
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

/// What follows `value` in a text, without a full stop that `value` ends in itself. Chinese and Japanese have both,
/// as their own is no mark of an abbreviation: `Acme Ltd.。`
pub fn after<'a>(value: &str, rest: &'a str) -> &'a str {
    // Isolated from the direction of the text around it, a value has one more character behind it.
    let last = value.trim_end_matches('\u{2069}').chars().last();
    let stop = match last {
        Some('.' | '…') => rest.strip_prefix('.'),
        Some('。' | '．') => rest.strip_prefix(['。', '.']),
        _ => None,
    };
    // Where dots follow one another they are no full stop.
    stop.filter(|rest| !rest.starts_with('.')).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn a_sentence_has_one_full_stop() {
        let check = |text: &str, name: &str, filled: &str| {
            assert_eq!(fill(text, &[("name", name)]), filled);
        };
        check("Through {name}.", "Acme", "Through Acme.");
        check("Through {name}.", "Acme Ltd.", "Through Acme Ltd.");
        check("{name}. Ask us.", "Acme S.A.", "Acme S.A. Ask us.");
        check("{name}, then.", "Acme Inc.", "Acme Inc., then.");
        check("“{name}”.", "Acme Inc.", "“Acme Inc.”.");
        check(
            "למשל {name}.",
            "\u{2068}Acme Ltd.\u{2069}",
            "למשל \u{2068}Acme Ltd.\u{2069}",
        );
        check("内容：{name}。", "电话。", "内容：电话。");
        check("由{name}。", "Acme Ltd.", "由Acme Ltd.。");
        check("{name}...", "etc.", "etc....");
    }
}
