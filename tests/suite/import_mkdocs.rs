//! `import mkdocs`: a small project against the portal expected of it, structures of languages and folders,
//! and projects of others by their pages and their navigation.

#![allow(
    clippy::disallowed_methods,
    reason = "tests prepare folders and look at them"
)]

use std::path::{Path, PathBuf};

use supportal::discover;
use supportal::import::{self, Report};
use supportal::model::output::Build;
use supportal::model::{Diagnostic, Locale, Severity};
use supportal::pipeline::{Memos, Options, compile};

#[cfg(unix)]
use crate::import::{Pattern, slow};
use crate::import::{files, findings, here, matches_expected, tree};
use crate::skipped;

fn mkdocs(source: &Path, portal: &Path) -> anyhow::Result<Vec<Report>> {
    import::mkdocs(source, None, portal)
}

/// Imports a project written into a new folder.
fn imported(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf, Vec<Report>) {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (source, portal) = (out.path().join("source"), out.path().join("portal"));
    tree(&source, files);
    let reports = mkdocs(&source, &portal).expect("an import");
    (out, portal, reports)
}

#[test]
fn a_language_that_is_told_is_that_of_the_only_pages() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let source = out.path().join("source");
    let files = [
        ("en.yml", "site_name: A\ntheme: {language: en}\n"),
        ("mkdocs.yml", "INHERIT: en.yml\n"),
        ("docs/index.md", "# はじめに\n"),
    ];
    tree(&source, &files);
    let ja = Locale::new("ja");
    let portal = out.path().join("portal");
    let reports = import::mkdocs(&source, ja.as_ref(), &portal).expect("an import");
    assert_eq!(reports[0].language, "ja");
    assert!(read(&portal.join("supportal.yaml")).contains("languages: [ja]\n"));
    assert!(portal.join("ja/index.md").exists());

    let several = "plugins: [{i18n: {languages: [{locale: en, default: true}, {locale: de}]}}]\n";
    tree(&source, &[("mkdocs.yml", several)]);
    let error = import::mkdocs(&source, ja.as_ref(), &out.path().join("other"));
    let error = error.expect_err("a refusal").to_string();
    assert!(
        error.ends_with("names the languages of its pages\nhint: leave `--language` out"),
        "{error}"
    );
}

#[test]
fn the_title_of_a_page_may_be_underlined() {
    let page = "Install the printer\n====\n\nText.\n\nErrors\n---\n\nText.\n\n### Code 5\n";
    let config = "site_name: A\nnav: [{Home: index.md}, {Printer: printer.md}]\n";
    let (_out, portal, _) = imported(&[
        ("mkdocs.yml", config),
        ("docs/index.md", "# Help\n\n[Printer](printer.md)\n"),
        ("docs/printer.md", page),
    ]);
    let page = read(&portal.join("en/printer.md"));
    assert!(
        page.starts_with("---\ntitle: \"Install the printer\"\n"),
        "{page}"
    );
    assert!(
        page.contains("\n## Errors\n\nText.\n\n### Code 5\n"),
        "{page}"
    );
    let found = built(&portal).diagnostics;
    assert!(!found.iter().any(|one| one.code == "A11-H1"), "{found:?}");
}

/// Builds the portal, which must have no error.
fn built(portal: &Path) -> Build {
    let today = "2026-06-01".parse().expect("a date");
    let snapshot = discover::snapshot(portal, today).expect("a portal");
    let build = compile(&snapshot, &Options::default(), &mut Memos::once());
    let errors = build.diagnostics.iter();
    let errors = errors.filter(|one| one.severity == Severity::Error);
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
    build
}

fn shown(build: &Build, url: &str) -> String {
    let mut outputs = build.outputs.iter();
    let file = outputs.find(|file| file.url.as_str() == url).expect(url);
    String::from_utf8_lossy(&file.bytes).into_owned()
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn left<'r>(report: &'r Report, construct: &str) -> Vec<(&'r str, usize)> {
    let places = report
        .left
        .iter()
        .filter(|left| left.construct == construct);
    places.map(|left| (left.file.as_str(), left.line)).collect()
}

/// `UPDATE_EXPECTED=1 cargo test import_mkdocs` writes the portal that the project now gives; read it before
/// committing it.
#[test]
fn a_project_becomes_the_expected_portal() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let dir = out.path().join("portal");
    mkdocs(&here("tests/sites/mkdocs/source"), &dir).expect("an import");
    matches_expected(&dir, &here("tests/sites/mkdocs/expected"));
}

#[test]
fn the_expected_portal_builds_and_shows_what_was_written() {
    let portal = here("tests/sites/mkdocs/expected");
    assert_eq!(findings(&portal), [""; 0]);
    let build = built(&portal);
    let blocks = shown(&build, "guide/blocks.html");
    for shown in [
        "alert-warning",
        "alert-caution",
        "<details open",
        "class=\"tabs\"",
        "<dl>",
        "type=\"checkbox\"",
        "acme.desk.Desk",
    ] {
        assert!(blocks.contains(shown), "{shown} in\n{blocks}");
    }
    // Nothing of the old notation is left in the text, code apart.
    for gone in ["<p>!!!", "<p>???", "<p>===", "{ .", "--8&lt;--"] {
        assert!(!blocks.contains(gone), "{gone} in\n{blocks}");
    }
    // The old addresses lead to the pages.
    for old in [
        "guide/refunds/index.html",
        "old/money/index.html",
        "de/guide/refunds/index.html",
    ] {
        assert!(shown(&build, old).contains("refunds.html"), "{old}");
    }
    // A picture without a German version is that of the source language.
    assert!(shown(&build, "de/index.html").contains("img/logo.svg"));
}

#[test]
fn what_mkdocs_does_not_publish_is_not_published() {
    let config = "site_name: A\nnav: [index.md, wip.md, other.md]\ndraft_docs: |\n  wip.md\n  plans/\nplugins: [{blog: {blog_dir: news}}]\n";
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", config),
        ("docs/index.md", "# A\n\nText.\n"),
        ("docs/wip.md", "# Soon\n"),
        ("docs/other.md", "---\ndraft: true\n---\n# Other\n"),
        ("docs/plans/a.md", "# Plan\n"),
        ("docs/plans/a.pdf", "%PDF-1.4\n"),
        ("docs/news/index.md", "# News\n"),
        (
            "docs/news/posts/one.md",
            "---\ndate: 2024-01-31\ndraft: true\n---\n# One\n",
        ),
        (
            "docs/news/posts/two.md",
            "---\ndate: 2024-01-31\n---\n# Two\n",
        ),
    ]);
    let build = built(&portal);
    let has = |url: &str| build.outputs.iter().any(|file| file.url.as_str() == url);
    assert!(has("news/posts/two.html") && has("other.html"));
    for hidden in [
        "wip.html",
        "plans/a.html",
        "plans/a.pdf",
        "news/posts/one.html",
    ] {
        assert!(!has(hidden), "{hidden}");
    }
    let nav = read(&portal.join("supportal.yaml"));
    for hidden in ["wip.md", "plans/a.md", "posts/one.md"] {
        assert!(!nav.contains(hidden), "{hidden} in\n{nav}");
    }
    let report = &reports[0];
    let kept = "pages that MkDocs does not publish, kept as drafts";
    assert_eq!(report.changed.get(kept), Some(&3));
    let gone = "navigation entry of a draft, left out";
    assert_eq!(left(report, gone), [("mkdocs.yml", 2)]);
    let shown = left(report, "file that MkDocs shows to authors alone");
    assert_eq!(shown, [("docs/plans/a.pdf", 1)]);
    // MkDocs itself publishes any page that is no post.
    let other = left(report, "front matter `draft`");
    assert_eq!(other, [("docs/other.md", 2)]);
}

#[test]
fn posts_that_wait_for_their_day_wait_in_a_portal_too() {
    let settings = "{draft_if_future_date: true}";
    let blog = |settings: &str| format!("site_name: A\nplugins: [{{blog: {settings}}}]\n");
    let files = |config: &str| {
        let (_out, portal, _) = imported(&[
            ("mkdocs.yml", config),
            ("docs/index.md", "# A\n\nText.\n"),
            ("docs/blog/index.md", "# News\n"),
            (
                "docs/blog/posts/a.md",
                "---\ndate: 2026-06-02\n---\n# One\n",
            ),
            (
                "docs/blog/posts/b.md",
                "---\ndate: {created: 2026-05-30}\n---\n# Two\n",
            ),
            (
                "docs/blog/posts/c.md",
                "---\ndate: 2026-07-01\ndraft: false\n---\n# Three\n",
            ),
            ("docs/blog/posts/d.md", "---\ndraft: true\n---\n# Four\n"),
        ]);
        let build = built(&portal);
        let outputs = build.outputs.iter();
        let names = outputs.filter_map(|file| file.url.as_str().strip_prefix("blog/posts/"));
        let pages = names.filter_map(|name| name.strip_suffix(".html"));
        let mut pages: Vec<String> = pages
            .filter(|name| name.len() == 1)
            .map(str::to_owned)
            .collect();
        pages.sort();
        pages.join(" ")
    };
    assert_eq!(files(&blog(settings)), "b c");
    assert_eq!(files(&blog("{}")), "a b c");
    assert_eq!(
        files(&blog("{draft: true, draft_if_future_date: true}")),
        "a b c d"
    );
    assert_eq!(files(&blog("{enabled: false}")), "a b c d");
}

