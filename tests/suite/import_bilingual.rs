//! `import docfx --split-bilingual`: a tree whose sentences carry their original becomes two languages.

#![allow(
    clippy::disallowed_methods,
    reason = "tests prepare folders and look at them"
)]

use std::path::{Path, PathBuf};

use supportal::discover;
use supportal::import::{Report, Translations, docfx};
use supportal::model::output::Build;
use supportal::model::{Locale, Severity};
use supportal::pipeline::{Memos, Options, compile};
use tempfile::TempDir;

use crate::skipped::unless_beside;

/// A sentence with its original, as Learn writes them.
fn both(translation: &str, original: &str) -> String {
    format!(
        "<span data-ttu-id=\"a-1\">{translation}</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">{original}</span></span>"
    )
}

struct Imported {
    /// Removed when dropped.
    _home: TempDir,
    portal: PathBuf,
    reports: Vec<Report>,
}

impl Imported {
    /// Articles read and pages written, by language.
    fn counts(&self) -> Vec<[usize; 2]> {
        let reports = self.reports.iter();
        reports.map(|one| [one.articles, one.pages]).collect()
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.portal.join(path)).expect(path)
    }

    fn build(&self) -> Build {
        let today = "2026-06-01".parse().expect("a date");
        let snapshot = discover::snapshot(&self.portal, today).expect("a portal");
        compile(&snapshot, &Options::default(), &mut Memos::once())
    }
}

fn split(source: &Path, trees: Vec<(Locale, PathBuf)>) -> anyhow::Result<Imported> {
    let home = tempfile::tempdir().expect("a temporary folder");
    let portal = home.path().join("portal");
    let translations = Translations {
        split: true,
        trees,
        ..Translations::default()
    };
    let reports = docfx(source, &translations, &portal)?;
    Ok(Imported {
        _home: home,
        portal,
        reports,
    })
}

/// A tree in a folder of this name.
fn tree(name: &str, files: &[(&str, String)]) -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let root = home.path().join(name);
    for (path, text) in files {
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
        std::fs::write(file, text).expect("a new file");
    }
    (home, root)
}

fn small() -> (TempDir, PathBuf) {
    let refunds = format!(
        "---\ntitle: 退款 | 說明\ndescription: 如何退款。\nauthor: me\nms.contentlocale: zh-TW\n---\n# <a name=\"refunds\"></a>{}\n\n- {}\n- [{}](other.md)\n\n尚未翻譯\n",
        both("退款", "Refunds"),
        both("一", "One"),
        both("二", "Two")
    );
    let other = "---\ntitle: 其他\nms.contentlocale: zh-TW\n---\n# 其他\n\n只有中文。\n";
    tree(
        "docs",
        &[
            ("refunds.md", refunds),
            ("other.md", other.to_owned()),
            (
                "TOC.md",
                "# [退費](refunds.md)\n# 群組\n## [其他](other.md)\n".to_owned(),
            ),
        ],
    )
}

#[test]
fn every_sentence_goes_to_its_language() {
    let (_home, source) = small();
    let imported = split(&source, Vec::new()).expect("an import");
    assert_eq!(
        imported.text("en/refunds.md"),
        "---\ntitle: \"Refunds\"\nkind: article\nauthor: me\n---\n# <a name=\"refunds\"></a>Refunds\n\n- One\n- [Two](other.md)\n\n尚未翻譯\n"
    );
    assert_eq!(
        imported.text("zh-TW/refunds.md"),
        "---\ntitle: \"退款\"\ndescription: \"如何退款。\"\nkind: article\nsearch: {keywords: [\"退款 | 說明\"]}\nauthor: me\nms.contentlocale: zh-TW\n---\n# <a name=\"refunds\"></a>退款\n\n- 一\n- [二](other.md)\n\n尚未翻譯\n"
    );
    // English comes first: it is what the other was made from.
    let config = imported.text("supportal.yaml");
    assert!(config.contains("languages: [en, zh-TW]\n"), "{config}");
    let name = "title: {en: \"Refunds\", zh-TW: \"退費\"}";
    assert!(config.contains(name), "{config}");
}

#[test]
fn what_has_no_original_is_said_and_marked() {
    let (_home, source) = small();
    let imported = split(&source, Vec::new()).expect("an import");
    // There is no other text: readers and their programs are told which language it is in.
    let other = imported.text("en/other.md");
    assert!(
        other.ends_with("---\n# 其他\n\n<div lang=\"zh-TW\">\n\n只有中文。\n\n</div>\n"),
        "{other}"
    );
    let left = imported.reports[0].left.iter();
    let left: Vec<String> = left
        .map(|one| format!("{}:{} {}", one.file, one.line, one.construct))
        .collect();
    assert_eq!(
        left,
        [
            "TOC.md:2 entry of a table of contents without an original",
            "other.md:1 page without an original, in zh-TW in both languages",
            "refunds.md:12 text without an original, the same in both languages",
        ]
    );
    assert_eq!(imported.reports[1].left, []);
}

