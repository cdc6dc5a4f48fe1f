//! Numbers that are found in texts, with what they count, language by language.

use super::*;

/// The numbers of a text with what they count: `8 h`, `16:00`, `45 EUR`.
#[track_caller]
fn check(language: &str, text: &str, expected: &str) {
    let found = quantities(text, language);
    let said = found.iter().map(|one| {
        let rounded = |number: f64| (number * 1e3).round() / 1e3;
        let also = one.also.iter().map(|&also| format!("|{}", rounded(also)));
        let number = format!("{}{}", rounded(one.number), also.collect::<String>());
        match one.kind {
            Kind::Plain if one.loose => format!("({number})"),
            Kind::Plain => number,
            Kind::Length(unit) => format!("{number}×{unit}s"),
            Kind::Months(unit) => format!("{number}×{unit}mo"),
            Kind::Time => format!("{number}:00"),
            Kind::Money(currency) => format!("{number} {}", currency.unwrap_or("$")),
            Kind::Phone => format!("tel:{}", one.name.as_deref().unwrap_or_default()),
            Kind::Name => format!("`{}`", one.name.as_deref().unwrap_or_default()),
        }
    });
    assert_eq!(said.collect::<Vec<_>>().join(" "), expected, "{text}");
}

#[test]
fn numbers_are_read_as_their_language_writes_them() {
    check("en", "1,234.5 or 1,234,567 or 0.25", "1234.5 1234567 0.25");
    check(
        "de",
        "1.234,5 oder 1.234.567 oder 0,25",
        "1234.5 1234567 0.25",
    );
    check("fr", "1 234,5 et 1\u{202f}234", "1234.5 1234");
    check("en", "1,234 and 1.234", "1234|1.234 1234|1.234");
    check("zh", "１２３ 台、1.5萬 台、3億", "123 15000 300000000");
    check("ar", "٢٤ و ١٢٫٥", "24 12.5");
    check(
        "en",
        "1,2,3 and 10.0.0.1, 1.2.3",
        "1 2 3 `10.0.0.1` `1.2.3`",
    );
    check(
        "de",
        "am 1.5.2026, 01/05/2026, 2026-05-01",
        "1 5 2026 1 5 2026 2026 5 1",
    );
    check(
        "en",
        "S1, Windows-10, 24/7, https://a.example/2026/1, a1@b.example",
        "(1) (10) (24) (7)",
    );
    check("zh", "Microsoft 365：https://a.example/2026", "365");
}

#[test]
fn a_short_date_is_a_day_and_a_month() {
    check("de", "ab 1.5.", "1|1.5 5|1.5");
    check(
        "de",
        "15.10–31.10.",
        "15|15.1|15.167 10|15.1|15.167 31|31.1 10|31.1",
    );
    check("de", "1.5 Stunden, 1.5 EUR", "1.5×3600s 1.5 EUR");
    check("de", "am 13.14. und 0.5.", "13.14|13.233 0.5");
    check("en", "Version 1.5.", "1.5");
    check("de", "12.02.17", "12 2 17|2017");
    check("en", "2/12/17-3/1/18", "2 12 17|2017 3 1 18|2018");
    check("en", "1.2.17.4 and 10.0.17", "`1.2.17.4` `10.0.17`");
}

#[test]
fn a_telephone_number_is_one_as_it_is_dialled() {
    check("en", "0.13 (48.00/365)", "0.13 48 365");
    check("en", "16 2021-15 2022", "16 2021 15 2022");
    check("en", "2021-05-01 2021-06-01", "2021 5 1 2021 6 1");
    check("fr", "01 23 45 67 89", "tel:0123456789");
    check(
        "de",
        "030/123 45 67, 0170-1234567, 01.23.45.67.89, (0511) 1234-56",
        "tel:0301234567 tel:01701234567 tel:0123456789 tel:0511123456",
    );
    check("en", "800.555.0100. 365 days", "tel:8005550100 365×86400s");
    check("en", ".50, $.50, 1.50", "0.5 0.5 $ 1.5");
}

