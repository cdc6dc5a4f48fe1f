//! The Learn dialect: what placeholders stand for.

use super::learn::Placeholder;
use super::videos::Words;
use super::*;
use crate::model::nearest::nearest;

impl Writer<'_, '_> {
    pub(super) fn placeholder(&mut self, number: usize, range: &Range<usize>) {
        let placeholder = self.prepared.placeholders[number].clone();
        let span = Span::new(placeholder.range.clone()).shifted(self.input.offset);
        // A line of its own may still be something else to Markdown: before `: …` it is a term.
        let shapes = shapes(&placeholder.meaning);
        if shapes && self.ends_here(&placeholder) {
            self.end_paragraph();
        } else if shapes && !self.is_at_block() {
            return self.plain(&self.input.text[placeholder.range]);
        }
        match placeholder.meaning {
            // In code, nothing is replaced.
            Meaning::Fact(_) if self.is_in_raw_code() => {
                self.plain(&self.input.text[placeholder.range]);
            }
            Meaning::Fact(name) => {
                self.note_words(&self.input.text[placeholder.range]);
                self.sink
                    .hole(Hole::Fact(Box::new(Spanned::new(name, span))));
            }
            Meaning::Include(path) => {
                let within = self.within(range, number);
                self.note_head();
                if within == Within::Blocks {
                    self.leave_paragraph();
                }
                self.sink
                    .hole(Hole::Include(Box::new(Include { path, within, span })));
                if within == Within::Blocks {
                    self.reenter_paragraph();
                }
            }
            Meaning::Video {
                url,
                title,
                captions,
                transcript,
            } => {
                let words = Words {
                    captions,
                    transcript,
                    span,
                };
                self.video(&url, title, words);
            }
            Meaning::Tab { title, id } => {
                let written = &self.input.text[placeholder.range];
                let at = written.find('[').map_or(0, |at| at + 1);
                let at = Span::new(at..at).start + span.start;
                self.tab(&title, &id, at, span);
            }
            Meaning::TabsEnd => self.end_tabs(),
            Meaning::Colon => {}
            Meaning::Unread => {
                let written = &self.input.text[placeholder.range];
                self.unread(written, span);
                self.plain(written);
            }
            Meaning::Directive { name, attributes } => {
                self.directive(&name, &attributes, span, range, number)
            }
        }
    }

    /// Whether the end of a directive stands below a paragraph, with nothing before it in its line but the mark
    /// of the quotation that both are in.
    fn ends_here(&self, placeholder: &Placeholder) -> bool {
        let is_end = matches!(&placeholder.meaning, Meaning::Directive { name, .. } if name.ends_with("-end"));
        let before = &self.input.text[..placeholder.range.start];
        let line = before.rsplit('\n').next().unwrap_or_default();
        let begins = line.trim_matches([' ', '\t', '>']).is_empty();
        is_end && begins && self.is_in_paragraph() && !self.is_at_block()
    }

    /// Whether a paragraph is open with nothing in it that is.
    fn is_in_paragraph(&self) -> bool {
        self.paragraph.is_some() && self.open.len() == self.paragraph_depth
    }

    /// What an include stands in. It is a block of its own where nothing stands before it in its paragraph
    /// and nothing behind it in its line: the mark of a list's item may.
    fn within(&self, range: &Range<usize>, number: usize) -> Within {
        let is_plain = self.open.len() == self.paragraph_depth;
        match self.paragraph {
            _ if !self.headings.is_empty() => Within::Words,
            None if self.is_in_raw_words() => Within::Words,
            None => Within::Item,
            Some(_) if self.is_at_block() && self.ends_line(range, number) => Within::Blocks,
            Some(_) if is_plain => Within::Paragraph,
            Some(_) => Within::Words,
        }
    }

    /// Whether nothing stands behind a placeholder, the first of `range`, in its line.
    fn ends_line(&self, range: &Range<usize>, number: usize) -> bool {
        let line = self.prepared.text[range.start..].lines().next();
        let mark = format!("{}{number}{}", learn::OPEN, learn::CLOSE);
        let rest = line.unwrap_or_default().trim_start().strip_prefix(&*mark);
        rest.is_some_and(|rest| rest.trim().is_empty())
    }

