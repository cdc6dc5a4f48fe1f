//! Views of a small portal, one for each template: what the tests draw and people look at.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::menu;
use super::theme::{Theme, default_file};
use super::view::*;
use crate::cldr;
use crate::model::document::ORIGINAL;
use crate::model::{Finished, Kind, Locale, RelPath, Texts, Url};

/// A text with everything that the Markdown parser writes.
pub const PROSE: &str = include_str!("samples/prose.html");
const FAQ: &str = include_str!("samples/faq.html");
const BILINGUAL: &str = include_str!("samples/bilingual.html");

/// The words of the interface in `tag`.
pub fn words(tag: &str) -> Arc<Texts> {
    Arc::new(file(&format!("strings/{tag}.yaml")).into())
}

/// All words that templates have in `tag`: also those of facts.
pub fn all_words(tag: &str) -> Arc<Texts> {
    let mut words = file(&format!("strings/{tag}.yaml"));
    words.extend(file(&format!("strings/facts.{tag}.yaml")));
    Arc::new(words.into())
}

fn file(name: &str) -> BTreeMap<String, String> {
    let bytes = default_file(name).unwrap();
    serde_saphyr::from_str(std::str::from_utf8(bytes).unwrap()).unwrap()
}

/// One view for each template, in the language `tag`.
pub fn all(theme: &Theme, tag: &str) -> Vec<View> {
    let words = all_words(tag);
    let make = |template, kind, path, title, description, html, facet| {
        view(
            theme,
            &words,
            tag,
            template,
            kind,
            path,
            title,
            description,
            html,
            facet,
        )
    };
    let mut views = vec![
        make(
            "home.html",
            Kind::Home,
            "index.html",
            "How can we help?",
            "Answers, contacts and service levels for customers of Contoso Cloud.",
            "",
            home(),
        ),
        make(
            "page.html",
            Kind::Page,
            "about.html",
            "About this portal",
            "",
            "<p>Plain.</p>",
            json!({"is": "none"}),
        ),
        make(
            "article.html",
            Kind::Article,
            "articles/billing/refunds.html",
            "Ask for a refund of a subscription",
            "When a subscription can be refunded, what you need, and how long it takes until the money is back.",
            PROSE,
            json!({"is": "none"}),
        ),
        make(
            "section.html",
            Kind::Article,
            "articles/billing/index.html",
            "Billing and invoices",
            "Everything about prices, invoices and payment.",
            "",
            section(),
        ),
        make(
            "section.html",
            Kind::Channel,
            "channels/index.html",
            "Contact us",
            "",
            "",
            json!({"is": "section", "entries": [], "channels": [channel("phone"), channel("email")], "intake": intake()}),
        ),
        make(
            "guide.html",
            Kind::Guide,
            "guides/first-week/index.html",
            "Your first week",
            "Five short lessons that take you from the invitation to a working team.",
            "<p>You need an account and about an hour.</p>",
            guide(),
        ),
        make(
            "lesson.html",
            Kind::Guide,
            "guides/first-week/2-sign-in.html",
            "Sign in for the first time",
            "",
            PROSE,
            lesson(),
        ),
        make(
            "channel.html",
            Kind::Channel,
            "channels/phone.html",
            "Phone",
            "Talk to a person.",
            "<h2 id=\"before-you-call\">Before you call</h2><p>Have your customer number ready.</p>",
            channel_page(),
        ),
        make(
            "plan.html",
            Kind::Sla,
            "sla/business.html",
            "Business",
            "Round-the-clock help for what stops your work.",
            "<p>This plan is part of every Business subscription.</p>",
            plan(),
        ),
        make(
            "support.html",
            Kind::Support,
            "support.html",
            "How you get support",
            "What we support, how to reach us, and how long an answer takes.",
            "",
            support(),
        ),
        make(
            "faq.html",
            Kind::Faq,
            "faq/billing.html",
            "Questions on billing",
            "",
            FAQ,
            json!({"is": "none"}),
        ),
        make(
            "notice.html",
            Kind::Notice,
            "notices/2026-07-maintenance.html",
            "Maintenance of the customer portal",
            "",
            "<p>The portal is not available for about two hours.</p>",
            notice(),
        ),
        make(
            "search.html",
            Kind::Page,
            "search.html",
            "Search",
            "",
            "",
            json!({
                "is": "none",
                "channels": [channel("phone"), channel("email")],
                "kinds": ["article", "channel"],
                "products": [{"id": "cloud", "name": "Cloud"}, {"id": "mail", "name": "Mail"}],
                "pages": [{"href": "articles/invoice.html", "title": "Read your invoice", "foreign": ""}],
            }),
        ),
        make(
            "404.html",
            Kind::Page,
            "404.html",
            "Page not found",
            "",
            "",
            json!({"is": "none"}),
        ),
    ];
    let mut bilingual = make(
        "article.html",
        Kind::Article,
        "articles/bilingual.html",
        "變更您的暫時密碼",
        "",
        BILINGUAL,
        json!({"is": "none"}),
    );
    bilingual.page.bilingual = true;
    "Change your temporary password".clone_into(&mut bilingual.page.original_title);
    let mut fallback = make(
        "article.html",
        Kind::Article,
        "articles/fallback.html",
        "Not translated",
        "A page of the source language.",
        "<p>Original.</p>",
        json!({"is": "none"}),
    );
    fallback.page.fallback = true;
    fallback.page.content_lang = Locale::new("en").unwrap();
    views.extend([bilingual, fallback]);
    views
}

