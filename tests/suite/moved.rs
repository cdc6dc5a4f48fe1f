//! Links to pages that have moved.

use crate::portal::Portal;

/// A page in two languages that moved, and pages that may link to it.
fn portal() -> Portal {
    let moved = |language: &str, old: &str| {
        format!(
            "---\ntitle: Refunds {language}\ndescription: Money back.\nredirect_from: [{old}]\n---\n\nText.\n\n## Fees {{#fees}}\n\nNone.\n"
        )
    };
    Portal::new()
        .file("supportal.yaml", "title: T\nlanguages: [en, zh-TW]\n")
        .file(
            "en/articles/refunds.md",
            moved("en", "/articles/refund.html, /kb/1042, /old"),
        )
        .file("zh-TW/articles/refunds.md", moved("zh-TW", "/zh-TW/kb/7"))
}

/// What is said of links in a page with this text, and its HTML.
fn linked(portal: &Portal, path: &str, text: &str) -> (String, String) {
    let portal = portal.clone().page(path, text);
    let url = path.trim_start_matches("en/").replace(".md", ".html");
    let found = portal.check();
    let lines = found.lines().filter(|line| line.contains(" LNK-"));
    let lines = lines.filter(|line| !line.contains("LNK-ORPHAN"));
    (lines.collect::<Vec<_>>().join("\n"), portal.output(&url))
}

#[track_caller]
fn leads(path: &str, to: &str, href: &str, hint: &str) {
    let portal = portal();
    let (found, html) = linked(&portal, path, &format!("[words]({to})"));
    let old = to.split('#').next().unwrap();
    let note = format!("note LNK-REDIRECT {path}:6:9 the page at `{old}` has moved");
    assert_eq!(found, note, "{to}");
    assert!(
        html.contains(&format!("<a href=\"{href}\">words</a>")),
        "{to}"
    );
    let portal = portal.page(path, &format!("[words]({to})"));
    let build = portal.build();
    let mut found = build.diagnostics.iter();
    let note = found.find(|found| found.code == "LNK-REDIRECT").unwrap();
    assert_eq!(
        note.hint.as_deref(),
        Some(&*format!("write `{hint}`")),
        "{to}"
    );
}

#[test]
fn a_link_to_an_old_address_leads_straight_to_the_new_one() {
    let page = "en/articles/a.md";
    for to in [
        "refund.md",
        "refund.html",
        "../kb/1042",
        "/kb/1042",
        "/kb/1042/",
        "/old.md",
    ] {
        leads(page, to, "refunds.html", "refunds.md");
    }
    leads(
        page,
        "refund.md#fees",
        "refunds.html#fees",
        "refunds.md#fees",
    );
    leads(
        "en/guides/b/a.md",
        "/kb/1042",
        "../../articles/refunds.html",
        "../../articles/refunds.md",
    );
}

#[test]
fn readers_stay_in_their_language() {
    let page = "zh-TW/articles/a.md";
    leads(page, "refund.md", "refunds.html", "refunds.md");
    leads(page, "/kb/1042", "refunds.html", "refunds.md");
    leads(page, "/kb/7", "refunds.html", "refunds.md");
    leads(page, "/zh-TW/kb/7", "refunds.html", "refunds.md");
    // Another language is meant where it is named.
    leads(
        "en/articles/a.md",
        "/zh-TW/kb/7",
        "../zh-TW/articles/refunds.html",
        "../../zh-TW/articles/refunds.md",
    );
    // A page that is shown for want of a translation leads to what is translated.
    let (found, _) = linked(&portal(), "en/articles/a.md", "[words](refund.md)");
    assert_eq!(found.lines().count(), 1, "{found}");
    let html = portal()
        .page("en/articles/a.md", "[words](refund.md)")
        .output("zh-TW/articles/a.html");
    assert!(
        html.contains("<a href=\"refunds.html\">words</a>"),
        "{html}"
    );
}

#[test]
fn what_is_no_old_address_is_still_an_error() {
    let page = "en/articles/a.md";
    let (found, _) = linked(&portal(), page, "[words](refnd.md)");
    assert!(found.starts_with("error LNK-PAGE"), "{found}");
    // A place that the new page does not have.
    let (found, html) = linked(&portal(), page, "[words](refund.md#taxes)");
    assert!(
        found.contains("error LNK-ANCHOR") && found.contains("note LNK-REDIRECT"),
        "{found}"
    );
    assert!(html.contains("<a href=\"refunds.html\">words</a>"));
    // Whoever names a draft means the draft.
    let draft = "---\ntitle: D\ndraft: true\n---\n\nText.\n";
    let portal = portal().file("en/articles/refund.md", draft);
    let (found, _) = linked(&portal, page, "[words](refund.md)");
    assert!(found.contains("is not published: it is a draft"), "{found}");
}