#[test]
fn what_is_counted_is_told_apart() {
    check("en", "8 to 16 hours", "8×3600s 16×3600s");
    check("en", "from 8 to 16 o'clock", "8:00 16:00");
    check(
        "en",
        "9 am to 5 pm, 12 a.m., 4:30 pm",
        "9:00 17:00 0:00 16.5:00",
    );
    check(
        "de",
        "von 8 bis 16 Uhr, 8.30 Uhr, 4 Stunden",
        "8:00 16:00 8.5:00 4×3600s",
    );
    check(
        "zh",
        "8 至 16 小時、上午 8 點到下午 4 點、3 個工作日",
        "8×3600s 16×3600s 8:00 16:00 3×86400s",
    );
    check("zh", "2026年5月1日", "2026 5 1");
    check(
        "en",
        "$45.00, NT$1,200 per hour, 45 EUR, 2 months",
        "45 $ 1200|1.2 TWD 45 EUR 2×1mo",
    );
    check("de", "45,00 € und 1.200 EUR", "45 EUR 1200|1.2 EUR");
    check("zh", "新臺幣 1,200 元", "1200|1.2 TWD");
    check(
        "en",
        "+49 (0)30 123-4567, (02) 5555-0188, 800-555-0100",
        "tel:49301234567 tel:0255550188 tel:8005550100",
    );
    check("de", "09.00-17.00 Uhr", "9:00 17:00");
}

#[test]
fn times_are_told_by_the_words_beside_them() {
    check("fr", "9 h – 17 h 30", "9 17|17.5|1050 30|17.5|1050");
    check("nl", "9.00-17.30 uur, 2 uur 's nachts", "9:00 17.5:00 2:00");
    check("it", "17.30, 17.75, 17,30 EUR", "17.3|17.5 17.75 17.3 EUR");
    check(
        "ko",
        "오전 9시~오후 6시 30분, 3시간",
        "9:00 18.5:00 3×3600s",
    );
    check("zh", "晚上12點、中午1點", "24|0:00 13:00");
    check("zh", "5 點 30 人、17時間30分", "5:00 30 17×3600s 30");
    check("de", "am 12 am Montag, 12 Uhr mittags", "12 12:00");
    check("ar", "5 م", "5|17");
}

#[test]
fn a_number_goes_on_behind_the_word_that_multiplies_it() {
    check(
        "ja",
        "4万8,000円、1万2千円、３億５０００万人",
        "48000 JPY 12000 JPY 350000000",
    );
    check(
        "zh",
        "1 萬 2,000 元、3 萬 24 小時、1萬2",
        "12000 $ 30000 24×3600s 10002|12000",
    );
    check("ko", "4만 8,000원, 1만 5명", "48000 KRW 10000 5");
    check(
        "es",
        "2 millones 500 mil, 2.000 millones",
        "2500000 2000000000|2000000",
    );
    check("en", "2 million 24-hour runs", "2000000 24×3600s");
    check("ja", "4〜5万円", "4|40000 JPY 50000 JPY");
}

#[test]
fn years_of_an_era_are_counted_from_its_first() {
    check("ja", "令和9年3月31日、平成 31 年", "2027|9 3 31 2019|31");
    check("zh", "民國 115 年 1 月", "2026|115 1");
    check("ja", "昭和通り5", "5");
}

#[test]
fn tenths_are_percentages() {
    check("ja", "3割引、1割5分、5分", "3|30 1|15 5");
    check("zh", "打 8 折、85折", "8|80|20 85|85|15");
}

#[test]
fn quarters_of_an_hour_are_said_in_words() {
    check(
        "es",
        "a las 5 y cuarto, 8 horas y media",
        "5|5.25|17.25 8|8.5|20.5",
    );
    check("en", "half past 5, the half 5", "5|5.5|17.5 5");
    check("de", "um halb 6, viertel vor 6", "6|5.5|17.5 6|5.75|17.75");
    check(
        "fr",
        "8 h et quart, 6 heures moins le quart",
        "8|8.25|20.25 6|5.75|17.75",
    );
    check("zh", "下午5點三刻、5點半", "17.75:00 5.5:00");
}

