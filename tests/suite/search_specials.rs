//! Queries that are out of the ordinary: other forms and widths, slips, inflections, numbers, rules and
//! severities by their ids, and what was never meant to be found. Both readers are asked.

use std::fs;
use std::time::{Duration, Instant};

use supportal::index::Entry;
use supportal::index::query::Filters;

use crate::properties::starter;
use crate::search::{Portal, page};

/// Query, the first row, and the query as it was understood.
type Case<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

/// Asks both readers.
#[track_caller]
fn check(portal: &Portal, cases: &[Case]) {
    for &(query, first, corrected) in cases {
        let answer = portal.ask(query, &Filters::default());
        let row = answer.rows.first().map(|row| row.url.as_str());
        let found = (row, answer.corrected.as_deref());
        assert_eq!(found, (first, corrected), "for `{query}`");
    }
    let queries: Vec<_> = (cases.iter())
        .map(|&(query, _, _)| (query, Filters::default()))
        .collect();
    portal.agrees(&queries, &[]);
}

fn german() -> Portal {
    Portal::new(
        "de",
        &[
            page(
                "articles/rechnung.html",
                "Ihre Rechnung verstehen",
                "<p>Jede Rechnung nennt den Zeitraum. Fragen dazu beantwortet die Buchhaltung.</p>",
            ),
            page(
                "articles/azure.html",
                "Azure-Abonnement verwalten",
                "<p>Ein Abonnement von Azure läuft monatlich.</p>",
            ),
            page(
                "channels/hotline.html",
                "Hotline",
                "<p>Rufen Sie +49 30 1234567 an.</p>",
            ),
            page(
                "articles/onerror.html",
                "Ein Bild wird nicht gezeigt",
                "<p>Das Attribut <code>onerror</code> von <code>img</code>.</p>",
            ),
        ],
    )
}

#[test]
fn slips_inflections_and_widths_are_found() {
    check(
        &german(),
        &[
            ("ＡＺＵＲＥ", Some("articles/azure.html"), None),
            ("azrue", Some("articles/azure.html"), Some("azure")),
            ("ａｚｒｕｅ", Some("articles/azure.html"), Some("azure")),
            ("Rechnungs", Some("articles/rechnung.html"), None),
            ("Rechnungen", Some("articles/rechnung.html"), None),
        ],
    );
}

/// A hyphen more or less is no other word.
#[test]
fn words_are_found_with_and_without_their_hyphen() {
    let mail = page("a/mail.html", "E-Mails kommen nicht an", "<p>Post.</p>");
    let text = "<p>Das WLAN und der Drucker. Wi-Fi heißt es anderswo.</p>";
    let printer = page("a/drucker.html", "Drucker druckt nicht", text);
    let others = ["Konto", "Rechnung", "Vertrag"].map(|title| page(title, title, "<p>Text.</p>"));
    let portal = Portal::new("de", &[vec![mail, printer], others.to_vec()].concat());
    check(
        &portal,
        &[
            ("Email", Some("a/mail.html"), None),
            ("e-mails", Some("a/mail.html"), None),
            ("W-LAN", Some("a/drucker.html"), None),
            ("w-la", Some("a/drucker.html"), None),
            ("wifi", Some("a/drucker.html"), None),
            ("Wi-Fi", Some("a/drucker.html"), None),
        ],
    );
}

/// Nobody types the sign in the name of a product, and few the one in a setting's.
#[test]
fn names_are_found_without_the_sign_inside_them() {
    let router = "<p>Set up the FRITZ!Box 7590, whose TCP/IP settings are shown.</p>";
    let server =
        "<p>The server needs Node.js, and <code>max_connections</code> in its settings.</p>";
    let pages = [
        page("a/router.html", "The router", router),
        page("a/server.html", "The server", server),
    ];
    let portal = Portal::new("en", &pages);
    let (router, server) = (Some("a/router.html"), Some("a/server.html"));
    check(
        &portal,
        &[
            ("fritzbox", router, None),
            ("fritz!box", router, None),
            ("fritz box", router, None),
            ("tcpip", router, None),
            ("nodejs", server, None),
            ("node.js", server, None),
            ("maxconnections", server, None),
            ("max connections", server, None),
        ],
    );
}

/// English writes some words as one and as two, and a customer does not know which of them the author chose.
#[test]
fn english_verbs_are_found_as_one_word_and_as_two() {
    let page = |name: &str, title: &str, text: &str| {
        page(&format!("a/{name}.html"), title, &format!("<p>{text}</p>"))
    };
    let pages = [
        page("apart", "Log in and log out", "With your account."),
        page("outlook", "Set up Outlook", "On a computer."),
        page("hyphen", "Sign-in fails", "Text."),
        page("one", "Signup of a company", "Text."),
        // Words that stand in texts are found, too, and are not what is meant.
        page(
            "week",
            "Your first week",
            "Setup, login, logout and signin.",
        ),
        page(
            "other",
            "Log of calls in January",
            "Sign here, and look up.",
        ),
    ];
    let portal = Portal::new("en", &pages);
    check(
        &portal,
        &[
            ("login", Some("a/apart.html"), None),
            ("logout", Some("a/apart.html"), None),
            ("log in", Some("a/apart.html"), None),
            ("setup", Some("a/outlook.html"), None),
            ("setup outlook", Some("a/outlook.html"), None),
            ("signin", Some("a/hyphen.html"), None),
            ("sign up", Some("a/one.html"), None),
            ("signup", Some("a/one.html"), None),
        ],
    );
}

