//! When the files of a portal last changed, as its Git history says: for `lastmod: git` of supportal.yaml
//! alone, since a copy without its history would give other bytes.
//!
//! Git is asked three times, whatever the number of pages. A date that cannot be known is left out: that
//! of a file with changes that are not committed, and every date where the history is missing or cut.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::process::Command;

use super::beforehand::value;
use crate::calendar::Date;
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
            let path = RelPath::config();
            let finding = Diagnostic::warning(CODE, &path, Span::default(), message);
            snapshot.diagnostics.push(finding.with_hint(hint));
        }
    }
}

/// The dates, or what keeps Git from telling them and what to do.
fn dates(root: &Path) -> Result<BTreeMap<RelPath, Date>, (String, String)> {
    let ask = |arguments: &[&str]| {
        git(root, arguments).map_err(|said| {
            let (message, way) = (
                "no Git history tells when pages changed",
                "build in a clone of the portal, with `git` installed, or remove `lastmod: git`",
            );
            match said {
                Some(said) => (format!("{message}; Git says: {said}"), way.to_owned()),
                None => (message.to_owned(), way.to_owned()),
            }
        })
    };
    let shallow = ask(&["rev-parse", "--is-shallow-repository"])?;
    if shallow.trim_ascii() == b"true" {
        return Err((
            "the Git history is cut off, so that it does not tell when pages changed".to_owned(),
            "fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` where CI clones"
                .to_owned(),
        ));
    }
    let changed = ask(&["diff", "--name-only", "--relative", "-z", "HEAD", "--", "."])?;
    let changed: HashSet<&str> = words(&changed).collect();
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
    let log = ask(&log)?;
    let mut dates = BTreeMap::new();
    let mut date = None;
    for word in words(&log).map(|word| word.trim_start_matches('\n')) {
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

/// What Git gives out, word by word. A name that is no text is no page's.
fn words(given: &[u8]) -> impl Iterator<Item = &str> {
    let words = given.split(|&byte| byte == 0);
    words.filter_map(|word| std::str::from_utf8(word).ok())
}

/// What Git gives out; else the first line of what it complains of, where it could be asked.
fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, Option<String>> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments);
    let output = command.output().map_err(|_| None)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().map(str::trim).find(|line| !line.is_empty());
    Err(said.map(|line| line.trim_start_matches("fatal: ").to_owned()))
}
