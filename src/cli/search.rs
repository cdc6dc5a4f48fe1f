//! `supportal search`: asks the built index, with the same ranking as the browser.

#![allow(
    clippy::disallowed_methods,
    reason = "reads the index of a built site, which no stage does"
)]

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fs;
use std::io::ErrorKind::{NotADirectory, NotFound};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, Result, bail};

use super::{Status, print, say};
use crate::index::query::{Filters, Reader, Row};
use crate::model::Locale;

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
    #[arg(short, long, value_name = "TAG", value_parser = super::new::locale)]
    language: Option<Locale>,
    /// Show so many results
    #[arg(short = 'n', long, value_name = "N", default_value = "10")]
    limit: NonZeroUsize,
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
        Some(language) => of_language(site, language)?,
        None => site.join("search"),
    };
    let mut reader = open(&folder)?.with_context(|| {
        format!(
            "no search index at `{}`\nhint: build the site again with this version of supportal",
            folder.display()
        )
    })?;
    let query = arguments.query.join(" ");
    let answer = reader.search(&query, arguments.limit.get(), &Filters::default());
    if let Some(name) = reader.lost() {
        bail!(
            "the search index is not whole: `{}` cannot be read\nhint: build the site again",
            folder.join(name).display()
        );
    }
    let asked = beginning(&query);
    match &answer.corrected {
        _ if !query.contains(char::is_alphanumeric) => {
            say(&format!("`{asked}` has no word to look for\n"));
        }
        _ if answer.rows.is_empty() => say(&format!("nothing found for `{asked}`\n")),
        Some(corrected) => {
            let corrected = beginning(corrected);
            say(&format!("results for `{corrected}` instead of `{asked}`\n"));
        }
        None => {}
    }
    print(&answer.rows.iter().map(shown).collect::<String>())?;
    Ok(Status::Fine)
}

/// As much of a query as a line holds.
fn beginning(query: &str) -> Cow<'_, str> {
    const MOST: usize = 80;
    match query.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &query[..end])),
        None => Cow::Borrowed(query),
    }
}

/// The index in `folder`, if there is one.
fn open(folder: &Path) -> Result<Option<Reader<impl Fn(&str) -> Option<String> + use<>>>> {
    let folder = folder.to_owned();
    let refused = Rc::new(OnceCell::new());
    let told = refused.clone();
    let reader = Reader::new(move |name: &str| {
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) if matches!(error.kind(), NotFound | NotADirectory) => None,
            Err(error) => {
                let shown = path.display();
                let what = format!("cannot read `{shown}`\nhint: see that it may be read");
                told.get_or_init(|| anyhow::Error::new(error).context(what));
                None
            }
        }
    });
    match (
        reader,
        Rc::into_inner(refused).and_then(OnceCell::into_inner),
    ) {
        (None, Some(error)) => Err(error),
        (reader, _) => Ok(reader),
    }
}

/// The folder of the index in `language`, else in the one that is nearest to it: a more general one, or the only
/// variety that the site has.
fn of_language(site: &Path, language: &Locale) -> Result<PathBuf> {
    let unread = || format!("cannot read `{}`", site.display());
    let mut folders = vec![site.to_owned()];
    for entry in fs::read_dir(site).with_context(unread)? {
        folders.push(entry.with_context(unread)?.path());
    }
    folders.sort();
    let mut known: Vec<(Locale, PathBuf)> = Vec::new();
    let mut refused = None;
    for folder in folders {
        let folder = folder.join("search");
        match open(&folder) {
            Ok(Some(reader)) => {
                known.extend(Locale::new(reader.language()).map(|locale| (locale, folder)));
            }
            Ok(None) => {}
            // Perhaps it is not that of the language.
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    let general = language
        .chain()
        .find_map(|tag| known.iter().find(|(own, _)| *own == tag));
    let varieties: Vec<_> = (known.iter())
        .filter(|(own, _)| own.language() == language.language())
        .collect();
    match (general, varieties.as_slice(), refused) {
        (Some((_, folder)), ..) | (None, [(_, folder)], _) => Ok(folder.clone()),
        (.., Some(error)) => Err(error),
        _ => {
            let tags: Vec<&str> = known.iter().map(|(own, _)| own.as_str()).collect();
            bail!(
                "the site is not in `{language}`\nhint: it is in {}",
                tags.join(", ")
            )
        }
    }
}

fn shown(row: &Row) -> String {
    let place = match row.section.as_str() {
        "" => row.title.clone(),
        section => format!("{} – {section}", row.title),
    };
    format!("{place}\n  {}\n  {}\n", row.url, in_one_line(&row.excerpt))
}

/// A dot between cells, items and paragraphs, where no mark of punctuation tells them apart: as the theme's
/// `scripts/search.js` has it.
fn in_one_line(excerpt: &str) -> String {
    let mut line = String::with_capacity(excerpt.len());
    for block in excerpt.split('\n') {
        if !line.is_empty() {
            let told_apart =
                line.ends_with(['.', '!', '?', ':', ';', '。', '！', '？', '：', '；']);
            line.push_str(if told_apart { " " } else { " · " });
        }
        line.push_str(block);
    }
    line
}
