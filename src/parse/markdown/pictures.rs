//! Pictures of Markdown, and those of HTML once their words are known.

use super::*;

/// About as many bytes of text as the first screen of a phone or a small window holds, with what stands
/// above the text.
const FIRST_SCREEN: usize = 1500;

impl Writer<'_, '_> {
    /// Of a picture's words only the words count.
    pub(super) fn event_in_image(&mut self, event: Event<'_>, range: Range<usize>) {
        let is_code = matches!(event, Event::Code(_));
        match event {
            Event::Text(text) | Event::Code(text) => {
                if !is_code {
                    self.not_filled(&text, "the words for a picture");
                }
                let words = match self.hidden_text(&text, &range) {
                    Some(shown) => shown.to_owned(),
                    None => self.restored(&text).into_owned(),
                };
                self.note_words(&words);
            }
            Event::SoftBreak | Event::HardBreak => self.note_words(" "),
            Event::InlineHtml(html) => self.tags_in_image(&html, range),
            Event::Start(Tag::Image { .. }) => self.images.push(OpenImage::default()),
            Event::End(TagEnd::Image) if self.images.len() > 1 => {
                let inner = self.images.pop().unwrap_or_default();
                self.note_words(&inner.alt);
            }
            Event::End(TagEnd::Image) => self.end_image(),
            _ => {}
        }
    }

    /// Tags between the words for a picture: those of HTML mark them up, and other words in angles are words.
    fn tags_in_image(&mut self, html: &str, range: Range<usize>) {
        let mut lines = Lines::default();
        lines.push(html, range);
        for token in html::tokens(html) {
            let (name, attributes, tag) = match token {
                Token::Open {
                    name,
                    attributes,
                    range,
                    ..
                } => (name, Some(attributes), range),
                Token::Close { name, range } => (name, None, range),
                _ => continue,
            };
            let whole = self.restored(&html[tag.clone()]).into_owned();
            match attributes {
                _ if name == "br" => self.note_words(" "),
                _ if is_element(&name) => {}
                Some(attributes) => {
                    self.refuse_raw(&name, &attributes, &lines.place(&tag));
                    self.note_words(&whole);
                }
                None => self.note_words(&whole),
            }
        }
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
    fn remote_image(&mut self, src: &str, alt: Option<&str>, span: Span) {
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
