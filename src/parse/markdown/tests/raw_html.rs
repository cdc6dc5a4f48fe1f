//! HTML in Markdown: what may stand where, what is left open, facts between tags.

use super::*;

#[test]
fn a_paragraph_around_raw_items_or_cells_is_left_out() {
    check(
        "<ul>\n<p><li>a</p></li>\n<li><p>b</p></li>\n</ul>",
        "<ul><li>a</li><li><p>b</p></li></ul>",
    );
}

#[test]
fn raw_html_is_a_short_closed_list() {
    check(
        "a<br/>b <kbd>Ctrl</kbd> H<sub>2</sub>",
        "<p>a<br>b <kbd>Ctrl</kbd> H<sub>2</sub></p>",
    );
    check(
        "<details><summary>Q</summary>\n\n**A**\n\n</details>",
        "<details><summary>Q</summary><p><strong>A</strong></p></details>",
    );
    check(
        "<table><tr><td>a<td>b</table>",
        "<div class=\"table\"><table><tr><td>a</td><td>b</td></tr></table></div>",
    );
    // Tags and comments may span lines, also within a quotation.
    check("a\n\n<!--\nb\n\nc -->\n\nd", "<p>a</p><p>d</p>");
    check(
        "> <!-- a\n> b -->\n>\n> c",
        "<blockquote><p>c</p></blockquote>",
    );
    check(
        "<table\n  class=\"a\">\n<tr><td>b</td></tr>\n</table>",
        "<div class=\"table\"><table class=\"a\"><tr><td>b</td></tr></table></div>",
    );
    check_findings("x <script>alert(1)</script>", &[("HTML-RAW", "<script>")]);
    check_findings(
        "<div onclick=\"x\">a</div>",
        &[("HTML-RAW", "<div onclick=\"x\">")],
    );
    check_findings("[a](javascript:x)", &[("URL-SCHEME", "javascript:x")]);
    let (parsed, _) = parse_as(
        "x <script>alert(1)</script> <img src=x onerror=y>",
        Kind::Article,
    );
    assert_eq!(
        shown(&parsed),
        "<p>x &lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=y&gt;</p>"
    );
}

#[test]
fn a_reading_stands_above_its_characters() {
    let ruby = "<ruby>接続<rp>（</rp><rt>せつぞく</rt><rp>）</rp></ruby>";
    check(
        &format!("{ruby}を確認します。"),
        &format!("<p>{ruby}を確認します。</p>"),
    );
    // Their ends may be left out, as in HTML.
    check(
        "<ruby lang=ja class=x>接<rt>せつ続<rt>ぞく</ruby>を**見る**",
        "<p><ruby lang=\"ja\" class=\"x\">接<rt>せつ続</rt><rt>ぞく</rt></ruby>を<strong>見る</strong></p>",
    );
    check(
        "<ruby>接続<rt>せつぞく\n\nB",
        "<p><ruby>接続<rt>せつぞく</rt></ruby></p><p>B</p>",
    );
    check_findings(&format!("{ruby}を見る"), &[]);
    check_findings("a<rt>b</rt>", &[("HTML-RAW", "<rt>")]);
    check_findings("<ruby>a<rtc>b</rtc></ruby>", &[("HTML-RAW", "<rtc>")]);
    check_findings(
        "<ruby onclick=\"x\">a</ruby>",
        &[("HTML-RAW", "<ruby onclick=\"x\">")],
    );
    // It is no part of a name, of the words of a link, or of a sentence.
    check_outline(&format!("## {ruby}の確認"), &["2 接続の確認 = 接続の確認"]);
    let (parsed, _) = parse_as(&format!("[{ruby}先](a.md) {ruby}は3分、@"), Kind::Article);
    let notes = parsed.body.noted.read();
    assert_eq!(notes.links[0].text, "接続先");
    assert_eq!(notes.passages[0].text, "接続先 接続は3分、@");
}

