//! The site as one zip file.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use zip::ZipArchive;

use crate::portal::{Folder, Portal};

fn portal() -> Folder {
    let portal = Portal::new().page("en/index.md", "Home.");
    let portal = portal.file("assets/noise.bin", [7, 1, 9]);
    (0..600)
        .fold(portal, |portal, number| {
            portal.page(&format!("en/articles/帳單 {number}.md"), "Text.")
        })
        .on_disk()
}

fn build(folder: &Folder, home: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1780272000")
        .current_dir(home)
        .args(["build", "--quiet", folder.path().to_str().unwrap()])
        .args(arguments)
        .output()
        .unwrap();
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn it_holds_the_site_and_depends_on_nothing_but_it() {
    let folder = portal();
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    build(&folder, home, &["--zip", "portal.zip", "--threads", "1"]);
    let first = fs::read(home.join("portal.zip")).unwrap();
    fs::create_dir(home.join("other")).unwrap();
    build(
        &folder,
        home,
        &[
            "-o",
            "other/site",
            "--zip",
            "other/portal.zip",
            "--threads",
            "4",
        ],
    );
    assert_eq!(fs::read(home.join("other/portal.zip")).unwrap(), first);

    let mut zip = ZipArchive::new(File::open(home.join("portal.zip")).unwrap()).unwrap();
    let mut names = Vec::new();
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).unwrap();
        let time = file.last_modified().unwrap();
        let time = (
            time.year(),
            time.month(),
            time.day(),
            time.hour(),
            time.second(),
        );
        assert_eq!(time, (2026, 6, 1, 0, 0));
        assert_eq!(file.unix_mode(), Some(0o100_644));
        let mut bytes = Vec::new();
        std::io::copy(&mut file, &mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        let path = name.strip_prefix("portal/").unwrap();
        assert_eq!(
            bytes,
            fs::read(home.join("dist").join(path)).unwrap(),
            "{path}"
        );
        names.push(name);
    }
    assert!(names.is_sorted());
    assert!(names.contains(&"portal/articles/帳單 599.html".to_owned()));
    assert!(names.contains(&"portal/assets/noise.bin".to_owned()));
}

#[test]
fn a_zip_of_the_same_site_is_left_as_it_is() {
    let folder = Portal::new().page("en/index.md", "Home.").on_disk();
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let zip = home.join("portal.zip");
    build(&folder, home, &["--zip", "portal.zip"]);
    let modified = || fs::metadata(&zip).unwrap().modified().unwrap();
    let before = modified();
    build(&folder, home, &["--zip", "portal.zip"]);
    assert_eq!(modified(), before);
    folder.write("en/index.md", "---\ntitle: Home\n---\n\nNew.\n");
    build(&folder, home, &["--zip", "portal.zip"]);
    assert_ne!(modified(), before);
}

#[test]
fn a_zip_that_cannot_be_written_leaves_the_site_as_it_was() {
    let folder = Portal::new().page("en/index.md", "Home.").on_disk();
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let said = build(&folder, home, &["--zip", "nowhere/portal.zip"]);
    assert!(said.contains("cannot write `nowhere/portal.zip`"), "{said}");
    assert!(!home.join("dist").exists());
    // A page with a mistake is a build that fails: it leaves nothing beside the site, either.
    folder.write("en/index.md", "---\ntitle: Home\n---\n\n[x](no.md)\n");
    build(
        &folder,
        home,
        &["--zip", "portal.zip", "--changed", "changed.json"],
    );
    assert_eq!(fs::read_dir(home).unwrap().count(), 0);
}
