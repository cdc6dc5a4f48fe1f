//! A hint that is followed word for word mends what it is said of.

use crate::portal::Portal;

/// Rule and hint of each finding of `codes`.
fn hints(portal: &Portal, codes: &[&str]) -> Vec<String> {
    let found = portal.build().diagnostics;
    let found = found.iter().filter(|one| codes.contains(&one.code));
    found
        .map(|one| format!("{} {}", one.code, one.hint.as_deref().unwrap_or("-")))
        .collect()
}

fn portal() -> Portal {
    Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [en, zh-TW]\n")
        .page("en/index.md", "Text.")
        .page("en/channels/a.md", "Text.")
        .file("en/includes/have-ready.md", "Have it ready.\n")
        .file("zh-TW/includes/here-alone.md", "請準備。\n")
}

#[test]
fn a_misspelt_include_is_told_the_file_that_is_there() {
    for (page, written, expected) in [
        (
            "en",
            "../includes/have-redy.md",
            "../includes/have-ready.md",
        ),
        ("en", "../includes/have-ready", "../includes/have-ready.md"),
        (
            "en",
            "../../includes/have-ready.md",
            "../includes/have-ready.md",
        ),
        ("en", "includes/have-ready.md", "../includes/have-ready.md"),
        (
            "zh-TW",
            "../includes/have-redy.md",
            "../includes/have-ready.md",
        ),
        (
            "zh-TW",
            "../includes/here-alon.md",
            "../includes/here-alone.md",
        ),
    ] {
        let text = format!("[!INCLUDE [ready]({written})]");
        let wrong = portal().page(&format!("{page}/channels/b.md"), &text);
        let expected = [format!("INC-MISSING `{expected}` exists")];
        assert_eq!(
            hints(&wrong, &["INC-MISSING"]),
            expected,
            "{page} {written}"
        );
    }
    let none = portal().page(
        "en/channels/b.md",
        "[!INCLUDE [ready](../includes/prices.md)]",
    );
    assert_eq!(
        hints(&none, &["INC-MISSING"]),
        ["INC-MISSING a path begins at the folder of this file"]
    );
}

#[test]
fn a_link_without_a_scheme_is_told_it() {
    for (written, expected) in [
        (
            "www.example.com",
            "LNK-FILE write `https://www.example.com` for another site",
        ),
        (
            "www.contoso.de/help",
            "LNK-PAGE write `https://www.contoso.de/help` for another site",
        ),
        (
            "contoso.com/a.pdf",
            "LNK-FILE write `https://contoso.com/a.pdf` for another site",
        ),
        (
            "help@camphor.example",
            "LNK-FILE write `mailto:help@camphor.example` for an address of mail",
        ),
        (
            "prices.csv",
            "LNK-FILE a path begins at the folder of this file",
        ),
        (
            "icon@2x.png",
            "LNK-FILE a path begins at the folder of this file",
        ),
        (
            "v1.2/setup.zip",
            "LNK-FILE a path begins at the folder of this file",
        ),
    ] {
        let wrong = portal().page("en/channels/b.md", &format!("A [link]({written})."));
        assert_eq!(
            hints(&wrong, &["LNK-FILE", "LNK-PAGE"]),
            [expected],
            "{written}"
        );
    }
}

#[test]
fn a_folder_in_the_navigation_is_told_its_page() {
    let portal = portal()
        .page("en/articles/index.md", "Text.")
        .page("en/articles/refunds.md", "Text.")
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en]\nnav: [articles, articles/, articles/refunds]\nlegal: {privacy: articles}\n",
        );
    assert_eq!(
        hints(&portal, &["LNK-PAGE"]),
        [
            "LNK-PAGE `articles/index.md` exists",
            "LNK-PAGE `articles/index.md` exists",
            "LNK-PAGE `articles/refunds.md` exists",
            "LNK-PAGE `articles/index.md` exists",
        ]
    );
}
