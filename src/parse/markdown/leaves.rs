//! The leaves of a text: its smallest stretches of prose, with the codes within them.
//!
//! Reads the same events of the same prepared text as the writer of HTML, and keeps places alone: what a
//! leaf says is what the file says there, byte for byte.

mod raw_html;

use std::collections::BTreeMap;

use super::elements::is_block;
use super::quotes::QuoteMark;
use super::*;
use crate::model::leaf::{Form, Leaf, Mark, Part as LeafPart, Role};
use raw_html::Html;

/// The leaves of `text`, which begins at byte `offset` of its file, in order.
pub fn leaves(text: &str, offset: usize) -> Vec<Leaf> {
    let prepared = learn::prepare(text);
    let mut finder = Finder {
        prepared: &prepared,
        source: text,
        offset,
        blocks: Vec::new(),
        open: Vec::new(),
        parts: Vec::new(),
        at: None,
        hidden: 0,
        skip_until: 0,
        broken: false,
        described: BTreeMap::new(),
        html: None,
        in_html: false,
        found: Vec::new(),
    };
    for (event, range) in events(&prepared) {
        finder.event(&event, range);
    }
    finder.end_leaf();
    finder.found
}

/// Collects the parts of a leaf until a block begins or ends.
struct Finder<'a> {
    prepared: &'a Prepared<'a>,
    source: &'a str,
    offset: usize,
    /// What the blocks around are.
    blocks: Vec<Option<Form>>,
    /// What is open within the leaf.
    open: Vec<Mark>,
    /// Parts with their places in the prepared text.
    parts: Vec<(Role, Range<usize>)>,
    /// The prepared text is read up to here; `None` before the first part.
    at: Option<usize>,
    /// Elements that are open and whose content is no prose.
    hidden: usize,
    /// The mark of an alert goes up to here.
    skip_until: usize,
    /// Whether places were found that do not follow each other.
    broken: bool,
    /// The words within a code of the leaf, by where it stands in the prepared text.
    described: BTreeMap<usize, Range<usize>>,
    /// The block of HTML that is read.
    html: Option<Html>,
    /// Whether the leaf stands in HTML, where Markdown is not read.
    in_html: bool,
    found: Vec<Leaf>,
}

impl Finder<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        if self.hidden > 0 {
            match event {
                Event::Start(_) => self.hidden += 1,
                Event::End(_) => self.hidden -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Html(written) if self.html.is_some() => {
                if let Some(html) = &mut self.html {
                    html.lines.push(written, range);
                }
            }
            Event::Start(tag) if is_block(&tag.to_end()) => self.start_block(tag, &range),
            Event::End(tag) if is_block(tag) => {
                match self.html.take() {
                    Some(html) => self.html_block(html),
                    None => self.end_leaf(),
                }
                self.blocks.pop();
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(&range),
            Event::Text(text) => self.text(text, range),
            Event::Code(_) => self.alone(Mark::Code, range),
            Event::InlineHtml(_) => self.alone(Mark::Html, range),
            Event::FootnoteReference(_) => self.alone(Mark::Footnote, range),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.alone(Mark::Code, range),
            Event::SoftBreak => self.line_end(Mark::Wrap, range),
            Event::HardBreak => self.line_end(Mark::Break, range),
            Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => self.end_leaf(),
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        self.end_leaf();
        match tag {
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.hidden = 1;
                return;
            }
            Tag::HtmlBlock => self.html = Some(Html::default()),
            Tag::BlockQuote(_) => self.skip_until = mark_end(&self.prepared.text, range),
            _ => {}
        }
        let around = self.blocks.last().copied().flatten();
        self.blocks.push(match tag {
            // An item says the same with blank lines around it and without.
            Tag::Paragraph if around == Some(Form::Item) => around,
            Tag::Paragraph | Tag::DefinitionListDefinition => Some(Form::Paragraph),
            Tag::Heading { .. } => Some(Form::Heading),
            Tag::Item => Some(Form::Item),
            Tag::TableCell => Some(Form::Cell),
            Tag::DefinitionListTitle => Some(Form::Term),
            _ => None,
        });
    }

    /// What stands between the last part and `start`: escapes, and what begins a line.
    fn gap(&mut self, start: usize) {
        let Some(at) = self.at.replace(start) else {
            return;
        };
        if start < at {
            self.broken = true;
        }
        if start <= at {
            return;
        }
        let escape = usize::from(self.prepared.text.as_bytes()[start - 1] == b'\\');
        match self.parts.last_mut() {
            Some((Role::Alone(Mark::Wrap | Mark::Break), range)) => {
                range.end = start - escape;
                if escape > 0 {
                    self.parts.push((Role::Text, start - escape..start));
                }
            }
            _ => self.parts.push((Role::Text, at..start)),
        }
    }

