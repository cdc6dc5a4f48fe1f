//! Findings, as people and programs read them.
//!
//! All formats take findings as the pipeline sorted them: by file and place.

mod audit;
mod files;
mod github;
mod human;
mod json;
mod junit;
mod panel;
mod rows;
mod sarif;

use anstyle::{AnsiColor, Style};

use crate::model::RelPath;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::text::steers;
use crate::serve::{UNWATCHED, UNWATCHED_HINT};

pub(super) use audit::audit;
pub(super) use files::{Files, checked, for_portal, within};
pub(super) use human::{human, runs};
pub(super) use json::schema as json_schema;
pub(super) use panel::{findings, trouble};
pub(super) use rows::{OfBrands, Row, rows};

/// How findings are told.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Human,
    Json,
    Github,
    Sarif,
    Junit,
}

impl Format {
    /// One document with all `rows`; `None` for people, who are told of each with its line. Under `strict` warnings fail.
    pub(super) fn document(self, rows: &[Row], strict: bool) -> Option<String> {
        Some(match self {
            Self::Human => return None,
            Self::Json => json::json(rows),
            Self::Github => github::github(rows),
            Self::Sarif => sarif::sarif(rows),
            Self::Junit => junit::junit(rows, strict),
        })
    }
}

/// How many findings of each severity there are, in how many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    errors: usize,
    warnings: usize,
    notes: usize,
    files: usize,
}

impl Count {
    pub(super) fn of(diagnostics: &[Diagnostic]) -> Self {
        let found = diagnostics.iter();
        Self::new(found.map(|found| (found.severity, found.path.as_str())))
    }

    fn of_rows(rows: &[Row]) -> Self {
        let rows = rows.iter();
        Self::new(rows.map(|row| (row.severity, row.path.as_str())))
    }

    fn new<'a>(found: impl Iterator<Item = (Severity, &'a str)>) -> Self {
        let (severities, mut paths): (Vec<Severity>, Vec<&str>) = found.unzip();
        let of = |severity| severities.iter().filter(|one| **one == severity).count();
        paths.sort_unstable();
        paths.dedup();
        Self {
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            notes: of(Severity::Note),
            files: paths.len(),
        }
    }

    /// Whether they forbid publication.
    pub(super) fn fail(self, strict: bool) -> bool {
        self.errors > 0 || (strict && self.warnings > 0)
    }

    /// `2 errors, 1 warning in 3 files`.
    pub(super) fn text(self) -> String {
        let counts = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ];
        let parts: Vec<String> = counts
            .into_iter()
            .filter(|&(count, _)| count > 0)
            .map(|(count, what)| plural(count, what))
            .collect();
        if parts.is_empty() {
            return "no findings".to_owned();
        }
        format!("{} in {}", parts.join(", "), plural(self.files, "file"))
    }
}

/// `1 page`, `2 pages`.
pub(super) fn plural(count: usize, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {what}{s}")
}

/// A line for each file that changed, and for many of them one.
pub(super) fn changed(edited: &[RelPath]) -> String {
    match edited {
        [] => String::new(),
        [one] => format!("changed: {}\n", plain(one.as_str())),
        [first, more @ ..] => {
            let first = plain(first.as_str());
            format!("changed: {first} and {} more\n", more.len())
        }
    }
}

/// Some folders are not watched.
pub(super) fn unwatched() -> String {
    format!(
        "warning: {UNWATCHED}; what stands in the others is looked at every two seconds\n  = hint: {UNWATCHED_HINT}\n"
    )
}

/// An error of the world, its causes and the ways out.
///
/// Each message of the chain may end in lines that begin with `hint: `.
pub(super) fn world(error: &anyhow::Error) -> String {
    let bold = Style::new().bold();
    let red = AnsiColor::Red.on_default().bold();
    let mut out = String::new();
    let mut hints = Vec::new();
    for (depth, cause) in error.chain().enumerate() {
        let text = cause.to_string();
        let (message, hint) = text.split_once("\nhint: ").unwrap_or((&text, ""));
        let message = plain(message);
        match depth {
            0 => out.push_str(&format!("{red}error{red:#}{bold}: {message}{bold:#}\n")),
            _ => out.push_str(&format!("  = because {message}\n")),
        }
        if !hint.is_empty() {
            hints.push(plain(hint));
        }
    }
    for hint in hints {
        out.push_str(&format!("  = {bold}hint{bold:#}: {hint}\n"));
    }
    out
}

/// Something to say about a file that is no part of the portal.
pub(super) struct Remark<'a> {
    /// Whether it stops the command.
    pub(super) error: bool,
    /// What is so.
    pub(super) message: &'a str,
    /// `file.ics:12:7`.
    pub(super) place: &'a str,
    /// A way out.
    pub(super) hint: Option<&'a str>,
}

/// A remark, as findings look.
pub(super) fn remark(remark: &Remark<'_>) -> String {
    let bold = Style::new().bold();
    let blue = AnsiColor::Blue.on_default().bold();
    let (kind, color) = match remark.error {
        true => ("error", AnsiColor::Red.on_default().bold()),
        false => ("note", AnsiColor::Cyan.on_default().bold()),
    };
    let (message, place) = (plain(remark.message), plain(remark.place));
    let mut out = format!("{color}{kind}{color:#}{bold}: {message}{bold:#}\n");
    out.push_str(&format!(" {blue}-->{blue:#} {place}\n"));
    if let Some(hint) = remark.hint {
        out.push_str(&format!("  {blue}={blue:#} {bold}hint{bold:#}: {hint}\n"));
    }
    out.push('\n');
    out
}

/// `text` without characters that would steer the terminal, a line's end among them: what an author
/// wrote must not look like a finding of its own.
pub(super) fn plain(text: &str) -> String {
    if text.contains(steers) {
        text.replace(steers, "\u{FFFD}")
    } else {
        text.to_owned()
    }
}
