//! The Learn dialect, read before Markdown: directives, includes and fact references become
//! placeholders that Markdown passes through untouched; the writer of HTML puts meaning back.
//!
//! A placeholder is a number between two noncharacters of Unicode, which no text may hold. Where one
//! lands in code, its source is restored, so code shows what the author wrote.

mod columns;
mod references;
mod signs;
#[cfg(test)]
mod tests;
mod zones;

use std::borrow::Cow;
use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;

use super::markdown;
use crate::model::markup::{has, has_byte, lines};
use columns::Stretch;
pub use references::{is_of_facts, not_filled, references, unescaped};
pub(super) use signs::name;
use signs::{block, bracket, directive, fact, item, tab_heading};
pub use zones::Tab;

/// Opens a placeholder.
pub const OPEN: char = '\u{FDD0}';
/// Closes a placeholder.
pub const CLOSE: char = '\u{FDD1}';

/// What a placeholder stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// `{{ channel.phone.address }}`.
    Fact(String),
    /// `[!INCLUDE [title](path)]`.
    Include(String),
    /// `[!VIDEO url "title" captions transcript="path"]`.
    Video {
        /// Where it is shown.
        url: String,
        /// What it is called, if that is said.
        title: Option<String>,
        /// Whether it has captions.
        captions: bool,
        /// Where its words are written down, if that is said.
        transcript: Option<String>,
    },
    /// `:::name` at the start of a line that is no directive, or none that can be read: it is text.
    Unread,
    /// Nothing, before the colon that begins a line and has no blank behind it: Markdown must not take it for that of a
    /// definition, as the parser does of `:30` or `:octocat:`.
    Colon,
    /// `:::name attributes:::`, on a line of its own or within one.
    Directive {
        /// `image`, `row`, `column-end`, `contact` …
        name: String,
        /// The attributes with their places in the original text.
        attributes: Vec<Attribute>,
    },
    /// `# [Title](#tab/id)`.
    Tab {
        /// The words on the tab.
        title: String,
        /// The tab's id.
        id: String,
    },
    /// The rule that ends a group of tabs.
    TabsEnd,
}

/// An attribute of a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its value, without quotes.
    pub value: String,
    /// Where the value stands in the original text.
    pub range: Range<usize>,
}

/// A placeholder's meaning and source.
#[derive(Clone, Debug)]
pub struct Placeholder {
    /// What it stands for.
    pub meaning: Meaning,
    /// Where it stood in the original text.
    pub range: Range<usize>,
}

/// Text for the Markdown parser, and the way back to the original.
pub struct Prepared<'a> {
    /// The text with placeholders.
    pub text: Cow<'a, str>,
    /// By number.
    pub placeholders: Vec<Placeholder>,
    /// The zones that are tabs, by the number of their beginning.
    pub zones: HashMap<usize, Tab>,
    /// Where the text was changed: offset in `text`, offset in the original, both ascending.
    jumps: Vec<(usize, usize)>,
}

impl Prepared<'_> {
    /// The place in the original of a place in the prepared text.
    pub fn original(&self, at: usize) -> usize {
        let jump = self.jumps.partition_point(|&(new, _)| new <= at);
        match jump.checked_sub(1).map(|index| self.jumps[index]) {
            Some((new, old)) => {
                let next = self.jumps.get(jump).map_or(usize::MAX, |&(_, old)| old);
                (old + (at - new)).min(next)
            }
            None => at,
        }
    }

    /// Whether `text`, a part of it, has a placeholder: those of most files need no look.
    pub fn has_placeholder(&self, text: &str) -> bool {
        !self.placeholders.is_empty() && has_byte(text, [0xEF; 3]) && text.contains(OPEN)
    }

    /// The placeholders in `text`, and the text between them.
    pub fn split<'t>(&self, text: &'t str) -> Vec<Part<'t>> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(OPEN) {
            if open > 0 {
                parts.push(Part::Text(&rest[..open]));
            }
            let inner = &rest[open + OPEN.len_utf8()..];
            let Some(close) = inner.find(CLOSE) else {
                rest = "";
                break;
            };
            // As it was written, so that it is as long as it was.
            if let Ok(number) = inner[..close].parse::<usize>()
                && number < self.placeholders.len()
                && number.to_string() == inner[..close]
            {
                parts.push(Part::Placeholder(number));
            }
            rest = &inner[close + CLOSE.len_utf8()..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest));
        }
        parts
    }

    /// `text` as the author wrote it.
    pub fn restore<'t>(&self, text: &'t str, original: &str) -> Cow<'t, str> {
        if !self.has_placeholder(text) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        for part in self.split(text) {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Placeholder(number) => {
                    out.push_str(&original[self.placeholders[number].range.clone()]);
                }
            }
        }
        Cow::Owned(out)
    }
}

