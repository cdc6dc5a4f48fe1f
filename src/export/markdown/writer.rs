//! Markdown as it is written: what blocks stand in, lines, and words.
//!
//! Whatever comes before a word waits until there is one: a line end, the mark of an item, a space, an
//! opening bracket. So nothing is written for what turns out to be empty, and nothing is taken back.

use std::borrow::Cow;

use crate::model::html;

/// What blocks stand in.
struct Container {
    /// Before its first line.
    first: Cow<'static, str>,
    /// Before its other lines.
    others: Cow<'static, str>,
    /// Whether no empty line parts what is in it.
    is_list: bool,
    /// Whether something of it is written.
    begun: bool,
}

/// What is between two words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Space,
    Break,
}

/// A mark that was asked for, by its number among all.
#[derive(Clone, Copy)]
pub(super) struct Mark(usize);

/// A text that grows.
pub(super) struct Writer {
    out: String,
    containers: Vec<Container>,
    /// What parts the items of a list in a cell: `, ` or `، `.
    comma: String,
    /// The number of the container that is a cell of a table, in which all stands in one line.
    cell: Option<usize>,
    /// Whether the block has a word.
    in_line: bool,
    /// Whether the next block goes on in the line of the last one.
    glued: bool,
    gap: Gap,
    /// Marks that wait for a word.
    marks: Vec<&'static str>,
    /// Marks that found theirs.
    marked: usize,
}

impl Writer {
    /// An empty text that will have about so many bytes; `comma` parts the items of a list in a cell.
    pub(super) fn new(bytes: usize, comma: &str) -> Self {
        let mut writer = Self {
            out: String::with_capacity(bytes),
            comma: comma.to_owned(),
            containers: Vec::new(),
            cell: None,
            in_line: false,
            glued: false,
            gap: Gap::Nothing,
            marks: Vec::new(),
            marked: 0,
        };
        writer.open("", "");
        writer
    }

    /// The text, ending in a line end; empty where nothing was written.
    pub(super) fn finish(mut self) -> String {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }

    /// Begins a quotation or an item: `first` stands before its first line, `others` before those below.
    pub(super) fn open(
        &mut self,
        first: impl Into<Cow<'static, str>>,
        others: impl Into<Cow<'static, str>>,
    ) {
        self.end_block();
        self.containers.push(Container {
            first: first.into(),
            others: others.into(),
            is_list: false,
            begun: false,
        });
    }

    /// Begins a list, of which each item is opened in turn.
    pub(super) fn open_list(&mut self) {
        self.open("", "");
        if let Some(list) = self.containers.last_mut() {
            list.is_list = true;
        }
    }

    /// Ends what was opened last.
    pub(super) fn close(&mut self) {
        self.end_block();
        if self.containers.len() > 1 {
            self.containers.pop();
        }
    }

    /// What comes next is another block.
    pub(super) fn end_block(&mut self) {
        self.in_line = false;
        self.gap = Gap::Nothing;
    }

    /// What comes next is another block, but in the same line, after a space.
    pub(super) fn glue(&mut self) {
        self.end_block();
        self.glued = true;
    }

    /// What comes next stands in a line of its own again.
    pub(super) fn unglue(&mut self) {
        self.glued = false;
    }

    /// Whether this block has a word.
    pub(super) fn is_in_line(&self) -> bool {
        self.in_line
    }

    /// Whether all stands in one line.
    pub(super) fn is_in_cell(&self) -> bool {
        self.cell.is_some()
    }

    /// A line is broken before the next word.
    pub(super) fn break_line(&mut self) {
        if self.in_line {
            self.gap = Gap::Break;
        }
    }

    /// Something stands before the next word, if there is one before it is closed.
    pub(super) fn mark(&mut self, mark: &'static str) -> Mark {
        self.marks.push(mark);
        Mark(self.marked + self.marks.len() - 1)
    }

    /// The same, parted from what is before it by a space.
    pub(super) fn mark_apart(&mut self, mark: &'static str) -> Mark {
        if self.in_line && self.gap == Gap::Nothing {
            self.gap = Gap::Space;
        }
        self.mark(mark)
    }

