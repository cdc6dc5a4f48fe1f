//! The anchor and the classes of a heading, in braces behind its words: `## How to pay {#pay .wide}`.
//!
//! Goes in: the events of a text, read without such attributes. Comes out: the same, with those of each heading
//! taken out of its words. The parser's own reading is not used: it takes whatever stands in braces, and of
//! `## Replace {name}` a reader would see "Replace".

use pulldown_cmark::CowStr;

use super::*;

/// Events of a text, with attributes of headings.
pub(super) struct Attributes<'a, I> {
    events: I,
    /// The prepared text.
    text: &'a str,
    /// Where the words of the open heading end, if attributes stand behind them.
    end: Option<usize>,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Attributes<'a, I> {
    /// Of the events of `text`, which is the prepared one.
    pub(super) fn new(text: &'a str, events: I) -> Self {
        Self {
            events,
            text,
            end: None,
        }
    }
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Iterator for Attributes<'a, I> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (event, range) = self.events.next()?;
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let read = read(self.text, &range);
                    self.end = read.as_ref().map(|read| read.end);
                    let (id, classes) =
                        read.map(|read| (read.id, read.classes)).unwrap_or_default();
                    let heading = Tag::Heading {
                        level,
                        id: id.map(CowStr::Borrowed),
                        classes: classes.into_iter().map(CowStr::Borrowed).collect(),
                        attrs: Vec::new(),
                    };
                    return Some((Event::Start(heading), range));
                }
                Event::End(TagEnd::Heading(_)) => {
                    self.end = None;
                    return Some((event, range));
                }
                _ => {}
            }
            let Some(end) = self.end.filter(|end| range.end > *end) else {
                return Some((event, range));
            };
            match event {
                _ if range.start >= end => {}
                // The words and the braces are one text.
                Event::Text(text) => {
                    let range = range.start..end;
                    let words = text.get(..range.len()).unwrap_or(&text).to_owned();
                    return Some((Event::Text(words.into()), range));
                }
                event => return Some((event, range)),
            }
        }
    }
}

/// What is said in braces behind the words of a heading.
struct Read<'a> {
    id: Option<&'a str>,
    classes: Vec<&'a str>,
    /// Where the words end.
    end: usize,
}

/// Reads the braces that end the heading at `range` of `text`. What holds anything but anchors and classes is no
/// attribute: `{name}`, `${env:PATH}`.
fn read<'a>(text: &'a str, range: &Range<usize>) -> Option<Read<'a>> {
    let whole = text.get(range.clone())?.trim_end();
    // One that is underlined has a line more.
    let (underlined, content) = match whole.rsplit_once('\n') {
        Some((content, _)) => (true, content),
        None => (false, whole.trim_start_matches('#')),
    };
    let start = if underlined {
        range.start
    } else {
        range.start + whole.len() - content.len()
    };
    let (before, inner) = content.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let escapes = before.len() - before.trim_end_matches('\\').len();
    if escapes % 2 == 1 || inner.contains('\n') {
        return None;
    }
    let (mut id, mut classes) = (None, Vec::new());
    for one in inner.split_ascii_whitespace() {
        match one.strip_prefix('#') {
            Some(name) if is_name(name) => id = Some(name),
            _ => classes.push(one.strip_prefix('.').filter(|name| is_name(name))?),
        }
    }
    if id.is_none() && classes.is_empty() {
        return None;
    }
    let mut words = before.trim_end();
    // Signs that close the heading may stand between them.
    let unclosed = words.trim_end_matches('#');
    if !underlined && (unclosed.is_empty() || unclosed.ends_with([' ', '\t'])) {
        words = unclosed.trim_end();
    }
    Some(Read {
        id,
        classes,
        end: start + words.len(),
    })
}

/// Whether something is the name of an anchor or a class.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(['}', '<', '>', '\\', '`'])
}
