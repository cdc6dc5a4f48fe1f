//! What is shown: the files of the last good build, and word of what is wrong.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{Context as _, Result};
use serde::Serialize;
use tokio::sync::watch;

use crate::model::diagnostic::Severity;
use crate::model::output::{Build, Published};
use crate::model::{Fingerprint, Output, Url};

use super::files;

/// Findings that a page shows; the terminal has them all.
pub const SHOWN: usize = 50;

/// A finding, in words for the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The rule.
    pub code: &'static str,
    /// `content/en/index.md:3:5`.
    pub place: String,
    /// What is so.
    pub message: String,
    /// A way out.
    pub hint: Option<String>,
}

/// The site that is shown. Those who build put it here, those who answer take it from here.
pub struct Site {
    shown: RwLock<Arc<Shown>>,
    state: watch::Sender<Arc<str>>,
    /// In the address of what only pages of this site may ask for.
    pub(super) token: String,
}

/// The files of one build.
#[derive(Default)]
pub(super) struct Shown {
    /// Sorted by address.
    outputs: Vec<Arc<Output>>,
    /// The search index before this one, sorted by address: a page that is open asks for its files until
    /// it has heard of the change.
    former_index: Vec<Arc<Output>>,
    /// The policy that every answer carries.
    pub(super) policy: String,
    /// Where the site stands at its host: links of the page for missing addresses begin there.
    folder: String,
    /// Whether that host has pages without `.html`: so a search engine knows them.
    drops_html: bool,
    /// Why pages are shown that would not be published, by address.
    withheld: HashMap<Url, Arc<str>>,
    /// Grows when anything that is shown changes; 0 before there is anything.
    pub(super) generation: u64,
    /// Pictures and films that are others under the same address than when the preview began: with which generation
    /// each became what it is, by address.
    pub(super) renewed: BTreeMap<String, u64>,
    /// Whether the build had no error.
    is_good: bool,
}

/// What the script in every page is told.
#[derive(Serialize)]
struct State<'a> {
    generation: u64,
    /// Whether what is shown is older than what is written.
    stale: bool,
    total: usize,
    findings: &'a [Finding],
    /// The page that was just edited, where pages are to follow.
    follow: Option<String>,
}

impl Site {
    /// Shows nothing yet.
    ///
    /// # Errors
    ///
    /// Where the system has no random numbers.
    pub fn new() -> Result<Self> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).context("the system has no random numbers")?;
        Ok(Self {
            shown: RwLock::default(),
            state: watch::Sender::new("".into()),
            token: Fingerprint::of(&random).to_string(),
        })
    }

    /// Shows `build` where it has no error, or where nothing without errors was shown before. Whether it
    /// is shown now is for [`Site::tell`].
    pub fn publish(&self, build: &Build) -> bool {
        let mut found = build.diagnostics.iter();
        let is_good = found.all(|one| one.severity != Severity::Error);
        let before = self.shown();
        let shows = is_good || !before.is_good;
        if shows {
            let mut shown = Shown::new(build, is_good);
            shown.generation = before.generation + u64::from(shown.differs(&before));
            shown.renewed = shown.renewed_since(&before);
            shown.former_index = before.index_without(&shown);
            *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shown);
        }
        shows
    }

    /// Tells the open pages what was found, the first of `total` findings, whether what they show is older than what is written, and
    /// which page to go to.
    pub fn tell(&self, stale: bool, (findings, total): (&[Finding], usize), follow: Option<&Url>) {
        let state = State {
            generation: self.shown().generation,
            stale,
            total,
            findings,
            follow: follow.map(|url| format!("/{}", url.encoded())),
        };
        let state = serde_json::to_string(&state).unwrap_or_default();
        self.state.send_replace(state.into());
    }

    /// What is shown now.
    pub(super) fn shown(&self) -> Arc<Shown> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        shown.clone()
    }

    /// What pages are told, now and whenever it changes.
    pub(super) fn states(&self) -> watch::Receiver<Arc<str>> {
        let mut states = self.state.subscribe();
        states.mark_changed();
        states
    }
}

