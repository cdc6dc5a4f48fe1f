//! The body of a page to its sections: plain text under headings, cut where it is long.

use crate::model::dialled::{CLOSES, OPENS};
use crate::model::html::{is_phrasing, reference, unescaped};
use crate::model::markup::{Piece, pieces, tag_name};

/// A stretch of a page that a result can lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The heading; empty for the text before the first one and where [`Part::goes_on`].
    pub heading: String,
    /// Where a link leads; empty for the page itself.
    pub anchor: String,
    /// The text, one line a block.
    pub text: String,
    /// How characters of heading and text are read aloud, where that stands above them: one reading a word.
    pub readings: String,
    /// Whether it is the rest of the part before, under the same heading.
    pub goes_on: bool,
    /// How deep its heading is, from 1 on; 0 for the text before the first one.
    pub level: u8,
}

/// Bytes of a part beyond which a new one begins at the next block: an excerpt costs one part.
const LONG: usize = 2_400;

/// Begins what runs as the first letter in it does.
const FIRST_STRONG: char = '\u{2068}';

/// Cuts `html`, which is well-formed and of our own making, at its headings. In a text from right to left what has
/// its own direction, such as code and keys, is isolated, so that an excerpt shows it as the page does.
pub fn parts(html: &str, title: &str, rtl: bool) -> Vec<Part> {
    let mut reader = Reader {
        parts: vec![Part::default()],
        text: String::with_capacity(html.len()),
        in_heading: false,
        opens: None,
        original: 0,
        reading: String::new(),
        in_reading: false,
        space: false,
        isolates: rtl.then(Vec::new),
    };
    let mut pieces = pieces(html);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => reader.text(text),
            Piece::Tag(tag) => {
                if let Some(close) = reader.tag(tag, title) {
                    pieces.pass(close);
                }
            }
            Piece::Comment(_) => {}
        }
    }
    reader.end_part();
    for part in &mut reader.parts {
        trim(&mut part.heading);
        trim(&mut part.text);
    }
    reader.parts
}

struct Reader {
    parts: Vec<Part>,
    /// The text of the last part: grows here, and is kept in a copy that fits.
    text: String,
    in_heading: bool,
    /// The anchor of an element that opens and whose heading comes next.
    opens: Option<String>,
    /// Depth of spans inside an original in another language; 0 outside.
    original: usize,
    /// The reading of the characters that are open.
    reading: String,
    /// Whether what comes is that reading.
    in_reading: bool,
    /// Whether white space is due before the next character.
    space: bool,
    /// Where texts run from right to left, of each inline element that is open whether it is isolated.
    isolates: Option<Vec<bool>>,
}

