//! Runs that are killed at any moment, also two of them one after the other: the site is whole, and so is the one
//! before it, to which `rollback` goes back.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;

use supportal::emit::{
    Verified, Withdrawn, rollback, rollback_on, sync, sync_on, verify, withdraw, withdraw_on,
};
use supportal::model::output::Build;

use crate::emit::{Faulty, build, names, tree};

/// Each turn's site has a page of its own, one that every turn writes anew, and one that stays.
fn site(turn: usize) -> Build {
    let (own, text) = (format!("{turn}/own.html"), turn.to_string());
    build(&[
        (&own, "own"),
        ("b/index.html", &text),
        ("same.html", "same"),
    ])
}

/// Whose turn's site stands in `dir`; it must be whole.
fn turn(dir: &Path, row: &str) -> usize {
    let text = fs::read_to_string(dir.join("b/index.html")).unwrap();
    let turn = text.parse().unwrap();
    let sound = Verified {
        sound: 3,
        ..Verified::default()
    };
    assert_eq!(verify(dir).unwrap(), sound, "{row}");
    assert!(dir.join(format!("{turn}/own.html")).exists(), "{row}");
    turn
}

/// What may be killed.
#[derive(Clone, Copy, Debug)]
enum Run {
    /// A build of the turn's site.
    Build(usize),
    Rollback,
}

impl Run {
    /// Runs until the call `dies_at`; whether it came so far.
    fn killed(self, dir: &Path, dies_at: usize, poor: bool) -> bool {
        const FULL: i32 = 28;
        let disk = Faulty::new(dies_at, FULL, true, poor);
        let _ = match self {
            Self::Build(turn) => sync_on(&disk, &site(turn), dir).map(drop),
            Self::Rollback => rollback_on(&disk, dir).map(drop),
        };
        disk.calls.load(Ordering::Relaxed) > dies_at
    }
}

/// The site that is online, and the one before it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sites {
    now: usize,
    before: usize,
}

impl Sites {
    /// What is there after `run`, which was killed.
    fn after(self, run: Run, dir: &Path, row: &str) -> Self {
        // Between two renames that stand for an exchange there is nothing; the next run puts it back.
        let now = match dir.exists() {
            true => turn(dir, row),
            false => self.now,
        };
        if now == self.now {
            return self;
        }
        let expected = match run {
            Run::Build(turn) => turn,
            Run::Rollback => self.before,
        };
        assert_eq!(now, expected, "{row}");
        Self {
            now,
            before: self.now,
        }
    }
}

/// What stands in a folder and in those of it, as far as a run that takes it up can tell.
fn standing(home: &Path) -> Vec<String> {
    let inside = |folder: &str| {
        let there = fs::read_to_string(home.join(folder).join("b/index.html"));
        format!("{folder}: {}", there.unwrap_or_default())
    };
    let work = names(&home.join(".dist.supportal")).into_iter();
    let work = work.map(|name| format!(".dist.supportal/{name}"));
    work.chain(["dist".to_owned()])
        .map(|name| inside(&name))
        .collect()
}

/// Kills `first` at each of its calls and, where that leaves something else than at one before, `second` at each of its
/// own; then both sites must be there.
fn check_killed(first: Run, second: Run, poor: bool) {
    let mut seen = BTreeSet::new();
    for one in 0.. {
        let begin = || {
            let home = tempfile::tempdir().unwrap();
            let dir = home.path().join("dist");
            for turn in [1, 2] {
                sync(&site(turn), &dir).unwrap();
            }
            let comes_so_far = first.killed(&dir, one, poor);
            (home, dir, comes_so_far)
        };
        let (home, _, comes_so_far) = begin();
        let is_new = seen.insert(standing(home.path()));
        for two in (0..).take_while(|_| is_new) {
            let row = format!("{first:?} killed at {one}, {second:?} at {two}, poor: {poor}");
            let (home, dir, _) = begin();
            let sites = Sites { now: 2, before: 1 }.after(first, &dir, &row);
            let goes_on = second.killed(&dir, two, poor);
            let sites = sites.after(second, &dir, &row);
            for expected in [sites.before, sites.now] {
                let back = rollback(&dir).unwrap_or_else(|error| panic!("{row}: {error:#}"));
                assert_eq!(back.harmed, [""; 0], "{row}");
                assert_eq!(turn(&dir, &row), expected, "{row}");
            }
            let work = home.path().join(".dist.supportal");
            assert_eq!(names(home.path()), [".dist.supportal", "dist"], "{row}");
            assert_eq!(names(&work), ["last"], "{row}");
            if !goes_on {
                break;
            }
        }
        if !comes_so_far {
            break;
        }
    }
    assert!(seen.len() > 3, "{seen:?}");
}

#[test]
fn wherever_builds_are_killed_the_site_before_is_kept() {
    for poor in [false, true] {
        check_killed(Run::Build(3), Run::Build(4), poor);
    }
}

#[test]
fn wherever_going_back_is_killed_both_sites_are_kept() {
    for poor in [false, true] {
        check_killed(Run::Build(3), Run::Rollback, poor);
        check_killed(Run::Rollback, Run::Build(3), poor);
        check_killed(Run::Rollback, Run::Rollback, poor);
    }
}

/// Half of a site is none to go back to, should a brand of that name come again.
#[test]
fn wherever_taking_a_site_out_is_killed_what_is_kept_is_whole() {
    for dies_at in 0.. {
        let row = format!("killed at {dies_at}");
        let home = tempfile::tempdir().unwrap();
        let (out, dir) = (home.path().join("out"), home.path().join("out/elm"));
        for turn in [1, 2] {
            sync(&site(turn), &dir).unwrap();
        }
        let disk = Faulty::new(dies_at, 28, true, false);
        let _ = withdraw_on(&disk, &out, "elm");
        let again = home.path().join("again");
        let copied = std::process::Command::new("cp")
            .arg("-a")
            .args([&out, &again])
            .status();
        assert!(copied.unwrap().success());
        assert_eq!(
            withdraw(&again, "elm").unwrap(),
            Withdrawn::Removed,
            "{row}"
        );
        assert_eq!(tree(&again), Some([].into()), "{row}");
        assert_eq!(names(&again), [""; 0], "{row}");
        sync(&site(3), &dir).unwrap();
        if let Ok(back) = rollback(&dir) {
            assert_eq!(back.harmed, [""; 0], "{row}");
            assert!(turn(&dir, &row) < 3, "{row}");
        }
        if disk.calls.load(Ordering::Relaxed) <= dies_at {
            assert!(dies_at > 4, "{row}");
            return;
        }
    }
}
