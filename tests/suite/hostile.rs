//! What may come in from many hands: what is refused, by which rule at which line, and what a reader sees.

use std::process::Command;

use crate::portal::Portal;

const A: &str = "en/articles/a.md";

/// Compares the findings, without those on missing words, titles and pages, as `RULE line`.
fn check(portal: &Portal, expected: &[&str]) {
    let found = portal.check();
    let told = found.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let (code, place) = (words.next()?, words.next()?);
        let line = place.rsplit(':').nth(1)?;
        Some(format!("{code} {line}"))
    });
    let quiet = ["CNT-", "A11-TITLE", "THM-", "FM-MISSING", "PATH-LANG"];
    let mut told: Vec<String> = told
        .filter(|told| !quiet.iter().any(|code| told.starts_with(code)))
        .collect();
    told.sort();
    told.dedup();
    assert_eq!(told, expected, "\n{found}");
}

/// A page with this front matter; its keys stand from line 2 on.
fn front(yaml: &str) -> Portal {
    let text = format!("---\n{yaml}\n---\n\nSome words.\n");
    Portal::new().file(A, text)
}

/// A page with this text, which stands from line 6 on.
fn page(text: &str) -> Portal {
    Portal::new().page(A, text)
}

/// What the page says between its title and its foot.
fn shown(portal: &Portal) -> String {
    let html = portal.output("articles/a.html");
    let main = html.split_once("<main").unwrap().1;
    main.split_once("</main>").unwrap().0.to_owned()
}

/// Nobody reads the rest, and to write it takes gigabytes.
#[test]
fn of_a_rule_the_first_hundred_findings_of_a_file_are_told() {
    let todo = |count: usize| format!("---\ntitle: A\n---\n\n{}\n", "TODO ".repeat(count));
    let portal = Portal::new()
        .file("en/articles/a.md", todo(250))
        .file("en/articles/b.md", todo(100))
        .file("en/articles/c.md", todo(101));
    let found = portal.check();
    let of_rule = found.lines().filter(|line| line.contains("CNT-TODO"));
    let more = of_rule
        .clone()
        .filter(|line| line.contains(" more in this file"));
    assert_eq!(of_rule.count(), 300, "{found}");
    let more: Vec<&str> = more.collect();
    assert!(more.len() == 2, "{more:?}");
    assert!(
        more[0].contains("a.md") && more[0].contains(", and 150 more"),
        "{more:?}"
    );
    assert!(
        more[1].contains("c.md") && more[1].contains(", and 1 more"),
        "{more:?}"
    );
}

#[test]
fn yaml_means_what_it_says() {
    let rows: &[(&str, &[&str])] = &[
        ("tags: &a [x]\norder: 1", &["FM-YAML 4"]),
        ("tags: &a [*a]", &["FM-TYPE 4", "FM-YAML 4"]),
        ("title: B", &["FM-DUPKEY 4"]),
        ("tags:\n\t- a", &["FM-YAML 5"]),
        ("tags: !!python/object:os.system [a]", &["FM-YAML 4"]),
        ("<<: {order: 1}", &["FM-YAML 4"]),
        ("order: 99999999999999999999", &["FM-TYPE 4"]),
        ("updated: 2026-02-30", &["FM-DATE 4"]),
        ("updated: 99999-01-01", &["FM-DATE 4"]),
    ];
    for (yaml, expected) in rows {
        check(
            &front(&format!("title: A\ndescription: B.\n{yaml}")),
            expected,
        );
    }
    check(&front("title: no\ndescription: yes"), &[]);
    assert!(
        front("title: no\ndescription: B.")
            .output("articles/a.html")
            .contains("<h1>no</h1>")
    );
    check(
        &Portal::new().file(A, "---\ntitle: A\n\nText"),
        &["FM-UNCLOSED 1"],
    );
    let second = "customers: [business]\n---\ncustomers: [consumer]\n";
    check(&Portal::new().file("support.yaml", second), &["FM-YAML 2"]);
}

#[test]
fn front_matter_has_a_budget() {
    let rows = [
        ("a".repeat(70_000), "LIM-YAML 2"),
        (format!("[{}]", "a,".repeat(6_000)), "LIM-YAML 4"),
        (
            format!("{}{}", "[".repeat(20), "]".repeat(20)),
            "LIM-YAML 4",
        ),
        ("[".repeat(20_000), "LIM-YAML 4"),
    ];
    for (tags, expected) in rows {
        let portal = front(&format!("title: A\ndescription: B.\ntags: {tags}"));
        assert!(
            portal.check().contains(expected.split(' ').next().unwrap()),
            "{expected}"
        );
        check(&portal, &[expected]);
    }
    let raised = "title: T\nlanguages: [en]\nlimits: {front_matter_depth: 30}\n";
    let deep = format!(
        "title: A\ndescription: B.\ntags: {}{}",
        "[".repeat(20),
        "]".repeat(20)
    );
    let found = front(&deep).file("supportal.yaml", raised).check();
    assert!(!found.contains("LIM-YAML"), "{found}");
}

