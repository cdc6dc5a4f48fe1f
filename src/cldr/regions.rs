//! Names of countries, from a table of CLDR: ICU4X has them in its experimental crate alone.

use super::matching::nearest;
use crate::model::Locale;

/// The name of a country of ISO 3166-1 or of the European Union: `CH` → `Schweiz`. In a language that the theme has
/// no texts in, it is the English one, as all around it is.
pub fn region(locale: &Locale, code: &str) -> Option<&'static str> {
    let mut lines = include_str!("regions.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let languages: Vec<&str> = lines.next()?.split('\t').skip(1).collect();
    let of_code = |line: &'static str| line.strip_prefix(code)?.strip_prefix('\t');
    let mut names = lines.find_map(of_code)?.split('\t');
    let exact = || {
        locale.chain().find_map(|tag| {
            languages
                .iter()
                .find(|known| **known == tag.as_str())
                .copied()
        })
    };
    let language = exact().or_else(|| nearest(locale, languages.iter().copied()));
    let column = languages
        .iter()
        .position(|known| *known == language.unwrap_or("en"))?;
    names.nth(column)
}
