//! Reading a portal's folder.

use std::fs;

use supportal::calendar::Date;
use supportal::discover;
use supportal::model::RelPath;
use supportal::pipeline::{Memos, Options, compile};

use crate::portal::{Portal, list};

/// The paths of each list, joined by blanks.
fn lists(portal: &crate::portal::Folder) -> [String; 3] {
    fn join<'a>(paths: impl Iterator<Item = &'a RelPath>) -> String {
        paths.map(RelPath::as_str).collect::<Vec<_>>().join(" ")
    }
    let found = portal.snapshot();
    [
        join(found.sources.iter().map(|source| &source.path)),
        join(found.assets.iter().map(|asset| &asset.path)),
        join(found.theme.iter().map(|asset| &asset.path)),
    ]
}

#[test]
fn files_are_told_apart_and_sorted() {
    let portal = Portal::new()
        .file("support.yaml", "")
        .file("en/index.md", "")
        .file("en/articles/billing/a.md", "")
        .file("en/articles/billing/a.png", "")
        .file("en/articles/billing-2/a.MD", "")
        .file("assets/manual.pdf", "")
        .file("assets/readme.md", "")
        .file("theme/templates/page.html", "")
        .on_disk();
    let [sources, assets, theme] = lists(&portal);
    assert_eq!(
        sources,
        "en/articles/billing-2/a.MD en/articles/billing/a.md en/index.md support.yaml supportal.yaml"
    );
    assert_eq!(
        assets,
        "assets/manual.pdf assets/readme.md en/articles/billing/a.png"
    );
    assert_eq!(theme, "templates/page.html");
    assert_eq!(portal.check(), "");
}

#[test]
fn what_is_no_part_of_the_portal_is_passed_over() {
    let portal = Portal::new()
        .file(".git/config", "")
        .file("en/.draft.md.swp", "")
        .file("en/index.md~", "")
        .file("en/index.md.orig", "")
        .file("en/index.md.rej", "")
        .file("en/index.bak", "")
        .file("en/#index.md#", "")
        .file("en/~$prices.docx", "")
        .file("node_modules/a/readme.md", "")
        .file("target/debug/a.md", "")
        .file("dist/.supportal-manifest.json", MANIFEST)
        .file("dist/index.html", "")
        // As large as it may be, nobody publishes it.
        .file("backup.sql", "")
        // An article may have any name.
        .file("en/articles/target/a.md", "")
        .on_disk();
    let [sources, assets, _] = lists(&portal);
    assert_eq!(sources, "en/articles/target/a.md supportal.yaml");
    assert_eq!(assets, "");
}

#[test]
fn texts_have_one_form_whatever_the_editor_wrote() {
    let portal = Portal::new()
        .file("en/a.md", "\u{FEFF}# A\r\n\r\nb\r\n")
        .on_disk();
    assert_eq!(portal.snapshot().sources[0].text.as_str(), "# A\n\nb\n");
    assert_eq!(portal.check(), "");
}

#[test]
fn bytes_that_are_no_text_are_found_where_they_stand() {
    let portal = Portal::new()
        .file("en/latin.md", b"# A\r\n\r\nGr\xFC\xDFe\r\n")
        .file("en/utf16.md", b"\xFF\xFE#\0 \0A\0")
        .file("theme/strings/en.yaml", b"closed_now: \"Ferm\xE9\"\n")
        .file("theme/logo.png", b"\x89PNG")
        .file("en/null.md", b"a\n\0b\x07")
        .file("en/bidi.md", "user\u{202E} nimda\n")
        .file("en/mark.md", "a \u{FDD0}0\u{FDD1}\n")
        // Needed by who writes from right to left.
        .file("en/marks.md", "\u{5D0}\u{200F}!\n")
        .on_disk();
    let expected = "\
error ENC-BIDI en/bidi.md:1:5 U+202E, a character that turns the reading direction, stands in the text
error ENC-UTF8 en/latin.md:3:3 the text is not UTF-8 from byte 9 on (`0xFC`)
error ENC-CONTROL en/mark.md:1:3 U+FDD0, a code that is no character, stands in the text, and 1 more in this file
error ENC-CONTROL en/null.md:2:1 U+0000, a control character, stands in the text, and 1 more in this file
error ENC-UTF8 en/utf16.md:1:1 the text is not UTF-8 from byte 0 on (`0xFF`)
error ENC-UTF8 theme/strings/en.yaml:1:1 the text is not UTF-8 from byte 17 on (`0xE9`)
";
    assert_eq!(portal.check(), expected);
    let snapshot = portal.snapshot();
    let utf16 = snapshot
        .diagnostics
        .iter()
        .find(|found| found.path.as_str() == "en/utf16.md");
    assert_eq!(
        utf16.unwrap().hint.as_deref(),
        Some("it is UTF-16; save it as UTF-8")
    );
    // It is read as it was meant: nothing more is found in it.
    let read = snapshot.sources.iter();
    let mut read = read.filter(|one| one.path.as_str() == "en/utf16.md");
    assert_eq!(read.next().map(|one| one.text.as_str()), Some("# A"));
    for source in &snapshot.sources {
        assert!(
            !source.text.contains(['\0', '\u{7}', '\u{202E}']),
            "{}",
            source.path
        );
    }
}

