//! What readers of three languages see of one partner's facts.

use std::collections::BTreeMap;

use super::*;
use crate::calendar::Weekday;
use crate::model::facet::Part;
use crate::model::facts::*;
use crate::model::{Config, Spanned, Text};

/// A partner with an office in Taipei and one in Berlin.
struct Portal {
    facts: Facts,
    strings: Strings,
    config: Config,
    channels: Vec<Owned<Channel>>,
    plans: Vec<Owned<Plan>>,
    guides: Vec<Entry>,
    front: FrontMatter,
}

impl Portal {
    fn in_language<T>(&self, locale: &str, look: impl FnOnce(&Scene<'_>) -> T) -> T {
        let titles = ["Hotline", "Emergency phone", "Mail", "Business"];
        let entry = |page: usize| Entry {
            page,
            title: titles[page].to_owned(),
            ..Entry::default()
        };
        let page_by_key = |key: &str| {
            key.ends_with(".md").then(|| Entry {
                page: 9,
                title: format!("Page {key}"),
                ..Entry::default()
            })
        };
        look(&Scene {
            facts: &self.facts,
            strings: &self.strings,
            config: &self.config,
            channels: &self.channels,
            plans: &self.plans,
            guides: &self.guides,
            locale: &Locale::new(locale).unwrap(),
            today: date("2026-06-01"),
            entry: &entry,
            front: &|_| &self.front,
            page_by_key: &page_by_key,
            known: &std::sync::OnceLock::new(),
        })
    }

    fn reference(&self, locale: &str, name: &str) -> Result<Words, Unknown> {
        self.in_language(locale, |scene| reference(scene, name))
    }

    fn words(&self, locale: &str, name: &str) -> String {
        let words = self.reference(locale, name).unwrap();
        words.text.replace('\u{a0}', " ")
    }

    fn hours(&self, locale: &str, id: &str) -> crate::model::facet::Hours {
        self.in_language(locale, |scene| hours(scene, scene.calendar_of(id).unwrap()))
    }
}

fn strings() -> Strings {
    // What keeps a range in one line is no part of what is said.
    let read = |yaml: &str| -> BTreeMap<String, String> {
        serde_saphyr::from_str(&yaml.replace("\\u2060", "")).unwrap()
    };
    let by_locale = [
        (
            "en",
            read(include_str!(
                "../../../themes/default/strings/facts.en.yaml"
            )),
        ),
        (
            "de",
            read(include_str!(
                "../../../themes/default/strings/facts.de.yaml"
            )),
        ),
        (
            "zh-TW",
            read(include_str!(
                "../../../themes/default/strings/facts.zh-TW.yaml"
            )),
        ),
    ];
    Strings {
        by_locale: by_locale
            .into_iter()
            .map(|(tag, texts)| (Locale::new(tag).unwrap(), std::sync::Arc::new(texts.into())))
            .collect(),
        english: BTreeMap::new(),
        language_names: read(include_str!(
            "../../../themes/default/strings/languages.yaml"
        )),
    }
}

fn s(value: &str) -> Spanned<String> {
    of(value.to_owned())
}

fn of<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Default::default())
}

fn text(by_locale: &[(&str, &str)]) -> Text {
    Text {
        by_locale: by_locale
            .iter()
            .map(|(tag, text)| (Locale::new(tag).unwrap(), s(text)))
            .collect(),
        span: Default::default(),
    }
}

fn en(english: &str) -> Text {
    text(&[("en", english)])
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn open(intervals: &[&str]) -> Vec<Spanned<Interval>> {
    let minutes = |text: &str| {
        let (hours, minutes) = text.split_once(':').unwrap();
        hours.parse::<u16>().unwrap() * 60 + minutes.parse::<u16>().unwrap()
    };
    let interval = |text: &&str| {
        let (start, end) = text.split_once('-').unwrap();
        of(Interval {
            start: minutes(start),
            end: minutes(end),
        })
    };
    intervals.iter().map(interval).collect()
}

fn calendar(id: &str, zone: &str) -> Calendar {
    Calendar {
        id: s(id),
        name: None,
        time_zone: s(zone),
        always: false,
        weekly: Vec::new(),
        holidays: None,
        seasons: Vec::new(),
        exceptions: Vec::new(),
    }
}

const WORKDAYS: [Weekday; 5] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];