    /// Whether a placeholder is all that its line holds.
    pub(super) fn is_alone(&self, range: &Range<usize>, number: usize) -> bool {
        // A line may hold very many, and is looked through for the first alone.
        if !self.is_at_block() {
            return false;
        }
        let text = &self.prepared.text;
        let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[range.start..]
            .find('\n')
            .map_or(text.len(), |at| range.start + at);
        let line = text[line_start..line_end].trim_matches([' ', '\t', '>']);
        line == format!("{}{number}{}", learn::OPEN, learn::CLOSE)
    }

    /// Whether a block may stand here: at the beginning of a paragraph, and in nothing that is within it.
    pub(super) fn is_at_block(&self) -> bool {
        let empty = |(_, inside): (Mark, Mark)| inside == self.sink.mark();
        self.paragraph.is_some_and(empty) && self.open.len() == self.paragraph_depth
    }

    pub(super) fn directive(
        &mut self,
        name: &str,
        attributes: &[Attribute],
        span: Span,
        range: &Range<usize>,
        number: usize,
    ) {
        let value = |key: &str| {
            let found = attributes.iter().find(|attribute| attribute.name == key);
            found.map(|attribute| attribute.value.as_str())
        };
        match name {
            "no-loc" => self.plain(value("text").unwrap_or_default()),
            "image" => {
                let alone = self.is_alone(range, number);
                self.figure(attributes, span, alone);
            }
            "image-end" => self.end_figure(span),
            "row" | "column" | "zone" | "steps" | "moniker" if self.is_too_deep(span) => {}
            "zone" => {
                let pivot = value("pivot").map(pivots).unwrap_or_default();
                self.zone(&pivot, span, number);
            }
            "row" | "column" | "steps" | "moniker" => {
                self.leave_paragraph();
                // What opens here is closed by its own end, not by the paragraph it was read in.
                let paragraph = self.open.pop();
                if name == "column" {
                    self.close_directive("column");
                }
                // A column ends with the next one, too, and with its row.
                let unclosed = (name != "column").then_some(span);
                self.open_directive(name, &format!("<div class=\"{name}\">\n"), unclosed);
                self.open.extend(paragraph);
                self.reenter_paragraph();
            }
            "row-end" | "column-end" | "zone-end" | "steps-end" | "moniker-end" => {
                self.leave_paragraph();
                let paragraph = self.open.pop();
                if !self.close_directive(name.trim_end_matches("-end")) && !self.found_depth {
                    self.closes_nothing("MD-PAIR", span, &format!(":::{name}:::"));
                }
                if name == "zone-end" && self.ends_zones(number) && self.is_open(ZONES) {
                    self.close_directive(ZONES);
                }
                self.open.extend(paragraph);
                self.reenter_paragraph();
            }
            _ => {
                self.note_attributes(name, attributes);
                // No sentence holds a block.
                let is_within =
                    !self.is_at_block() && (self.paragraph.is_some() || !self.headings.is_empty());
                if is_within {
                    self.within_words(name, span);
                }
                if is_within && !self.is_in_paragraph() {
                    let at =
                        span.start - self.input.offset as u32..span.end - self.input.offset as u32;
                    return self.plain(&self.input.text[at.start as usize..at.end as usize]);
                }
                let paragraph = self.paragraph.is_some();
                if is_within {
                    self.end_paragraph();
                } else if paragraph {
                    self.leave_paragraph();
                }
                let attributes = attributes.iter().map(|attribute| {
                    let span = Span::new(attribute.range.clone()).shifted(self.input.offset);
                    (
                        attribute.name.clone(),
                        Spanned::new(attribute.value.clone(), span),
                    )
                });
                let block = Block {
                    name: name.to_owned(),
                    attributes: attributes.collect(),
                    span,
                };
                self.sink.hole(Hole::Block(Box::new(block)));
                if paragraph {
                    self.reenter_paragraph();
                }
            }
        }
    }

