//! What stands beside the pages for programs: twins in Markdown, lists, feeds, how to search.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use roxmltree::Document;

use crate::portal::Portal;

const CONFIG: &str = "title: {en: Help & more, zh-TW: 支援}\ndescription: {en: How to get help, zh-TW: 如何求助}\nurl: https://a.example/help/\nlanguages: [en, zh-TW]\n";

const PLAN: &str = "---
title: Gold
description: The plan.
updated: 2026-04-01
version: \"1.1\"
effective: 2026-03-01
changes:
  - {version: \"1.2\", date: 2026-09-01, text: To come}
  - {version: \"1.1\", date: 2026-02-01, text: {en: \"Faster, <at night>\", zh-TW: 更快}}
  - {version: \"1.0\", date: 2025-02-01, text: First}
calendar: office
targets: [{severity: s1, respond: {within: PT1H, count: open-hours}}]
---

The rest.
";

fn portal() -> Portal {
    let notice = |title: &str, times: &str| {
        format!("---\ntitle: {title}\ndescription: What happens.\n{times}---\n\nText.\n")
    };
    Portal::new()
        .file("supportal.yaml", CONFIG)
        .file(
            "support.yaml",
            "organization: {name: Beispiel}\ncalendars:\n  office: {time_zone: Europe/Berlin, weekly: {mon: [\"09:00-12:00\"]}, holidays: none}\nseverities:\n  - {id: s1, name: Critical, means: Nothing works.}\n",
        )
        .page("en/index.md", "Text.")
        .page("zh-TW/index.md", "文字。")
        .file(
            "en/channels/hotline.md",
            "---\ntitle: Hotline\ndescription: Call.\nchannel: phone\naddress: \"+49301234567\"\ncalendar: office\nlanguages: [de]\n---\n\nWe answer.\n",
        )
        .file("en/sla/gold.md", PLAN)
        .file(
            "en/articles/call.md",
            "---\ntitle: Call us\ndescription: When to call.\nupdated: 2026-05-02\nreviewed: 2026-05-09\n---\n\n[!INCLUDE [x](../includes/ready.md)]\n\n## By phone {#phone}\n\nDial {{ channel.hotline.address }} *now*, or [write](../index.md).\n\n> [!NOTE]\n> Keep the number.\n",
        )
        .file("en/includes/ready.md", "Have your number ready: 1 * 2 [x].\n")
        .file("en/notices/now.md", notice("Works", "updated: 2026-05-20\nstarts: 2026-07-04T00:00:00+02:00[Europe/Berlin]\n"))
        .file("en/notices/begun.md", notice("Begun", "starts: 2026-05-04T00:00:00+02:00[Europe/Berlin]\n"))
        .file("en/notices/later.md", notice("Later", "starts: 2026-08-04T00:00:00+02:00[Europe/Berlin]\n"))
        .file("zh-TW/notices/now.md", "---\ntitle: 維護\n---\n\n文字。\n")
}

#[test]
fn each_page_has_a_twin_with_facts_and_includes_filled_in() {
    assert_eq!(
        portal().output("articles/call.md"),
        "# Call us\n\n> When to call.\n\n<https://a.example/help/articles/call.html>\n\nUpdated 2 May 2026\n\nReviewed 9 May 2026\n\n\
         Have your number ready: 1 \\* 2 \\[x\\].\n\n## By phone\n\n\
         Dial [+49 30 123 4567](tel:+49301234567) *now*, or [write](../index.html).\n\n\
         > **Note**\n>\n> Keep the number.\n"
    );
    let page = portal().output("articles/call.html");
    let dates = "<span class=\"updated\">Updated 2 May 2026</span> <span class=\"updated\">Reviewed 9 May 2026</span>";
    assert!(page.contains(dates), "{page}");
    // What its template draws from the facts is part of a page.
    let channel = portal().output("channels/hotline.md");
    assert!(
        channel.contains("[+49 30 123 4567](tel:+49301234567)"),
        "{channel}"
    );
    // A page keeps a range in one line, which a text without lines need not.
    let html = portal().output("channels/hotline.html");
    assert!(
        html.contains("<td>09:00\u{2060}–\u{2060}12:00</td>"),
        "{html}"
    );
    assert!(channel.contains("| Monday | 09:00–12:00 |"), "{channel}");
    assert!(channel.contains("\nWe answer.\n"), "{channel}");
    let plan = portal().output("sla/gold.md");
    let row = plan.lines().find(|line| line.starts_with("| Critical |"));
    assert!(
        row.is_some_and(|row| row.contains("| within 1 hour while we are open |")),
        "{plan}"
    );
    // A page that nobody has translated has its twin once.
    let build = portal().build();
    let twins = build.outputs.iter().map(|file| file.url.as_str());
    let mut twins = twins.filter(|url| url.ends_with("call.md"));
    assert_eq!(
        (twins.next(), twins.next()),
        (Some("articles/call.md"), None)
    );
}

#[test]
fn a_list_leads_to_the_twins() {
    let list = portal().output("llms.txt");
    assert!(
        list.starts_with("# Help & more\n\n> How to get help\n\n## "),
        "{list}"
    );
    let line = "- [Call us](https://a.example/help/articles/call.md): When to call.\n";
    assert!(list.contains(line), "{list}");
    let translated = portal().output("zh-TW/llms.txt");
    assert!(
        translated.contains("(https://a.example/help/zh-TW/notices/now.md)"),
        "{translated}"
    );
    assert!(!translated.contains("call.md"), "{translated}");
    // Without an address the list leads on from where it stands.
    let local = portal().file("supportal.yaml", "title: Test\nlanguages: [en, zh-TW]\n");
    assert!(local.output("zh-TW/llms.txt").contains("(notices/now.md)"));
    let every = portal().build();
    for line in list.lines().filter_map(|line| line.strip_prefix("- [")) {
        let at = line.split_once("(https://a.example/help/").unwrap().1;
        let url = at.split_once(')').unwrap().0;
        assert!(
            every.outputs.iter().any(|file| file.url.as_str() == url),
            "{url}"
        );
    }
}

#[test]
fn the_feed_tells_notices_and_versions_once_they_are_known() {
    let notice = |title: &str, dates: &str| {
        format!("---\ntitle: {title}\ndescription: What happens.\n{dates}---\n\nText.\n")
    };
    let starts = "starts: 2026-08-04T00:00:00+02:00[Europe/Berlin]\n";
    let portal = || {
        portal()
            .file(
                "en/notices/index.md",
                notice("Notices", "updated: 2026-05-30\n"),
            )
            .file(
                "en/notices/told.md",
                notice("Told", &format!("effective: 2026-05-25\n{starts}")),
            )
            .file(
                "en/notices/until.md",
                notice("Until", "ends: 2026-05-10T00:00:00+02:00[Europe/Berlin]\n"),
            )
            .file(
                "en/notices/ahead.md",
                notice("Ahead", &format!("updated: 2026-07-01\n{starts}")),
            )
            .file(
                "en/notices/hidden.md",
                notice("Hidden", &format!("effective: 2026-07-01\n{starts}")),
            )
            .file("en/notices/never.md", notice("Never", ""))
            .file(
                "en/articles/ahead.md",
                notice("To change", "updated: 2026-07-01\n"),
            )
            .file(
                "en/articles/reviewed.md",
                notice("Reviewed", "reviewed: 2026-05-21\n"),
            )
    };
    let text = portal().output("atom.xml");
    let feed = Document::parse(&text).unwrap();
    let entry = |node: roxmltree::Node<'_, '_>, name: &str| {
        let child = node
            .children()
            .find(|child| child.has_tag_name(("http://www.w3.org/2005/Atom", name)));
        child.unwrap().text().unwrap().to_owned()
    };
    let entries = feed
        .root_element()
        .children()
        .filter(|node| node.tag_name().name() == "entry");
    let entries: Vec<(String, String)> = entries
        .map(|node| (entry(node, "title"), entry(node, "updated")))
        .collect();
    // No date of a feed lies ahead, and none is that of the build.
    let expected = [
        ("Told", "2026-05-25T00:00:00Z"),
        ("Works", "2026-05-20T00:00:00Z"),
        ("Until", "2026-05-10T00:00:00Z"),
        ("Begun", "2026-05-04T00:00:00Z"),
        ("Call us", "2026-05-02T00:00:00Z"),
        // Told ahead of the day on which it came into force.
        ("Gold – 1.1", "2026-03-01T00:00:00Z"),
        ("Gold – 1.0", "2025-02-01T00:00:00Z"),
    ];
    let expected = expected.map(|(title, date)| (title.to_owned(), date.to_owned()));
    assert_eq!(entries, expected, "{text}");
    assert_eq!(
        entry(feed.root_element(), "updated"),
        "2026-05-25T00:00:00Z"
    );
    assert!(text.contains("<summary>Faster, &lt;at night&gt;</summary>"));
    assert!(text.contains("<link rel=\"self\" href=\"https://a.example/help/atom.xml\"/>"));
    // The same news keep their names on another day and under another title.
    let ids = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| line.starts_with("<id>"))
            .map(str::to_owned)
            .collect()
    };
    let later = portal().today("2026-06-09").output("atom.xml");
    assert_eq!(text, later);
    let mut unique = ids(&text);
    unique.extend(ids(&portal().output("zh-TW/atom.xml")));
    let count = unique.len();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), count);
    assert!(
        portal()
            .output("zh-TW/atom.xml")
            .contains("<title>維護</title>")
    );
}

