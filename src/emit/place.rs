//! Where a site stands on the disk.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// Where the output folder stands.
pub(super) struct Place {
    /// As the user wrote it, for messages.
    pub(super) shown: String,
    pub(super) dir: PathBuf,
    pub(super) parent: PathBuf,
    pub(super) name: String,
}

impl Place {
    pub(super) fn new(dir: &Path) -> Result<Self> {
        let shown = dir.display().to_string();
        let real = match dir.canonicalize() {
            // A link to a folder stays, and what it leads to is exchanged.
            Ok(real) => real,
            Err(_) if dir.is_symlink() => {
                bail!(
                    "cannot write to `{shown}`: it is a link that leads nowhere\nhint: remove it, or name another folder with `-o`"
                )
            }
            Err(_) => std::path::absolute(dir)
                .with_context(|| format!("`{shown}` is not a folder's name"))?,
        };
        let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else {
            bail!(
                "cannot write to `{shown}`: it has no folder above it\nhint: name a folder with `-o`"
            );
        };
        Ok(Self {
            parent: parent.to_owned(),
            name: name.to_string_lossy().into_owned(),
            dir: real.clone(),
            shown,
        })
    }
}

/// `path` without links and dots, also where it does not exist yet: the first build makes the folder of the site.
///
/// # Errors
///
/// Where the disk does not tell.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    let path = std::path::absolute(path)?;
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => Ok(real(parent)?.join(name)),
        _ => Ok(path),
    }
}