    fn push(&mut self, role: Role, range: Range<usize>) {
        // A leaf may begin with an escape.
        if self.at.is_none() && role == Role::Text {
            let before = self.prepared.text[..range.start].ends_with('\\');
            self.at = Some(range.start - usize::from(before));
        }
        self.gap(range.start);
        self.at = Some(range.end);
        self.parts.push((role, range));
    }

    fn alone(&mut self, mark: Mark, range: Range<usize>) {
        if range.end > self.skip_until {
            self.push(Role::Alone(mark), range);
        }
    }

    fn line_end(&mut self, mark: Mark, range: Range<usize>) {
        // Blanks before it are part of it.
        if let Some(at) = self.at {
            self.alone(mark, at.min(range.start)..range.end);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let written = &self.prepared.text[range.clone()];
        let (mark, width) = match tag {
            Tag::Strong => (Mark::Strong, 2),
            Tag::Strikethrough if written.starts_with("~~") => (Mark::Struck, 2),
            Tag::Strikethrough => (Mark::Struck, 1),
            Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            } => {
                self.hidden = 1;
                return self.alone(Mark::Address, range);
            }
            Tag::Link { .. } => (Mark::Link, 1),
            Tag::Image { .. } => (Mark::Picture, 2),
            _ => (Mark::Emphasis, 1),
        };
        self.push(Role::Open(mark), range.start..range.start + width);
        self.open.push(mark);
    }