#[allow(clippy::too_many_arguments)]
fn view(
    theme: &Theme,
    words: &Arc<Texts>,
    tag: &str,
    template: &'static str,
    kind: Kind,
    path: &str,
    title: &str,
    description: &str,
    html: &str,
    facet: Value,
) -> View {
    let lang = Locale::new(tag).unwrap();
    let url = Url::new(&RelPath::new(path).unwrap());
    let href = |to: &Url| to.href(&url);
    let to = |path: &str| Url::new(&RelPath::new(path).unwrap()).href(&url);
    let link = |path: &str, title: &str, description: &str| LinkView {
        href: to(path),
        title: title.to_owned(),
        description: description.to_owned(),
        foreign: String::new(),
    };
    let line = |path: &str, title: &str, children: Vec<LineView>| LineView {
        href: to(path),
        title: title.to_owned(),
        foreign: String::new(),
        current: menu::mark(0),
        open: !children.is_empty(),
        more: if path.ends_with("payment/index.html") {
            12
        } else {
            0
        },
        children,
    };
    let section = |path: &str, title: &str, current: bool, open: bool| SectionView {
        href: to(path),
        title: title.to_owned(),
        foreign: String::new(),
        current,
        open,
    };
    let deep = matches!(
        template,
        "article.html" | "section.html" | "lesson.html" | "faq.html"
    );
    let own = LineView {
        current: menu::mark(1),
        ..line(
            "articles/billing/refunds.html",
            "Ask for a refund of a subscription",
            vec![],
        )
    };
    let lines = vec![line(
        "articles/billing/index.html",
        "Billing and invoices",
        vec![
            line("articles/billing/invoice.html", "Read your invoice", vec![]),
            own,
            line("articles/payment/index.html", "Payment", vec![]),
        ],
    )];
    let drawn = menu::menu(
        &menu::Menu {
            lines,
            t: words.clone(),
        },
        theme,
    );
    assert_eq!(drawn.diagnostics, []);
    let contents = |id: &str, title: &str, children| Contents {
        id: id.to_owned(),
        title: title.to_owned(),
        children,
    };
    View {
        template,
        url: url.clone(),
        page: PageView {
            title: title.to_owned(),
            original_title: String::new(),
            original_lang: ORIGINAL.0,
            original_dir: ORIGINAL.1,
            description: description.to_owned(),
            kind,
            lang: lang.clone(),
            content_lang: lang.clone(),
            content_dir: "ltr",
            fallback: false,
            bilingual: false,
            original: None,
            html: Arc::new(Finished::from(html.to_owned()).into()),
            contents: if html == PROSE {
                vec![
                    contents(
                        "before-you-start",
                        "Before you start",
                        vec![contents("what-you-need", "What you need", vec![])],
                    ),
                    contents("ask-for-the-refund", "Ask for the refund", vec![]),
                    contents("by-script", "By script", vec![]),
                    contents("how-long-it-takes", "How long it takes", vec![]),
                ]
            } else {
                vec![]
            },
            breadcrumbs: if deep {
                vec![
                    link("articles/index.html", "Articles", ""),
                    link("articles/billing/index.html", "Billing and invoices", ""),
                ]
            } else {
                vec![]
            },
            previous: deep.then(|| link("articles/billing/invoice.html", "Read your invoice", "")),
            next: deep.then(|| {
                link(
                    "articles/billing/tax.html",
                    "Change the tax number on your invoice",
                    "",
                )
            }),
            updated: "2026-06-30".to_owned(),
            reviewed: "2026-07-31".to_owned(),
            version: "0a1b2c3d".to_owned(),
            products: vec!["Microsoft 365".to_owned()],
            related: if template == "article.html" {
                vec![
                    link(
                        "articles/billing/invoice.html",
                        "Read your invoice",
                        "What each line means.",
                    ),
                    link("sla/business.html", "Business", ""),
                ]
            } else {
                vec![]
            },
            canonical: format!("https://help.example.com/{}", url.encoded()),
            noindex: false,
            json_ld: String::new(),
            languages: [
                ("en", "English", "ltr"),
                ("zh-TW", "繁體中文（台灣）", "ltr"),
                ("de", "Deutsch", "ltr"),
                ("ar", "العربية", "rtl"),
            ]
            .into_iter()
            .map(|(other, name, dir)| LanguageView {
                lang: Locale::new(other).unwrap(),
                dir,
                name: name.to_owned(),
                href: url.as_str().to_owned(),
                current: other == tag,
                canonical: format!("https://help.example.com/{}", url.encoded()),
            })
            .collect(),
        },
        site: SiteView {
            title: "Contoso Cloud Help".to_owned(),
            description: "Help for customers of Contoso Cloud.".to_owned(),
            dir: lang.direction(),
            formats: cldr::formats(&lang),
            zone: "Asia/Taipei".to_owned(),
            root: url.to_root(),
            base: url.to_root(),
            home: to("index.html"),
            search: to("search.html"),
            a_to_z: "search.html#_a-to-z".to_owned(),
            search_script: to("search/search.js"),
            search_backend: String::new(),
            search_host: String::new(),
            source: (tag != "en").then(|| LanguageView {
                lang: Locale::new("en").unwrap(),
                dir: "ltr",
                name: "English".to_owned(),
                href: to("search.html"),
                current: false,
                canonical: String::new(),
            }),
            same_addresses: true,
            logo: String::new(),
            icon: href(&theme.icon),
            web_manifest: "site.webmanifest".to_owned(),
            opensearch: "opensearch.xml".to_owned(),
            feed: "atom.xml".to_owned(),
            early_script: href(&theme.early_script),
            incident: crate::model::incident::INCIDENT.to_owned(),
            styles: theme.styles.iter().map(href).collect(),
            scripts: theme.scripts.iter().map(href).collect(),
            more_sections: 2,
            sections: vec![
                section(
                    "support.html",
                    "How you get support",
                    template == "support.html",
                    false,
                ),
                section("articles/index.html", "Articles", false, deep),
                section("guides/index.html", "Guides", false, false),
                section("faq/billing.html", "Questions", false, false),
                section("channels/phone.html", "Contact", false, false),
                section("sla/business.html", "Service levels", false, false),
                section("notices/index.html", "Notices", false, false),
            ],
            menu: match deep {
                true => menu::MenuView {
                    drawn: Arc::new(drawn.value),
                    own: (template == "article.html").then_some(1),
                },
                false => menu::MenuView::default(),
            },
            logo_dark: String::new(),
            header: vec![link("https://status.example/", "Status", "")],
            footer: vec![link("about.html", "About us", "")],
            legal: vec![
                link("about.html", "Imprint", ""),
                link("about.html", "Privacy", ""),
            ],
            notices: vec![NoticeView {
                href: to("notices/2026-07-maintenance.html"),
                title: "Maintenance of the customer portal on 4 July".to_owned(),
                foreign: String::new(),
                starts: "2020-07-04T00:00:00Z".to_owned(),
                ends: "2099-07-04T02:00:00Z".to_owned(),
                from: "4 July 2020, 08:00 (Taipei time)".to_owned(),
                until: "4 July 2099, 10:00 (Taipei time)".to_owned(),
            }],
            organization: "Contoso Cloud Ltd.".to_owned(),
            first_contact: Some(link(
                "channels/phone.html",
                "Call +886 2 5550 1234",
                "Mon–Fri 09:00–18:00, Taipei time",
            )),
            support: Some(link("support.html", "How you get support", "")),
            contact_card: "contact.vcf".to_owned(),
            hours_calendar: "hours.ics".to_owned(),
            closed_calendar: "holidays.ics".to_owned(),
            maintenance_calendar: "maintenance.ics".to_owned(),
            feedback: "help@example.com".to_owned(),
            hours: "{\"calendars\":{},\"promises\":[]}".to_owned(),
            csp: super::csp::meta_without_others().into(),
        },
        facet,
        t: words.clone(),
    }
}

