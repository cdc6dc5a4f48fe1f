//! Markdown to a body with holes: one file, nothing else.
//!
//! Goes in: the text below the front matter. Comes out: finished HTML, well-formed whatever the author
//! wrote, with holes for links, pictures, facts, includes and words of the interface.

mod attributes;
mod autolinks;
mod braces;
mod code;
mod directives;
mod elements;
mod elsewhere;
mod emphasis;
mod entities;
mod fences;
mod footnotes;
mod foreign;
mod headings;
mod leaves;
mod limits;
mod lines;
mod links;
mod marks;
mod passage;
mod pictures;
mod places;
mod quotes;
mod raw;
mod references;
mod runs;
mod segments;
mod sink;
mod slips;
mod tabs;
#[cfg(test)]
mod tests;
mod text;
mod unread_links;
mod unread_raw;
mod videos;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::html::{self, Token};
use super::learn::{self, Attribute, Meaning, Part, Prepared};
use super::prose::{self, ForeignText};
use super::{address, highlight};
use crate::model::config::Limits;
use crate::model::document::{
    Block, Foreign, Heading, Image, Include, Link, Passage, Table, Within,
};
use crate::model::grammar::{ALERTS, DIRECTIVES, is_element};
use crate::model::markup::{escaped, has, has_byte, push_escaped};
use crate::model::slug::{Slugs, is_ours, slug};
use crate::model::text::{
    Directions, IDLE_END, IDLE_END_HINT, hidden, hidden_reference, is_blank, is_cjk, is_unseen,
    is_wide, stray_tags,
};
use crate::model::{Body, Diagnostic, Hole, Kind, Locale, Notes, RelPath, Span, Spanned, mail};
use attributes::Attributes;
use autolinks::Autolinks;
use elements::is_block;
use elsewhere::Elsewhere;
use emphasis::Signs;
use limits::Gauge;
use lines::Lines;
use quotes::alert;
use segments::Blocks;
use sink::{Mark, Sink};
use text::{offset, shift};
use unread_links::Brackets;
use videos::OpenVideo;

pub(super) use fences::{code_blocks, fences};
pub use leaves::leaves;

/// What is parsed.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The file, for findings.
    pub path: &'a RelPath,
    /// The text below the front matter.
    pub text: &'a str,
    /// Where the text begins in the file, in bytes.
    pub offset: usize,
    /// Questions are drawn as parts that open.
    pub kind: Kind,
    /// The title that the front matter gives. A heading of level one at the very start that says
    /// something else stays in the text: what an author wrote is not dropped.
    pub title: Option<&'a str>,
    /// Whether the text is in the older Learn dialect, too.
    pub learn: bool,
    /// The language of the text.
    pub language: &'a Locale,
    /// Whether the portal has other languages, which the text is compared with.
    pub translated: bool,
    /// How much of everything a page may have.
    pub limits: &'a Limits,
}

/// A body, and the title where it stands in the text.
pub struct Parsed {
    /// The text with holes.
    pub body: Body,
    /// The words of a heading of level one at the very start: the page's title, not part of its text.
    pub title: Option<Spanned<String>>,
}

/// Parses the text of a document.
pub fn body(input: Input<'_>, found: &mut Vec<Diagnostic>) -> Parsed {
    if let Some(refused) = limits::before(&input) {
        found.push(refused);
        return Parsed {
            body: Body::default(),
            title: None,
        };
    }
    let prepared = learn::prepare(input.text);
    let mut gauge = Gauge::new(input.limits);
    let mut writer = Writer::new(input, &prepared, found);
    let mut events = events(&prepared).peekable();
    let mut blocks = Blocks::default();
    while let Some((event, range)) = events.next() {
        writer.next_heading = match events.peek() {
            Some((Event::Start(Tag::Heading { level, .. }), _)) => Some(*level as u8),
            _ => None,
        };
        if let Some(spent) = gauge.spent(&event, &writer) {
            let refused = spent.finding(input.path, writer.span_of_line(&range));
            writer.found.push(refused);
            for end in gauge.end() {
                writer.event(end, 0..0);
            }
            break;
        }
        if input.translated {
            blocks.event(&event, &range, &prepared.text);
        }
        writer.event(event, range);
    }
    // The last block of HTML may have gone over.
    if let Some(spent) = gauge.left(&writer) {
        let end = input.text.trim_end().len();
        let span = Span::new(end..end).shifted(input.offset);
        writer.found.push(spent.finding(input.path, span));
    }
    writer.body.slots = blocks.slots(&input, &prepared, writer.title.is_some());
    writer.body.segments = blocks.segments(&input, &prepared);
    writer.finish()
}

/// What a text consists of.
fn events<'p>(prepared: &'p Prepared<'_>) -> impl Iterator<Item = (Event<'p>, Range<usize>)> {
    let events = Parser::new_ext(&prepared.text, options()).into_offset_iter();
    Autolinks::new(&prepared.text, Attributes::new(&prepared.text, events))
}