#[test]
fn posts_of_a_blog_keep_their_addresses() {
    let addresses = |config: &str, front: &str, text: &str| {
        let (_out, portal, reports) = imported(&[
            ("mkdocs.yml", &format!("site_name: A\n{config}")),
            ("docs/index.md", "# A\n\nText.\n"),
            ("docs/news/index.md", "# News\n\n[One](posts/my-post.md)\n"),
            (
                "docs/news/posts/my-post.md",
                &format!("---\n{front}\n---\n{text}"),
            ),
        ]);
        built(&portal);
        let page = read(&portal.join("en/news/posts/my-post.md"));
        let old = page
            .lines()
            .find_map(|line| line.strip_prefix("redirect_from: "));
        let lost = left(&reports[0], "post whose old address cannot be told").len();
        (old.unwrap_or_default().to_owned(), lost)
    };
    let check = |settings: &str, front: &str, expected: &str| {
        let config = format!("plugins: [{{blog: {{blog_dir: news{settings}}}}}]\n");
        let found = addresses(&config, front, "# C++ & Über uns\n");
        let lost = usize::from(expected.is_empty());
        let expected = match lost {
            0 => format!("[\"{expected}\"]"),
            _ => String::new(),
        };
        assert_eq!(found, (expected, lost), "{settings} {front}");
    };
    check("", "date: 2024-01-31", "/news/2024/01/31/c--über-uns/");
    check("", "date: 2024-01-31\ntitle: Two", "/news/2024/01/31/two/");
    check("", "date: 2024-01-31\nslug: TWO", "/news/2024/01/31/TWO/");
    let dates = "date: {created: 2024-01-03, updated: 2025-02-02}\ncategories: [A b, C]";
    check("", dates, "/news/2024/01/03/c--über-uns/");
    let format =
        ", post_url_format: \"{categories}/{date}/{file}\", post_url_date_format: yyyy-M-d";
    check(format, dates, "/news/a-b/2024-1-3/my-post/");
    check(", post_url_date_format: MMMM", "date: 2024-01-31", "");
    check(", post_slugify: !!python/name:a.b", "date: 2024-01-31", "");
    let kept = ", post_slugify: {kwds: {case: none}}, post_url_format: \"{slug}\"";
    check(kept, "date: 2024-01-31\ntitle: One Two", "/news/One-Two/");
    check("", "title: A", "");

    let files = "use_directory_urls: false\nplugins: [{blog: {blog_dir: news}}]\n";
    let found = addresses(files, "date: 2024-01-31", "# One\n");
    assert_eq!(found, ("[\"/news/2024/01/31/one.html\"]".to_owned(), 0));
}

#[test]
fn what_a_portal_makes_itself_is_left_behind() {
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", "site_name: Acme\n"),
        ("docs/index.md", "# Acme\n"),
        ("docs/llms.txt", "Acme\n"),
        ("docs/more/llms.txt", "Acme\n"),
        ("docs/robots.txt", "User-agent: *\n"),
    ]);
    built(&portal);
    let made = left(&reports[0], "file that a portal makes itself");
    assert_eq!(made, [("docs/llms.txt", 1), ("docs/robots.txt", 1)]);
    assert!(portal.join("en/more/llms.txt").is_file());
}

#[test]
fn folders_make_the_navigation_where_mkdocs_yml_has_none() {
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", "site_name: Acme\n"),
        ("docs/zebra.md", "# Zebra\n"),
        ("docs/getting-started/b.md", "# B\n"),
        ("docs/getting-started/a.md", "# A\n"),
        ("docs/getting-started/index.md", "# Begin here\n"),
        (
            "docs/arranged/.pages",
            "title: In order\nnav:\n  - two.md\n  - ...\n  - Last: one.md\n",
        ),
        ("docs/arranged/one.md", "# One\n"),
        ("docs/arranged/two.md", "# Two\n"),
        ("docs/arranged/three.md", "# Three\n"),
    ]);
    assert_eq!(reports[0].unlisted, [""; 0]);
    let config = read(&portal.join("supportal.yaml"));
    let (_, nav) = config.split_once("\nnav:\n").expect("a navigation");
    let expected = r#"  - "zebra.md"
  - title: "In order"
    items:
      - "arranged/two.md"
      - "arranged/three.md"
      - title: "Last"
        page: "arranged/one.md"
  - title: "Getting started"
    page: "getting-started/index.md"
    items:
      - "getting-started/a.md"
      - "getting-started/b.md"
"#;
    assert_eq!(nav, expected);
    // There was no first page, and a portal needs one.
    assert_eq!(reports[0].generated, 1);
    assert!(shown(&built(&portal), "index.html").contains("Getting started"));
}

#[test]
fn languages_in_folders_become_languages_of_the_portal() {
    let settings = "site_name: Acme\nsite_url: https://acme.example/\nnav:\n  - index.md\n  - Guide: guide.md\n  - new.md\nplugins:\n  i18n:\n    docs_structure: folder\n    languages:\n      - {locale: pt_BR, name: Português, site_name: Acme BR, nav_translations: {Guide: Guia}}\n      - {locale: en, default: true, name: English}\n";
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", settings),
        (
            "docs/en/index.md",
            "# Home\n\n![Logo](../logo.svg) [Brazil](../pt_BR/guide.md)\n",
        ),
        ("docs/en/guide.md", "# Guide\n\n[New](new.md)\n"),
        ("docs/en/new.md", "# New\n\nNew.\n"),
        ("docs/pt_BR/index.md", "# Início\n\n![Logo](../logo.svg)\n"),
        (
            "docs/pt_BR/guide.md",
            "# Guia\n\n[Novo](new.md), [ali](/pt_BR/guide/).\n",
        ),
        (
            "docs/logo.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
    ]);
    let beside = reports[1].source.as_ref().expect("a translation");
    assert_eq!(
        (beside.pages, &*beside.missing),
        (3, &["new.md".to_owned()][..])
    );
    assert_eq!(
        left(&reports[1], "link to a page or file that is not here"),
        []
    );
    let config = read(&portal.join("supportal.yaml"));
    for line in [
        "languages: [en, pt-BR]\n",
        "title: {en: \"Acme\", pt-BR: \"Acme BR\"}\n",
        "  - title: {en: \"Guide\", pt-BR: \"Guia\"}\n",
        "url: \"https://acme.example/\"\n",
    ] {
        assert!(config.contains(line), "{line} in\n{config}");
    }
    assert!(read(&portal.join("en/index.md")).contains("[Brazil](../pt-BR/guide.md)"));
    assert!(read(&portal.join("pt-BR/index.md")).contains("![Logo](../en/logo.svg)"));
    let guide = read(&portal.join("pt-BR/guide.md"));
    assert!(
        guide.contains("[Novo](new.md), [ali](guide.md)."),
        "{guide}"
    );
    // The link leads to the page of the source language, in this one's frame.
    let build = built(&portal);
    assert!(shown(&build, "pt-BR/guide.html").contains("href=\"new.html\""));
    assert!(shown(&build, "pt-BR/new.html").contains("New."));
}

#[test]
fn a_language_that_is_not_built_is_not_published_as_another() {
    let check = |structure: &str, pages: [&str; 2], gone: &str| {
        let languages = "[{locale: en, default: true}, {locale: de, build: false}]";
        let config = format!(
            "site_name: A\nplugins: [{{i18n: {{docs_structure: {structure}, languages: {languages}}}}}]\n"
        );
        let (_out, portal, reports) = imported(&[
            ("mkdocs.yml", &config),
            (pages[0], "# Help\n\nText.\n"),
            (pages[1], "# Hilfe\n\nText.\n"),
            (gone, "PNG"),
        ]);
        let pages_left = left(&reports[0], "file in a language that is not built");
        assert_eq!(pages_left, [(pages[1], 1), (gone, 1)]);
        assert_eq!(left(&reports[0], "language that is not built").len(), 1);
        let files = files(&portal);
        let pages = files.keys().filter(|name| name.contains('/'));
        assert_eq!(pages.collect::<Vec<_>>(), ["en/index.md"]);
    };
    check(
        "suffix",
        ["docs/index.md", "docs/index.de.md"],
        "docs/logo.de.png",
    );
    check(
        "folder",
        ["docs/en/index.md", "docs/de/index.md"],
        "docs/de/logo.png",
    );
}