#[test]
fn characters_that_hide_are_found_however_they_are_written() {
    let rows: &[(&str, &[&str])] = &[
        ("a &#27;[31m b", &["ENC-CONTROL 6"]),
        ("a &#xFDD0;0&#xFDD1; b", &["ENC-CONTROL 6"]),
        ("user&#x202E;nimda", &["ENC-BIDI 6"]),
        ("user&#8238;nimda", &["ENC-BIDI 6"]),
        ("<kbd>user&#x202E;nimda</kbd>", &["ENC-BIDI 6"]),
        ("<div>user&#x202E;nimda</div>", &["ENC-BIDI 6"]),
        ("<abbr title=\"&#x202E;\">a</abbr>", &["ENC-BIDI 6"]),
        // Needed by who writes from right to left.
        ("a&#x200F;!", &[]),
    ];
    for (text, expected) in rows {
        let portal = page(text);
        check(&portal, expected);
        let html = shown(&portal);
        let hidden = ['\u{1B}', '\u{202E}'];
        assert!(
            !html.contains(hidden) && !html.contains("&#x202E;") && !html.contains("&#8238;"),
            "{html}"
        );
        assert_eq!(html.contains('\u{FFFD}'), !expected.is_empty(), "{html}");
    }
    let title = "title: \"\\u202Eevil\"\ndescription: \"a\\e[2Jb\"";
    check(&front(title), &["ENC-BIDI 2", "ENC-CONTROL 3"]);
    let html = front(title).output("articles/a.html");
    assert!(!html.contains(['\u{1B}', '\u{202E}']), "{html}");
}

#[test]
fn an_end_of_a_direction_that_nothing_began_is_left_out_however_it_is_written() {
    let places = [
        "name@ of it",
        "[the other page@](b.md)",
        "[the other page](b.md \"name@\")",
        "![a picture@](a.png \"name@\")",
        "<kbd>name@</kbd>",
        "<div>name@</div>",
        "<abbr title=\"name@\">a</abbr>",
        ":::image source=\"a.png\" alt-text=\"name@\":::",
        "# [name@](#tab/a)\n\na\n\n# [b](#tab/b)\n\nb\n\n---",
    ];
    let with = |text: &str| {
        page(text)
            .page("en/articles/b.md", "Words.")
            .file("en/articles/a.png", "x")
    };
    for place in places {
        let without = with(&place.replace('@', "")).check();
        let bare = shown(&with(&place.replace('@', "")));
        for end in ["&#x202C;", "&#8236;", "&#x2069;"] {
            let portal = with(&place.replace('@', end));
            let found = portal.check();
            let (bidi, others): (Vec<&str>, Vec<&str>) =
                found.lines().partition(|line| line.contains("ENC-BIDI"));
            assert!(!bidi.is_empty(), "{place}");
            for line in bidi {
                assert!(line.starts_with("warning "), "{line}");
                assert!(line.contains("that nothing began"), "{line}");
            }
            assert_eq!(others.len(), without.lines().count(), "{place}: {found}");
            assert_eq!(shown(&portal), bare, "{place}");
        }
        // One that turns something is an error wherever it stands, and so is its end.
        let portal = with(&place.replace('@', "&#x202E;x&#x202C;"));
        let found = portal.check();
        let errors = found.lines().filter(|line| line.contains("ENC-BIDI"));
        assert!(
            errors.clone().count() >= 2 && errors.clone().all(|line| line.starts_with("error ")),
            "{place}: {found}"
        );
        assert!(
            !shown(&portal).contains(['\u{202E}', '\u{202C}']),
            "{place}"
        );
    }
    let title = front("title: \"na\\u202Cme\"\ndescription: B.");
    let found = title.check();
    assert!(
        found.contains("warning ENC-BIDI en/articles/a.md:2:"),
        "{found}"
    );
    assert!(title.output("articles/a.html").contains("<h1>name</h1>"));
}

#[test]
fn addresses_that_run_something_are_no_links() {
    let rows = [
        ("javascript:alert(1)", "URL-SCHEME 6"),
        ("JaVaScRiPt:alert(1)", "URL-SCHEME 6"),
        ("&#106;avascript:alert(1)", "URL-SCHEME 6"),
        ("javascript&colon;alert(1)", "URL-SCHEME 6"),
        ("&Tab;javascript:alert(1)", "URL-CHARS 6"),
        ("java&#10;script:alert(1)", "URL-CHARS 6"),
        ("vbscript:a", "URL-SCHEME 6"),
        ("data:text/html,a", "URL-SCHEME 6"),
        ("blob:a", "URL-SCHEME 6"),
        ("file:///etc/passwd", "URL-SCHEME 6"),
        ("//evil.example/a", "URL-SCHEME 6"),
        ("https://user:word@evil.example/", "URL-CREDENTIALS 6"),
    ];
    for (address, expected) in rows {
        for text in [
            format!("[a](<{address}>) b"),
            format!("[a][r]\n\n[r]: <{address}>"),
        ] {
            check(&page(&text), &[expected]);
            let html = shown(&page(&text)).to_lowercase();
            let leads = html.split("href=\"").skip(1).any(|rest| {
                ["javascript", "vbscript", "data", "blob", "file", "//"]
                    .iter()
                    .any(|scheme| rest.starts_with(scheme))
            });
            assert!(!leads, "{html}");
        }
    }
}