/// A space within a word is no other word, wherever the parts stand by themselves.
#[test]
fn words_are_found_with_a_space_within_them() {
    let bill = page(
        "a/adresse.html",
        "Rechnungsadresse ändern",
        "<p>Im Portal.</p>",
    );
    let ask = page(
        "a/anfrage.html",
        "Supportanfrage stellen",
        "<p>Am Bildschirm oder am Telefon.</p>",
    );
    let setup = page("a/einrichten.html", "Office365 einrichten", "<p>Text.</p>");
    let update = page("a/update.html", "Update", "<p>Text.</p>");
    let upload = page("a/upload.html", "Up and down", "<p>A date.</p>");
    let parts = [
        (
            "Support und Betrieb",
            "Der Support beantwortet eine Anfrage.",
        ),
        (
            "Eine Anfrage an das Rechnungswesen",
            "Die Adresse steht im Vertrag.",
        ),
        ("Adressen und Rechnungen", "Office gehört dazu."),
    ];
    let parts = parts.map(|(title, text)| page(title, title, &format!("<p>{text}</p>")));
    let portal = Portal::new(
        "de",
        &[vec![bill, ask, setup, update, upload], parts.to_vec()].concat(),
    );
    check(
        &portal,
        &[
            ("support anfrage", Some("a/anfrage.html"), None),
            ("Support Anfragen", Some("a/anfrage.html"), None),
            ("rechnungs adresse", Some("a/adresse.html"), None),
            ("office 365", Some("a/einrichten.html"), None),
            // Words of two letters stand by themselves.
            ("up date", Some("a/upload.html"), None),
            (
                "anfrage",
                Some("Eine%20Anfrage%20an%20das%20Rechnungswesen"),
                None,
            ),
        ],
    );
}

/// A word of a few letters is one of its own, not a slip of another that the portal has; and nobody meant a word
/// that questions are made with.
#[test]
fn short_words_are_not_taken_for_others() {
    let lift = page(
        "a/lift.html",
        "Lift a limit",
        "<p>Dear none, read the price of it.</p>",
    );
    let portal = Portal::new("en", &[lift]);
    check(
        &portal,
        &[
            ("left", None, None),
            ("head", None, None),
            ("bone", None, None),
            ("lfit", Some("a/lift.html"), Some("lift")),
            ("pric", Some("a/lift.html"), None),
            ("prrice", Some("a/lift.html"), Some("price")),
            ("prize ", None, None),
            ("limti", Some("a/lift.html"), Some("limit")),
            // Beside other words it is clear what is meant.
            ("limit prize", Some("a/lift.html"), Some("limit price")),
            ("abouut", None, None),
        ],
    );
}

/// "Reset" is no slip of "feasts", from which it differs by a vowel; letters that changed places are one.
#[test]
fn of_four_arabic_letters_one_more_is_another_word() {
    let reset = page(
        "a/reset.html",
        "إعادة تعيين كلمة المرور",
        "<p>لا في الأعياد: أعياد قريبة.</p>",
    );
    check(
        &Portal::new("ar", &[reset]),
        &[
            ("اعيد ", None, None),
            ("كيف اعيد تعيين كلمة المرور", Some("a/reset.html"), None),
            ("كمله ", Some("a/reset.html"), Some("كلمة")),
            ("المرر ", Some("a/reset.html"), Some("المرور")),
        ],
    );
}

/// Beside other words a short word may be a slip, but a page for those words comes first.
#[test]
fn a_word_that_the_portal_lacks_leads_to_nothing_else() {
    check_facts("", &[("sales contact", 1, &["support.html"])]);
}

/// Of what somebody writes at length the first twenty words tell nothing: the subject is asked for all the same.
#[test]
fn the_subject_of_a_long_question_is_found() {
    let long = "Guten Tag, ich habe es und das ist so wie es war und wie es wird, und ich kann nicht mehr, \
        weil es nun so ist: die Rechnung ist falsch";
    check(&german(), &[(long, Some("articles/rechnung.html"), None)]);
}

#[test]
fn arabic_and_hebrew_nouns_are_found_without_what_is_written_before_them() {
    let printer = page("a/printer.html", "الطابعة لا تطبع", "<p>نص.</p>");
    let bill = page(
        "a/bill.html",
        "كيف تقرأ فاتورتك",
        "<p>تنزيل الفواتير بالبريد.</p>",
    );
    check(
        &Portal::new("ar", &[printer, bill]),
        &[
            ("طابعة", Some("a/printer.html"), None),
            ("الطابعة", Some("a/printer.html"), None),
            ("طابعتي", Some("a/printer.html"), None),
            ("فواتير", Some("a/bill.html"), None),
            ("بريد", Some("a/bill.html"), None),
        ],
    );
    let mail = page("a/mail.html", "התקנת המייל", "<p>למדפסת ולמשתמש.</p>");
    check(
        &Portal::new("he", &[mail]),
        &[
            ("מייל", Some("a/mail.html"), None),
            ("מדפסת", Some("a/mail.html"), None),
        ],
    );
}

