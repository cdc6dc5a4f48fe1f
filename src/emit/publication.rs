//! A site on its way to the disk, file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Error, Result, bail};

use super::disk::{Disk, Real, carry};
use super::old::Old;
use super::place::Place;
use super::work::Work;
use super::{Changes, MANIFEST, manifest, scan};
use crate::memo;
use crate::model::incident::INCIDENT;
use crate::model::output::{Build, Sink};
use crate::model::record::{Entry, Record};
use crate::model::{Output, Url};

/// Puts a new site together beside the old one. Files are written as they come, by several threads and in
/// any order; those that are as they were wait until it is known that anything is new.
pub struct Publication<'a> {
    disk: &'a dyn Disk,
    place: Place,
    work: Work,
    old: Old,
    taken: Mutex<Taken>,
}

/// What came so far.
#[derive(Default)]
struct Taken {
    files: BTreeMap<Url, Fate>,
    /// Folders that the new site has.
    folders: BTreeSet<String>,
    /// Whether there is a new site yet.
    begun: bool,
    /// The first thing that went wrong, by its file.
    failure: Option<(String, Error)>,
}

/// What becomes of a file.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    /// It stays as it is.
    Same,
    /// It was written, `bytes` long, in place of another or not.
    Written { replaces: bool, bytes: u64 },
}

impl Publication<'static> {
    /// Begins a site in `dir`, and lets no other build begin one.
    ///
    /// # Errors
    ///
    /// Where `dir` is not ours or another build runs.
    pub fn begin(dir: &Path) -> Result<Self> {
        Self::begin_on(&Real, dir)
    }
}

impl Sink for Publication<'_> {
    fn take(&self, file: &Output) {
        if let Err(error) = self.put(file) {
            self.taken().fail(file.url.as_str(), error);
        }
    }
}

/// One that was not finished leaves everything as it was.
impl Drop for Publication<'_> {
    fn drop(&mut self) {
        self.work.end(self.disk, &self.place);
    }
}

impl<'a> Publication<'a> {
    /// [`Publication::begin`] on a disk of the caller's.
    ///
    /// # Errors
    ///
    /// As [`Publication::begin`].
    pub(super) fn begin_on(disk: &'a dyn Disk, dir: &Path) -> Result<Self> {
        let place = Place::new(dir)?;
        disk.create_dir_all(&place.parent)
            .with_context(|| format!("cannot create the folder `{}`", place.parent.display()))?;
        let work = Work::begin(disk, &place)?;
        match Old::read(&place) {
            Ok(old) => Ok(Self {
                disk,
                place,
                work,
                old,
                taken: Mutex::default(),
            }),
            Err(error) => {
                work.end(disk, &place);
                Err(error)
            }
        }
    }

