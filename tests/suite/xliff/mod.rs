//! Pages for translation offices and back: what is exported, and that an import changes what was
//! translated and nothing else.

mod chance;

mod export;
mod import;
mod refused;
mod standard;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::portal::{Folder, Portal};

fn portal() -> Portal {
    Portal::new().file("supportal.yaml", "title: Test\nlanguages: [en, de]\n")
}

/// A page of the source language and its translation.
fn pair(source: &str, translation: &str) -> Portal {
    portal()
        .page("en/articles/a.md", source)
        .file("de/articles/a.md", german(translation))
}

fn german(text: &str) -> String {
    format!("---\ntitle: Titel\ndescription: Worum es geht.\n---\n\n{text}\n")
}

/// What a command said, and its exit code.
struct Ran {
    out: String,
    said: String,
    code: Option<i32>,
}

fn supportal(folder: &Folder, arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1780272000")
        .current_dir(folder.path())
        .args(arguments)
        .output()
        .unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        said: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code(),
    }
}

#[track_caller]
fn export(folder: &Folder) -> String {
    let ran = supportal(folder, &["translate", "export", "de"]);
    assert_eq!((ran.said.as_str(), ran.code), ("", Some(0)));
    ran.out
}

fn import(folder: &Folder, xliff: &str) -> Ran {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("back.xlf");
    fs::write(&file, xliff).unwrap();
    let mut ran = supportal(folder, &["translate", "import", file.to_str().unwrap()]);
    ran.said = ran.said.replace(file.to_str().unwrap(), "back.xlf");
    ran
}

#[track_caller]
fn imported(folder: &Folder, xliff: &str) {
    let ran = import(folder, xliff);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
}

/// Every file below a folder.
fn files(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    fn add(dir: &Path, inside: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(dir).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{inside}{}", entry.file_name().to_str().unwrap());
            match entry.path().is_dir() {
                true => add(&entry.path(), &format!("{name}/"), files),
                false => drop(files.insert(name, fs::read(entry.path()).unwrap())),
            }
        }
    }
    let mut found = BTreeMap::new();
    add(folder.path(), "", &mut found);
    found
}

fn read(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

/// Export and import without a change: nothing happens to any file.
#[track_caller]
fn nothing_changes(portal: &Portal) {
    let folder = portal.on_disk();
    let before = files(&folder);
    let xliff = export(&folder);
    standard::holds_to_the_core(&xliff);
    standard::codes_lead_back(&xliff, portal);
    let ran = import(&folder, &xliff);
    assert_eq!(
        (ran.said.as_str(), ran.code),
        ("nothing changed\n", Some(0))
    );
    let after = files(&folder);
    let same = before == after;
    let names: Vec<&String> = before
        .keys()
        .filter(|name| before.get(*name) != after.get(*name))
        .collect();
    assert!(same, "changed: {names:?}");
}

/// The element of the unit whose source contains `words`, as text.
#[track_caller]
fn unit<'x>(xliff: &'x str, words: &str) -> &'x str {
    let found = xliff.split_inclusive("</unit>\n").find(|unit| {
        unit.split("<source>").nth(1).is_some_and(|rest| {
            let source = rest.split("</source>").next().unwrap();
            source.contains(words)
        })
    });
    let unit = found.unwrap_or_else(|| panic!("no unit says `{words}`\n{xliff}"));
    &unit[unit.find("<unit").unwrap()..]
}

/// The document with another target for the unit whose source contains `words`.
#[track_caller]
fn with_target(xliff: &str, words: &str, target: &str) -> String {
    let old = unit(xliff, words);
    let source = old.find("</source>").unwrap() + "</source>".len();
    let head = old[..source].replace("state=\"initial\"", "state=\"translated\"");
    let new = format!("{head}\n        <target>{target}</target>\n      </segment>\n    </unit>\n");
    xliff.replace(old, &new)
}