/// Two letters that are left of a word are none, and the other words keep their weight.
#[test]
fn arabic_and_hebrew_articles_in_a_query_hide_no_page_without_them() {
    let printer = page("a/printer.html", "إعداد طابعة", "<p>نص.</p>");
    let account = page("a/account.html", "حذف حساب", "<p>نص.</p>");
    let other = page("a/other.html", "ما هي الشروط", "<p>نص.</p>");
    check(
        &Portal::new("ar", &[printer, account, other]),
        &[
            ("الطابعة", Some("a/printer.html"), None),
            ("للطابعة", Some("a/printer.html"), None),
            ("بالطابعة", Some("a/printer.html"), None),
            ("حذف الحساب", Some("a/account.html"), None),
            ("الطابعات", Some("a/printer.html"), None),
        ],
    );
    let key = page("a/key.html", "גודל מפתח", "<p>טקסט.</p>");
    let file = page("a/file.html", "העברת קובץ", "<p>טקסט.</p>");
    let long = page("a/long.html", "גודל המפתח עבור מחיצה זו", "<p>טקסט.</p>");
    check(
        &Portal::new("he", &[long, key, file]),
        &[
            ("הקובץ", Some("a/file.html"), None),
            ("בקובץ", Some("a/file.html"), None),
            ("גודל מפתח", Some("a/key.html"), None),
        ],
    );
}

/// By the endings that each language is told, and by what words are folded to.
#[test]
fn other_forms_of_a_word_are_found_in_languages_of_many_forms() {
    let cases = [
        ("hi", "फ़ाइल हटाएँ", ["फाइल", "फ़ाइलें", "फाइलों", "फ़ाइल हटाएं"]),
        ("he", "פתיחת מסמך", ["מסמכים", "מסמכיך", "מסמכי", "מסמך"]),
        ("he", "סיסמה חדשה", ["סיסמאות", "סיסמתי", "סיסמתך", "סיסמה"]),
        ("sl", "Nova gesla", ["geslo", "gesla", "geslom", "nov"]),
        (
            "lt",
            "Sąskaitos apmokėjimas",
            ["sąskaita", "sąskaitų", "apmokėti", "saskaitai"],
        ),
        (
            "et",
            "Konto kustutamine",
            ["kontod", "kustutada", "kustuta", "kontole"],
        ),
        (
            "ka",
            "ფაილების წაშლა",
            ["ფაილი", "ფაილები", "ფაილს", "ფაილის"],
        ),
        (
            "tr",
            "Hesabınızı silme",
            ["hesap", "hesabım", "hesaplar", "hesabı sil"],
        ),
        (
            "nl",
            "Formules kopiëren",
            ["kopieer", "kopieert", "formule", "kopieren"],
        ),
        (
            "th",
            "ทำความสะอาดเครื่อง",
            ["ท\u{E4D}า", "ท\u{E4D}าความ", "ทำ", "สะอาด"],
        ),
    ];
    for (language, title, queries) in cases {
        let portal = Portal::new(language, &[page("articles/a.html", title, "<p>1</p>")]);
        check(
            &portal,
            &queries.map(|query| (query, Some("articles/a.html"), None)),
        );
    }
}

/// A dot between two `l` and the letter that is an apostrophe are part of their word, and no part of it.
#[test]
fn words_are_found_with_and_without_the_sign_inside_them() {
    let install = page(
        "a/install.html",
        "La instal\u{b7}lació",
        "<p>Cancel\u{b7}la.</p>",
    );
    let portal = Portal::new("ca", &[install]);
    for query in ["instal\u{b7}lació", "installacio", "cancella"] {
        check(&portal, &[(query, Some("a/install.html"), None)]);
    }
    let computer = page("a/pc.html", "Ваш комп\u{2bc}ютер", "<p>Текст.</p>");
    let portal = Portal::new("uk", &[computer]);
    for query in ["комп\u{2bc}ютер", "компютер"] {
        check(&portal, &[(query, Some("a/pc.html"), None)]);
    }
}

