//! Names that two files cannot share, or that some disk refuses: old addresses, slugs and files of the site.

use crate::portal::Portal;

/// The findings of a portal whose page `a.md` has stood at the addresses `old`.
fn moved(old: &str) -> Vec<String> {
    found(portal(&format!("redirect_from: [{old}]\n")))
}

fn portal(front: &str) -> Portal {
    Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nurl: https://a.example/\nlanguages: [en]\n",
        )
        .page("en/index.md", "[A](articles/a.md), [b](articles/b.md)")
        .page("en/articles/b.md", "Text.")
        .file(
            "en/articles/a.md",
            format!("---\ntitle: A\ndescription: About A.\n{front}---\n\nText.\n"),
        )
}

fn found(portal: Portal) -> Vec<String> {
    portal.check().lines().map(str::to_owned).collect()
}

#[test]
fn no_page_at_an_old_address_stands_where_a_file_is_or_a_folder() {
    for old in [
        "/robots.txt",
        "/incident.js",
        "/sitemap.xml",
        "/llms.txt",
        "/index.md",
        "/articles/a.md",
        "/articles/b.html/x",
        "/articles/b.html.gz",
        "/.supportal-manifest.json",
        "/_worker.js",
        "/search.html",
    ] {
        let found = moved(old);
        let told = "error RDR-TAKEN en/articles/a.md:4:17 ";
        assert!(
            found.len() == 1 && found[0].starts_with(told),
            "{old}: {found:?}"
        );
    }
    assert_eq!(
        moved("/old.html, /old.html/x"),
        [
            "error RDR-TAKEN en/articles/a.md:4:28 a page at the old address `/old.html/x` cannot stand beside `old.html`"
        ]
    );
    for fine in ["/old, /old/x", "/search", "/_redirects"] {
        assert_eq!(moved(fine), [""; 0], "{fine}");
    }
}

#[test]
fn no_page_at_an_old_address_stands_in_the_way_of_what_hosts_are_told() {
    let portal = portal("redirect_from: [/_redirects, /_headers]\n").file(
        "supportal.yaml",
        "title: Test\nlanguages: [en]\npublish: {host: netlify}\n",
    );
    let found = found(portal);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|one| one.contains(" RDR-TAKEN ")));
}

#[test]
fn an_old_address_is_no_longer_than_a_name_can_be() {
    let long = format!("/{}", "a".repeat(3_000));
    let start = "a".repeat(39);
    assert_eq!(
        moved(&long),
        [format!(
            "error PATH-LONG en/articles/a.md:4:17 the old address `/{start}…` is too long: 3011 characters, 3000 bytes in a name"
        )]
    );
    let deep = "/abcdefghi".repeat(25);
    let found = moved(&deep);
    assert!(
        found.len() == 1 && found[0].starts_with("warning PATH-LONG "),
        "{found:?}"
    );
}

#[test]
fn an_old_address_is_no_twin_of_another_file() {
    let code = |old: &str| {
        let found = moved(old);
        let codes = found
            .iter()
            .map(|one| one.split(" en/").next().unwrap_or_default());
        codes.map(str::to_owned).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(code("/ARTICLES/b.html"), "warning PATH-CASE");
    assert_eq!(code("/Robots.txt"), "warning PATH-CASE");
    assert_eq!(code("/aux"), "warning PATH-RESERVED");
    assert_eq!(code("/con.html"), "warning PATH-RESERVED");
    assert_eq!(code("/trail./a"), "warning PATH-CHARS");
    // Both lead to one page, whichever stays.
    assert_eq!(code("/x, /X, /\u{e9}, /e\u{301}"), "");
}

#[test]
fn old_addresses_of_two_pages_are_no_twins() {
    let portal = portal("redirect_from: [/x]\n").file(
        "en/articles/b.md",
        "---\ntitle: B\ndescription: About B.\nredirect_from: [/X]\n---\n\nText.\n",
    );
    let found = found(portal);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("PATH-CASE"), "{found:?}");
}

#[test]
fn a_host_that_follows_rules_alone_has_no_pages_that_could_clash() {
    let portal = portal("redirect_from: [/ARTICLES/b.html, /aux]\n").file(
        "supportal.yaml",
        "title: Test\nurl: https://a.example/\nlanguages: [en]\npublish: {host: gitlab-pages}\n",
    );
    let found = found(portal);
    assert!(!found.iter().any(|one| one.contains(" PATH-")), "{found:?}");
}

