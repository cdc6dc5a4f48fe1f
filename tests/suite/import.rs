//! `import docfx`: a small tree against the portal expected of it, and real trees by their counts.

#![allow(
    clippy::disallowed_methods,
    reason = "tests prepare folders and look at them"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use supportal::discover;
use supportal::import::{Report, Translations, docfx};
use supportal::model::grammar;
use supportal::model::{Diagnostic, Kind, Locale, RelPath, Severity, Source};
use supportal::parse;
use supportal::pipeline::{Memos, Options, compile};

use crate::skipped::unless_beside;

/// A path of the project.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file below `root` with its bytes.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).sort_by_file_name();
    let files = entries
        .into_iter()
        .map(|entry| entry.expect("a readable tree"));
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(root).expect("below the root");
            let bytes = std::fs::read(entry.path()).expect("a readable file");
            (name.to_string_lossy().replace('\\', "/"), bytes)
        })
        .collect()
}

fn import(src: &Path, dir: &Path) -> Report {
    let mut reports = docfx(src, &Translations::default(), dir).expect("an import");
    assert_eq!(reports.len(), 1);
    reports.remove(0)
}

/// A second tree with its language.
fn beside(locale: Locale, tree: &Path) -> Translations {
    Translations {
        trees: vec![(locale, tree.to_owned())],
        ..Translations::default()
    }
}

/// `UPDATE_EXPECTED=1 cargo test import` writes the portal that the fixture now gives; read it
/// before committing it.
#[test]
fn a_tree_becomes_the_expected_portal() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let dir = out.path().join("portal");
    import(&here("tests/sites/docfx/source"), &dir);
    matches_expected(&dir, &here("tests/sites/docfx/expected"));
}

/// A plain folder of Markdown: no docfx.json, no front matter, nothing that names a language.
#[test]
fn a_plain_folder_is_no_worse_for_what_it_does_not_say() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let src = folder.path().join("Handbuch");
    for (name, text) in [
        ("eins.md", &b"# Eins\n\nText.\n"[..]),
        ("drucker/index.md", b"# Drucker\n\nText.\n"),
        ("netz/index.md", b"Ohne Titel.\n"),
        ("alt.md", b"# Alt\r\n\r\nGr\xFC\xDFe.\r\n"),
    ] {
        let file = src.join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
        std::fs::write(file, text).expect("a new file");
    }
    let dir = folder.path().join("portal");
    let language = Locale::new("de");
    let translations = Translations {
        language,
        ..Translations::default()
    };
    let reports = docfx(&src, &translations, &dir).expect("an import");
    let files = files(&dir);
    let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    // The whole is not called as a folder in it, and a folder not `index`.
    assert!(text("supportal.yaml").starts_with("title: \"Handbuch\"\nlanguages: [de]\n"));
    assert!(text("de/index.md").starts_with("---\ntitle: \"Handbuch\"\n"));
    assert!(text("de/netz/index.md").starts_with("---\ntitle: \"netz\"\n"));
    let report = reports[0].to_string();
    let (_, left) = report.split_once("not carried over:\n").expect("a list");
    assert_eq!(
        left,
        "       1  letters lost, since the file is not UTF-8; save it as UTF-8, and import anew\n          alt.md:3 Gr\u{FFFD}\u{FFFD}e.\n"
    );
}

#[test]
fn what_a_portal_reads_is_not_said_to_be_left() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let src = folder.path().join("docs");
    std::fs::create_dir(&src).expect("a new folder");
    let mut page = "# A\n\nWords.\n".to_owned();
    for name in grammar::DIRECTIVES {
        page += &match name {
            // Their ranges, and the zones that name no pivot, are told for themselves.
            "moniker" => continue,
            "zone" => "\n:::zone pivot=\"b\"\n\n:::zone-end\n".to_owned(),
            _ => format!("\n:::{name}:::\n\n:::{name}-end:::\n"),
        };
    }
    for name in grammar::ALERTS {
        page += &format!("\n> [!{name}]\n> Words.\n");
    }
    page += "\n:::strange:::\n";
    std::fs::write(src.join("a.md"), page).expect("a new file");
    let report = import(&src, &folder.path().join("portal"));
    let left = report.left.iter().map(|left| left.construct.as_str());
    assert_eq!(left.collect::<Vec<_>>(), ["directive `:::strange`"]);
}

/// Compares the files of two folders, or writes the latter.
pub fn matches_expected(dir: &Path, expected: &Path) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let _ = std::fs::remove_dir_all(expected);
        for (name, bytes) in files(dir) {
            let file = expected.join(name);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
            std::fs::write(file, bytes).expect("a new file");
        }
    }
    let (found, expected) = (files(dir), files(expected));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&expected));
    for (name, bytes) in &found {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(bytes), text(&expected[name]), "{name}");
    }
}

/// What the portal's own readers say of supportal.yaml and of every page's front matter.
pub fn findings(portal: &Path) -> Vec<String> {
    let path = |name: &str| RelPath::new(name).expect("a path inside");
    let text = |file: &Path| std::fs::read_to_string(file).expect("a text file");
    let source = Source::new(path("supportal.yaml"), text(&portal.join("supportal.yaml")));
    let config = parse::config(&source);
    let mut found = config.diagnostics;
    for (name, _) in files(portal) {
        if !name.ends_with(".md") || !name.contains('/') || name.contains("/includes/") {
            continue;
        }
        let page = text(&portal.join(&name));
        // Pages whose front matter does not end are left to the reader of pages.
        let block = page
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"));
        let Some((block, _)) = block else { continue };
        let place = parse::front_matter::Place {
            path: &path(&name),
            kind: if name.matches('/').count() == 1 && name.ends_with("/index.md") {
                Kind::Home
            } else {
                Kind::Page
            },
            section: name.ends_with("/index.md"),
            source: true,
        };
        found.extend(parse::front_matter(block, 4, place, &config.value).diagnostics);
    }
    let shown = found.iter();
    shown
        .map(|finding| format!("{} {}: {}", finding.path, finding.code, finding.message))
        .collect()
}

