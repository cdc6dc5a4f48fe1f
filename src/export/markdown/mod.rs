//! The text of a page back to Markdown, with facts and includes filled in: for whoever reads pages with a
//! program.
//!
//! Goes in: the HTML that a page's text became. Comes out: CommonMark with tables, tasks, footnotes and
//! what is struck out, as in GFM. Buttons, pictures drawn in the page and the original of a bilingual text
//! are left out.

mod writer;

use std::ops::Range;

use crate::model::html::{self, Element, Node, is_phrasing};
use crate::model::markup::{destination, fence};
use writer::Writer;

/// Elements that say nothing to a program.
const SILENT: [&str; 9] = [
    "button", "fieldset", "input", "script", "style", "svg", "form", "nav", "template",
];

/// The text of a page as Markdown, ending in a line end; empty where it says nothing. `comma` parts the items of a list
/// in a cell.
pub(super) fn text(html: &str, comma: &str) -> String {
    let nodes = html::nodes(html);
    let mut translator = Translator {
        nodes: &nodes,
        out: Writer::new(html.len() / 2, comma),
        in_words: false,
        in_heading: false,
        in_bold: false,
    };
    translator.nodes(0..nodes.len());
    translator.out.finish()
}

/// Whether an element is hidden, or says again what stands at the head of the text or beside it.
fn is_for_eyes(element: Element<'_>) -> bool {
    const BESIDE: [&str; 7] = [
        "lead", "about", "turn", "related", "feedback", "tools", "path",
    ];
    element.name == "h1"
        || element.attributes().any(|(name, value)| match name {
            "hidden" => true,
            "aria-hidden" => value == "true",
            "class" => value.split(' ').any(|own| BESIDE.contains(&own)),
            _ => false,
        })
}

/// Plain words as Markdown that shows them as they are, in one line: a line of its own could be a heading.
pub(super) fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        if r"\`*_[]<~".contains(letter) {
            out.push('\\');
        }
        out.push(match letter {
            '\n' | '\r' => ' ',
            letter => letter,
        });
    }
    out
}

struct Translator<'a> {
    nodes: &'a [Node<'a>],
    out: Writer,
    /// Whether all elements stand in a line of text, as in a heading.
    in_words: bool,
    /// Whether what is read stands in a heading, which is one line in Markdown.
    in_heading: bool,
    in_bold: bool,
}

impl<'a> Translator<'a> {
    fn nodes(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let mut follows = false;
        while at < range.end
            && let Some(node) = self.nodes.get(at)
        {
            match node {
                Node::Text(words) => {
                    self.out.text(words);
                    at += 1;
                }
                Node::Element(element) => {
                    self.element(*element, at + 1..element.end, follows);
                    at = element.end;
                }
            }
            follows = matches!(node, Node::Element(_));
        }
    }

    fn element(&mut self, element: Element<'a>, within: Range<usize>, follows: bool) {
        if SILENT.contains(&element.name) || is_for_eyes(element) {
            return;
        }
        if self.in_words || is_phrasing(element.name) || element.name == "label" {
            return self.inline(element, within, follows);
        }
        self.out.end_block();
        self.block(element, within);
        self.out.end_block();
    }

    fn block(&mut self, element: Element<'a>, within: Range<usize>) {
        match element.name {
            "h2" | "h3" | "h4" | "h5" | "h6" => {
                const LEVELS: [&str; 5] = ["## ", "### ", "#### ", "##### ", "###### "];
                let level = element.name.as_bytes()[1] - b'2';
                let in_cell = self.out.is_in_cell();
                let level = if in_cell {
                    ""
                } else {
                    LEVELS[usize::from(level)]
                };
                let mark = self.out.mark(level);
                let before = std::mem::replace(&mut self.in_heading, true);
                self.words(within);
                self.in_heading = before;
                self.out.close_mark(mark, "");
            }
            // A question of an FAQ is a heading, as its author wrote it.
            "summary" if self.has_heading(within.clone()) => self.nodes(within),
            "summary" | "dt" | "caption" => self.bold(within),
            "p" if element.is("alert-title") => self.bold(within),
            "p" => self.words(within),
            "hr" => self.out.word("---"),
            "ul" | "ol" => self.list(element, within),
            "dl" => {
                self.out.open_list();
                let open = self.terms(within, false);
                self.end_term(open);
                self.out.close();
            }
            "pre" => self.code(element, within),
            "table" => self.table(within),
            "blockquote" | "aside" => self.quotation(within),
            "div" if element.is("alert") => self.quotation(within),
            "div" if self.has_tabs(element, within.clone()) => self.tabs(within),
            _ => self.nodes(within),
        }
    }

