//! Texts that customers read, in one language or several.

use std::collections::BTreeMap;

use super::{Locale, Span, Spanned};

/// A text in one or more languages, each with its place in the file.
///
/// A plain string in YAML is a text in the source language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    /// By language.
    pub by_locale: BTreeMap<Locale, Spanned<String>>,
    /// The whole value.
    pub span: Span,
}

impl Text {
    /// The text in `locale`, else in the nearest language of it, else in `source`, else in any.
    pub fn get(&self, locale: &Locale, source: &Locale) -> &str {
        self.find(locale)
            .or_else(|| self.find(source))
            .or_else(|| {
                self.by_locale
                    .values()
                    .next()
                    .map(|text| text.value.as_str())
            })
            .unwrap_or_default()
    }

    fn find(&self, locale: &Locale) -> Option<&str> {
        locale
            .chain()
            .find_map(|tag| self.by_locale.get(&tag))
            .map(|text| text.value.as_str())
    }

    /// Whether it is said in `locale`, or in a language that `locale` is a variety of.
    pub fn is_in(&self, locale: &Locale) -> bool {
        self.find(locale).is_some_and(|text| !text.is_empty())
    }

    /// Whether nothing is said in any language.
    pub fn is_empty(&self) -> bool {
        self.by_locale.values().all(|text| text.value.is_empty())
    }
}
