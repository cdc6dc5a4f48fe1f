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
    let own = OWN_PAGES.into_iter().filter_map(RelPath::new);
    let mut sorting = Sorting {
        tree,
        report,
        taken: own.collect(),
        files: Files {
            drafts: Vec::new(),
            fragments: Vec::new(),
            assets: Vec::new(),
            targets: Targets::default(),
            away: Vec::new(),
        },
    };
    for path in &tree.files {
        sorting.file(path)?;
    }
    Ok(sorting.files)
}

/// Files that are being sorted.
struct Sorting<'a> {
    tree: &'a Tree,
    report: &'a mut Report,
    /// Keys that a page or a file has.
    taken: BTreeSet<RelPath>,
    files: Files,
}

impl Sorting<'_> {
    fn file(&mut self, path: &RelPath) -> anyhow::Result<()> {
        let tree = self.tree;
        let name = path.file_name().to_ascii_lowercase();
        if toc::is_toc(path) || name == "docfx.json" || redirects::is_redirection(path) {
            return Ok(());
        }
        // A portal passes these over, so nothing in them may pass for a page.
        let mut parts = path.parts();
        if parts.any(|part| part.starts_with('.') || part == "node_modules") {
            self.leave("hidden file or folder", path);
            return Ok(());
        }
        let (Some((at, below)), Some(key)) = (tree.docset(path), tree.key(path)) else {
            self.leave("file outside every docset", path);
            return Ok(());
        };
        let docset = &tree.docsets[at];
        match path.extension().to_ascii_lowercase().as_str() {
            "md" if path.parent().parts().any(|part| part == "includes") => {
                self.files.targets.add_file(path, key);
                self.files.fragments.push(path.clone());
            }
            "md" | "yml" | "yaml" if !docset.is_content(below.as_str()) => {
                self.leave("file that docfx.json leaves out", path);
            }
            "md" => self.markdown(path, &key)?,
            "yml" | "yaml" => self.yaml(path, &key)?,
            kind if ASSETS.contains(&kind) => {
                self.asset(path, key, docset.is_resource(below.as_str()));
            }
            _ => self.leave("file of another kind", path),
        }
        Ok(())
    }

    fn markdown(&mut self, path: &RelPath, key: &RelPath) -> anyhow::Result<()> {
        match redirects::away(self.tree, path)? {
            Some(away) => self.files.away.push(away),
            None => {
                self.draft(Origin::Article, path, key, "page");
                self.report.articles += 1;
            }
        }
        Ok(())
    }

    fn yaml(&mut self, path: &RelPath, key: &RelPath) -> anyhow::Result<()> {
        let text = self.tree.text(path, &mut Report::default())?;
        let first = text.lines().next().unwrap_or_default();
        let mime = first.split_once("YamlMime:").map(|(_, mime)| mime.trim());
        match mime {
            Some("Landing") => self.draft(Origin::Landing, path, key, "landing"),
            Some("FAQ") => self.draft(Origin::Faq, path, key, "faq"),
            mime => {
                let construct = format!("YAML file of type {}", mime.unwrap_or("none"));
                self.report.leave(construct, path.as_str(), 1, first);
            }
        }
        Ok(())
    }

    fn draft(&mut self, origin: Origin, path: &RelPath, key: &RelPath, suffix: &str) {
        let key = free(key, suffix, &mut self.taken, path, self.report);
        self.files.targets.add(self.tree, path.clone(), key);
        self.files.drafts.push(Draft {
            origin,
            source: path.clone(),
        });
    }

    fn asset(&mut self, path: &RelPath, key: RelPath, is_published: bool) {
        if OWN.contains(&key.as_str()) {
            self.leave(MADE, path);
        } else if !is_published {
            self.leave("file that docfx.json does not publish", path);
        } else if !self.taken.insert(key.clone()) {
            let construct = "file whose name another file has";
            self.report.leave(construct, path.as_str(), 1, key.as_str());
        } else {
            self.files.targets.add_file(path, key.clone());
            self.files.assets.push((path.clone(), key));
        }
    }

    fn leave(&mut self, what: &str, path: &RelPath) {
        self.report.leave(what, path.as_str(), 1, "");
    }
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