fn weekly(days: &[Weekday], intervals: &[&str]) -> Vec<(Weekday, Vec<Spanned<Interval>>)> {
    days.iter().map(|day| (*day, open(intervals))).collect()
}

fn holiday(day: &str, name: Text, hours: &[&str]) -> Holiday {
    Holiday {
        date: of(date(day)),
        name,
        hours: open(hours),
    }
}

fn target(length: Duration, count: Count) -> Option<Target> {
    Some(Target {
        length: of(length),
        count: Some(of(count)),
        share: None,
    })
}

const HOUR: u64 = 3600;

fn calendars() -> Vec<Calendar> {
    let office = Calendar {
        name: Some(text(&[
            ("en", "Office hours"),
            ("de", "Bürozeiten"),
            ("zh-TW", "上班時間"),
        ])),
        weekly: weekly(&WORKDAYS, &["09:00-12:00", "13:00-18:00"]),
        holidays: Some(vec![
            HolidayRef::Set(s("tw")),
            HolidayRef::Day(holiday("2026-06-06", en("A Saturday"), &[])),
        ]),
        seasons: vec![Season {
            from: of(date("2026-12-28")),
            to: of(date("2027-01-03")),
            closed: true,
            weekly: Vec::new(),
            note: Some(en("Stocktaking")),
        }],
        exceptions: vec![
            Exception {
                date: of(date("2026-12-24")),
                hours: open(&["09:00-12:00"]),
                note: None,
            },
            Exception {
                date: of(date("2026-09-25")),
                hours: open(&["09:00-12:00", "13:00-18:00"]),
                note: Some(en("Open as usual")),
            },
        ],
        ..calendar("office", "Asia/Taipei")
    };
    let berlin = Calendar {
        weekly: [
            weekly(&WORKDAYS[..4], &["08:00-18:00"]),
            weekly(&WORKDAYS[4..], &["08:00-15:00"]),
        ]
        .concat(),
        ..calendar("berlin", "Europe/Berlin")
    };
    let night = Calendar {
        weekly: weekly(&[Weekday::Monday, Weekday::Wednesday], &["18:00-08:00"]),
        ..calendar("night", "Etc/UTC")
    };
    let always = Calendar {
        always: true,
        ..calendar("always", "Etc/UTC")
    };
    vec![office, berlin, night, always]
}

fn channels() -> Vec<Owned<Channel>> {
    let empty = Channel {
        channel: None,
        address: None,
        extension: None,
        calendar: None,
        outside_hours: None,
        answered: None,
        languages: Vec::new(),
        human: None,
        cost: None,
        severities: Vec::new(),
        accessible: Vec::new(),
        verify: Vec::new(),
    };
    let owned = |id: &str, page, value| Owned {
        id: id.to_owned(),
        page,
        value,
    };
    let phone = Channel {
        channel: Some(s("phone")),
        address: Some(s("+886255501234")),
        calendar: Some(s("office")),
        outside_hours: Some(of(OutsideHours::Channel(s("duty")))),
        languages: vec![s("zh-TW"), s("en"), s("tlh")],
        human: Some(of(true)),
        cost: Some(of(Price::BasicRate)),
        accessible: vec![s("relay-service")],
        verify: vec![s("customer-number"), s("a <b> number")],
        ..empty.clone()
    };
    let duty = Channel {
        channel: Some(s("phone")),
        address: Some(s("+49301234567")),
        extension: Some(s("12")),
        calendar: Some(s("always")),
        severities: vec![s("s1")],
        ..empty.clone()
    };
    let mail = Channel {
        channel: Some(s("email")),
        address: Some(s("help@example.com")),
        calendar: Some(s("always")),
        answered: Some(s("berlin")),
        cost: Some(of(Price::Free)),
        ..empty
    };
    vec![
        owned("phone", 0, phone),
        owned("duty", 1, duty),
        owned("mail", 2, mail),
    ]
}

