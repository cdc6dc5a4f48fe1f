//! Where a link leads: links are written to files, as in every editor.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use percent_encoding::percent_decode_str;

use super::Parts;
use super::layout::Layout;
use super::pages::{Pages, Placed};
use super::pictures::Size;
use crate::model::nearest::{Paths, nearest_of};
use crate::model::site::Loose;
use crate::model::{Document, Locale, RelPath, Url};

/// What a link or picture leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A page, and perhaps a place in it.
    Page(usize, Option<String>),
    /// A published file.
    File(Url),
    /// A page that exists, and a place in it that does not.
    Lost(usize, Box<Loose>),
    /// Nothing.
    Nothing(Box<Loose>),
}

/// The files of a portal by their paths.
pub type Documents<'a> = HashMap<&'a RelPath, &'a Arc<Document>>;

/// All that links can lead to.
pub struct Links<'a> {
    pages: &'a Pages,
    anchors: &'a [Arc<[String]>],
    languages: &'a [Locale],
    files: HashMap<&'a RelPath, &'a Url>,
    sizes: &'a HashMap<RelPath, Size>,
    documents: &'a Documents<'a>,
    /// Made when the first link leads nowhere.
    known: OnceLock<Known<'a>>,
}

/// What may have been meant by a link that leads nowhere.
struct Known<'a> {
    /// Pages and files by their path in small letters, for links that differ in case.
    folded: HashMap<String, &'a RelPath>,
    /// Paths of pages and files.
    paths: Paths<'a>,
}

impl<'a> Links<'a> {
    /// Everything that can be linked to.
    pub fn new(parts: &'a Parts<'a>, layout: &'a Layout, documents: &'a Documents<'a>) -> Self {
        let files = layout.assets.iter();
        Self {
            pages: &layout.pages,
            anchors: &layout.anchors,
            languages: &parts.config.languages,
            files: files.map(|(url, asset)| (&asset.path, url)).collect(),
            sizes: &layout.sizes,
            documents,
            known: OnceLock::new(),
        }
    }

    fn known(&self) -> &Known<'a> {
        self.known.get_or_init(|| {
            let published = self
                .documents
                .values()
                .filter(|document| !document.fragment);
            let mut all: Vec<&RelPath> = published.map(|document| &document.path).collect();
            let mut files: Vec<&RelPath> = self.files.keys().copied().collect();
            all.sort_unstable();
            files.sort_unstable();
            all.extend(files);
            let folded = all.iter().map(|path| (path.as_str().to_lowercase(), *path));
            Known {
                folded: folded.collect(),
                paths: Paths::new(all.iter().map(|path| path.as_str())),
            }
        })
    }

    /// The file that `path` names.
    pub fn document(&self, path: &RelPath) -> Option<&'a Arc<Document>> {
        self.documents.get(path).copied()
    }

    /// Where a link in the file `from`, shown in `page`, leads.
    pub fn page(&self, to: &str, from: &RelPath, number: usize) -> Destination {
        let (path, anchor) = match to.split_once('#') {
            Some((path, anchor)) => (
                path,
                Some(decoded(anchor)).filter(|anchor| !anchor.is_empty()),
            ),
            None => (to, None),
        };
        let path = decoded(path.split('?').next().unwrap_or_default());
        if path.is_empty() {
            return self.at(number, anchor);
        }
        let placed = &self.pages.list[number];
        let Some(full) = self.full(&path, from, placed) else {
            return Destination::Nothing(Box::new(Loose::Escape { to: path }));
        };
        if let Some(target) = self.page_at(&full, placed) {
            return self.at(target, anchor);
        }
        if let Some(url) = self.files.get(&full) {
            return Destination::File((*url).clone());
        }
        Destination::Nothing(Box::new(self.why_not(path, &full, from)))
    }

    /// Where a picture stands, and its width and height.
    pub fn picture(&self, src: &str, from: &RelPath) -> Result<(&'a Url, Option<Size>), Loose> {
        let path = decoded(src.split(['?', '#']).next().unwrap_or_default());
        let full = from
            .parent()
            .join(&path)
            .or_else(|| RelPath::new(path.trim_start_matches('/')));
        let Some(full) = full else {
            return Err(Loose::Escape { to: path });
        };
        if let Some(url) = self.files.get(&full) {
            return Ok((url, self.sizes.get(&full).copied()));
        }
        match self.why_not(path, &full, from) {
            Loose::Page { to, nearest, .. } => Err(Loose::File { to, nearest }),
            other => Err(other),
        }
    }

    /// A suggestion for a file that is not there, as a link from `from`.
    pub fn suggestion(&self, full: &RelPath, from: &RelPath) -> Option<String> {
        let url = Url::new(&RelPath::new(self.known().paths.like(full.as_str())?)?);
        Some(decoded(&url.href(&Url::new(from))))
    }

    /// The path from the portal's root. A leading `/` stands for the root of the language, as in most
    /// site generators.
    fn full(&self, path: &str, from: &RelPath, placed: &Placed) -> Option<RelPath> {
        match path.strip_prefix('/') {
            Some(rest) => RelPath::new(placed.document.locale.as_str())?.join(rest),
            None => from.parent().join(path),
        }
    }

    /// The page for a file or folder, in the language that is being read where the link stays in its own.
    fn page_at(&self, full: &RelPath, placed: &Placed) -> Option<usize> {
        let language = full.parts().next()?;
        let locale = self
            .languages
            .iter()
            .find(|locale| locale.as_str() == language)?;
        let key = if full.as_str() == language {
            RelPath::default()
        } else {
            full.strip_prefix(language)?
        };
        let shown_in = if *locale == placed.document.locale {
            &placed.locale
        } else {
            locale
        };
        if key.has_extension("md") {
            self.pages.find(shown_in, &key)
        } else {
            self.pages.find(shown_in, &key.join("index.md")?)
        }
    }

    fn at(&self, number: usize, anchor: Option<String>) -> Destination {
        let Some(anchor) = anchor else {
            return Destination::Page(number, None);
        };
        let ids = &self.anchors[number];
        if ids.binary_search(&anchor).is_ok() || anchor == "top" {
            return Destination::Page(number, Some(anchor));
        }
        let nearest = nearest_of(&anchor, ids);
        let lost = Loose::Anchor {
            nearest: nearest.map(str::to_owned),
            page: self.pages.list[number].document.path.clone(),
            anchor,
        };
        Destination::Lost(number, Box::new(lost))
    }

    fn why_not(&self, to: String, full: &RelPath, from: &RelPath) -> Loose {
        if let Some(why) = self.pages.unpublished.get(full) {
            return Loose::Page {
                to,
                nearest: None,
                unpublished: Some(why.clone()),
            };
        }
        if let Some(path) = self.known().folded.get(&full.as_str().to_lowercase()) {
            let exists = decoded(&Url::new(path).href(&Url::new(from)));
            return Loose::Case { to, exists };
        }
        let nearest = self.suggestion(full, from);
        if full.extension().is_empty() || full.has_extension("md") || full.has_extension("html") {
            Loose::Page {
                to,
                nearest,
                unpublished: None,
            }
        } else {
            Loose::File { to, nearest }
        }
    }
}

/// A part of a link as text.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