/// What is said of `nav` and of the links of every page.
fn configured(config: &str) -> Vec<String> {
    let config = format!("title: T\nlanguages: [en, zh-TW]\n{config}\n");
    let build = portal().file("supportal.yaml", config).build();
    let found = build.diagnostics.iter();
    let found = found.filter(|found| found.code.starts_with("LNK-") && found.code != "LNK-ORPHAN");
    let line = |found: &supportal::model::Diagnostic| {
        let hint = found.hint.as_deref().unwrap_or_default();
        format!("{} {} | {hint}", found.code, found.message)
    };
    let mut lines: Vec<String> = found.map(line).collect();
    lines.dedup();
    lines
}

#[test]
fn navigation_and_links_of_every_page_are_told_where_a_page_is_now() {
    let moved = "LNK-PAGE the page at `articles/refund.md` has moved | write `articles/refunds.md`";
    for config in [
        "nav: [articles/refund.md]",
        "theme: {header: [articles/refund.md]}",
        "theme: {footer: [articles/refund.md]}",
    ] {
        assert_eq!(configured(config), [moved], "{config}");
    }
    let named_by_folder = configured("nav: [old.md]");
    assert_eq!(
        named_by_folder,
        ["LNK-PAGE the page at `old.md` has moved | write `articles/refunds.md`"]
    );
    let never = configured("nav: [articles/refnds.md]");
    assert_eq!(
        never,
        [
            "LNK-PAGE `nav` names `articles/refnds.md`, and there is no such page | `articles/refunds.md` exists"
        ]
    );
}

#[test]
fn a_link_that_is_spelt_as_the_file_is_never_has_other_capitals() {
    let found = |page: &str, text: &str| {
        let draft = "---\ntitle: D\ndescription: E.\ndraft: true\n---\n\nText.\n";
        let taken = "---\ntitle: T\ndescription: U.\nslug: refunds\n---\n\nText.\n";
        let portal = portal()
            .file("en/articles/draft.md", draft)
            .file("en/articles/taken.md", taken);
        let (found, _) = linked(&portal, page, text);
        let found = found.lines().filter(|line| line.contains(page));
        found.collect::<Vec<_>>().join("\n")
    };
    for page in ["en/articles/a.md", "zh-TW/articles/a.md"] {
        let draft = found(page, "[words](draft.md)");
        assert!(
            draft.starts_with("error LNK-PAGE") && draft.ends_with("not published: it is a draft"),
            "{draft}"
        );
        let taken = found(page, "[words](taken.md)");
        assert!(
            taken.ends_with("not published: another page has its address"),
            "{taken}"
        );
        for picture in ["draft.md", "refunds.md", "taken.md"] {
            let picture = found(page, &format!("![words]({picture})"));
            assert!(
                picture.starts_with("error LNK-FILE")
                    && picture.ends_with("is a page and no picture"),
                "{picture}"
            );
        }
        let capitals = found(page, "[words](Refunds.md)");
        assert!(capitals.starts_with("error LNK-CASE"), "{capitals}");
    }
}

#[test]
fn a_page_that_facts_plans_or_legal_name_is_there() {
    let plan = "---\ntitle: Basic\nversion: \"1.0\"\neffective: 2024-01-01\ntargets: []\nremedy: {kind: credit, how: articles/claims.md}\n---\n\nText.\n";
    let portal = Portal::new()
        .file(
            "supportal.yaml",
            "title: T\nlanguages: [en]\nlegal: {imprint: legal/impressum.md, privacy: legal/}\n",
        )
        .file(
            "support.yaml",
            "services:\n  - {id: a, self_help: [articles/bill/, articles/a.md]}\ndata: {privacy: legal/privaci.md}\nchanges: {cancel: {page: articles/b.md}}\n",
        )
        .page("en/index.md", "Home.")
        .page("en/articles/index.md", "Articles.")
        .page("en/articles/a.md", "Text.")
        .file("en/articles/c.md", "---\ntitle: C\nredirect_from: [/articles/b]\n---\n\nText.\n")
        .page("en/articles/claim.md", "Text.")
        .page("en/legal/privacy.md", "Text.")
        .file("en/sla/basic.md", plan);
    let found = portal.check();
    let found: Vec<&str> = found
        .lines()
        .filter(|line| line.contains("LNK-PAGE"))
        .collect();
    let named = |what: &str| found.iter().filter(|line| line.contains(what)).count();
    for what in [
        "en/sla/basic.md:6:29 `articles/claims.md` is named",
        "support.yaml:2:25 `articles/bill/` is named",
        "support.yaml:3:17 `legal/privaci.md` is named",
        "support.yaml:4:26 the page at `articles/b.md` has moved",
        "supportal.yaml:3:18 `legal/impressum.md` is named",
        "supportal.yaml:3:47 `legal/` is named",
    ] {
        assert_eq!(named(what), 1, "{what}: {found:#?}");
    }
    assert_eq!(found.len(), 6, "{found:#?}");
}
