//! Credentials in texts and files that are published.

use std::path::Path;
use std::process::Command;

use supportal::model::secret::secrets;

use crate::portal::Portal;
use crate::skipped::unless_beside;

/// Made up; split, so that programs that look for such things in this repository find none.
fn password() -> String {
    ["Password=", "hW4!dNs8", "-Jc3p"].concat()
}

#[test]
fn no_report_says_the_credential_again() {
    let secret = password();
    let value = secret.split_once('=').unwrap().1;
    let portal = Portal::new()
        .page("en/index.md", &format!("```text\nServer=a;{secret};\n```"))
        .file(
            "assets/settings.json",
            format!("{{\n\"db\": \"{secret}\"\n}}"),
        )
        .on_disk();
    for format in ["human", "json", "sarif", "github", "junit"] {
        let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .args(["check", "--format", format])
            .arg(portal.path())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert!(said.contains("SEC-SECRET"), "{format}: {said}");
        assert!(!said.contains(value), "{format}: {said}");
        assert!(
            said.contains("line 2 of the file holds"),
            "{format}: {said}"
        );
        assert!(said.contains("en/index.md"), "{format}: {said}");
    }
}

/// Documentation that shows how to sign in, and no credential.
#[test]
fn documentation_of_others_is_not_suspected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = ["content", "themes", "docs", "tests/sites"].map(|folder| root.join(folder));
    let others = unless_beside("shared/corpus");
    for folder in own.into_iter().chain(others) {
        let mut texts = 0;
        for entry in walkdir::WalkDir::new(&folder) {
            let entry = entry.unwrap();
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.into_path();
            // Its example is one.
            let is_example = path.ends_with("rules/sec/sec-secret.md");
            let Ok(text) = String::from_utf8(std::fs::read(&path).unwrap()) else {
                let is_picture = path.extension().is_some_and(|ending| ending == "png");
                assert!(is_picture, "{}: no text", path.display());
                continue;
            };
            texts += 1;
            let found = secrets(&text);
            assert_eq!(
                found.is_empty(),
                !is_example,
                "{}: {found:?}",
                path.display()
            );
        }
        assert!(texts > 20, "{}: {texts} texts", folder.display());
    }
}
