//! What systems report of a portal's folder, gathered until it is quiet.

#![allow(
    clippy::disallowed_methods,
    reason = "how long files go on changing is a question to the clock"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::discover;

/// A save is a few events in a row: so long after the last of them it is over.
const QUIET: Duration = Duration::from_millis(5);

/// Some editors take the file away before they put the new one in its place.
const RETURN: Duration = Duration::from_millis(50);

/// A folder that came may fill while the system is not yet asked to watch it: one more look follows.
const SETTLE: Duration = Duration::from_millis(500);

/// So often all is looked at where the system does not watch all of it.
const POLL: Duration = Duration::from_secs(2);

/// Files that change without end are looked at in between.
const MOST: Duration = Duration::from_secs(2);

/// What is so where the system watches no more folders.
pub const UNWATCHED: &str = "the system watches no more folders";

/// What to do about it.
pub const UNWATCHED_HINT: &str =
    "raise fs.inotify.max_user_watches, or name a folder that holds the portal alone";

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing that is known of.
    Nothing,
    /// These paths, absolute.
    Paths(BTreeSet<PathBuf>),
    /// It is not known what.
    Anything,
    /// The system watches no more folders. Told once; what it does not watch is looked at from now on.
    Unwatched,
    /// The user wants to end.
    Stop,
}

/// Watches a portal's folder, and those of portals that it extends.
pub struct Watch {
    root: PathBuf,
    /// The folders of other portals.
    others: Vec<PathBuf>,
    /// All folders, for whoever judges what is heard.
    inside: Arc<RwLock<Vec<PathBuf>>>,
    watcher: RecommendedWatcher,
    sender: Sender<Message>,
    messages: Receiver<Message>,
    /// Whether one more look at everything is due.
    settles: bool,
    polls: Polls,
}

/// Whether and when all is looked at for what the system does not watch.
#[derive(Clone, Copy, Debug)]
enum Polls {
    /// It watches all.
    No,
    /// That time begins with the next wait: what is read may itself take long.
    Next,
    At(Instant),
}

enum Message {
    Paths(Vec<PathBuf>),
    Lost,
    Unwatched,
    Stop,
}

/// Ends a watch from another thread.
#[derive(Clone)]
pub struct Stop(Sender<Message>);

impl Stop {
    /// The next [`Change`] is [`Change::Stop`].
    pub fn stop(&self) {
        // Nobody watches any more: that is what was wanted.
        let _ = self.0.send(Message::Stop);
    }
}

impl Watch {
    /// Begins to watch the portal below `root`.
    ///
    /// # Errors
    ///
    /// Where there is no portal, or the system cannot watch it.
    pub fn new(root: &Path) -> Result<Self> {
        let root = discover::portal(root)?;
        let (sender, messages) = channel();
        let inside = Arc::new(RwLock::new(vec![root.clone()]));
        let (events, known) = (sender.clone(), inside.clone());
        let handle = move |event: notify::Result<notify::Event>| {
            let known = known.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(message) = message(event, &known) {
                let _ = events.send(message);
            }
        };
        // Links are not followed by `discover` either, but to files that it reads again.
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(handle, config)
            .context("this system cannot tell what changes on the disk")?;
        watcher
            .watch(&root, RecursiveMode::Recursive)
            .map_err(explained)
            .with_context(|| format!("cannot watch `{}`", root.display()))?;
        Ok(Self {
            root,
            others: Vec::new(),
            inside,
            watcher,
            sender,
            messages,
            settles: false,
            polls: Polls::No,
        })
    }

    /// Watches all of `folders` and no other: the portal's own is the first of them.
    ///
    /// # Errors
    ///
    /// Where the system cannot watch one of them.
    pub fn follow(&mut self, folders: Vec<PathBuf>) -> Result<()> {
        let others = folders.get(1..).unwrap_or_default();
        if others == self.others {
            return Ok(());
        }
        for gone in self.others.iter().filter(|folder| !others.contains(folder)) {
            let _ = self.watcher.unwatch(gone);
        }
        for new in others.iter().filter(|folder| !self.others.contains(folder)) {
            (self.watcher.watch(new, RecursiveMode::Recursive))
                .map_err(explained)
                .with_context(|| format!("cannot watch `{}`", new.display()))?;
        }
        self.others = others.to_owned();
        let mut inside = self.inside.write().unwrap_or_else(PoisonError::into_inner);
        *inside = folders;
        Ok(())
    }

    /// What ends this watch.
    pub fn stop(&self) -> Stop {
        Stop(self.sender.clone())
    }

    /// Watches the folders anew: one was gone, and with it what the system knew.
    ///
    /// # Errors
    ///
    /// Where the system cannot watch one of them, perhaps because it is not there yet.
    pub fn renew(&mut self) -> Result<()> {
        for folder in std::iter::once(&self.root).chain(&self.others) {
            // The system may have forgotten it by itself.
            let _ = self.watcher.unwatch(folder);
            (self.watcher.watch(folder, RecursiveMode::Recursive))
                .map_err(explained)
                .with_context(|| format!("cannot watch `{}`", folder.display()))?;
        }
        self.polls = Polls::No;
        Ok(())
    }

