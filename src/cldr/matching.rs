//! Which of the languages there are is meant by a tag.

use icu_locale::{LanguageIdentifier, LocaleExpander};

use crate::model::Locale;

/// The tag whose dates and numbers go with the words of a language, for a browser: `en-GB-u-nu-latn`, as
/// pages have Western figures.
pub fn formats(locale: &Locale) -> String {
    format!("{}-u-nu-latn", base(locale))
}

/// The same without the figures.
///
/// `en` alone is English of the world, as the theme writes it, while CLDR takes it for American.
pub(super) fn base(locale: &Locale) -> &str {
    match locale.as_str() {
        "en" => "en-GB",
        tag => tag,
    }
}

/// The nearest of `known` tags for `wanted`, where none of them is its beginning: one of the same language
/// and script as CLDR's likely subtags have them (`zh-Hant-TW` and `zh-HK` → `zh-TW`, `zh` → `zh-CN`,
/// `pt-PT` → `pt-BR`), of the same region before others.
pub fn nearest<'a>(wanted: &Locale, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let likely = |tag: &str| {
        let mut id: LanguageIdentifier = tag.parse().ok()?;
        LocaleExpander::new_common().maximize(&mut id);
        Some(id)
    };
    let wanted = likely(wanted.as_str())?;
    let mut near: Vec<(bool, &str)> = known
        .filter_map(|tag| {
            let id = likely(tag)?;
            let same = (id.language, id.script) == (wanted.language, wanted.script);
            same.then_some((id.region != wanted.region, tag))
        })
        .collect();
    near.sort();
    near.first().map(|(_, tag)| *tag)
}
