//! Whether disks can hold all files of the site beside each other: a file is no folder, and a page at an old
//! address takes the place of no other file, here or where the site is unpacked.

use std::sync::Arc;

use crate::model::host::{copied, is_control_file};
use crate::model::path::{MAX_NAME, MAX_PATH, folded, is_reserved};
use crate::model::site::{Redirect, Stands};
use crate::model::{Diagnostic, Output, Site, Span};

/// Beginning of the names that the published folder keeps for its own book-keeping.
const BOOKS: &str = ".supportal-";

/// Bytes of a path below the output folder, which macOS has room for in 1,024.
const MAX_BYTES: usize = 900;

/// Holds all that is published against each other: `files`, sorted by address.
pub fn check(site: &Site, files: &[Arc<Output>]) -> Vec<Diagnostic> {
    // Nearly all portals have no old addresses, and need no table of what stands where.
    let any_moved = !site.redirects.is_empty();
    let is_moved =
        |address: &str| any_moved && matches!(site.stands_at(address), Some(Stands::Moved(_)));
    let folders = folders(
        files
            .iter()
            .map(|file| file.url.as_str())
            .filter(|url| !is_moved(url)),
    );
    let mut found: Vec<Diagnostic> = folders
        .iter()
        .filter(|folder| stands(files, folder))
        .filter_map(|folder| file_and_folder(site, folder))
        .collect();
    // Where the host knows old addresses, nothing stands there.
    let moved = site.redirects.iter();
    let moved = moved.filter(|old| is_moved(old.from.as_str()) && stands(files, old.from.as_str()));
    let moved: Vec<&Redirect> = moved.collect();
    if moved.is_empty() {
        return found;
    }
    let names = Names {
        files: Folded::new(files.iter().map(|file| file.url.as_str())),
        folders: Folded::new(folders.iter().copied()),
    };
    found.extend(
        moved
            .iter()
            .filter_map(|old| old_address(site, old, &names)),
    );
    found
}

/// Every folder that holds a file or a folder, once.
fn folders<'f>(files: impl Iterator<Item = &'f str>) -> Vec<&'f str> {
    let mut folders: Vec<&str> = Vec::new();
    let mut last = "";
    for file in files {
        let folder = parent(file).unwrap_or_default();
        // Most files stand in the folder of the one before.
        if folder != last {
            folders.extend(above(file));
            last = folder;
        }
    }
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// The folders that `file` stands in, the nearest first.
fn above(file: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(file), |folder| parent(folder))
}

fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

fn stands(files: &[Arc<Output>], address: &str) -> bool {
    let found = files.binary_search_by(|file| file.url.as_str().cmp(address));
    found.is_ok()
}

/// A page or a file of an author's whose address is that of a folder.
fn file_and_folder(site: &Site, address: &str) -> Option<Diagnostic> {
    let path = match site.stands_at(address)? {
        Stands::Page(number) => &site.pages.get(*number)?.document.path,
        Stands::File(path) => path,
        // It is told about as an old address.
        Stands::Moved(_) => return None,
    };
    let message = format!(
        "the address `{address}` is that of a folder, in which other files of the site stand"
    );
    let finding = Diagnostic::error("PATH-TAKEN", path, Span::default(), message);
    Some(finding.with_hint("give the file or the folder another name".to_owned()))
}

/// The names of the site, as they are and as some disks see them.
struct Names<'f> {
    files: Folded<'f>,
    folders: Folded<'f>,
}

/// Names by what file systems of some hosts hold for the same, sorted.
struct Folded<'f>(Vec<(String, &'f str)>);

impl<'f> Folded<'f> {
    fn new(names: impl Iterator<Item = &'f str>) -> Self {
        let mut folded: Vec<(String, &str)> = names.map(|name| (folded(name), name)).collect();
        folded.sort_unstable();
        Self(folded)
    }

    /// The names that are `name` on some disks; `name` itself comes with them.
    fn like(&self, name: &str) -> impl Iterator<Item = &'f str> {
        let name = folded(name);
        let from = self.0.partition_point(|(folded, _)| *folded < name);
        let same = self.0.iter().skip(from);
        let same = same.take_while(move |(folded, _)| *folded == name);
        same.map(|(_, name)| *name)
    }

    fn has(&self, name: &str) -> bool {
        self.like(name).any(|other| other == name)
    }
}

