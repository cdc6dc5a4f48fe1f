//! What the policy lets a theme load, and what it does not.

use super::*;
use crate::render::theme::{default_file, default_paths};

fn sheet(text: &str) -> (String, String) {
    let files = ["assets/bg.png", "assets/f a.woff2"].map(|path| RelPath::new(path).unwrap());
    let to = Url::new(&RelPath::new("assets/theme/theme.css").unwrap());
    let mut found = Vec::new();
    let by_path: Vec<(&RelPath, Url)> = files.iter().map(|path| (path, Url::new(path))).collect();
    let by_url = by_path.iter().map(|(path, url)| (url.clone(), *path));
    let site = Published {
        folder: "/".to_owned(),
        by_url: by_url.collect(),
        by_path,
        ..Published::default()
    };
    let out = style("styles/portal.css", text, &site, &to, &mut found).into_owned();
    let found = found.iter().map(|one| {
        let place = &text[one.span.start as usize..one.span.end as usize];
        format!(
            "{place}: {} | {}",
            one.message,
            one.hint.as_deref().unwrap_or_default()
        )
    });
    (out, found.collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_path_is_that_from_the_file_it_stands_in() {
    let check = |written: &str, delivered: &str| {
        let (text, found) = sheet(&format!("a {{ background: {written} }}"));
        assert_eq!(found, "");
        assert_eq!(text, format!("a {{ background: {delivered} }}"));
    };
    check("url(\"../../assets/bg.png\")", "url(\"../bg.png\")");
    check("URL( ../../assets/bg.png#a )", "URL( ../bg.png#a )");
    check("url(/assets/bg.png)", "url(../bg.png)");
    check("url('../../assets/f%20a.woff2')", "url('../f%20a.woff2')");
    for as_it_is in [
        // From where the sheet is delivered.
        "url(../bg.png)",
        "url(#a)",
        "url()",
        "curl(x)",
        "\"url(x)\" /* url(y) */",
        "url(\"\\61\")",
    ] {
        check(as_it_is, as_it_is);
    }
}

#[test]
fn what_a_style_sheet_does_not_get_is_found() {
    let check = |written: &str, expected: &str| assert_eq!(sheet(written).1, expected);
    check(
        "a { background: url(\"https://b.example/c.png\") }",
        "https://b.example/c.png: the policy of every page lets it load files of the site alone, and not `https://b.example/c.png` | put it below `assets/`, and name it from there",
    );
    check(
        "a { background: url(data:image/png;base64,AA==) }",
        "data:image/png;base64,AA==: the policy of every page lets it show files alone, and none that stand in a text | put it below `assets/`, and name it from there",
    );
    check(
        "@import url(\"https://b.example/c.css;d\");\na {}",
        "@import url(\"https://b.example/c.css;d\");: `@import` does nothing here: all style sheets are joined into one, in which it comes too late | write its rules here",
    );
    check(
        "a { background: url(/assets/bq.png) }",
        "/assets/bq.png: no file at `assets/bq.png` | write `../../assets/bg.png`",
    );
    check(
        "a { background: url(\"none.jpeg\"",
        "none.jpeg: no file at `theme/styles/none.jpeg` | a path begins at this file, as in `../../assets/ground.png`",
    );
    check("@namespace url(http://www.w3.org/1999/xhtml);", "");
    for cut in ["url(", "url(\"", "@import", "\"\\", "/*", "url(a\\"] {
        sheet(cut);
    }
}

#[test]
fn what_a_template_writes_and_no_browser_heeds_is_found() {
    let check = |text: &str, expected: &[&str]| {
        let told = in_template(text, &Published::default());
        let told: Vec<&str> = told.iter().map(|(at, ..)| &text[at.clone()]).collect();
        assert_eq!(told, expected, "{text}");
    };
    check(
        "<script>go()</script><p style='a: b'>",
        &["<script>", "style='a: b"],
    );
    check("<SCRIPT type=module>a</SCRIPT>", &["<SCRIPT type=module>"]);
    check(
        "<script src=\"https://c.example/d.js\" defer></script>",
        &["https://c.example/d.js"],
    );
    check("<b onclick=\"go('>')\">c</b>", &["onclick=\"go('>')"]);
    check("<style>a { b: c }</style>", &["<style>"]);
    check(
        "<iframe src=\"a.html\"></iframe>",
        &["<iframe src=\"a.html\">"],
    );
    check("<img alt='' src=//c.example/d.png>", &["//c.example/d.png"]);
    check(
        "<link rel=\"preload Stylesheet\" href=\"http://c.example\">",
        &["http://c.example"],
    );
    for fine in [
        "<script src=\"{{ script }}\" defer></script>",
        "<script type=\"application/ld+json\">{}</script>",
        "<a href=\"https://c.example/\" once>a < b</a> {# <style> #}",
        "{% if a < 1 %}<p data-style=\"a\">{% endif %}<!-- <script> -->",
        "<link rel=canonical href=\"https://c.example/\">",
        "<p",
        "<",
        "{{",
        "{% <script>",
        "<p a = >",
        "<p =>",
    ] {
        check(fine, &[]);
    }
}

#[test]
fn the_theme_itself_asks_for_nothing_else() {
    for path in default_paths() {
        let Ok(text) = std::str::from_utf8(default_file(path).unwrap()) else {
            continue;
        };
        match path.split_once('/').map(|(folder, _)| folder) {
            Some("templates") => {
                assert_eq!(in_template(text, &Published::default()), [], "{path}")
            }
            Some("styles") => assert!(asked(text).is_empty(), "{path}"),
            _ => {}
        }
    }
}
