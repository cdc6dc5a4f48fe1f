//! Raw HTML: the closed list passes, balanced; the rest is shown as text and reported.

use super::directives::FIGURE;
use super::tabs::TABS;
use super::*;
use crate::model::document::ORIGINAL;
use crate::model::markup::destination;

impl Writer<'_, '_> {
    pub(super) fn raw(&mut self, lines: &Lines) {
        let written = lines.text.as_str();
        for (part, named) in html::hidden_references(written) {
            self.hidden(named, &lines.place(&part));
        }
        for token in html::tokens(written) {
            match token {
                Token::Text(text) => self.raw_text(text, offset(text, written), lines),
                Token::Open {
                    name,
                    mut attributes,
                    closed,
                    range: tag,
                } => {
                    self.written(&name, &mut attributes);
                    let whole = self.restored(&written[tag.clone()]).into_owned();
                    self.open_raw(&name, &attributes, closed, &whole, &lines.place(&tag));
                }
                Token::Close { name, range: tag } => {
                    let whole = self.restored(&written[tag.clone()]).into_owned();
                    self.close_raw(&name, &whole, &lines.place(&tag));
                }
                Token::Comment {
                    unclosed: Some(beginning),
                } => {
                    let words = self.restored(&written[beginning.clone()]).into_owned();
                    self.comment_unclosed(&words, &lines.place(&beginning));
                }
                Token::Comment { unclosed: None } => {}
                Token::Declaration { range } => {
                    let whole = self.restored(&written[range.clone()]).into_owned();
                    self.declaration(&whole, &lines.place(&range));
                }
            }
        }
    }

    fn open_raw(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        closed: bool,
        written: &str,
        range: &Range<usize>,
    ) {
        if !is_element(name) {
            self.refuse_raw(name, attributes, range);
            let before = self.links.last().map(|link| link.text.len());
            self.plain(written);
            // What a tag says is neither the words of a link nor the address that it shows.
            if let (Some(link), Some(before)) = (self.links.last_mut(), before) {
                link.text.truncate(before);
                link.text.push_str(name);
            }
            return;
        }
        if !closed && !html::is_void(name) && self.is_too_deep(self.span(range)) {
            return;
        }
        if ends_sentence(name) {
            self.foreign.end_run();
        }
        while let Some(Open::Raw { name: open, .. }) = self.open.last()
            && html::is_ended_by(open, name)
        {
            self.close_last();
        }
        if name == "a" {
            return self.open_anchor(attributes, closed, range);
        }
        // A paragraph around an item or a cell says nothing, and stands where none may.
        if name == "p"
            && let Some(Open::Raw { name: open, .. }) = self.open.last()
            && html::holds_parts(open)
        {
            return self.open.push(Open::Raw {
                name: name.into(),
                close: "",
                unclosed: None,
            });
        }
        if self.makes_room(name, attributes, closed, range) {
            self.open_allowed(name, attributes, closed, range);
            self.resume_paragraph();
        }
    }

    /// Writes the start of an element that may stand here.
    fn open_allowed(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        closed: bool,
        range: &Range<usize>,
    ) {
        let class = attribute_of(attributes, "class").unwrap_or_default();
        if name == "span" && class.split(' ').any(|class| class == "sxs-lookup") {
            self.body.bilingual = true;
            self.originals += 1;
            self.push("<span class=\"sxs-lookup\"");
            self.push_original();
            self.open.push(Open::Raw {
                name: "sxs-lookup".into(),
                close: "</span>",
                unclosed: None,
            });
            return;
        }
        self.anchors(attributes, range);
        let mut tag = format!("<{name}");
        // No element may have more than a few.
        let mut written: Vec<&str> = Vec::new();
        for (key, value) in attributes {
            if html::is_allowed_attribute(name, key) {
                // Of two the first counts, as in a browser.
                if written.contains(&key.as_str()) {
                    continue;
                }
                written.push(key);
                tag.push_str(&format!(" {key}=\""));
                push_escaped(&mut tag, value);
                tag.push('"');
            } else if !html::is_noise(key) {
                self.found.push(
                    Diagnostic::warning(
                        "HTML-RAW",
                        self.input.path,
                        self.span(range),
                        format!("the attribute `{key}` is not allowed on `<{name}>`"),
                    )
                    .with_hint(format!("it is left out; write `<{name}>` without it")),
                );
            }
        }
        // A span without attributes of its own is a wrapper of some tool.
        if name == "span" && tag == "<span" {
            if !closed {
                self.open.push(Open::Raw {
                    name: name.into(),
                    close: "",
                    unclosed: None,
                });
            }
            return;
        }
        tag.push('>');
        if name == "table" {
            self.push("<div class=\"table\">");
            self.raw_tables.push(self.body.tables.len());
            self.body.tables.push(Table {
                has_heads: false,
                span: self.span(range),
            });
        }
        self.push(&tag);
        if html::is_void(name) {
            if name == "br" {
                self.note_words(" ");
            }
            return;
        }
        let close = close_tag(name);
        if closed {
            self.push(close);
        } else {
            self.open.push(Open::Raw {
                name: name.into(),
                close,
                unclosed: html::has_to_end(name).then(|| self.span(range)),
            });
            if attribute_of(attributes, "lang").is_some_and(|tag| !tag.is_empty()) {
                self.foreign.end_run();
                self.spoken.push(self.open.len());
            }
        }
    }

