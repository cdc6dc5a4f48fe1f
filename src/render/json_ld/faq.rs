//! Questions with their answers (schema.org/Question), as the page shows them.

use serde_json::Value;

use super::node;
use crate::model::html::{is_phrasing, unescaped};
use crate::model::markup::{tag_end, tag_name};

/// How a question begins in the text of a page: `parse` writes it so.
const QUESTION: &str = "<details class=\"question\"";

/// The questions of `html`, which is well-formed and of our own making, in their order.
pub fn questions(html: &str) -> Vec<Value> {
    let found = html.match_indices(QUESTION).filter_map(|(at, _)| {
        let (question, rest) = html[at..].split_once("</summary>")?;
        let question = text(question);
        let answer = text(&rest[..end(rest)]);
        (!question.is_empty() && !answer.is_empty()).then(|| {
            let answer = node("Answer", [("text", answer.into())]);
            node(
                "Question",
                [("name", question.into()), ("acceptedAnswer", answer)],
            )
        })
    });
    found.collect()
}

/// Where the answer ends: others may stand in it.
fn end(rest: &str) -> usize {
    let mut depth = 0;
    for (at, _) in rest.match_indices("<") {
        let tag = &rest[at..];
        if tag.starts_with("<details") {
            depth += 1;
        } else if tag.starts_with("</details>") {
            if depth == 0 {
                return at;
            }
            depth -= 1;
        }
    }
    rest.len()
}

/// The words of `html` without its tags, with one blank wherever there is any white space or the
/// border of a block.
fn text(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        let tag = &rest[at..];
        let end = tag_end(tag).map_or(tag.len(), |end| end + 1);
        // The reading above some characters, and its brackets, stand in the middle of a sentence.
        let reading = match tag_name(&tag[1..]) {
            "rp" => Some("</rp>"),
            "rt" => Some("</rt>"),
            _ => None,
        };
        if let Some(close) = reading {
            rest = tag.split_once(close).map_or("", |(_, rest)| rest);
            continue;
        }
        // The mark of a footnote is no word.
        if tag.starts_with("<sup class=\"footnote\"") {
            rest = tag.split_once("</sup>").map_or("", |(_, rest)| rest);
            continue;
        }
        let name = tag_name(&tag[1..]);
        if name == "br" || !is_phrasing(name) {
            plain.push(' ');
        }
        rest = &tag[end..];
    }
    plain.push_str(rest);
    let words: Vec<&str> = plain.split_ascii_whitespace().collect();
    unescaped(&words.join(" "))
        // Keeps a range of hours in one line, which is no affair of a program.
        .replace('\u{2060}', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_read_with_their_answers() {
        let html = "<p>Intro.</p><details class=\"question\" id=\"a\"><summary><h2>A &amp; <em>b</em>?</h2></summary>\n<p>One\u{2060} <a title=\">\" href=\"x\">two</a>.</p><details><summary>More</summary><p>three</p></details><ul><li>x</li><li>a&lt;b &amp;lt;</li><li><ruby>接<rp>(</rp><rt>せつ</rt><rp>)</rp>続<rt>ぞく</rt></ruby>先</li></ul></details><details class=\"question\" id=\"b\"><summary><h2>C?<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup></h2></summary><p>D</p></details><p>End.</p>";
        let found: Vec<(String, String)> = questions(html)
            .iter()
            .map(|one| {
                let answer = one["acceptedAnswer"]["text"].as_str().unwrap();
                (one["name"].as_str().unwrap().to_owned(), answer.to_owned())
            })
            .collect();
        let pair = |question: &str, answer: &str| (question.to_owned(), answer.to_owned());
        assert_eq!(
            found,
            [
                pair("A & b?", "One two. More three x a<b &lt; 接続先"),
                pair("C?", "D")
            ]
        );
    }
}