/// What is read beside CommonMark.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
}

/// An element that is open; `unclosed` where it has to be closed by its own end, with the place of its begin.
#[derive(Debug)]
enum Open {
    /// Of Markdown: closes only with its own end.
    Markdown,
    /// Of raw HTML: closes with its end tag, or with what is around it.
    Raw {
        name: String,
        close: &'static str,
        unclosed: Option<Span>,
    },
    /// Of a directive: `row`, `column`.
    Directive {
        name: String,
        unclosed: Option<Span>,
    },
}

/// A heading whose words are being read.
struct OpenHeading {
    level: u8,
    mark: Mark,
    text: String,
    id: Option<String>,
    class: String,
    span: Span,
    /// The title of the page: not part of its text.
    is_title: bool,
    /// Where anchors inside it are kept if it is.
    anchors: Vec<String>,
    original: String,
}

#[derive(Default)]
struct OpenLink {
    number: Option<usize>,
    /// Where it begins.
    begin: Mark,
    text: String,
    has_image: bool,
}

/// A table of Markdown.
struct OpenTable {
    number: usize,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

#[derive(Default)]
struct OpenImage {
    src: String,
    title: String,
    alt: String,
    span: Span,
}

#[derive(Default)]
struct Footnote {
    sink: Sink,
    references: usize,
    /// Where it is written.
    written: Option<Span>,
}

struct Writer<'a, 'f> {
    input: Input<'a>,
    prepared: &'a Prepared<'a>,
    found: &'f mut Vec<Diagnostic>,
    sink: Sink,
    outer: Vec<Sink>,
    body: Body,
    /// What the body will say of links and passages.
    noted: Notes,
    slugs: Slugs,
    /// The ids that the author gave, where what has each ends, and whether it is an anchor in a heading.
    given: HashMap<String, (usize, bool)>,
    /// The ids that headings have from their words, and how many headings there were then.
    automatic: HashMap<String, usize>,
    /// What is left for the colours of code.
    colours: highlight::Budget,
    open: Vec<Open>,
    headings: Vec<OpenHeading>,
    links: Vec<OpenLink>,
    images: Vec<OpenImage>,
    video: Option<OpenVideo>,
    code: Option<(String, String)>,
    /// The block of raw HTML that is being read.
    block: Lines,
    /// Events that end here or before are dropped: the mark of an alert.
    skip_until: usize,
    paragraph: Option<(Mark, Mark)>,
    /// How much is open in it where nothing within it is.
    paragraph_depth: usize,
    /// What was open where a block of raw HTML ended the paragraph, which goes on behind it.
    resumes: Option<usize>,
    tables: Vec<OpenTable>,
    /// Numbers of the open tables in HTML.
    raw_tables: Vec<usize>,
    foreign: ForeignText,
    /// Whether the file holds a mark of work that is left anywhere.
    unfinished: bool,
    /// Where the last words end in `{{` before a `<`.
    shortcode_begun: Option<usize>,
    /// Whether it holds what begins a tag of another program anywhere.
    tagged: bool,
    /// Whether it holds braces of Chinese type anywhere.
    wide: bool,
    /// How many elements were open when one began that says its language, innermost last.
    spoken: Vec<usize>,
    /// What is being read of the text as it stands between two blocks.
    passage: Passage,
    /// Signs of emphasis that the open block has left in its text.
    signs: Signs,
    /// Brackets that it has.
    brackets: Brackets,
    /// Signs of other programs that are still to be told.
    elsewhere: Elsewhere,
    footnotes: Vec<Footnote>,
    /// By their labels.
    footnote_numbers: HashMap<String, usize>,
    footnote_stack: Vec<usize>,
    /// Depth of raw elements that hold an original in another language.
    originals: usize,
    alerts: Vec<bool>,
    question_open: bool,
    /// Of a page of questions: the last heading of level two is followed by one of level three at
    /// once, so it names a group and those below it are the questions.
    in_group: bool,
    /// The level of the heading that follows at once.
    next_heading: Option<u8>,
    title: Option<Spanned<String>>,
    /// Directives that are none and may have an end.
    strange: usize,
    /// Number of groups of tabs, number of tabs in the open one.
    tabs: (usize, usize),
    /// End of the last text, in the prepared text: tells an escaped character from what follows.
    started: bool,
    /// Whether it was found that elements are too deep.
    found_depth: bool,
    /// Changes of the reading direction that references began.
    directions: Directions,
}

impl<'a, 'f> Writer<'a, 'f> {
    fn new(input: Input<'a>, prepared: &'a Prepared<'a>, found: &'f mut Vec<Diagnostic>) -> Self {
        Self {
            input,
            prepared,
            found,
            sink: Sink::default(),
            outer: Vec::new(),
            body: Body::default(),
            noted: Notes::default(),
            slugs: Slugs::default(),
            given: HashMap::new(),
            automatic: HashMap::new(),
            colours: highlight::Budget::default(),
            open: Vec::new(),
            headings: Vec::new(),
            links: Vec::new(),
            images: Vec::new(),
            video: None,
            code: None,
            block: Lines::default(),
            skip_until: 0,
            paragraph: None,
            paragraph_depth: 0,
            resumes: None,
            passage: Passage::default(),
            signs: Signs::default(),
            brackets: Brackets::default(),
            elsewhere: Elsewhere::of(input.text),
            tables: Vec::new(),
            raw_tables: Vec::new(),
            foreign: ForeignText::new(input.language),
            unfinished: prose::may_be_unfinished(input.text),
            shortcode_begun: None,
            tagged: has(input.text, "{%") || has(input.text, "{{<"),
            wide: has(input.text, "｛｛"),
            spoken: Vec::new(),
            footnotes: Vec::new(),
            footnote_numbers: HashMap::new(),
            footnote_stack: Vec::new(),
            originals: 0,
            alerts: Vec::new(),
            question_open: false,
            in_group: false,
            next_heading: None,
            title: None,
            strange: 0,
            tabs: (0, 0),
            started: false,
            found_depth: false,
            directions: Directions::default(),
        }
    }