fn business() -> Plan {
    let row = |severity: &str, channels: &[&str], respond, restore| PlanTarget {
        span: Default::default(),
        severity: s(severity),
        channels: channels.iter().map(|id| s(id)).collect(),
        calendar: None,
        respond,
        update: None,
        restore,
    };
    let s1 = PlanTarget {
        update: target(Duration::Seconds(HOUR), Count::Clock),
        ..row(
            "s1",
            &["duty"],
            target(Duration::Seconds(HOUR / 2), Count::Clock),
            target(Duration::Seconds(8 * HOUR), Count::Clock),
        )
    };
    let mut s2 = row(
        "s2",
        &[],
        target(Duration::Seconds(4 * HOUR), Count::OpenHours),
        target(Duration::Days(2), Count::OpenDays),
    );
    if let Some(respond) = &mut s2.respond {
        respond.share = Some(s("95"));
    }
    let berlin = PlanTarget {
        calendar: Some(s("berlin")),
        ..row(
            "s2",
            &["mail"],
            target(Duration::Seconds(HOUR * 3 / 2), Count::OpenHours),
            None,
        )
    };
    let any = || {
        row(
            "s1",
            &[],
            target(Duration::Seconds(HOUR), Count::OpenHours),
            None,
        )
    };
    Plan {
        version: Some(s("3.1")),
        changes: Vec::new(),
        binding: Some(s("target")),
        clock: Some(Clock {
            starts: Some(s("received")),
            response: Some(s("human")),
            pauses: Some(vec![s("waiting-for-customer")]),
            severity_change: None,
        }),
        calendar: Some(s("office")),
        price: Some(of(Price::Amount(Money {
            amount: s("95.00"),
            currency: s("EUR"),
            per: Some(s("hour")),
            tax: Some(s("excluded")),
            from: Some(of(date("2026-04-01"))),
        }))),
        services: vec![s("billing")],
        languages: vec![s("de")],
        targets: vec![any(), s1, s2, berlin],
        remedy: Some(Remedy {
            kind: Some(s("credit")),
            per_cent: Some(s("2.5")),
            of: Some(s("monthly-fee")),
            claim_within: Some(of(Duration::Days(30))),
            how: Some(s("billing/credits.md")),
        }),
        exclusions: Vec::new(),
    }
}

fn facts() -> Facts {
    let service = |id: &str| Service {
        id: s(id),
        area: Some(s(id)),
        name: None,
        description: None,
        covers: Vec::new(),
        channels: vec![s("phone"), s("mail")],
        self_help: vec![s("billing/help.md"), s("nowhere")],
        price: Some(of(Price::Included)),
        not_offered: None,
    };
    let severity = |id: &str, rank, name: Text| SeverityLevel {
        id: s(id),
        rank: Some(of(rank)),
        name: Some(name),
        when: Some(en("Work stands still")),
        examples: Vec::new(),
        set_by: Some(s("customer")),
        confirmed_by: Some(s("partner")),
        customer_must: None,
    };
    let level = |level, vendor: Option<&str>, on: &[&str]| EscalationLevel {
        level: of(level),
        name: None,
        channels: Vec::new(),
        after: None,
        on: on.iter().map(|reason| s(reason)).collect(),
        vendor: vendor.map(s),
        filed_by: vendor.map(|_| s("partner")),
    };
    let mut second = level(2, None, &["no-progress", "customer-asks"]);
    second.name = Some(en("Engineers"));
    second.after = target(Duration::Seconds(4 * HOUR), Count::OpenHours);
    Facts {
        organization: Some(Organization {
            name: Some(text(&[("en", "Example & Co"), ("zh-TW", "範例雲端")])),
            ..Organization::default()
        }),
        first_contact: Some(s("phone")),
        delivered_by: Some(of(Delivery::OutsourcedTo(en("Acme")))),
        calendars: calendars(),
        holiday_sets: vec![HolidaySet {
            id: s("tw"),
            region: None,
            valid: None,
            source: None,
            checked: None,
            days: vec![
                holiday("2026-09-25", en("Mid-Autumn"), &[]),
                holiday(
                    "2026-06-19",
                    text(&[("en", "Dragon Boat"), ("zh-TW", "端午節")]),
                    &[],
                ),
                holiday("2026-01-01", en("New Year"), &[]),
                holiday("2027-01-01", en("New Year"), &[]),
            ],
        }],
        services: vec![
            service("billing"),
            Service {
                covers: vec![s("performance"), s("desktop")],
                price: Some(of(Price::Free)),
                ..service("troubleshooting")
            },
            Service {
                not_offered: Some(en("We do not visit sites.")),
                ..service("other")
            },
        ],
        products: vec![Product {
            id: s("m365"),
            vendor: Some(s("microsoft")),
            name: Some(en("Microsoft 365")),
            vendor_takes_customers: Some(of(false)),
            health: Some(s("https://status.cloud.microsoft/")),
            third_party: false,
            technical: None,
            billing: None,
        }],
        // Ranked the other way round than written.
        severities: vec![
            severity("s2", 2, text(&[("en", "High"), ("zh-TW", "高")])),
            severity("s1", 1, text(&[("en", "Critical"), ("zh-TW", "嚴重")])),
            severity("s3", 3, en("Low")),
        ],
        escalation: vec![
            level(3, Some("microsoft"), &["bug"]),
            second,
            level(1, None, &[]),
        ],
        ..Facts::default()
    }
}