/// A stretch of text or a placeholder.
#[derive(Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// Plain text.
    Text(&'t str),
    /// A placeholder, by number.
    Placeholder(usize),
}

/// What begins something within a line.
const INLINE: [&str; 3] = ["{{", ":::", "[!"];

/// Puts placeholders where `text` uses the Learn dialect or refers to facts.
pub fn prepare(text: &str) -> Prepared<'_> {
    // Most files use none of it and are passed on as they are.
    let placeholders = [OPEN, CLOSE]
        .iter()
        .any(|mark| has(text, mark.encode_utf8(&mut [0; 4])));
    let mut inline = INLINE.to_vec();
    inline.retain(|mark| has(text, mark));
    let translated = has(text, "data-ttu-id");
    let tabs = ["#tab/", "#<"].iter().any(|mark| has(text, mark));
    let colons = has(text, ":") && lines(text).any(|line| colon(line).is_some());
    if !placeholders && inline.is_empty() && !translated && !tabs && !colons {
        return Prepared {
            text: Cow::Borrowed(text),
            placeholders: Vec::new(),
            zones: HashMap::new(),
            jumps: Vec::new(),
        };
    }
    let stretches = columns::stretches(text);
    // Code that was indented with its column is found where it will stand.
    let laid_out = match stretches.is_empty() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(columns::shifted(text, &stretches)),
    };
    // What a translation memory has marked is text, whatever its indentation.
    let code = match translated {
        true => markdown::fences(&laid_out),
        false => markdown::code_blocks(&laid_out),
    };
    let mut pass = Pass {
        source: text,
        out: String::with_capacity(text.len() + 64),
        copied: 0,
        placeholders: Vec::new(),
        jumps: Vec::new(),
        in_tabs: false,
        in_figure: false,
        inline,
        strange: placeholders,
        translated,
        list: 0,
        stretches: stretches.into_iter().peekable(),
    };
    let mut code = code.into_iter().peekable();
    let mut at = 0;
    for line in lines(text) {
        let range = at..at + line.len();
        at = range.end;
        // A reference that began in the line before ends in this one.
        if let Some(taken @ 1..) = pass.copied.checked_sub(range.start) {
            pass.inline(line, range.start, taken);
            continue;
        }
        let (line, range) = pass.dedent(line, range);
        while code.next_if(|block| block.end <= range.start).is_some() {}
        match code.peek().is_some_and(|block| block.start < range.end) {
            true => pass.code(line, range.start),
            false => pass.line(line, range),
        }
    }
    pass.copy_until(text.len());
    Prepared {
        text: Cow::Owned(pass.out),
        zones: zones::tabs(text, &pass.placeholders),
        placeholders: pass.placeholders,
        jumps: pass.jumps,
    }
}

/// The pass over the lines of a file.
struct Pass<'a> {
    source: &'a str,
    out: String,
    /// The source up to here is in `out`.
    copied: usize,
    placeholders: Vec<Placeholder>,
    jumps: Vec<(usize, usize)>,
    in_tabs: bool,
    /// Whether the last picture began at the margin.
    in_figure: bool,
    /// Which of [`INLINE`] the text has anywhere.
    inline: Vec<&'static str>,
    /// Whether the text holds characters of placeholders, which no text may hold.
    strange: bool,
    /// Whether a translation memory has marked lines.
    translated: bool,
    /// Columns before the text of the last item of a list; 0 outside lists.
    list: usize,
    /// What stands indented in columns, from the line that is read on.
    stretches: Peekable<std::vec::IntoIter<Stretch>>,
}

