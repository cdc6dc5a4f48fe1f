//! A file that a command begins for an author, who has none of that name yet.

#![allow(
    clippy::disallowed_methods,
    reason = "writes one file of the portal, which no stage does"
)]

use std::io::Write as _;
use std::path::Path;
use std::{fs, io};

use anyhow::{Context as _, Result, bail};

/// Writes a new file; one that exists is left as it is, and `otherwise` says what to do then.
pub(super) fn write(path: &Path, text: &str, otherwise: &str) -> Result<()> {
    let shown = path.display();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create the folder `{}`", folder.display()))?;
    }
    let mut file = match fs::File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("`{shown}` exists; it was left as it is\nhint: {otherwise}")
        }
        Err(error) => return Err(error).with_context(|| format!("cannot write `{shown}`")),
    };
    file.write_all(text.as_bytes())
        .with_context(|| format!("cannot write `{shown}`"))
}
