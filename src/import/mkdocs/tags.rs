//! Tags of HTML within a line.

use super::html::{DARK, REFUSED, Tag, is_refused, is_refused_attribute};
use super::inline::{MACRO, near};
use super::page::Text;

/// Attributes that shape an element alone, or that run something.
const SHAPES: [&str; 10] = [
    "style", "target", "rel", "markdown", "loading", "align", "width", "height", "onclick",
    "decoding",
];

/// Elements that say nothing but how their words look.
const LOOKS: [&str; 6] = ["big", "font", "ins", "mark", "small", "u"];

/// Elements with which a line begins a block of HTML, in which no sign is read up to the next empty line.
const BLOCKS: [&str; 24] = [
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "li",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Whether a line begins a block of HTML.
pub(super) fn begins_html(line: &str) -> bool {
    let tag = Tag::at(line.trim_start_matches([' ', '>']));
    tag.is_some_and(|tag| BLOCKS.contains(&tag.name.trim_start_matches('/')))
}

/// Where the videos are that pages show.
const VIDEOS: [&str; 11] = [
    "bilibili.com",
    "dailymotion.com",
    "loom.com",
    "microsoft.com",
    "microsoftstream.com",
    "vidyard.com",
    "vimeo.com",
    "wistia.net",
    "youtu.be",
    "youtube.com",
    "youtube-nocookie.com",
];

/// Titles that name the player and not the video, as the sites write them into what they offer to copy.
const PLAYERS: [&str; 2] = ["youtube video player", "vimeo-player"];

impl Text<'_, '_> {
    /// A comment as it is, a picture as Markdown, any other tag without attributes that only shape it; returns
    /// the bytes that were taken.
    pub fn tag(&mut self, rest: &str, number: usize, out: &mut String) -> Option<usize> {
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
            out.push_str(&rest[..end]);
            return Some(end);
        }
        if let Some(address) = address(rest).filter(|address| is_refused(address)) {
            self.leave(REFUSED, number, address);
            out.push_str(&format!("`{address}`"));
            return Some(address.len() + 2);
        }
        let tag = Tag::at(rest)?;
        let written = &rest[..tag.length];
        if tag.has_refused() {
            self.leave(REFUSED, number, written);
        }
        if written.contains("{{") {
            self.leave(MACRO, number, written);
        }
        let src = tag.value("src").filter(|src| src.starts_with("https://"));
        match (tag.name.as_str(), src) {
            ("img", _) => match tag.picture() {
                Some(picture) => {
                    self.change("pictures in HTML made Markdown");
                    out.push_str(&picture);
                }
                None => self.leave(DARK, number, written),
            },
            ("iframe" | "video", Some(src)) => {
                let close = format!("</{}>", tag.name);
                let after = near(&rest[tag.length..]);
                let more = after.find(&close).map_or(0, |at| at + close.len());
                match tag.name == "video" || is_of_videos(src) {
                    true => self.video(&tag, src, &after[..more], out),
                    false => self.frame(&tag, src, number, out),
                }
                return Some(tag.length + more);
            }
            // Within HTML, nothing reads the signs of Markdown.
            ("del" | "s" | "strike", _) if self.html => out.push_str("<del>"),
            ("/del" | "/s" | "/strike", _) if self.html => out.push_str("</del>"),
            ("del" | "/del" | "s" | "/s" | "strike" | "/strike", _) => {
                self.change("tags of struck words made Markdown");
                out.push_str("~~");
            }
            (name, _) if LOOKS.contains(&name.trim_start_matches('/')) => {
                self.change("tags of HTML that only shape words left out");
            }
            (name, _) => {
                let shapes = |key: &String| SHAPES.contains(&key.as_str());
                if tag.attributes.iter().any(|(key, _)| shapes(key)) {
                    self.change("attributes of HTML that only shape it left out");
                }
                let kept = tag.attributes.iter();
                let kept = kept
                    .filter(|attribute| !shapes(&attribute.0) && !is_refused_attribute(attribute));
                if kept.clone().count() == tag.attributes.len() {
                    out.push_str(&written.replace("{{", "\\{{"));
                    return Some(tag.length);
                }
                out.push_str(&format!("<{name}"));
                for (key, value) in kept {
                    let value = value.replace('"', "&quot;").replace("{{", "\\{{");
                    out.push_str(&format!(" {key}=\"{value}\""));
                }
                out.push('>');
            }
        }
        Some(tag.length)
    }

    /// A video, with what stands between its tags.
    fn video(&mut self, tag: &Tag, src: &str, inner: &str, out: &mut String) {
        self.change("videos made links that load nothing by themselves");
        // Other tracks are chapters and data for scripts.
        let is_captioned = ["captions", "subtitles"]
            .iter()
            .any(|kind| inner.contains(&format!("kind=\"{kind}\"")));
        let captions = if is_captioned { " captions" } else { "" };
        let title = video_title(tag);
        out.push_str(&format!("[!VIDEO {src}{title}{captions}]"));
    }

    /// A form, a map or an example that another site shows within the page.
    fn frame(&mut self, tag: &Tag, src: &str, number: usize, out: &mut String) {
        self.leave("frame of another site, made a link", number, src);
        let title = tag.value("title").unwrap_or_default().trim();
        out.push_str(&match title.is_empty() {
            true => format!("<{src}>"),
            false => format!("[{}]({src})", title.replace(['[', ']'], "")),
        });
    }
}

/// A blank and the title of a video in quotes, if it has one.
fn video_title(tag: &Tag) -> String {
    let title = tag.value("title").or_else(|| tag.value("aria-label"));
    let words = title.unwrap_or_default().split_whitespace();
    let title = unescaped(&words.collect::<Vec<_>>().join(" ")).replace("{{", "\\{{");
    if title.is_empty() || PLAYERS.contains(&title.to_lowercase().as_str()) {
        return String::new();
    }
    // Nothing escapes the quote that ends a title.
    match title.contains('"') {
        true => format!(" '{}'", title.replace('\'', "’")),
        false => format!(" \"{title}\""),
    }
}

/// The characters that an attribute writes as names.
fn unescaped(value: &str) -> String {
    const NAMES: [(&str, &str); 6] = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        // The last, so that what it makes is read as no name.
        ("&amp;", "&"),
    ];
    let names = NAMES.iter();
    names.fold(value.to_owned(), |text, (name, c)| text.replace(name, c))
}

/// Whether a frame at this address shows a video.
fn is_of_videos(src: &str) -> bool {
    let host = src.split('/').nth(2).unwrap_or_default();
    let mut sites = VIDEOS.iter();
    sites.any(|site| {
        let before = host.strip_suffix(site);
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

/// What stands between `<` and `>` at the start of `text`, if that may be an address: it holds neither blanks nor
/// another `<`.
fn address(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>'))?;
    inner[end..].starts_with('>').then_some(&inner[..end])
}
