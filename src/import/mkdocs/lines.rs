//! Lines of a page on their way, each with its number in the file it is from.

/// A line without its end.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// From 1.
    pub number: usize,
    pub text: String,
    /// Whether it is code, in which nothing is read.
    pub code: bool,
}

impl Line {
    /// A line of text.
    pub fn new(number: usize, text: impl Into<String>) -> Self {
        Self {
            number,
            text: text.into(),
            code: false,
        }
    }

    /// The lines of `text`, of which the first has the number `first`. Tabs that indent count as four blanks.
    pub fn all(text: &str, first: usize) -> Vec<Self> {
        let lines = text.lines().enumerate();
        let lines = lines.map(|(at, line)| {
            let bare = line.trim_start_matches([' ', '\t']);
            let indent = line[..line.len() - bare.len()].replace('\t', "    ");
            Self::new(first + at, indent + bare)
        });
        lines.collect()
    }

    /// Whether nothing is on it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The blanks it begins with.
    pub fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// The same without the first `columns`, as far as they are blank.
    pub fn outdented(&self, columns: usize) -> Self {
        Self {
            text: self.text[self.indent().min(columns)..].to_owned(),
            ..self.clone()
        }
    }
}

/// Adds an empty line, unless there is one or nothing stands before it.
pub(super) fn gap(out: &mut Vec<Line>, number: usize) {
    if out.last().is_some_and(|last| !last.is_blank() || last.code) {
        out.push(Line::new(number, ""));
    }
}

/// Comments of several lines, in which nothing is read.
#[derive(Default)]
pub(super) struct Comments {
    /// Whether one was met that has no end: no other can have one.
    endless: bool,
}

impl Comments {
    /// Where the comment ends that begins at `at` and goes over several lines.
    pub fn end(&mut self, lines: &[Line], at: usize) -> Option<usize> {
        let begun = lines[at].text.trim_start().strip_prefix("<!--")?;
        if self.endless || begun.contains("-->") {
            return None;
        }
        let rest = &lines[at + 1..];
        let last = rest.iter().position(|line| line.text.contains("-->"));
        self.endless = last.is_none();
        last.map(|last| at + 1 + last + 1)
    }
}