/// Ukrainian writes one of three apostrophes inside a word, and telephones none; in Latin letters it ends a word.
#[test]
fn a_cyrillic_word_is_found_whichever_apostrophe_it_has() {
    let url = "a/pc.html";
    let signs = ["'", "\u{2019}", "\u{2bc}", ""];
    let others = ["Пошта", "Друк"].map(|title| page(title, title, "<p>Текст.</p>"));
    for written in &signs[..3] {
        let title = format!("Ваш комп{written}ютер і \u{2018}сім\u{2019}я\u{2019}");
        let computer = page(url, &title, "<p>Текст.</p>");
        let portal = Portal::new("uk", &[&others[..], &[computer]].concat());
        for asked in signs {
            let [computer, family] = ["комп_ютер", "сім_я"].map(|word| word.replace('_', asked));
            check(
                &portal,
                &[(&computer, Some(url), None), (&family, Some(url), None)],
            );
        }
    }
    let help = page(url, "L'aide de l\u{2019}imprimante", "<p>Texte.</p>");
    let portal = Portal::new("fr", &[help]);
    check(
        &portal,
        &[("aide", Some(url), None), ("imprimante", Some(url), None)],
    );
}

/// `ü` is found as `u` and as `ue`, wherever a word without such letters would be.
#[test]
fn umlauts_are_found_however_they_are_written() {
    let undo = page(
        "articles/undo.html",
        "Eine Kündigung rückgängig machen",
        "<p>Müllers Größenänderung ist neu und steht in der Übersicht der Bonitätsprüfung.</p>",
    );
    let written = page(
        "articles/groesse.html",
        "Groessentabelle",
        "<p>Der Abgleich laeuft naechtlich.</p>",
    );
    let portal = Portal::new("de", &[undo, written]);
    let undo = [
        // Several in one word, a beginning, another ending; and what only looks like one.
        "rueckgaengig",
        "Bonitaetspruefung",
        "groessenaenderung",
        "Uebersi",
        "kuendigun",
        "mueller",
        "rückgängig",
        "ruckgangig",
        "übersi",
        "neue",
    ];
    check(
        &portal,
        &undo.map(|query| (query, Some("articles/undo.html"), None)),
    );
    let written = ["Größentabelle", "größentab", "läuft nächtlich", "laeuft"];
    check(
        &portal,
        &written.map(|query| (query, Some("articles/groesse.html"), None)),
    );
}

/// Words that needed no correction stay as they were typed; the others are told as pages write them.
#[test]
fn what_was_corrected_is_told_as_it_is_written() {
    let german = page(
        "articles/kennwort.html",
        "Kennwort zurücksetzen",
        "<p>Ihre Änderung gilt sofort.</p>",
    );
    let turkish = page(
        "articles/sifre.html",
        "Şifrenizi değiştirin",
        "<p>Şifre.</p>",
    );
    let first = Some("articles/kennwort.html");
    check(
        &Portal::new("de", &[german]),
        &[
            (
                "kennwort zurücksezten",
                first,
                Some("kennwort zurücksetzen"),
            ),
            ("Ihre Ändreung?", first, Some("Ihre Änderung?")),
            ("IHRE ändreung", first, Some("IHRE änderung")),
        ],
    );
    check(
        &Portal::new("tr", &[turkish]),
        &[("şifernizi", Some("articles/sifre.html"), Some("şifrenizi"))],
    );
}

#[test]
fn an_american_number_is_found_without_the_one_before_it() {
    let call = page("a/call.html", "Call us", "<p>Phone 1-800-555-0199.</p>");
    let queries = ["8005550199", "(800) 555-0199", "5550199", "1 800 555 0199"];
    let cases = queries.map(|query| (query, Some("a/call.html"), None));
    check(&Portal::new("en", &[call]), &cases);
}

#[test]
fn a_phone_number_is_found_with_and_without_its_country() {
    let hotline = Some("channels/hotline.html");
    let cases = [
        "+49 30 1234567",
        "+49301234567",
        "004930 1234567",
        "0049 30 123 45 67",
        "030 1234567",
        "030/12345-67",
        "(030) 123 4567",
        "1234567",
        "123 4567",
        "＋４９　３０　１２３４５６７",
    ];
    check(&german(), &cases.map(|query| (query, hotline, None)));
}

#[test]
fn simplified_and_traditional_find_each_other() {
    let traditional = [
        page("articles/bill.html", "查看帳單", "<p>每週寄送一次。</p>"),
        page("articles/ask.html", "線上諮詢", "<p>委託我們處理。</p>"),
    ];
    let simplified = [
        page("articles/bill.html", "查看账单", "<p>每周寄送一次。</p>"),
        page("articles/ask.html", "在线咨询", "<p>委托我们处理。</p>"),
    ];
    let cases = [
        ("帳單", Some("articles/bill.html"), None),
        ("账单", Some("articles/bill.html"), None),
        ("賬單", Some("articles/bill.html"), None),
        ("每周", Some("articles/bill.html"), None),
        ("每週", Some("articles/bill.html"), None),
        ("咨询", Some("articles/ask.html"), None),
        ("諮詢", Some("articles/ask.html"), None),
        ("委托", Some("articles/ask.html"), None),
        ("委託", Some("articles/ask.html"), None),
    ];
    check(&Portal::new("zh-TW", &traditional), &cases);
    check(&Portal::new("zh-CN", &simplified), &cases);
}

