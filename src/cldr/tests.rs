//! What the data of the Unicode CLDR makes of values, language by language.

use super::*;
use crate::calendar::{Date, Weekday};

fn locale(tag: &str) -> Locale {
    Locale::new(tag).unwrap()
}

#[test]
fn dates_and_clocks_follow_the_language_in_24_hours_and_western_figures() {
    let may = Date::constant(2026, 5, 1);
    for (tag, expected) in [
        ("en", "Friday, 1 May 2026 | 1 May 2026 | Fri | 09:05"),
        ("en-US", "Friday, May 1, 2026 | May 1, 2026 | Fri | 09:05"),
        ("zh-TW", "2026年5月1日星期五 | 2026年5月1日 | 週五 | 09:05"),
        ("ja", "2026年5月1日金曜日 | 2026年5月1日 | 金 | 09:05"),
        ("de-AT", "Freitag, 1. Mai 2026 | 1. Mai 2026 | Fr | 09:05"),
        (
            "fr-CH",
            "vendredi 1er mai 2026 | 1er mai 2026 | ven. | 09:05",
        ),
        (
            "it",
            "venerdì 1º maggio 2026 | 1º maggio 2026 | ven | 09:05",
        ),
        (
            "pt-BR",
            "sexta-feira, 1º de maio de 2026 | 1º de maio de 2026 | sex. | 09:05",
        ),
        ("pl", "piątek, 1 maja 2026 | 1 maja 2026 | pt. | 09:05"),
        ("ar", "الجمعة، 1 مايو 2026 | 1 مايو 2026 | الجمعة | 09:05"),
        ("he", "יום שישי, 1 במאי 2026 | 1 במאי 2026 | יום ו׳ | 09:05"),
    ] {
        let language = locale(tag);
        let shown = [
            date(&language, may),
            day(&language, may),
            weekday_short(&language, Weekday::Friday),
            clock(&language, 545),
        ];
        assert_eq!(shown.join(" | "), expected, "{tag}");
    }
    assert_eq!(day(&locale("pt-PT"), may), "1 de maio de 2026");
    let later = Date::constant(2026, 5, 21);
    assert_eq!(day(&locale("fr"), later), "21 mai 2026");
    let end = ["en", "ar", "ja"].map(|tag| clock(&locale(tag), 1440));
    assert_eq!(end, ["24:00"; 3]);
}

#[test]
fn a_week_begins_where_calendars_of_the_country_do() {
    for (first, tags) in [
        (0, "en en-GB de fr es it nl pl ru zh-CN vi ar-AE"),
        (
            6,
            "he he-IL ar-SA ko ko-KR ja zh-TW zh-Hant en-US pt-BR th hi",
        ),
        (5, "ar fa ar-EG"),
    ] {
        for tag in tags.split(' ') {
            assert_eq!(first_weekday(&locale(tag)), first, "{tag}");
        }
    }
}

#[test]
fn a_time_within_one_year_tells_it_once() {
    let [may, june, january] = [(2026, 5, 1), (2026, 6, 30), (2027, 1, 2)]
        .map(|(year, month, day)| Date::constant(year, month, day));
    for (tag, expected) in [
        ("en", "1 May | 30 June 2026"),
        ("en-US", "May 1 | June 30, 2026"),
        ("es", "1 de mayo | 30 de junio de 2026"),
        ("de", "1. Mai | 30. Juni 2026"),
        ("fr", "1er mai | 30 juin 2026"),
        ("pt-BR", "1º de maio | 30 de junho de 2026"),
        ("ja", "2026年5月1日 | 6月30日"),
        ("zh-TW", "2026年5月1日 | 6月30日"),
        ("ko", "2026년 5월 1일 | 6월 30일"),
        ("he", "1 במאי | 30 ביוני 2026"),
    ] {
        let (from, to) = days(&locale(tag), may, june);
        assert_eq!(format!("{from} | {to}"), expected, "{tag}");
    }
    let (from, to) = days(&locale("en"), june, january);
    assert_eq!(format!("{from} | {to}"), "30 June 2026 | 2 January 2027");
}

#[test]
fn lists_numbers_and_cities_follow_the_language() {
    let items = ["A", "B", "C"].map(str::to_owned);
    for (tag, expected) in [
        (
            "en",
            "A, B and C | A, B or C | 12,400.50 | Ho Chi Minh City",
        ),
        (
            "de",
            "A, B und C | A, B oder C | 12.400,50 | Ho-Chi-Minh-Stadt",
        ),
        ("ja", "A、B、C | A、B、またはC | 12,400.50 | ホーチミン"),
        ("pl", "A, B i C | A, B lub C | 12\u{a0}400,50 | Ho Chi Minh"),
    ] {
        let language = locale(tag);
        let shown = [
            and(&language, &items),
            or(&language, &items),
            decimal(&language, "12400.50"),
            city(&language, "Asia/Ho_Chi_Minh").unwrap(),
        ];
        assert_eq!(shown.join(" | "), expected, "{tag}");
    }
    assert_eq!(decimal(&locale("en"), "many"), "many");
    assert_eq!(city(&locale("en"), "Mars/Olympus"), None);
}