impl Reader {
    /// Reads a tag; answers the closing tag to skip to, where its content is not text.
    fn tag(&mut self, tag: &str, title: &str) -> Option<&'static str> {
        let closing = tag.starts_with('/');
        let name = tag_name(tag);
        match name {
            "details" if !closing => {
                self.opens = attribute(tag, "id");
                self.block();
            }
            "span" if closing && self.original > 0 => {
                self.original -= 1;
                self.space = true;
            }
            // The original of a sentence is found, too, but is no part of a heading's name.
            "span" if self.original > 0 || tag.contains("sxs-lookup") => {
                self.original += 1;
                self.space = true;
            }
            "script" if !closing => return self.skip("</script"),
            "style" if !closing => return self.skip("</style"),
            "svg" if !closing => return self.skip("</svg"),
            // Marks of footnotes, and the ways back to them, are no words.
            "sup" if !closing && attribute(tag, "class").as_deref() == Some("footnote") => {
                return self.skip("</sup");
            }
            "a" if !closing && attribute(tag, "class").as_deref() == Some("footnote-back") => {
                return self.skip("</a");
            }
            // The brackets around a reading, for browsers that do not know it.
            "rp" if !closing => return self.skip("</rp"),
            "rt" => {
                self.in_reading = !closing;
                self.inline(tag, name, closing);
            }
            "ruby" => {
                self.end_reading();
                self.inline(tag, name, closing);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.in_heading = !closing;
                self.space = false;
                if closing {
                    self.end_heading(title);
                } else {
                    let anchor = attribute(tag, "id").or(self.opens.take());
                    self.begin_part(Part {
                        anchor: anchor.unwrap_or_default(),
                        level: name.as_bytes()[1] - b'0',
                        ..Part::default()
                    });
                }
            }
            "br" | "img" => self.block(),
            // Their ends: what was in them is skipped.
            "script" | "style" | "svg" => self.inline(tag, name, closing),
            _ if is_phrasing(name) => self.inline(tag, name, closing),
            _ => self.block(),
        }
        None
    }

    /// An element whose content is not text, up to its `close`.
    fn skip(&mut self, close: &'static str) -> Option<&'static str> {
        if let Some(open) = &mut self.isolates {
            open.push(false);
        }
        Some(close)
    }

    /// Isolates what a page does: the style sheet, or the browser for `dir`. Headings are names, and stay plain.
    fn inline(&mut self, tag: &str, name: &str, closing: bool) {
        let Some(open) = &mut self.isolates else {
            return;
        };
        if closing {
            if open.pop() == Some(true) {
                self.text.push(CLOSES);
            }
            return;
        }
        if name == "wbr" {
            return;
        }
        let sign = match name {
            _ if self.in_heading => None,
            "code" | "kbd" | "samp" | "var" => Some(OPENS),
            _ if tag.contains(" dir=\"ltr\"") => Some(OPENS),
            "bdi" => Some(FIRST_STRONG),
            _ => None,
        };
        open.push(sign.is_some());
        if let Some(sign) = sign {
            self.space = push(&mut self.text, sign.encode_utf8(&mut [0; 4]), self.space);
        }
    }

    /// A heading that repeats the title, or says nothing, begins no part.
    fn end_heading(&mut self, title: &str) {
        let last = self.parts.len() - 1;
        let part = &mut self.parts[last];
        trim(&mut part.heading);
        let empty = part.heading.is_empty();
        let repeats = last == 1 && part.heading == title && self.parts[0].text.is_empty();
        if last > 0 && (empty || repeats) {
            let gone = self.parts.pop().unwrap_or_default();
            // The part before goes on.
            if let Some(part) = self.parts.last_mut() {
                add_reading(&mut part.readings, &gone.readings);
                self.text.clear();
                self.text.push_str(&std::mem::take(&mut part.text));
            }
        }
    }

    /// The reading of characters is read: it stands beside them, so that it parts no word.
    fn end_reading(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            add_reading(&mut part.readings, &self.reading);
        }
        self.reading.clear();
    }

    fn begin_part(&mut self, part: Part) {
        self.end_part();
        self.parts.push(part);
    }

    fn end_part(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.text.clone_from(&self.text);
        }
        self.text.clear();
    }

    fn block(&mut self) {
        if self.in_heading {
            self.space = true;
            return;
        }
        self.space = false;
        if self.text.len() > LONG {
            let last = self.parts.last();
            let (anchor, level) =
                last.map_or_else(Default::default, |part| (part.anchor.clone(), part.level));
            self.begin_part(Part {
                anchor,
                level,
                goes_on: true,
                ..Part::default()
            });
        } else if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn text(&mut self, raw: &str) {
        let Some(part) = self.parts.last_mut() else {
            return;
        };
        if self.in_reading {
            return self.reading.push_str(&unescaped(raw));
        }
        let to = if self.in_heading && self.original == 0 {
            &mut part.heading
        } else {
            &mut self.text
        };
        let mut rest = raw;
        loop {
            let (plain, after) = rest.split_at(plain(rest));
            self.space = push(to, plain, self.space);
            let Some(c) = after.chars().next() else { break };
            let (c, length) = match c {
                '&' => reference(after),
                c => (c, c.len_utf8()),
            };
            if c.is_whitespace() {
                self.space = true;
            } else {
                self.space = push(to, c.encode_utf8(&mut [0; 4]), self.space);
            }
            rest = &after[length..];
        }
    }
}

fn add_reading(readings: &mut String, reading: &str) {
    if !readings.is_empty() && !reading.is_empty() {
        readings.push(' ');
    }
    readings.push_str(reading);
}

/// How many bytes of `text` are as they will be: no references, and no white space but single spaces between
/// words. White space beyond ASCII begins with one of four bytes, so that most characters are passed over
/// byte by byte.
fn plain(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if IS_PLAIN[usize::from(byte)] {
            at += 1;
            continue;
        }
        match byte {
            // What comes after it is looked at as any other.
            b' ' if at > 0 && bytes.get(at + 1).is_some_and(|&next| is_word(next)) => at += 1,
            b'&' | b'\t'..=b'\r' | b' ' => return at,
            0xC2 | 0xE1 | 0xE2 | 0xE3
                if text[at..].chars().next().is_some_and(char::is_whitespace) =>
            {
                return at;
            }
            // The lead bytes of most Chinese characters.
            0xE4..=0xE9 => at += 3,
            _ => at += 1,
        }
    }
    at
}

/// Bytes that are as they will be wherever they stand.
const IS_PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = is_word(byte as u8) && !matches!(byte, 0xE4..=0xE9);
        byte += 1;
    }
    plain
};

/// Whether a character that begins with `byte` is neither white space nor begins a reference.
const fn is_word(byte: u8) -> bool {
    !matches!(byte, b'&' | b'\t'..=b'\r' | b' ' | 0xC2 | 0xE1..=0xE3)
}

