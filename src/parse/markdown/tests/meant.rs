//! What an author meant and Markdown does not read is found; what is meant as it stands is not.

use super::*;

#[test]
fn tables_headings_and_lists_that_are_meant_are_found() {
    #[track_caller]
    fn check_slip(markdown: &str, written: &str, hint: &str) {
        let (_, found) = parse_as(markdown, Kind::Article);
        let [one] = &found[..] else {
            panic!("{markdown}: {found:?}");
        };
        let place = one.span.start as usize..one.span.end as usize;
        assert_eq!((one.code, &markdown[place]), ("MD-BLOCK", written));
        let said = one.hint.as_deref().unwrap_or_default();
        assert!(said.contains(hint), "{said}");
    }
    check_slip(
        "| a | b |\n| c | d |\n| e | f |",
        "| a | b |",
        "`|---|---|` below",
    );
    check_slip("> | a |\n> | c |\n> | e |", "| a |", "`|---|` below");
    check_slip(
        "| a | b |\n|——|——|\n| e | f |",
        "|——|——|",
        "write `|---|---|` instead",
    );
    check_slip("| a | b |\n|---|\n| e | f |", "|---|", "`|---|---|` here");
    check_slip("a | b\\|c\n--|--|--\ne | f", "--|--|--", "`|---|---|` here");
    check_slip("##Next", "##Next", "write `## Next`");
    check_slip("#Reset your phone", "#Reset your phone", "write `# Reset");
    check_slip("###1. Step", "###1. Step", "write `### 1. Step`");
    check_slip("##下一步", "##下一步", "write `## 下一步`");
    check_slip("You need:\n-one\n-two\n-three", "-one", "write `- one`");
    check_slip("*one\n*two", "*one", "write `* one`");
    check_slip(
        "> -[a](b.md)\n> -[c](d.md)",
        "-[a](b.md)",
        "write `- [a](b.md)`",
    );
    check_slip(
        "-[call the hotline that is open](b.md)\n-[write to us](b.md)",
        "-[call the hotline that is open](b.md)",
        "write `- [call the hotline that is open](b.md)`, and so",
    );
    check_slip("1.one\n2.two", "1.one", "write `1. one`");
    check_slip("1)one\n1)two", "1)one", "write `1) one`");
    check_slip("• one\n• two", "• one", "write `- one`");
    check_slip("One.\n2. two\n3. three", "2. two", "with `1. `");
    check_slip("One:\n5) two\n6) three", "5) two", "leave an empty line");
    check_slip(
        "| a | b |\n|---|---|\n| c | d | e | f |",
        "e | f",
        "add a column",
    );
    check_slip("a | b\n--|--\n`c|d` | e", "e", "write `\\|` where");
    check_slip("＃＃ 付款", "＃＃ 付款", "write `## 付款`");
    check_slip("We pay.\n---\nAt once.", "---", "leave an empty line above");
    for fine in [
        "We pay\n---\n\nAt once.\n\n---",
        "| a | b |\n|---|---|\n| c | d |",
        "| a | b |\n|---|---|\n| c | d | |\n| c\\|d | e ||\n| c |",
        "Text:\n| a | b |\n|---|---|\n| c | d |",
        "| a | b |\n| c | d |",
        "Of |x| and\n|y| and\n|z| the least.",
        "a || b\nc || d\ne || f",
        "#1",
        "#tag",
        "#Support #Help",
        "See\n#Support for help",
        "\\##Next",
        "##",
        "##1",
        "##vso[task.complete result=Succeeded;]",
        "#######Seven",
        "-5 °C\n-7 °C",
        "-one",
        "-one\nand more",
        "- one\n-two",
        "*one* is\n*two* is",
        "+49 30 1234567\n+49 30 1234568",
        "1.5 m\n2.5 m",
        "1.one",
        "It was in\n2024. Then came\n2025. That was all.",
        "One.\n2. two",
        "• one  \n• two",
        "• one",
        "`a\n-b\n-c`",
        "<!--\n-one\n-two\n-->",
        "```\n##Next\n-one\n-two\n```",
    ] {
        let (_, found) = parse_as(fine, Kind::Article);
        let found = found.into_iter().filter(|one| one.code == "MD-BLOCK");
        assert_eq!(found.collect::<Vec<_>>(), [], "{fine}");
    }
}