#[test]
fn what_is_written_can_be_read() {
    let found = findings(&here("tests/sites/docfx/expected"));
    // The one page whose front matter was broken and is kept as it was.
    assert!(!found.is_empty());
    for finding in &found {
        assert!(finding.starts_with("en-GB/broken.md FM-"), "{finding}");
    }
}

#[test]
fn the_terminal_hears_every_construct() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let report = import(
        &here("tests/sites/docfx/source"),
        &out.path().join("portal"),
    );
    let shown = report.to_string();
    for left in &report.left {
        assert!(
            shown.contains(&left.construct),
            "{} in\n{shown}",
            left.construct
        );
    }
    assert!(
        shown.contains("articles: 8 in, 8 pages out, difference 0"),
        "{shown}"
    );
}

#[test]
fn what_cannot_be_imported_is_refused_with_a_way_out() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let check = |src: &Path, dir: &Path, said: &str| {
        let error = docfx(src, &Translations::default(), dir)
            .expect_err("a refusal")
            .to_string();
        assert!(error.contains(said), "{error}");
    };
    let source = here("tests/sites/docfx/source");
    let file = out.path().join("a-file");
    std::fs::write(&file, "mine").expect("a file");
    check(
        &file,
        &out.path().join("new"),
        "name the folder that holds docfx.json",
    );
    check(
        &out.path().join("none"),
        &out.path().join("new"),
        "is not a folder",
    );
    check(&source, out.path(), "name a folder that does not exist yet");
    assert_eq!(std::fs::read(&file).expect("still there"), b"mine");
    assert!(!out.path().join("new").exists());
}

#[test]
fn a_page_that_leads_on_becomes_an_old_address() {
    let page = |to: &str| format!("---\ntitle: Old\nredirect_url: {to}\n---\n# Old\n\nOld text.\n");
    let check = |config: &str, to: &str, old: &str| {
        let out = tempfile::tempdir().expect("a temporary folder");
        let (source, portal) = (out.path().join("source"), out.path().join("portal"));
        if config.contains("Help") {
            tree(&source, &[(".openpublishing.redirection.json", "{}")]);
        }
        tree(
            &source,
            &[
                ("docfx.json", config),
                ("index.md", "# Home\n\n[Old](articles/old.md)\n"),
                ("articles/new.md", "# New\n\nText.\n"),
                ("articles/old.md", &page(to)),
                ("articles/older.md", &page("old.md#part")),
                ("articles/gone.md", &page("https://a.example/")),
                ("articles/lost.md", &page("nowhere.md")),
                ("articles/index.md", &page("new.md")),
            ],
        );
        let report = import(&source, &portal);
        let read = |name: &str| std::fs::read_to_string(portal.join(name)).expect(name);
        let new = read("en/articles/new.md");
        let line = format!("redirect_from: [{old}]\n");
        assert!(new.contains(&line), "{line} in\n{new}");
        assert!(read("en/index.md").contains("[Old](articles/new.md)"));
        let files = files(&portal);
        let pages: Vec<&str> = files.keys().map(String::as_str).collect();
        let pages = pages.into_iter().filter(|name| name.starts_with("en/"));
        assert_eq!(
            pages.collect::<Vec<_>>(),
            ["en/articles/new.md", "en/index.md"]
        );
        assert_eq!((report.articles, report.pages), (2, 2));
        let left = report
            .left
            .iter()
            .map(|left| (left.construct.as_str(), left.file.as_str()));
        left.map(|(construct, file)| format!("{file}: {construct}"))
            .collect::<Vec<_>>()
    };
    let lost = [
        "articles/lost.md: redirect to a page that is not here",
        "articles/older.md: redirect to a place within a page, kept as the page",
        "articles/gone.md: redirect to another site",
    ];
    let mut own = lost.to_vec();
    own.insert(
        0,
        "articles/index.md: old address at which a portal lists the pages of a folder",
    );
    let addresses = "\"/articles/old.html\", \"/articles/older.html\"";
    let site = "{\"build\": {\"content\": [{\"files\": [\"**/*.md\"]}], \"dest\": \"_site\"}}";
    for to in [
        "new.html",
        "new.md",
        "./new",
        "/articles/new.html",
        "~/articles/new.md",
    ] {
        assert_eq!(check(site, to, addresses), own, "{to}");
    }
    let learn = "{\"build\": {\"content\": [{\"files\": [\"**/*.md\"]}], \"dest\": \"Help\"}}";
    let addresses = "\"/Help/articles\", \"/Help/articles/old\", \"/Help/articles/older\"";
    assert_eq!(check(learn, "/help/articles/new", addresses), lost);
}

