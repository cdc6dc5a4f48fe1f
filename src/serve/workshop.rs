//! A portal that is watched, and read and built again after each change.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;

use super::watch::{Change, Stop, Watch};
use crate::calendar::Date;
use crate::model::output::Build;
use crate::model::{RelPath, Snapshot};
use crate::overlay::{Portal, Reader};
use crate::pipeline::{self, Memos, Options, SearchIndex};

/// So often a portal that is gone is looked for.
const RETRY: Duration = Duration::from_secs(1);

/// Where nothing else is due, so often it may have become another day.
pub const IDLE: Duration = Duration::from_secs(60);

/// The date that counts as today.
pub type Today = Box<dyn FnMut() -> Result<Date> + Send>;

/// A portal, with all that was computed of it.
pub struct Workshop {
    root: PathBuf,
    options: Options,
    today: Today,
    watch: Watch,
    /// See [`awaited`].
    awaited: Option<PathBuf>,
    memos: Memos,
    /// The folders as they are, and laid over each other.
    portal: Portal,
    snapshot: Snapshot,
    /// Whether the portal could not be read the last time.
    is_gone: bool,
}

/// What there is to do.
#[derive(Debug)]
pub enum News {
    /// Nothing was touched for as long as was waited.
    Quiet,
    /// Something was touched, and all is as it was.
    Same,
    /// Something changed; these texts among it.
    Edited(Vec<RelPath>),
    /// The system watches no more folders. Those that it does not watch are looked at, and it is said once.
    Unwatched,
    /// The portal cannot be read. It is looked for, and said once.
    Failed(anyhow::Error),
    /// The user wants to end.
    Stop,
}

impl Workshop {
    /// Begins to watch the portal below `root`, and reads it.
    ///
    /// # Errors
    ///
    /// Where there is no portal, or it cannot be watched.
    pub fn new(root: &Path, mut today: Today, options: Options) -> Result<Self> {
        // First, so that nothing is missed that changes meanwhile.
        let mut watch = Watch::new(root)?;
        let mut portal = read(root, today()?)?;
        if portal.folders().len() > 1 {
            watch.follow(portal.folders())?;
            portal = read(root, today()?)?;
        }
        let snapshot = portal.snapshot();
        Ok(Self {
            root: root.to_owned(),
            options,
            today,
            watch,
            awaited: awaited(&portal),
            memos: Memos::default(),
            portal,
            snapshot,
            is_gone: false,
        })
    }

    /// What ends the wait for changes.
    pub fn stop(&self) -> Stop {
        self.watch.stop()
    }

    /// The portal as it was last read.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Waits for a change, at most for `patience`, and reads what changed.
    pub fn wait(&mut self, patience: Duration) -> News {
        let patience = match self.is_gone || self.awaited.is_some() {
            true => patience.min(RETRY),
            false => patience,
        };
        let mut change = self.watch.next(patience);
        let was_gone = self.is_gone;
        let mut renewed = Ok(());
        if change == Change::Unwatched {
            return News::Unwatched;
        }
        if was_gone && matches!(change, Change::Nothing | Change::Anything) {
            renewed = self.watch.renew();
            change = Change::Anything;
        }
        // No folder is watched for it, as there may be none.
        if self.awaited.as_ref().is_some_and(|file| file.is_file()) {
            self.awaited = None;
            change = match change {
                Change::Stop => Change::Stop,
                _ => Change::Anything,
            };
        }
        let read = match &change {
            Change::Stop => return News::Stop,
            // What cannot be watched is gone still: it would be read once and never again.
            change => renewed
                .and_then(|()| (self.today)())
                .and_then(|today| self.read(change, today)),
        };
        self.is_gone = read.is_err();
        match read {
            Err(_) if was_gone => News::Same,
            Err(error) => News::Failed(error),
            Ok(Some(edited)) => News::Edited(edited),
            // It is back as it was: what was said of it is to be taken back.
            Ok(None) if was_gone => News::Edited(Vec::new()),
            Ok(None) if change == Change::Nothing => News::Quiet,
            Ok(None) => News::Same,
        }
    }

    /// Reads again what may have changed, and says which texts did; `None` where all is as it was.
    ///
    /// # Errors
    ///
    /// As [`Reader::read`]; what was read before then stays.
    pub fn read(&mut self, change: &Change, today: Date) -> Result<Option<Vec<RelPath>>> {
        let after = match change {
            Change::Anything | Change::Unwatched => self.lay(read(&self.root, today)?)?,
            Change::Paths(paths) => {
                let portal = self.portal.refreshed(&self.root, today, paths)?;
                self.lay(portal)?
            }
            Change::Nothing | Change::Stop => Snapshot {
                today,
                ..self.snapshot.clone()
            },
        };
        if after == self.snapshot {
            return Ok(None);
        }
        let before = std::mem::replace(&mut self.snapshot, after);
        // Both are sorted by path: one walk along both.
        let mut old = before.sources.iter().peekable();
        let edited = self.snapshot.sources.iter().filter(|source| {
            while old.next_if(|old| old.path < source.path).is_some() {}
            old.next_if(|old| old.path == source.path) != Some(*source)
        });
        Ok(Some(edited.map(|source| source.path.clone()).collect()))
    }

    /// Takes the folders as they are now.
    fn lay(&mut self, portal: Portal) -> Result<Snapshot> {
        self.watch.follow(portal.folders())?;
        self.awaited = awaited(&portal);
        self.portal = portal;
        Ok(self.portal.snapshot())
    }

    /// Builds what was read.
    pub fn build(&mut self, search: SearchIndex) -> Build {
        let options = Options {
            search,
            ..self.options
        };
        pipeline::compile(&self.snapshot, &options, &mut self.memos)
    }
}

/// The supportal.yaml that a portal extends and that is not there.
fn awaited(portal: &Portal) -> Option<PathBuf> {
    portal.missing().filter(|file| !file.is_file())
}

fn read(root: &Path, today: Date) -> Result<Portal> {
    Reader::new(|_| None).read(root, today)
}
