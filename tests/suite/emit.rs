//! Writing the output folder: all of it or nothing, and only what is ours.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use supportal::emit::{
    Back, Changes, Disk, MANIFEST, Real, Verified, Withdrawn, rollback, siblings, sync, sync_on,
    verify, withdraw,
};
use supportal::model::output::Build;
use supportal::model::{Output, RelPath, Url};

pub fn build(files: &[(&str, &str)]) -> Build {
    let output = |&(path, text): &(&str, &str)| {
        let url = Url::new(&RelPath::new(path).unwrap());
        Arc::new(Output::new(url, text.as_bytes().to_vec()))
    };
    Build {
        outputs: files.iter().map(output).collect(),
        ..Build::default()
    }
}

/// Every file below `dir` with its text, the manifest left out; `None` where there is no folder.
pub fn tree(dir: &Path) -> Option<BTreeMap<String, String>> {
    fn add(dir: &Path, inside: &str, tree: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(dir).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{inside}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                add(&entry.path(), &format!("{name}/"), tree);
            } else if name != MANIFEST {
                tree.insert(name, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    dir.exists().then(|| {
        let mut tree = BTreeMap::new();
        add(dir, "", &mut tree);
        tree
    })
}

fn check_tree(dir: &Path, expected: &[(&str, &str)]) {
    let expected = expected
        .iter()
        .map(|&(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(tree(dir), Some(expected.collect()));
}

/// Names in a folder, hidden ones too.
pub fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort();
    names
}

/// The same, without the folder beside the site where that holds the last site and nothing else.
fn left(home: &Path) -> Vec<String> {
    let work = home.join(".dist.supportal");
    let mut left = names(home);
    if work.exists() && names(&work) == ["last"] {
        left.retain(|name| name != ".dist.supportal");
    }
    left
}

const OLD: &[(&str, &str)] = &[
    ("a/one.html", "1"),
    ("b/two.html", "2"),
    ("index.html", "home"),
];
const NEW: &[(&str, &str)] = &[
    ("a/one.html", "1"),
    ("c/three.html", "3"),
    ("index.html", "HOME"),
];

#[test]
fn the_folder_holds_what_was_built_and_nothing_beside_it() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("deep/dist");
    let first = sync(&build(OLD), &dir).unwrap();
    check_tree(&dir, OLD);
    assert_eq!(first.added, ["a/one.html", "b/two.html", "index.html"]);
    assert_eq!(first.bytes, 6);

    let second = sync(&build(NEW), &dir).unwrap();
    check_tree(&dir, NEW);
    let expected = Changes {
        added: vec!["c/three.html".into()],
        changed: vec!["index.html".into()],
        removed: vec!["b/two.html".into()],
        unchanged: 1,
        kept: vec![],
        bytes: 5,
        before: second.before.clone(),
    };
    assert_eq!(second, expected);
    assert_eq!(
        left(&home.path().join("deep")),
        ["dist"],
        "nothing but the last site is left beside it"
    );
}

#[test]
fn the_manifest_depends_on_the_site_alone() {
    let home = tempfile::tempdir().unwrap();
    let (one, other) = (home.path().join("one"), home.path().join("other"));
    sync(&build(OLD), &one).unwrap();
    sync(&build(NEW), &one).unwrap();
    sync(&build(NEW), &other).unwrap();
    let manifest = |dir: &Path| fs::read_to_string(dir.join(MANIFEST)).unwrap();
    assert_eq!(manifest(&one), manifest(&other));
    let value: serde_json::Value = serde_json::from_str(&manifest(&one)).unwrap();
    assert_eq!(value["files"]["c/three.html"]["size"], 1);
}

#[cfg(unix)]
#[test]
fn files_that_did_not_change_are_the_same_files() {
    use std::os::unix::fs::MetadataExt as _;

    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    let identity = |path: &str| {
        let metadata = dir.join(path).metadata().unwrap();
        (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
    };
    sync(&build(OLD), &dir).unwrap();
    let (folder, one, index) = (identity(""), identity("a/one.html"), identity("index.html"));

    let changes = sync(&build(OLD), &dir).unwrap();
    assert!(changes.is_empty());
    assert_eq!(
        identity(""),
        folder,
        "a build without a change touches nothing"
    );

    sync(&build(NEW), &dir).unwrap();
    assert_eq!(identity("a/one.html"), one);
    assert_ne!(identity("index.html"), index);
}

#[test]
fn damaged_and_missing_files_are_written_anew() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    sync(&build(OLD), &dir).unwrap();
    fs::write(dir.join("index.html"), "hame").unwrap();
    fs::remove_file(dir.join("a/one.html")).unwrap();
    let changes = sync(&build(OLD), &dir).unwrap();
    assert_eq!(
        (changes.added, changes.changed),
        (vec!["a/one.html".into()], vec!["index.html".into()])
    );
    check_tree(&dir, OLD);
}

#[test]
fn files_of_others_are_carried_over() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    sync(&build(OLD), &dir).unwrap();
    let write = |path: &str, text: &str| {
        fs::create_dir_all(dir.join(path).parent().unwrap()).unwrap();
        fs::write(dir.join(path), text).unwrap();
    };
    write("CNAME", "help.example");
    write(".git/HEAD", "ref");
    write(".git/refs/heads/main", "0");
    write("b/mine.txt", "mine");
    fs::create_dir(dir.join("empty")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("CNAME", dir.join("link")).unwrap();

    let changes = sync(&build(NEW), &dir).unwrap();
    #[cfg(unix)]
    assert_eq!(
        changes.kept,
        [".git", "CNAME", "b/mine.txt", "empty", "link"]
    );
    assert_eq!(changes.removed, ["b/two.html"]);
    let tree = tree(&dir).unwrap();
    assert_eq!(tree[".git/refs/heads/main"], "0");
    assert_eq!(tree["b/mine.txt"], "mine");
    assert!(!tree.contains_key("b/two.html"));
    assert!(dir.join("empty").is_dir());
    #[cfg(unix)]
    assert_eq!(fs::read_link(dir.join("link")).unwrap(), Path::new("CNAME"));
}

#[test]
fn a_file_of_another_is_never_overwritten() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    let check = |foreign: &str, site: &[(&str, &str)], in_the_way: &str| {
        sync(&build(OLD), &dir).unwrap();
        fs::create_dir_all(dir.join(foreign).parent().unwrap()).unwrap();
        fs::write(dir.join(foreign), "theirs").unwrap();
        let before = tree(&dir);
        let error = sync(&build(site), &dir).unwrap_err().to_string();
        assert!(
            error.contains(&format!("{in_the_way}` is in the way")),
            "{error}"
        );
        assert_eq!(tree(&dir), before);
        fs::remove_dir_all(&dir).unwrap();
    };
    check("CNAME", &[("CNAME", "ours")], "dist/CNAME");
    check("faq", &[("faq/a.html", "ours")], "dist/faq");
    check("faq/theirs", &[("faq", "ours")], "dist/faq/theirs");
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    let refused = |expected: &str| {
        let error = format!("{:#}", sync(&build(OLD), &dir).unwrap_err());
        assert!(
            error.contains(expected) && error.contains("\nhint: "),
            "{error}"
        );
        assert_eq!(names(home.path()), ["dist"]);
    };
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join("thesis.txt"), "years of work").unwrap();
    refused("is not empty and was not written by supportal");
    assert_eq!(
        fs::read_to_string(dir.join("thesis.txt")).unwrap(),
        "years of work"
    );

    fs::write(dir.join(MANIFEST), "{\"format\": 99}").unwrap();
    refused("format 99");
    fs::write(dir.join(MANIFEST), "not json").unwrap();
    refused("cannot be understood");

    fs::remove_dir_all(&dir).unwrap();
    fs::write(&dir, "a file").unwrap();
    refused("it is not a folder");

    fs::remove_file(&dir).unwrap();
    fs::create_dir(&dir).unwrap();
    sync(&build(OLD), &dir).unwrap();
    check_tree(&dir, OLD);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_folder_stays_a_link() {
    let home = tempfile::tempdir().unwrap();
    let (real, link) = (home.path().join("real"), home.path().join("link"));
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    sync(&build(OLD), &link).unwrap();
    assert!(link.is_symlink());
    check_tree(&real, OLD);
    fs::remove_dir_all(&real).unwrap();
    let error = sync(&build(OLD), &link).unwrap_err().to_string();
    assert!(error.contains("a link that leads nowhere"), "{error}");
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    let work = home.path().join(".dist.supportal");
    fs::create_dir(&work).unwrap();
    let held = File::create(work.join("lock")).unwrap();
    held.lock().unwrap();
    let error = format!("{:#}", sync(&build(OLD), &dir).unwrap_err());
    assert!(error.contains("another build is writing"), "{error}");
    fs::write(work.join("lock"), "4711\n").unwrap();
    let error = format!("{:#}", sync(&build(OLD), &dir).unwrap_err());
    assert!(
        error.contains("another build, process 4711, is writing"),
        "{error}"
    );
    assert!(!dir.exists());
    drop(held);
    // What is left is that of a killed build.
    fs::create_dir_all(work.join("new/a")).unwrap();
    sync(&build(OLD), &dir).unwrap();
    check_tree(&dir, OLD);
    assert_eq!(names(home.path()), ["dist"]);
}

#[test]
fn a_folder_named_like_ours_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let work = home.path().join(".dist.supportal");
    fs::create_dir(&work).unwrap();
    fs::write(work.join("notes"), "mine").unwrap();
    let error = sync(&build(OLD), &home.path().join("dist"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("is in the way"), "{error}");
    assert_eq!(names(&work), ["notes"]);
}

/// Fails at the n-th call and, once `dead`, at every call after it, as if the process were killed there.
pub struct Faulty {
    pub calls: AtomicUsize,
    fails_at: usize,
    /// What the system says.
    error: i32,
    dead: bool,
    /// Behaves like a system without exchange and hard links.
    poor: bool,
}

impl Faulty {
    pub fn new(fails_at: usize, error: i32, dead: bool, poor: bool) -> Self {
        Self {
            calls: AtomicUsize::new(0),
            fails_at,
            error,
            dead,
            poor,
        }
    }

    fn call(&self) -> io::Result<()> {
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        let fails = call == self.fails_at || (self.dead && call > self.fails_at);
        if fails {
            Err(io::Error::from_raw_os_error(self.error))
        } else {
            Ok(())
        }
    }
}

impl Disk for Faulty {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.call()?;
        Real.create_dir(path)
    }
    fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        self.call()?;
        Real.create_dir_all(path)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.call().inspect_err(|_| {
            // A full disk takes a part.
            let _ = Real.write(path, &bytes[..bytes.len() / 2]);
        })?;
        Real.write(path, bytes)
    }
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        if self.poor {
            return Err(io::ErrorKind::Unsupported.into());
        }
        Real.hard_link(from, to)
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        Real.copy(from, to)
    }
    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        Real.copy_permissions(from, to)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        Real.rename(from, to)
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.call()?;
        if self.poor {
            return Err(io::ErrorKind::Unsupported.into());
        }
        Real.exchange(one, other)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.call()?;
        Real.remove_file(path)
    }
    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.call()?;
        Real.remove_dir(path)
    }
    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        self.call().inspect_err(|_| {
            // Some of it is gone by then, and what says what was there is not.
            for (name, _) in tree(path).unwrap_or_default() {
                let _ = Real.remove_file(&path.join(name));
            }
        })?;
        Real.remove_dir_all(path)
    }
    fn lock(&self, path: &Path) -> io::Result<Option<File>> {
        self.call()?;
        Real.lock(path)
    }
}