#[test]
fn marks_that_are_not_read_are_found() {
    #[track_caller]
    fn check_mark(markdown: &str, written: &str, hint: &str) {
        check_findings(markdown, &[("MD-NAME", written)]);
        let (_, found) = parse_as(markdown, Kind::Article);
        let said = found[0].hint.as_deref().unwrap_or_default();
        assert!(said.contains(hint), "{said}");
    }
    let include = "write `[!INCLUDE [title](path)]`";
    check_mark("[!include(../a.md)]", "[!include(../a.md)]", include);
    check_mark("a [!INCLUDE ../a.md] b", "[!INCLUDE ../a.md]", include);
    check_mark("> [!include(../a.md)]", "[!include(../a.md)]", include);
    check_mark("[!INCLUDE [a](b.md) c]", "[!INCLUDE [a](b.md) c]", include);
    check_mark(
        "- [!INCLUDE [a](b.md)\n",
        "[!INCLUDE [a](b.md)",
        "write `]` behind",
    );
    check_mark("[!VIDEO]", "[!VIDEO]", "write `[!VIDEO");
    let video = "[VIDEO https://a.example/v \"A\"]";
    check_mark(video, video, "write `[!VIDEO https://a.example/v \"A\"]`");
    check_mark(
        "a ![VIDEO https://a.example/v] b",
        "![VIDEO https://a.example/v]",
        "write `[!VIDEO",
    );
    check_mark(
        "[INCLUDE [a](b.md)]",
        "[INCLUDE [a](b.md)]",
        "write `[!INCLUDE [a](b.md)]`",
    );
    check_mark(
        "[!code-csharp[a](b.cs)]",
        "[!code-csharp[a](b.cs)]",
        "code itself",
    );
    check_mark("[!NOTE]\nMind it.", "[!NOTE]", "begin it with `> [!NOTE]`");
    check_mark("> a\n> [!NOTE]\n> b", "[!NOTE]", "begin it with");
    check_mark(
        "> [!NOTE Mind it]",
        "[!NOTE Mind it]",
        "write `> [!NOTE]` on",
    );
    for slip in [
        "!NOTE", "[!NOTE", "[NOTE]", "[! note]", "![NOTE]", "[!NOTE}",
    ] {
        let quote = format!("a\n\n> {slip}\n> Mind it.");
        check_mark(&quote, slip, "write `> [!NOTE]`");
    }
    check_mark("a [!UICONTROL Save] b", "[!UICONTROL Save]", "`Save`");
    check_mark("[TOC]\n\na", "[TOC]", "delete it");
    check_mark("[[_TOC_]]\n\na", "[[_TOC_]]", "delete it");
    for fine in [
        "[!abc] and [!a-z] and [! -f x] and [!x y]",
        "\\[!NOTE] and `[!NOTE]` and in a line [!NOTE] as well",
        "see the [TOC] above",
        "[VIDEO] and [VIDEO clip] and [Video https://a.example/] and [VIDEO https://a.example/](b.md)",
        "> [!NOTE]\n> a\n\n[!INCLUDE[a](b.md)]",
        "> [note] that\n> is\n> [note]\n\n> a\n> [Note]\n> !NOTE",
        "[Note]\n\n!NOTE\n\n> !Note that\n\n> [Note]\n\n[note]: b.md",
    ] {
        check_findings(fine, &[]);
    }
}

