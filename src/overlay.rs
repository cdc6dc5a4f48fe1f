//! A portal's folder, laid over the portals that it extends, to one [`Snapshot`].
//!
//! Goes in: the folders, as [`discover`] reads each of them. Comes out: a snapshot like that of a portal
//! that extends nothing, with where each file came from beside it. No stage below knows of bases.

mod bases;
mod changes;
mod joined;
mod lay;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use crate::calendar::Date;
use crate::discover;
use crate::model::path::CONFIG;
use crate::model::{Diagnostic, Snapshot};
use crate::parse::layers::{self, Extends};
pub use changes::Changes;
pub use lay::hash;

/// So many portals may extend each other.
pub const MOST: usize = 8;

/// The folders that a portal is made from, its own first, each over the next.
pub struct Portal {
    layers: Vec<Layer>,
    today: Date,
}

/// A folder, as it stands on the disk.
struct Layer {
    /// With links on the way to it followed.
    real: PathBuf,
    /// How it is reached from the portal's own folder.
    folder: String,
    snapshot: Arc<Snapshot>,
    extends: Extends,
    /// What is wrong with its base.
    found: Vec<Diagnostic>,
}

/// What is asked of each folder beyond its files.
pub type Asked = fn(&Path, &mut Snapshot);

/// Reads portals. A base that several of them extend is read once, or twice where some of them ask more
/// of it than others.
pub struct Reader {
    known: HashMap<(PathBuf, bool), Arc<Snapshot>>,
    asked: fn(&Path) -> Option<Asked>,
}

impl Reader {
    /// One that has read nothing yet. `asked` says what a portal asks of its folder and of those that it
    /// extends.
    pub fn new(asked: fn(&Path) -> Option<Asked>) -> Self {
        let known = HashMap::new();
        Self { known, asked }
    }

    /// Reads the portal below `root` and what it extends.
    ///
    /// # Errors
    ///
    /// As [`discover::snapshot`]. A base that cannot be read is a finding.
    pub fn read(&mut self, root: &Path, today: Date) -> Result<Portal> {
        let real = discover::portal(root)?;
        let mut snapshot = discover::snapshot(root, today)?;
        let asked = (self.asked)(root);
        if let Some(ask) = asked {
            ask(root, &mut snapshot);
        }
        let mut layers = vec![Layer::new(real, String::new(), snapshot.into())];
        while let Some(base) = bases::next(&mut layers) {
            match self.base(&base.real, today, asked) {
                Ok(snapshot) => {
                    layers.push(Layer::new(base.real, base.folder, snapshot));
                    bases::speaks_alike(&mut layers);
                }
                Err(error) => bases::unread(&mut layers, &error),
            }
        }
        Ok(Portal { layers, today })
    }

    fn base(&mut self, real: &Path, today: Date, asked: Option<Asked>) -> Result<Arc<Snapshot>> {
        let key = (real.to_owned(), asked.is_some());
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let mut snapshot = discover::snapshot(real, today)?;
        if let Some(ask) = asked {
            ask(real, &mut snapshot);
        }
        let snapshot = Arc::new(snapshot);
        self.known.insert(key, snapshot.clone());
        Ok(snapshot)
    }
}

impl Layer {
    fn new(real: PathBuf, folder: String, snapshot: Arc<Snapshot>) -> Self {
        let config = snapshot.file(CONFIG);
        Self {
            extends: config.map(layers::extends).unwrap_or_default(),
            real,
            folder,
            snapshot,
            found: Vec::new(),
        }
    }
}

impl Portal {
    /// The portal as the stages see it.
    pub fn snapshot(&self) -> Snapshot {
        self.laid().0
    }

    /// The same, and what the portal's own folder changes of its base.
    pub fn laid(&self) -> (Snapshot, Changes) {
        match &self.layers[..] {
            [only] if only.extends == Extends::default() => {
                let snapshot = (*only.snapshot).clone();
                (snapshot, Changes::default())
            }
            layers => lay::lay(layers, self.today),
        }
    }

    /// What the portal extends, by itself; `None` where it extends nothing.
    pub fn base(&self) -> Option<Snapshot> {
        match &self.layers[..] {
            [_, bases @ ..] if !bases.is_empty() => Some(lay::lay(bases, self.today).0),
            _ => None,
        }
    }

    /// The folders that are read, with links on the way to them followed.
    pub fn folders(&self) -> Vec<PathBuf> {
        self.layers.iter().map(|layer| layer.real.clone()).collect()
    }

    /// The supportal.yaml of a base that could not be read, for whoever waits until it is there.
    pub fn missing(&self) -> Option<PathBuf> {
        let last = self.layers.last().filter(|last| !last.found.is_empty())?;
        let base = last.extends.base.as_ref()?;
        Some(last.real.join(&base.value).join(CONFIG))
    }

    /// The portal read again, where nothing but `changed` may be different. The folders may be others then.
    ///
    /// # Errors
    ///
    /// As [`Reader::read`].
    pub fn refreshed(
        &self,
        portal: &Path,
        today: Date,
        changed: &BTreeSet<PathBuf>,
    ) -> Result<Self> {
        // The portal's own folder hears of all that is in no base: of a path above it, too.
        let mut left = changed.clone();
        let mut layers = Vec::with_capacity(self.layers.len());
        for (number, layer) in self.layers.iter().enumerate().rev() {
            let is_own = |path: &PathBuf| number == 0 || path.starts_with(&layer.real);
            let (own, rest) = left.into_iter().partition(is_own);
            left = rest;
            let root = if number == 0 { portal } else { &layer.real };
            let read = discover::refresh(root, today, &layer.snapshot, &own);
            let (real, snapshot) = match (discover::portal(root), read) {
                (Ok(real), Ok(snapshot)) => (real, snapshot),
                // That a base cannot be read is a finding.
                _ => return Reader::new(|_| None).read(portal, today),
            };
            layers.push(Layer::new(real, layer.folder.clone(), snapshot.into()));
        }
        layers.reverse();
        // What stands in one supportal.yaml decides which folders follow.
        let same = |(old, new): (&Layer, &Layer)| {
            old.real == new.real && old.extends == new.extends && old.found.is_empty()
        };
        match self.layers.iter().zip(&layers).all(same) {
            true => Ok(Self { layers, today }),
            false => Reader::new(|_| None).read(portal, today),
        }
    }
}