    fn has_heading(&self, within: Range<usize>) -> bool {
        let headings = ["h2", "h3", "h4", "h5", "h6"];
        self.nodes[within]
            .iter()
            .any(|node| matches!(node, Node::Element(element) if headings.contains(&element.name)))
    }

    /// Text in one line.
    fn words(&mut self, within: Range<usize>) {
        let before = std::mem::replace(&mut self.in_words, true);
        self.nodes(within);
        self.in_words = before;
    }

    fn bold(&mut self, within: Range<usize>) {
        self.marked("**", within, |this, within| {
            let before = std::mem::replace(&mut this.in_bold, true);
            this.words(within);
            this.in_bold = before;
        });
    }

    fn marked(
        &mut self,
        mark: &'static str,
        within: Range<usize>,
        write: impl FnOnce(&mut Self, Range<usize>),
    ) {
        let open = self.out.mark(mark);
        write(self, within);
        self.out.close_mark(open, mark);
    }

    fn quotation(&mut self, within: Range<usize>) {
        self.out.open("> ", "> ");
        self.nodes(within);
        self.out.close();
    }

    fn list(&mut self, element: Element<'a>, within: Range<usize>) {
        let start = element.attribute("start");
        let mut number: usize = start.and_then(|start| start.parse().ok()).unwrap_or(1);
        self.out.open_list();
        for (own, item) in self.children(within, &["li"]) {
            let mut mark = match (footnote(own), element.name) {
                (Some(note), _) => format!("[^{note}]: "),
                (None, "ol") => format!("{number}. "),
                _ => "- ".to_owned(),
            };
            number = number.saturating_add(1);
            // What goes on below a footnote stands as far in as code would elsewhere.
            let indent = match mark.starts_with('[') {
                true => 4,
                false => mark.len(),
            };
            if own.is("task")
                && let Some(done) = self.ticked(item.clone())
            {
                mark.push_str(if done { "[x] " } else { "[ ] " });
            }
            self.out.open(mark, " ".repeat(indent));
            self.nodes(item);
            self.out.close();
        }
        self.out.close();
    }

    /// Whether the box that what stands here begins with is ticked, where it is one of a checklist: those
    /// of forms can be changed.
    fn ticked(&self, within: Range<usize>) -> Option<bool> {
        // An item, a paragraph, a label, and a line end between them.
        let first = self.nodes.get(within)?.iter().take(4);
        let boxes = first.filter_map(|node| match node {
            Node::Element(element) if element.name == "input" => Some(element),
            _ => None,
        });
        let is = |name| boxes.clone().any(|one| one.attribute(name).is_some());
        is("disabled").then(|| is("checked"))
    }

    fn has_tabs(&self, element: Element<'a>, within: Range<usize>) -> bool {
        element.is("tabs") && self.children(within, &["label"]).next().is_some()
    }

    /// Tabs are items, so that one sees where the last one ends.
    fn tabs(&mut self, within: Range<usize>) {
        self.out.open_list();
        let mut open = false;
        for (element, within) in self.children(within, &["label", "div"]) {
            if element.name == "label" {
                self.end_term(open);
                self.out.open("- ", "  ");
                self.bold(within);
                self.out.end_block();
                open = true;
            } else {
                self.nodes(within);
            }
        }
        self.end_term(open);
        self.out.close();
    }

    /// Terms, each followed by what it means in the same line, or by the first of what it may mean. Says whether the last one is still open.
    fn terms(&mut self, within: Range<usize>, mut open: bool) -> bool {
        for (element, within) in self.children(within, &["div", "dt", "dd"]) {
            match element.name {
                "dt" => {
                    self.end_term(open);
                    self.out.open("- ", "  ");
                    self.bold(within);
                    if self.out.is_in_line() {
                        self.out.word(":");
                    }
                    self.out.glue();
                    open = true;
                }
                "dd" => {
                    self.out.end_block();
                    self.nodes(within);
                }
                _ => open = self.terms(within, open),
            }
        }
        open
    }

    fn end_term(&mut self, open: bool) {
        self.out.unglue();
        if open {
            self.out.close();
        }
    }

    fn code(&mut self, element: Element<'a>, within: Range<usize>) {
        let mut text = String::new();
        self.push_raw(within, &mut text);
        if self.out.is_in_cell() {
            return self.out.code(&text, &fence(&text, 1));
        }
        let language = element.attribute("data-lang").unwrap_or_default();
        let language =
            match language.contains(|letter: char| letter == '`' || letter.is_whitespace()) {
                true => "",
                false => &language,
            };
        let fence = fence(&text, 3);
        let first = format!("{fence}{language}");
        let lines = text.trim_end_matches('\n').split('\n');
        let lines = std::iter::once(first.as_str()).chain(lines);
        self.out.lines(lines.chain([fence.as_str()]));
    }

