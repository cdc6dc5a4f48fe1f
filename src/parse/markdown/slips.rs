//! Lines of a paragraph that their author meant as a table, a heading, a list, or an alert of another program.
//!
//! Markdown reads none of them, and runs them together. A bar, a hash or a dash may be meant as it stands, so only
//! those are found of which there are several, or behind which a word stands where no word has them.

use super::directives::meant_directive;
use super::emphasis::shortened;
use super::*;

const CODE: &str = "MD-BLOCK";

/// Columns of which a hint writes the line below the head.
const SHOWN: usize = 8;

/// A line of a paragraph, empty where code began above it, without the marks of quotations and the blanks around it.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// Where it stands in the prepared text.
    at: usize,
    text: &'t str,
    /// Whether the next one is shown below it, as Markdown breaks lines where two blanks or a backslash stand.
    breaks: bool,
}

impl<'t> Line<'t> {
    /// The line without the placeholder that keeps its colon from being read.
    fn at_colon(self, prepared: &Prepared<'_>) -> Self {
        let begun = || {
            let (number, rest) = self
                .text
                .strip_prefix(learn::OPEN)?
                .split_once(learn::CLOSE)?;
            let placeholder = prepared.placeholders.get(number.parse::<usize>().ok()?)?;
            (placeholder.meaning == Meaning::Colon).then_some(rest)
        };
        match begun() {
            Some(text) => Self {
                at: self.at + self.text.len() - text.len(),
                text,
                ..self
            },
            None => self,
        }
    }
}

impl Writer<'_, '_> {
    /// Looks at the lines of a paragraph.
    pub(super) fn note_lines(&mut self, range: &Range<usize>) {
        let prepared = self.prepared;
        let lines = || lines(&prepared.text, range).map(|line| line.at_colon(prepared));
        if self.originals > 0 || !lines().any(|line| line.text.starts_with(may_begin)) {
            return;
        }
        let lines: Vec<Line<'_>> = lines().collect();
        self.note_table(&lines);
        self.note_hashes(&lines);
        self.note_wide_hashes(&lines);
        self.note_items(&lines);
        self.note_admonition(&lines);
        self.note_term(&lines);
        // Of a definition it is told already.
        if !prepared.text[..range.start].ends_with(':') {
            self.note_colons(&lines);
        }
    }

    /// Bars that are no table, as the line below the head is missing, is none, or has another width.
    fn note_table(&mut self, lines: &[Line<'_>]) {
        let mut pairs = lines.windows(2);
        let widths = pairs.find_map(|pair| {
            let is_head = pair[0].text.contains('|') && !is_rule(pair[0].text);
            (is_head && is_rule(pair[1].text)).then(|| (pair[1], columns(pair[0].text)))
        });
        if let Some((rule, width)) = widths {
            let has = columns(rule.text);
            let message = match has == width {
                true => format!(
                    "`{}` is not read as the line below the head of a table",
                    shortened(rule.text)
                ),
                false => format!(
                    "this is not read as a table: its head has {width} {}, and the line below it {has}",
                    columns_of(width)
                ),
            };
            return self.found_slip(rule, message, format!("write `{}` here", rule_of(width)));
        }
        let Some(first) = lines
            .windows(3)
            .position(|three| three.iter().all(|line| is_row(line.text)))
        else {
            return;
        };
        let (head, second) = (lines[first], lines[first + 1]);
        let rule = rule_of(columns(head.text));
        if is_drawn(second.text) {
            let message = format!(
                "`{}` is not read as the line below the head of a table",
                shortened(second.text)
            );
            return self.found_slip(
                second,
                message,
                format!("write `{rule}` instead, with signs of minus"),
            );
        }
        let message =
            "this is not read as a table: below its head no line of `|---|` stands".to_owned();
        self.found_slip(head, message, format!("write `{rule}` below this line"));
    }

    /// Headings without a blank.
    fn note_hashes(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            let rest = line.text.trim_start_matches('#');
            let hashes = &line.text[..line.text.len() - rest.len()];
            if is_heading(hashes.len(), rest, lines.len() == 1) {
                let message = format!(
                    "`{}` is no heading, as no blank stands behind `{hashes}`",
                    self.line(*line)
                );
                let hint = format!(
                    "write `{hashes} {}`; `\\{hashes}` if the characters are meant",
                    self.words(rest)
                );
                self.found_slip(*line, message, hint);
            }
        }
    }

