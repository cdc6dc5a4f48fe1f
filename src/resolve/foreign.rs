//! A text in another language than the one around it: the source's, where a translation has none.

use crate::model::Locale;
use crate::model::markup::{Piece, escaped, pieces, tag_name};

/// How a text says which language it is in.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Its language.
    pub of: &'a Locale,
    /// That of the text around.
    pub around: &'a Locale,
}

impl Told<'_> {
    /// Words with their language, if it is another.
    pub fn words(self, words: &str) -> String {
        match self.attributes() {
            same if same.is_empty() => words.to_owned(),
            attributes => format!("<span{attributes}>{words}</span>"),
        }
    }

    /// Blocks with their language at each of them, if it is another. One element around all would be a
    /// paragraph to no style.
    pub fn blocks(self, html: &str) -> String {
        match self.attributes() {
            same if same.is_empty() => html.to_owned(),
            attributes => marked(html, &attributes),
        }
    }

    /// What says of an element that it is in another language than the text around; else nothing.
    pub fn attributes(self) -> String {
        if self.of == self.around {
            return String::new();
        }
        let direction = match self.of.direction() {
            same if same == self.around.direction() => String::new(),
            other => format!(" dir=\"{other}\""),
        };
        format!(" lang=\"{}\"{direction}", escaped(self.of.as_str()))
    }
}

/// Blocks with `attributes` at each of them that has no language of its own.
fn marked(html: &str, attributes: &str) -> String {
    const EMPTY: [&str; 7] = ["br", "col", "hr", "img", "input", "source", "wbr"];

    let mut out = String::with_capacity(html.len() + attributes.len());
    let mut depth = 0_usize;
    for piece in pieces(html) {
        let tag = match piece {
            Piece::Text(as_it_is) | Piece::Comment(as_it_is) => {
                out.push_str(as_it_is);
                continue;
            }
            Piece::Tag(tag) => tag,
        };
        out.push('<');
        out.push_str(tag);
        let name = tag_name(tag);
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !name.is_empty() {
            if depth == 0 && !tag.contains(" lang=\"") {
                out.push_str(attributes);
            }
            if !EMPTY.contains(&name) && !tag.ends_with('/') {
                depth = depth.saturating_add(1);
            }
        }
        out.push('>');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, around: &str, expected: &str) {
        let locale = |tag: &str| Locale::new(tag).unwrap();
        let told = Told {
            of: &locale("en"),
            around: &locale(around),
        };
        assert_eq!(told.blocks(html), expected);
    }

    #[test]
    fn each_block_says_its_language_and_what_is_in_it_does_not() {
        check(
            "<h2 id=\"a>b\">A <em>b</em></h2>\n<p>x<br>y</p>\n<hr>\n<ul><li>z</li></ul>",
            "zh-TW",
            "<h2 id=\"a>b\" lang=\"en\">A <em>b</em></h2>\n<p lang=\"en\">x<br>y</p>\n<hr lang=\"en\">\n<ul lang=\"en\"><li>z</li></ul>",
        );
        check("<p>x</p>", "ar", "<p lang=\"en\" dir=\"ltr\">x</p>");
        check("<p lang=\"fr\">x</p>", "de", "<p lang=\"fr\">x</p>");
        check("1 &lt; 2", "de", "1 &lt; 2");
    }
}