#[test]
fn a_further_translation_stands_beside_both() {
    let (_home, source) = small();
    let german =
        "---\ntitle: Erstattungen\n---\n# Erstattungen\n\n- Eins\n- [Zwei](other.md)\n\nText.\n";
    let (_other, german) = tree("docs.de-de", &[("refunds.md", german.to_owned())]);
    let german = (Locale::new("de-DE").expect("a tag"), german);
    let imported = split(&source, vec![german.clone()]).expect("an import");
    let languages: Vec<&str> = imported
        .reports
        .iter()
        .map(|one| one.language.as_str())
        .collect();
    assert_eq!(languages, ["en", "zh-TW", "de-DE"]);
    let build = imported.build();
    for page in ["zh-TW/refunds.html", "de-DE/refunds.html"] {
        let file = build.outputs.iter().find(|file| file.url.as_str() == page);
        let html = String::from_utf8_lossy(&file.expect(page).bytes);
        assert!(html.contains("refunds.original.js"), "{page}");
    }

    let english = (Locale::new("en").expect("a tag"), german.1);
    let error = split(&source, vec![english]).err().expect("a refusal");
    let error = error.to_string();
    assert!(error.contains("a second tree in en"), "{error}");
    assert!(error.contains("there is en and zh-TW already"), "{error}");
}

#[test]
fn a_tree_without_originals_is_not_split() {
    let (_home, source) = tree("docs.zh-tw", &[("a.md", "# 一\n\n二\n".to_owned())]);
    let error = split(&source, Vec::new()).err().expect("a refusal");
    let error = error.to_string();
    assert!(error.contains("no page of"), "{error}");
    assert!(error.contains("leave out `--split-bilingual`"), "{error}");
}

/// A tree of the shared corpus; `None`, and said, where there is none.
fn corpus(name: &str) -> Option<(PathBuf, Imported)> {
    let source = unless_beside(&format!("shared/corpus/{name}"))?;
    let imported = split(&source, Vec::new()).expect("an import");
    Some((source, imported))
}

/// Translations that are shown with their original whole, and all of them.
fn aligned(build: &Build) -> (usize, usize) {
    let pages = build.pages.iter().filter(|page| {
        page.path.as_str().starts_with("zh-TW/") && page.url.as_str().starts_with("zh-TW/")
    });
    let mut counts = (0, 0);
    let misaligned: Vec<&str> = build
        .diagnostics
        .iter()
        .filter(|one| matches!(one.code, "TRN-BLOCKS" | "TRN-HEADINGS"))
        .map(|one| one.path.as_str())
        .collect();
    for page in pages {
        let file = build.outputs.iter().find(|file| file.url == page.url);
        let html = String::from_utf8_lossy(&file.expect("a page").bytes);
        let shown = html.contains("<template data-original ");
        counts.0 += usize::from(shown && !misaligned.contains(&page.path.as_str()));
        counts.1 += 1;
    }
    counts
}

#[test]
fn corpus_of_2017_becomes_two_languages_that_align() {
    let Some((source, imported)) = corpus("partner-center-2017-bilingual/partner-center") else {
        return;
    };
    assert_eq!(imported.counts(), [[101, 101], [101, 101]]);
    let build = imported.build();
    let errors = build.diagnostics.iter();
    let errors = errors.filter(|one| one.severity == Severity::Error);
    assert_eq!(errors.count(), 0);
    assert_eq!(aligned(&build), (101, 101));

    // The page that the project began with says in English what its spans said, and no more.
    let written = std::fs::read_to_string(source.join("customer-support.md")).expect("the seed");
    let spans = written.split("<span data-stu-id=").skip(1).map(|rest| {
        let (_, rest) = rest.split_once('>').expect("the end of a tag");
        rest.split("</span>").next().expect("a sentence")
    });
    let spans: Vec<&str> = spans.collect();
    assert_eq!(spans.len(), 24);
    let english = imported.text("en/customer-support.md");
    let (_, english) = english.split_once("\n---\n").expect("front matter");
    assert_eq!(words(english), words(&spans.join("\n")));
    assert!(!english.contains("sxs-lookup") && !english.contains("-id="));
}

/// The words of Markdown: without tags, destinations and marks.
fn words(markdown: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '<' => rest.find('>').map(|end| end + 1),
            ']' if rest.starts_with("](") => rest.find(')').map(|end| end + 1),
            _ => None,
        };
        if skipped.is_none() && c != '[' && c != '*' && c != '#' {
            text.push(c);
        }
        rest = &rest[skipped.unwrap_or(c.len_utf8())..];
    }
    let words = text.split_whitespace().filter(|word| *word != "-");
    words.map(str::to_owned).collect()
}

#[test]
fn corpus_of_2021_becomes_two_languages() {
    let Some((_, imported)) = corpus("partner-center-zh-tw-bilingual") else {
        return;
    };
    assert_eq!(imported.counts(), [[310, 310], [310, 310]]);
    // On one page a blank behind a number makes a list of a line, in Chinese alone.
    assert_eq!(aligned(&imported.build()), (310, 311));
}
