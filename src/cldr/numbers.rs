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

/// An amount with the code of its currency, each where the language has it: `EUR 95.00`, `95,00 EUR`.
pub fn money(locale: &Locale, digits: &str, currency: &str) -> String {
    let region = locale.region();
    let amount = match (locale.language(), region) {
        // Amounts have other marks there than numbers have (`currencyGroup`, `currencyDecimal`).
        ("de", Some("AT")) => decimal(&Locale::new("de").unwrap_or_default(), digits),
        ("fr", Some("CH")) => {
            let french = decimal(&Locale::new("fr").unwrap_or_default(), digits);
            french.replace(',', ".")
        }
        _ => decimal(locale, digits),
    };
    let follows = match (locale.language(), region) {
        ("de", Some("AT" | "CH" | "LI")) | ("it", Some("CH")) => false,
        ("es", Some(region)) => matches!(region, "ES" | "EA" | "IC" | "PH"),
        ("pt", Some(region)) => region != "BR",
        (language, _) => CODE_FOLLOWS.split(' ').any(|known| known == language),
    };
    match (follows, locale.direction()) {
        (false, _) => format!("{currency}\u{a0}{amount}"),
        // The amount is the right one of both, whatever stands around them.
        (true, "rtl") => format!("\u{200f}{amount}\u{a0}\u{200f}{currency}"),
        (true, _) => format!("{amount}\u{a0}{currency}"),
    }
}

/// Languages in which the code of a currency stands behind the amount: the standard pattern of currencies, `#,##0.00 ¤`,
/// in the numbers of CLDR 48. ICU4X has no such patterns outside its experimental crate.
const CODE_FOLLOWS: &str = "agq ar ars asa ast az ba bas be bez bg bn br bs bua ca ccp ce cs cv da de dje dsb dua dyo \
    el eo es et eu ewo ff fi fo fr gl gsw he hr hsb hu hy is it ka kab kea khq kk km ksb ksf ksh ku ky lb lg lij ln lt \
    lu luo lv mk my nb nds nmg nn no oc pl pms prg rn ro ru rwk sah sbp sc se seh ses shi sk sl smn sq sr sv szl tg tk \
    tt twq tzm uk uz vec vi vmw xog yav zgh";

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
