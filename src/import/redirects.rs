//! `.openpublishing.redirection.json`: where pages went, followed to the end.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::report::Report;
use super::targets::{Targets, plain_address};
use super::tree::Tree;
use crate::model::RelPath;

/// An old address of a page: `/partner-center/old`.
pub(super) struct Redirect {
    pub from: String,
    /// The page that is there now, by its number.
    pub page: usize,
    /// Where the source says so.
    pub file: String,
    pub line: usize,
}

/// One entry of a redirection file.
struct Entry {
    /// Address in lower case, without slashes at its ends.
    address: String,
    /// The same, as written.
    from: String,
    source: RelPath,
    to: String,
    file: String,
    line: usize,
}

/// Whether the file holds redirects.
pub(super) fn is_redirection(path: &RelPath) -> bool {
    let name = path.file_name();
    name.starts_with(".openpublishing.redirection") && name.ends_with(".json")
}

/// Reads all redirection files; those that do not end at a page are reported.
pub(super) fn read(
    tree: &Tree,
    targets: &Targets,
    report: &mut Report,
) -> anyhow::Result<Vec<Redirect>> {
    let mut entries = Vec::new();
    for path in tree.files.iter().filter(|path| is_redirection(path)) {
        let text = tree.text(path, report)?;
        entries.extend(entries_of(tree, path, &text, report));
    }
    let mut by_address: BTreeMap<&str, &Entry> = BTreeMap::new();
    let mut redirects = Vec::new();
    for entry in &entries {
        let place = (entry.file.as_str(), entry.line);
        if targets.is_source(entry.source.as_str()) {
            let construct = "redirect away from a file that still exists";
            report.leave(construct, place.0, place.1, &entry.from);
        } else if by_address.contains_key(entry.address.as_str()) {
            let construct = "second redirect of the same page";
            report.leave(construct, place.0, place.1, &entry.from);
        } else {
            by_address.insert(&entry.address, entry);
        }
    }
    for entry in &entries {
        let counts = by_address.get(entry.address.as_str());
        if counts.is_none_or(|counts| !std::ptr::eq(*counts, entry)) {
            continue;
        }
        let shown = format!("{} → {}", entry.from, entry.to);
        match follow(entry, &by_address, targets) {
            Ok((page, whole)) => {
                if !whole {
                    let construct = "redirect to a place within a page, kept as the page";
                    report.leave(construct, &entry.file, entry.line, shown);
                }
                redirects.push(Redirect {
                    from: entry.from.clone(),
                    page,
                    file: entry.file.clone(),
                    line: entry.line,
                });
            }
            Err(construct) => report.leave(construct, &entry.file, entry.line, shown),
        }
    }
    Ok(redirects)
}

/// The page at the end of a chain, and whether the chain names no part of it.
fn follow(
    entry: &Entry,
    entries: &BTreeMap<&str, &Entry>,
    targets: &Targets,
) -> Result<(usize, bool), &'static str> {
    let mut seen = BTreeSet::from([entry.address.as_str()]);
    let mut entry = entry;
    let mut whole = true;
    loop {
        if entry.to.contains("://") || entry.to.starts_with("//") {
            return Err("redirect to another site");
        }
        whole &= !entry.to.contains('#');
        let path = entry.to.split(['#', '?']).next().unwrap_or_default();
        let address = plain_address(path);
        if let Some(page) = targets.at(&address) {
            return Ok((page, whole));
        }
        let Some(next) = entries.get(address.as_str()) else {
            return Err("redirect to a page that is not here");
        };
        if !seen.insert(&next.address) {
            return Err("redirects in a circle");
        }
        entry = next;
    }
}

fn entries_of(tree: &Tree, path: &RelPath, text: &str, report: &mut Report) -> Vec<Entry> {
    let file = path.as_str();
    let root: Value = match serde_json::from_str(text) {
        Ok(root) => root,
        Err(error) => {
            let construct = "redirects that cannot be read";
            report.leave(construct, file, error.line(), error.to_string());
            return Vec::new();
        }
    };
    let mut entries = Vec::new();
    // serde_json keeps no places; entries come in the order of the text, so each is searched from
    // where the one before was found.
    let mut from = 0;
    for value in root["redirections"].as_array().into_iter().flatten() {
        let source = value["source_path"].as_str();
        let source = source.or(value["source_path_from_root"].as_str());
        let (Some(written), Some(to)) = (source, value["redirect_url"].as_str()) else {
            let line = 1 + text[..from].matches('\n').count();
            report.leave(
                "redirect without source or goal",
                file,
                line,
                value.to_string(),
            );
            continue;
        };
        let quoted = Value::String(written.to_owned()).to_string();
        from = text[from..].find(&quoted).map_or(from, |at| from + at);
        let line = 1 + text[..from].matches('\n').count();
        from += usize::from(text[from..].starts_with('"'));
        let Some(source) = source_of(tree, path, written) else {
            report.leave("redirect from outside the tree", file, line, written);
            continue;
        };
        let address = match tree.docset(&source) {
            Some((at, below)) => format!("{}/{below}", tree.docsets[at].base),
            None => source.as_str().to_owned(),
        };
        let stem = address.strip_suffix(".md").or(address.strip_suffix(".yml"));
        let stem = stem.unwrap_or(&address);
        entries.push(Entry {
            address: plain_address(&address),
            from: format!("/{}", stem.strip_suffix("/index").unwrap_or(stem)),
            source,
            to: to.to_owned(),
            file: file.to_owned(),
            line,
        });
    }
    entries
}

/// The file a redirect starts from: below the redirection file, or below the repository whose only
/// docset this is.
fn source_of(tree: &Tree, file: &RelPath, written: &str) -> Option<RelPath> {
    let source = file.parent().join(written.trim_start_matches('/'))?;
    let docset = tree.docset(&source).map(|(at, _)| &tree.docsets[at]);
    match docset.filter(|docset| docset.folder.as_str().is_empty()) {
        Some(docset) => Some(source.strip_prefix(&docset.base).unwrap_or(source)),
        None => Some(source),
    }
}
