//! `supportal diff`: what is different between two built sites.

use std::path::PathBuf;

use anyhow::Result;

use super::{Status, changes, print};
use crate::{diff, emit};

/// Say what is different between two built sites: facts, words of pages, files
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of the earlier site
    old: PathBuf,
    /// Folder of the later site
    new: PathBuf,
    /// For people, or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(clap::ValueEnum, Clone, Copy)]
enum Format {
    Human,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let (old, new) = (emit::record(&arguments.old)?, emit::record(&arguments.new)?);
    let difference = diff::sites(&old, &new, diff::files(&old, &new));
    print(&match arguments.format {
        Format::Human => changes::human(&difference),
        Format::Json => changes::json(&difference),
    })?;
    Ok(Status::Fine)
}
