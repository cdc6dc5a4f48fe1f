//! `supportal import`: another tool's tree to a portal.

use std::path::PathBuf;

use anyhow::Result;

use super::new::locale;
use super::progress::Progress;
use super::{Global, Status, print, translate};
use crate::import::{Translations, docfx, mkdocs};
use crate::model::Locale;

/// Turn the tree of another tool into a portal
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    from: From,
}

#[derive(clap::Subcommand)]
enum From {
    /// A Learn or DocFX repository; every construct that was not carried over is reported
    Docfx {
        /// The tree to read
        src: PathBuf,
        /// The portal to write: a new or empty folder
        dir: PathBuf,
        /// The language of the pages [default: the one that they or their folder name, else English]
        #[arg(short, long, value_name = "TAG", value_parser = locale, conflicts_with = "split_bilingual")]
        language: Option<Locale>,
        /// A tree with the translation of the first into LANG; a page stands for the one of the same path
        #[arg(long, value_name = "LANG=TREE", value_parser = translation)]
        locale: Vec<(Locale, PathBuf)>,
        /// Make two languages of a tree whose sentences carry their original (`sxs-lookup`): English, which
        /// comes first, and that of the tree
        #[arg(long)]
        split_bilingual: bool,
    },
    /// A project of MkDocs, with Material or another theme; every construct that was not carried over is reported
    Mkdocs {
        /// The folder of mkdocs.yml, or that file
        src: PathBuf,
        /// The portal to write: a new or empty folder
        dir: PathBuf,
        /// The language of the pages, where mkdocs.yml does not say it
        #[arg(short, long, value_name = "TAG", value_parser = locale)]
        language: Option<Locale>,
    },
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let progress = Progress::new(global.quiet);
    let reports = progress.during("importing", || match &arguments.from {
        From::Docfx {
            src,
            dir,
            language,
            locale,
            split_bilingual,
        } => {
            let translations = Translations {
                language: language.clone(),
                split: *split_bilingual,
                trees: locale.clone(),
            };
            let several = *split_bilingual || !locale.is_empty();
            let reports = docfx(src, &translations, dir)?;
            // What came together is taken for the same, so that each later change of the source is told.
            if several {
                translate::accept_all(dir)?;
            }
            Ok(reports)
        }
        From::Mkdocs { src, dir, language } => mkdocs(src, language.as_ref(), dir),
    })?;
    let reports: Vec<String> = reports.iter().map(ToString::to_string).collect();
    print(&reports.join("\n"))?;
    Ok(Status::Fine)
}

fn translation(text: &str) -> Result<(Locale, PathBuf), String> {
    let parts = text.split_once('=').filter(|(_, tree)| !tree.is_empty());
    let (tag, tree) = parts.ok_or("write a language and its tree: `de-DE=docs.de-de`")?;
    Ok((locale(tag)?, tree.into()))
}
