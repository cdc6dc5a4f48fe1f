//! What pages say to machines, in the words of schema.org. The browser tests hold it to the vocabulary.

use serde_json::{Value, json};

use crate::portal::Portal;

const SUPPORT: &str = "\
organization: {legal_name: Beispiel GmbH, name: Beispiel, country: DE, vat_id: DE123456789, website: https://beispiel.example/}
markets: [DE, AT]
calendars:
  night:
    time_zone: Europe/Berlin
    weekly: {mon: [\"18:00-08:00\"], tue: [\"00:00-24:00\"], wed: [\"18:00-08:00\", \"09:00-24:00\"]}
    holidays: [{date: 2026-06-08, name: Closed, hours: []}]
services:
  - {id: setup, area: provisioning, name: Setup, channels: [line], price: {amount: \"95.00\", currency: EUR, per: hour, tax: excluded, from: 2026-09-01}}
  - {id: bills, area: billing, name: Bills, channels: [line], price: included}
  - {id: onsite, area: other, not_offered: We do not.}
products: [{id: m365, vendor: microsoft, name: Microsoft 365}]
";

fn portal() -> Portal {
    let line = "title: Line\nchannel: phone\naddress: \"+49301234567\"\ncalendar: night\nlanguages: [de]\ncost: {kind: free}\naccessible: [relay-service]\n";
    let article = "title: \"</script> & \u{2028}\"\nupdated: 2026-05-02\nproducts: [m365]\n";
    Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nurl: https://help.example/\nlanguages: [en]\n",
        )
        .file("support.yaml", SUPPORT)
        .page("en/index.md", "Text.")
        .file(
            "en/support.md",
            "---\ntitle: Support\nkind: support\n---\nText.\n",
        )
        .file("en/channels/line.md", format!("---\n{line}---\nText.\n"))
        .file("en/articles/a.md", format!("---\n{article}---\nText.\n"))
        .file("en/articles/b.md", "---\ntitle: B\n---\nText.\n")
        .page("en/faq/none.md", "No question.")
}

/// The node of a type in the block of a page.
fn node(portal: &Portal, url: &str, kind: &str) -> Value {
    let html = portal.output(url);
    let (_, rest) = html
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let block: Value = serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(block["@context"], "https://schema.org");
    let graph = block["@graph"].as_array().unwrap();
    let found = graph.iter().find(|node| node["@type"] == kind);
    found
        .unwrap_or_else(|| panic!("no {kind} in {block:#}"))
        .clone()
}

#[test]
fn an_article_has_the_date_that_stands_on_it_and_no_other() {
    let article = node(&portal(), "articles/a.html", "TechArticle");
    assert_eq!(
        article,
        json!({
            "@type": "TechArticle",
            "headline": "</script> & \u{2028}",
            "url": "https://help.example/articles/a.html",
            "inLanguage": "en",
            "dateModified": "2026-05-02",
            "about": [{"@type": "Thing", "name": "Microsoft 365"}],
            "publisher": {"@id": "https://help.example/#organization"},
        })
    );
    let undated = node(&portal(), "articles/b.html", "TechArticle");
    assert_eq!(undated["dateModified"], Value::Null);
    assert_eq!(undated["mainEntityOfPage"], Value::Null);
}

#[test]
fn a_guide_is_a_course_and_its_lessons_are_parts_of_it() {
    let guide = "title: First week\ndescription: For new colleagues.\nlevel: beginner\ntime_required: PT1H\n";
    let lesson = "title: Sign in\ntime_required: PT20M\nupdated: 2026-05-02\nreviewed: 2026-05-20\nproducts: [m365]\n";
    let portal = portal()
        .file(
            "en/guides/first/index.md",
            format!("---\n{guide}---\nText.\n"),
        )
        .file(
            "en/guides/first/sign-in.md",
            format!("---\n{lesson}---\nText.\n"),
        )
        .file("en/guides/bare/index.md", "---\ntitle: Bare\n---\nText.\n")
        .page("en/guides/bare/one.md", "Text.");
    let url = "https://help.example/guides/first/";
    let lesson = "https://help.example/guides/first/sign-in.html";
    assert_eq!(
        node(&portal, "guides/first/index.html", "Course"),
        json!({
            "@type": "Course",
            "name": "First week",
            "description": "For new colleagues.",
            "url": url,
            "inLanguage": "en",
            "educationalLevel": "Beginner",
            "timeRequired": "PT1H",
            "provider": {"@id": "https://help.example/#organization"},
            "hasCourseInstance": {"@type": "CourseInstance", "courseMode": "online", "courseWorkload": "PT1H"},
            "hasPart": [{"@type": "TechArticle", "headline": "Sign in", "url": lesson}],
        })
    );
    let article = node(&portal, "guides/first/sign-in.html", "TechArticle");
    let course = json!({"@type": "Course", "name": "First week", "url": url});
    assert_eq!(article["isPartOf"], course);
    assert_eq!(article["timeRequired"], "PT20M");
    // It says so to readers, too.
    assert_eq!(article["dateModified"], "2026-05-02");
    assert_eq!(
        article["mainEntityOfPage"]["lastReviewed"], "2026-05-20",
        "{article}"
    );
    assert_eq!(article["about"][0]["name"], "Microsoft 365");
    // A course says what it teaches.
    node(&portal, "guides/bare/index.html", "WebPage");
    let article = node(&portal, "guides/bare/one.html", "TechArticle");
    assert_eq!(article["isPartOf"], Value::Null);
}

#[test]
fn a_page_says_when_it_was_reviewed_where_readers_see_it() {
    let page = |kind: &str| {
        format!("---\ntitle: R\nkind: {kind}\nreviewed: 2026-05-20\n---\n\n## Why?\n\nSo.\n")
    };
    let portal = portal()
        .file("en/articles/r.md", page("article"))
        .file("en/faq/r.md", page("faq"));
    let article = node(&portal, "articles/r.html", "TechArticle");
    assert_eq!(
        article["mainEntityOfPage"],
        json!({"@type": "WebPage", "lastReviewed": "2026-05-20"})
    );
    let faq = node(&portal, "faq/r.html", "FAQPage");
    assert_eq!(faq["lastReviewed"], "2026-05-20");
    for url in ["articles/r.html", "faq/r.html"] {
        assert!(portal.output(url).contains("20 May 2026"), "{url}");
    }
}

#[test]
fn a_channel_has_its_hours() {
    let organization = node(&portal(), "channels/line.html", "Organization");
    assert_eq!(organization["legalName"], "Beispiel GmbH");
    assert_eq!(organization["vatID"], "DE123456789");
    let day = |name: &str| format!("https://schema.org/{name}");
    let hours = |days: &[&str], opens: &str, closes: &str| {
        let days: Vec<String> = days.iter().map(|name| day(name)).collect();
        json!({"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes})
    };
    assert_eq!(
        organization["contactPoint"],
        json!([{
            "@type": "ContactPoint",
            "name": "Line",
            "telephone": "+49301234567",
            "url": "https://help.example/channels/line.html",
            "contactType": ["billing support", "technical support"],
            "contactOption": ["https://schema.org/TollFree", "https://schema.org/HearingImpairedSupported"],
            "areaServed": ["DE", "AT"],
            "availableLanguage": ["de"],
            "hoursAvailable": [
                hours(&["Monday"], "18:00", "08:00"),
                // A time of day ends before 24:00.
                hours(&["Tuesday"], "00:00", "23:59"),
                hours(&["Wednesday"], "09:00", "08:00"),
                {
                    "@type": "OpeningHoursSpecification",
                    "opens": "00:00",
                    "closes": "00:00",
                    "validFrom": "2026-06-08",
                    "validThrough": "2026-06-08",
                },
            ],
        }])
    );
    // The first page shows no dates.
    let home = node(&portal(), "index.html", "Organization");
    assert_eq!(
        home["contactPoint"][0]["hoursAvailable"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    // But the season in force, as its line of hours does.
    let season =
        "    seasons: [{from: 2026-05-15, to: 2026-06-28, weekly: {mon: [\"08:00-12:00\"]}}]\n";
    let support = SUPPORT.replace("services:\n", &format!("{season}services:\n"));
    let home = node(
        &portal().file("support.yaml", support),
        "index.html",
        "Organization",
    );
    let rows = home["contactPoint"][0]["hoursAvailable"]
        .as_array()
        .unwrap();
    assert_eq!(rows.len(), 5);
    for row in &rows[3..] {
        assert_eq!(
            [&row["validFrom"], &row["validThrough"]],
            ["2026-05-15", "2026-06-28"]
        );
    }
    assert_eq!(rows[4]["dayOfWeek"].as_array().unwrap().len(), 6);
    let elsewhere = node(&portal(), "articles/b.html", "Organization");
    assert_eq!(elsewhere["@id"], organization["@id"]);
    assert_eq!(elsewhere["contactPoint"], Value::Null);
}

/// The hours of every week hold on a day of a season unless something says that it is closed.
#[test]
fn a_season_says_which_days_are_closed() {
    let season = "    seasons: [{from: 2026-06-15, to: 2026-06-28, weekly: {mon: [\"08:00-12:00\"], sat: [\"10:00-12:00\"]}}]\n";
    let dated = "    exceptions: [{date: 2026-06-22, hours: []}]\n";
    let support = SUPPORT.replace("services:\n", &format!("{season}{dated}services:\n"));
    let organization = node(
        &portal().file("support.yaml", support),
        "channels/line.html",
        "Organization",
    );
    let rows = organization["contactPoint"][0]["hoursAvailable"]
        .as_array()
        .unwrap();
    let told = rows
        .iter()
        .filter(|row| row["validFrom"] != Value::Null)
        .map(|row| {
            let days = row["dayOfWeek"].as_array().into_iter().flatten();
            let days =
                days.map(|day| day.as_str().unwrap().rsplit('/').next().unwrap()[..2].to_owned());
            let days = days.collect::<Vec<_>>().join(" ");
            let text = |key: &str| row[key].as_str().unwrap().to_owned();
            let (from, to) = (text("validFrom"), text("validThrough"));
            format!(
                "{}/{} {}-{} {days}",
                &from[5..],
                &to[5..],
                text("opens"),
                text("closes")
            )
        });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "06-08/06-08 00:00-00:00 ",
            "06-15/06-21 08:00-12:00 Mo",
            "06-15/06-21 10:00-12:00 Sa",
            "06-15/06-21 00:00-00:00 Tu We Th Fr Su",
            "06-22/06-22 00:00-00:00 ",
            "06-23/06-28 08:00-12:00 Mo",
            "06-23/06-28 10:00-12:00 Sa",
            "06-23/06-28 00:00-00:00 Tu We Th Fr Su",
        ]
    );
}

#[test]
fn a_service_that_costs_something_is_an_offer() {
    let html = portal().output("support.html");
    let setup = node(&portal(), "support.html", "Service");
    assert_eq!(setup["name"], "Setup");
    assert_eq!(
        setup["offers"]["priceSpecification"],
        json!({
            "@type": "UnitPriceSpecification",
            "price": "95.00",
            "priceCurrency": "EUR",
            "unitText": "hour",
            "valueAddedTaxIncluded": false,
            "validFrom": "2026-09-01",
        })
    );
    assert_eq!(
        setup["availableChannel"][0]["servicePhone"]["telephone"],
        "+49301234567"
    );
    // What is included has no price, and what is not offered is no service.
    assert_eq!(html.matches("\"@type\":\"Service\"").count(), 2);
    assert_eq!(html.matches("\"@type\":\"Offer\"").count(), 1);
}

#[test]
fn a_page_without_questions_is_no_list_of_questions() {
    let page = node(&portal(), "faq/none.html", "WebPage");
    assert_eq!(page["mainEntity"], Value::Null);
}

#[test]
fn without_an_address_nothing_is_absolute_but_what_the_facts_say() {
    let portal = portal().file("supportal.yaml", "title: Test\nlanguages: [en]\n");
    let organization = node(&portal, "channels/line.html", "Organization");
    assert_eq!(
        organization["@id"],
        "https://beispiel.example/#organization"
    );
    assert_eq!(organization["contactPoint"][0]["url"], Value::Null);
    let path = node(&portal, "articles/b.html", "BreadcrumbList");
    assert_eq!(
        path["itemListElement"][0],
        json!({"@type": "ListItem", "name": "Home", "position": 1})
    );
    let nobody = portal.without("support.yaml");
    let page = node(&nobody, "articles/b.html", "TechArticle");
    assert_eq!(page["publisher"], Value::Null);
}

#[test]
fn pages_that_search_engines_need_not_know_say_nothing() {
    for url in ["search.html", "404.html"] {
        assert!(!portal().output(url).contains("ld+json"), "{url}");
    }
}
