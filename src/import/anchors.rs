//! The anchors of a Learn or DocFX page, which links and bookmarks name.
//!
//! They are made of the words of a heading as GitHub makes them: each blank is a `-`, also beside one that is written,
//! and none is taken off the ends. A portal writes one `-` for several.

use super::markdown::{Shown, plain, unclosed, without_links};
use crate::model::slug::{Slugs, is_ours, slug};

/// The anchors of one page, heading by heading.
#[derive(Default)]
pub(super) struct Anchors {
    theirs: Slugs,
    ours: Slugs,
    /// Whether a heading was read.
    begun: bool,
}

impl Anchors {
    /// The anchor to write behind the words of a heading, where a portal gives it another than it had.
    pub fn of(&mut self, level: usize, words: &str) -> Option<String> {
        // The title of a page stands above its text, and has an anchor that a heading may have again.
        let is_title = !std::mem::replace(&mut self.begun, true) && level == 1;
        let words = words.trim();
        if let Some((_, id)) = words.rsplit_once("{#").filter(|_| words.ends_with('}')) {
            let id = id.trim_end_matches('}');
            self.theirs.take(id);
            self.ours.take(id);
            return None;
        }
        // The heading of a translation carries the anchor of the source, which all links have.
        let is_anchored = ["<a name=", "<a id="].iter().any(|tag| words.contains(tag));
        // Of a link and of a picture DocFX takes the words. A name in brackets behind words is hardly ever anything else
        // in a heading than that of a link.
        let shown = Shown {
            pictures: true,
            references: true,
        };
        let words = plain(&without_links(unclosed(words), shown));
        let anchor = match of_learn(&words) {
            empty if empty.is_empty() => "section".to_owned(),
            anchor => anchor,
        };
        let is_written = |anchor: &String| !is_anchored && !is_ours(anchor);
        if is_title {
            let is_other = anchor != slug(&words);
            return Some(anchor).filter(|anchor| is_other && is_written(anchor));
        }
        let theirs = self.theirs.free(anchor);
        let ours = self.ours.next_for(&words);
        // What a heading above has already would be no anchor of this one.
        if theirs != ours && is_written(&theirs) && self.ours.take(&theirs) {
            return Some(theirs);
        }
        self.ours.take(&ours);
        None
    }
}

fn of_learn(words: &str) -> String {
    let mut anchor = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            ' ' => anchor.push('-'),
            c if c.is_alphanumeric() || matches!(c, '-' | '_') => anchor.extend(c.to_lowercase()),
            _ => {}
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_that_a_portal_gives_too_are_not_written() {
        let check = |headings: &[(usize, &str)], wanted: &[&str]| {
            let mut anchors = Anchors::default();
            let found = headings
                .iter()
                .map(|(level, words)| anchors.of(*level, words));
            let found: Vec<String> = found.map(Option::unwrap_or_default).collect();
            assert_eq!(found, wanted, "{headings:?}");
        };
        check(
            &[
                (1, " A title"),
                (2, " Set up: `mail` ##"),
                (2, " 客戶支援 (CSP)"),
            ],
            &["", "", ""],
        );
        check(
            &[(2, " Über & mehr"), (2, " - of it"), (3, " Über & mehr")],
            &["über--mehr", "--of-it", "über--mehr-1"],
        );
        // Equal ones are numbered alike.
        check(&[(2, "A"), (2, "A"), (3, "A")], &["", "", ""]);
        check(&[(1, "A"), (2, "A"), (3, "A")], &["", "", ""]);
        check(&[(1, "A & b")], &["a--b"]);
        // An anchor is made of what is shown of a link.
        check(
            &[
                (2, "Terms & [conditions](index.md)"),
                (2, "[Set up](https://a.example/x--y)"),
                (2, "![A logo](l.png) of [ours][b]"),
            ],
            &["terms--conditions", "", ""],
        );
        check(
            &[(2, "Visual Basic & C#"), (2, "C++ / C# ##")],
            &["visual-basic--c", "c--c"],
        );
        check(&[(2, "<a name=\"a--b\"></a>A – b"), (2, "A b")], &["", ""]);
        check(&[(2, "A {#b}"), (2, "B")], &["", ""]);
    }
}