#[test]
fn a_refused_element_has_another_way() {
    let check = |markdown: &str, hint: &str| {
        let (_, found) = parse_as(markdown, Kind::Article);
        let hints: Vec<&str> = found.iter().filter_map(|one| one.hint.as_deref()).collect();
        assert_eq!(hints, [hint], "{markdown}");
    };
    check(
        "a <img src=\"b.png\" alt=\"c\" width=3>",
        "write `![c](b.png)`; `\\<img>` if the text is meant",
    );
    check(
        "<img src=\"My pics/a b.png\" alt=\"c\">",
        "write `![c](<My pics/a b.png>)`; `\\<img>` if the text is meant",
    );
    check(
        "<h3>a</h3>",
        "write `### ` before the words; `\\<h3>` if the text is meant",
    );
    // What the tag says is not what the link shows.
    check(
        "<a href=\"https://a.example\"><img src=\"https://b.example\"></a>",
        "write `![what it shows](https://b.example)`; `\\<img>` if the text is meant",
    );
}

#[test]
fn references_in_the_attributes_of_a_link_are_what_they_name() {
    check(
        "<a href=\"https://a.example/?b=1&amp;c&#61;2\" title=\"&quot;d&quot; &lt;e\">f</a>",
        "<p><a class=\"external\" href=\"https://a.example/?b=1&amp;c=2\" title=\"&quot;d&quot; &lt;e\">f</a></p>",
    );
    check(
        "<div id=\"a&eacute;\">&euro;&nbsp;1 &amp;copy;</div>",
        "<span id=\"aé\"></span><div>€\u{a0}1 &amp;copy;</div>",
    );
    check_findings(
        "<a href=\"&#106;avascript:x\">a</a>",
        &[("URL-SCHEME", "<a href=\"&#106;avascript:x\">")],
    );
}

#[test]
fn what_is_left_open_is_closed() {
    check_open(
        "> <div>a\n\nb",
        "<blockquote><div>a</div></blockquote><p>b</p>",
    );
    check_open("<div>\n\n*a*", "<div><p><em>a</em></p></div>");
    check_open(":::row:::\nx", "<div class=\"row\"><p>x</p></div>");
}

#[test]
fn what_is_left_open_is_told() {
    check_findings(
        "- <div>a\n\n<details>\n\nb\n\n</div>",
        &[
            ("HTML-RAW", "<div>"),
            ("HTML-RAW", "</div>"),
            ("HTML-RAW", "<details>"),
        ],
    );
    check_findings(
        ":::row:::\n:::column:::\na\n:::column:::\nb\n\n> :::row-end:::",
        &[("MD-PAIR", ":::row-end:::"), ("MD-PAIR", ":::row:::")],
    );
    check_findings(
        ":::row:::\n:::zone pivot=\"a\":::\n:::row-end:::\n\n:::image-end:::",
        &[
            ("MD-PAIR", ":::zone pivot=\"a\":::"),
            ("MD-PAIR", ":::image-end:::"),
        ],
    );
    check_findings("a\n\n<!-- b\n\nc", &[("HTML-RAW", "<!--")]);
    check_findings("> <!-- b\n\nc", &[("HTML-RAW", "<!--")]);
    check_findings("a\n\n<!-->\n\nc <!--->", &[]);
    // Elements whose end may be left out, and columns: a row or another column ends them.
    check_findings("<ul><li>a<li>b</ul>", &[]);
    check_findings(":::row:::\n:::column:::\na\n:::row-end:::", &[]);
}

#[test]
fn a_block_ends_the_paragraph_that_it_stands_in() {
    for (text, html) in [
        (
            "Before <table><tr><th>A</th></tr></table> after.",
            "<p>Before </p><div class=\"table\"><table><tr><th>A</th></tr></table></div><p> after.</p>",
        ),
        ("A <div>b</div>", "<p>A </p><div>b</div>"),
        ("A <hr> b", "<p>A </p><hr><p> b</p>"),
        (
            "A <ul><li>b</li></ul> <ol><li>c</li></ol>",
            "<p>A </p><ul><li>b</li></ul><p> </p><ol><li>c</li></ol>",
        ),
        ("A <b>c <div>b</div>", "<p>A <b>c </b></p><div>b</div>"),
        // What holds blocks holds these as well.
        ("- A <div>b</div> c", "<ul><li>A <div>b</div> c</li></ul>"),
    ] {
        check(text, html);
    }
}

