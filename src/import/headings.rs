//! Headings as a portal wants them: none skips a level, none is without words, each has the anchor that it had.
//!
//! Learn shows both. A page that has them is no valid HTML, and who moves from heading to heading by ear
//! looks for a level that is not there.

use super::anchors::Anchors;
use super::markdown::{fence_of, plain, unclosed};
use super::report::Report;

/// The text with its headings put right. The title above it is the heading of the first level.
pub(super) fn mended(text: &str, report: &mut Report) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = Levels::default();
    let mut anchors = Anchors::default();
    let mut fence: Option<(char, usize)> = None;
    let mut comment = false;
    let mut before = "";
    for line in text.split_inclusive('\n') {
        let above = std::mem::replace(&mut before, line);
        match (fence, fence_of(line)) {
            (Some((opener, length)), Some((closer, long, true)))
                if opener == closer && long >= length =>
            {
                fence = None;
            }
            (None, Some((opener, length, _))) => fence = Some((opener, length)),
            _ => {}
        }
        let hidden = fence.is_some() || comment;
        comment = match line.rfind("<!--") {
            Some(at) => !line[at..].contains("-->"),
            None => comment && !line.contains("-->"),
        };
        if hidden {
            out.push_str(line);
            continue;
        }
        if let Some(level) = underline(line, above) {
            open.enter(level);
            if let Some(anchor) = anchors.of(level, above) {
                report.change(KEPT);
                let end = out.trim_end().len();
                out.insert_str(end, &format!(" {{#{anchor}}}"));
            }
        }
        match heading(line) {
            Some((_, words)) if plain(unclosed(words)).is_empty() => {
                report.change("headings without words, kept as the anchors that they were");
                out.push_str(unclosed(words).trim_start());
                out.push('\n');
            }
            Some((level, words)) => {
                let wanted = open.enter(level);
                if wanted < level {
                    report.change("headings that skipped a level, raised");
                }
                out.push_str(&"#".repeat(wanted.min(level)));
                match anchors.of(level, words) {
                    Some(anchor) => {
                        report.change(KEPT);
                        out.push_str(&format!("{} {{#{anchor}}}\n", unclosed(words)));
                    }
                    None => out.push_str(words),
                }
            }
            None => out.push_str(line),
        }
    }
    out
}

/// What the report says of an anchor that is written down.
const KEPT: &str = "anchors of headings kept where a portal would give them another";

/// The headings that a text is below, as they are written.
#[derive(Default)]
struct Levels(Vec<usize>);

impl Levels {
    /// Begins a heading, and says which level it should have.
    fn enter(&mut self, level: usize) -> usize {
        // A second title stands beside the parts of the page.
        let level = level.max(2);
        while self.0.pop_if(|above| *above >= level).is_some() {}
        self.0.push(level);
        self.0.len() + 1
    }
}

/// The level of a heading, and the line behind its signs. Tabs look like one.
fn heading(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    // Learn asks for no space before a tag.
    let ends = words.is_empty() || words.starts_with([' ', '\t', '\n', '<']);
    ((1..=6).contains(&level) && ends && !words.contains("](#tab/")).then_some((level, words))
}

/// The level of the heading that `line` underlines, whose words are in the line above.
pub(super) fn underline(line: &str, above: &str) -> Option<usize> {
    let signs = line.trim_end();
    let is_all = |sign| !signs.is_empty() && signs.chars().all(|c| c == sign);
    // Below an item of a list, a quotation or a table it is a line across the page.
    let is_other = ["- ", "* ", "+ ", ">", "|"]
        .iter()
        .any(|sign| above.trim_start().starts_with(sign));
    let has_words = above.contains(char::is_alphanumeric) && !is_other && heading(above).is_none();
    match (has_words, is_all('='), is_all('-')) {
        (true, true, _) => Some(1),
        (true, _, true) => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        assert_eq!(mended(text, &mut Report::default()), wanted);
    }

    #[test]
    fn headings_that_skip_a_level_are_raised_with_those_beside_them() {
        check(
            "## A\n#### B\n##### C\n#### D\n### E\n",
            "## A\n### B\n#### C\n### D\n### E\n",
        );
        check("### A\n### B\n## C\n", "## A\n## B\n## C\n");
    }

    #[test]
    fn headings_in_order_stay_as_they_are() {
        let text = "# A\n## B\n### C\n#### D\n## E ##\n\nF\n---\n### G\n# [H](#tab/h)\n#I\n";
        check(text, text);
    }

    #[test]
    fn a_sign_at_the_end_of_a_word_is_a_part_of_it() {
        check(
            "## Visual Basic & C#\n## C++ / C# ##\n## C#\n",
            "## Visual Basic & C# {#visual-basic--c}\n## C++ / C# {#c--c}\n## C#\n",
        );
    }

    #[test]
    fn the_anchor_of_a_link_is_made_of_its_words() {
        check(
            "## Terms & [conditions](a.md)\n## [Set up](https://a.example/x--y)\n",
            "## Terms & [conditions](a.md) {#terms--conditions}\n## [Set up](https://a.example/x--y)\n",
        );
    }

    #[test]
    fn code_and_comments_have_no_headings() {
        let text = "```\n#### A\n```\n<!--\n#### B\n-->\n## C\n";
        check(text, text);
    }

    #[test]
    fn a_heading_without_words_is_the_anchor_that_it_was() {
        check(
            "## <a id=\"x\"></a>\n\n##\n\n## A\n",
            "<a id=\"x\"></a>\n\n\n\n## A\n",
        );
    }
}
