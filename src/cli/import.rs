//! `supportal import`: another tool's tree to a portal.

use std::path::PathBuf;

use anyhow::Result;

use super::progress::Progress;
use super::{Global, Status, print};
use crate::import::docfx;

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
    },
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let From::Docfx { src, dir } = &arguments.from;
    let progress = Progress::new(global.quiet);
    let report = progress.during("importing", || docfx(src, dir))?;
    print(&format!("{report}"))?;
    Ok(Status::Fine)
}