#[test]
fn alerts_of_mkdocs_are_found() {
    #[track_caller]
    fn check_alert(line: &str, hint: Option<&str>) {
        let (_, found) = parse_as(line, Kind::Article);
        assert!(found.iter().all(|one| one.code == "MD-NAME"), "{found:?}");
        let said = found.first().and_then(|one| one.hint.as_deref());
        let meant =
            hint.map(|hint| format!("write it as a quotation that begins with `> [!{hint}]`"));
        assert_eq!(said, meant.as_deref(), "{line}");
    }
    check_alert("!!! note", Some("NOTE"));
    check_alert("!!! Warning \"Mind the step\"\n    Text.", Some("WARNING"));
    check_alert("??? tip", Some("TIP"));
    check_alert("???+ danger \"Two\"", Some("CAUTION"));
    check_alert("!!! note inline end", Some("NOTE"));
    check_alert("!!! note that this is late", None);
    check_alert("!!! wow", None);
    check_alert("What?!! Note", None);
    check_alert("\\!!! note", None);
}

#[test]
fn signs_of_other_programs_are_told_once_for_each_kind() {
    #[track_caller]
    fn check_sign(markdown: &str, written: &str, hint: &str) {
        check_findings(markdown, &[("MD-SIGN", written)]);
        let (_, found) = parse_as(markdown, Kind::Article);
        let said = found[0].hint.as_deref().unwrap_or_default();
        assert!(said.contains(hint), "{said}");
    }
    check_sign("a ==b c== d ==e==", "==b c==", "write `**b c**`");
    check_sign("請看==設定==頁", "==設定==", "write `**設定**`");
    check_sign("- ==b *c*==.", "==b *c*==", "`\\==` if");
    check_sign("a $x$ and $y$", "$x$", "in words, as code");
    check_sign("so $E = mc^2$, b", "$E = mc^2$", "`\\$` if");
    check_sign("$a_1 + b_2 = \\alpha$", "$a_1 + b_2 = \\alpha$", "in words");
    check_sign("($n + 1$)", "$n + 1$", "in words");
    check_sign("$$\nx^2\n$$", "$$\nx^2\n$$", "in words");
    check_sign("$$a = b$$", "$$a = b$$", "in words");
    check_sign("a :smile: b :tada:", ":smile:", "write `😄` itself");
    check_sign("(:white_check_mark:)", ":white_check_mark:", "`✅`");
    check_sign("好:tada:", ":tada:", "`\\:` if");
    check_sign("![a](b.png){width=300} c", "{width=300}", "of its file");
    check_sign(
        "- [a](b.md){: target=\"x y\"}.",
        "{: target=\"x y\"}",
        "delete",
    );
    check_sign("## A {#pay x=1}", "{#pay x=1}", "only a heading");
    for (name, sign) in [
        (":+1:", "👍"),
        (":-1:", "👎"),
        (":white_check_mark:", "✅"),
        (":uk:", "🇬🇧"),
    ] {
        check_sign(
            &format!("Good {name}"),
            name,
            &format!("write `{sign}` itself"),
        );
    }
    check_sign("a {#pay .b}", "{#pay .b}", "only a heading");
    check_sign("A {.wide x=1}\n---", "{.wide x=1}", "delete");
    check_sign("a\n{: .wide #b}", "{: .wide #b}", "`\\{` if");
    check_findings(
        "==a== $b$ :tada:\n\n==a== $b$ :tada:",
        &[
            ("MD-SIGN", "==a=="),
            ("MD-SIGN", "$b$"),
            ("MD-SIGN", ":tada:"),
        ],
    );
    for fine in [
        "if a == b, c==d or e == f; YWJj== and ZGVm==, \"==\" and \"==\"",
        "`==a==` and \\==a== and ===a=== and <code>==a==</code>",
        "$5 and $6, US$100=NT$3,000, from $5-$6, $10/$20 or A$ and NZ$",
        "$HOME/bin:$PATH and $env:A and $(b) and `$x$` and \\$x$ and a$b$c",
        "costs $$ or $$$, and $1+ or $2",
        "from -1:+1:2 to :100:, at 10:30:45, 1:2:3, a:key:b, :no such name:, :nosuchname:, C::key::d",
        "[a](b.md){name} and (see){a=1}, f(){.x} \\{: .x} {:} {: x} {.x} {#id} [a](b.md)\\{.x}",
        "`:smile:` and \\:smile: and :100: and [a](b.md):key:c",
        "<pre>:smile: ==a== $x$</pre>",
        "https://a.example/?a==b==&c=$d$",
    ] {
        check_findings(fine, &[]);
    }
}