/// The same thing has other names in Taiwan, in Hong Kong and on the mainland.
#[test]
fn chinese_words_of_other_regions_are_found() {
    let decoys = ["帳單與付款", "合作夥伴計畫", "安全性需求", "聯繫我們的團隊"];
    let decoys = decoys.map(|title| page(&format!("a/{title}.html"), title, "<p>內容。</p>"));
    let named = |titles: [(&str, &str); 5]| {
        let pages =
            titles.map(|(name, title)| page(&format!("a/{name}.html"), title, "<p>內容。</p>"));
        [pages.to_vec(), decoys.to_vec()].concat()
    };
    let taiwan = named([
        ("software", "安裝軟體"),
        ("print", "設定印表機"),
        ("server", "伺服器維護"),
        ("user", "新增使用者"),
        ("network", "網路連線問題"),
    ]);
    let mainland = named([
        ("software", "安装软件"),
        ("print", "设置打印机"),
        ("server", "服务器维护"),
        ("user", "添加用户"),
        ("network", "网络连接问题"),
    ]);
    let asked = [
        ("a/software.html", ["軟體", "软件", "軟件", "软体"]),
        (
            "a/print.html",
            ["印表機", "打印机", "設置打印機", "设定印表机"],
        ),
        (
            "a/server.html",
            ["伺服器", "服务器", "服務器", "伺服器維護"],
        ),
        ("a/user.html", ["使用者", "用户", "用戶", "新增用戶"]),
        ("a/network.html", ["網路", "网络", "網絡", "网络连接"]),
    ];
    let cases = asked
        .iter()
        .flat_map(|(page, queries)| queries.map(|query| (query, Some(*page), None)));
    let cases: Vec<Case<'_>> = cases.collect();
    check(&Portal::new("zh-TW", &taiwan), &cases);
    check(&Portal::new("zh-CN", &mainland), &cases);
}

#[test]
fn what_means_nothing_finds_nothing() {
    check(
        &german(),
        &[
            ("", None, None),
            (" \n\t", None, None),
            ("…!?()[]{}<>«»„“—", None, None),
            ("\u{301}\u{200D}\u{FE0F}", None, None),
            ("🙂👩\u{200D}👧", None, None),
            ("constructor __proto__", None, None),
        ],
    );
}

/// It is text: its words are looked for as any others.
#[test]
fn markup_in_a_query_is_words() {
    check(
        &german(),
        &[
            (
                "<img src=x onerror=alert(1)>",
                Some("articles/onerror.html"),
                None,
            ),
            ("</script><script>alert(1)</script>", None, None),
            ("supportalSearch.r({})", None, None),
            (
                "\\u0041zure ${azure} %41",
                Some("articles/azure.html"),
                None,
            ),
        ],
    );
    let product = |product: &str| Filters {
        kind: None,
        product: Some(product.to_owned()),
    };
    let kind = |kind: &str| Filters {
        kind: Some(kind.to_owned()),
        product: None,
    };
    let asked = ["__proto__", "constructor", "toString"];
    let queries: Vec<_> = (asked.iter())
        .flat_map(|name| [("azure", product(name)), ("azure", kind(name))])
        .collect();
    german().agrees(&queries, &[]);
}

/// Both readers look at a part of what is too long to be a query, and at once.
#[test]
fn two_thousand_characters_are_answered_at_once() {
    let portals = [german(), Portal::of(&starter().build().outputs, "zh-TW/")];
    let times = |text: &str| {
        let text: String = text.chars().cycle().take(2_000).collect();
        text
    };
    let long = [
        "a",
        "Azure",
        "Rechnung verstehen ",
        "r e c h n u n g ",
        "x1Y2z3 ",
        "ab12CD34-",
        "1",
        "12 ",
        "+49 30 1234567, ",
        "帳單",
        "訂閱帳單發票退款",
        "账单订阅",
        "パートナーのセンターへ",
        "한국어청구서 ",
        "a\u{301}\u{323}\u{308}",
        "\u{301}",
        "ﾊﾟ",
        "🙂",
        "<b>",
        "((((",
        "ß",
        "㌦",
    ];
    let long: Vec<String> = long.iter().map(|text| times(text)).collect();
    for portal in &portals {
        for query in &long {
            let before = Instant::now();
            portal.ask(query, &Filters::default());
            let took = before.elapsed();
            // Nobody waits this long: tests are not optimised, and all other tests run beside them.
            let piece: String = query.chars().take(20).collect();
            assert!(took < Duration::from_secs(30), "{took:?} for `{piece}…`");
        }
        let queries: Vec<_> = (long.iter())
            .map(|query| (query.as_str(), Filters::default()))
            .collect();
        portal.agrees(&queries, &[]);
    }
}