/// Lets each call fail in turn, and sees that the folder is the old or the new one, whole, and that the
/// next build mends whatever was left.
fn check_faults(old: Option<&[(&str, &str)]>, error: i32, dead: bool, poor: bool) {
    let mut failed = 0;
    for fails_at in 0.. {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("dist");
        if let Some(old) = old {
            sync(&build(old), &dir).unwrap();
            fs::write(dir.join("CNAME"), "help.example").unwrap();
        }
        let before = tree(&dir);
        let disk = Faulty::new(fails_at, error, dead, poor);
        let result = sync_on(&disk, &build(NEW), &dir);
        let after = tree(&dir);
        let is_new = after
            .as_ref()
            .is_some_and(|tree| tree.get("index.html").is_some_and(|text| text == "HOME"));
        match &result {
            Ok(_) => assert!(is_new, "call {fails_at}"),
            // Between two renames that stand for an exchange there is nothing; the next run puts it back.
            Err(_) if poor && dead && after.is_none() => {}
            Err(_) => assert_eq!(after, before, "call {fails_at}"),
        }
        if is_new {
            let mut expected: BTreeMap<_, _> = NEW
                .iter()
                .map(|&(path, text)| (path.to_owned(), text.to_owned()))
                .collect();
            expected.extend(old.map(|_| ("CNAME".to_owned(), "help.example".to_owned())));
            assert_eq!(after, Some(expected), "call {fails_at}");
        }
        failed += usize::from(result.is_err());
        let calls = disk.calls.load(Ordering::Relaxed);
        sync(&build(NEW), &dir).unwrap();
        assert_eq!(left(home.path()), ["dist"], "call {fails_at}");
        assert_eq!(dir.join("CNAME").exists(), old.is_some(), "call {fails_at}");
        if calls <= fails_at {
            assert!(failed > 8, "the loop saw {failed} failures");
            return;
        }
    }
}

