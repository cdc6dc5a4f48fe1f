//! What lies in a portal's folder and is no part of it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::IgnoredAny;

use super::{MAX_TEXT, read};

/// The file that makes a folder a published site, which is never read as part of a portal.
pub(super) const MANIFEST: &str = ".supportal-manifest.json";

/// Whether a file or folder, `depth` steps below the root, is no part of the portal.
pub(super) fn passed_over(path: &Path, is_dir: bool, depth: usize) -> bool {
    if depth == 0 {
        return false;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.starts_with('.') {
        return true;
    }
    if !is_dir {
        return is_left_behind(&name);
    }
    name == "node_modules" || (name == "target" && depth == 1)
}

/// Whether a folder holds a published site, which is told by the list of files that a build writes. Another file of
/// that name makes none.
pub(super) fn holds_site(folder: &Path) -> bool {
    #[derive(serde::Deserialize)]
    struct Manifest {
        #[serde(rename = "format")]
        _format: u32,
        #[serde(rename = "files")]
        _files: BTreeMap<String, IgnoredAny>,
    }
    let path = folder.join(MANIFEST);
    // Who reads a pipe waits for somebody to write.
    let is_file = path.metadata().is_ok_and(|file| file.is_file());
    let text = is_file.then(|| read(&path, MAX_TEXT).ok()?.ok()).flatten();
    text.is_some_and(|text| serde_json::from_slice::<Manifest>(&text).is_ok())
}

/// Whether a file of this name is what editors, merges and desktops leave behind.
fn is_left_behind(name: &str) -> bool {
    const NAMES: [&str; 2] = ["Thumbs.db", "desktop.ini"];
    const ENDS: [&str; 7] = ["~", ".bak", ".orig", ".rej", ".swo", ".swp", ".tmp"];
    // Of Emacs while a text is not saved, of Word while one is open.
    let is_open = (name.starts_with('#') && name.ends_with('#')) || name.starts_with("~$");
    is_open || NAMES.contains(&name) || ENDS.iter().any(|end| name.ends_with(end))
}
