//! What an author writes and what a reader gets.

mod addresses;
mod definitions;
mod directives;
mod emphasis;
mod facts;
mod headings;
mod ids;
mod meant;
mod raw_html;

use super::*;
use crate::model::{Piece, Severity};

fn parse_as(text: &str, kind: Kind) -> (Parsed, Vec<Diagnostic>) {
    parse_titled(text, kind, None)
}

fn parse_titled(text: &str, kind: Kind, title: Option<&str>) -> (Parsed, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let path = RelPath::new("en/a.md").expect("a path");
    let input = Input {
        path: &path,
        text,
        offset: 0,
        kind,
        title,
        learn: true,
        language: &Locale::default(),
        translated: false,
        limits: &Limits::default(),
    };
    (body(input, &mut found), found)
}

/// The body as one line of text, holes in braces.
fn shown(parsed: &Parsed) -> String {
    let body = &parsed.body;
    let links = body.noted.read().links;
    let piece = |piece: Piece<'_>| match piece {
        Piece::Html(html) => html.to_string(),
        Piece::Hole(Hole::Id(number)) => body.headings[*number as usize].id.to_string(),
        Piece::Hole(Hole::Heading(_)) => String::new(),
        Piece::Hole(Hole::Href(number)) => format!("{{{}}}", links[*number as usize].to),
        Piece::Hole(Hole::Src(number)) => format!("{{{}}}", body.images[*number as usize].src),
        Piece::Hole(Hole::Fact(name)) => format!("{{{}}}", name.value),
        Piece::Hole(Hole::Braced(_)) => String::new(),
        Piece::Hole(Hole::Word(key)) => format!("{{{key}}}"),
        Piece::Hole(Hole::Label(key)) => format!("{{{key}}} "),
        Piece::Hole(Hole::Aside(key)) => format!(" ({{{key}}})"),
        Piece::Hole(Hole::Include(include)) => format!("{{include {}}}", include.path),
        Piece::Hole(Hole::Block(block)) => format!(
            "{{{} {:?}}}",
            block.name,
            block
                .attributes
                .iter()
                .map(|(k, v)| format!("{k}={}", v.value))
                .collect::<Vec<_>>()
        ),
    };
    let html = body.html.text();
    body.pieces(&html)
        .map(piece)
        .collect::<String>()
        .replace('\n', "")
}

#[track_caller]
fn check(markdown: &str, html: &str) {
    let (parsed, found) = parse_as(markdown, Kind::Article);
    assert_eq!(shown(&parsed), html);
    assert_eq!(found, []);
}

/// As `check`, where something is left open.
#[track_caller]
fn check_open(markdown: &str, html: &str) {
    let (parsed, found) = parse_as(markdown, Kind::Article);
    assert_eq!(shown(&parsed), html);
    assert!(!found.is_empty());
}

#[track_caller]
fn check_outline(markdown: &str, outline: &[&str]) {
    let (parsed, _) = parse_as(markdown, Kind::Article);
    let lines: Vec<String> = parsed
        .body
        .headings
        .iter()
        .map(|heading| format!("{} {} = {}", heading.level, heading.id, heading.text))
        .collect();
    assert_eq!(lines, outline);
}

#[track_caller]
fn check_findings(markdown: &str, codes: &[(&str, &str)]) {
    let (_, found) = parse_as(markdown, Kind::Article);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|d| {
            (
                d.code,
                &markdown[d.span.start as usize..d.span.end as usize],
            )
        })
        .collect();
    assert_eq!(found, codes, "{markdown}");
}

#[test]
fn no_text_of_two_notes_with_one_name_is_lost() {
    let text = "a[^n]\n\n[^n]: One.\n\n[^n]: Two.";
    let (parsed, _) = parse_as(text, Kind::Article);
    let html = shown(&parsed);
    assert!(html.contains("<p>One.</p><p>Two.</p>"), "{html}");
    check_findings(text, &[("LNK-UNREAD", "[^n]:")]);
    check_findings("a[^n] b[^n]\n\n[^n]: One.", &[]);
}

#[test]
fn words_in_angles_are_words_of_a_picture() {
    let picture =
        |alt: &str| format!("<p><img src=\"{{a.png}}\" alt=\"{alt}\" decoding=\"async\"></p>");
    let text = "![Press <Enter> or <b>`<a>`</b><br>to go on</Enter>](a.png)";
    let (parsed, _) = parse_as(text, Kind::Article);
    let alt = "Press &lt;Enter&gt; or &lt;a&gt; to go on&lt;/Enter&gt;";
    assert_eq!(shown(&parsed), picture(alt));
    check_findings(text, &[("HTML-RAW", "<Enter>")]);
    check("![a <!-- b -->c](a.png)", &picture("a c"));
}

