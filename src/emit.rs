//! A [`Build`] to the output folder: the only stage that writes the disk.
//!
//! The new site is put together in a folder beside the old one, and both change places in one step:
//! whoever looks sees the old site or the new one, whole, also when the machine kills the build.
//! What did not change is linked over, with its time stamp; what others put there is carried over.
//! Which files are ours is known from the manifest alone, and a folder without one is left alone.
//!
//! ```text
//! dist/                        the site
//! .dist.supportal/lock         held while a build runs; what a killed run left is removed by the next
//! .dist.supportal/new/         the new site, then, for a moment, the old one
//! .dist.supportal/ready        which site `new` is, once it is whole
//! .dist.supportal/old/         the old site, for a moment
//! .dist.supportal/last/        the site before this one, to which `rollback` goes back; what both have
//!                              is there once, where a disk has hard links
//! .dist.supportal/gone/        the site before that, while it is deleted
//! ```
//!
//! Nothing is flushed to the disk on purpose. A site can be built again, and a flush of ten thousand
//! files takes longer than all the rest. If the power fails, files may be short; their size then
//! differs from the manifest's, and the next build writes them anew.

mod archive;
mod beside;
mod disk;
mod manifest;
mod old;
mod place;
mod publication;
mod rollback;
mod scan;
mod siblings;
mod verify;
mod work;

use std::io;
use std::path::Path;

use anyhow::{Context as _, Result};

pub use archive::archive;
pub use beside::{Beside, temporary_in};
pub use disk::{Disk, Real};
pub use place::real;
pub use publication::Publication;
pub use rollback::{Back, rollback, rollback_on};
pub use siblings::{Withdrawn, siblings, withdraw, withdraw_on};
pub use verify::{Verified, verify};

use crate::model::Output;
use crate::model::output::Build;
use crate::model::record::Record;
use place::Place;
use work::Work;

/// The file that makes a folder ours.
pub const MANIFEST: &str = manifest::NAME;

/// What a build changed in the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New files, sorted.
    pub added: Vec<String>,
    /// Files with new content, sorted.
    pub changed: Vec<String>,
    /// Files of the build before that this one has no more, sorted.
    pub removed: Vec<String>,
    /// How many files stayed as they were.
    pub unchanged: usize,
    /// Files and folders of others, carried over; a folder of theirs counts once. Sorted.
    pub kept: Vec<String>,
    /// Bytes written.
    pub bytes: u64,
    /// The site that was there; empty where there was none.
    pub before: Record,
}

impl Changes {
    /// Whether the site is the same as before.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// Makes `dir` hold exactly the files of `build`, beside those that others put there.
///
/// # Errors
///
/// Where `dir` is not ours, another build runs, a file of another is in the way, or the disk fails.
/// `dir` is then as it was.
pub fn sync(build: &Build, dir: &Path) -> Result<Changes> {
    sync_on(&Real, build, dir)
}

/// [`sync`] on a disk of the caller's: the tests have one that fails.
///
/// # Errors
///
/// As [`sync`].
pub fn sync_on(disk: &dyn Disk, build: &Build, dir: &Path) -> Result<Changes> {
    Publication::begin_on(disk, dir)?.finish(build)
}

/// Puts `file`, what is wrong right now, into the site in `dir`, whole or not at all.
///
/// # Errors
///
/// Where it cannot be written.
pub fn incident(dir: &Path, file: &Output) -> Result<()> {
    let place = Place::new(dir)?;
    // A build that runs would put the file of before into its place.
    let work = Work::begin(&Real, &place)?;
    let result = beside::replace(&place.dir.join(file.url.as_str()), &file.bytes);
    work.end(&Real, &place);
    result
}

/// The content of a file of the site in `dir`; `None` where there is no such file.
///
/// # Errors
///
/// Where it cannot be read.
pub fn content(dir: &Path, path: &str) -> Result<Option<Vec<u8>>> {
    let path = dir.join(path);
    match scan::bytes(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let shown = path.display();
            Err(error)
                .with_context(|| format!("cannot read `{shown}`\nhint: see that it may be read"))
        }
    }
}

/// What is kept of the site in `dir`.
///
/// # Errors
///
/// Where there is no site that supportal wrote, or it cannot be read.
pub fn record(dir: &Path) -> Result<Record> {
    let shown = dir.display().to_string();
    let read = manifest::read(dir, &shown)?;
    read.map(|(record, _)| record).with_context(|| {
        format!(
            "no site at `{shown}`: it has no `{MANIFEST}`\nhint: name the folder that `supportal build` wrote, with its hidden files"
        )
    })
}
