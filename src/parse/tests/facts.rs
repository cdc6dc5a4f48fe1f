//! support.yaml, and the facts of channels and plans.

use super::config::check_config;
use super::*;

fn check_facts(text: &str, expected: &str) {
    assert_eq!(shown(text, &facts(text).diagnostics), expected, "\n{text}");
}

/// What is said of facts, wherever in the file.
fn told<T>(read: &Diagnosed<T>) -> String {
    let line = |found: &Diagnostic| {
        let hint = found.hint.as_deref().unwrap_or("-");
        format!("{} {} | {hint}", found.code, found.message)
    };
    let lines: Vec<String> = read.diagnostics.iter().map(line).collect();
    lines.join("\n")
}

#[test]
fn keys_and_types_of_the_facts() {
    check_facts(
        "calender: {}\n",
        "FM-KEY 1:1 unknown key `calender` | the nearest key is `calendars`",
    );
    check_facts(
        "first_contact: [a]\n",
        "FM-TYPE 1:16 `first_contact` is a list, not an id | write `first_contact: some-id`",
    );
    check_facts(
        "first_contact: My Hotline\n",
        "FM-TYPE 1:16 `My Hotline` is not an id | write `my-hotline`: small letters, digits and `-`",
    );
    check_facts(
        "markets: DE\n",
        "FM-TYPE 1:10 `markets` is one word or text, not a list | write `markets: [DE]`",
    );
    check_facts(
        "markets: [UK]\n",
        "FM-TYPE 1:11 `UK` is not a country code | write `GB`",
    );
    check_facts(
        "markets: [DE, DE]\n",
        "FM-DUPID 1:15 `DE` is listed twice | keep one of them",
    );
    check_facts(
        "organization: {name: \"a\\U000E0041b\"}\n",
        "ENC-CONTROL 1:22 U+E0041, a tag character, is written in a text | take it out",
    );
    check_facts(
        "organization: {name: \"\\u2060\\u200b\"}\n",
        "FM-TYPE 1:22 `name` is empty | write its words, or remove the key",
    );
    check_facts(
        "customers: [firms]\n",
        "FM-TYPE 1:13 `firms` is not known for `customers` | write `business`, `consumer` or `public-sector`",
    );
    check_facts(
        "organization: {name: {english: X}}\n",
        "FM-LANG 1:23 `english` is not a language tag | write `en`; this text is either words, or a map by language",
    );
    check_facts(
        "services: [{area: billing}]\n",
        "FM-MISSING 1:13 `id` is missing in `services` | add `id: some-id`",
    );
    check_facts(
        "services:\n  - {id: a}\n  - {id: a}\n",
        "FM-DUPID 3:10 the id `a` is given twice | keep one of them",
    );
    check_facts(
        "products: [{id: a, third_party: yes}]\n",
        "FM-TYPE 1:33 `yes` is neither `true` nor `false` | write `third_party: true`",
    );
    check_facts(
        "products: [{id: a, third_party: \"true\"}]\n",
        "FM-TYPE 1:33 `\"true\"` is a text, neither `true` nor `false` | write `third_party: true`, without quotes",
    );
    check_facts(
        "organization: {website: \"http://a.example\"}\n",
        "URL-SCHEME 1:25 `http://a.example` is not encrypted | write `https://a.example`",
    );
    check_facts(
        "security: {expires: 1.5.2026}\n",
        "FM-DATE 1:21 `1.5.2026` is not a date | write `2026-05-01`",
    );
    check_facts(
        "changes: {cancel: {page: ../../x.md}}\n",
        "PATH-ESCAPE 1:26 `../../x.md` leads out of the language's folder | a page is a path below that folder, as in `articles/billing/refunds.md`",
    );
    check_facts(
        "changes: {cancel: {page: /articles/x.md}}\n",
        "PATH-ESCAPE 1:26 `/articles/x.md` begins outside of the language's folder | write `articles/x.md`, without the `/`",
    );
    check_facts(
        "- a\n",
        "FM-TYPE 1:1 a list where the keys of the facts belong | write `key: value`, one key a line",
    );
    check_facts(
        "severities: [{id: s1, rank: first}]\n",
        "FM-TYPE 1:29 `first` is not a whole number | write `rank: 10`",
    );
}