/// ENOSPC, EIO, EACCES, EROFS, EMFILE, EINTR: the same numbers on every Unix.
const ERRORS: [i32; 6] = [28, 5, 13, 30, 24, 4];

#[test]
fn whatever_call_fails_the_folder_is_the_old_or_the_new_one() {
    for error in ERRORS {
        check_faults(Some(OLD), error, false, false);
        check_faults(None, error, false, false);
    }
}

#[test]
fn wherever_a_build_is_killed_the_folder_is_the_old_or_the_new_one() {
    check_faults(Some(OLD), ERRORS[0], true, false);
    check_faults(None, ERRORS[0], true, false);
}

#[test]
fn without_exchange_and_hard_links_the_old_folder_comes_back() {
    check_faults(Some(OLD), ERRORS[0], false, true);
    check_faults(Some(OLD), ERRORS[0], true, true);
}

#[test]
fn the_site_before_comes_back_and_goes_again() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    let none = |dir: &Path| format!("{:#}", rollback(dir).unwrap_err());
    assert!(none(&dir).contains("no site at"), "{}", none(&dir));
    sync(&build(OLD), &dir).unwrap();
    assert!(
        none(&dir).contains("no site to go back to"),
        "{}",
        none(&dir)
    );
    sync(&build(NEW), &dir).unwrap();
    // A build without a change is no step to go back.
    sync(&build(NEW), &dir).unwrap();
    fs::write(dir.join("CNAME"), "help.example").unwrap();
    let with = |files: &[(&'static str, &'static str)]| {
        let mut files = files.to_vec();
        files.push(("CNAME", "help.example"));
        files
    };
    let Back {
        before,
        now,
        harmed,
    } = rollback(&dir).unwrap();
    assert_eq!(harmed, [""; 0]);
    assert!(before.files.contains_key("c/three.html") && now.files.contains_key("b/two.html"));
    check_tree(&dir, &with(OLD));
    rollback(&dir).unwrap();
    check_tree(&dir, &with(NEW));
    rollback(&dir).unwrap();
    check_tree(&dir, &with(OLD));
    // The next build begins at the site that is there.
    let changes = sync(&build(NEW), &dir).unwrap();
    assert_eq!(changes.kept, ["CNAME"]);
    check_tree(&dir, &with(NEW));
    assert_eq!(left(home.path()), ["dist"]);
}