#[test]
fn a_table_of_contents_may_stand_below_the_folder_of_docfx_json() {
    let check = |content: &str, pages: &[&str], entries: &[&str]| {
        let out = tempfile::tempdir().expect("a temporary folder");
        let (source, portal) = (out.path().join("source"), out.path().join("portal"));
        let config = format!("{{\"build\": {{\"content\": [{content}]}}}}");
        let home = "# Acme\n\n[One](articles/one.md)\n\n[!INCLUDE [a](includes/a.md)]\n";
        tree(
            &source,
            &[
                ("docfx.json", &config),
                ("docs/index.md", home),
                ("docs/faq.md", "# FAQ\n\nText.\n"),
                (
                    "docs/toc.yml",
                    "- {name: Docs, href: articles/}\n- {name: FAQ, href: faq.md}\n",
                ),
                ("docs/includes/a.md", "Shared.\n"),
                (
                    "docs/articles/toc.yml",
                    "- {name: One, href: one.md}\n- {name: Two, href: two.md}\n",
                ),
                (
                    "docs/articles/one.md",
                    "# One\n\n[A file](../files/a.csv)\n",
                ),
                ("docs/articles/two.md", "# Two\n\n[Home](~/docs/index.md)\n"),
                ("docs/files/a.csv", "a,b\n"),
            ],
        );
        let report = import(&source, &portal);
        assert_eq!(report.left, [], "{report}");
        assert_eq!(report.unlisted, [""; 0]);
        assert_eq!(report.title, "Acme");
        let files = files(&portal);
        let found: Vec<&str> = files
            .keys()
            .filter_map(|name| name.strip_prefix("en/"))
            .collect();
        assert_eq!(found, pages);
        let config = std::fs::read_to_string(portal.join("supportal.yaml")).expect("a portal");
        let nav = config.split_once("\nnav:\n").expect("a navigation").1;
        let lines: Vec<&str> = nav.lines().map(str::trim).collect();
        assert_eq!(lines, entries);
        let found = findings(&portal);
        assert!(
            !found.iter().any(|found| found.starts_with("LNK-PAGE")),
            "{found:?}"
        );
    };
    let below = [
        "articles/one.md",
        "articles/two.md",
        "faq.md",
        "files/a.csv",
        "includes/a.md",
        "index.md",
    ];
    let in_folder = |folder: &str| below.map(|page| format!("{folder}/{page}"));
    let entries = |folder: &str| {
        let page = |name: &str| format!("\"{folder}{name}\"");
        [
            "- title: \"Docs\"".to_owned(),
            "items:".to_owned(),
            "- title: \"One\"".to_owned(),
            format!("page: {}", page("articles/one.md")),
            "- title: \"Two\"".to_owned(),
            format!("page: {}", page("articles/two.md")),
            "- title: \"FAQ\"".to_owned(),
            format!("page: {}", page("faq.md")),
        ]
    };
    let texts = |texts: &[String]| -> Vec<String> { texts.to_vec() };
    // The folder of `src` is not in the addresses of the site.
    let own = texts(&entries(""));
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    check(
        "{\"files\": [\"**/*.{md,yml}\"], \"src\": \"docs\"}",
        &below,
        &own,
    );
    // That of `dest` is, and so is one that a pattern alone names.
    for (content, folder) in [
        ("{\"files\": [\"docs/**/*.{md,yml}\"]}", "docs"),
        (
            "{\"files\": [\"**/*.{md,yml}\"], \"src\": \"docs\", \"dest\": \"help\"}",
            "help",
        ),
    ] {
        let mut pages = texts(&in_folder(folder));
        pages.push("index.md".to_owned());
        let mut all = vec![format!("- \"{folder}/index.md\"")];
        all.extend(entries(&format!("{folder}/")));
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        check(content, &pages, &all);
    }
}

#[test]
fn folders_without_docfx_json_are_imported_too() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let source = out.path().join("docs.de-at");
    std::fs::create_dir_all(source.join("b")).expect("a folder");
    std::fs::write(source.join("b/one.md"), "# Eins\n\n[Zwei](~/two.md)\n").expect("a file");
    std::fs::write(source.join("two.md"), "##  Zwei ##\n").expect("a file");
    let portal = out.path().join("portal");
    let report = import(&source, &portal);
    assert_eq!((report.language.as_str(), report.pages), ("de-AT", 2));
    let read = |name: &str| std::fs::read_to_string(portal.join("de-AT").join(name)).expect(name);
    assert!(read("b/one.md").ends_with("[Zwei](../two.md)\n"));
    assert!(read("two.md").starts_with("---\ntitle: \"Zwei\"\n"));
    // There was no first page, and a portal needs one.
    assert!(read("index.md").contains("Weitere Seiten"));
}

/// Writes a tree of files into `folder`.
pub fn tree(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
        std::fs::write(file, text).expect("a new file");
    }
}

