//! Which numbers are isolated, and which are not.

use super::*;

fn found(text: &str) -> Vec<&str> {
    numbers(text, false, true)
        .map(|number| &text[number])
        .collect()
}

#[test]
fn numbers_to_dial_are_found_however_they_are_grouped() {
    for number in [
        "800 844 9999",
        "+966 55 123 4567",
        "+966 (0)55 123-4567",
        "(03) 555-0000",
        "03-555 0000",
        "1-800-123-4567",
        "050-1234567",
        "011\u{a0}234\u{a0}5678",
        "+966112345678",
        "800-8449999",
        "02 12 34 56 78",
        "(+966) 55 123 4567",
        "(+7) 495 123-4567",
        "00966 55 123 4567",
        "030 123 456",
    ] {
        for text in [
            format!("اتصل {number}."),
            format!("({number})"),
            format!("חייגו ל-{number}, או"),
            format!("{number} (24)"),
            number.to_owned(),
        ] {
            assert_eq!(found(&text), [number], "{text}");
        }
    }
    assert_eq!(
        found("800 844 9999 أو +966 11 234 5678"),
        ["800 844 9999", "+966 11 234 5678"]
    );
    // What follows it, or numbers the lines of a list, is no part of it.
    for (text, number) in [
        ("اتصل 800 844 9999 24/7", "800 844 9999"),
        ("חייגו 03-555 0000 10:00", "03-555 0000"),
        ("(1) 03-5551234", "03-5551234"),
        ("(12) 03-5551234", "03-5551234"),
    ] {
        assert_eq!(found(text), [number], "{text}");
    }
    let list = found("(1) 03-5551234 (2) 03-5551235");
    assert_eq!(list, ["03-5551234", "03-5551235"]);
}

#[test]
fn behind_a_latin_letter_a_number_stays_as_it_is() {
    for text in [
        "חייגו API version 2024-02-01",
        "ISBN 978-3-16-148410-0",
        "Office: 800 844 9999",
        "Teams, +966 55 123 4567, 03-555 0000",
        "א Office \u{2066}א\u{2069} 800 844 9999",
    ] {
        assert_eq!(found(text), Vec::<&str>::new(), "{text}");
    }
    for text in [
        "Office א 800 844 9999",
        "Office\n800 844 9999",
        "א \u{2066}Office\u{2069} 800 844 9999",
    ] {
        assert_eq!(found(text), ["800 844 9999"], "{text}");
    }
    let check = |html: &str, expected: &str| assert_eq!(in_page(html), expected);
    for kept in [
        "<p>א <em>Office</em> 800 844 9999</p>",
        "<p>א Office\n800 844 9999</p>",
        "<p>א Office <time datetime=\"2026-12-01\">1.12.</time> 800 844 9999</p>",
    ] {
        check(kept, kept);
    }
    check(
        "<p>Office</p><p>800 844 9999 <code>a</code> 800 844 9999</p>",
        "<p>Office</p><p><bdi dir=\"ltr\">800 844 9999</bdi> <code>a</code> <bdi dir=\"ltr\">800 844 9999</bdi></p>",
    );
    check(
        "<a href=\"mailto:a@b.example\">a@b.example</a>, 800 844 9999<br>",
        "<a href=\"mailto:a@b.example\">a@b.example</a>, <bdi dir=\"ltr\">800 844 9999</bdi><br>",
    );
}

#[test]
fn foreign_links_and_heads_of_columns_keep_their_signs_in_place() {
    for text in [
        "https://contoso.example/help/",
        "C++",
        ".NET",
        "Is it <em>Teams</em>?",
        "365 Admin",
    ] {
        for name in ["a", "th"] {
            assert_eq!(
                in_page(&format!("<{name} class=\"x\">{text}</{name}> 1")),
                format!("<{name} class=\"x\"><bdi dir=\"ltr\">{text}</bdi></{name}> 1"),
            );
        }
    }
    for kept in [
        "<a>Teams</a>",
        "<a>Windows 11</a>",
        "<a>Outlook לא נפתח?</a>",
        "<a>2026.</a>",
        "<a dir=\"ltr\">C++</a>",
        "<a><svg></svg>C++</a>",
        "<a href=\"mailto:a@b.example\">a@b.example.</a>",
        "<th></th><a>",
    ] {
        assert_eq!(in_page(kept), kept);
    }
}

#[test]
fn other_figures_stay_as_they_are() {
    for text in [
        "5-10",
        "2025-2026",
        "10 20 30",
        "1500-15000",
        "2026 15",
        "1,030 500",
        "12/05/2026",
        "A-12-34-56",
        "0x80070005",
        "192.168.10.20",
        "10:30 11:45 12:00",
        "KB5034441",
        "8449999",
        "(24/7) 2026",
        "1 2 3",
        "100 200 300",
        "24-48-72",
        "12-34-56",
        "2024-2025-2026",
        "1920-1080-60",
        "0900-1700",
        "2026-07-01",
        "01-07-2026",
        "2026-07-01 09:00",
        "(1) 2026-07-01",
        "(12) 2026-07-01",
        "(2) 2500000",
        "(2021) 2024",
        "+966 55 123 4567/8",
        "800 844 9999/8888",
        "\u{2066}800 844 9999\u{2069}",
        "a+966112345678",
        "(",
        "+",
        "+(",
        "(5",
    ] {
        assert_eq!(found(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn a_page_has_them_in_elements_and_its_head_in_signs() {
    let check = |html: &str, expected: &str| assert_eq!(in_page(html), expected);
    check(
        "<p>ا 800 844 9999</p>",
        "<p>ا <bdi dir=\"ltr\">800 844 9999</bdi></p>",
    );
    for kept in [
        "<p><bdi>800 844 9999</bdi></p>",
        "<pre><code>800 844 9999</code> 800 844 9999</pre>",
        "<a href=\"tel:+966\">+966\u{a0}55 123 4567</a>",
        "<div dir=\"ltr\"><div>800 844 9999</div>800 844 9999</div>",
        "<script>if (1<2) f('800 844 9999')</script>",
        "<!-- 800 844 9999 --><p data-x=\"800 844 9999\">",
    ] {
        check(kept, kept);
    }
    check(
        "<title>ا 800 844 9999</title><meta name=\"description\" content=\"ا 800 844 9999\"><p>03-555 0000</p>",
        "<title>ا \u{2066}800 844 9999\u{2069}</title><meta name=\"description\" content=\"ا \u{2066}800 844 9999\u{2069}\"><p><bdi dir=\"ltr\">03-555 0000</bdi></p>",
    );
    check(
        "<a href=\"tel:+966\">ا: 800 844 9999</a>",
        "<a href=\"tel:+966\">ا: <bdi dir=\"ltr\">800 844 9999</bdi></a>",
    );
    check(
        "<div dir=\"ltr\"><br>1</div>800 844 9999<br>",
        "<div dir=\"ltr\"><br>1</div><bdi dir=\"ltr\">800 844 9999</bdi><br>",
    );
}