#[test]
fn a_page_is_no_folder() {
    let portal = portal("")
        .page(
            "en/index.md",
            "[A](articles/a.md), [b](articles/b.md), [c](articles/b.html/c.md)",
        )
        .page("en/articles/b.html/c.md", "Text.");
    assert_eq!(
        found(portal),
        [
            "error PATH-TAKEN en/articles/b.md:1:1 the address `articles/b.html` is that of a folder, in which other files of the site stand"
        ]
    );
}

#[test]
fn a_slug_is_no_device_of_windows() {
    assert_eq!(
        found(portal("slug: con\n")),
        [
            "error PATH-RESERVED en/articles/a.md:4:7 the slug `con` is reserved on Windows: the site could not be unpacked there"
        ]
    );
    assert_eq!(found(portal("slug: console\n")), [""; 0]);
}

#[test]
fn what_a_policy_has_to_name_is_an_address_that_browsers_ask() {
    let portal = |endpoint: &str| {
        portal("").file(
            "supportal.yaml",
            format!("title: Test\nurl: https://a.example/\nlanguages: [en]\nfeedback: {{endpoint: \"{endpoint}\"}}\n"),
        )
    };
    let page = portal("https://hilfe.müller.example/x").output("articles/a.html");
    let policy = page.matches("&#39;self&#39; https://hilfe.xn--mller-kva.example;");
    assert_eq!(policy.count(), 2, "{page}");
    for refused in ["https://f.example:*/", "https://f.example:99999/"] {
        let found = found(portal(refused));
        let told = "error CHN-HTTP supportal.yaml:4:";
        assert!(found.len() == 1 && found[0].starts_with(told), "{found:?}");
    }
}

#[test]
fn links_that_every_page_has_lead_to_what_they_show() {
    let portal = portal("").file(
        "supportal.yaml",
        "title: Test\nurl: https://a.example/\nlanguages: [en]\n\
         nav: [{page: index.md}, {title: More, items: [{page: \"https://evil.example\", title: bank.example}]}]\n\
         theme:\n  footer: [{page: \"https://evil.example\", title: \"https://bank.example\"}, {page: \"https://b.example\", title: b.example}]\n",
    );
    let found = found(portal);
    let mismatches = found
        .iter()
        .filter(|one| one.starts_with("warning LNK-MISMATCH supportal.yaml:"));
    assert_eq!(mismatches.count(), 2, "{found:?}");
}

#[test]
fn a_page_of_what_nobody_sees_is_empty() {
    for text in ["\u{200B}", "\u{3164}", "&#x200B;"] {
        let found = found(portal("").page("en/articles/b.md", text));
        assert!(
            found.iter().any(|one| one.contains("CNT-EMPTY")),
            "{text:?}: {found:?}"
        );
    }
}

#[test]
fn a_title_in_two_lines_is_one_line_of_llms_txt() {
    let portal = portal("").file(
        "en/articles/b.md",
        "---\ntitle: \"B\\n# x\"\ndescription: \"C\\n# y\"\n---\n\nText.\n",
    );
    let list = portal.output("llms.txt");
    assert!(
        list.contains("[B # x](https://a.example/articles/b.md): C # y\n"),
        "{list}"
    );
    let twin = portal.output("articles/b.md");
    assert!(twin.starts_with("# B # x\n\n> C # y\n"), "{twin}");
}

#[test]
fn facts_in_a_file_of_another_name_are_told_once() {
    let facts = "organization: {name: A}\ncalendars: {office: {time_zone: UTC, always: true}}\n";
    let portal = |file: &str| {
        portal("").file(file, facts).page(
            "en/articles/c.md",
            "{{ organization.name }} {{ calendar.office }}, :::hours calendar=\"office\":::",
        )
    };
    for file in ["support.yml", "Support.yaml"] {
        let told = format!(
            "error AST-TYPE {file}:1:1 this file is not read, as it is not called `support.yaml`"
        );
        let found = found(portal(file));
        assert!(found.contains(&told), "{found:?}");
        let names = found.iter().filter(|one| one.contains("calendar"));
        assert_eq!(names.count(), 0, "{found:?}");
        let both = portal(file).file("support.yaml", facts).check();
        assert!(both.contains(&told.replace("error", "warning")), "{both}");
        // Beside a file that says nothing the names are still holes.
        let holes = portal(file).file("support.yaml", "# later\n").check();
        assert!(holes.contains("error FCT-NAME"), "{holes}");
    }
    assert!(!portal("support.yaml").check().contains("AST-TYPE"));
}
