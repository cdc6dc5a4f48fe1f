//! Compressed copies beside the files of the site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use serde_json::Value;

use crate::portal::{Folder, Portal};

const ALL: &[&str] = &["--precompress", "gzip,br,zstd"];

/// Two pages, a file that cannot be made smaller, and one that looks like a copy.
fn portal() -> Folder {
    let noise: Vec<u8> = (0..4000_u32)
        .flat_map(|number| scattered(number).to_le_bytes())
        .collect();
    Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nurl: https://help.example/\nlanguages: [en]\n",
        )
        .page("en/index.md", "Home.")
        .page("en/articles/a.md", "One word.")
        .file("assets/noise.bin", noise)
        .file("assets/small.txt", "small ".repeat(10))
        .file("assets/table.csv", "a,b,c\n".repeat(1000))
        .file("assets/table.csv.gz", "mine")
        .on_disk()
}

/// Numbers in which no program finds an order.
fn scattered(number: u32) -> u32 {
    (0..4).fold(number.wrapping_add(0x9E37_79B9), |x, _| {
        let x = (x ^ (x >> 16)).wrapping_mul(0x7FEB_352D);
        (x ^ (x >> 15)).wrapping_mul(0x846C_A68B)
    })
}

/// Builds into `dist` below `home`; gives what a person is told and the list of changes.
fn build(folder: &Folder, home: &Path, arguments: &[&str]) -> (String, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1780272000")
        .current_dir(home)
        .args(["build", folder.path().to_str().unwrap(), "--changed", "-"])
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    (said, serde_json::from_slice(&output.stdout).unwrap())
}

/// Every file below `dir` with content and time.
fn files(dir: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    walkdir::WalkDir::new(dir)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(dir).unwrap();
            let time = entry.metadata().unwrap().modified().unwrap();
            let name = path.to_str().unwrap().to_owned();
            (name, (fs::read(entry.path()).unwrap(), time))
        })
        .collect()
}

fn unpacked(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let read = match path.rsplit('.').next().unwrap() {
        "gz" => flate2::read::GzDecoder::new(bytes).read_to_end(&mut out),
        "br" => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut out),
        _ => zstd::Decoder::new(bytes).unwrap().read_to_end(&mut out),
    };
    read.unwrap();
    out
}

fn is_copy(path: &str) -> bool {
    [".gz", ".br", ".zst"]
        .iter()
        .any(|ending| path.ends_with(ending))
        && path != "assets/table.csv.gz"
}

#[test]
fn each_is_the_file_and_smaller() {
    let (folder, home) = (portal(), tempfile::tempdir().unwrap());
    build(&folder, home.path(), ALL);
    let files = files(&home.path().join("dist"));
    let mut of: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, (bytes, _)) in files.iter().filter(|(path, _)| is_copy(path)) {
        let source = path.rsplit_once('.').unwrap().0;
        let original = &files[source].0;
        assert_eq!(&unpacked(path, bytes), original, "{path}");
        assert!(bytes.len() * 10 <= original.len() * 9, "{path}");
        *of.entry(source).or_default() += 1;
    }
    assert_eq!(of["index.html"], 3);
    assert_eq!(of["articles/a.html"], 3);
    assert!(
        !of.contains_key("assets/noise.bin"),
        "it cannot be made smaller"
    );
    assert!(!of.contains_key("assets/small.txt"), "it is small enough");
    // A file of the portal is never replaced.
    assert_eq!(
        (of["assets/table.csv"], &files["assets/table.csv.gz"].0[..]),
        (2, &b"mine"[..])
    );
}

#[test]
fn only_what_changed_is_compressed_again() {
    let (folder, home) = (portal(), tempfile::tempdir().unwrap());
    let dist = home.path().join("dist");
    build(&folder, home.path(), ALL);
    let before = files(&dist);
    let (said, list) = build(&folder, home.path(), ALL);
    assert!(
        said.contains(" 0 of them compressed now\nnothing changed\n"),
        "{said}"
    );
    assert_eq!(list["changed"].as_array().unwrap().len(), 0);

    folder.write(
        "en/articles/a.md",
        "---\ntitle: en/articles/a.md\ndescription: About en/articles/a.md.\n---\n\nOther word.\n",
    );
    let (said, list) = build(&folder, home.path(), ALL);
    let after = files(&dist);
    let kept = after.iter().filter(|(path, (bytes, _))| {
        is_copy(path) && before.get(*path).is_some_and(|(old, _)| old == bytes)
    });
    let kept: Vec<_> = kept.collect();
    for (path, (_, time)) in &kept {
        assert_eq!(*time, before[*path].1, "{path}");
    }
    let copies = after.keys().filter(|path| is_copy(path)).count();
    let fresh = copies - kept.len();
    assert!(fresh >= 3 && fresh < copies, "{fresh} of {copies}");
    assert!(
        said.contains(&format!("; {fresh} of them compressed now\n")),
        "{fresh}: {said}"
    );
    let changed: BTreeSet<&str> = (list["changed"].as_array().unwrap().iter())
        .map(|path| path.as_str().unwrap())
        .collect();
    for ending in ["", ".gz", ".br", ".zst"] {
        assert!(
            changed.contains(format!("articles/a.html{ending}").as_str()),
            "{ending}"
        );
    }
    // Hosts send copies under the address of the file.
    let purge = list["purge"].to_string();
    assert!(purge.contains("https://help.example/articles/a.html\""));
    assert!(!purge.contains(".html.br"));

    // What is taken over is what a clean build makes.
    let other = tempfile::tempdir().unwrap();
    build(&folder, other.path(), ALL);
    let clean = files(&other.path().join("dist"));
    let content = |files: &BTreeMap<String, (Vec<u8>, SystemTime)>| -> Vec<(String, Vec<u8>)> {
        files
            .iter()
            .map(|(path, (bytes, _))| (path.clone(), bytes.clone()))
            .collect()
    };
    assert!(content(&clean) == content(&after));
}

#[test]
fn they_go_with_their_file_and_when_nobody_asks_for_them() {
    let (folder, home) = (portal(), tempfile::tempdir().unwrap());
    let dist = home.path().join("dist");
    build(&folder, home.path(), ALL);
    fs::write(dist.join("index.html.br"), "spoiled").unwrap();
    fs::remove_file(folder.path().join("en/articles/a.md")).unwrap();
    build(&folder, home.path(), &["--precompress", "br"]);
    let left = files(&dist);
    assert!(!left.keys().any(|path| path.starts_with("articles/a.html")));
    assert!(!left.contains_key("index.html.gz"));
    assert_eq!(
        unpacked("a.br", &left["index.html.br"].0),
        left["index.html"].0
    );
    build(&folder, home.path(), &["--zip", "portal.zip"]);
    let left = files(&dist);
    assert_eq!(left.keys().filter(|path| is_copy(path)).count(), 0);
    assert!(left.contains_key("assets/table.csv.gz"));
}
