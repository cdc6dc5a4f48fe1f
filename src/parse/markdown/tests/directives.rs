//! Alerts, and the directives of the Learn dialect.

use super::*;

#[test]
fn alerts_of_every_spelling() {
    let note = "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">{alert_note}</p><p>text</p></div>";
    for markdown in [
        "> [!NOTE]\n> text",
        ">[!Note]\n>text",
        "> [!NOTE]  \n> text",
        ">[!note] text",
        "> [!NOTE]\n>\n> text",
    ] {
        check(markdown, note);
    }
    let (parsed, _) = parse_as("> [!ODD]\n> text", Kind::Article);
    assert_eq!(shown(&parsed), "<blockquote><p>[!ODD]text</p></blockquote>");
}

/// Mostly its text stands below an empty line, without the sign of the quotation.
#[test]
fn an_alert_without_a_text_is_told() {
    let empty = "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">{alert_note}</p></div>";
    check_open("> [!NOTE]\n\n", empty);
    for markdown in [
        "> [!NOTE]\n\ntext",
        "> [!NOTE]\n>\n\ntext",
        "> [!NOTE]\n> <!-- a -->\n>\n> <!-- b -->",
        "- a\n\n  > [!NOTE]\n\nb",
        ">[!NOTE]",
    ] {
        check_findings(markdown, &[("MD-BLOCK", "[!NOTE]")]);
    }
    for markdown in [
        "> [!NOTE]\ntext",
        "> [!NOTE]\n> ![a](b.png)",
        "> [!NOTE]\n>\n> > a",
        "> [!NOTE]\n> <!-- a --> b",
        "> [!div]\n\ntext",
    ] {
        check_findings(markdown, &[]);
    }
}

#[test]
fn a_block_of_docfx_is_no_quotation() {
    for (mark, element) in [
        (
            "[!div class=\"nextstepaction\"]",
            "<div class=\"nextstepaction\">",
        ),
        ("[!div  id='a' class='b c']", "<div class=\"b c\">"),
        ("[!DIV]", "<div>"),
        ("[!div data-a=\"b\"]", "<div>"),
        ("[!div class=\"&lt;\"]", "<div>"),
    ] {
        check(
            &format!("> {mark}\n> text"),
            &format!("{element}<p>text</p></div>"),
        );
        check(
            &format!("- a\n\n  > {mark}\n  > - b\n\nc"),
            &format!("<ul><li><p>a</p>{element}<ul><li>b</li></ul></div></li></ul><p>c</p>"),
        );
    }
    let (parsed, _) = parse_as("> [!divide] a", Kind::Article);
    assert_eq!(
        shown(&parsed),
        "<blockquote><p>[!divide] a</p></blockquote>"
    );
}

#[test]
fn originals_are_kept_apart() {
    check(
        "<span data-ttu-id=\"a\">中文</span><span class=\"sxs-lookup\"><span data-stu-id=\"a\">English</span></span>",
        "<p>中文<span class=\"sxs-lookup\" lang=\"en\">English</span></p>",
    );
    check_outline(
        "## <span>中文</span><span class=\"sxs-lookup\"><span>English</span></span>",
        &["2 中文 = 中文"],
    );
    check(
        "**<span data-ttu-id=\"a\">x</span>**",
        "<p><strong>x</strong></p>",
    );
}

