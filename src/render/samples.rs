//! Views of a small portal, one for each template: what the tests draw and people look at.

mod facets;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use facets::*;

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
        foreign: String::new(),
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
            audience: vec!["For administrators".to_owned()],
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
            foreign: String::new(),
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
            header: vec![section("https://status.example/", "Status", false, false)],
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