#[test]
fn a_length_of_time_is_said_in_another_unit() {
    let week = Kind::Length(86_400.0);
    for (language, text, number, is_said) in [
        ("en", "after a week", 7.0, true),
        ("en", "after a few weeks", 14.0, false),
        ("en", "after two weeks", 14.0, true),
        ("en", "after two weeks", 7.0, false),
        ("en", "a meeting on Monday", 7.0, false),
        ("de", "nach einer Woche", 7.0, true),
        ("es", "una semana", 7.0, true),
        ("zh", "兩個星期", 14.0, true),
        ("ja", "一週間以内", 7.0, true),
        ("ja", "今週", 7.0, false),
    ] {
        let said = words::says_length(text, number, week, language);
        assert_eq!(said, Some(is_said), "{text} {number}");
    }
    assert_eq!(words::says_length("viikko", 7.0, week, "fi"), None);
}

#[test]
fn hours_in_characters_are_known() {
    for (language, text, hours) in [
        (
            "zh",
            "下午五點三刻、十一點四十五分",
            &[17.75, 11.75, 23.75][..],
        ),
        ("zh", "早上九點到晚上十二點", &[9.0, 24.0]),
        ("zh", "晚上六點至八點二十分", &[18.0, 20.0 + 20.0 / 60.0]),
        ("ja", "午後五時半、五時間", &[17.5]),
        ("ko", "오후 다섯 시 반, 다섯 시간", &[17.5]),
        ("zh", "六十點", &[]),
        ("de", "五點", &[]),
    ] {
        let found = hours_in_words(text, language);
        let is_found = |hour: &f64| found.iter().any(|found| (found - hour).abs() < 1e-9);
        assert!(hours.iter().all(is_found), "{text} {found:?}");
        assert_eq!(found.is_empty(), hours.is_empty(), "{text} {found:?}");
    }
}

#[test]
fn numbers_in_words_are_known() {
    for (language, text, number) in [
        ("en", "Within two days.", 2.0),
        ("en", "By May 1", 5.0),
        ("en", "half an hour", 30.0),
        ("de", "binnen einer Stunde", 1.0),
        ("zh", "二十四小時內", 24.0),
        ("zh", "兩天", 2.0),
        ("zh", "一百二十人", 120.0),
        ("zh", "半小時", 30.0),
        ("zh", "兩百萬", 2e6),
        ("zh", "一億兩千萬", 1.2e8),
        ("en", "two hundred and fifty-one", 251.0),
        ("de", "einundzwanzig", 21.0),
        ("de", "dreistufig", 3.0),
        ("fr", "cent vingt", 120.0),
        ("es", "dos millones", 2e6),
        ("en", "two billion", 2e9),
        ("es", "dos mil millones", 2e9),
        ("fr", "trois milliards", 3e9),
        ("ja", "令和元年", 2019.0),
        ("ja", "令和八年", 2026.0),
        ("ja", "三割", 30.0),
        ("zh", "八折", 20.0),
    ] {
        assert_eq!(words::says(text, number, language), Some(true), "{text}");
        assert_eq!(
            words::says(text, number + 41.0, language),
            Some(false),
            "{text}"
        );
    }
    assert_eq!(words::says("kaksi", 2.0, "fi"), None);
}

#[test]
fn what_one_text_says_is_found_in_all_that_another_says() {
    let check = |theirs: (&str, &str), ours: (&str, &str), lonely: &str| {
        let (theirs, ours) = (quantities(theirs.1, theirs.0), quantities(ours.1, ours.0));
        let all = All::of(ours.iter());
        let alone = theirs.iter().filter(|one| !all.agree_with(one));
        let alone: Vec<String> = alone
            .map(|one| one.name.clone().unwrap_or(one.number.to_string()))
            .collect();
        assert_eq!(alone.join(" "), lonely);
    };
    // 48 hours are two days and 60 minutes an hour; no price is a length of time.
    check(
        ("en", "48 hours, 60 minutes, 7 days, 8 EUR, 9 EUR"),
        ("de", "2 Tage, 1 Stunde, 8 Stunden, 9 USD"),
        "7 8 9",
    );
    check(
        ("en", "5 pm, 8 am, 1,234 units, 0.5 or 3"),
        ("de", "17 Uhr, 20 Uhr, 1.234 Stück, 0,5"),
        "8 3",
    );
    check(
        (
            "en",
            "Call +49 30 1234567, +49 30 7654321 or version 1.2.3.",
        ),
        ("de", "Telefon 030 1234567, 030 7654322, Version 1.2.4"),
        "49307654321 1.2.3",
    );
    let all = All::of([].into_iter());
    assert!(!all.agree_with(&quantities("1", "en")[0]));
}
