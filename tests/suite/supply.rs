//! What the binary is made of: where it comes from, and on which terms.
//!
//! Judged from Cargo.lock and what cargo knows offline, so that a machine without network judges as well.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Licences that ask for no more than to be named.
const LICENCES: [&str; 11] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Zlib",
];

/// Crates that stand in Cargo.lock in two versions, each because two others ask for different ones.
const TWICE: [&str; 5] = [
    "constant_time_eq",
    "getrandom",
    "r-efi",
    "syn",
    "windows-sys",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_crate_comes_from_the_registry_with_its_hash() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key));
            line.map(|value| value.trim_start_matches(" = ").trim_matches('"'))
        };
        let name = value("name").unwrap();
        *versions.entry(name).or_default() += 1;
        if name == "supportal" {
            continue;
        }
        let source = value("source");
        assert_eq!(
            source,
            Some("registry+https://github.com/rust-lang/crates.io-index"),
            "{name}"
        );
        assert_eq!(value("checksum").map(str::len), Some(64), "{name}");
    }
    let twice: Vec<&str> = versions
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(twice, TWICE);
}

#[test]
fn every_licence_is_one_of_the_list() {
    let cargo = || Command::new(env!("CARGO"));
    let host = cargo().arg("-vV").output().unwrap().stdout;
    let host = String::from_utf8(host).unwrap();
    let host = host
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let run = cargo()
        .current_dir(root())
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--offline",
            "--filter-platform",
            host,
        ])
        .output()
        .unwrap();
    if !run.status.success() {
        return eprintln!("skipped: {}", String::from_utf8_lossy(&run.stderr));
    }
    let metadata: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(licence), "{}: `{licence}`", package["name"]);
    }
}

/// Whether one of the licences of each part may be chosen.
fn is_allowed(licence: &str) -> bool {
    let one = |name: &str| LICENCES.contains(&name.trim_matches(['(', ')', ' ']));
    let part = |part: &str| part.replace('/', " OR ").split(" OR ").any(one);
    licence.split(" AND ").all(part)
}

#[test]
fn licences_are_read_as_they_are_meant() {
    assert!(is_allowed("MIT/Apache-2.0") && is_allowed("(GPL-3.0 OR MIT) AND Unicode-3.0"));
    assert!(!is_allowed("GPL-3.0") && !is_allowed("MIT AND GPL-3.0") && !is_allowed(""));
}