#[test]
fn markup_cannot_break_out() {
    let text = "<script>alert(1)</script>\n\n<img src=x onerror=a>\n\n<svg onload=a></svg>\n\n<iframe src=x>\n\n\
        <style>*{}</style>\n\n<math><mi>\n\n<form action=x><input name=a></form>\n\n\
        <div onclick=\"a\" style=\"b\">hi</div>\n\n[a](a.md \"x\\\" onmouseover=\\\"y\")\n\n```js\" onload=\"x\na\n```\n";
    let html = shown(&page(text));
    for tag in [
        "<script",
        "<img",
        "<svg onload",
        "<iframe",
        "<style",
        "<math",
        "<form",
        "<input",
    ] {
        assert!(!html.contains(tag), "{tag}: {html}");
    }
    for handler in [" onclick=", " onmouseover=\"", " onload=\"", " style="] {
        assert!(!html.contains(handler), "{handler}: {html}");
    }
    let found = page(text).check();
    for line in [6, 8, 10, 12, 14, 16, 18, 20] {
        assert!(
            found.contains(&format!("warning HTML-RAW {A}:{line}:")),
            "{line}: {found}"
        );
    }
    let title = "title: \"</script><script>alert(1)</script>\"\ndescription: \"<!--<script>\"";
    let html = front(title).output("articles/a.html");
    assert!(
        !html.contains("<script>alert") && !html.contains("<!--<script>"),
        "{html}"
    );
    check(
        &page("[https://bank.example](https://evil.example/) a"),
        &["LNK-MISMATCH 6"],
    );
}

#[test]
fn files_are_what_their_names_say() {
    let many = |part: &str, start: &str, end: &str, count: usize| {
        let parts: String = (0..count)
            .map(|number| part.replace("{n}", &number.to_string()))
            .collect();
        format!("{start}{parts}{end}")
    };
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
    let rows: &[(&str, String, &[&str])] = &[
        ("a.svg", svg("<script>alert(1)</script>"), &["SVG-ACTIVE 1"]),
        ("a.svg", svg("<rect onclick=\"a\"/>"), &["SVG-ACTIVE 1"]),
        // Each attribute is compared with those before it, each namespace handed down to all below.
        (
            "a.svg",
            svg(&many(" a{n}='b'", "<g", "/>", 300_000)),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg(&many("<g xmlns:a{n}='b{n}'>", "", "", 100_000)),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.xml",
            many(" a{n}='b'", "<g", "/>", 300_000),
            &["AST-TYPE 1"],
        ),
        (
            "a.svg",
            svg("<image href=\"https://evil.example/a.png\"/>"),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg("<a href=\"java\nscript:alert(1)\"/>"),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg("<style>@import 'https://evil.example/'</style>"),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg("<rect fill=\"url(https://evil.example/#a)\"/>"),
            &["SVG-ACTIVE 1"],
        ),
        ("a.svg", svg("<foreignObject/>"), &["SVG-ACTIVE 1"]),
        (
            "a.svg",
            format!(
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
                svg("&x;")
            ),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg("<rect fill=\"url(#a)\"/><use href=\"#b\"/>"),
            &[],
        ),
        (
            "a.svg",
            format!(
                "<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"alert(1)\">]>{}",
                svg("")
            ),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg(
                "<h:meta xmlns:h=\"http://www.w3.org/1999/xhtml\" http-equiv=\"refresh\" content=\"0;url=//a\"/>",
            ),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg("<style>a{}<!-- -->@\\69mport 'b'</style>"),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg("<rect style=\"fill:u/**/\\72 l(//a)\"/>"),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg("<style>a{content:\"/*\"}rect{fill:url(https://evil.example/x)}</style>"),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg("<image><set attributeName=\"href\" to=\"https://evil.example/x.png\"/></image>"),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            svg("<g xml:base=\"https://evil.example/\"/>"),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            format!(
                "<?xml version='1.0' encoding='GBK'?>{}",
                svg("<![CDATA[中]]>")
            ),
            &["SVG-ACTIVE 1"],
        ),
        (
            "a.svg",
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{}", svg("<g/>")),
            &[],
        ),
        (
            "a.xml",
            "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>"
                .to_owned(),
            &["AST-TYPE 1"],
        ),
        ("a.xml", "<orders><order/></orders>".to_owned(), &[]),
        ("a.svgz", "x".to_owned(), &["AST-TYPE 1"]),
        ("a.svg.gz", "x".to_owned(), &["AST-TYPE 1"]),
        ("a.html.br", "x".to_owned(), &["AST-TYPE 1"]),
        ("a.PHP", "x".to_owned(), &["AST-TYPE 1"]),
        (
            "a.pdf",
            "\n<!DOCTYPE html><script>alert(1)</script>".to_owned(),
            &["AST-TYPE 1"],
        ),
        (
            "web.config",
            "<configuration/>".to_owned(),
            &["PATH-TAKEN 1"],
        ),
        ("_redirects", "/* https://evil.example/ 302".to_owned(), &[]),
        (
            "a.svg",
            svg("<script>alert(1)</script><broken"),
            &["AST-TYPE 1"],
        ),
        ("a.svg", "<html><svg/></html>".to_owned(), &["AST-TYPE 1"]),
        ("a.svg", "no drawing".to_owned(), &["AST-TYPE 1"]),
        (
            "a.png",
            "<html><script>alert(1)</script>".to_owned(),
            &["AST-TYPE 1"],
        ),
        ("a.jpg", "\u{89}PNG".to_owned(), &["AST-TYPE 1"]),
        (
            "a.html",
            "<script>alert(1)</script>".to_owned(),
            &["AST-TYPE 1"],
        ),
        ("a.js", "alert(1)".to_owned(), &["AST-TYPE 1"]),
        ("a.txt", "<script>".to_owned(), &[]),
    ];
    for (name, content, expected) in rows {
        check(
            &Portal::new().file(&format!("assets/{name}"), content),
            expected,
        );
    }
    // What other tools take for a page.
    let portal = Portal::new().file("en/articles/a.markdown", "# A\n");
    check(&portal, &["AST-TYPE 1"]);
    check(&Portal::new().file("assets/a.markdown", "# A\n"), &[]);
}