/// Appends `word`, after a space if one is due; answers whether one still is.
fn push(to: &mut String, word: &str, space: bool) -> bool {
    if word.is_empty() {
        return space;
    }
    if space && !to.is_empty() && !to.ends_with('\n') {
        to.push(' ');
    }
    to.push_str(word);
    false
}

fn trim(text: &mut String) {
    text.truncate(text.trim_end().len());
}

/// The value of `name` in a tag's text, decoded.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut from = 0;
    loop {
        let at = from + tag[from..].find(name)?;
        from = at + name.len();
        let alone = tag[..at].ends_with(|c: char| c.is_ascii_whitespace());
        if let (true, Some(value)) = (alone, tag[from..].strip_prefix("=\"")) {
            let value = &value[..value.find('"')?];
            return Some(unescaped(value).into_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[(&str, &str, &str)]) {
        check_in(false, html, expected);
    }

    fn check_in(rtl: bool, html: &str, expected: &[(&str, &str, &str)]) {
        let parts = parts(html, "Title", rtl);
        let found: Vec<_> = parts
            .iter()
            .map(|part| {
                (
                    part.anchor.as_str(),
                    part.heading.as_str(),
                    part.text.as_str(),
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn headings_begin_parts_and_blocks_begin_lines() {
        check(
            "<p>One <em>two</em>,\n three</p><ul><li>a</li><li>b &amp; c</li></ul><h2 id=\"x\">An <code>x</code></h2><p>y</p>",
            &[("", "", "One two, three\na\nb & c"), ("x", "An x", "y")],
        );
    }

    #[test]
    fn a_question_that_opens_is_a_part() {
        check(
            "<details id=\"q\"><summary><h2>Why?</h2></summary><p>So.</p></details>",
            &[("", "", ""), ("q", "Why?", "So.")],
        );
    }

    #[test]
    fn what_is_not_text_is_left_out() {
        check(
            "<style>p{}</style><p title=\"a>b\">x<!-- <h2>n</h2> --><script>1<2</script>y &#x2014; &unknown; &</p>",
            &[("", "", "xy — &unknown; &")],
        );
    }

    #[test]
    fn marks_of_footnotes_are_no_words() {
        let mark = "<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>";
        let back = "<a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"Back\">↩</a>";
        check(
            &format!(
                "<h2 id=\"x\">Fees of x{mark}</h2><p>x<sup>2</sup>{mark} is rare</p><ol><li id=\"fn-1\"><p>Own.</p>\n{back}</li></ol>"
            ),
            &[("", "", ""), ("x", "Fees of x", "x2 is rare\nOwn.")],
        );
    }

    #[test]
    fn a_reading_parts_no_word_and_is_kept_beside() {
        let ruby = "<ruby>接<rp>(</rp><rt>せつ</rt><rp>)</rp>続<rt>ぞく</rt></ruby>";
        let html = format!(
            "<p>{ruby}を見る。<ruby>回線<rt>かい<b>せん</b></rt></ruby>も。</p><h2 id=\"x\">{ruby}先</h2><p>A</p>"
        );
        check(
            &html,
            &[("", "", "接続を見る。回線も。"), ("x", "接続先", "A")],
        );
        let found = parts(&html, "Title", true);
        let readings: Vec<&str> = found.iter().map(|part| part.readings.as_str()).collect();
        assert_eq!(readings, ["せつぞく かいせん", "せつぞく"]);
        // A heading that repeats the title is no part, and its reading is one of the text.
        let repeated = format!("<h1 id=\"a\">{ruby}</h1><p>A</p>");
        let found = parts(&repeated, "接続", false);
        assert_eq!(found[0].readings, "せつぞく");
    }

    #[test]
    fn an_original_is_text_and_no_part_of_the_heading() {
        check(
            "<h2 id=\"a\">帳單<span class=\"sxs-lookup\" lang=\"en\">Billing</span></h2><p>一<span class=\"sxs-lookup\">One</span>二</p>",
            &[("", "", ""), ("a", "帳單", "Billing\n一 One 二")],
        );
    }

    #[test]
    fn from_right_to_left_what_a_page_isolates_stays_isolated() {
        let html = "<p>ا <a href=\"tel:+966\">+966 11</a> <bdi>x</bdi><b>ب</b> ل<code>a-b</code> <span dir=\"ltr\">1 <i>2</i></span></p><h2 id=\"y\">ا <code>a</code></h2>";
        check_in(
            true,
            html,
            &[
                (
                    "",
                    "",
                    "ا +966 11 \u{2068}x\u{2069}ب ل\u{2066}a-b\u{2069} \u{2066}1 2\u{2069}",
                ),
                ("y", "ا a", ""),
            ],
        );
        check(html, &[("", "", "ا +966 11 xب لa-b 1 2"), ("y", "ا a", "")]);
    }

    #[test]
    fn the_title_repeated_is_no_part_of_its_own() {
        check("<h1 id=\"title\">Title</h1><p>x</p>", &[("", "", "x")]);
    }
}
