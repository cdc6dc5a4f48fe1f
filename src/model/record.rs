//! What is kept of a built site: enough to tell what the next one changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Output;
use super::incident::INCIDENT;
use super::output::Build;

/// Where a site has its facts as JSON.
pub const FACTS: &str = "support.json";

/// A site, without the content of its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The date that the portal was judged against.
    pub today: String,
    /// The address that the site is meant for, where the portal has one; ends in `/`.
    pub url: Option<String>,
    /// The name of the host that it is meant for, where the portal has one.
    pub host: Option<String>,
    /// By path from the site's root.
    pub files: BTreeMap<String, Entry>,
    /// The content of `support.json`; empty where the site has none.
    pub facts: String,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Bytes.
    pub size: u64,
    /// Of the content.
    pub fingerprint: Box<str>,
    /// What else is known of it.
    #[serde(flatten)]
    pub origin: Origin,
}

/// What a file is, as far as whoever compares two sites has to know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Of a page: its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Box<str>>,
    /// Of a page: the fingerprint of what its authors wrote, but for facts. A page that is shown from
    /// the source language says nothing of its own, and has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Box<str>>,
    /// Of a compressed copy: the fingerprint of the file that it was made from, and of how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<Box<str>>,
}

impl Entry {
    /// Of a file of which nothing else is known.
    pub fn of(output: &Output) -> Self {
        Self {
            size: output.size,
            fingerprint: output.fingerprint.to_string().into(),
            origin: Origin::default(),
        }
    }

    /// Whether both have the same content.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.size, &self.fingerprint) == (other.size, &other.fingerprint)
    }

    /// Whether it is a compressed copy of another file.
    pub fn is_copy(&self) -> bool {
        self.origin.copy_of.is_some()
    }
}

impl Record {
    /// What is to be kept of `build`.
    pub fn of(build: &Build) -> Self {
        // What is wrong right now is no part of what was built.
        let built = build.outputs.iter();
        let built = built.filter(|output| output.url.as_str() != INCIDENT);
        let entries = built.map(|output| {
            let path = output.url.as_str();
            let entry = Entry {
                origin: build.origins.get(path).cloned().unwrap_or_default(),
                ..Entry::of(output)
            };
            (path.to_owned(), entry)
        });
        let facts = build.outputs.iter().find(|file| file.url.as_str() == FACTS);
        let facts = facts.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        Self {
            today: build.today.to_string(),
            url: build.url.clone(),
            host: build
                .config
                .publish
                .as_ref()
                .map(|to| to.host.value.name.to_owned()),
            files: entries.collect(),
            facts: facts.unwrap_or_default(),
        }
    }
}