fn entry(
    href: &str,
    title: &str,
    description: &str,
    kind: &str,
    count: usize,
    children: Vec<Value>,
) -> Value {
    json!({"href": href, "title": title, "foreign": "", "description": description, "kind": kind, "count": count, "children": children})
}

fn topic(href: &str, title: &str, kind: &str, count: usize, children: &[&str]) -> Value {
    let children = children
        .iter()
        .map(|title| entry(href, title, "", kind, 0, vec![]))
        .collect();
    entry(href, title, "", kind, count, children)
}

fn home() -> Value {
    json!({
        "is": "home",
        "topics": [
            topic("articles/billing/index.html", "Billing and invoices", "article", 24, &["Read your invoice", "Ask for a refund of a subscription", "Change the tax number on your invoice", "Pay by bank transfer"]),
            topic("articles/users/index.html", "Users and licences", "article", 18, &["Add a user", "Assign licences", "Remove somebody who has left"]),
            topic("articles/security/index.html", "Security and signing in", "article", 9, &["Reset a password", "Set up a second factor", "What to do after a theft"]),
            topic("guides/first-week/index.html", "Your first week", "guide", 5, &["Accept the invitation", "Sign in for the first time", "Invite your team"]),
            topic("faq/billing.html", "Questions on billing", "faq", 0, &["Why is my invoice higher?", "When is it due?"]),
            topic("articles/devices/index.html", "Phones, computers and other devices", "article", 31, &["Install the apps", "Work offline", "Erase a lost phone"]),
        ],
        "channels": [channel("phone"), channel("email"), channel("chat")],
        "support": entry("support.html", "How you get support", "", "support", 0, vec![]),
        "plans": [entry("sla/basic.html", "Basic", "Answers within one business day.", "sla", 0, vec![]), entry("sla/business.html", "Business", "Round-the-clock help for what stops your work.", "sla", 0, vec![])],
        "notices": [notice()],
    })
}

