//! `supportal init`: writes the starter portal.

#![allow(
    clippy::disallowed_methods,
    reason = "writes a portal, not a site; atomic it need not be in an empty folder"
)]

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};

use super::recipe::{Of, Recipe, Service};
use super::report::plain;
use super::{Global, Status, say};
use crate::model::path::CONFIG;

/// The portal in this repository, which its own tests build.
static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// Write a starter portal: a made-up partner's, complete, to change into yours
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// A new or empty folder; with --ci also that of a portal
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Write a recipe for CI, too: check and preview what is proposed, publish what is merged, build every night
    #[arg(long, value_enum, value_name = "SERVICE")]
    ci: Option<Service>,
    /// DIR holds the folders of brands: write the recipe that builds all of them, shared among several machines
    #[arg(long, requires = "ci")]
    brands: bool,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let dir = &arguments.dir;
    let of = if arguments.brands {
        Of::Brands
    } else {
        Of::Portal
    };
    let recipe = arguments.ci.map(|service| Recipe::new(service, of, dir));
    let recipe = recipe.transpose()?;
    let is_portal = dir.join(CONFIG).symlink_metadata().is_ok();
    if recipe.is_none() || !(is_portal || arguments.brands) {
        starter(dir, global)?;
    }
    if let Some(recipe) = recipe {
        recipe.write()?;
        if !global.quiet {
            say(&format!(
                "wrote a recipe for CI to `{}`\n\nnext:\n  read its first lines, and say in it where CI gets supportal from\n",
                plain(&recipe.path.display().to_string())
            ));
        }
    }
    Ok(Status::Fine)
}

fn starter(dir: &Path, global: Global) -> Result<()> {
    let shown = dir.display();
    refuse_unless_empty(dir)?;
    fs::create_dir_all(dir).with_context(|| format!("cannot create the folder `{shown}`"))?;
    write(&STARTER, dir)?;
    if !global.quiet {
        let shown = plain(&shown.to_string());
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
    Ok(())
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