    /// Headings with the signs of Chinese type, as `＃＃ 付款`.
    fn note_wide_hashes(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            let rest = line.text.trim_start_matches('＃');
            let count = (line.text.len() - rest.len()) / '＃'.len_utf8();
            let words = rest.trim_start();
            let is_meant = count > 1 || (count == 1 && words.len() < rest.len());
            if is_meant && count <= 6 && words.starts_with(char::is_alphanumeric) {
                let message = format!("`{}` is no heading", self.line(*line));
                let hint = format!("write `{} {}`", "#".repeat(count), self.words(words));
                self.found_slip(*line, message, hint);
            }
        }
    }

    /// A line below a text, which makes a heading of it: of a sentence, nobody means one.
    pub(super) fn note_underline(&mut self, range: &Range<usize>) {
        let block = self.prepared.text[range.clone()].trim_end();
        let Some((above, line)) = block.rsplit_once('\n') else {
            return;
        };
        let rule = line.trim_matches(['>', ' ', '\t']);
        let is_rule = !rule.is_empty() && rule.bytes().all(|byte| byte == b'-');
        let is_sentence = above
            .trim_end()
            .ends_with(['.', ':', '。', '：', '！', '；']);
        if !is_rule || !is_sentence || self.originals > 0 {
            return;
        }
        let at = range.start + offset(rule, &self.prepared.text[range.clone()]);
        let message = format!("`{}` makes a heading of the text above it", shortened(rule));
        let line = Line {
            at,
            text: rule,
            breaks: false,
        };
        let hint = "leave an empty line above it if a line is meant".to_owned();
        self.found_slip(line, message, hint);
    }

    /// Lists without blanks, with signs of other programs, or directly below a paragraph: each once, at its first item.
    fn note_items(&mut self, lines: &[Line<'_>]) {
        let mut last: Option<(Sign, bool)> = None;
        for (number, line) in lines.iter().enumerate() {
            let sign = item(line.text).map(|(sign, _)| sign);
            let before =
                last.filter(|(before, _)| sign.is_some_and(|one| before.is_followed_by(one)));
            last = sign.map(|sign| (sign, before.is_some()));
            // The second item says that a list is meant.
            if let Some((_, false)) = before {
                self.note_list(lines[number - 1], number - 1);
            }
        }
    }

    /// A list that begins with the line `first`, the one of this number in its paragraph.
    fn note_list(&mut self, first: Line<'_>, number: usize) {
        let Some((sign, words)) = item(first.text) else {
            return;
        };
        let said = self.line(first);
        match sign {
            // It is one, or its lines are shown as such.
            Sign::Number { blank: true, .. } if number == 0 => {}
            Sign::Bullet(_) if first.breaks => {}
            Sign::Number {
                number: begun,
                end,
                blank: true,
            } => {
                let message = format!(
                    "`{said}` begins no list: directly below a paragraph, only one that begins with 1 does"
                );
                self.found_slip(first, message, above_a_list(begun, end));
            }
            Sign::Number { .. } | Sign::Mark(_) => {
                let mark = &first.text[..first.text.len() - words.len()];
                let message =
                    format!("`{said}` is no item of a list, as no blank stands behind `{mark}`");
                let hint = self.items_with(mark, words);
                self.found_slip(first, message, hint);
            }
            Sign::Bullet(bullet) => {
                let message = format!(
                    "`{said}` is no item of a list: `{bullet}` is not read as the sign of one"
                );
                let hint = self.items_with("-", words);
                self.found_slip(first, message, hint);
            }
        }
    }

    /// How an item with `mark` before these words is written.
    fn items_with(&self, mark: &str, words: &str) -> String {
        format!(
            "write `{mark} {}`, and so in the lines below",
            self.words(words)
        )
    }

    /// A term, and its definition without a blank. Where another colon follows it is a name: an emoji's, or a field's.
    fn note_term(&mut self, lines: &[Line<'_>]) {
        let [term, line, ..] = lines else {
            return;
        };
        let Some(words) = line.text.strip_prefix(':') else {
            return;
        };
        let (name, _) = learn::name(line.text);
        let is_meant = words.starts_with(char::is_alphabetic) && !words.contains(':');
        let is_directive = DIRECTIVES.contains(&name.as_str());
        // Within a comment, a tag or the words of a link, a line is none of its own.
        let is_open = |[open, close]: [char; 2]| term.text.rfind(open) > term.text.rfind(close);
        let goes_on = is_open(['<', '>']) || is_open(['[', ']']) || term.text.starts_with(':');
        if !is_meant || is_directive || goes_on {
            return;
        }
        let message = format!(
            "`{}` is no definition, as no blank stands behind `:`",
            self.line(*line)
        );
        let hint = format!(
            "write `: {}`; `\\:` if the characters are meant",
            self.words(words)
        );
        self.found_slip(*line, message, hint);
    }

    /// `!!! note`, of MkDocs, and `!NOTE` in a quotation.
    fn note_admonition(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            if let Some((alert, _)) = line.text.strip_prefix('!').and_then(alert)
                && self.begins_quote(line.at)
            {
                self.found_alert(&(line.at..line.at + line.text.len()), alert);
            }
            if let Some((written, alert)) = admonition(line.text) {
                let message = format!("`{written}` begins no alert here, and is shown as text");
                let hint = format!("write it as a quotation that begins with `> [!{alert}]`");
                let span = self.span(&(line.at..line.at + line.text.len()));
                let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
                self.found.push(found.with_hint(hint));
            }
        }
    }

    /// The first line of what Markdown took for a definition, which stands at `range`.
    pub(super) fn note_definition(&mut self, range: &Range<usize>) {
        let text = &self.prepared.text;
        let start = text[..range.start].trim_end_matches(':').len();
        let line = text[start..range.end].lines().next().unwrap_or_default();
        let text = line.trim_end();
        let breaks = false;
        self.note_colons(&[Line {
            at: start,
            text,
            breaks,
        }]);
    }

    /// `::contact channel="hotline"::`, with too few colons for a directive.
    fn note_colons(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            let (start, text) = (line.at, line.text);
            let colons = text.len() - text.trim_start_matches(':').len();
            let (name, length) = learn::name(text);
            let own = name.strip_suffix("-end").unwrap_or(&name);
            let behind = &text[length..];
            let meant = meant_directive(text);
            let is_closed = colons == 2 && text.ends_with("::");
            let is_meant =
                (is_closed && meant.is_some()) || behind.starts_with(':') || behind.contains("=\"");
            if !matches!(colons, 1 | 2) || !is_meant || !DIRECTIVES.contains(&own) {
                continue;
            }
            let inner = text.trim_matches([':', ' ']);
            let written = shortened(text);
            let message = format!("`{written}` is no directive, so it is shown as text");
            let hint = match meant {
                Some(meant) => format!("write `{meant}`"),
                None if inner.len() <= 80 => format!("write `:::{inner}:::`"),
                None => "write three colons before it and behind it".to_owned(),
            };
            let span = self.span(&(start..start + text.len()));
            let found = Diagnostic::warning("MD-NAME", self.input.path, span, message);
            self.found.push(found.with_hint(hint));
        }
    }

    /// A row of a table, which stands at `range`, with more cells than its head has `columns`: those are shown nowhere.
    pub(super) fn note_row(&mut self, range: &Range<usize>, width: usize) {
        let row = self.prepared.text[range.clone()].trim_end();
        let Some(start) = cell(row, width) else {
            return;
        };
        let beyond = row[start..].trim_matches(['|', ' ', '\t']);
        if self.originals > 0 || beyond.is_empty() {
            return;
        }
        let has = columns(row);
        let message = format!(
            "this row has {has} cells and the head of its table {width}: `{}` is lost",
            self.words(beyond)
        );
        let hint = "add a column to the head; write `\\|` where a bar is meant as such".to_owned();
        let at = range.start + offset(beyond, row);
        let range = at..at + beyond.len();
        let found = Diagnostic::warning(CODE, self.input.path, self.span(&range), message);
        self.found.push(found.with_hint(hint));
    }

    fn found_slip(&mut self, line: Line<'_>, message: String, hint: String) {
        let span = self.span(&(line.at..line.at + line.text.len()));
        let found = Diagnostic::warning(CODE, self.input.path, span, message);
        self.found.push(found.with_hint(hint));
    }

    /// A line as its author wrote it, as far as a finding shows it.
    fn line(&self, line: Line<'_>) -> String {
        self.words(line.text)
    }

    fn words(&self, words: &str) -> String {
        shortened(&self.restored(words))
    }
}