#[test]
fn paths_stay_inside_and_names_are_ours() {
    let rows = [
        ("../../../etc/passwd", "PATH-ESCAPE 6"),
        ("/etc/passwd", "LNK-PAGE 6"),
        ("..%2f..%2fetc/passwd", "LNK-PAGE 6"),
        ("C:/a", "URL-SCHEME 6"),
        ("\\\\\\\\srv\\share", "LNK-PAGE 6"),
    ];
    for (path, expected) in rows {
        check(&page(&format!("[a](<{path}>)")), &[expected]);
    }
    check(
        &page("[!INCLUDE [a](../../../etc/passwd)]"),
        &["PATH-ESCAPE 6"],
    );
    check(&page("![a](../../../etc/passwd)"), &["PATH-ESCAPE 6"]);
    for own in ["en/404.md", "en/search.md"] {
        check(&Portal::new().page(own, "Some words."), &["PATH-TAKEN 1"]);
    }
    check(
        &Portal::new().file("en/robots.txt", "Disallow: /"),
        &["PATH-TAKEN 1"],
    );
    let long = format!("en/articles/{}.md", "n".repeat(81));
    check(&Portal::new().page(&long, "Some words."), &["LIM-NAME 1"]);
}

#[test]
fn nothing_but_comments_is_dropped() {
    let rows: &[(&str, &str)] = &[
        ("Before <?x secret?> after", "&lt;?x secret?&gt; after"),
        ("Before <!X secret> after", "&lt;!X secret&gt; after"),
        (
            "a <![CDATA[secret > words]]> b",
            "&lt;![CDATA[secret &gt; words]]&gt; b",
        ),
        ("<?x\n\nsecret\n\n?>\n\nafter", "secret"),
        ("<?x secret\n\nwords", "words"),
        ("<!DOCTYPE html [<!ENTITY x \"secret\">]>", "secret"),
        ("<?xml secret [words]?>", "secret"),
    ];
    for (text, expected) in rows {
        check(&page(text), &["HTML-RAW 6"]);
        let html = shown(&page(text));
        assert!(html.contains(expected), "{text}: {html}");
    }
    // What only says that a file is XML is no part of it.
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\nWords.";
    check(&page(text), &["HTML-RAW 6"]);
    assert!(!shown(&page(text)).contains("xml"));
    check(&page("a <!-- for authors --> b"), &[]);
}

#[test]
fn what_is_not_published_is_not_included() {
    let page = page("[!INCLUDE [b](b.md)]\n\n[There](#secret)");
    for front in [
        "draft: true",
        "effective: 2999-01-01",
        "expires: 2001-01-01",
    ] {
        let text = format!("---\ntitle: B\ndescription: B.\n{front}\n---\n\n## Secret\n\nWords.\n");
        for path in ["en/articles/b.md", "en/includes/b.md"] {
            let name = path.rsplit_once("en/").unwrap().1;
            let to = format!("../{name}");
            let include = page.text(A).replace("b.md", &to);
            let portal = page.clone().file(A, include).file(path, &text);
            check(&portal, &["INC-MISSING 6", "LNK-ANCHOR 8"]);
            assert!(!shown(&portal).contains("Words."), "{front} {path}");
        }
    }
}

#[test]
fn no_two_parts_of_a_page_have_the_same_id() {
    let steps = "## Steps\n\n[Up](#steps)\n";
    let text = format!("{INCLUDED}{steps}\n{INCLUDED}## Steps-1\n\n[Down](#steps)\n");
    let portal = page(&text).file("en/includes/b.md", steps);
    check(&portal, &[]);
    let html = shown(&portal);
    let order = ["steps-2", "steps", "steps-3", "steps-1"];
    let ids = html.split("<h2 id=\"").skip(1);
    let ids: Vec<&str> = ids.map(|id| id.split_once('"').unwrap().0).collect();
    assert_eq!(ids, order, "{html}");
    // A link leads to the place in its own file.
    for link in [
        "#steps-2\">Up",
        "#steps\">Up",
        "#steps-3\">Up",
        "#steps\">Down",
    ] {
        assert!(html.contains(link), "{link}: {html}");
    }
}

#[test]
fn blocks_stand_where_blocks_may() {
    let blocks = "## Steps\n\nOne *word*.\n\n- Two.\n";
    let rows: &[(&str, &[&str], &str)] = &[
        ("before {} after", &[], "<p>before </p>\n<h2 id=\"steps\">"),
        ("- {}\n\n- b", &[], "<h2 id=\"steps\">"),
        (
            "## Head {} here\n\nb",
            &["INC-MISSING 6"],
            "Head Steps One <em>word</em>. Two. here</h2>",
        ),
        (
            "a **b {} c** d",
            &["INC-MISSING 6"],
            "<strong>b Steps One <em>word</em>. Two. c</strong>",
        ),
    ];
    for (text, expected, html) in rows {
        let portal = page(&text.replace("{}", INCLUDED.trim())).file("en/includes/b.md", blocks);
        check(&portal, expected);
        let shown = shown(&portal);
        assert!(shown.contains(html), "{text}: {shown}");
        let broken = ["<p><h2", "<p></p>", "<p>\n<h2"];
        assert!(!broken.iter().any(|part| shown.contains(part)), "{shown}");
        // What the contents list leads to is there.
        assert_eq!(
            shown.contains("id=\"steps\""),
            expected.is_empty(),
            "{shown}"
        );
    }
    // A single paragraph is part of the sentence.
    let portal =
        page("before [!INCLUDE [b](../includes/b.md)] after").file("en/includes/b.md", "words");
    assert!(shown(&portal).contains("<p>before words after</p>"));
}

