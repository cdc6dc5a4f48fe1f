//! A published site against its manifest.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::{MANIFEST, record, scan};
use crate::memo;
use crate::model::incident::INCIDENT;
use crate::model::record::Entry;

/// How a site stands on the disk. Paths are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Files that are as they were written.
    pub sound: usize,
    /// Files that are gone, or that a link or folder stands for.
    pub missing: Vec<String>,
    /// Files with other content than was written.
    pub changed: Vec<String>,
    /// Files and links that supportal did not write.
    pub foreign: Vec<String>,
}

/// Compares every file of the site in `dir` with what was written.
///
/// # Errors
///
/// Where there is no site that supportal wrote, or it cannot be read.
pub fn verify(dir: &Path) -> Result<Verified> {
    let record = record(dir)?;
    let found = scan::folder(dir).with_context(|| format!("cannot read `{}`", dir.display()))?;
    let files: Vec<(&String, &Entry)> = record.files.iter().collect();
    let sound = memo::map(files.len(), |number| {
        let (path, entry) = files[number];
        match found.files.contains_key(path) {
            true => scan::has_content(&dir.join(path), entry),
            false => Ok(false),
        }
    });
    let mut verified = Verified::default();
    for ((path, _), sound) in files.into_iter().zip(sound) {
        let sound = sound.with_context(|| format!("cannot read `{}`", dir.join(path).display()))?;
        let list = match (sound, found.files.contains_key(path)) {
            (true, _) => {
                verified.sound += 1;
                continue;
            }
            (false, true) => &mut verified.changed,
            (false, false) => &mut verified.missing,
        };
        list.push(path.clone());
    }
    let is_ours = |path: &&String| {
        [MANIFEST, INCIDENT].contains(&path.as_str()) || record.files.contains_key(*path)
    };
    let foreign = found.files.keys().filter(|path| !is_ours(path));
    verified.foreign.extend(foreign.cloned());
    verified.foreign.extend(found.links.iter().cloned());
    verified.foreign.sort();
    Ok(verified)
}
