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
