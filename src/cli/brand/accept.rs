//! `supportal brand accept`: a page in place of the base's takes account of it as it is.

use std::path::PathBuf;

use anyhow::{Result, bail};

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
        written.push(accepted::renew(file, |text| renewed(&path, text, hash))?);
    }
    accepted::write(&written, global)?;
    Ok(Status::Fine)
}

/// A text with the hash of what it stands in place of. One that is shown in pages may have no front matter, and begins
/// with it then; `None` for a page without.
fn renewed(path: &RelPath, text: &str, hash: &str) -> Option<String> {
    let value = format!("\"{hash}\"");
    if split(text).yaml.is_none() && is_fragment(path) {
        let (mark, rest) = match text.strip_prefix('\u{FEFF}') {
            Some(rest) => ("\u{FEFF}", rest),
            None => ("", text),
        };
        let newline = if rest.contains("\r\n") { "\r\n" } else { "\n" };
        let lines = ["---", &format!("base_hash: {value}"), "---", rest];
        return Some([mark, &lines.join(newline)].concat());
    }
    front::in_page(text, |yaml| front::with_value(yaml, "base_hash", &value))
}

/// Whether a file is a part of pages rather than one itself.
fn is_fragment(path: &RelPath) -> bool {
    path.parent().parts().any(|folder| folder == "includes")
}
