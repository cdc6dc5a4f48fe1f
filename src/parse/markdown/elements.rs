//! Elements of Markdown as they begin and end; paragraphs and tables with what they need.

use super::*;

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
            Tag::Paragraph => self.start_paragraph(&range),
            Tag::Heading {
                level, id, classes, ..
            } => self.start_heading(level, id.as_deref(), &classes, &range),
            Tag::BlockQuote(_) => self.start_quote(&range),
            Tag::CodeBlock(kind) => self.start_code(&kind, &range),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(start)) => {
                self.sink
                    .html
                    .push_str(&format!("<ol start=\"{start}\">\n"));
            }
            Tag::List(None) => self.push("<ul>\n"),
            Tag::Item => self.start_item(&range),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label, &range),
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => {
                self.note_definition(&range);
                self.push("<dd>");
            }
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_head(&range),
            Tag::TableRow => self.start_row(&range),
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
            } => self.start_picture(&dest_url, &title, &range),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn start_paragraph(&mut self, range: &Range<usize>) {
        self.note_lines(range);
        let before = self.sink.mark();
        self.push("<p>");
        self.paragraph = Some((before, self.sink.mark()));
        self.paragraph_depth = self.open.len();
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                self.note_fence(range);
                let word = info.split([' ', ',', '{']).next().unwrap_or_default();
                self.restored(word).into_owned()
            }
            CodeBlockKind::Indented => String::new(),
        };
        self.code = Some((language, String::new()));
    }

    fn start_item(&mut self, range: &Range<usize>) {
        let rest = self.prepared.text[range.start..range.end]
            .trim_start_matches(|c: char| c.is_ascii_digit() || " -*+.)\t".contains(c));
        let task = ["[ ]", "[x]", "[X]"]
            .iter()
            .any(|mark| rest.starts_with(mark));
        self.push(if task { "<li class=\"task\">" } else { "<li>" });
    }

    fn start_footnote(&mut self, label: &str, range: &Range<usize>) {
        let mark = range.start..range.start + "[^]:".len() + label.len();
        let mark = mark.start..mark.end.min(range.end);
        let number = self.define_footnote(label, self.span(&mark));
        self.footnote_stack.push(number);
        self.outer.push(std::mem::take(&mut self.sink));
    }

    fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.tables.push(OpenTable {
            number: self.body.tables.len(),
            alignments,
            column: 0,
            in_head: false,
        });
        self.push("<div class=\"table\"><table>\n");
    }

    fn start_head(&mut self, range: &Range<usize>) {
        let span = self.span_of_line(range);
        if let Some(table) = self.tables.last_mut() {
            (table.column, table.in_head) = (0, true);
            self.body.tables.push(Table {
                has_heads: false,
                span,
            });
        }
        self.push("<thead>\n<tr>");
    }

    fn start_row(&mut self, range: &Range<usize>) {
        if let Some(table) = self.tables.last_mut() {
            (table.column, table.in_head) = (0, false);
            let width = table.alignments.len();
            self.note_row(range, width);
        }
        self.push("<tr>");
    }

    fn start_picture(&mut self, address: &str, title: &str, range: &Range<usize>) {
        self.not_filled(title, "the title of a picture");
        let span = self.span(range);
        let title = self.restored(title).into_owned();
        let image = OpenImage {
            src: self.restored(address).into_owned(),
            title: self.seen(title, span),
            alt: String::new(),
            span,
        };
        self.images.push(image);
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
                    self.footnotes[number].sink.append(sink);
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

    fn start_cell(&mut self) {
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
