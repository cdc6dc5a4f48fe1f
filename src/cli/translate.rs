//! `supportal translate`: what there is in other languages, and the way there and back.

mod accept;
mod begin;
mod export;
mod filling;
pub(super) mod front;
mod hashes;
mod import;
mod page;
mod status;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};

use super::{Global, Status, portal, report};
use crate::model::segment::text_starts;
use crate::model::{Document, Layers, RelPath, Site};
use crate::pipeline::{self, Options};

/// See what is translated, begin a translation, accept one that was reviewed, have it done by an office
#[derive(clap::Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Status(status::Arguments),
    New(begin::Arguments),
    Accept(accept::Arguments),
    Export(export::Arguments),
    Import(import::Arguments),
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    match &arguments.command {
        Command::Status(arguments) => status::run(arguments),
        Command::New(arguments) => begin::run(arguments, global),
        Command::Accept(arguments) => accept::run(arguments, global),
        Command::Export(arguments) => export::run(arguments, global),
        Command::Import(arguments) => import::run(arguments, global),
    }
}

/// See [`accept::all`].
pub(super) use accept::all as accept_all;

/// A portal on the disk, read as a whole.
struct Portal {
    root: PathBuf,
    site: Site,
    layers: Arc<Layers>,
}

impl Portal {
    fn read(named: Option<&Path>, drafts: bool) -> Result<Self> {
        let root = portal::root(named)?;
        let snapshot = portal::snapshot(&root, None)?;
        let options = Options {
            drafts,
            ..Options::default()
        };
        let site = pipeline::site(&snapshot, &options).value;
        let layers = snapshot.layers;
        Ok(Self { root, site, layers })
    }

    /// The document of a file, named from the portal's folder or from here.
    fn document(&self, path: &Path) -> Result<&Arc<Document>> {
        let shown = path.display();
        let find = |path: &Path| {
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            RelPath::new(&parts.join("/")).and_then(|path| self.at(&path))
        };
        // The portal's folder may have the name of a language.
        let below = path.strip_prefix(&self.root).ok().and_then(find);
        match below.or_else(|| find(path)) {
            Some(document) => Ok(document),
            None => bail!(
                "no page at `{shown}`\nhint: name it from the folder of the portal, as in `en/articles/refunds.md`"
            ),
        }
    }

    fn at(&self, path: &RelPath) -> Option<&Arc<Document>> {
        let documents = &self.site.documents;
        let found = documents.binary_search_by(|one| one.path.cmp(path));
        found.ok().map(|at| &documents[at])
    }

    /// What a translation was made from.
    fn source(&self, translation: &Document) -> Option<&Arc<Document>> {
        let path = format!("{}/{}", self.site.config.source(), translation.key);
        self.at(&RelPath::new(&path)?)
    }

    /// A page of a portal that this one extends is changed there, for all that extend it: what to say of
    /// that, and what to do.
    fn elsewhere(&self, path: &RelPath) -> Option<(String, String)> {
        let base = self.layers.base(path)?;
        let message = format!("`{path}` is a page of `{base}`, which this portal extends");
        let root = self.root.to_string_lossy().replace('\\', "/");
        let there = match root.as_str() {
            "." => base.to_owned(),
            root => report::within(root, base),
        };
        let hint = format!(
            "name that portal, with `--portal {there}`; or give this one a page of its own"
        );
        Some((message, hint))
    }

    /// Whether the portal's own folder has nothing of a page.
    fn lacks(&self, path: &RelPath) -> bool {
        self.layers.first(path) > 0
    }

    /// Whether a text of a page stands in the portal's own folder.
    fn wrote(&self, document: &Document) -> bool {
        self.layers.first_at(&document.path, &text_starts(document)) == 0
    }

    /// A file of the portal as it is named here: `content/zh-TW/support.md`.
    fn shown(&self, path: &RelPath) -> PathBuf {
        let path = self.root.join(path.as_str());
        path.strip_prefix(".").map_or(path.clone(), Path::to_owned)
    }
}