#[test]
fn footnotes_of_a_page_are_numbered_as_they_are_met() {
    let note = "Text [^i].\n\n[^i]: Include note.\n";
    let text = format!(
        "quixotry[^a]\n\n{INCLUDED}{INCLUDED}[^b]\n\nSo [!INCLUDE [b](/includes/b.md)] is it.\n\n[^b]: Own note B.\n[^a]: Own note A.\n"
    );
    let portal = page(&text).file("en/includes/b.md", note);
    check(&portal, &[]);
    let html = shown(&portal);
    let ids = |begin: &str| -> Vec<String> {
        let found = html.split(begin).skip(1);
        let found = found.map(|id| id.split_once('"').unwrap().0.to_owned());
        found.collect()
    };
    assert_eq!(ids(" id=\"fnref-"), ["1", "2", "2-2", "3", "2-3"], "{html}");
    assert_eq!(ids("<li id=\"fn-"), ["1", "2", "3"], "{html}");
    let notes: Vec<&str> = html.split("<li id=\"fn-").skip(1).collect();
    for (note, words) in notes
        .iter()
        .zip(["Own note A.", "Include note.", "Own note B."])
    {
        assert!(note.contains(words), "{note}");
    }
    let twin = portal.output("articles/a.md");
    assert!(twin.contains("[^1]: Own note A."), "{twin}");
    assert_eq!(twin.matches("]: ").count(), 3, "{twin}");
}

#[test]
fn ends_of_directives_are_seen_below_lists_and_in_quotations() {
    let figure = ":::image type=\"complex\" source=\"x.svg\" alt-text=\"x\":::\n- one\n- two\n:::image-end:::\n\nLast.\n";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
    let portal = page(figure).file("en/articles/x.svg", svg);
    check(&portal, &[]);
    assert!(
        shown(&portal).contains("</figcaption></figure>\n<p>Last."),
        "{}",
        shown(&portal)
    );
    let portal = page("> :::steps:::\n> 1. one\n>\n> last\n> :::steps-end:::\n");
    check(&portal, &[]);
}

#[test]
fn a_block_of_facts_stands_in_no_sentence() {
    let related = "text before :::related::: after";
    for (text, expected) in [
        (related.to_owned(), "<p> after</p>"),
        (
            format!("**{related}**"),
            "before :::related::: after</strong>",
        ),
    ] {
        let portal = page(&text).page("en/articles/b.md", "B.");
        check(&portal, &["MD-NAME 6"]);
        let html = shown(&portal);
        assert!(html.contains(expected), "{html}");
    }
}

#[test]
fn words_of_a_picture_are_in_a_heading_once() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
    let portal = page("## ![Alt](x.svg) Panel\n\nWords.\n").file("en/articles/x.svg", svg);
    assert!(
        shown(&portal).contains("id=\"alt-panel\""),
        "{}",
        shown(&portal)
    );
}

const INCLUDED: &str = "[!INCLUDE [b](../includes/b.md)]\n\n";

/// The head of a table of 99 columns; a line of two bytes below it is a row of as many cells.
fn wide_head() -> String {
    format!("|{}\n|{}\n", "a|".repeat(99), "-|".repeat(99))
}

#[test]
fn includes_are_counted_by_what_they_put_in() {
    // A file of 500 bytes is a table of 50 kB.
    let wide = format!("{}{}", wide_head(), "b\n".repeat(50));
    let limit = "title: T\nlanguages: [en]\nlimits: {include_size: 400000}\n";
    let portal = |times: usize| {
        page(&"[!INCLUDE [a](../includes/wide.md)]\n\n".repeat(times))
            .file("en/includes/wide.md", &wide)
            .file("supportal.yaml", limit)
    };
    check(&portal(5), &[]);
    let found = portal(50).check();
    assert_eq!(found.matches("LIM-INCLUDE").count(), 1, "{found}");
    let html = shown(&portal(50));
    assert!(html.len() < 500_000, "{}", html.len());
}

#[test]
fn includes_end() {
    let mut bomb = page("[!INCLUDE [a](../includes/0.md)]");
    for number in 0..15 {
        let inner = format!("[!INCLUDE [a]({}.md)]\n\n", number + 1);
        bomb = bomb.file(&format!("en/includes/{number}.md"), inner.repeat(10));
    }
    let bomb = bomb.file("en/includes/15.md", "");
    let found = bomb.check();
    assert!(
        found.contains("more than 4194304 bytes are put into one page by includes and facts"),
        "{found}"
    );
    // Facts and what is drawn from them stand for more than they say, too.
    let days: String = (0..24)
        .map(|hour| format!("\"{hour:02}:00-{hour:02}:30\", "))
        .collect();
    let office = format!(
        "calendars: {{office: {{time_zone: Europe/Berlin, weekly: {{mon: [{days}], wed: [{days}]}}}}}}\n"
    );
    for drawn in [
        "{{ calendar.office }}\n\n",
        ":::hours calendar=\"office\":::\n\n",
    ] {
        let found = page(&drawn.repeat(20_000))
            .file("support.yaml", &office)
            .check();
        assert_eq!(found.matches("LIM-INCLUDE").count(), 1, "{found}");
    }
    let circles = page(&"[!INCLUDE [a](a.md)]\n\n".repeat(3_000)).check();
    assert_eq!(circles.matches("INC-CYCLE").count(), 100, "{circles}");
    assert!(circles.contains("a.md:204:1 files include each other in a circle: `en/articles/a.md` → `en/articles/a.md`, and 2900 more in this file"), "{circles}");
}

