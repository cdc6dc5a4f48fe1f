//! What an author writes and what a reader gets.

mod directives;
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
fn headings_have_anchors_that_do_not_move() {
    check_outline(
        "## Setup\n## Setup\n### Setup",
        &["2 setup = Setup", "2 setup-1 = Setup", "3 setup-2 = Setup"],
    );
    check_outline("## 帳單 {#billing .wide}", &["2 billing = 帳單"]);
    check_outline(
        "## <a name=\"old\"></a>New `code` [link](a.md)",
        &["2 new-code-link = New code link"],
    );
    check(
        "## <a name=\"old\"></a>New",
        "<h2 id=\"new\"><span id=\"old\"></span>New</h2>",
    );
}

#[test]
fn braces_behind_a_heading_are_words_unless_they_hold_an_anchor() {
    for (markdown, html) in [
        (
            "## Replace {name}",
            "<h2 id=\"replace-name\">Replace {name}</h2>",
        ),
        (
            "## Set `{name}` and {tenant *id*}",
            "<h2 id=\"set-name-and-tenant-id\">Set <code>{name}</code> and {tenant <em>id</em>}</h2>",
        ),
        (
            "## Use {region}-{zone}",
            "<h2 id=\"use-region-zone\">Use {region}-{zone}</h2>",
        ),
        (
            "### PowerShell: ${env:PATH} ###",
            "<h3 id=\"powershell-envpath\">PowerShell: ${env:PATH}</h3>",
        ),
        ("### {name}", "<h3 id=\"name\">{name}</h3>"),
        ("## A {x} {y=z}", "<h2 id=\"a-x-yz\">A {x} {y=z}</h2>"),
        ("## A {}", "<h2 id=\"a\">A {}</h2>"),
        ("## A {#}", "<h2 id=\"a\">A {#}</h2>"),
        ("## A {#b c}", "<h2 id=\"a-b-c\">A {#b c}</h2>"),
        ("## A {#b} ##", "<h2 id=\"a-b\">A {#b}</h2>"),
        ("## A \\{#b}", "<h2 id=\"a-b\">A {#b}</h2>"),
        (
            "> A {b}\n> ===",
            "<blockquote><h2 id=\"a-b\">A {b}</h2></blockquote>",
        ),
        // An anchor is none of the words.
        ("## A {#b}", "<h2 id=\"b\">A</h2>"),
        ("## A ## {#b}  ", "<h2 id=\"b\">A</h2>"),
        (
            "## A # b{.c  #d_e_}",
            "<h2 id=\"d_e_\" class=\"c\">A # b</h2>",
        ),
        (
            "## `A` *b* { #_c_ }",
            "<h2 id=\"_c_\"><code>A</code> <em>b</em></h2>",
        ),
        ("## {a} {#b}", "<h2 id=\"b\">{a}</h2>"),
        ("## *A {#b*}", "<h2 id=\"b*\"><em>A</em></h2>"),
        (
            "## A `b {#c`}",
            "<h2 id=\"a-b-c\">A <code>b {#c</code>}</h2>",
        ),
        ("## A &amp; {#b}", "<h2 id=\"b\">A &amp;</h2>"),
        ("## A \\\\{#b}", "<h2 id=\"b\">A \\</h2>"),
        ("A\nb {#c .d}\n---", "<h2 id=\"c\" class=\"d\">Ab</h2>"),
        (
            "> A\n> {#b}\n> ---",
            "<blockquote><h2 id=\"b\">A</h2></blockquote>",
        ),
        (
            "## Call {{ channel.phone.address }}",
            "<h2 id=\"call-channelphoneaddress\">Call {channel.phone.address}</h2>",
        ),
        (
            "## Call {{ channel.phone.address }} {#call}",
            "<h2 id=\"call\">Call {channel.phone.address}</h2>",
        ),
        (
            "# A\n\n    ## A {#b}",
            "<span id=\"a\"></span><pre class=\"code\" tabindex=\"0\"><code>## A {#b}</code></pre>",
        ),
    ] {
        let (parsed, _) = parse_as(markdown, Kind::Article);
        assert_eq!(shown(&parsed), html, "{markdown}");
    }
    for (markdown, title) in [
        ("# Replace {name}\n\na", "Replace {name}"),
        ("# Replace {name} {#a}\n\na", "Replace {name}"),
    ] {
        let (parsed, _) = parse_as(markdown, Kind::Article);
        assert_eq!(
            parsed.title.map(|title| title.value).as_deref(),
            Some(title)
        );
    }
    check_findings("## A {% note %}", &[("MD-NAME", "{% note %}")]);
    check_findings("## {#b}", &[]);
}

