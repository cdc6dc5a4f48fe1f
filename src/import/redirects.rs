//! `.openpublishing.redirection.json`, and `redirect_url` of pages: where pages went, followed to the end.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::front_matter::{self, Split};
use super::report::Report;
use super::targets::{Targets, address, plain_address};
use super::tree::Tree;
use super::yaml::Node;
use crate::model::RelPath;
use crate::model::text::beginning;

/// An old address of a page: `/partner-center/old`.
pub(super) struct Redirect {
    pub from: String,
    /// The same as links have it: in lower case, without slashes at its ends and without an ending.
    pub address: String,
    /// The page that is there now, by its number.
    pub page: usize,
    /// Where the source says so.
    pub file: String,
    pub line: usize,
}

/// A page that shows nothing of its own: `redirect_url` in its front matter leads on.
pub(super) struct Away {
    pub source: RelPath,
    to: String,
    line: usize,
}

/// One entry of a redirection file, or a page that leads on.
struct Entry {
    /// Address in lower case, without slashes at its ends.
    address: String,
    /// The same, as readers have it.
    from: String,
    /// The address as links have it.
    moved: String,
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

/// The page made from `source`, if it is one that leads on.
pub(super) fn away(tree: &Tree, source: &RelPath) -> anyhow::Result<Option<Away>> {
    let text = tree.text(source, &mut Report::default())?;
    let Split::Block(block, _, _) = front_matter::split(&text) else {
        return Ok(None);
    };
    let named = Some(block).filter(|block| block.contains("redirect_url"));
    let node = named.and_then(|block| Node::read(block).ok());
    let to = node.as_ref().and_then(|node| node.get("redirect_url"));
    let to = to.filter(|to| !to.is_null());
    let to = to.map(|to| (to.one_line(), to.line + 1));
    Ok(to.map(|(to, line)| Away {
        source: source.clone(),
        to,
        line,
    }))
}

/// Reads all redirection files, and the pages that lead on; those that do not end at a page are reported.
pub(super) fn read(
    tree: &Tree,
    targets: &Targets,
    away: &[Away],
    report: &mut Report,
) -> anyhow::Result<Vec<Redirect>> {
    let mut entries = Vec::new();
    for path in tree.files.iter().filter(|path| is_redirection(path)) {
        let text = tree.text(path, report)?;
        entries.extend(entries_of(tree, path, &text, report));
    }
    entries.extend(pages_of(tree, targets, away, report));
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
    let mut solved = BTreeMap::new();
    for entry in &entries {
        let counts = by_address.get(entry.address.as_str());
        if counts.is_none_or(|counts| !std::ptr::eq(*counts, entry)) {
            continue;
        }
        let shown = format!("{} → {}", entry.from, entry.to);
        match follow(entry, &by_address, targets, &mut solved) {
            Ok((page, whole)) => {
                if !whole {
                    let construct = "redirect to a place within a page, kept as the page";
                    report.leave(construct, &entry.file, entry.line, shown);
                }
                redirects.push(Redirect {
                    from: entry.from.clone(),
                    address: entry.moved.clone(),
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

/// The page at the end of a chain, and whether the chain names no part of it; else what the report says.
type Found = Result<(usize, bool), &'static str>;

/// Follows a redirect to the end of its chain. What is found for the entries on the way is kept in `solved`.
fn follow<'a>(
    mut entry: &'a Entry,
    entries: &BTreeMap<&str, &'a Entry>,
    targets: &Targets,
    solved: &mut BTreeMap<&'a str, Found>,
) -> Found {
    let mut passed = Vec::new();
    let mut found = loop {
        if let Some(found) = solved.get(entry.address.as_str()) {
            break *found;
        }
        // Who comes by here again before the end is known never gets there.
        solved.insert(&entry.address, Err("redirects in a circle"));
        passed.push(entry);
        if entry.to.contains("://") || entry.to.starts_with("//") {
            break Err("redirect to another site");
        }
        let path = entry.to.split(['#', '?']).next().unwrap_or_default();
        let address = plain_address(path);
        match (targets.at(&address), entries.get(address.as_str())) {
            (Some(page), _) => break Ok((page, true)),
            (None, Some(next)) => entry = next,
            (None, None) => break Err("redirect to a page that is not here"),
        }
    };
    for entry in passed.into_iter().rev() {
        found = found.map(|(page, whole)| (page, whole && !entry.to.contains('#')));
        solved.insert(&entry.address, found);
    }
    found
}

/// Bytes in which the text of an entry is looked for from where the one before was found. What is written with escapes
/// is never found, and must not have all of the file looked through.
const NEAR: usize = 1 << 14;

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
    let mut from = text.find("\"redirections\"").unwrap_or_default();
    let mut line = 1 + text[..from].matches('\n').count();
    for value in root["redirections"].as_array().into_iter().flatten() {
        let source = value["source_path"].as_str();
        let source = source.or(value["source_path_from_root"].as_str());
        let (Some(written), Some(to)) = (source, value["redirect_url"].as_str()) else {
            report.leave(
                "redirect without source or goal",
                file,
                line,
                value.to_string(),
            );
            continue;
        };
        let quoted = Value::String(written.to_owned()).to_string();
        let ahead = beginning(&text[from..], NEAR + quoted.len());
        if let Some(at) = ahead.find(&quoted) {
            line += ahead[..at].matches('\n').count();
            // The quote is no end of a line.
            from += at + 1;
        }
        let Some(source) = source_of(tree, path, written) else {
            report.leave("redirect from outside the tree", file, line, written);
            continue;
        };
        let address = match tree.placed(&source) {
            Some((at, placed)) => format!("{}/{placed}", tree.docsets[at].base),
            None => source.as_str().to_owned(),
        };
        let stem = address.strip_suffix(".md").or(address.strip_suffix(".yml"));
        let stem = stem.unwrap_or(&address);
        let from = format!("/{}", stem.strip_suffix("/index").unwrap_or(stem));
        entries.push(Entry {
            address: plain_address(&address),
            moved: from.trim_matches('/').to_lowercase(),
            from,
            source,
            to: to.to_owned(),
            file: file.to_owned(),
            line,
        });
    }
    entries
}

/// The entries of pages that lead on.
fn pages_of(tree: &Tree, targets: &Targets, away: &[Away], report: &mut Report) -> Vec<Entry> {
    // A folder with pages has a page of its own in a portal, written or not.
    let listed = match away {
        [] => BTreeSet::new(),
        _ => targets.folders(),
    };
    let mut entries = Vec::new();
    for page in away {
        let (file, line) = (page.source.as_str(), page.line);
        let (Some((at, placed)), Some(key)) = (tree.placed(&page.source), tree.key(&page.source))
        else {
            continue;
        };
        let docset = &tree.docsets[at];
        let key = key.as_str().trim_end_matches(".md");
        let from = match docset.dest {
            // Learn serves pages below the name of their docset, without an ending.
            true => {
                let stem = format!(
                    "/{}/{}",
                    docset.base,
                    placed.as_str().trim_end_matches(".md")
                );
                stem.trim_end_matches("/index").to_owned()
            }
            false => match key.strip_suffix("index") {
                Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
                _ => format!("/{key}.html"),
            },
        };
        if listed.contains(from.trim_matches('/')) {
            let construct = "old address at which a portal lists the pages of a folder";
            report.leave(construct, file, line, &from);
            continue;
        }
        let address = address(tree, &page.source);
        entries.push(Entry {
            to: goal(&page.to, &address, &docset.base.to_lowercase(), targets),
            moved: address.clone(),
            address,
            from,
            source: page.source.clone(),
            file: file.to_owned(),
            line,
        });
    }
    entries
}

/// Where a page at `address` leads, from the root of the addresses: those of a site of its own do not begin with the
/// name of the docset.
fn goal(to: &str, address: &str, base: &str, targets: &Targets) -> String {
    if to.contains("://") || to.starts_with("//") {
        return to.to_owned();
    }
    let end = to.find(['#', '?']).unwrap_or(to.len());
    let (path, rest) = to.split_at(end);
    let path = path.replace('\\', "/");
    let path = if let Some(below) = path.strip_prefix("~/") {
        format!("{base}/{below}")
    } else if path.starts_with('/') {
        let plain = plain_address(&path);
        let whole = plain == base || plain.starts_with(&format!("{base}/"));
        match whole || targets.at(&plain).is_some() {
            true => plain,
            false => format!("{base}/{plain}"),
        }
    } else {
        let page = RelPath::new(address).unwrap_or_default();
        let joined = page.parent().join(&path);
        joined.map_or(path, |joined| joined.as_str().to_owned())
    };
    format!("/{path}{rest}")
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
