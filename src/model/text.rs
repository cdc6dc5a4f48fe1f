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

/// Embeddings, overrides and isolates: they let text read otherwise than it is (CVE-2021-42574).
/// The marks U+200E and U+200F, which Arabic and Hebrew need, are harmless.
pub fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether each direction isolate of a text (U+2066 to U+2068) is closed in it (U+2069), and none twice: then it turns
/// nothing but what it holds, and no letters, which only overrides do (UAX #9, 2.4).
pub fn closes_isolates(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => return false,
            '\u{2069}' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

/// Codes that programs keep for themselves, as marks in a text: no text has them (Unicode 23.7).
pub fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The rule that a character breaks which stands in no text, and what it is.
pub fn hidden(c: char) -> Option<(&'static str, &'static str)> {
    match c {
        '\n' | '\t' | '\r' => None,
        c if c.is_control() => Some(("ENC-CONTROL", "a control character")),
        c if is_noncharacter(c) => Some(("ENC-CONTROL", "a code that is no character")),
        c if is_bidi(c) => Some(("ENC-BIDI", "a character that turns the reading direction")),
        _ => None,
    }
}
