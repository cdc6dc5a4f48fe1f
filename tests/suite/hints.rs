//! A hint that is followed word for word mends what it is said of.

use crate::portal::Portal;
use crate::properties::starter;
use supportal::model::Severity;

/// Rule and hint of each finding of `codes`.
fn hints(portal: &Portal, codes: &[&str]) -> Vec<String> {
    let found = portal.build().diagnostics;
    let found = found.iter().filter(|one| codes.contains(&one.code));
    found
        .map(|one| format!("{} {}", one.code, one.hint.as_deref().unwrap_or("-")))
        .collect()
}

fn portal() -> Portal {
    Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [en, zh-TW]\n")
        .page("en/index.md", "Text.")
        .page("en/channels/a.md", "Text.")
        .file("en/includes/have-ready.md", "Have it ready.\n")
        .file("zh-TW/includes/here-alone.md", "請準備。\n")
}

#[test]
fn the_list_of_a_folder_that_nobody_wrote_is_called_so() {
    let portal = |page: &str| {
        let nav = format!("[index.md, {{title: Guide{page}, items: [guide/a.md, guide/b.md]}}]");
        Portal::new()
            .file("supportal.yaml", format!("title: Test\nnav: {nav}\n"))
            .page("en/index.md", "Text.")
            .page("en/guide/a.md", "Text.")
            .page("en/guide/b.md", "Text.")
    };
    let hint = "LNK-ORPHAN give its section under `nav` in supportal.yaml `page: guide/index.md`";
    assert_eq!(hints(&portal(""), &["LNK-ORPHAN"]), [hint]);
    let found = portal("").build().diagnostics;
    let mut found = found.iter().filter(|one| one.code == "LNK-ORPHAN");
    let message = "nothing leads to the list of the folder `guide`";
    assert!(found.all(|one| one.message == message));
    assert_eq!(
        hints(&portal(", page: guide/index.md"), &["LNK-ORPHAN"]),
        [""; 0]
    );
}

