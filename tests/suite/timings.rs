//! What `build --timings` says.

use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

use crate::portal::Portal;

/// Builds the portal in `folder` into `out`; what is printed.
fn build(folder: &Path, out: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .current_dir(folder)
        .args(["build", ".", "--quiet", "-o", out])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn every_stage_is_told_and_the_site_is_the_same() {
    let mut portal = Portal::new().page("en/index.md", "Home.");
    for page in 0..40 {
        portal = portal.page(&format!("en/{page}.md"), "[Home](index.md) has words.");
    }
    let folder = portal.on_disk();
    let told = build(folder.path(), "measured", &["--timings"]);
    assert_eq!(build(folder.path(), "plain", &[]), "");

    let lines: Vec<Vec<&str>> = told
        .lines()
        .filter(|line| line.contains(" ms "))
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .collect()
        })
        .collect();
    let stages: Vec<&str> = lines.iter().map(|line| line[0]).collect();
    let expected = [
        "reading",
        "theme",
        "parsing",
        "addresses and links",
        "rules",
        "menus",
        "words of pages",
        "search index",
        "writing",
        "views",
        "pages",
        "pages as Markdown",
        "other files",
        "all",
    ];
    assert_eq!(stages, expected, "{told}");
    let time = |line: &[&str]| line[1].trim_end_matches(" ms").parse::<f64>().unwrap();
    let (all, stages) = lines.split_last().unwrap();
    let sum: f64 = stages.iter().map(|stage| time(stage)).sum();
    // Each is told to a tenth.
    assert!(sum > 0.0 && (sum - time(all)).abs() < 1.0, "{told}");

    let files = |out: &str| {
        let root = folder.path().join(out);
        let entries = WalkDir::new(&root).sort_by_file_name().into_iter();
        let files = entries
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file());
        let named = |entry: walkdir::DirEntry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_owned();
            (path, std::fs::read(entry.path()).unwrap())
        };
        files.map(named).collect::<Vec<_>>()
    };
    assert!(files("plain").len() > 80);
    assert!(files("measured") == files("plain"));
}
