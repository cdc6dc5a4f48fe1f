//! Lists of definitions, and what is nearly one.

use super::*;

/// The emoji of other programs, or the minutes of a time: PHP Markdown Extra asks for a blank, too.
#[test]
fn a_definition_has_a_blank_behind_its_colon() {
    check(
        "The time is\n\n:30 past the hour.",
        "<p>The time is</p><p>:30 past the hour.</p>",
    );
    check_open("a\n:b *c*", "<p>a:b <em>c</em></p>");
    check("- a\n\n  ::b", "<ul><li><p>a</p><p>::b</p></li></ul>");
    check("a\n: b\n:c", "<dl><dt>a</dt><dd>b:c</dd></dl>");
    check("a\n:   b", "<dl><dt>a</dt><dd>b</dd></dl>");
    check("蘋果\n:　一種", "<dl><dt>蘋果</dt><dd>　一種</dd></dl>");
    check("a\n:\tb", "<dl><dt>a</dt><dd>b</dd></dl>");
    // In code and HTML, everything is as it is written.
    check("`a\n:b`", "<p><code>a :b</code></p>");
    check(
        "    a\n    :b",
        "<pre class=\"code\" tabindex=\"0\"><code>a:b</code></pre>",
    );
    check("<div>\n:b\n</div>", "<div>:b</div>");
    check("a <!--\n:b --> c", "<p>a  c</p>");
    check(
        "![a\n:b](a.png)",
        "<p><img src=\"{a.png}\" alt=\"a :b\" decoding=\"async\"></p>",
    );
    let (parsed, found) = parse_as("|a|b|\n:--|--:\n:c|d", Kind::Article);
    assert!(
        shown(&parsed).contains("<td>:c</td>") || shown(&parsed).contains(">:c</td>"),
        "{found:?}"
    );
    // What is told of such lines is told as before.
    check_findings("a\n\n:warning: b", &[("MD-SIGN", ":warning:")]);
    check_findings(
        "a\n\n:contact channel=\"hotline\":",
        &[("MD-NAME", ":contact channel=\"hotline\":")],
    );
}

#[test]
fn a_definition_without_a_blank_is_told() {
    let told = |text: &str| -> Vec<String> {
        let (_, found) = parse_as(text, Kind::Article);
        let said = |one: &Diagnostic| {
            let hint = one.hint.clone().unwrap_or_default();
            format!("{} {} | {hint}", one.code, one.message)
        };
        found.iter().map(said).collect()
    };
    assert_eq!(
        told("Apple\n:The fruit of a tree."),
        [
            "MD-BLOCK `:The fruit of a tree.` is no definition, as no blank stands behind `:` | write `: The fruit of a tree.`; `\\:` if the characters are meant"
        ]
    );
    check_findings("蘋果\n:一種水果。", &[("MD-BLOCK", ":一種水果。")]);
    check_findings("> Apple\n> :*The* fruit", &[]);
    // A time, the emoji of other programs, and a sentence of several lines.
    for text in [
        "The time is\n:30",
        "a\n:octocat: b",
        "a\n\\:b",
        "a\nb\n:c",
        "a\n::b",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}