/// What helps a list of numbers that begins with `begun` below a paragraph.
fn above_a_list(begun: u32, end: char) -> String {
    let above = "leave an empty line above it";
    match begun {
        2 => format!("{above}, or begin the line above with `1{end} ` if it is the first item"),
        _ => above.to_owned(),
    }
}

/// The lines of a paragraph that stands at `range`.
fn lines<'t>(text: &'t str, range: &Range<usize>) -> impl Iterator<Item = Line<'t>> {
    let (mut at, mut ticks) = (range.start, 0);
    crate::model::markup::lines(&text[range.clone()]).map(move |line| {
        let words = line.trim_start_matches([' ', '\t', '>']);
        let start = at + line.len() - words.len();
        at += line.len();
        let words = words.trim_end_matches(['\n', '\r']);
        let is_in_code = ticks % 2 == 1;
        ticks += line.bytes().filter(|byte| *byte == b'`').count();
        Line {
            at: start,
            text: if is_in_code { "" } else { words.trim_end() },
            breaks: words.ends_with("  ") || words.ends_with('\\'),
        }
    })
}

/// Signs that the lines begin with which are looked at.
fn may_begin(c: char) -> bool {
    // The line below the head of a table may begin with a bar, a dash or a colon.
    c.is_ascii_digit() || "|#-*+!?:＃".contains(c) || BULLETS.contains(c)
}

