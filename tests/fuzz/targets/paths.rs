//! Paths inside the portal, addresses inside the site, and anchors.

use percent_encoding::percent_decode_str;
use supportal::model::{RelPath, Url};

use super::{build, html, output, text};

/// Paths stay inside, addresses lead back to their files, anchors are those of their own words.
pub fn paths(data: &[u8]) {
    let text = text(data);
    let mut lines = text.split('\n');
    let [one, other] = [(); 2].map(|()| lines.next().unwrap_or_default());
    let Some(one) = RelPath::new(one) else { return };
    assert!(
        one.parts()
            .all(|part| !part.is_empty() && part != "." && part != ".."),
        "{one}"
    );
    assert_eq!(RelPath::new(one.as_str()).as_ref(), Some(&one));
    assert_eq!(one.parent().join(one.file_name()).as_ref(), Some(&one));
    let Some(other) = one.parent().join(other) else {
        return;
    };
    assert!(
        other
            .parts()
            .all(|part| !part.is_empty() && part != "." && part != ".."),
        "{other}"
    );
    if one.as_str().is_empty() || other.as_str().is_empty() {
        return;
    }
    let (from, to) = (Url::new(&one), Url::new(&other));
    let href = to.href(&from);
    assert!(
        !href.starts_with('/') && !href.contains(['"', '\'', '<', '>', ' ', '?', '#', '\\']),
        "{href}"
    );
    assert!(!href.split('/').next().unwrap().contains(':'), "{href}");
    let decoded = percent_decode_str(&href).decode_utf8().unwrap();
    let back = one.parent().join(&decoded);
    assert_eq!(back.as_ref(), Some(&other), "{href} from {one}");
    anchors(&text);
}

/// A heading's anchor is made from its words, and from the anchor comes the same anchor.
fn anchors(text: &str) {
    let words: String = text
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .collect();
    let anchor = |words: &str| {
        let page = format!("---\ntitle: A\n---\n\n## X{words}\n\nText.\n");
        let build = build(&[
            ("supportal.yaml", b"title: T\nlanguages: [en]\n"),
            ("en/a.md", page.as_bytes()),
        ]);
        let page = output(&build, "a.html");
        html::hrefs(&page);
        let (_, after) = page
            .split_once("<h2 id=\"")
            .expect("a heading with an anchor");
        after.split('"').next().unwrap().to_owned()
    };
    let first = anchor(&words);
    let again = anchor(&first[1..]);
    assert_eq!(again, format!("x{}", &first[1..]), "of `{words}`");
}