#[test]
fn directives_shape_blocks() {
    check(
        ":::row:::\n:::column:::\none\n:::column-end:::\n:::column:::\ntwo\n:::column-end:::\n:::row-end:::",
        "<div class=\"row\"><div class=\"column\"><p>one</p></div><div class=\"column\"><p>two</p></div></div>",
    );
    check(
        "before\n:::contact channel=\"phone\":::\nafter",
        "<p>before</p>{contact [\"channel=phone\"]}<p>after</p>",
    );
    check(
        ":::steps:::\n1. a\n:::steps-end:::",
        "<div class=\"steps\"><ol><li>a</li></ol></div>",
    );
    check(
        ":::image type=\"content\" source=\"a.png\" alt-text=\"A\":::",
        "<figure class=\"image border\"><img src=\"{a.png}\" alt=\"A\" decoding=\"async\"></figure>",
    );
    check_findings(
        ":::image source=\"a.png\" alt-text=\"A &#x202E;\":::",
        &[("ENC-BIDI", "&#x202E")],
    );
    check(
        ":::image source=\"a.png\" alt-text=\"A &quot;b&quot; &amp; &lt;c&gt;\":::",
        "<figure class=\"image border\"><img src=\"{a.png}\" alt=\"A &quot;b&quot; &amp; &lt;c&gt;\" decoding=\"async\"></figure>",
    );
    check(
        "- x\n\n  :::image source=\"a.png\" alt-text=\"A\":::\n\n- y",
        "<ul><li><p>x</p><figure class=\"image border\"><img src=\"{a.png}\" alt=\"A\" decoding=\"async\"></figure></li><li><p>y</p></li></ul>",
    );
    check(
        "|a|\n|-|\n|:::no-loc text=\"Ж\":::|",
        "<div class=\"table\"><table><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td>Ж</td></tr></tbody></table></div>",
    );
    check(
        "# [A](#tab/a)\none\n# [B](#tab/b)\ntwo\n\n---\nafter",
        "<div class=\"tabs\"><input type=\"radio\" name=\"tabs-1\" id=\"tabs-1-a\" checked><label for=\"tabs-1-a\">A</label><div class=\"tab\"><p>one</p></div><input type=\"radio\" name=\"tabs-1\" id=\"tabs-1-b\"><label for=\"tabs-1-b\">B</label><div class=\"tab\"><p>two</p></div></div><p>after</p>",
    );
}

#[test]
fn a_picture_leads_where_it_says_wherever_it_stands() {
    let picture = |to: &str| format!(":::image source=\"a.png\" alt-text=\"A\" {to}:::");
    let image = "<img src=\"{a.png}\" alt=\"A\" decoding=\"async\">";
    for (written, link) in [
        ("lightbox=\"b.png\"", "<a href=\"{b.png}\">"),
        ("link=\"c.md\"", "<a href=\"{c.md}\">"),
        (
            "link=\"https://d.example/\"",
            "<a class=\"external\" href=\"https://d.example/\">",
        ),
    ] {
        let (picture, image) = (picture(written), format!("{link}{image}</a>"));
        check(
            &picture,
            &format!("<figure class=\"image border\">{image}</figure>"),
        );
        check(
            &format!("1. a\n   {picture}"),
            &format!("<ol><li>a{image}</li></ol>"),
        );
        check(
            &format!("|a|\n|-|\n|{picture}|"),
            &format!(
                "<div class=\"table\"><table><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td>{image}</td></tr></tbody></table></div>"
            ),
        );
    }
    let linked = picture("lightbox=\"b.png\"");
    check(
        &format!("[{linked}](c.md)"),
        &format!("<p><a href=\"{{c.md}}\">{image}</a></p>"),
    );
    check_findings(
        &picture("href=\"c.md\" loc-scope=\"other\""),
        &[("MD-NAME", "href=\"c.md\"")],
    );
}

#[test]
fn zones_and_monikers_end_their_line_with_or_without_colons() {
    for (open, end) in [
        (":::zone", ":::zone-end:::"),
        (":::zone", ":::zone-end"),
        ("::: zone", "::: zone-end"),
    ] {
        check(
            &format!("before\n{open} pivot=\"cli\"\nOne.\n{end}\nafter"),
            "<p>before</p><div class=\"pivot\"><p class=\"pivot-name\">cli</p><p>One.</p></div><p>after</p>",
        );
    }
    check(
        ":::moniker range=\">= 2022\"\nNew.\n:::moniker-end\n\n> ::: zone target=\"docs\"\n>\n> a\n>\n> ::: zone-end",
        "<div class=\"moniker\"><p>New.</p></div><blockquote><div class=\"pivot\"><p>a</p></div></blockquote>",
    );
}