#[test]
fn amounts_of_money_have_the_code_where_the_language_has_it() {
    for (tag, expected) in [
        ("en", "EUR 12,500.50"),
        ("en-IE", "EUR 12,500.50"),
        ("de", "12.500,50 EUR"),
        ("de-AT", "EUR 12.500,50"),
        ("de-CH", "EUR 12'500.50"),
        ("fr", "12 500,50 EUR"),
        ("fr-CH", "12 500.50 EUR"),
        ("it", "12.500,50 EUR"),
        ("it-CH", "EUR 12'500.50"),
        ("es-ES", "12.500,50 EUR"),
        ("es-MX", "EUR 12,500.50"),
        ("pt-BR", "EUR 12.500,50"),
        ("pt-PT", "12 500,50 EUR"),
        ("nl", "EUR 12.500,50"),
        ("pl", "12 500,50 EUR"),
        ("ja", "EUR 12,500.50"),
        ("zh-TW", "EUR 12,500.50"),
        ("ko", "EUR 12,500.50"),
        ("sv", "12 500,50 EUR"),
        ("ar", "\u{200f}12,500.50 \u{200f}EUR"),
        ("he", "\u{200f}12,500.50 \u{200f}EUR"),
    ] {
        let shown = money(&locale(tag), "12500.50", "EUR");
        assert!(shown.contains('\u{a0}'), "{tag}");
        let shown = shown.replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(shown, expected, "{tag}");
    }
}

#[test]
fn countries_have_their_names() {
    for (tag, expected) in [
        ("en", "Switzerland | European Union | Hong Kong"),
        ("de-CH", "Schweiz | Europäische Union | Hongkong"),
        ("pt-PT", "Suíça | União Europeia | Hong Kong"),
        ("zh-Hant-HK", "瑞士 | 歐盟 | 香港"),
        ("sv", "Switzerland | European Union | Hong Kong"),
    ] {
        let names = ["CH", "EU", "HK"].map(|code| region(&locale(tag), code).unwrap());
        assert_eq!(names.join(" | "), expected, "{tag}");
    }
    assert_eq!(region(&locale("en"), "munich"), None);
    assert_eq!(region(&locale("en"), "C"), None);
}

#[test]
fn words_have_the_forms_that_their_language_asks_for() {
    let forms = |tag: &str| plural_forms(&locale(tag)).join(" ");
    assert_eq!(
        ["ja", "en", "he", "pl", "ar"].map(forms),
        [
            "other",
            "one other",
            "one two other",
            "one few many other",
            "zero one two few many other"
        ]
    );
    let form = |n| plural_form(&locale("pl"), n);
    assert_eq!(
        [1, 2, 5, 22, 112].map(form),
        ["one", "few", "many", "few", "many"]
    );
}

#[test]
fn the_nearest_language_shares_the_script() {
    let known = ["de", "en", "pt-BR", "zh-CN", "zh-TW"];
    let nearest = |tag: &str| nearest(&locale(tag), known.into_iter()).unwrap_or("-");
    assert_eq!(
        [
            "zh-Hant-TW",
            "zh-HK",
            "zh",
            "zh-Hans-SG",
            "pt",
            "pt-PT",
            "sr"
        ]
        .map(nearest),
        ["zh-TW", "zh-TW", "zh-CN", "zh-CN", "pt-BR", "pt-BR", "-"]
    );
    // CLDR says which variety another one follows.
    let among =
        |tag: &str, known: [&'static str; 2]| super::nearest(&locale(tag), known.into_iter());
    assert_eq!(among("es-MX", ["es-ES", "es-419"]), Some("es-419"));
    assert_eq!(among("pt-AO", ["pt-BR", "pt-PT"]), Some("pt-PT"));
}

#[test]
fn browsers_are_told_whose_dates_go_with_the_words() {
    let told = |tag: &str| formats(&locale(tag));
    assert_eq!(
        ["en", "en-US", "ar-EG", "th"].map(told),
        [
            "en-GB-u-ca-gregory-nu-latn",
            "en-US-u-ca-gregory-nu-latn",
            "ar-EG-u-ca-gregory-nu-latn",
            "th-u-ca-gregory-nu-latn"
        ]
    );
}
