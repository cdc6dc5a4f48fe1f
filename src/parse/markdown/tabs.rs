//! Tabs of the Learn dialect: headings that lead to `#tab/id`.

use super::*;

/// What tabs are called among what is open.
pub(super) const TABS: &str = "tabs";
const TAB: &str = "tab";

impl Writer<'_, '_> {
    /// A tab whose title stands at byte `at` of the file.
    pub(super) fn tab(&mut self, title: &str, id: &str, at: u32, span: Span) {
        self.leave_paragraph();
        let paragraph = self.open.pop();
        if !self.close_directive(TAB) {
            self.tabs = (self.tabs.0 + 1, 0);
            self.open_directive(TABS, "<div class=\"tabs\">\n", None);
        }
        // Without an end, the last of them goes on.
        if let Some(Open::Directive { unclosed, .. }) = self.open.last_mut() {
            *unclosed = Some(span);
        }
        self.tabs.1 += 1;
        self.label(&format!("tabs-{}", self.tabs.0), self.tabs.1 == 1, id);
        self.words_on_tab(title, at);
        self.push("</label>");
        self.open_directive(TAB, "<div class=\"tab\">\n", None);
        self.open.extend(paragraph);
        self.reenter_paragraph();
    }

    /// The words of a tab, in which facts are filled in.
    fn words_on_tab(&mut self, title: &str, at: u32) {
        let mut from = 0;
        let place = |from: usize| at as usize + from;
        for (name, range) in learn::references(title) {
            self.part_on_tab(&title[from..range.start], place(from));
            from = range.end;
            let span = Span::new(range).shifted(at as usize);
            let name = Spanned::new(name, span);
            self.sink.hole(Hole::Fact(Box::new(name)));
        }
        self.part_on_tab(&title[from..], place(from));
    }

    /// Words between two facts: code and emphasis are drawn as in a heading; a label holds neither links nor blocks.
    /// They begin at byte `start` of the file.
    fn part_on_tab(&mut self, words: &str, start: usize) {
        let inner = words.trim();
        let events = Parser::new_ext(inner, options()).into_offset_iter();
        let mut events = events.peekable();
        if !matches!(events.peek(), Some((Event::Start(Tag::Paragraph), _))) {
            return push_escaped(&mut self.sink.html, &learn::unescaped(words));
        }
        let at = offset(inner, words);
        self.push(&words[..at]);
        for (event, range) in events {
            match event {
                Event::Start(Tag::Emphasis) => self.push("<em>"),
                Event::End(TagEnd::Emphasis) => self.push("</em>"),
                Event::Start(Tag::Strong) => self.push("<strong>"),
                Event::End(TagEnd::Strong) => self.push("</strong>"),
                Event::Start(Tag::Strikethrough) => self.push("<del>"),
                Event::End(TagEnd::Strikethrough) => self.push("</del>"),
                Event::Code(code) => {
                    self.push("<code>");
                    push_escaped(&mut self.sink.html, &code);
                    self.push("</code>");
                }
                Event::Text(text) if inner[range.clone()].starts_with('&') => {
                    let hidden = text.chars().find(|&c| hidden_reference(c).is_some());
                    let span = Span::new(range.clone()).shifted(start + at);
                    let shown = hidden.map(|named| self.hidden_in(&inner[range], named, span));
                    push_escaped(&mut self.sink.html, shown.unwrap_or(&text));
                }
                Event::Text(text) | Event::InlineHtml(text) => {
                    push_escaped(&mut self.sink.html, &text);
                }
                _ => {}
            }
        }
        self.push(&words[at + inner.len()..]);
    }

    pub(super) fn end_tabs(&mut self) {
        self.leave_paragraph();
        let paragraph = self.open.pop();
        self.close_directive(TABS);
        self.open.extend(paragraph);
        self.reenter_paragraph();
    }
}
