//! Addresses that stand in a text.

use super::*;

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
