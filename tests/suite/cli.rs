//! Transcripts: what a user types, and what the command says.
//!
//! Each `tests/cli/NAME.md` has blocks of `console`. A line that begins with `$ ` is run, and what
//! follows it is what both streams say, in order, then `? CODE` where the exit code is not 0.
//! The commands of a file run one after another in one new folder, a copy of `NAME.in/` where there is one;
//! what `NAME.out/` holds must be there at the end.
//! `[DIR]` stands for that folder and `[TIME]` for a duration. Beside supportal, `cat`, `ls`, `mv` and
//! `sed -i s/OLD/NEW/ FILE` are known, the last with plain words that must stand in the file.
//!
//! `UPDATE=1 cargo test --test suite cli` writes what was said into the files; read the difference.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::portal::copied;

/// The handbook's guide for beginners, in the order of its lessons.
const LESSONS: [&str; 5] = [
    "begin.md",
    "facts.md",
    "articles.md",
    "translate.md",
    "publish.md",
];

#[test]
fn transcripts_are_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = fs::read_dir(root.join("tests/cli"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no transcripts in tests/cli");
    // What the first page promises is kept, too.
    files.extend(Some(root.join("README.md")).filter(|path| path.exists()));
    // The lessons of the handbook go on where the one before ended.
    let course = root.join("docs/handbook/en/guides/first-portal");
    files.extend(LESSONS.map(|lesson| course.join(lesson)));
    let mut failed = Vec::new();
    let mut home = tempfile::tempdir().unwrap();
    for file in files {
        let written = fs::read_to_string(&file).unwrap();
        if !LESSONS[1..]
            .iter()
            .any(|lesson| file == course.join(lesson))
        {
            home = tempfile::tempdir().unwrap();
        }
        let dir = home.path().canonicalize().unwrap();
        let input = file.with_extension("in");
        if input.exists() {
            copied(&input, &dir);
        }
        let (said, unknown) = replayed(&written, &dir);
        // The first page may show a command that is none of these, a transcript may not: nothing would hold what follows.
        if file.starts_with(root.join("tests/cli")) {
            let unknown = unknown.iter();
            let unknown =
                unknown.map(|command| format!("{}: not known: {command}", file.display()));
            failed.extend(unknown);
        }
        if said != written {
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&file, &said).unwrap();
            } else {
                failed.push(format!(
                    "{}:\n{}",
                    file.display(),
                    difference(&written, &said)
                ));
            }
        }
        let output = file.with_extension("out");
        if output.exists() {
            compare(&output, &dir, &mut failed);
        }
    }
    assert!(
        failed.is_empty(),
        "\n{}\nUPDATE=1 accepts what was said",
        failed.join("\n")
    );
}

/// What the lesson on facts says of a portal without Chinese, done as it is said.
#[test]
fn the_starter_portal_builds_without_chinese_as_the_lesson_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lesson = root.join("docs/handbook/en/guides/first-portal/facts.md");
    let lesson = fs::read_to_string(lesson).unwrap();
    let named = "leave only `en` in `languages`, and remove three things: the folder `zh-TW`, the list `zh-TW` below `search.synonyms`, and the lines below `search.expect` that name its pages";
    assert!(lesson.contains(named));
    let (_, rest) = lesson.split_once("```yaml\n").unwrap();
    let (keys, _) = rest.split_once("```").unwrap();
    let dir = tempfile::tempdir().unwrap();
    let portal = dir.path().join("portal");
    copied(&root.join("content"), &portal);
    fs::remove_dir_all(portal.join("zh-TW")).unwrap();
    let config = fs::read_to_string(portal.join("supportal.yaml")).unwrap();
    let mut written = String::from(keys);
    // Every line with the keys above it by which it is told.
    let (mut key, mut list) = ("", "");
    for line in config.lines() {
        let indent = line.len() - line.trim_start().len();
        match indent {
            0 => (key, list) = (line.split(':').next().unwrap_or_default(), ""),
            4 if line.ends_with(':') => list = line.trim(),
            2 => list = "",
            _ => {}
        }
        let is_stated = ["title", "description", "languages"].contains(&key);
        let is_chinese = list == "zh-TW:" || line.contains("page: zh-TW/");
        if !is_stated && !is_chinese {
            written.push_str(&format!("{line}\n"));
        }
    }
    fs::write(portal.join("supportal.yaml"), written).unwrap();
    let said = run("supportal build portal --strict", dir.path()).unwrap();
    assert!(!said.contains("\n? "), "{said}");
}

#[test]
fn a_wrong_transcript_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let check = |written: &str, expected: &str| {
        let (said, unknown) = replayed(written, dir.path());
        assert_eq!((said.as_str(), unknown), (expected, Vec::new()));
    };
    check(
        "Text.\n\n```console\n$ supportal explain NO-SUCH\nnonsense\n```\n\n```text\n$ supportal\n```\n",
        "Text.\n\n```console\n$ supportal explain NO-SUCH\nerror: no rule `NO-SUCH`\n  = hint: `supportal explain` lists all rules\n? 2\n```\n\n```text\n$ supportal\n```\n",
    );
    let misspelt = "```console\n$ suportal check\nfine\n$ supportal explain NO-SUCH\n```\n";
    let (_, unknown) = replayed(misspelt, dir.path());
    assert_eq!(unknown, ["suportal check"]);
    assert_eq!(
        timeless("built in 1.8 s; 84 ms, 12 sections, 3 s"),
        "built in [TIME]; [TIME], 12 sections, [TIME]"
    );
}

