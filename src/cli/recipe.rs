//! Recipes for CI: check what is proposed, publish what is merged, build anew every night.

#![allow(
    clippy::disallowed_methods,
    reason = "looks where the repository of a portal begins"
)]

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::whole_file;
use crate::emit::real;

/// Whose CI.
#[derive(clap::ValueEnum, Clone, Copy)]
pub(super) enum Service {
    Github,
    Gitlab,
    Azure,
}

impl Service {
    /// Where it looks for the recipe, from the root of the repository.
    fn file(self) -> &'static str {
        match self {
            Self::Github => ".github/workflows/portal.yml",
            Self::Gitlab => ".gitlab-ci.yml",
            Self::Azure => "azure-pipelines.yml",
        }
    }

    fn text(self, of: Of) -> &'static str {
        match (self, of) {
            (Self::Github, Of::Portal) => include_str!("recipes/github.yml"),
            (Self::Gitlab, Of::Portal) => include_str!("recipes/gitlab.yml"),
            (Self::Azure, Of::Portal) => include_str!("recipes/azure.yml"),
            (Self::Github, Of::Brands) => include_str!("recipes/github-brands.yml"),
            (Self::Gitlab, Of::Brands) => include_str!("recipes/gitlab-brands.yml"),
            (Self::Azure, Of::Brands) => include_str!("recipes/azure-brands.yml"),
        }
    }
}

/// What a recipe is for.
#[derive(Clone, Copy)]
pub(super) enum Of {
    Portal,
    /// A folder of portals.
    Brands,
}

/// A recipe that is not yet written.
pub(super) struct Recipe {
    /// Where it belongs.
    pub(super) path: PathBuf,
    text: String,
}

impl Recipe {
    /// The recipe for what is in `dir`, in the root of the repository that `dir` is in, else in `dir`.
    ///
    /// # Errors
    ///
    /// Where there is such a file already.
    pub(super) fn new(service: Service, of: Of, dir: &Path) -> Result<Self> {
        let portal = real(dir).with_context(|| format!("cannot find `{}`", dir.display()))?;
        let is_root = |folder: &&Path| folder.join(".git").exists();
        let root = portal.ancestors().find(is_root);
        let (path, inside) = match root {
            Some(root) if root != portal => (
                root.join(service.file()),
                portal.strip_prefix(root).unwrap_or(&portal),
            ),
            _ if dir == Path::new(".") => (PathBuf::from(service.file()), dir),
            _ => (dir.join(service.file()), Path::new(".")),
        };
        if path.symlink_metadata().is_ok() {
            bail!(
                "`{}` exists; nothing was written\nhint: move it away, and take over from it what you need",
                path.display()
            );
        }
        let inside = inside.to_string_lossy().replace('\\', "/");
        // YAML reads JSON's strings.
        let inside = serde_json::Value::from(inside).to_string();
        let text = service.text(of);
        let text = text.replacen("PORTAL: .\n", &format!("PORTAL: {inside}\n"), 1);
        Ok(Self { path, text })
    }

    /// Writes it.
    pub(super) fn write(&self) -> Result<()> {
        let otherwise = "move it away, and take over from it what you need";
        whole_file::begin(&self.path, &self.text, otherwise)
    }
}
