//! `supportal translate status`: how far each language is.

use std::path::PathBuf;

use anyhow::Result;
use serde::Serialize;

use super::super::print;
use super::{Portal, Status};
use crate::check;
use crate::model::segment::source_hash;
use crate::model::{Locale, RelPath};

/// Say by language how many pages are translated, untouched copies, stale and missing, and how many have lost their source
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    portal: Option<PathBuf>,
    /// For people, or for programs, which get the files as well
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(clap::ValueEnum, Clone, Copy)]
enum Format {
    Human,
    Json,
}

/// How far a language is.
#[derive(Serialize)]
struct Language {
    language: Locale,
    /// Pages of the source language.
    pages: usize,
    /// Those that have a version in this one, and not merely a copy.
    translated: usize,
    /// Versions that are the copies that they began as.
    untouched: Vec<RelPath>,
    /// Versions whose source has changed since they were made.
    stale: Vec<RelPath>,
    /// Versions that do not say what they were made from.
    unmarked: Vec<RelPath>,
    /// Pages of the source language that have no version.
    missing: Vec<RelPath>,
    /// Versions whose source is gone.
    orphaned: Vec<RelPath>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let portal = Portal::read(arguments.portal.as_deref(), false)?;
    let languages = portal.site.config.languages.iter().skip(1);
    let languages: Vec<Language> = languages.map(|locale| state(&portal, locale)).collect();
    print(&match arguments.format {
        Format::Human => human(&portal, &languages),
        Format::Json => {
            let source = portal.site.config.source();
            let json = serde_json::json!({"source": source, "languages": languages});
            format!("{json:#}\n")
        }
    })?;
    Ok(Status::Fine)
}

fn state(portal: &Portal, locale: &Locale) -> Language {
    let mut state = Language {
        language: locale.clone(),
        pages: 0,
        translated: 0,
        untouched: Vec::new(),
        stale: Vec::new(),
        unmarked: Vec::new(),
        missing: Vec::new(),
        orphaned: Vec::new(),
    };
    let orphans = check::orphans(&portal.site);
    let orphans = orphans.filter(|one| one.locale == *locale && !one.fragment);
    state.orphaned = orphans.map(|one| one.path.clone()).collect();
    let source = portal.site.config.source();
    let documents = portal.site.documents.iter();
    for document in documents.filter(|one| one.locale == *source && !one.fragment) {
        state.pages += 1;
        let path = RelPath::new(&format!("{locale}/{}", document.key));
        let Some(translation) = path.and_then(|path| portal.at(&path)) else {
            state.missing.push(document.path.clone());
            continue;
        };
        match check::is_untouched(translation, document) {
            true => state.untouched.push(translation.path.clone()),
            false => state.translated += 1,
        }
        let old = &translation.front.source_hash;
        let old: Vec<&str> = old.iter().map(|hash| hash.value.as_str()).collect();
        if old.is_empty() {
            state.unmarked.push(translation.path.clone());
        } else if old != source_hash(document) {
            state.stale.push(translation.path.clone());
        }
    }
    state
}

fn human(portal: &Portal, languages: &[Language]) -> String {
    if languages.is_empty() {
        let source = portal.site.config.source();
        return format!(
            "`{source}` is the only language; add others to `languages` in supportal.yaml\n"
        );
    }
    let mut out = String::from(
        "language    pages  translated  untouched  stale  unmarked  missing  orphaned\n",
    );
    for state in languages {
        out.push_str(&format!(
            "{:<10}{:>7}{:>12}{:>11}{:>7}{:>10}{:>9}{:>10}\n",
            state.language.as_str(),
            state.pages,
            state.translated,
            state.untouched.len(),
            state.stale.len(),
            state.unmarked.len(),
            state.missing.len(),
            state.orphaned.len()
        ));
    }
    out
}