fn portal() -> Portal {
    Portal {
        facts: facts(),
        strings: strings(),
        config: Config {
            title: en("Help"),
            languages: ["en", "de", "zh-TW"]
                .map(|tag| Locale::new(tag).unwrap())
                .to_vec(),
            ..Config::default()
        },
        channels: channels(),
        plans: vec![Owned {
            id: "business".to_owned(),
            page: 3,
            value: business(),
        }],
        guides: Vec::new(),
        front: FrontMatter::default(),
    }
}

#[test]
fn hours_are_told_in_one_line() {
    let portal = portal();
    let check = |locale: &str, id: &str, line: &str| {
        assert_eq!(portal.words(locale, &format!("calendar.{id}")), line);
    };
    check(
        "en",
        "office",
        "Mon–Fri 09:00–12:00, 13:00–18:00, Taipei time",
    );
    check(
        "de",
        "office",
        "Mo–Fr 09:00–12:00, 13:00–18:00, Ortszeit Taipeh",
    );
    check(
        "zh-TW",
        "office",
        "週一至週五 09:00–12:00、13:00–18:00（台北時間）",
    );
    check(
        "en",
        "berlin",
        "Mon–Thu 08:00–18:00; Fri 08:00–15:00, Berlin time",
    );
    check("en", "night", "Mon, Wed 18:00–08:00 the next day, UTC");
    check("en", "always", "around the clock, every day of the year");
}

#[test]
fn a_week_that_begins_at_the_weekend_is_one_run() {
    use Weekday::*;
    let check = |days: &[Weekday], line: &str| {
        let mut portal = portal();
        portal.facts.calendars[2].weekly = weekly(days, &["08:00-16:00"]);
        let said = portal.words("en", "calendar.night");
        assert_eq!(said, format!("{line} 08:00–16:00, UTC"));
    };
    check(&[Monday, Tuesday, Wednesday, Thursday, Sunday], "Sun–Thu");
    check(&[Monday, Tuesday, Wednesday, Saturday, Sunday], "Sat–Wed");
    check(&[Monday, Wednesday, Sunday], "Sun–Mon, Wed");
    check(&[Saturday, Sunday], "Sat–Sun");
    // The weekend follows the week here, and does not begin it.
    check(&[Monday, Friday, Saturday, Sunday], "Mon, Fri–Sun");
}

#[test]
fn a_promise_of_others_is_counted_by_their_hours() {
    let mut portal = portal();
    portal.facts.backed_by = vec![Backing {
        vendor: Some(s("contoso")),
        severity: Some(s("s2")),
        respond: target(Duration::Seconds(4 * HOUR), Count::OpenHours),
        languages: Vec::new(),
    }];
    let check = |locale: &str, expected: &str| {
        let said = portal.in_language(locale, support);
        let said = &part(&said.parts, "vendor").sentences;
        assert!(said.iter().any(|one| one.contains(expected)), "{said:?}");
    };
    check("en", "within 4 hours while it is open");
    check(
        "de",
        "innerhalb von 4 Stunden während der dortigen Servicezeiten",
    );
}

