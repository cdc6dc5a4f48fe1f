//! Languages, as BCP 47 tags.

use std::fmt;
use std::sync::Arc;

use oxilangtag::LanguageTag;
use serde::{Serialize, Serializer};

/// A language tag in canonical case: `en`, `zh-TW`, `pt-BR`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locale(Arc<str>);

impl Locale {
    /// Reads a tag; `None` where it is not a well-formed BCP 47 tag with a two- or three-letter language.
    pub fn new(tag: &str) -> Option<Self> {
        let tag = LanguageTag::parse_and_normalize(tag).ok()?;
        (tag.primary_language().len() <= 3).then(|| Self(tag.as_str().into()))
    }

    /// The tag: `zh-TW`. Also the name of the language's folder.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `zh`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The region, where the tag names one: `TW`.
    pub fn region(&self) -> Option<&str> {
        // Two letters or three digits, behind the language and maybe a script.
        let mut parts = self.0.split('-').skip(1);
        let part = parts.find(|part| part.len() != 4)?;
        matches!(part.len(), 2 | 3).then_some(part)
    }

    /// The tag, then more general ones: what is left as its parts are dropped from the end (RFC 4647,
    /// section 3.4), and where it names script and region, each without the other: `zh-Hant-TW`, `zh-TW`,
    /// `zh-Hant`, `zh`.
    pub fn chain(&self) -> impl Iterator<Item = Locale> {
        let mut parts = self.0.split('-');
        let (language, script) = (parts.next(), parts.next().filter(|part| part.len() == 4));
        // A region has two letters or three digits.
        let region = parts.next().filter(|part| matches!(part.len(), 2 | 3));
        let script = script.map(|script| [language.unwrap_or_default(), script].join("-"));
        let tags = std::iter::successors(Some(self.as_str()), |tag| {
            tag.rfind('-').map(|at| &tag[..at])
        });
        tags.flat_map(move |tag| {
            let regional = region.filter(|_| script.as_deref() == Some(tag));
            let regional = regional.map(|region| [language.unwrap_or_default(), region].join("-"));
            regional.into_iter().chain([tag.to_owned()])
        })
        .map(|tag| Self(tag.into()))
    }

    /// `rtl` for languages written from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        let script = self.0.split('-').nth(1).filter(|part| part.len() == 4);
        let rtl = match script {
            Some(script) => matches!(script, "Arab" | "Hebr" | "Thaa" | "Syrc" | "Nkoo" | "Adlm"),
            None => matches!(
                self.language(),
                "ar" | "he" | "fa" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb"
            ),
        };
        if rtl { "rtl" } else { "ltr" }
    }
}

impl Default for Locale {
    fn default() -> Self {
        Self("en".into())
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl Serialize for Locale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