#[test]
fn languages_that_the_theme_links_are_folders_too() {
    let settings = "site_name: Acme\ntheme: {name: material, language: en}\nextra:\n  alternate:\n    - {name: English, link: /, lang: en}\n    - {name: Deutsch, link: /docs/de/, lang: de}\n    - {name: Français, link: https://fr.acme.example/, lang: fr}\n";
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", settings),
        ("docs/index.md", "# Home\n"),
        ("docs/de/index.md", "# Start\n"),
    ]);
    assert_eq!(reports.len(), 2);
    let what = "language whose pages are not in this project";
    assert_eq!(left(&reports[0], what), [("mkdocs.yml", 7)]);
    assert!(read(&portal.join("de/index.md")).contains("title: \"Start\""));
    built(&portal);
}

/// Some rules cannot be lowered: what breaks them is put another way, and reported.
#[test]
fn what_a_portal_never_shows_does_not_stop_the_build() {
    let text = "# C#\n\n[a](vscode:extension/x), [b](https://me:secret@acme.example/) and <ftp://acme.example/>.\n![c](data:image/png;base64,AA==) <a href=\"javascript:alert(1)\">d</a> [e][far]\n\n[far]: ftp://acme.example/far\n\n<p><img src=\"file:///f.png\" alt=\"f\"></p>\n\nA {{ macro }}.\n";
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", "nav:\n  - One: c#.md\n  - Two: c#.md\n"),
        ("docs/index.md", "[C#](c%23.md)\n"),
        ("docs/c#.md", text),
    ]);
    let page = read(&portal.join("en/c-.md"));
    assert!(page.contains("a (`vscode:extension/x`)"), "{page}");
    assert!(
        page.contains("`ftp://acme.example/`.\nc <a>d</a>"),
        "{page}"
    );
    let lines = left(
        &reports[0],
        "address that a portal refuses, kept as text or left out",
    );
    let lines: Vec<usize> = lines.iter().map(|(_, line)| *line).collect();
    assert_eq!(lines, [3, 3, 3, 4, 4, 6, 8]);
    let html = shown(&built(&portal), "c-.html");
    assert!(html.contains("A {{ macro }}."), "{html}");
    assert!(read(&portal.join("en/index.md")).contains("[C#](c-.md)"));
}

#[test]
fn what_cannot_be_imported_is_refused_with_a_way_out() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let refused = |name: &str, files: &[(&str, &str)], said: &str| {
        let source = out.path().join(name);
        tree(&source, files);
        let portal = out.path().join("portal");
        let error = mkdocs(&source, &portal).expect_err("a refusal").to_string();
        assert!(error.contains(said), "{error}");
        assert!(!portal.exists());
    };
    let page = ("docs/index.md", "# Home\n");
    refused(
        "none",
        &[page],
        "name the folder that has it, or the file itself",
    );
    refused("broken", &[("mkdocs.yml", "nav: [\n"), page], "line 1");
    refused(
        "docs",
        &[("mkdocs.yml", "docs_dir: pages\n"), page],
        "`docs_dir` in mkdocs.yml",
    );
    let circle = [("mkdocs.yml", "INHERIT: mkdocs.yml\n"), page];
    refused("circle", &circle, "remove an `INHERIT`");
    let full = out.path().join("full");
    tree(&full, &[("mkdocs.yml", "site_name: Acme\n"), page]);
    let error = mkdocs(&full, &full).expect_err("a refusal").to_string();
    assert!(
        error.contains("name a folder that does not exist yet"),
        "{error}"
    );
}

/// Folders and links lead out of the project in many ways, and to nothing that is read.
#[cfg(unix)]
#[test]
fn snippets_are_read_from_the_project_alone() {
    for (base, name) in [
        ("/", "./ROOT/secret.md"),
        ("/", "./ROOT/source/docs/link.md"),
        ("..", "secret.md"),
        ("docs/../..", "secret.md"),
        ("docs", "link.md"),
    ] {
        let out = tempfile::tempdir().expect("a temporary folder");
        let (source, portal) = (out.path().join("source"), out.path().join("portal"));
        let name = name.replace("ROOT", out.path().to_str().expect("UTF-8"));
        let page = format!("# A\n\n--8<-- \"{name}\"\n");
        let settings =
            format!("markdown_extensions: [{{pymdownx.snippets: {{base_path: [{base}]}}}}]\n");
        tree(out.path(), &[("secret.md", "Swordfish.\n")]);
        tree(
            &source,
            &[("mkdocs.yml", &settings), ("docs/index.md", &page)],
        );
        std::os::unix::fs::symlink("../../secret.md", source.join("docs/link.md")).expect("a link");
        let reports = mkdocs(&source, &portal).expect("an import");
        let what = "snippet that is not in the project";
        assert_eq!(left(&reports[0], what), [("docs/index.md", 3)], "{name}");
        for (file, bytes) in files(&portal) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("Swordfish"), "{name} in {file}");
        }
    }
}

#[test]
fn a_file_outside_does_not_hide_one_of_the_project() {
    let settings = "markdown_extensions: [{pymdownx.snippets: {base_path: [.., docs]}}]\n";
    let (_out, portal, _) = imported(&[
        ("mkdocs.yml", settings),
        ("docs/index.md", "# A\n\n--8<-- \"part.txt\"\n"),
        ("docs/part.txt", "Open.\n"),
        ("../part.txt", "Swordfish.\n"),
    ]);
    let page = read(&portal.join("en/index.md"));
    assert!(
        page.contains("Open.") && !page.contains("Swordfish"),
        "{page}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_of_the_project_is_that_file() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (source, portal) = (out.path().join("source"), out.path().join("portal"));
    tree(out.path(), &[("secret.md", "Swordfish.\n")]);
    tree(
        &source,
        &[
            ("mkdocs.yml", "site_name: A\n"),
            ("README.md", "# Welcome\n"),
            ("docs/other.md", "# B\n"),
        ],
    );
    for (to, link) in [
        ("../README.md", "docs/index.md"),
        ("../../secret.md", "docs/secret.md"),
        ("gone.md", "docs/broken.md"),
        ("..", "docs/all"),
    ] {
        std::os::unix::fs::symlink(to, source.join(link)).expect("a link");
    }
    let reports = mkdocs(&source, &portal).expect("an import");
    assert!(read(&portal.join("en/index.md")).contains("Welcome"));
    assert_eq!(
        left(&reports[0], "symbolic link or special file"),
        [
            ("docs/all", 1),
            ("docs/broken.md", 1),
            ("docs/secret.md", 1)
        ]
    );
}

#[cfg(unix)]
#[test]
fn pages_are_outside_the_project_only_where_docs_dir_says_so() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (source, portal) = (out.path().join("source"), out.path().join("portal"));
    let page = ("outside/index.md", "# A\n\n--8<-- \"part.txt\"\n");
    tree(out.path(), &[page, ("outside/part.txt", "Open.\n")]);
    tree(&source, &[("mkdocs.yml", "site_name: A\n")]);
    std::os::unix::fs::symlink("../outside", source.join("docs")).expect("a link");
    let error = mkdocs(&source, &portal).expect_err("a refusal").to_string();
    let said = "leads out of the project by a symbolic link\nhint: ";
    assert!(error.contains(said) && !portal.exists(), "{error}");
    // As MkDocs documents it, and as repositories of several sites have it.
    let settings = "docs_dir: ../outside\nmarkdown_extensions: [{pymdownx.snippets: {base_path: $docs_dir}}]\n";
    tree(&source, &[("mkdocs.yml", settings)]);
    let reports = mkdocs(&source, &portal).expect("an import");
    let what = "folders of pages outside the project's, as `docs_dir` says";
    assert_eq!(reports[0].changed.get(what), Some(&1));
    assert!(read(&portal.join("en/index.md")).contains("Open."));
}

#[test]
fn snippets_within_snippets_find_an_end() {
    let ten = |name: &str| format!("--8<-- \"{name}.txt\"\n").repeat(10);
    let heading = "# A\n\n";
    // The same lines again and again, and lines of blanks alone.
    let lines = format!("{heading}--8<-- \"g.txt:{}\"\n", "1:,".repeat(1_000));
    let blanks = format!("{heading}{}--8<-- \"g.txt\"\n", " ".repeat(10_000));
    let part = format!("{heading}--8<-- \"g.txt:2:3\"\n--8<-- \"g.txt:no\"\n");
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", "site_name: A\n"),
        ("docs/index.md", &format!("{heading}{}", ten("a"))),
        ("a.txt", &ten("b")),
        ("b.txt", &ten("c")),
        ("c.txt", &ten("d")),
        ("d.txt", &ten("e")),
        ("e.txt", &ten("f")),
        ("f.txt", &"word ".repeat(80)),
        ("docs/lines.md", &lines),
        ("docs/blanks.md", &blanks),
        ("docs/part.md", &part),
        ("g.txt", &"\n".repeat(10_000)),
    ]);
    let index = read(&portal.join("en/index.md"));
    assert!(index.contains("word word"));
    for name in ["index.md", "lines.md", "blanks.md"] {
        let length = read(&portal.join("en").join(name)).len();
        assert!(length < 5 << 20, "{name}: {length}");
    }
    let full = left(&reports[0], "snippets of more than 4 MiB in one page");
    let full: Vec<&str> = full.into_iter().map(|(file, _)| file).collect();
    assert_eq!(full, ["docs/blanks.md", "docs/index.md", "docs/lines.md"]);
    let missing = left(&reports[0], "part of a snippet that is not there");
    assert_eq!(missing, [("docs/part.md", 4)]);
}

