//! What the rewriting of imported Markdown keeps, and what it tells.

use super::*;

#[test]
fn destinations_end_where_markdown_ends_them() {
    let check = |text: &str, expected: Option<&str>| {
        let found = destination(text).map(|(start, end)| &text[start..end]);
        assert_eq!(found, expected, "{text}");
    };
    check("a.md) b", Some("a.md"));
    check(" a_(b).md \"c\")", Some("a_(b).md"));
    check("<a b.md>)", Some("a b.md"));
    check("<a <b>)", None);
    check("a](b](c", None);
    let nested = |count: usize| format!("a{}{}", "(".repeat(count), ")".repeat(count));
    check(&format!("{})", nested(32)), Some(&nested(32)));
    check(&format!("{})", nested(33)), None);
}

#[test]
fn a_heading_may_be_underlined() {
    let check = |text: &str, of_page: Option<&str>, first: Option<&str>| {
        assert_eq!(title(text).as_deref(), of_page, "{text}");
        assert_eq!(heading(text).as_deref(), first, "{text}");
    };
    check("\nA *b*\n====\n\n## C\n", Some("A b"), Some("A b"));
    check("A\n---\n\nB\n===\n", None, Some("B"));
    check("A\n---\n\n## B\n", None, Some("A"));
    check("a\nb\n---\n- c\n---\n\n## D\n", None, Some("D"));
    check("```\na\n===\n```\n---\n## D\n", None, Some("D"));
}

#[test]
fn of_links_the_words_are_shown() {
    let check = |text: &str, wanted: &str, bare: &str| {
        let shown = |all| {
            let options = Shown {
                pictures: all,
                references: all,
            };
            without_links(text, options)
        };
        assert_eq!((&*shown(true), &*shown(false)), (wanted, bare), "{text}");
    };
    let same = |text: &str| check(text, text, text);
    check("A & [b](c.md \"d\") e", "A & b e", "A & b e");
    check("[![a](b.png)](c) d", "a d", " d");
    check("![a [b](c)](d)", "a b", "");
    check("[a][b] [c]", "a [c]", "[a][b] [c]");
    same("[a] (b) [c](d");
    same("`a[b](c)` \\[d](e) f](g)");
}

#[test]
fn signs_that_close_a_heading_stand_apart() {
    let check = |text: &str, wanted: &str| assert_eq!(unclosed(text), wanted, "{text}");
    check(" A ##\n", " A");
    check(" A\t#", " A");
    check(" C#\n", " C#");
    check(" C# #", " C#");
    check(" A \\#", " A \\#");
    check("##", "");
    check(" #\n", "");
    assert_eq!(title("# C#\n").as_deref(), Some("C#"));
    assert_eq!(heading("## F#\n").as_deref(), Some("F#"));
}

#[test]
fn signs_in_code_are_none() {
    let places = |line: &str| outside_code(line, "[!").collect::<Vec<_>>();
    assert_eq!(places("[!a `[!b` [!c"), [0, 10]);
    assert_eq!(places("``[!a"), [2]);
}

#[test]
fn tags_without_an_end_are_text() {
    assert_eq!(plain("a <b>c</b> < d <e"), "a c < d <e");
    assert_eq!(plain("<"), "<");
    assert_eq!(plain("<>"), "");
}

/// Links that lead anywhere.
struct Anywhere;

impl Links for Anywhere {
    fn file(&self) -> &str {
        "a.md"
    }
    fn link(&self, _: &str) -> Link {
        Link::Kept
    }
}

fn passed(text: &str) -> Report {
    let (mut out, mut report) = (String::new(), Report::default());
    line(text, 1, false, &Anywhere, &mut out, &mut report);
    assert!(out == text);
    report
}

/// Where time grows with the square of the line, these take minutes.
#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "measures what takes a thousand times as long otherwise"
)]
fn what_has_no_end_is_passed_once() {
    for sign in ["[x](", "[x](<", "<", "[!a"] {
        let text = sign.repeat(1_000_000 / sign.len());
        let begun = std::time::Instant::now();
        passed(&text);
        plain(&text);
        let options = Shown {
            pictures: false,
            references: true,
        };
        without_links(&text, options);
        assert!(outside_code(&text, sign).count() > 100_000, "{sign}");
        let took = begun.elapsed();
        assert!(took.as_secs() < 20, "{sign}: {took:?}");
    }
}

#[test]
fn of_each_element_no_more_is_kept_than_is_shown() {
    let report = passed(&"<x ".repeat(10_000));
    assert_eq!(report.left.len(), 10_000);
    assert!(report.left.iter().all(|left| left.text.len() < 300));
}