    /// Takes a mark back if no word came; otherwise `end` follows the last word.
    pub(super) fn close_mark(&mut self, mark: Mark, end: &str) {
        match mark.0.checked_sub(self.marked) {
            Some(waiting) => self.marks.truncate(waiting),
            None => self.out.push_str(end),
        }
    }

    /// Words as they stand in a page. White space becomes one space, also where a line must not be
    /// broken: programs look for plain ones.
    pub(super) fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut from = self.guard(text);
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            let role = ROLES[usize::from(byte)];
            if role == Role::Plain {
                at += 1;
                continue;
            }
            // All bytes of a letter at once.
            if role == Role::Han {
                at += 3;
                continue;
            }
            // Most words stand behind one another.
            let ahead = bytes.get(at + 1).map(|&next| ROLES[usize::from(next)]);
            if byte == b' ' && at > from && ahead == Some(Role::Plain) {
                at += 2;
                continue;
            }
            let white = match byte {
                0xC2 if text[at..].starts_with('\u{a0}') => 2,
                0xE2 if text[at..].starts_with('\u{202f}') => 3,
                _ => usize::from(role == Role::White),
            };
            if white == 0 && (role == Role::Wide || (byte == b'|' && !self.is_in_cell())) {
                at += 1;
                continue;
            }
            self.word(&text[from..at]);
            let mut letter = [0; 4];
            at += match (white, role) {
                (0, Role::Reference) => {
                    let (decoded, length) = html::reference(&text[at..]);
                    match decoded {
                        '\u{a0}' => self.space(),
                        '<' => self.word("\\<"),
                        '>' if !self.in_line => self.word("\\>"),
                        letter_of => self.word(letter_of.encode_utf8(&mut letter)),
                    }
                    length
                }
                (0, _) => {
                    self.word("\\");
                    self.word(&text[at..=at]);
                    1
                }
                (length, _) => {
                    self.space();
                    length
                }
            };
            from = at;
        }
        self.word(&text[from..]);
    }

    /// Writes the beginning of a text in a way that begins no list, heading or quotation, and says how
    /// many bytes of it: none where it needs none.
    fn guard(&mut self, text: &str) -> usize {
        if self.in_line || !self.marks.is_empty() || self.is_in_cell() {
            return 0;
        }
        let words = text.trim_start_matches([' ', '\n', '\t', '\r']);
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let is_mark = match digits {
            0 => words.starts_with(['-', '+', '#', '>', '~', '=']),
            _ => words[digits..].starts_with(['.', ')']),
        };
        if !is_mark {
            return 0;
        }
        self.word(&words[..digits]);
        self.word("\\");
        self.word(&words[digits..=digits]);
        text.len() - words.len() + digits + 1
    }

    fn space(&mut self) {
        if self.in_line && self.gap == Gap::Nothing {
            self.gap = Gap::Space;
        }
    }

    /// Words that are Markdown already, in one line.
    pub(super) fn word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if !self.in_line {
            self.begin_block();
        }
        match self.gap {
            Gap::Nothing => {}
            Gap::Break if self.cell.is_none() => {
                self.out.push('\\');
                self.end_line();
            }
            _ => self.out.push(' '),
        }
        self.gap = Gap::Nothing;
        self.marked += self.marks.len();
        self.marks
            .drain(..)
            .for_each(|mark| self.out.push_str(mark));
        self.out.push_str(word);
    }

    /// Words in which white space counts as one space and bars part cells.
    pub(super) fn code(&mut self, code: &str, fence: &str) {
        let code = code.replace(['\u{a0}', '\u{202f}'], " ");
        let mut words = code.split_ascii_whitespace();
        let Some(first) = words.next() else {
            return self.space();
        };
        if code.starts_with([' ', '\n', '\t']) {
            self.space();
        }
        self.word(fence);
        if first.starts_with('`') {
            self.out.push(' ');
        }
        self.raw(first);
        for word in words {
            self.out.push(' ');
            self.raw(word);
        }
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
        self.out.push_str(fence);
        if code.ends_with([' ', '\n', '\t']) {
            self.space();
        }
    }

    fn raw(&mut self, word: &str) {
        match self.is_in_cell() {
            true => self.out.push_str(&word.replace('|', "\\|")),
            false => self.out.push_str(word),
        }
    }

    /// Lines as they are, as a block.
    pub(super) fn lines<'a>(&mut self, lines: impl Iterator<Item = &'a str>) {
        self.begin_block();
        for (number, line) in lines.enumerate() {
            if number > 0 {
                self.end_line();
            }
            match line {
                "" => self.trim_line(),
                line => self.out.push_str(line),
            }
        }
        self.end_block();
    }

    /// Begins the first row of a table, or the next.
    pub(super) fn row(&mut self, number: usize) {
        match number {
            0 => self.begin_block(),
            _ => self.end_line(),
        }
        self.out.push('|');
    }

    /// The line below the heads of a table.
    pub(super) fn rule(&mut self, width: usize) {
        self.end_line();
        self.out.push('|');
        (0..width).for_each(|_| self.out.push_str(" --- |"));
    }

    /// Begins a cell of a row. [`close_cell`](Self::close_cell) takes what this gives.
    pub(super) fn open_cell(&mut self) -> Option<usize> {
        self.out.push(' ');
        let outer = self.cell.replace(self.containers.len());
        self.open("", "");
        outer
    }

    /// Ends a cell.
    pub(super) fn close_cell(&mut self, outer: Option<usize>) {
        self.close();
        self.cell = outer;
        self.out.push_str(" |");
    }

    /// Parts a block from what is before it.
    fn begin_block(&mut self) {
        self.in_line = true;
        let glued = std::mem::take(&mut self.glued);
        let fresh = self.containers.iter().position(|one| !one.begun);
        let fresh = fresh.unwrap_or(self.containers.len());
        let first = fresh == self.cell.unwrap_or_default();
        let is_item = fresh
            .checked_sub(1)
            .and_then(|parent| self.containers.get(parent))
            .is_some_and(|parent| parent.is_list);
        match (first, self.cell.is_some(), is_item) {
            (true, ..) => {}
            _ if glued && fresh == self.containers.len() => self.out.push(' '),
            (_, true, true) => self.out.push_str(&self.comma),
            (_, true, false) => self.out.push(' '),
            (_, false, is_item) => {
                if !is_item {
                    self.end_line_within(fresh);
                    self.trim_line();
                }
                self.end_line_within(fresh);
            }
        }
        for container in &mut self.containers[fresh..] {
            container.begun = true;
            if self.cell.is_none() {
                self.out.push_str(&container.first);
            }
        }
    }

    fn end_line(&mut self) {
        self.end_line_within(self.containers.len());
    }

    /// Ends a line and begins the next one within the outer containers.
    fn end_line_within(&mut self, containers: usize) {
        self.out.push('\n');
        for container in &self.containers[..containers] {
            self.out.push_str(&container.others);
        }
    }

    /// Takes spaces from the end of a line that stays empty.
    fn trim_line(&mut self) {
        let length = self.out.trim_end_matches(' ').len();
        self.out.truncate(length);
    }
}

/// What a byte of a page's text may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Plain,
    White,
    /// Written behind a backslash.
    Escaped,
    /// The beginning of a reference.
    Reference,
    /// The first byte of letters some of which are spaces.
    Wide,
    /// The first of three bytes of a letter, as most Chinese ones have.
    Han,
}

const ROLES: [Role; 256] = {
    let mut roles = [Role::Plain; 256];
    let mut at = 0;
    while at < 256 {
        roles[at] = match at as u8 {
            b' ' | b'\n' | b'\t' | b'\r' => Role::White,
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'|' | b'~' => Role::Escaped,
            b'&' => Role::Reference,
            0xC2 | 0xE2 => Role::Wide,
            0xE3..=0xEF => Role::Han,
            _ => Role::Plain,
        };
        at += 1;
    }
    roles
};
