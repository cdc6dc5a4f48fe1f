//! What is lost, or changed, on the way from one language to another.

use supportal::pipeline::{Memos, Options, compile};

use crate::portal::Portal;

fn portal(languages: &str) -> Portal {
    let config = format!("title: Test\nlanguages: [{languages}]\n");
    Portal::new().file("supportal.yaml", config)
}

/// One page in two languages.
fn pair(language: &str, source: &str, translation: &str) -> Portal {
    portal(&format!("en, {language}"))
        .page("en/articles/a.md", source)
        .page(&format!("{language}/articles/a.md"), translation)
}

/// Findings of the rules on translations, but for pages that the examples leave out.
fn found(portal: &Portal, code: &str) -> String {
    let found = portal.check();
    let lines = found.lines().filter(|line| line.contains(code));
    lines.map(|line| format!("{line}\n")).collect()
}

#[track_caller]
fn numbers_agree(language: &str, source: &str, translation: &str) {
    let portal = pair(language, source, translation);
    assert_eq!(
        found(&portal, "TRN-NUMBERS"),
        "",
        "{source} | {translation}"
    );
}

#[track_caller]
fn numbers_differ(language: &str, source: &str, translation: &str, message: &str) {
    let found = found(&pair(language, source, translation), "TRN-NUMBERS");
    assert!(found.contains(message), "{source} | {translation}\n{found}");
    assert_eq!(found.lines().count(), 1, "{found}");
}

#[test]
fn the_same_numbers_are_found_the_same_however_they_are_written() {
    numbers_agree("zh-TW", "Within 8 to 16 hours.", "８ 至 １６ 小時內。");
    numbers_agree("zh-TW", "Within two business days.", "2 個工作天內。");
    numbers_agree("zh-TW", "Within 24 hours.", "二十四小時內。");
    numbers_agree(
        "zh-TW",
        "10,000 users since May 1, 2026.",
        "自 2026年5月1日起有 1 萬名使用者。",
    );
    numbers_agree("zh-TW", "From 9 am to 6 pm.", "上午 9 點至下午 6 點。");
    numbers_agree("zh-TW", "Open 24/7 for S1.", "全年無休受理 S1。");
    numbers_agree(
        "de",
        "It costs $1,234.50 a month.",
        "Es kostet 1.234,50 $ im Monat.",
    );
    numbers_agree(
        "de",
        "From 8 to 16 o'clock on 1 May.",
        "Am 1. Mai von 8 bis 16 Uhr.",
    );
    numbers_agree("de", "Call +49 30 1234567.", "Rufen Sie 030 123 45 67 an.");
    numbers_agree("fr", "1,234.5 GB by 17:30", "1\u{202f}234,5 Go avant 17h30");
    numbers_agree("fi", "Two, 3 and 4.", "2, kolme ja neljä.");
    numbers_agree(
        "de",
        "Run `x 1 2 3` at https://a.example/1.",
        "`x 4 5 6` bei https://a.example/2.",
    );
}

#[test]
fn prices_years_and_shares_are_read_as_japanese_writes_them() {
    for (japanese, english) in [
        ("月額は4万8,000円です。", "The fee is ¥48,000 a month."),
        ("月額は1万2千円です。", "The fee is JPY 12,000 a month."),
        ("月額は４〜５万円です。", "The fee is ¥40,000 to ¥50,000."),
        ("期限は令和9年3月31日です。", "Valid until March 31, 2027."),
        ("平成31年4月1日から。", "Since April 1, 2019."),
        ("令和元年5月1日から。", "Since May 1, 2019."),
        ("割引は3割です。", "The discount is 30%."),
        ("割引は1割5分です。", "The discount is 15%."),
        ("7日以内に返品。", "Return it within a week."),
    ] {
        numbers_agree("ja", english, japanese);
    }
    numbers_differ(
        "ja",
        "The fee is ¥48,000.",
        "4万5,000円です。",
        "`4万5,000円` stands for",
    );
    numbers_differ(
        "ja",
        "Until March 31, 2027.",
        "令和8年3月31日まで。",
        "`8` stands for `2027`",
    );
    numbers_differ(
        "ja",
        "A discount of 30%.",
        "4割の割引。",
        "`4割` stands for `30`",
    );
}

#[test]
fn large_numbers_quarters_and_weeks_agree_however_they_are_said() {
    for (language, english, translation) in [
        (
            "es",
            "Two billion requests.",
            "2.000 millones de solicitudes.",
        ),
        (
            "pt-BR",
            "Two billion requests.",
            "2.000 milhões de pedidos.",
        ),
        ("fr", "Two billion requests.", "2 000 millions de demandes."),
        ("it", "Two billion requests.", "2 miliardi di richieste."),
        ("es", "After 5:15 pm.", "Después de las 5 y cuarto."),
        (
            "es",
            "After half past 5.",
            "Después de las 5 y media de la tarde.",
        ),
        ("de", "At 5:30 pm.", "Um halb 6."),
        ("nl", "At 5:30 pm.", "Om half 6."),
        ("es", "After a week.", "A los 7 días."),
        ("es", "After 7 days.", "Después de una semana."),
        ("zh-TW", "Save 20%.", "打 8 折。"),
        ("it", "Within 48 hours.", "Entro due giorni."),
    ] {
        numbers_agree(language, english, translation);
    }
    numbers_differ(
        "es",
        "After 5:15 pm.",
        "Después de las 5 y media.",
        "`5 y media` stands for",
    );
    numbers_differ(
        "es",
        "After two weeks.",
        "A los 7 días.",
        "`7 días` is not in the source",
    );
}

#[test]
fn a_number_that_became_another_is_found() {
    numbers_differ(
        "zh-TW",
        "We answer within 8 to 16 hours.",
        "我們於 8 點至 16 點回覆。",
        "`8 點` stands for `8` of `en/articles/a.md:6`: a time of day, and there a length of time",
    );
    numbers_differ(
        "de",
        "Within 4 hours.",
        "Binnen 4 Tagen.",
        "`4 Tagen` stands for `4 hours`",
    );
    numbers_differ(
        "de",
        "It costs 45.00 EUR.",
        "Es kostet 54,00 €.",
        "`54,00 €` stands for `45.00 EUR`",
    );
    numbers_differ(
        "de",
        "It costs 45.00 EUR.",
        "Es kostet 45,00 US$.",
        "`45,00 US$` stands for `45.00 EUR`",
    );
    numbers_differ(
        "zh-TW",
        "Call +886 2 5555 0188.",
        "請撥 +886 2 5555 0818。",
        "`+886 2 5555 0818` stands for `+886 2 5555 0188` of `en/articles/a.md:6`; digits have changed places",
    );
    numbers_differ(
        "de",
        "Keep it 30 days.",
        "Heben Sie es auf.",
        "`30 days` of `en/articles/a.md:6` is missing here",
    );
    numbers_differ(
        "de",
        "Keep it.",
        "Heben Sie es 30 Tage auf.",
        "`30 Tage` is not in the source",
    );
    numbers_differ("fi", "In 3 steps.", "Vaiheita: 4.", "`4` stands for `3`");
}

