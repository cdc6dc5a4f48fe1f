//! What a page's text becomes as Markdown.

fn text(html: &str) -> String {
    super::text(html, ", ")
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(text(html).trim_end_matches('\n'), expected, "{html}");
}

#[test]
fn a_list_in_a_cell_has_the_comma_of_its_language() {
    let html = "<table><tr><td><ul><li>a</li><li>b</li></ul></td></tr></table>";
    let markdown = super::text(html, "، ");
    assert!(markdown.contains("| a، b |"), "{markdown}");
}

#[test]
fn text_keeps_its_form() {
    check(
        "<h2 id=\"a\">A &amp; b</h2>\n<p>One\n<strong>two</strong> <a href=\"x.html#y\">three</a>.</p>",
        "## A & b\n\nOne **two** [three](x.html#y).",
    );
    check("<p>a<br>b</p>", "a\\\nb");
    check(
        "<p>1 * 2 [x] &lt;b&gt; <code>a_b</code></p>",
        "1 \\* 2 \\[x\\] \\<b> `a_b`",
    );
    check(
        "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li><p>c</p><p>d</p></li>\n</ul>",
        "- a\n\n  - b\n- c\n\n  d",
    );
    check("<ol start=\"3\"><li>a</li><li>b</li></ol>", "3. a\n4. b");
    check(
        "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p><p>x</p></div>",
        "> **Note**\n>\n> x",
    );
    check(
        "<pre class=\"code\" data-lang=\"sh\"><code>a <span class=\"k\">&lt;</span>\n  b\n</code></pre>",
        "```sh\na <\n  b\n```",
    );
    check(
        "<table><thead><tr><th>A</th><th>B|</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>",
        "| A | B\\| |\n| --- | --- |\n| 1 |  |",
    );
    check(
        "<ul><li><a href=\"a.html\">A</a><span>About a.</span></li></ul>",
        "- [A](a.html) – About a.",
    );
    check(
        "<table><tr><td><ul><li>a</li><li>b</li></ul></td></tr></table>",
        "| a, b |\n| --- |",
    );
    check(
        "<p>1. April</p><p>- 8 <b>€</b></p><p>&gt; 1</p><p>2020 is &gt; 1</p><table><tr><td>- 8</td></tr></table>",
        "1\\. April\n\n\\- 8 **€**\n\n\\> 1\n\n2020 is > 1\n\n| - 8 |\n| --- |",
    );
    check(
        "<p><b> a</b>b<i></i> <a href=\"x\"> c </a>d<br> <code>`|` </code>.</p>",
        "**a**b [c](x) d\\\n`` `|` `` .",
    );
    check("<dl><dt>Cost</dt><dd>free</dd></dl>", "- **Cost**: free");
    check(
        "<details><summary><h3>Q?</h3></summary><p>A.</p></details>",
        "### Q?\n\nA.",
    );
    check(
        "<details><summary>More</summary><p>A.</p></details>",
        "**More**\n\nA.",
    );
    check(
        "<p><img src=\"a b.svg\" alt=\"A [b]\"></p>",
        "![A \\[b\\]](<a b.svg>)",
    );
}

#[test]
fn what_changes_the_meaning_stays() {
    check(
        "<p><del>Do not</del> do this. 10<sup>6</sup>, H<sub>2</sub>O, ~5, a~~b~~</p>",
        "~~Do not~~ do this. 10<sup>6</sup>, H<sub>2</sub>O, \\~5, a\\~\\~b\\~\\~",
    );
    check(
        "<ul><li><del>a</del> b</li><li>c</li></ul>",
        "- ~~a~~ b\n- c",
    );
    check(
        "<p>The <abbr title=\"Service level | agreement\">SLA</abbr>, <kbd>Ctrl</kbd>+<kbd>C</kbd></p>",
        "The SLA (Service level | agreement), `Ctrl`+`C`",
    );
    // A reading would stand in the middle of the sentence.
    check(
        "<p><ruby>接続<rp>（</rp><rt>せつぞく</rt><rp>）</rp></ruby>を見る。</p><h2><ruby>回線<rt>かいせん</rt></ruby></h2>",
        "接続を見る。\n\n## 回線",
    );
    check(
        "<table><tr><td><abbr title=\"a|b\">c</abbr></td></tr></table>",
        "| c (a\\|b) |\n| --- |",
    );
    check(
        "<table><caption>Prices</caption><tr><td>1</td></tr></table>",
        "**Prices**\n\n| 1 |\n| --- |",
    );
    check(
        "<table><caption class=\"visually-hidden\">Prices</caption><tr><td>1</td></tr></table>",
        "| 1 |\n| --- |",
    );
    check(
        "<table><tr><th>A</th></tr><tr><td>1</td><td>2</td></tr><tr></tr><tr><td>3</td></tr></table>",
        "| A |  |\n| --- | --- |\n| 1 | 2 |\n|  |\n| 3 |",
    );
    // A cell of several columns or rows leaves the others where they are; no word is lost.
    check(
        "<table><tr><th colspan=\"2\">A</th><th>B</th></tr><tr><td rowspan=\"2\">1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td></tr><tr><td colspan=\"3\">6</td></tr></table>",
        "| A |  | B |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n|  | 4 | 5 |\n| 6 |  |  |",
    );
    check(
        "<table>a<td>1</td><td>2</td><tr>b<td>3</td></tr><tbody><th>4</th></tbody></table>",
        "a\n\nb\n\n| 1 | 2 |\n| --- | --- |\n| 3 |\n| 4 |",
    );
    check(
        "<dl><dt>A</dt><dd>One</dd><dd>Two</dd><dt>B</dt><dd>Three</dd></dl>",
        "- **A**: One\n\n  Two\n- **B**: Three",
    );
    check(
        "<figure><img src=\"a.svg\" alt=\"A\"><figcaption><p>One.</p><ul><li>b</li></ul></figcaption></figure>",
        "![A](a.svg)\n\nOne.\n\n- b",
    );
    check(
        "<pre data-lang=\"a`b\"><code>x</code></pre><pre><code>y</code></pre>",
        "```\nx\n```\n\n```\ny\n```",
    );
}