#[test]
fn zones_side_by_side_are_tabs() {
    let tab = |group: usize, id: &str, title: &str, checked: &str, text: &str| {
        format!(
            "<input type=\"radio\" name=\"zones-{group}\" id=\"zones-{group}-{id}\"{checked}><label for=\"zones-{group}-{id}\">{title}</label><div class=\"tab\"><p>{text}</p></div>"
        )
    };
    let zone =
        |pivot: &str, text: &str| format!("::: zone pivot=\"{pivot}\"\n{text}\n::: zone-end\n\n");
    let pair = zone("cli", "One.") + &zone("powershell,portal", "Two.");
    check(
        &format!("{pair}between\n\n{pair}{}", zone("cli", "Alone.")),
        &format!(
            "<div class=\"tabs\">{}{}</div><p>between</p><div class=\"tabs\">{}{}</div><div class=\"pivot\"><p class=\"pivot-name\">cli</p><p>Alone.</p></div>",
            tab(1, "cli", "cli", " checked", "One."),
            tab(1, "powershell-portal", "powershell, portal", "", "Two."),
            tab(2, "cli", "cli", " checked", "One."),
            tab(2, "powershell-portal", "powershell, portal", "", "Two."),
        ),
    );
    // Tabs within a tab are a group of their own, and what follows is still a tab beside the first.
    let inner = "# [A](#tab/a)\n\na\n\n---\n";
    check(
        &(zone("x", inner) + &zone("y", "Two.")),
        &format!(
            "<div class=\"tabs\"><input type=\"radio\" name=\"zones-1\" id=\"zones-1-x\" checked><label for=\"zones-1-x\">x</label><div class=\"tab\"><div class=\"tabs\"><input type=\"radio\" name=\"tabs-1\" id=\"tabs-1-a\" checked><label for=\"tabs-1-a\">A</label><div class=\"tab\"><p>a</p></div></div></div>{}</div>",
            tab(1, "y", "y", "", "Two."),
        ),
    );
}

#[test]
fn what_is_no_directive_stays_text_and_is_told() {
    let check = |markdown: &str, html: &str, expected: &[(&str, &str)]| {
        let (parsed, _) = parse_as(markdown, Kind::Article);
        assert_eq!(shown(&parsed), html);
        check_findings(markdown, expected);
    };
    check(
        "before\n\n:::contact channel=\"a\":::\n\n:::code source=\"a.cs\":::\n\n::: nte\nText.\n:::",
        "<p>before</p>{contact [\"channel=a\"]}<p>:::code source=&quot;a.cs&quot;:::</p><p>::: nteText.:::</p>",
        &[("MD-NAME", ":::code"), ("MD-NAME", "::: nte")],
    );
    check(
        "term\n:::zone pivot=cli\n\n- :::image source=a.png:::",
        "<p>term:::zone pivot=cli</p><ul><li>:::image source=a.png:::</li></ul>",
        &[("MD-NAME", ":::zone"), ("MD-NAME", ":::image")],
    );
    for end in [":::", ":::end-steps:::"] {
        let (_, found) = parse_as(&format!(":::steps:::\n\n1. a\n\n{end}"), Kind::Article);
        let hints: Vec<_> = found.iter().filter_map(|one| one.hint.as_deref()).collect();
        assert_eq!(hints, ["write `:::steps-end:::` to end `:::steps:::`"]);
    }
    for (written, expected) in [
        ("::contact channel=\"a\"::", "::contact channel=\"a\"::"),
        (
            "Call:\n::contact channel=\"a\":::",
            "::contact channel=\"a\":::",
        ),
        (
            "Call:\n\n:contact channel=\"a\":",
            ":contact channel=\"a\":",
        ),
        ("::contact a::", "::contact a::"),
        ("::contact channel=a::", "::contact channel=a::"),
        (":::contact a:::", ":::contact"),
        (":::contact channel=a:::", ":::contact"),
    ] {
        check_findings(written, &[("MD-NAME", expected)]);
        let (_, found) = parse_as(written, Kind::Article);
        assert_eq!(
            found[0].hint.as_deref(),
            Some("write `:::contact channel=\"a\":::`")
        );
    }
    check_findings(
        "{ x } 請撥打 ｛｛ channel.a.address ｝｝。",
        &[("FCT-NAME", "｛｛ channel.a.address ｝｝")],
    );
    check_findings("> [！NOTE]\n> a", &[("MD-NAME", "[！NOTE]")]);
    check_findings(
        ":::image src=\"a.png\":::",
        &[("MD-NAME", ":::image src=\"a.png\":::")],
    );
    check_findings(
        "Call:\n: hours and rows\n\nuse ::row or Foo::row::new\n::sla and row::",
        &[],
    );
    check_findings(
        ":::contact channel=\"a\" colour='red':::\n\n:::related limit=\"3\"",
        &[("MD-NAME", "colour='red'"), ("MD-NAME", "limit=\"3\"")],
    );
    // That the calendar is missing is told where it is looked for.
    check_findings(":::hours calender=\"a\":::", &[]);
    // In code and in a sentence it is nobody's mistake.
    check(
        "a `:::note` b ::: c\n\n    :::note\n\n\\:::note",
        "<p>a <code>:::note</code> b ::: c</p><pre class=\"code\" tabindex=\"0\"><code>:::note</code></pre><p>:::note</p>",
        &[],
    );
    let (_, found) = parse_as(
        ":::colum:::\n\n:::warning\n\n:::nte\n\n:::Importent",
        Kind::Article,
    );
    let hints = found.iter().filter_map(|one| one.hint.as_deref());
    assert_eq!(
        hints.collect::<Vec<_>>(),
        [
            "`column` is one; write `\\:::colum` if the text is meant",
            "write an alert as a quotation that begins with `> [!WARNING]`",
            "`note` is an alert: write it as a quotation that begins with `> [!NOTE]`",
            "`important` is an alert: write it as a quotation that begins with `> [!IMPORTANT]`",
        ]
    );
}

