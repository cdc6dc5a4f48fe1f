//! YAML that is right, and slips of it.

use super::*;

#[test]
fn scalars_keep_the_authors_letters_and_their_place() {
    let text = "a: 3.10\nb: no\nc: 1_000\nd: 0800 123\ne: 2026-05-01\nf: \"q\\tä\"\ng: ~\nh:\ni: |\n  two\n  lines\nj: 12:30\n";
    let node = yaml(text).value;
    let letters = |key: &str| node.get(key).and_then(Node::as_str);
    assert_eq!(letters("a"), Some("3.10"));
    assert_eq!(letters("b"), Some("no"));
    assert_eq!(letters("c"), Some("1_000"));
    assert_eq!(letters("d"), Some("0800 123"));
    assert_eq!(letters("e"), Some("2026-05-01"));
    assert_eq!(letters("f"), Some("q\tä"));
    assert_eq!((letters("g"), letters("h")), (None, None));
    assert_eq!(letters("i"), Some("two\nlines\n"));
    assert_eq!(letters("j"), Some("12:30"));
    let place = |key: &str| {
        let span = node.get(key).unwrap().span;
        &text[span.start as usize..span.end as usize]
    };
    assert_eq!(place("a"), "3.10");
    assert_eq!(place("f"), "\"q\\tä\"");
    assert_eq!(place("e"), "2026-05-01");

    // Front matter is a part of its file, and the places are of the file.
    let page = "---\ntags: [ä, b]\n---\n";
    let parts = split(page);
    let range = parts.yaml.unwrap();
    let read = yaml::parse(
        &page[range.clone()],
        &path("a.md"),
        range.start,
        Budget::of(&Limits::default()),
    );
    let tags = read.value.get("tags").unwrap();
    let Value::List(items) = &tags.value else {
        panic!("a list")
    };
    let text_of = |node: &Node| page[node.span.start as usize..node.span.end as usize].to_owned();
    assert_eq!(
        (text_of(tags), text_of(&items[1])),
        ("[ä, b]".into(), "b".into())
    );
}

fn check_yaml(text: &str, expected: &str) {
    assert_eq!(shown(text, &yaml(text).diagnostics), expected, "\n{text}");
}

#[test]
fn a_text_that_a_comma_ends_and_a_colon_without_a_blank_are_told_in_braces() {
    check_yaml(
        "a: {en:Words, zh-TW: 字}\n",
        "FM-TYPE 1:7 no blank stands behind this colon | write `en: Words`",
    );
    check_yaml(
        "a: {en:\"Words\", b:c/d.md}\n",
        "FM-TYPE 1:7 no blank stands behind this colon | write `en: \"Words\"`\n\
         FM-TYPE 1:18 no blank stands behind this colon | write `b: c/d.md`",
    );
    check_yaml(
        "a: {en: Prices, terms and times, de: 1.200,50, x: 1,200,5, y: 1,045}\n",
        "FM-TYPE 1:9 `Prices, terms and times` has no quotes, so it ends at its comma | write `en: \"Prices, terms and times\"`\n\
         FM-TYPE 1:38 `1.200,50` has no quotes, so it ends at its comma | write `de: \"1200.50\"`\n\
         FM-TYPE 1:51 `1,200,5` has no quotes, so it ends at its comma | write `x: \"1200.5\"`\n\
         FM-TYPE 1:63 `1,045` has no quotes, so it ends at its comma | write `y: \"1045\"`",
    );
    check_yaml(
        "a: {en:Hello, dear you, de: 1,5, zh: 2,5}\n",
        "FM-TYPE 1:7 no blank stands behind this colon | write `en: \"Hello, dear you\"`\n\
         FM-TYPE 1:29 `1,5` has no quotes, so it ends at its comma | write `de: \"1.5\"`\n\
         FM-TYPE 1:38 `2,5` has no quotes, so it ends at its comma | write `zh: \"2.5\"`",
    );
    let read = yaml("a: {en:Hello, amount: 1.200,50, b, https://x.example/}\n").value;
    let read = read.get("a").unwrap();
    assert_eq!(read.get("en").and_then(Node::as_str), Some("Hello"));
    assert_eq!(read.get("amount").and_then(Node::as_str), Some("1200.50"));
    let keys: Vec<&str> = read.entries().iter().map(|(key, _)| &*key.value).collect();
    assert_eq!(keys, ["en", "amount", "b", "https://x.example/"]);
    check_yaml("a: {b, c, en: \"x\", de}\nd: [1,5]\n", "");
    check_yaml(
        "a: {b, b}\n",
        "FM-DUPKEY 1:8 `b` is given twice | it stands first in line 1; keep one of them",
    );
}

