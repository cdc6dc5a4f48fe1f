//! Anchors from the words of headings.

use std::collections::{HashMap, HashSet};

/// The anchor of a heading: its letters and digits in lower case, words joined by `-`.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || c == '_' {
            // The dot of `İ` is a sign of its own in small letters.
            slug.extend(
                c.to_lowercase()
                    .filter(|c| c.is_alphanumeric() || *c == '_'),
            );
        } else if (c.is_whitespace() || c == '-') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// The first words of ids that templates and scripts of a page use for themselves, each after `_`.
const THEME: [&str; 39] = [
    "a",
    "also",
    "answers",
    "browse",
    "calculator",
    "changes",
    "channels",
    "contact",
    "contents",
    "counting",
    "escalation",
    "examples",
    "exclusions",
    "footer",
    "header",
    "home",
    "hours",
    "intake",
    "lessons",
    "lost",
    "main",
    "no",
    "not",
    "notices",
    "page",
    "plan",
    "plans",
    "product",
    "related",
    "remedy",
    "section",
    "service",
    "services",
    "severities",
    "site",
    "targets",
    "terms",
    "topics",
    "turn",
];

/// Whether a page has, or may have, an id of its own that is this one: of a part of the theme, or of a footnote.
pub fn is_ours(id: &str) -> bool {
    if let Some(name) = id.strip_prefix('_') {
        let word = name.split('-').next().unwrap_or_default();
        return THEME.binary_search(&word).is_ok();
    }
    let number = id.strip_prefix("fnref-").or(id.strip_prefix("fn-"));
    number.is_some_and(|number| {
        number
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Gives each heading of a document an anchor of its own.
///
/// Anchors get bookmarked, so adding a heading must not move older ones: the first "Requirements"
/// keeps the plain slug and later ones are numbered.
#[derive(Default)]
pub struct Slugs {
    taken: HashSet<String>,
    /// The last number that was tried behind each slug: a page may have a thousand equal headings.
    last: HashMap<String, usize>,
}

impl Slugs {
    /// Takes `id` as it is; `false` where it is taken, by the page itself or by another part of the text.
    pub fn take(&mut self, id: &str) -> bool {
        !is_ours(id) && self.taken.insert(id.to_owned())
    }

    /// A free anchor for a heading of these words.
    pub fn for_heading(&mut self, text: &str) -> String {
        self.free(plain(text))
    }

    /// The anchor that a heading of these words would have.
    pub fn next_for(&self, text: &str) -> String {
        let (id, _) = self.next(&plain(text));
        id
    }

    /// `plain` where it is free, else with a number behind it.
    pub fn free(&mut self, plain: String) -> String {
        let (id, number) = self.next(&plain);
        self.taken.insert(id.clone());
        if let Some(number) = number {
            self.last.insert(plain, number);
        }
        id
    }

    fn next(&self, plain: &str) -> (String, Option<usize>) {
        let is_free = |id: &str| !is_ours(id) && !self.taken.contains(id);
        if is_free(plain) {
            return (plain.to_owned(), None);
        }
        let mut number = self.last.get(plain).copied().unwrap_or_default();
        loop {
            number += 1;
            let id = format!("{plain}-{number}");
            if is_free(&id) {
                return (id, Some(number));
            }
        }
    }
}

/// The anchor of a heading that is the first with these words.
fn plain(text: &str) -> String {
    match slug(text) {
        empty if empty.is_empty() => "section".to_owned(),
        ours if is_ours(&ours) => format!("section-{ours}"),
        slug => slug,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_anchors_in_any_language() {
        assert_eq!(slug("Set up: your *Mail*!"), "set-up-your-mail");
        assert_eq!(slug("客戶支援 (CSP)"), "客戶支援-csp");
        assert_eq!(slug("  — "), "");
        assert_eq!(slug("C++ / C#"), "c-c");
        assert_eq!(slug("İzin"), "izin");
    }

    #[test]
    fn later_headings_are_numbered() {
        let mut slugs = Slugs::default();
        let ids = ["Setup", "Setup", "Setup", "?"].map(|text| slugs.for_heading(text));
        assert_eq!(ids, ["setup", "setup-1", "setup-2", "section"]);
    }

    #[test]
    #[allow(
        clippy::disallowed_methods,
        reason = "reads the theme of this repository"
    )]
    fn ids_of_the_theme_are_known() {
        let templates = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates");
        let mut known = 0;
        for file in walkdir::WalkDir::new(templates) {
            let file = file.unwrap();
            if !file.file_type().is_file() {
                continue;
            }
            let text = std::fs::read_to_string(file.path()).unwrap();
            for (at, sign) in text.match_indices("id=\"_") {
                let id: String = text[at + sign.len() - 1..]
                    .chars()
                    .take_while(|c| *c == '_' || *c == '-' || c.is_ascii_alphanumeric())
                    .collect();
                assert!(is_ours(&id), "{id} of {}", file.path().display());
                known += 1;
            }
        }
        assert!(known > 40, "{known}");
    }

    #[test]
    fn ids_of_a_page_are_not_given_away() {
        for id in [
            "_main",
            "_intake-text",
            "_a-to-z",
            "_turn-title",
            "fn-1",
            "fnref-12",
            "fnref-1-2",
        ] {
            assert!(is_ours(id), "{id}");
        }
        for id in [
            "main", "_Toc123", "_gjdgxs", "_mainly", "fn-", "fn-a", "fn", "fn-1-", "",
        ] {
            assert!(!is_ours(id), "{id}");
        }
        assert_eq!(Slugs::default().for_heading("Fn 1"), "section-fn-1");
    }
}