/// Signs of items in texts of other programs.
const BULLETS: &str = "•●▪◦‣・";

/// Whether a line begins and ends with a bar, as the rows of tables do.
fn is_row(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line.ends_with('|') && !line.ends_with("\\|")
}

/// Whether a line is one of `|---|---|`.
fn is_rule(line: &str) -> bool {
    let cells = line.trim_matches('|').split('|').map(str::trim);
    let is_cell = |cell: &str| {
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    line.contains('|') && cells.into_iter().all(is_cell)
}

/// The same with whatever else looks so: an editor makes one long dash of two.
fn is_drawn(line: &str) -> bool {
    line.chars().all(|c| "|-‐‑‒–—―−─━=_+:~ ".contains(c))
}

/// How many cells a row has.
fn columns(row: &str) -> usize {
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row
        .strip_suffix('|')
        .filter(|row| !row.ends_with('\\'))
        .unwrap_or(row);
    bars(row).count() + 1
}

/// Where the bars of a row stand. One behind a backslash is a character.
fn bars(row: &str) -> impl Iterator<Item = usize> {
    let bars = row.match_indices('|').map(|(at, _)| at);
    bars.filter(|at| !row[..*at].ends_with('\\'))
}

/// Where the cell begins before which there are so many.
fn cell(row: &str, before: usize) -> Option<usize> {
    let first = usize::from(row.starts_with('|'));
    let bar = bars(&row[first..]).nth(before.checked_sub(1)?)?;
    Some(first + bar + 1)
}

fn columns_of(count: usize) -> &'static str {
    if count == 1 { "column" } else { "columns" }
}

