//! What readers of three languages see of one partner's facts.

mod hours;
mod portal;
mod promises;

use std::collections::BTreeMap;

use super::*;
use crate::calendar::Weekday;
use crate::model::facet::Part;
use crate::model::facts::*;
use crate::model::{Config, Spanned, Text};
use portal::{date, *};

#[test]
fn addresses_are_readable_and_lead_somewhere_safe() {
    let mut portal = portal();
    let check = |portal: &Portal, id: &str, text: &str, href: &str| {
        let words = portal
            .reference("en", &format!("channel.{id}.address"))
            .unwrap();
        assert_eq!(words.text.replace('\u{a0}', " "), text);
        assert_eq!(words.href, href);
    };
    check(&portal, "phone", "+886 2 5550 1234", "tel:+886255501234");
    check(
        &portal,
        "duty",
        "+49 30 123 4567, extension 12",
        "tel:+49301234567;ext=12",
    );
    check(
        &portal,
        "mail",
        "help@example.com",
        "mailto:help@example.com",
    );
    for (address, text, href) in [
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        (
            "a@b.example?bcc=c@d.example",
            "a@b.example?bcc=c@d.example",
            "",
        ),
        (
            "https://portal.example/",
            "portal.example",
            "https://portal.example/",
        ),
    ] {
        portal.channels[2].value.address = Some(s(address));
        check(&portal, "mail", text, href);
    }
}

#[test]
fn a_channel_says_what_readers_ask() {
    let portal = portal();
    let facts = |locale: &str, number: usize| -> Vec<String> {
        portal.in_language(locale, |scene| {
            let card = channel(scene, &scene.channels[number]);
            let facts = card.facts.iter();
            facts
                .map(|fact| format!("{}: {}", fact.label, fact.text))
                .collect()
        })
    };
    assert_eq!(
        facts("en", 0),
        [
            "Languages: 繁體中文, English, tlh",
            "Cost of contact: no more than the basic rate of a call",
            "Who answers: a person answers",
            "Outside these hours: please use “Emergency phone” for problems of severity Critical",
            "Accessible by: relay service",
            "Have at hand: your customer number and a <b> number",
        ]
    );
    assert_eq!(
        facts("zh-TW", 1),
        ["受理範圍: 僅受理嚴重等級為「嚴重」的問題"]
    );
    assert_eq!(
        portal.words("en", "channel.mail.hours"),
        "requests are taken at all hours and answered in these: \
         Mon–Thu 08:00–18:00; Fri 08:00–15:00, Berlin time"
    );
}

#[test]
fn references_name_one_fact_or_say_why_not() {
    let mut portal = portal();
    assert_eq!(portal.words("zh-TW", "severity.s1"), "嚴重");
    assert_eq!(portal.words("zh-TW", "organization.name"), "範例雲端");
    assert_eq!(portal.words("en", "product.m365.name"), "Microsoft 365");
    assert_eq!(portal.words("en", "plan.business.version"), "3.1");

    let check = |portal: &Portal, name: &str, message: &str, hint: Option<&str>| {
        let unknown = portal.reference("en", name).unwrap_err();
        assert_eq!(
            (unknown.message.as_str(), unknown.hint.as_deref()),
            (message, hint)
        );
    };
    check(
        &portal,
        "chanel.phone.adress",
        "no fact is called `chanel.phone.adress`",
        Some("`channel.phone.address` is known"),
    );
    check(
        &portal,
        "weather",
        "no fact is called `weather`",
        Some(
            "`supportal explain FCT-NAME` shows what there is; write `\\{{` if the characters are meant",
        ),
    );
    check(
        &portal,
        "sla.business.s1.dutty.respond",
        "no fact is called `sla.business.s1.dutty.respond`",
        Some("`sla.business.s1.duty.respond` is known"),
    );
    check(
        &portal,
        "sla.busines.s1.duty.respond",
        "no fact is called `sla.busines.s1.duty.respond`",
        Some("`sla.business.s1.duty.respond` is known"),
    );
    for id in ["phone", "phon"] {
        check(
            &portal,
            &format!("channel.{id}.queue"),
            &format!("no fact is called `channel.{id}.queue`"),
            Some("`channel.phone` has `address`, `cost`, `hours` and `languages`"),
        );
        // Another word for what it has.
        for word in ["number", "phone", "mail"] {
            check(
                &portal,
                &format!("channel.{id}.{word}"),
                &format!("no fact is called `channel.{id}.{word}`"),
                Some("`channel.phone.address` is known"),
            );
        }
    }
    check(
        &portal,
        "plan.price",
        "no fact is called `plan.price`",
        Some("`plan.business.price` is known"),
    );
    check(
        &portal,
        "versoin busines",
        "no fact is called `versoin busines`",
        Some("`plan.business.version` is known"),
    );
    check(
        &portal,
        "channel.duty.cost",
        "`channel.duty.cost` is not stated",
        Some("its page has no `cost:`"),
    );
    check(
        &portal,
        "organization.legal_name",
        "`organization.legal_name` is not stated",
        Some("`organization:` has no `legal_name:`"),
    );
    let again = portal.plans[0].value.targets[0].clone();
    portal.plans[0].value.targets.push(again);
    check(
        &portal,
        "sla.business.s1.respond",
        "`sla.business.s1.respond` can mean 2 rows of the plan",
        Some("severity `s1` has more than one row without `channels:`"),
    );
}