    fn end(&mut self, range: &Range<usize>) {
        match (self.open.pop(), self.at) {
            (Some(mark), Some(at)) if at <= range.end => {
                self.push(Role::Close(mark), at..range.end);
            }
            _ => self.broken = true,
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let range = range.start.max(self.skip_until).min(range.end)..range.end;
        let prepared = self.prepared;
        let written = &prepared.text[range.clone()];
        if range.is_empty() {
            return;
        }
        if !written.contains(learn::OPEN) {
            let named = written.starts_with('&') && written != text;
            let role = match named {
                true => Role::Alone(Mark::Character),
                false => Role::Text,
            };
            return self.push(role, range);
        }
        let mut at = range.start;
        for part in prepared.split(written) {
            match part {
                Part::Text(text) => {
                    self.push(Role::Text, at..at + text.len());
                    at += text.len();
                }
                Part::Placeholder(number) => {
                    let length = format!("{}{number}{}", learn::OPEN, learn::CLOSE).len();
                    self.placeholder(number, at..at + length);
                    at += length;
                }
            }
        }
    }

    fn placeholder(&mut self, number: usize, range: Range<usize>) {
        let placeholder = &self.prepared.placeholders[number];
        if let Meaning::Tab { title, .. } = &placeholder.meaning {
            self.end_leaf();
            let written = &self.source[placeholder.range.clone()];
            let bracket = written.find('[').map_or(0, |at| at + 1);
            let start = self.offset + placeholder.range.start + bracket;
            return self.found.push(Leaf {
                form: Form::Heading,
                in_html: false,
                parts: vec![LeafPart {
                    role: Role::Text,
                    range: start..start + title.len(),
                }],
            });
        }
        let mark = match placeholder.meaning {
            Meaning::Colon => return self.push(Role::Text, range),
            Meaning::Fact(_) => Mark::Fact,
            _ => Mark::Include,
        };
        if let Some(words) = words(placeholder, self.source) {
            self.described.insert(range.start, words);
        }
        self.push(Role::Alone(mark), range);
    }

    /// The leaf is read to its end. One whose places do not follow each other is left out.
    fn end_leaf(&mut self) {
        self.at = None;
        let parts = std::mem::take(&mut self.parts);
        let open = std::mem::take(&mut self.open);
        let mut described = std::mem::take(&mut self.described);
        let broken = std::mem::take(&mut self.broken);
        if parts.is_empty() || broken || !open.is_empty() {
            return;
        }
        let form = self.blocks.last().copied().flatten();
        let mut leaf = Leaf {
            form: form.unwrap_or(Form::Paragraph),
            in_html: self.in_html,
            parts: Vec::with_capacity(parts.len()),
        };
        for (role, range) in parts {
            let words = described.remove(&range.start);
            let start = self.prepared.original(range.start);
            let end = self.prepared.original(range.end).max(start);
            let Some(written) = self.source.get(start..end) else {
                return;
            };
            // A line that simply goes on is text.
            let role = match role {
                Role::Alone(Mark::Wrap) if written == "\n" => Role::Text,
                role => role,
            };
            let range = self.offset + start..self.offset + end;
            match leaf.parts.last_mut() {
                Some(last) if last.range.end != range.start => return,
                Some(last) if last.role == Role::Text && role == Role::Text => {
                    last.range.end = range.end;
                }
                _ if range.is_empty() && role == Role::Text => {}
                _ if role == Role::Alone(Mark::Include) && words.is_some() => {
                    let words = words.unwrap_or_default();
                    let words = self.offset + words.start..self.offset + words.end;
                    leaf.parts.extend(around(range, words));
                }
                _ => leaf.parts.push(LeafPart { role, range }),
            }
        }
        self.trim(&mut leaf);
        if !leaf.parts.is_empty() {
            self.found.push(leaf);
        }
    }

    /// Takes blanks and ends of lines away from both ends.
    fn trim(&self, leaf: &mut Leaf) {
        const BLANK: [char; 3] = [' ', '\t', '\n'];
        let is_end = |role: Role| matches!(role, Role::Alone(Mark::Wrap | Mark::Break));
        while let Some(first) = leaf.parts.first_mut() {
            let range = first.range.start - self.offset..first.range.end - self.offset;
            let written = &self.source[range];
            first.range.start += match first.role {
                Role::Text => written.len() - written.trim_start_matches(BLANK).len(),
                role if is_end(role) => written.len(),
                _ => return self.trim_end(leaf),
            };
            if !first.range.is_empty() {
                break;
            }
            leaf.parts.remove(0);
        }
        self.trim_end(leaf);
    }

    fn trim_end(&self, leaf: &mut Leaf) {
        const BLANK: [char; 3] = [' ', '\t', '\n'];
        while let Some(last) = leaf.parts.last_mut() {
            let range = last.range.start - self.offset..last.range.end - self.offset;
            let written = &self.source[range];
            last.range.end -= match last.role {
                Role::Text => written.len() - written.trim_end_matches(BLANK).len(),
                Role::Alone(Mark::Wrap | Mark::Break) => written.len(),
                _ => return,
            };
            if !last.range.is_empty() {
                return;
            }
            leaf.parts.pop();
        }
    }
}

/// Where the words stand that a directive has for readers: what a picture shows, what a film is called.
fn words(placeholder: &learn::Placeholder, text: &str) -> Option<Range<usize>> {
    let words = match &placeholder.meaning {
        Meaning::Directive { name, attributes } if name == "image" => {
            let mut attributes = attributes.iter();
            let alt = attributes.find(|attribute| attribute.name == "alt-text")?;
            alt.range.clone()
        }
        Meaning::Video {
            title: Some(title), ..
        } => {
            let written = &text[placeholder.range.clone()];
            let quoted = ['"', '\''].map(|quote| format!(" {quote}{title}{quote}"));
            let at = quoted.iter().find_map(|quoted| written.find(quoted))?;
            let start = placeholder.range.start + at + " '".len();
            start..start + title.len()
        }
        _ => return None,
    };
    (!text[words.clone()].trim().is_empty()).then_some(words)
}

/// A code around its words.
fn around(code: Range<usize>, words: Range<usize>) -> [LeafPart; 3] {
    let part = |role, range| LeafPart { role, range };
    [
        part(Role::Open(Mark::Picture), code.start..words.start),
        part(Role::Text, words.clone()),
        part(Role::Close(Mark::Picture), words.end..code.end),
    ]
}

/// Where the mark ends that a quotation begins with.
fn mark_end(text: &str, range: &Range<usize>) -> usize {
    let mark = QuoteMark::of(&text[range.clone()]);
    mark.map_or(0, |(_, length)| range.start + length)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests")]
mod tests {
    use std::path::Path;

    use super::*;

    /// Words of the text that stand in no leaf, but for those in code and directives.
    fn missed(text: &str) -> Vec<String> {
        let found = leaves(text, 0);
        let prepared = learn::prepare(text);
        let mut hidden = 0;
        let mut missed = Vec::new();
        for (event, range) in Parser::new_ext(&prepared.text, options()).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_)) => hidden += 1,
                Event::End(TagEnd::CodeBlock) => hidden -= 1,
                Event::Text(words) if hidden == 0 && !words.contains(learn::OPEN) => {
                    let at = prepared.original(range.start);
                    let mut ranges = found.iter().map(Leaf::range);
                    let alert = words.starts_with('!') || matches!(&*words, "[" | "]");
                    if !words.trim().is_empty() && !alert && !ranges.any(|leaf| leaf.contains(&at))
                    {
                        missed.push(words.to_string());
                    }
                }
                _ => {}
            }
        }
        missed
    }

    fn each_page(dir: &Path, visit: &mut dyn FnMut(&Path, &str)) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                each_page(&path, visit);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                visit(&path, &std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn every_word_of_the_starter_portal_is_in_a_leaf() {
        let mut pages = 0;
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        each_page(&root.join("content"), &mut |path, text| {
            let body = crate::parse::front_matter::split(text).body;
            assert_eq!(missed(&text[body..]), [""; 0], "{}", path.display());
            pages += 1;
        });
        assert!(pages > 50);
    }

    #[test]
    fn a_leaf_ends_where_a_block_or_a_code_does() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            let shown = |leaf: &Leaf| -> String {
                let parts = leaf.parts.iter();
                let parts = parts.map(|part| text[part.range.clone()].replace('\n', "↵"));
                parts.collect::<Vec<_>>().join("·")
            };
            let said: Vec<String> = leaves(text, 0).iter().map(shown).collect();
            assert_eq!(said.join(" / "), expected, "{text}");
        }
        check("# A *b* {#c}\n\nd\ne", "A ·*·b·* / d↵e");
        check("# A {b}\n\n## c {#d}\n\n## {e} ## {#f}", "A {b} / c / {e}");
        check("- a\n- [ ] \\*b  \n  c\n\n      code", "a / \\*b·  ↵  ·c");
        check("> [!NOTE]\n> a\n> **b\n> c**", "a·↵> ·**·b·↵> ·c·**");
        check("> [!div class=\"a\"]\n> b", "b");
        check(
            "| a | `b` |\n|--|--|\n| c&amp;d | {{ e.f }} |",
            "a / `b` / c·&amp;·d / {{ e.f }}",
        );
        check(
            "[a **b**][c] ![](d) <e@f.example>\n\n[c]: g",
            "[·a ·**·b·**·][c]· ·![·](d)· ·<e@f.example>",
        );
        check(
            "# [a](#tab/b)\n\n:::row:::\n\nc :::no-loc text=\"d\"::: e\n\n---",
            "a / :::row::: / c ·:::no-loc text=\"d\":::· e / ---",
        );
        check(
            "a :::image source=\"b.svg\" alt-text=\"C d\"::: e\n\n[!VIDEO https://f.example/g \"H\"]",
            "a ·:::image source=\"b.svg\" alt-text=\"·C d·\":::· e / [!VIDEO https://f.example/g \"·H·\"]",
        );
        check(
            ":::image type=\"complex\" source=\"b.svg\" alt-text=\"C\":::\nD e.\n:::image-end:::",
            ":::image type=\"complex\" source=\"b.svg\" alt-text=\"·C·\":::·↵D e.↵·:::image-end:::",
        );
        check("<div>\n\na\n\n</div>\n\na <b>c</b>", "a / a ·<b>·c·</b>");
        check(
            "<details><summary>a</summary>\n\nb\n</details>\n<!-- c -->",
            "a / b",
        );
        check(
            "> <table>\n> <tr><th>a &lt; b & c<td><b>d</b> *e*\n>   f</td></tr></table>",
            "a ·&lt;· b & c / <b>·d·</b>· *e*·↵>   ·f",
        );
        check(
            "<div><p>a\nb</p>c<pre>d</pre>\n<ul><li>e {{ f.g }}</ul></div>",
            "a↵b / c / e ·{{ f.g }}",
        );
        check(
            "*a www.b.example/c_d*, e@f.example\\*",
            "*·a ·www.b.example/c_d·*·, ·e@f.example·\\*",
        );
    }

    #[test]
    fn no_text_brings_its_own_placeholders() {
        for forged in ["00", "0"] {
            for fence in ["    ```", "> ```", "```"] {
                let text =
                    format!("# [T](#tab/x)\n\n{fence}\n\u{FDD0}{forged}\u{FDD1}日本 words\n");
                let found = leaves(&text, 0);
                let ranges: Vec<Range<usize>> = found.iter().map(Leaf::range).collect();
                assert_eq!(ranges.first(), Some(&(3..4)), "{text}");
                let in_order = ranges.is_sorted_by(|one, next| one.end <= next.start);
                assert!(in_order, "{text}: {ranges:?}");
            }
        }
    }
}
