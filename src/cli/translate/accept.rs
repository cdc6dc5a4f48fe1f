//! `supportal translate accept`: a translation says again what its source says.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::super::{Global, accepted, whole_file};
use super::{Portal, Status, front};
use crate::model::Document;
use crate::model::segment::source_hash;

/// Mark translations as made from their source as it is now; nothing else in the files changes
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Translations that were reviewed: `zh-TW/articles/billing/refunds.md`
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    #[arg(short, long, value_name = "DIR")]
    portal: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let portal = Portal::read(arguments.portal.as_deref(), true)?;
    // All are read before one is written: a mistake in the third changes none.
    let mut written = Vec::new();
    for path in &arguments.paths {
        let translation = portal.document(path)?;
        if translation.locale == *portal.site.config.source() {
            bail!(
                "`{}` is in the source language\nhint: name the translation that was reviewed",
                translation.path
            );
        }
        let Some(source) = portal.source(translation) else {
            bail!(
                "`{}` was made from no page\nhint: `{}/{}` does not exist",
                translation.path,
                portal.site.config.source(),
                translation.key
            );
        };
        let is_own = portal.layers.first(&translation.path) == 0;
        if let Some((message, hint)) = portal.elsewhere(&translation.path).filter(|_| !is_own) {
            bail!("{message}\nhint: {hint}");
        }
        let file = portal.shown(&translation.path);
        written.push(accepted::renew(file, |text| renewed(text, source))?);
    }
    accepted::write(&written, global)?;
    Ok(Status::Fine)
}

/// The text of a translation with the hashes of `source` as it is; `None` without front matter.
fn renewed(text: &str, source: &Document) -> Option<String> {
    front::in_page(text, |yaml| front::with_hashes(yaml, &source_hash(source)))
}

/// Marks every translation of the portal in `root` as made from its source as it is now, as far as it has
/// front matter to say so.
///
/// # Errors
///
/// A file that cannot be read or written.
pub(in super::super) fn all(root: &Path) -> Result<()> {
    let portal = Portal::read(Some(root), true)?;
    for translation in &portal.site.documents {
        if translation.locale == *portal.site.config.source() {
            continue;
        }
        let Some(source) = portal.source(translation) else {
            continue;
        };
        if let Some(new) = renewed(&translation.text, source) {
            whole_file::replace(&portal.shown(&translation.path), &new)?;
        }
    }
    Ok(())
}
