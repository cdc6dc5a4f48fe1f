//! `supportal init`: writes the starter portal.

#![allow(
    clippy::disallowed_methods,
    reason = "writes a portal, not a site; atomic it need not be in an empty folder"
)]

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};

use super::{Global, Status, say};

/// The portal in this repository, which its own tests build.
static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// Write a starter portal: a made-up partner's, complete, to change into yours
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// A new or empty folder
    #[arg(default_value = ".")]
    dir: PathBuf,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let dir = &arguments.dir;
    let shown = dir.display();
    refuse_unless_empty(dir)?;
    fs::create_dir_all(dir).with_context(|| format!("cannot create the folder `{shown}`"))?;
    write(&STARTER, dir)?;
    if !global.quiet {
        let (argument, prefix) = match dir.to_str() {
            Some(".") => (String::new(), String::new()),
            _ => (format!(" {shown}"), format!("{shown}/")),
        };
        say(&format!(
            "wrote a starter portal to `{shown}`\n\n\
             next:\n  \
             edit {prefix}supportal.yaml       the site: name, address, languages\n  \
             edit {prefix}support.yaml         who you are, when you are there, what you promise\n  \
             supportal check{argument}\n  \
             supportal build{argument}, then open dist/index.html\n"
        ));
    }
    Ok(Status::Fine)
}

fn refuse_unless_empty(dir: &Path) -> Result<()> {
    let shown = dir.display();
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(_) if dir.symlink_metadata().is_err() => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("cannot write to `{shown}`")),
    };
    // A fresh repository is as good as empty.
    let names = entries
        .flatten()
        .map(|entry| entry.file_name())
        .filter(|name| name != ".git");
    if let Some(name) = names.min() {
        bail!(
            "`{shown}` is not empty: it has `{}`; nothing was written\nhint: name a new folder, as in `supportal init my-portal`",
            name.to_string_lossy()
        );
    }
    Ok(())
}

/// Writes what is in `folder` below `dir`.
fn write(folder: &Dir<'_>, dir: &Path) -> Result<()> {
    for file in folder.files() {
        let path = dir.join(file.path());
        fs::write(&path, file.contents())
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    for inner in folder.dirs() {
        let path = dir.join(inner.path());
        fs::create_dir_all(&path)
            .with_context(|| format!("cannot create the folder `{}`", path.display()))?;
        write(inner, dir)?;
    }
    Ok(())
}