/// A page for each rule of `check`, as a handbook has them.
#[test]
fn a_rule_is_found_by_its_id() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check");
    let mut entries: Vec<Entry> = Vec::new();
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut ids = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|of| of == "md"))
    {
        let text = fs::read_to_string(file).unwrap();
        let (title, body) = text.split_once('\n').unwrap();
        let title = title.trim_start_matches("# ");
        let id = title.split(':').next().unwrap();
        let url = format!("articles/{}.html", id.to_lowercase());
        let body = body.replace('&', "&amp;").replace('<', "&lt;");
        entries.push(page(&url, title, &format!("<p>{body}</p>")));
        ids.push((id.to_owned(), url));
    }
    assert!(ids.len() > 80 && ids.iter().any(|(id, _)| id == "SUP-NOSLA"));
    let portal = Portal::new("en", &entries);
    let cases: Vec<Case> = (ids.iter())
        .map(|(id, url)| (id.as_str(), Some(url.as_str()), None))
        .collect();
    check(&portal, &cases);
    // Those that share the family alone are far behind.
    for query in ["SUP-NOSLA", "sup-nosla", "ＳＵＰ－ＮＯＳＬＡ", "SUP NOSLA"] {
        let rows = portal.ask(query, &Filters::default()).rows;
        assert_eq!(rows[0].url, "articles/sup-nosla.html", "for `{query}`");
        assert!(rows[1].score < rows[0].score / 10.0, "for `{query}`");
    }
}

/// Query, how many rows are looked at, and pages that one of them must lead to, in the starter portal.
type Fact<'a> = (&'a str, usize, &'a [&'a str]);

#[track_caller]
fn check_facts(folder: &str, cases: &[Fact]) {
    let portal = Portal::of(&starter().build().outputs, folder);
    for &(query, within, expected) in cases {
        let rows = portal.ask(query, &Filters::default()).rows;
        let urls: Vec<_> = rows
            .iter()
            .map(|row| row.url.split('#').next().unwrap())
            .take(within)
            .collect();
        let found = expected.iter().any(|page| urls.contains(page));
        assert!(found, "`{query}` in `{folder}` finds {urls:?}");
    }
    let queries: Vec<_> = (cases.iter())
        .map(|&(query, _, _)| (query, Filters::default()))
        .collect();
    portal.agrees(&queries, &[]);
}

/// Telephones show who called in the form that is dialled, whichever form a page has.
#[test]
fn a_number_that_is_shown_without_its_country_is_found_with_it() {
    let path = "en/channels/hotline.md";
    let text = starter().text(path).to_owned();
    assert!(text.contains("+886255550100"), "{text}");
    let portal = starter().file(path, text.replace("+886255550100", "+8215881234"));
    let portal = Portal::of(&portal.build().outputs, "");
    for query in ["+8215881234", "8215881234", "+82-1588-1234", "1588-1234"] {
        let rows = portal.ask(query, &Filters::default()).rows;
        let first = rows.first().map(|row| row.url.split('#').next().unwrap());
        assert_eq!(first, Some("channels/hotline.html"), "for `{query}`");
    }
}

const PLANS: &[&str] = &["sla/standard.html", "sla/business.html"];
const PHONES: &[&str] = &["channels/hotline.html", "channels/emergency.html"];

const CHANNELS: &[&str] = &[
    "channels/chat.html",
    "channels/email.html",
    "channels/emergency.html",
    "channels/hotline.html",
    "channels/portal.html",
];

#[test]
fn a_part_of_two_letters_stands_for_no_word() {
    let portal = Portal::new(
        "en",
        &[
            page(
                "articles/fast.html",
                "Answer fast",
                "<p>Faults are mended.</p>",
            ),
            page(
                "articles/sim.html",
                "Order a SIM card",
                "<p>It fits any phone.</p>",
            ),
        ],
    );
    check(
        &portal,
        &[
            ("2fa", None, None),
            ("eSIM", Some("articles/sim.html"), None),
        ],
    );
}

#[test]
fn facts_are_found_in_english() {
    check_facts(
        "",
        &[
            // A plan by its severities: level and name.
            ("s1", 1, PLANS),
            ("S1", 1, PLANS),
            ("s2", 1, PLANS),
            ("s4", 1, PLANS),
            ("critical", 1, PLANS),
            ("what is your phone number", 1, &["channels/hotline.html"]),
            ("when are you open", 1, &["channels/hotline.html"]),
            ("high", 1, PLANS),
            ("severity s2", 2, PLANS),
            // A channel by its kind, its name and its address.
            ("phone", 2, PHONES),
            ("telephone", 2, PHONES),
            ("email", 1, &["channels/email.html"]),
            ("chat", 1, &["channels/chat.html"]),
            ("portal", 1, &["channels/portal.html"]),
            ("hotline", 1, &["channels/hotline.html"]),
            ("02 5555 0100", 1, &["channels/hotline.html"]),
            ("+886255550100", 1, &["channels/hotline.html"]),
            ("55550100", 1, &["channels/hotline.html"]),
            // What they are looked for by, whatever their pages say.
            ("phone number", 3, &["channels/hotline.html"]),
            ("opening hours", 2, &["channels/hotline.html"]),
            ("lunch break", 1, &["channels/hotline.html"]),
            // By the names of the days that their pages list.
            ("lunar new year", 1, &["channels/hotline.html"]),
            ("lunar new year's eve", 1, &["channels/hotline.html"]),
            ("mid-autumn festival", 1, CHANNELS),
            ("are you open on labor day", 1, &["channels/hotline.html"]),
            ("year-end party", 2, CHANNELS),
            ("contact person", 1, CHANNELS),
            // Where it is stated, and not where a plan has a price.
            ("notice period", 1, &["support.html"]),
            ("SLA", 1, PLANS),
            ("how quickly", 2, PLANS),
            ("faq", 1, &["faq/index.html"]),
            ("email address", 1, &["channels/email.html"]),
            // As customers ask.
            ("are you open on christmas", 1, &["channels/hotline.html"]),
            ("are you open on sunday", 1, &["channels/hotline.html"]),
            ("do you work on weekends", 1, &["channels/hotline.html"]),
            ("what time do you open", 1, &["channels/hotline.html"]),
            ("how can i get in touch", 1, CHANNELS),
            ("how do i talk to a human", 1, &["channels/hotline.html"]),
            ("can i call at night", 1, &["channels/emergency.html"]),
            ("our server is down", 1, &["channels/emergency.html"]),
            // A word without its apostrophe is no other word, and two letters stand for none.
            (
                "i cant login",
                1,
                &["articles/accounts/sign-in-problems.html"],
            ),
            (
                "dont receive mail",
                2,
                &["articles/email/missing-messages.html"],
            ),
            ("2fa", 1, &["articles/accounts/set-up-verification.html"]),
        ],
    );
}