#[test]
fn a_date_without_a_year_or_with_two_digits_of_it_is_a_date() {
    numbers_agree("de", "From October 1 it holds.", "Ab dem 01.10. gilt es.");
    numbers_agree("de", "On May 1 you buy.", "Am 1.5. kaufen Sie.");
    numbers_agree("de", "From July 1 to 3.", "Vom 01.07–3.07. gilt es.");
    numbers_agree("de", "Version 1.5.", "Version 1.5.");
    numbers_agree("pl", "On May 1 you buy.", "Kupujesz 1.05.");
    numbers_agree(
        "de",
        "You buy on February 12, 2017 a second seat.",
        "Am 12.02.17 kaufen Sie einen zweiten Platz.",
    );
    numbers_agree(
        "fr",
        "You buy on February 12, 2017.",
        "Vous achetez le 12/02/17.",
    );
    numbers_agree("de", "You buy on 2/12/17.", "Sie kaufen am 12.02.2017.");
    numbers_differ(
        "de",
        "From October 1 it holds.",
        "Ab dem 11.10. gilt es.",
        "`11` stands for `1`",
    );
    numbers_differ(
        "de",
        "From October 1 it holds.",
        "Ab dem 01.11. gilt es.",
        "`11` is not in the source",
    );
    numbers_differ(
        "de",
        "You buy on February 12, 2017.",
        "Am 12.02.18 kaufen Sie.",
        "`18` stands for `2017`",
    );
}

#[test]
fn numbers_beside_each_other_are_no_telephone_number() {
    numbers_agree("de", "Rate 0.13 (48.00/365).", "Satz 0,13 (48,00/365).");
    numbers_agree(
        "de",
        "It is 0.143 (4/28), not 0.129 (4/31).",
        "0,143 (4/28), nicht 0,129 (4/31).",
    );
    numbers_agree(
        "de",
        "From October 16 2021-15 2022 November.",
        "Vom 16. Oktober 2021 bis 15. November 2022.",
    );
    numbers_agree(
        "de",
        "Call 030 1234567. 24 people answer.",
        "Rufen Sie 030/123 45 67 an. Es antworten 24 Leute.",
    );
    numbers_agree(
        "fr",
        "Call +33 1 23 45 67 89.",
        "Appelez le 01 23 45 67 89.",
    );
    numbers_agree("de", "It costs .50 per seat.", "Es kostet 0,50 je Platz.");
    numbers_agree("de", "It costs $.50.", "Es kostet 0,50 $.");
    numbers_differ(
        "de",
        "Rate 0.13 (48.00/365).",
        "Satz 0,13 (84,00/365).",
        "`84,00` stands for `48.00`",
    );
    numbers_differ(
        "de",
        "It costs .50 per seat.",
        "Es kostet 5,00 je Platz.",
        "`5,00` stands for `.50`",
    );
    numbers_differ(
        "de",
        "Call (425) 555.0182 or 0511/123456.",
        "Rufen Sie (425) 555.0182 oder 0511/123465 an.",
        "`0511/123465` stands for `0511/123456`",
    );
}

#[test]
fn a_time_of_day_is_read_as_each_language_writes_it() {
    for (language, source, translation) in [
        ("fr", "Before 17:30.", "Avant 17 h 30."),
        ("fr", "Before 17:30.", "Avant 17\u{a0}h\u{a0}30."),
        ("fr", "1 hour 30 minutes.", "1 h 30."),
        ("fr", "Before 5 PM.", "Avant 5 heures de l’après-midi."),
        ("es", "Before 17:30.", "Antes de las 17.30 h."),
        ("es", "Before 5:30 PM.", "Antes de las 5:30 p. m."),
        ("es", "Before 5 PM.", "Antes de las 5 de la tarde."),
        ("es", "Before 5 PM.", "Antes de las cinco de la tarde."),
        ("it", "Before 17:30.", "Prima delle 17.30."),
        ("it", "Before 5 PM.", "Prima delle 5 del pomeriggio."),
        ("pl", "Before 17:30.", "Przed godz. 17.30."),
        ("pl", "Before 9:10.", "Przed godziną 09.10."),
        ("pl", "Before 5 PM.", "Przed 5 po południu."),
        ("nl", "Before 17:30.", "Voor 17.30 uur."),
        ("nl", "Before 5 PM.", "Voor 5 uur 's middags."),
        ("de", "Before 5 PM.", "Vor 5 Uhr nachmittags."),
        ("de", "The 12 on Monday.", "Die 12 am Montag."),
        ("pt-BR", "Before 5:30 PM.", "Antes das 17h30min."),
        ("pt-BR", "Before 5 PM.", "Antes das 5 da tarde."),
        ("ko", "Before 17:30.", "17시 30분 전."),
        ("ko", "Before 5:30 PM.", "오후 5시 30분 전."),
        ("ko", "Before 5:30 PM.", "오후 다섯 시 반 전."),
        ("ar", "Before 5:30 PM.", "قبل 5:30 مساءً."),
        ("ar", "Before 5 PM.", "قبل الساعة 5 مساءً."),
        ("ar", "Before 5 PM.", "قبل الساعة ٥ م."),
        ("ar", "It is 5 m long.", "طوله 5 م."),
        ("he", "Before 5 PM.", "לפני השעה 5 אחר הצהריים."),
        ("he", "From 9 AM.", "מ-9 בבוקר."),
        ("ja", "From 9 AM to 6 PM.", "朝9時から夕方6時まで。"),
        ("ja", "Before midnight, 12 AM.", "夜12時まで。"),
        ("zh-TW", "Before 17:30.", "下午 5 點 30 分前。"),
        ("zh-CN", "Before 17:05.", "下午5点5分前。"),
        ("fi", "Before 5 PM.", "Ennen kello 5 iltapäivällä."),
    ] {
        numbers_agree(language, source, translation);
    }
    for (language, source, translation, message) in [
        (
            "fr",
            "Before 17:30.",
            "Avant 17 h 45.",
            "`17 h 45` stands for `17:30`",
        ),
        (
            "es",
            "Before 5 PM.",
            "Antes de las 5 de la mañana.",
            "stands for `5 PM`",
        ),
        (
            "it",
            "Before 17:30.",
            "Prima delle 18.30.",
            "`18.30` stands for `17:30`",
        ),
        (
            "nl",
            "Before 17:30.",
            "Voor 17.45 uur.",
            "stands for `17:30`",
        ),
        (
            "ko",
            "Before 5:30 PM.",
            "오전 5시 30분 전.",
            "stands for `5:30 PM`",
        ),
        ("ar", "Before 5 PM.", "قبل 6 مساءً.", "stands for `5 PM`"),
        (
            "zh-TW",
            "Before 17:30.",
            "下午 5 點 20 分前。",
            "stands for `17:30`",
        ),
        (
            "de",
            "Before 5 PM.",
            "Vor 5 Uhr.",
            "`5 Uhr` stands for `5 PM`",
        ),
    ] {
        numbers_differ(language, source, translation, message);
    }
}

