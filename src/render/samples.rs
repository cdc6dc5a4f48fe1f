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

/// What tells one of the pages from the others.
struct Sample {
    template: &'static str,
    kind: Kind,
    path: &'static str,
    title: &'static str,
    description: &'static str,
    html: &'static str,
    facet: Value,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            template: "page.html",
            kind: Kind::Page,
            path: "",
            title: "",
            description: "",
            html: "",
            facet: json!({"is": "none"}),
        }
    }
}

/// One view for each template, in the language `tag`, and those of an article that is translated or is not.
pub fn all(theme: &Theme, tag: &str) -> Vec<View> {
    let portal = Portal {
        theme,
        tag,
        words: all_words(tag),
    };
    let mut views: Vec<View> = samples().into_iter().map(|one| portal.view(one)).collect();
    let mut bilingual = portal.view(Sample {
        template: "article.html",
        kind: Kind::Article,
        path: "articles/bilingual.html",
        title: "變更您的暫時密碼",
        html: BILINGUAL,
        ..Sample::default()
    });
    bilingual.page.bilingual = true;
    "Change your temporary password".clone_into(&mut bilingual.page.original_title);
    let mut fallback = portal.view(Sample {
        template: "article.html",
        kind: Kind::Article,
        path: "articles/fallback.html",
        title: "Not translated",
        description: "A page of the source language.",
        html: "<p>Original.</p>",
        ..Sample::default()
    });
    fallback.page.fallback = true;
    fallback.page.content_lang = Locale::new("en").unwrap();
    views.extend([bilingual, fallback]);
    views
}

fn samples() -> Vec<Sample> {
    vec![
        Sample {
            template: "home.html",
            kind: Kind::Home,
            path: "index.html",
            title: "How can we help?",
            description: "Answers, contacts and service levels for customers of Contoso Cloud.",
            facet: home(),
            ..Sample::default()
        },
        Sample {
            template: "page.html",
            path: "about.html",
            title: "About this portal",
            html: "<p>Plain.</p>",
            ..Sample::default()
        },
        Sample {
            template: "article.html",
            kind: Kind::Article,
            path: "articles/billing/refunds.html",
            title: "Ask for a refund of a subscription",
            description: "When a subscription can be refunded, what you need, and how long it takes until the money is back.",
            html: PROSE,
            ..Sample::default()
        },
        Sample {
            template: "section.html",
            kind: Kind::Article,
            path: "articles/billing/index.html",
            title: "Billing and invoices",
            description: "Everything about prices, invoices and payment.",
            facet: section(),
            ..Sample::default()
        },
        Sample {
            template: "section.html",
            kind: Kind::Channel,
            path: "channels/index.html",
            title: "Contact us",
            facet: json!({"is": "section", "entries": [], "channels": [channel("phone"), channel("email")], "intake": intake()}),
            ..Sample::default()
        },
        Sample {
            template: "guide.html",
            kind: Kind::Guide,
            path: "guides/first-week/index.html",
            title: "Your first week",
            description: "Five short lessons that take you from the invitation to a working team.",
            html: "<p>You need an account and about an hour.</p>",
            facet: guide(),
        },
        Sample {
            template: "lesson.html",
            kind: Kind::Guide,
            path: "guides/first-week/2-sign-in.html",
            title: "Sign in for the first time",
            html: PROSE,
            facet: lesson(),
            ..Sample::default()
        },
        Sample {
            template: "channel.html",
            kind: Kind::Channel,
            path: "channels/phone.html",
            title: "Phone",
            description: "Talk to a person.",
            html: "<h2 id=\"before-you-call\">Before you call</h2><p>Have your customer number ready.</p>",
            facet: channel_page(),
        },
        Sample {
            template: "plan.html",
            kind: Kind::Sla,
            path: "sla/business.html",
            title: "Business",
            description: "Round-the-clock help for what stops your work.",
            html: "<p>This plan is part of every Business subscription.</p>",
            facet: plan(),
        },
        Sample {
            template: "support.html",
            kind: Kind::Support,
            path: "support.html",
            title: "How you get support",
            description: "What we support, how to reach us, and how long an answer takes.",
            facet: support(),
            ..Sample::default()
        },
        Sample {
            template: "faq.html",
            kind: Kind::Faq,
            path: "faq/billing.html",
            title: "Questions on billing",
            html: FAQ,
            ..Sample::default()
        },
        Sample {
            template: "notice.html",
            kind: Kind::Notice,
            path: "notices/2026-07-maintenance.html",
            title: "Maintenance of the customer portal",
            html: "<p>The portal is not available for about two hours.</p>",
            facet: notice(),
            ..Sample::default()
        },
        Sample {
            template: "search.html",
            path: "search.html",
            title: "Search",
            facet: json!({
                "is": "none",
                "channels": [channel("phone"), channel("email")],
                "kinds": ["article", "channel"],
                "products": [{"id": "cloud", "name": "Cloud", "name_in": {}}, {"id": "mail", "name": "Mail", "name_in": {}}],
                "pages": [{"href": "articles/invoice.html", "title": "Read your invoice", "foreign": ""}],
            }),
            ..Sample::default()
        },
        Sample {
            template: "404.html",
            path: "404.html",
            title: "Page not found",
            ..Sample::default()
        },
    ]
}