#[test]
fn facts_are_found_in_chinese() {
    check_facts(
        "zh-TW/",
        &[
            ("s1", 1, PLANS),
            ("s4", 1, PLANS),
            ("重大", 2, PLANS),
            ("重大 s1", 1, PLANS),
            ("電話", 1, PHONES),
            ("电话", 1, PHONES),
            ("電子郵件", 1, &["channels/email.html"]),
            ("线上客服", 1, &["channels/chat.html"]),
            ("入口網站", 1, &["channels/portal.html"]),
            ("帳單", 1, &["articles/billing/read-your-invoice.html"]),
            ("账单", 1, &["articles/billing/read-your-invoice.html"]),
            ("０２－５５５５－０１００", 1, &["channels/hotline.html"]),
            ("電話號碼", 2, &["channels/hotline.html"]),
            (
                "营业时间",
                2,
                &["channels/hotline.html", "channels/chat.html"],
            ),
            ("午休", 1, &["channels/hotline.html", "channels/chat.html"]),
            ("SLA", 1, PLANS),
            ("FAQ", 1, &["faq/index.html"]),
            ("聖誕節有營業嗎", 1, &["channels/hotline.html"]),
            ("端午節", 1, CHANNELS),
            ("農曆除夕", 1, CHANNELS),
            ("除夕有營業嗎", 1, &["channels/hotline.html"]),
            ("現在有營業嗎", 1, &["channels/hotline.html"]),
            ("週末有人接電話嗎", 1, &["channels/hotline.html"]),
            ("系統全部當掉了", 1, &["channels/emergency.html"]),
            ("登不進去", 1, &["articles/accounts/sign-in-problems.html"]),
        ],
    );
}