#[test]
fn examples_are_asked_by_hours_that_close() {
    let mut portal = portal();
    let plan = &mut portal.plans[0].value;
    plan.calendar = Some(s("always"));
    plan.targets[0].calendar = Some(s("berlin"));
    let card = portal.in_language("en", |scene| super::plan(scene, &scene.plans[0]));
    assert_eq!(
        card.example_note,
        "A request of severity “Critical”. All times are Berlin time."
    );
    assert_eq!(card.examples[0].asked, "Monday, 1 June 2026, 09:00");
}

#[test]
fn a_row_that_promises_no_response_is_not_passed_over() {
    let mut portal = portal();
    portal.plans[0].value.targets[1].respond = None;
    let promises = portal.in_language("en", |scene| intake(scene).promises);
    let of_duty = promises.iter().find(|one| one.channels == ["duty"]);
    assert_eq!(of_duty.map(|one| one.respond.as_str()), Some(""));
}

#[test]
fn a_week_has_seven_days_and_its_zone() {
    let portal = portal();
    let hours = portal.hours("de", "office");
    assert_eq!(hours.name, "Bürozeiten");
    assert_eq!(hours.zone, "Ortszeit Taipeh (Asia/Taipei)");
    let days: Vec<_> = hours
        .days
        .iter()
        .map(|day| format!("{} {}", day.label, day.text))
        .collect();
    assert_eq!(days[0], "Montag 09:00–12:00, 13:00–18:00");
    assert_eq!(days[5..], ["Samstag geschlossen", "Sonntag geschlossen"]);
    assert_eq!(portal.hours("en", "always").days[6].text, "all day");
}

#[test]
fn coming_dates_are_those_that_differ() {
    let portal = portal();
    let coming = |locale: &str| -> Vec<String> {
        let days = portal.hours(locale, "office").closed_days;
        days.iter()
            .map(|day| format!("{} | {}", day.label, day.text))
            .collect()
    };
    // Past holidays, a holiday on a Saturday and one inside the closed season change nothing.
    assert_eq!(
        coming("en"),
        [
            "Friday, 19 June 2026 | Dragon Boat: closed",
            "Friday, 25 September 2026 | Open as usual: open 09:00–12:00, 13:00–18:00",
            "Thursday, 24 December 2026 | open 09:00–12:00",
            "28 December 2026 to 3 January 2027 | Stocktaking: closed",
        ]
    );
    assert_eq!(coming("zh-TW")[0], "2026年6月19日星期五 | 端午節：休息");
    assert_eq!(
        coming("de")[3],
        "28. Dezember 2026 bis 3. Januar 2027 | Stocktaking: geschlossen"
    );
}

#[test]
fn at_most_ten_dates_are_told() {
    let mut portal = portal();
    let days = (1..=14).map(|day| holiday(&format!("2026-07-{day:02}"), en("Fair"), &[]));
    portal.facts.holiday_sets[0].days = days.collect();
    assert_eq!(portal.hours("en", "office").closed_days.len(), 10);
}

#[test]
fn promises_say_how_time_is_counted() {
    let portal = portal();
    let check = |locale: &str, name: &str, words: &str| {
        assert_eq!(portal.words(locale, &format!("sla.business.{name}")), words);
    };
    check(
        "en",
        "s1.duty.respond",
        "within 30 minutes, around the clock",
    );
    check("en", "s1.duty.update", "every hour, around the clock");
    check(
        "en",
        "s2.respond",
        "within 4 hours while we are open, in 95% of cases",
    );
    check("en", "s2.restore", "within 2 working days");
    check(
        "en",
        "s2.mail.respond",
        "within 90 minutes, counted by “Mon–Thu 08:00–18:00; Fri 08:00–15:00, Berlin time”",
    );
    check(
        "de",
        "s1.duty.restore",
        "innerhalb von 8 Stunden, rund um die Uhr",
    );
    check("de", "s2.restore", "innerhalb von 2 Arbeitstagen");
    check(
        "de",
        "s2.respond",
        "innerhalb von 4 Stunden während unserer Servicezeiten, in 95 % der Fälle",
    );
    check("zh-TW", "s1.duty.respond", "30 分鐘內（24 小時全天候）");
    check("zh-TW", "s2.restore", "2 個工作天內");
    check(
        "zh-TW",
        "s2.respond",
        "4 小時內（僅計服務時間），適用於 95% 的案件",
    );
}