#[test]
fn hours_that_are_typed_are_told_the_hours_of_the_same_channel() {
    let facts = "\
calendars:
  always: {name: Always, time_zone: Europe/Berlin, always: true}
  office: {name: Office, time_zone: Europe/Berlin, weekly: {mon: [\"09:00-17:00\"]}, holidays: none}
";
    let channel = |front: &str| format!("---\ntitle: T\n{front}---\n\nWe are there 24/7.\n");
    let hint = |phone: &str, page: &str| {
        let portal = Portal::new()
            .file("supportal.yaml", "title: Test\nlanguages: [en]\n")
            .file("support.yaml", facts)
            .file(
                "en/channels/mail.md",
                "---\ntitle: M\nchannel: email\naddress: a@b.example\ncalendar: always\nanswered: office\n---\n\nWrite.\n",
            )
            .file("en/channels/phone.md", channel(phone))
            .file("en/support.md", page);
        hints(&portal, &["SLA-PROSE"]).join("; ")
    };
    let phone = |calendar: &str| {
        format!("channel: phone\naddress: \"+49301234567\"\ncalendar: {calendar}\n")
    };
    let write = "write `{{ channel.phone.hours }}`";
    let silent = "---\ntitle: Support\nkind: support\n---\n\nText.\n";
    assert_eq!(hint(&phone("always"), silent), format!("SLA-PROSE {write}"));
    assert_eq!(
        hint(&phone("office"), silent),
        format!("SLA-PROSE `phone` is not open around the clock: {write}")
    );
    // Mail that is only taken at all hours is no channel that is open then.
    let loud = "---\ntitle: Support\nkind: support\n---\n\nWe are there 24/7.\n";
    assert!(hint(&phone("office"), loud).contains("SLA-PROSE no channel is open around the clock"));
    assert!(hint(&phone("always"), loud).ends_with(write));
    // What a plan is called, and the words of a link to one, promise nothing.
    let plan = |text: &str| {
        let portal = Portal::new()
            .file("supportal.yaml", "title: Test\nlanguages: [en]\n")
            .file("support.yaml", facts)
            .file(
                "en/sla/always.md",
                "---\ntitle: Plan 24/7\ncalendar: office\n---\n\nText.\n",
            )
            .file(
                "en/sla/index.md",
                format!("---\ntitle: Plans\n---\n\n{text}\n"),
            );
        hints(&portal, &["SLA-PROSE"]).len()
    };
    for name in [
        "[24/7](always.md)",
        "[**24/7** for all](always.md)",
        "With 24/7: nothing else.",
        "Plan 24/7 is available.",
    ] {
        assert_eq!(plan(name), 0, "{name}");
    }
    for promise in [
        "We are available 24/7.",
        "We answer within 1 hour, [see there](always.md).",
    ] {
        assert_eq!(plan(promise), 1, "{promise}");
    }
}

#[test]
fn a_misspelt_include_is_told_the_file_that_is_there() {
    for (page, written, expected) in [
        (
            "en",
            "../includes/have-redy.md",
            "../includes/have-ready.md",
        ),
        ("en", "../includes/have-ready", "../includes/have-ready.md"),
        (
            "en",
            "../../includes/have-ready.md",
            "../includes/have-ready.md",
        ),
        ("en", "includes/have-ready.md", "../includes/have-ready.md"),
        (
            "zh-TW",
            "../includes/have-redy.md",
            "../includes/have-ready.md",
        ),
        (
            "zh-TW",
            "../includes/here-alon.md",
            "../includes/here-alone.md",
        ),
    ] {
        let text = format!("[!INCLUDE [ready]({written})]");
        let wrong = portal().page(&format!("{page}/channels/b.md"), &text);
        let expected = [format!("INC-MISSING `{expected}` exists")];
        assert_eq!(
            hints(&wrong, &["INC-MISSING"]),
            expected,
            "{page} {written}"
        );
    }
    let none = portal().page(
        "en/channels/b.md",
        "[!INCLUDE [ready](../includes/prices.md)]",
    );
    assert_eq!(
        hints(&none, &["INC-MISSING"]),
        ["INC-MISSING a path begins at the folder of this file"]
    );
}

#[test]
fn a_link_without_a_scheme_is_told_it() {
    for (written, expected) in [
        (
            "www.example.com",
            "LNK-FILE write `https://www.example.com` for another site",
        ),
        (
            "www.contoso.de/help",
            "LNK-PAGE write `https://www.contoso.de/help` for another site",
        ),
        (
            "contoso.com/a.pdf",
            "LNK-FILE write `https://contoso.com/a.pdf` for another site",
        ),
        (
            "help@camphor.example",
            "LNK-FILE write `mailto:help@camphor.example` for an address of mail",
        ),
        (
            "prices.csv",
            "LNK-FILE a path begins at the folder of this file",
        ),
        (
            "icon@2x.png",
            "LNK-FILE a path begins at the folder of this file",
        ),
        (
            "v1.2/setup.zip",
            "LNK-FILE a path begins at the folder of this file",
        ),
    ] {
        let wrong = portal().page("en/channels/b.md", &format!("A [link]({written})."));
        assert_eq!(
            hints(&wrong, &["LNK-FILE", "LNK-PAGE"]),
            [expected],
            "{written}"
        );
    }
}

#[test]
fn a_page_that_none_is_near_is_told_what_there_is() {
    let portal = ["refunds", "invoices", "read-your-invoice", "late-payment"]
        .iter()
        .fold(portal(), |portal, name| {
            portal.page(&format!("en/billing/{name}.md"), "Text.")
        })
        .page("en/devices/phone.md", "Text.")
        .page("en/devices/tablet.md", "Text.")
        .page("en/empty/deep/page.md", "Text.")
        .file(
            "en/devices/lost.md",
            "---\ntitle: Replace a lost computer\ndescription: How.\n---\n\nText.\n",
        );
    for (written, expected) in [
        (
            "../devices/replace-lost-computer.md",
            "the title of `../devices/lost.md` has these words",
        ),
        (
            "../replace-the-lost-computer.md",
            "the title of `../devices/lost.md` has these words",
        ),
        (
            "../devices/monitor.md",
            "`../devices` has `lost.md`, `phone.md` and `tablet.md`",
        ),
        (
            "../billing/payment-by-card.md",
            "`../billing` has `late-payment.md`, `invoices.md`, `read-your-invoice.md` and others",
        ),
        ("stairs.md", "this folder has `a.md` and `b.md`"),
        (
            "/billing/x.md",
            "`/billing` has `invoices.md`, `late-payment.md`, `read-your-invoice.md` and others",
        ),
        (
            "../nowhere/x.md",
            "there is no folder `../nowhere`; a path begins at the folder of this file",
        ),
        (
            "/nowhere/",
            "there is no folder `/nowhere`: a path with `/` before it begins at the folder of the language",
        ),
        ("/en/devices/phone.md", "`../devices/phone.md` exists"),
        ("/en/devices/phone.html", "`../devices/phone.md` exists"),
        ("/en/", "`../index.md` exists"),
        (
            "/en/devices/",
            "there is no folder `/en/devices`: a path with `/` before it begins at the folder of the language",
        ),
        (r"..\devices\phone.md", "`../devices/phone.md` exists"),
        ("../empty/x.md", "a path begins at the folder of this file"),
        ("../nowhere/phone.md", "`../devices/phone.md` exists"),
    ] {
        let wrong = (portal.clone()).page("en/channels/b.md", &format!("A [link]({written})."));
        assert_eq!(
            hints(&wrong, &["LNK-PAGE"]),
            [format!("LNK-PAGE {expected}")],
            "{written}"
        );
    }
}

#[test]
fn a_folder_in_the_navigation_is_told_its_page() {
    let portal = portal()
        .page("en/articles/index.md", "Text.")
        .page("en/articles/refunds.md", "Text.")
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en]\nnav: [articles, articles/, articles/refunds]\nlegal: {privacy: articles, imprint: \"articles/refunds.md #x\"}\n",
        );
    assert_eq!(
        hints(&portal, &["LNK-PAGE"]),
        [
            "LNK-PAGE `articles/index.md` exists",
            "LNK-PAGE `articles/index.md` exists",
            "LNK-PAGE `articles/refunds.md` exists",
            "LNK-PAGE `articles/index.md` exists",
            "LNK-PAGE `articles/refunds.md` exists",
        ]
    );
}

/// What is only not found since a language or a part of the configuration was refused is no mistake of its own.
#[test]
fn a_wrong_language_is_one_mistake() {
    let portal = starter().today("2026-11-28");
    let before = portal.check();
    for (right, wrong, code) in [
        ("[en, zh-TW] ", "[en, zh_TW] ", "FM-LANG"),
        ("[en, zh-TW] ", "[en, taiwanese] ", "FM-LANG"),
        ("[en, zh-TW] ", "[de, en, zh-TW] ", "PATH-LANG"),
        ("[en, zh-TW] ", "[en, zh-TW ", "FM-YAML"),
        ("languages:", "languges:", "FM-KEY"),
        ("  synonyms:\n", "  synonms:\n", "FM-KEY"),
        ("search:\n", "serach:\n", "FM-KEY"),
    ] {
        let text = portal.text("supportal.yaml");
        assert!(text.contains(right), "{right}");
        let changed = (portal.clone()).file("supportal.yaml", text.replacen(right, wrong, 1));
        let found = changed.check();
        let new = found.lines().filter(|line| !before.contains(*line));
        let new: Vec<&str> = new.collect();
        assert!(
            matches!(new[..], [one] if one.starts_with(&format!("error {code} supportal.yaml:"))),
            "{wrong}: {new:#?}"
        );
    }
}

/// A site without pages must not take the place of a good one, and why there are none is one mistake.
#[test]
fn a_source_language_without_pages_is_one_error() {
    let only = "title: Help\nlanguages: [en]\n";
    let facts = "profile: csp\n";
    let empty = Portal::new().file("supportal.yaml", only);
    let page = |portal: &Portal, path: &str| portal.clone().page(path, "A [link](b.md).");
    for (portal, hint) in [
        (
            empty.clone(),
            "bring the folder back, or write `en/index.md`",
        ),
        (
            (empty.clone()).file("supportal.yaml", format!("{only}{facts}")),
            "bring the folder back, or write `en/index.md`",
        ),
        (
            page(&empty, "english/index.md"),
            "put its pages below `en/`, or name the language that has pages first in `languages`",
        ),
        (
            page(&empty, "de/index.md"),
            "put its pages below `en/`, or name the language that has pages first in `languages`",
        ),
        (page(&empty, "EN/index.md"), "name the folder `en`"),
    ] {
        let build = portal.build();
        let errors = build.diagnostics.iter();
        let errors = errors.filter(|one| one.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|one| (one.code, one.hint.as_deref())).collect();
        assert_eq!(errors, [("PATH-LANG", Some(hint))]);
    }
    // Whoever has begun, and shows nothing yet.
    let draft = empty.file("en/index.md", "---\ntitle: A\ndraft: true\n---\n");
    assert!(hints(&draft, &["PATH-LANG"]).is_empty());
}

/// A page that is there and not published is told so wherever it is named.
#[test]
fn a_draft_that_is_named_is_told_as_such() {
    let portal = portal()
        .file("en/articles/later.md", "---\ntitle: Later\ndraft: true\n---\nText.\n")
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en]\nnav: [articles/later.md]\nlegal: {privacy: articles/later.md}\n",
        );
    let found = portal.check();
    let said = "the page at `articles/later.md` is not published: it is a draft";
    assert_eq!(found.matches(said).count(), 2, "{found}");
}

