//! A file that a build leaves beside the site: a list of changes, the site as one file.

#![allow(
    clippy::disallowed_methods,
    reason = "this is the stage that writes the disk"
)]

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use tempfile::NamedTempFile;

use super::place::real;

/// A file in `folder` that is gone if it is not given a name. An error does not say its path, which nobody knows.
///
/// # Errors
///
/// Where the disk fails, or there is no such folder.
pub fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".supportal-");
    #[cfg(unix)]
    {
        // As any other file: what is left to whom, the user's mask says.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder);
    file.map_err(|error| io::Error::from(error.kind()))
}

/// Puts a file of `bytes` at `path`, in one step.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut made = Beside::begin(path, folder)?;
    made.file()
        .write_all(bytes)
        .with_context(|| format!("cannot write `{}`", path.display()))?;
    made.keep()
}

/// Such a file, not yet in its place. Dropped before [`Beside::keep`], it leaves nothing.
#[derive(Debug)]
pub struct Beside {
    path: PathBuf,
    file: NamedTempFile,
}

impl Beside {
    /// Begins the file at `path`, before the site in `site` is changed: what forbids to write it is
    /// better known then.
    ///
    /// # Errors
    ///
    /// Where it cannot be written there, or `path` is inside the site.
    pub fn new(path: &Path, site: &Path) -> Result<Self> {
        let shown = path.display();
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        if let Some(what) = in_the_way(path) {
            bail!("cannot write `{shown}`: it is {what}\nhint: name a file");
        }
        let [outer, inner] = [site, folder].map(real);
        if matches!((outer, inner), (Ok(site), Ok(folder)) if folder.starts_with(&site)) {
            bail!(
                "cannot write `{shown}`: it is inside `{}`, the folder of the site\nhint: name a file beside it",
                site.display()
            );
        }
        Self::begin(path, folder)
    }

    fn begin(path: &Path, folder: &Path) -> Result<Self> {
        let shown = path.display();
        let file = temporary_in(folder)
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => anyhow!("there is no folder `{}`", folder.display()),
                _ => error.into(),
            })
            .with_context(|| {
                format!(
                    "cannot write `{shown}`\nhint: see that its folder exists and may be written to"
                )
            })?;
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    /// Where to write its content.
    pub fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Puts the file into its place, in one step. One that has the same content already stays as it is.
    ///
    /// # Errors
    ///
    /// Where the disk fails.
    pub fn keep(self) -> Result<()> {
        let shown = self.path.display().to_string();
        // A pipe that has come meanwhile would be waited for.
        let is_file = self.path.is_file();
        let is_same = match (
            is_file.then(|| fs::read(&self.path)),
            fs::read(self.file.path()),
        ) {
            (Some(Ok(old)), Ok(new)) => old == new,
            _ => false,
        };
        if !is_same {
            self.file
                .persist(&self.path)
                .with_context(|| format!("cannot write `{shown}`"))?;
        }
        Ok(())
    }
}

/// What stands at `path`, where no file can take its place: who reads a pipe waits for somebody to write, and some
/// devices have no end.
fn in_the_way(path: &Path) -> Option<&'static str> {
    let kind = fs::metadata(path).ok()?.file_type();
    if kind.is_file() {
        return None;
    }
    Some(match kind.is_dir() {
        true => "a folder",
        false => "a pipe or a device",
    })
}
