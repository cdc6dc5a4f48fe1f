//! Files for other programs: address books, calendars, those who find security problems.

use crate::portal::Portal;

const SUPPORT: &str = "\
organization:
  legal_name: {en: \"Beispiel, Cloud; GmbH\", zh-TW: 範例雲端股份有限公司}
  country: DE
  address: {street: {en: Musterstr. 1, zh-TW: 模範街 1 號}, postal_code: \"10115\", city: {en: Berlin, zh-TW: 柏林}}
  website: https://beispiel.example/
first_contact: hotline
calendars:
  office:
    name: {en: Office hours, zh-TW: 上班時間}
    time_zone: Europe/Berlin
    weekly:
      mon: [\"09:00-12:00\", \"13:00-17:00\"]
      tue: [\"09:00-12:00\", \"13:00-17:00\"]
    holidays: [de-be]
    exceptions:
      - {date: 2026-06-09, hours: [\"10:00-12:00\"], note: {en: Staff meeting, zh-TW: 員工大會}}
  maintenance: {name: {en: Maintenance, zh-TW: 維護}, time_zone: Europe/Berlin, weekly: {sun: [\"01:00-05:00\"]}, holidays: none}
  always: {time_zone: Etc/UTC, always: true}
holiday_sets:
  de-be:
    region: DE-BE
    valid: {from: 2026-01-01, to: 2026-12-31}
    source: {name: Senat, checked: 2026-05-20}
    days:
      - {date: 2026-06-15, name: {en: \"A day, closed\", zh-TW: 休假日}}
maintenance: {calendar: maintenance, notice: P7D}
security: {contact: \"mailto:security@beispiel.example\", phone: \"+49301234598\", expires: 2027-03-01, policy: security.md}
";

fn portal() -> Portal {
    let hotline = "title: Hotline\nchannel: phone\naddress: \"+49301234567\"\ncalendar: office\nlanguages: [de, en]\n";
    let mail = "title: E-mail\nchannel: email\naddress: help@beispiel.example\ncalendar: always\nanswered: office\nlanguages: [en, fr]\n";
    Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nurl: https://help.beispiel.example/\nlanguages: [en, zh-TW]\n",
        )
        .file("support.yaml", SUPPORT)
        .page("en/index.md", "Text.")
        .page("en/security.md", "Text.")
        .file(
            "en/channels/hotline.md",
            format!("---\n{hotline}---\nText.\n"),
        )
        .file("en/channels/mail.md", format!("---\n{mail}---\nText.\n"))
        .file(
            "zh-TW/channels/hotline.md",
            "---\ntitle: 專線\n---\n文字。\n",
        )
}

/// The lines of a file, unfolded; each must end in CR LF and be no longer than 75 bytes.
fn lines(portal: &Portal, url: &str) -> Vec<String> {
    let text = portal.output(url);
    assert!(text.ends_with("\r\n"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let unfolded = text.replace("\r\n ", "");
    unfolded.lines().map(str::to_owned).collect()
}

#[test]
fn an_address_card_has_the_organization_and_its_channels() {
    let card = lines(&portal(), "contact.vcf");
    let id = card[3].clone();
    assert!(
        id.starts_with("UID:urn:uuid:") && id.as_bytes()[27] == b'8',
        "{id}"
    );
    assert_eq!(
        card,
        [
            "BEGIN:VCARD",
            "VERSION:4.0",
            "PRODID:-//supportal//supportal//EN",
            &id,
            "SOURCE:https://help.beispiel.example/contact.vcf",
            "KIND:org",
            "FN:Beispiel\\, Cloud\\; GmbH",
            "ORG:Beispiel\\, Cloud\\; GmbH",
            "ADR;TYPE=work;CC=DE:;;Musterstr. 1;Berlin;;10115;DE",
            "item1.TEL;VALUE=uri;TYPE=work,voice;PREF=1:tel:+49301234567",
            "item1.X-ABLABEL:Hotline",
            "item2.EMAIL;TYPE=work:help@beispiel.example",
            "item2.X-ABLABEL:E-mail",
            "URL:https://beispiel.example/",
            "LANG;PREF=1:de",
            "LANG;PREF=2:en",
            "LANG;PREF=3:fr",
            "TZ:Europe/Berlin",
            "REV:20260520T000000Z",
            "END:VCARD",
        ]
    );
    let translated = lines(&portal(), "zh-TW/contact.vcf");
    assert!(translated.contains(&"FN:範例雲端股份有限公司".to_owned()));
    assert!(translated.contains(&"item1.X-ABLABEL:專線".to_owned()));
    assert!(translated.contains(&id), "one card in two languages");
}

#[test]
fn hours_are_weekly_events_with_the_dates_that_differ_left_out() {
    let hours = lines(&portal(), "hours.ics");
    let without_ids: Vec<&str> = hours
        .iter()
        .map(String::as_str)
        .filter(|line| !line.starts_with("UID:"))
        .collect();
    assert_eq!(
        without_ids[..8],
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//supportal//supportal//EN",
            "CALSCALE:GREGORIAN",
            "NAME:Beispiel\\, Cloud\\; GmbH – Hours",
            "X-WR-CALNAME:Beispiel\\, Cloud\\; GmbH – Hours",
            "LAST-MODIFIED:20260601T000000Z",
            "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        ]
    );
    let first = without_ids
        .iter()
        .position(|line| *line == "BEGIN:VEVENT")
        .unwrap();
    assert_eq!(
        without_ids[first..first + 11],
        [
            "BEGIN:VEVENT",
            "DTSTAMP:20260601T000000Z",
            "DTSTART;TZID=Europe/Berlin:20260601T090000",
            "DTEND;TZID=Europe/Berlin:20260601T120000",
            // Nobody knows the holidays of 2027 yet.
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20261231T225959Z",
            "EXDATE;TZID=Europe/Berlin:20260609T090000,20260615T090000",
            "SUMMARY;LANGUAGE=en:Beispiel\\, Cloud\\; GmbH – Office hours",
            "DESCRIPTION;LANGUAGE=en:Hotline: +49\u{a0}30\u{a0}123\u{a0}4567\\nE-mail: help@beispiel.example",
            "URL:https://help.beispiel.example/channels/hotline.html",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    );
    let single = &without_ids[without_ids.len() - 10..];
    assert_eq!(single[2], "DTSTART;TZID=Europe/Berlin:20260609T100000");
    assert_eq!(single[3], "DTEND;TZID=Europe/Berlin:20260609T120000");
    assert!(single[5].starts_with("DESCRIPTION;LANGUAGE=en:Staff meeting\\nHotline:"));
    assert_eq!(
        hours.iter().filter(|line| *line == "BEGIN:VEVENT").count(),
        3
    );
}

#[test]
fn closed_days_last_all_day() {
    let closed = lines(&portal(), "zh-TW/holidays.ics").join("\n");
    assert!(
        closed.contains("DTSTART;VALUE=DATE:20260615\nDTEND;VALUE=DATE:20260616\n"),
        "{closed}"
    );
    assert!(closed.contains(" – 休假日"), "{closed}");
    assert!(closed.contains("DESCRIPTION;LANGUAGE=zh-TW:上班時間\nTRANSP:TRANSPARENT"));
    assert_eq!(closed.matches("BEGIN:VEVENT").count(), 1);
}

/// A day within a season that has hours is no day closed, whatever the season says.
#[test]
fn a_season_is_told_without_the_dates_that_have_hours_of_their_own() {
    let holidays = "    holidays: [de-be]\n";
    let seasons = "    holidays: [{date: 2026-12-31, name: Eve, hours: [\"08:00-12:00\"]}, {date: 2027-05-03, name: May}]\n    seasons:\n      - {from: 2026-12-22, to: 2027-01-05, closed: true, note: {en: Winter, zh-TW: 冬}}\n";
    let exception = "    exceptions:\n      - {date: 2026-12-29, hours: [\"10:00-12:00\"], note: {en: Staff meeting, zh-TW: 員工大會}}\n";
    let days = "      wed: [\"09:00-17:00\"]\n      fri: [\"09:00-17:00\"]\n      tue: [";
    let support = SUPPORT
        .replace(holidays, seasons)
        .replace("      tue: [", days);
    let (head, rest) = support.split_once("    exceptions:\n").unwrap();
    let (_, tail) = rest.split_once('\n').unwrap();
    let portal = portal().file("support.yaml", format!("{head}{exception}{tail}"));
    let closed = lines(&portal, "holidays.ics").join("\n");
    let days: Vec<&str> = closed
        .lines()
        .filter_map(|line| line.split_once(";VALUE=DATE:").map(|(_, date)| date))
        .collect();
    assert_eq!(
        days,
        [
            "20261222", "20261229", "20261230", "20261231", "20270101", "20270106", "20270503",
            "20270504"
        ]
    );
    let page = portal.output("channels/hotline.html");
    for said in [
        "22 December to 28 December 2026",
        "Wednesday, 30 December 2026",
        "10:00\u{2060}–\u{2060}12:00",
        "08:00\u{2060}–\u{2060}12:00",
    ] {
        assert!(page.contains(said), "no {said} in {page}");
    }
    assert!(page.contains("1 January to 5 January 2027"), "{page}");
    let hours = lines(&portal, "hours.ics").join("\n");
    assert!(
        hours.contains("DTSTART;TZID=Europe/Berlin:20261231T080000"),
        "{hours}"
    );
}

/// What begins at midnight is not begun once more on the day after the last.
#[test]
fn a_weekly_event_ends_with_the_last_day() {
    let night = SUPPORT.replace(
        "mon: [\"09:00-12:00\", \"13:00-17:00\"]",
        "fri: [\"00:00-06:00\"]",
    );
    let night = night.replace(
        "tue: [\"09:00-12:00\", \"13:00-17:00\"]",
        "thu: [\"00:00-06:00\"]",
    );
    let hours = lines(&portal().file("support.yaml", night), "hours.ics").join("\n");
    // 2026-12-31 is a Thursday: Friday begins at 23:00 UTC.
    assert!(
        hours.contains("BYDAY=TH,FR;UNTIL=20261231T225959Z"),
        "{hours}"
    );
}

#[test]
fn planned_work_that_meets_a_change_of_clocks_is_told_in_utc() {
    let work = lines(&portal(), "maintenance.ics").join("\n");
    assert!(work.contains("UNTIL=20270630T215959Z"), "{work}");
    assert!(
        work.contains("EXDATE;TZID=Europe/Berlin:20261025T010000,20270328T010000"),
        "{work}"
    );
    assert!(work.contains("DTSTART:20261024T230000Z\nDTEND:20261025T040000Z"));
    assert!(work.contains("DTSTART:20270328T000000Z\nDTEND:20270328T030000Z"));
}

#[test]
fn events_keep_their_ids_and_no_two_have_one() {
    let ids = |portal: &Portal, url: &str| -> Vec<String> {
        let lines = lines(portal, url).into_iter();
        lines.filter(|line| line.starts_with("UID:")).collect()
    };
    let mut all = Vec::new();
    for url in ["hours.ics", "holidays.ics", "maintenance.ics"] {
        let own = ids(&portal(), url);
        let translated = ids(&portal(), &format!("zh-TW/{url}"));
        assert_eq!(own, translated);
        all.extend(own);
    }
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
    let later = portal().file(
        "support.yaml",
        SUPPORT.replace("\"09:00-12:00\"", "\"08:30-12:00\""),
    );
    assert_eq!(ids(&portal(), "hours.ics"), ids(&later, "hours.ics"));
}

/// Of two events with one id a program keeps one, and nobody hears that the other desk is closed.
#[test]
fn closed_days_of_one_name_are_one_event_or_have_ids_of_their_own() {
    let ids = |portal: &Portal| -> Vec<String> {
        let lines = lines(portal, "holidays.ics").into_iter();
        lines.filter(|line| line.starts_with("UID:")).collect()
    };
    let second = "---\ntitle: Second\nchannel: email\naddress: second@beispiel.example\ncalendar: second\n---\nText.\n";
    let with = |rest: &str| {
        let second_calendar = format!(
            "calendars:\n  second: {{name: {{en: Second desk, zh-TW: 第二櫃檯}}, time_zone: Europe/Berlin, weekly: {{mon: [\"09:00-17:00\"]}}, {rest}}}\n"
        );
        let support = SUPPORT.replace("calendars:\n", &second_calendar);
        let portal = portal().file("support.yaml", support);
        portal.file("en/channels/second.md", second)
    };
    let day = "{date: 2026-06-15, name: {en: \"A day, closed\", zh-TW: 休假日}}";
    let alone = ids(&portal());

    // Said again at another place, it is the same day of both calendars.
    let again = with(&format!("holidays: [{day}]"));
    assert_eq!(ids(&again), alone);
    let both = lines(&again, "holidays.ics").join("\n");
    assert!(
        both.contains("DESCRIPTION;LANGUAGE=en:Second desk\\nOffice hours"),
        "{both}"
    );

    let other = day.replace("休假日", "節日");
    let season = "holidays: none, seasons: [{from: 2026-06-15, to: 2026-06-19, closed: true, note: {en: \"A day, closed\", zh-TW: 休假日}}]";
    for rest in [&format!("holidays: [{other}]"), season] {
        let found = ids(&with(rest));
        assert_eq!(found.len(), 2);
        assert!(found.contains(&alone[0]), "one keeps its id");
        assert_ne!(found[0], found[1], "{rest}");
    }
}

/// Programs show plain text, and would have the groups of digits run from right to left.
#[test]
fn a_calendar_from_right_to_left_keeps_numbers_as_they_are_dialled() {
    let languages = "title: Test\nlanguages: [en, ar]\n";
    let portal = portal()
        .file("supportal.yaml", languages)
        .file(
            "ar/channels/hotline.md",
            "---\ntitle: الخط الساخن\n---\nنص.\n",
        )
        .without("zh-TW/channels/hotline.md");
    let hours = lines(&portal, "ar/hours.ics").join("\n");
    let number = "الخط الساخن: \u{2066}+49\u{a0}30\u{a0}123\u{a0}4567\u{2069}";
    assert!(hours.contains(number), "{hours}");
}

#[test]
fn the_same_month_gives_the_same_files() {
    let later = portal().today("2026-06-30");
    for url in [
        "contact.vcf",
        "hours.ics",
        "holidays.ics",
        "maintenance.ics",
    ] {
        assert_eq!(portal().output(url), later.output(url), "{url}");
    }
}

#[test]
fn a_security_contact_is_published_where_it_is_looked_for() {
    let check = |portal: Portal, expected: &str| {
        assert_eq!(portal.output(".well-known/security.txt"), expected);
    };
    check(
        portal(),
        "Contact: mailto:security@beispiel.example
Contact: tel:+49301234598
Expires: 2027-03-01T23:59:59Z
Preferred-Languages: en, zh-TW
Canonical: https://help.beispiel.example/.well-known/security.txt
Policy: https://help.beispiel.example/security.html
",
    );
    // Without an address of its own a site cannot say where it stands.
    check(
        portal().file("supportal.yaml", "title: Test\nlanguages: [en, zh-TW]\n"),
        "Contact: mailto:security@beispiel.example
Contact: tel:+49301234598
Expires: 2027-03-01T23:59:59Z
Preferred-Languages: en, zh-TW
",
    );
    let in_folder = portal().file(
        "supportal.yaml",
        "title: Test\nurl: https://a.example/help/\nlanguages: [en, zh-TW]\n",
    );
    let text = in_folder.output(".well-known/security.txt");
    assert!(
        text.starts_with("# This file is looked for at the root"),
        "{text}"
    );
}

/// RFC 9116, 2.5.3: a contact is a URI, which has no letters beyond ASCII.
#[test]
fn a_security_contact_with_letters_of_any_language_is_a_uri() {
    let usual = portal().check();
    for (contact, uri) in [
        (
            "mailto:sicherheit@müller.example",
            "mailto:sicherheit@xn--mller-kva.example",
        ),
        ("mailto:r&d@a.example", "mailto:r%26d@a.example"),
        ("mailto:r%26d@a.example", "mailto:r%26d@a.example"),
        (
            "https://müller.example/melden",
            "https://xn--mller-kva.example/melden",
        ),
        ("https://x.example/ä", "https://x.example/%C3%A4"),
    ] {
        let support = SUPPORT.replace("mailto:security@beispiel.example", contact);
        let portal = portal().file("support.yaml", support);
        assert_eq!(portal.check(), usual, "{contact}");
        let text = portal.output(".well-known/security.txt");
        assert!(text.starts_with(&format!("Contact: {uri}\n")), "{text}");
    }
}

#[test]
fn a_mail_address_that_is_accepted_is_linked_and_published() {
    let usual = portal().check();
    for (address, link) in [
        ("o'brien@contoso.example", "o'brien@contoso.example"),
        ("r&d@contoso.example", "r%26d@contoso.example"),
        ("hilfe@müller.example", "hilfe@xn--mller-kva.example"),
        ("支援@contoso.example", "%E6%94%AF%E6%8F%B4@contoso.example"),
    ] {
        let page = portal().text("en/channels/mail.md").to_owned();
        let page = page.replace("help@beispiel.example", address);
        let text = format!("{page}\nSee {{{{ channel.mail.address }}}}.\n");
        let config = "title: Test\nurl: https://help.beispiel.example/\nlanguages: [en, zh-TW]\n";
        let portal = portal()
            .file(
                "supportal.yaml",
                format!("{config}feedback: {{mail: \"{address}\"}}\n"),
            )
            .file("en/channels/mail.md", text);
        assert_eq!(portal.check(), usual, "{address}");
        let output = |url: &str| {
            let page = portal.output(url);
            page.replace("&#39;", "'").replace("&#x27;", "'")
        };
        let page = output("channels/mail.html");
        let href = format!("href=\"mailto:{link}");
        assert!(page.matches(&href).count() > 1, "{page}");
        for page in [&page, &output("search.html")] {
            assert!(page.contains(&href), "{href}");
            let others = page.replace(&href, "");
            assert!(!others.contains("href=\"mailto:"), "{address}");
        }
        let shown = address.replace('&', "&amp;");
        assert!(page.contains(&format!(">{shown}</a>")), "{address}");
        let data = address.replace('&', "\\u0026");
        let data = [address, &data].map(|address| format!("\"email\":\"{address}\""));
        assert!(data.iter().any(|data| page.contains(data)), "{address}");
        let card = lines(&portal, "contact.vcf");
        let line = format!("item2.EMAIL;TYPE=work:{address}");
        assert!(card.contains(&line), "{card:?}");
    }
}

/// Addresses are made of it in many files, whose standards know ASCII alone (RFC 3986).
#[test]
fn an_address_with_letters_of_any_language_is_ascii_in_every_file() {
    let portal = portal()
        .file(
            "supportal.yaml",
            "title: Test\nurl: https://hilfe.müller.example/ä\nlanguages: [en, zh-TW]\n",
        )
        .file(
            "support.yaml",
            SUPPORT.replace(
                "website: https://beispiel.example/",
                "website: https://müller.example/ä?x=%20",
            ),
        )
        .page("en/articles/é.md", "Text.")
        .page(
            "en/articles/own.md",
            "[One](https://hilfe.müller.example/ä/articles/é.html)",
        );
    let found = portal.check();
    assert!(found.contains("LNK-ABSOLUTE"), "{found}");
    let root = "https://hilfe.xn--mller-kva.example/%C3%A4/";
    let sitemap = portal.output("sitemap.xml");
    assert!(
        sitemap.contains(&format!("<loc>{root}articles/%C3%A9.html</loc>")),
        "{sitemap}"
    );
    let security = portal.output(".well-known/security.txt");
    assert!(
        security.contains(&format!("Canonical: {root}.well-known/")),
        "{security}"
    );
    let card = lines(&portal, "contact.vcf");
    assert!(
        card.contains(&"URL:https://xn--mller-kva.example/%C3%A4?x=%20".to_owned()),
        "{card:?}"
    );
    for output in &portal.build().outputs {
        let url = output.url.as_str();
        if !url.ends_with(".json") && !url.contains("articles/own") {
            let text = String::from_utf8_lossy(&output.bytes).into_owned();
            assert!(!text.contains("https://hilfe.müller"), "{url}");
        }
    }
}

#[test]
fn without_facts_there_are_no_such_files() {
    let build = Portal::new().page("en/index.md", "Text.").build();
    let mut urls = build.outputs.iter().map(|output| output.url.as_str());
    let extra =
        |url: &str| url.ends_with(".ics") || url.ends_with(".vcf") || url.contains("well-known");
    assert_eq!(urls.find(|url| extra(url)), None);
}

#[test]
fn pages_lead_to_the_files() {
    let build = portal().build();
    let page = portal().output("zh-TW/channels/hotline.html");
    for name in ["contact.vcf", "hours.ics", "holidays.ics"] {
        assert!(page.contains(&format!("href=\"../{name}\"")), "{name}");
        let url = format!("zh-TW/{name}");
        assert!(
            build
                .outputs
                .iter()
                .any(|output| output.url.as_str() == url)
        );
    }
}

/// A channel that never closes is in no file of hours, and without holidays there are no closed days to take along.
#[test]
fn a_channel_leads_to_files_that_know_its_hours() {
    let support = "calendars:\n  always: {name: Always, time_zone: Etc/UTC, always: true}\n  office: {name: Office, time_zone: Etc/UTC, weekly: {mon: [\"09:00-10:00\"]}, holidays: none}\n";
    let channel = |calendar: &str| {
        format!(
            "---\ntitle: P\nchannel: phone\naddress: \"+49301234567\"\ncalendar: {calendar}\n---\n\nText.\n"
        )
    };
    let portal = Portal::new()
        .page("en/index.md", "Text.")
        .file("support.yaml", support)
        .file("en/channels/p.md", channel("always"))
        .file("en/channels/q.md", channel("office"));
    let links = |portal: &Portal, page: &str| {
        let page = portal.output(page);
        ["hours.ics", "holidays.ics"].map(|name| page.contains(&format!("href=\"../{name}\"")))
    };
    assert_eq!(links(&portal, "channels/p.html"), [false, false]);
    assert_eq!(links(&portal, "channels/q.html"), [true, false]);
    let closed = support.replace(
        "holidays: none",
        "holidays: none, exceptions: [{date: 2026-06-08}]",
    );
    let portal = portal.file("support.yaml", closed);
    assert_eq!(links(&portal, "channels/q.html"), [true, true]);
    assert_eq!(links(&portal, "channels/p.html"), [false, false]);
}

/// Editors mark nothing that `check` takes: a translation holds words, a brand's page a few keys of its own.
#[test]
fn front_matter_that_is_accepted_meets_the_schema_for_editors() {
    let schemas: std::collections::BTreeMap<_, _> = supportal::parse::schema::schemas()
        .into_iter()
        .map(|(name, schema)| (name, jsonschema::validator_for(&schema).unwrap()))
        .collect();
    let errors = |kind: &str, front: &str| -> Vec<String> {
        let front: serde_json::Value = serde_saphyr::from_str(front).unwrap();
        let errors = schemas[kind].iter_errors(&front);
        errors.map(|error| error.to_string()).collect()
    };
    let starter = crate::properties::starter();
    let paths: std::collections::BTreeSet<&str> = starter.paths().collect();
    let options = supportal::pipeline::Options::default();
    let site = supportal::pipeline::site(&starter.snapshot(), &options);
    let mut read = 0;
    for page in &site.value.pages {
        let path = &page.document.path;
        let Some(text) = paths.get(path.as_str()).map(|path| starter.text(path)) else {
            continue;
        };
        let front = text.strip_prefix("---\n");
        let Some((front, _)) = front.and_then(|front| front.split_once("\n---\n")) else {
            continue;
        };
        assert_eq!(errors(page.kind.name(), front), [""; 0], "{path}");
        read += 1;
    }
    assert!(read > 50, "{read}");
    for kind in schemas.keys().filter(|kind| !kind.contains('.')) {
        assert_eq!(errors(kind, "extends: true\n"), [""; 0], "{kind}");
        assert!(!errors(kind, "extends: false\n").is_empty(), "{kind}");
        assert!(!errors(kind, "{}\n").is_empty(), "{kind}");
        assert!(!errors(kind, "title: A\nadress: x\n").is_empty(), "{kind}");
    }
}

#[test]
fn the_published_facts_meet_their_schema() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut starter = Portal::new().today("2026-06-01");
    for entry in walkdir::WalkDir::new(root.join("content")) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root.join("content")).unwrap();
            let bytes = std::fs::read(entry.path()).unwrap();
            starter = starter.file(path.to_str().unwrap(), bytes);
        }
    }
    let later = "---\ntitle: Business\nversion: \"9.0\"\neffective: 2027-01-01\n---\n\nText.\n";
    let announced = starter.clone().file("en/sla/business@9.0.md", later);
    let data = announced.output("support.json");
    assert!(data.contains("\"announced\": {"), "{data}");
    for portal in [starter, portal(), announced] {
        let json = |url| serde_json::from_str::<serde_json::Value>(&portal.output(url)).unwrap();
        let (facts, schema) = (json("support.json"), json("support.schema.json"));
        let schema = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = schema
            .iter_errors(&facts)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "\n{}\n", errors.join("\n"));
        // A schema that takes anything proves nothing.
        let mut wrong = facts.clone();
        wrong["channels"]["hotline"]["calendars"] = "office".into();
        assert!(!schema.is_valid(&wrong));
        assert_eq!(
            facts["channels"]["hotline"]["page"],
            "channels/hotline.html"
        );
    }
}

#[test]
fn the_published_openings_are_those_of_the_facts() {
    let text = portal().output("hours.json");
    let hours: serde_json::Value = serde_json::from_str(&text).unwrap();
    let office = &hours["calendars"]["office"];
    let minute = |text: &str| {
        let at: supportal::calendar::Timestamp = text.parse().unwrap();
        serde_json::json!(at.as_second() / 60)
    };
    // What was asked in May is answered, too.
    assert_eq!(office["valid_from"], minute("2026-04-30T22:00:00Z"));
    let openings = office["openings"].as_array().unwrap();
    // A Monday, 09:00 to 12:00 and 13:00 to 17:00 in Berlin.
    assert_eq!(openings[0][0], minute("2026-05-04T07:00:00Z"));
    assert_eq!(openings[1][1], minute("2026-05-04T15:00:00Z"));
    // The list of holidays ends with the year.
    assert_eq!(office["valid_until"], minute("2026-12-31T23:00:00Z"));
}

/// In Greenland clocks skip the last hour of a Saturday: what is written for it begins on the Sunday.
#[test]
fn published_openings_name_those_that_clocks_move_to_the_next_date() {
    let portal = Portal::new()
        .today("2026-06-01")
        .file("supportal.yaml", "title: Test\nlanguages: [en]\n")
        .file(
            "support.yaml",
            "calendars:\n  night: {name: Night, time_zone: America/Nuuk, weekly: {sat: [\"23:30-02:00\"]}, holidays: none}\n  day: {name: Day, time_zone: America/Nuuk, weekly: {sat: [\"09:00-12:00\"]}, holidays: none}\n",
        )
        .page("en/index.md", "Text.");
    let hours: serde_json::Value = serde_json::from_str(&portal.output("hours.json")).unwrap();
    let (night, day) = (&hours["calendars"]["night"], &hours["calendars"]["day"]);
    let moved = night["moved"].as_array().unwrap();
    assert_eq!(moved.len(), 1, "{night}");
    let at: supportal::calendar::Timestamp = "2027-03-28T01:30:00Z".parse().unwrap();
    let number = usize::try_from(moved[0].as_u64().unwrap()).unwrap();
    assert_eq!(night["openings"][number][0], at.as_second() / 60);
    assert!(day.get("moved").is_none(), "{day}");
}

/// What the file says and what is found agree on the last day; and no file is good for years.
#[test]
fn a_security_contact_holds_to_the_end_of_its_last_day_and_a_year_at_most() {
    let said = |expires: &str| -> (String, bool) {
        let support = SUPPORT.replace("expires: 2027-03-01", &format!("expires: {expires}"));
        let config = "title: Test\nlanguages: [en, zh-TW]\nprofile: generic\n";
        let portal = portal().file("supportal.yaml", config);
        let portal = portal.file("support.yaml", support);
        let found = portal.build().diagnostics;
        let text = portal.output(".well-known/security.txt");
        let line = text.lines().find(|line| line.starts_with("Expires: "));
        let expired = found
            .iter()
            .any(|one| one.code == "SUP-SECURITY" && one.message.contains("contact expired on"));
        (line.unwrap().to_owned(), expired)
    };
    let at = |date: &str| format!("Expires: {date}T23:59:59Z");
    assert_eq!(said("2026-06-01"), (at("2026-06-01"), false));
    assert_eq!(said("2026-05-31"), (at("2026-05-31"), true));
    assert_eq!(said("2027-05-31"), (at("2027-05-31"), false));
    assert_eq!(said("2030-01-01"), (at("2027-05-31"), false));
}
