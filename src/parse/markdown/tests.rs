//! What an author writes and what a reader gets.

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
    assert_eq!(found, codes);
}

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
    check_slip("1.one\n2.two", "1.one", "write `1. one`");
    check_slip("1)one\n1)two", "1)one", "write `1) one`");
    check_slip("• one\n• two", "• one", "write `- one`");
    check_slip("One.\n2. two\n3. three", "2. two", "with `1. `");
    check_slip("One:\n5) two\n6) three", "5) two", "leave an empty line");
    for fine in [
        "| a | b |\n|---|---|\n| c | d |",
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
    check_mark("a [!UICONTROL Save] b", "[!UICONTROL Save]", "`Save`");
    check_mark("[TOC]\n\na", "[TOC]", "delete it");
    check_mark("[[_TOC_]]\n\na", "[[_TOC_]]", "delete it");
    for fine in [
        "[!abc] and [!a-z] and [! -f x] and [!x y]",
        "\\[!NOTE] and `[!NOTE]` and in a line [!NOTE] as well",
        "see the [TOC] above",
        "> [!NOTE]\n> a\n\n[!INCLUDE[a](b.md)]",
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
        "at 10:30:45, 1:2:3, a:key:b, :no such name:, :nosuchname:, C::key::d",
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
fn emphasis_that_is_meant_is_found() {
    #[track_caller]
    fn check_emphasis(markdown: &str, written: &[&str], hint: &str) {
        let (_, found) = parse_as(markdown, Kind::Article);
        let places: Vec<&str> = found
            .iter()
            .map(|one| &markdown[one.span.start as usize..one.span.end as usize])
            .collect();
        assert_eq!(places, written, "{markdown}");
        let said: Vec<&str> = found.iter().filter_map(|one| one.hint.as_deref()).collect();
        assert!(said.iter().all(|said| said.contains(hint)), "{said:?}");
        assert!(found.iter().all(|one| one.code == "MD-EMPH"));
    }
    check_emphasis(
        "請看**「設定」**頁",
        &["**「設定」**"],
        "write `「**設定**」`",
    );
    check_emphasis("**注意：**請先", &["**注意：**"], "write `**注意**：`");
    check_emphasis("**\"설정\"**을", &["**\"설정\"**"], "write `\"**설정**\"`");
    check_emphasis(
        "看**[頁](a.md)**時",
        &["**[頁](a.md)**"],
        "put a blank outside",
    );
    check_emphasis("請用**.NET**平台", &["**.NET**"], "write `.**NET**`");
    check_emphasis(
        "從__「設定」__到",
        &["__「設定」__"],
        "write `「**設定**」`",
    );
    check_emphasis("請看*「設定」*頁", &["*「設定」*"], "`<em>…</em>`");
    check_emphasis("**Note: **Sign in", &["**Note: **"], "write `**Note**:`");
    check_emphasis("**Note:**Sign in", &["**Note:**"], "write `**Note**:`");
    check_emphasis("a **b (c) ** d", &["**b (c) **"], "leave no blank inside");
    check_emphasis(
        "選取 \\[位置\\]****。",
        &["****"],
        "put two stars on each side",
    );
    // Other words are embraced.
    check_emphasis(
        "**注意：**請看**設定**頁",
        &["**注意：**"],
        "write `**注意**：`",
    );
    check_emphasis(
        "用**「甲」**和**乙**做",
        &["**「甲」**"],
        "write `「**甲**」`",
    );
    check_emphasis(
        "# 用**「甲」**做\n\n- **乙：**丙\n\n|**丁。**戊|\n|--|\n|甲|",
        &["**「甲」**", "**乙：**", "**丁。**"],
        "<strong>",
    );
}

#[test]
fn signs_that_are_meant_are_no_emphasis() {
    for meant in [
        "2 ** 3 and 2 ** 4, 10**-3 and 10**-6, a**(b + c)**d",
        "`**` and \\*\\*注意：\\*\\*請 and &ast;&ast;注意：&ast;&ast;請",
        "**/*.md and src/**/*.rs and a/**/b",
        "*.jpg、*.png和*.gif",
        "call f(**kwargs, **options) with *args",
        "10 €** and 20 €**, without VAT",
        "價格**、運費**。",
        "價格**（未稅）與運費**（未稅）",
        "姓名*、電話*為必填",
        "請參閱*註1、*註2",
        "單價*（數量）*稅率",
        "檔案__init__與__main__在",
        "** Without VAT and freight**",
        "1234****5678 **** a",
        "a * b * c, a_b_c, x*y",
        "**a __b__ c** and ***d** e* and **f**：g",
        "[ROUND(ROUND(Price * Amount / Days, 2) * Days)]",
    ] {
        check_findings(meant, &[]);
    }
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
        "press [Ctrl][C] or [OK][cancel], run a [options][file]",
        "[see](the note below) and [1](i.e. this one) and f[x](a, b)",
        "[Smith][2] and [sic] (https://a.example/)",
        "`[a](b c.md)` and \\[a](b c.md) and [a\\](b c.md)",
        "a pattern [^a-z]+ or [^0] * or ([^1]) or [^abc] alone",
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
fn a_paragraph_around_raw_items_or_cells_is_left_out() {
    check(
        "<ul>\n<p><li>a</p></li>\n<li><p>b</p></li>\n</ul>",
        "<ul><li>a</li><li><p>b</p></li></ul>",
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
fn alerts_of_every_spelling() {
    let note = "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">{alert_note}</p><p>text</p></div>";
    for markdown in [
        "> [!NOTE]\n> text",
        ">[!Note]\n>text",
        "> [!NOTE]  \n> text",
        ">[!note] text",
        "> [!NOTE]\n>\n> text",
        "> [!NOTE]\n\n",
    ] {
        let wanted = if markdown.contains("text") {
            note.to_owned()
        } else {
            note.replace("<p>text</p>", "")
        };
        check(markdown, &wanted);
    }
    let (parsed, _) = parse_as("> [!ODD]\n> text", Kind::Article);
    assert_eq!(shown(&parsed), "<blockquote><p>[!ODD]text</p></blockquote>");
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
    check(
        ":::image source=\"a.png\" alt-text=\"A &quot;b&quot; &amp; &lt;c&gt; &#x202E;\":::",
        "<figure class=\"image border\"><img src=\"{a.png}\" alt=\"A &amp;quot;b&amp;quot; &amp;amp; &amp;lt;c&amp;gt; &amp;#x202E;\" decoding=\"async\"></figure>",
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
        &[
            ("MD-NAME", ":::code"),
            ("MD-NAME", "::: nte"),
            ("MD-NAME", ":::"),
        ],
    );
    check(
        "term\n:::zone pivot=cli\n\n- :::image source=a.png:::",
        "<p>term:::zone pivot=cli</p><ul><li>:::image source=a.png:::</li></ul>",
        &[("MD-NAME", ":::zone"), ("MD-NAME", ":::image")],
    );
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
        ("## A <div>b</div>", "<h2 id=\"a-b\">A b</h2>", "<div>"),
    ] {
        let (parsed, _) = parse_as(text, Kind::Article);
        assert_eq!(shown(&parsed), html, "{text}");
        check_findings(text, &[("HTML-RAW", found)]);
    }
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

#[test]
fn facts_are_filled_in_on_tabs() {
    let (parsed, found) = parse_as("# [Call {{ a.b }} now](#tab/x)\ntext\n", Kind::Article);
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
        let (parsed, found) = parse_as(&format!("# [{title}](#tab/x)\ntext\n"), Kind::Article);
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