    fn push_raw(&self, within: Range<usize>, out: &mut String) {
        let mut at = within.start;
        while at < within.end
            && let Some(node) = self.nodes.get(at)
        {
            at = match node {
                Node::Element(element) if element.name == "button" => element.end,
                Node::Element(_) => at + 1,
                Node::Text(words) => {
                    out.push_str(&html::unescaped(words));
                    at + 1
                }
            };
        }
    }

    fn table(&mut self, within: Range<usize>) {
        // One that is only heard says again what stands above.
        let mut captions = self.children(within.clone(), &["caption"]);
        if let Some((caption, words)) = captions.next()
            && !caption.is("visually-hidden")
        {
            self.bold(words);
            self.out.end_block();
        }
        let mut rows = Rows::default();
        self.push_rows(within, false, &mut rows);
        for part in std::mem::take(&mut rows.beside) {
            self.nodes(part);
            self.out.end_block();
        }
        let rows = rows.aligned();
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        if width == 0 {
            return;
        }
        if self.out.is_in_cell() {
            return rows.into_iter().flatten().for_each(|cell| {
                self.out.end_block();
                self.nodes(cell);
            });
        }
        for (number, row) in rows.iter().enumerate() {
            self.out.row(number);
            // Cells that are missing at the end of a row are empty ones; the head must name all columns.
            let width = if number == 0 { width } else { row.len().max(1) };
            for column in 0..width {
                let cell = row.get(column).cloned().unwrap_or_default();
                let outer = self.out.open_cell();
                self.nodes(cell);
                self.out.close_cell(outer);
            }
            if number == 0 {
                self.out.rule(width);
            }
        }
    }

    fn push_rows(&self, within: Range<usize>, is_row: bool, rows: &mut Rows) {
        let mut in_row = false;
        for (element, part) in self.parts(within) {
            let inner = part.start + 1..part.end;
            let name = element.map_or("", |element| element.name);
            match (name, element) {
                ("tr", _) => {
                    rows.cells.push(Vec::new());
                    self.push_rows(inner, true, rows);
                }
                ("thead" | "tbody" | "tfoot", _) => self.push_rows(inner, false, rows),
                ("td" | "th", Some(element)) => {
                    // A cell may stand in a table without a row around it.
                    if !in_row && !is_row {
                        rows.cells.push(Vec::new());
                    }
                    if let Some(row) = rows.cells.last_mut() {
                        row.push(Cell::new(element, inner));
                    }
                }
                ("caption" | "colgroup" | "col", _) => {}
                _ => rows.beside.push(part),
            }
            in_row = matches!(name, "td" | "th");
        }
    }

    /// What the theme sets apart by its style is set apart by a dash: a link and what is said of it.
    fn inline(&mut self, element: Element<'a>, within: Range<usize>, follows: bool) {
        match element.name {
            "br" if self.in_heading => self.out.text(" "),
            "br" => self.out.break_line(),
            "strong" | "b" if !self.in_bold => self.marked("**", within, Self::nodes),
            "em" | "i" => self.marked("*", within, Self::nodes),
            "del" | "s" => self.marked("~~", within, Self::nodes),
            "sup" if element.is("footnote") => self.footnote(within),
            // Markdown has no marks for these, and takes the tags.
            "sup" => self.tagged("<sup>", "</sup>", within),
            "sub" => self.tagged("<sub>", "</sub>", within),
            "abbr" => {
                self.nodes(within);
                self.title(element);
            }
            // Of a checklist, where the box is the item's mark. Others ask the reader for something.
            "label" if self.ticked(within.clone()).is_some() => self.nodes(within),
            "label" => {}
            "code" | "kbd" => {
                let mut raw = String::new();
                self.push_raw(within, &mut raw);
                self.out.code(&raw, &fence(&raw, 1));
            }
            // Back from a footnote to its mark.
            "a" if element.is("footnote-back") => {}
            "a" => match element.attribute("href") {
                Some(href) => {
                    let open = self.out.mark("[");
                    self.nodes(within);
                    self.out
                        .close_mark(open, &format!("]({})", destination(&href)));
                }
                None => self.nodes(within),
            },
            "img" => {
                let alt = element.attribute("alt").unwrap_or_default();
                let src = element.attribute("src").unwrap_or_default();
                let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
                let image = format!("![{}]({})", plain(&alt), destination(&src));
                self.out.word(&image);
            }
            // The reading above some characters, which would stand in the middle of the sentence.
            "rp" | "rt" => {}
            // The original of a bilingual text.
            "span" if element.is("sxs-lookup") => {}
            "span" if follows && self.out.is_in_line() => {
                let dash = self.out.mark_apart("– ");
                self.nodes(within);
                self.out.close_mark(dash, "");
            }
            _ => self.nodes(within),
        }
    }