#[test]
fn trees_in_several_languages_become_one_portal() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (english, german) = (out.path().join("docs"), out.path().join("docs.de-de"));
    let set = "{\"build\": {\"content\": [{\"files\": [\"**/*.md\", \"**/*.yml\"]}]}}";
    tree(
        &english,
        &[
            ("desk/docfx.json", set),
            ("desk/index.md", "---\ntitle: Desk\n---\n\nHello.\n"),
            ("desk/refunds.md", "---\ntitle: Refunds\n---\n\nMoney.\n"),
            ("desk/new.md", "---\ntitle: New\n---\n\nNew.\n"),
            (
                "desk/TOC.yml",
                "- name: Money\n  items:\n  - name: Your money back\n    href: refunds.md\n  - href: new.md\n    name: What is new\n",
            ),
            ("shop/docfx.json", set),
            ("shop/index.md", "---\ntitle: Shop\n---\n\nBuy.\n"),
        ],
    );
    // One docset, imported at its own folder, still stands beside that of the same name.
    let german = german.join("desk");
    tree(
        &german,
        &[
            ("docfx.json", set),
            ("index.md", "---\ntitle: Schalter\n---\n\nHallo.\n"),
            (
                "refunds.md",
                "---\ntitle: Erstattungen\n---\n\nGeld, siehe [hier](only-here.md).\n",
            ),
            ("only-here.md", "---\ntitle: Nur hier\n---\n\nNur hier.\n"),
            (
                "TOC.yml",
                "- name: Geld\n  items:\n  - name: Geld zurück\n    href: refunds.md\n",
            ),
        ],
    );
    let portal = out.path().join("portal");
    let locale = |tag: &str| Locale::new(tag).expect("a tag");
    let others = beside(locale("de-DE"), &german);
    let reports = docfx(&english, &others, &portal).expect("an import");
    let beside = reports[1].source.as_ref().expect("a translation");
    assert_eq!(beside.missing, ["desk/new.md", "shop/index.md"]);
    assert_eq!(beside.alone, ["desk/only-here.md"]);
    assert!(
        reports[1]
            .to_string()
            .contains("translation: 3 of 5 pages, 1 that the source language lacks")
    );
    let report = std::fs::read_to_string(portal.join("import-report.de-DE.md")).expect("a report");
    assert!(
        report.contains("## Pages without a translation\n\n- `desk/new.md`"),
        "{report}"
    );

    let config = std::fs::read_to_string(portal.join("supportal.yaml")).expect("supportal.yaml");
    assert!(config.contains("languages: [en, de-DE]\n"), "{config}");
    let money = "title: {en: \"Money\", de-DE: \"Geld\"}";
    let back = "title: {en: \"Your money back\", de-DE: \"Geld zurück\"}\n";
    assert!(config.contains(money) && config.contains(back), "{config}");
    // What the translation does not name is called as in the source.
    assert!(config.contains("title: \"What is new\"\n"), "{config}");

    let today = "2026-06-01".parse().expect("a date");
    let snapshot = discover::snapshot(&portal, today).expect("a portal");
    let build = compile(&snapshot, &Options::default(), &mut Memos::once());
    let errors = build
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error);
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
    let page = |url: &str| {
        let file = build
            .outputs
            .iter()
            .find(|file| file.url.as_str() == url)
            .expect(url);
        String::from_utf8_lossy(&file.bytes).into_owned()
    };
    assert!(page("de-DE/desk/refunds.html").contains("Geld, siehe"));
    assert!(page("de-DE/desk/refunds.html").contains("Geld zurück"));
    // A page without a translation is there in the source language.
    assert!(page("de-DE/desk/new.html").contains("What is new"));
}

#[test]
fn a_language_is_imported_once() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let source = out.path().join("docs.de-at");
    tree(&source, &[("one.md", "# Eins\n")]);
    let portal = out.path().join("portal");
    let others = beside(Locale::new("de-AT").expect("a tag"), &source);
    let error = docfx(&source, &others, &portal).expect_err("a refusal");
    assert!(
        error.to_string().contains("a second tree in de-AT"),
        "{error}"
    );
    assert!(!portal.exists());
}

/// Imports a tree of the shared corpus; `None`, and said, where there is none.
fn corpus(name: &str) -> Option<(tempfile::TempDir, Report)> {
    let source = unless_beside(&format!("shared/corpus/{name}"))?;
    let out = tempfile::tempdir().expect("a temporary folder");
    let report = import(&source, &out.path().join("portal"));
    Some((out, report))
}

/// Titles and pages in the order of the navigation, each as deep as it stands there.
fn nav(portal: &Path) -> Vec<(usize, String)> {
    let config = std::fs::read_to_string(portal.join("supportal.yaml")).expect("supportal.yaml");
    let nav = config.split("\nnav:\n").nth(1).expect("a navigation");
    let mut entries = Vec::new();
    for line in nav.lines() {
        let indent = line.len() - line.trim_start().len();
        let depth = indent.saturating_sub(2) / 4;
        let line = line.trim_start().trim_start_matches("- ");
        if let Some(page) = line
            .strip_prefix("page: ")
            .or(line.starts_with('"').then_some(line))
        {
            entries.push((depth, page.trim_matches('"').to_owned()));
        }
    }
    entries
}

#[test]
fn corpus_of_2017_keeps_the_order_and_nesting_of_its_toc() {
    let Some((out, report)) = corpus("partner-center-2017-bilingual/partner-center") else {
        return;
    };
    assert_eq!((report.articles, report.pages), (101, 101));
    assert_eq!(findings(&out.path().join("portal")), [""; 0]);
    assert_eq!((report.listed, report.unlisted.len()), (63, 38));
    let toc = here("../shared/corpus/partner-center-2017-bilingual/partner-center/TOC.md");
    let toc = std::fs::read_to_string(toc).expect("TOC.md");
    let written: Vec<(usize, String)> = toc
        .lines()
        .filter_map(|line| {
            let depth = line.len() - line.trim_start_matches('#').len();
            let page = line.split("](").nth(1)?.split(')').next()?;
            Some((depth - 1, page.to_owned()))
        })
        .collect();
    let found = nav(&out.path().join("portal"));
    assert_eq!(found[..63], written[..]);
    assert_eq!(found.len(), 101);
}

#[test]
fn corpus_with_two_docsets_becomes_one_portal() {
    let Some((out, report)) = corpus("partner-center-zh-tw") else {
        return;
    };
    assert_eq!((report.articles, report.pages), (324, 324));
    assert_eq!(findings(&out.path().join("portal")), [""; 0]);
    assert_eq!((report.landings, report.generated), (2, 1));
    // One address moved inside a page, 50 went to another site: 23 of 73 are left.
    assert_eq!(report.redirects, 23);
    assert_eq!(report.listed + report.unlisted.len(), 324);
    let root = out.path().join("portal/zh-TW");
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect(name);
    assert!(read("index.md").contains("(partner-center/index.md)"));
    assert!(read("index.md").contains("(marketplace/index.md)"));
    let pages = nav(&out.path().join("portal"));
    let news = pages
        .iter()
        .position(|(_, page)| page.ends_with("announcements/2021-march.md"));
    let news = news.expect("the nested table of contents");
    assert_eq!(pages[news - 1].1, "partner-center/announcements/index.md");
    assert_eq!(
        pages[news + 1].1,
        "partner-center/announcements/2021-february.md"
    );
}