#[test]
fn millions_are_read_as_each_language_writes_them() {
    for (language, translation) in [
        ("de", "2 Millionen Dateien."),
        ("de", "Zwei Millionen Dateien."),
        ("fr", "2 millions de fichiers."),
        ("es", "2 millones de archivos."),
        ("it", "2 milioni di file."),
        ("nl", "2 miljoen bestanden."),
        ("pl", "2 miliony plików."),
        ("pl", "2 mln plików."),
        ("pt-BR", "2 milhões de arquivos."),
        ("ar", "2 مليون ملف."),
        ("ar", "مليونا ملف."),
        ("he", "2 מיליון קבצים."),
        ("ko", "파일 200만 개."),
        ("ja", "200万のファイル。"),
        ("zh-CN", "200万个文件。"),
        ("zh-TW", "兩百萬個檔案。"),
        ("fi", "2 miljoonaa tiedostoa."),
    ] {
        numbers_agree(language, "2 million files.", translation);
    }
    numbers_differ(
        "es",
        "2 million files.",
        "3 millones de archivos.",
        "stands for",
    );
    numbers_differ("ko", "2 million files.", "파일 20만 개.", "stands for");
    numbers_differ(
        "zh-TW",
        "2 million files.",
        "兩萬個檔案。",
        "is missing here",
    );
}

#[test]
fn longer_numbers_in_words_are_found() {
    numbers_agree("de", "One hundred and twenty users.", "120 Nutzer.");
    numbers_agree("de", "120 users.", "Hundertzwanzig Nutzer.");
    numbers_agree("de", "A process of 4 steps.", "Ein vierstufiger Vorgang.");
    numbers_agree("es", "24 users.", "Veinticuatro usuarios.");
    numbers_agree("ja", "A quarter of them.", "そのうち4分の1。");
    numbers_differ("de", "One hundred users.", "120 Nutzer.", "`120` is not");
}

#[test]
fn hours_in_chinese_and_japanese_characters_are_times() {
    for (language, source, translation) in [
        (
            "zh-TW",
            "Call before 5 PM today.",
            "請於今天下午五點前來電。",
        ),
        (
            "zh-TW",
            "Call before 5:30 PM today.",
            "請於今天下午五點半前來電。",
        ),
        (
            "zh-TW",
            "Call before 5:15 PM today.",
            "請於今天下午五點十五分前來電。",
        ),
        ("zh-TW", "From 1 PM to 5 PM.", "下午一點至五點。"),
        (
            "zh-CN",
            "Call before 5 PM today.",
            "请于今天下午五点前来电。",
        ),
        ("zh-CN", "From 9 AM to 6 PM.", "早上九点到晚上六点。"),
        ("ja", "Until 5 PM.", "午後五時まで。"),
        ("zh-TW", "It is a bit slower.", "這樣慢一點。"),
    ] {
        numbers_agree(language, source, translation);
    }
    numbers_differ(
        "zh-TW",
        "Call before 5 PM today.",
        "請於今天下午六點前來電。",
        "`5 PM` of `en/articles/a.md:6` is missing here",
    );
    numbers_differ(
        "zh-TW",
        "Call before 5 PM today.",
        "請於今天上午五點前來電。",
        "`5 PM` of `en/articles/a.md:6` is missing here",
    );
}

#[test]
fn a_date_that_markdown_takes_for_a_list_is_told_so() {
    let message = "`20.` begins a list here, and the text lacks the `20` of `en/articles/a.md:6`";
    let source = "December 20, 2019: first published.";
    numbers_differ("de", source, "20. Dezember 2019: veröffentlicht.", message);
    numbers_differ(
        "de",
        "- December 20, 2019: first published.",
        "- 20. Dezember 2019: veröffentlicht.",
        message,
    );
    numbers_agree("de", source, "20\\. Dezember 2019: veröffentlicht.");
    // A list of the source as well is none by mistake.
    numbers_differ(
        "de",
        "1. Wait 2 days.\n2. Call us.",
        "1. Warten Sie.\n2. Rufen Sie an.",
        "`2 days` of `en/articles/a.md:6` is missing here",
    );
    numbers_differ(
        "de",
        "Of 2 kinds.",
        "1. Warten Sie.\n2. Rufen Sie an.\n3. Legen Sie auf.",
        "`2` of `en/articles/a.md:6` is missing here",
    );
}

#[test]
fn blocks_that_do_not_align_are_compared_by_section() {
    let source = "In 3 steps.\n\nIn 5 days.\n\n## Then\n\nIn 7 days.";
    let joined = "In 5 Tagen, 3 Schritte.\n\n## Dann\n\nIn 8 Tagen.";
    let portal = pair("de", source, joined);
    let found = found(&portal, "TRN-NUMBERS");
    assert!(found.contains("`8 Tagen` stands for `7 days`"), "{found}");
    assert_eq!(found.lines().count(), 1, "{found}");
}

#[test]
fn numbers_in_titles_and_headings_count() {
    let page =
        |title: &str, heading: &str| format!("---\ntitle: {title}\n---\n\n## {heading}\n\nText.\n");
    let portal = portal("en, de")
        .file("en/articles/a.md", page("5 steps", "Within 2 days"))
        .file("de/articles/a.md", page("6 Schritte", "Binnen 3 Tagen"));
    let found = found(&portal, "TRN-NUMBERS");
    assert!(
        found.contains("de/articles/a.md:2:8 `6` stands for `5`"),
        "{found}"
    );
    assert!(
        found.contains("de/articles/a.md:5:11 `3 Tagen` stands for `2 days`"),
        "{found}"
    );
}

#[test]
fn a_language_that_has_just_begun_is_one_finding() {
    let mut portal = portal("en, de, fr").page("de/index.md", "Willkommen.");
    for number in 0..21 {
        portal = portal.page(&format!("en/articles/a{number}.md"), "Text.");
    }
    let many = found(&portal, "TRN-MISSING");
    assert!(
        many.contains(
            "warning TRN-MISSING supportal.yaml:1:1 21 of 21 pages have no version in `de`"
        ),
        "{many}"
    );
    assert_eq!(many.lines().count(), 1, "{many}");
    let portal = portal.page("de/articles/a7.md", "Etwas.");
    let few = found(&portal, "TRN-MISSING");
    assert_eq!(few.lines().count(), 20, "{few}");
    assert!(
        !few.contains("`fr`") && few.contains("has no version in `de`"),
        "{few}"
    );
}

#[test]
fn a_stale_translation_is_told_what_changed() {
    let source = |text: &str| format!("---\ntitle: A\n---\n\n{text}\n");
    let blocks = "One.\n\n## Two\n\nThree.\n\n- four\n\nFive.";
    let hashes = "source_hash: [\"0a\", \"0b\"]";
    let portal = portal("en, de")
        .file("en/articles/a.md", source(blocks))
        .file(
            "de/articles/a.md",
            format!("---\ntitle: B\n{hashes}\n---\n\nEins.\n"),
        );
    let found = found(&portal, "TRN-STALE");
    assert!(
        found.contains("de/articles/a.md:3:15 `en/articles/a.md` changed since this translation was made: 2 blocks changed, 4 added"),
        "{found}"
    );
}