#[test]
fn a_site_is_held_against_its_manifest() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    sync(&build(OLD), &dir).unwrap();
    let sound = Verified {
        sound: 3,
        ..Verified::default()
    };
    assert_eq!(verify(&dir).unwrap(), sound);
    // As long as before, and as old.
    let written = dir
        .join("index.html")
        .metadata()
        .unwrap()
        .modified()
        .unwrap();
    fs::write(dir.join("index.html"), "hame").unwrap();
    let file = File::options()
        .write(true)
        .open(dir.join("index.html"))
        .unwrap();
    file.set_modified(written).unwrap();
    fs::remove_file(dir.join("a/one.html")).unwrap();
    fs::write(dir.join("b/three.html"), "3").unwrap();
    let harmed = Verified {
        sound: 1,
        missing: vec!["a/one.html".into()],
        changed: vec!["index.html".into()],
        foreign: vec!["b/three.html".into()],
    };
    assert_eq!(verify(&dir).unwrap(), harmed);
}

/// What both sites have is one file on the disk.
#[test]
fn going_back_to_a_site_that_was_harmed_says_so() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    let site = |text| build(&[("a.html", text), ("logo.svg", "<svg/>"), ("b.html", text)]);
    sync(&site("1"), &dir).unwrap();
    sync(&site("2"), &dir).unwrap();
    fs::write(dir.join("logo.svg"), "<bad/>").unwrap();
    fs::remove_file(home.path().join(".dist.supportal/last/b.html")).unwrap();
    let back = rollback(&dir).unwrap();
    assert_eq!(back.harmed, ["b.html", "logo.svg"]);
    assert_eq!(fs::read_to_string(dir.join("a.html")).unwrap(), "1");
}