#[test]
fn a_directive_in_a_quotation_ends_what_stands_above_it() {
    let drawn = "<div class=\"row\"><div class=\"column\"><p>b</p></div></div>";
    for above in ["- a", "a", "1. a\n>    - c", "> a"] {
        let row = "> :::row:::\n> :::column:::\n> b\n> :::column-end:::\n>:::row-end:::";
        let (parsed, found) = parse_as(&format!("> {above}\n{row}\n> d"), Kind::Article);
        let html = shown(&parsed);
        let end = format!("{drawn}<p>d</p></blockquote>");
        assert!(html.ends_with(&end), "{html}");
        assert_eq!(found, []);
    }
    check(
        "- > a\n  > :::moniker range=\"b\":::\n  > c\n  > :::moniker-end:::",
        "<ul><li><blockquote><p>a</p><div class=\"moniker\"><p>c</p></div></blockquote></li></ul>",
    );
    check(
        "> ```\n> :::row:::\n> ```",
        "<blockquote><pre class=\"code\" tabindex=\"0\"><code>:::row:::</code></pre></blockquote>",
    );
}

#[test]
fn shortcodes_of_hugo_are_told() {
    check_findings(
        "{{< notice tip >}}\nhugo\n{{< /notice >}}\n\nSee [x]({{< ref \"pay.md\" >}}).\n\n{{% tip %}} a {{%/tip%}}",
        &[
            ("MD-NAME", "{{< notice tip >}}"),
            ("MD-NAME", "{{< /notice >}}"),
            ("MD-NAME", "{{< ref \"pay.md\" >}}"),
            ("MD-NAME", "{{% tip %}}"),
            ("MD-NAME", "{{%/tip%}}"),
        ],
    );
    check_findings(
        "`{{< a >}}` and \\{{< a >}} {{< 5 >}} {{<\n\na >}}\n\n```\n{{< a >}}\n```",
        &[],
    );
    // A place to fill in, and marks of HTML.
    check_findings(
        "{{<your-name>}} ${{<name>}}",
        &[("HTML-RAW", "<your-name>"), ("HTML-RAW", "<name>")],
    );
    check_findings("{{<b>bold</b>}} and {{<b>}}</b>", &[]);
    check_findings("{{<ref \"a.md\">}}", &[("MD-NAME", "{{<ref \"a.md\">}}")]);
    let (_, found) = parse_as("{{< ref \"a.md\" >}} {{% notice %}}", Kind::Article);
    let hints = found.iter().filter_map(|one| one.hint.as_deref());
    assert_eq!(
        hints.collect::<Vec<_>>(),
        [
            "link to the file, as in `[words](page.md)`; `\\{{` if the characters are meant",
            "write an alert as a quotation that begins with `> [!NOTE]`; `\\{{` if the characters are meant",
        ]
    );
}

