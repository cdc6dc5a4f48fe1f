//! The list of the files that a build wrote, kept beside them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use super::scan;
use crate::model::record::{Entry, FACTS, Record};

/// Its name in the output folder.
pub(super) const NAME: &str = ".supportal-manifest.json";

/// Raised when a reader of today could misunderstand it.
const FORMAT: u32 = 1;

/// Bytes of a line without path and title, about.
const LINE: usize = 120;

#[derive(Serialize, Deserialize)]
struct Written {
    format: u32,
    today: String,
    url: Option<String>,
    host: Option<String>,
    files: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// The record of the site in `dir`, and its manifest as it stands there; `None` where it has none.
pub(super) fn read(dir: &Path, shown: &str) -> Result<Option<(Record, String)>> {
    let text =
        scan::text(&dir.join(NAME)).with_context(|| format!("cannot read `{shown}/{NAME}`"))?;
    let Some(text) = text else {
        return Ok(None);
    };
    let mut record = parsed(&text).with_context(|| {
        format!("`{shown}/{NAME}` cannot be understood\nhint: move `{shown}` away, and the site is written anew")
    })?;
    if record.files.contains_key(FACTS) {
        // Missing or damaged, a build writes it anew like any other file; who needs what it says asks for that.
        let facts = scan::text(&dir.join(FACTS)).ok().flatten();
        record.facts = facts.unwrap_or_default();
    }
    Ok(Some((record, text)))
}

/// Understands what [`json`] wrote.
fn parsed(text: &str) -> Result<Record> {
    let Format { format } = serde_json::from_str(text)?;
    if format != FORMAT {
        bail!("it has format {format}, and this supportal knows format {FORMAT}");
    }
    let written: Written = serde_json::from_str(text)?;
    Ok(Record {
        today: written.today,
        url: written.url,
        host: written.host,
        files: written.files,
        facts: String::new(),
    })
}

/// One file a line, so that a comparison of two manifests is a list of what changed.
pub(super) fn json(record: &Record) -> Result<String> {
    // Grown bit by bit, that of a large site would lie in memory twice.
    let lines = record.files.iter();
    let size = lines.map(|(path, entry)| {
        path.len() + LINE + entry.origin.title.as_ref().map_or(0, |title| title.len())
    });
    let mut out = Vec::with_capacity(size.sum());
    out.extend_from_slice(format!("{{\n\"format\": {FORMAT},\n\"today\": ").as_bytes());
    serde_json::to_writer(&mut out, &record.today)?;
    if let Some(url) = &record.url {
        out.extend_from_slice(b",\n\"url\": ");
        serde_json::to_writer(&mut out, url)?;
    }
    if let Some(host) = &record.host {
        out.extend_from_slice(b",\n\"host\": ");
        serde_json::to_writer(&mut out, host)?;
    }
    out.extend_from_slice(b",\n\"files\": {");
    for (index, (path, entry)) in record.files.iter().enumerate() {
        out.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut out, path)?;
        out.extend_from_slice(b": ");
        serde_json::to_writer(&mut out, entry)?;
    }
    out.extend_from_slice(b"\n}\n}\n");
    Ok(String::from_utf8(out)?)
}
