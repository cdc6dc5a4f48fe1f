//! The folder beside the output folder, where one run at a time puts the next site together.
//!
//! A run may be killed after any of its calls, and so may the one that takes up what it left. What stands where then says
//! all there is to know. Of the sites A and B, of which B is published, and C, which is to be:
//!
//! | after | site | `new` | `old` | `last` | `gone` | the next run |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | any file of C is written | B | C, part | | A | | removes C |
//! | `ready` is written | B | C | | A | | removes C |
//! | both change places | C | B | | A | | goes on: `ready` tells of C, and it is the site |
//! | … in two renames, the first | | C | B | A | | puts B back, removes C |
//! | … the second; or B is moved | C | | B | A | | goes on |
//! | A is moved | C | | B | | A | goes on |
//! | B is kept | C | | | B | A | removes A |
//! | files of A are deleted | C | | | B | A, part | removes the rest |
//!
//! So nothing but `new` and `gone` is ever half a site, and nobody goes back to these. Going back lets `last` and the
//! site change places, where that takes two renames by way of `old` as well. Deleting comes last: a disk is slow to
//! create files while it still deletes others.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::disk::Disk;
use super::place::Place;
use super::{MANIFEST, scan};
use crate::model::Fingerprint;

/// All that ever stands in the folder. One with anything else is not ours.
const NAMES: [&str; 6] = ["gone", "last", "lock", "new", "old", "ready"];

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
        let dir = dir_of(place);
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

    /// Takes up what a killed run left. Killed itself, it is taken up by the next one.
    fn recover(&self, disk: &dyn Disk, place: &Place) -> Result<()> {
        let shown = &place.shown;
        self.put_back(disk, place).with_context(|| {
            format!("cannot put `{shown}` back, which an interrupted build moved")
        })?;
        self.keep(disk, place).with_context(|| {
            format!("cannot keep the site before `{shown}`, which an interrupted build moved")
        })?;
        self.clear(disk).with_context(|| {
            let dir = self.dir.display();
            format!("cannot remove what an interrupted build left in `{dir}`")
        })
    }

    /// Where the new site is put together; after the exchange the old one stands there.
    pub(super) fn new_site(&self) -> PathBuf {
        self.dir.join("new")
    }

    /// The site before the one that is published.
    pub(super) fn last_site(&self) -> PathBuf {
        self.dir.join("last")
    }

    /// Where the site waits that was published until now.
    fn old_site(&self) -> PathBuf {
        self.dir.join("old")
    }

    /// What is to be deleted.
    fn gone_site(&self) -> PathBuf {
        self.dir.join("gone")
    }

    /// The fingerprint of the manifest of the new site, once that is whole.
    fn ready(&self) -> PathBuf {
        self.dir.join("ready")
    }

    /// Puts the new site, which has this `manifest`, in the place of the old one, if one `exists`.
    pub(super) fn publish(
        &self,
        disk: &dyn Disk,
        place: &Place,
        exists: bool,
        manifest: &str,
    ) -> Result<()> {
        let new = self.new_site();
        if !exists {
            let published = disk.rename(&new, &place.dir);
            return published.with_context(|| cannot_publish(place));
        }
        let fingerprint = Fingerprint::of(manifest.as_bytes()).to_string();
        disk.write(&self.ready(), fingerprint.as_bytes())
            .with_context(|| cannot_publish(place))?;
        self.exchange(disk, place, &new)?;
        if scan::is_there(&new) {
            // Else it is done in the end, by what `ready` says.
            let _ = disk.rename(&new, &self.old_site());
        }
        Ok(())
    }

    /// Lets the last site and the one that is published change places.
    pub(super) fn go_back(&self, disk: &dyn Disk, place: &Place) -> Result<()> {
        self.exchange(disk, place, &self.last_site())
    }

    /// Lets `other` and the site that is published change places, or puts it there and the site where it waits.
    fn exchange(&self, disk: &dyn Disk, place: &Place, other: &Path) -> Result<()> {
        match disk.exchange(other, &place.dir) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                let old = self.old_site();
                disk.rename(&place.dir, &old)
                    .and_then(|()| disk.rename(other, &place.dir))
                    .inspect_err(|_| {
                        // Else the next run does it.
                        let _ = self.put_back(disk, place);
                    })
            }
            done => done,
        }
        .with_context(|| cannot_publish(place))
    }

    /// Keeps the site that was published until now, if there is another, and leaves. What cannot be kept or removed does
    /// not spoil the site: the next run tries again.
    pub(super) fn end(&self, disk: &dyn Disk, place: &Place) {
        let cleared = (self.put_back(disk, place))
            .and_then(|()| self.keep(disk, place))
            .and_then(|()| self.clear(disk));
        if cleared.is_err() {
            return;
        }
        // While the lock is held: who comes later finds neither, or makes both anew. The folder stays
        // where it holds the last site.
        let _ = disk.remove_file(&self.lock);
        let _ = match scan::is_empty(&self.dir) {
            Ok(true) => disk.remove_dir(&self.dir),
            other => other.map(drop),
        };
    }

    /// Puts the site back, where only the first was done of the two renames that stand for an exchange.
    fn put_back(&self, disk: &dyn Disk, place: &Place) -> io::Result<()> {
        let old = self.old_site();
        match scan::is_there(&old) && !scan::is_there(&place.dir) {
            true => disk.rename(&old, &place.dir),
            false => Ok(()),
        }
    }

    /// Keeps the site that was published until now, if there is one, instead of the one before it.
    fn keep(&self, disk: &dyn Disk, place: &Place) -> io::Result<()> {
        let (new, old) = (self.new_site(), self.old_site());
        if !scan::is_there(&old) && scan::is_there(&new) && self.is_published(place)? {
            disk.rename(&new, &old)?;
        }
        if !scan::is_there(&old) {
            return Ok(());
        }
        // An empty folder that was published to is no site to go back to.
        if scan::is_empty(&old)? {
            return disk.remove_dir(&old);
        }
        self.forget(disk)?;
        disk.rename(&old, &self.last_site())
    }

    /// Whether the new site has come to its place, and the old one into the folder of the new one.
    fn is_published(&self, place: &Place) -> io::Result<bool> {
        let Some(ready) = scan::text(&self.ready())? else {
            return Ok(false);
        };
        let is_ready = |site: &Path| {
            let manifest = scan::text(&site.join(MANIFEST))?;
            let manifest = manifest.map(|text| Fingerprint::of(text.as_bytes()).to_string());
            io::Result::Ok(manifest.is_some_and(|manifest| manifest == ready))
        };
        // Of two with one manifest, which of them is which does not matter: it is the same site.
        Ok(is_ready(&place.dir)? && !is_ready(&self.new_site())?)
    }

    /// Moves the site that was kept to what is deleted in the end.
    pub(super) fn forget(&self, disk: &dyn Disk) -> io::Result<()> {
        let (last, gone) = (self.last_site(), self.gone_site());
        if !scan::is_there(&last) {
            return Ok(());
        }
        remove(disk, &gone)?;
        disk.rename(&last, &gone)
    }

    /// Deletes what is no site to go back to.
    fn clear(&self, disk: &dyn Disk) -> io::Result<()> {
        let ready = self.ready();
        if scan::is_there(&ready) {
            disk.remove_file(&ready)?;
        }
        remove(disk, &self.new_site())?;
        remove(disk, &self.gone_site())
    }
}

fn cannot_publish(place: &Place) -> String {
    format!(
        "cannot put the new site in the place of `{}`; the site is as it was\nhint: see that no program holds the folder, or name another with `-o`",
        place.shown
    )
}

fn remove(disk: &dyn Disk, site: &Path) -> io::Result<()> {
    match scan::is_there(site) {
        true => disk.remove_dir_all(site),
        false => Ok(()),
    }
}

/// Whether nothing but what is ours stands in `dir`, if it is there.
fn is_ours(dir: &Path) -> bool {
    let names = scan::names(dir).unwrap_or_default();
    names.iter().all(|name| NAMES.contains(&name.as_str()))
}

/// Whether there is a folder in which the site is prepared, or was when a run was killed.
pub(super) fn is_begun(place: &Place) -> bool {
    site_of(&dir_of(place)).is_some()
}

fn dir_of(place: &Place) -> PathBuf {
    place.parent.join(format!(".{}.supportal", place.name))
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