#[test]
fn corpus_in_german_has_its_faq_files() {
    let Some((out, report)) = corpus("partner-center-de-de") else {
        return;
    };
    assert_eq!((report.articles, report.pages), (296, 296));
    assert_eq!(findings(&out.path().join("portal")), [""; 0]);
    assert_eq!((report.faqs, report.landings, report.generated), (8, 1, 0));
    assert_eq!(report.language, "de-DE");
    let faq = out.path().join("portal/de-DE/payout-faq.md");
    let faq = std::fs::read_to_string(faq).expect("a page");
    let questions = faq.lines().filter(|line| line.starts_with("### ")).count();
    assert_eq!(questions, 30);
}

#[test]
fn corpus_with_the_source_inline_loses_no_page() {
    let Some((_out, report)) = corpus("partner-center-zh-tw-bilingual") else {
        return;
    };
    assert_eq!((report.articles, report.pages), (310, 310));
}

/// Two trees of one site as a portal: every page in both languages, each naming the others.
#[test]
fn corpus_in_two_languages_becomes_one_portal() {
    let trees = ["partner-center-zh-tw", "partner-center-de-de"];
    let trees = trees.map(|name| unless_beside(&format!("shared/corpus/{name}")));
    let [Some(chinese), Some(german)] = trees else {
        return;
    };
    let out = tempfile::tempdir().expect("a temporary folder");
    let portal = out.path().join("portal");
    let others = beside(Locale::new("de-DE").expect("a tag"), &german);
    let reports = docfx(&chinese, &others, &portal).expect("an import");
    let beside = reports[1].source.as_ref().expect("a translation");
    let counts = [beside.pages, beside.missing.len(), beside.alone.len()];
    assert_eq!(counts, [327, 30, 9]);
    let file = portal.join("supportal.yaml");
    let config = std::fs::read_to_string(&file).expect("supportal.yaml");
    std::fs::write(&file, format!("url: https://help.example/\n{config}")).expect("a file");

    let today = "2026-06-01".parse().expect("a date");
    let snapshot = discover::snapshot(&portal, today).expect("a portal");
    let build = compile(&snapshot, &Options::default(), &mut Memos::once());
    let errors = build.diagnostics.iter();
    let errors = errors.filter(|one| one.severity == Severity::Error);
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
    let pages: Vec<usize> = build
        .summary
        .pages
        .iter()
        .map(|(_, kinds)| kinds.iter().map(|(_, count)| count).sum())
        .collect();
    assert_eq!((pages, build.summary.fallbacks), (vec![327, 306], 30));

    let texts: BTreeMap<&str, &str> = build
        .outputs
        .iter()
        .filter(|file| file.url.as_str().ends_with(".html"))
        .filter_map(|file| Some((file.url.as_str(), std::str::from_utf8(&file.bytes).ok()?)))
        .collect();
    let alternates = |html: &str| -> BTreeMap<String, String> {
        let links = html.match_indices("<link rel=\"alternate\" hreflang=\"");
        let links = links.map(|(at, found)| {
            let mut parts = html[at + found.len()..].split('"');
            let language = parts.next().unwrap_or_default().to_owned();
            let address = parts.nth(1).unwrap_or_default();
            let path = address.strip_prefix("https://help.example/");
            let path = path.unwrap_or_else(|| panic!("{address} is no address of the site"));
            let index = path.is_empty() || path.ends_with('/');
            let file = if index { "index.html" } else { "" };
            (language, format!("{path}{file}"))
        });
        links.collect()
    };
    let mut translated = 0;
    for (url, html) in &texts {
        let own = alternates(html);
        for (language, other) in &own {
            let there = texts.get(other.as_str());
            let there = there.unwrap_or_else(|| panic!("{url}: {language} is {other}"));
            assert_eq!(alternates(there), own, "{url} and {other}");
        }
        if !own.is_empty() {
            assert!(own.values().any(|other| other == url), "{url} names itself");
            let first = own.get("zh-TW").or(own.get("de-DE"));
            assert_eq!(own.get("x-default"), first, "{url}");
            translated += usize::from(own.len() == 3);
        }
    }
    // 297 pages in both languages.
    assert_eq!(translated, 2 * 297);

    // The switch in the head leads to the same page, translated or not.
    let shared = texts.keys().filter_map(|url| url.strip_prefix("de-DE/"));
    let shared: Vec<&str> = shared.filter(|page| texts.contains_key(page)).collect();
    for page in shared.iter().step_by(shared.len() / 20) {
        let html = texts[format!("de-DE/{page}").as_str()];
        let switch = html.find("hreflang=\"zh-TW\" dir=");
        let switch = switch.unwrap_or_else(|| panic!("{page} has no way to the other language"));
        let tag = html[..switch].rfind("<a href=\"").expect("a link") + "<a href=\"".len();
        let ups = "../".repeat(page.matches('/').count() + 1);
        assert!(
            html[tag..].starts_with(&format!("{ups}{page}\"")),
            "{page}: {}",
            &html[tag..switch]
        );
    }
}

