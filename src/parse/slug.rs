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
    /// Takes `id` as it is; `false` where it is taken.
    pub fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// A free anchor for a heading of these words.
    pub fn for_heading(&mut self, text: &str) -> String {
        let plain = match slug(text) {
            empty if empty.is_empty() => "section".to_owned(),
            slug => slug,
        };
        if self.take(&plain) {
            return plain;
        }
        let mut number = self.last.get(&plain).copied().unwrap_or_default();
        loop {
            number += 1;
            let id = format!("{plain}-{number}");
            if self.take(&id) {
                self.last.insert(plain, number);
                return id;
            }
        }
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
}