/// Whoever opens a pipe waits until somebody writes into it.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    let pipe = |name: &str| {
        let path = dir.join(name);
        fs::remove_file(&path).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
    };
    sync(&build(OLD), &dir).unwrap();
    pipe("index.html");
    let harmed = Verified {
        sound: 2,
        changed: vec!["index.html".into()],
        ..Verified::default()
    };
    assert_eq!(verify(&dir).unwrap(), harmed);
    sync(&build(OLD), &dir).unwrap();
    check_tree(&dir, OLD);
    pipe(MANIFEST);
    let error = format!("{:#}", verify(&dir).unwrap_err());
    assert!(error.ends_with("this is not a file"), "{error}");
    assert!(sync(&build(OLD), &dir).is_err());
}

/// A build in another process, killed without warning after some time.
#[cfg(unix)]
#[test]
fn a_killed_process_leaves_the_folder_whole() {
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};

    /// Would write for ever, also where the test fails.
    struct Writer(Child);
    impl Drop for Writer {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    const CHILD: &str = "SUPPORTAL_TEST_KILLED";
    let files = |turn: usize| -> Vec<(String, String)> {
        (0..300)
            .map(|file| (format!("{}/{file:03}.html", file % 7), format!("{turn}")))
            .collect()
    };
    let make = |turn: usize| {
        let files = files(turn);
        let pairs: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        build(&pairs)
    };
    if let Some(dir) = std::env::var_os(CHILD) {
        let there = fs::read_to_string(Path::new(&dir).join("0/000.html")).unwrap();
        let next = there.parse::<usize>().unwrap() + 1;
        for turn in next.. {
            sync(&make(turn), Path::new(&dir)).unwrap();
        }
    }
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    sync(&make(0), &dir).unwrap();
    let text = || fs::read_to_string(dir.join("0/000.html")).unwrap();
    for turn in 0..12 {
        let last = text();
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["emit::a_killed_process_leaves_the_folder_whole", "--exact"])
            .env(CHILD, &dir)
            .stdout(Stdio::null())
            .spawn();
        let writer = Writer(child.unwrap());
        // Once it has published something, at any moment of the next builds.
        let begun = Instant::now();
        while text() == last {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "nothing was published"
            );
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(7 * turn));
        drop(writer);
        let tree = tree(&dir).unwrap();
        let texts: std::collections::BTreeSet<&String> = tree.values().collect();
        assert_eq!(
            (tree.len(), texts.len()),
            (300, 1),
            "files of one build, all of them"
        );
    }
    sync(&make(0), &dir).unwrap();
    assert_eq!(left(home.path()), ["dist"]);
}

