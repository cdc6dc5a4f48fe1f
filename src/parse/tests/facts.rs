//! support.yaml, and the facts of channels and plans.

use super::config::check_config;
use super::*;

pub(super) fn check_facts(text: &str, expected: &str) {
    assert_eq!(shown(text, &facts(text).diagnostics), expected, "\n{text}");
}

/// What is said of facts, wherever in the file.
pub(super) fn told<T>(read: &Diagnosed<T>) -> String {
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
    // One that is nearly what was meant says how it is written.
    for (rank, whole) in [("1.5", "2"), ("1,4", "1"), ("120.0", "99"), ("1.2.3", "10")] {
        check_facts(
            &format!("severities: [{{id: s1, rank: \"{rank}\"}}]\n"),
            &format!("FM-TYPE 1:29 `{rank}` is not a whole number | write `rank: {whole}`"),
        );
    }
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