/// Days have names of several words and of none; what was written about such a day comes before who is there on it.
#[test]
fn a_channel_is_found_by_the_days_on_which_its_hours_are_others() {
    let support = r#"
organization: {legal_name: Test GmbH, country: DE}
first_contact: hotline
calendars:
  office:
    time_zone: Europe/Berlin
    weekly: {mon: ["08:00-18:00"], tue: ["08:00-18:00"], wed: ["08:00-18:00"], thu: ["08:00-18:00"], fri: ["08:00-18:00"]}
    holidays: [hh]
    exceptions:
      - {date: 2026-12-24, hours: ["08:00-12:00"], note: {de: Heiligabend, en: Christmas Eve}}
      - {date: 2026-12-31, hours: ["08:00-12:00"], note: {de: Silvester, en: New Year's Eve}}
  mail:
    time_zone: Europe/Berlin
    weekly: {mon: ["08:00-18:00"], tue: ["08:00-18:00"], wed: ["08:00-18:00"], thu: ["08:00-18:00"], fri: ["08:00-18:00"]}
    holidays: [hh]
    exceptions:
      - {date: 2026-07-03, hours: ["08:00-12:00"], note: {de: Sommerfest, en: Summer party}}
      - {date: 2026-09-04, hours: []}
  always: {time_zone: Europe/Berlin, always: true}
holiday_sets:
  hh:
    valid: {from: 2026-01-01, to: 2027-12-31}
    days:
      - {date: 2026-11-18, name: {de: Buß- und Bettag, en: Day of Repentance}}
      - {date: 2026-12-25, name: {de: 1. Weihnachtstag, en: Christmas Day}}
      - {date: 2027-03-26, name: {de: Karfreitag, en: Good Friday}}
      - {date: 2027-03-29, name: {de: Ostermontag, en: Easter Monday}}
"#;
    let channel = |title: &str, more: &str| {
        format!("---\ntitle: {title}\ndescription: How to reach us.\n{more}---\n\nWe help.\n")
    };
    let mut portal = crate::portal::Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [de, en]\n")
        .file("support.yaml", support);
    for language in ["de", "en"] {
        let file = |name: &str| format!("{language}/{name}.md");
        let phone = "channel: phone\naddress: \"+4940123456\"\ncalendar: office\n";
        let mail = "channel: email\naddress: help@test.example\ncalendar: always\nanswered: mail\n";
        let night = "channel: phone\naddress: \"+4940123457\"\ncalendar: always\n";
        portal = portal
            .file(&file("channels/hotline"), channel("Hotline", phone))
            .file(&file("channels/mail"), channel("E-Mail", mail))
            .file(&file("channels/night"), channel("Pager", night))
            .page(
                &file("articles/data"),
                "What is good for your data on a monday in the open, and on the day after.",
            );
    }
    let portal = portal.file(
        "de/notices/change.md",
        "---\ntitle: Rufbereitschaft an Silvester\ndescription: Wer da ist.\nstarts: 2026-12-31T11:00:00Z[UTC]\nends: 2027-01-01T11:00:00Z[UTC]\n---\n\nText.\n",
    );
    let outputs = portal.build().outputs;
    let found = |outputs: &[_], folder: &str, query: &str| -> Vec<String> {
        let rows = Portal::of(outputs, folder)
            .ask(query, &Filters::default())
            .rows;
        let pages = rows.iter().map(|row| row.url.split('#').next().unwrap());
        pages.map(str::to_owned).collect()
    };
    for (folder, query, first) in [
        ("", "heiligabend", "channels/hotline.html"),
        ("", "Karfreitag", "channels/hotline.html"),
        ("", "habt ihr am karfreitag auf", "channels/hotline.html"),
        ("", "ostermontag", "channels/hotline.html"),
        ("", "buß- und bettag", "channels/hotline.html"),
        ("en/", "good friday", "channels/hotline.html"),
        ("en/", "easter", "channels/hotline.html"),
        (
            "en/",
            "are you open on christmas eve",
            "channels/hotline.html",
        ),
        ("en/", "new year's eve", "channels/hotline.html"),
        // What the channel to turn to first does not list.
        ("", "sommerfest", "channels/mail.html"),
        // What somebody wrote about the day.
        ("", "silvester", "notices/change.html"),
    ] {
        let found = found(&outputs, folder, query);
        assert_eq!(found[0], first, "`{query}` finds {found:?}");
    }
    let silvester = found(&outputs, "", "silvester");
    assert_eq!(silvester[1..], ["channels/hotline.html"]);
    // Where none is said, the first in the navigation.
    let facts = support.replace("first_contact: hotline\n", "");
    let outputs = portal.file("support.yaml", facts).build().outputs;
    let found = found(&outputs, "", "karfreitag");
    assert_eq!(found, ["channels/mail.html"]);
}

#[test]
fn how_to_cancel_is_found_where_it_is_stated_in_every_language() {
    let asked = [
        ("ar", ["إلغاء", "مهلة الإشعار"]),
        ("de", ["kündigen", "Kündigungsfrist"]),
        ("en", ["cancel", "notice period"]),
        ("es", ["cancelar", "preaviso"]),
        ("fr", ["résilier", "préavis"]),
        ("he", ["ביטול", "הודעה מוקדמת"]),
        ("it", ["disdire", "preavviso"]),
        ("ja", ["解約", "解約予告"]),
        ("ko", ["해지", "해지 통보"]),
        ("nl", ["opzeggen", "opzegtermijn"]),
        ("pl", ["rezygnacja", "okres wypowiedzenia"]),
        ("pt-BR", ["cancelar", "aviso prévio"]),
        ("zh-CN", ["取消订阅", "解约"]),
        ("zh-TW", ["取消訂閱", "解約"]),
    ];
    let languages = asked.map(|(language, _)| language).join(", ");
    let mut portal = crate::portal::Portal::new()
        .file(
            "supportal.yaml",
            format!("title: Test\nlanguages: [{languages}]\n"),
        )
        .file(
            "support.yaml",
            "organization: {legal_name: Test GmbH, country: DE}\nchanges: {buy: partner, cancel: {by: partner, notice: P30D}}\n",
        );
    for (language, _) in asked {
        let page =
            |more: &str| format!("---\ntitle: {language}\ndescription: A.\n{more}---\n\nB.\n");
        let plan = "price: {amount: \"49.00\", currency: EUR, per: month}\n";
        portal = portal
            .file(&format!("{language}/support.md"), page("kind: support\n"))
            .file(&format!("{language}/sla/plan.md"), page(plan));
    }
    let outputs = portal.build().outputs;
    for (language, queries) in asked {
        let folder = match language {
            "ar" => String::new(),
            other => format!("{other}/"),
        };
        let portal = Portal::of(&outputs, &folder);
        for query in queries {
            let rows = portal.ask(query, &Filters::default()).rows;
            let urls: Vec<&str> = rows.iter().map(|row| row.url.as_str()).collect();
            assert_eq!(urls, ["support.html#changes"], "`{query}` in {language}");
        }
    }
}
