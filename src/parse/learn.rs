//! The Learn dialect, read before Markdown: directives, includes and fact references become
//! placeholders that Markdown passes through untouched; the writer of HTML puts meaning back.
//!
//! A placeholder is a number between two noncharacters of Unicode, which no text may hold. Where one
//! lands in code, its source is restored, so code shows what the author wrote.

use std::borrow::Cow;
use std::ops::Range;

use super::markdown;

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
    /// `[!VIDEO url]`.
    Video(String),
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
        if !text.contains(OPEN) {
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
        .any(|mark| text.contains(&*mark.encode_utf8(&mut [0; 4])));
    let mut inline = INLINE.to_vec();
    inline.retain(|mark| text.contains(mark));
    let mut others = ["#tab/", "#<", "data-ttu-id"].iter();
    if !placeholders && inline.is_empty() && !others.any(|mark| text.contains(mark)) {
        return Prepared {
            text: Cow::Borrowed(text),
            placeholders: Vec::new(),
            jumps: Vec::new(),
        };
    }
    let mut pass = Pass {
        source: text,
        out: String::with_capacity(text.len() + 64),
        copied: 0,
        placeholders: Vec::new(),
        jumps: Vec::new(),
        in_tabs: false,
        inline,
        strange: placeholders,
        translated: text.contains("data-ttu-id"),
        list: 0,
    };
    let mut fences = markdown::fences(text).into_iter().peekable();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        while fences.next_if(|fence| fence.end <= range.start).is_some() {}
        match fences.peek().is_some_and(|fence| fence.start < range.end) {
            true => pass.code(line, range.start),
            false => pass.line(line, range),
        }
    }
    pass.copy_until(text.len());
    Prepared {
        text: Cow::Owned(pass.out),
        placeholders: pass.placeholders,
        jumps: pass.jumps,
    }
}

/// Directives that stand on a line of their own and shape what is around them.
fn is_block(name: &str) -> bool {
    matches!(
        name.strip_suffix("-end").unwrap_or(name),
        "row" | "column" | "zone" | "steps" | "moniker" | "contact" | "hours" | "sla" | "related"
    )
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
    /// Which of [`INLINE`] the text has anywhere.
    inline: Vec<&'static str>,
    /// Whether the text holds characters of placeholders, which no text may hold.
    strange: bool,
    /// Whether a translation memory has marked lines.
    translated: bool,
    /// Columns before the text of the last item of a list; 0 outside lists.
    list: usize,
}

