//! Elements of Markdown: paragraphs, headings, alerts, code, tables, links, pictures.

use super::*;

/// Where the words of a title go, no fact is filled in: menus, lists, search, other pages.
const TITLE: &str = "the title of a page";

/// About as many bytes of text as the first screen of a phone or a small window holds, with what stands
/// above the text.
const FIRST_SCREEN: usize = 1500;

/// How a link to another site begins, up to where another class goes.
pub(super) const EXTERNAL: &str = "<a class=\"external";

impl Writer<'_, '_> {
    pub(super) fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if !matches!(
            tag,
            Tag::Image { .. } | Tag::HtmlBlock | Tag::MetadataBlock(_)
        ) {
            self.end_inline_raw_before(&tag);
            self.open.push(Open::Markdown);
        }
        if is_block(&tag.to_end()) {
            self.foreign.end_run();
        }
        match tag {
            Tag::Paragraph => {
                self.note_lines(&range);
                let before = self.sink.mark();
                self.push("<p>");
                self.paragraph = Some((before, self.sink.mark()));
                self.paragraph_depth = self.open.len();
            }
            Tag::Heading {
                level, id, classes, ..
            } => self.start_heading(level, id.as_deref(), &classes, &range),
            Tag::BlockQuote(_) => self.start_quote(&range),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        self.note_fence(&range);
                        let word = info.split([' ', ',', '{']).next().unwrap_or_default();
                        self.restored(word).into_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(start)) => {
                self.sink
                    .html
                    .push_str(&format!("<ol start=\"{start}\">\n"));
            }
            Tag::List(None) => self.push("<ul>\n"),
            Tag::Item => {
                let rest = self.prepared.text[range.start..range.end]
                    .trim_start_matches(|c: char| c.is_ascii_digit() || " -*+.)\t".contains(c));
                let task = ["[ ]", "[x]", "[X]"]
                    .iter()
                    .any(|mark| rest.starts_with(mark));
                self.push(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::FootnoteDefinition(label) => {
                let number = self.footnote(&label);
                let mark = range.start..range.start + "[^]:".len() + label.len();
                let mark = mark.start..mark.end.min(range.end);
                self.footnotes[number].written = Some(self.span(&mark));
                self.footnote_stack.push(number);
                self.outer.push(std::mem::take(&mut self.sink));
            }
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => {
                self.tables.push(OpenTable {
                    number: self.body.tables.len(),
                    alignments,
                    column: 0,
                    in_head: false,
                });
                self.push("<div class=\"table\"><table>\n");
            }
            Tag::TableHead => {
                let span = self.span_of_line(&range);
                if let Some(table) = self.tables.last_mut() {
                    (table.column, table.in_head) = (0, true);
                    self.body.tables.push(Table {
                        has_heads: false,
                        span,
                    });
                }
                self.push("<thead>\n<tr>");
            }
            Tag::TableRow => {
                if let Some(table) = self.tables.last_mut() {
                    (table.column, table.in_head) = (0, false);
                }
                self.push("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title, &range),
            Tag::Image {
                dest_url, title, ..
            } => {
                self.not_filled(&title, "the title of a picture");
                let image = OpenImage {
                    src: self.restored(&dest_url).into_owned(),
                    title: self.restored(&title).into_owned(),
                    alt: String::new(),
                    span: self.span(&range),
                };
                self.images.push(image);
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        if !matches!(
            tag,
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)
        ) {
            self.close_to_markdown();
        }
        if is_block(&tag) {
            self.foreign.end_run();
        }
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => {
                let alert = self.alerts.pop().unwrap_or_default();
                self.push(if alert { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::FootnoteDefinition => {
                let outer = self.outer.pop().unwrap_or_default();
                let sink = std::mem::replace(&mut self.sink, outer);
                if let Some(number) = self.footnote_stack.pop() {
                    self.footnotes[number].sink = sink;
                }
            }
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => {
                self.tables.pop();
                self.push("</tbody>\n</table></div>\n");
            }
            TagEnd::TableHead => self.push("</tr>\n</thead>\n<tbody>\n"),
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                let head = self.tables.last().is_some_and(|table| table.in_head);
                self.push(if head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            TagEnd::HtmlBlock => {
                let block = std::mem::take(&mut self.block);
                self.raw(&block);
            }
            TagEnd::MetadataBlock(_) => {}
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let Some((before, inside)) = self.paragraph.take() else {
            return self.push("</p>\n");
        };
        // A paragraph that held only an alert's mark or a directive was never one.
        if self.sink.mark() == inside && before.holes == inside.holes {
            self.sink.html.truncate(before.bytes);
        } else {
            self.push("</p>\n");
        }
    }

    /// Leaves the paragraph around something that is a block; says whether one was open and empty.
    pub(super) fn leave_paragraph(&mut self) -> bool {
        let Some((before, inside)) = self.paragraph else {
            return false;
        };
        let empty = self.sink.mark() == inside && before.holes == inside.holes;
        if empty {
            self.sink.html.truncate(before.bytes);
        }
        empty
    }

    /// Takes the paragraph up again behind a block, so that its end finds it empty.
    pub(super) fn reenter_paragraph(&mut self) {
        let before = self.sink.mark();
        self.push("<p>");
        self.paragraph = Some((before, self.sink.mark()));
        self.paragraph_depth = self.open.len();
    }

    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &[pulldown_cmark::CowStr<'_>],
        range: &Range<usize>,
    ) {
        let level = level as u8;
        let top = self.open.len() == 1;
        let is_title = level == 1 && top && !self.started && self.title.is_none();
        let ends_question = level <= 2 || (level == 3 && self.in_group);
        if self.input.kind == Kind::Faq && top && ends_question && !is_title {
            self.end_question();
        }
        let span = self.span_of_line(range);
        let mark = self.sink.mark();
        let id = id
            .map(|id| self.restored(id).into_owned())
            .filter(|id| self.is_authors(id, span));
        let classes = classes.iter().map(|class| self.restored(class));
        let classes: Vec<Cow<'_, str>> = classes.collect();
        self.headings.push(OpenHeading {
            level,
            mark,
            text: String::new(),
            id,
            class: classes.join(" "),
            span,
            is_title,
            anchors: Vec::new(),
            original: String::new(),
        });
        if is_title {
            self.outer.push(std::mem::take(&mut self.sink));
        }
    }

    /// Whether an author may give `id` to something; finds it where it is one of the page's own.
    pub(super) fn is_authors(&mut self, id: &str, span: Span) -> bool {
        if !is_ours(id) {
            return true;
        }
        let message = format!("the id `{id}` is one that the page itself uses");
        let found = Diagnostic::warning("FM-DUPID", self.input.path, span, message);
        let hint = "choose another one; links to this one lead to a part of the page, not to here";
        self.found.push(found.with_hint(hint.to_owned()));
        false
    }

    pub(super) fn end_heading(&mut self) {
        let Some(mut heading) = self.headings.pop() else {
            return;
        };
        let text = Some(one_line(&heading.text)).filter(|text| !is_blank(text));
        let text = text.unwrap_or_default();
        if heading.is_title {
            let title = self.input.title.map(one_line);
            if text.is_empty() || title.is_none_or(|title| title == text) {
                return self.end_title(heading, text);
            }
            self.keep_heading(&mut heading);
        }
        let (id, named) = match &heading.id {
            Some(id) if self.slugs.take(id) => (id.clone(), true),
            _ => (self.slugs.for_heading(&text), false),
        };
        // The title is the one heading of level one; others are drawn a level down and reported.
        let shown = heading.level.max(2);
        let number = u32::try_from(self.body.headings.len()).unwrap_or(u32::MAX);
        let top = self.input.kind == Kind::Faq && self.open.is_empty();
        if top && heading.level == 2 {
            self.in_group = self.next_heading == Some(3);
        }
        let question = top && heading.level == if self.in_group { 3 } else { 2 };
        let mut tag = match question {
            true => "<details class=\"question\" id=\"".to_owned(),
            false => format!("<h{shown} id=\""),
        };
        let id_at = tag.len();
        tag.push('"');
        if question {
            self.question_open = true;
            tag.push_str(&format!("><summary><h{shown}"));
        }
        if !heading.class.is_empty() {
            tag.push_str(&format!(" class=\"{}\"", escaped(&heading.class)));
        }
        tag.push('>');
        let start = heading.mark;
        self.sink.insert(start, &tag);
        // The last one first: what stands before it is moved by neither.
        self.sink
            .insert_hole(start.plus(tag.len()), Hole::Heading(number));
        self.sink.insert_hole(start.plus(id_at), Hole::Id(number));
        self.push(&if question {
            format!("</h{shown}></summary>\n")
        } else {
            format!("</h{shown}>\n")
        });
        self.body.headings.push(Heading {
            level: heading.level,
            id: id.into(),
            named,
            text: text.into(),
            span: heading.span,
        });
    }

    /// What looked like the title says something else: it goes back into the text.
    fn keep_heading(&mut self, heading: &mut OpenHeading) {
        let words = std::mem::replace(&mut self.sink, self.outer.pop().unwrap_or_default());
        heading.mark = self.sink.mark();
        self.sink.append(words);
        for anchor in std::mem::take(&mut heading.anchors) {
            self.anchor(&anchor);
        }
    }

    /// The title leaves the text with its original; its anchors stay at the top.
    pub(super) fn end_title(&mut self, heading: OpenHeading, text: String) {
        let words = std::mem::replace(&mut self.sink, self.outer.pop().unwrap_or_default());
        for (_, hole) in &words.holes {
            if let Hole::Fact(name) = hole {
                let (path, span) = (self.input.path, name.span);
                let found = learn::not_filled(&name.value, TITLE, path, span);
                self.found.push(found);
            }
        }
        let mut anchors = heading.anchors;
        let own = heading.id.unwrap_or_else(|| slug(&text));
        if !own.is_empty() {
            anchors.insert(0, own);
        }
        for anchor in anchors {
            self.anchor(&anchor);
        }
        heading
            .original
            .trim()
            .clone_into(&mut self.body.original_title);
        self.title = Some(Spanned::new(text, heading.span));
    }

    pub(super) fn end_question(&mut self) {
        if std::mem::take(&mut self.question_open) {
            self.push("</details>\n");
        }
    }

    /// Finds a fence without an end: what follows is shown as code.
    fn note_fence(&mut self, range: &Range<usize>) {
        let text = &self.prepared.text[range.clone()];
        let Some(sign) = text.chars().next() else {
            return;
        };
        let width = text.len() - text.trim_start_matches(sign).len();
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let last = rest.trim_end().lines().next_back().unwrap_or_default();
        let end = last.trim_start_matches(['>', ' ', '\t']);
        let is_closed = end.len() >= width && end.chars().all(|c| c == sign);
        if !is_closed {
            let span = self.span(&(range.start..range.start + first.trim_end().len()));
            let (rest, place) = self.reach_of_code(range.start);
            let message = format!("this fence of code has no end, so {rest} is code");
            let hint = format!("write {} in a line below the code{place}", &text[..width]);
            let found = Diagnostic::warning("MD-PAIR", self.input.path, span, message);
            self.found.push(found.with_hint(hint));
        }
    }

    /// What becomes code of a fence at `at` that has no end, and where the end has to stand.
    fn reach_of_code(&self, at: usize) -> (&'static str, &'static str) {
        let blocks = self.open.iter();
        let blocks = blocks.filter(|open| matches!(open, Open::Markdown));
        // The block of code is one itself.
        if blocks.count() < 2 {
            return ("all that follows", "");
        }
        let before = self.prepared.text[..at].rsplit('\n').next();
        let before = before.unwrap_or_default();
        let marks = before.trim_end();
        let is_quoted = marks.ends_with('>') && before.len() - marks.len() < 2;
        match (is_quoted, self.footnote_stack.is_empty()) {
            (true, _) => ("the rest of its quotation", ", behind `>`"),
            (_, false) => ("the rest of its note", ", as far in as the code"),
            _ => ("the rest of its list item", ", as far in as the code"),
        }
    }

    pub(super) fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else {
            return;
        };
        let code = self.restored(&code).into_owned();
        self.push("<pre class=\"code\" tabindex=\"0\"");
        if !language.is_empty() {
            self.push(" data-lang=\"");
            push_escaped(&mut self.sink.html, &language);
            self.push("\"");
        }
        self.push("><code>");
        highlight::highlight(&mut self.sink.html, &code, &language, &mut self.colours);
        self.push("</code></pre>\n");
    }

    pub(super) fn start_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            _ => "",
        };
        table.column += 1;
        let tag = if table.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        };
        self.push(tag);
        self.push(class);
        self.push(">");
    }

    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        to: &str,
        title: &str,
        range: &Range<usize>,
    ) {
        self.not_filled(to, "the address of a link");
        self.not_filled(title, "the title of a link");
        let to = self.restored(to).into_owned();
        let title = self.restored(title).into_owned();
        let to = match link_type {
            LinkType::Email => format!("mailto:{to}"),
            _ => to,
        };
        if link_type == LinkType::Inline && to.trim().is_empty() && self.originals == 0 {
            self.note_empty_address(range);
        }
        let source = &self.prepared.text[range.clone()];
        // In code, and in a link of HTML, an address is no link unless its author says so.
        let is_bare =
            matches!(link_type, LinkType::Autolink | LinkType::Email) && !source.starts_with('<');
        if is_bare && (!self.links.is_empty() || self.is_in_raw_code()) {
            return self.links.push(OpenLink::default());
        }
        // Most links end with their address.
        let last = source
            .strip_suffix(')')
            .and_then(|source| source.strip_suffix(to.as_str()));
        let span = match last.map(str::len).or_else(|| source.rfind(&to)) {
            Some(at) => self.span(&(range.start + at..range.start + at + to.len())),
            None => self.span(range),
        };
        self.open_link(&to, &title, span);
    }

    /// Opens a link, or nothing where its address may not stand in a page.
    pub(super) fn open_link(&mut self, to: &str, title: &str, span: Span) {
        let number = match address::check(to, self.input.path, span) {
            Ok(()) => Some(self.noted.links.len()),
            Err(diagnostic) => {
                self.found.push(*diagnostic);
                None
            }
        };
        self.links.push(OpenLink {
            number,
            begin: self.sink.mark(),
            text: String::new(),
            has_image: false,
        });
        let Some(number) = number else {
            return;
        };
        self.noted.links.push(Link {
            to: to.to_owned(),
            text: String::new(),
            span,
        });
        if address::is_external(to) {
            self.push(EXTERNAL);
            self.push("\" href=\"");
            push_escaped(&mut self.sink.html, to);
        } else {
            self.push("<a href=\"");
            self.sink
                .hole(Hole::Href(u32::try_from(number).unwrap_or(u32::MAX)));
        }
        self.push("\"");
        if !title.is_empty() {
            self.push(" title=\"");
            push_escaped(&mut self.sink.html, title);
            self.push("\"");
        }
        self.push(">");
    }

    pub(super) fn end_link(&mut self) {
        let Some(link) = self.links.pop() else {
            return;
        };
        let Some(number) = link.number else {
            // What is no link may stand in one.
            if let Some(outer) = self.links.last_mut() {
                outer.text.push_str(&link.text);
                outer.has_image |= link.has_image;
            }
            return;
        };
        self.push("</a>");
        let mut text = link.text.trim().to_owned();
        // On paper, the address of a link stands behind its words, unless these are the address.
        let opened = self.sink.html.get(link.begin.bytes..).unwrap_or_default();
        if opened.starts_with(EXTERNAL) && is_address(&text, &self.noted.links[number].to) {
            self.sink.insert(link.begin.plus(EXTERNAL.len()), " bare");
        }
        if is_blank(&text) {
            text = if link.has_image { " " } else { "" }.into();
        }
        self.noted.links[number].text = text;
    }

    pub(super) fn end_image(&mut self) {
        let Some(image) = self.images.pop() else {
            return;
        };
        let alt = image.alt.trim().to_owned();
        self.note_words(&alt);
        if let Some(link) = self.links.last_mut() {
            link.has_image |= !alt.is_empty();
        }
        let decorative = image.title == "decorative";
        let alt = (!is_blank(&alt)).then_some(alt);
        if self.images.is_empty()
            && let Some(video) = self.video.take()
        {
            return self.poster(video, image.src, alt, image.span);
        }
        self.image(image.src, alt, decorative, &image.title, image.span);
    }

    pub(super) fn image(
        &mut self,
        src: String,
        alt: Option<String>,
        decorative: bool,
        title: &str,
        span: Span,
    ) {
        if address::is_external(&src) {
            match address::check(&src, self.input.path, span) {
                Ok(()) => self.remote_image(src.trim_start(), alt.as_deref(), span),
                Err(diagnostic) => self.found.push(*diagnostic),
            }
            return;
        }
        let shown = alt.clone().unwrap_or_default();
        self.picture(
            Image {
                src,
                alt,
                decorative,
                span,
            },
            &shown,
            title,
        );
    }

    /// A picture of the portal, with the words that are `shown` where it is not.
    pub(super) fn picture(&mut self, image: Image, shown: &str, title: &str) {
        if image.alt.is_some() {
            self.note_head();
        }
        self.push("<img src=\"");
        let number = u32::try_from(self.body.images.len()).unwrap_or(u32::MAX);
        self.sink.hole(Hole::Src(number));
        self.push("\" alt=\"");
        push_escaped(&mut self.sink.html, shown);
        self.push("\"");
        if !title.is_empty() && !image.decorative {
            self.push(" title=\"");
            push_escaped(&mut self.sink.html, title);
            self.push("\"");
        }
        // What may be seen without scrolling is asked for with the page; the rest waits until it comes near.
        let near = self.body.images.is_empty()
            && (image.span.start as usize) < self.input.offset + FIRST_SCREEN;
        self.push(if near {
            " decoding=\"async\">"
        } else {
            " loading=\"lazy\" decoding=\"async\">"
        });
        self.body.images.push(image);
    }

    /// A picture on another host would tell that host who reads: it becomes a link.
    pub(super) fn remote_image(&mut self, src: &str, alt: Option<&str>, span: Span) {
        self.note_remote(src, span);
        let words = alt.unwrap_or(src);
        if self.links.is_empty() {
            self.open_link(src, "", span);
            self.plain(words);
            self.end_link();
        } else {
            self.plain(words);
        }
    }

    /// Finds a picture on another host.
    pub(super) fn note_remote(&mut self, src: &str, span: Span) {
        self.found.push(
            Diagnostic::warning(
                "AST-REMOTE",
                self.input.path,
                span,
                format!("the picture `{src}` stands on another host"),
            )
            .with_hint("a page asks no other host for anything: it is shown as a link; put a copy below `assets/`".to_owned()),
        );
    }
}

/// Whether the words of a link are its address, with or without what a reader need not type.
fn is_address(text: &str, to: &str) -> bool {
    let typed = |address: &str| {
        let rest = ["https://", "http://"]
            .into_iter()
            .find_map(|scheme| address.strip_prefix(scheme));
        rest.unwrap_or(address).trim_end_matches('/').to_owned()
    };
    to.starts_with("http") && typed(text) == typed(to)
}

/// Whether an element is more than part of a sentence.
pub(super) fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
