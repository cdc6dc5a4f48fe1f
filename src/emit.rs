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
//! .dist.supportal/old/         the old site, between two renames, where a system exchanges no folders
//! .dist.supportal/last/        the site before this one, to which `rollback` goes back; what both have
//!                              is there once, where a disk has hard links
//! ```
//!
//! Nothing is flushed to the disk on purpose. A site can be built again, and a flush of ten thousand
//! files takes longer than all the rest. If the power fails, files may be short; their size then
//! differs from the manifest's, and the next build writes them anew.

mod archive;
mod beside;
mod disk;
mod manifest;
mod rollback;
mod scan;
mod verify;
mod work;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

pub use archive::archive;
pub use beside::Beside;
pub use disk::{Disk, Real};
pub use rollback::rollback;
pub use verify::{Verified, verify};

use crate::memo;
use crate::model::incident::INCIDENT;
use crate::model::output::Build;
use crate::model::record::{Entry, Record};
use crate::model::{Fingerprint, Output};
use scan::Found;
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
    let place = Place::new(dir)?;
    disk.create_dir_all(&place.parent)
        .with_context(|| format!("cannot create the folder `{}`", place.parent.display()))?;
    let work = Work::begin(disk, &place)?;
    let result = publish(disk, build, &place, &work);
    work.end(disk, result.is_ok());
    result
}

/// Where the output folder stands.
struct Place {
    /// As the user wrote it, for messages.
    shown: String,
    dir: PathBuf,
    parent: PathBuf,
    name: String,
}

impl Place {
    fn new(dir: &Path) -> Result<Self> {
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

fn publish(disk: &dyn Disk, build: &Build, place: &Place, work: &Work) -> Result<Changes> {
    let old = Old::read(place)?;
    let record = Record::of(build);
    let plan = plan(build, &record, &old, place)?;
    let is_same = plan.changes.is_empty()
        && old.manifest_text.as_deref() == Some(manifest::json(&record)?.as_str());
    if !is_same {
        stage(disk, &plan, &record, &old, place, &work.new_site())?;
        exchange(disk, place, work, old.exists)?;
    }
    let changes = plan.changes;
    Ok(Changes {
        before: old.record,
        ..changes
    })
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
    work.end(&Real, false);
    result
}

/// The content of a file of the site in `dir`; `None` where it cannot be read.
pub fn content(dir: &Path, path: &str) -> Option<Vec<u8>> {
    scan::bytes(&dir.join(path)).ok()
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

/// The output folder as it stands.
struct Old {
    exists: bool,
    record: Record,
    manifest_text: Option<String>,
    found: Found,
}

impl Old {
    fn read(place: &Place) -> Result<Self> {
        let shown = &place.shown;
        let Ok(metadata) = place.dir.symlink_metadata() else {
            return Ok(Self {
                exists: false,
                record: Record::default(),
                manifest_text: None,
                found: Found::default(),
            });
        };
        if !metadata.is_dir() {
            bail!(
                "cannot write to `{shown}`: it is not a folder\nhint: name another folder with `-o`"
            );
        }
        if scan::is_mount_point(&place.dir, &place.parent) {
            bail!(
                "cannot write to `{shown}`: it is a mount point, which cannot be exchanged in one step\nhint: name a folder inside it with `-o`"
            );
        }
        let found = scan::folder(&place.dir).with_context(|| format!("cannot read `{shown}`"))?;
        let (record, text) = match manifest::read(&place.dir, shown)? {
            Some((record, text)) => (record, Some(text)),
            None if found.is_empty() => Default::default(),
            None => bail!(
                "`{shown}` is not empty and was not written by supportal: nothing in it was touched\nhint: name another folder with `-o`, or move what is in it away"
            ),
        };
        Ok(Self {
            exists: true,
            record,
            manifest_text: text,
            found,
        })
    }
}

/// What the new folder is made of.
struct Plan<'a> {
    folders: BTreeSet<&'a str>,
    written: Vec<&'a Output>,
    linked: Vec<&'a str>,
    changes: Changes,
}

fn plan<'a>(build: &'a Build, record: &Record, old: &'a Old, place: &Place) -> Result<Plan<'a>> {
    let mut plan = Plan {
        folders: BTreeSet::new(),
        written: Vec::new(),
        linked: Vec::new(),
        changes: Changes::default(),
    };
    let stamp = old.found.files.get(MANIFEST).and_then(|file| file.modified);
    for output in &build.outputs {
        let path = output.url.as_str();
        let Some(entry) = record.files.get(path) else {
            plan.keep(output, old);
            continue;
        };
        let before = old.record.files.get(path);
        let there = old.found.files.get(path);
        folders_of(path, &mut plan.folders);
        let same = there.is_some_and(|file| {
            file.size == entry.size && {
                // Later than the manifest, it was written by someone else, whatever the manifest says.
                let untouched = file
                    .modified
                    .zip(stamp)
                    .is_some_and(|(file, stamp)| file < stamp);
                (untouched && before.is_some_and(|before| before.is_same(entry)))
                    || has_content(&place.dir.join(path), entry)
            }
        });
        if same {
            plan.linked.push(path);
            plan.changes.unchanged += 1;
            continue;
        }
        if before.is_none() && old.found.has(path) {
            bail!(in_the_way(place, path));
        }
        plan.changes.bytes += entry.size;
        let list = if there.is_some() {
            &mut plan.changes.changed
        } else {
            &mut plan.changes.added
        };
        list.push(path.to_owned());
        plan.written.push(output);
    }
    for path in old.record.files.keys() {
        if !record.files.contains_key(path) && old.found.has(path) {
            plan.changes.removed.push(path.clone());
        }
    }
    carry_over(&mut plan, record, old, place)?;
    Ok(plan)
}

impl<'a> Plan<'a> {
    /// Leaves a file that others write as it stands, or begins it.
    fn keep(&mut self, output: &'a Output, old: &Old) {
        let path = output.url.as_str();
        if old.found.has(path) {
            self.linked.push(path);
            self.changes.unchanged += 1;
        } else {
            self.changes.added.push(path.to_owned());
            self.changes.bytes += output.bytes.len() as u64;
            self.written.push(output);
        }
    }
}

fn in_the_way(place: &Place, path: &str) -> String {
    format!(
        "`{}/{path}` is in the way: supportal did not write it, and the site has a file there\nhint: move it away, or take it up into the portal",
        place.shown
    )
}

/// Adds the files of others to the plan.
fn carry_over<'a>(plan: &mut Plan<'a>, record: &Record, old: &'a Old, place: &Place) -> Result<()> {
    let is_ours = |path: &str| {
        [MANIFEST, INCIDENT].contains(&path)
            || old.record.files.contains_key(path)
            || record.files.contains_key(path)
    };
    let mut kept = BTreeSet::new();
    let foreign = old.found.files.keys().filter(|path| !is_ours(path));
    for path in foreign
        .chain(&old.found.links)
        .filter(|path| !is_ours(path))
    {
        let is_folder = plan.folders.contains(path.as_str());
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        if is_folder
            || above
                .into_iter()
                .any(|folder| record.files.contains_key(folder))
        {
            bail!(in_the_way(place, path));
        }
        plan.linked.push(path);
        folders_of(path, &mut plan.folders);
        kept.insert(path.as_str());
    }
    // Ours are never empty.
    for path in &old.found.empty {
        plan.folders.insert(path);
        folders_of(path, &mut plan.folders);
        kept.insert(path.as_str());
    }
    // `.git` says more than its thousand files.
    let mut ours = BTreeSet::new();
    for path in old.record.files.keys().chain(record.files.keys()) {
        folders_of(path, &mut ours);
    }
    let mut names = BTreeSet::new();
    for path in kept {
        let top = path
            .match_indices('/')
            .map(|(at, _)| &path[..at])
            .find(|folder| !ours.contains(folder));
        names.insert(top.unwrap_or(path).to_owned());
    }
    plan.changes.kept = names.into_iter().collect();
    Ok(())
}

/// Adds the folders above `path`, outermost first in order.
fn folders_of<'a>(path: &'a str, folders: &mut BTreeSet<&'a str>) {
    for (at, _) in path.rmatch_indices('/') {
        if !folders.insert(&path[..at]) {
            break;
        }
    }
}