/// The portal that all pages are of.
struct Portal<'a> {
    theme: &'a Theme,
    tag: &'a str,
    words: Arc<Texts>,
}

impl Portal<'_> {
    fn view(&self, sample: Sample) -> View {
        let place = Place {
            portal: self,
            url: Url::new(&RelPath::new(sample.path).unwrap()),
            template: sample.template,
        };
        View {
            template: sample.template,
            url: place.url.clone(),
            page: place.page(&sample),
            site: place.site(),
            facet: sample.facet,
            t: self.words.clone(),
        }
    }

    fn lang(&self) -> Locale {
        Locale::new(self.tag).unwrap()
    }
}

/// Where a page stands, from which all links lead.
struct Place<'a> {
    portal: &'a Portal<'a>,
    url: Url,
    template: &'static str,
}

impl Place<'_> {
    fn to(&self, path: &str) -> String {
        Url::new(&RelPath::new(path).unwrap()).href(&self.url)
    }

    fn link(&self, path: &str, title: &str, description: &str) -> LinkView {
        LinkView {
            href: self.to(path),
            title: title.to_owned(),
            description: description.to_owned(),
            foreign: String::new(),
        }
    }

    fn line(&self, path: &str, title: &str, children: Vec<LineView>) -> LineView {
        let is_cut = path.ends_with("payment/index.html");
        LineView {
            href: self.to(path),
            title: title.to_owned(),
            foreign: String::new(),
            current: menu::mark(0),
            open: !children.is_empty(),
            more: if is_cut { 12 } else { 0 },
            children,
        }
    }

    fn section(&self, path: &str, title: &str, current: bool, open: bool) -> SectionView {
        SectionView {
            href: self.to(path),
            title: title.to_owned(),
            foreign: String::new(),
            current,
            open,
        }
    }

    /// Whether the page stands below others, among which it has its menu.
    fn is_deep(&self) -> bool {
        matches!(
            self.template,
            "article.html" | "section.html" | "lesson.html" | "faq.html"
        )
    }

    fn page(&self, sample: &Sample) -> PageView {
        let lang = self.portal.lang();
        PageView {
            title: sample.title.to_owned(),
            original_title: String::new(),
            original_lang: ORIGINAL.0,
            original_dir: ORIGINAL.1,
            description: sample.description.to_owned(),
            kind: sample.kind,
            lang: lang.clone(),
            content_lang: lang.clone(),
            content_dir: "ltr",
            fallback: false,
            bilingual: false,
            original: None,
            html: Arc::new(Finished::from(sample.html.to_owned()).into()),
            contents: contents(sample.html),
            breadcrumbs: self.breadcrumbs(),
            previous: self
                .is_deep()
                .then(|| self.link("articles/billing/invoice.html", "Read your invoice", "")),
            next: self.is_deep().then(|| {
                self.link(
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
            related: self.related(),
            canonical: format!("https://help.example.com/{}", self.url.encoded()),
            noindex: false,
            json_ld: String::new(),
            languages: self.languages(),
        }
    }

    fn breadcrumbs(&self) -> Vec<LinkView> {
        if self.is_deep() {
            vec![
                self.link("articles/index.html", "Articles", ""),
                self.link("articles/billing/index.html", "Billing and invoices", ""),
            ]
        } else {
            vec![]
        }
    }

    fn related(&self) -> Vec<LinkView> {
        if self.template == "article.html" {
            vec![
                self.link(
                    "articles/billing/invoice.html",
                    "Read your invoice",
                    "What each line means.",
                ),
                self.link("sla/business.html", "Business", ""),
            ]
        } else {
            vec![]
        }
    }

    fn languages(&self) -> Vec<LanguageView> {
        [
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
            href: self.url.as_str().to_owned(),
            current: other == self.portal.tag,
            canonical: format!("https://help.example.com/{}", self.url.encoded()),
        })
        .collect()
    }

    fn site(&self) -> SiteView {
        let (lang, theme) = (self.portal.lang(), self.portal.theme);
        SiteView {
            title: "Contoso Cloud Help".to_owned(),
            foreign: String::new(),
            description: "Help for customers of Contoso Cloud.".to_owned(),
            dir: lang.direction(),
            formats: cldr::formats(&lang),
            zone: "Asia/Taipei".to_owned(),
            root: self.url.to_root(),
            base: self.url.to_root(),
            home: self.to("index.html"),
            search: self.to("search.html"),
            a_to_z: "search.html#_a-to-z".to_owned(),
            search_script: self.to("search/search.js"),
            search_backend: String::new(),
            search_host: String::new(),
            source: (self.portal.tag != "en").then(|| LanguageView {
                lang: Locale::new("en").unwrap(),
                dir: "ltr",
                name: "English".to_owned(),
                href: self.to("search.html"),
                current: false,
                canonical: String::new(),
            }),
            same_addresses: true,
            logo: String::new(),
            icon: theme.icon.href(&self.url),
            web_manifest: "site.webmanifest".to_owned(),
            opensearch: "opensearch.xml".to_owned(),
            feed: "atom.xml".to_owned(),
            early_script: theme.early_script.href(&self.url),
            incident: crate::model::incident::INCIDENT.to_owned(),
            styles: theme.styles.iter().map(|url| url.href(&self.url)).collect(),
            scripts: theme
                .scripts
                .iter()
                .map(|url| url.href(&self.url))
                .collect(),
            more_sections: 2,
            sections: self.sections(),
            menu: self.menu(),
            logo_dark: String::new(),
            header: vec![self.section("https://status.example/", "Status", false, false)],
            footer: vec![self.link("about.html", "About us", "")],
            legal: vec![
                self.link("about.html", "Imprint", ""),
                self.link("about.html", "Privacy", ""),
            ],
            notices: vec![self.notice()],
            organization: "Contoso Cloud Ltd.".to_owned(),
            first_contact: Some(self.link(
                "channels/phone.html",
                "Call +886 2 5550 1234",
                "Mon–Fri 09:00–18:00, Taipei time",
            )),
            support: Some(self.link("support.html", "How you get support", "")),
            contact_card: "contact.vcf".to_owned(),
            hours_calendar: "hours.ics".to_owned(),
            closed_calendar: "holidays.ics".to_owned(),
            maintenance_calendar: "maintenance.ics".to_owned(),
            feedback: "help@example.com".to_owned(),
            hours: "{\"calendars\":{},\"promises\":[]}".to_owned(),
            csp: super::csp::meta_without_others().into(),
        }
    }

    fn sections(&self) -> Vec<SectionView> {
        vec![
            self.section(
                "support.html",
                "How you get support",
                self.template == "support.html",
                false,
            ),
            self.section("articles/index.html", "Articles", false, self.is_deep()),
            self.section("guides/index.html", "Guides", false, false),
            self.section("faq/billing.html", "Questions", false, false),
            self.section("channels/phone.html", "Contact", false, false),
            self.section("sla/business.html", "Service levels", false, false),
            self.section("notices/index.html", "Notices", false, false),
        ]
    }

    fn menu(&self) -> menu::MenuView {
        if !self.is_deep() {
            return menu::MenuView::default();
        }
        let own = LineView {
            current: menu::mark(1),
            ..self.line(
                "articles/billing/refunds.html",
                "Ask for a refund of a subscription",
                vec![],
            )
        };
        let lines = vec![self.line(
            "articles/billing/index.html",
            "Billing and invoices",
            vec![
                self.line("articles/billing/invoice.html", "Read your invoice", vec![]),
                own,
                self.line("articles/payment/index.html", "Payment", vec![]),
            ],
        )];
        let t = self.portal.words.clone();
        let drawn = menu::menu(&menu::Menu { lines, t }, self.portal.theme);
        assert_eq!(drawn.diagnostics, []);
        menu::MenuView {
            drawn: Arc::new(drawn.value),
            own: (self.template == "article.html").then_some(1),
        }
    }

    fn notice(&self) -> NoticeView {
        NoticeView {
            href: self.to("notices/2026-07-maintenance.html"),
            title: "Maintenance of the customer portal on 4 July".to_owned(),
            foreign: String::new(),
            starts: "2020-07-04T00:00:00Z".to_owned(),
            ends: "2099-07-04T02:00:00Z".to_owned(),
            from: "4 July 2020, 08:00 (Taipei time)".to_owned(),
            until: "4 July 2099, 10:00 (Taipei time)".to_owned(),
        }
    }
}

/// The headings of [`PROSE`].
fn contents(html: &str) -> Vec<Contents> {
    if html != PROSE {
        return Vec::new();
    }
    let heading = |id: &str, title: &str, children| Contents {
        id: id.to_owned(),
        title: title.to_owned(),
        foreign: String::new(),
        children,
    };
    vec![
        heading(
            "before-you-start",
            "Before you start",
            vec![heading("what-you-need", "What you need", vec![])],
        ),
        heading("ask-for-the-refund", "Ask for the refund", vec![]),
        heading("by-script", "By script", vec![]),
        heading("how-long-it-takes", "How long it takes", vec![]),
    ]
}
