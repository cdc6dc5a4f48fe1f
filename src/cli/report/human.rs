//! Findings with the line they are about, for people.

use std::borrow::Borrow;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar as _;

use super::files::{Files, Quote};
use super::plain;
use crate::memo;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::text::steers;

/// Columns of a quoted line. Narrower than most terminals, as the line number stands before it.
const WIDTH: usize = 100;

/// Columns kept before what a finding is about, where a line has to be cut.
const BEFORE: usize = 40;

/// Findings that are put into words, and said, at once.
const RUN: usize = 64;

/// Each finding with its line, in colours that the stream may drop.
pub(crate) fn human<D>(diagnostics: &[D], files: &Files<'_>) -> String
where
    D: Borrow<Diagnostic> + Sync,
{
    runs(diagnostics, files).concat()
}

/// The same in pieces.
pub(crate) fn runs<D>(diagnostics: &[D], files: &Files<'_>) -> Vec<String>
where
    D: Borrow<Diagnostic> + Sync,
{
    let runs: Vec<&[D]> = diagnostics.chunks(RUN).collect();
    memo::map(runs.len(), |at| {
        let texts = runs[at].iter().map(|one| text(one.borrow(), files));
        let mut run = texts.collect::<String>();
        run.shrink_to_fit();
        run
    })
}

fn text(diagnostic: &Diagnostic, files: &Files<'_>) -> String {
    let mut out = String::new();
    let bold = Style::new().bold();
    let blue = AnsiColor::Blue.on_default().bold();
    let color = match diagnostic.severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    let color = color.on_default().bold();
    let place = files.place(diagnostic);
    let number = place.line.to_string();
    // More people read a log than may know what that line says.
    let is_secret = diagnostic.code == "SEC-SECRET";
    let quote = files.quote(diagnostic).filter(|_| !is_secret);
    let quote = quote.map(|quote| Excerpt::of(&quote));
    let gutter = " ".repeat(if quote.is_some() { number.len() } else { 1 });
    let (severity, code) = (diagnostic.severity.name(), diagnostic.code);
    let message = plain(&diagnostic.message);
    let path = files.shown(diagnostic);
    let (line, column) = (place.line, place.column);
    out.push_str(&format!(
        "{color}{severity}[{code}]{color:#}{bold}: {message}{bold:#}\n"
    ));
    out.push_str(&format!(
        "{gutter}{blue}-->{blue:#} {path}:{line}:{column}\n"
    ));
    if let Some(Excerpt {
        text,
        before,
        carets,
    }) = quote
    {
        let (blank, carets) = (" ".repeat(before), "^".repeat(carets));
        out.push_str(&format!("{gutter} {blue}|{blue:#}\n"));
        let line = format!("{blue}{number} |{blue:#} {text}");
        out.push_str(line.trim_end());
        out.push_str(&format!(
            "\n{gutter} {blue}|{blue:#} {blank}{color}{carets}{color:#}\n"
        ));
    }
    if let Some(hint) = files.hint(diagnostic) {
        out.push_str(&format!(
            "{gutter} {blue}={blue:#} {bold}hint{bold:#}: {}\n",
            plain(&hint)
        ));
    }
    out.push('\n');
    out
}

/// A line as it is shown.
struct Excerpt {
    text: String,
    /// Columns before the carets.
    before: usize,
    carets: usize,
}

impl Excerpt {
    fn of(quote: &Quote) -> Self {
        let column = |byte: usize| shown(&quote.line[..byte]).1;
        let (start, end) = (column(quote.start), column(quote.end));
        let all = shown(&quote.line).1;
        if all <= WIDTH {
            let carets = (end - start).max(1);
            return Self {
                text: shown(&quote.line).0,
                before: start,
                carets,
            };
        }
        // A window around the carets. Positions are columns; a wide character may stand across an edge.
        let from = start.saturating_sub(BEFORE).min(all.saturating_sub(WIDTH));
        let mut text = String::new();
        let (mut at, mut before, mut last) = (0, 0, 0);
        if from > 0 {
            text.push('…');
            before += 1;
        }
        let mut first = None;
        for c in quote.line.chars() {
            let wide = width(c);
            if at >= from && at + wide <= from + WIDTH {
                first.get_or_insert(at);
                push_shown(&mut text, c);
                last = at + wide;
            }
            at += wide;
        }
        if last < all {
            text.push('…');
        }
        before += start - first.unwrap_or(start).min(start);
        Self {
            text,
            before,
            carets: (end.min(last).max(start) - start).max(1),
        }
    }
}

/// The text as a terminal can show it, and how many columns it takes.
fn shown(line: &str) -> (String, usize) {
    let mut text = String::with_capacity(line.len());
    let mut columns = 0;
    for c in line.chars() {
        push_shown(&mut text, c);
        columns += width(c);
    }
    (text, columns)
}

fn push_shown(text: &mut String, c: char) {
    match c {
        // One width wherever it stands, so that carets can be counted.
        '\t' => text.push_str("    "),
        c if steers(c) => text.push('\u{FFFD}'),
        c => text.push(c),
    }
}

fn width(c: char) -> usize {
    match c {
        '\t' => 4,
        c if steers(c) => 1,
        c => c.width().unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::calendar::Date;
    use crate::model::{RelPath, Snapshot, Source, Span};

    /// Marks what the finding is about with `«»` in `text`.
    fn check(text: &str, expected: &str) {
        let start = text.find('«').unwrap();
        let text = text.replacen('«', "", 1);
        let end = text.find('»').unwrap();
        let text = text.replacen('»', "", 1);
        let path = RelPath::new("en/a.md").unwrap();
        let snapshot = Snapshot {
            sources: vec![Source::new(path.clone(), text)],
            ..Snapshot::empty(Date::default())
        };
        let found = Diagnostic::warning(
            "LNK-PAGE",
            &path,
            Span::new(start..end),
            "no page at `b.md`",
        );
        let report = human(&[found], &Files::new(&snapshot, Path::new("content")));
        let plain = anstream::adapter::strip_str(&report).to_string();
        let lines: Vec<&str> = plain.lines().skip(1).collect();
        assert_eq!(lines.join("\n").trim_end(), expected.trim_matches('\n'));
    }

    #[test]
    fn carets_stand_under_what_is_meant() {
        check(
            "one\nsee [b](«b.md») now\n",
            "
 --> content/en/a.md:2:9
  |
2 | see [b](b.md) now
  |         ^^^^",
        );
        check(
            "\t- 帳單 [看](«b.md»)\n",
            "
 --> content/en/a.md:1:11
  |
1 |     - 帳單 [看](b.md)
  |                 ^^^^",
        );
        check(
            "一«二三»四\n",
            "
 --> content/en/a.md:1:2
  |
1 | 一二三四
  |   ^^^^",
        );
    }

    #[test]
    fn spans_over_lines_or_of_nothing_have_carets_too() {
        check(
            "a «b\nc»\n",
            "
 --> content/en/a.md:1:3
  |
1 | a b
  |   ^",
        );
        check(
            "a«»\n",
            "
 --> content/en/a.md:1:2
  |
1 | a
  |  ^",
        );
    }

    #[test]
    fn long_lines_are_cut_around_what_is_meant() {
        let text = format!("{}«here»{}\n", "x".repeat(300), "y".repeat(300));
        let expected = format!(
            "\n --> content/en/a.md:1:301\n  |\n1 | …{}here{}…\n  | {}^^^^",
            "x".repeat(40),
            "y".repeat(56),
            " ".repeat(41)
        );
        check(&text, &expected);
        // Wide characters on both edges.
        let text = format!("a{}«這裡»{}\n", "字".repeat(300), "字".repeat(300));
        let expected = format!(
            "\n --> content/en/a.md:1:302\n  |\n1 | …{}這裡{}…\n  | {}^^^^",
            "字".repeat(20),
            "字".repeat(28),
            " ".repeat(41)
        );
        check(&text, &expected);
    }
}