#[test]
fn blocks_within_blocks_find_an_end() {
    let nested: String = (0..600)
        .map(|depth| format!("{}!!! note\n\n", "    ".repeat(depth)))
        .collect();
    let tabs = "=== \"A\"\n\n    a\n\n".repeat(20_000);
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", "site_name: A\n"),
        ("docs/index.md", &format!("# A\n\n{nested}")),
        ("docs/tabs.md", &format!("# A\n\n{tabs}")),
    ]);
    let left = left(&reports[0], "blocks that are nested too deep");
    assert_eq!(left, [("docs/index.md", 3 + 2 * 64)]);
    let tabs = read(&portal.join("en/tabs.md"));
    for id in ["#tab/a)", "#tab/a-2)", "#tab/a-20000)"] {
        assert!(tabs.contains(id), "{id}");
    }
}

#[test]
fn of_marks_without_an_end_no_more_is_kept_than_the_report_shows() {
    let kept = |sign: &str| {
        let text = format!("# A\n\n{}\n", sign.repeat(40_000 / sign.len()));
        let pages = [
            ("mkdocs.yml", "theme: {language: en}\n"),
            ("docs/index.md", &*text),
        ];
        let (_out, _, reports) = imported(&pages);
        let left = reports[0].left.iter();
        let longest = left.map(|left| left.text.chars().count()).max();
        (reports[0].left.len(), longest.unwrap_or_default())
    };
    assert_eq!(kept("{"), (20_000, 80));
    assert_eq!(kept("{%"), (20_000, 80));
    let (count, longest) = kept("<x ");
    assert!(count == 13_333 && longest <= 201, "{count}: {longest}");
}

#[test]
fn words_of_a_project_do_not_steer_the_terminal() {
    let (_out, _, reports) = imported(&[
        ("mkdocs.yml", "site_name: \"A\\e]0;PWN\\aB\"\n"),
        ("docs/index.md", "# A\n\nA {{ \u{1b}[31m }}.\n"),
    ]);
    let said = reports[0].to_string();
    let steers = |c: char| c.is_control() && c != '\n';
    assert!(said.contains("portal: A"), "{said:?}");
    assert!(!said.contains(steers), "{said:?}");
}

/// An entry of a navigation: how deep it stands, what it is called, where it leads.
type Entry = (usize, String, String);

/// The navigation of mkdocs.yml, read line by line.
fn written(config: &str) -> Vec<Entry> {
    let (_, nav) = config.split_once("\nnav:\n").expect("a navigation");
    let mut entries = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in nav.lines().take_while(|line| line.starts_with(' ')) {
        let indent = line.len() - line.trim_start().len();
        open.retain(|outer| *outer < indent);
        let item = line.trim_start().trim_start_matches("- ");
        let (title, page) = item.split_once(':').unwrap_or(("", item));
        let page = page.trim().trim_matches('"');
        entries.push((open.len(), title.to_owned(), page.to_owned()));
        open.push(indent);
    }
    entries
}

/// The navigation of supportal.yaml.
fn found(config: &str) -> Vec<Entry> {
    let (_, nav) = config.split_once("\nnav:\n").expect("a navigation");
    let mut entries: Vec<Entry> = Vec::new();
    for line in nav.lines() {
        let depth = (line.len() - line.trim_start().len() - 2) / 4;
        let text = |text: &str| text.trim_matches('"').to_owned();
        let line = line.trim_start();
        if let Some(title) = line.strip_prefix("- title: ") {
            entries.push((depth, text(title), String::new()));
        } else if let Some(page) = line.strip_prefix("page: ") {
            entries.last_mut().expect("an entry").2 = text(page);
        } else if let Some(page) = line.strip_prefix("- ") {
            entries.push((depth, String::new(), text(page)));
        }
    }
    entries
}

/// Imports a project of somebody else, which tests/run fetches; said where it is not here.
fn of_others(name: &str, check: impl Fn(&Report, &Path, &Build)) {
    let source = here("tests/packages").join(name);
    if !source.is_dir() {
        let what = format!("tests/packages/{name}, which tests/run fetches, is not here");
        return skipped::for_want_of(&what);
    }
    let out = tempfile::tempdir().expect("a temporary folder");
    let portal = out.path().join("portal");
    let reports = mkdocs(&source, &portal).expect("an import");
    assert_eq!(reports.len(), 1);
    let build = built(&portal);
    // Every page is there, at its path.
    let hidden = |name: &str| name.split('/').any(|part| part.starts_with('.'));
    let pages: Vec<String> = files(&source.join("docs"))
        .into_keys()
        .filter(|name| name.ends_with(".md") && !hidden(name))
        .collect();
    assert!(pages.len() > 20, "{pages:?}");
    for name in &pages {
        assert!(portal.join("en").join(name).is_file(), "{name}");
        shown(&build, &name.replace(".md", ".html"));
    }
    assert_eq!(
        (reports[0].articles, reports[0].pages),
        (pages.len(), pages.len())
    );
    assert_eq!(findings(&portal), [""; 0]);
    // And so is every entry of the navigation, where it was.
    let wanted = written(&read(&source.join("mkdocs.yml")));
    let entries = found(&read(&portal.join("supportal.yaml")));
    assert_eq!(entries[..wanted.len()], wanted);
    check(&reports[0], &portal, &build);
}

#[test]
fn hatch_keeps_its_pages_and_its_navigation() {
    of_others("hatch-1.18.2", |report, portal, build| {
        // Seven posts of its blog stand in no navigation.
        assert_eq!((report.listed, report.unlisted.len()), (75, 7));
        // A page that moved, and its address of before.
        assert!(shown(build, "users/index.html").contains("community/users.html"));
        assert!(shown(build, "install/index.html").contains("../install.html"));
        // What the project adds to every page from two other files.
        assert!(shown(build, "config/metadata.html").contains("declaring-project-metadata"));
        let metadata = read(&portal.join("en/config/metadata.md"));
        assert!(
            metadata.contains("# [pyproject.toml](#tab/pyproject-toml)"),
            "{metadata}"
        );
        assert_eq!(left(report, "plugin `mkdocstrings`"), [("mkdocs.yml", 208)]);
    });
}

#[test]
fn starlette_keeps_its_pages_and_its_navigation() {
    of_others("starlette-1.10.0", |report, _, build| {
        assert_eq!((report.listed, report.unlisted.len()), (25, 0));
        let home = shown(build, "index.html");
        // The heading below the logo is the title, once.
        assert_eq!(home.matches(">Introduction</h1>").count(), 1, "{home}");
        assert!(home.contains("img/starlette.svg") && !home.contains("starlette_dark"));
    });
}

#[test]
fn a_video_keeps_its_title() {
    let check = |attributes: &str, title: &str| {
        let frame =
            format!("<iframe src=\"https://www.youtube.com/embed/1\" {attributes}></iframe>");
        let (_out, portal, _) = imported(&[
            ("mkdocs.yml", "site_name: A\n"),
            ("docs/index.md", &format!("# A\n\n{frame}\n")),
        ]);
        let written = read(&portal.join("en/index.md"));
        let video = format!("[!VIDEO https://www.youtube.com/embed/1{title}]\n");
        assert!(written.contains(&video), "{written}");
        shown(&built(&portal), "index.html")
    };
    let page = check("title=\"How to sign in\"", " \"How to sign in\"");
    assert!(page.contains(": How to sign in</a>"), "{page}");
    let page = check(
        "title='Q&amp;A: the &quot;big&quot; [1]'",
        " 'Q&A: the \"big\" [1]'",
    );
    assert!(
        page.contains("the \"big\" [1]") || page.contains("the &quot;big&quot; [1]"),
        "{page}"
    );
    check("title=\"YouTube video player\"", "");
    check("title=\"\"", "");
}

#[test]
fn links_in_html_go_on_in_the_next_line() {
    let text = "# A\n\n<p>資料 <a href=\"b.md\">甲<br>說明<b>文件</b></a>, <a href=\"b.md\"><h2>Words</h2></a><img src=\"a.png\" alt=\"x\"></p>\n";
    let (_out, portal, _) = imported(&[
        ("mkdocs.yml", "site_name: A\n"),
        ("docs/index.md", text),
        ("docs/b.md", "# B\n"),
        ("docs/a.png", "x"),
    ]);
    let page = read(&portal.join("en/index.md"));
    let expected = "資料 [甲](b.md)\\\n[說明**文件**](b.md),\n\n## [Words](b.md)![x]";
    assert!(page.contains(expected), "{page}");
}

