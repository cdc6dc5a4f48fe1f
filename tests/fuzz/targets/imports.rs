//! What other tools wrote.

use std::fs;
use std::path::Path;

use supportal::discover;
use supportal::import::{Set, Translations, Wanted, docfx, holidays, mkdocs};
use supportal::model::{Facts, RelPath, Severity, Source};
use supportal::parse;
use supportal::pipeline::{Memos, Options, compile};

use super::files::folder;
use super::text;

/// A tree of DocFX or MkDocs with any page: what it becomes is a portal whose files can be read.
pub fn trees(data: &[u8]) {
    let (kind, page) = data
        .split_first()
        .map_or((0, data), |(kind, page)| (kind % 2, page));
    let source = if kind == 0 {
        folder(&[
            (
                "docfx.json",
                br#"{"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}"#,
            ),
            (
                "toc.yml",
                b"- name: A\n  href: a.md\n- name: B\n  href: sub/b.md\n",
            ),
            ("a.md", page),
            ("sub/b.md", b"# B\n\n[A](../a.md)\n"),
        ])
    } else {
        folder(&[
            (
                "mkdocs.yml",
                b"site_name: T\nnav:\n  - A: a.md\n  - B: sub/b.md\n",
            ),
            ("docs/a.md", page),
            ("docs/index.md", b"# Home\n"),
            ("docs/sub/b.md", b"# B\n\n[A](../a.md)\n"),
        ])
    };
    let out = folder(&[]);
    let portal = out.path().join("portal");
    let made = if kind == 0 {
        docfx(source.path(), &Translations::default(), &portal)
    } else {
        mkdocs(source.path(), None, &portal)
    };
    // What cannot be read at all is said.
    let Ok(reports) = made else { return };
    for report in reports {
        report.markdown();
    }
    portal_is_sound(&portal);
}

fn portal_is_sound(portal: &Path) {
    let snapshot = discover::snapshot(portal, "2026-06-01".parse().unwrap()).expect("a portal");
    let build = compile(&snapshot, &Options::default(), &mut Memos::default());
    let broken = [
        "FM-YAML",
        "FM-UNCLOSED",
        "FM-DUPKEY",
        "FM-KEY",
        "PATH-ESCAPE",
        "INC-CYCLE",
    ];
    for found in &build.diagnostics {
        let is_broken = found.severity == Severity::Error && broken.contains(&found.code);
        assert!(
            !is_broken,
            "{found:?}\n{:?}",
            fs::read_to_string(portal.join(found.path.as_str()))
        );
    }
}

/// A calendar file: the holidays that are taken from it are YAML, and read as many.
pub fn calendars(data: &[u8]) {
    let found = holidays(data, 2025, 2028);
    for remark in &found.remarks {
        assert!(
            remark.line <= text(data).matches(['\n', '\r']).count() + 1,
            "{remark:?}"
        );
    }
    let config = Source::new(
        RelPath::new("supportal.yaml").unwrap(),
        "title: T\nlanguages: [en]\n".to_owned(),
    );
    let config = parse::config(&config).value;
    let wanted = Wanted {
        id: "h",
        region: Some("DE-BE"),
        language: config.source(),
        file: "h.ics",
        today: "2026-06-01".parse().unwrap(),
    };
    let Ok(set) = Set::joined(&found, &Facts::default(), &config, &wanted) else {
        return;
    };
    if set.is_empty() {
        return;
    }
    let yaml = Source::new(RelPath::new("support.yaml").unwrap(), set.yaml());
    let facts = parse::facts(Some(&yaml), &config);
    let mut broken = facts
        .diagnostics
        .iter()
        .filter(|found| matches!(found.code, "FM-YAML" | "FM-DUPKEY"));
    assert_eq!(broken.next(), None, "{}", yaml.text.as_str());
    assert_eq!(
        facts.value.holiday_sets[0].days.len(),
        set.len(),
        "{}",
        yaml.text.as_str()
    );
}
