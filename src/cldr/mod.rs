//! How languages form dates, times, numbers, lists and plurals, and sort: the one home of ICU4X, whose data is
//! that of the Unicode CLDR, for every locale there is.
//!
//! Goes in: a language and a value. Comes out: its words. What needs a sentence around it ("from … to …",
//! "within 2 days" in its case) stands in the theme's strings. Two things differ from CLDR's defaults, and
//! both are asked for with CLDR's own means: clocks count 24 hours, since hours of service are written so
//! in the facts, and figures are Western ones, as in the phone numbers and addresses beside them.

mod dates;
mod lists;
mod matching;
mod numbers;
mod order;
mod regions;

pub use dates::{
    clock, clock_with_seconds, date, day, days, first_weekday, weekday, weekday_short,
};
pub use lists::{and, or};
pub use matching::{formats, nearest};
pub use numbers::{PLURAL_FORMS, city, decimal, money, plural_form, plural_forms};
pub use order::Alphabet;
pub use regions::region;

use icu_locale::extensions::unicode::{Value, key};

use crate::model::Locale;

/// `locale` as ICU4X knows it, with 24 hours, Western figures and the Gregorian calendar.
fn preferences(locale: &Locale) -> icu_locale::Locale {
    let mut known: icu_locale::Locale = matching::base(locale)
        .parse()
        .unwrap_or(icu_locale::Locale::UNKNOWN);
    for (key, value) in [
        (key!("ca"), "gregory"),
        (key!("hc"), "h23"),
        (key!("nu"), "latn"),
    ] {
        let value = Value::try_from_str(value).unwrap_or_default();
        known.extensions.unicode.keywords.set(key, value);
    }
    known
}

#[cfg(test)]
mod tests;