    /// Finds attributes of a picture or a block of facts that it does not have. Where the one that it needs is missing, that is
    /// told.
    fn note_attributes(&mut self, name: &str, attributes: &[Attribute]) {
        let key = Block::key(name);
        let is_own = |attribute: &&Attribute| match name {
            "image" => OF_IMAGE.contains(&&*attribute.name),
            _ => Some(&*attribute.name) == key,
        };
        if key.is_some() && !attributes.iter().any(|one| is_own(&one)) {
            return;
        }
        for attribute in attributes.iter().filter(|one| !is_own(one)) {
            let begin = attribute.range.start - attribute.name.len() - "=\"".len();
            let span = Span::new(begin..attribute.range.end + 1).shifted(self.input.offset);
            let message = format!("`:::{name}:::` has no attribute `{}`", attribute.name);
            let like = || nearest(&attribute.name, OF_IMAGE).filter(|_| name == "image");
            let hint = match key {
                Some(key) => format!("remove it: `{key}` is the only one"),
                None => match like() {
                    Some(like) => format!("`{like}` is one"),
                    None => "remove it".to_owned(),
                },
            };
            let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
            self.found.push(found.with_hint(hint));
        }
    }

    /// Opens a directive that begins so.
    pub(super) fn open_directive(&mut self, name: &str, html: &str, unclosed: Option<Span>) {
        self.push(html);
        self.open.push(Open::Directive {
            name: name.into(),
            unclosed,
        });
    }

    /// Closes the innermost directive of this name, with what is open in it; `false` where none is open in
    /// this block.
    pub(super) fn close_directive(&mut self, wanted: &str) -> bool {
        let depth = self
            .open
            .iter()
            .rev()
            .take_while(|open| !matches!(open, Open::Markdown))
            .position(|open| matches!(open, Open::Directive { name, .. } if name == wanted));
        if let Some(depth) = depth {
            self.close(depth);
        }
        depth.is_some()
    }

    /// `:::image source="…" alt-text="…":::`.
    pub(super) fn figure(&mut self, attributes: &[Attribute], span: Span, alone: bool) {
        let value = |key: &str| {
            let found = attributes.iter().find(|attribute| attribute.name == key);
            found.map(|attribute| attribute.value.trim().to_owned())
        };
        let src = value("source").unwrap_or_default();
        if src.is_empty() {
            let message = "`:::image:::` does not say which picture";
            let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
            let hint = "write `:::image source=\"…\" alt-text=\"…\":::`".to_owned();
            return self.found.push(found.with_hint(hint));
        }
        let decorative = value("type").as_deref() == Some("icon");
        let alt = attributes.iter().find(|one| one.name == "alt-text");
        let alt = alt.map(|alt| self.words_of(alt, "the words for a picture"));
        let alt = alt.map(|alt| alt.trim().to_owned());
        let alt = alt.filter(|alt| !is_blank(alt));
        let complex = value("type").as_deref() == Some("complex");
        self.note_attributes("image", attributes);
        let named = |key: &str| value(key).filter(|to| !to.is_empty());
        let to = named("link").or_else(|| named("lightbox"));
        if !alone {
            return self.linked_image(src, alt, decorative, to, span);
        }
        self.leave_paragraph();
        let border = value("border").as_deref() != Some("false") && !decorative;
        self.push(if border {
            "<figure class=\"image border\">"
        } else {
            "<figure class=\"image\">"
        });
        self.linked_image(src, alt, decorative, to, span);
        if complex {
            let paragraph = self.open.pop();
            self.open_directive(FIGURE, "<figcaption>", Some(span));
            self.open.extend(paragraph);
        } else {
            self.push("</figure>\n");
        }
        self.reenter_paragraph();
    }

    /// A picture of a directive, and the link around it if it leads somewhere and stands in no other.
    fn linked_image(
        &mut self,
        src: String,
        alt: Option<String>,
        decorative: bool,
        to: Option<String>,
        span: Span,
    ) {
        let to = to.filter(|_| self.links.is_empty());
        if let Some(to) = &to {
            self.open_link(to, "", span);
            if let Some(link) = self.links.last_mut() {
                link.text.push_str(alt.as_deref().unwrap_or(" "));
            }
        }
        self.image(src, alt, decorative, "", span);
        if to.is_some() {
            self.end_link();
        }
    }

    /// `:::image-end:::`, behind the words of a complex picture.
    fn end_figure(&mut self, span: Span) {
        if self.paragraph.is_none() || self.open.len() != self.paragraph_depth {
            return;
        }
        if !self.leave_paragraph() {
            self.end_paragraph();
        }
        let paragraph = self.open.pop();
        if !self.close_directive(FIGURE) {
            self.closes_nothing("MD-PAIR", span, ":::image-end:::");
        }
        self.open.extend(paragraph);
        self.reenter_paragraph();
    }