#[test]
fn references_that_html_does_not_know_are_told() {
    #[track_caller]
    fn check_reference(markdown: &str, written: &str, hint: &str) {
        check_findings(markdown, &[("HTML-REF", written)]);
        let (_, found) = parse_as(markdown, Kind::Article);
        assert_eq!(found[0].hint.as_deref(), Some(hint));
    }
    check_reference("10&nbps;€", "&nbps;", "write `&nbsp;`");
    check_reference("a &copyy; b", "&copyy;", "write `&copy;`");
    check_reference("# a &NBSP; b", "&NBSP;", "write `&nbsp;`");
    check_reference("10&nbsp €", "&nbsp", "write `&nbsp;`");
    check_reference(
        "a &smiley; b",
        "&smiley;",
        "write the character itself, or `&amp;smiley;` if the text is meant",
    );
    check_reference("<p>10&nbps;€</p>", "&nbps;", "write `&nbsp;`");
    check_reference("<div>\na\n10&nbps;€</div>", "&nbps;", "write `&nbsp;`");
    for fine in [
        "&nbsp; &copy; &AMP; &frac12; &nbsp;&#160; &CounterClockwiseContourIntegral;",
        "R&D; AT&T; Q&A; Johnson&Johnson; B&B;",
        "`&nbps;` and \\&nbps; and &amp;nbps; and <code>&nbps;</code>",
        "https://a.example/?a=1&nbps;=2 and [a](https://a.example/?b&nbps;)",
        "a & b; a&b=c; &; &1;",
        "<p>&nbsp;&hellip; &amp;nbps;</p>",
    ] {
        check_findings(fine, &[]);
    }
}

#[test]
fn names_of_facts_in_other_braces_are_kept() {
    #[track_caller]
    fn check_braced(markdown: &str, written: &[&str]) {
        let (parsed, _) = parse_as(markdown, Kind::Article);
        let braced = parsed.body.holes().filter_map(|hole| match hole {
            Hole::Braced(braced) => Some(braced),
            _ => None,
        });
        let braced: Vec<_> = braced.collect();
        let places = braced
            .iter()
            .map(|one| one.span.start as usize..one.span.end as usize);
        let places: Vec<&str> = places.map(|place| &markdown[place]).collect();
        assert_eq!(places, written);
        assert!(
            braced
                .iter()
                .all(|one| written.contains(&one.value.as_str()))
        );
    }
    check_braced(
        "## a {channel.b.c} d\n\n- { calendar.b }, {{{ plan.b.c }}}",
        &["{channel.b.c}", "{ calendar.b }", "{{{ plan.b.c }}}"],
    );
    check_braced("{{ sla.a.b.c } d {{sla.a.b.c}}", &["{{ sla.a.b.c }"]);
    check_braced("{{{{ sla.a.b.c }}}}", &[]);
    check_braced(
        "{{ channel.b.c }} and \\{{ channel.b.c }} \\{ channel.b.c }",
        &[],
    );
    check_braced(
        "${channel.b.c} {a.b.c} {channel} { {{ channel.b.c }} }",
        &[],
    );
    check_braced(
        "`{channel.b.c}` <code>{channel.b.c}</code>\n\n    {channel.b.c}",
        &[],
    );
}

