//! A publish by the binary itself whose calls to the system go wrong, each in turn, and readers while it goes on.
//!
//! `faults.c` stands between the binary and the C library. By default every other call gets one of the errors in turn;
//! `FAULTS=all` gives each call every error and prints the table (`--nocapture`).

#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "what was measured is asked for")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use supportal::emit::sync;
use supportal::model::output::Build;
use supportal::model::{Output as Page, RelPath, Url};

const ERRORS: [(&str, i32); 6] = [
    ("ENOSPC", 28),
    ("EIO", 5),
    ("EACCES", 13),
    ("EROFS", 30),
    ("EMFILE", 24),
    ("EINTR", 4),
];
/// Not an error: the call is done, and the process is killed.
const KILL: (&str, i32) = ("kill -9", 0);

/// The library of `faults.c`, made in `folder`.
pub fn shim(folder: &Path) -> PathBuf {
    let shim = folder.join("faults.so");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&shim)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/faults.c"))
        .arg("-ldl")
        .status();
    assert!(compiled.unwrap().success());
    shim
}

/// A published site of two builds, a third one to publish, and the library that makes it fail.
struct Stage {
    home: tempfile::TempDir,
    shim: PathBuf,
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
}

impl Stage {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let shim = shim(home.path());
        let mut stage = Self {
            home,
            shim,
            old: BTreeMap::new(),
            new: BTreeMap::new(),
        };
        let write = |path: &str, text: &str| {
            let path = stage.home.path().join("portal").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("supportal.yaml", "title: T\nlanguages: [en]\n");
        write("en/articles/a.md", "---\ntitle: A\n---\n\nSome words.\n");
        // Texts of less than 64 KiB wait in memory for others to be written with.
        let long = "Words that lie in a file meanwhile.\n".repeat(2_000);
        write("en/long.md", &format!("---\ntitle: Long\n---\n\n{long}\n"));
        for text in ["First", "Second", "Third"] {
            write(
                "en/index.md",
                &format!("---\ntitle: Home\n---\n\n{text}.\n"),
            );
            write("en/b.md", &format!("---\ntitle: {text}\n---\n\nWords.\n"));
            if text == "Third" {
                write("en/faq/c.md", "---\ntitle: C\n---\n\nWords.\n");
                fs::remove_file(stage.home.path().join("portal/en/articles/a.md")).unwrap();
                let kept = stage.at("kept");
                run(Command::new("cp").arg("-a").arg(stage.at("out")).arg(kept));
            }
            assert!(stage.publish(&[]).status.success());
            if text == "Second" {
                stage.old = tree(&stage.at("out/dist"));
            }
        }
        stage.new = tree(&stage.at("out/dist"));
        stage
    }

    fn at(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    /// Puts the folder back to where it was before the third build.
    fn reset(&self) {
        fs::remove_dir_all(self.at("out")).unwrap();
        run(Command::new("cp")
            .arg("-a")
            .arg(self.at("kept"))
            .arg(self.at("out")));
    }

    fn publish(&self, environment: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_supportal"))
            .env_clear()
            .env("SOURCE_DATE_EPOCH", "1780272000")
            .env("FAULT_BELOW", self.at("out/"))
            .env("TMPDIR", self.at("out"))
            .envs(environment.iter().copied())
            .args(["build", "--quiet", "--threads", "1", "--memory", "0", "-o"])
            .args([self.at("out/dist"), self.at("portal")])
            .output()
            .unwrap()
    }

    /// Publishes with the library in between.
    fn with(&self, environment: &[(&str, &str)]) -> Output {
        let shim = self.shim.to_str().unwrap();
        self.publish(&[&[("LD_PRELOAD", shim)], environment].concat())
    }

    /// The calls of a publish that nothing disturbs, in order.
    fn calls(&self) -> Vec<String> {
        self.reset();
        let log = self.at("log");
        let output = self.with(&[("FAULT_LOG", log.to_str().unwrap())]);
        assert!(output.status.success());
        let log = fs::read_to_string(log).unwrap();
        let name = |line: &str| line.split_once(' ').unwrap().1.to_owned();
        log.lines().map(name).collect()
    }

    /// Which site is there: the old one or the new one, whole. Anything else fails.
    fn published(&self, row: &str) -> &'static str {
        let now = tree(&self.at("out/dist"));
        assert!(
            now == self.old || now == self.new,
            "{row}: {:?}",
            now.keys()
        );
        if now == self.new { "new" } else { "old" }
    }
}

fn run(command: &mut Command) {
    assert!(command.status().unwrap().success());
}

/// Every file below a folder, the manifest among them.
fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(dir).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let name = entry
            .path()
            .strip_prefix(dir)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        (name, fs::read(entry.path()).unwrap())
    };
    files.map(read).collect()
}