/// A page of a project with an extension, and what the report says was left of it.
fn with_extension(extension: &str, text: &str) -> (String, Vec<String>) {
    let settings = format!("site_name: A\nmarkdown_extensions: [{extension}]\n");
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", &settings),
        ("docs/index.md", "# A\n"),
        ("docs/b.md", text),
    ]);
    let left = reports[0].left.iter();
    let left = left.filter(|left| left.file == "docs/b.md");
    let left = left.map(|left| format!("{}: {}", left.construct, left.text));
    (read(&portal.join("en/b.md")), left.collect())
}

#[test]
fn proposed_changes_are_shown_as_the_extension_shows_them() {
    let (page, left) = with_extension(
        "pymdownx.critic, pymdownx.keys",
        "# B\n\nPrice {--40--}{++50++} EUR {>>ask legal first<<}, {~~old~>new~~}, {==this==}.\n",
    );
    assert!(
        page.contains("\nPrice ~~40~~50 EUR , ~~old~~new, this.\n"),
        "{page}"
    );
    assert_eq!(left.len(), 5, "{left:?}");
    let (page, _) = with_extension("abbr", "# B\n\nA {++b++}.\n");
    assert!(page.contains("A {++b++}."), "{page}");
}

#[test]
fn a_bar_in_code_ends_no_cell() {
    let (page, _) = with_extension(
        "tables",
        "# B\n\n| A | B |\n|---|---|\n| `a | b` | pipe it |\n\nNot `a | b`.\n",
    );
    assert!(page.contains("| `a \\| b` | pipe it |"), "{page}");
    assert!(page.contains("Not `a | b`."), "{page}");
}

#[test]
fn lines_end_where_they_are_written_to_end() {
    let text = "# B\n\nHelp Ltd\n1 Long Street\n\n- a\n- b\n";
    let (page, _) = with_extension("nl2br", text);
    assert!(
        page.contains("Help Ltd  \n1 Long Street\n\n- a\n- b\n"),
        "{page}"
    );
    let (page, _) = with_extension("abbr", text);
    assert!(page.contains("Help Ltd\n1 Long Street\n"), "{page}");
}

#[test]
fn front_matter_may_have_no_fences() {
    let text = "Title: Our prices\nAuthor: Ann\n    and Bob\n\n# P\n\nText.\n";
    let (page, left) = with_extension("abbr", text);
    assert!(
        page.contains("Our prices") && !page.contains("Author"),
        "{page}"
    );
    assert_eq!(left, ["front matter `author`: Ann and Bob"]);
}

#[test]
fn a_heading_may_have_anchors_in_a_row() {
    let text = format!("# A\n\n##{}\n", " {#}".repeat(20_000));
    let (_out, portal, _) = imported(&[("mkdocs.yml", "site_name: A\n"), ("docs/index.md", &text)]);
    assert!(read(&portal.join("en/index.md")).contains("{#}"));
}

/// A page of a text, in a project with all the settings that matter.
fn page_of(text: String) -> Vec<(&'static str, String)> {
    let settings = "markdown_extensions: [abbr, toc]\nplugins: [autorefs]\n";
    vec![
        ("mkdocs.yml", settings.to_owned()),
        ("docs/a.md", format!("Text.\n\n{text}\n")),
    ]
}

#[cfg(unix)]
#[test]
fn time_grows_with_the_project() {
    let patterns: &[Pattern] = &[
        ("boxes", 2_000, |n| page_of("<div markdown>\n".repeat(n))),
        ("boxes of a line", 2_000, |n| {
            page_of("<div markdown=\"1\">a</div>\n".repeat(n))
        }),
        ("figures", 2_000, |n| {
            page_of("<figure markdown>a</figure>\n".repeat(n))
        }),
        ("equal headings", 1_500, |n| page_of("# a\n".repeat(n))),
        ("less-than signs", 50_000, |n| page_of("<".repeat(n))),
        ("tags without end", 12_000, |n| {
            page_of("<img src=\"".repeat(n))
        }),
        ("values without end", 12_000, |n| page_of("<a b=".repeat(n))),
        ("comments without end", 12_000, |n| {
            page_of("a --8<-- ".repeat(n))
        }),
        ("videos without end", 3_000, |n| {
            page_of("<video src=\"https://a.example\">".repeat(n))
        }),
        ("links in links", 5_000, |n| {
            let links = "<a href=\"a\">".repeat(n);
            page_of(format!("<img src=\"a.png\">{links}{}", "<br>".repeat(n)))
        }),
        ("brackets far away", 4_000, |n| {
            let words = "a".repeat(40 * n);
            page_of(format!("{}{words}{}", "[".repeat(n), "][x]".repeat(n)))
        }),
        ("abbreviations", 1_500, |n| {
            let known = (0..n).map(|one| format!("*[a{one}]: x\n"));
            let uses = (0..n).rev().map(|one| format!("a{one} b "));
            page_of(known.chain(["\n".to_owned()]).chain(uses).collect())
        }),
        ("abbreviations of another file", 1_000, |n| {
            let extensions = "[abbr, {pymdownx.snippets: {auto_append: [docs/words.txt]}}]";
            let config = format!("markdown_extensions: {extensions}\n");
            let known = (0..n).map(|one| format!("*[a{one}]: x\n[b{one}]: a.md\n"));
            vec![
                ("mkdocs.yml", config),
                ("docs/words.txt", known.collect()),
                ("docs/a.md", "word b\n".repeat(n)),
            ]
        }),
        ("formulas without end", 12_000, |n| {
            let config = "markdown_extensions: [pymdownx.arithmatex]\n".to_owned();
            let signs = "$a \\(b ".repeat(n);
            vec![("mkdocs.yml", config), ("docs/a.md", signs)]
        }),
        ("icons within signs", 10_000, |n| {
            let config = "markdown_extensions: [pymdownx.emoji, pymdownx.keys]\n".to_owned();
            let signs = "*:material-a:* **:material-b: ++\"a\"+b ".repeat(n);
            vec![("mkdocs.yml", config), ("docs/a.md", signs)]
        }),
        ("names of links a blank away", 10_000, |n| {
            page_of(format!("{}\n\n[b]: b.md", "[a] [b] [\n[b] [c]\n".repeat(n)))
        }),
        ("headings in HTML", 4_000, |n| {
            page_of("<h2 id=\"a\">_a<br><span>".repeat(n))
        }),
        ("lists of a navigation", 2_000, |n| {
            let config = "plugins: [literate-nav]\n".to_owned();
            let list = "* a\n    * [A](a.md)\n    * b*.md\n".repeat(n);
            let page = "# A\n".to_owned();
            vec![
                ("mkdocs.yml", config),
                ("docs/SUMMARY.md", list),
                ("docs/a.md", page),
            ]
        }),
        ("redirects in a row", 1_500, |n| {
            let settings = "plugins: [{redirects: {redirect_maps: {";
            let maps = (0..n).map(|one| format!("o{one}.md: o{}.md, ", one + 1));
            let maps: String = maps.collect();
            let config = format!("{settings}{maps}o{n}.md: a.md}}}}}}]\n");
            vec![("mkdocs.yml", config), ("docs/a.md", "# A\n".to_owned())]
        }),
    ];
    let slow = slow(patterns, |source, portal| {
        mkdocs(source, portal).expect("an import");
    });
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn a_portal_is_not_written_among_the_pages_of_its_source() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let source = out.path().join("source");
    let page = ("docs/index.md", "# Home\n");
    tree(&source, &[("mkdocs.yml", "site_name: A\n"), page]);
    let before = files(out.path());
    let refused = |portal: &str, said: &str| {
        let error = mkdocs(&source, &out.path().join(portal)).expect_err("a refusal");
        let error = error.to_string();
        assert!(error.contains(said), "{portal}: {error}");
        assert_eq!(files(out.path()), before, "{portal}");
    };
    let inside =
        "which is imported: the portal would be taken for pages of it the next time\nhint: ";
    refused("source/docs/out", inside);
    refused("source/docs/new/out", inside);
    refused("new/../source/docs/out", inside);
    // What is there already speaks for itself where the source is in it.
    refused("source", "is not empty");
    refused("source/docs", "is not empty");
    refused(".", "is not empty");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("source/docs", out.path().join("link")).expect("a link");
        std::fs::create_dir_all(out.path().join("source/docs/empty")).expect("a folder");
        refused("link/out", inside);
        refused("link/empty", inside);
        // From where the link leads to: `source/docs-of-old`.
        mkdocs(&source, &out.path().join("link/../docs-of-old")).expect("an import");
        assert!(source.join("docs-of-old/en/index.md").is_file());
    }
    mkdocs(&source, &source.join("docs/../portal")).expect("an import");
    assert!(source.join("portal/en/index.md").is_file());
}

