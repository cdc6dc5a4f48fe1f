//! `supportal theme`: the files of the theme, to look at and to take over.

#![allow(
    clippy::disallowed_methods,
    reason = "writes files of the portal, which no stage does"
)]

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{Global, Status, portal, print, say};
use crate::model::nearest::nearest;
use crate::render::{ejected, theme};

/// List the files of the theme, print one, or copy some into the portal to change them
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// List the files of the theme
    List,
    /// Print a file of the theme
    Show {
        /// Its path, as `list` has it: `templates/article.html`
        file: String,
    },
    /// Copy files of the theme into `theme/`, where they replace it
    Eject {
        /// Their paths, as `list` has them: `templates/article.html`
        #[arg(required = true, value_name = "FILE")]
        files: Vec<String>,
        /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
        #[arg(short, long, value_name = "DIR")]
        portal: Option<PathBuf>,
    },
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    match &arguments.what {
        What::List => {
            let paths = theme::default_paths();
            print(&format!("{}\n", paths.join("\n")))?;
        }
        What::Show { file } => {
            let bytes = theme::default_file(file).ok_or_else(|| unknown(file))?;
            print(&String::from_utf8_lossy(bytes))?;
        }
        What::Eject { files, portal } => eject(files, portal.as_deref(), global)?,
    }
    Ok(Status::Fine)
}

/// All of `files` or none: what is there already may be the work of a week.
fn eject(files: &[String], named: Option<&Path>, global: Global) -> Result<()> {
    let root = portal::root(named)?;
    let mut copies = Vec::new();
    for file in files {
        let bytes = ejected::copy(file).ok_or_else(|| unknown(file))?;
        let path = root.join("theme").join(file);
        if path.symlink_metadata().is_ok() {
            bail!(
                "`{}` exists; nothing was written\nhint: move it away first, or compare it with `supportal theme show {file}`",
                path.display()
            );
        }
        copies.push((path, bytes));
    }
    for (path, bytes) in copies {
        let shown = path
            .strip_prefix(".")
            .unwrap_or(&path)
            .display()
            .to_string();
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot create the folder `{}`", folder.display()))?;
        }
        fs::write(&path, bytes).with_context(|| format!("cannot write `{shown}`"))?;
        print(&format!("{shown}\n"))?;
    }
    if !global.quiet {
        say(
            "next: change what you need; `supportal check` says when the theme's own file has moved on\n",
        );
    }
    Ok(())
}

fn unknown(file: &str) -> anyhow::Error {
    let paths = theme::default_paths();
    // People name what lies in their own `theme/`, and leave out folders.
    let inner = file.strip_prefix("theme/").unwrap_or(file);
    let whole = paths.iter().copied().find(|path| {
        path.strip_suffix(inner)
            .is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
    });
    let hint = match whole.or_else(|| nearest(inner, paths.iter().copied())) {
        Some(near) => format!("`{near}` exists"),
        None => "`supportal theme list` names all".to_owned(),
    };
    anyhow::anyhow!("the theme has no file `{file}`\nhint: {hint}")
}
