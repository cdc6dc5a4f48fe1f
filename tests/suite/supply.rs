//! What the binary is made of: where it comes from, and on which terms.
//!
//! Judged from Cargo.lock and what cargo knows offline, so that a machine without network judges as well.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::skipped;

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

/// What `.deny.toml` says to cargo-deny.
#[test]
fn the_lists_are_those_of_cargo_deny() {
    let deny = std::fs::read_to_string(root().join(".deny.toml")).unwrap();
    let list = |begin: &str| {
        let (_, list) = deny.split_once(begin).unwrap();
        let list = list.split_once("\n]").unwrap().0.to_owned();
        let quoted = list.split('"').skip(1).step_by(2);
        quoted.map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(list("\nallow = ["), LICENCES);
    // On the systems that it judges, the others stand in one version.
    let skipped = list("\nskip = [");
    assert!(skipped.len() > 2);
    assert!(
        skipped.iter().all(|name| TWICE.contains(&&**name)),
        "{skipped:?}"
    );
}

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
    let Some(metadata) = metadata(&host()) else {
        return;
    };
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(licence), "{}: `{licence}`", package["name"]);
    }
}

/// The system that cargo runs on.
fn host() -> String {
    let told = Command::new(env!("CARGO")).arg("-vV").output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    let mut lines = told.lines();
    let host = lines.find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

/// What cargo knows of the packages for a system, without network; `None`, and said, where it lacks some.
fn metadata(system: &str) -> Option<Value> {
    let run = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", system])
        .output()
        .unwrap();
    if !run.status.success() {
        skipped::for_want_of(String::from_utf8_lossy(&run.stderr).trim());
        return None;
    }
    Some(serde_json::from_slice(&run.stdout).unwrap())
}

/// `UPDATE=1 cargo test --test suite supply::` writes what is now so.
#[test]
fn the_bill_of_materials_is_what_the_binary_is_made_of() {
    let Some(metadata) = metadata(SYSTEM) else {
        return;
    };
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let bill = bill(&metadata, &lock);
    let text = format!("{}\n", serde_json::to_string_pretty(&bill).unwrap());
    let file = root().join("docs/sbom.cdx.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let there = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        there == text,
        "docs/sbom.cdx.json is of other crates; UPDATE=1 writes it anew"
    );
    let components = bill["components"].as_array().unwrap();
    let required = components.iter().filter(|one| one["scope"] == "required");
    assert!(components.len() > 150 && required.count() > 100);
}

/// The system whose binary the bill is of.
const SYSTEM: &str = "x86_64-unknown-linux-gnu";

/// The crates that the binary is made of (`required`) or made with (`excluded`), as CycloneDX.
fn bill(metadata: &Value, lock: &str) -> Value {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nodes: BTreeMap<String, Value> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let top = text(&metadata["resolve"]["root"]);
    // Those that tests alone use are neither.
    let reached = |kinds: &[Value]| {
        let mut reached = BTreeSet::new();
        let mut left = vec![top.clone()];
        while let Some(id) = left.pop() {
            for dependency in list(&nodes[&id]["deps"]) {
                let own = list(&dependency["dep_kinds"]);
                if own.iter().any(|kind| kinds.contains(&kind["kind"])) {
                    let id = text(&dependency["pkg"]);
                    if reached.insert(id.clone()) {
                        left.push(id);
                    }
                }
            }
        }
        reached
    };
    let (inside, all) = (
        reached(&[Value::Null]),
        reached(&[Value::Null, json!("build")]),
    );
    let packages: BTreeMap<String, Value> = list(&metadata["packages"])
        .into_iter()
        .map(|package| (text(&package["id"]), package))
        .collect();
    let name = |id: &String| {
        let package = &packages[id];
        format!(
            "pkg:cargo/{}@{}",
            text(&package["name"]),
            text(&package["version"])
        )
    };
    let component = |id: &String| {
        let package = &packages[id];
        let licence = text(&package["license"]).replace('/', " OR ");
        let [called, version] = ["name", "version"].map(|key| text(&package[key]));
        let entry = format!("name = \"{called}\"\nversion = \"{version}\"\n");
        let entry = lock
            .split("[[package]]")
            .find(|one| one.contains(&entry))
            .unwrap();
        let hash = entry
            .split_once("checksum = \"")
            .unwrap()
            .1
            .split_once('"')
            .unwrap()
            .0;
        json!({
            "type": "library",
            "bom-ref": name(id),
            "name": called,
            "version": version,
            "scope": if inside.contains(id) { "required" } else { "excluded" },
            "hashes": [{"alg": "SHA-256", "content": hash}],
            "licenses": [{"expression": licence}],
            "purl": name(id),
        })
    };
    let dependencies = |id: &String| {
        let of = list(&nodes[id]["deps"]);
        let of = of
            .iter()
            .map(|one| text(&one["pkg"]))
            .filter(|one| all.contains(one));
        let of: BTreeSet<String> = of.map(|id| name(&id)).collect();
        json!({"ref": name(id), "dependsOn": of})
    };
    let graph: Vec<Value> = std::iter::once(&top)
        .chain(&all)
        .map(dependencies)
        .collect();
    let own = &packages[&top];
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {
            "type": "application",
            "bom-ref": name(&top),
            "name": own["name"],
            "version": own["version"],
            "description": format!("The binary for {SYSTEM}"),
            "licenses": [{"expression": own["license"]}],
            "purl": name(&top),
        }},
        "components": all.iter().map(component).collect::<Vec<Value>>(),
        "dependencies": graph,
    })
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