/// A program that follows two portals of one company keeps apart what they say, whatever both are called.
#[test]
fn no_two_portals_give_their_news_and_contacts_one_name() {
    let names = |config: &str| -> BTreeSet<String> {
        let portal = portal().file("supportal.yaml", config);
        let build = portal.build();
        let texts = build.outputs.iter().filter(|file| {
            let name = file.url.as_str();
            [".xml", ".ics", ".vcf"]
                .iter()
                .any(|end| name.ends_with(end))
        });
        let texts = texts.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        let names = texts.flat_map(|text| {
            let lines = text.lines().map(str::to_owned).collect::<Vec<_>>();
            lines
                .into_iter()
                .filter(|line| line.starts_with("<id>") || line.starts_with("UID:"))
        });
        names.collect()
    };
    let one = names(CONFIG);
    let moved = CONFIG.replace("a.example", "b.example");
    let renamed = CONFIG.replace("Help & more", "Other help");
    let without = |title: &str| format!("title: {title}\nlanguages: [en, zh-TW]\n");
    assert!(one.len() > 5 && one.is_disjoint(&names(&moved)));
    // What is at one address is the same under another title.
    assert_eq!(one, names(&renamed));
    let local = names(&without("Help"));
    assert!(!local.is_empty() && local.is_disjoint(&names(&without("Other help"))));
}