#[test]
fn translations_without_a_mark_are_one_note_where_others_have_it() {
    let page = |mark: &str| format!("---\ntitle: A\n{mark}---\n\nOne.\n");
    let portal = portal("en, de, fr")
        .file("en/articles/a.md", page(""))
        .file("en/articles/b.md", page(""))
        .file("en/articles/c.md", page(""))
        .file("de/articles/a.md", page(""))
        .file("de/articles/b.md", page(""))
        .file("fr/articles/a.md", page(""));
    assert_eq!(found(&portal, "TRN-STALE"), "");
    let marked = portal.file("de/articles/c.md", page("source_hash: [\"0a\"]\n"));
    let notes: Vec<String> = found(&marked, "TRN-STALE")
        .lines()
        .filter(|line| line.starts_with("note"))
        .map(str::to_owned)
        .collect();
    assert_eq!(
        notes,
        [
            "note TRN-STALE supportal.yaml:1:1 some translations into `de` do not say what they were made from, so nobody hears when that changes"
        ]
    );
}

#[test]
fn links_are_the_same_in_every_language() {
    let links = |source: &str, translation: &str| {
        let portal = pair("zh-TW", source, translation)
            .page("en/articles/b.md", "B.")
            .page("en/articles/c.md", "C.");
        found(&portal, "TRN-LINKS")
    };
    assert_eq!(links("[b](b.md#one)", "[乙](b.md#二)"), "");
    assert_eq!(
        links(
            "[w](https://a.example/en-us/b?x=1)",
            "[w](https://a.example/zh-tw/b)"
        ),
        ""
    );
    let changed = links("[b](b.md)", "[乙](c.md)");
    assert!(
        changed.contains("`c.md` stands for `b.md` of `en/articles/a.md:6`"),
        "{changed}"
    );
    assert_eq!(changed.lines().count(), 1, "{changed}");
    let lost = links("[b](b.md) [c](c.md)", "[丙](c.md)");
    assert!(
        lost.contains("`b.md` of `en/articles/a.md:6` is not linked here"),
        "{lost}"
    );
}

#[test]
fn a_domain_may_end_like_a_language() {
    for (languages, source, translation) in [
        ("es, en", "https://www.boe.es/ley", "https://www.boe.es/ley"),
        ("de, en", "https://bund.de/a", "https://bund.de/a"),
        ("it, de", "https://garante.it/", "https://garante.it/"),
        ("en, it", "https://it.a.example/b", "https://it.a.example/b"),
        (
            "de, fr",
            "https://shop.example.de/a",
            "https://shop.example.fr/a",
        ),
        ("de, fr", "https://de.a.example/b", "https://fr.a.example/b"),
    ] {
        let (one, other) = languages.split_once(", ").expect("two languages");
        let portal = portal(languages)
            .page(&format!("{one}/articles/a.md"), &format!("[A]({source})"))
            .page(
                &format!("{other}/articles/a.md"),
                &format!("[B]({translation})"),
            );
        assert_eq!(found(&portal, "TRN-LINKS"), "", "{source} {translation}");
    }
    let other = pair("de", "[A](https://a.de/b)", "[B](https://b.de/b)");
    assert!(found(&other, "TRN-LINKS").contains("`https://b.de/b` stands for"));
}

#[test]
fn varieties_of_a_language_may_say_the_same() {
    let text = "This sentence has more than five words.";
    let british = pair("en-GB", text, text);
    assert_eq!(found(&british, "TRN-SAME"), "");
    let german = pair("de", text, text);
    assert!(found(&german, "TRN-SAME").contains("word for word"));
    let names = pair("de", "Microsoft Azure", "Microsoft Azure");
    assert_eq!(found(&names, "TRN-SAME"), "");
}

#[test]
fn a_portal_of_one_language_is_not_compared() {
    let portal = Portal::new().page("en/articles/a.md", "In 3 days.");
    assert!(!portal.check().contains("TRN-"));
}

#[test]
fn an_anchor_leads_to_the_same_place_in_every_language() {
    let source = "## When\n\nSoon.\n\n### By card\n\nToday.\n\n## How\n\nSo.\n\n[When](#when)";
    let german = "## Wann\n\nBald.\n\n### Mit Karte\n\nHeute.\n\n## Wie {#so}\n\nSo.\n\n[Wann](#when) [dort](b.md#by-card)";
    let other = "## Eins\n\nText. [Wann](a.md#when) [Wann](a.md#wann)\n\n### Karte\n\nText.";
    let portal = pair("de", source, german)
        .page(
            "en/articles/b.md",
            "## One\n\nText.\n\n### By card\n\nText.",
        )
        .page("de/articles/b.md", other);
    assert_eq!(found(&portal, "LNK-ANCHOR"), "");
    let page = portal.output("de/articles/a.html");
    // The words of the translation lead there as well: links to them may be anywhere by now.
    for heading in [
        "<h2 id=\"when\"><span id=\"wann\"></span>Wann</h2>",
        "<h3 id=\"by-card\"><span id=\"mit-karte\"></span>Mit Karte</h3>",
        "<h2 id=\"so\">Wie</h2>",
        "<a href=\"b.html#by-card\">",
    ] {
        assert!(page.contains(heading), "{heading} in {page}");
    }
    // The contents of the page and the search lead to what all languages have.
    assert!(page.contains("href=\"#when\">Wann</a>"), "{page}");
    assert!(!page.contains("href=\"#wann\""), "{page}");
}

#[test]
fn no_anchor_stands_twice_in_a_page() {
    let ids = |source: &str, translation: &str| -> String {
        let page = pair("de", source, translation).output("de/articles/a.html");
        let prose = page.split("<div class=\"prose\"").nth(1).expect("a text");
        let ids = prose.split(" id=\"").skip(1);
        let ids: Vec<&str> = ids.filter_map(|rest| rest.split('"').next()).collect();
        let own: Vec<&str> = ids.into_iter().filter(|id| !id.starts_with('_')).collect();
        own.join(" ")
    };
    // What is a heading in one place of the source is one in another place of the translation.
    let crossed = ids(
        "## One\n\nA.\n\n## Two\n\nB.",
        "## Two\n\nA.\n\n## One\n\nB.",
    );
    assert_eq!(crossed, "one two");
    let marked = ids(
        "## One\n\nA.\n\n## Two\n\nB.",
        "## Eins\n\n<a id=\"one\"></a>A.\n\n## Zwei\n\nB.",
    );
    assert_eq!(marked, "eins one two zwei");
    // Which of them was left out nobody knows.
    let fewer = ids("## One\n\nA.\n\n## Two\n\nB.", "## Zwei\n\nB.");
    assert_eq!(fewer, "zwei");
}

#[test]
fn a_text_serves_every_language_that_is_near_enough() {
    let title = |language: &str, texts: &str| -> String {
        let config = format!("title: {{en: Help, {texts}}}\nlanguages: [en, {language}]\n");
        let page = format!("{language}/index.html");
        let page = Portal::new().file("supportal.yaml", config).output(&page);
        let (_, rest) = page.split_once("<title>").expect("a title");
        rest.split("</title>").next().expect("its end").to_owned()
    };
    for (language, texts) in [
        ("zh-TW", "zh: 說明"),
        ("zh-Hant-TW", "zh: 说明, zh-TW: 說明"),
        ("zh-Hant-TW", "zh: 说明, zh-Hant: 說明"),
        ("zh-Hant", "zh-CN: 说明, zh-TW: 說明"),
        ("zh-TW", "zh-Hans: 说明, zh-Hant: 說明"),
        ("zh-HK", "zh-CN: 说明, zh-TW: 說明"),
    ] {
        assert!(
            title(language, texts).contains("說明"),
            "{language}: {texts}"
        );
    }
    assert!(title("pt-PT", "pt-BR: Ajuda").contains("Ajuda"));
    assert!(title("de-AT", "de: Hilfe, de-CH: Nicht").contains("Hilfe"));
    // Another script is another language to read.
    assert!(title("zh-TW", "zh-CN: 说明").contains("Help"));
}