#[test]
fn plain_markdown() {
    check(
        "a *b* **c** `d<` ~~e~~",
        "<p>a <em>b</em> <strong>c</strong> <code>d&lt;</code> <del>e</del></p>",
    );
    check("[x](../b.md#c)", "<p><a href=\"{../b.md#c}\">x</a></p>");
    check(
        "[x](https://a.example/?a=1&b=2)",
        "<p><a class=\"external\" href=\"https://a.example/?a=1&amp;b=2\">x</a></p>",
    );
    check(
        "- [ ] a\n- [x] b",
        "<ul><li class=\"task\"><label><input type=\"checkbox\" disabled> a</label></li><li class=\"task\"><label><input type=\"checkbox\" disabled checked> b</label></li></ul>",
    );
    check(
        "- [ ] *a*\n  - b\n\n  c",
        "<ul><li class=\"task\"><p><label><input type=\"checkbox\" disabled> <em>a</em></label></p><ul><li>b</li></ul><p>c</p></li></ul>",
    );
    check(
        "|a|b|\n|-|-:|\n|1|2|",
        "<div class=\"table\"><table><thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"align-right\">b</th></tr></thead><tbody><tr><td>1</td><td class=\"align-right\">2</td></tr></tbody></table></div>",
    );
    check(
        "a[^1]\n\n[^1]: note",
        "<p>a<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup></p><div class=\"footnotes\" role=\"doc-endnotes\"><ol><li id=\"fn-1\"><p>note</p><a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"{footnote_back}\">↩</a></li></ol></div>",
    );
    check(
        "a[^Größe]\n\n[^GRÖSSE]: note",
        "<p>a<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup></p><div class=\"footnotes\" role=\"doc-endnotes\"><ol><li id=\"fn-1\"><p>note</p><a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"{footnote_back}\">↩</a></li></ol></div>",
    );
    check(
        "![a *b*](p.png)",
        "<p><img src=\"{p.png}\" alt=\"a b\" decoding=\"async\"></p>",
    );
    check("帳單\n說明", "<p>帳單說明</p>");
    // The first picture comes with the page, if it may be seen at once.
    check(
        "![a](p.png)![b](q.png)",
        "<p><img src=\"{p.png}\" alt=\"a\" decoding=\"async\"><img src=\"{q.png}\" alt=\"b\" loading=\"lazy\" decoding=\"async\"></p>",
    );
    let far = "a".repeat(2000);
    check(
        &format!("{far}![a](p.png)"),
        &format!(
            "<p>{far}<img src=\"{{p.png}}\" alt=\"a\" loading=\"lazy\" decoding=\"async\"></p>"
        ),
    );
}

#[test]
fn a_fence_without_an_end_is_told() {
    for (text, fence) in [
        ("```sh\na\n\nb", "```sh"),
        ("- ~~~~ \n  a\n  ~~~\n\nb", "~~~~"),
        ("> ```\n> ``` a", "```"),
        ("a\n\n```", "```"),
    ] {
        check_findings(text, &[("MD-PAIR", fence)]);
    }
    for (text, reach) in [
        ("<div>\n\n```\na", "all that follows"),
        ("1. a\n\n   ```\n   b\n\nc", "the rest of its list item"),
        ("> ```\n> a\n\nb", "the rest of its quotation"),
        ("> - a\n>   ```\n>   b\n\nc", "the rest of its list item"),
        ("a[^1]\n\n[^1]: b\n\n    ```\n    c", "the rest of its note"),
    ] {
        let (_, found) = parse_as(text, Kind::Article);
        let said = found.iter().map(|one| one.message.as_str());
        let message = format!("this fence of code has no end, so {reach} is code");
        assert!(said.clone().any(|said| said == message), "{found:?}");
    }
    check_findings(
        "```\na\n```\n\n> ~~~ b\n> ~~~~  \n\n1. ```\n   c\n   ```\n   d\n\n````\n```\n````\n\n    e",
        &[],
    );
}

#[test]
fn questions_open() {
    let (parsed, _) = parse_as(
        "intro\n\n## One?\n\na\n\n### more\n\n## Two?\n\nb",
        Kind::Faq,
    );
    assert_eq!(
        shown(&parsed),
        "<p>intro</p><details class=\"question\" id=\"one\"><summary><h2>One?</h2></summary><p>a</p><h3 id=\"more\">more</h3></details><details class=\"question\" id=\"two\"><summary><h2>Two?</h2></summary><p>b</p></details>"
    );
}

