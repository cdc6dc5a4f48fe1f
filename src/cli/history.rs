//! When the files of a portal last changed, as its Git history says: for `lastmod: git` of supportal.yaml
//! alone, since a copy without its history would give other bytes.
//!
//! Git is asked three times, whatever the number of pages. A date that cannot be known is left out: that
//! of a file with changes that are not committed, and every date where the history is missing or cut.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::process::Command;

use super::portal::value;
use crate::calendar::Date;
use crate::discover::CONFIG;
use crate::model::{Diagnostic, RelPath, Snapshot, Span};
use crate::overlay::Asked;

const CODE: &str = "PUB-LASTMOD";

/// What adds the dates to a snapshot of a folder, where the portal below `root` asks for them.
pub(super) fn asked(root: &Path) -> Option<Asked> {
    let git = value(root, "lastmod").as_deref() == Some("git");
    git.then_some(add)
}

fn add(root: &Path, snapshot: &mut Snapshot) {
    match dates(root) {
        Ok(dates) => snapshot.changed = dates,
        Err((message, hint)) => {
            let path = RelPath::new(CONFIG).unwrap_or_default();
            let finding = Diagnostic::warning(CODE, &path, Span::default(), message);
            snapshot
                .diagnostics
                .push(finding.with_hint(hint.to_owned()));
        }
    }
}

fn dates(root: &Path) -> Result<BTreeMap<RelPath, Date>, (&'static str, &'static str)> {
    let missing = (
        "no Git history tells when pages changed",
        "build in a clone of the portal, with `git` installed, or remove `lastmod: git`",
    );
    let shallow = git(root, &["rev-parse", "--is-shallow-repository"]).ok_or(missing)?;
    if shallow.trim() == "true" {
        return Err((
            "the Git history is cut off, so that it does not tell when pages changed",
            "fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` where CI clones",
        ));
    }
    let changed = ["diff", "--name-only", "--relative", "-z", "HEAD", "--", "."];
    let changed = git(root, &changed).ok_or(missing)?;
    let changed: HashSet<&str> = changed.split('\0').collect();
    let log = [
        "log",
        "--format=%x01%cs",
        "--name-only",
        "--no-renames",
        "--relative",
        "-z",
        "--",
        ".",
    ];
    let log = git(root, &log).ok_or(missing)?;
    let mut dates = BTreeMap::new();
    let mut date = None;
    for word in log.split('\0').map(|word| word.trim_start_matches('\n')) {
        // A date, and in the same word the first file of its commit.
        let file = match word.strip_prefix('\u{1}') {
            Some(line) => {
                let (day, file) = line.split_once('\n').unwrap_or((line, ""));
                date = day.parse::<Date>().ok();
                file.trim_start_matches('\n')
            }
            None => word,
        };
        // The newest commit comes first.
        if let (Some(path), Some(date)) = (RelPath::new(file), date)
            && !file.is_empty()
            && !changed.contains(file)
        {
            dates.entry(path).or_insert(date);
        }
    }
    Ok(dates)
}

/// What Git says; `None` where there is none, or no repository.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments);
    let output = command
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}