    fn tagged(&mut self, start: &'static str, end: &str, within: Range<usize>) {
        let open = self.out.mark(start);
        self.nodes(within);
        self.out.close_mark(open, end);
    }

    /// The mark of a footnote, by its number.
    fn footnote(&mut self, within: Range<usize>) {
        let mut number = String::new();
        self.push_raw(within.clone(), &mut number);
        match number.parse::<usize>() {
            Ok(number) => self.out.word(&format!("[^{number}]")),
            Err(_) => self.nodes(within),
        }
    }

    /// What a short form stands for, behind it.
    fn title(&mut self, element: Element<'a>) {
        let mut attributes = element.attributes();
        let title = attributes.find(|(name, _)| *name == "title");
        let title = title.map_or("", |(_, title)| title.trim());
        if !title.is_empty() {
            self.out.text(" (");
            self.out.text(title);
            self.out.text(")");
        }
    }

    /// The elements right in a range that have one of these names, with what is in them.
    fn children(
        &self,
        within: Range<usize>,
        names: &'static [&'static str],
    ) -> impl Iterator<Item = (Element<'a>, Range<usize>)> + use<'a> {
        let nodes = self.nodes;
        let mut at = within.start;
        std::iter::from_fn(move || {
            while at < within.end {
                let number = at;
                at += 1;
                if let Some(Node::Element(element)) = nodes.get(number) {
                    at = element.end;
                    if names.contains(&element.name) {
                        return Some((*element, number + 1..element.end));
                    }
                }
            }
            None
        })
    }

    /// All that stands directly in a stretch, but for blanks: each element, and each text.
    fn parts(
        &self,
        within: Range<usize>,
    ) -> impl Iterator<Item = (Option<Element<'a>>, Range<usize>)> + use<'a> {
        let nodes = self.nodes;
        let mut at = within.start;
        std::iter::from_fn(move || {
            while at < within.end {
                let number = at;
                match nodes.get(number)? {
                    Node::Element(element) => {
                        at = element.end;
                        return Some((Some(*element), number..at));
                    }
                    Node::Text(words) => {
                        at += 1;
                        if !words.trim().is_empty() {
                            return Some((None, number..at));
                        }
                    }
                }
            }
            None
        })
    }
}

/// What a table says.
#[derive(Default)]
struct Rows {
    cells: Vec<Vec<Cell>>,
    /// What stands in it and in no cell, as browsers show it: above.
    beside: Vec<Range<usize>>,
}

struct Cell {
    words: Range<usize>,
    /// Columns that it takes.
    columns: usize,
    /// Rows that it takes.
    rows: usize,
}

impl Cell {
    fn new(element: Element<'_>, words: Range<usize>) -> Self {
        let span = |name: &str| {
            let written = element.attribute(name)?;
            written.trim().parse::<usize>().ok()
        };
        Cell {
            words,
            columns: span("colspan").unwrap_or(1).clamp(1, 1_000),
            rows: span("rowspan").unwrap_or(1).max(1),
        }
    }
}

impl Rows {
    /// The words of each row by columns: beside and below a cell that takes several stand empty ones. A table that
    /// would be mostly such is not filled up to its end.
    fn aligned(self) -> Vec<Vec<Range<usize>>> {
        let count: usize = self.cells.iter().map(Vec::len).sum();
        let mut spare = 1_000 + 4 * count;
        // For each column the row down to which a cell from above takes it.
        let mut taken: Vec<usize> = Vec::new();
        let rows = self.cells.into_iter().enumerate().map(|(number, cells)| {
            let mut row = Vec::with_capacity(cells.len());
            for cell in cells {
                while spare > 0 && taken.get(row.len()).is_some_and(|&end| end > number) {
                    row.push(Range::default());
                    spare -= 1;
                }
                let (start, more) = (row.len(), (cell.columns - 1).min(spare));
                spare -= more;
                row.push(cell.words);
                row.resize(row.len() + more, Range::default());
                taken.resize(taken.len().max(row.len()), 0);
                taken[start..row.len()].fill(number.saturating_add(cell.rows));
            }
            row
        });
        rows.collect()
    }
}

/// The number of the footnote that an item is.
fn footnote(item: Element<'_>) -> Option<usize> {
    item.attribute("id")?.strip_prefix("fn-")?.parse().ok()
}

#[cfg(test)]
mod tests;