#[test]
fn holidays_lie_in_the_time_that_their_set_speaks_about() {
    let set = |date: &str| {
        format!(
            "holiday_sets:\n  de:\n    valid: {{from: 2026-01-01, to: 2027-12-31}}\n    days:\n      - {{date: {date}, name: Good Friday}}\n"
        )
    };
    check_facts(
        &set("2028-03-26"),
        "CAL-DATE 5:16 `2028-03-26` is not in the time that the set speaks about, 2026-01-01 to 2027-12-31 | mend the date, or let `valid` begin or end with it",
    );
    check_facts(&set("2027-12-31"), "");
}

/// Followed word for word, none of these hints is a mistake of its own.
#[test]
fn a_word_where_a_map_or_a_list_belongs_is_kept_where_it_fits() {
    check_facts(
        "allow: [CNT-DESC]\n",
        "FM-TYPE 1:9 an item of `allow` is one word or text, not an exception with its reason | write `{rule: CNT-DESC, why: Some words}` in its place",
    );
    check_facts(
        "allow: CNT-DESC\n",
        "FM-TYPE 1:8 `allow` is one word or text, not a list | write `allow: [{rule: CNT-DESC, why: Some words}]`",
    );
    check_facts(
        "holiday_sets:\n  de:\n    valid: {from: 2026-01-01, to: 2026-12-31}\n    days:\n      - 2026-01-01\n",
        "FM-TYPE 5:9 an item of `days` is one word or text, not a holiday | write `{date: 2026-01-01, name: Some words}` in its place",
    );
    check_facts(
        "calendars:\n  office:\n    time_zone: Europe/Berlin\n    exceptions:\n      - 2027-01-22\n",
        "FM-TYPE 5:9 an item of `exceptions` is one word or text, not an exception | write `{date: 2027-01-22}` in its place",
    );
    check_facts(
        "services: [\"E, F\"]\n",
        "FM-TYPE 1:12 an item of `services` is one word or text, not a service | write `{id: some-id, name: \"E, F\"}` in its place",
    );
    check_facts(
        "organization: \"Contoso: all\"\n",
        "FM-TYPE 1:15 `organization` is one word or text, not an organization | write `organization: {legal_name: \"Contoso: all\"}`",
    );
    check_facts(
        "organization: {represented_by: [[Ann]]}\n",
        "FM-TYPE 1:33 an item of `represented_by` is a list, not a text | write `Ann` in its place",
    );
    check_facts(
        "maintenance: office\ncomplaints: a@b.example\nclosing: partner\naccessibility: accessibility.md\n",
        "FM-TYPE 1:14 `maintenance` is one word or text, not planned work | write `maintenance: {calendar: office}`\n\
         FM-TYPE 2:13 `complaints` is one word or text, not how to complain | write `complaints: {address: a@b.example}`\n\
         FM-TYPE 3:10 `closing` is one word or text, not how a request ends | write `closing: {by: partner}`\n\
         FM-TYPE 4:16 `accessibility` is one word or text, not accessibility of the support | write `accessibility: {page: accessibility.md}`",
    );
    check_config(
        "search:\n  synonyms:\n    en:\n      - call, phone\n      - refund\n  expect:\n    - phishing\npublish: nginx\nfeedback: docs@contoso.example\n",
        "FM-TYPE 4:9 an item of `en` is one word or text, not a list | write `[call, phone]` in its place\n\
         FM-TYPE 5:9 an item of `en` is one word or text, not a list | write `[refund, Some words]` in its place\n\
         FM-TYPE 7:7 an item of `expect` is one word or text, not an expectation of search | write `{query: phishing, page: articles/billing/refunds.md}` in its place\n\
         FM-TYPE 8:10 `publish` is one word or text, not a place of publication | write `publish: {host: nginx}`\n\
         FM-TYPE 9:11 `feedback` is one word or text, not a place for feedback | write `feedback: {mail: docs@contoso.example}`",
    );
    let (found, _) = page(
        "en/sla/a.md",
        "title: T\nremedy: none\ntargets:\n  - {severity: s1, respond: PT4H}\ntags: [{a: b}]\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 3:9 `remedy` is one word or text, not a remedy | write `remedy: {kind: none}`\n\
         FM-TYPE 5:29 `respond` is one word or text, not a promise of time | write `respond: {within: PT4H, count: clock}`\n\
         FM-TYPE 6:9 an item of `tags` is a map, not a text | write `\"a: b\"` in its place"
    );
}