#[test]
fn what_can_stand_nowhere_is_left_out_and_told() {
    for (text, html, found) in [
        ("<col> a", " a", "<col>"),
        ("A <td>b</td> c", "<p>A b c</p>", "<td>"),
        (
            "**a <table><tr><th>b</th></tr></table> c**",
            "<p><strong>a b c</strong></p>",
            "<table>",
        ),
        ("<li>a</li>", "a", "<li>"),
        ("A <summary>b</summary> c", "<p>A b c</p>", "<summary>"),
        ("## A <div>b</div>", "<h2 id=\"a-b\">A b</h2>", "<div>"),
    ] {
        let (parsed, _) = parse_as(text, Kind::Article);
        assert_eq!(shown(&parsed), html, "{text}");
        check_findings(text, &[("HTML-RAW", found)]);
    }
}

#[test]
fn facts_are_filled_in_between_tags() {
    check(
        "<div>\nCall {{ channel.hotline.address }} now\n</div>",
        "<div>Call {channel.hotline.address} now</div>",
    );
    check(
        "<table><tr><th>{{ calendar.office }}</th></tr></table>",
        "<div class=\"table\"><table><tr><th>{calendar.office}</th></tr></table></div>",
    );
    check(
        "<details>\n<summary>More {{ calendar.office }}</summary>\nText &amp; {{ a.b }}\n</details>",
        "<details><summary>More {calendar.office}</summary>Text &amp; {a.b}</details>",
    );
    check(
        "<div>:::no-loc text=\"Word\"::: [!INCLUDE [x](a.md)] \\{{ b.c }}</div>\n",
        "<div>Word {include a.md} {{ b.c }}</div>",
    );
    for name in ["pre", "code", "kbd"] {
        let text = format!("<div><{name}>{{{{ a.b }}}} \\{{{{</{name}></div>");
        check(&text, &text);
    }
    check("A <kbd>{{ a.b }}</kbd>", "<p>A <kbd>{{ a.b }}</kbd></p>");
    // A comment shows nothing.
    check("<div><!-- {{ a.b }} --></div>", "<div></div>");
}

#[test]
fn tags_that_hold_a_reference_are_told_as_they_are_written() {
    let (parsed, found) = parse_as(
        "<div {{ a.b }}>\n</p {{ c.d }}>\n</ul {{ e.f }}>\n</div>",
        Kind::Article,
    );
    assert!(!shown(&parsed).contains(learn::OPEN));
    let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages.last(), Some(&"`</ul {{ e.f }}>` closes nothing"));
    assert!(
        messages.iter().all(|one| !one.contains(learn::OPEN)),
        "{messages:?}"
    );
}

#[test]
fn an_include_between_tags_knows_what_it_stands_in() {
    let within = |text: &str| {
        let (parsed, _) = parse_as(text, Kind::Article);
        let includes: Vec<Within> = parsed.body.includes().map(|one| one.within).collect();
        includes
    };
    assert_eq!(within("<div>[!INCLUDE [x](a.md)]</div>"), [Within::Item]);
    assert_eq!(
        within("<summary>[!INCLUDE [x](a.md)]</summary>"),
        [Within::Words]
    );
}

#[test]
fn places_between_tags_are_those_of_the_file() {
    let text = "> <div>\n> {{ a.b }} TODO {{ c.d }}\n> </div>\n";
    let (parsed, found) = parse_as(text, Kind::Article);
    assert_eq!(found, []);
    let facts = parsed.body.holes().filter_map(|hole| match hole {
        Hole::Fact(name) => Some(written(text, name.span)),
        _ => None,
    });
    assert_eq!(facts.collect::<Vec<_>>(), ["{{ a.b }}", "{{ c.d }}"]);
    let todo = &parsed.body.unfinished[0];
    assert_eq!(written(text, todo.span), "TODO");
}