impl Shown {
    fn new(build: &Build, is_good: bool) -> Self {
        let withheld = |page: &Published| Some((page.url.clone(), page.withheld.clone()?));
        Self {
            outputs: build.outputs.clone(),
            former_index: Vec::new(),
            policy: build.policy.clone(),
            folder: build.folder.clone(),
            drops_html: build.config.drops_html(),
            withheld: build.pages.iter().filter_map(withheld).collect(),
            generation: 0,
            renewed: BTreeMap::new(),
            is_good,
        }
    }

    /// The files of the index that `next` has no longer; those of the index before where it has them all.
    fn index_without(&self, next: &Self) -> Vec<Arc<Output>> {
        let folders = self
            .outputs
            .chunk_by(|a, b| a.url.folder() == b.url.folder());
        let gone = folders.filter(|folder| {
            let first = folder.first();
            first.is_some_and(|file| {
                file.is_of_generation() && find(&next.outputs, file.url.as_str()).is_none()
            })
        });
        let gone: Vec<_> = gone.flatten().cloned().collect();
        match gone.is_empty() {
            true => self.former_index.clone(),
            false => gone,
        }
    }

    fn renewed_since(&self, before: &Self) -> BTreeMap<String, u64> {
        let mut renewed = before.renewed.clone();
        if self.generation == before.generation {
            return renewed;
        }
        for file in &self.outputs {
            let is_other =
                |old: &Arc<Output>| !Arc::ptr_eq(old, file) && old.fingerprint != file.fingerprint;
            let is_seen = || {
                let kind = files::kind(file.url.as_str());
                let kinds = ["image/", "video/", "audio/", "text/vtt"];
                kinds.iter().any(|begin| kind.starts_with(begin))
            };
            let url = file.url.as_str();
            if find(&before.outputs, url).is_some_and(is_other) && is_seen() {
                renewed.insert(file.url.encoded(), self.generation);
            }
        }
        renewed
    }

    fn differs(&self, before: &Self) -> bool {
        let mut pairs = self.outputs.iter().zip(&before.outputs);
        self.outputs.len() != before.outputs.len()
            || pairs.any(|(a, b)| {
                // Most files are those of the build before.
                !Arc::ptr_eq(a, b) && (a.fingerprint, &a.url) != (b.fingerprint, &b.url)
            })
            || (&self.policy, &self.folder, self.drops_html)
                != (&before.policy, &before.folder, before.drops_html)
            || self.withheld != before.withheld
    }

    /// The file that a browser means by `path`, which is decoded and has no `/` before it. `None` where
    /// none does: then nothing is sent, whatever there is on the disk.
    pub(super) fn file(&self, path: &str) -> Option<&Arc<Output>> {
        let below = path.strip_prefix(self.folder.as_str());
        let below = below.filter(|_| !self.folder.is_empty());
        [Some(path), below].into_iter().flatten().find_map(|path| {
            let index = path.is_empty() || path.ends_with('/');
            let bare = || {
                let is_meant = self.drops_html && !index;
                is_meant.then(|| self.exact(&format!("{path}.html")))?
            };
            let file = self.exact(&format!("{path}{}", if index { "index.html" } else { "" }));
            file.or_else(bare)
        })
    }

    fn exact(&self, url: &str) -> Option<&Arc<Output>> {
        find(&self.outputs, url).or_else(|| find(&self.former_index, url))
    }

    /// Why the page at `url` would not be published, if it would not.
    pub(super) fn withheld(&self, url: &Url) -> Option<&str> {
        self.withheld.get(url).map(|why| &**why)
    }
}

/// Of `files`, which are sorted by address, the one at `url`.
fn find<'a>(files: &'a [Arc<Output>], url: &str) -> Option<&'a Arc<Output>> {
    let found = files.binary_search_by(|file| file.url.as_str().cmp(url));
    files.get(found.ok()?)
}