#[test]
fn what_is_too_much_is_read_up_to_there() {
    let rows = [
        (format!("{} a", ">".repeat(10_000)), "LIM-NEST 6"),
        (format!("{}a", "- ".repeat(10_000)), "LIM-NEST 6"),
        (format!("{}a", "1. ".repeat(10_000)), "LIM-NEST 6"),
        (
            "*a **a ".repeat(50).to_string() + &"b* b** ".repeat(100),
            "LIM-NEST 6",
        ),
        ("<div>".repeat(10_000), "LIM-NEST 6"),
        (":::row:::\n".repeat(100), "LIM-NEST 70"),
        (
            format!("|{}\n|{}\n", "a|".repeat(101), "-|".repeat(101)),
            "LIM-TABLE 6",
        ),
        (
            format!("|a|\n|-|\n{}", "|b|\n".repeat(5_001)),
            "LIM-TABLE 5008",
        ),
        (
            format!("{}{}\n", wide_head(), "b\n".repeat(100)).repeat(60),
            "LIM-TABLE 5157",
        ),
        ("## A\n\nb\n\n".repeat(5_001), "LIM-COUNT 20006"),
        ("[a](https://a.example) ".repeat(20_001), "LIM-COUNT 6"),
        ("word ".repeat(450_000), "LIM-SIZE 1"),
    ];
    for (text, expected) in rows {
        check(&page(&text), &[expected]);
        // Whatever was open is closed.
        let html = shown(&page(&text));
        for tag in [
            "blockquote",
            "ul",
            "ol",
            "li",
            "table",
            "em",
            "strong",
            "div",
        ] {
            let opened = html.matches(&format!("<{tag}>")).count()
                + html.matches(&format!("<{tag} ")).count();
            assert_eq!(
                opened,
                html.matches(&format!("</{tag}>")).count(),
                "{expected} {tag}"
            );
        }
    }
    let raised = "title: T\nlanguages: [en]\nlimits: {nesting: 200}\n";
    check(
        &page(&format!("{} a", ">".repeat(150))).file("supportal.yaml", raised),
        &[],
    );
    check(&page("- - - - - - - - - -".repeat(20).as_str()), &[]);
}

#[test]
fn the_terminal_is_not_steered() {
    let portal = page("Text \u{1B}[31mred\u{1B}]0;a\u{7} [a](gone\u{1B}[2Jx.md)")
        .file(
            "en/faq.md",
            "---\ntitle: \"\\e[31m\"\nredirect_from: [\"a\\r\\nerror[X]: forged\"]\n---\n\nA.\n",
        )
        .on_disk();
    let run = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .args(["check", "--color", "never"])
        .arg(portal.path())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8([run.stdout, run.stderr].concat()).unwrap();
    assert!(said.contains("ENC-CONTROL"), "{said}");
    assert!(
        !said.contains(|c: char| c.is_control() && c != '\n'),
        "{said:?}"
    );
    assert!(
        !said.lines().any(|line| line.starts_with("error[X]")),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn what_stands_for_the_configuration_is_looked_at_first() {
    let run = |portal: &crate::portal::Folder| {
        let run = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .arg("check")
            .arg(portal.path())
            .output()
            .unwrap();
        (run.status.code(), String::from_utf8(run.stderr).unwrap())
    };
    let pipe = Portal::new().without("supportal.yaml").on_disk();
    let made = Command::new("mkfifo")
        .arg(pipe.path().join("supportal.yaml"))
        .status();
    if made.is_ok_and(|status| status.success()) {
        let (code, said) = run(&pipe);
        assert!(code == Some(1) && said.contains("FS-TYPE"), "{said}");
    }
    let folder = Portal::new()
        .without("supportal.yaml")
        .file("supportal.yaml/a", "")
        .on_disk();
    let (code, said) = run(&folder);
    assert!(
        code == Some(2) && said.contains("its supportal.yaml is a folder"),
        "{said}"
    );
}

/// Whoever opens the pipe frees the thread that waits for a reader: so nothing here waits for ever.
#[cfg(unix)]
#[test]
fn no_brand_and_no_base_is_waited_for() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    for (brand, base) in [("", "title: Base\n"), ("extends: ../base\n", "")] {
        let folder = tempfile::tempdir().unwrap();
        let mut pipe = None;
        for (name, text) in [("brands/one", brand), ("brands/base", base)] {
            let path = folder.path().join(name).join("supportal.yaml");
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            if !text.is_empty() {
                std::fs::write(path, text).unwrap();
                continue;
            }
            let made = Command::new("mkfifo").arg(&path).status();
            assert!(made.is_ok_and(|status| status.success()), "no mkfifo");
            pipe = Some(path);
        }
        let pipe = pipe.unwrap();
        let opened = Arc::new(AtomicBool::new(false));
        let writer = std::thread::spawn({
            let (pipe, opened) = (pipe.clone(), opened.clone());
            move || {
                let pipe = std::fs::OpenOptions::new().write(true).open(pipe);
                opened.store(pipe.is_ok(), Ordering::SeqCst);
            }
        });
        let run = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .args(["check", "--brands"])
            .arg(folder.path().join("brands"))
            .output()
            .unwrap();
        let was_opened = opened.load(Ordering::SeqCst);
        // Both ends at once wait for nobody.
        let both = std::fs::OpenOptions::new()
            .read(true)
            .write(true)
            .open(pipe);
        writer.join().unwrap();
        drop(both);
        assert!(!was_opened, "{}", String::from_utf8_lossy(&run.stderr));
    }
}

/// What is there and cannot be read is not taken for what is not there.
#[test]
fn a_file_of_the_site_that_cannot_be_read_is_said_to_be_so() {
    let portal = Portal::new().page("en/articles/a.md", "Text.").on_disk();
    let out = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .args(arguments)
            .arg("-o")
            .arg(out.path().join("site"))
            .output()
            .unwrap();
        (run.status.code(), String::from_utf8(run.stderr).unwrap())
    };
    let (code, said) = run(&["build", "--quiet", &portal.path().display().to_string()]);
    assert_eq!(code, Some(0), "{said}");
    for file in ["incident.js", "search/root.js"] {
        let path = out.path().join("site").join(file);
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(path).unwrap();
    }
    for (arguments, file) in [
        (&["incident", "start", "Mail is late"][..], "incident.js"),
        (&["incident", "update", "Mail is late"], "incident.js"),
        (&["incident", "end"], "incident.js"),
        (&["search", "mail"], "root.js"),
        (&["search", "-l", "en", "mail"], "root.js"),
    ] {
        let (code, said) = run(arguments);
        let first = said.lines().next().unwrap_or_default();
        let told =
            first.starts_with("error: cannot read `") && first.ends_with(&format!("{file}`"));
        assert!(code == Some(2) && told, "{arguments:?}: {said}");
    }
}