impl Pass<'_> {
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
        if trimmed.starts_with(":::") {
            let start = range.start + (line.len() - line.trim_start().len());
            if let Some((directive, length)) = directive(trimmed, start)
                && let Meaning::Directive { name, .. } = &directive
                && is_block(name)
                && length == trimmed.len()
            {
                return self.block(line, range, directive);
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
        self.inline(line, range.start);
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

    /// Placeholders within a line.
    fn inline(&mut self, line: &str, start: usize) {
        // Most lines have none, and a line is searched for a mark faster than looked at byte by byte.
        if !self.strange && !self.inline.iter().any(|mark| line.contains(mark)) {
            return;
        }
        let mut from = 0;
        while let Some(found) = line.as_bytes()[from..].iter().position(may_begin) {
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
                fact(rest)
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

/// Whether a byte may begin something within a line: a brace, a colon, a bracket, what escapes them, or a
/// character of placeholders.
fn may_begin(byte: &u8) -> bool {
    matches!(byte, b'{' | b':' | b'[' | b'\\' | 0xEF)
}

/// Columns that the marker of a list's item takes, with the blanks behind it.
fn item(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marks: &[char] = if digits > 0 {
        &['.', ')']
    } else {
        &['-', '*', '+']
    };
    let rest = text[digits..].strip_prefix(marks)?;
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    (1..=4).contains(&blanks).then_some(digits + 1 + blanks)
}

/// `# [Title](#tab/id)`, at any level of heading.
fn tab_heading(line: &str) -> Option<(String, String)> {
    let text = line.trim_start_matches('#');
    if text.len() == line.len() {
        return None;
    }
    let (title, link) = text.trim().strip_prefix('[')?.split_once("](#tab/")?;
    let id = link.strip_suffix(')')?;
    // `#tab/os/condition`: the condition depends on another group, which needs script; all are shown.
    Some((title.to_owned(), id.split('/').next()?.to_owned()))
}

/// `{{ name }}` at the start of `text`, and its length. What is no name of a fact is one that is
/// mistyped; whoever means the characters escapes them.
fn fact(text: &str) -> Option<(Meaning, usize)> {
    // At the first character that no name has the search ends: a line may be full of braces.
    let stops = |c: char| matches!(c, '{' | '}' | '<' | '>' | '`' | '\n');
    let close = 2 + text[2..].find(stops)?;
    let name = text[2..close].trim();
    (text[close..].starts_with("}}") && name.starts_with(char::is_alphanumeric))
        .then(|| (Meaning::Fact(name.to_owned()), close + 2))
}

/// The beginning of `text`, as long as any directive: where an end is missing, nothing further away is
/// meant, and a line may begin many.
fn near(text: &str) -> &str {
    const LONGEST: usize = 8 << 10;

    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// `[!INCLUDE [title](path)]` or `[!VIDEO url]` at the start of `text`, and its length.
fn bracket(text: &str) -> Option<(Meaning, usize)> {
    let word: String = text[2..]
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_uppercase();
    let rest = near(&text[2 + word.len()..]);
    match word.as_str() {
        "INCLUDE" => {
            let open = rest.find("](")? + 2;
            let close = open + rest[open..].find(')')?;
            let end = close + 1 + rest[close + 1..].find(']')? + 1;
            if !rest[close + 1..end - 1].trim().is_empty() {
                return None;
            }
            let path = rest[open..close].trim();
            let length = 2 + word.len() + end;
            Some((Meaning::Include(path.to_owned()), length))
        }
        "VIDEO" => {
            let close = rest.find(']')?;
            let url = rest[..close].trim();
            let length = 2 + word.len() + close + 1;
            (!url.is_empty()).then(|| (Meaning::Video(url.to_owned()), length))
        }
        _ => None,
    }
}

/// `:::name key="value":::` at the start of `text`, which stands at `start`, and its length.
///
/// The long description of `:::image type="complex"` follows on lines of its own and is closed by
/// `:::image-end:::`, so that an image, too, is a directive of one line.
fn directive(text: &str, start: usize) -> Option<(Meaning, usize)> {
    let text = near(text);
    let inner = text[3..].trim_start();
    let name: String = inner
        .chars()
        .take_while(|c| c.is_ascii_alphabetic() || *c == '-')
        .collect::<String>()
        .to_ascii_lowercase();
    let known = is_block(&name) || matches!(name.as_str(), "image" | "image-end" | "no-loc");
    if !known {
        return None;
    }
    let mut at = text.len() - inner.len() + name.len();
    let mut attributes = Vec::new();
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
        let rest = &text[at..];
        if rest.starts_with(":::") {
            return Some((Meaning::Directive { name, attributes }, at + 3));
        }
        let key_length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))?;
        if key_length == 0 {
            return None;
        }
        let key = rest[..key_length].to_ascii_lowercase();
        let value = rest[key_length..].strip_prefix('=')?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let length = value[1..].find(quote)?;
        let value_at = at + key_length + 2;
        attributes.push(Attribute {
            name: key,
            value: value[1..=length].to_owned(),
            range: start + value_at..start + value_at + length,
        });
        at = value_at + length + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(text: &str) -> Vec<Meaning> {
        let placeholders = prepare(text).placeholders;
        placeholders.into_iter().map(|p| p.meaning).collect()
    }

    #[test]
    fn facts_are_read_but_not_where_they_are_escaped() {
        assert_eq!(
            meanings("Call {{ channel.phone.address }} or \\{{ literal }}."),
            [Meaning::Fact("channel.phone.address".into())]
        );
        assert_eq!(
            meanings("{{ two words }} {{}} {{#if x}} {{ over\nlines }}"),
            [Meaning::Fact("two words".into())]
        );
    }

    #[test]
    fn fences_hide_everything() {
        assert_eq!(meanings("```\n:::row:::\n{{ a.b }}\n```\n"), []);
        assert_eq!(
            meanings("> ~~~\n> {{ a.b }}\n> ~~~\n{{ c.d }}"),
            [Meaning::Fact("c.d".into())]
        );
        // Of an item, of a quotation that ends, and signs that are no fence since they are code.
        for before in [
            "- ```\n  {{ a.b }}\n  ```\n",
            "> ```\n> {{ a.b }}\n",
            "text\n\n    ```\n",
            "1. a\n\n   ~~~~\n   ```\n   ~~~~\n",
        ] {
            let text = format!("{before}\n{{{{ c.d }}}}");
            assert_eq!(meanings(&text), [Meaning::Fact("c.d".into())], "{before}");
        }
    }

    #[test]
    fn a_placeholder_is_one_that_was_made() {
        let text = "{{ a.b }} and \u{FDD0}00\u{FDD1}";
        let prepared = prepare(text);
        let forged = "\u{FDD0}00\u{FDD1}x";
        assert_eq!(prepared.split(forged), [Part::Text("x")]);
        assert!(prepared.text.ends_with("and 00"), "{}", prepared.text);
        let text = "{{ a.b }}\n\n```\n\u{FDD0}0\u{FDD1}\n```\n";
        let code = &*prepare(text).text;
        assert!(code.ends_with("```\n0\n```\n"), "{code}");
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let text = "a {{ x.y }} b\n:::row:::\ntail";
        let prepared = prepare(text);
        for word in [" b", "tail"] {
            let new = prepared.text.find(word).expect("the word stays");
            assert_eq!(
                prepared.original(new),
                text.find(word).expect("the word is there")
            );
        }
    }

    #[test]
    fn code_gets_its_source_back() {
        let text = "`{{ a.b }}`";
        let prepared = prepare(text);
        assert_eq!(prepared.restore(&prepared.text, text), text);
    }

    #[test]
    fn attributes_know_their_place() {
        let text = ":::image source=\"a.png\" alt-text='A \"b\"':::";
        let prepared = prepare(text);
        let Meaning::Directive { name, attributes } = &prepared.placeholders[0].meaning else {
            panic!("a directive");
        };
        assert_eq!(name, "image");
        assert_eq!(&text[attributes[0].range.clone()], "a.png");
        assert_eq!(attributes[1].value, "A \"b\"");
    }
}