#[test]
fn a_first_heading_that_is_not_the_title_stays_in_the_text() {
    let text = "# <a name=\"old\"></a>Refunds,\tand *when*\n\ntext";
    let shown_under = |title| shown(&parse_titled(text, Kind::Article, Some(title)).0);
    assert_eq!(
        shown_under("Refunds, and when"),
        "<span id=\"refunds-and-when\"></span><span id=\"old\"></span><p>text</p>"
    );
    assert_eq!(
        shown_under("Refunds"),
        "<h2 id=\"refunds-and-when\">Refunds,\tand <em>when</em><span id=\"old\"></span></h2><p>text</p>"
    );
}

#[test]
fn the_first_heading_of_level_one_is_the_title() {
    let (parsed, _) = parse_as(
        "# <a name=\"support\"></a>客戶支援<span class=\"sxs-lookup\">Customer support</span>\n\ntext",
        Kind::Article,
    );
    assert_eq!(
        parsed.title.as_ref().map(|t| t.value.as_str()),
        Some("客戶支援")
    );
    assert_eq!(
        shown(&parsed),
        "<span id=\"客戶支援\"></span><span id=\"support\"></span><p>text</p>"
    );
    assert_eq!(parsed.body.original_title, "Customer support");
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
fn facts_and_includes_are_holes() {
    check(
        "Call {{ channel.phone.address }} now, `{{ code }}` and \\{{ x }}",
        "<p>Call {channel.phone.address} now, <code>{{ code }}</code> and {{ x }}</p>",
    );
    check(
        "[!INCLUDE [x](../includes/a.md)]",
        "{include ../includes/a.md}",
    );
    check(
        "see [!INCLUDE [x](a.md)] here",
        "<p>see {include a.md} here</p>",
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
fn a_heading_may_begin_with_its_anchor() {
    check_outline("##<a name=\"x\"></a>Title\n\ntext", &["2 title = Title"]);
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
fn ids_that_the_page_uses_itself_are_found() {
    check_findings(
        "## A {#_main}\n\n<a id=\"fn-1\" name=\"fn-1\"></a> <span id=\"fnref-1-2\">b</span>\n",
        &[
            ("FM-DUPID", "## A {#_main}"),
            ("FM-DUPID", "<a id=\"fn-1\" name=\"fn-1\">"),
            ("FM-DUPID", "<span id=\"fnref-1-2\">"),
        ],
    );
    check_outline("## A {#_main}", &["2 a = A"]);
    check_findings("<a name=\"_Toc1\"></a> a {#_gjdgxs}", &[]);
}

#[test]
fn ids_of_two_places_are_found() {
    check_findings(
        "## A {#x}\n\na\n\n## B {#x}\n",
        &[("FM-DUPID", "## B {#x}")],
    );
    check_findings(
        "## A {#x}\n\n<a id=\"x\"></a>b\n\n<a name=\"x\"></a>c\n",
        &[("FM-DUPID", "<a name=\"x\">")],
    );
    check_outline("## A {#x}\n\na\n\n## B {#x}\n", &["2 x = A", "2 b = B"]);
    check_findings(
        "# A {#x}\n\na\n\n<p id=\"x\">b</p>\n",
        &[("FM-DUPID", "<p id=\"x\">")],
    );
    // The words of a heading give it an id as well.
    check_findings(
        "## Refunds\n\nA\n\n## Money {#refunds}",
        &[("FM-DUPID", "## Money {#refunds}")],
    );
    check_findings(
        "# Refunds\n\nA\n\n## Money {#refunds}",
        &[("FM-DUPID", "## Money {#refunds}")],
    );
    check_findings(
        "## Refunds\n\nA\n\n## Money\n\n<p id=\"refunds\">B</p>",
        &[("FM-DUPID", "<p id=\"refunds\">")],
    );
    for right in [
        "<a id=\"refunds\"></a>\n## Refunds",
        "## Refunds\n\n<a id=\"refunds\"></a>\n\nA",
        "## <a name=\"refunds\"></a>Refunds\n\nA\n\n## <a name=\"refunds\"></a>Geld",
        "## Money {#refunds}\n\nA\n\n## Refunds",
    ] {
        check_findings(right, &[]);
    }
    for same in [
        "## <a name=\"x\"></a>A {#x}\n",
        "<a name=\"x\"></a>\n\n## A {#x}\n\na\n",
        "## A {#x}\n\n<a id=\"x\"></a>\n\na\n",
        "<a id=\"x\" name=\"x\"></a><a name=\"x\"></a>a\n",
        "## <a name=\"x\"></a>A\n\na\n\n## <a name=\"x\"></a>A\n",
        // A heading's own words give it an id that an anchor may have as well.
        "## A\n\na <a id=\"a\"></a>\n",
    ] {
        check_findings(same, &[]);
    }
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
fn facts_are_filled_in_on_tabs() {
    let (parsed, found) = parse_as(
        "# [Call {{ a.b }} now](#tab/x)\ntext\n\n---\n",
        Kind::Article,
    );
    assert_eq!(found, []);
    let html = shown(&parsed);
    assert!(html.contains(">Call {a.b} now</label>"), "{html}");
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

#[test]
fn code_and_emphasis_are_drawn_on_tabs() {
    #[track_caller]
    fn check_tab(title: &str, label: &str) {
        let (parsed, found) = parse_as(
            &format!("# [{title}](#tab/x)\ntext\n\n---\n"),
            Kind::Article,
        );
        assert_eq!(found, [], "{title}");
        let html = shown(&parsed);
        assert!(html.contains(&format!("\">{label}</label>")), "{html}");
    }
    check_tab(
        "**Bold** and `a<b`",
        "<strong>Bold</strong> and <code>a&lt;b</code>",
    );
    check_tab(
        "*Call* {{ a.b }} `now`",
        "<em>Call</em> {a.b} <code>now</code>",
    );
    check_tab("2 \\* 3 & <b>", "2 * 3 &amp; &lt;b&gt;");
    check_tab("1. First", "1. First");
    check_tab("a_b_c \\{{ a.b }}", "a_b_c {{ a.b }}");
}

#[test]
fn where_no_fact_is_filled_in_the_reference_is_found() {
    let found_in = |text: &str| {
        let (parsed, found) = parse_as(text, Kind::Article);
        assert!(!shown(&parsed).contains(learn::OPEN), "{text}");
        let codes = found.iter().map(|one| (one.code, written(text, one.span)));
        let codes: Vec<(&str, &str)> = codes.filter(|(code, _)| *code == "FCT-NAME").collect();
        codes
            .iter()
            .map(|(_, at)| (*at).to_owned())
            .collect::<Vec<_>>()
    };
    for text in [
        "[call](tel:{{ a.b }})",
        "[call][x]\n\n[x]: tel:{{ a.b }}",
        "[call](tel:+1 \"{{ a.b }}\")",
        "![of {{ a.b }}](x.png)",
        "![x](x.png \"{{ a.b }}\")",
        ":::image source=\"x.png\" alt-text=\"of {{ a.b }}\":::",
        "<div><a href=\"tel:{{ a.b }}\">x</a></div>",
        "The <abbr title=\"{{ a.b }}\">x</abbr>",
        "# Call {{ a.b }}",
    ] {
        assert_eq!(found_in(text), ["{{ a.b }}"], "{text}");
    }
    for text in [
        "[call](tel:\\{{a}})",
        "![of \\{{ a.b }} `{{ a.b }}`](x.png)",
        ":::image source=\"x.png\" alt-text=\"of \\{{ a.b }}\":::",
        "The <abbr title=\"\\{{ a.b }}\">x</abbr>",
        "# Call \\{{ a.b }}",
        "## Call {{ a.b }}",
    ] {
        assert_eq!(found_in(text), [""; 0], "{text}");
    }
}

#[test]
fn addresses_are_links_where_they_stand() {
    let link = "<a class=\"external bare\" href=\"https://a.example/x\">https://a.example/x</a>";
    // Printed, it does not stand there twice: `bare`.
    check("See https://a.example/x.", &format!("<p>See {link}.</p>"));
    check(
        "> [!NOTE] https://a.example/x",
        &format!(
            "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">{{alert_note}}</p><p>{link}</p></div>"
        ),
    );
    check(
        "A <b>https://a.example/x</b> <code>https://a.example/x</code> <a href=\"b.md\">https://a.example/x</a>",
        &format!(
            "<p>A <b>{link}</b> <code>https://a.example/x</code> <a href=\"{{b.md}}\">https://a.example/x</a></p>"
        ),
    );
    check(
        "Mail help@a.example",
        "<p>Mail <a class=\"external\" href=\"mailto:help@a.example\">help@a.example</a></p>",
    );
    let links = |text: &str| {
        let (parsed, _) = parse_as(text, Kind::Article);
        let links = parsed.body.noted.read().links.into_iter();
        let links = links.map(|link| {
            let place = written(text, link.span).to_owned();
            (link.to, link.text, place)
        });
        links.collect::<Vec<_>>()
    };
    let same = |to: &str, text: &str, place: &str| (to.into(), text.into(), place.into());
    assert_eq!(
        links("請見www.a.example/_b_。\n\nTo help@a.example!"),
        [
            same("http://www.a.example/", "www.a.example/", "www.a.example/"),
            same("mailto:help@a.example", "help@a.example", "help@a.example"),
        ]
    );
    // What is in a link of HTML is its text.
    assert_eq!(
        links("<a href=\"b.md\">see https://a.example/x</a>"),
        [same("b.md", "see https://a.example/x", "<a href=\"b.md\">")]
    );
}

#[test]
fn addresses_that_are_typed_are_seen_in_the_text() {
    let (parsed, _) = parse_as("Write to help@a.example, please.", Kind::Article);
    let passage = &parsed.body.noted.read().passages[0];
    assert_eq!(passage.text, "Write to help@a.example, please.");
    let typed = passage.span(9..23);
    assert_eq!((typed.start, typed.end), (9, 23));
}

/// The emoji of other programs, or the minutes of a time: PHP Markdown Extra asks for a blank, too.
#[test]
fn a_definition_has_a_blank_behind_its_colon() {
    check(
        "The time is\n\n:30 past the hour.",
        "<p>The time is</p><p>:30 past the hour.</p>",
    );
    check_open("a\n:b *c*", "<p>a:b <em>c</em></p>");
    check("- a\n\n  ::b", "<ul><li><p>a</p><p>::b</p></li></ul>");
    check("a\n: b\n:c", "<dl><dt>a</dt><dd>b:c</dd></dl>");
    check("a\n:   b", "<dl><dt>a</dt><dd>b</dd></dl>");
    check("蘋果\n:　一種", "<dl><dt>蘋果</dt><dd>　一種</dd></dl>");
    check("a\n:\tb", "<dl><dt>a</dt><dd>b</dd></dl>");
    // In code and HTML, everything is as it is written.
    check("`a\n:b`", "<p><code>a :b</code></p>");
    check(
        "    a\n    :b",
        "<pre class=\"code\" tabindex=\"0\"><code>a:b</code></pre>",
    );
    check("<div>\n:b\n</div>", "<div>:b</div>");
    check("a <!--\n:b --> c", "<p>a  c</p>");
    check(
        "![a\n:b](a.png)",
        "<p><img src=\"{a.png}\" alt=\"a :b\" decoding=\"async\"></p>",
    );
    let (parsed, found) = parse_as("|a|b|\n:--|--:\n:c|d", Kind::Article);
    assert!(
        shown(&parsed).contains("<td>:c</td>") || shown(&parsed).contains(">:c</td>"),
        "{found:?}"
    );
    // What is told of such lines is told as before.
    check_findings("a\n\n:warning: b", &[("MD-SIGN", ":warning:")]);
    check_findings(
        "a\n\n:contact channel=\"hotline\":",
        &[("MD-NAME", ":contact channel=\"hotline\":")],
    );
}

#[test]
fn a_definition_without_a_blank_is_told() {
    let told = |text: &str| -> Vec<String> {
        let (_, found) = parse_as(text, Kind::Article);
        let said = |one: &Diagnostic| {
            let hint = one.hint.clone().unwrap_or_default();
            format!("{} {} | {hint}", one.code, one.message)
        };
        found.iter().map(said).collect()
    };
    assert_eq!(
        told("Apple\n:The fruit of a tree."),
        [
            "MD-BLOCK `:The fruit of a tree.` is no definition, as no blank stands behind `:` | write `: The fruit of a tree.`; `\\:` if the characters are meant"
        ]
    );
    check_findings("蘋果\n:一種水果。", &[("MD-BLOCK", ":一種水果。")]);
    check_findings("> Apple\n> :*The* fruit", &[]);
    // A time, the emoji of other programs, and a sentence of several lines.
    for text in [
        "The time is\n:30",
        "a\n:octocat: b",
        "a\n\\:b",
        "a\nb\n:c",
        "a\n::b",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}