#[test]
fn markdown_alone_is_included() {
    let portal = portal()
        .file("en/includes/plain.txt", "Text.\n")
        .page("en/articles/a.md", "[!INCLUDE [1](../includes/plain.txt)]");
    assert_eq!(
        hints(&portal, &["INC-MISSING"]),
        ["INC-MISSING Markdown alone can be included: name it `../includes/plain.md`"]
    );
}

/// A value that is wrong is one mistake: that what it should say is missing need not be said as well.
#[test]
fn a_misspelt_value_is_not_told_as_absent_too() {
    let portal = starter().today("2026-11-28");
    let before = portal.check();
    for (file, right, wrong, code) in [
        (
            "support.yaml",
            "price: included",
            "price: incuded",
            "FM-TYPE",
        ),
        (
            "support.yaml",
            "price: included",
            "pirce: included",
            "FM-KEY",
        ),
        (
            "support.yaml",
            "delivered_by: self",
            "delivered_by: slef",
            "FM-TYPE",
        ),
        ("support.yaml", "country: TW", "country: Taiwan", "FM-TYPE"),
        ("support.yaml", "area: billing", "area: biling", "FM-TYPE"),
        ("support.yaml", "[performance", "[performence", "FM-TYPE"),
        ("support.yaml", "always: true", "always: ture", "FM-TYPE"),
        (
            "support.yaml",
            "vendor_takes_customers: false",
            "vendor_takes_customers: fales",
            "FM-TYPE",
        ),
        (
            "support.yaml",
            "name: {en: Critical",
            "nmae: {en: Critical",
            "FM-KEY",
        ),
        ("support.yaml", "level: 1", "level: one", "FM-TYPE"),
        ("support.yaml", "- id: s2", "- id: S2", "FM-TYPE"),
        ("support.yaml", "- id: billing", "- id: Billing", "FM-TYPE"),
        ("support.yaml", "\n  office:", "\n  Office:", "FM-TYPE"),
        ("support.yaml", "\n  tw:", "\n  TW:", "FM-TYPE"),
        (
            "support.yaml",
            "first_contact: hotline",
            "first_contact: Hotline",
            "FM-TYPE",
        ),
        (
            "en/channels/chat.md",
            "calendar: chat",
            "calendar: Chat",
            "FM-TYPE",
        ),
        ("support.yaml", "\ncalendars:", "\ncalenders:", "FM-KEY"),
        ("support.yaml", "\nproducts:", "\nproduct:", "FM-KEY"),
        ("support.yaml", "\nseverities:", "\nseverity:", "FM-KEY"),
        ("support.yaml", "\nservices:", "\nservice:", "FM-KEY"),
        (
            "support.yaml",
            "\nholiday_sets:",
            "\nholiday_set:",
            "FM-KEY",
        ),
        (
            "support.yaml",
            "notice: P7D, e",
            "notice: 7 days, e",
            "SLA-UNIT",
        ),
        (
            "support.yaml",
            "suspend_after: P45D",
            "suspend_after: 45",
            "SLA-UNIT",
        ),
        (
            "support.yaml",
            "expires: 2027-10-31",
            "expires: 31.10.2027",
            "FM-DATE",
        ),
        (
            "support.yaml",
            "health: https://status.cloud",
            "health: status.cloud",
            "URL-SCHEME",
        ),
        (
            "en/sla/business.md",
            "price: {amount",
            "price: {amont",
            "FM-KEY",
        ),
        (
            "en/sla/business.md",
            "currency: TWD",
            "currency: NT$",
            "PRC-CURRENCY",
        ),
        (
            "en/channels/chat.md",
            "calendar: chat",
            "calendar: Chät",
            "FM-TYPE",
        ),
        (
            "en/sla/business.md",
            "starts: received",
            "starts: recieved",
            "FM-TYPE",
        ),
        (
            "en/sla/business.md",
            "channels: [emergency]",
            "channels: [emergncy]",
            "SLA-REF",
        ),
        (
            "en/sla/business.md",
            "severity: s4",
            "severity: s5",
            "SLA-REF",
        ),
        (
            "en/channels/hotline.md",
            "channel: phone",
            "channel: phon",
            "FM-TYPE",
        ),
        (
            "en/channels/hotline.md",
            "\"+886255550100\"",
            "\"0255550100\"",
            "CHN-PHONE",
        ),
    ] {
        let text = portal.text(file);
        assert!(text.contains(right), "{file}: {right}");
        let changed = portal.clone().file(file, text.replacen(right, wrong, 1));
        let found = changed.check();
        let new = found.lines().filter(|line| {
            let of_translations = ["TRN-STALE", "TRN-NUMBERS"]
                .iter()
                .any(|code| line.contains(code));
            !before.contains(*line) && !of_translations
        });
        let new: Vec<&str> = new.collect();
        assert!(
            matches!(new[..], [one] if one.starts_with(&format!("error {code} {file}:"))),
            "{wrong}: {new:#?}"
        );
    }
}