/// The line below the head of a table of so many columns.
fn rule_of(columns: usize) -> String {
    match columns <= SHOWN {
        true => format!("|{}", "---|".repeat(columns)),
        false => format!("|{}…", "---|".repeat(SHOWN)),
    }
}

/// Whether so many hashes with `rest` behind them were meant as a heading. One alone may be a number or a tag.
fn is_heading(hashes: usize, rest: &str, is_alone: bool) -> bool {
    let mut words = rest.split_whitespace();
    let first = words.next().unwrap_or_default();
    let is_word = first.starts_with(char::is_alphabetic);
    // A command for a program that reads a log: `##vso[task.complete]`.
    let is_command = first.contains('[');
    match hashes {
        1 => {
            let is_title =
                first.starts_with(char::is_uppercase) && first.chars().all(char::is_alphabetic);
            is_alone
                && is_title
                && words.next().is_some()
                && !rest.contains('#')
                && !rest.ends_with('.')
        }
        2..=6 if first.starts_with(|c: char| c.is_ascii_digit()) => {
            words.any(|word| word.starts_with(char::is_alphabetic))
        }
        2..=6 => is_word && !is_command,
        _ => false,
    }
}

/// What a line begins with that may be meant as an item of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `-one`.
    Mark(char),
    /// `• one`.
    Bullet(char),
    /// `1.one`, or with a blank.
    Number { number: u32, end: char, blank: bool },
}

impl Sign {
    /// Whether items of the same list begin with both, one after the other.
    fn is_followed_by(self, next: Self) -> bool {
        match (self, next) {
            (
                Self::Number { number, end, blank },
                Self::Number {
                    number: next,
                    end: other,
                    blank: also,
                },
            ) => (end, blank) == (other, also) && (number + 1 == next || number == next),
            (one, other) => one == other,
        }
    }
}

/// The sign that `line` begins with, and the words behind it.
fn item(line: &str) -> Option<(Sign, &str)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let is_words =
        |words: &str| words.starts_with(|c: char| c.is_alphabetic() || "[`「『“\"".contains(c));
    if BULLETS.contains(first) {
        let words = rest.trim_start();
        return (!words.is_empty()).then_some((Sign::Bullet(first), words));
    }
    if matches!(first, '-' | '*' | '+') {
        // Emphasis ends with a star.
        let is_meant = is_words(rest) && !(first == '*' && rest.contains('*'));
        return is_meant.then_some((Sign::Mark(first), rest));
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = line[..digits].parse().ok().filter(|number| *number < 100)?;
    let end = line[digits..]
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | ')'))?;
    let behind = &line[digits + 1..];
    let words = behind.trim_start();
    let blank = words.len() < behind.len();
    let sign = Sign::Number { number, end, blank };
    is_words(words).then_some((sign, words))
}

/// `!!! note` as it is written, if `line` begins so, and what such an alert is called here.
fn admonition(line: &str) -> Option<(&str, &'static str)> {
    let signs = ["!!!", "???+", "???"];
    let sign = signs.into_iter().find(|sign| line.starts_with(sign))?;
    let behind = &line[sign.len()..];
    let rest = behind.trim_start();
    let length = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let title = rest[length..].trim();
    let is_title =
        title.is_empty() || title.starts_with(['"', '\'']) || title.starts_with("inline");
    if rest.len() == behind.len() || !is_title {
        return None;
    }
    let alert = match rest[..length].to_ascii_lowercase().as_str() {
        "note" | "abstract" | "summary" | "info" | "todo" | "question" | "help" | "faq"
        | "example" | "quote" | "seealso" => "NOTE",
        "tip" | "hint" | "success" | "check" | "done" => "TIP",
        "important" => "IMPORTANT",
        "warning" | "attention" | "failure" | "bug" => "WARNING",
        "danger" | "error" | "caution" => "CAUTION",
        _ => return None,
    };
    Some((&line[..line.len() - rest.len() + length], alert))
}
