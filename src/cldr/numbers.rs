//! Numbers, the forms that words take beside them, and cities, whose names go with their time.

use icu_datetime::NoCalendarFormatter;
use icu_datetime::fieldsets::zone::ExemplarCity;
use icu_datetime::input::TimeZone;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_plurals::{PluralCategory, PluralRules};
use icu_time::zone::IanaParser;

use super::preferences;
use crate::model::Locale;

/// Decimal digits as written, with the marks of the language: `2,400.00`. What is no number stays as it is.
pub fn decimal(locale: &Locale, digits: &str) -> String {
    let known = preferences(locale);
    let formatter = DecimalFormatter::try_new((&known).into(), Default::default());
    match (formatter, digits.parse::<Decimal>()) {
        (Ok(formatter), Ok(number)) => formatter.format_to_string(&number),
        _ => digits.to_owned(),
    }
}

/// Every form that words of any language take beside numbers.
pub const PLURAL_FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The form that a word takes beside a whole number: `one`, `few`, `other`.
pub fn plural_form(locale: &Locale, n: u64) -> &'static str {
    let known = preferences(locale);
    let rules = PluralRules::try_new_cardinal((&known).into());
    rules.map_or("other", |rules| name(rules.category_for(n)))
}

/// All forms that words of the language take beside numbers, `other` among them.
pub fn plural_forms(locale: &Locale) -> Vec<&'static str> {
    let known = preferences(locale);
    let rules = PluralRules::try_new_cardinal((&known).into());
    rules.map_or_else(
        |_| vec!["other"],
        |rules| rules.categories().map(name).collect(),
    )
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The city that an IANA zone is named after, in the language: `Asia/Taipei` → `Taipeh`; `None` for a
/// zone that is no place.
pub fn city(locale: &Locale, zone: &str) -> Option<String> {
    let known = preferences(locale);
    let zone = IanaParser::new().parse(zone);
    if zone == TimeZone::UNKNOWN {
        return None;
    }
    let formatter = NoCalendarFormatter::try_new((&known).into(), ExemplarCity).ok()?;
    Some(formatter.format(&zone.without_offset()).to_string())
}
