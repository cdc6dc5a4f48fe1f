//! A text whose sentences carry their original, as Learn published them, taken apart into two texts.
//!
//! `<span data-ttu-id="…">中文</span><span class="sxs-lookup"><span data-stu-id="…">English</span></span>`
//! is a sentence and what it was made from. What stands around such pairs is the frame of both texts:
//! marks of Markdown, destinations, blank lines. So both have the same blocks on the same lines.

/// One of the two languages of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// What was translated.
    Original,
    /// What it was translated into.
    Translation,
}

/// Whether sentences of `text` carry their original.
pub(super) fn is_bilingual(text: &str) -> bool {
    text.contains("sxs-lookup")
}

/// What `text` says in one language. A sentence without an original is said in both.
pub(super) fn side(text: &str, side: Side) -> String {
    let mut splitter = Splitter {
        side,
        out: String::with_capacity(text.len()),
        open: Vec::new(),
        sentence: None,
    };
    each_part(text, |part| splitter.part(part));
    splitter.out
}

/// The numbers of the lines, counted from 0, that say something in another script than Latin outside of
/// every sentence with an original: in English, what was left in Chinese.
pub(super) fn without_original(text: &str) -> Vec<usize> {
    let original = side(text, Side::Original);
    let lines = original.lines().enumerate();
    let foreign = lines.filter(|(_, line)| is_foreign(line));
    foreign.map(|(number, _)| number).collect()
}

/// Whether words are in another script than Latin.
pub(super) fn is_foreign(words: &str) -> bool {
    words.chars().any(is_not_latin)
}

fn is_not_latin(c: char) -> bool {
    // Behind the last block of Latin letters and phonetic signs.
    c.is_alphabetic()
        && c > '\u{2FF}'
        && !matches!(c, '\u{1D00}'..='\u{1EFF}' | '\u{2100}'..='\u{218F}')
}

/// A part of a text.
enum Piece<'t> {
    /// Anything but a tag of a span.
    Text(&'t str),
    /// `<span …>`.
    Open(&'t str),
    /// `</span>`.
    Close(&'t str),
}

/// What an open span is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    /// A sentence, whose text begins at a byte of the output.
    Sentence(usize),
    /// The original of the sentence before it.
    Lookup,
    /// The sentence in that original.
    Source,
    /// One of the author's.
    Own,
}

struct Splitter {
    side: Side,
    out: String,
    open: Vec<Span>,
    /// Where the sentence that has just ended begins in the output.
    sentence: Option<usize>,
}

impl Splitter {
    fn part(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text(text) => {
                self.sentence = None;
                self.push(text);
            }
            Piece::Open(tag) => {
                let span = self.kind(tag);
                match span {
                    // What was said in the other language is taken back.
                    Span::Lookup if self.side == Side::Original => {
                        if let Some(start) = self.sentence {
                            self.out.truncate(start);
                        }
                    }
                    Span::Own => self.push(tag),
                    _ => {}
                }
                self.sentence = None;
                self.open.push(span);
            }
            Piece::Close(tag) => match self.open.pop() {
                Some(Span::Sentence(start)) => self.sentence = Some(start),
                Some(Span::Lookup | Span::Source) => self.sentence = None,
                Some(Span::Own) | None => self.push(tag),
            },
        }
    }

    fn kind(&self, tag: &str) -> Span {
        if is_bilingual(tag) {
            Span::Lookup
        } else if tag.contains("data-ttu-id") {
            Span::Sentence(self.out.len())
        } else if tag.contains("data-stu-id") {
            Span::Source
        } else {
            Span::Own
        }
    }

    fn push(&mut self, text: &str) {
        if self.side == Side::Original || !self.open.contains(&Span::Lookup) {
            self.out.push_str(text);
        }
    }
}

fn each_part<'t>(text: &'t str, mut visit: impl FnMut(Piece<'t>)) {
    let mut rest = text;
    while let Some(at) = next_tag(rest) {
        if at > 0 {
            visit(Piece::Text(&rest[..at]));
        }
        rest = &rest[at..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let (tag, after) = rest.split_at(end);
        visit(match tag.starts_with("</") {
            true => Piece::Close(tag),
            false => Piece::Open(tag),
        });
        rest = after;
    }
    if !rest.is_empty() {
        visit(Piece::Text(rest));
    }
}

/// Where the next tag of a span begins.
fn next_tag(text: &str) -> Option<usize> {
    let mut tags = text.match_indices('<');
    let found = tags.find(|(at, _)| {
        let tag = text[at + 1..].trim_start_matches('/');
        let after = tag.strip_prefix("span");
        after.is_some_and(|after| after.starts_with([' ', '>', '\t', '\n']))
    });
    found.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, translation: &str, original: &str) {
        assert_eq!(side(text, Side::Translation), translation);
        assert_eq!(side(text, Side::Original), original);
    }

    const ONE: &str = "<span data-ttu-id=\"1\">一</span><span class=\"sxs-lookup\"><span data-stu-id=\"1\">One</span></span>";

    #[test]
    fn a_sentence_is_said_in_one_language() {
        check(ONE, "一", "One");
        check(
            &format!("- **{ONE}**\n- [{ONE}](a.md)\n"),
            "- **一**\n- [一](a.md)\n",
            "- **One**\n- [One](a.md)\n",
        );
    }

    #[test]
    fn what_stands_around_sentences_is_said_in_both() {
        check(
            &format!("# <a name=\"x\"></a>{ONE} {ONE}\n\n`code` <span class=\"k\">K</span> {ONE}"),
            "# <a name=\"x\"></a>一 一\n\n`code` <span class=\"k\">K</span> 一",
            "# <a name=\"x\"></a>One One\n\n`code` <span class=\"k\">K</span> One",
        );
    }

    #[test]
    fn a_sentence_keeps_what_is_in_it() {
        check(
            "<span data-ttu-id=\"1\">請參閱[甲](a.md)<span lang=\"ja\">乙</span>。</span><span class=\"sxs-lookup\"><span data-stu-id=\"1\">See [A](a.md)<span lang=\"ja\">B</span>.</span></span>",
            "請參閱[甲](a.md)<span lang=\"ja\">乙</span>。",
            "See [A](a.md)<span lang=\"ja\">B</span>.",
        );
    }

    #[test]
    fn a_sentence_without_an_original_is_told() {
        let text = format!("{ONE}\n中文 and more\nPlain\n<span data-ttu-id=\"2\">二</span>\n");
        check(
            &text,
            "一\n中文 and more\nPlain\n二\n",
            "One\n中文 and more\nPlain\n二\n",
        );
        assert_eq!(without_original(&text), [1, 3]);
    }

    #[test]
    fn tags_that_are_left_open_lose_no_text() {
        check(
            "</span>a<span data-ttu-id=\"1\">b",
            "</span>ab",
            "</span>ab",
        );
    }
}