#[test]
fn an_end_of_a_direction_that_nothing_began_stops_no_build() {
    let portal = Portal::new()
        .file(
            "fa/lone.md",
            "\u{202C}# \u{641}\u{642}\u{637}\n\na\u{2069}b\u{7}\n",
        )
        // What it ends turned the direction: both are refused.
        .file(
            "fa/pair.md",
            "a \u{202B}b\u{202C} c \u{2067}d\n\ne\u{2069} f\u{2069}\n",
        )
        .on_disk();
    let expected = "\
warning ENC-BIDI fa/lone.md:1:1 U+202C, which ends a change of the reading direction that nothing began, stands in the text, and 1 more in this file
error ENC-CONTROL fa/lone.md:3:3 U+0007, a control character, stands in the text
error ENC-BIDI fa/pair.md:1:3 U+202B, a character that turns the reading direction, stands in the text, and 3 more in this file
warning ENC-BIDI fa/pair.md:3:7 U+2069, which ends a change of the reading direction that nothing began, stands in the text
";
    assert_eq!(portal.check(), expected);
    // It is nowhere shown, and parts no word.
    let snapshot = portal.snapshot();
    let text = snapshot.sources[0].text.as_str();
    assert_eq!(text, "# \u{641}\u{642}\u{637}\n\nab \n");
}

#[test]
fn names_that_some_system_refuses_are_found() {
    let portal = Portal::new()
        .file("en/cafe\u{301}.md", "")
        .file("en/aux.md", "")
        .file("en/com1.tar.md", "")
        .file("en/common.md", "")
        .file("en/帳單 1.md", "")
        .file(&format!("en/{}.md", "x".repeat(238)), "")
        .on_disk();
    #[cfg(unix)]
    portal.write("en/what?.md", "");
    #[cfg(unix)]
    portal.write("en/zero\u{200B}width.md", "");
    let found = portal.check();
    let codes: Vec<&str> = found
        .lines()
        .filter_map(|line| line.split(' ').nth(1))
        .collect();
    let paths: Vec<&str> = found
        .lines()
        .filter_map(|line| line.split(' ').nth(2))
        .collect();
    #[cfg(unix)]
    assert_eq!(
        codes,
        [
            "PATH-RESERVED",
            "PATH-CHARS",
            "PATH-RESERVED",
            "PATH-CHARS",
            "PATH-LONG",
            "PATH-CHARS"
        ],
        "{found}"
    );
    assert!(paths[0].starts_with("en/aux.md"));
    assert!(!found.contains("en/common.md") && !found.contains("帳單"));
}

