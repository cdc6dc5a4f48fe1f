//! What an XML text may hold, so that reading it takes time by its length.

use std::collections::BTreeSet;

/// Attributes of one element, each of which is compared with all before it.
const ATTRIBUTES: usize = 1_000;

/// Prefixes of namespaces, all of which each element knows that has one of its own.
const PREFIXES: usize = 100;

/// What a text has more of than any document does that people or their programs write, if it does.
pub fn tangled(text: &str) -> Option<&'static str> {
    let crowded = |tag: &str| {
        let values = tag.match_indices('=').filter(|(at, sign)| {
            let value = tag[at + sign.len()..].trim_start();
            value.starts_with(['"', '\''])
        });
        values.take(ATTRIBUTES + 1).count() > ATTRIBUTES
    };
    if text.split('<').any(crowded) {
        return Some("an element of over 1,000 attributes");
    }
    let mut prefixes = BTreeSet::new();
    for (at, sign) in text.match_indices("xmlns:") {
        let rest = &text[at + sign.len()..];
        let end = rest.find(|c: char| c == '=' || c.is_whitespace());
        prefixes.insert(&rest[..end.unwrap_or(rest.len())]);
        if prefixes.len() > PREFIXES {
            return Some("over 100 namespaces");
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_programs_are_no_tangle() {
        let tag = |count: usize| {
            let attributes: String = (0..count).map(|n| format!(" a{n} = '1'")).collect();
            format!("<a{attributes}/>")
        };
        assert_eq!(tangled(&tag(1_000).repeat(3)), None);
        assert_eq!(
            tangled(&tag(1_001)),
            Some("an element of over 1,000 attributes")
        );
        let spaces = |count: usize| -> String {
            (0..count).map(|n| format!("<a xmlns:b{n}='c'>")).collect()
        };
        assert_eq!(tangled(&spaces(100).repeat(3)), None);
        assert_eq!(tangled(&spaces(101)), Some("over 100 namespaces"));
        assert_eq!(tangled(&"a == b; ".repeat(5_000)), None);
    }
}