    /// Whether the innermost element holds words and no blocks.
    pub(super) fn is_in_raw_words(&self) -> bool {
        matches!(self.open.last(), Some(Open::Raw { name, .. }) if holds_words(name))
    }

    /// The end of a tag around an original.
    fn push_original(&mut self) {
        let (language, direction) = ORIGINAL;
        self.push(&format!(" lang=\"{language}\""));
        if self.input.language.direction() != direction {
            self.push(&format!(" dir=\"{direction}\""));
        }
        self.push(">");
    }

    /// `<a name>` is an anchor; `<a href>` is a link; both may be one.
    fn open_anchor(&mut self, attributes: &[(String, String)], closed: bool, range: &Range<usize>) {
        self.anchors(attributes, range);
        let to = attribute_of(attributes, "href").filter(|to| !to.is_empty());
        if closed {
            return;
        }
        match to {
            Some(to) if self.links.is_empty() => {
                let title = attribute_of(attributes, "title").unwrap_or_default();
                self.open_link(to, title, self.span(range));
                self.open.push(Open::Raw {
                    name: "a".into(),
                    close: "</a>",
                    unclosed: None,
                });
            }
            _ => self.open.push(Open::Raw {
                name: "a".into(),
                close: "",
                unclosed: None,
            }),
        }
    }

    /// The ids of an element, by its `id` and by its `name`, which older pages have in its place.
    pub(super) fn anchors(&mut self, attributes: &[(String, String)], range: &Range<usize>) {
        let id = attribute_of(attributes, "id");
        let name = attribute_of(attributes, "name").filter(|name| Some(*name) != id);
        let span = self.span(range);
        for anchor in [id, name].into_iter().flatten() {
            if self.is_authors(anchor, span, false) {
                self.anchor(anchor);
            }
        }
    }

    /// A further id: of a heading, or in the text.
    pub(super) fn anchor(&mut self, id: &str) {
        if id.is_empty() || id.contains(char::is_whitespace) {
            return;
        }
        if let Some(heading) = self.headings.last_mut().filter(|heading| heading.is_title) {
            heading.anchors.push(id.to_owned());
            return;
        }
        if !self.slugs.take(id) {
            return;
        }
        self.push("<span id=\"");
        push_escaped(&mut self.sink.html, id);
        self.push("\"></span>");
        self.body.anchors.push(id.to_owned());
    }

    fn close_raw(&mut self, name: &str, written: &str, range: &Range<usize>) {
        if !is_element(name) {
            // The start was shown as text and reported; the end is shown too.
            return self.plain(written);
        }
        if html::is_void(name) {
            return;
        }
        let matching = |open: &Open| match open {
            Open::Raw { name: open, .. } => {
                open == name || (name == "span" && open == "sxs-lookup")
            }
            _ => false,
        };
        let reachable = self
            .open
            .iter()
            .rev()
            .take_while(|open| matches!(open, Open::Raw { .. }))
            .position(matching);
        match reachable {
            Some(depth) => self.close(depth),
            // `</a>` behind `<a id="x"/>`, and wrappers that Markdown closed, mean nothing.
            None if matches!(name, "a" | "span" | "p") => {}
            None => self.closes_nothing("HTML-RAW", self.span(range), written),
        }
    }

    /// Finds a comment that hides all that follows.
    fn comment_unclosed(&mut self, written: &str, range: &Range<usize>) {
        let message = format!("`{written}` has no end, so readers see nothing of what follows");
        let hint = "write `-->` where it ends, or `\\<` if the text is meant";
        let found = Diagnostic::warning("HTML-RAW", self.input.path, self.span(range), message);
        self.found.push(found.with_hint(hint.to_owned()));
    }

