//! Videos of other sites: a link, with a picture and a title where the author gives them.

use super::*;

/// A video whose link is open: a picture in the next line is its poster.
pub(super) struct OpenVideo {
    title: Option<String>,
    /// Where its link begins.
    begin: Mark,
    /// Whether the line has ended.
    is_broken: bool,
}

impl Writer<'_, '_> {
    /// `[!VIDEO url "title"]`.
    pub(super) fn video(&mut self, url: &str, title: Option<String>, span: Span) {
        let is_block = self.is_at_block();
        let begin = self.sink.mark();
        self.open_link(url, "", span);
        self.video = Some(OpenVideo {
            title: title.filter(|title| !is_blank(title)),
            begin,
            is_broken: false,
        });
        if !is_block {
            self.end_video();
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
        self.name_video(video.title);
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
        self.name_video(title);
    }

    /// Gives the link that was opened at `begin` the look of one with a picture; there is none where its address
    /// may not stand in a page.
    fn frame(&mut self, begin: Mark) {
        const EXTERNAL: &str = "<a class=\"external";

        let opened = &self.sink.html[begin.bytes..];
        if opened.starts_with(EXTERNAL) {
            self.sink.insert(begin.plus(EXTERNAL.len()), " video");
        } else if opened.starts_with("<a ") {
            self.sink.insert(begin.plus("<a".len()), " class=\"video\"");
        }
    }

    /// The words of a video's link, and its end.
    fn name_video(&mut self, title: Option<String>) {
        match &title {
            Some(title) => {
                self.sink.hole(Hole::Word("watch_video_of"));
                self.push(" ");
                push_escaped(&mut self.sink.html, title);
            }
            None => self.sink.hole(Hole::Word("watch_video")),
        }
        if let Some(link) = self.links.last_mut() {
            link.text = title.unwrap_or_else(|| "video".to_owned());
        }
        self.end_link();
    }
}