impl Pass<'_> {
    /// A line without the indentation of the column it stands in.
    fn dedent<'l>(&mut self, line: &'l str, range: Range<usize>) -> (&'l str, Range<usize>) {
        let gone = |stretch: &Stretch| stretch.range.end <= range.start;
        while self.stretches.next_if(gone).is_some() {}
        let cut = match self.stretches.peek() {
            Some(stretch) if stretch.range.start <= range.start => stretch.cut(line),
            _ => 0,
        };
        if cut > 0 {
            self.copy_until(range.start);
            self.skip_to(range.start + cut);
        }
        (&line[cut..], range.start + cut..range.end)
    }

    /// Code is as it is written, but for characters of placeholders, which no text brings along.
    fn code(&mut self, line: &str, start: usize) {
        if !self.strange {
            return;
        }
        for (at, mark) in line.match_indices([OPEN, CLOSE]) {
            self.copy_until(start + at);
            self.skip_to(start + at + mark.len());
        }
    }

    fn line(&mut self, line: &str, range: Range<usize>) {
        let trimmed = line.trim();
        if let Some((title, id)) = tab_heading(trimmed) {
            self.in_tabs = true;
            return self.block(line, range, Meaning::Tab { title, id });
        }
        if self.in_tabs && matches!(trimmed, "---" | "***" | "- - -" | "* * *") {
            self.in_tabs = false;
            return self.block(line, range, Meaning::TabsEnd);
        }
        let start = range.start + (line.len() - line.trim_start().len());
        if let Some(directive) = block(trimmed, start) {
            return self.block(line, range, directive);
        }
        let quoted = trimmed.trim_start_matches(['>', ' ', '\t']);
        if quoted.len() < trimmed.len() {
            let start = range.start + (line.trim_end().len() - quoted.len());
            if let Some(directive) = block(quoted, start) {
                return self.quoted_block(line, range, start, directive);
            }
        }
        // A picture that begins at the margin ends there: directly below a list, Markdown would take the end for
        // text of its last item.
        if trimmed.starts_with(":::image") {
            match name(trimmed).0.as_str() {
                "image" => self.in_figure = line.starts_with(':'),
                // Elsewhere it stays in its paragraph, and the blocks of a page are those they were.
                "image-end"
                    if self.in_figure
                        && trimmed == ":::image-end:::"
                        && self.is_below_item(range.start) =>
                {
                    self.in_figure = false;
                    let (name, attributes) = ("image-end".to_owned(), Vec::new());
                    return self.block(line, range, Meaning::Directive { name, attributes });
                }
                _ => {}
            }
        }
        // `##<a name="x"></a>Title`: Learn takes it for a heading, CommonMark wants the space.
        let hashes = line.len() - line.trim_start_matches('#').len();
        let rest = &line[hashes..];
        if (1..=6).contains(&hashes) && (rest.starts_with("<a ") || rest.starts_with("<span")) {
            self.copy_until(range.start + hashes);
            self.out.push(' ');
            self.skip_to(range.start + hashes);
        }
        if self.translated {
            self.indent_translation(line, range.start);
        }
        if let Some(at) = colon(line) {
            let at = range.start + at;
            self.copy_until(at);
            self.placeholder(at..at, Meaning::Colon);
        }
        self.inline(line, range.start, 0);
    }

    /// Whether the line before that of `at` is one of a list.
    fn is_below_item(&self, at: usize) -> bool {
        let before = &self.source[..at];
        let before = before.rfind('\n').map_or("", |end| &before[..end]);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let text = line.trim_start();
        item(text).is_some() || (text.len() < line.len() && !text.is_empty())
    }

    /// Lines that a translation memory has marked are text, whatever their indentation: below an item
    /// whose text begins further in, CommonMark would take them for code.
    fn indent_translation(&mut self, line: &str, start: usize) {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        let bare = text.trim_start_matches(['-', '*', '+', '>', ' ']);
        let marked = bare
            .trim_start_matches("**")
            .starts_with("<span data-ttu-id");
        if marked && (4..self.list).contains(&indent) {
            self.copy_until(start);
            self.out.push_str(&" ".repeat(self.list - indent));
            self.skip_to(start);
        } else if let Some(content) = item(text) {
            self.list = indent + content;
        } else if indent == 0 && !text.trim().is_empty() {
            self.list = 0;
        }
    }

    /// A placeholder that is a block of its own, whatever stands around it.
    fn block(&mut self, line: &str, range: Range<usize>, meaning: Meaning) {
        let start = range.start + (line.len() - line.trim_start().len());
        let end = range.start + line.trim_end().len();
        self.copy_until(range.start);
        self.out.push('\n');
        self.placeholder(start..end, meaning);
        self.out.push('\n');
        // The line's own end makes the blank line that follows.
        self.jumps.push((self.out.len(), self.copied));
    }

    /// The same in a quotation, which goes on: what stands at `start` is no more of the item or paragraph above.
    fn quoted_block(&mut self, line: &str, range: Range<usize>, start: usize, meaning: Meaning) {
        let marks = line[..start - range.start].trim_end();
        self.copy_until(range.start + marks.len());
        self.out.push_str(&format!("\n{marks} "));
        self.placeholder(start..range.start + line.trim_end().len(), meaning);
        self.out.push_str(&format!("\n{marks}"));
        self.jumps.push((self.out.len(), self.copied));
    }

    /// Placeholders within a line, from byte `from` of it on.
    fn inline(&mut self, line: &str, start: usize, mut from: usize) {
        // Most lines have none, and a line is searched for a mark faster than looked at byte by byte.
        if !self.strange && !self.inline.iter().any(|mark| line.contains(mark)) {
            return;
        }
        let begin = if line.contains(":::") { begin(line) } else { 0 };
        while let Some(rest) = line.as_bytes().get(from..)
            && let Some(found) = rest.iter().position(may_begin)
        {
            let at = from + found;
            let rest = &line[at..];
            from = at + rest.chars().next().map_or(1, char::len_utf8);
            if let Some(escaped) = rest.strip_prefix('\\') {
                // `\{{` and `\:::`: the author means the characters.
                let skip = INLINE.iter().find(|mark| escaped.starts_with(**mark));
                from += skip.map_or(0, |mark| mark.len());
                continue;
            }
            if rest.starts_with([OPEN, CLOSE]) {
                self.copy_until(start + at);
                self.skip_to(start + from);
                continue;
            }
            let found = if rest.starts_with("{{") {
                self.fact(line, start, at)
            } else if rest.starts_with(":::") && at == begin {
                Some(leading(rest, start + at))
            } else if rest.starts_with(":::") {
                directive(rest, start + at)
            } else if rest.starts_with("[!") {
                bracket(rest)
            } else {
                None
            };
            if let Some((meaning, length)) = found {
                let range = start + at..start + at + length;
                self.copy_until(range.start);
                self.placeholder(range, meaning);
                from = at + length;
            }
        }
    }

    /// The reference at byte `at` of a line, and its length. An editor may have wrapped it: it goes on in the next
    /// line of the same quotation.
    fn fact(&self, line: &str, start: usize, at: usize) -> Option<(Meaning, usize)> {
        let text = &self.source[start + at..];
        let (meaning, length) = fact(text)?;
        let marks = |text: &str| text.matches('>').count();
        let mut wraps = text[..length].split('\n').skip(1).peekable();
        let quoted = wraps.peek().map_or(0, |_| marks(&line[..begin(line)]));
        wraps
            .all(|wrapped| matches!(marks(wrapped), 0) || marks(wrapped) == quoted)
            .then_some((meaning, length))
    }

    fn placeholder(&mut self, range: Range<usize>, meaning: Meaning) {
        let number = self.placeholders.len();
        self.jumps.push((self.out.len(), range.start));
        self.out.push(OPEN);
        self.out.push_str(&number.to_string());
        self.out.push(CLOSE);
        self.skip_to(range.end);
        self.placeholders.push(Placeholder { meaning, range });
    }

    fn copy_until(&mut self, end: usize) {
        if self.copied < end {
            self.out.push_str(&self.source[self.copied..end]);
            self.copied = end;
        }
    }

    fn skip_to(&mut self, end: usize) {
        self.copied = end;
        self.jumps.push((self.out.len(), end));
    }
}