#[test]
fn names_in_the_facts_are_missing_where_no_language_is_near() {
    let facts = |names: &str| format!("severities:\n  - {{id: s1, rank: 1, name: {names}}}\n");
    let portal = |names: &str| {
        let portal = portal("en, zh-Hant-TW").file("support.yaml", facts(names));
        let portal = portal.page("en/index.md", "Welcome.");
        let portal = portal.page("zh-Hant-TW/index.md", "歡迎。");
        found(&portal, "TRN-DATA")
    };
    for names in ["{en: Critical, zh-TW: 重大}", "{en: Critical, zh: 重大}"] {
        assert_eq!(portal(names), "");
    }
    let found = portal("{en: Critical, zh-CN: 重大}");
    let expected = "the name of `s1` is not said in `zh-Hant-TW`";
    assert!(found.contains(expected), "{found}");
}

#[test]
fn what_the_source_finds_leads_to_the_translation_where_addresses_are_the_same() {
    let leads = |translation: &str| {
        let portal = portal("en, de")
            .page("en/articles/a.md", "Text.")
            .file("de/articles/a.md", translation);
        let form = |page: &str| portal.output(page).contains(" data-source-here");
        assert!(!form("index.html"));
        form("de/index.html")
    };
    assert!(leads("---\ntitle: A\n---\n\nText.\n"));
    assert!(!leads("---\ntitle: A\nslug: anders\n---\n\nText.\n"));
}

#[test]
fn a_section_that_nobody_wrote_is_real_where_something_stands_in_it() {
    let portal = portal("en, de, ja")
        .file(
            "supportal.yaml",
            "title: Test\nurl: https://a.example/\nlanguages: [en, de, ja]\n",
        )
        .page("en/articles/billing/a.md", "Text.")
        .page("en/articles/mail/b.md", "Text.")
        .page("de/articles/billing/a.md", "Worte.");
    let map = portal.output("sitemap.xml");
    let listed: Vec<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("<url><loc>https://a.example/"))
        .filter_map(|line| Some(line.split_once('<')?.0))
        .collect();
    for (url, is_listed) in [
        ("", true),
        ("articles/", true),
        ("articles/mail/", true),
        ("de/", true),
        ("de/articles/", true),
        ("de/articles/billing/", true),
        ("de/articles/mail/", false),
        ("ja/", false),
        ("ja/articles/", false),
        ("ja/articles/billing/", false),
    ] {
        assert_eq!(listed.contains(&url), is_listed, "{url} in {map}");
    }
    // A cluster names real translations alone, from each of them.
    let languages = |page: &str| {
        let html = portal.output(page);
        let links = html.split("<link rel=\"alternate\" hreflang=\"").skip(1);
        let names = links.filter_map(|link| Some(link.split_once('"')?.0.to_owned()));
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(languages("articles/index.html"), "en de x-default");
    assert_eq!(languages("de/articles/index.html"), "en de x-default");
    assert_eq!(languages("articles/mail/index.html"), "en x-default");
    assert_eq!(languages("ja/articles/index.html"), "");
    // The others say what they are, as every page that is not translated.
    for page in [
        "ja/index.html",
        "ja/articles/index.html",
        "de/articles/mail/index.html",
    ] {
        let html = portal.output(page);
        let source = page
            .split_once('/')
            .unwrap()
            .1
            .trim_end_matches("index.html");
        let canonical = format!("<link rel=\"canonical\" href=\"https://a.example/{source}\">");
        assert!(html.contains(&canonical), "{canonical} in {html}");
        let main = html.split("<main").nth(1).unwrap();
        let notice = main.find("<p class=\"alert alert-note\" role=\"note\">");
        assert!(notice.is_some(), "{page}: {main}");
        assert!(
            main.contains("<h1 lang=\"en\" dir=\"ltr\">"),
            "{page}: {main}"
        );
    }
    let found = found(&portal, "TRN-MISSING");
    assert!(!found.contains("index"), "nobody can write it: {found}");
}

/// WCAG 2.2, 3.1.2 (language of parts): a screen reader changes its voice for the titles, too.
#[test]
fn titles_in_another_language_say_so_wherever_they_stand() {
    let config = "title: Test\nlanguages: [en, ar]\ntheme:\n  header:\n    - page: faq.md\n    - {page: \"https://a.example/\", title: Status}\n";
    let page = |name: &str| format!("en/articles/mail/{name}.md");
    let portal = Portal::new()
        .file("supportal.yaml", config)
        .page("en/articles/mail/index.md", "Mail.")
        .page(&page("one"), "One.")
        .page(&page("two"), "Two.")
        .page("ar/articles/mail/two.md", "Two.")
        .page(&page("three"), "Three.")
        .page("en/faq.md", "Questions.")
        .page("en/notices/work.md", "Work.");
    let titles = |html: &str| {
        let elements = html.split('<').filter_map(|element| {
            let (tag, words) = element.split_once('>')?;
            let title = words.trim();
            let named = title.ends_with(".md") || title == "Status";
            named.then(|| (tag.contains(" lang=\"en\" dir=\"ltr\""), title.to_owned()))
        });
        elements.collect::<Vec<(bool, String)>>()
    };
    let [mut foreign, mut own] = [0, 0];
    for path in [
        "index.html",
        "search.html",
        "articles/index.html",
        "articles/mail/index.html",
        "articles/mail/two.html",
        "notices/index.html",
    ] {
        for (says_so, title) in titles(&portal.output(&format!("ar/{path}"))) {
            assert_eq!(says_so, !title.starts_with("ar/"), "{title} on {path}");
            *if says_so { &mut foreign } else { &mut own } += 1;
        }
        for (says_so, title) in titles(&portal.output(path)) {
            assert!(!says_so, "{title} on the page in its own language, {path}");
        }
    }
    assert!(foreign > 30 && own > 5, "{foreign} and {own}");
}

#[test]
fn the_contents_of_a_page_in_another_language_say_so() {
    let portal = Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [en, ar]\n")
        .page(
            "en/articles/one.md",
            "## First\n\nOne.\n\n## Second\n\nTwo.",
        );
    let line = |tag: &str| format!("<li><a href=\"#first\"{tag}>First</a></li>");
    let foreign = portal.output("ar/articles/one.html");
    assert!(
        foreign.contains(&line(" lang=\"en\" dir=\"ltr\"")),
        "{foreign}"
    );
    let own = portal.output("articles/one.html");
    assert!(own.contains(&line("")), "{own}");
}

#[test]
fn an_entry_of_a_page_that_is_withheld_is_told_once() {
    let portal = Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en, de]\nnav: [a.md, b.md]\n",
        )
        .file(
            "en/a.md",
            "---\ntitle: A\ndescription: A.\ndraft: true\n---\n\nA.\n",
        )
        .page("en/b.md", "B.")
        .page("de/a.md", "A.")
        .page("de/b.md", "B.");
    let found = found(&portal, "LNK-PAGE");
    assert_eq!(found.lines().count(), 1, "{found}");
    assert!(found.contains("it is a draft"), "{found}");
}

