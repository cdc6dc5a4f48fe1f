//! How much of everything a page may have.
//!
//! A text that spends its budget is read up to there: the page ends, well-formed, where the finding
//! stands, and what comes after it costs nothing.

use super::*;
use crate::model::markup::lines;

/// Looks at a whole text before anything is parsed. The parser goes through all quotations and lists that
/// are open at the beginning of each line, so a line that opens thousands must not reach it; and it keeps
/// every cell of every table, those that its author left out among them.
pub(super) fn before(input: &Input<'_>) -> Option<Diagnostic> {
    let limits = input.limits;
    let size = input.text.len() as u64;
    if size > limits.page_size {
        let most = limits.page_size;
        let message = format!("the page has {size} bytes; {most} are allowed");
        let hint = "split it into several pages, or raise `limits.page_size` in supportal.yaml";
        return Some(
            Diagnostic::error("LIM-SIZE", input.path, Span::default(), message)
                .with_hint(hint.to_owned()),
        );
    }
    let cells = limits.table_columns.saturating_mul(limits.table_rows);
    let mut tables = Tables::of(cells.max(CELLS));
    let mut at = 0;
    for line in lines(input.text) {
        let is_nested = line.len() > limits.nesting && opened(line) > limits.nesting;
        let nesting = is_nested.then_some(Spent::Nesting(limits.nesting));
        if let Some(spent) = nesting.or_else(|| tables.spent(line)) {
            let text = line.trim_end().len();
            let span = Span::new(at..at + text).shifted(input.offset);
            return Some(spent.finding(input.path, span));
        }
        at += line.len();
    }
    None
}

/// The cells of all tables of a page, as its lines tell.
struct Tables {
    /// As many as are allowed.
    most: usize,
    /// Columns of the table that a line belongs to; 0 outside tables.
    columns: usize,
    /// So far.
    cells: usize,
}

impl Tables {
    fn of(most: usize) -> Self {
        Self {
            most,
            columns: 0,
            cells: 0,
        }
    }

    /// Counts a line. Up to the next empty one each is a row, which has a cell in every column.
    fn spent(&mut self, line: &str) -> Option<Spent> {
        let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        self.columns = match line.is_empty() {
            true => 0,
            false => self.columns.max(columns(line)),
        };
        self.cells += self.columns;
        (self.cells > self.most).then_some(Spent::Cells(self.most))
    }
}

/// How many columns the line below a table's head gives it; 0 for every other line.
fn columns(line: &str) -> usize {
    let is_mark = |c: char| matches!(c, '|' | '-' | ':') || c.is_whitespace();
    // Most lines begin with a letter.
    match line.chars().all(is_mark) && line.contains('|') && line.contains('-') {
        true => line.trim_matches('|').split('|').count(),
        false => 0,
    }
}

/// How many quotations and lists a line opens before its first word. A line of one mark alone is a rule.
fn opened(line: &str) -> usize {
    let line = line.trim();
    let is_rule = |mark: char| line.chars().all(|c| c == mark || c.is_whitespace());
    if ['-', '*', '_'].into_iter().any(is_rule) {
        return 0;
    }
    let mut count = 0;
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let item = match number.len() == rest.len() {
            true => rest.strip_prefix(['-', '*', '+']),
            false => number.strip_prefix(['.', ')']),
        };
        let item = item.filter(|inner| inner.starts_with([' ', '\t']));
        match item.or_else(|| rest.strip_prefix('>')) {
            Some(inner) => rest = inner,
            None => return count,
        }
        count += 1;
    }
}

/// Cells that all tables of a page may have, unless `limits:` allows a single one to have more. A row of two
/// bytes stands for as many cells as its table has columns, so a page of small tables may hold millions.
const CELLS: usize = 500_000;

/// What a page has too much of, and how much is allowed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spent {
    Nesting(usize),
    Columns(usize),
    Rows(usize),
    Cells(usize),
    Headings(usize),
    Links(usize),
}