    /// The button of a tab: one of a group, of which one is pressed.
    pub(super) fn label(&mut self, group: &str, pressed: bool, id: &str) {
        let checked = if pressed { " checked" } else { "" };
        let input = self.slugs.for_heading(&format!("{group}-{}", slug(id)));
        self.sink.html.push_str(&format!(
            "<input type=\"radio\" name=\"{group}\" id=\"{0}\"{checked}><label for=\"{0}\">",
            escaped(&input)
        ));
    }

    /// `:::zone pivot="…":::`: one of several tabs, or its text below the name of what it is for.
    fn zone(&mut self, pivot: &str, span: Span, number: usize) {
        self.leave_paragraph();
        let paragraph = self.open.pop();
        match self.prepared.zones.get(&number) {
            Some(tab) => {
                let is_first = !self.is_open(ZONES);
                if is_first {
                    self.open_directive(ZONES, "<div class=\"tabs\">\n", None);
                }
                self.label(&format!("zones-{}", tab.group), is_first, pivot);
                self.plain(pivot);
                self.push("</label>");
                self.open_directive(ZONE, "<div class=\"tab\">\n", Some(span));
            }
            None => {
                self.open_directive(ZONE, "<div class=\"pivot\">\n", Some(span));
                if !pivot.is_empty() {
                    self.push("<p class=\"pivot-name\">");
                    self.plain(pivot);
                    self.push("</p>\n");
                }
            }
        }
        self.open.extend(paragraph);
        self.reenter_paragraph();
    }

    /// Whether the end of a zone, by its number, is that of a group of tabs.
    fn ends_zones(&self, number: usize) -> bool {
        let follows = self.prepared.zones.get(&(number + 1));
        follows.is_none_or(|tab| tab.is_first)
    }

    /// Whether a directive of this name is open in this block, with nothing in it that is open.
    fn is_open(&self, wanted: &str) -> bool {
        matches!(self.open.last(), Some(Open::Directive { name, .. }) if name == wanted)
    }

    /// Finds an alert that none is called: it stands at `start` and begins with `[!word]`.
    pub(super) fn unknown_alert(&mut self, word: &str, behind: &str, start: usize) {
        let named = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let is_word = !word.is_empty() && word.chars().all(named);
        // A link or a picture, or what Learn says to a program.
        let is_link = behind.starts_with(['(', '[', ':']);
        let of_learn = ["div", "video", "include", "code"];
        if !is_word || is_link || of_learn.iter().any(|one| one.eq_ignore_ascii_case(word)) {
            return;
        }
        let span = self.span(&(start..start + "[!]".len() + word.len()));
        let message = format!("`[!{word}]` is no alert, so it is shown as text");
        let like = nearest(&word.to_ascii_lowercase(), ALERTS);
        let like = like.map(|like| format!("`{}` is one; ", like.to_ascii_uppercase()));
        let hint = format!(
            "{}the alerts are NOTE, TIP, IMPORTANT, WARNING and CAUTION",
            like.unwrap_or_default()
        );
        let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
        self.found.push(found.with_hint(hint));
    }

    /// Finds what looks like a directive and is none that can be read.
    fn unread(&mut self, written: &str, span: Span) {
        let (name, _) = learn::name(written);
        // The end of what is told to be none.
        if name.is_empty() && self.strange > 0 {
            self.strange -= 1;
            return;
        }
        let own = name.strip_suffix("-end").unwrap_or(&name);
        let is_known = DIRECTIVES.contains(&own);
        let like = nearest(own, DIRECTIVES.into_iter().chain(ALERTS));
        let ends = own.is_empty() || own.starts_with("end");
        let at = (span.start as usize).saturating_sub(self.input.offset);
        let meant = self
            .input
            .text
            .get(at..)
            .and_then(|text| meant_directive(text.lines().next()?));
        let open = ends.then(|| self.take_unclosed()).flatten();
        let hint = match like {
            _ if open.is_some() => {
                let open = open.unwrap_or_default();
                format!("write `:::{open}-end:::` to end `:::{open}:::`")
            }
            _ if is_known && meant.is_some() => format!("write `{}`", meant.unwrap_or_default()),
            _ if is_known => {
                "write its attributes as `name=\"value\"`, and `:::` behind the last one".to_owned()
            }
            // A directive of Learn that takes its lines from another file.
            _ if own == "code" => {
                "write the code itself, between two lines of three backticks".to_owned()
            }
            Some(like) if ALERTS.contains(&like) => {
                let what = match like == own {
                    true => "write an alert as a quotation".to_owned(),
                    false => format!("`{like}` is an alert: write it as a quotation"),
                };
                format!(
                    "{what} that begins with `> [!{}]`",
                    like.to_ascii_uppercase()
                )
            }
            Some(like) => format!("`{like}` is one; write `\\{written}` if the text is meant"),
            None if own.is_empty() => {
                "delete it if it ends what is none here; write `\\:::` if the text is meant"
                    .to_owned()
            }
            None => format!("write `\\{written}` if the text is meant"),
        };
        self.strange += usize::from(!ends && !is_known);
        let message = match is_known {
            true => format!("`{written}` cannot be read, so it is shown as text"),
            false => format!("`{written}` is no directive, so it is shown as text"),
        };
        let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
        self.found.push(found.with_hint(hint));
    }