#[test]
fn a_title_in_brackets_is_shown_without_them() {
    for written in ["{en: Some Title}", "[Some Title]"] {
        let (found, _) = page("en/articles/a.md", &format!("title: {written}\n"));
        assert!(found.ends_with("| write `title: Some Title`"), "{found}");
    }
}

#[test]
fn a_text_that_begins_with_a_sign_is_told_in_quotes() {
    for (value, message) in [
        ("{{ x", "a text that begins with `{{` needs quotes"),
        ("{{ x }}", "a text that begins with `{{` needs quotes"),
        ("*New* terms", "`*New*` is a YAML alias"),
        ("&New terms", "`&New` is a YAML anchor"),
        ("!New terms", "`!New` is a YAML tag"),
        ("@home for all", "a text cannot begin with `@`"),
    ] {
        let found = yaml(&format!("title: {value}\n")).diagnostics;
        let found: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(found, [message], "{value}");
        let found = yaml(&format!("title: {value}\n")).diagnostics;
        let hint = format!("write `title: \"{value}\"`");
        assert_eq!(found[0].hint.as_deref(), Some(&*hint), "{value}");
    }
    check_yaml(
        "title: \"New\" terms\n",
        "FM-YAML 1:14 text goes on after its closing quote | write `title: '\"New\" terms'`",
    );
}

#[test]
fn slips_of_a_writer_in_a_hurry_are_told_where_they_are() {
    check_yaml(
        "a: {b: 'It's all', c: 1}\n",
        "FM-YAML 1:12 text goes on after its closing quote | put the whole text in quotes; inside, `\\\"` or `''` stands for a quote",
    );
    check_yaml(
        "a: 1\ncalendar office\nb: 2\n",
        "FM-YAML 2:1 no colon stands behind the first word of this line | write `calendar: office`, or indent the line if the text above goes on in it",
    );
    check_yaml(
        "a:\n  -id: x\n   area: y\n",
        "FM-YAML 2:3 no blank stands behind this `-` | write `- id: x`",
    );
    check_yaml(
        "a:\n  - {b: {c: 1}}}\n  - {b: 2}\n",
        "FM-YAML 2:16 this `}` closes nothing | remove it, or open it before",
    );
    check_yaml(
        "a:\n  - {date: 2026-05-01 name: May}\n",
        "FM-YAML 2:23 a comma is missing before this key | write `, name: …` here",
    );
    check_yaml(
        "a:\n  - {b: 1, c: {d: 1}\n  - {b: 2}\n",
        "FM-YAML 2:5 this `{` is never closed | write `}` after the last thing in it",
    );
    check_yaml(
        "a:\n  - {b: c.md #d}\n  - {b: 2}\n",
        "FM-YAML 2:14 ` #` begins a comment, and so hides the `}` | put the text in quotes, as in `\"c.md#d\"`",
    );
    check_yaml(
        "a: {b: c #d, e: f}\nb: 1\n",
        "FM-YAML 1:10 ` #` begins a comment, and so hides the `}` | put the text in quotes, as in `\"c #d\"`",
    );
    check_yaml(
        "a: {brand: #0b5cad}\nb: 1\n",
        "FM-YAML 1:12 ` #` begins a comment, and so hides the `}` | put the text in quotes, as in `brand: \"#0b5cad\"`",
    );
}