#[test]
fn links_that_are_meant_are_found() {
    #[track_caller]
    fn check_unread(markdown: &str, written: &str, hint: &str) {
        check_findings(markdown, &[("LNK-UNREAD", written)]);
        let (_, found) = parse_as(markdown, Kind::Article);
        let said = found[0].hint.as_deref().unwrap_or_default();
        assert!(said.contains(hint), "{said}");
    }
    check_unread("a [b](c d.md) e", "[b](c d.md)", "write `<c d.md>`");
    check_unread("[*b* `c`](../d e/f)", "[*b* `c`](../d e/f)", "`%20`");
    check_unread("[b](c (d) e.png)", "[b](c (d) e.png)", "`%20`");
    check_unread(
        "[b](#By message)",
        "[b](#By message)",
        "write `#by-message`",
    );
    check_unread(
        "[b](c.md#A (b) c)",
        "[b](c.md#A (b) c)",
        "write `c.md#a-b-c`",
    );
    for address in [
        "b.md",
        "https://a.example/",
        "#by-message",
        "/articles/",
        "mailto:a@b.example",
    ] {
        let link = format!("[all terms] ({address})");
        check_unread(&link, &link, "no blank between `]` and `(`");
    }
    check_unread(
        "[us](tel: 0123 456)",
        "[us](tel: 0123 456)",
        "write `tel:0123456`",
    );
    check_unread(
        "[us](mailto: a@b.example)",
        "[us](mailto: a@b.example)",
        "write `mailto:a@b.example`",
    );
    check_unread(
        "[b](https: //a.example)",
        "[b](https: //a.example)",
        "write `https://a.example`",
    );
    check_unread(
        "see [b](c.md, then d",
        "[b](c.md",
        "write `)` behind `c.md`",
    );
    check_unread(
        "[b](https://a.example\nc",
        "[b](https://a.example",
        "write `)` behind",
    );
    check_unread("a ![退款] (../b.png) c", "[退款] (../b.png)", "no blank");
    check_unread("[b](c.md “d”)", "[b](c.md “d”)", "straight quotes");
    check_unread(
        "[b](https:/ /a.example/)[c](https://a.example/ b)",
        "[c](https://a.example/ b)",
        "no blanks",
    );
    check_unread(
        "[a [b](c.md) d](e.md)",
        "[a [b](c.md) d](e.md)",
        "cannot hold another",
    );
    check_unread(
        "see [the terms][terms]",
        "[the terms][terms]",
        "add a line `[terms]: address`",
    );
    check_unread(
        "[Refund][refund-form]",
        "[Refund][refund-form]",
        "`[refund-form]: address`",
    );
    check_unread("[退款條款][1]", "[退款條款][1]", "`[1]: address`");
    check_unread("[the terms][]", "[the terms][]", "`[the terms]: address`");
    check_unread("a[^9] b", "[^9]", "begins with `[^9]:`");
    check_unread("a[^note].", "[^note]", "begins with `[^note]:`");
    check_unread("a word[^b].", "[^b]", "begins with `[^b]:`");
    check_unread("a\n\n[^b]: c", "[^b]:", "write its sign in the text");
    check_unread("a[^1]\n\n[^1]: b\n[^2]: c", "[^2]:", "or delete it");
    check_unread("- [a]( ) b", "[a]( )", "between the round brackets");
    check_unread("a (b c)[d.md] e", "(b c)[d.md]", "write `[b c](d.md)`");
    check_unread(
        "(b)[https://a.example/c]",
        "(b)[https://a.example/c]",
        "write `[b](https://a.example/c)`",
    );
    check_unread(
        "(b `c`)[../d/e.md#f]",
        "(b `c`)[../d/e.md#f]",
        "`[b `c`](../d/e.md#f)`",
    );
    check_unread("see [[Refunds]]", "[[Refunds]]", "write `[Refunds](…)`");
    check_unread(
        "- [[a/b.md|the b]]",
        "[[a/b.md|the b]]",
        "write `[the b](a/b.md)`",
    );
    check_unread("請看[[退款]]。", "[[退款]]", "write `[退款](…)`");
}

