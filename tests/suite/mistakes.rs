//! Twelve mistakes in the portal that `init` writes, all found by one run, each in words that help to
//! mend it.
//!
//! `UPDATE=1 cargo test --test suite mistakes` writes what was said to `tests/mistakes.txt`; read the
//! difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::portal::{Portal, copied};

/// Makes a mistake.
type Plant = fn(&Planted);

/// What is planted, and the rule that finds it.
const PLANTED: [(&str, Plant); 12] = [
    ("FM-YAML", |portal| {
        portal.key("en/faq/general.md", "title", "Questions: all of them");
    }),
    ("FM-KEY", |portal| {
        portal.rename(
            "en/articles/billing/late-payment.md",
            "description",
            "descripton",
        );
    }),
    ("FM-TYPE", |portal| {
        portal.key("en/articles/billing/read-your-invoice.md", "order", "first");
    }),
    ("FM-MISSING", |portal| {
        portal.without("en/articles/security/lost-device.md", "title");
    }),
    ("LNK-PAGE", |portal| {
        let text = "To cancel, see [how to cancel](../billing/cancel-subscription.md).";
        portal.say("en/articles/accounts/sign-in-problems.md", text);
    }),
    ("LNK-ANCHOR", |portal| {
        let text = "Something is wrong? [Dispute it](read-your-invoice.md#dispute-the-line).";
        portal.say("en/articles/billing/service-credits.md", text);
    }),
    ("PATH-TAKEN", |portal| {
        let text = "title: Slow again\nslug: slow-computer";
        portal.page("en/articles/devices/slow-phone.md", text, "Restart it.");
    }),
    ("RDR-LOOP", |portal| {
        let text = "title: Spam\nredirect_from: [/articles/email/phishing.html]\ndescription: What to do with it.";
        portal.page("en/articles/email/spam.md", text, "Leave it.");
        let text = "title: Phishing\nredirect_from: [/articles/email/spam.html]\ndescription: What to do with it.";
        portal.page("en/articles/email/phishing.md", text, "Tell us.");
        portal.page(
            "zh-TW/articles/email/spam.md",
            "title: 垃圾郵件\ndescription: 如何處理。",
            "不必理會。",
        );
        portal.page(
            "zh-TW/articles/email/phishing.md",
            "title: 網路釣魚\ndescription: 如何處理。",
            "請告訴我們。",
        );
    }),
    ("THM-TEMPLATE", |portal| {
        let text = "{% extends \"page.html\" %}\n{% block more %}\n<p>{{ page.updated }</p>\n{% endblock %}\n";
        portal.write("theme/templates/article.html", text);
    }),
    ("THM-STRING", |portal| {
        let text =
            "{% extends \"page.html\" %}\n{% block more %}\n<p>{{ t.serch }}</p>\n{% endblock %}\n";
        portal.write("theme/templates/notice.html", text);
    }),
    ("FS-READ", |portal| {
        portal.dangling("en/articles/devices/printer.md", "../../drafts/printer.md");
    }),
    ("FCT-NAME", |portal| {
        let text = "Call {{ channel.hotlin.address }} at any time.";
        portal.say("en/articles/email/missing-messages.md", text);
    }),
];

#[test]
fn twelve_mistakes_are_found_in_one_run() {
    let portal = Planted::new();
    assert_eq!(portal.check("human").status.code(), Some(0), "before");
    for (_, plant) in PLANTED {
        plant(&portal);
    }
    let output = portal.check("human");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &said).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap();
    assert_eq!(said, expected, "\n{said}\nUPDATE=1 accepts what was said");

    let findings: Vec<&str> = said
        .split("\n\n")
        .filter(|part| part.starts_with("error[") || part.starts_with("warning["))
        .collect();
    for finding in &findings {
        assert!(finding.contains("--> content/"), "no place: {finding}");
        assert!(finding.contains("= hint: "), "no way out: {finding}");
    }
    let codes: Vec<&str> = findings
        .iter()
        .filter_map(|finding| finding.split(['[', ']']).nth(1))
        .collect();
    let mut planted: Vec<&str> = PLANTED.iter().map(|(code, _)| *code).collect();
    // Each of the two pages has its part in the circle.
    planted.push("RDR-LOOP");
    planted.sort_unstable();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, planted, "one mistake, one finding");
}