/// The transcript as it would be written now, and the commands that are none of those known here: what follows them
/// stays as it is.
fn replayed(transcript: &str, dir: &Path) -> (String, Vec<String>) {
    let mut out = String::new();
    let mut unknown = Vec::new();
    let mut in_console = false;
    let mut skips = false;
    for line in transcript.lines() {
        if line.starts_with("```") {
            in_console = line == "```console";
            skips = false;
        } else if in_console {
            if let Some(command) = line.strip_prefix("$ ") {
                out.push_str(&format!("{line}\n"));
                let said = run(command, dir);
                skips = said.is_some();
                unknown.extend((!skips).then(|| command.to_owned()));
                out.push_str(&said.unwrap_or_default());
                continue;
            }
            if skips {
                continue;
            }
        }
        out.push_str(line);
        out.push('\n');
    }
    (out, unknown)
}

/// What a command says; `None` where it is none that is known here.
fn run(command: &str, dir: &Path) -> Option<String> {
    let mut words = split(command);
    let mut process = Command::new(env!("CARGO_BIN_EXE_supportal"));
    process
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .current_dir(dir);
    while let Some((name, value)) = words.first().and_then(|word| word.split_once('=')) {
        process.env(name, value);
        words.remove(0);
    }
    let name = words.first()?.clone();
    let arguments = words.split_off(1);
    match name.as_str() {
        "supportal" => {}
        "cat" => {
            return Some(
                arguments
                    .iter()
                    .map(|path| fs::read_to_string(dir.join(path)).unwrap())
                    .collect(),
            );
        }
        "ls" => {
            let mut paths = Vec::new();
            list(
                &dir.join(arguments.first().map_or(".", String::as_str)),
                "",
                &mut paths,
            );
            return Some(paths.iter().map(|path| format!("{path}\n")).collect());
        }
        "mv" => {
            fs::rename(dir.join(&arguments[0]), dir.join(&arguments[1])).unwrap();
            return Some(String::new());
        }
        "sed" => {
            let path = dir.join(arguments.last().unwrap());
            let edit: Vec<&str> = arguments[1].split('/').collect();
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(edit[1]), "{command}");
            fs::write(path, text.replacen(edit[1], edit[2], 1)).unwrap();
            return Some(String::new());
        }
        _ => return None,
    }
    // Both streams into one pipe, so that they are read in the order in which they were written.
    let (mut read, write) = std::io::pipe().unwrap();
    process
        .args(&arguments)
        .stdout(write.try_clone().unwrap())
        .stderr(write);
    let mut child = process.spawn().unwrap();
    drop(process);
    let mut said = String::new();
    read.read_to_string(&mut said).unwrap();
    let code = child
        .wait()
        .unwrap()
        .code()
        .expect("an exit code, not a signal");
    let said = without_signs_of_life(&said.replace(dir.to_str().unwrap(), "[DIR]"));
    let mut said = timeless(&said);
    if !said.is_empty() && !said.ends_with('\n') {
        said.push('\n');
    }
    if code != 0 {
        said.push_str(&format!("? {code}\n"));
    }
    Some(said)
}

/// Splits at blanks, but not between quotes.
fn split(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => words.push(String::new()),
            (c, _) => words.last_mut().expect("begins with one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Without what is said of work that takes half a second, on a machine that has much else to do.
fn without_signs_of_life(said: &str) -> String {
    let work = [
        "reading ",
        "asking ",
        "importing",
        "checking ",
        "building ",
        "packing",
        "compressing",
        "writing ",
    ];
    let is_sign =
        |line: &&str| line.ends_with(" …\n") && work.iter().any(|work| line.starts_with(work));
    said.split_inclusive('\n')
        .filter(|line| !is_sign(line))
        .collect()
}

/// `1.8 s` and `84 ms` become `[TIME]`.
fn timeless(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let digits = from
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(from.len());
        let after = &from[digits..];
        let unit = [" ms", " s"].into_iter().find(|unit| {
            let end = after.strip_prefix(unit);
            end.is_some_and(|end| !end.starts_with(char::is_alphanumeric))
        });
        match unit {
            Some(unit) => {
                out.push_str("[TIME]");
                rest = &after[unit.len()..];
            }
            None => {
                out.push_str(&from[..digits]);
                rest = after;
            }
        }
    }
    out + rest
}

/// The lines that are not the same, with `-` and `+`.
fn difference(written: &str, said: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (written.lines().collect(), said.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = rest.take_while(|(a, b)| a == b).count();
    let removed = old[start..old.len() - end]
        .iter()
        .map(|line| format!("-{line}\n"));
    let added = new[start..new.len() - end]
        .iter()
        .map(|line| format!("+{line}\n"));
    removed.chain(added).collect()
}

fn list(dir: &Path, inside: &str, paths: &mut Vec<String>) {
    let mut entries: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap())
        .collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{inside}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{path}/"), paths);
        } else {
            paths.push(path);
        }
    }
}

fn compare(expected: &Path, dir: &Path, failed: &mut Vec<String>) {
    let mut paths = Vec::new();
    list(expected, "", &mut paths);
    for path in paths {
        let wanted = fs::read(expected.join(&path)).unwrap();
        if fs::read(dir.join(&path)).ok() != Some(wanted) {
            failed.push(format!("{path} is not as in {}", expected.display()));
        }
    }
}
