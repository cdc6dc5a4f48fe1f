//! `supportal rollback`: back to the site before.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::report::{plain, plural};
use super::{Global, Status, changes, print, say};
use crate::emit::Back;
use crate::{diff, emit};

/// Put the site before the last change back in its place
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: Site,
}

/// Which site a command is about.
#[derive(clap::Args)]
pub(super) struct Site {
    /// Folder of the site [default: `dist`]
    #[arg(conflicts_with = "out")]
    site: Option<PathBuf>,
    /// The same, as `build` takes it
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Site {
    pub(super) fn folder(&self) -> &Path {
        let named = self.site.as_deref().or(self.out.as_deref());
        named.unwrap_or(Path::new("dist"))
    }
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let site = arguments.site.folder();
    let Back {
        before,
        now,
        harmed,
    } = emit::rollback(site)?;
    let shown = plain(&site.display().to_string());
    if !global.quiet {
        let files = diff::files(&before, &now);
        print(&changes::human(&diff::sites(&before, &now, files)))?;
        say(&format!(
            "`{shown}` is the site before, made for {}; `supportal rollback` once more undoes this\n",
            plain(&now.today)
        ));
    }
    if harmed.is_empty() {
        return Ok(Status::Fine);
    }
    let paths = harmed
        .iter()
        .map(|path| format!("harmed {}\n", plain(path)));
    print(&paths.collect::<String>())?;
    say(&format!(
        "warning: not as it was written: {} of `{shown}`\n  = hint: what both sites have is one file on the disk, and somebody wrote into it; a build writes it anew\n",
        plural(harmed.len(), "file")
    ));
    Ok(Status::Findings)
}
