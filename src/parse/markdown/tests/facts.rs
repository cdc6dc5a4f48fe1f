//! References to facts and to files, where they are filled in and where they are not.

use super::*;

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
fn facts_are_filled_in_on_tabs() {
    let (parsed, found) = parse_as(
        "# [Call {{ a.b }} now](#tab/x)\ntext\n\n---\n",
        Kind::Article,
    );
    assert_eq!(found, []);
    let html = shown(&parsed);
    assert!(html.contains(">Call {a.b} now</label>"), "{html}");
}

#[test]
fn code_and_emphasis_are_drawn_on_tabs() {
    #[track_caller]
    fn check_tab(title: &str, label: &str) {
        let (parsed, found) = parse_as(
            &format!("# [{title}](#tab/x)\ntext\n\n---\n"),
            Kind::Article,
        );
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