/// What is said of translations that have lost their source: the file, and the hint.
fn orphans(portal: &Portal) -> Vec<String> {
    let build = portal.build();
    let found = build.diagnostics.iter();
    let found = found.filter(|found| found.code == "TRN-ORPHAN");
    let line = |found: &supportal::model::Diagnostic| {
        format!(
            "{} | {}",
            found.path,
            found.hint.as_deref().unwrap_or_default()
        )
    };
    found.map(line).collect()
}

#[test]
fn a_translation_that_lost_its_source_is_told_where_it_belongs() {
    let source = "---\ntitle: Refunds\ndescription: How money comes back.\n---\n\nWrite to the desk.\n\nThe money comes by transfer.\n";
    let translation = |hashes: &str| {
        format!("---\ntitle: T\ndescription: D.\n{hashes}---\n\n請寫信。\n\n款項以轉帳退回。\n")
    };
    let hashes = "source_hash: [\"09dece31\", \"3bde1970\", \"fdc954c9\"]\n";
    let portal = portal("en, de, zh-TW")
        .file("zh-TW/articles/old.md", translation(hashes))
        .page("en/articles/other.md", "Another text.\n\nAnd one more.");
    let check = |portal: &Portal, expected: &[&str]| {
        assert_eq!(orphans(portal), expected);
    };
    let old = "zh-TW/articles/old.md | ";
    let gone = "move it to where its source is now, or remove it; where it is meant for `zh-TW` alone, take `source_hash` out of it";
    check(&portal, &[&format!("{old}{gone}")]);
    // The source has another name, and is otherwise as it was, or nearly.
    let like = "`en/articles/new.md` says most of what it said: move this one to `zh-TW/articles/new.md`, or remove it";
    for text in [source.to_owned(), source.replace("comes by", "is sent by")] {
        let renamed = portal.clone().file("en/articles/new.md", text);
        check(&renamed, &[&format!("{old}{like}")]);
    }
    // It says where it was.
    let moved = source.replace(
        "title: Refunds\n",
        "title: R\nredirect_from: [/articles/old.html]\n",
    );
    let told = portal
        .clone()
        .file("en/articles/new.md", moved.replace("Write", "Do not write"));
    let now = "it is `en/articles/new.md` now: move this one to `zh-TW/articles/new.md`";
    check(&told, &[&format!("{old}{now}")]);
    let unmarked = told.clone().file("zh-TW/articles/old.md", translation(""));
    check(&unmarked, &[&format!("{old}{now}")]);
    let twice = told.file("zh-TW/articles/new.md", translation(""));
    let remove = "`en/articles/new.md` stands in its place, and `zh-TW/articles/new.md` is its translation: remove this one";
    check(&twice, &[&format!("{old}{remove}")]);
    // What is meant for one language alone, and what has a source that is not published yet.
    let own = portal
        .clone()
        .file("zh-TW/articles/old.md", translation(""));
    check(&own, &[]);
    let draft = source.replace("title:", "draft: true\ntitle:");
    check(&portal.file("en/articles/old.md", draft), &[]);
}

#[test]
fn pages_in_the_folder_of_no_language_are_told_of() {
    let said = |config: &str, paths: &[&str]| {
        let config = format!("title: T\n{config}\n");
        let mut portal = Portal::new().file("supportal.yaml", config);
        for path in paths {
            portal = portal.page(path, "Text.");
        }
        let build = portal.build();
        let found = build.diagnostics.iter();
        let found = found.filter(|found| found.code == "PATH-LANG");
        let line = |found: &supportal::model::Diagnostic| {
            let hint = found.hint.as_deref().unwrap_or_default();
            format!(
                "{} {}: {} | {hint}",
                found.severity.name(),
                found.path,
                found.message
            )
        };
        found.map(line).collect::<Vec<_>>().join("\n")
    };
    let several = said("languages: [en]", &["de/a.md", "de/b/c.md", "README.md"]);
    assert_eq!(
        several,
        "warning de/a.md: the 2 Markdown files of `de` are no part of the site: `de` is no language of the portal | add `de` to `languages` in supportal.yaml, or move what is a page below `en`\nerror supportal.yaml: no page stands in the folder `en` of the source language, so the site has none | put its pages below `en/`, or name the language that has pages first in `languages`"
    );
    let spelt = said("languages: [en, zh-TW]", &["zh_TW/a.md", "zh-tw/a.md"]);
    assert_eq!(
        spelt.matches("| name the folder `zh-TW`").count(),
        2,
        "{spelt}"
    );
    let kind = said("languages: [de]", &["articles/a.md"]);
    assert!(
        kind.contains("warning") && kind.contains("| move the folder to `de/articles`\n"),
        "{kind}"
    );
    let notes = said("languages: [en]", &["drafts/a.md", "src/b.md"]);
    assert_eq!(notes.matches("note ").count(), 2, "{notes}");
    assert_eq!(
        said("languages: [en, de]", &["de/a.md", "en/includes/b.md"]),
        ""
    );
}

#[test]
fn names_and_the_title_are_missing_where_the_source_language_lacks_them() {
    // No other language has a page, so that none but the source is promised.
    let portal = |title: &str, facts: &str| {
        let config = format!("title: {title}\nlanguages: [en, zh-TW]\n");
        let portal = portal("en, zh-TW").file("supportal.yaml", config);
        let portal = portal.page("en/index.md", "Words.");
        found(&portal.file("support.yaml", facts), "TRN-DATA")
    };
    let others = "severities:\n  - {id: s1, rank: 1, name: {zh-TW: 重大}}\nservices:\n  - {id: mail, name: {zh-TW: 郵件}}\n\
        holiday_sets:\n  tw: {days: [{date: 2026-12-25, name: {zh-TW: 行憲紀念日}}]}\n";
    let said = portal("{zh-TW: 說明}", others);
    for (file, what) in [
        ("supportal.yaml", "the title"),
        ("support.yaml", "the name of `s1`"),
        ("support.yaml", "the name of `mail`"),
        ("support.yaml", "the name of 2026-12-25"),
    ] {
        let mut lines = said.lines();
        let expected = format!("{what} is not said in `en`");
        let found = lines.any(|line| {
            line.contains(&format!("error TRN-DATA {file}:")) && line.contains(&expected)
        });
        assert!(found, "{expected}: {said}");
    }
    assert_eq!(said.lines().count(), 4, "{said}");
    assert_eq!(
        portal(
            "Help",
            "severities:\n  - {id: s1, rank: 1, name: Critical}\n"
        ),
        ""
    );
}

#[test]
fn the_hint_for_a_name_keeps_what_is_said_already() {
    let portal = portal("en, de, fr, zh-TW")
        .file(
            "support.yaml",
            "severities:\n  - {id: s1, rank: 1, name: {de: Kritisch, en: Critical}}\n",
        )
        .page("en/index.md", "Welcome.")
        .page("de/index.md", "Hallo.")
        .page("fr/index.md", "Salut.")
        .page("zh-TW/index.md", "歡迎。");
    let build = portal.build();
    let found = build
        .diagnostics
        .iter()
        .find(|found| found.code == "TRN-DATA");
    assert_eq!(
        found.unwrap().hint.as_deref(),
        Some("write `{en: Critical, de: Kritisch, fr: …, zh-TW: …}`")
    );
}