#[test]
fn a_checklist_says_what_is_done() {
    check(
        "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled> a <b>b</b></label></li>\n<li class=\"task\"><p><label><input type=\"checkbox\" disabled checked> c</label></p>\n<ul><li>d</li></ul></li>\n</ul>",
        "- [ ] a **b**\n- [x] c\n\n  - d",
    );
    check(
        "<ol><li class=\"task\"><label><input type=\"checkbox\" disabled> a</label><p>b</p></li></ol>",
        "1. [ ] a\n\n   b",
    );
    check(
        "<p><label><input type=\"checkbox\">Done</label><label for=\"x\">Name</label> x</p><ul><li class=\"task\">a</li></ul>",
        "x\n\n- a",
    );
}

#[test]
fn tabs_have_their_titles() {
    check(
        "<div class=\"tabs\">\n<input type=\"radio\" name=\"t\" id=\"t-a\" checked><label for=\"t-a\">A</label><div class=\"tab\">\n<ol>\n<li>one</li>\n</ol>\n</div>\n<input type=\"radio\" name=\"t\" id=\"t-b\"><label for=\"t-b\">B</label><div class=\"tab\">\n<p>two</p>\n</div>\n</div>\n<p>three</p>",
        "- **A**\n\n  1. one\n- **B**\n\n  two\n\nthree",
    );
    check("<div class=\"tabs\"><p>a</p></div>", "a");
}

#[test]
fn a_heading_is_one_line() {
    check(
        "<h2 id=\"a\">One<br>\ntwo <em>a<br>b</em></h2>\n<p>x<br>\ny</p>",
        "## One two *a b*\n\nx\\\ny",
    );
}

#[test]
fn footnotes_are_footnotes() {
    check(
        "<p>a<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>.</p><div class=\"footnotes\"><ol>\n<li id=\"fn-1\"><p>b</p>\n<p>c</p>\n<a class=\"footnote-back\" href=\"#fnref-1\">↩</a></li>\n</ol></div>",
        "a[^1].\n\n[^1]: b\n\n    c",
    );
}

#[test]
fn what_is_for_eyes_alone_is_left_out() {
    check(
        "<p>a <button type=\"button\">Copy</button><svg><path d=\"M0\"/></svg>b</p>",
        "a b",
    );
    check(
        "<p>中文<span class=\"sxs-lookup\" lang=\"en\">Chinese <b>x</b></span>。</p>",
        "中文。",
    );
    check("<p></p><h2></h2>", "");
    check(
        "<p><span class=\"rank\" aria-hidden=\"true\">1</span>Critical</p><p hidden>x</p>",
        "Critical",
    );
}

#[test]
fn one_long_row_makes_no_other_longer() {
    let long = format!("<tr>{}</tr>", "<td>x</td>".repeat(500));
    let wide = "<td colspan=\"1000\" rowspan=\"60000\">x</td>".repeat(20);
    let wide = format!("<table>{}</table>", format!("<tr>{wide}</tr>").repeat(20));
    assert!(text(&wide).len() < 2 * wide.len());
    let table = format!("<table>{long}{}</table>", "<tr><td>y</td></tr>".repeat(500));
    assert!(text(&table).len() < table.len());
}

#[test]
fn hostile_nesting_ends() {
    let deep = "<blockquote>".repeat(20_000) + "x" + &"</blockquote>".repeat(20_000);
    assert!(text(&deep).contains('x'));
    assert_eq!(text("<p>a > b</p></p></div>").trim(), "a > b");
    text("<a href=\"");
}