#[test]
fn questions_stand_in_groups_where_the_author_makes_groups() {
    let (parsed, _) = parse_as(
        "## Group\n\n### One?\n\na\n\n### Two?\n\nb\n\n## Plain?\n\nc",
        Kind::Faq,
    );
    assert_eq!(
        shown(&parsed),
        "<h2 id=\"group\">Group</h2><details class=\"question\" id=\"one\"><summary><h3>One?</h3></summary><p>a</p></details><details class=\"question\" id=\"two\"><summary><h3>Two?</h3></summary><p>b</p></details><details class=\"question\" id=\"plain\"><summary><h2>Plain?</h2></summary><p>c</p></details>"
    );
}

#[test]
fn head_cells_with_words_or_a_picture_head_a_table() {
    let check = |markdown: &str, heads: &[bool]| {
        let (parsed, _) = parse_as(markdown, Kind::Article);
        let tables = parsed.body.tables.iter();
        let found: Vec<bool> = tables.map(|table| table.has_heads).collect();
        assert_eq!(found, heads, "{markdown}");
    };
    check("|  | b |\n|--|--|\n| c | d |", &[true]);
    check("|  |  |\n|--|--|\n| c | d |", &[false]);
    check("| ![b](c.png) |  |\n|--|--|\n| c | d |", &[true]);
    check("| {{ a.b }} |  |\n|--|--|\n| c | d |", &[true]);
    check("<table><tr><td>a</td></tr></table>", &[false]);
    check("<table><tr><th> </th><td>a</td></tr></table>", &[false]);
    check("<table>\n<tr><th>\n\n**a**\n\n</th></tr></table>", &[true]);
    let nested = "<table><tr><td><table><tr><th>a</th></tr></table></td></tr></table>";
    check(nested, &[false, true]);
    let in_a_cell =
        "| a |\n|--|\n| <table><tr><th>b</th></tr></table> c <table><tr><td>d</td></tr></table> |";
    check(in_a_cell, &[true, true, false]);
    let in_a_raw_cell = "<table><tr><td>\n\n| a |\n|--|\n| b |\n\n</td></tr></table>";
    check(in_a_raw_cell, &[false, true]);
}

#[test]
fn what_is_left_to_write_stands_where_it_was_written() {
    let check = |markdown: &str, marks: &[&str]| {
        let (parsed, _) = parse_as(markdown, Kind::Article);
        let marks_found = parsed.body.unfinished.iter().map(|words| {
            let (start, end) = (words.span.start as usize, words.span.end as usize);
            assert_eq!(&markdown[start..end], words.value, "{markdown}");
            words.value.as_str()
        });
        assert_eq!(marks_found.collect::<Vec<_>>(), marks);
    };
    check("a\n\n- **TODO** b\n- TBD", &["TODO", "TBD"]);
    check("{{ a.b }} c {{ d.e }} TODO", &["TODO"]);
    check("<div>\n<p>a</p>\n<p>b TODO c</p>\n</div>", &["TODO"]);
    check("> <div>\n> FIXME\n> </div>", &["FIXME"]);
    check("\"lorem ipsum\", “TODO” but lorem ipsum", &["lorem ipsum"]);
    check("`TODO` <code>TBD</code>\n\n    FIXME\n\n<!-- TODO -->", &[]);
}

#[test]
fn passages_that_say_their_language_are_not_foreign() {
    let check = |markdown: &str, passages: &[&str]| {
        let (parsed, _) = parse_as(markdown, Kind::Article);
        let spans = parsed.body.foreign.iter().map(|passage| passage.span);
        let found = spans.map(|span| &markdown[span.start as usize..span.end as usize]);
        assert_eq!(found.collect::<Vec<_>>(), passages);
    };
    let chinese = "請在三十天內提出退款申請。我們會在五個工作天內回覆您";
    check(&format!("a {chinese}。 b"), &[chinese]);
    let emphatic = "請在三十天內**提出退款申請**。我們會在五個工作天內回覆您";
    check(emphatic, &[emphatic]);
    check(&format!("<span lang=\"zh-TW\">{chinese}。</span> b"), &[]);
    check(
        &format!("<div lang=\"zh-TW\">\n\n{chinese}。\n\n</div>"),
        &[],
    );
    check(
        &format!("<span lang=\"zh-TW\">中</span>\n\n{chinese}。"),
        &[chinese],
    );
    // Cells and items do not add up.
    check(
        "| 退款政策與服務 | 等級協議。 |\n|--|--|\n| 中文中文中文中 | 文中文中文。 |",
        &[],
    );
    check(
        "- 退款政策與服務\n- 等級協議。\n- 中文中文中文中文中文",
        &[],
    );
}

