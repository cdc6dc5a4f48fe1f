//! What a link of the old site leads to.
//!
//! MkDocs knows links to files, from the file they stand in. Readers also know addresses, from the address
//! of their page: raw HTML and links without a file have those. Both are looked up, files first.

use super::project::Project;
use crate::import::markdown::{Link, Links};
use crate::import::targets::{MOVED, decoded, parts};
use crate::model::{RelPath, Url};

/// A file of the project as a place that links start from.
pub(super) struct Here<'a> {
    pub project: &'a Project,
    /// Old addresses of pages: path and page.
    pub moved: &'a [(RelPath, usize)],
    /// As the report names it.
    pub shown: String,
    /// Its language, by number.
    pub language: usize,
    /// Its path below the folder of pages.
    pub path: RelPath,
    /// Its place from the root of the portal.
    pub root: RelPath,
    /// The folder that its address stands for, on the old site.
    pub folder: RelPath,
}

/// Where a link leads: its place from the root of the portal, and what had to be known.
type Found = (RelPath, &'static str);

const FILE: &str = "links put right for the names that files have in the portal";
const ADDRESS: &str = "links to addresses of the old site made links to files";

impl<'a> Here<'a> {
    /// The place of a page.
    pub fn of(project: &'a Project, moved: &'a [(RelPath, usize)], page: usize) -> Self {
        let file = &project.pages[page];
        let address = project.address(page);
        let folder = match project.config.directory_urls() || file.key.stem() == "index" {
            true => address.as_str(),
            false => address.rsplit_once('/').map_or("", |(folder, _)| folder),
        };
        Self {
            project,
            moved,
            shown: project.shown(&file.source),
            language: file.language,
            path: file.source.clone(),
            root: project.below(file.language, &file.key),
            folder: RelPath::new(folder).unwrap_or_default(),
        }
    }

    fn find(&self, path: &str) -> Option<Found> {
        if let Some(below) = path.strip_prefix('/') {
            let base = self.project.config.text(&["site_url"]).unwrap_or_default();
            let base = base.split_once("://").map_or("", |(_, rest)| rest);
            let base = base.split_once('/').map_or("", |(_, folder)| folder);
            let inside = below.strip_prefix(base).unwrap_or(below);
            let inside = RelPath::new(inside.trim_matches('/'))?;
            return self.address(&inside).map(|root| (root, ADDRESS));
        }
        let file = self.path.parent().join(path);
        if let Some(found) = file.as_ref().and_then(|file| self.named(file)) {
            return Some(found);
        }
        let address = self.folder.join(path)?;
        self.address(&address).map(|root| (root, ADDRESS))
    }

    /// The file of this path below the folder of pages.
    fn named(&self, path: &RelPath) -> Option<Found> {
        let project = self.project;
        let (tag, path) = project.languages.of(path);
        let language = tag.unwrap_or(self.language);
        if let Some(page) = project.page(language, &path) {
            let page = &project.pages[page];
            return Some((project.place(page, language), FILE));
        }
        if let Some(asset) = project.asset(language, &path) {
            let asset = &project.assets[asset];
            return Some((project.below(asset.language, &asset.key), FILE));
        }
        let (_, page) = self.moved.iter().find(|(old, _)| *old == path)?;
        Some((project.place(&project.pages[*page], language), MOVED))
    }

    /// The page or file at this address of the old site.
    fn address(&self, address: &RelPath) -> Option<RelPath> {
        let project = self.project;
        if let Some((page, language)) = project.at(address.as_str()) {
            return Some(project.place(&project.pages[page], language));
        }
        let (language, path) = match project.languages.of_address(address.as_str()) {
            Some((language, rest)) => (language, RelPath::new(rest)?),
            None => (self.language, address.clone()),
        };
        let asset = &project.assets[project.asset(language, &path)?];
        Some(project.below(asset.language, &asset.key))
    }
}

impl Links for Here<'_> {
    fn file(&self) -> &str {
        &self.shown
    }

    fn link(&self, to: &str) -> Link {
        let site = self.project.config.text(&["site_url"]).unwrap_or_default();
        let site = site.trim_end_matches('/');
        let inside = below(site, to).filter(|_| !site.is_empty());
        let own = inside.filter(|rest| rest.is_empty() || rest.starts_with(['/', '#']));
        let whole = match own {
            Some(rest) => format!("/{}", rest.trim_start_matches('/')),
            None => to.to_owned(),
        };
        let Some((path, fragment)) = parts(&whole) else {
            return Link::Kept;
        };
        let path = decoded(path);
        let found = match own {
            // What the site's own address leads to is not below it a second time.
            Some(_) => RelPath::new(path.trim_matches('/'))
                .and_then(|path| self.address(&path))
                .map(|root| (root, ADDRESS)),
            None => self.find(&path),
        };
        match found {
            Some((root, how)) => {
                let to = Url::new(&root).href(&Url::new(&self.root)) + fragment;
                let same = self.root.parent().join(&path).as_ref() == Some(&root);
                if same && !whole.contains('?') {
                    return Link::Kept;
                }
                Link::Written(to, how)
            }
            // Another site below the same host, for one.
            None if own.is_some() => Link::Kept,
            None => Link::Lost("link to a page or file that is not here"),
        }
    }
}

/// What of the address `to` follows that of the site. Names of hosts may be written in capitals.
fn below<'t>(site: &str, to: &'t str) -> Option<&'t str> {
    const SCHEME: &str = "://";
    let host = site.find(SCHEME).map_or(0, |at| at + SCHEME.len());
    let end = site[host..].find('/').map_or(site.len(), |at| host + at);
    let (own, folder) = site.split_at(end);
    let same = to.get(..end)?.eq_ignore_ascii_case(own);
    to[end..].strip_prefix(folder).filter(|_| same)
}