    /// Waits until something changes and then is quiet, or until `patience` ends.
    pub fn next(&mut self, patience: Duration) -> Change {
        let patience = match self.settles {
            true => patience.min(SETTLE),
            false => patience,
        };
        if let Polls::Next = self.polls {
            self.polls = Polls::At(Instant::now() + POLL);
        }
        let patience = match self.polls {
            Polls::At(due) => patience.min(due.saturating_duration_since(Instant::now())),
            Polls::No | Polls::Next => patience,
        };
        let is_due = |polls| matches!(polls, Polls::At(due) if due <= Instant::now());
        let first = match self.messages.recv_timeout(patience) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) if self.settles => {
                self.settles = false;
                return Change::Anything;
            }
            Err(RecvTimeoutError::Timeout) if is_due(self.polls) => {
                self.polls = Polls::Next;
                return Change::Anything;
            }
            Err(RecvTimeoutError::Timeout) => return Change::Nothing,
            Err(RecvTimeoutError::Disconnected) => return Change::Stop,
        };
        let heard = Heard::until_quiet(first, &self.messages, MOST);
        if heard.stop {
            return Change::Stop;
        }
        if heard.unwatched && matches!(self.polls, Polls::No) {
            self.polls = Polls::Next;
            // What came meanwhile is read right after it is told.
            self.settles = true;
            return Change::Unwatched;
        }
        match heard.lost {
            true => Change::Anything,
            false => {
                self.settles |= heard.paths.iter().any(|path| path.is_dir());
                Change::Paths(heard.paths)
            }
        }
    }
}

/// What messages that follow each other closely say together.
#[derive(Default)]
struct Heard {
    paths: BTreeSet<PathBuf>,
    /// Whether it is not known what changed.
    lost: bool,
    unwatched: bool,
    stop: bool,
}

impl Heard {
    /// From `first` on, until no more comes or it is `most` since; what comes later stays where it is.
    fn until_quiet(first: Message, messages: &Receiver<Message>, most: Duration) -> Self {
        let begun = Instant::now();
        let mut heard = Self::default();
        heard.hear(first);
        while !heard.stop && begun.elapsed() <= most {
            let is_gone = |path: &PathBuf| path.symlink_metadata().is_err();
            let quiet = match heard.lost {
                // Reading all may itself be more than the system can tell of.
                true => SETTLE,
                false => QUIET,
            };
            let mut next = messages.recv_timeout(quiet).ok();
            if next.is_none() && begun.elapsed() < RETURN && heard.paths.iter().any(is_gone) {
                next = messages.recv_timeout(RETURN).ok();
            }
            let Some(next) = next else { break };
            heard.hear(next);
        }
        heard
    }

    fn hear(&mut self, message: Message) {
        match message {
            Message::Paths(more) => self.paths.extend(more),
            Message::Lost => self.lost = true,
            Message::Unwatched => (self.lost, self.unwatched) = (true, true),
            Message::Stop => self.stop = true,
        }
    }
}

/// What is worth hearing of an event.
fn message(event: notify::Result<notify::Event>, folders: &[PathBuf]) -> Option<Message> {
    let event = match event {
        Ok(event) => event,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
            return Some(Message::Unwatched);
        }
        Err(_) => return Some(Message::Lost),
    };
    if event.need_rescan() {
        return Some(Message::Lost);
    }
    let told = match event.kind {
        // Whoever reads a file, as this program does, changes nothing.
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(kind)) => kind != MetadataKind::AccessTime,
        _ => true,
    };
    if !told {
        return None;
    }
    let paths: Vec<PathBuf> = (event.paths.into_iter())
        .filter(|path| {
            let folder = folders.iter().find(|folder| path.starts_with(folder));
            let folder = folder.or(folders.first());
            !folder.is_some_and(|folder| discover::is_hidden(folder, path))
        })
        .collect();
    (!paths.is_empty()).then_some(Message::Paths(paths))
}

/// With a way out where there is one.
fn explained(error: notify::Error) -> anyhow::Error {
    match error.kind {
        ErrorKind::MaxFilesWatch => anyhow::anyhow!("{UNWATCHED}\nhint: {UNWATCHED_HINT}"),
        _ => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_change_without_end_are_all_heard_of_and_so_is_the_end() {
        let (sender, messages) = channel();
        let names = ["a.md", "b.md", "c.md", "d.md"];
        for name in names {
            sender.send(Message::Paths(vec![name.into()])).unwrap();
        }
        sender.send(Message::Stop).unwrap();
        let mut paths = BTreeSet::new();
        let mut stop = false;
        while let Ok(first) = messages.try_recv() {
            // Each look is over at once, as after two seconds of changes.
            let heard = Heard::until_quiet(first, &messages, Duration::ZERO);
            paths.extend(heard.paths);
            stop |= heard.stop;
        }
        assert_eq!(paths, names.map(PathBuf::from).into());
        assert!(stop);
    }
}