#[test]
fn programs_read_the_same_findings() {
    let portal = Planted::new();
    for (_, plant) in PLANTED {
        plant(&portal);
    }
    let output = portal.check("json");
    assert_eq!(output.status.code(), Some(1));
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = read["findings"].as_array().unwrap();
    let codes: BTreeSet<&str> = findings
        .iter()
        .map(|finding| finding["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, PLANTED.iter().map(|(code, _)| *code).collect());
    for finding in findings {
        let path = finding["path"].as_str().unwrap();
        assert!(path.starts_with("content/"), "{path}");
        let number = |key: &str| finding[key].as_u64().unwrap();
        assert!(number("line") >= 1 && number("column") >= 1, "{finding}");
        assert!(number("end_line") >= number("line"), "{finding}");
    }
}

#[test]
fn a_portal_sets_the_weight_of_rules() {
    let link = Portal::new().page("en/a.md", "[b](b.md) and [c](../../c.md)");
    let strict = "\
error LNK-PAGE en/a.md:6:5 no page at `b.md`
error PATH-ESCAPE en/a.md:6:19 `../../c.md` leaves the portal
";
    assert_eq!(link.check(), strict);
    let with = |levels: &str| {
        let text = format!("title: Test\nlanguages: [en]\nlevels:\n{levels}");
        link.clone().file("supportal.yaml", text).check()
    };
    assert_eq!(
        with("  - {rule: LNK-*, level: warning, why: imported}\n"),
        strict.replace("error LNK", "warning LNK")
    );
    assert_eq!(
        with(
            "  - {rule: LNK-*, level: off, why: imported}\n  - {rule: LNK-PAGE, level: note, why: these we mend}\n"
        ),
        strict.replace("error LNK", "note LNK"),
        "the last line that speaks of a rule counts"
    );
    assert_eq!(
        with("  - {rule: PATH-ESCAPE, level: warning, why: shared with sales}\n"),
        format!("{strict}error FM-TYPE supportal.yaml:4:12 `PATH-ESCAPE` cannot be lowered\n")
    );
    // As part of a family it is not named, and stays what it is.
    assert_eq!(
        with("  - {rule: PATH-*, level: off, why: old names}\n"),
        strict
    );
}

#[test]
fn a_file_allows_its_own_findings() {
    let facts = |allow: &str| {
        let text = format!(
            "maintenance: {{notice: 2 weeks}}\nproducts:\n  - {{id: m365, health: \"http://status.example/\"}}\n{allow}"
        );
        Portal::new()
            .page("en/a.md", "![](b.svg)")
            .file("en/b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .file("support.yaml", text)
    };
    let picture = "warning A11-ALT en/a.md:6:1 the picture `b.svg` has no alternative text\n";
    let unit = "error SLA-UNIT support.yaml:1:23 `2 weeks` is not a length of time\n";
    let found = facts("").check();
    assert!(found.starts_with(&format!("{picture}{unit}")), "{found}");
    let allowed = facts("allow:\n  - {rule: SLA-UNIT, why: as in the contract}\n").check();
    assert_eq!(allowed, found.replace(unit, ""));
    // It speaks for support.yaml alone, and never for what is unsafe everywhere.
    let elsewhere = facts("allow:\n  - {rule: A11-ALT, why: no reason}\n").check();
    assert_eq!(elsewhere, found);
    let unsafe_one = facts("allow:\n  - {rule: URL-SCHEME, why: no reason}\n").check();
    assert!(
        unsafe_one.contains("`URL-SCHEME` cannot be allowed"),
        "{unsafe_one}"
    );
    assert!(unsafe_one.contains("warning URL-SCHEME"), "{unsafe_one}");
}

/// A copy of the starter portal, to make mistakes in. Its translations do not say what they were made from: each
/// change of a source would be a second finding.
struct Planted(TempDir);

impl Planted {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        copied(&starter, &dir.path().join("content"));
        unmark(&dir.path().join("content/zh-TW"));
        Self(dir)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join("content").join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn page(&self, path: &str, front: &str, text: &str) {
        let path = self.path(path);
        assert!(!path.exists(), "{}", path.display());
        fs::write(path, format!("---\n{front}\n---\n\n{text}\n")).unwrap();
    }

    /// Changes the line of a key in front matter; `None` takes it out.
    fn line(&self, path: &str, key: &str, change: impl Fn(&str) -> Option<String>) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        let line = text
            .lines()
            .find(|line| line.starts_with(&format!("{key}: ")));
        let line = line.unwrap_or_else(|| panic!("no `{key}` in {path}"));
        let new = change(line).map(|line| line + "\n").unwrap_or_default();
        self.write(path, &text.replacen(&format!("{line}\n"), &new, 1));
    }

    fn key(&self, path: &str, key: &str, value: &str) {
        self.line(path, key, |_| Some(format!("{key}: {value}")));
    }

    fn rename(&self, path: &str, key: &str, to: &str) {
        self.line(path, key, |line| Some(line.replacen(key, to, 1)));
    }

    fn without(&self, path: &str, key: &str) {
        self.line(path, key, |_| None);
    }

    /// Begins the first paragraph with these words.
    fn say(&self, path: &str, words: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        self.write(
            path,
            &text.replacen("\n---\n\n", &format!("\n---\n\n{words}\n"), 1),
        );
    }

    fn dangling(&self, path: &str, target: &str) {
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, self.path(path)).unwrap();
        #[cfg(windows)]
        std::os::windows::fs::symlink_file(target, self.path(path)).unwrap();
    }

    fn check(&self, format: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_supportal"))
            .args(["--quiet", "check", "content", "--format", format])
            .env_clear()
            // 2026-11-01.
            .env("SOURCE_DATE_EPOCH", "1793491200")
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }
}

/// Takes the hashes out of translations.
fn unmark(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            unmark(&path);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        if let Some((before, rest)) = text.split_once("\nsource_hash: [") {
            let (_, after) = rest.split_once("]\n").unwrap();
            fs::write(&path, format!("{before}\n{after}")).unwrap();
        }
    }
}
