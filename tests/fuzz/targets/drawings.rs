//! Drawings: what passes holds nothing that runs or loads, as a reader sees that knows no XML.

use super::{build, refuses};

const HTML: &str = "\"http://www.w3.org/1999/xhtml\"";

/// A file that is called a drawing.
pub fn svg(data: &[u8]) {
    let page = "---\ntitle: A\n---\n\n![A drawing](../assets/a.svg)\n";
    let site = build(&[
        ("supportal.yaml", b"title: T\nlanguages: [en]\n"),
        ("en/a.md", page.as_bytes()),
        ("assets/a.svg", data),
    ]);
    if refuses(&site, "SVG-ACTIVE") || refuses(&site, "AST-TYPE") {
        return;
    }
    let text = str::from_utf8(data).expect("a drawing in UTF-8");
    let text = without(&without(text, "<!--", "-->"), "<![CDATA[", "]]>");
    assert!(
        !text.contains("<!ENTITY") && !text.contains("<!ATTLIST"),
        "{text}"
    );
    let mut parts = text.split('<');
    parts.next();
    for part in parts {
        let tag = part.split('>').next().unwrap().to_ascii_lowercase();
        let name = tag
            .split(|c: char| c.is_whitespace() || c == '/')
            .next()
            .unwrap();
        let name = name.rsplit(':').next().unwrap();
        assert!(
            !["script", "foreignobject", "iframe", "object", "embed"].contains(&name),
            "<{tag}>"
        );
        // These are HTML's alone: an element of another namespace that has their name does nothing.
        assert!(
            !(["meta", "form"].contains(&name) && text.contains(HTML)),
            "<{tag}>"
        );
        let mut quoted = None;
        let outside: String = tag
            .chars()
            .filter(|c| {
                match quoted {
                    Some(quote) if *c == quote => quoted = None,
                    None if matches!(c, '"' | '\'') => quoted = Some(*c),
                    _ => {}
                }
                quoted.is_none()
            })
            .collect();
        let mut words = outside.split_whitespace().skip(1);
        assert!(
            !words.any(|word| word.starts_with("on") && word.contains('=')),
            "<{tag}>"
        );
    }
}

/// A text without what stands between `from` and `to`.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(from) {
        out.push_str(before);
        rest = after.split_once(to).map_or("", |(_, after)| after);
    }
    out + rest
}