#[test]
fn aliases_anchors_tags_merge_keys_and_documents_are_refused() {
    check_yaml(
        "a: &base {x: 1}\nb: *base\n",
        "FM-YAML 1:4 `&base` is a YAML anchor | remove it and write each value where it is used; a text that begins with `&` needs quotes\n\
         FM-YAML 2:4 `*base` is a YAML alias | write the value out; a text that begins with `*` needs quotes",
    );
    check_yaml(
        "a: *none\n",
        "FM-YAML 1:4 `*none` is a YAML alias | write the value out; a text that begins with `*` needs quotes",
    );
    check_yaml(
        "a: !!binary xx\n",
        "FM-YAML 1:4 `!!binary` is a YAML tag | a text that begins with `!` needs quotes; the type of a value comes from its key",
    );
    check_yaml(
        "<<: {a: 1}\nb: 2\n",
        "FM-YAML 1:1 `<<` is a YAML merge key | write the keys out",
    );
    check_yaml(
        "a: 1\n---\nb: 2\n",
        "FM-YAML 2:1 a second YAML document begins here | one file holds one document; remove the line `---`",
    );
    check_yaml(
        "%YAML 1.2\n---\na: 1\n",
        "FM-YAML 1:1 a YAML directive | a text that begins with `%` needs quotes",
    );
    check_yaml(
        "a: 1\nb: 2\na: 3\n",
        "FM-DUPKEY 3:1 `a` is given twice | it stands first in line 1; keep one of them",
    );
    check_yaml(
        "? [a, b]\n: 1\nc: 2\n",
        "FM-YAML 1:3 a list or map is used as a key | a key is one word; a text that begins with `[` or `{` needs quotes",
    );
    let kept = yaml("a: 1\n<<: {b: 2}\na: 3\nc: 4\n").value;
    assert_eq!(kept.entries().len(), 2);
    assert_eq!(kept.get("a").and_then(Node::as_str), Some("1"));
    // A tree of aliases that would unfold to a billion values stays what it is: a few refusals.
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n";
    assert_eq!(yaml(bomb).diagnostics.len(), 9);
}

#[test]
fn bad_yaml_is_explained_where_it_is() {
    check_yaml(
        "title: Help: how to\nb: 1\n",
        "FM-YAML 1:12 a colon inside a text that has no quotes | write `title: \"Help: how to\"`",
    );
    check_yaml(
        "a:\n\t- b\n",
        "FM-YAML 2:1 a tab indents this line | YAML is indented with spaces",
    );
    check_yaml(
        "a: b\n\tc: d\n",
        "FM-YAML 2:1 a tab indents this line | YAML is indented with spaces",
    );
    check_yaml(
        "a: 1\nb: \"open\nc: 2\n",
        "FM-YAML 2:4 this quote is never closed | close it, or put the whole text in the other kind of quotes",
    );
    check_yaml(
        "a: \"b\"\nc: [{d: \"e}]\n",
        "FM-YAML 2:9 this quote is never closed | close it, or put the whole text in the other kind of quotes",
    );
    check_yaml(
        "a: 'it's'\n",
        "FM-YAML 1:8 text goes on after its closing quote | write `a: \"it's\"`",
    );
    check_yaml(
        "a: [1, 2\nb: 3\n",
        "FM-YAML 1:4 this `[` is never closed | write `,` between what is in it and `]` after the last",
    );
    check_yaml(
        "a: [1, [2]\nb: 3\n",
        "FM-YAML 1:4 this `[` is never closed | write `,` between what is in it and `]` after the last",
    );
    for inside in [
        "b: 3\nc: 4\n",
        "b: 3\n",
        "b: [q]\nc: 4\n",
        "x,\nb: 3\nc: 4\n",
    ] {
        check_yaml(
            &format!("a: [\n{inside}"),
            "FM-YAML 1:4 this `[` is never closed | write `,` between what is in it and `]` after the last",
        );
    }
    check_yaml(
        "a: {b: 1\n",
        "FM-YAML 1:4 this `{` is never closed | write `,` between what is in it and `}` after the last",
    );
    check_yaml(
        "a: @me\n",
        "FM-YAML 1:4 a text cannot begin with `@` | write `a: \"@me\"`",
    );
    check_yaml(
        "a: 1\n b: 2\n",
        "FM-YAML 2:2 this line is further in than the key above it, which has a value | begin it in the same column as `a`, if it is a key beside it",
    );
    check_yaml(
        "a: b\nsome words\n",
        "FM-YAML 2:1 no colon stands behind the first word of this line | write `some: words`, or indent the line if the text above goes on in it",
    );
    check_yaml(
        "a: 1\nprofile:csp\nb: 2\n",
        "FM-YAML 2:8 no blank stands behind this colon | write `profile: csp`",
    );
    check_yaml(
        "a: 1\ntitle：退款\nb: 2\n",
        "FM-YAML 2:6 this colon is none of YAML | write `title: 退款`",
    );
    check_yaml(
        "a: 1\r\ntitle:Terms\r\n",
        "FM-YAML 2:6 no blank stands behind this colon | write `title: Terms`",
    );
    check_yaml(
        "title: & more\n",
        "FM-YAML 1:8 a text that begins with `&` needs quotes | write `title: \"& more\"`",
    );
    check_yaml(
        "title: - more\n",
        "FM-YAML 1:8 a text that begins with `-` needs quotes | write `title: \"- more\"`",
    );
    check_yaml(
        "title: [New] terms\n",
        "FM-YAML 1:8 a text that begins with `[` needs quotes | write `title: \"[New] terms\"`",
    );
    // One mistake is one finding.
    check_yaml(
        "title: *New terms\n",
        "FM-YAML 1:8 `*New` is a YAML alias | write `title: \"*New terms\"`",
    );
    // What stands before the mistake is kept, and what may stand behind it is not called missing.
    let read = facts("customers: [business]\ncalendars:\n  a:\n    name: A: B\n");
    assert_eq!(read.diagnostics.len(), 1);
    assert_eq!(read.value.customers.len(), 1);
}