#[test]
fn a_misspelt_word_of_a_promise_is_told() {
    let (found, _) = page(
        "en/sla/a.md",
        "title: T\nbinding: garantee\nclock: {starts: recieved, response: humna, pauses: [waiting-for-custmer, lunch], severity_change: restart-remaining}\n\
         price: {amount: \"5.00\", currency: EUR, per: hours}\nremedy: {kind: credits, per_cent: 5, of: monthly-fees}\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 3:10 `garantee` is not known for `binding` | write `target` or `guarantee`\n\
         FM-TYPE 4:17 `recieved` is not known for `starts` | write `received` or `acknowledged`\n\
         FM-TYPE 4:37 `humna` is not known for `response` | write `human` or `automatic`\n\
         FM-TYPE 4:53 `waiting-for-custmer` is not known for `pauses` | write `waiting-for-customer`; another word of yours is shown as it is\n\
         FM-TYPE 4:99 `restart-remaining` is not known for `severity_change` | write `restarts-remaining` or `continues`\n\
         FM-TYPE 5:45 `hours` is not known for `per` | write `hour`; another word of yours is shown as it is\n\
         FM-TYPE 6:16 `credits` is not known for `kind` | write `credit` or `none`\n\
         FM-TYPE 6:42 `monthly-fees` is not known for `of` | write `monthly-fee`; another word of yours is shown as it is"
    );
    let (found, _) = page(
        "en/channels/a.md",
        "title: T\nchannel: post\naddress: Street 1\naccessible: [sing-language, ramp]\nverify: [customer-numbr, badge]\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 5:14 `sing-language` is not known for `accessible` | write `sign-language`; another word of yours is shown as it is\n\
         FM-TYPE 6:10 `customer-numbr` is not known for `verify` | write `customer-number`; another word of yours is shown as it is"
    );
    check_facts(
        "notices: {billng: partner, outages: vendor}\ncredits: {need: [tenant-ids]}\ndata: {remote_access: consent-each-tme}\n\
         escalation: [{level: 1, on: [no-progres, full-moon]}]\n",
        "FM-TYPE 1:11 `billng` is not known for `notices` | write `billing`; another word of yours is shown as it is\n\
         FM-TYPE 2:18 `tenant-ids` is not known for `need` | write `tenant-id`; another word of yours is shown as it is\n\
         FM-TYPE 3:23 `consent-each-tme` is not known for `remote_access` | write `consent-each-time`; another word of yours is shown as it is\n\
         FM-TYPE 4:30 `no-progres` is not known for `on` | write `no-progress`; another word of yours is shown as it is",
    );
    check_facts(
        "products: [{id: a, vendor: microsoft, billing: slef}, {id: b, vendor: microsfot, billing: Contoso}]\n\
         backed_by: [{vendor: microsoft, severity: s1}, {vendor: adobe, severity: s1}]\n\
         complaints: {arbitration: non}\n",
        "FM-TYPE 1:48 `slef` is read as the name of a company | write `self` if that is meant\n\
         FM-TYPE 1:71 `microsfot` is a vendor of its own beside `microsoft` | write `microsoft` if that is meant\n\
         FM-TYPE 3:27 `non` is read as the name of a body of arbitration | write `none` if that is meant",
    );
    check_facts(
        "calendars:\n  office: {time_zone: Asia/Tapei}\n",
        "CAL-ZONE 2:23 `Asia/Tapei` is not a time zone of a place | the nearest is `Asia/Taipei`",
    );
    let own = facts("data: {remote_access: consent-each-tme}\n").diagnostics;
    assert_eq!(own[0].severity, crate::model::Severity::Warning);
}