#[test]
fn no_file_stands_in_for_one_of_the_site() {
    for (name, also) in [
        ("en/articles/a.html.gz", "AST-TYPE"),
        ("en/articles/a.html.br", "AST-TYPE"),
        ("en/articles/a.html.zst", "AST-TYPE"),
        ("en/incident.js.gz", "AST-TYPE"),
        ("en/search/search.js.gz", "AST-TYPE"),
        ("assets/theme/theme.0123abcd.js.gz", "AST-TYPE"),
        ("assets/theme/theme.0123abcd.css.gz", ""),
        ("en/articles/a.md.gz", ""),
        ("en/robots.txt.gz", ""),
        ("en/hours.json.br", ""),
    ] {
        let found = page("Some words.").file(name, "\u{1F}").check();
        assert!(
            found.contains(&format!("error PATH-TAKEN {name}:")),
            "{name}: {found}"
        );
        assert!(found.contains(also), "{name}: {found}");
    }
    // Where languages have folders of their own, and where a page stood once.
    let config = "title: T\nlanguages: [en, de]\n";
    let moved = "---\ntitle: A\ndescription: B.\nredirect_from: [/old.html]\n---\n\nSome words.\n";
    for name in [
        "de/search/w.js.br",
        "de/articles/a.html.gz",
        "en/old.html.gz",
    ] {
        let portal = Portal::new().file("supportal.yaml", config).file(A, moved);
        let found = portal.file(name, "\u{1F}").check();
        assert!(
            found.contains(&format!("error PATH-TAKEN {name}:")),
            "{name}: {found}"
        );
    }
    for name in [
        "assets/logs.tar.gz",
        "en/articles/data.csv.gz",
        "assets/a.html",
    ] {
        let found = page("Some words.").file(name, "\u{1F}").check();
        assert!(!found.contains("PATH-TAKEN"), "{name}: {found}");
    }
}

#[test]
fn no_file_tells_a_host_what_to_do() {
    for name in [
        "en/_redirects",
        "en/_headers",
        "en/_routes.json",
        "en/CNAME",
        "en/vercel.json",
        "en/netlify.toml",
        "en/staticwebapp.config.json",
        "en/articles/web.config",
        "assets/web.config",
    ] {
        check(
            &page("Some words.").file(name, "/* https://evil.example/:splat 302!"),
            &["PATH-TAKEN 1"],
        );
    }
    // Told once, also where the site has such a file.
    let config =
        "title: T\nurl: https://help.example/\nlanguages: [en]\npublish: {host: netlify}\n";
    let portal = page("Some words.").file("supportal.yaml", config);
    let found = portal
        .file("en/_redirects", "/* https://evil.example 302!")
        .check();
    assert_eq!(found.matches("PATH-TAKEN").count(), 1, "{found}");
    check(&page("Some words.").file("assets/_redirects", "a"), &[]);
}