fn section() -> Value {
    json!({"is": "section", "channels": [], "entries": [
        entry("invoice.html", "Read your invoice", "What each line means, and where the period stands.", "article", 0, vec![]),
        entry("refunds.html", "Ask for a refund of a subscription", "When a subscription can be refunded, what you need, and how long it takes.", "article", 0, vec![]),
        entry("payment/index.html", "Payment", "", "article", 13, vec![entry("a.html", "Pay by card", "", "article", 0, vec![]), entry("b.html", "Pay by bank transfer", "", "article", 0, vec![])]),
    ]})
}

fn lessons() -> Value {
    let lesson = |number: usize, href: &str, title: &str, time: &str| json!({"entry": entry(href, title, if number == 2 { "With a second factor, on a phone or with a key." } else { "" }, "guide", 0, vec![]), "number": number, "time": time});
    json!([
        lesson(1, "1-accept.html", "Accept the invitation", "5 minutes"),
        lesson(
            2,
            "2-sign-in.html",
            "Sign in for the first time",
            "10 minutes"
        ),
        lesson(3, "3-invite.html", "Invite your team", "15 minutes"),
    ])
}

fn guide() -> Value {
    json!({"is": "guide", "level": "Beginner", "time": "about 1 hour", "lessons": lessons()})
}

fn lesson() -> Value {
    json!({"is": "lesson", "guide": entry("index.html", "Your first week", "", "guide", 3, vec![]), "number": 2, "time": "10 minutes", "lessons": lessons()})
}

fn fact(label: &str, text: &str) -> Value {
    json!({"label": label, "text": text, "href": ""})
}

