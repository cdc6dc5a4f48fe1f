//! Headings, their anchors, and the one that is the title.

use super::*;

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
fn a_heading_may_begin_with_its_anchor() {
    check_outline("##<a name=\"x\"></a>Title\n\ntext", &["2 title = Title"]);
}