#[test]
fn of_definitions_for_all_pages_each_page_gets_those_it_uses() {
    let settings = "markdown_extensions: [abbr, {pymdownx.snippets: {auto_append: [words.txt]}}]\n";
    let words = "*[HTML]: Hyper\n*[XML]: Extensible\n*[ML]: Meta\n[here]: a.md\n[There]: a.md\n";
    let (_out, portal, _) = imported(&[
        ("mkdocs.yml", settings),
        (
            "docs/a.md",
            "# A\n\nHTML is no Html, see [there] or [nowhere].\n",
        ),
        ("words.txt", words),
    ]);
    let page = read(&portal.join("en/a.md"));
    assert!(
        page.contains("<abbr title=\"Hyper\">HTML</abbr> is no Html"),
        "{page}"
    );
    assert!(page.ends_with("\n[There]: a.md\n"), "{page}");
    assert!(!page.contains("[here]"), "{page}");
}

/// A page may be named by its front matter and have headings of the first level for its parts.
#[test]
fn a_heading_below_text_is_the_title_only_where_nothing_else_is() {
    let page = |text: &str| {
        let (_out, portal, _) = imported(&[
            ("mkdocs.yml", "site_name: A\n"),
            (
                "docs/index.md",
                "# Help\n\n[How to send](mail.md#sending)\n",
            ),
            ("docs/mail.md", text),
        ]);
        let found = built(&portal).diagnostics;
        let codes: Vec<String> = found.iter().map(|one| one.code.to_string()).collect();
        (read(&portal.join("en/mail.md")), codes)
    };
    let parts = "All about mail.\n\n# Sending\n\nHow to send.\n\n## By post\n\nSo.\n\n# Receiving\n\nHow to receive.\n";
    for front in ["---\ntitle: Mail help\n---\n\n", "title: Mail help\n\n"] {
        let (page, codes) = page(&format!("{front}{parts}"));
        assert!(page.contains("title: \"Mail help\"\n"), "{page}");
        let text = "\nAll about mail.\n\n## Sending\n\nHow to send.\n\n### By post\n\nSo.\n\n## Receiving\n\nHow to receive.\n";
        assert!(page.ends_with(text), "{page}");
        assert!(!codes.contains(&"LNK-ANCHOR".to_owned()), "{codes:?}");
    }
    // The one heading of the first level is the title, if only pictures, anchors or comments are above it, or if it says
    // the same.
    for above in [
        "![Logo](https://x.example/l.png){ .wide }",
        "[![Logo](https://x.example/l.png)](https://x.example/)",
        "<a id=\"top\"></a>",
        "<!-- markdownlint-disable MD041 -->",
        "<!--\n# internal: do not publish\n-->",
        "All about sending.",
    ] {
        let name = match above.starts_with("All") {
            true => "Sending",
            false => "To send",
        };
        let text =
            format!("---\ntitle: {name}\n---\n{above}\n\n# Sending\n\nSo.\n\n## When\n\nNow.\n");
        let (page, codes) = page(&text);
        assert!(page.contains("title: \"Sending\"\n"), "{page}");
        let body = page.rsplit("---\n").next().unwrap_or_default();
        assert!(!body.contains("# Sending"), "{page}");
        assert!(body.contains("\n## When\n"), "{page}");
        assert!(!codes.contains(&"LNK-ANCHOR".to_owned()), "{codes:?}");
    }
    // Comments and code hold no headings of their own.
    let hidden = "All about sending.\n\n<!--\n# One\n```\n-->\n\n````\n```\n# Two\n````\n\n# Sending\n\n## When\n";
    let (page_of_code, _) = page(hidden);
    assert!(
        page_of_code.contains("title: \"Sending\"\n"),
        "{page_of_code}"
    );
    assert!(page_of_code.contains("\n## When\n"), "{page_of_code}");
    assert!(
        page_of_code.contains("<!--\n# One\n```\n-->\n"),
        "{page_of_code}"
    );
    // Without a title, the one heading of the first level is that, below a picture or not.
    let (page, _) = page("![a](a.png)\n\n# Sending\n\nHow to send.\n");
    assert!(page.contains("title: \"Sending\"\n"), "{page}");
    assert!(!page.contains("# Sending"), "{page}");
}

/// Not all names can stay; the address that MkDocs gave a page leads to it all the same.
#[test]
fn a_page_of_another_name_keeps_the_address_that_it_had() {
    let check = |config: &str, wanted: &str, index: &str| {
        let (_out, portal, reports) = imported(&[
            ("mkdocs.yml", &format!("site_name: A\n{config}")),
            ("docs/index.md", "# A\n\n[Note](includes/note.md)\n"),
            ("docs/includes/note.md", "# Note\n\nText.\n"),
            ("docs/includes/index.md", "# Notes\n\nText.\n"),
            ("docs/100%/page.md", "# Page\n\nText.\n"),
            ("docs/hash#dir/index.md", "# Hash\n\nText.\n"),
        ]);
        built(&portal);
        let note = read(&portal.join("en/included/note.md"));
        let line = format!("redirect_from: [{wanted}]\n");
        assert!(note.contains(&line), "{note}");
        let notes = read(&portal.join("en/included/index.md"));
        let line = format!("redirect_from: [{index}]\n");
        assert!(notes.contains(&line), "{notes}");
        assert!(!read(&portal.join("en/100-/page.md")).contains("redirect_from"));
        let refused = "old address with a sign that a portal refuses";
        let places = left(&reports[0], refused);
        assert_eq!(
            places,
            [("docs/100%/page.md", 1), ("docs/hash#dir/index.md", 1)]
        );
    };
    check("", "\"/includes/note/\"", "\"/includes/\"");
    check(
        "use_directory_urls: false\n",
        "\"/includes/note.html\"",
        "\"/includes/\"",
    );
}

#[test]
fn a_name_that_the_source_language_has_for_an_entry_takes_the_place_of_its_own() {
    let languages = "[{locale: en, default: true, nav_translations: {Guide: The guide}}, {locale: de, build: true, nav_translations: {Guide: Anleitung}}]";
    let config = format!(
        "site_name: A\nplugins: [{{i18n: {{languages: {languages}}}}}]\nnav: [index.md, Guide: [g.md]]\n"
    );
    let (_out, portal, _) = imported(&[
        ("mkdocs.yml", &config),
        ("docs/index.md", "# A\n\nText.\n"),
        ("docs/index.de.md", "# A\n\nText.\n"),
        ("docs/g.md", "# G\n\nText.\n"),
    ]);
    built(&portal);
    let config = read(&portal.join("supportal.yaml"));
    let line = "- title: {en: \"The guide\", de: \"Anleitung\"}\n";
    assert!(config.contains(line), "{config}");
}

