//! A file of an author, written whole or not at all: where the disk is full or the program is ended, what stood there
//! stands there still.

#![allow(
    clippy::disallowed_methods,
    reason = "writes files of the portal, which no stage does"
)]

use std::io::{self, Write as _};
use std::path::Path;
use std::{env, fs};

use anyhow::{Context as _, Result, bail};

use crate::emit;

/// Writes a new file; one that exists is left as it is, and `otherwise` says what to do then.
pub(super) fn begin(path: &Path, text: &str, otherwise: &str) -> Result<()> {
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
    let written = file.write_all(text.as_bytes());
    if written.is_err() {
        // Half of it would be in the way when the command is given again.
        let _ = fs::remove_file(path);
    }
    written.with_context(|| format!("cannot write `{shown}`"))
}

/// Puts `text` into the file at `path`, in one step. Its rights stay as they are, and a link leads where it led.
pub(super) fn replace(path: &Path, text: &str) -> Result<()> {
    exchange(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

fn exchange(path: &Path, text: &str) -> io::Result<()> {
    let there = match path.canonicalize() {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => env::current_dir()?.join(path),
        Err(error) => return Err(error),
    };
    let old = fs::metadata(&there).ok();
    // Nothing takes the place of a pipe or of a device.
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return fs::write(&there, text);
    }
    if let Some(old) = &old {
        // Another file in its place asks nobody whether this one may be written.
        if old.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        fs::OpenOptions::new().write(true).open(&there)?;
    }
    let folder = there.parent().unwrap_or(&there);
    let mut file = emit::temporary_in(folder)?;
    file.as_file_mut().write_all(text.as_bytes())?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&there).map_err(|failed| failed.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_to_be_written_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.md");
        fs::write(&path, "old").unwrap();
        let mut rights = fs::metadata(&path).unwrap().permissions();
        rights.set_readonly(true);
        fs::set_permissions(&path, rights).unwrap();
        let refused = replace(&path, "new").unwrap_err();
        assert!(
            format!("{refused:#}").contains("permission denied"),
            "{refused:#}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
