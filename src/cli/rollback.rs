//! `supportal rollback`: back to the site before.

use std::path::PathBuf;

use anyhow::Result;

use super::report::plain;
use super::{Global, Status, changes, print, say};
use crate::{diff, emit};

/// Put the site before the last change back in its place
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of the site
    #[arg(default_value = "dist")]
    site: PathBuf,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let (before, now) = emit::rollback(&arguments.site)?;
    if !global.quiet {
        let files = diff::files(&before, &now);
        print(&changes::human(&diff::sites(&before, &now, files)))?;
        say(&format!(
            "`{}` is the site before, made for {}; `supportal rollback` once more undoes this\n",
            plain(&arguments.site.display().to_string()),
            plain(&now.today)
        ));
    }
    Ok(Status::Fine)
}
