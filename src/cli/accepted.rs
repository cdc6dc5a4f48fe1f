//! What `translate accept` and `brand accept` do alike: files with other hashes in their front matter.

#![allow(
    clippy::disallowed_methods,
    reason = "rewrites the hashes of pages, which no stage does"
)]

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::{Global, say, whole_file};

/// A file, and its new text, if that is another than it has.
pub(super) type Renewed = (PathBuf, Option<String>);

/// Reads `file` and gives it the text that `renewed` makes of it.
///
/// # Errors
///
/// A file that cannot be read, and one for which `renewed` has none, as it has no front matter.
pub(super) fn renew(
    file: PathBuf,
    renewed: impl FnOnce(&str) -> Option<String>,
) -> Result<Renewed> {
    let shown = file.display();
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read `{shown}`"))?;
    let Some(new) = renewed(&text) else {
        bail!(
            "`{shown}` has no front matter\nhint: begin it with a title between two lines of `---`"
        );
    };
    let new = (new != text).then_some(new);
    Ok((file, new))
}

/// Writes the `files` that have a new text, and says of each whether it has.
///
/// # Errors
///
/// A file that cannot be written.
pub(super) fn write(files: &[Renewed], global: Global) -> Result<()> {
    for (file, text) in files {
        let shown = file.display();
        if let Some(text) = text {
            whole_file::replace(file, text)?;
        }
        if !global.quiet {
            let what = match text {
                Some(_) => "accepted",
                None => "unchanged",
            };
            say(&format!("{what} {shown}\n"));
        }
    }
    Ok(())
}