fn has_content(path: &Path, entry: &Entry) -> bool {
    scan::bytes(path).is_ok_and(|bytes| Fingerprint::of(&bytes).to_string() == entry.fingerprint)
}

fn stage(
    disk: &dyn Disk,
    plan: &Plan<'_>,
    record: &Record,
    old: &Old,
    place: &Place,
    new: &Path,
) -> Result<()> {
    let cannot = |path: &str| {
        format!(
            "cannot write `{}/{path}`; the site is as it was",
            place.shown
        )
    };
    disk.create_dir(new).with_context(|| cannot(""))?;
    for folder in &plan.folders {
        disk.create_dir(&new.join(folder))
            .with_context(|| cannot(folder))?;
    }
    in_parallel(&plan.linked, |path| {
        carry(disk, &place.dir.join(path), &new.join(path)).with_context(|| cannot(path))
    })?;
    let write = |output: &&Output| {
        let path = output.url.as_str();
        disk.write(&new.join(path), &output.bytes)
            .with_context(|| cannot(path))
    };
    let (manifest, written) = memo::both(
        || manifest::json(record),
        || in_parallel(&plan.written, write),
    );
    written?;
    // Last: no file of ours is younger, unless someone changed it.
    disk.write(&new.join(MANIFEST), manifest?.as_bytes())
        .with_context(|| cannot(MANIFEST))?;
    for folder in old
        .found
        .folders
        .iter()
        .filter(|folder| plan.folders.contains(folder.as_str()))
    {
        disk.copy_permissions(&place.dir.join(folder), &new.join(folder))
            .with_context(|| cannot(folder))?;
    }
    if old.exists {
        disk.copy_permissions(&place.dir, new)
            .with_context(|| cannot(""))?;
    }
    Ok(())
}

/// Does `work` for every item, and returns the first error in their order.
///
/// A system locks a folder while it creates a file in it. The items are sorted, so threads that each take
/// a run of them seldom meet in one folder.
fn in_parallel<T: Sync>(items: &[T], work: impl Fn(&T) -> Result<()> + Sync) -> Result<()> {
    const FEW: usize = 256;
    const RUNS: usize = 16;

    if items.len() < FEW {
        return items.iter().try_for_each(work);
    }
    let runs: Vec<&[T]> = items.chunks(items.len().div_ceil(RUNS)).collect();
    let done = memo::map(runs.len(), |run| runs[run].iter().try_for_each(&work));
    done.into_iter().collect()
}

/// The same file at a second place, else a copy with its time.
fn carry(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    // Some file systems have no hard links, some allow too few to one file.
    disk.hard_link(from, to).or_else(|_| disk.copy(from, to))
}

/// Puts the new site in the old one's place.
fn exchange(disk: &dyn Disk, place: &Place, work: &Work, exists: bool) -> Result<()> {
    let new = work.new_site();
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
            let old = work.old_site();
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