#[test]
fn facts_that_are_not_there_at_all_are_one_mistake() {
    let portal = starter().today("2026-11-28");
    for portal in [
        portal.clone().file("support.yaml", ""),
        portal.without("support.yaml"),
    ] {
        let found = portal.check();
        let errors: Vec<&str> = found
            .lines()
            .filter(|line| line.starts_with("error"))
            .collect();
        assert!(
            matches!(errors[..], [one] if one.starts_with("error FCT-NAME support.yaml:")),
            "{errors:#?}"
        );
    }
}

#[test]
fn a_kind_of_fact_that_is_not_there_is_one_mistake() {
    let portal = starter().today("2026-11-28");
    let renamed = |from: &str, to: &str| {
        let paths = portal.paths().filter(|path| path.contains(from));
        let paths: Vec<String> = paths.map(str::to_owned).collect();
        assert!(!paths.is_empty(), "{from}");
        paths.into_iter().fold(portal.clone(), |portal, path| {
            let text = portal.text(&path).to_owned();
            let portal = portal.without(&path);
            match to {
                "" => portal,
                _ => portal.file(&path.replacen(from, to, 1), text),
            }
        })
    };
    let without = |key: &str| {
        let facts = portal.text("support.yaml");
        let (before, section) = facts.split_once(&format!("\n{key}:\n")).unwrap();
        let end = section.find("\n\n").unwrap();
        portal
            .clone()
            .file("support.yaml", format!("{before}{}", &section[end..]))
    };
    for (wrong, expected) in [
        (
            renamed("en/channels/", "en/channel/"),
            "en/channel/chat.md:5:1 no channel is defined, and 61 places name one",
        ),
        (
            renamed("/channels/", "/contact/"),
            "en/contact/chat.md:5:1 no channel is defined, and 61 places name one",
        ),
        (
            renamed("/channels/", ""),
            "en/accessibility.md:32:10 no channel is defined, and 61 places name one",
        ),
        (
            renamed("/sla/", "/plans/"),
            "en/plans/business.md:5:1 no plan is defined, and 18 places name one",
        ),
        (
            without("calendars"),
            "en/articles/getting-help/report-a-problem.md:35:20 no calendar is defined, and 20 places name one",
        ),
        (
            without("holiday_sets"),
            "support.yaml:33:16 no set of holidays is defined, and 2 places name one",
        ),
        (
            without("services"),
            "en/sla/business.md:16:12 no service is defined, and 11 places name one",
        ),
        (
            without("severities"),
            "en/channels/emergency.md:12:14 no severity is defined, and 14 places name one",
        ),
    ] {
        assert_eq!(wrong.check(), format!("error FCT-NAME {expected}\n"));
    }
    // Services have no folder of their own that a link could be lost with.
    let link = without("services").page("en/articles/x.md", "[Broken](../services/x.md)");
    let found = link.check();
    assert!(found.contains("services/x.md"), "{found}");
    let contact = renamed("/channels/", "/contact/");
    let hint = "FCT-NAME the pages of `en/contact` state some: move them to `en/channels`";
    assert_eq!(hints(&contact, &["FCT-NAME"]), [hint]);
}