/// A word that is known has its text, and each text is of a word that is known.
#[test]
fn known_words_are_those_that_the_interface_has_texts_for() {
    use super::super::keys::{FAMILIES, Shape, page};
    let texts = include_str!("../../../themes/default/strings/facts.en.yaml");
    let closed = [
        ("clock_starts", &page::CLOCK_STARTS),
        ("severity_change", &page::SEVERITY_CHANGE),
    ];
    for (family, shape) in FAMILIES.into_iter().chain(closed) {
        let (Shape::Word(words) | Shape::OneOf(words)) = shape else {
            panic!("{family}");
        };
        let prefix = format!("{family}_");
        let keys = texts.lines().filter_map(|line| line.split_once(':'));
        let named: Vec<&str> = keys
            .filter_map(|(key, _)| key.strip_prefix(&prefix))
            .collect();
        assert_eq!(named, *words, "{family}");
    }
}

#[test]
fn calendars() {
    let check = |inside: &str, expected: &str| {
        let text = format!("calendars:\n  office: {{time_zone: Europe/Berlin, {inside}}}\n");
        assert_eq!(told(&facts(&text)), expected, "{inside}");
    };
    check("weekly: {mon: [\"22:00-06:00\"], tue: [00:00-24:00]}", "");
    check(
        "weekly: {mon: [\"9am-5pm\"]}",
        "CAL-INTERVAL `9am-5pm` is not an opening | write `09:00-17:00`",
    );
    check(
        "weekly: {mon: [\"9 – 17:30 Uhr\"]}",
        "CAL-INTERVAL `9 – 17:30 Uhr` is not an opening | write `09:00-17:30`",
    );
    check(
        "weekly: {mon: [\"9-12 und 13-17 Uhr\"]}",
        "CAL-INTERVAL `9-12 und 13-17 Uhr` is not an opening | write `\"09:00-12:00\", \"13:00-17:00\"`, each in quotes of its own",
    );
    check(
        "weekly: {mon: [\"24:00-06:00\"]}",
        "CAL-INTERVAL `24:00-06:00` starts at 24:00, the end of a day | write `00:00-06:00` on the next day",
    );
    check(
        "weekly: {mon: [\"09:00-09:00\"]}",
        "CAL-INTERVAL `09:00-09:00` ends where it starts | a full day is `00:00-24:00`",
    );
    check(
        "weekly: {mon: [\"09:00-25:00\"]}",
        "CAL-INTERVAL `09:00-25:00` is not an opening | an opening is written `09:00-17:00`, in the calendar's local time",
    );
    check(
        "weekly: {mon: [\"00:00-23:59\"]}",
        "CAL-2359 `00:00-23:59` leaves the last minute of the day closed | write `00:00-24:00`",
    );
    check(
        "weekly: {sat: closed}",
        "CAL-INTERVAL `closed` is not an opening | write `[]`: a day without an opening is closed",
    );
    check(
        "weekly: {mon: 09:00-12:00}",
        "FM-TYPE `mon` is one word or text, not a list | write `mon: [\"09:00-12:00\"]`",
    );
    check(
        "weekly: {montag: []}",
        "CAL-KEY `montag` is not a day | write `mon`",
    );
    for day in ["Tue", "SAT"] {
        let told = format!(
            "CAL-KEY `{day}` is not a day | write `{}`",
            day.to_lowercase()
        );
        check(&format!("weekly: {{{day}: []}}"), &told);
    }
    for days in ["mon-fri", "Mon–Fri", "sat/sun", "Mo-Fr"] {
        let told = format!(
            "CAL-KEY `{days}` is not a day | write a line for each day, as in `mon: [\"09:00-17:00\"]`"
        );
        check(&format!("weekly: {{{days}: []}}"), &told);
    }
    check(
        "weekly: {moon: []}",
        "CAL-KEY `moon` is not a day | the nearest key is `mon`",
    );
    check(
        "wekly: {}",
        "CAL-KEY unknown key `wekly` | the nearest key is `weekly`",
    );
    check(
        "always: true, holidays: [de]",
        "CAL-ALWAYS `office` is open at every instant and has `holidays` too | remove `always` or `holidays`",
    );
    check("always: true, holidays: none", "");
    check(
        "exceptions: [{date: 2026-02-30}]",
        "CAL-DATE the date `2026-02-30` does not exist | 2026-02 has 28 days",
    );
    check(
        "exceptions: [{date: 2026-03-01}, {date: 2026-03-01}]",
        "CAL-DATE `2026-03-01` is listed twice | keep one entry for a date; it can have several openings",
    );
    check(
        "seasons: [{from: 2026-03-02, to: 2026-03-01, closed: true}]",
        "CAL-DATE `2026-03-01` is before `2026-03-02`, where it begins | both dates belong to the stretch; `from` comes first",
    );
    check(
        "seasons: [{from: 2026-08-01, to: 2026-08-31, closed: true}, {from: 2026-07-01, to: 2026-08-01, closed: true}]",
        "CAL-DATE `2026-07-01` to `2026-08-01` runs into `2026-08-01` to `2026-08-31` | end one before the other begins; a single date is written under `exceptions`",
    );
    check(
        "seasons: [{from: 2026-08-01, to: 2026-08-31, closed: true}, {from: 2026-09-01, to: 2026-09-02, closed: true}]",
        "",
    );
    // What a season has, and a date has not.
    for (date, hint) in [
        (
            "closed: true",
            "remove it: an exception without `hours` is closed",
        ),
        (
            "closed: false",
            "write its openings, as in `hours: [\"09:00-17:00\"]`",
        ),
        (
            "closed: true, hours: [\"09:00-12:00\"]",
            "remove it: the date has the openings under `hours`, and without them it is closed",
        ),
    ] {
        check(
            &format!("exceptions: [{{date: 2026-12-24, {date}}}]"),
            &format!("CAL-KEY unknown key `closed` | {hint}"),
        );
    }
    for season in ["", ", closed: false", ", note: Short days"] {
        check(
            &format!("seasons: [{{from: 2026-07-01, to: 2026-08-31{season}}}]"),
            "CAL-KEY this season is not closed and has no hours | add `closed: true`, or `weekly` with its openings",
        );
    }
    for week in ["{}", "{mon: []}", "{mon: [], tue: }"] {
        check(
            &format!("seasons: [{{from: 2026-07-01, to: 2026-08-31, weekly: {week}}}]"),
            "CAL-KEY this season is not closed and has no hours | write `closed: true` in its place, or its openings",
        );
    }
    for season in ["closed: true", "weekly: {mon: [\"08:00-13:00\"]}"] {
        check(
            &format!("seasons: [{{from: 2026-07-01, to: 2026-08-31, {season}}}]"),
            "",
        );
    }
    check(
        "seasons: [{from: 2026-07-01, to: 2026-08-31, wekly: {mon: []}}]",
        "CAL-KEY unknown key `wekly` | the nearest key is `weekly`",
    );
    check(
        "holidays: some",
        "FM-TYPE `some` is not known for `holidays` | write `none`, or as in `[some-id]`",
    );
    check(
        "name: {xx: A}",
        "FM-LANG `xx` is not a language tag | a language is a BCP 47 tag, as in `en`, `de` or `zh-TW`; this text is either words, or a map by language",
    );

    let zone = |zone: &str| {
        let read = facts(&format!("calendars:\n  a: {{time_zone: {zone}}}\n"));
        told(&read)
    };
    assert_eq!(zone("Asia/Taipei"), "");
    assert_eq!(zone("America/Argentina/Buenos_Aires"), "");
    assert_eq!(zone("Etc/UTC"), "");
    assert_eq!(
        zone("EST"),
        "CAL-ZONE `EST` is an abbreviation, which is wrong for half the year or in half the world | write the zone of a place, as in `America/New_York`"
    );
    assert_eq!(
        zone("US/Eastern"),
        "CAL-ZONE `US/Eastern` is not a time zone of a place | write the zone of a place, as in `America/New_York`"
    );
    assert_eq!(
        zone("GMT+8"),
        "CAL-ZONE `GMT+8` is an offset, which knows no summer time | write the zone of a place, as in `Asia/Taipei`"
    );
    assert_eq!(
        zone("UTC"),
        "CAL-ZONE `UTC` is not a time zone of a place | write the zone of a place, as in `Etc/UTC`"
    );
    assert_eq!(
        zone("Europe/Berlinn").split(" | ").next(),
        Some("CAL-ZONE `Europe/Berlinn` is not a time zone of a place")
    );
    let hint = |text: &str| {
        zone(text)
            .split(" | ")
            .nth(1)
            .unwrap_or_default()
            .to_owned()
    };
    for (written, meant) in [
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("Amercia/New_York", "America/New_York"),
        ("Asia/Berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("Asia/Hong Kong", "Asia/Hong_Kong"),
    ] {
        assert_eq!(hint(written), format!("the nearest is `{meant}`"));
    }
    // A city that names no zone is not one that is spelt alike.
    assert_eq!(
        hint("Europe/Munich"),
        "zones are named after few cities: write one with the same clock, as `Europe/Lisbon`, `Europe/London`, `Europe/Berlin`, `Europe/Athens` or `Europe/Moscow`"
    );
    for written in ["Asia/Osaka", "Asia/Beijing", "Africa/Pretoria"] {
        assert!(hint(written).starts_with("zones are named"), "{written}");
    }
    let missing = facts("calendars:\n  a: {always: true}\n");
    assert_eq!(missing.diagnostics[0].code, "CAL-ZONE");
    assert_eq!(
        missing.diagnostics[0].message,
        "`time_zone` is missing in `a`"
    );
}

#[test]
fn lengths_of_time() {
    let check = |written: &str, expected: &str| {
        let text = format!("maintenance: {{notice: {written}}}\n");
        assert_eq!(told(&facts(&text)), expected, "{written}");
    };
    check("PT1H30M", "");
    check("P36525D", "");
    check(
        "P36526D",
        "SLA-UNIT `P36526D` is longer than a hundred years | promise a time that somebody will wait for, as in `P30D`",
    );
    check(
        "4 hours",
        "SLA-UNIT `4 hours` is not a length of time | write `PT4H`",
    );
    check(
        "30min",
        "SLA-UNIT `30min` is not a length of time | write `PT30M`",
    );
    check(
        "pt4h",
        "SLA-UNIT `pt4h` is not a length of time | write `PT4H`",
    );
    check(
        "P2H",
        "SLA-UNIT `P2H` is not a length of time | write `PT2H`",
    );
    check(
        "PT1D",
        "SLA-UNIT `PT1D` is not a length of time | write `P1D`",
    );
    check(
        "P1M",
        "SLA-UNIT `P1M` counts months or years, which differ in length | count days, as in `P30D`, or say it in words on a page; minutes follow a `T`, as in `PT30M`",
    );
    check(
        "PT0S",
        "SLA-UNIT `PT0S` is no time at all | a length of time is more than zero, as in `PT30M`",
    );
    check(
        "P0D",
        "SLA-UNIT `P0D` is no time at all | a length of time is more than zero, as in `PT30M`",
    );
    check("P2W", "SLA-UNIT `P2W` counts weeks | write `P14D`");
    check(
        "P2DT1H30M",
        "SLA-UNIT `P2DT1H30M` mixes days and hours | write hours alone, `PT49H30M`, or whole days",
    );
    check(
        "P1DT2H",
        "SLA-UNIT `P1DT2H` mixes days and hours | write hours alone, `PT26H`, or whole days",
    );
    check(
        "soon",
        "SLA-UNIT `soon` is not a length of time | a length of time is written `PT4H`, `PT30M` or `P1D`",
    );
    check(
        "PT",
        "SLA-UNIT `PT` is not a length of time | a length of time is written `PT4H`, `PT30M` or `P1D`",
    );
    check(
        "P99999999999999999999D",
        "SLA-UNIT `P99999999999999999999D` is not a length of time | a length of time is written `PT4H`, `PT30M` or `P1D`",
    );
}

#[test]
fn prices_and_shares() {
    let check = |price: &str, expected: &str| {
        let text = format!("services: [{{id: a, price: {price}}}]\n");
        assert_eq!(told(&facts(&text)), expected, "{price}");
    };
    check("{amount: \"45.00\", currency: EUR}", "");
    check("free", "");
    check("{kind: basic-rate}", "");
    check(
        "€45",
        "PRC-CURRENCY `€45` is an amount without a currency code | write `{amount: \"45.00\", currency: EUR}`, or `included`, `free` or `basic-rate`",
    );
    check(
        "{amount: \"45.00\"}",
        "PRC-CURRENCY `currency` is missing in `price` | add `currency: EUR`",
    );
    check(
        "{amount: \"45.00\", currency: Euro}",
        "PRC-CURRENCY `Euro` is not a currency | write `EUR`",
    );
    check(
        "{amount: 45.00, currency: EUR}",
        "FM-TYPE the amount `45.00` has no quotes | write `\"45.00\"`, so that no tool rounds it",
    );
    check(
        "{amount: 45,50, currency: EUR}",
        "FM-TYPE `45,50` has no quotes, so it ends at its comma | write `amount: \"45.50\"`",
    );
    check(
        "{amount: 1,045, currency: EUR}",
        "FM-TYPE `1,045` has no quotes, so it ends at its comma | write `amount: \"1045\"`",
    );
    check(
        "{amount: \"1.045,50\", currency: EUR}",
        "FM-TYPE `1.045,50` is not an amount | write `\"1045.50\"`, and the currency under `currency`",
    );
    check(
        "{amount: \"€ 1 045,50 net\", currency: EUR}",
        "FM-TYPE `€ 1 045,50 net` is not an amount | write `\"1045.50\"`, and the currency under `currency`",
    );
    // Another number is no hint.
    for (amount, hint) in [
        (
            "-5.00",
            "an amount is nothing or more, in digits with a point, as in `\"45.00\"`",
        ),
        (
            "5-10",
            "an amount is digits with a point, as in `\"45.00\"`",
        ),
        (
            "5 to 10",
            "an amount is digits with a point, as in `\"45.00\"`",
        ),
        (
            "1.5%",
            "an amount is digits with a point, as in `\"45.00\"`",
        ),
    ] {
        check(
            &format!("{{amount: \"{amount}\", currency: EUR}}"),
            &format!("FM-TYPE `{amount}` is not an amount | {hint}"),
        );
    }
    check(
        "cheap",
        "FM-TYPE `cheap` is not a price | write `{amount: \"45.00\", currency: EUR}`, or `included`, `free` or `basic-rate`",
    );
    check(
        "{amount: much, currency: EUR}",
        "FM-TYPE `much` is not an amount | an amount is digits with a point, as in `\"45.00\"`",
    );
    assert!(super::super::formats::share("0.5").is_ok());
    assert!(super::super::formats::share("0").is_err());
    assert!(super::super::formats::share("100.1").is_err());
    assert_eq!(
        super::super::formats::share("95 %").unwrap_err().hint,
        "write `95`"
    );
}

#[test]
fn addresses_of_channels() {
    let check = |kind: &str, address: &str, expected: &str| {
        let (found, _) = page(
            "en/channels/a.md",
            &format!("title: A\nchannel: {kind}\naddress: {address}\n"),
        );
        let found = found.split_once(' ').map_or(found.clone(), |(code, rest)| {
            format!("{code} {}", rest.split_once(' ').unwrap().1)
        });
        assert_eq!(found, expected, "{kind} {address}");
    };
    check("phone", "\"+49301234567\"", "");
    for (code, written, meant) in [
        ("+49", "+490301234567", "+49301234567"),
        ("+44", "+4402079460000", "+442079460000"),
        ("+886", "+8860255550100", "+886255550100"),
    ] {
        let expected = format!(
            "CHN-PHONE `{written}` has a 0 behind `{code}`, which is dialled in the country alone | write `\"{meant}\"`; pages show it with spaces"
        );
        check("phone", &format!("\"{written}\""), &expected);
    }
    // In Italy it is part of the number.
    check("phone", "\"+390612345678\"", "");
    check(
        "phone",
        "+49 (0431) 222200",
        "CHN-PHONE `+49 (0431) 222200` is not an international phone number | write `\"+49431222200\"`; pages show it with spaces",
    );
    check(
        "phone",
        "+49 (0)30 123-4567",
        "CHN-PHONE `+49 (0)30 123-4567` is not an international phone number | write `\"+49301234567\"`; pages show it with spaces",
    );
    check(
        "fax",
        "0800 123456",
        "CHN-PHONE `0800 123456` is not an international phone number | a number is `+`, the country code and digits, as in `\"+49301234567\"`; an extension stands under `extension`",
    );
    for extended in ["02-5555-0100#123", "(02)5555-0100#123", "0800-000-123#9"] {
        check(
            "phone",
            &format!("\"{extended}\""),
            &format!(
                "CHN-PHONE `{extended}` is not an international phone number | a number is `+`, the country code and digits, as in `\"+49301234567\"`; an extension stands under `extension`"
            ),
        );
    }
    for short in ["*1234", "#31#1234567", "112", "110#"] {
        check(
            "phone",
            &format!("\"{short}\""),
            &format!(
                "CHN-PHONE `{short}` is not an international phone number | a short number is dialled in one country alone: give the number that is reached from anywhere, as in `\"+49301234567\"`, and write the short one into the channel's title or text"
            ),
        );
    }
    check("email", "help@a.example", "");
    check(
        "email",
        "\"mailto:help@a.example?bcc=x@y.example\"",
        "CHN-EMAIL `mailto:help@a.example?bcc=x@y.example` is not a plain mail address | write `help@a.example`",
    );
    check("web", "https://a.example/form", "");
    check(
        "chat",
        "http://a.example/",
        "CHN-HTTP `http://a.example/` is not encrypted | write `https://a.example/`",
    );
    check(
        "portal",
        "a.example/login",
        "CHN-HTTP `a.example/login` is not a web address | write `https://a.example/login`",
    );
    check(
        "bot",
        "\"javascript:alert(1)\"",
        "CHN-HTTP `javascript:alert(1)` is not a web address | an address is written `https://example.com/`",
    );
    check(
        "web",
        "https://me:pw@a.example/",
        "URL-CREDENTIALS `https://me:pw@a.example/` carries a name or password | write the address without what stands before `@`",
    );
    check("visit", "Musterstr. 1", "");
    check(
        "telephone",
        "x",
        "FM-TYPE `telephone` is not known for `channel` | write `phone`, `email`, `web`, `chat`, `portal`, `remote`, `visit`, `post`, `fax` or `bot`",
    );
}

#[test]
fn a_value_of_broken_yaml_is_no_second_mistake() {
    check_facts(
        "holiday_sets: {tw: {days: [{date: 2026-05-01 name: May}]}}\n",
        "FM-YAML 1:46 a comma is missing before this key | write `, name: …` here",
    );
}
