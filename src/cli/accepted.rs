//! What `translate accept` and `brand accept` do at their end alike.

#![allow(
    clippy::disallowed_methods,
    reason = "rewrites the hashes of pages, which no stage does"
)]

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::{Global, say};

/// Writes the `files` that have a new text, and says of each whether it has.
///
/// # Errors
///
/// A file that cannot be written.
pub(super) fn write(files: &[(PathBuf, Option<String>)], global: Global) -> Result<()> {
    for (file, text) in files {
        let shown = file.display();
        if let Some(text) = text {
            fs::write(file, text).with_context(|| format!("cannot write `{shown}`"))?;
        }
        if !global.quiet {
            let what = match text {
                Some(_) => "accepted",
                None => "unchanged",
            };
            say(&format!("{what} {shown}\n"));
        }
    }
    Ok(())
}
