//! The list of the files that a build wrote, kept beside them.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

/// Its name in the output folder.
pub(super) const NAME: &str = ".supportal-manifest.json";

/// Raised when a reader of today could misunderstand it.
const FORMAT: u32 = 1;

/// The files of one build.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The date that the portal was judged against.
    pub(super) today: String,
    /// By path from the site's root.
    pub(super) files: BTreeMap<String, Entry>,
}

/// One file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Bytes.
    pub(super) size: u64,
    /// Of the content.
    pub(super) fingerprint: String,
}

#[derive(Serialize, Deserialize)]
struct Written<T> {
    format: u32,
    today: String,
    files: T,
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

impl Manifest {
    /// Understands what [`Manifest::to_json`] wrote.
    pub(super) fn read(text: &str) -> Result<Self> {
        let Format { format } = serde_json::from_str(text)?;
        if format != FORMAT {
            bail!("it has format {format}, and this supportal knows format {FORMAT}");
        }
        let written: Written<BTreeMap<String, Entry>> = serde_json::from_str(text)?;
        Ok(Self {
            today: written.today,
            files: written.files,
        })
    }

    /// One file a line, so that a comparison of two manifests is a list of what changed.
    pub(super) fn to_json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut out = format!(
            "{{\n\"format\": {FORMAT},\n\"today\": {},\n\"files\": {{",
            quoted(&self.today)
        );
        for (index, (path, entry)) in self.files.iter().enumerate() {
            out.push_str(if index == 0 { "\n" } else { ",\n" });
            out.push_str(&format!(
                "{}: {{\"size\": {}, \"fingerprint\": {}}}",
                quoted(path),
                entry.size,
                quoted(&entry.fingerprint)
            ));
        }
        out.push_str("\n}\n}\n");
        out
    }
}
