//! Tests that cannot run where they are, and say so: what a test that passes prints is not shown.
//!
//! It is said on the standard error itself, and in the list that `SKIPPED_TESTS` names; `tests/run` shows that behind
//! the Rust tests. Where `CI` is set everything is there but what stands beside this repository: any other skip fails.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, thread};

/// Says why a test ends before it has looked at anything, for want of what `tests/run` or the system brings.
#[track_caller]
pub fn for_want_of(what: &str) {
    let is_ci = env::var_os("CI").is_some_and(|ci| !ci.is_empty());
    assert!(!is_ci, "to be skipped where CI is set: {what}");
    say(what);
}

/// A file or folder beside this repository, which a clone of it alone lacks; `None`, and said, where it is not there.
pub fn unless_beside(path: &str) -> Option<PathBuf> {
    let there = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    if there.exists() {
        return Some(there);
    }
    say(&format!("{path} is not beside the repository"));
    None
}

fn say(what: &str) {
    let thread = thread::current();
    let line = format!("skipped {}: {what}\n", thread.name().unwrap_or_default());
    io::stderr().write_all(line.as_bytes()).unwrap();
    if let Some(list) = env::var_os("SKIPPED_TESTS") {
        let list = OpenOptions::new().append(true).create(true).open(list);
        list.unwrap().write_all(line.as_bytes()).unwrap();
    }
}

/// Shown with the suite itself, on a machine without Node.
#[cfg(unix)]
#[test]
fn a_skipped_test_is_told_and_fails_where_nothing_may_be_missing() {
    let test = "search_agrees::words_are_cut_alike_in_every_script";
    let home = tempfile::tempdir().unwrap();
    let list = home.path().join("skipped.txt");
    let run = |ci: &str| {
        let run = std::process::Command::new(env::current_exe().unwrap())
            .args(["--exact", test])
            .env("PATH", home.path())
            .env("CI", ci)
            .env("SKIPPED_TESTS", &list)
            .output()
            .unwrap();
        let said = [run.stdout, run.stderr].concat();
        (run.status.success(), String::from_utf8(said).unwrap())
    };
    let line = format!("skipped {test}: node is not installed\n");
    let (passed, said) = run("");
    assert!(passed && said.contains("1 passed"), "{said}");
    assert!(said.contains(&line), "{said}");
    assert_eq!(std::fs::read_to_string(&list).unwrap(), line);
    let (passed, said) = run("true");
    assert!(!passed && said.contains("1 failed"), "{said}");
    assert!(said.contains("node is not installed"), "{said}");
}
