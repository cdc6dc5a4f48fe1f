//! `supportal search`: asks the built index, with the same ranking as the browser.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Status, print, say};

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

/// One result.
struct Row {
    title: String,
    url: String,
    excerpt: String,
}

// TO WIRE: crate::index::query::Reader::open(read).search(query, limit), where `read` reads below
// `folder` (the site's root, or the folder of the language), then this falls away.
fn results(_folder: &Path, _query: &str, _limit: usize) -> Result<Vec<Row>> {
    bail!("search is not built in yet")
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
        Some(language) if site.join(language).is_dir() => site.join(language),
        _ => site.clone(),
    };
    let query = arguments.query.join(" ");
    let rows = results(&folder, &query, arguments.limit)?;
    if rows.is_empty() {
        say(&format!("nothing found for `{query}`\n"));
    }
    let text: String = rows
        .iter()
        .map(
            |Row {
                 title,
                 url,
                 excerpt,
             }| format!("{title}\n  {url}\n  {excerpt}\n"),
        )
        .collect();
    print(&text)?;
    Ok(Status::Fine)
}