#[test]
fn what_is_missing_beside_a_misspelt_value_is_told() {
    let portal = starter().today("2026-11-28");
    let facts = portal.text("support.yaml");
    // A subject may be one of the portal's own, which is but a warning.
    let subject = facts.replacen("{subscription: partner", "{subscripton: partner", 1);
    let found = portal.clone().file("support.yaml", subject).check();
    assert!(found.contains("warning FM-TYPE support.yaml:"), "{found}");
    assert!(!found.contains("SUP-COMMS"), "{found}");
    let facts = facts.replacen("    price: included\n", "    price: incuded\n", 1);
    let facts = facts.replacen("    price: included\n", "", 1);
    let found = portal.clone().file("support.yaml", facts).check();
    let prices = found.lines().filter(|line| line.contains("SUP-PRICE"));
    assert_eq!(prices.count(), 1, "{found}");
}

#[test]
fn a_name_in_place_of_an_id_leads_to_the_id() {
    let facts = "\
calendars:
  office: {name: Office, time_zone: Europe/Berlin, weekly: {mon: [\"09:00-17:00\"]}, holidays: [DE-HH]}
holiday_sets:
  hh: {region: DE-HH, valid: {from: 2026-01-01, to: 2026-12-31}, days: [{date: 2026-12-25, name: A}]}
  by: {region: DE-BY, valid: {from: 2026-01-01, to: 2026-12-31}, days: [{date: 2026-12-25, name: A}]}
products:
  - {id: m365, vendor: microsoft, name: {en: Microsoft 365, de: Das Paket}}
  - {id: azure, vendor: microsoft, name: Azure}
";
    let notice = |affects: &str| {
        format!(
            "---\ntitle: N\nkind: notice\nstarts: 2026-12-13T01:00:00Z\naffects: [{affects}]\n---\n\nText.\n"
        )
    };
    let told = |affects: &str| {
        let portal = Portal::new()
            .file("supportal.yaml", "title: Test\nlanguages: [en]\n")
            .file("support.yaml", facts)
            .page("en/index.md", "Text.")
            .file("en/notices/n.md", notice(affects));
        hints(&portal, &["FM-TYPE", "FCT-NAME"])
    };
    let write = |code: &str, id: &str| format!("{code} write `{id}`, the id of what is called so");
    let set = write("FM-TYPE", "hh");
    assert_eq!(told("m365"), [set.as_str()]);
    let product = write("FM-TYPE", "m365");
    for name in ["Microsoft 365", "Das Paket"] {
        assert_eq!(told(name), [product.as_str(), &set]);
    }
    assert_eq!(told("Word"), ["FM-TYPE there is `m365` and `azure`", &set]);
    // What is well written names nothing either.
    assert_eq!(told("microsoft-365"), [&*write("FCT-NAME", "m365"), &*set]);
}

/// Names of which no id can be made lead to what has such a name, in whatever language.
#[test]
fn a_name_without_latin_letters_leads_to_the_id() {
    let told = |front: &str, facts: &str| {
        let portal = Portal::new()
            .file("supportal.yaml", "title: Test\nlanguages: [ja, zh-TW]\n")
            .file(
                "support.yaml",
                format!("services:\n  - {{id: billing, name: {{ja: 請求, zh-TW: 帳單與訂閱}}, {facts}}}\n  - {{id: setup, name: {{ja: 設定}}}}\n"),
            )
            .page("ja/index.md", "文。")
            .file(
                "ja/channels/mail.md",
                "---\ntitle: メール\nchannel: email\naddress: help@a.example\n---\n\n文。\n",
            )
            .file(
                "zh-TW/channels/mail.md",
                "---\ntitle: 電子郵件\n---\n\n文。\n",
            )
            .file(
                "ja/sla/basic.md",
                format!("---\ntitle: 基本\n{front}\n---\n\n文。\n"),
            );
        hints(&portal, &["FM-TYPE", "FCT-NAME", "SLA-REF"])
    };
    let write = |id: &str| format!("FM-TYPE write `{id}`, the id of what is called so");
    for (name, id) in [("帳單與訂閱", "billing"), ("設定", "setup")] {
        assert_eq!(told(&format!("services: [{name}]"), ""), [write(id)]);
    }
    for name in ["メール", "電子郵件"] {
        assert_eq!(told("", &format!("channels: [{name}]")), [write("mail")]);
    }
    assert_eq!(
        told("services: [窓口]", ""),
        ["FM-TYPE there is `billing` and `setup`"]
    );
}

#[test]
fn a_name_of_what_has_no_id_either_leads_to_where_it_is_defined() {
    let portal = Portal::new()
        .file(
            "support.yaml",
            "calendars:\n  営業: {name: 営業時間, time_zone: Asia/Tokyo, always: true}\n",
        )
        .page("en/index.md", "Text.")
        .file(
            "en/channels/phone.md",
            "---\ntitle: P\nchannel: phone\ncalendar: 営業時間\n---\n\nText.\n",
        );
    assert_eq!(
        hints(&portal, &["FM-TYPE", "FCT-NAME"]),
        [
            "FM-TYPE give `営業` below `calendars` in support.yaml an id, and write that",
            "FM-TYPE an id is 1 to 40 small letters, digits and `-`"
        ]
    );
}

/// The name of its file is what a channel or a plan is named by: where that is no id, the file is what has to change.
#[test]
fn a_file_whose_name_is_no_id_is_told_another() {
    let check = |file: &str, first: &str, expected: &[&str]| {
        let channel =
            |title: &str, facts: &str| format!("---\ntitle: {title}\n{facts}---\n\nText.\n");
        let facts = "channel: phone\naddress: \"+493012345678\"\n";
        let portal = Portal::new()
            .file("supportal.yaml", "title: Test\nlanguages: [en, de]\n")
            .file("support.yaml", format!("first_contact: {first}\n"))
            .page("en/index.md", "Text.")
            .file(&format!("en/channels/{file}.md"), channel("Call us", facts))
            .file(&format!("de/channels/{file}.md"), channel("Anrufen", ""));
        let found = hints(&portal, &["PATH-CHARS", "FM-TYPE", "SUP-FIRST"]);
        assert_eq!(found, expected, "{file} as {first}");
    };
    let file = "PATH-CHARS rename it to `hotline.md`, in every language";
    let rename = "rename `en/channels/Hotline.md` to `hotline.md`, in every language: `hotline` is its id then";
    check(
        "Hotline",
        "hotline",
        &[file, &format!("SUP-FIRST {rename}")],
    );
    check("Hotline", "Hotline", &[file, &format!("FM-TYPE {rename}")]);
    check("Hotline", "Call us", &[file, &format!("FM-TYPE {rename}")]);
    check("Hotline", "Anrufen", &[file, &format!("FM-TYPE {rename}")]);
    // Of 電話 no id can be made, and a telephone there is but this.
    let file = "PATH-CHARS rename it to `phone.md`, in every language, with its old address in `redirect_from`";
    let rename =
        "rename `en/channels/電話.md` to `phone.md`, in every language: `phone` is its id then";
    check("電話", "電話", &[file, &format!("FM-TYPE {rename}")]);
    check("電話", "phone", &[file, &format!("SUP-FIRST {rename}")]);
    check("hotline", "hotline", &[]);
    check(
        "hotline",
        "Anrufen",
        &["FM-TYPE write `hotline`, the id of what is called so"],
    );
}

#[test]
fn every_version_of_a_plan_is_told_its_name() {
    let plan = |effective: &str| {
        format!("---\ntitle: P\nversion: \"1\"\neffective: {effective}\n---\n\nText.\n")
    };
    let portal = Portal::new()
        .page("en/index.md", "Text.")
        .file("en/sla/Gold.md", plan("2026-02-01"))
        .file("en/sla/Gold@1.0.md", plan("2026-01-01"));
    assert_eq!(
        hints(&portal, &["PATH-CHARS"]),
        [
            "PATH-CHARS rename it to `gold.md`, in every language",
            "PATH-CHARS rename it to `gold@1.0.md`, in every language"
        ]
    );
}

#[test]
fn a_price_of_which_a_part_is_wrong_is_not_missing() {
    let portal = starter().today("2026-11-28");
    for price in [
        "{amount: \"1250,50\", currency: EUR, per: day, tax: excluded}",
        "{amount: \"1250.50\", currency: Euro, per: day, tax: excluded}",
        "{amount: 1250.50, currency: EUR, per: day, tax: excluded}",
    ] {
        let facts = portal.text("support.yaml");
        let price = format!("    price: {price}\n");
        let facts = facts.replacen("    price: included\n", &price, 1);
        let found = portal.clone().file("support.yaml", &facts).check();
        let errors = found.lines().filter(|line| line.starts_with("error"));
        assert_eq!(errors.count(), 1, "{found}");
        assert!(!found.contains("SUP-PRICE"), "{found}");
        // Of a service beside it that is not said.
        let facts = facts.replacen("    price: included\n", "", 1);
        let found = portal.clone().file("support.yaml", facts).check();
        let missing = found.lines().filter(|line| line.contains("SUP-PRICE"));
        assert_eq!(missing.count(), 1, "{found}");
    }
}

/// Facts of its rows have no other names, and nobody is led to the times of another severity.
#[test]
fn a_wrong_severity_of_a_plan_is_one_mistake() {
    let portal = starter().today("2026-11-28");
    let plan = portal.text("en/sla/business.md");
    let named = plan.matches("severity: s1").count();
    for wrong in ["Critical", "s9"] {
        let plan = plan.replace("severity: s1", &format!("severity: {wrong}"));
        let found = portal.clone().file("en/sla/business.md", plan).check();
        let of_plan = |line: &&str| line.starts_with("error") || line.contains("sla.business");
        let errors: Vec<&str> = found.lines().filter(of_plan).collect();
        assert_eq!(errors.len(), named, "{found}");
    }
}

/// What is proposed is the amount that was written, in another form.
#[test]
fn no_hint_changes_a_price() {
    for (amount, currency, hint) in [
        ("9.5", "EUR", "write `\"9.50\"`"),
        ("9.5000", "EUR", "write `\"9.50\"`"),
        (
            "1.500",
            "EUR",
            "write `\"1.50\"`, or `\"1500.00\"` if the point stands between thousands",
        ),
        (
            "1.455",
            "EUR",
            "write `\"1455.00\"` if the point stands between thousands, else round it to 2 decimals",
        ),
        ("0.145", "EUR", "round it to 2 decimals"),
        ("0.1455", "KWD", "round it to 3 decimals"),
        ("1500.00", "JPY", "write `\"1500\"`"),
        (
            "1.000",
            "JPY",
            "write `\"1\"`, or `\"1000\"` if the point stands between thousands",
        ),
        (
            "1500.50",
            "JPY",
            "round it to a whole amount, or name another currency",
        ),
        (
            "0.50",
            "JPY",
            "round it to a whole amount, or name another currency",
        ),
        (
            "0.145",
            "JPY",
            "round it to a whole amount, or name another currency",
        ),
    ] {
        let channel = format!(
            "---\ntitle: Phone\nchannel: phone\ncost: {{amount: \"{amount}\", currency: {currency}, per: minute, tax: included}}\n---\n"
        );
        let portal = portal().file("en/channels/a.md", channel);
        assert_eq!(
            hints(&portal, &["PRC-MINOR"]),
            [format!("PRC-MINOR {hint}")],
            "{amount}"
        );
    }
}
