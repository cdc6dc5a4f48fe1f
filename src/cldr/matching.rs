//! Which of the languages there are is meant by a tag.

use icu_locale::fallback::LocaleFallbackConfig;
use icu_locale::{LanguageIdentifier, LocaleExpander, LocaleFallbacker};

use crate::model::Locale;

/// The tag whose dates and numbers go with the words of a language, for a browser:
/// `en-GB-u-ca-gregory-nu-latn`, as pages have Gregorian dates and Western figures.
pub fn formats(locale: &Locale) -> String {
    format!("{}-u-ca-gregory-nu-latn", base(locale))
}

/// The same without calendar and figures.
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
/// `pt-PT` → `pt-BR`). Of these one of the same region comes first, then the nearest of CLDR's parent
/// locales (`es-MX` → `es-419`, `pt-AO` → `pt-PT`).
pub fn nearest<'a>(wanted: &Locale, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let likely = |tag: &str| {
        let mut id: LanguageIdentifier = tag.parse().ok()?;
        LocaleExpander::new_common().maximize(&mut id);
        Some(id)
    };
    let parents = parents(wanted);
    let wanted = likely(wanted.as_str())?;
    let near = known.filter_map(|tag| {
        let id = likely(tag)?;
        let same = (id.language, id.script) == (wanted.language, wanted.script);
        let place = parents.iter().position(|parent| parent == tag);
        let place = place.unwrap_or(parents.len());
        same.then_some((id.region != wanted.region, place, tag))
    });
    near.min().map(|(_, _, tag)| tag)
}

/// The locales that CLDR takes data from for one, nearest first.
fn parents(locale: &Locale) -> Vec<String> {
    let Ok(id) = locale.as_str().parse::<LanguageIdentifier>() else {
        return Vec::new();
    };
    let fallbacker = LocaleFallbacker::new();
    let mut step = fallbacker
        .for_config(LocaleFallbackConfig::default())
        .fallback_for((&id).into());
    let mut parents = Vec::new();
    while !step.get().is_unknown() {
        parents.push(step.get().to_string());
        step.step();
    }
    parents
}