/// What the hint says to write in the place of a text is read as that text, whatever stands in it.
#[test]
fn the_hint_for_a_sentence_can_be_written_as_it_is() {
    let hints = |example: &str| -> Vec<String> {
        let facts = format!(
            "severities:\n  - id: s1\n    rank: 1\n    name: {{en: A, de: B}}\n    examples: [{example}]\n"
        );
        let portal = portal("en, de")
            .file("support.yaml", facts)
            .page("en/index.md", "Welcome.")
            .page("de/index.md", "Hallo.");
        let found = portal.build().diagnostics.into_iter();
        let found = found.filter(|one| one.path.as_str() == "support.yaml");
        let found = found.filter(|one| ["TRN-DATA", "FM-LANG", "FM-YAML"].contains(&one.code));
        found.map(|one| one.hint.unwrap_or_default()).collect()
    };
    for text in [
        "E-mail, phone: both down",
        "Faults of your own network, of your provider, and: power",
        "Say \\\"no\\\" # at once",
        "[all] of {these}",
        "null",
        "Nobody can work, and there is no other way to do what the service is for",
    ] {
        let hint = hints(&format!("\"{text}\"")).concat();
        let written = hint.strip_prefix("write `").unwrap().strip_suffix('`');
        let written = written.unwrap().replace('…', "Ein Satz");
        assert!(written.contains(text), "{written}");
        assert_eq!(hints(&written), [""; 0], "{written}");
    }
    // Beside a map of long texts, what is missing is enough.
    assert_eq!(
        hints("{en: \"Nobody can work, and there is no other way\"}"),
        ["write `de: …` beside `en: …`"]
    );
    assert_eq!(
        hints("{en: \"No: none\"}"),
        ["write `{en: \"No: none\", de: …}`"]
    );
}

/// The files of the site that have `name` in their address.
fn published(portal: &Portal, name: &str) -> Vec<String> {
    let build = portal.build();
    let urls = build.outputs.iter().map(|output| output.url.to_string());
    urls.filter(|url| url.contains(name)).collect()
}

/// Whether a page is published is said of all its versions, where its facts stand.
#[test]
fn a_page_that_is_not_published_is_not_in_any_language() {
    let page = |keys: &str, title: &str| {
        format!("---\ntitle: {title}\ndescription: Words.\n{keys}---\n\nWords of {title}.\n")
    };
    let built = |source: &str, translation: &str| {
        let portal = portal("en, de")
            .file("en/articles/price.md", page(source, "Price"))
            .file("de/articles/price.md", page(translation, "Preis"))
            .page("en/articles/other.md", "Words.")
            .page("de/articles/other.md", "Worte.")
            .today("2026-11-30");
        let urls = published(&portal, "articles/price.html");
        (portal, urls)
    };
    let both = ["articles/price.html", "de/articles/price.html"];
    for keys in [
        "draft: true\n",
        "effective: 2026-12-01\n",
        "expires: 2026-11-30\n",
    ] {
        for own in ["", "source_hash: [\"09dece31\"]\n", "expires: 2030-01-01\n"] {
            let (portal, urls) = built(keys, own);
            assert_eq!(urls, [""; 0], "{keys}{own}");
            for file in ["de/index.html", "de/articles/index.html", "de/llms.txt"] {
                let text = portal.output(file);
                assert!(!text.contains("Preis") && !text.contains("Price"), "{text}");
            }
            assert_eq!(found(&portal, "TRN-ORPHAN"), "");
        }
        // A translation that is withheld hides nothing but itself.
        let (portal, urls) = built("", keys);
        assert_eq!(urls, both, "{keys}");
        assert!(portal.output(both[1]).contains("Words of Price"));
    }
    let (portal, urls) = built("effective: 2026-11-30\nexpires: 2026-12-01\n", "");
    assert_eq!(urls, both);
    assert!(portal.output(both[1]).contains("Words of Preis"));
    // Who links to it is told, and where it is said.
    let portal = built("effective: 2027-01-01\n", "")
        .0
        .page("de/articles/other.md", "[Preis](price.md)");
    let said = found(&portal, "LNK-PAGE");
    let why = "`price.md` is not published: its source is not published before 2027-01-01\n";
    assert!(said.ends_with(why) && said.lines().count() == 1, "{said}");
    let expected = portal
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en, de]\nsearch: {expect: [{query: Preis, page: de/articles/price.md}]}\n",
        )
        .page("de/articles/other.md", "Worte.");
    let said = found(&expected, "SRC-EXPECT");
    assert!(
        said.contains("`de/articles/price.md`: its source is not published before 2027-01-01"),
        "{said}"
    );
}

/// A preview shows both, each with the reason why readers do not see it yet.
#[test]
fn a_preview_says_why_a_translation_is_not_published() {
    let portal = portal("en, de")
        .file("en/a.md", "---\ntitle: A\ndraft: true\n---\n\nWords.\n")
        .page("de/a.md", "Worte.");
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let build = compile(&portal.snapshot(), &options, &mut Memos::default());
    let pages = build
        .pages
        .iter()
        .filter(|page| page.url.as_str().ends_with("a.html"));
    let why: Vec<_> = pages
        .map(|page| (page.path.as_str(), page.withheld.as_deref()))
        .collect();
    let source = ("en/a.md", Some("it is a draft"));
    assert_eq!(why, [source, ("de/a.md", Some("its source is a draft"))]);
}

/// The dates of a plan say when it is in force, also where only its source says that it is a plan.
#[test]
fn the_translation_of_a_plan_that_is_to_come_is_readable() {
    let plan = "---\ntitle: Plan\nkind: sla\neffective: 2027-01-01\n---\n\nWords.\n";
    let portal = portal("en, de")
        .file("en/terms/plan.md", plan)
        .page("de/terms/plan.md", "Worte.")
        .today("2026-11-30");
    let urls = published(&portal, "terms/plan.html");
    assert_eq!(urls, ["de/terms/plan.html", "terms/plan.html"]);
}

/// A banner without an end stood on every page of a language, once its source had ended.
#[test]
fn a_notice_ends_in_every_language_with_its_source() {
    let source = "---\ntitle: Moving\nstarts: 2026-12-13T01:00:00Z\nends: 2026-12-13T05:00:00Z\nexpires: 2026-12-14\n---\n\nWe move.\n";
    let portal = portal("en, de")
        .file("en/notices/move.md", source)
        .file(
            "de/notices/move.md",
            "---\ntitle: Umzug\n---\n\nWir ziehen um.\n",
        )
        .page("de/articles/a.md", "Worte.")
        .page("en/articles/a.md", "Words.");
    let before = portal.clone().today("2026-12-10");
    assert!(before.output("de/articles/a.html").contains("Umzug"));
    let after = portal.today("2026-12-14");
    assert!(!after.output("de/articles/a.html").contains("Umzug"));
    assert_eq!(published(&after, "notices/move"), [""; 0]);
}