#[test]
fn texts_over_the_limit_are_refused() {
    let portal = Portal::new()
        .file("en/a.md", vec![b'a'; (64 << 20) + 1])
        .on_disk();
    assert_eq!(
        portal.check(),
        "error LIM-SIZE en/a.md:1:1 the file has 64 MiB; 64 MiB are allowed\n"
    );
    assert_eq!(lists(&portal)[0], "supportal.yaml");
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_to_files_of_the_portal() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.md"), "secret").unwrap();
    let portal = Portal::new()
        .file("en/a.md", "A")
        .file(".env", "KEY")
        .on_disk();
    let link =
        |target: &str, name: &str| symlink(target, portal.path().join("en").join(name)).unwrap();
    link("a.md", "b.md");
    link("gone.md", "dangling.md");
    link("../.env", "env.md");
    link(outside.path().join("secret.md").to_str().unwrap(), "out.md");
    link(outside.path().to_str().unwrap(), "outdir");
    link("..", "round");
    let found = portal.check();
    let lines: Vec<String> = found
        .lines()
        .map(|line| {
            line.split(' ')
                .skip(1)
                .take(2)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(
        lines,
        [
            "FS-READ en/dangling.md:1:1",
            "PATH-SYMLINK en/env.md:1:1",
            "PATH-ESCAPE en/out.md:1:1",
            "PATH-ESCAPE en/outdir:1:1",
            "PATH-SYMLINK en/round:1:1",
        ]
    );
    let [sources, assets, _] = lists(&portal);
    assert_eq!(sources, "en/a.md en/b.md supportal.yaml");
    assert_eq!(assets, "");
}

#[cfg(unix)]
#[test]
fn pipes_are_not_waited_for() {
    let portal = Portal::new().on_disk();
    let made = std::process::Command::new("mkfifo")
        .arg(portal.path().join("pipe.md"))
        .status();
    if !made.is_ok_and(|status| status.success()) {
        return crate::skipped::for_want_of("mkfifo is not installed");
    }
    assert_eq!(
        portal.check(),
        "error FS-TYPE pipe.md:1:1 `pipe.md` is a named pipe, which cannot be published\n"
    );
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_read_are_findings() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    let portal = Portal::new()
        .page("en/index.md", "Welcome.")
        .file("en/a.md", "A")
        .file("shut/b.md", "B")
        .on_disk();
    let home = tempfile::tempdir().unwrap();
    let mut program = std::path::PathBuf::from(env!("CARGO_BIN_EXE_supportal"));
    let is_root = fs::metadata(home.path()).unwrap().uid() == 0;
    if is_root {
        program = home.path().join("supportal");
        fs::copy(env!("CARGO_BIN_EXE_supportal"), &program).unwrap();
    }
    let mut command = Command::new(program);
    // Nothing is shut to root: then another user checks a portal and has a program of his own.
    if is_root {
        let nobody = 65_534;
        for folder in [portal.path(), home.path()] {
            for entry in walkdir::WalkDir::new(folder) {
                chown(entry.unwrap().path(), Some(nobody), Some(nobody)).unwrap();
            }
        }
        command.uid(nobody).gid(nobody);
    }
    let shut = |path: &str, mode| {
        let path = portal.path().join(path);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    shut("en/a.md", 0);
    shut("shut", 0);
    let output = command
        .env_clear()
        .current_dir(portal.path())
        .args(["check", ".", "--format", "json", "--today", "2026-06-01"])
        .output();
    shut("shut", 0o755);
    let output = output.unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let told = |found: &serde_json::Value| {
        let text = |key: &str| found[key].as_str().unwrap().to_owned();
        format!("{} {}: {}", text("code"), text("path"), text("message"))
    };
    let unread: Vec<String> = findings
        .map(told)
        .filter(|found| found.starts_with("FS-READ"))
        .collect();
    assert_eq!(
        unread,
        [
            "FS-READ en/a.md: the file cannot be read: permission denied",
            "FS-READ shut: the folder cannot be listed: permission denied",
        ]
    );
}

#[test]
fn no_portal_is_an_error_with_a_way_out() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    let check = |path: &str, expected: &str| {
        let error = discover::snapshot(&dir.path().join(path), Date::default()).unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains(expected) && text.contains("\nhint: "),
            "{text}"
        );
    };
    check("gone", "there is no such folder");
    check("file", "it is a file, not a folder");
    check("", "it has no supportal.yaml");
}

#[test]
fn what_is_read_again_is_what_would_be_read() {
    let folder = Portal::new()
        .page("en/index.md", "A")
        .page("en/a/b.md", "B")
        .file("theme/styles/portal.css", "p {}")
        .file("dist/.supportal-manifest.json", MANIFEST)
        .on_disk();
    let root = folder.path().canonicalize().unwrap();
    let mut kept = folder.snapshot();
    let mut check = |paths: &[&str], is_same: bool| {
        let changed = paths.iter().map(|path| root.join(path)).collect();
        let again = discover::refresh(&root, kept.today, &kept, &changed).unwrap();
        assert!(again == folder.snapshot(), "{paths:?}");
        assert_eq!(again == kept, is_same, "{paths:?}");
        kept = again;
    };
    folder.write("en/index.md", "A, again");
    check(&["en/index.md"], false);
    // Bytes that are no text are found, and are found no more.
    folder.write("en/a/b.md", b"\xFF");
    folder.write("theme/styles/portal.css", "p { color: red }");
    check(&["en/a/b.md", "theme/styles/portal.css"], false);
    folder.write("en/a/b.md", "B");
    folder.write("assets/a.txt", "A");
    check(&["en/a/b.md", "assets", "assets/a.txt"], false);
    folder.write("dist/index.md", "");
    folder.write("en/.hidden.md", "");
    folder.write("en/a/b.md~", "");
    check(
        &[
            "dist/index.md",
            "dist",
            "en/.hidden.md",
            "en/a/b.md~",
            "gone.md",
            "en/a/b.md",
        ],
        true,
    );
    fs::rename(root.join("en/a"), root.join("en/c")).unwrap();
    check(&["en/a", "en/c"], false);
    fs::remove_file(root.join("en/c/b.md")).unwrap();
    check(&["en/c/b.md"], false);
    // A site that comes is told of, one that is renewed is not, and one that goes is not told of any more.
    folder.write("en/old/.supportal-manifest.json", MANIFEST);
    folder.write("en/old/index.md", "");
    check(&["en/old/index.md"], false);
    check(&["en/old", "en/old/index.md"], true);
    fs::remove_dir_all(root.join("en/old")).unwrap();
    check(&["en/old"], false);
    // A published site is one no longer.
    fs::remove_file(root.join("dist/.supportal-manifest.json")).unwrap();
    check(&["dist/.supportal-manifest.json"], false);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("en/index.md"), root.join("en/link.md")).unwrap();
        check(&["en/link.md"], false);
        folder.write("en/index.md", "A, and its link");
        check(&["en/index.md"], false);
    }
}