#[test]
fn the_title_of_code_is_shown_as_it_is_written() {
    for (title, shown) in [
        ("title='Say \"hi\"'", "**Say \"hi\"**"),
        (r#"title="It's a \"b\"""#, r#"**It's a "b"**"#),
        ("title=\"a * b_c\"", r"**a \* b_c**"),
        ("title=\"__init__.py\"", r"**\_\_init\_\_.py**"),
        ("title=plain.js", "**plain.js**"),
        ("title=\"{{ a }}/b_c.py\"", r"**\{{ a }}/b_c.py**"),
        ("title=\"a {b}.py\"", "**a {b}.py**"),
        (
            "title=\"{% if a %}b{% endif %}\"",
            r"**\{% if a %}b\{% endif %}**",
        ),
    ] {
        let (page, _) = with_extension("pymdownx.superfences", &format!("```js {title}\na\n```\n"));
        assert!(page.contains(&format!("{shown}\n")), "{shown} in\n{page}");
    }
    let braced = "``` { .yaml title=\"{{a}}/{{b}}.jinja\" }\na\n```\n";
    let (page, _) = with_extension("pymdownx.superfences", braced);
    assert!(
        page.contains("**\\{{a}}/\\{{b}}.jinja**\n\n``` yaml\n")
            || page.contains("**\\{{a}}/\\{{b}}.jinja**\n\n```yaml\n"),
        "{page}"
    );
}

#[test]
fn a_list_of_links_is_the_navigation_where_its_plugin_reads_it() {
    let pages = [
        ("docs/index.md", "# Home\n"),
        ("docs/guide/index.md", "# The guide\n"),
        ("docs/guide/b.md", "# B\n"),
        ("docs/guide/a.md", "# A\n"),
        ("docs/ref/r1.md", "# R1\n"),
        ("docs/ref/r2.md", "# R2\n"),
        ("docs/ref/deep/d.md", "# D\n"),
        ("docs/left.md", "# Left\n"),
    ];
    let nav = |config: &str, files: &[(&'static str, &'static str)]| {
        let mut all = vec![("mkdocs.yml", config)];
        all.extend(pages);
        all.extend(files);
        let (_out, portal, reports) = imported(&all);
        built(&portal);
        assert!(!portal.join("en/SUMMARY.md").exists());
        assert!(!portal.join("en/guide/SUMMARY.md").exists());
        let config = read(&portal.join("supportal.yaml"));
        let (_, nav) = config.split_once("\nnav:\n").expect("a navigation");
        (nav.to_owned(), reports[0].clone())
    };
    let plugin = "site_name: A\nplugins: [search, literate-nav]\n";
    let list = "Words.\n\n* [Home](index.md)\n* [The *guide*](guide/)\n* Reference\n    * [One](ref/r1.md)\n    * ref/*.md\n* [Elsewhere](https://a.example/)\n* [Gone](gone.md)\n";
    let inner = "- [B first](b.md)\n- *.md\n";
    let files = [("docs/SUMMARY.md", list), ("docs/guide/SUMMARY.md", inner)];
    let (found, report) = nav(plugin, &files);
    let expected = "  - title: \"Home\"\n    page: \"index.md\"\n  - title: \"The guide\"\n    items:\n      - title: \"B first\"\n        page: \"guide/b.md\"\n      - \"guide/index.md\"\n      - \"guide/a.md\"\n  - title: \"Reference\"\n    items:\n      - title: \"One\"\n        page: \"ref/r1.md\"\n      - \"ref/r2.md\"\n  - title: \"Elsewhere\"\n    page: \"https://a.example/\"\n  - title: \"Other pages\"\n    items:\n      - \"left.md\"\n      - \"ref/deep/d.md\"\n";
    assert_eq!(found, expected);
    let gone = "navigation entry that leads to no page";
    assert_eq!(left(&report, gone), [("docs/SUMMARY.md", 9)]);

    // `nav` of mkdocs.yml has wildcards and folders, too, where no list stands beside the pages.
    let written = "site_name: A\nplugins: [{literate-nav: {nav_file: NAV.md, implicit_index: true}}]\nnav:\n- index.md\n- Guide: guide/\n- Reference: ref/\n- \"*\"\n";
    let (found, _) = nav(
        written,
        &[("docs/guide/NAV.md", "* [A](a.md)\n* [B](b.md)\n")],
    );
    let expected = "  - \"index.md\"\n  - title: \"Guide\"\n    items:\n      - \"guide/index.md\"\n      - title: \"A\"\n        page: \"guide/a.md\"\n      - title: \"B\"\n        page: \"guide/b.md\"\n  - title: \"Reference\"\n    items:\n      - \"ref/r1.md\"\n      - \"ref/r2.md\"\n      - title: \"Deep\"\n        items:\n          - \"ref/deep/d.md\"\n  - \"left.md\"\n";
    assert_eq!(found, expected);
}

#[test]
fn anchors_are_those_of_the_function_that_makes_them() {
    let check = |toc: &str, heading: &str, wanted: &str| {
        let settings = format!("site_name: A\nmarkdown_extensions: [toc: {toc}]\n");
        let page = format!("# Home\n\nText.\n\n## {heading}\n\nText.\n");
        let (_out, portal, _) = imported(&[("mkdocs.yml", &settings), ("docs/index.md", &page)]);
        let page = read(&portal.join("en/index.md"));
        let line = format!("\n## {heading}{wanted}\n");
        assert!(page.contains(&line), "{line} in\n{page}");
    };
    let small = "{slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}";
    check(small, "Terms & conditions", " {#terms--conditions}");
    check(small, "Terms -- conditions", " {#terms----conditions}");
    check(small, "Plain words", "");
    let written = "{slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}}";
    check(written, "Plain words", " {#Plain-words}");
    check("{}", "Terms & conditions", "");
    check("{}", "Über uns", " {#uber-uns}");
    let letters = "{slugify: !!python/name:markdown.extensions.toc.slugify_unicode}";
    check(letters, "Über & uns", "");
}

#[test]
fn the_title_of_a_page_keeps_its_anchor() {
    let (_out, portal, _) = imported(&[
        ("mkdocs.yml", "site_name: A\n"),
        ("docs/index.md", "# A\n\n[C](c.md#c-uber-uns)\n"),
        ("docs/c.md", "# C über uns\n\nText.\n"),
    ]);
    let found = built(&portal).diagnostics;
    assert!(
        !found.iter().any(|one| one.code == "LNK-ANCHOR"),
        "{found:?}"
    );
}

#[test]
fn formulas_within_lines_are_reported() {
    let text = "The rate is \\(a_b\\) and $x_1$, not $5 or $6.\n\n\\begin{align} x \\end{align}\n\n`$x$`\n";
    let (page, found) = with_extension("pymdownx.arithmatex", text);
    let shown = "The rate is `\\(a_b\\)` and `$x_1$`, not $5 or $6.\n";
    assert!(page.contains(shown), "{page}");
    let formulas = found.iter().filter(|found| found.contains("formula"));
    assert_eq!(formulas.count(), 3, "{found:?}");
    let (_, found) = with_extension("pymdownx.superfences", text);
    assert!(
        !found.iter().any(|found| found.contains("formula")),
        "{found:?}"
    );
}

/// What the marks of an extension mean that is not read is nobody's guess.
#[test]
fn an_extension_that_is_not_read_is_reported() {
    let check = |extension: &str, wanted: &[&str]| {
        let settings = format!("site_name: A\nmarkdown_extensions: [{extension}]\n");
        let files = [("mkdocs.yml", &*settings), ("docs/index.md", "# A\n")];
        let (_out, _, reports) = imported(&files);
        let left = reports[0].left.iter().filter(|left| left.line == 2);
        let left: Vec<&str> = left.map(|left| left.construct.as_str()).collect();
        assert_eq!(left, wanted, "{extension}");
    };
    check(
        "pymdownx.progressbar",
        &["extension `pymdownx.progressbar`"],
    );
    check(
        "pymdownx.smartsymbols: {}",
        &["extension `pymdownx.smartsymbols`"],
    );
    let short = "pymdownx.magiclink: {repo_url_shorthand: true}";
    check(short, &["extension `pymdownx.magiclink`"]);
    for read in [
        "pymdownx.magiclink",
        "pymdownx.keys",
        "admonition",
        "markdown.extensions.tables",
        "toc: {permalink: true}",
    ] {
        check(read, &[]);
    }
}

#[test]
fn a_page_at_the_address_of_one_that_a_portal_makes_has_another_name() {
    for (config, redirect) in [
        ("", "redirect_from: [\"/search/\"]\n"),
        ("use_directory_urls: false\n", ""),
    ] {
        let config = format!("site_name: A\n{config}nav: [index.md, search.md, 404.md]\n");
        let (_out, portal, reports) = imported(&[
            ("mkdocs.yml", &config),
            ("docs/index.md", "# A\n\n[Search](search.md)\n"),
            ("docs/search.md", "# Search\n\nHow to search.\n"),
            ("docs/404.md", "# Gone\n\nText.\n"),
        ]);
        let build = built(&portal);
        assert!(shown(&build, "search-page.html").contains("How to search."));
        assert!(read(&portal.join("en/index.md")).contains("[Search](search-page.md)"));
        let page = read(&portal.join("en/search-page.md"));
        assert!(page.contains(redirect), "{page}");
        assert_eq!(
            page.contains("redirect_from"),
            !redirect.is_empty(),
            "{page}"
        );
        let what = "page at the address of one that a portal makes itself, kept under another name";
        assert_eq!(
            left(&reports[0], what),
            [("docs/404.md", 1), ("docs/search.md", 1)]
        );
    }
}

#[test]
fn the_report_has_all_values_of_a_list() {
    let (_out, _, reports) = imported(&[
        (
            "mkdocs.yml",
            "site_name: A\ntheme:\n  features: [a.b, c.d]\n",
        ),
        ("docs/index.md", "---\nhide: [navigation, toc]\n---\n# A\n"),
    ]);
    let text = |construct: &str| {
        let mut left = reports[0].left.iter();
        let found = left.find(|left| left.construct == construct);
        found.map(|left| left.text.clone()).unwrap_or_default()
    };
    assert_eq!(text("setting `theme.features`"), "a.b, c.d");
    assert_eq!(text("front matter `hide`"), "navigation, toc");
}

#[test]
fn words_without_a_value_are_attributes_too() {
    let text = "# B\n\n### Platform {: #platform cmd-line env-var }\n\n### More {#more hidden}\n\n[to](#platform)\n\nText.\n{: #p hidden }\n\n## Replace {name}\n";
    let (page, left) = with_extension("attr_list", text);
    assert!(page.contains("\n### Platform {#platform}\n"), "{page}");
    assert!(page.contains("\n### More {#more}\n"), "{page}");
    assert!(page.contains("\nText.\n<a id=\"p\"></a>\n"), "{page}");
    assert!(page.contains("\n## Replace {name}\n"), "{page}");
    let heading = "attributes of a heading: cmd-line env-var".to_owned();
    assert!(left.contains(&heading), "{left:?}");
    let block = "attributes of a block: hidden".to_owned();
    assert!(left.contains(&block), "{left:?}");
}

#[test]
fn an_icon_beside_signs_of_emphasis_leaves_them_where_they_mark_words() {
    let check = |text: &str, wanted: &str| {
        let (page, _) = with_extension("pymdownx.emoji", &format!("# B\n\n{text}\n"));
        assert!(
            page.contains(&format!("\n{wanted}\n")),
            "{wanted} in\n{page}"
        );
    };
    check(
        "Click **:material-play: Run** now, *:material-home: Home*, **Save :material-floppy:**.",
        "Click **Run** now, *Home*, **Save**.",
    );
    check("**Run** :material-play: **now**", "**Run** **now**");
    check("**Run**:material-play: now", "**Run** now");
    check(
        "(:material-play: Run) and **:material-play:** go",
        "(Run) and go",
    );
    check("a :material-play:**b**", "a **b**");
    check("| :material-play: Run | **:material-play:** |", "| Run | |");
}

#[test]
fn names_of_emoji_may_have_no_letter() {
    let text = "# B\n\nGood :+1: and :100:, :-1: :1234:, at 10:30:45 or 1:100:2.\n";
    let (page, _) = with_extension("pymdownx.emoji", text);
    assert!(
        page.contains("Good 👍 and 💯, 👎 🔢, at 10:30:45 or 1:100:2.\n"),
        "{page}"
    );
}

#[test]
fn what_stands_on_a_key_may_be_any_words() {
    let check = |text: &str, wanted: &str| {
        let (page, _) = with_extension("pymdownx.keys", &format!("# B\n\n{text}\n"));
        assert!(
            page.contains(&format!("\n{wanted}\n")),
            "{wanted} in\n{page}"
        );
    };
    check(
        "Press ++\"Python: Select *it*\"++.",
        "Press <kbd>Python: Select \\*it\\*</kbd>.",
    );
    check("++ctrl+\"Ü\"++", "<kbd>Ctrl</kbd>+<kbd>Ü</kbd>");
    check("++ctrl+plus++", "<kbd>Ctrl</kbd>+<kbd>+</kbd>");
    check(
        "++\"a + b\"+backslash++",
        "<kbd>a + b</kbd>+<kbd>\\\\</kbd>",
    );
    check("++\"&Uuml; & <b>\"++", "<kbd>&Uuml; & &lt;b></kbd>");
    check("i++ and j++ or a ++b \"c++", "i++ and j++ or a ++b \"c++");
}

#[test]
fn struck_words_in_html_stay_struck() {
    let text = "# B\n\n<p>An <del>old</del> price</p>\n\n<table><tr><td>\n<s>5 EUR</s> 4 EUR</td></tr></table>\n\nWas <strike>10</strike> **5**.\n";
    let (out, portal, _) = imported(&[
        ("mkdocs.yml", "site_name: A\n"),
        ("docs/index.md", "# A\n"),
        ("docs/b.md", text),
    ]);
    let page = read(&portal.join("en/b.md"));
    assert!(page.contains("An <del>old</del> price"), "{page}");
    assert!(page.contains("\n<del>5 EUR</del> 4 EUR"), "{page}");
    let html = shown(&built(&portal), "b.html");
    for struck in ["old", "5 EUR", "10"] {
        assert!(html.contains(&format!("<del>{struck}</del>")), "{html}");
    }
    drop(out);
}

#[test]
fn headings_in_html_keep_their_anchors_and_their_words() {
    let text = "# B\n\n<h2 id=\"cfg\">Configuration</h2>\n\n[to](#cfg)\n\n<h3><code>__init__</code></h3>\n<h3>Method __init__ and a*b*c</h3>\n<h4 id=\"a.b_c\">\n<code class=\"x\">\nrun<span>(</span><span>self</span><span>)</span> </code>\n</h4><div>\n<p>Print <b>it</b>!</p></div>\n";
    let (page, _) = with_extension("attr_list", text);
    for line in [
        "## Configuration {#cfg}",
        "### <code>\\_\\_init\\_\\_</code>",
        "### Method \\_\\_init\\_\\_ and a\\*b\\*c",
        "#### <code class=\"x\"> run(self) </code> {#a.b_c}",
        "Print **it**!",
    ] {
        assert!(page.contains(&format!("\n{line}\n")), "{line} in\n{page}");
    }
}

#[test]
fn a_blank_or_the_end_of_a_line_may_part_the_words_of_a_link_from_its_name() {
    let text = "# B\n\nSee [the guide] [g] and [the guide]\n[G]. Here.\n\n- [x] [g]\n- [ ] [g] too\n\n[one] [two] [^1] [g]\n\n[g]: https://a.example/g\n[^1]: Note.\n";
    let (page, _) = with_extension("pymdownx.tasklist", text);
    assert!(
        page.contains("See [the guide][g] and [the guide][G].\nHere.\n"),
        "{page}"
    );
    assert!(page.contains("- [x] [g]\n- [ ] [g] too\n"), "{page}");
    assert!(page.contains("[one] [two] [^1] [g]\n"), "{page}");
}

#[test]
fn settings_that_are_no_yaml_of_mkdocs_are_refused() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let page = ("docs/index.md", "# Home\n");
    tree(
        out.path(),
        &[("zensical.toml", "[project]\nsite_name = \"A\"\n"), page],
    );
    let refused = |source: &Path, said: &str| {
        let portal = out.path().join("portal");
        let error = mkdocs(source, &portal).expect_err("a refusal").to_string();
        assert!(error.contains(said), "{error}");
        assert!(!portal.exists());
    };
    let said = "`zensical.toml` is TOML, which is not read here";
    refused(&out.path().join("zensical.toml"), said);
    refused(out.path(), said);
    tree(out.path(), &[("words.yml", "site_name = \"A\"\n")]);
    refused(&out.path().join("words.yml"), "holds no settings");
}

