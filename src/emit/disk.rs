//! Every call that changes the disk, behind one trait, so that a test can make the n-th one fail.

#![allow(
    clippy::disallowed_methods,
    reason = "this is the stage that writes the disk"
)]

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

/// What the stage asks of a disk. The methods mean what those of `std::fs` mean.
#[allow(missing_docs, reason = "named after the functions of std::fs")]
pub trait Disk: Sync {
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    fn create_dir_all(&self, path: &Path) -> io::Result<()>;
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Copies a file with its time stamp, or a symbolic link.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Lets two folders change places in one step; `Unsupported` where the system cannot.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
    fn remove_dir_all(&self, path: &Path) -> io::Result<()>;
    /// Creates and locks a file until the result is dropped; `None` where another process holds it,
    /// `NotFound` where it was removed in the meantime.
    fn lock(&self, path: &Path) -> io::Result<Option<File>>;
}

/// The machine's own.
#[derive(Clone, Copy, Debug)]
pub struct Real;

impl Disk for Real {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        let metadata = from.symlink_metadata()?;
        if metadata.is_symlink() {
            return copy_link(from, to);
        }
        fs::copy(from, to)?;
        File::options()
            .write(true)
            .open(to)?
            .set_modified(metadata.modified()?)
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        let wanted = from.metadata()?.permissions();
        if to.metadata()?.permissions() == wanted {
            return Ok(());
        }
        fs::set_permissions(to, wanted)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        exchange(one, other)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<File>> {
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Some network disks have no locks: better a build without one than none.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        if is_at(&file, path)? {
            // For whoever finds it locked; that it cannot be told is no reason not to build.
            let _ = file
                .set_len(0)
                .and_then(|()| writeln!(&file, "{}", std::process::id()));
            Ok(Some(file))
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }
}

/// The same file at a second place, else a copy with its time.
pub(super) fn carry(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    // Some file systems have no hard links, some allow too few to one file.
    disk.hard_link(from, to).or_else(|_| disk.copy(from, to))
}

/// Whether `path` still names the open `file`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;

    let (file, path) = (file.metadata()?, path.symlink_metadata()?);
    Ok((file.dev(), file.ino()) == (path.dev(), path.ino()))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> io::Result<bool> {
    path.symlink_metadata().map(|_| true)
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_link(from: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::other(format!("`{}` is a link", from.display())))
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| match error {
        // Old kernels, and file systems that cannot.
        Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP => io::ErrorKind::Unsupported.into(),
        error => error.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
