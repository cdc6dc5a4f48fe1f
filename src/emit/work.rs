//! The folder beside the output folder, where one run at a time puts the next site together.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::disk::Disk;
use super::place::Place;
use super::scan;

/// All that ever stands in the folder. One with anything else is not ours.
const NAMES: [&str; 4] = ["last", "lock", "new", "old"];

/// The folder, locked for this run.
pub(super) struct Work {
    dir: PathBuf,
    lock: PathBuf,
    /// Holds the lock.
    held: std::fs::File,
}

impl Drop for Work {
    fn drop(&mut self) {
        // Closing would not do: a process that another thread is starting at this moment has the file
        // open, too, and the lock with it, until it becomes a program of its own.
        let _ = self.held.unlock();
    }
}

impl Work {
    /// Locks the folder, and takes up what a killed run left.
    pub(super) fn begin(disk: &dyn Disk, place: &Place) -> Result<Self> {
        let dir = place.parent.join(format!(".{}.supportal", place.name));
        let lock = dir.join("lock");
        if !is_ours(&dir) {
            bail!(
                "`{}` is in the way: supportal prepares the site there\nhint: remove it",
                dir.display()
            );
        }
        let cannot = || {
            let parent = place.parent.display();
            format!(
                "cannot prepare the new site in `{parent}`, beside `{}`\nhint: see that it may be written to, or name another folder with `-o`",
                place.name
            )
        };
        let held = take(disk, &dir, &lock, place, cannot)?;
        let work = Self { dir, lock, held };
        work.recover(disk, place)?;
        Ok(work)
    }

    fn recover(&self, disk: &dyn Disk, place: &Place) -> Result<()> {
        // Killed between the two renames that stand for an exchange where there is none.
        let old = self.old_site();
        if scan::is_there(&old) && !scan::is_there(&place.dir) {
            disk.rename(&old, &place.dir).with_context(|| {
                format!(
                    "cannot put `{}` back, which an interrupted build moved",
                    place.shown
                )
            })?;
        }
        for path in [old, self.new_site()] {
            if scan::is_there(&path) {
                disk.remove_dir_all(&path).with_context(|| {
                    format!(
                        "cannot remove `{}`, which an interrupted build left",
                        path.display()
                    )
                })?;
            }
        }
        Ok(())
    }

    /// Where the new site is put together; after the exchange the old one stands there.
    pub(super) fn new_site(&self) -> PathBuf {
        self.dir.join("new")
    }

    /// Where the old site waits where two renames stand for the exchange.
    fn old_site(&self) -> PathBuf {
        self.dir.join("old")
    }

    /// The site before the one that is published.
    pub(super) fn last_site(&self) -> PathBuf {
        self.dir.join("last")
    }

    /// Puts the new site in the place of the old one, if one `exists`.
    pub(super) fn exchange(&self, disk: &dyn Disk, place: &Place, exists: bool) -> Result<()> {
        let new = self.new_site();
        let cannot = || {
            format!(
                "cannot put the new site in the place of `{}`; the site is as it was\nhint: see that no program holds the folder, or name another with `-o`",
                place.shown
            )
        };
        if !exists {
            return disk.rename(&new, &place.dir).with_context(cannot);
        }
        match disk.exchange(&new, &place.dir) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                let old = self.old_site();
                disk.rename(&place.dir, &old).with_context(cannot)?;
                disk.rename(&new, &place.dir)
                    .inspect_err(|_| {
                        // Else the next run does it.
                        let _ = disk.rename(&old, &place.dir);
                    })
                    .with_context(cannot)
            }
            Err(error) => Err(error).with_context(cannot),
        }
    }

    /// Keeps the old site, where the new one was `published`, and leaves. What cannot be kept or removed
    /// does not spoil the site: the next run tries again.
    pub(super) fn end(&self, disk: &dyn Disk, published: bool) {
        for path in [self.old_site(), self.new_site()] {
            if !scan::is_there(&path) {
                continue;
            }
            let kept = published && self.keep(disk, &path).is_ok();
            if !kept && disk.remove_dir_all(&path).is_err() {
                return;
            }
        }
        // While the lock is held: who comes later finds neither, or makes both anew. The folder stays
        // where it holds the last site.
        let _ = disk.remove_file(&self.lock);
        let _ = match scan::is_empty(&self.dir) {
            Ok(true) => disk.remove_dir(&self.dir),
            other => other.map(drop),
        };
    }

    fn keep(&self, disk: &dyn Disk, site: &Path) -> io::Result<()> {
        self.forget(disk)?;
        let last = self.last_site();
        // An empty folder that was published to is no site to go back to.
        match scan::is_empty(site)? {
            true => disk.remove_dir(site),
            false => disk.rename(site, &last),
        }
    }

    /// Removes the site that was kept.
    pub(super) fn forget(&self, disk: &dyn Disk) -> io::Result<()> {
        let last = self.last_site();
        match scan::is_there(&last) {
            true => disk.remove_dir_all(&last),
            false => Ok(()),
        }
    }
}

/// Whether nothing but what is ours stands in `dir`, if it is there.
fn is_ours(dir: &Path) -> bool {
    let names = scan::names(dir).unwrap_or_default();
    names.iter().all(|name| NAMES.contains(&name.as_str()))
}

/// The name of the site that is prepared in the folder `dir`, if that is such a folder.
pub(super) fn site_of(dir: &Path) -> Option<String> {
    let name = dir.file_name()?.to_str()?;
    let name = name.strip_prefix('.')?.strip_suffix(".supportal")?;
    (dir.is_dir() && is_ours(dir)).then(|| name.to_owned())
}

/// Creates the folder and takes its lock.
fn take(
    disk: &dyn Disk,
    dir: &Path,
    lock: &Path,
    place: &Place,
    cannot: impl Fn() -> String,
) -> Result<std::fs::File> {
    for _ in 0..10 {
        disk.create_dir_all(dir).with_context(&cannot)?;
        match disk.lock(lock) {
            Ok(Some(file)) => return Ok(file),
            Ok(None) => break,
            // A build that ended removed the lock after this one opened it: once more.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(&cannot),
        }
    }
    // Who holds it says so in it. Some systems let nobody else read a file that is locked.
    let holder = scan::text(lock).ok().flatten().unwrap_or_default();
    let holder = match holder.trim().parse::<u32>() {
        Ok(process) => format!("another build, process {process},"),
        Err(_) => "another build".to_owned(),
    };
    bail!(
        "{holder} is writing `{}`\nhint: wait for it to end",
        place.shown
    )
}
