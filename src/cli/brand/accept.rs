//! `supportal brand accept`: a page in place of the base's takes account of it as it is.

#![allow(
    clippy::disallowed_methods,
    reason = "rewrites the hashes of pages, which no stage does"
)]

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::super::translate::front;
use super::super::{Global, accepted, portal};
use super::Status;
use crate::model::RelPath;
use crate::parse::front_matter::split;

/// Mark pages as compared with the base's as they are now; nothing else in the files changes
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Pages in place of the base's: `en/articles/billing/refunds.md`
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder of the brand [default: `.` if it has a supportal.yaml, else `content`]
    #[arg(short, long, value_name = "DIR")]
    portal: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let root = portal::root(arguments.portal.as_deref())?;
    let hashes = portal::read(&mut portal::reader(), &root, None)?
        .laid()
        .1
        .hashes;
    // All are read before one is written: a mistake in the third changes none.
    let mut written = Vec::new();
    for path in &arguments.paths {
        let below = path.strip_prefix(&root).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let Some((path, hash)) = RelPath::new(&parts.join("/"))
            .and_then(|path| Some((path.clone(), hashes.get(&path)?)))
        else {
            bail!(
                "no page of the brand stands in place of the base's at `{}`\nhint: `supportal brand status` lists those that do",
                path.display()
            );
        };
        let file = root.join(path.as_str());
        let shown = file.display();
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read `{shown}`"))?;
        let Some(new) = renewed(&path, &text, hash) else {
            bail!(
                "`{shown}` has no front matter\nhint: begin it with a title between two lines of `---`"
            );
        };
        written.push((file, (new != text).then_some(new)));
    }
    accepted::write(&written, global)?;
    Ok(Status::Fine)
}

/// A text with the hash of what it stands in place of. One that is shown in pages may have no front matter, and begins
/// with it then; `None` for a page without.
fn renewed(path: &RelPath, text: &str, hash: &str) -> Option<String> {
    let parts = split(text);
    let value = format!("\"{hash}\"");
    if parts.yaml.is_none() && is_fragment(path) {
        let (mark, rest) = match text.strip_prefix('\u{FEFF}') {
            Some(rest) => ("\u{FEFF}", rest),
            None => ("", text),
        };
        let newline = if rest.contains("\r\n") { "\r\n" } else { "\n" };
        let lines = ["---", &format!("base_hash: {value}"), "---", rest];
        return Some([mark, &lines.join(newline)].concat());
    }
    let yaml = parts.yaml.filter(|_| !parts.unclosed)?;
    let new = front::with_value(&text[yaml.clone()], "base_hash", &value);
    Some([&text[..yaml.start], &new, &text[yaml.end..]].concat())
}

/// Whether a file is a part of pages rather than one itself.
fn is_fragment(path: &RelPath) -> bool {
    path.parent().parts().any(|folder| folder == "includes")
}