fn hours() -> Value {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    let mut days: Vec<Value> = days
        .iter()
        .map(|day| fact(day, "09:00–12:30, 13:30–18:00"))
        .collect();
    days.extend([fact("Saturday", "10:00–14:00"), fact("Sunday", "closed")]);
    json!({"id": "office", "name": "Office hours", "always": false, "summary": "Mon–Fri 09:00–12:30, 13:30–18:00, Sat 10:00–14:00", "zone": "Taipei time (Asia/Taipei)", "days": days,
        "closed_days": [fact("25 September 2026", "closed: Mid-Autumn Festival"), fact("9 October 2026", "closed: National Day")]})
}

fn channel(kind: &str) -> Value {
    let (title, address, href, summary) = match kind {
        "phone" => (
            "Phone",
            "+886 2 5550 1234",
            "tel:+886255501234",
            "Mon–Fri 09:00–18:00, Taipei time",
        ),
        "email" => (
            "E-mail",
            "help@example.com",
            "mailto:help@example.com",
            "At all hours; answered Mon–Fri 09:00–18:00",
        ),
        _ => (
            "Chat",
            "chat.example.com",
            "https://chat.example.com",
            "Around the clock",
        ),
    };
    json!({"id": kind, "entry": entry("channels/phone.html", title, "", "channel", 0, vec![]), "channel": kind, "kind": title, "address": address, "href": href, "first": kind == "phone", "summary": summary,
        "hours": hours(), "answered": null,
        "facts": [fact("Languages", "Chinese, English"), fact("Cost", "basic rate of a call"), fact("Outside these hours", "leave a message and we call back"), fact("Have at hand", "customer number, name of the subscription")],
        "plans": [entry("../sla/business.html", "Business", "Round-the-clock help for what stops your work.", "sla", 0, vec![])],
        "serves": ["business"], "takes": if kind == "phone" { json!(["s1", "s2"]) } else { json!([]) }, "languages": ["zh-TW", "en"]})
}

fn intake() -> Value {
    let choice = |id: &str, name: &str| json!({"id": id, "name": name});
    json!({
        "plans": [choice("basic", "Basic"), choice("business", "Business")],
        "severities": [choice("s1", "Critical: Nobody can work."), choice("s3", "Normal: Everything else.")],
        "languages": [choice("zh-TW", "繁體中文"), choice("en", "English")],
        "fields": ["your customer number"],
        "promises": [{"plan": "business", "severity": "s1", "channels": ["phone"], "respond": "within 30 minutes, around the clock"}],
        "mail": "mailto:help@example.com",
    })
}

fn channel_page() -> Value {
    let mut channel = channel("phone");
    channel["is"] = json!("channel");
    channel["answered"] = hours();
    channel
}

fn severities() -> Value {
    json!([
        {"id": "s1", "name": "Critical", "when": "Nobody can work, or data is at risk.", "examples": ["Mail is down for the whole company", "A tenant has been taken over"], "notes": ["You set it when you ask; we confirm it.", "Somebody who can decide must be reachable meanwhile."]},
        {"id": "s2", "name": "High", "when": "An important function is down for many.", "examples": [], "notes": []},
        {"id": "s3", "name": "Normal", "when": "Everything else.", "examples": ["A question on how to do something"], "notes": []},
    ])
}

fn plan_card() -> Value {
    let target = |severity: &str,
                  name: &str,
                  channels: &str,
                  respond: &str,
                  update: &str,
                  restore: &str| json!({"severity": severity, "name": name, "channels": channels, "respond": respond, "update": update, "restore": restore});
    json!({
        "id": "business", "entry": entry("sla/business.html", "Business", "Round-the-clock help for what stops your work.", "sla", 0, vec![]),
        "facts": [fact("Version", "3, in force since 1 January 2026"), fact("Price", "NT$ 190.00 a user and month, tax excluded"), fact("Languages", "Chinese, English")],
        "targets": [
            target("s1", "Critical", "Emergency phone", "within 30 minutes, around the clock", "every hour, around the clock", "within 8 hours, around the clock"),
            target("s1", "Critical", "any other channel", "within 1 hour of office hours", "every 4 hours of office hours", ""),
            target("s2", "High", "any channel", "within 4 hours of office hours", "every business day", "within 3 business days"),
            target("s3", "Normal", "any channel", "within 1 business day", "", ""),
        ],
        "counting": ["Time starts when your request reaches us.", "Time stands still while we wait for you."],
        "hours": [hours()],
        "severities": severities(),
        "remedy": "You get 5% of the monthly fee for each target that was missed, up to 50%. How to claim it: Credits.",
        "remedy_link": {"before": "You get 5% of the monthly fee for each target that was missed, up to 50%. How to claim it: ", "entry": entry("articles/credits.html", "Credits", "", "article", 0, vec![]), "after": "."},
        "exclusions": ["Outages of the vendor", "Products bought elsewhere"],
        "changes": [fact("3 – 1 January 2026", "First response for Critical is 30 minutes instead of one hour."), fact("2 – 1 March 2025", "Saturdays were added to office hours.")],
        "standing": "in-force", "standing_note": "From 1 January 2027, version 4 takes its place.", "other": entry("sla/business@4.html", "Business", "", "sla", 0, vec![]),
        "versions": [{"entry": entry("sla/business@2.html", "Business", "", "sla", 0, vec![]), "name": "version 2", "when": "in force from 1 March 2025"}],
        "since": "What differs from version 2",
        "differences": [{"label": "Critical, Emergency phone: First response", "before": "within 1 hour, around the clock", "now": "within 30 minutes, around the clock"}, {"label": "Not covered", "before": "", "now": "Products bought elsewhere"}],
    })
}