#[test]
fn tags_of_other_programs_are_told() {
    check_findings(
        "{% include \"note_a.html\" %}\n\na {%- raw -%} b {% endraw %}\n\n# c {% if x %}\n\n| {% d %} |\n| - |\n| {% tip e=1\nf %} |",
        &[
            ("MD-NAME", "{% include \"note_a.html\" %}"),
            ("MD-NAME", "{%- raw -%}"),
            ("MD-NAME", "{% endraw %}"),
            ("MD-NAME", "{% if x %}"),
            ("MD-NAME", "{% d %}"),
        ],
    );
    // Over several lines the first is shown; without blanks those are told that no variable is called.
    check_findings(
        "a {% include note.html\n  title=\"b\" %} c\n\n> - {%\n>   tip\n>   %}\n\n{%raw%}{%-else-%}\n{%endhint%}",
        &[
            ("MD-NAME", "{% include note.html"),
            ("MD-NAME", "{%"),
            ("MD-NAME", "{%raw%}"),
            ("MD-NAME", "{%-else-%}"),
            ("MD-NAME", "{%endhint%}"),
        ],
    );
    // In code and escaped it is meant; others are none.
    check_findings(
        "`{% raw %}` and\n\n    {% raw %}\n\n```\n{% raw %}\n```\n\n\\{% raw %} {%PATH%} {%path%} {%endpoint%} 5 {% 6 {% %} {% a\n\nb %}",
        &[],
    );
    let (_, found) = parse_as("{% link a.md %} {% endhint %} {% x %}", Kind::Article);
    let hints = found.iter().filter_map(|one| one.hint.as_deref());
    assert_eq!(
        hints.collect::<Vec<_>>(),
        [
            "link to the file, as in `[words](page.md)`; `\\{%` if the characters are meant",
            "write an alert as a quotation that begins with `> [!NOTE]`; `\\{%` if the characters are meant",
            "write in words what it would show; `\\{%` if the characters are meant",
        ]
    );
}

#[test]
fn an_alert_of_another_name_is_told() {
    check_findings(
        "> [!SUCCESS]\n> Done.\n\n- > [!info] Title",
        &[("MD-NAME", "[!SUCCESS]"), ("MD-NAME", "[!info]")],
    );
    let (_, found) = parse_as("> [!NOOTE]\n> a\n\n> [!success]\n> a", Kind::Article);
    let hints = found.iter().filter_map(|one| one.hint.as_deref());
    assert_eq!(
        hints.collect::<Vec<_>>(),
        [
            "`NOTE` is one; the alerts are NOTE, TIP, IMPORTANT, WARNING and CAUTION",
            "the alerts are NOTE, TIP, IMPORTANT, WARNING and CAUTION",
        ]
    );
    check_findings(
        "> [!Note]\n> a\n\n> [!div class=\"nextstepaction\"]\n> a\n\n> [![a](b.png)](c.md)\n\n> [!a](b.md)\n\n> [!VIDEO https://a.example captions]\n\na [!b]",
        &[],
    );
}

#[test]
fn the_indentation_of_columns_is_layout() {
    check(
        ":::row:::\n   :::column span=\"\":::\n      one\n\n      - a\n        - b\n\n      ```\n      {{ x }}\n        y\n      ```\n   :::column-end:::\n   :::column:::\n\n      two\n\n          code\n   :::column-end:::\n:::row-end:::\n\n    code",
        "<div class=\"row\"><div class=\"column\"><p>one</p><ul><li>a<ul><li>b</li></ul></li></ul><pre class=\"code\" tabindex=\"0\"><code>{{ x }}  y</code></pre></div><div class=\"column\"><p>two</p><pre class=\"code\" tabindex=\"0\"><code>code</code></pre></div></div><pre class=\"code\" tabindex=\"0\"><code>code</code></pre>",
    );
    // What is found there stands where it is written.
    check_findings(
        ":::row:::\n   :::column:::\n      a\n\n      [b](javascript:x) <u>c</u>\n:::row-end:::\n\n[d](javascript:y)",
        &[
            ("URL-SCHEME", "javascript:x"),
            ("HTML-RAW", "<u>"),
            ("URL-SCHEME", "javascript:y"),
        ],
    );
}

#[test]
fn what_a_video_says_is_not_taken_for_its_address() {
    let text = "[!VIDEO https://v.example/watch?v=a b \"My title\" captions]";
    let (parsed, _) = parse_as(text, Kind::Article);
    assert_eq!(
        shown(&parsed),
        "<p><a class=\"external\" href=\"https://v.example/watch?v=a b\">{watch_video_of} My title</a> ({video_captions})</p>"
    );
    check_findings(text, &[("MD-NAME", text)]);
    check_findings("[!VIDEO a film.mp4 captions]", &[]);
    check_findings(
        "[!VIDEO a.mp4 \"Hi {{ channel.a.address }}, \\{{ b }}\" captions]",
        &[("FCT-NAME", "{{ channel.a.address }}")],
    );
}

