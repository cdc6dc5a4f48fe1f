//! `supportal translate export`: pages for a translation office.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};

use super::super::{Global, print, report, say, whole_file};
use super::begin::{language, place};
use super::{Portal, Status, page};
use crate::model::Document;
use crate::xliff::{self, Entry, Unit};

/// Write pages as XLIFF 2.1, for translation offices and their programs
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Language of the translation
    language: String,
    /// Pages of the source language: `en/articles/billing/refunds.md` [default: all of them]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// File to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    #[arg(short, long, value_name = "DIR")]
    portal: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let portal = Portal::read(arguments.portal.as_deref(), true)?;
    let locale = language(&portal, &arguments.language)?;
    let pages: Vec<_> = chosen(&portal, &arguments.paths)?
        .into_iter()
        .map(|source| {
            let translation = portal.at(&place(locale, source));
            let entries = page::entries(source, translation.map(|one| &**one));
            (source.path.clone(), entries)
        })
        .filter(|(_, entries)| !entries.is_empty())
        .collect();
    if pages.is_empty() {
        bail!(
            "there is nothing to translate\nhint: name pages of the source language that say something"
        );
    }
    let files: Vec<_> = pages
        .iter()
        .map(|(path, entries)| {
            let units: Vec<&Unit> = entries.iter().map(|entry| &entry.unit).collect();
            (path.clone(), units)
        })
        .collect();
    let text = xliff::write(portal.site.config.source(), locale, &files);
    match &arguments.out {
        None => print(&text)?,
        Some(file) => {
            whole_file::replace(file, &text)?;
            if !global.quiet {
                say(&format!("{}: {}\n", file.display(), counted(&pages)));
            }
        }
    }
    Ok(Status::Fine)
}

/// The pages that are named, else all of the source language, with the fragments that they include.
fn chosen<'p>(portal: &'p Portal, paths: &[PathBuf]) -> Result<Vec<&'p Arc<Document>>> {
    let source = portal.site.config.source();
    if paths.is_empty() {
        let documents = portal.site.documents.iter();
        return Ok(documents.filter(|one| one.locale == *source).collect());
    }
    let mut chosen: Vec<&Arc<Document>> = Vec::new();
    for path in paths {
        let document = portal.document(path)?;
        if document.locale != *source {
            bail!(
                "`{}` is a translation itself\nhint: name the page of the source language, `{source}`",
                document.path
            );
        }
        if !chosen.iter().any(|one| one.path == document.path) {
            chosen.push(document);
        }
    }
    Ok(chosen)
}

/// `3 pages, 41 texts, 12 of them translated, 2 stale`.
fn counted<P>(pages: &[(P, Vec<Entry>)]) -> String {
    let units = || {
        let entries = pages.iter().flat_map(|(_, entries)| entries);
        entries.map(|entry| &entry.unit)
    };
    let stale = units().filter(|unit| unit.stale).count();
    let translated = units().filter(|unit| unit.target.is_some()).count() - stale;
    format!(
        "{}, {}, {translated} of them translated, {stale} stale",
        report::plural(pages.len(), "page"),
        report::plural(units().count(), "text"),
    )
}