#[test]
fn every_name_that_is_offered_leads_to_a_fact_or_to_what_is_missing() {
    let portal = portal();
    portal.in_language("en", |scene| {
        for name in names(scene) {
            if let Err(unknown) = reference(scene, &name) {
                assert!(unknown.message.ends_with("is not stated"), "{unknown:?}");
            }
        }
    });
}

#[test]
fn blocks_are_escaped_and_have_header_cells() {
    let mut portal = portal();
    let html = portal.in_language("en", |scene| block_contact(scene, "phone").unwrap());
    assert!(html.contains("a &lt;b&gt; number"), "{html}");
    assert!(html.contains(r#"<a href="tel:+886255501234">"#), "{html}");

    assert!(html.contains(r#"<a href="page:0">Hotline</a>"#), "{html}");

    portal.facts.calendars[0].name = Some(en("\"><script>alert('x')</script>"));
    let html = portal.in_language("en", |scene| block_hours(scene, "office").unwrap());
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("aria-label=\"&quot;&gt;&lt;script"), "{html}");
    assert!(html.contains(r#"<th scope="row">Monday</th>"#), "{html}");

    portal.facts.calendars[0].name = None;
    let html = portal.in_language("de", |scene| block_sla(scene, "business").unwrap());
    assert!(
        html.contains("<dd>Mo–Fr 09:00–12:00, 13:00–18:00, Ortszeit Taipeh</dd>"),
        "{html}"
    );
    assert!(
        html.contains(r#"<th scope="col">Erste Antwort</th>"#),
        "{html}"
    );
    for forbidden in ["<h", "style="] {
        let rest = html.replace("<thead>", "");
        assert!(!rest.contains(forbidden), "{html}");
    }

    let unknown = portal.in_language("en", |scene| block_contact(scene, "phne").unwrap_err());
    assert_eq!(unknown.message, "no channel is called `phne`");
    assert_eq!(unknown.hint.as_deref(), Some("`phone` is known"));
}

#[test]
fn chinese_sets_a_space_beside_latin_letters_only() {
    let mut portal = portal();
    let first = |portal: &Portal| {
        portal.in_language("zh-TW", |scene| support(scene).first.sentences[0].clone())
    };
    assert_eq!(first(&portal), "範例雲端是您取得支援的首要聯絡窗口。");
    portal.facts.organization = None;
    assert_eq!(first(&portal), "Help 是您取得支援的首要聯絡窗口。");
    let lists = portal.in_language("zh-TW", |scene| {
        [["Hotline", "Mail"], ["電話", "郵件"], ["7 天", "21 天"]]
            .map(|pair| scene.and(&pair.map(str::to_owned)))
    });
    assert_eq!(lists, ["Hotline 和 Mail", "電話和郵件", "7 天和 21 天"]);
}

#[test]
fn a_sentence_has_one_full_stop_behind_a_name_that_ends_in_one() {
    let mut portal = portal();
    let names = [("en", "Acme Ltd."), ("zh-TW", "範例雲端。")];
    portal.facts.organization.as_mut().unwrap().name = Some(text(&names));
    let said = |locale: &str, key: &str| {
        portal.in_language(locale, |scene| {
            let name = scene.organization();
            scene.fill(key, &[("name", &name), ("list", &name)])
        })
    };
    assert_eq!(
        said("en", "buy_through"),
        "You buy subscriptions through Acme Ltd."
    );
    assert_eq!(
        said("de", "buy_through"),
        "Abonnements kaufen Sie über Acme Ltd."
    );
    assert_eq!(said("zh-TW", "service_covers"), "涵蓋範例雲端。");
}

#[test]
fn places_of_data_have_the_names_of_countries() {
    let places = |locale: &str| {
        let places = ["CH", "EU", "munich"];
        portal().in_language(locale, |scene| places.map(|place| scene.place(place)))
    };
    assert_eq!(places("de"), ["Schweiz", "Europäische Union", "munich"]);
    assert_eq!(places("zh-TW"), ["瑞士", "歐盟", "munich"]);
}

fn part<'a>(parts: &'a [Part], id: &str) -> &'a Part {
    parts.iter().find(|part| part.id == id).unwrap()
}

#[test]
fn the_description_says_who_helps_and_what_the_vendor_does_not() {
    let portal = portal();
    portal.in_language("en", |scene| {
        let description = support(scene);
        assert_eq!(
            description.first.sentences.join("\n").replace('\u{a0}', " "),
            "Example & Co is your first point of contact for support.\n\
             Please turn to us first, through “Hotline”: +886 2 5550 1234.\n\
             Acme gives this support on behalf of Example & Co."
        );
        assert_eq!(
            part(&description.parts, "vendor").sentences[0],
            "Microsoft takes no support requests on Microsoft 365 from our customers. \
             Please bring them to us."
        );
        assert_eq!(
            description.heads["channels"].sentences,
            ["For problems of severity Critical you can call “Emergency phone” around the clock, \
              on every day of the year."]
        );
        assert_eq!(
            description.heads["plans"].sentences,
            ["Our service level agreement lays down how fast we answer: Business."]
        );
        let escalation: Vec<_> = description
            .escalation
            .iter()
            .map(|level| format!("{} – {}", level.label, level.text))
            .collect();
        assert_eq!(
            escalation,
            [
                "Level 1 – ",
                "Level 2: Engineers – It takes over after 4 hours of opening time without \
                 progress. It also takes over when you ask for it.",
                "Level 3: Microsoft – It takes over when a program has a bug. We file the request \
                 with Microsoft and follow it up; you need not contact Microsoft yourself.",
            ]
        );
        assert_eq!(description.services[1].covers, "Covers performance and problems on the desktop.");
        assert_eq!(description.services[0].self_help.len(), 1);
        assert_eq!(description.not_offered[0].text, "We do not visit sites.");
        let ranked: Vec<_> = description.severities.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ranked, ["s1", "s2", "s3"]);
    });
}

#[test]
fn what_the_facts_leave_out_is_not_said() {
    let mut portal = portal();
    portal.facts = Facts::default();
    portal.channels.clear();
    portal.plans.clear();
    let description = portal.in_language("en", support);
    assert!(description.first.sentences.is_empty());
    assert!(description.heads.is_empty());
    assert!(description.parts.is_empty(), "{:?}", description.parts);
}

#[test]
fn all_parts_speak_every_language() {
    let mut portal = portal();
    portal.facts = Facts {
        backed_by: vec![Backing {
            vendor: Some(s("microsoft")),
            severity: Some(s("s1")),
            respond: target(Duration::Seconds(2 * HOUR), Count::Clock),
            languages: vec![s("en")],
        }],
        maintenance: Some(Maintenance {
            calendar: Some(s("night")),
            notice: Some(of(Duration::Days(7))),
            emergency_notice: Some(of(Duration::Seconds(24 * HOUR))),
        }),
        complaints: Some(Complaints {
            channels: vec![s("mail")],
            address: Some(s("complaints@example.com")),
            answer: target(Duration::Days(5), Count::OpenDays),
            arbitration: Some(en("none")),
        }),
        notices: vec![
            ("billing".to_owned(), vec![s("partner")]),
            ("incidents".to_owned(), vec![s("partner"), s("vendor")]),
        ],
        changes: Some(Changes {
            buy: Some(s("partner")),
            cancel_by: Some(s("customer")),
            cancel_notice: Some(of(Duration::Days(30))),
            cancel_page: Some(s("billing/cancel.md")),
        }),
        closing: Some(Closing {
            by: Some(s("customer")),
            close_after: Some(of(Duration::Days(14))),
            reopen_within: Some(of(Duration::Days(30))),
            page: None,
        }),
        collections: Some(Collections {
            reminders: vec![of(Duration::Days(14)), of(Duration::Days(28))],
            suspend_after: Some(of(Duration::Days(45))),
            page: None,
        }),
        credits: Some(Credits {
            page: None,
            need: vec![s("tenant-id"), s("times")],
        }),
        data: Some(DataHandling {
            remote_access: Some(s("consent-each-time")),
            logs_kept: Some(of(Duration::Days(90))),
            places: vec![s("EU")],
            privacy: Some(s("privacy.md")),
        }),
        security: Some(Security {
            contact: Some(s("mailto:security@example.com")),
            phone: Some(s("+49301234567")),
            expires: Some(of(date("2027-03-01"))),
            policy: None,
        }),
        accessibility: Some(Accessibility {
            page: Some(s("accessibility.md")),
            contact: Some(s("mail")),
        }),
        ..facts()
    };
    portal.guides = vec![Entry::default()];
    for locale in ["en", "de", "zh-TW"] {
        let description = portal.in_language(locale, support);
        let ids: Vec<_> = description
            .parts
            .iter()
            .map(|part| part.id.as_str())
            .collect();
        assert_eq!(
            ids,
            [
                "self-help",
                "vendor",
                "messages",
                "closing",
                "changes",
                "collections",
                "credits",
                "complaints",
                "data",
                "security",
                "accessibility",
                "maintenance",
                "training",
            ]
        );
        let json = serde_json::to_value(&description).unwrap();
        each_text(&json, &mut |text| {
            assert!(!text.contains(['{', '}']), "{locale}: {text}");
            // A text that the theme lacks shows as its key, and keys have underscores.
            assert!(!text.contains('_'), "{locale}: {text}");
        });
    }
    let said = |locale: &str, id: &str| {
        let description = portal.in_language(locale, support);
        part(&description.parts, id).sentences.join(" ")
    };
    assert_eq!(
        said("en", "closing"),
        "We tell you when we think that your problem is solved. The request is closed when you have \
         confirmed it. If we need an answer from you and hear nothing for 14 days, we close the \
         request. If the problem comes back within 30 days, we open the request again."
    );
    let german = said("de", "closing").replace('\u{a0}', " ");
    assert!(german.contains("innerhalb von 30 Tagen wieder"), "{german}");
    assert_eq!(
        said("en", "collections"),
        "If a bill is not paid, we remind you 14 days and 28 days after it is due. \
         Access to subscriptions that are not paid can be suspended 45 days after the bill is due."
    );
    assert_eq!(
        said("de", "complaints"),
        "Eine Beschwerde wird innerhalb von 5 Arbeitstagen beantwortet. Wir nehmen nicht an einem \
         Streitbeilegungsverfahren vor einer Verbraucherschlichtungsstelle teil."
    );
    assert_eq!(
        said("zh-TW", "changes"),
        "訂閱透過範例雲端購買。 取消訂閱由您自行辦理。 解約通知期為 30 天。"
    );
}

fn each_text(value: &serde_json::Value, look: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => look(text),
        serde_json::Value::Array(list) => list.iter().for_each(|one| each_text(one, look)),
        serde_json::Value::Object(map) => map.values().for_each(|one| each_text(one, look)),
        _ => {}
    }
}