#[test]
fn a_value_that_is_a_comment_is_said() {
    check_yaml(
        "brand: #c00000\nfooter: #a\n  - b\nlevel: # one\nname: #c00000 our red # here\n",
        "FM-TYPE 1:8 `#c00000` is a comment, so `brand` has no value | write `brand: \"#c00000\"`; a comment has a blank behind its `#`\n\
         FM-TYPE 5:7 `#c00000 our red` is a comment, so `name` has no value | write `name: \"#c00000 our red\"`; a comment has a blank behind its `#`",
    );
    let (found, _) = page(
        "en/articles/a.md",
        "title: #1 tips\ndescription: #\ntags: #!x\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 2:8 `#1 tips` is a comment, so `title` has no value | write `title: \"#1 tips\"`; a comment has a blank behind its `#`"
    );
}

#[test]
fn a_title_that_a_comment_cuts_is_said() {
    let (found, _) = page(
        "en/articles/a.md",
        "title: Invoice #12 is wrong\ndescription: Which it is. # A comment\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 2:16 `#12 is wrong` is a comment, so `title` is `Invoice` | write `title: \"Invoice #12 is wrong\"`; a comment has a blank behind its `#`"
    );
    let (found, _) = page(
        "en/articles/a.md",
        "title: \"Invoice\" #12\ndescription: |\n  Of C#7 #12\n",
    );
    assert_eq!(found, "");
}

#[test]
fn budgets_end_what_is_too_much() {
    let deep = format!("a: {}{}\n", "[".repeat(40), "]".repeat(40));
    assert_eq!(yaml(&deep).diagnostics[0].code, "LIM-YAML");
    let small = Budget {
        bytes: 10,
        depth: 4,
        nodes: 3,
        ..Budget::of(&Limits::default())
    };
    let code = |text: &str| {
        yaml::parse(text, &path("a.yaml"), 0, small)
            .diagnostics
            .first()
            .map(|found| found.code)
    };
    assert_eq!(code("a: 1\n"), None);
    assert_eq!(code("a: 12345678\n"), Some("LIM-YAML"));
    assert_eq!(code("[a,b,c]\n"), Some("LIM-YAML"));
}