#[test]
fn pages_lead_to_what_needs_an_address_only_where_there_is_one() {
    let page = portal().output("zh-TW/notices/now.html");
    for link in [
        "<link rel=\"manifest\" href=\"../site.webmanifest\">",
        "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"支援\" href=\"../opensearch.xml\">",
        "<link rel=\"alternate\" type=\"application/atom+xml\"",
        "<meta property=\"og:locale\" content=\"zh_TW\">",
    ] {
        assert!(page.contains(link), "{link} in {page}");
    }
    let build = portal()
        .file("supportal.yaml", "title: Test\nlanguages: [en, zh-TW]\n")
        .build();
    for file in &build.outputs {
        let name = file.url.as_str();
        let needs = [
            "atom.xml",
            "opensearch.xml",
            "site.webmanifest",
            "sitemap.xml",
        ];
        assert!(!needs.iter().any(|end| name.ends_with(end)), "{name}");
        if name.ends_with(".html") {
            let text = str::from_utf8(&file.bytes).unwrap();
            assert!(
                !text.contains("rel=\"manifest\"") && !text.contains("og:"),
                "{name}"
            );
        }
    }
}

#[test]
fn browsers_and_phones_are_told_name_search_and_icon() {
    let search = portal().output("zh-TW/opensearch.xml");
    Document::parse(&search).unwrap();
    let template = "template=\"https://a.example/help/zh-TW/search.html?q={searchTerms}\"";
    assert!(search.contains(template), "{search}");
    let long = CONFIG.replace("Help & more", "A name of more than sixteen letters");
    let search = portal()
        .file("supportal.yaml", long)
        .output("opensearch.xml");
    assert!(
        search.contains("<ShortName>A name of more</ShortName>"),
        "{search}"
    );
    let manifest: serde_json::Value =
        serde_json::from_str(&portal().output("zh-TW/site.webmanifest")).unwrap();
    assert_eq!(manifest["name"], "支援");
    let icon = manifest["icons"][0]["src"].as_str().unwrap();
    let icon = icon.strip_prefix("../").unwrap().to_owned();
    assert!(portal().output(&icon).starts_with("<svg"), "{icon}");
}

#[test]
fn a_page_says_when_it_changed_or_nothing() {
    let map = portal().output("sitemap.xml");
    Document::parse(&map).unwrap();
    let line = |url: &str| {
        let loc = format!("<loc>https://a.example/help/{url}</loc>");
        map.lines().find(|line| line.contains(&loc)).unwrap()
    };
    assert!(line("articles/call.html").contains("<lastmod>2026-05-02</lastmod>"));
    assert!(!line("channels/hotline.html").contains("lastmod"));
    let early = portal().today("2026-05-01").output("sitemap.xml");
    assert!(
        !early.contains("2026-05-02"),
        "a date to come is no change that was"
    );
}

