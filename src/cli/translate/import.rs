//! `supportal translate import`: what a translation office sent back.

#![allow(
    clippy::disallowed_methods,
    reason = "reads what came back, which no stage does"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::super::{Global, report, say, whole_file};
use super::begin;
use super::filling::{self, Filled};
use super::{Portal, Status};
use crate::model::{Locale, RelPath};
use crate::xliff::{self, Returned, Trouble};

/// Take over the translations of an XLIFF file; what did not change in it stays as it is
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The file that `translate export` wrote, translated
    file: PathBuf,
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    #[arg(short, long, value_name = "DIR")]
    portal: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let file = &arguments.file;
    let bytes = fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let portal = Portal::read(arguments.portal.as_deref(), true)?;
    let mut troubles = Vec::new();
    let text = String::from_utf8_lossy(&bytes);
    let filled = match str::from_utf8(&bytes) {
        Ok(text) => fill(&portal, text, &mut troubles)?,
        Err(error) => {
            troubles.push(Trouble::new(
                error.valid_up_to(),
                "this file is not in UTF-8",
                "save it in UTF-8",
            ));
            Vec::new()
        }
    };
    let changed: Vec<(&Filled, &String)> = filled
        .iter()
        .filter_map(|page| Some((page, page.text.as_ref()?)))
        .collect();
    for (page, text) in &changed {
        let path = portal.shown(&page.path);
        let shown = path.display();
        if page.begun {
            begin::write(&portal, &page.path, text)?;
        } else {
            whole_file::replace(&path, text)?;
        }
        if !global.quiet {
            let what = if page.begun { "began" } else { "changed" };
            let texts = match page.texts {
                0 => "source_hash".to_owned(),
                texts => report::plural(texts, "text"),
            };
            let sections = match page.sections {
                0 => String::new(),
                sections => format!(
                    "; {} built as in the source, whose former words are gone",
                    report::plural(sections, "section")
                ),
            };
            say(&format!("{what} {shown}: {texts}{sections}\n"));
        }
    }
    if changed.is_empty() && troubles.is_empty() && !global.quiet {
        say("nothing changed\n");
    }
    troubles.sort_by_key(|trouble| trouble.at);
    let mut place = Counted::default();
    for trouble in &troubles {
        let (line, column) = place.count(&text, trouble.at);
        say(&report::remark(&report::Remark {
            error: true,
            message: &trouble.message,
            place: &format!("{}:{line}:{column}", file.display()),
            hint: Some(&trouble.hint),
        }));
    }
    Ok(match troubles.is_empty() {
        true => Status::Fine,
        false => Status::Findings,
    })
}

/// What becomes of the pages of a document; nothing is written yet.
fn fill(portal: &Portal, text: &str, troubles: &mut Vec<Trouble>) -> Result<Vec<Filled>> {
    let returned = match xliff::read(text, troubles) {
        Ok(returned) => returned,
        Err(trouble) => {
            troubles.push(trouble);
            return Ok(Vec::new());
        }
    };
    let Some(locale) = locale(portal, &returned, troubles) else {
        return Ok(Vec::new());
    };
    let mut filled: Vec<Filled> = Vec::new();
    let mut taken = BTreeSet::new();
    for file in &returned.files {
        let path = RelPath::new(&file.original);
        let source = path.and_then(|path| portal.at(&path));
        let source = source.filter(|one| one.locale == *portal.site.config.source());
        let Some(source) = source else {
            troubles.push(Trouble::new(
                file.at,
                format!("no page at `{}`", file.original),
                "it was renamed or removed since; export again, or name its new place in `original`",
            ));
            continue;
        };
        if !taken.insert(&source.path) {
            troubles.push(Trouble::new(
                file.at,
                format!("`{}` stands in this file twice", file.original),
                "import one after the other, each in a file of its own",
            ));
            continue;
        }
        filled.push(filling::page(portal, locale, source, file, troubles)?);
    }
    Ok(filled)
}

/// The language that was translated to, if document and portal agree.
fn locale<'p>(
    portal: &'p Portal,
    returned: &Returned,
    troubles: &mut Vec<Trouble>,
) -> Option<&'p Locale> {
    let config = &portal.site.config;
    let at = returned.at;
    let is = |tag: &str, locale: &Locale| Locale::new(tag).as_ref() == Some(locale);
    if !is(&returned.source, config.source()) {
        troubles.push(Trouble::new(
            at,
            format!(
                "this file translates from `{}`, and the source language is `{}`",
                returned.source,
                config.source()
            ),
            "import it into the portal that it was exported from",
        ));
        return None;
    }
    let mut languages = config.languages.iter().skip(1);
    let found = languages.find(|locale| is(&returned.target, locale));
    if found.is_none() {
        let known: Vec<&str> = config
            .languages
            .iter()
            .skip(1)
            .map(Locale::as_str)
            .collect();
        troubles.push(Trouble::new(
            at,
            format!("this portal has no translations to `{}`", returned.target),
            match known.is_empty() {
                true => "add the language to `languages` in supportal.yaml".to_owned(),
                false => format!(
                    "`trgLang` names one of {}, or `languages` in supportal.yaml gets another",
                    known.join(", ")
                ),
            },
        ));
    }
    found
}

/// A place in a text, up to which lines and columns are counted.
#[derive(Default)]
struct Counted {
    at: usize,
    line: usize,
    column: usize,
}

impl Counted {
    /// Line and column of the byte `at`, both from 1. No place is before the one that was asked for last, so that
    /// all of them take the time of one.
    fn count(&mut self, text: &str, at: usize) -> (usize, usize) {
        let passed = text.get(self.at..at).unwrap_or_default();
        self.at += passed.len();
        self.line += passed.matches('\n').count();
        self.column = match passed.rsplit_once('\n') {
            Some((_, last)) => last.chars().count(),
            None => self.column + passed.chars().count(),
        };
        (self.line + 1, self.column + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Counted;

    #[test]
    fn places_are_counted_on() {
        let mut place = Counted::default();
        let mut check = |at, expected| assert_eq!(place.count("aé\nb\n\nc", at), expected, "{at}");
        check(0, (1, 1));
        check(3, (1, 3));
        check(3, (1, 3));
        check(5, (2, 2));
        check(7, (4, 1));
        check(8, (4, 2));
        check(9, (4, 2));
    }
}