#[test]
fn lengths_are_exact() {
    let portal = portal();
    portal.in_language("en", |scene| {
        let check = |seconds: u64, words: &str| {
            assert_eq!(length(scene, Duration::Seconds(seconds)), words);
        };
        check(HOUR, "1 hour");
        check(90 * 60, "90 minutes");
        check(5 * HOUR + 60, "5 hours and 1 minute");
        check(72 * HOUR, "72 hours");
        check(90, "1 minute and 30 seconds");
        assert_eq!(length(scene, Duration::Days(1)), "1 day");
    });
}

#[test]
fn examples_are_told_to_the_second() {
    let mut portal = portal();
    let row = &mut portal.plans[0].value.targets[1];
    row.respond = target(Duration::Seconds(90), Count::Clock);
    let check = |locale: &str, due: &str| {
        let examples = portal.in_language(locale, |scene| plan(scene, &scene.plans[0]).examples);
        assert_eq!(examples[0].respond, due);
    };
    check("en", "Monday, 1 June 2026, 10:01:30");
    check("de", "Montag, 1. Juni 2026, 10:01:30 Uhr");
    check("zh-TW", "2026年6月1日星期一 10:01:30");
}

#[test]
fn open_hours_of_a_calendar_that_never_closes_are_told_as_the_clock() {
    let mut portal = portal();
    portal.plans[0].value.targets[0].calendar = Some(s("always"));
    let words = portal.words("en", "sla.business.s1.respond");
    assert_eq!(words, "within 1 hour, around the clock");
}

#[test]
fn a_plan_tells_what_it_does_not_promise() {
    let portal = portal();
    let rows: Vec<String> = portal.in_language("en", |scene| {
        let card = plan(scene, &scene.plans[0]);
        let row = |row: &crate::model::facet::TargetRow| {
            format!(
                "{} | {} | {} | {}",
                row.name, row.channels, row.respond, row.update
            )
        };
        card.targets.iter().map(row).collect()
    });
    assert_eq!(
        rows[..2],
        [
            "Critical | Emergency phone | within 30 minutes, around the clock | every hour, around the clock",
            "Critical | any other channel | within 1 hour while we are open | no promised time",
        ]
    );
    assert_eq!(
        rows.last().unwrap(),
        "Low | Hotline or Mail | no promised time | no promised time"
    );
}

#[test]
fn a_promise_is_told_for_the_channels_that_take_the_severity() {
    let mut portal = portal();
    let channels = |portal: &Portal, severity: &str| -> Vec<String> {
        portal.in_language("en", |scene| {
            let rows = plan(scene, &scene.plans[0]).targets.into_iter();
            let rows = rows.filter(|row| row.severity == severity);
            rows.map(|row| row.channels).collect()
        })
    };
    // The emergency phone takes critical problems alone, and mail has a row of its own.
    assert_eq!(channels(&portal, "s2"), ["Mail", "Hotline"]);
    assert_eq!(channels(&portal, "s3"), ["Hotline or Mail"]);
    assert_eq!(
        channels(&portal, "s1"),
        ["Emergency phone", "any other channel"]
    );
    // Nobody can ask in another way than the row says: there is nothing else to promise.
    portal.channels[2].value.severities = vec![s("s2")];
    portal.channels[0].value.severities = vec![s("s2")];
    portal.plans[0]
        .value
        .targets
        .retain(|row| row.severity.value == "s2" || !row.channels.is_empty());
    assert_eq!(channels(&portal, "s1"), ["Emergency phone"]);
    // Where each channel takes all, none need be named.
    for channel in &mut portal.channels {
        channel.value.severities.clear();
    }
    assert_eq!(channels(&portal, "s3"), ["any channel"]);
    assert_eq!(channels(&portal, "s2"), ["Mail", "any other channel"]);
}