    /// What XML or a template says to a program. It is shown, for nothing that an author wrote is dropped in
    /// silence; what says at the very top that the file is XML is no part of the text.
    fn declaration(&mut self, written: &str, range: &Range<usize>) {
        let ends =
            |&(at, c): &(usize, char)| at > 24 || c.is_whitespace() || matches!(c, '>' | '[' | '?');
        let end = written.char_indices().skip(3).find(ends);
        let word = &written[..end.map_or(written.len(), |(at, _)| at)];
        let is_top = self.prepared.text[..range.start].trim().is_empty();
        let is_head = matches!(&*word.to_ascii_lowercase(), "<?xml" | "<!doctype");
        let is_left_out = is_top && is_head && !written.contains(['[', '\n']);
        let (what, hint) = match is_left_out {
            true => ("left out", "delete it: the page is Markdown".to_owned()),
            false => (
                "shown as text",
                format!(
                    "write `\\{word}` if the text is meant; `<!-- … -->` hides what is for authors"
                ),
            ),
        };
        let message = format!("`{word}` is {what}");
        let found = Diagnostic::warning("HTML-RAW", self.input.path, self.span(range), message);
        self.found.push(found.with_hint(hint));
        if !is_left_out {
            self.plain(written);
        }
    }

    /// Finds an end of what is not open.
    pub(super) fn closes_nothing(&mut self, code: &'static str, span: Span, written: &str) {
        let message = format!("`{written}` closes nothing");
        let found = Diagnostic::warning(code, self.input.path, span, message);
        let hint = "remove it, or open what it closes in the same list item or quotation";
        self.found.push(found.with_hint(hint.to_owned()));
    }

    /// Finds an element that is shown as text.
    pub(super) fn refuse_raw(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        range: &Range<usize>,
    ) {
        let message = format!("`<{name}>` is shown as text");
        let hint = match instead_of(name, attributes) {
            Some(instead) => format!("{instead}; `\\<{name}>` if the text is meant"),
            None => format!(
                "write `\\<{name}>` if the text is meant; anchors, `br`, `sub`, `sup`, `kbd`, `abbr`, `ruby`, `details`, `div`, `span`, lists and tables may stand in Markdown"
            ),
        };
        let found = Diagnostic::warning("HTML-RAW", self.input.path, self.span(range), message);
        self.found.push(found.with_hint(hint));
    }

    /// Closes the innermost raw element or directive.
    pub(super) fn close_last(&mut self) {
        let closed = self.open.pop();
        self.end_spoken();
        match closed {
            Some(Open::Raw {
                name,
                close,
                unclosed,
            }) => {
                self.note_unclosed("HTML-RAW", unclosed, || {
                    [format!("<{name}>"), format!("</{name}>")]
                });
                if name == "sxs-lookup" {
                    self.originals = self.originals.saturating_sub(1);
                }
                if name == "a" && !close.is_empty() {
                    return self.end_link();
                }
                self.push(close);
                if ends_sentence(&name) {
                    self.foreign.end_run();
                }
                if name == "table" && !close.is_empty() {
                    self.raw_tables.pop();
                    self.push("</div>\n");
                }
                self.resume_paragraph();
            }
            Some(Open::Directive { name, unclosed }) => {
                let ends = || match name.as_str() {
                    TABS => ["# […](#tab/…)", "---"].map(str::to_owned),
                    FIGURE => [":::image:::", ":::image-end:::"].map(str::to_owned),
                    name => [format!(":::{name}:::"), format!(":::{name}-end:::")],
                };
                self.note_unclosed("MD-PAIR", unclosed, ends);
                self.push(match name.as_str() {
                    FIGURE => "</figcaption></figure>\n",
                    _ => "</div>\n",
                });
            }
            Some(Open::Markdown) | None => {}
        }
    }

    /// Closes what is so deep in what is open, by its own end.
    pub(super) fn close(&mut self, depth: usize) {
        for _ in 0..depth {
            self.close_last();
        }
        if let Some(Open::Raw { unclosed, .. } | Open::Directive { unclosed, .. }) =
            self.open.last_mut()
        {
            *unclosed = None;
        }
        self.close_last();
    }