#[test]
fn drawings_are_read_as_browsers_read_them() {
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
    let hidden = "<text><![CDATA[中]]></text><!-- ]]><script>alert(1)</script> -->";
    let encoded =
        |encoding: &str| format!("<?xml version=\"1.0\" encoding={encoding}?>{}", svg(hidden));
    let active = [
        encoded("\"GBK\""),
        encoded("'iso-2022-jp'"),
        encoded("\"us-ascii\""),
        svg("<style>a{content:\"/*\"}rect{fill:url(https://evil.example/x)}</style>"),
        svg("<style>@im<!-- -->port 'https://evil.example/x'</style>"),
        svg("<rect style=\"content:'/*';fill:url(https://evil.example/x)\"/>"),
        svg("<rect style=\"background:i\\6d age-set('https://evil.example/x' 1x)\"/>"),
        svg("<image><set attributeName=\"href\" to=\"https://evil.example/x.png\"/></image>"),
        svg("<a><animate attributeName=\"xlink:href\" values=\"https://evil.example/\"/></a>"),
        svg("<rect><set attributeName=\"onclick\" to=\"a\"/></rect>"),
        svg("<rect><animate attributeName=\" style\" to=\"a\"/></rect>"),
        svg("<g xml:base=\"https://evil.example/\"><use href=\"#a\"/></g>"),
    ];
    for drawing in active {
        let found = Portal::new().file("assets/a.svg", &drawing).check();
        assert!(
            found.contains("error SVG-ACTIVE assets/a.svg:"),
            "{drawing}: {found}"
        );
    }
    let plain = [
        encoded("\"UTF-8\""),
        encoded("'utf-8'"),
        format!("<?xml version='1.0' encoding='US-ASCII'?>{}", svg("")),
        svg("<style>/* plain */a{content:\"/*\"}rect{fill:url(#a)}</style>"),
        svg("<rect><animate attributeName=\"opacity\" values=\"0;1\"/></rect>"),
    ];
    for drawing in plain {
        check(&Portal::new().file("assets/a.svg", &drawing), &[]);
    }
}

#[test]
fn files_that_run_elsewhere_are_refused() {
    let xhtml = "<x xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></x>";
    let rows: &[(&str, &str, &[&str])] = &[
        ("a.xml", xhtml, &["AST-TYPE 1"]),
        ("a.kml", xhtml, &["AST-TYPE 1"]),
        (
            "a.xml",
            "<?xml-stylesheet href=\"a.xsl\"?><x/>",
            &["AST-TYPE 1"],
        ),
        (
            "a.xml",
            "<x><script xmlns=\"http://www.w3.org/1999/xhtml\"/><y>",
            &["AST-TYPE 1"],
        ),
        ("a.xml", "<x>1</x>", &[]),
        ("a.svgz", "", &["AST-TYPE 1"]),
        ("a.svg.br", "", &["AST-TYPE 1"]),
        ("a.html.gz", "", &["AST-TYPE 1"]),
        ("a.xsl", "<x/>", &["AST-TYPE 1"]),
        ("a.atom", "<x/>", &["AST-TYPE 1"]),
        ("a.mhtml", "", &["AST-TYPE 1"]),
        ("a.hta", "", &["AST-TYPE 1"]),
        ("a.php5", "", &["AST-TYPE 1"]),
        ("a.PHP", "", &["AST-TYPE 1"]),
        ("a.jsp", "", &["AST-TYPE 1"]),
        ("a.cgi", "", &["AST-TYPE 1"]),
        ("a.cjs", "", &["AST-TYPE 1"]),
        ("a.jar", "", &["AST-TYPE 1"]),
        (
            "a.ico",
            "<!DOCTYPE html><script>alert(1)</script>",
            &["AST-TYPE 1"],
        ),
        ("a.bmp", " \n<html>", &["AST-TYPE 1"]),
        (
            "a.pdf",
            "\u{FEFF}<script>alert(1)</script>",
            &["AST-TYPE 1"],
        ),
        (
            "a.woff2",
            "<!-- a --><svg onload=\"alert(1)\">",
            &["AST-TYPE 1"],
        ),
        ("a.pdf", "%PDF-1.7 <html>", &[]),
        ("a.csv.gz", "", &[]),
    ];
    for (name, content, expected) in rows {
        check(
            &Portal::new().file(&format!("assets/{name}"), content),
            expected,
        );
    }
}

#[test]
fn links_lead_where_they_seem_to() {
    for text in [
        "[https:\u{200B}//bank.example](https://evil.example)",
        "[bank\u{AD}.example](https://evil.example)",
        "[https://bank。example](https://evil.example)",
        "[ｂank.example](https://evil.example)",
        "[bank.example:443](https://evil.example)",
        "[ftp://bank.example](https://evil.example)",
        "[https://bank.example](mailto:a@evil.example)",
        "[https://bank.example](tel:+4930123456)",
    ] {
        let found = page(text).check();
        assert!(
            found.contains(&format!("warning LNK-MISMATCH {A}:6:")),
            "{text}: {found}"
        );
    }
}

/// Beyond its bounds a limit guards nothing: the stack ends, or the day does.
#[test]
fn of_a_limit_that_is_refused_the_usual_one_holds() {
    let limits =
        "title: Test\nlanguages: [en]\nlimits: {include_depth: 1000000, nesting: 1000000}\n";
    let mut portal = Portal::new()
        .file("supportal.yaml", limits)
        .page("en/articles/deep.md", "[!INCLUDE [a](../includes/i0.md)]")
        .page("en/articles/nested.md", &format!("{}x", "> ".repeat(200)));
    for number in 0..40 {
        let next = format!("[!INCLUDE [a](i{}.md)]\n", number + 1);
        portal = portal.file(&format!("en/includes/i{number}.md"), next);
    }
    let found = portal.file("en/includes/i40.md", "End.\n").check();
    for code in ["FM-TYPE", "LIM-INCLUDE", "LIM-NEST"] {
        assert!(found.contains(code), "no {code} in\n{found}");
    }
}
