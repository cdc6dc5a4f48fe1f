//! Which folder each file of a portal came from, where one portal is laid over another.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{About, Diagnostic, Given, RelPath};

/// The folders that a portal is made from. A portal that extends no other has none of this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// How each folder is reached from the portal's own, which comes first and is empty: `../base`.
    pub folders: Vec<String>,
    /// The number of the folder that a file came from, by its path; the portal's own files are not named.
    pub of: BTreeMap<RelPath, usize>,
    /// Files of a base that a folder over it does not take over, sorted.
    pub left_out: Vec<RelPath>,
    /// Text files that several folders have a part in, by their path.
    pub joined: BTreeMap<RelPath, Vec<Part>>,
}

/// A part of a joined text, up to where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its first byte in the joined text.
    pub start: usize,
    /// The number of its folder.
    pub layer: usize,
    /// The whole file that it was taken from.
    pub text: Arc<Given>,
    /// Its first byte there.
    pub from: usize,
}

impl Layers {
    /// How the folder of a file is reached from the portal's own.
    pub fn folder(&self, path: &RelPath, byte: usize) -> &str {
        let folder = self.folders.get(self.layer(path, byte));
        folder.map_or("", String::as_str)
    }

    /// The number of the folder that the file has `byte` from: 0 for the portal's own.
    pub fn layer(&self, path: &RelPath, byte: usize) -> usize {
        let joined = self.part(path, byte).map(|part| part.layer);
        let layer = joined.or_else(|| self.of.get(path).copied());
        layer.unwrap_or_default()
    }

    /// How the folder is reached that a finding is about.
    pub fn folder_of(&self, found: &Diagnostic) -> &str {
        match found.about {
            Some(About::Of(layer)) => self.folders.get(layer).map_or("", String::as_str),
            _ => self.folder(&found.path, found.span.start as usize),
        }
    }

    /// How a folder is reached that is not the portal's own and that the file at `path` has something from.
    pub fn base(&self, path: &RelPath) -> Option<&str> {
        let joined = self.joined.get(path).into_iter().flatten();
        let layers = joined
            .map(|part| part.layer)
            .chain(self.of.get(path).copied());
        let layer = layers.filter(|layer| *layer > 0).max()?;
        self.folders.get(layer).map(String::as_str)
    }

    /// The number of the first folder that a file has something from: 0 for the portal's own.
    pub fn first(&self, path: &RelPath) -> usize {
        let joined = self.joined.get(path).into_iter().flatten();
        let first = joined.map(|part| part.layer).min();
        first
            .or_else(|| self.of.get(path).copied())
            .unwrap_or_default()
    }

    /// The number of the first folder that a file has one of these `bytes` from.
    pub fn first_at(&self, path: &RelPath, bytes: &[usize]) -> usize {
        let layers = bytes.iter().map(|&byte| self.layer(path, byte));
        layers.min().unwrap_or_else(|| self.first(path))
    }

    /// The part of a joined text that has `byte`; `None` where the text is as one folder has it.
    pub fn part(&self, path: &RelPath, byte: usize) -> Option<&Part> {
        let parts = self.joined.get(path)?;
        let past = parts.partition_point(|part| part.start <= byte);
        parts.get(past.saturating_sub(1))
    }
}