    /// Finds what begins at `unclosed` and has no end; `ends` says how both are written.
    fn note_unclosed(
        &mut self,
        code: &'static str,
        unclosed: Option<Span>,
        ends: impl FnOnce() -> [String; 2],
    ) {
        // Of those that are too deep, the ends are missing with them.
        if let Some(span) = unclosed
            && !self.found_depth
        {
            let [begin, end] = ends();
            let message = format!("`{begin}` is never closed");
            let hint = format!(
                "write `{end}` where it ends, in the same list item or quotation; here it ends with what is around it"
            );
            let found = Diagnostic::warning(code, self.input.path, span, message);
            self.found.push(found.with_hint(hint));
        }
    }

    /// Closes whatever raw HTML was left open inside the element of Markdown that ends.
    pub(super) fn close_to_markdown(&mut self) {
        while !matches!(self.open.last(), Some(Open::Markdown) | None) {
            self.close_last();
        }
        self.open.pop();
        self.end_spoken();
    }

    /// Forgets the elements that said their language and are closed.
    fn end_spoken(&mut self) {
        let open = self.open.len();
        self.spoken.retain(|&depth| depth <= open);
    }

    /// An inline wrapper that was left open does not swallow the blocks that follow.
    pub(super) fn end_inline_raw_before(&mut self, tag: &Tag<'_>) {
        let block = matches!(
            tag,
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::List(_)
                | Tag::Table(_)
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
        );
        while block
            && let Some(Open::Raw { name, .. }) = self.open.last()
            && holds_words(name)
        {
            self.close_last();
        }
    }
}

/// Whether an element holds words and no blocks.
pub(super) fn holds_words(name: &str) -> bool {
    matches!(
        name,
        "a" | "label"
            | "span"
            | "sxs-lookup"
            | "p"
            | "sub"
            | "sup"
            | "kbd"
            | "abbr"
            | "ruby"
            | "rt"
            | "rp"
            | "b"
            | "del"
            | "i"
            | "em"
            | "strong"
            | "code"
            | "summary"
    )
}

/// What an author writes instead of an element that is not in the closed list, where Markdown or the portal has it.
fn instead_of(name: &str, attributes: &[(String, String)]) -> Option<String> {
    let source = || attribute_of(attributes, "src").filter(|source| !source.is_empty());
    Some(match name {
        "img" => {
            let alt = attribute_of(attributes, "alt").filter(|alt| !alt.is_empty());
            let alt = alt.unwrap_or("what it shows");
            let source = destination(source().unwrap_or("picture.png"));
            format!("write `![{alt}]({source})`")
        }
        "iframe" | "video" => format!("write `[!VIDEO {}]`", source().unwrap_or("address")),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name[1..].parse().unwrap_or(2);
            format!("write `{} ` before the words", "#".repeat(level))
        }
        "blockquote" => "write `> ` before each line".to_owned(),
        "s" | "strike" => "write `~~` around the words".to_owned(),
        "big" | "center" | "font" | "ins" | "mark" | "small" | "u" => {
            "leave the tags out: `**` or `*` around words stresses them".to_owned()
        }
        "script" | "style" => {
            "leave it out: pages run nothing, and the theme says how they look".to_owned()
        }
        _ => return None,
    })
}

/// Whether no sentence goes on behind the tags of an element.
fn ends_sentence(name: &str) -> bool {
    !holds_words(name) || matches!(name, "p" | "summary")
}

fn attribute_of<'v>(attributes: &'v [(String, String)], name: &str) -> Option<&'v str> {
    let found = attributes.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

/// The end tag of an element of the closed list.
fn close_tag(name: &str) -> &'static str {
    match name {
        "abbr" => "</abbr>",
        "b" => "</b>",
        "caption" => "</caption>",
        "code" => "</code>",
        "colgroup" => "</colgroup>",
        "del" => "</del>",
        "details" => "</details>",
        "div" => "</div>",
        "em" => "</em>",
        "i" => "</i>",
        "kbd" => "</kbd>",
        "li" => "</li>",
        "ol" => "</ol>",
        "p" => "</p>",
        "pre" => "</pre>",
        "rp" => "</rp>",
        "rt" => "</rt>",
        "ruby" => "</ruby>",
        "span" => "</span>",
        "strong" => "</strong>",
        "sub" => "</sub>",
        "summary" => "</summary>",
        "sup" => "</sup>",
        "table" => "</table>",
        "tbody" => "</tbody>",
        "td" => "</td>",
        "tfoot" => "</tfoot>",
        "th" => "</th>",
        "thead" => "</thead>",
        "tr" => "</tr>",
        "ul" => "</ul>",
        _ => "",
    }
}