#[test]
fn brackets_that_are_meant_are_no_links() {
    for meant in [
        "[x] and [ ] and a[i][j] and rows[last row][first-column]",
        "- [ ] a (b.md)\n- [x] c",
        "[the call](see b.md and [a](f(x) and [rows](tel: see below)",
        "press [Ctrl][C] or [OK][cancel], run a [options][file]",
        "[see](the note below) and [1](i.e. this one) and f[x](a, b)",
        "[Smith][2] and [sic] (https://a.example/)",
        "`[a](b c.md)` and \\[a](b c.md) and [a\\](b c.md)",
        "a pattern [^a-z]+ or [^0] * or ([^1]) or [^abc] alone",
        "[sic] (b.md) and [1] (https://a.example/) and [see terms] (in b.md) and [Fixed] (#12)",
        "[either] (/or\n b) and [terms] (b.md, c.md) and [terms]\n(b.md)",
        "[tenant-id][user-id] and {a}[the key][b]",
        "[a](b%20c.md) and [a](<b c.md> \"d\") and [the terms][terms]\n\n[terms]: b.md",
        "a[^1]\n\n[^1]: b",
        "```\n[a](b c.md)\n```",
        "(see above)[1] or f(x)[i] or (a)[b c] or ()[b.md] or a)[b.md]",
        "[[0]] and [[ -f x ]] and [[:alpha:]] and [[a-z]] and a[[b]] and [[b]](c) and \\[[Refunds]]",
        "[[a], [b]] and `[[Refunds]]` and [[the terms]]\n\n[the terms]: b.md",
    ] {
        check_findings(meant, &[]);
    }
}

#[test]
fn markdown_within_html_is_found_where_no_empty_line_makes_it_so() {
    #[track_caller]
    fn check_raw(markdown: &str, written: &str, hint: &str) {
        let (_, found) = parse_as(markdown, Kind::Article);
        let [one] = &found[..] else {
            panic!("{markdown}: {found:?}");
        };
        let place = one.span.start as usize..one.span.end as usize;
        assert_eq!((one.code, &markdown[place]), ("MD-BLOCK", written));
        assert_eq!(one.hint.as_deref(), Some(hint), "{markdown}");
    }
    let apart = "leave an empty line before and behind it, and begin it at the start of its line";
    let inside = |text: &str| format!("<details>\n<summary>Q</summary>\n{text}\n</details>");
    check_raw(
        &inside("See [plans](plans.md) and **more**."),
        "[plans](plans.md)",
        &format!("{apart}; or write `<a href=\"…\">…</a>`"),
    );
    check_raw(
        &inside("    **Sign in** first."),
        "**Sign in**",
        &format!("{apart}; or write `<strong>…</strong>`"),
    );
    check_raw(&inside("- **a**\n- b"), "- **a**", apart);
    check_raw(&inside("## Plans\n\nb"), "## Plans", apart);
    check_raw(&inside("| a |\n|---|\n| b |"), "| a |\n|---|\n| b |", apart);
    check_raw(&inside("```\na\n```"), "```\na\n```", apart);
    check_raw(
        "> <div>\n> Press `F1`.\n> </div>",
        "`F1`",
        &format!("{apart}; or write `<code>…</code>`"),
    );
    // Words hold no blocks, so an empty line is no way out.
    check_raw(
        "<details>\n<summary>**Q**</summary>\n\nA\n\n</details>",
        "**Q**",
        "write `<strong>…</strong>`",
    );
    check_raw(
        "<table>\n<tr>\n    <td>\n        ![a](b.png)\n    </td>\n</tr>\n</table>",
        "![a](b.png)",
        apart,
    );
    check_raw(
        &inside("__Sign in__ and __init__"),
        "__Sign in__",
        &format!("{apart}; or write `<strong>…</strong>`"),
    );
    for meant in [
        "- a",
        "Call __init__, __m128i__ or __FILE__.",
        "5 * 3 * 2 = 30 - 1",
        "[1] and [a]",
        "1. Appendix",
        "snake_case_name",
        "\n**Sign in** first.\n",
        "<code>**/*.md</code>",
        "<pre>\n**a**\n</pre>",
        "A \\*star\\* that is meant",
    ] {
        check_findings(&inside(meant), &[]);
    }
}