    /// The innermost directive that waits for its end, which need not be told once what was meant as such is.
    fn take_unclosed(&mut self) -> Option<&'static str> {
        let open = self.open.iter_mut().rev();
        let mut open = open.filter_map(|open| match open {
            Open::Directive { name, unclosed } => unclosed.is_some().then_some((name, unclosed)),
            _ => None,
        });
        let (name, unclosed) = open.next()?;
        *unclosed = None;
        let name = if name == FIGURE {
            "image"
        } else {
            name.as_str()
        };
        (DIRECTIVES.into_iter()).find(|known| *known == name)
    }

    /// Finds a block of facts that stands in a sentence.
    fn within_words(&mut self, name: &str, span: Span) {
        let message = format!("`:::{name}:::` stands within a sentence, and is a block");
        let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
        let hint = "put it on a line of its own, with an empty line above and below";
        self.found.push(found.with_hint(hint.to_owned()));
    }
}

/// What zones and complex pictures are called among what is open.
const ZONES: &str = "zones";
const ZONE: &str = "zone";
pub(super) const FIGURE: &str = "figure";

/// Attributes of a picture, as Learn has them.
const OF_IMAGE: [&str; 7] = [
    "type",
    "source",
    "alt-text",
    "lightbox",
    "link",
    "border",
    "loc-scope",
];

/// Whether it changes the blocks around it, so that it must be one.
fn shapes(meaning: &Meaning) -> bool {
    let Meaning::Directive { name, .. } = meaning else {
        return matches!(meaning, Meaning::Tab { .. } | Meaning::TabsEnd);
    };
    matches!(
        name.strip_suffix("-end").unwrap_or(name),
        "row" | "column" | "zone" | "steps" | "moniker"
    )
}

/// The directive that `line` begins with, with what its attributes lack: their names, where one word can only be an
/// id, or their quotes.
pub(super) fn meant_directive(line: &str) -> Option<String> {
    /// Bytes of a line that a hint repeats.
    const LONGEST: usize = 120;

    let (name, length) = learn::name(line);
    let words = line.get(length..).filter(|rest| rest.len() <= LONGEST)?;
    let words = words.trim_matches([':', ' ', '\t']);
    let is_quoted = |value: &str| value.len() > 1 && value.starts_with('"') && value.ends_with('"');
    let attribute = |word: &str| match word.split_once('=') {
        Some((_, value)) if is_quoted(value) => Some(word.to_owned()),
        Some((key, value)) if !key.is_empty() && !value.is_empty() && !word.contains('"') => {
            Some(format!("{key}=\"{value}\""))
        }
        None if !words.contains(['"', '=', ' ']) => {
            Some(format!("{}=\"{word}\"", Block::key(&name)?))
        }
        _ => None,
    };
    let attributes = words.split_whitespace().map(attribute);
    let attributes: Vec<String> = attributes.collect::<Option<_>>()?;
    (!attributes.is_empty()).then(|| format!(":::{name} {}:::", attributes.join(" ")))
}

/// What a zone is for, as its readers are told: `a, b` for `a,b`.
fn pivots(written: &str) -> String {
    let pivots = written.split(',').map(str::trim);
    let pivots: Vec<&str> = pivots.filter(|pivot| !pivot.is_empty()).collect();
    pivots.join(", ")
}
