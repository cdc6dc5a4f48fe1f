//! Addresses in texts, and what is none.

use super::*;

/// The text with `[words](address)` for each link, and marks for emphasis.
fn linked(text: &str) -> String {
    let prepared = learn::prepare(text);
    let events = Parser::new_ext(&prepared.text, options()).into_offset_iter();
    let mut out = String::new();
    let mut to = Vec::new();
    for (event, range) in Autolinks::new(&prepared.text, events) {
        assert!(prepared.text.get(range.clone()).is_some(), "{range:?}");
        match event {
            Event::Text(words) => out.push_str(&words),
            Event::Code(words) => out.push_str(&format!("`{words}`")),
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => out.push('/'),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => out.push('!'),
            Event::Start(Tag::Link { dest_url, .. }) => {
                out.push('[');
                to.push(dest_url);
            }
            Event::End(TagEnd::Link) => {
                out.push_str(&format!("]({})", to.pop().unwrap()));
            }
            Event::SoftBreak => out.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => out.push_str(&html),
            _ => {}
        }
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(linked(text), expected);
}

#[test]
fn the_examples_of_the_specification() {
    check(
        "www.commonmark.org",
        "[www.commonmark.org](http://www.commonmark.org)",
    );
    check(
        "Visit www.commonmark.org/help for more information.",
        "Visit [www.commonmark.org/help](http://www.commonmark.org/help) for more information.",
    );
    check(
        "Visit www.commonmark.org.",
        "Visit [www.commonmark.org](http://www.commonmark.org).",
    );
    check(
        "Visit www.commonmark.org/a.b.",
        "Visit [www.commonmark.org/a.b](http://www.commonmark.org/a.b).",
    );
    let search = "www.google.com/search?q=Markup+(business)";
    let link = format!("[{search}](http://{search})");
    check(search, &link);
    check(&format!("{search}))"), &format!("{link}))"));
    check(&format!("({search})"), &format!("({link})"));
    check(&format!("({search}"), &format!("({link}"));
    check(
        "www.google.com/search?q=(business))+ok",
        "[www.google.com/search?q=(business))+ok](http://www.google.com/search?q=(business))+ok)",
    );
    check(
        "www.google.com/search?q=commonmark&hl=en",
        "[www.google.com/search?q=commonmark&hl=en](http://www.google.com/search?q=commonmark&hl=en)",
    );
    check(
        "www.google.com/search?q=commonmark&hl;",
        "[www.google.com/search?q=commonmark](http://www.google.com/search?q=commonmark)&hl;",
    );
    check(
        "www.commonmark.org/he<lp",
        "[www.commonmark.org/he](http://www.commonmark.org/he)<lp",
    );
    check(
        "http://commonmark.org",
        "[http://commonmark.org](http://commonmark.org)",
    );
    check(
        "(Visit https://encrypted.google.com/search?q=Markup+(business))",
        "(Visit [https://encrypted.google.com/search?q=Markup+(business)](https://encrypted.google.com/search?q=Markup+(business)))",
    );
    check("foo@bar.baz", "[foo@bar.baz](foo@bar.baz)");
    check(
        "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
        "hello@mail+xyz.example isn't valid, but [hello+xyz@mail.example](hello+xyz@mail.example) is.",
    );
    check("a.b-c_d@a.b", "a.b-c_d@a.b");
    check("a.b-c_d@a.bc.", "[a.b-c_d@a.bc](a.b-c_d@a.bc).");
    check("a.b-c_d@a.bc-", "a.b-c_d@a.bc-");
    check("a.b-c_d@a.bc_", "a.b-c_d@a.bc_");
    check(
        "mailto:foo@bar.baz.",
        "[mailto:foo@bar.baz](mailto:foo@bar.baz).",
    );
}

#[test]
fn an_address_ends_where_its_sentence_goes_on() {
    let link = "[https://a.example/x](https://a.example/x)";
    for (before, after) in [
        ("", ""),
        ("see ", "."),
        ("see ", "; then"),
        ("(", ")."),
        ("\"", "\","),
        ("“", "”."),
        ("請見 ", "。"),
        ("請見", "，再試"),
        ("（", "）"),
        ("「", "」"),
        ("網址：", "查看更多"),
        ("", "에서"),
        ("", "…"),
    ] {
        check(
            &format!("{before}https://a.example/x{after}"),
            &format!("{before}{link}{after}"),
        );
    }
    check("*https://a.example/x*", &format!("/{link}/"));
    check("**https://a.example/x**.", &format!("!{link}!."));
    check("*see https://a.example/x*y z", &format!("/see {link}/y z"));
    check(
        "_www.a.example_ __https://a.example/x__",
        &format!("/[www.a.example](http://www.a.example)/ !{link}!"),
    );
    check(
        "_help@a.example_, *b_c@a.example*",
        "/[help@a.example](help@a.example)/, /[b_c@a.example](b_c@a.example)/",
    );
    check("https://a.example/x *y*", &format!("{link} /y/"));
    check("https://a.example/x&copy; &amp;", &format!("{link}© &"));
    check(
        "請寄信至help@a.example。",
        "請寄信至[help@a.example](help@a.example)。",
    );
}

#[test]
fn marks_within_an_address_are_part_of_it() {
    for path in [
        "a_b_c", "_a_/b", "*a*/b", "~~a~~/b", "a[1]", "~x", "__a__b", "?a=1&b=2",
    ] {
        let to = format!("https://a.example/{path}");
        check(&to, &format!("[{to}]({to})"));
    }
    let to = "https://a.example/a_b?c=1&d=2";
    check(
        "https://a.example/a\\_b?c=1&amp;d=2",
        &format!("[{to}]({to})"),
    );
    // What begins within and ends behind it is none.
    check(
        "https://a.example/ *b* and https://a.example/*c d*",
        "[https://a.example/](https://a.example/) /b/ and [https://a.example/](https://a.example/)/c d/",
    );
}

#[test]
fn what_is_no_address_stays_text() {
    for text in [
        "https://localhost:8080 http:// https://a_b.c_d www. www..de https://-",
        "xhttps://a.example/ /www.a.example awww.a.example a.www.b.example",
        "ftp://a.example tel:+49 javascript://a.example/",
        "@name a@b pkg@1.0.0 a@b@c.de /x@a.example müller@a.example",
        "https://user:pass@a.example/x https://u@a.example:pass@b.example/",
        "https://{tenant}.a.example",
        "`https://a.example` `www.a.example`",
    ] {
        check(text, text);
    }
    check("https\\://a.example", "https://a.example");
    check("www\\.a.example", "www.a.example");
    check(
        "help\\@a.example help&#64;a.example",
        "help@a.example help@a.example",
    );
    check("\\<https://a.example>", "<https://a.example>");
    check(
        "[see https://a.example](b.md)",
        "[see https://a.example](b.md)",
    );
    check(
        "<https://a.example>",
        "[https://a.example](https://a.example)",
    );
    check("    https://a.example", "https://a.example");
    check(
        "<div>https://a.example</div>",
        "<div>https://a.example</div>",
    );
    assert!(!linked("https://a.example/{{ b.c }}/d").contains('['));
    assert!(!linked("https://{{ b.c }}.a.example {{ b.c }}@a.example a@{{ b.c }}").contains('['));
}
