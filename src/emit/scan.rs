//! What stands in a folder.

#![allow(
    clippy::disallowed_methods,
    reason = "this looks at what the last build wrote, not at the portal"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::SystemTime;
use std::{fs, io};

use crate::model::Fingerprint;
use crate::model::record::Entry;

/// All that is below a folder, by path with `/`.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Regular files, and pipes and the like, which can be linked as well.
    pub(super) files: BTreeMap<String, File>,
    /// Symbolic links; never followed.
    pub(super) links: BTreeSet<String>,
    /// Folders.
    pub(super) folders: BTreeSet<String>,
    /// Folders with nothing in them.
    pub(super) empty: BTreeSet<String>,
}

/// One file.
#[derive(Debug)]
pub(super) struct File {
    /// Bytes.
    pub(super) size: u64,
    /// When its content changed, where the system knows.
    pub(super) modified: Option<SystemTime>,
}

impl Found {
    /// Whether there is nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.links.is_empty() && self.folders.is_empty()
    }

    /// Whether anything but a folder of ours stands at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.links.contains(path) || self.empty.contains(path)
    }
}

/// Lists `dir`, all the way down.
pub(super) fn folder(dir: &Path) -> io::Result<Found> {
    let mut found = Found::default();
    let mut open = vec![String::new()];
    while let Some(inside) = open.pop() {
        let mut is_empty = true;
        for entry in fs::read_dir(dir.join(&inside))? {
            let entry = entry?;
            is_empty = false;
            let name = entry.file_name().into_string().map_err(|name| {
                io::Error::other(format!(
                    "`{}` has a name that is not UTF-8",
                    name.to_string_lossy()
                ))
            })?;
            let path = if inside.is_empty() {
                name
            } else {
                format!("{inside}/{name}")
            };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                open.push(path.clone());
                found.folders.insert(path);
            } else if kind.is_symlink() {
                found.links.insert(path);
            } else {
                let metadata = entry.metadata()?;
                let file = File {
                    size: metadata.len(),
                    modified: metadata.modified().ok(),
                };
                found.files.insert(path, file);
            }
        }
        if is_empty && !inside.is_empty() {
            found.empty.insert(inside);
        }
    }
    Ok(found)
}

/// Whether anything stands at `path`, be it a link that leads nowhere.
pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Names of what stands in `dir`; of those that are not UTF-8, something like them.
pub(super) fn names(dir: &Path) -> io::Result<Vec<String>> {
    let entries = fs::read_dir(dir)?;
    let name = |entry: io::Result<fs::DirEntry>| {
        entry.map(|entry| entry.file_name().to_string_lossy().into_owned())
    };
    entries.map(name).collect()
}

/// Whether there is nothing in `dir`.
pub(super) fn is_empty(dir: &Path) -> io::Result<bool> {
    Ok(fs::read_dir(dir)?.next().is_none())
}

/// The content of a file.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    of_file(path)?;
    fs::read(path)
}

/// An error where `path` is a pipe or a device: whoever opened one might wait for ever.
fn of_file(path: &Path) -> io::Result<()> {
    match fs::metadata(path)?.is_file() {
        true => Ok(()),
        false => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "this is not a file",
        )),
    }
}

/// The text of a file; `None` where there is no such file.
pub(super) fn text(path: &Path) -> io::Result<Option<String>> {
    match of_file(path).and_then(|()| fs::read_to_string(path)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether `dir` is on another device than the folder above it.
#[cfg(unix)]
pub(super) fn is_mount_point(dir: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let device = |path: &Path| path.symlink_metadata().map(|metadata| metadata.dev());
    matches!((device(dir), device(parent)), (Ok(dir), Ok(parent)) if dir != parent)
}

#[cfg(not(unix))]
pub(super) fn is_mount_point(_: &Path, _: &Path) -> bool {
    false
}

/// Whether the file at `path` has the content that `entry` tells of. One that may not be read is no answer; what is
/// gone or no file has it not.
pub(super) fn has_content(path: &Path, entry: &Entry) -> io::Result<bool> {
    use io::ErrorKind::{InvalidInput, NotFound};
    match bytes(path) {
        Ok(bytes) => Ok(*Fingerprint::of(&bytes).to_string() == *entry.fingerprint),
        Err(error) if matches!(error.kind(), InvalidInput | NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_not_other_content() {
        let entry = Entry {
            size: 1,
            fingerprint: "0".into(),
            origin: Default::default(),
        };
        let check = |path: &str| has_content(Path::new(path), &entry);
        // A file that nobody can read from its beginning, whoever asks.
        check("/proc/self/mem").unwrap_err();
        assert!(!check("/proc/self/no such file").unwrap());
        assert!(!check("/dev/zero").unwrap());
        assert!(!check("/proc/self/status").unwrap());
    }
}