    /// The span in the file of a range in the prepared text.
    fn span(&self, range: &Range<usize>) -> Span {
        let start = self.prepared.original(range.start);
        let end = self.prepared.original(range.end).max(start);
        Span::new(start..end).shifted(self.input.offset)
    }

    /// The same without the line's end.
    fn span_of_line(&self, range: &Range<usize>) -> Span {
        let line = &self.prepared.text[range.clone()];
        let mut span = self.span(range);
        span.end -= Span::new(0..line.len() - line.trim_end().len())
            .end
            .min(span.end - span.start);
        span
    }

    fn push(&mut self, html: &str) {
        self.sink.html.push_str(html);
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if range.end <= self.skip_until && !matches!(event, Event::Start(_) | Event::End(_)) {
            return;
        }
        if !self.images.is_empty() {
            return self.event_in_image(event, range);
        }
        if self.is_before_poster(&event) {
            return;
        }
        self.note_prose(&event, &range);
        self.note_signs(&event, &range);
        self.note_foreign(&event, &range);
        self.note_elsewhere(&event, &range);
        self.note_references(&event, &range);
        self.note_braces(&event, &range);
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if range.start < self.skip_until => {
                let rest = self.skip_until..range.end;
                let prepared = self.prepared;
                self.text(&prepared.text[rest.clone()], &rest);
            }
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => {
                let code = self.restored(&code);
                self.note_words(&code);
                self.push("<code>");
                push_escaped(&mut self.sink.html, &code);
                self.push("</code>");
            }
            // Line by line; a tag or a comment may span several.
            Event::Html(html) => self.block.push(&html, range),
            Event::InlineHtml(html) => {
                let mut lines = Lines::default();
                lines.push(&html, range);
                self.raw(&lines);
            }
            Event::SoftBreak => self.soft_break(&range),
            Event::HardBreak => {
                self.note_words(" ");
                self.push("<br>\n");
            }
            Event::Rule => self.push("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(done) => {
                let checked = if done { " checked" } else { "" };
                self.sink.html.push_str(&format!(
                    "<label><input type=\"checkbox\" disabled{checked}> "
                ));
                // The words of the task are the box's name, up to the next block.
                self.open.push(Open::Raw {
                    name: "label".to_owned(),
                    close: "</label>",
                    unclosed: None,
                });
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, &range),
        }
        self.started = true;
    }

    fn restored<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.prepared.restore(text, self.input.text)
    }

    fn finish(mut self) -> Parsed {
        self.paragraph = None;
        self.end_passage();
        while !self.open.is_empty() {
            self.close_last();
        }
        self.end_question();
        self.write_footnotes();
        let passages = std::mem::replace(&mut self.foreign, ForeignText::new(self.input.language));
        let passages = passages.into_found().into_iter();
        let passages = passages.map(|passage| Foreign {
            script: passage.script,
            begins: passage.begins,
            span: self.span(&passage.range),
        });
        self.body.foreign = passages.collect();
        self.body.says = says(&self.sink);
        self.body.html = self.sink.html.as_str().into();
        self.body.holes = self.sink.holes.into();
        self.body.noted = self.noted.into();
        self.body.anchors.sort();
        // A portal holds those of all its pages.
        self.body.headings.shrink_to_fit();
        Parsed {
            body: self.body,
            title: self.title,
        }
    }
}

/// Whether a text shows something: not only tags, blanks and empty headings.
fn says(text: &Sink) -> bool {
    // A tag may have a hole in it.
    let mut inside = false;
    let shown = |c: char| {
        let shown = !inside && c != '<' && !c.is_whitespace() && !is_unseen(c);
        inside = c == '<' || (inside && c != '>');
        shown
    };
    let mut holes = text.holes.iter();
    text.html.chars().any(shown)
        || holes.any(|(_, hole)| !matches!(hole, Hole::Id(_) | Hole::Heading(_)))
}