/// What search should know of a page beyond its words holds for its translations.
#[test]
fn a_page_that_search_leaves_out_is_left_out_in_every_language() {
    let page = |keys: &str, words: &str| {
        format!("---\ntitle: {words}\ndescription: Words.\n{keys}---\n\nText.\n")
    };
    let words = |source: &str, translation: &str| {
        let portal = portal("en, de")
            .file("en/articles/late.md", page(source, "Latepayment"))
            .file("de/articles/late.md", page(translation, "Zahlungsverzug"))
            .page("de/articles/other.md", "Worte.");
        let build = portal.build();
        let mut files = build.outputs.iter();
        files.any(|file| {
            let text = String::from_utf8_lossy(&file.bytes);
            file.url.as_str().contains("de/search/")
                && text.to_lowercase().contains("zahlungsverzug")
        })
    };
    assert!(words("", ""));
    assert!(!words("search: {exclude: true}\n", ""));
    assert!(!words(
        "search: {exclude: true}\n",
        "search: {keywords: [Mahnung]}\n"
    ));
    assert!(!words("", "search: {exclude: true}\n"));
}

/// A voice that reads Arabic letters reads no English words as they are said.
/// Wherever they stand alone: in tables and lists, beside choices, and in blocks within a text.
#[test]
fn names_that_are_not_translated_tell_their_language_in_tables_lists_and_blocks() {
    let facts = |name: &str| {
        format!(
            "calendars:\n  office: {{name: {name}, time_zone: Africa/Cairo, weekly: {{mon: [\"09:00-17:00\"]}}, holidays: none}}\n\
            severities:\n  - {{id: s1, rank: 1, name: {name}}}\n\
            products:\n  - {{id: mail, name: {name}}}\n  - {{id: web, name: {{en: Web, ar: ويب}}}}\n"
        )
    };
    let channel = "channel: phone\naddress: \"+49301234567\"\ncalendar: office\n---\n";
    let plan = "---\ntitle: Business\ndescription: For all.\nbinding: target\ncalendar: office\ntargets:\n  - {severity: s1, respond: {within: PT1H, count: open-hours}}\n---\n\nText.\n";
    let blocks = ":::contact channel=\"hotline\":::\n\n:::hours calendar=\"office\":::\n\n:::sla plan=\"business\":::\n\n:::related:::\n";
    let article = format!("---\ntitle: مقال\nproducts: [mail, web]\n---\n\n{blocks}");
    let with = |name: &str| {
        portal("en, ar")
            .file("support.yaml", facts(name))
            .page("en/index.md", "Home.")
            .page("en/articles/other.md", "Text.")
            .page("en/articles/a.md", blocks)
            .file("ar/articles/a.md", article.as_str())
            .file(
                "en/channels/hotline.md",
                format!("---\ntitle: Hotline\n{channel}"),
            )
            .file("en/sla/business.md", plan)
            .file(
                "en/notices/work.md",
                "---\ntitle: Work\nstarts: 2099-01-01T10:00\naffects: [mail]\n---\n",
            )
            .file("ar/notices/work.md", "---\ntitle: عمل\n---\n")
            .file("en/support.md", "---\ntitle: Support\nkind: support\n---\n")
            .file("ar/support.md", "---\ntitle: الدعم\nkind: support\n---\n")
    };
    let english = with("{en: Named}");
    let has = |url: &str, part: &str| {
        let html = english.output(url);
        assert!(html.contains(part), "no `{part}` in {url}\n{html}");
    };
    let named = "<span lang=\"en\" dir=\"ltr\">Named</span>";
    // Who answers when.
    has(
        "ar/support.html",
        &format!("<tr><th scope=\"row\">{named}</th><td data-label"),
    );
    has("ar/sla/business.html", &format!("{named}</h3>"));
    has(
        "ar/sla/business.html",
        &format!("<caption class=\"visually-hidden\">{named}</caption>"),
    );
    has("ar/notices/work.html", &format!("<dd>{named}</dd>"));
    has(
        "ar/search.html",
        "<option value=\"mail\" lang=\"en\" dir=\"ltr\">Named</option>",
    );
    for block in [
        ("<p class=\"facts-title\"><a href=\"../channels/hotline.html\" lang=\"en\" dir=\"ltr\">Hotline</a></p>"),
        (&format!("<p class=\"facts-title\">{named}</p>")),
        ("<p class=\"facts-title\"><a href=\"../sla/business.html\" lang=\"en\" dir=\"ltr\">Business</a></p>"),
        (&format!("<th scope=\"row\">{named}</th>")),
        (&format!("<dt>{named}</dt>")),
        ("<li><a href=\"other.html\" lang=\"en\" dir=\"ltr\">"),
    ] {
        has("ar/articles/a.html", block);
    }
    // What is in the page's language says nothing of it, and programs read the same.
    let both = with("{en: Named, ar: Named}");
    for (portal, url) in [(&english, "articles/a.html"), (&both, "ar/support.html")] {
        let html = portal.output(url);
        let main = html.split_once("<main").unwrap().1;
        assert!(!main.contains(named), "{main}");
    }
    for url in ["ar/articles/a.md", "ar/support.md", "ar/notices/work.md"] {
        assert_eq!(english.output(url), both.output(url), "{url}");
    }
}

#[test]
fn names_that_are_not_translated_tell_their_language() {
    let facts = "calendars:\n  office: {name: {en: Office, ar: مكتب}, time_zone: Africa/Cairo, weekly: {mon: [\"09:00-17:00\"]}, holidays: none}\n\
        severities:\n  - {id: s1, rank: 1, name: {en: Critical}, when: {en: Nobody can work., ar: لا يعمل أحد.}, examples: [{en: Mail is down}]}\n\
        services:\n  - {id: mail, name: {en: Mail help}}\n";
    let plan = "---\ntitle: Business\ndescription: For all.\nbinding: target\ncalendar: office\ntargets:\n  - {severity: s1, respond: {within: PT1H, count: open-hours}}\n---\n\nText.\n";
    let words = "---\ntitle: أعمال\ndescription: للجميع.\n---\n\nنص.\n";
    let portal = portal("en, ar")
        .file("support.yaml", facts)
        .page("en/index.md", "Home.")
        .file("en/sla/business.md", plan)
        .file("ar/sla/business.md", words)
        .file("en/support.md", "---\ntitle: Support\nkind: support\n---\n")
        .file("ar/support.md", "---\ntitle: الدعم\nkind: support\n---\n");
    let english = "<span lang=\"en\" dir=\"ltr\">";
    let shown = portal.output("ar/sla/business.html");
    assert!(shown.contains(&format!("<th scope=\"row\">{english}Critical</span></th>")));
    assert!(shown.contains(&format!("<li>{english}Mail is down</span></li>")));
    assert!(shown.contains("<p>لا يعمل أحد.</p>"));
    assert!(
        shown.contains("<option value=\"s1\" lang=\"en\" dir=\"ltr\">Critical"),
        "{shown}"
    );
    let support = portal.output("ar/support.html");
    assert!(
        support.contains(&format!("{english}Mail help</span>")),
        "{support}"
    );
    let source = portal.output("sla/business.html");
    assert!(source.contains("<th scope=\"row\">Critical</th>"));
}
