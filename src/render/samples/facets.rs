//! What each kind of sample shows besides its text, as templates see it.

use serde_json::{Value, json};

pub(super) fn entry(
    href: &str,
    title: &str,
    description: &str,
    kind: &str,
    count: usize,
    children: Vec<Value>,
) -> Value {
    json!({"href": href, "title": title, "foreign": "", "description": description, "mark": "", "kind": kind, "count": count, "children": children})
}

pub(super) fn topic(href: &str, title: &str, kind: &str, count: usize, children: &[&str]) -> Value {
    let children = children
        .iter()
        .map(|title| entry(href, title, "", kind, 0, vec![]))
        .collect();
    entry(href, title, "", kind, count, children)
}

pub(super) fn home() -> Value {
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

pub(super) fn section() -> Value {
    json!({"is": "section", "channels": [], "entries": [
        entry("invoice.html", "Read your invoice", "What each line means, and where the period stands.", "article", 0, vec![]),
        entry("refunds.html", "Ask for a refund of a subscription", "When a subscription can be refunded, what you need, and how long it takes.", "article", 0, vec![]),
        entry("payment/index.html", "Payment", "", "article", 13, vec![entry("a.html", "Pay by card", "", "article", 0, vec![]), entry("b.html", "Pay by bank transfer", "", "article", 0, vec![])]),
    ]})
}

pub(super) fn lessons() -> Value {
    let lesson = |number: usize, href: &str, title: &str, time: &str| json!({"entry": entry(href, title, if number == 2 { "With a second factor, on a phone or with a key." } else { "" }, "guide", 0, vec![]), "number": number, "time": time, "opens": null, "closes": false});
    let mut second = lesson(
        2,
        "2-sign-in.html",
        "Sign in for the first time",
        "10 minutes",
    );
    second["opens"] = json!({"href": "team/index.html", "title": "Your account", "lang": null, "dir": null, "foreign": ""});
    let mut third = lesson(3, "3-invite.html", "Invite your team", "15 minutes");
    third["closes"] = true.into();
    json!([
        lesson(1, "1-accept.html", "Accept the invitation", "5 minutes"),
        second,
        third,
    ])
}

pub(super) fn guide() -> Value {
    json!({"is": "guide", "level": "Beginner", "time": "about 1 hour", "lessons": lessons()})
}

pub(super) fn lesson() -> Value {
    json!({"is": "lesson", "guide": entry("index.html", "Your first week", "", "guide", 3, vec![]), "number": 2, "time": "10 minutes", "lessons": lessons()})
}

pub(super) fn fact(label: &str, text: &str) -> Value {
    json!({"label": label, "text": text, "href": ""})
}

pub(super) fn hours() -> Value {
    let day =
        |label: &str, text: &str, ends: &str| json!({"label": label, "text": text, "ends": ends});
    let of_week =
        |label: &str, text: &str, then: &str| json!({"label": label, "text": text, "then": then});
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    let mut days: Vec<Value> = days
        .iter()
        .map(|day| of_week(day, "09:00–12:30, 13:30–18:00", "09:00–18:00"))
        .collect();
    days.extend([
        of_week("Saturday", "10:00–14:00", "closed"),
        of_week("Sunday", "closed", "closed"),
    ]);
    json!({"id": "office", "name": "Office hours", "name_in": {}, "always": false, "summary": "until 31 August 2026 (Summer): Mon–Fri 09:00–12:30, 13:30–18:00; Sat 10:00–14:00; from 1 September 2026: Mon–Fri 09:00–18:00", "zone": "Taipei time (Asia/Taipei)", "until": "until 31 August 2026 (Summer)", "then": "from 1 September 2026", "days": days,
        "closed_days": [day("25 September 2026", "closed: Mid-Autumn Festival", "2026-09-25T16:00:00Z"), day("9 October 2026", "closed: National Day", "2026-10-09T16:00:00Z")]})
}

pub(super) fn channel(kind: &str) -> Value {
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

pub(super) fn intake() -> Value {
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

pub(super) fn channel_page() -> Value {
    let mut channel = channel("phone");
    channel["is"] = json!("channel");
    channel["answered"] = hours();
    channel
}

pub(super) fn severities() -> Value {
    json!([
        {"id": "s1", "name": "Critical", "name_in": {}, "when": "Nobody can work, or data is at risk.", "when_in": {}, "examples_in": [{}, {}], "examples": ["Mail is down for the whole company", "A tenant has been taken over"], "notes": ["You set it when you ask; we confirm it.", "Somebody who can decide must be reachable meanwhile."]},
        {"id": "s2", "name": "High", "name_in": {}, "when": "An important function is down for many.", "when_in": {}, "examples_in": [], "examples": [], "notes": []},
        {"id": "s3", "name": "Normal", "name_in": {}, "when": "Everything else.", "when_in": {}, "examples_in": [{}], "examples": ["A question on how to do something"], "notes": []},
    ])
}

fn plan_card() -> Value {
    let target = |severity: &str,
                  name: &str,
                  channels: &str,
                  respond: &str,
                  update: &str,
                  restore: &str| json!({"severity": severity, "name": name, "name_in": {}, "channels": channels, "respond": respond, "update": update, "restore": restore});
    json!({
        "id": "business", "entry": entry("sla/business.html", "Business", "Round-the-clock help for what stops your work.", "sla", 0, vec![]), "clock": "office", "starts": "received", "holds": {"from": 29_453_280, "not_before": "This version of the plan holds from 1 January 2026.", "until": 29_978_880, "not_after": "This version of the plan holds until 31 December 2026."},
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

pub(super) fn plan() -> Value {
    let mut plan = plan_card();
    plan["is"] = json!("plan");
    plan
}

pub(super) fn support() -> Value {
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
            {"id": "billing", "name": "Billing and subscriptions", "name_in": {}, "covers": "invoices, prices, changes of subscriptions", "price": "free of charge", "channels": [entry("channels/phone.html", "Phone", "", "channel", 0, vec![]), entry("channels/email.html", "E-mail", "", "channel", 0, vec![])], "self_help": [entry("articles/billing/index.html", "Billing and invoices", "", "article", 24, vec![])]},
            {"id": "trouble", "name": "Trouble with a service", "name_in": {}, "covers": "performance, availability, connections, desktop programs", "price": "included in Business", "channels": [entry("channels/phone.html", "Phone", "", "channel", 0, vec![])], "self_help": []},
        ],
        "not_offered": [fact("Development", "We do not write programs; our partners do.")],
        "channels": [channel("phone"), channel("email")],
        "answers": [{"severities": ["Critical", "High"], "severities_in": [{}, {}], "channels": [entry("channels/phone.html", "Phone", "", "channel", 0, vec![])], "answered": "Mon–Fri 09:00–18:00, Taipei time", "languages": "Chinese, English"}],
        "plans": [plan_card()],
        "severities": severities(),
        "escalation": [fact("Service desk", "takes every request"), fact("Specialists", "after 4 hours of office hours without progress, or when you ask"), fact("Microsoft", "for faults that only it can mend; we file and follow the request")],
        "parts": [part("vendor", "What the vendor does", &["Microsoft runs the services and mends faults in them."]), part("complaints", "Complaints", &["Write to complaints@example.com. You get an answer within 5 business days."])],
    })
}

pub(super) fn notice() -> Value {
    json!({"is": "notice", "href": "notices/2026-07-maintenance.html", "title": "Maintenance of the customer portal", "foreign": "", "description": "The portal is not available for about two hours.", "starts": "4 July 2026, 08:00 (Taipei time)", "ends": "4 July 2026, 10:00 (Taipei time)", "starts_utc": "2026-07-04T00:00:00Z", "ends_utc": "2026-07-04T02:00:00Z", "starts_offset": 480, "ends_offset": 480, "affects": ["Customer portal", "Invoices"], "affects_in": [{}, {}]})
}