/// Also where the first build has yet to make the folder of the site.
#[test]
fn nothing_is_written_beside_the_site_that_lies_in_it() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("dist");
    let path = site.join("portal.zip");
    let refused = || {
        let error = supportal::emit::Beside::new(&path, &site).unwrap_err();
        let expected = format!(
            "cannot write `{}`: it is inside `{}`, the folder of the site\nhint: name a file beside it",
            path.display(),
            site.display()
        );
        assert_eq!(error.to_string(), expected);
    };
    refused();
    assert!(!site.exists());
    fs::create_dir(&site).unwrap();
    refused();
    let elsewhere = home.path().join("none/portal.zip");
    let error = supportal::emit::Beside::new(&elsewhere, &site).unwrap_err();
    assert!(
        format!("{error:#}").contains("see that its folder exists"),
        "{error:#}"
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_beside_the_site_at_once() {
    let home = tempfile::tempdir().unwrap();
    let pipe = home.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        return crate::skipped::for_want_of("mkfifo is not installed");
    }
    let link = home.path().join("link");
    std::os::unix::fs::symlink(&pipe, &link).unwrap();
    let site = home.path().join("site");
    for path in [&pipe, &link, &std::path::PathBuf::from("/dev/full")] {
        let error = supportal::emit::Beside::new(path, &site).unwrap_err();
        let expected = format!(
            "cannot write `{}`: it is a pipe or a device\nhint: name a file",
            path.display()
        );
        assert_eq!(error.to_string(), expected);
    }
    // One that comes while the site is built.
    let late = home.path().join("late");
    let beside = supportal::emit::Beside::new(&late, &site).unwrap();
    fs::rename(&pipe, &late).unwrap();
    beside.keep().unwrap();
    assert!(fs::metadata(&late).unwrap().is_file());
}

/// Sites side by side, as brands are built: one that is to go goes whole, and only what can be built again.
#[test]
fn a_site_among_others_is_removed_or_moved_aside() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    assert_eq!(siblings(&out).unwrap(), Vec::<String>::new());
    for name in ["elm", "fir", "oak"] {
        sync(
            &build(&[("a.html", "1"), ("b/c.html", "1")]),
            &out.join(name),
        )
        .unwrap();
        sync(
            &build(&[("a.html", "2"), ("b/c.html", "1")]),
            &out.join(name),
        )
        .unwrap();
    }
    fs::write(out.join("elm/incident.js"), "").unwrap();
    fs::write(out.join("fir/b/CNAME"), "fir.example").unwrap();
    fs::write(out.join("oak").join(MANIFEST), "{").unwrap();
    fs::create_dir_all(out.join("theirs/.git")).unwrap();
    // What an interrupted build left of a site.
    fs::create_dir_all(out.join(".yew.supportal/new/b")).unwrap();
    fs::create_dir_all(out.join(".git.supportal/objects")).unwrap();
    let sites = siblings(&out).unwrap();
    assert_eq!(sites, ["elm", "fir", "oak", "yew"]);
    let moved = |name: &str, expected: &str| match withdraw(&out, name).unwrap() {
        Withdrawn::Aside { to, why } => {
            assert_eq!(to, home.path().join("out.aside").join(expected));
            why
        }
        Withdrawn::Removed => panic!("{name} was removed"),
    };
    assert_eq!(withdraw(&out, "elm").unwrap(), Withdrawn::Removed);
    assert_eq!(withdraw(&out, "yew").unwrap(), Withdrawn::Removed);
    assert_eq!(
        moved("fir", "fir"),
        "supportal did not write `b/CNAME` in it"
    );
    let why = moved("oak", "oak");
    assert!(why.contains("cannot be understood"), "{why}");
    assert_eq!(names(&out), [".git.supportal", "theirs"]);
    check_tree(
        &home.path().join("out.aside/fir"),
        &[
            ("a.html", "2"),
            ("b/CNAME", "fir.example"),
            ("b/c.html", "1"),
        ],
    );
    // Another of the same name takes nobody's place.
    sync(&build(&[("a.html", "3")]), &out.join("fir")).unwrap();
    fs::write(out.join("fir/CNAME"), "").unwrap();
    moved("fir", "fir-2");
}