/// What makes a folder a published site.
const MANIFEST: &str = r#"{"format": 1, "today": "2026-07-01", "files": {}}"#;

#[test]
fn a_site_among_the_pages_is_told_of_and_a_file_called_like_its_list_makes_none() {
    let found = |files: &[(&str, &str)]| {
        let mut portal = Portal::new()
            .page("en/index.md", "Words.")
            .page("en/articles/a.md", "Words.");
        for (path, text) in files {
            portal = portal.file(path, *text);
        }
        let folder = portal.on_disk();
        let snapshot = folder.snapshot();
        let build = compile(&snapshot, &Options::default(), &mut Memos::default());
        let is_there = |url: &str| build.outputs.iter().any(|one| one.url.as_str() == url);
        (
            list(&snapshot, &build.diagnostics),
            is_there("articles/a.html"),
        )
    };
    for text in ["", "{}", "{\"format\": 1}", "[1, 2]", "\u{0}"] {
        let file = [("en/articles/.supportal-manifest.json", text)];
        assert_eq!(found(&file), (String::new(), true), "{text}");
    }
    // Where people publish to is no mistake.
    let file = [("dist/.supportal-manifest.json", MANIFEST)];
    assert_eq!(found(&file), (String::new(), true));
    let (said, is_there) = found(&[("en/articles/.supportal-manifest.json", MANIFEST)]);
    let note =
        "note FS-READ en/articles:1:1 `en/articles` holds a published site, and is passed over\n";
    assert_eq!((said.as_str(), is_there), (note, false));
    let (said, _) = found(&[("en/.supportal-manifest.json", MANIFEST)]);
    let error = "error FS-READ en:1:1 `en` holds a published site, and is passed over\n";
    assert_eq!(said, error);
}
