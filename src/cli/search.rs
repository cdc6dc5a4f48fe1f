//! `supportal search`: asks the built index, with the same ranking as the browser.

#![allow(
    clippy::disallowed_methods,
    reason = "reads the index of a built site, which no stage does"
)]

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::{Status, print, say};
use crate::index::query::{Filters, Reader, Row};

/// Search the built site
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The words to look for
    #[arg(required = true)]
    query: Vec<String>,
    /// Folder of the built site
    #[arg(short, long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
    /// Language to search in [default: the source language]
    #[arg(short, long, value_name = "TAG")]
    language: Option<String>,
    /// Show so many results
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let site = &arguments.out;
    if !site.is_dir() {
        bail!(
            "no site at `{}`\nhint: write it with `supportal build`, or name it with `-o`",
            site.display()
        );
    }
    let folder = match &arguments.language {
        Some(language) if site.join(language).is_dir() => site.join(language).join("search"),
        _ => site.join("search"),
    };
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let Some(mut reader) = Reader::new(read) else {
        bail!(
            "no search index at `{}`\nhint: build the site again with this version of supportal",
            folder.display()
        );
    };
    let query = arguments.query.join(" ");
    let answer = reader.search(&query, arguments.limit, &Filters::default());
    if answer.rows.is_empty() {
        say(&format!("nothing found for `{query}`\n"));
    }
    print(&answer.rows.iter().map(shown).collect::<String>())?;
    Ok(Status::Fine)
}

fn shown(row: &Row) -> String {
    let place = match row.section.as_str() {
        "" => row.title.clone(),
        section => format!("{} – {section}", row.title),
    };
    format!("{place}\n  {}\n  {}\n", row.url, row.excerpt)
}
