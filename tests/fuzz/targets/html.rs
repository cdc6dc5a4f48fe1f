//! A reader of our own pages: strict about what the writer of pages promises.

use std::collections::HashSet;

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
const RUNS: [&str; 4] = ["javascript:", "vbscript:", "data:", "blob:"];
const LEADS: [&str; 9] = [
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "xlink:href",
    "srcset",
    "srcdoc",
];
const NEVER: [&str; 8] = [
    "iframe", "object", "embed", "base", "style", "frame", "applet", "math",
];

/// Every `href` of a page. Panics where an element is not closed, closed twice or in the wrong order, where an id
/// stands twice, and where something could run.
pub fn hrefs(page: &str) -> Vec<String> {
    let mut rest = page.strip_prefix("<!doctype html>").expect("a doctype");
    let (mut open, mut ids, mut hrefs) = (Vec::<&str>::new(), HashSet::new(), Vec::new());
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('\0'), "NUL in {}", &rest[..at]);
        rest = &rest[at + 1..];
        if let Some(end) = rest.strip_prefix('/') {
            let (name, after) = end.split_once('>').expect("a tag that ends");
            let last = open.pop();
            assert_eq!(last, Some(name), "closed: {:.200}", rest);
            rest = after;
            continue;
        }
        let length = rest.find([' ', '\n', '>', '/']).expect("a name");
        let name = &rest[..length];
        assert!(
            name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !NEVER.contains(&name),
            "<{name}> stands in the page"
        );
        let (attributes, closed, after) = attributes(&rest[length..]);
        rest = after;
        let value = |of: &str| {
            attributes
                .iter()
                .find(|(name, _)| *name == of)
                .map(|(_, value)| *value)
        };
        for (attribute, value) in &attributes {
            let attribute = attribute.to_ascii_lowercase();
            assert!(
                !attribute.starts_with("on") && attribute != "style" && attribute != "srcdoc",
                "<{name} {attribute}>"
            );
            let plain: String = decoded(value).chars().filter(|c| *c > ' ').collect();
            let plain = plain.to_lowercase();
            let runs = RUNS.iter().any(|scheme| plain.starts_with(scheme));
            assert!(
                !(LEADS.contains(&&*attribute) && runs),
                "<{name} {attribute}={value}>"
            );
            if attribute == "href" {
                hrefs.push(decoded(value));
            }
        }
        if let Some(id) = value("id") {
            assert!(ids.insert(id.to_owned()), "the id `{id}` stands twice");
        }
        if name == "script" {
            let (text, after) = rest.split_once("</script>").expect("a script that ends");
            match value("type") {
                Some(kind) if kind.ends_with("json") => {
                    assert!(!text.contains('<'), "{text}");
                    serde_json::from_str::<serde_json::Value>(text).expect("JSON");
                }
                _ => assert!(
                    text.is_empty() && value("src").is_some(),
                    "a script in the page"
                ),
            }
            rest = after;
        } else if !VOID.contains(&name) && !closed {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "open at the end: {open:?}");
    hrefs
}

/// The attributes up to the end of the tag, whether that ends the element, and what follows.
fn attributes(mut rest: &str) -> (Vec<(&str, &str)>, bool, &str) {
    let mut found: Vec<(&str, &str)> = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '\n']);
        if let Some(after) = rest.strip_prefix("/>") {
            return (found, true, after);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (found, false, after);
        }
        let length = rest
            .find([' ', '\n', '>', '=', '/', '"', '<'])
            .expect("a tag that ends");
        let name = &rest[..length];
        assert!(
            !name.is_empty() && found.iter().all(|(other, _)| *other != name),
            "attribute `{name}` at {rest:.100}"
        );
        rest = &rest[length..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix("=\"") {
            (value, rest) = after.split_once('"').expect("a value that ends");
            let next = rest.chars().next();
            assert!(
                matches!(next, Some(' ' | '\n' | '>' | '/')),
                "after a value: {rest:.100}"
            );
        } else {
            assert!(
                !rest.starts_with('='),
                "an attribute without quotes: {rest:.100}"
            );
        }
        found.push((name, value));
    }
}

/// Text with the five references that the writer of pages uses put back.
pub fn decoded(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}