#[test]
fn a_history_tells_dates_only_where_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, clone) = (folder.path().join("portal"), folder.path().join("clone"));
    let write = |path: &str, text: &str| {
        let path = portal.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let git_in = |root: &Path, date: &str, arguments: &[&str]| {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(root)
            .args(["-c", "user.name=A", "-c", "user.email=a@a.example"]);
        command
            .env("GIT_COMMITTER_DATE", format!("{date}T12:00:00Z"))
            .args(arguments);
        assert!(command.output().unwrap().status.success(), "{arguments:?}");
    };
    let git = |date: &str, arguments: &[&str]| git_in(&portal, date, arguments);
    let commit = |date: &str| {
        git(date, &["add", "."]);
        git(date, &["commit", "-q", "-m", "x"]);
    };
    let dates = |root: &Path, asked: &str| {
        let out = folder.path().join("out");
        let run = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .args(["build", "--today", "2026-06-01", "-o"])
            .args([&out, root])
            .output()
            .unwrap();
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        let said = String::from_utf8_lossy(&run.stderr).contains("PUB-LASTMOD");
        assert_eq!(said, asked == "warns");
        let map = std::fs::read_to_string(out.join("sitemap.xml")).unwrap();
        let part = |line: &str, tag: &str| {
            let from = line.split_once(&format!("<{tag}>"))?.1;
            Some(
                from.split_once('<')?
                    .0
                    .trim_start_matches("https://a.example/")
                    .to_owned(),
            )
        };
        let lines = map.lines().filter_map(|line| {
            Some(format!(
                "{} {}",
                part(line, "loc")?,
                part(line, "lastmod").unwrap_or_default()
            ))
        });
        lines.collect::<Vec<_>>().join(", ")
    };
    let page = |extra: &str| {
        format!(
            "---\ntitle: A page\ndescription: About it.\n{extra}---\n\nText, [first](index.md).\n"
        )
    };
    write(
        "supportal.yaml",
        "title: Test\nurl: https://a.example/\nlanguages: [en]\nlastmod: git\n",
    );
    write(
        "en/index.md",
        "---\ntitle: First\ndescription: First.\n---\n\n[a](a.md) [b](\u{5e33}.md)\n",
    );
    write("en/a.md", &page(""));
    write("en/\u{5e33}.md", &page("updated: 2026-01-09\n"));
    assert_eq!(
        dates(&portal, "warns"),
        " , a.html , %E5%B8%B3.html 2026-01-09"
    );
    git("2026-02-01", &["init", "-q"]);
    commit("2026-02-01");
    write("en/a.md", &page("order: 1\n"));
    commit("2026-03-01");
    assert_eq!(
        dates(&portal, ""),
        " 2026-02-01, a.html 2026-03-01, %E5%B8%B3.html 2026-01-09"
    );
    let url = format!("file://{}", portal.display());
    let cloned = Command::new("git")
        .args(["clone", "-q", "--depth", "1", &url])
        .arg(&clone)
        .output();
    assert!(cloned.unwrap().status.success());
    assert_eq!(
        dates(&clone, "warns"),
        " , a.html , %E5%B8%B3.html 2026-01-09"
    );
    // What is not committed has no date yet.
    write("en/a.md", &page("order: 2\n"));
    assert_eq!(
        dates(&portal, ""),
        " 2026-02-01, a.html , %E5%B8%B3.html 2026-01-09"
    );
    write(
        "supportal.yaml",
        "title: Test\nurl: https://a.example/\nlanguages: [en]\n",
    );
    assert_eq!(dates(&portal, ""), " , a.html , %E5%B8%B3.html 2026-01-09");
    // A brand asks the folders that it extends as well, each for its own history.
    commit("2026-04-01");
    let brand = folder.path().join("brand");
    std::fs::create_dir_all(brand.join("en")).unwrap();
    std::fs::write(
        brand.join("supportal.yaml"),
        "extends: ../portal\nurl: https://a.example/\nlastmod: git\n",
    )
    .unwrap();
    let both = " 2026-02-01, a.html 2026-04-01, %E5%B8%B3.html 2026-01-09";
    assert_eq!(dates(&brand, "warns"), both);
    std::fs::write(brand.join("en/a.md"), page("")).unwrap();
    git_in(&brand, "2026-05-01", &["init", "-q"]);
    git_in(&brand, "2026-05-01", &["add", "."]);
    git_in(&brand, "2026-05-01", &["commit", "-q", "-m", "x"]);
    assert_eq!(dates(&brand, ""), both.replace("2026-04", "2026-05"));
}