#[test]
fn whatever_call_of_the_system_goes_wrong_the_site_is_the_old_or_the_new_one() {
    let stage = Stage::new();
    assert_ne!(stage.old, stage.new);
    let calls = stage.calls();
    assert!(calls.len() > 50, "{calls:?}");
    for call in ["pread64", "pwrite64"] {
        assert!(calls.iter().any(|name| name == call), "{call}: {calls:?}");
    }
    let all = std::env::var("FAULTS").is_ok_and(|which| which == "all");
    let mut table: BTreeMap<(String, &str), BTreeMap<String, usize>> = BTreeMap::new();
    for (number, call) in calls.iter().enumerate() {
        let kinds = ERRORS.iter().chain([&KILL]).enumerate();
        let tried = kinds.filter(|(kind, _)| all || number % 14 == 2 * kind);
        for (_, (error, errno)) in tried {
            let row = format!("call {} ({call}), {error}", number + 1);
            stage.reset();
            let at = (number + 1).to_string();
            let output = stage.with(&[("FAULT_AT", &at), ("FAULT_ERRNO", &errno.to_string())]);
            let ended = match (output.status.code(), output.status.signal()) {
                (Some(0), _) => "0",
                (Some(2), _) => "2",
                (_, Some(9)) if *errno == 0 => "killed",
                _ => panic!("{row}: {output:?}"),
            };
            let published = stage.published(&row);
            assert!(
                ended != "0" || published == "new",
                "{row}: it says that it published"
            );
            // Whoever is told of a failure is told what failed.
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(ended != "2" || said.contains("error: "), "{row}: {said}");
            if published == "old" {
                assert!(stage.publish(&[]).status.success(), "{row}: the next build");
                assert_eq!(stage.published(&row), "new", "{row}: after the next build");
            }
            let outcomes = table.entry((call.clone(), *error)).or_default();
            *outcomes
                .entry(format!("exit {ended}, {published} site"))
                .or_default() += 1;
        }
    }
    if all {
        for ((call, error), outcomes) in table {
            println!("| {call} | {error} | {outcomes:?} |");
        }
    }
}

/// A translation lost its end where the disk was full.
#[test]
fn whatever_call_of_the_system_goes_wrong_a_page_is_the_old_or_the_new_one() {
    let stage = Stage::new();
    let (old, words) = ("---\ntitle: Home\n---\n\n", "Worte. ".repeat(600));
    let page = stage.at("two/de/index.md");
    for (path, text) in [
        ("supportal.yaml", "title: T\nlanguages: [en, de]\n"),
        ("en/index.md", "---\ntitle: Home\n---\n\nText.\n"),
    ] {
        let path = stage.at("two").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::create_dir_all(page.parent().unwrap()).unwrap();
    let old = format!("{old}{words}\nLast line.\n");
    let accept = |environment: &[(&str, &str)]| {
        fs::write(&page, &old).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .env_clear()
            .env("FAULT_BELOW", stage.at("two/"))
            .env("LD_PRELOAD", &stage.shim)
            .envs(environment.iter().copied())
            .args(["translate", "accept", "de/index.md", "--portal"])
            .arg(stage.at("two"))
            .output()
            .unwrap();
        (output, fs::read_to_string(&page).unwrap())
    };
    let log = stage.at("accepted");
    let (output, new) = accept(&[("FAULT_LOG", log.to_str().unwrap())]);
    assert!(output.status.success(), "{output:?}");
    assert!(new.contains("source_hash") && new.ends_with("Last line.\n"));
    let calls = fs::read_to_string(log).unwrap();
    assert!(calls.lines().count() > 3, "{calls}");
    for (number, call) in calls.lines().enumerate() {
        for (error, errno) in ERRORS.iter().chain([&KILL]) {
            let row = format!("{call}, {error}");
            let (at, errno) = ((number + 1).to_string(), errno.to_string());
            let (output, now) = accept(&[("FAULT_AT", &at), ("FAULT_ERRNO", &errno)]);
            assert!(now == old || now == new, "{row}: {now:?}");
            assert!(!output.status.success() || now == new, "{row}: {output:?}");
        }
    }
    let (output, now) = accept(&[("FAULT_SHORT", "1")]);
    assert!(output.status.success() && now == new, "{output:?}");
}

#[test]
fn writes_that_take_a_part_make_the_same_site() {
    let stage = Stage::new();
    stage.reset();
    let output = stage.with(&[("FAULT_SHORT", "1")]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(stage.published("short writes"), "new");
}

/// `READERS=1000` publishes so often.
#[test]
fn readers_see_whole_pages_and_their_links_while_sites_are_published() {
    let publishes = std::env::var("READERS").map_or(100, |many| many.parse().unwrap());
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    let make = |turn: usize| {
        let page = |name: String, links: &str| {
            let text = format!("{turn}\n{links}{}\n{turn}", "words ".repeat(3_000));
            Page::new(Url::new(&RelPath::new(&name).unwrap()), text.into_bytes()).into()
        };
        let others = (0..20).map(|number| page(format!("{number}/page.html"), ""));
        let links: String = (0..20)
            .map(|number| format!("{number}/page.html\n"))
            .collect();
        Build {
            outputs: others
                .chain([page("index.html".to_owned(), &links)])
                .collect(),
            ..Build::default()
        }
    };
    sync(&make(0), &dir).unwrap();
    let (done, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    let turn = |text: &str, path: &Path| {
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines.first(),
            lines.last(),
            "{} is not whole",
            path.display()
        );
        lines[0].parse::<usize>().unwrap()
    };
    let read = |path: PathBuf| {
        reads.fetch_add(1, Ordering::Relaxed);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{error}: {path:?}"));
        (turn(&text, &path), text)
    };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let (mut last, home) = read(dir.join("index.html"));
                    for link in home.lines().filter(|line| line.ends_with(".html")) {
                        let (now, _) = read(dir.join(link));
                        assert!(now >= last, "{link} is of {now}, after a page of {last}");
                        last = now;
                    }
                    // Two cores are for the writer, too.
                    thread::sleep(Duration::from_millis(1));
                }
            });
        }
        let published = (1..=publishes).try_for_each(|turn| sync(&make(turn), &dir).map(drop));
        done.store(true, Ordering::Relaxed);
        published.unwrap();
    });
    let reads = reads.into_inner();
    assert!(reads > publishes, "{reads} reads");
    println!("{publishes} publishes, {reads} reads");
}
