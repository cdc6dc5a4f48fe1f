//! Enumerations.

use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;

use super::preferences;
use crate::model::Locale;

/// `a, b and c`.
pub fn and(locale: &Locale, items: &[String]) -> String {
    let (known, options) = (preferences(locale), ListFormatterOptions::default());
    joined(
        ListFormatter::try_new_and((&known).into(), options).ok(),
        items,
    )
}

/// `a, b or c`.
pub fn or(locale: &Locale, items: &[String]) -> String {
    let (known, options) = (preferences(locale), ListFormatterOptions::default());
    joined(
        ListFormatter::try_new_or((&known).into(), options).ok(),
        items,
    )
}

fn joined(formatter: Option<ListFormatter>, items: &[String]) -> String {
    match formatter {
        Some(formatter) => formatter.format_to_string(items.iter()),
        None => items.join(", "),
    }
}