#[test]
fn a_video_has_the_title_and_the_poster_that_it_is_given() {
    let check = |markdown: &str, html: &str| {
        let (parsed, found) = parse_as(markdown, Kind::Article);
        assert_eq!(shown(&parsed), html);
        let unheard = !markdown.contains("captions") && !markdown.contains("transcript");
        let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
        assert_eq!(codes, ["A11-VIDEO"][..usize::from(unheard)], "{markdown}");
    };
    let link = "<a class=\"external\" href=\"https://v.example/1\">";
    check(
        "> [!VIDEO https://v.example/1]\n> more",
        &format!("<blockquote><p>{link}{{watch_video}}</a>more</p></blockquote>"),
    );
    check(
        "[!VIDEO https://v.example/1 \"A [b] <c>\"] more",
        &format!("<p>{link}{{watch_video_of}} A [b] &lt;c&gt;</a> more</p>"),
    );
    let framed = "<a class=\"external video\" href=\"https://v.example/1\">";
    check(
        "> [!VIDEO https://v.example/1]\n> ![Sign in](a.png)\n> more",
        &format!(
            "<blockquote><p>{framed}<img src=\"{{a.png}}\" alt=\"\" decoding=\"async\">{{watch_video_of}} Sign in</a>more</p></blockquote>"
        ),
    );
    check(
        "[!VIDEO a.mp4 \"T\"]\n![A hand](a.png)",
        "<p><a class=\"video\" href=\"{a.mp4}\"><img src=\"{a.png}\" alt=\"A hand\" decoding=\"async\">{watch_video_of} T</a></p>",
    );
    check(
        "[!VIDEO https://v.example/1 \"T [1]\" captions transcript='t.md'] more",
        &format!(
            "<p>{link}{{watch_video_of}} T [1]</a> ({{video_captions}}) <a href=\"{{t.md}}\">{{read_transcript_of}} T [1]</a> more</p>"
        ),
    );
    check(
        "> [!VIDEO https://v.example/1 transcript=\"t.md\"]\n> ![Sign in](a.png)",
        &format!(
            "<blockquote><p>{framed}<img src=\"{{a.png}}\" alt=\"\" decoding=\"async\">{{watch_video_of}} Sign in</a> <a href=\"{{t.md}}\">{{read_transcript_of}} Sign in</a></p></blockquote>"
        ),
    );
    check(
        "[!VIDEO https://v.example/1 captions]",
        &format!("<p>{link}{{watch_video}}</a> ({{video_captions}})</p>"),
    );
    let (parsed, _) = parse_as(
        "[!VIDEO https://v.example/1]\n![Sign in](a.png)",
        Kind::Article,
    );
    assert_eq!(parsed.body.noted.read().links[0].text, "Sign in");
    assert_eq!(parsed.body.images[0].alt.as_deref(), Some("Sign in"));
    check_findings(
        "[!VIDEO javascript:x captions]\n![a](https://b.example/c.png)",
        &[
            ("URL-SCHEME", "[!VIDEO javascript:x captions]"),
            ("AST-REMOTE", "![a](https://b.example/c.png)"),
        ],
    );
}

// Whatever they stand in, no element ends before one that began in it.
#[test]
fn directives_do_not_cross_what_is_around_them() {
    check(
        ":::row:::\n\n: meaning",
        "<dl><dt>:::row:::</dt><dd><p>meaning</p></dd></dl>",
    );
    check(
        "a *:::row:::* b :::steps-end:::",
        "<p>a <em>:::row:::</em> b :::steps-end:::</p>",
    );
    let figure = ":::image type=\"complex\" source=\"a.png\" alt-text=\"A\":::";
    let drawn = "<figure class=\"image border\"><img src=\"{a.png}\" alt=\"A\" decoding=\"async\"><figcaption><p>words</p></figcaption></figure>";
    check(&format!("{figure}\nwords\n:::image-end:::"), drawn);
    check_open(
        &format!("> {figure}\n> words\n\nmore"),
        &format!("<blockquote>{drawn}</blockquote><p>more</p>"),
    );
    check(
        "<div class=\"a\" class=\"b\">c</div>",
        "<div class=\"a\">c</div>",
    );
}

#[test]
fn translated_text_is_never_code() {
    check(
        "1.    <span data-ttu-id=\"a\">x</span>\n\n    - <span data-ttu-id=\"b\">y</span>\n",
        "<ol><li><p>x</p><ul><li>y</li></ul></li></ol>",
    );
}

#[test]
fn alerts_by_their_first_words() {
    check(
        ">**<span data-ttu-id=\"a\">注意</span>**<br>\n>text",
        "<div class=\"alert alert-note\" role=\"note\"><p><strong>注意</strong><br>text</p></div>",
    );
    check(
        "> **Nothing** special",
        "<blockquote><p><strong>Nothing</strong> special</p></blockquote>",
    );
}
