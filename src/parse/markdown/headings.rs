//! Headings: their anchors, the title of the page, questions that open.

use super::*;

/// Where the words of a title go, no fact is filled in: menus, lists, search, other pages.
const TITLE: &str = "the title of a page";

impl Writer<'_, '_> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &[pulldown_cmark::CowStr<'_>],
        range: &Range<usize>,
    ) {
        self.note_underline(range);
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
            .filter(|id| self.is_authors(id, span, true));
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

    /// Whether an author may give `id` to something, perhaps a heading; finds it where it is one of the page's own, or
    /// that of another place.
    pub(super) fn is_authors(&mut self, id: &str, span: Span, of_heading: bool) -> bool {
        let (message, hint) = if is_ours(id) {
            (
                format!("the id `{id}` is one that the page itself uses"),
                "choose another one; links to this one lead to a part of the page, not to here",
            )
        } else if self.is_elsewhere(id, span) {
            (
                format!("the id `{id}` is given twice"),
                "choose another one for this place; links to this one lead to the first",
            )
        } else if self.is_of_words(id, of_heading) {
            (
                format!("the id `{id}` is the one of a heading with these words"),
                "choose another one for this place; links to this one lead to that heading",
            )
        } else {
            return true;
        };
        let found = Diagnostic::warning("FM-DUPID", self.input.path, span, message);
        self.found.push(found.with_hint(hint.to_owned()));
        false
    }

    /// Whether `id` was given before, and not to the same place: a heading and an anchor above or in it often share one.
    /// Learn writes the words of the source into the headings of a translation, equal ones into equal headings: nobody
    /// gave these.
    fn is_elsewhere(&mut self, id: &str, span: Span) -> bool {
        let end = self.offset_of(span.end);
        let in_heading = !self.headings.is_empty();
        let before = self.given.insert(id.to_owned(), (end, in_heading));
        let before = before.filter(|(_, in_other)| !(in_heading && *in_other));
        before.is_some_and(|(before, _)| self.are_apart(before, span))
    }

    /// Whether a heading above has `id` from its words, and this place is not in its part. In headings Learn writes the
    /// words of the source.
    fn is_of_words(&self, id: &str, of_heading: bool) -> bool {
        let headings = self.body.headings.len() + usize::from(of_heading);
        let heading = self.automatic.get(id).filter(|_| self.headings.is_empty());
        heading.is_some_and(|heading| *heading < headings)
    }

    /// A place of the file in the text that is read.
    fn offset_of(&self, place: u32) -> usize {
        (place as usize).saturating_sub(self.input.offset)
    }

    /// Whether something is shown between what ends at `before` and what stands at `span`.
    fn are_apart(&self, before: usize, span: Span) -> bool {
        /// Bytes of HTML between two anchors of one place.
        const NEAR: usize = 400;
        let between = before..self.offset_of(span.start);
        let between = self.input.text.get(between).unwrap_or_default();
        let mut in_tag = false;
        let has_words = between.chars().take(NEAR).any(|letter| {
            in_tag = letter == '<' || in_tag && letter != '>';
            !in_tag && letter.is_alphanumeric()
        });
        has_words || between.len() > NEAR
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
            id: id.as_str().into(),
            named,
            text: text.into(),
            span: heading.span,
        });
        if !named {
            self.automatic.insert(id, self.body.headings.len());
        }
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
    fn end_title(&mut self, heading: OpenHeading, text: String) {
        let words = std::mem::replace(&mut self.sink, self.outer.pop().unwrap_or_default());
        for (_, hole) in &words.holes {
            if let Hole::Fact(name) = hole {
                let (path, span) = (self.input.path, name.span);
                let found = learn::not_filled(&name.value, TITLE, path, span);
                self.found.push(found);
            }
        }
        let mut anchors = heading.anchors;
        let own = heading.id.unwrap_or_else(|| {
            let id = slug(&text);
            self.automatic.insert(id.clone(), 0);
            id
        });
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
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