#[test]
fn who_answers_when_is_told_for_severities_and_channels_together() {
    let mut portal = portal();
    let rows = |portal: &Portal| -> Vec<String> {
        portal.in_language("en", |scene| {
            let rows = answers::answers(scene).into_iter();
            rows.map(|row| {
                let channels: Vec<_> = row.channels.into_iter().map(|one| one.title).collect();
                [
                    row.severities.join("+"),
                    channels.join("+"),
                    row.answered,
                    row.languages,
                ]
                .join(" | ")
                .replace('\u{a0}', " ")
            })
            .collect()
        })
    };
    let office = "Mon–Fri 09:00–12:00, 13:00–18:00, Taipei time | 繁體中文, English, tlh";
    let berlin = "Mon–Thu 08:00–18:00; Fri 08:00–15:00, Berlin time | ";
    assert_eq!(
        rows(&portal),
        [
            &format!("Critical | Hotline | {office}"),
            "Critical | Emergency phone | around the clock, every day of the year | ",
            &format!("Critical | Mail | {berlin}"),
            &format!("High+Low | Hotline | {office}"),
            &format!("High+Low | Mail | {berlin}"),
        ]
    );
    // Mail with the hotline's hours and languages shares its row.
    portal.channels[2].value.answered = Some(s("office"));
    portal.channels[2].value.languages = portal.channels[0].value.languages.clone();
    portal.channels[1].value.severities.clear();
    assert_eq!(
        rows(&portal),
        [
            &format!("Critical+High+Low | Hotline+Mail | {office}"),
            "Critical+High+Low | Emergency phone | around the clock, every day of the year | ",
        ]
    );
    portal.facts.severities.clear();
    assert_eq!(rows(&portal), [""; 0]);
}

#[test]
fn a_plan_explains_only_the_ways_of_counting_that_it_uses() {
    let mut portal = portal();
    let counting = |portal: &Portal| {
        portal.in_language("en", |scene| {
            plan(scene, &scene.plans[0]).counting.join(" ")
        })
    };
    assert!(counting(&portal).contains("we are waiting for you"));
    assert!(counting(&portal).contains("A working day is"));
    portal.plans[0]
        .value
        .targets
        .retain(|row| row.severity.value == "s1");
    assert!(!counting(&portal).contains("A working day is"));
    assert!(counting(&portal).contains("While we are open"));
    // A row that is counted by other hours says so itself.
    let own = "“While we are open” counts only these hours: Office hours. Outside";
    let mut other = portal.plans[0].value.targets[0].clone();
    other.calendar = Some(s("berlin"));
    portal.plans[0].value.targets.push(other.clone());
    assert!(counting(&portal).contains(own), "{}", counting(&portal));
    portal.plans[0].value.targets = vec![other];
    assert!(!counting(&portal).contains("While we are open"));
}

#[test]
fn prices_stand_in_the_writing_of_the_language() {
    let mut portal = portal();
    assert_eq!(
        portal.words("en", "plan.business.price"),
        "95.00 EUR per hour, tax excluded"
    );
    assert_eq!(
        portal.words("de", "plan.business.price"),
        "95,00 EUR pro Stunde, zuzüglich Steuer"
    );
    assert_eq!(
        portal.words("zh-TW", "plan.business.price"),
        "每小時 95.00 EUR，未稅"
    );
    if let Some(price) = &mut portal.plans[0].value.price
        && let Price::Amount(money) = &mut price.value
    {
        money.from = Some(of(date("2026-07-01")));
        money.per = Some(s("fathom"));
        money.amount = s("1234567.50");
    }
    assert_eq!(
        portal.words("en", "plan.business.price"),
        "1,234,567.50 EUR per fathom, tax excluded (from 1 July 2026)"
    );
    assert_eq!(portal.words("de", "channel.mail.cost"), "kostenlos");
}