/// A name, a length, and the files of a tree that has it.
#[cfg(unix)]
pub type Pattern = (
    &'static str,
    usize,
    fn(usize) -> Vec<(&'static str, String)>,
);

/// The patterns of which four times the length takes more than 6.8 times as long, where what grows with the square
/// takes sixteen: what is built is held to the same.
#[cfg(unix)]
pub fn slow(patterns: &[Pattern], import: impl Fn(&Path, &Path)) -> Vec<String> {
    use rustix::time::{ClockId, clock_gettime};
    use std::time::Duration;

    // Of this thread alone, whatever others do meanwhile.
    let used = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).expect("a time");
    let time = |files: &[(&'static str, String)]| {
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (*path, text.as_str()))
            .collect();
        let out = tempfile::tempdir().expect("a temporary folder");
        let source = out.path().join("source");
        tree(&source, &files);
        let begun = used();
        import(&source, &out.path().join("portal"));
        used().saturating_sub(begun)
    };
    let ratio = |one: &[_], four: &[_]| {
        let (mut short, mut long) = (Duration::MAX, Duration::MAX);
        let mut ratio = f64::MAX;
        // Again, if something disturbed it.
        for _ in 0..4 {
            short = short.min(time(one));
            long = long.min(time(four));
            ratio = long.as_secs_f64() / short.as_secs_f64();
            if ratio <= 6.8 {
                break;
            }
        }
        ratio
    };
    let slow = patterns.iter().filter_map(|&(name, length, files)| {
        let ratio = ratio(&files(length / 2), &files(2 * length));
        (ratio > 6.8).then(|| format!("{name}: {ratio:.1} times as long"))
    });
    slow.collect()
}

/// A docset of all the pages below it.
const DOCSET: &str = "{\"build\": {\"content\": [{\"files\": [\"**/*.md\"]}]}}";

/// A tree with one page.
#[cfg(unix)]
fn page_of(text: String) -> Vec<(&'static str, String)> {
    vec![("docfx.json", DOCSET.to_owned()), ("a.md", text)]
}

#[cfg(unix)]
#[test]
fn time_grows_with_the_tree() {
    let patterns: &[Pattern] = &[
        ("markers without end", 4_000, |n| {
            page_of("[!code-".repeat(n))
        }),
        ("references without end", 4_000, |n| {
            page_of("<xref:".repeat(n))
        }),
        ("equal headings", 1_500, |n| page_of("## a & b\n".repeat(n))),
        ("redirects in a row", 1_000, |n| {
            let entry = |one: usize, to: &str| {
                format!("{{\"source_path\": \"o{one}.md\", \"redirect_url\": \"{to}\"}}")
            };
            let entries = (1..n).map(|one| entry(one, &format!("/source/o{}", one - 1)) + ",\n");
            let entries: String = entries.collect::<String>() + &entry(0, "/source/a");
            let redirects = format!("{{\"redirections\": [{entries}]}}");
            let mut files = page_of("# A\n".to_owned());
            files.push((".openpublishing.redirection.json", redirects));
            files
        }),
    ];
    let slow = slow(patterns, |source, portal| {
        import(source, portal);
    });
    assert!(slow.is_empty(), "{slow:#?}");
}

/// Each names the next; where one is too deep in the others, it begins a section, and no page is lost.
#[test]
fn tables_of_contents_that_name_each_other_in_a_long_row_are_taken_apart() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (source, portal) = (out.path().join("docs"), out.path().join("portal"));
    let count = 40;
    let set = "{\"build\": {\"content\": [{\"files\": [\"**/*.md\", \"**/*.yml\"]}]}}";
    let mut files = vec![("docfx.json".to_owned(), set.to_owned())];
    for number in 0..count {
        let folder = match number {
            0 => String::new(),
            number => format!("f{number}/"),
        };
        let next = number + 1;
        let mut toc = format!("- name: Page {number}\n  href: a{number}.md\n");
        if next < count {
            toc += &format!("- name: More {next}\n  href: /f{next}/TOC.yml\n");
        }
        let toc = toc.replace("href: /", if number == 0 { "href: " } else { "href: ../" });
        files.push((format!("{folder}TOC.yml"), toc));
        let page = format!("---\ntitle: Page {number}\ndescription: One.\n---\n\nText.\n");
        files.push((format!("{folder}a{number}.md"), page));
    }
    let all: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    tree(&source, &all);
    let report = import(&source, &portal);
    assert_eq!((report.listed, report.unlisted.len()), (count, 0));
    assert_eq!(findings(&portal), [""; 0]);
}

#[test]
fn what_a_portal_would_refuse_becomes_text_and_is_listed() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (source, portal) = (out.path().join("docs"), out.path().join("portal"));
    let text = "---\ntitle: A\ndescription: B\n---\n\nSee <xref:System.String> or [strings](xref:System.String).\n\nSet {{tenantId}} and `{{ code }}`.\n\n::: zone pivot=cli\n\nText.\n\n::: zone-end\n\n::: zone pivot=\"cli\"\n\nText.\n\n::: zone-end\n";
    tree(&source, &[("docfx.json", DOCSET), ("a.md", text)]);
    let report = import(&source, &portal);
    let left = report.left.iter();
    let left: Vec<_> = left.map(|one| (one.line, one.construct.as_str())).collect();
    let by_uid = "reference by uid, kept as its text";
    assert_eq!(
        left,
        [
            (8, "braces `{{`, kept as their text"),
            (10, "directive `:::zone` without `pivot=\"…\"`"),
            (6, by_uid),
            (6, by_uid),
        ]
    );
    let page = files(&portal).remove("en/a.md").expect("the page");
    let page = String::from_utf8(page).expect("UTF-8");
    assert!(
        page.contains("See `System.String` or strings.\n\nSet \\{{tenantId}} and `{{ code }}`."),
        "{page}"
    );
}

