//! The files of a tree by what becomes of them.

use std::collections::BTreeSet;

use super::redirects::Away;
use super::report::Report;
use super::targets::Targets;
use super::tree::Tree;
use super::{redirects, toc};
use crate::model::RelPath;

/// Kinds of file that are published as they are.
pub(super) const ASSETS: [&str; 23] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "pdf", "mp4", "webm", "mp3", "vtt",
    "zip", "csv", "xlsx", "docx", "pptx", "txt", "json", "ps1", "xml", "woff2",
];

/// Files beside the first page that a portal makes itself: another of this name would refuse the build.
pub(super) const OWN: [&str; 7] = [
    "atom.xml",
    "hours.json",
    "llms.txt",
    "opensearch.xml",
    "robots.txt",
    "sitemap.xml",
    "support.json",
];

/// Pages beside the first one that a portal makes itself.
pub(super) const OWN_PAGES: [&str; 2] = ["404.md", "search.md"];

/// What the report says of one.
pub(super) const MADE: &str = "file that a portal makes itself";

/// What a page is made from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Article,
    Faq,
    Landing,
}

/// A page to be: its number is its place in the list, and that in [`Targets`].
pub(super) struct Draft {
    pub(super) origin: Origin,
    pub(super) source: RelPath,
}

/// The files of the tree by what becomes of them.
pub(super) struct Files {
    pub(super) drafts: Vec<Draft>,
    /// Sources of the files in `includes` folders.
    pub(super) fragments: Vec<RelPath>,
    /// Source and key.
    pub(super) assets: Vec<(RelPath, RelPath)>,
    pub(super) targets: Targets,
    /// Pages that lead elsewhere, and are none in the portal.
    pub(super) away: Vec<Away>,
}

/// Sorts the files of `tree`, and reports those of which nothing becomes.
pub(super) fn sort(tree: &Tree, report: &mut Report) -> anyhow::Result<Files> {
    let mut files = Files {
        drafts: Vec::new(),
        fragments: Vec::new(),
        assets: Vec::new(),
        targets: Targets::default(),
        away: Vec::new(),
    };
    let own = OWN_PAGES.into_iter().filter_map(RelPath::new);
    let mut taken: BTreeSet<RelPath> = own.collect();
    for path in &tree.files {
        let name = path.file_name().to_ascii_lowercase();
        if toc::is_toc(path) || name == "docfx.json" || redirects::is_redirection(path) {
            continue;
        }
        // A portal passes these over, so nothing in them may pass for a page.
        if path
            .parts()
            .any(|part| part.starts_with('.') || part == "node_modules")
        {
            report.leave("hidden file or folder", path.as_str(), 1, "");
            continue;
        }
        let (Some((at, below)), Some(key)) = (tree.docset(path), tree.key(path)) else {
            report.leave("file outside every docset", path.as_str(), 1, "");
            continue;
        };
        let docset = &tree.docsets[at];
        let extension = path.extension().to_ascii_lowercase();
        match extension.as_str() {
            "md" if path.parent().parts().any(|part| part == "includes") => {
                files.targets.add_file(path, key);
                files.fragments.push(path.clone());
            }
            "md" | "yml" | "yaml" if !docset.is_content(below.as_str()) => {
                report.leave("file that docfx.json leaves out", path.as_str(), 1, "");
            }
            "md" => {
                if let Some(away) = redirects::away(tree, path)? {
                    files.away.push(away);
                    continue;
                }
                let key = free(&key, "page", &mut taken, path, report);
                files.targets.add(tree, path.clone(), key);
                report.articles += 1;
                files.drafts.push(Draft {
                    origin: Origin::Article,
                    source: path.clone(),
                });
            }
            "yml" | "yaml" => {
                let text = tree.text(path, &mut Report::default())?;
                let first = text.lines().next().unwrap_or_default();
                let mime = first.split_once("YamlMime:").map(|(_, mime)| mime.trim());
                let origin = match mime {
                    Some("Landing") => Origin::Landing,
                    Some("FAQ") => Origin::Faq,
                    mime => {
                        let construct = format!("YAML file of type {}", mime.unwrap_or("none"));
                        report.leave(construct, path.as_str(), 1, first);
                        continue;
                    }
                };
                let suffix = if origin == Origin::Faq {
                    "faq"
                } else {
                    "landing"
                };
                let key = free(&key, suffix, &mut taken, path, report);
                files.targets.add(tree, path.clone(), key);
                files.drafts.push(Draft {
                    origin,
                    source: path.clone(),
                });
            }
            kind if ASSETS.contains(&kind) => {
                if OWN.contains(&key.as_str()) {
                    report.leave(MADE, path.as_str(), 1, "");
                } else if docset.is_resource(below.as_str()) && !taken.insert(key.clone()) {
                    let construct = "file whose name another file has";
                    report.leave(construct, path.as_str(), 1, key.as_str());
                } else if docset.is_resource(below.as_str()) {
                    files.targets.add_file(path, key.clone());
                    files.assets.push((path.clone(), key));
                } else {
                    report.leave(
                        "file that docfx.json does not publish",
                        path.as_str(),
                        1,
                        "",
                    );
                }
            }
            _ => report.leave("file of another kind", path.as_str(), 1, ""),
        }
    }
    Ok(files)
}

/// `key` with the extension `md`, or another name where that one is taken: no page takes another's place.
fn free(
    key: &RelPath,
    suffix: &str,
    taken: &mut BTreeSet<RelPath>,
    path: &RelPath,
    report: &mut Report,
) -> RelPath {
    let named = |name: String| key.parent().join(&name).unwrap_or_else(|| key.clone());
    let mut found = named(format!("{}.md", key.stem()));
    let mut number = 1;
    while !taken.insert(found.clone()) {
        let again = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        found = named(format!("{}-{suffix}{again}.md", key.stem()));
        number += 1;
    }
    if number > 1 {
        let construct = "page whose name another page has, kept under a new one";
        report.leave(construct, path.as_str(), 1, found.as_str());
    }
    found
}
