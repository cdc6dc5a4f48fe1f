//! Files of the site, made but not yet written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::audit::Audit;
use super::record::Origin;
use super::{Config, Diagnostic, Fingerprint, Long, RelPath, Url};
use crate::calendar::Date;

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Where it stands, from the site's root; also its name below the output folder.
    pub url: Url,
    /// Its content, as it was made: a slice behind the pointer would be a copy of all that a build writes.
    /// Empty once a [`Sink`] has it.
    pub bytes: Arc<Vec<u8>>,
    /// Bytes of the content.
    pub size: u64,
    /// Of the content.
    pub fingerprint: Fingerprint,
}

impl Output {
    /// A file of `bytes` at `url`. The fingerprint is taken here, by the thread that has just made them.
    pub fn new(url: Url, bytes: impl Into<Arc<Vec<u8>>>) -> Self {
        let bytes = bytes.into();
        Self {
            url,
            fingerprint: Fingerprint::of(&bytes),
            size: bytes.len() as u64,
            bytes,
        }
    }

    /// What is known of it, without its content.
    pub fn without_content(&self) -> Self {
        Self {
            url: self.url.clone(),
            bytes: Arc::default(),
            ..*self
        }
    }

    /// Whether it is a file of a search index that is named by the index's content:
    /// `zh-TW/search/03c1a2b4d5/t7.js`. The next index has its files under another name.
    pub fn is_of_generation(&self) -> bool {
        let index = self.url.folder().rsplit_once("search/");
        index.is_some_and(|(before, name)| {
            let is_hash = name.len() == 10 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hash && (before.is_empty() || before.ends_with('/'))
        })
    }
}

/// A file that is made and whose turn to be written comes later.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// See [`Output::url`].
    pub url: Url,
    /// Its content.
    pub content: Long,
    /// See [`Output::fingerprint`].
    pub fingerprint: Fingerprint,
}

impl Waiting {
    /// A file of `bytes`, whose address is still to be known.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self {
            url: Url::default(),
            fingerprint: Fingerprint::of(&bytes),
            content: bytes.into(),
        }
    }

    /// Now that it is its turn.
    pub fn output(self) -> Output {
        Output {
            url: self.url,
            size: self.content.len() as u64,
            bytes: Arc::new(self.content.into_bytes()),
            fingerprint: self.fingerprint,
        }
    }
}

/// Takes files as they are made, so that no build holds all of them.
pub trait Sink: Sync {
    /// Takes a file. Of two at one address, the first counts.
    fn take(&self, file: &Output);
}

/// All that one run of the pipeline made.
#[derive(Clone, Debug, Default)]
pub struct Build {
    /// The files, sorted by URL, each once.
    pub outputs: Vec<Arc<Output>>,
    /// Every finding, sorted by file and place, with `levels:` and `allow:` already applied.
    pub diagnostics: Vec<Diagnostic>,
    /// The description of support, held against its profile.
    pub audit: Audit,
    /// The pages, in the order of the site: by address, and a fallback under each of its own.
    pub pages: Vec<Published>,
    /// The content security policy of every answer, as the value of a header.
    pub policy: String,
    /// The folder of the site at the host that `url:` names, not escaped: `help/center/`; empty for its root.
    pub folder: String,
    /// What the summary tells.
    pub summary: Summary,
    /// What supportal.yaml says: what is made of the files afterwards is the host's matter, too.
    pub config: Arc<Config>,
    /// The date the portal was judged against.
    pub today: Date,
    /// The address that the site is meant for, where the portal has one; ends in `/`.
    pub url: Option<String>,
    /// What is known of files beside their content, by their path.
    pub origins: BTreeMap<String, Origin>,
}

impl Build {
    /// Whether the file at `path` is a compressed copy of another.
    pub fn is_copy(&self, path: &str) -> bool {
        let origin = self.origins.get(path);
        origin.is_some_and(|origin| origin.copy_of.is_some())
    }
}

/// A page of the site, for whoever looks at it while it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The file it is made from.
    pub path: RelPath,
    /// Where it stands.
    pub url: Url,
    /// Why it is shown only because drafts are: `it is a draft`.
    pub withheld: Option<Arc<str>>,
}

/// Figures of a build, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages by language, then by kind, in the order of supportal.yaml and of kinds.
    pub pages: Vec<(super::Locale, Vec<(super::Kind, usize)>)>,
    /// Pages shown from the source language for want of a translation.
    pub fallbacks: usize,
    /// Bytes of everything.
    pub bytes: u64,
    /// Bytes of the search index, all languages.
    pub search_bytes: u64,
    /// Compressed copies beside the files.
    pub copies: Copies,
}

/// Figures of compressed copies, for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// How many there are.
    pub files: usize,
    /// Bytes of all of them.
    pub bytes: u64,
    /// How many were not taken over from the last build.
    pub fresh: usize,
}
