//! Videos of other sites: a link, with a picture and a title where the author gives them.

use super::links::EXTERNAL;
use super::*;

/// A video whose link is open: a picture in the next line is its poster.
pub(super) struct OpenVideo {
    title: Option<String>,
    words: Words,
    /// Where its link begins.
    begin: Mark,
    /// Whether the line has ended.
    is_broken: bool,
}

/// What is said in a video, for those who do not hear it.
pub(super) struct Words {
    /// Whether it has captions.
    pub(super) captions: bool,
    /// Where its words are written down.
    pub(super) transcript: Option<String>,
    /// The whole video.
    pub(super) span: Span,
}

impl Writer<'_, '_> {
    /// `[!VIDEO url "title" captions transcript="path"]`.
    pub(super) fn video(&mut self, url: &str, title: Option<String>, words: Words) {
        self.find_unheard(&words);
        self.find_unread(url, &words);
        let is_block = self.is_at_block();
        let begin = self.sink.mark();
        self.open_link(url, "", words.span);
        self.video = Some(OpenVideo {
            title: title
                .filter(|title| !is_blank(title))
                .map(|title| learn::unescaped(&title).into_owned()),
            words,
            begin,
            is_broken: false,
        });
        if !is_block {
            self.end_video();
        }
    }

    /// Warns of a video that says nothing of captions or a transcript.
    fn find_unheard(&mut self, words: &Words) {
        if words.captions || words.transcript.is_some() {
            return;
        }
        let message = "neither captions nor a transcript are named for this video";
        let found =
            Diagnostic::warning("A11-VIDEO", self.input.path, words.span, message.to_owned());
        let hint = "write `captions` before the bracket if it has some, or `transcript=\"…\"` with the page that says its words";
        self.found.push(found.with_hint(hint.to_owned()));
    }

    /// Finds what is not read as its author means it: references, and words that are taken for part of the address.
    fn find_unread(&mut self, url: &str, words: &Words) {
        let start = words.span.start as usize;
        let text = self.input.text;
        let written = &text[start - self.input.offset..words.span.end as usize - self.input.offset];
        self.not_filled_in(written, start, "a video");
        if address::is_external(url) && url.contains([' ', '\t']) {
            let message = format!("the address `{url}` has a blank in it");
            let found = Diagnostic::warning("MD-NAME", self.input.path, words.span, message);
            let hint = "write `%20` for it, and a title in quotes: `[!VIDEO address \"title\" captions transcript=\"page.md\"]`";
            self.found.push(found.with_hint(hint.to_owned()));
        }
    }

    /// Whether an event is only what stands between a video and its poster. Any but the poster ends the link.
    pub(super) fn is_before_poster(&mut self, event: &Event<'_>) -> bool {
        let Some(video) = &mut self.video else {
            return false;
        };
        match event {
            Event::SoftBreak | Event::HardBreak if !video.is_broken => {
                video.is_broken = true;
                return true;
            }
            Event::Start(Tag::Image { .. }) => {}
            _ => self.end_video(),
        }
        false
    }

    /// Ends the link of a video without a poster, if one is open.
    pub(super) fn end_video(&mut self) {
        let Some(video) = self.video.take() else {
            return;
        };
        self.name_video(video.title, video.words);
        if video.is_broken {
            self.note_words(" ");
            self.push("\n");
        }
    }

    /// A picture below a video: what it shows is the video's title, if it has no other.
    pub(super) fn poster(
        &mut self,
        video: OpenVideo,
        src: String,
        alt: Option<String>,
        span: Span,
    ) {
        let title = video.title.or_else(|| alt.clone());
        let alt = alt.or_else(|| title.clone());
        self.frame(video.begin);
        if address::is_external(&src) {
            match address::check(&src, self.input.path, span) {
                Ok(()) => self.note_remote(src.trim_start(), span),
                Err(diagnostic) => self.found.push(*diagnostic),
            }
        } else {
            // The title is said behind it, and need not be said twice.
            let shown = alt.clone().filter(|_| alt != title).unwrap_or_default();
            let image = Image {
                src,
                alt,
                decorative: false,
                span,
            };
            self.picture(image, &shown, "");
        }
        self.name_video(title, video.words);
    }

    /// Gives the link that was opened at `begin` the look of one with a picture; there is none where its address
    /// may not stand in a page.
    fn frame(&mut self, begin: Mark) {
        let opened = &self.sink.html[begin.bytes..];
        if opened.starts_with(EXTERNAL) {
            self.sink.insert(begin.plus(EXTERNAL.len()), " video");
        } else if opened.starts_with("<a ") {
            self.sink.insert(begin.plus("<a".len()), " class=\"video\"");
        }
    }

    /// The words of a video's link, and its end; behind it, what there is for those who do not hear it.
    fn name_video(&mut self, title: Option<String>, words: Words) {
        let title = title.as_deref();
        self.name_link(["watch_video", "watch_video_of"], title, "video");
        if words.captions {
            self.sink.hole(Hole::Aside("video_captions"));
        }
        if let Some(to) = &words.transcript {
            self.push(" ");
            self.open_link(to, "", words.span);
            self.name_link(
                ["read_transcript", "read_transcript_of"],
                title,
                "transcript",
            );
        }
    }

    /// Ends a link with a word of the interface, the first without a title and the second before it. Rules read
    /// `otherwise` where there is none.
    fn name_link(&mut self, words: [&'static str; 2], title: Option<&str>, otherwise: &str) {
        match title {
            Some(title) => {
                self.sink.hole(Hole::Label(words[1]));
                push_escaped(&mut self.sink.html, title);
            }
            None => self.sink.hole(Hole::Word(words[0])),
        }
        if let Some(link) = self.links.last_mut() {
            link.text = title.unwrap_or(otherwise).to_owned();
        }
        self.end_link();
    }
}
