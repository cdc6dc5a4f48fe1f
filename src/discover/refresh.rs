//! A portal that was read before, after some of its files may have changed.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{MANIFEST, Reader, holds_site, passed_over, portal, relative, snapshot, sort};
use crate::calendar::Date;
use crate::model::{RelPath, Snapshot};

/// What [`snapshot`] gives, read with less work: `before` is what it gave earlier, and since then nothing
/// but `changed` may have changed. These are absolute paths, with links on the way to the portal
/// followed, as systems report them.
///
/// Only files are looked at one by one. Where a folder came, went or changed its name, or where links
/// let one file stand for another, everything is read again: what that costs is nothing beside a page
/// that stays wrong.
///
/// # Errors
///
/// As [`snapshot`].
pub fn refresh(
    root: &Path,
    today: Date,
    before: &Snapshot,
    changed: &BTreeSet<PathBuf>,
) -> Result<Snapshot> {
    let real = portal(root)?;
    let mut reader = Reader::new(&real, today);
    let mut renewed: HashSet<RelPath> = HashSet::new();
    for path in changed {
        match event(&real, path, before) {
            Event::Nothing => {}
            Event::File(inside) => {
                renewed.insert(inside);
                if let Ok(metadata) = path.symlink_metadata() {
                    reader.entry(path, metadata.file_type());
                }
            }
            Event::Anything => return snapshot(root, today),
        }
    }
    if renewed.is_empty() {
        let before = before.clone();
        return Ok(Snapshot { today, ..before });
    }
    if !before.links.is_empty() || !reader.found.links.is_empty() {
        return snapshot(root, today);
    }
    let mut found = reader.found;
    let stays = |path: &RelPath| !renewed.contains(path);
    let sources = before.sources.iter().filter(|file| stays(&file.path));
    found.sources.extend(sources.cloned());
    let assets = before.assets.iter().filter(|file| stays(&file.path));
    found.assets.extend(assets.cloned());
    let templates: HashSet<RelPath> = (renewed.iter())
        .filter_map(|path| path.strip_prefix("theme"))
        .collect();
    let theme = before.theme.iter();
    let theme = theme.filter(|file| !templates.contains(&file.path));
    found.theme.extend(theme.cloned());
    let diagnostics = before.diagnostics.iter().filter(|one| stays(&one.path));
    found.diagnostics.extend(diagnostics.cloned());
    // What was written since has no date until it is committed.
    found.changed = before.changed.clone();
    found.changed.retain(|path, _| stays(path));
    found.sites.clone_from(&before.sites);
    sort(&mut found);
    Ok(found)
}

/// Whether nothing that happens to `path` changes the portal at `root`, as its name alone says.
pub fn is_hidden(root: &Path, path: &Path) -> bool {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let hidden = |part: &OsStr| part.to_string_lossy().starts_with('.');
    // The manifest is hidden as well, and makes its folder a published site.
    let parts = match inside.file_name() {
        Some(name) if name == MANIFEST => inside.parent().unwrap_or(inside),
        _ => inside,
    };
    parts.iter().any(hidden)
}

/// What a changed path means for the portal.
enum Event {
    /// It is no part of the portal.
    Nothing,
    /// One file was written, or is gone.
    File(RelPath),
    /// It cannot be told from the path alone.
    Anything,
}

fn event(root: &Path, path: &Path, before: &Snapshot) -> Event {
    let Ok(inside) = path.strip_prefix(root) else {
        return Event::Anything;
    };
    let (shown, faithful) = relative(inside);
    if shown.as_str().is_empty() {
        return Event::Anything;
    }
    // It makes a folder a published site, or lets it be one no longer.
    if path.file_name().is_some_and(|name| name == MANIFEST) {
        return Event::Anything;
    }
    let mut folder = root.to_owned();
    let depth = inside.iter().count();
    for (at, part) in inside.iter().enumerate().take(depth - 1) {
        folder.push(part);
        // The list of a site that is known is not read again for each of its files: what happens to it is seen above.
        let is_site = |site: &RelPath| folder == root.join(site.as_str());
        if passed_over(&folder, true, at + 1) || before.sites.iter().any(is_site) {
            return Event::Nothing;
        }
        if holds_site(&folder) {
            return Event::Anything;
        }
    }
    let was_folder = has_below(before, &shown);
    let is_known = before.sites.binary_search(&shown).is_ok();
    let was_site = is_known || is_below(&shown, &before.sites, |site| site);
    match path.symlink_metadata() {
        Ok(metadata) if passed_over(path, metadata.is_dir(), depth) && !was_folder => {
            Event::Nothing
        }
        Ok(metadata) if metadata.is_dir() && holds_site(path) => match is_known && !was_folder {
            true => Event::Nothing,
            false => Event::Anything,
        },
        Ok(metadata) if metadata.is_file() && faithful && !was_folder => Event::File(shown),
        Err(error)
            if error.kind() == ErrorKind::NotFound && faithful && !was_folder && !was_site =>
        {
            Event::File(shown)
        }
        _ => Event::Anything,
    }
}

/// Whether something of the portal stood below `folder`.
fn has_below(before: &Snapshot, folder: &RelPath) -> bool {
    let mut found = before.diagnostics.iter().map(|one| &one.path);
    is_below(folder, &before.sources, |file| &file.path)
        || is_below(folder, &before.assets, |file| &file.path)
        || match folder.strip_prefix("theme") {
            Some(inside) => is_below(&inside, &before.theme, |file| &file.path),
            None => folder.as_str() == "theme" && !before.theme.is_empty(),
        }
        || found.any(|path| path.strip_prefix(folder.as_str()).is_some())
}

/// Whether one of `files`, which are sorted by path, is below `folder`.
fn is_below<T>(folder: &RelPath, files: &[T], path: fn(&T) -> &RelPath) -> bool {
    let folder = format!("{folder}/");
    let at = files.partition_point(|file| path(file).as_str() < folder.as_str());
    let next = files.get(at);
    next.is_some_and(|file| path(file).as_str().starts_with(&folder))
}
