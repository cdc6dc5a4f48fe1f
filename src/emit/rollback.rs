//! Back to the site before.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::disk::{Disk, Real, carry};
use super::old::Old;
use super::place::Place;
use super::work::{self, Work};
use super::{MANIFEST, manifest, scan};
use crate::model::record::Record;

/// What going back did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// The site that was published.
    pub before: Record,
    /// The one that is now.
    pub now: Record,
    /// Its files that are not as they were written, sorted: what both sites have is one file on the disk, and who
    /// changed it in the one changed it in the other.
    pub harmed: Vec<String>,
}

/// Lets the site in `dir` and the one before it change places, in one step as a build does. Files of
/// others stay. Done twice, nothing has changed.
///
/// # Errors
///
/// Where `dir` is not ours, no site was kept, a build runs, or the disk fails. `dir` is then as it was.
pub fn rollback(dir: &Path) -> Result<Back> {
    rollback_on(&Real, dir)
}

/// [`rollback`] on a disk of the caller's.
///
/// # Errors
///
/// As [`rollback`].
pub fn rollback_on(disk: &dyn Disk, dir: &Path) -> Result<Back> {
    let place = Place::new(dir)?;
    // Before a folder is made beside one that is not ours; where there is one, a killed run may have moved the site.
    if !work::is_begun(&place) {
        super::record(dir)?;
    }
    let work = Work::begin(disk, &place)?;
    let result = super::record(dir).and_then(|_| go_back(disk, &place, &work));
    work.end(disk, &place);
    result
}

fn go_back(disk: &dyn Disk, place: &Place, work: &Work) -> Result<Back> {
    let (last, shown) = (work.last_site(), &place.shown);
    let kept = match scan::is_there(&last) {
        true => manifest::read(&last, &last.display().to_string())?,
        false => None,
    };
    let Some((kept, _)) = kept else {
        bail!(
            "no site to go back to from `{shown}`: what was there before was not kept\nhint: the build that changes a site keeps the one before it; build an earlier state of the portal"
        );
    };
    let held = super::verify(&last)?;
    let mut harmed = [held.missing, held.changed].concat();
    harmed.sort();
    let old = Old::read(place)?;
    let is_theirs = |path: &&String| {
        let path = path.as_str();
        path != MANIFEST && !old.record.files.contains_key(path) && !kept.files.contains_key(path)
    };
    let theirs = old.found.files.keys().chain(&old.found.links);
    for path in theirs.filter(is_theirs) {
        let (from, to) = (place.dir.join(path), last.join(path));
        let taken = || format!("cannot take over `{shown}/{path}`; the site is as it was");
        if scan::is_there(&to) {
            disk.remove_file(&to).with_context(taken)?;
        }
        let above = to.parent().unwrap_or(&last);
        disk.create_dir_all(above).with_context(taken)?;
        carry(disk, &from, &to).with_context(taken)?;
    }
    work.go_back(disk, place)?;
    Ok(Back {
        before: old.record,
        now: kept,
        harmed,
    })
}
