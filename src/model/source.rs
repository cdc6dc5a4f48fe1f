//! What was read from the disk.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use super::{Diagnostic, Fingerprint, Given, Layers, RelPath};
use crate::calendar::Date;

/// A text file of the portal: UTF-8, without a byte order mark, lines ended by LF.
///
/// Its hash is made from the fingerprint of its text, which is taken once: a portal that is built again
/// and again would else read all its texts each time to find the one that changed.
#[derive(Clone, Debug)]
pub struct Source {
    /// From the portal's root: `en/articles/billing/refunds.md`.
    pub path: RelPath,
    /// The text.
    pub text: Arc<Given>,
    /// Of YAML that stands in several folders: where the text of each further one begins, each under those
    /// before it.
    pub under: Vec<usize>,
    fingerprint: OnceLock<Fingerprint>,
}

impl Source {
    /// The source that has `text`.
    pub fn new(path: RelPath, text: impl Into<String>) -> Self {
        Self::of(path, text.into().into())
    }

    /// The source that has `text`.
    pub fn of(path: RelPath, text: Given) -> Self {
        Self {
            path,
            text: Arc::new(text),
            under: Vec::new(),
            fingerprint: OnceLock::new(),
        }
    }

    /// Of the text, and of where those of other folders begin.
    pub fn fingerprint(&self) -> Fingerprint {
        *self
            .fingerprint
            .get_or_init(|| self.taken(&self.text.read()))
    }

    /// The same for who has just read its `text`.
    pub fn fingerprint_of(&self, text: &str) -> Fingerprint {
        *self.fingerprint.get_or_init(|| self.taken(text))
    }

    fn taken(&self, text: &str) -> Fingerprint {
        let text = Fingerprint::of(text.as_bytes());
        match &self.under[..] {
            [] => text,
            under => text.and(Fingerprint::of_value(under)),
        }
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text == other.text && self.under == other.under
    }
}

impl Eq for Source {}

impl Hash for Source {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.path.hash(state);
        self.fingerprint().hash(state);
    }
}

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// From the portal's root: `assets/logo.svg`.
    pub path: RelPath,
    /// The content.
    pub bytes: Arc<Vec<u8>>,
    /// Of the content.
    pub fingerprint: Fingerprint,
}

impl Hash for Asset {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.path.hash(state);
        self.fingerprint.hash(state);
    }
}

/// The portal as it stood on the disk at one moment, and the date that counts as today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Markdown, YAML and other texts, sorted by path. Files of `theme/` are not among them.
    pub sources: Vec<Source>,
    /// Images and downloads, sorted by path.
    pub assets: Vec<Asset>,
    /// Files of the portal's `theme/` folder, by their path inside it, sorted.
    pub theme: Vec<Asset>,
    /// Symbolic links, sorted by path: what stands for them changes when another file does.
    pub links: Vec<RelPath>,
    /// Folders that hold a published site and are passed over, sorted by path.
    pub sites: Vec<RelPath>,
    /// What could not be read: FS-READ, ENC-UTF8, PATH-SYMLINK and the like.
    pub diagnostics: Vec<Diagnostic>,
    /// The date the portal is judged against.
    pub today: Date,
    /// When files last changed, by their path, as far as a history was asked and knows.
    pub changed: BTreeMap<RelPath, Date>,
    /// Where files came from, if not from the portal's own folder.
    pub layers: Arc<Layers>,
}

impl Snapshot {
    /// A portal without files.
    pub fn empty(today: Date) -> Self {
        Self {
            sources: Vec::new(),
            assets: Vec::new(),
            theme: Vec::new(),
            links: Vec::new(),
            sites: Vec::new(),
            diagnostics: Vec::new(),
            today,
            changed: BTreeMap::new(),
            layers: Arc::default(),
        }
    }

    /// The text file at `path`, from the portal's root.
    pub fn file(&self, path: &str) -> Option<&Source> {
        let found = self
            .sources
            .binary_search_by(|source| source.path.as_str().cmp(path));
        found.ok().map(|at| &self.sources[at])
    }
}