/// What keeps the page at an old address from being written, or lets it replace another file.
fn old_address(site: &Site, old: &Redirect, names: &Names<'_>) -> Option<Diagnostic> {
    let address = old.from.as_str();
    let written = written(site, old);
    let error = |code, message: String, hint: &str| {
        let finding = Diagnostic::error(code, &old.path, old.span, message);
        Some(finding.with_hint(hint.to_owned()))
    };
    let warning = |code, message: String, hint: &str| {
        let finding = Diagnostic::warning(code, &old.path, old.span, message);
        Some(finding.with_hint(hint.to_owned()))
    };

    let longest = address.split('/').map(str::len).max().unwrap_or_default();
    let long = address.encode_utf16().count();
    let limits = format!(
        "shorten it to {MAX_PATH} characters and {MAX_NAME} bytes in each name, or leave it out"
    );
    if longest > MAX_NAME || address.len() > MAX_BYTES {
        let start: String = written.chars().take(40).collect();
        let message = format!(
            "the old address `{start}…` is too long: {long} characters, {longest} bytes in a name"
        );
        return error("PATH-LONG", message, &limits);
    }
    if let Some(taken) = taken(address, names) {
        let message = match taken {
            Some(by) => format!("a page at the old address `{written}` cannot stand beside `{by}`"),
            None => format!("the old address `{written}` is kept for other files"),
        };
        return error("RDR-TAKEN", message, "leave the old address out");
    }
    if let Some(twin) = twin(site, old, names) {
        let message = format!(
            "on some disks the old address `{written}` is the same as `{twin}`, which it would replace"
        );
        let hint = "leave it out, or keep the site on a disk that tells capital letters and forms of accents apart";
        return warning("PATH-CASE", message, hint);
    }
    if let Some(name) = address.split('/').find(|name| is_reserved(name)) {
        let message = format!(
            "the old address `{written}` needs the name `{name}`, which is reserved on Windows: the site could not be unpacked there"
        );
        return warning(
            "PATH-RESERVED",
            message,
            "leave it out, or unpack the site elsewhere",
        );
    }
    let dropped = |name: &&str| name.ends_with(['.', ' ']) || name.starts_with(' ');
    if let Some(name) = address.split('/').find(dropped) {
        let message = format!(
            "the old address `{written}` needs the name `{name}`, which begins or ends with a space or a dot: Windows drops it"
        );
        return warning(
            "PATH-CHARS",
            message,
            "leave it out, or unpack the site elsewhere",
        );
    }
    (long > MAX_PATH).then(|| {
        let message =
            format!("the old address `{written}` has {long} characters as a file of the site");
        Diagnostic::warning("PATH-LONG", &old.path, old.span, message).with_hint(limits)
    })
}

/// As the author wrote it.
fn written(site: &Site, old: &Redirect) -> String {
    let page = site.pages.get(old.to);
    let mut all = page
        .into_iter()
        .flat_map(|page| &page.document.front.redirect_from);
    let own = all.find(|from| from.span == old.span);
    own.map_or_else(|| format!("/{}", old.from), |from| from.value.clone())
}

/// Whether no page can stand at `address`, and the file that stands in its way, if one does.
fn taken<'a>(address: &'a str, names: &Names<'_>) -> Option<Option<&'a str>> {
    for folder in above(address) {
        if names.files.has(folder) || copied(folder).is_some_and(|file| names.files.has(file)) {
            return Some(Some(folder));
        }
    }
    if names.folders.has(address) {
        return Some(Some(address));
    }
    (address.starts_with(BOOKS) || is_control_file(address)).then_some(None)
}

/// Another file of the site that is the same on some disks, unless it leads to the same page.
fn twin<'f>(site: &Site, old: &Redirect, names: &Names<'f>) -> Option<&'f str> {
    let address = old.from.as_str();
    let harmless = |other: &&str| match site.stands_at(other) {
        // Of two old addresses, the second is told about.
        Some(Stands::Moved(to)) => *to == old.to || *other > address,
        _ => *other == address,
    };
    let mut same = names.files.like(address).filter(|other| !harmless(other));
    let above = || above(address).find_map(|folder| names.files.like(folder).next());
    same.next()
        .or_else(above)
        .or_else(|| names.folders.like(address).next())
}

/// An old address at which the site has a page of its own.
pub fn is_own_page(site: &Site, old: &Redirect) -> Diagnostic {
    let message = format!(
        "the old address `{}` belongs to a page that the site has of its own",
        written(site, old)
    );
    let finding = Diagnostic::error("RDR-TAKEN", &old.path, old.span, message);
    finding.with_hint("leave the old address out".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_told_once() {
        let files = ["a/b/c.html", "a/b/d.html", "a/e.html", "f.html", "g/h.html"];
        assert_eq!(folders(files.into_iter()), ["a", "a/b", "g"]);
    }

    #[test]
    fn names_are_found_by_what_disks_take_for_them() {
        let names = Folded::new(["Ab", "ab", "\u{e9}", "b"].into_iter());
        let like = |name: &str| names.like(name).collect::<Vec<_>>();
        assert_eq!(like("AB"), ["Ab", "ab"]);
        assert_eq!(like("e\u{301}"), ["\u{e9}"]);
        assert!(names.has("ab") && !names.has("AB"));
    }
}
