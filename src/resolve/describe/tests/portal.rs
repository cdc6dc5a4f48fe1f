//! The partner that the tests are about: an office in Taipei and one in Berlin.

use super::*;

/// A partner with an office in Taipei and one in Berlin.
pub(super) struct Portal {
    pub(super) facts: Facts,
    pub(super) strings: Strings,
    pub(super) config: Config,
    pub(super) channels: Vec<Owned<Channel>>,
    pub(super) plans: Vec<Owned<Plan>>,
    pub(super) guides: Vec<Entry>,
    pub(super) front: FrontMatter,
}

impl Portal {
    pub(super) fn in_language<T>(&self, locale: &str, look: impl FnOnce(&Scene<'_>) -> T) -> T {
        let titles = ["Hotline", "Emergency phone", "Mail", "Business"];
        let entry = |page: usize| Entry {
            page,
            title: titles[page].to_owned(),
            locale: Locale::new(locale).unwrap(),
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
            own: None,
            guides: &self.guides,
            locale: &Locale::new(locale).unwrap(),
            today: date("2026-06-01"),
            entry: &entry,
            front: &|_| &self.front,
            page_by_key: &page_by_key,
            known: &std::sync::OnceLock::new(),
        })
    }

    pub(super) fn reference(&self, locale: &str, name: &str) -> Result<Words, Unknown> {
        self.in_language(locale, |scene| reference(scene, name))
    }

    pub(super) fn words(&self, locale: &str, name: &str) -> String {
        let words = self.reference(locale, name).unwrap();
        words.text.replace('\u{a0}', " ")
    }

    pub(super) fn hours(&self, locale: &str, id: &str) -> crate::model::facet::Hours {
        self.in_language(locale, |scene| hours(scene, scene.calendar_of(id).unwrap()))
    }
}

pub(super) fn strings() -> Strings {
    // What keeps a range in one line is no part of what is said.
    let read = |yaml: &str| -> BTreeMap<String, String> {
        serde_saphyr::from_str(&yaml.replace("\\u2060", "")).unwrap()
    };
    let by_locale = [
        (
            "en",
            read(include_str!(
                "../../../../themes/default/strings/facts.en.yaml"
            )),
        ),
        (
            "de",
            read(include_str!(
                "../../../../themes/default/strings/facts.de.yaml"
            )),
        ),
        (
            "zh-TW",
            read(include_str!(
                "../../../../themes/default/strings/facts.zh-TW.yaml"
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
            "../../../../themes/default/strings/languages.yaml"
        )),
    }
}

pub(super) fn s(value: &str) -> Spanned<String> {
    of(value.to_owned())
}

pub(super) fn of<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Default::default())
}

pub(super) fn text(by_locale: &[(&str, &str)]) -> Text {
    Text {
        by_locale: by_locale
            .iter()
            .map(|(tag, text)| (Locale::new(tag).unwrap(), s(text)))
            .collect(),
        span: Default::default(),
    }
}

pub(super) fn en(english: &str) -> Text {
    text(&[("en", english)])
}

pub(super) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn open(intervals: &[&str]) -> Vec<Spanned<Interval>> {
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

pub(super) fn calendar(id: &str, zone: &str) -> Calendar {
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

pub(super) const WORKDAYS: [Weekday; 5] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];

pub(super) fn weekly(
    days: &[Weekday],
    intervals: &[&str],
) -> Vec<(Weekday, Vec<Spanned<Interval>>)> {
    days.iter().map(|day| (*day, open(intervals))).collect()
}

pub(super) fn holiday(day: &str, name: Text, hours: &[&str]) -> Holiday {
    Holiday {
        date: of(date(day)),
        name,
        hours: open(hours),
    }
}

pub(super) fn target(length: Duration, count: Count) -> Option<Target> {
    Some(Target {
        length: of(length),
        count: Some(of(count)),
        share: None,
    })
}

pub(super) const HOUR: u64 = 3600;

pub(super) fn calendars() -> Vec<Calendar> {
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

pub(super) fn channels() -> Vec<Owned<Channel>> {
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

pub(super) fn business() -> Plan {
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

pub(super) fn facts() -> Facts {
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

pub(super) fn portal() -> Portal {
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
