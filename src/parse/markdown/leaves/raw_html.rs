//! The leaves of blocks of HTML: what a cell, a paragraph or the words on something that opens say.

use super::*;

/// Elements within each other that an end is looked for in: without a limit, each would be looked for in all.
const NESTED: usize = 100;

/// What of HTML the leaves are read in.
#[derive(Default)]
pub(super) struct Html {
    /// The lines of the block so far.
    pub(super) lines: Lines,
    /// The elements around that part one leaf from another, outermost first, and what words in them are.
    open: Vec<(String, Option<Form>)>,
}

impl Finder<'_> {
    /// Finds what the block says, now that all of it is read.
    pub(super) fn html_block(&mut self, mut html: Html) {
        let written = std::mem::take(&mut html.lines.text);
        for token in html::tokens(&written) {
            let is_hidden = html.open.last().is_some_and(|(name, _)| is_verbatim(name));
            match token {
                Token::Text(_) if is_hidden => {}
                Token::Text(text) => self.html_text(text, offset(text, &written), &html.lines),
                Token::Open { name, closed, .. } if parts(&name) => {
                    self.end_html_leaf(&html);
                    if !closed && !html::is_void(&name) {
                        while html
                            .open
                            .last()
                            .is_some_and(|(open, _)| html::is_ended_by(open, &name))
                        {
                            html.open.pop();
                        }
                        let around = html.open.last().and_then(|(_, form)| *form);
                        let form = form(&name).or(around);
                        html.open.push((name, form));
                    }
                }
                Token::Close { name, .. } if parts(&name) => {
                    self.end_html_leaf(&html);
                    let mut around = html.open.iter().rev().take(NESTED);
                    if let Some(above) = around.position(|(open, _)| *open == name) {
                        html.open.truncate(html.open.len() - above - 1);
                    }
                }
                Token::Open { range, .. } | Token::Close { range, .. } if !is_hidden => {
                    self.alone(Mark::Html, html.lines.place(&range));
                }
                _ => self.end_html_leaf(&html),
            }
        }
        self.end_html_leaf(&html);
    }

    fn end_html_leaf(&mut self, html: &Html) {
        let form = html.open.last().and_then(|(_, form)| *form);
        if let Some(block) = self.blocks.last_mut() {
            *block = form;
        }
        self.in_html = true;
        self.end_leaf();
        self.in_html = false;
    }

    /// Words between two tags. Blanks around the end of a line belong to that.
    fn html_text(&mut self, text: &str, at: usize, lines: &Lines) {
        const BLANK: [char; 2] = [' ', '\t'];
        let mut at = at;
        let count = text.split('\n').count();
        for (number, line) in text.split('\n').enumerate() {
            let (first, last) = (number == 0, number + 1 == count);
            let words = if last {
                line
            } else {
                line.trim_end_matches(BLANK)
            };
            let words = if first {
                words
            } else {
                words.trim_start_matches(BLANK)
            };
            let mut start = at + offset(words, line);
            for piece in references(words) {
                // A reference stands for another character than its own first.
                let says = if piece.starts_with('&') && piece.ends_with(';') {
                    ""
                } else {
                    piece
                };
                self.text(says, lines.place(&(start..start + piece.len())));
                start += piece.len();
            }
            at += line.len();
            if !last {
                self.line_end(Mark::Wrap, lines.place(&(at..at + 1)));
                at += 1;
            }
        }
    }
}

/// Whether an element parts what stands before it from what follows.
fn parts(name: &str) -> bool {
    html::is_block(name) || html::is_of_table(name) || is_verbatim(name) || form(name).is_some()
}

/// Whether what stands in an element is no prose.
fn is_verbatim(name: &str) -> bool {
    matches!(name, "pre" | "script" | "style" | "textarea")
}

/// What the words in an element are.
fn form(name: &str) -> Option<Form> {
    Some(match name {
        "p" | "div" | "caption" => Form::Paragraph,
        "summary" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Form::Heading,
        "li" => Form::Item,
        "td" | "th" => Form::Cell,
        _ => return None,
    })
}

/// `text` in pieces, of which each character reference is one: `a &amp; b`.
fn references(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = text[at..].find('&') {
        let start = at + found;
        let of_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        let name = text[start + 1..].find(|c| !of_name(c));
        at = start + 1;
        let Some(end) =
            name.filter(|&length| length > 0 && text[start + 1 + length..].starts_with(';'))
        else {
            continue;
        };
        at = start + 1 + end + 1;
        pieces.extend([&text[plain..start], &text[start..at]]);
        plain = at;
    }
    pieces.push(&text[plain..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
