//! Sites that stand side by side in one folder, as those of brands do.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::disk::{Disk, Real};
use super::place::Place;
use super::work::{self, Work};
use super::{MANIFEST, manifest, scan};
use crate::model::incident::INCIDENT;

/// What became of a site that was to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// All of it was ours.
    Removed,
    /// It has something that nobody can build again.
    Aside {
        /// Where it stands now.
        to: PathBuf,
        /// What supportal did not write in it: the first such file, or what is wrong with the manifest.
        why: String,
    },
}

/// Names of the sites that supportal wrote side by side into `folder`, sorted; also of those of which nothing but
/// the folder is left in which it prepares them.
///
/// # Errors
///
/// Where `folder` is there and cannot be listed.
pub fn siblings(folder: &Path) -> io::Result<Vec<String>> {
    let names = match scan::names(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        names => names?,
    };
    let site = |name: String| match work::site_of(&folder.join(&name)) {
        Some(site) => (!scan::is_there(&folder.join(&site))).then_some(site),
        None => scan::is_there(&folder.join(&name).join(MANIFEST)).then_some(name),
    };
    let mut sites: Vec<String> = names.into_iter().filter_map(site).collect();
    sites.sort();
    Ok(sites)
}

/// Takes the site `name` out of `folder`, in one step. One with anything in it that supportal did not write is moved
/// into a folder beside `folder`: that of a `dist` is called `dist.aside`.
///
/// # Errors
///
/// Where a build runs in it or the disk fails.
pub fn withdraw(folder: &Path, name: &str) -> Result<Withdrawn> {
    withdraw_on(&Real, folder, name)
}

/// [`withdraw`] on a disk of the caller's.
///
/// # Errors
///
/// As [`withdraw`].
pub fn withdraw_on(disk: &dyn Disk, folder: &Path, name: &str) -> Result<Withdrawn> {
    let shown = folder.join(name).display().to_string();
    let dir = folder.join(name);
    if dir.is_symlink() {
        return aside(disk, folder, name, "it is a link".to_owned());
    }
    let place = Place::new(&dir)?;
    let work = Work::begin(disk, &place)?;
    let result = match why_not(&dir) {
        Some(why) => aside(disk, folder, name, why),
        None if scan::is_there(&dir) => (disk.rename(&dir, &work.new_site()))
            .with_context(|| format!("cannot remove `{shown}`"))
            .map(|()| Withdrawn::Removed),
        None => Ok(Withdrawn::Removed),
    };
    if result.is_ok() {
        work.forget(disk)
            .with_context(|| format!("cannot remove what was kept of the site before `{shown}`"))?;
    }
    work.end(disk, &place);
    result
}

/// Why the site in `dir` is not to be deleted.
fn why_not(dir: &Path) -> Option<String> {
    if !scan::is_there(dir) {
        return None;
    }
    let Ok(Some((record, _))) = manifest::read(dir, "") else {
        return Some(format!("its `{MANIFEST}` cannot be understood"));
    };
    let Ok(found) = scan::folder(dir) else {
        return Some("it cannot be read".to_owned());
    };
    let is_ours =
        |path: &str| [MANIFEST, INCIDENT].contains(&path) || record.files.contains_key(path);
    let others = found.files.keys().filter(|path| !is_ours(path));
    let first = others.chain(&found.links).min()?;
    Some(format!("supportal did not write `{first}` in it"))
}

fn aside(disk: &dyn Disk, folder: &Path, name: &str, why: String) -> Result<Withdrawn> {
    let place = Place::new(folder)?;
    let beside = format!("{}.aside", place.name);
    let beside = match folder.file_name() {
        // As the user wrote it.
        Some(_) if !folder.is_symlink() => folder.with_file_name(beside),
        _ => place.parent.join(beside),
    };
    let free = (2_u32..).map(|number| format!("{name}-{number}"));
    let to = std::iter::once(name.to_owned())
        .chain(free)
        .map(|name| beside.join(name))
        .find(|path| !scan::is_there(path))
        .unwrap_or_else(|| beside.join(name));
    disk.create_dir_all(&beside)
        .and_then(|()| disk.rename(&folder.join(name), &to))
        .with_context(|| {
            format!(
                "cannot move `{}/{name}` to `{}`\nhint: move it away",
                place.shown,
                to.display()
            )
        })?;
    Ok(Withdrawn::Aside { to, why })
}