/// Where the colon stands that a line begins with, if it begins neither a definition nor a directive, and is none of a
/// line below the head of a table.
fn colon(line: &str) -> Option<usize> {
    let text = line.trim_start_matches([' ', '\t', '>']);
    let behind = text.strip_prefix(':')?;
    let is_definition =
        behind.is_empty() || behind.starts_with([' ', '\t', '\r', '\n', '\u{3000}']);
    let is_rule = behind.starts_with('-') && text.chars().all(|c| ":-| \t\r\n".contains(c));
    let is_other = is_definition || is_rule || behind.starts_with("::");
    (!is_other).then_some(line.len() - text.len())
}

/// Where the text of a line begins: behind the marks of quotations and of items.
fn begin(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        at += rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        match item(&line[at..]) {
            Some(mark) => at += mark,
            None => return at,
        }
    }
}

/// What begins with the `:::` that a line begins with, and its length. Whatever it is, Markdown must not read it:
/// below a paragraph it would be what a definition list begins with.
fn leading(text: &str, start: usize) -> (Meaning, usize) {
    if let Some(meaning) = block(text, start) {
        return (meaning, text.trim_end().len());
    }
    directive(text, start).unwrap_or_else(|| (Meaning::Unread, name(text).1))
}

/// Whether a byte may begin something within a line: a brace, a colon, a bracket, what escapes them, or a
/// character of placeholders.
fn may_begin(byte: &u8) -> bool {
    matches!(byte, b'{' | b':' | b'[' | b'\\' | 0xEF)
}