#[test]
fn a_portal_is_not_written_into_a_tree_that_is_imported() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (english, german) = (out.path().join("docs"), out.path().join("docs.de-de"));
    for folder in [&english, &german] {
        tree(folder, &[("docfx.json", DOCSET), ("index.md", "# A\n")]);
    }
    let trees = beside(Locale::new("de-DE").expect("a language"), &german);
    for folder in [&english, &german] {
        let error = docfx(&english, &trees, &folder.join("new/portal")).expect_err("a refusal");
        let said =
            "which is imported: the portal would be taken for pages of it the next time\nhint: ";
        assert!(error.to_string().contains(said), "{error}");
        assert!(!folder.join("new").exists());
    }
    docfx(&english, &trees, &english.join("../portal")).expect("an import");
}

#[test]
fn the_summary_of_a_landing_page_stands_once() {
    for (description, times) in [("Bills and refunds.", 1), ("News.", 2)] {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("source");
        std::fs::create_dir_all(&source).unwrap();
        let page = format!(
            "### YamlMime:Landing\ntitle: Help\nsummary: Bills and refunds.\nmetadata:\n  description: {description}\nlandingContent: []\n"
        );
        std::fs::write(source.join("index.yml"), page).unwrap();
        std::fs::write(
            source.join("docfx.json"),
            "{\"build\": {\"content\": [{\"files\": [\"**/*.yml\"]}]}}",
        )
        .unwrap();
        let portal = folder.path().join("portal");
        import(&source, &portal);
        let pages = files(&portal);
        let (_, text) = pages
            .iter()
            .find(|(path, _)| path.ends_with("/index.md"))
            .unwrap();
        let text = String::from_utf8_lossy(text);
        let lines = text
            .lines()
            .filter(|line| line.contains("Bills and refunds.") || line.contains("News."));
        assert_eq!(lines.count(), times, "{text}");
    }
}

#[test]
fn the_title_of_a_page_may_be_underlined() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    tree(
        &source,
        &[
            (
                "docfx.json",
                "{\"build\": {\"content\": [{\"files\": [\"**/*.md\"]}]}}",
            ),
            (
                "index.md",
                "---\ntitle: Help\ndescription: Help.\n---\n\n[Printer](printer.md)\n",
            ),
            (
                "printer.md",
                "Install the printer\n====\n\nText.\n\n## Errors\n\nText.\n",
            ),
        ],
    );
    let portal = folder.path().join("portal");
    import(&source, &portal);
    let page = std::fs::read_to_string(portal.join("en/printer.md")).unwrap();
    assert!(
        page.starts_with("---\ntitle: \"Install the printer\"\n"),
        "{page}"
    );
}

/// A tree without a first page and a table of contents names neither the portal nor a part of its menu.
#[test]
fn a_translation_of_some_pages_leaves_the_rest_as_it_is() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (english, german) = (out.path().join("docs"), out.path().join("docs.de"));
    let menu = "- name: Articles\n  items:\n  - name: Intro\n    href: articles/intro.md\n";
    tree(
        &english,
        &[
            ("index.md", "# Contoso help\n\nText.\n"),
            ("toc.yml", menu),
            ("articles/intro.md", "# Intro\n\nText.\n"),
            ("articles/more.md", "# More\n\nText.\n"),
        ],
    );
    tree(
        &german,
        &[
            ("articles/intro.md", "# Einführung\n\nText.\n"),
            ("articles/more.md", "# Mehr\n\nText.\n"),
        ],
    );
    let portal = out.path().join("portal");
    let german = beside(Locale::new("de-DE").expect("a tag"), &german);
    let reports = docfx(&english, &german, &portal).expect("an import");
    let config = std::fs::read_to_string(portal.join("supportal.yaml")).expect("supportal.yaml");
    assert!(config.starts_with("title: \"Contoso help\"\n"), "{config}");
    assert!(config.contains("- title: \"Articles\"\n"), "{config}");
    // What the import names itself is named in each language.
    let rest = "- title: {en: \"Other pages\", de-DE: \"Weitere Seiten\"}\n";
    assert!(config.contains(rest), "{config}");
    assert!(!portal.join("de-DE/index.md").exists());
    let report = reports[1].to_string();
    assert!(
        report.contains("portal: Contoso help (de-DE)\n"),
        "{report}"
    );
    assert!(
        report.contains("translation: 2 of 3 pages, 0 that"),
        "{report}"
    );
}

/// `build.dest` is the folder that DocFX writes to. Learn alone reads it as the beginning of addresses.
#[test]
fn the_folder_that_docfx_writes_to_is_no_part_of_old_addresses() {
    for dest in ["public", "docs", "../public", "_site"] {
        let out = tempfile::tempdir().expect("a temporary folder");
        let (source, portal) = (out.path().join("source"), out.path().join("portal"));
        let config = format!(
            "{{\"build\": {{\"content\": [{{\"files\": [\"**/*.md\"]}}], \"dest\": \"{dest}\"}}}}"
        );
        tree(
            &source,
            &[
                ("docfx.json", &config),
                ("index.md", "# Home\n"),
                ("articles/new.md", "# New\n\nText.\n"),
                (
                    "articles/old.md",
                    "---\nredirect_url: new.html\n---\n# Old\n",
                ),
            ],
        );
        import(&source, &portal);
        let new = std::fs::read_to_string(portal.join("en/articles/new.md")).expect("a page");
        let line = "redirect_from: [\"/articles/old.html\"]\n";
        assert!(new.contains(line), "{dest}:\n{new}");
    }
}