/// As Python's Markdown reads them: a heading is one line, and the name of a link is no words of another.
#[test]
fn a_link_below_a_heading_or_behind_another_is_one_of_its_own() {
    let links = "[1.1.0]: https://a.example/r\n[all changes]: https://a.example/c\n[docs]: https://a.example/d\n[source]: https://a.example/s\n";
    let text = format!(
        "# B\n\n## [1.1.0]\n[All changes] since the last version.\n\nLinks: [Docs][docs] [Source], [Docs][docs]\n[Source] and\n\\[Docs\\]\n[Source].\n\n{links}"
    );
    let (page, _) = with_extension("admonition", &text);
    assert!(
        page.contains("## [1.1.0]\n\n[All changes] since the last version.\n")
            || page.contains("## [1.1.0]\n[All changes] since the last version.\n"),
        "{page}"
    );
    assert!(
        page.contains(
            "Links: [Docs][docs] [Source], [Docs][docs]\n[Source] and\n\\[Docs\\]\n[Source].\n"
        ),
        "{page}"
    );
}

#[test]
fn characters_that_a_portal_refuses_do_not_stop_the_build() {
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", "site_name: A\n"),
        (
            "docs/index.md",
            "# A\n\nA STX: \u{2}x\u{2}, \u{FDD0}, \u{202E}turned.\n\nPage\u{c}break.\n",
        ),
    ]);
    built(&portal);
    let page = read(&portal.join("en/index.md"));
    assert!(
        page.contains("A STX: x, , turned.\n\nPage break.\n"),
        "{page}"
    );
    let what = "characters that a portal refuses, left out";
    assert_eq!(
        left(&reports[0], what),
        [("docs/index.md", 3), ("docs/index.md", 5)]
    );
}

#[test]
fn a_picture_in_html_may_have_blanks_in_its_name() {
    let text = "# B\n\n<img src=\"img/p q.svg\" alt=\"P\">\n\nSee <img src=\"img/p q.svg\" alt=\"P\"> here.\n\n<a href=\"https://a.example\"><img src=\"img/p q.svg\" alt=\"P\"></a><br>\n";
    let (_out, portal, reports) = imported(&[
        ("mkdocs.yml", "site_name: A\n"),
        ("docs/index.md", "# A\n"),
        ("docs/b.md", text),
        (
            "docs/img/p q.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
    ]);
    let page = read(&portal.join("en/b.md"));
    assert_eq!(page.matches("![P](<img/p q.svg>)").count(), 3, "{page}");
    assert!(page.ends_with("](https://a.example)\n"), "{page}");
    let lost = left(&reports[0], "link to a page or file that is not here");
    assert_eq!(lost, []);
    assert_eq!(shown(&built(&portal), "b.html").matches("<img ").count(), 3);
}

#[test]
fn the_host_of_a_site_may_be_written_in_capitals() {
    let (_out, portal, _) = imported(&[
        (
            "mkdocs.yml",
            "site_name: A\nsite_url: https://Docs.Example.org/a/\n",
        ),
        (
            "docs/index.md",
            "# A\n\n[1](https://docs.example.org/a/b/) [2](https://Docs.Example.org/a/b/#c)\n",
        ),
        ("docs/b.md", "# B\n\n## C\n"),
    ]);
    let page = read(&portal.join("en/index.md"));
    assert!(page.contains("[1](b.md) [2](b.md#c)\n"), "{page}");
}

#[test]
fn blocks_in_a_quotation_are_told() {
    let text = "# B\n\n> !!! note\n>     Text.\n\n> === \"A\"\n>     Text.\n\n> What!!! Yes.\n";
    let (_, left) = with_extension("admonition", text);
    let told = left
        .iter()
        .filter(|left| left.starts_with("block in a quotation"));
    assert_eq!(told.count(), 2, "{left:?}");
}