impl Spent {
    pub(super) fn finding(self, path: &RelPath, span: Span) -> Diagnostic {
        let (code, message, key, way) = match self {
            Self::Nesting(most) => (
                "LIM-NEST",
                format!("more than {most} quotations, lists and elements inside each other"),
                "nesting",
                "write it flat",
            ),
            Self::Columns(most) => (
                "LIM-TABLE",
                format!("a table of more than {most} columns"),
                "table_columns",
                "split the table",
            ),
            Self::Rows(most) => (
                "LIM-TABLE",
                format!("a table of more than {most} rows"),
                "table_rows",
                "split the table, or offer it as a file",
            ),
            Self::Cells(most) => (
                "LIM-TABLE",
                format!("tables of more than {most} cells in one page, empty ones among them"),
                "table_rows",
                "split the page, or offer the tables as files",
            ),
            Self::Headings(most) => (
                "LIM-COUNT",
                format!("a page of more than {most} headings"),
                "headings",
                "split the page",
            ),
            Self::Links(most) => (
                "LIM-COUNT",
                format!("a page of more than {most} links and pictures"),
                "links",
                "split the page",
            ),
        };
        Diagnostic::error(code, path, span, message)
            .with_hint(format!("{way}, or raise `limits.{key}` in supportal.yaml"))
    }
}

/// Counts what a page has.
pub(super) struct Gauge<'a> {
    limits: &'a Limits,
    /// The elements that are open, outermost first.
    open: Vec<TagEnd>,
    /// How many of them hold others: lists are told by their items, tables by their cells.
    depth: usize,
    rows: usize,
    /// Whether something was spent.
    ended: bool,
}

impl<'a> Gauge<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            open: Vec::new(),
            depth: 0,
            rows: 0,
            ended: false,
        }
    }

    /// What is spent with this event, if anything is.
    pub(super) fn spent(&mut self, event: &Event<'_>, writer: &Writer<'_, '_>) -> Option<Spent> {
        let limits = self.limits;
        if let Some(spent) = counted(writer, limits) {
            return Some(spent);
        }
        let tag = match event {
            Event::Start(tag) => tag,
            Event::End(end) => {
                self.open.pop();
                self.depth -= usize::from(nests(end)).min(self.depth);
                return None;
            }
            _ => return None,
        };
        match tag {
            Tag::Table(columns) if columns.len() > limits.table_columns => {
                return Some(Spent::Columns(limits.table_columns));
            }
            Tag::Table(_) => self.rows = 0,
            Tag::TableRow => self.rows += 1,
            Tag::Heading { .. } if writer.body.headings.len() >= limits.headings => {
                return Some(Spent::Headings(limits.headings));
            }
            Tag::Link { .. } | Tag::Image { .. } if links(writer) >= limits.links => {
                return Some(Spent::Links(limits.links));
            }
            _ => {}
        }
        if self.rows > limits.table_rows {
            return Some(Spent::Rows(limits.table_rows));
        }
        let end = tag.to_end();
        if nests(&end) {
            if self.depth + writer.raw_depth() >= limits.nesting {
                return Some(Spent::Nesting(limits.nesting));
            }
            self.depth += 1;
        }
        self.open.push(end);
        None
    }

    /// Ends of whatever is open. From here on nothing is spent.
    pub(super) fn end(&mut self) -> Vec<Event<'static>> {
        self.ended = true;
        let open = std::mem::take(&mut self.open);
        open.into_iter().rev().map(Event::End).collect()
    }

    /// What was spent by the last event.
    pub(super) fn left(&self, writer: &Writer<'_, '_>) -> Option<Spent> {
        match self.ended {
            true => None,
            false => counted(writer, self.limits),
        }
    }
}

/// What HTML and directives put into a body beyond what is allowed.
fn counted(writer: &Writer<'_, '_>, limits: &Limits) -> Option<Spent> {
    (links(writer) > limits.links).then_some(Spent::Links(limits.links))
}

fn links(writer: &Writer<'_, '_>) -> usize {
    writer.noted.links.len() + writer.body.images.len()
}

/// Whether an element holds others like it.
fn nests(end: &TagEnd) -> bool {
    matches!(
        end,
        TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
    )
}

impl Writer<'_, '_> {
    /// How many elements of HTML and directives are open.
    fn raw_depth(&self) -> usize {
        let open = self.open.iter();
        open.filter(|open| !matches!(open, Open::Markdown)).count()
    }

    /// Whether another of them would be too deep, which is found once.
    pub(super) fn is_too_deep(&mut self, span: Span) -> bool {
        let most = self.input.limits.nesting;
        if self.raw_depth() < most {
            return false;
        }
        if !std::mem::replace(&mut self.found_depth, true) {
            let spent = Spent::Nesting(most);
            self.found.push(spent.finding(self.input.path, span));
        }
        true
    }
}