#[test]
fn a_missed_promise_has_its_remedy() {
    let remedy = |locale| {
        portal().in_language(locale, |scene| {
            plan(scene, &scene.plans[0]).remedy.replace('\u{a0}', " ")
        })
    };
    assert_eq!(
        remedy("en"),
        "If we miss a promise, you get a credit of 2.5% of the monthly fee. \
         Please claim it within 30 days. How to claim it: Page billing/credits.md."
    );
    assert!(
        remedy("de")
            .contains("2,5 % der Monatsgebühr. Bitte fordern Sie sie innerhalb von 30 Tagen an.")
    );
}

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
        "requests are taken at all hours and answered \
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
        "訂閱透過範例雲端購買。 取消訂閱由您自行辦理。 取消須提前 30 天通知。"
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

#[test]
fn a_notice_of_one_day_tells_the_day_once() {
    let portal = portal();
    let check = |locale: &str, starts: &str, ends: &str, expected: &str| {
        let at = |text: &str| Some(of(Instant(text.parse().unwrap())));
        let front = FrontMatter {
            starts: at(starts),
            ends: at(ends),
            ..FrontMatter::default()
        };
        let entry = Entry::default();
        let card = portal.in_language(locale, |scene| notice(scene, &entry, &front));
        assert_eq!(format!("{} – {}", card.starts, card.ends), expected);
    };
    let (from, until) = (
        "2026-07-03T20:00:00+02:00[Europe/Berlin]",
        "2026-07-03T23:00:00+02:00[Europe/Berlin]",
    );
    let english = "Friday, 3 July 2026, 20:00 (Berlin time) – 23:00";
    check("en", from, until, english);
    let german = "Freitag, 3. Juli 2026, 20:00 Uhr (Ortszeit Berlin) – 23:00 Uhr";
    check("de", from, until, german);
    check(
        "zh-TW",
        from,
        until,
        "2026年7月3日星期五 20:00（柏林時間） – 23:00",
    );
    // Another day, another zone, and the night in which the clock is turned back.
    let next = "2026-07-04T01:00:00+02:00[Europe/Berlin]";
    let both =
        "Friday, 3 July 2026, 20:00 (Berlin time) – Saturday, 4 July 2026, 01:00 (Berlin time)";
    check("en", from, next, both);
    let away = "2026-07-03T23:00:00Z[UTC]";
    let zones = "Friday, 3 July 2026, 20:00 (Berlin time) – Friday, 3 July 2026, 23:00 (UTC)";
    check("en", from, away, zones);
    let (summer, winter) = (
        "2026-10-25T02:30:00+02:00[Europe/Berlin]",
        "2026-10-25T02:45:00+01:00[Europe/Berlin]",
    );
    let night = "Sunday, 25 October 2026, 02:30 (Berlin time) – Sunday, 25 October 2026, 02:45 (Berlin time)";
    check("en", summer, winter, night);
}

#[test]
fn a_notice_tells_its_times_in_the_zone_they_were_written_in() {
    let portal = portal();
    let front = FrontMatter {
        starts: Some(of(Instant(
            "2026-07-03T22:00:00+02:00[Europe/Berlin]".parse().unwrap(),
        ))),
        affects: vec![s("m365")],
        ..FrontMatter::default()
    };
    let check = |locale: &str, starts: &str| {
        let entry = Entry::default();
        let card = portal.in_language(locale, |scene| notice(scene, &entry, &front));
        assert_eq!(card.starts, starts);
        assert_eq!(card.starts_utc, "2026-07-03T20:00:00Z");
        assert_eq!(card.starts_offset, 120);
        assert_eq!((card.ends.as_str(), card.ends_utc.as_str()), ("", ""));
        assert_eq!(card.affects, ["Microsoft 365"]);
    };
    check("en", "Friday, 3 July 2026, 22:00 (Berlin time)");
    check("de", "Freitag, 3. Juli 2026, 22:00 Uhr (Ortszeit Berlin)");
    check("zh-TW", "2026年7月3日星期五 22:00（柏林時間）");
}