fn plan() -> Value {
    let mut plan = plan_card();
    plan["is"] = json!("plan");
    plan
}

fn support() -> Value {
    let part = |id: &str, title: &str, sentences: &[&str]| json!({"id": id, "title": title, "sentences": sentences, "facts": [], "entries": []});
    json!({
        "is": "support",
        "first": part("first", "Who helps you first", &["We are your first contact for everything you bought from us. Microsoft does not take requests from our customers; we pass them on and stay at your side."]),
        "first_channel": channel("phone"),
        "heads": {
            "scope": part("scope", "What we help with", &["Part of this support is charged; the price stands with each service."]),
            "not-offered": part("not-offered", "What we do not offer", &[]),
            "channels": part("channels", "How to reach us", &["You can call “Phone” around the clock, on every day of the year."]),
            "severities": part("severities", "How bad a problem is", &[]),
            "answers": part("answers", "Who answers when", &[]),
            "plans": part("plans", "How fast we answer", &["Our service level agreement lays down how fast we answer: Business."]),
            "escalation": part("escalation", "Who deals with a problem", &[]),
        },
        "services": [
            {"id": "billing", "name": "Billing and subscriptions", "covers": "invoices, prices, changes of subscriptions", "price": "free of charge", "channels": [entry("channels/phone.html", "Phone", "", "channel", 0, vec![]), entry("channels/email.html", "E-mail", "", "channel", 0, vec![])], "self_help": [entry("articles/billing/index.html", "Billing and invoices", "", "article", 24, vec![])]},
            {"id": "trouble", "name": "Trouble with a service", "covers": "performance, availability, connections, desktop programs", "price": "included in Business", "channels": [entry("channels/phone.html", "Phone", "", "channel", 0, vec![])], "self_help": []},
        ],
        "not_offered": [fact("Development", "We do not write programs; our partners do.")],
        "channels": [channel("phone"), channel("email")],
        "answers": [{"severities": ["Critical", "High"], "channels": [entry("channels/phone.html", "Phone", "", "channel", 0, vec![])], "answered": "Mon–Fri 09:00–18:00, Taipei time", "languages": "Chinese, English"}],
        "plans": [plan_card()],
        "severities": severities(),
        "escalation": [fact("Service desk", "takes every request"), fact("Specialists", "after 4 hours of office hours without progress, or when you ask"), fact("Microsoft", "for faults that only it can mend; we file and follow the request")],
        "parts": [part("vendor", "What the vendor does", &["Microsoft runs the services and mends faults in them."]), part("complaints", "Complaints", &["Write to complaints@example.com. You get an answer within 5 business days."])],
    })
}

fn notice() -> Value {
    json!({"is": "notice", "href": "notices/2026-07-maintenance.html", "title": "Maintenance of the customer portal", "foreign": "", "description": "The portal is not available for about two hours.", "starts": "4 July 2026, 08:00 (Taipei time)", "ends": "4 July 2026, 10:00 (Taipei time)", "starts_utc": "2026-07-04T00:00:00Z", "ends_utc": "2026-07-04T02:00:00Z", "starts_offset": 480, "ends_offset": 480, "affects": ["Customer portal", "Invoices"]})
}