#[test]
fn passages_know_where_each_word_stands() {
    let text = "# 1 title\n\nWithin **4**\nhours, {{ a.b }} or&nbsp;30 `9 h` minutes.\n\n| A | B |\n| - | - |\n| 24/7 | no |\n\n\
                ```\n5 hours\n```\n\n- [a@b.example](mailto:x)\n";
    let (parsed, _) = parse_as(text, Kind::Support);
    let passages = parsed.body.noted.read().passages;
    let texts: Vec<&str> = passages.iter().map(|one| one.text.as_str()).collect();
    let first = "Within 4 hours, \u{fffc} or\u{a0}30 \u{fffc} minutes.";
    assert_eq!(texts, [first, "24/7", "a@b.example"]);
    let typed = |number: usize, words: &str| {
        let start = texts[number].find(words).unwrap();
        let span = passages[number].span(start..start + words.len());
        &text[span.start as usize..span.end as usize]
    };
    assert_eq!(typed(0, "4 hours"), "4**\nhours");
    assert_eq!(typed(0, "30"), "30");
    assert_eq!(typed(0, "minutes"), "minutes");
    assert_eq!(typed(1, "24/7"), "24/7");
    assert_eq!(typed(2, "a@b.example"), "a@b.example");
}

#[test]
fn references_to_characters_that_are_in_no_text_are_found() {
    check_findings("a &#xFDD1; b", &[("ENC-CONTROL", "&#xFDD1;")]);
    check_findings("a &#x1FFFF; b", &[("ENC-CONTROL", "&#x1FFFF;")]);
    check_findings("a &#xE0041; b", &[("ENC-CONTROL", "&#xE0041;")]);
}

#[test]
fn words_that_nobody_sees_are_none() {
    let (parsed, _) = parse_as(
        "## \u{2060}\n\n[\u{3164}](b.md) ![\u{200B}](c.png)\n",
        Kind::Article,
    );
    assert_eq!(&*parsed.body.headings[0].text, "");
    assert_eq!(parsed.body.noted.read().links[0].text, "");
    assert_eq!(parsed.body.images[0].alt, None);
}

#[test]
fn no_picture_of_another_host_is_lost() {
    for src in [
        "&#32;http://a.example/b.png",
        "HTTP://a.example/b.png",
        "//a.example/b.png",
        "ftp://a.example/b.png",
    ] {
        let (parsed, found) = parse_as(&format!("![A]({src})"), Kind::Article);
        assert_eq!(found.len(), 1, "{src}: {found:?}");
        let is_link = shown(&parsed).contains(">A</a>");
        assert!(is_link || found[0].severity == Severity::Error, "{src}");
    }
}

#[test]
fn what_follows_code_is_read() {
    for code in [
        "text\n\n    ```\n",
        "- ```\n  a\n  ```\n",
        "1. a\n\n   - ~~~~\n     ```\n     ~~~~\n",
        "1.\t```\n\ta\n\t```\n",
        "> ```\n> a\n",
        "> - ```\n>   a\n",
    ] {
        let markdown = format!("{code}\n{{{{ b.c }}}}\n\n:::contact channel=\"d\":::\n");
        let (parsed, _) = parse_as(&markdown, Kind::Article);
        let html = shown(&parsed);
        let end = "<p>{b.c}</p>{contact [\"channel=d\"]}";
        assert!(html.ends_with(end), "{markdown}{html}");
    }
}

/// What stands at a place of a file.
fn written(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

#[test]
fn no_emphasis_holds_a_block_wherever_it_stands() {
    for (text, shown_as) in [
        ("- *a <div>b</div> c*", "<ul><li><em>a b c</em></li></ul>"),
        ("- **a <ul><li>b</li></ul>**", "<strong>a b</strong>"),
        ("|a|\n|-|\n|*b <div>c</div>*|", "<td><em>b c</em></td>"),
    ] {
        let (parsed, found) = parse_as(text, Kind::Article);
        let html = shown(&parsed);
        assert!(html.contains(shown_as), "{html}");
        assert!(found.iter().any(|one| one.code == "HTML-RAW"), "{text}");
    }
    check("- a <div>b</div> c", "<ul><li>a <div>b</div> c</li></ul>");
    check(
        "- *a* <div>*b*</div>\n- c",
        "<ul><li><em>a</em> <div><em>b</em></div></li><li>c</li></ul>",
    );
}