    /// Publishes `build`: the files that were taken, and those that were not.
    ///
    /// # Errors
    ///
    /// Where a file of another is in the way or the disk fails. The folder is then as it was.
    pub fn finish(mut self, build: &Build) -> Result<Changes> {
        let changes = self.publish(build)?;
        Ok(Changes {
            before: std::mem::take(&mut self.old.record),
            ..changes
        })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Decides what becomes of a file, and writes it where it is new. Of two at one address the first
    /// stays.
    fn put(&self, output: &Output) -> Result<()> {
        let path = output.url.as_str();
        {
            let taken = self.taken();
            if taken.failure.is_some() || taken.files.contains_key(path) {
                return Ok(());
            }
        }
        let is_there = self.old.found.has(path);
        let fate = match path {
            // What is wrong right now is written by others: it stays as it stands, or begins.
            INCIDENT if is_there => Fate::Same,
            INCIDENT => Fate::Written {
                replaces: false,
                bytes: output.size,
            },
            _ => self.fate(output)?,
        };
        if fate != Fate::Same {
            self.prepare(path)?;
            (self.disk)
                .write(&self.work.new_site().join(path), &output.bytes)
                .with_context(|| self.cannot(path))?;
        }
        self.taken().files.insert(output.url.clone(), fate);
        Ok(())
    }

    fn fate(&self, output: &Output) -> Result<Fate> {
        let path = output.url.as_str();
        let entry = Entry::of(output);
        let before = self.old.record.files.get(path);
        let there = self.old.found.files.get(path);
        let same = there.is_some_and(|file| {
            file.size == entry.size && {
                // Later than the manifest, it was written by someone else, whatever the manifest says.
                let stamp = self.old.found.files.get(MANIFEST);
                let untouched = (file.modified)
                    .zip(stamp.and_then(|file| file.modified))
                    .is_some_and(|(file, stamp)| file < stamp);
                (untouched && before.is_some_and(|before| before.is_same(&entry)))
                    || scan::has_content(&self.place.dir.join(path), &entry).unwrap_or(false)
            }
        });
        if same {
            return Ok(Fate::Same);
        }
        if before.is_none() && self.old.found.has(path) {
            bail!(self.in_the_way(path));
        }
        Ok(Fate::Written {
            replaces: there.is_some(),
            bytes: entry.size,
        })
    }

    /// Makes the folders above `path` in the new site, the outermost first.
    fn prepare(&self, path: &str) -> Result<()> {
        let mut taken = self.taken();
        if !taken.begun {
            let new = self.work.new_site();
            self.disk
                .create_dir(&new)
                .with_context(|| self.cannot(""))?;
            taken.begun = true;
        }
        let above = path.rmatch_indices('/').map(|(at, _)| &path[..at]);
        let missing: Vec<&str> = above
            .take_while(|folder| !taken.folders.contains(*folder))
            .collect();
        for folder in missing.into_iter().rev() {
            self.folder(folder, &mut taken)?;
        }
        Ok(())
    }

    fn folder(&self, folder: &str, taken: &mut Taken) -> Result<()> {
        (self.disk)
            .create_dir(&self.work.new_site().join(folder))
            .with_context(|| self.cannot(folder))?;
        taken.folders.insert(folder.to_owned());
        Ok(())
    }

    fn publish(&self, build: &Build) -> Result<Changes> {
        let rest: Vec<&Output> = {
            let taken = self.taken();
            let outputs = build.outputs.iter().map(|output| &**output);
            outputs
                .filter(|output| !taken.files.contains_key(output.url.as_str()))
                .collect()
        };
        in_parallel(&rest, |output| {
            self.take(output);
            Ok(())
        })?;
        if let Some((_, error)) = self.taken().failure.take() {
            return Err(error);
        }
        let record = Record::of(build);
        let files = std::mem::take(&mut self.taken().files);
        let mut plan = self.plan(&files, &record);
        self.carry_over(&mut plan, &record)?;
        let manifest = manifest::json(&record)?;
        let is_same =
            plan.changes.is_empty() && self.old.manifest_text.as_deref() == Some(manifest.as_str());
        if !is_same {
            self.stage(&plan, &manifest)?;
            (self.work).publish(self.disk, &self.place, self.old.exists, &manifest)?;
        }
        Ok(plan.changes)
    }

    fn plan<'f>(&'f self, files: &'f BTreeMap<Url, Fate>, record: &Record) -> Plan<'f> {
        let mut plan = Plan::default();
        for (url, fate) in files {
            let path = url.as_str();
            folders_of(path, &mut plan.folders);
            match *fate {
                Fate::Same => {
                    plan.linked.push(path);
                    plan.changes.unchanged += 1;
                }
                Fate::Written { replaces, bytes } => {
                    plan.changes.bytes += bytes;
                    let list = match replaces {
                        true => &mut plan.changes.changed,
                        false => &mut plan.changes.added,
                    };
                    list.push(path.to_owned());
                }
            }
        }
        for path in self.old.record.files.keys() {
            if !record.files.contains_key(path) && self.old.found.has(path) {
                plan.changes.removed.push(path.clone());
            }
        }
        plan
    }

    /// Adds the files of others to the plan.
    fn carry_over<'f>(&'f self, plan: &mut Plan<'f>, record: &Record) -> Result<()> {
        let old = &self.old;
        let is_ours = |path: &str| {
            [MANIFEST, INCIDENT].contains(&path)
                || old.record.files.contains_key(path)
                || record.files.contains_key(path)
        };
        let mut kept = BTreeSet::new();
        let foreign = old.found.files.keys().chain(&old.found.links);
        for path in foreign.filter(|path| !is_ours(path)) {
            let is_folder = plan.folders.contains(path.as_str());
            let mut above = path.match_indices('/').map(|(at, _)| &path[..at]);
            if is_folder || above.any(|folder| record.files.contains_key(folder)) {
                bail!(self.in_the_way(path));
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

    /// Puts all into the new site that is not there yet.
    fn stage(&self, plan: &Plan<'_>, manifest: &str) -> Result<()> {
        let new = self.work.new_site();
        self.prepare("")?;
        {
            let mut taken = self.taken();
            for folder in &plan.folders {
                if !taken.folders.contains(*folder) {
                    self.folder(folder, &mut taken)?;
                }
            }
        }
        in_parallel(&plan.linked, |path| {
            carry(self.disk, &self.place.dir.join(path), &new.join(path))
                .with_context(|| self.cannot(path))
        })?;
        // Last: no file of ours is younger, unless someone changed it.
        (self.disk)
            .write(&new.join(MANIFEST), manifest.as_bytes())
            .with_context(|| self.cannot(MANIFEST))?;
        let folders = self.old.found.folders.iter();
        for folder in folders.filter(|folder| plan.folders.contains(folder.as_str())) {
            (self.disk)
                .copy_permissions(&self.place.dir.join(folder), &new.join(folder))
                .with_context(|| self.cannot(folder))?;
        }
        if self.old.exists {
            (self.disk)
                .copy_permissions(&self.place.dir, &new)
                .with_context(|| self.cannot(""))?;
        }
        Ok(())
    }

    fn cannot(&self, path: &str) -> String {
        format!(
            "cannot write `{}/{path}`; the site is as it was",
            self.place.shown
        )
    }

    fn in_the_way(&self, path: &str) -> String {
        format!(
            "`{}/{path}` is in the way: supportal did not write it, and the site has a file there\nhint: move it away, or take it up into the portal",
            self.place.shown
        )
    }
}

impl Taken {
    /// Keeps the failure whose file comes first, so that one disk always says the same.
    fn fail(&mut self, path: &str, error: Error) {
        let is_first = |(first, _): &(String, Error)| path < first.as_str();
        if self.failure.as_ref().is_none_or(is_first) {
            self.failure = Some((path.to_owned(), error));
        }
    }
}

/// What the new folder is made of besides what was written.
#[derive(Default)]
struct Plan<'a> {
    folders: BTreeSet<&'a str>,
    linked: Vec<&'a str>,
    changes: Changes,
}

/// Adds the folders above `path`, outermost first in order.
fn folders_of<'a>(path: &'a str, folders: &mut BTreeSet<&'a str>) {
    for (at, _) in path.rmatch_indices('/') {
        if !folders.insert(&path[..at]) {
            break;
        }
    }
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