#[test]
fn a_redirect_without_a_goal_is_none() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (source, portal) = (out.path().join("source"), out.path().join("portal"));
    tree(
        &source,
        &[
            ("index.md", "# Home\n"),
            ("one.md", "---\nredirect_url:\n---\n# One\n\nWords.\n"),
            ("two.md", "---\nredirect_url: \"\"\n---\n# Two\n\nWords.\n"),
            (
                "three.md",
                "---\nredirect_url: null\n---\n# Three\n\nWords.\n",
            ),
        ],
    );
    let report = import(&source, &portal);
    assert_eq!((report.articles, report.pages), (4, 4));
    for name in ["one", "two", "three"] {
        assert!(portal.join(format!("en/{name}.md")).exists(), "{name}");
    }
}

/// Learn and DocFX write a `-` for each blank of a heading, as GitHub does; bookmarks and links have it so.
#[test]
fn headings_keep_the_anchors_that_they_had() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (source, portal) = (out.path().join("source"), out.path().join("portal"));
    let links = "# Home & more\n\n[a](one.md#über--mehr) [b](one.md#setext--too) [c](one.md#one--only) [d](#home--more) [e](one.md#plain-words)\n";
    let page = "# One & only\n\n## Über & mehr\n\nText.\n\nSetext & too\n---\n\nText.\n\n## Plain words ##\n\nText.\n\n```\n## A & b\n```\n";
    tree(&source, &[("index.md", links), ("one.md", page)]);
    let report = import(&source, &portal);
    let kept = "anchors of headings kept where a portal would give them another";
    assert_eq!(report.changed.get(kept), Some(&4));
    let one = std::fs::read_to_string(portal.join("en/one.md")).expect("a page");
    for wanted in [
        "\n# One & only {#one--only}\n",
        "\n## Über & mehr {#über--mehr}\n",
        "\nSetext & too {#setext--too}\n---\n",
        "\n## Plain words ##\n",
        "\n## A & b\n",
    ] {
        assert!(one.contains(wanted), "{wanted} in\n{one}");
    }
    let today = "2026-06-01".parse().expect("a date");
    let snapshot = discover::snapshot(&portal, today).expect("a portal");
    let build = compile(&snapshot, &Options::default(), &mut Memos::once());
    let anchors = build.diagnostics.iter();
    let anchors = anchors.filter(|one| one.code == "LNK-ANCHOR");
    assert_eq!(anchors.collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
}

/// A folder of Markdown may come from Hugo or Zola, or from no tool at all.
#[test]
fn front_matter_of_a_plain_folder_is_read_in_toml_too() {
    let check = |config: &[(&str, &str)], draft: &str| {
        let out = tempfile::tempdir().expect("a temporary folder");
        let (source, portal) = (out.path().join("source"), out.path().join("portal"));
        tree(&source, config);
        let toml = "+++\ntitle = \"Zola \\\"page\\\"\"\ndescription = 'Of it'\ndate = 2024-01-02\ndraft = true\n\n[extra]\ntitle = \"x\"\n+++\n\nText.\n";
        tree(
            &source,
            &[
                ("index.md", "# Home\n"),
                ("z.md", toml),
                ("d.md", "---\ntitle: D\ndraft: true\n---\nsecret\n"),
                (
                    "c.md",
                    "+++\ntitle = \"A \\\"#\\\" page\" # for now\ndescription = 'C# or F#'# or not\ndraft = true # until spring\n+++\n\nText.\n",
                ),
                ("r.md", "+++\n\nNo keys.\n\n+++\n"),
                ("w.md", "+++\nA title\n=======\n\nWords.\n+++\n"),
            ],
        );
        let report = import(&source, &portal);
        let read = |name: &str| std::fs::read_to_string(portal.join(name)).expect(name);
        assert_eq!(
            read("en/z.md"),
            "---\ntitle: \"Zola \\\"page\\\"\"\ndescription: \"Of it\"\nkind: article\ndraft: true\n---\n\nText.\n"
        );
        assert_eq!(
            read("en/c.md"),
            "---\ntitle: \"A \\\"#\\\" page\"\ndescription: \"C# or F#\"\nkind: article\ndraft: true\n---\n\nText.\n"
        );
        let page = read("en/d.md");
        assert!(page.contains(draft), "{page}");
        // What readers do not see stands in no navigation.
        let settings = read("supportal.yaml");
        let is_named = |name: &str| settings.contains(&format!("- \"{name}\""));
        let named = ["r.md", "d.md", "c.md", "z.md"].map(is_named);
        assert_eq!(named, [true, draft.contains("docfx"), false, false]);
        assert!(read("en/r.md").contains("+++\n\nNo keys.\n"));
        assert!(read("en/w.md").contains("A title\n=======\n\nWords.\n"));
        let left = report.left.iter();
        let left = left.filter(|left| left.construct == "front matter in TOML");
        let left: Vec<(usize, &str)> = left.map(|left| (left.line, left.text.as_str())).collect();
        assert_eq!(
            left,
            [
                (4, "date = 2024-01-02"),
                (7, "[extra]"),
                (8, "title = \"x\"")
            ]
        );
    };
    check(&[], "\ndraft: true\n");
    // Learn publishes such a page.
    let config = "{\"build\": {\"content\": [{\"files\": [\"**/*.md\"]}]}}";
    check(&[("docfx.json", config)], "\ndocfx.draft: true\n");
}

#[test]
fn a_page_at_the_address_of_the_search_has_another_name() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (source, portal) = (out.path().join("source"), out.path().join("portal"));
    let home = "# Home\n\n[Search](search.md)\n";
    tree(
        &source,
        &[("index.md", home), ("search.md", "# Search\n\nText.\n")],
    );
    import(&source, &portal);
    let home = std::fs::read_to_string(portal.join("en/index.md")).expect("a page");
    assert!(home.contains("[Search](search-page.md)"), "{home}");
    assert!(portal.join("en/search-page.md").exists());
}
