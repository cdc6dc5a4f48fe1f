//! Brands: a portal laid over another.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use supportal::calendar::Date;
use supportal::model::output::Build;
use supportal::model::{Diagnostic, RelPath, Severity, Snapshot};
use supportal::overlay::{Portal, Reader, hash};
use supportal::pipeline::{Memos, Options, compile};
use tempfile::TempDir;

use crate::portal::copied;

/// Several portals beside each other.
struct Folders {
    dir: TempDir,
}

const BASE: &str = "title: Base\nlanguages: [en]\ntheme: {brand: \"#123456\"}\n";
const BRAND: &str = "extends: ../base\ntitle: Brand\n";

fn page(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndescription: About {title}.\n---\n\n{text}\n")
}

#[test]
fn a_portal_whose_base_states_its_facts_in_another_language_is_told_once() {
    let found = |base: &str, languages: &str| {
        let folders = Folders::new()
            .file("base/supportal.yaml", "title: Base\nlanguages: [en, de]\n")
            .file(
                base,
                "---\ntitle: Hotline\nchannel: phone\naddress: \"+49301234567\"\n---\n",
            )
            .file(
                "brand/supportal.yaml",
                &format!("{BRAND}languages: {languages}\n"),
            );
        let found = folders.snapshot().diagnostics;
        let found: Vec<String> = found
            .iter()
            .map(|one| format!("{} {}", one.code, one.message))
            .collect();
        found
    };
    // A base that lists no languages has those of its own base.
    let between = Folders::new()
        .file(
            "first/supportal.yaml",
            "title: First\nlanguages: [de, en]\n",
        )
        .file("base/supportal.yaml", "extends: ../first\ntitle: Base\n")
        .file("base/en/channels/hotline.md", "---\ntitle: Hotline\n---\n")
        .file(
            "brand/supportal.yaml",
            &format!("{BRAND}languages: [de, en]\n"),
        );
    let told = between.snapshot().diagnostics;
    assert!(told.iter().all(|one| one.code != "OVL-BASE"), "{told:?}");
    let hotline = "base/en/channels/hotline.md";
    assert_eq!(found(hotline, "[en, de]"), [""; 0]);
    assert_eq!(found("base/en/articles/b.md", "[de, en]"), [""; 0]);
    assert_eq!(
        found(hotline, "[de, en]"),
        [
            "OVL-BASE `de` comes first here and `en` in `../base`, where channels and plans stand in `en`"
        ]
    );
}

impl Folders {
    /// `base` with a home page, and `brand` over it.
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let folders = Self { dir };
        folders
            .file("base/supportal.yaml", BASE)
            .file("base/en/index.md", &page("Home", "See [a](articles/a.md)."))
            .file("base/en/articles/a.md", &page("A", "Text of the base."))
            .file("brand/supportal.yaml", BRAND)
    }

    fn file(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn path(&self, path: &str) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join(path)
    }

    fn portal(&self, name: &str) -> Portal {
        let mut reader = Reader::new(|_| None);
        reader.read(&self.path(name), today()).unwrap()
    }

    fn snapshot(&self) -> Snapshot {
        self.portal("brand").snapshot()
    }

    fn build(&self) -> Build {
        build(&self.snapshot())
    }

    /// The text of a file of the site.
    fn output(&self, url: &str) -> String {
        let build = self.build();
        let output = build.outputs.iter().find(|file| file.url.as_str() == url);
        let output = output.unwrap_or_else(|| panic!("no `{url}`:\n{:?}", build.diagnostics));
        String::from_utf8(output.bytes.to_vec()).unwrap()
    }

    /// What is found of the brand: `error LNK-PAGE ../base/en/a.md:3:5 message`.
    fn check(&self) -> String {
        let snapshot = self.snapshot();
        let found = build(&snapshot).diagnostics;
        let lines = found.iter().map(|found| line(&snapshot, found));
        lines.collect()
    }
}

fn today() -> Date {
    "2026-06-01".parse().unwrap()
}

fn build(snapshot: &Snapshot) -> Build {
    compile(snapshot, &Options::default(), &mut Memos::default())
}

fn line(snapshot: &Snapshot, found: &Diagnostic) -> String {
    let (path, start) = (&found.path, found.span.start as usize);
    let layers = &snapshot.layers;
    let (text, start) = match layers.part(path, start) {
        Some(part) => (part.text.to_string(), start - part.start + part.from),
        None => {
            let file = snapshot.file(path.as_str());
            (
                file.map_or_else(String::new, |file| file.text.to_string()),
                start,
            )
        }
    };
    let before = &text[..start.min(text.len())];
    let folder = match layers.folder_of(found) {
        "" => String::new(),
        folder => format!("{folder}/"),
    };
    format!(
        "{} {} {folder}{path}:{}:{} {}\n",
        found.severity.name(),
        found.code,
        before.matches('\n').count() + 1,
        before.chars().rev().take_while(|&c| c != '\n').count() + 1,
        found.message
    )
}

fn paths(list: &[RelPath]) -> Vec<&str> {
    list.iter().map(RelPath::as_str).collect()
}

#[test]
fn files_are_laid_over_each_other_one_by_one() {
    let folders = Folders::new()
        .file("base/en/articles/b.md", &page("B", "Of the base."))
        .file("base/assets/note.txt", "base")
        .file("base/assets/same.txt", "same")
        .file("brand/assets/same.txt", "same")
        .file("brand/assets/note.txt", "brand")
        .file("brand/en/articles/b.md", &page("B", "Of the brand."))
        .file("brand/en/articles/c.md", &page("C", "See [a](a.md)."));
    assert_eq!(folders.check(), "");
    assert!(
        folders
            .output("articles/a.html")
            .contains("Text of the base.")
    );
    assert!(folders.output("articles/b.html").contains("Of the brand."));
    assert!(
        folders
            .output("articles/c.html")
            .contains("href=\"a.html\"")
    );
    assert_eq!(folders.output("assets/note.txt"), "brand");
    let changes = folders.portal("brand").laid().1;
    assert_eq!(
        paths(&changes.replaced),
        ["assets/note.txt", "en/articles/b.md"]
    );
    assert_eq!(paths(&changes.added), ["en/articles/c.md"]);
    assert_eq!(paths(&changes.same), ["assets/same.txt"]);
    // What the base says by itself, it goes on saying.
    let base = build(&folders.portal("base").snapshot());
    assert!(
        base.outputs
            .iter()
            .all(|file| file.url.as_str() != "articles/c.html")
    );
}

/// A brand that withholds a page of its base has no translations of it to write for that.
#[test]
fn a_page_that_a_brand_withholds_is_withheld_in_every_language() {
    let folders = Folders::new()
        .file("base/supportal.yaml", "title: Base\nlanguages: [en, de]\n")
        .file("base/de/articles/a.md", &page("Ä", "Text der Basis."))
        .file(
            "brand/supportal.yaml",
            &format!("{BRAND}languages: [en, de]\n"),
        );
    let is_there = |folders: &Folders| {
        let build = folders.build();
        ["articles/a.html", "de/articles/a.html"]
            .map(|url| build.outputs.iter().any(|file| file.url.as_str() == url))
    };
    assert_eq!(is_there(&folders), [true, true]);
    let text = "---\nextends: true\ndraft: true\n---\n";
    let folders = folders
        .file("brand/en/articles/a.md", text)
        .file("brand/en/index.md", &page("Home", "Nothing here."));
    assert_eq!(is_there(&folders), [false, false]);
}

#[test]
fn an_overlay_builds_what_the_same_files_in_one_folder_build() {
    let folders = Folders::new()
        .file("brand/en/articles/c.md", &page("C", "New."))
        .file(
            "one/supportal.yaml",
            "title: Brand\nlanguages: [en]\ntheme: {brand: \"#123456\"}\n",
        )
        .file("one/en/index.md", &page("Home", "See [a](articles/a.md)."))
        .file("one/en/articles/a.md", &page("A", "Text of the base."))
        .file("one/en/articles/c.md", &page("C", "New."));
    let (brand, one) = (folders.build(), build(&folders.portal("one").snapshot()));
    assert_eq!(brand.diagnostics, one.diagnostics);
    let files = |build: &Build| -> Vec<(String, Vec<u8>)> {
        let files = build.outputs.iter();
        let files = files.map(|file| (file.url.to_string(), file.bytes.to_vec()));
        files.collect()
    };
    assert!(files(&brand) == files(&one));
}

#[test]
fn configuration_and_facts_are_merged_key_by_key_and_lists_by_id() {
    let folders = Folders::new()
        .file(
            "base/support.yaml",
            "organization:\n  name: Base\n  country: DE\n  website: https://base.example/\nmarkets: [DE, AT]\n\
             severities:\n  - {id: high, name: High, when: Nothing works.}\n  - {id: low, name: Low, when: A question.}\n  \
             - {id: none, name: None, when: All is well.}\n",
        )
        .file(
            "brand/support.yaml",
            "organization:\n  name: Brand\n  website:\nmarkets: [CH]\nseverities:\n  - {id: low, name: Small}\n  \
             - {id: none, remove: true}\n  - {id: new, name: New, when: Added.}\n",
        );
    let facts = folders.output("support.json");
    let facts: serde_json::Value = serde_json::from_str(&facts).unwrap();
    assert_eq!(
        facts["organization"],
        serde_json::json!({"name": "Brand", "country": "DE"})
    );
    assert_eq!(facts["markets"], serde_json::json!(["CH"]));
    let names: Vec<_> = facts["severities"].as_array().unwrap().iter().collect();
    let names: Vec<_> = names
        .iter()
        .map(|one| (&one["id"], &one["name"], &one["when"]))
        .collect();
    let (meanings, named): (Vec<_>, Vec<_>) =
        names.iter().map(|one| (one.2, (one.0, one.1))).unzip();
    assert_eq!(
        format!("{named:?}").replace("String", ""),
        "[((\"high\"), (\"High\")), ((\"low\"), (\"Small\")), ((\"new\"), (\"New\"))]"
    );
    assert_eq!(meanings[1], "A question.");
    let home = folders.output("index.html");
    assert!(home.contains("Brand") && !home.contains("Base"), "{home}");
    assert!(folders.build().outputs.iter().any(|file| {
        file.url.as_str().ends_with(".css")
            && String::from_utf8_lossy(&file.bytes).contains("#123456")
    }));
}

#[test]
fn what_is_taken_away_is_said_in_one_way() {
    let check = |item: &str, is_there: bool, expected: &str| {
        let folders = Folders::new()
            .file("base/support.yaml", "severities:\n  - {id: a, name: A, when: Always.}\n  - {id: b, name: B, when: Never.}\n")
            .file("brand/support.yaml", &format!("severities:\n  - {item}\n"));
        let found = folders.check();
        let found = found.lines().filter(|line| line.contains(" support.yaml:"));
        assert_eq!(found.collect::<Vec<_>>().join("\n"), expected, "{item}");
        let facts = supportal::pipeline::site(&folders.snapshot(), &Options::default());
        let severities = &facts.value.facts.severities;
        assert_eq!(
            severities.iter().any(|one| one.id.value == "a"),
            is_there,
            "{item}"
        );
    };
    check("{id: a, remove: true}", false, "");
    check("{id: a, remove: false}", true, "");
    check(
        "{id: a, remove: yes}",
        false,
        "error FM-TYPE support.yaml:2:21 `yes` is neither `true` nor `false`",
    );
    check(
        "{id: a, remove: \"true\"}",
        false,
        "error FM-TYPE support.yaml:2:21 `\"true\"` is a text, neither `true` nor `false`",
    );
    check(
        "{id: a, remove: true, name: X}",
        false,
        "warning OVL-UNUSED support.yaml:2:27 `name` is not read: `remove: true` takes the item away",
    );
    // A page that says in other words that it builds on the base's does so.
    let folders = Folders::new().file(
        "brand/en/articles/a.md",
        "---\nextends: yes\ntitle: Ours\n---\n",
    );
    assert_eq!(
        folders.check(),
        "error FM-TYPE en/articles/a.md:2:10 `yes` is neither `true` nor `false`\n"
    );
    // Where nothing is extended, nothing is left out.
    let folders = Folders::new().file(
        "brand/supportal.yaml",
        "title: Alone\nwithout: [articles/a.md]\n",
    );
    let said = "warning OVL-UNUSED supportal.yaml:2:11 this portal extends no other, so nothing is left out\n";
    assert!(folders.check().contains(said));
}

/// Whoever mends what only the brand lacks must not change the base of all brands.
#[test]
fn what_a_brand_leaves_out_is_named_where_the_base_asks_for_it() {
    let folders = Folders::new()
        .file("base/support.yaml", "services:\n  - {id: s, name: S, channels: [chat, mail]}\n")
        .file("base/en/channels/chat.md", "---\ntitle: Chat\ndescription: Chat.\nchannel: chat\naddress: https://chat.example/\n---\n\nOurs.\n")
        .file("base/en/channels/mail.md", "---\ntitle: Mail\ndescription: Mail.\nchannel: email\naddress: help@base.example\n---\n\nOurs.\n")
        .file("brand/supportal.yaml", &format!("{BRAND}without: [channels/chat.md, articles/a.md]\n"));
    let found = build(&folders.snapshot()).diagnostics;
    let hint = |code: &str| {
        let found = found.iter().find(|one| one.code == code);
        found.and_then(|one| one.hint.clone()).unwrap_or_default()
    };
    assert_eq!(
        hint("FCT-NAME"),
        "this portal leaves out `en/channels/chat.md` of its base: say in this portal what holds without it",
        "{found:?}"
    );
    assert_eq!(
        hint("LNK-PAGE"),
        "this portal leaves out `en/articles/a.md` of its base: say in this portal what holds without it",
        "{found:?}"
    );
}

/// What a brand does without is in use elsewhere, or its base says that it is not.
#[test]
fn what_a_brand_does_not_use_of_its_base_is_not_told_there() {
    let folders = Folders::new()
        .file("base/support.yaml", "holiday_sets:\n  fr:\n    region: FR\n    valid: {from: 2026-01-01, to: 2027-12-31}\n    days: [{date: 2026-12-25, name: Noël}]\ncalendars:\n  office: {name: Office, time_zone: Europe/Paris, weekly: {mon: [\"09:00-17:00\"]}, holidays: [fr]}\n")
        .file("base/en/channels/mail.md", "---\ntitle: Mail\ndescription: Mail.\nchannel: email\naddress: help@base.example\ncalendar: office\n---\n\nOurs.\n")
        .file("brand/support.yaml", "holiday_sets:\n  de:\n    region: DE\n    valid: {from: 2026-01-01, to: 2027-12-31}\n    days: [{date: 2026-12-25, name: Weihnachten}]\ncalendars:\n  office: {holidays: none}\n");
    let found = folders.check();
    let told = found.lines().filter(|line| line.contains("CAL-UNUSED"));
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["note CAL-UNUSED support.yaml:2:3 the set of holidays `de` is not used"],
        "{found}"
    );
}

#[test]
fn an_address_is_that_of_one_site() {
    const WITH: &str = "title: Base\nurl: https://base.example/\n";
    let check = |own: &str, expected: &str| {
        let brand = format!("{BRAND}{own}");
        let folders = Folders::new()
            .file("base/supportal.yaml", WITH)
            .file("brand/supportal.yaml", &brand);
        assert_eq!(folders.check(), expected, "{own}");
        let page = folders.output("articles/a.html");
        assert!(!page.contains("base.example"), "{own}");
    };
    check(
        "",
        "warning OVL-URL supportal.yaml:1:10 this portal has no `url`; `https://base.example/` is the address of the one that it extends, and not taken over\n",
    );
    check("url:\n", "");
    check("url: https://brand.example/\n", "");
    // One in the middle speaks for those under it.
    let between = |own: &str| {
        Folders::new()
            .file("first/supportal.yaml", WITH)
            .file(
                "base/supportal.yaml",
                &format!("extends: ../first\ntitle: Base\n{own}"),
            )
            .check()
    };
    assert!(between("").contains("`https://base.example/` is"));
    assert!(between("url: https://b.example/\n").contains("`https://b.example/` is"));
    assert_eq!(between("url:\n"), "");
}

/// An index holds the pages of one portal: those of the base, in that of the base.
#[test]
fn an_index_of_a_search_engine_is_that_of_one_portal() {
    const WITH: &str = "title: Base\nurl: https://base.example/\nsearch:\n  backend: {engine: typesense, url: \"https://find.example\", key: K}\n";
    let check = |own: &str, expected: &str, asked: &[&str]| {
        let brand = format!("{BRAND}url: https://brand.example/\n{own}");
        let folders = Folders::new()
            .file("base/supportal.yaml", WITH)
            .file("brand/supportal.yaml", &brand);
        assert_eq!(folders.check(), expected, "{own}");
        let page = folders.output("articles/a.html");
        assert_eq!(page.contains("find."), !asked.is_empty(), "{own}");
        assert!(
            asked.iter().all(|part| page.contains(part)),
            "{own}: {page}"
        );
    };
    let warning = |place: &str, end: &str| {
        format!(
            "warning OVL-INDEX supportal.yaml:{place} `support` at `https://find.example` is the search index of {end}\n"
        )
    };
    let inherited = "the portal that this one extends, and not taken over";
    let named = "a portal that this one extends, and not asked";
    check("", &warning("1:10", inherited), &[]);
    check(
        "search: {backend: {key: L}}\n",
        &warning("1:10", inherited),
        &[],
    );
    check("search:\n  backend:\n", "", &[]);
    check(
        "search: {backend: {index: support}}\n",
        &warning("4:27", named),
        &[],
    );
    check(
        "search: {backend: {url: \"https://FIND.example/\"}}\n",
        &warning("4:25", named),
        &[],
    );
    check(
        "search: {backend: {index: brand}}\n",
        "",
        &["brand-en", "https://find.example"],
    );
    check(
        "search: {backend: {url: \"https://find.brand.example\"}}\n",
        "",
        &["support-en", "https://find.brand.example"],
    );
    // One in the middle without an index of its own passes on where the engine is.
    let over_two = |between: &str, own: &str| {
        let folders = Folders::new()
            .file("first/supportal.yaml", WITH)
            .file(
                "base/supportal.yaml",
                &format!("extends: ../first\ntitle: Base\nurl: https://b.example/\n{between}"),
            )
            .file(
                "brand/supportal.yaml",
                &format!("{BRAND}url: https://brand.example/\n{own}"),
            );
        folders.check()
    };
    let middle = "search: {backend: {index: middle}}\n";
    assert_eq!(over_two("", ""), warning("1:10", inherited));
    assert_eq!(over_two("", "search: {backend: {index: brand}}\n"), "");
    assert!(over_two(middle, "").contains("OVL-INDEX supportal.yaml:1:10 `middle` at"));
    assert_eq!(
        over_two(middle, "search: {backend: {index: support}}\n"),
        warning("4:27", named)
    );
}

/// What a base has in a language that a brand does not list is no part of the brand, and nothing asks for it.
#[test]
fn a_brand_may_have_a_language_less() {
    let folders = Folders::new()
        .file(
            "base/supportal.yaml",
            "title: Base\nlanguages: [en, de]\nsearch:\n  expect:\n    - {query: text, page: articles/a.md}\n    - {query: nirgends, page: de/articles/a.md}\n",
        )
        .file("base/de/index.md", &page("Start", "Siehe [A](articles/a.md)."))
        .file("base/de/articles/a.md", &page("A", "Text der Basis."))
        .file("base/theme/strings/de.yaml", "search: Finden\n");
    let check = |languages: &str| {
        folders.write("brand/supportal.yaml", &format!("{BRAND}{languages}"));
        folders.check()
    };
    assert!(check("").contains("SRC-EXPECT"), "both are asked for");
    assert_eq!(check("languages: [en]\n"), "");
    let (snapshot, changes) = folders.portal("brand").laid();
    assert!(snapshot.file("de/index.md").is_none());
    assert_eq!(
        paths(&changes.left_out),
        ["de/articles/a.md", "de/index.md", "theme/strings/de.yaml"]
    );
    // The words of a language are those of its regions.
    let kept = check("languages: [en, de-AT]\n");
    assert!(!kept.contains("theme/strings"), "{kept}");
    assert!(folders.snapshot().theme.len() == 1);
    // What the brand itself asks for or writes is judged.
    let own = check("languages: [en]\nsearch: {expect: [{query: a, page: de/articles/a.md}]}\n");
    assert!(own.contains("SRC-EXPECT supportal.yaml:"), "{own}");
    folders.write("brand/de/articles/b.md", &page("B", "Ein B."));
    assert!(check("languages: [en]\n").contains("PATH-LANG"));
}

/// Tags of languages have no case (RFC 5646, section 2.1.1): the same language, written otherwise, is no other.
#[test]
fn a_language_in_other_letters_is_none_less() {
    let folders = |base: &str| {
        Folders::new()
            .file(
                "base/supportal.yaml",
                &format!("title: Base\nlanguages: {base}\nsearch: {{expect: [{{query: nowhere, page: zh-TW/articles/a.md}}]}}\n"),
            )
            .file("base/zh-TW/articles/a.md", &page("一", "文字。"))
            .file("base/theme/strings/zh-TW.yaml", "search: 尋找\n")
    };
    let left_out = |base: &str, brand: &str| {
        let folders = folders(base);
        folders.write(
            "brand/supportal.yaml",
            &format!("{BRAND}languages: {brand}\n"),
        );
        let found = folders.check();
        let (_, changes) = folders.portal("brand").laid();
        assert_eq!(
            found.contains("SRC-EXPECT"),
            changes.left_out.is_empty(),
            "{found}"
        );
        changes.left_out
    };
    assert_eq!(left_out("[en, zh-TW]", "[en, zh-tw]").len(), 0);
    assert_eq!(left_out("[en, zh-tw]", "[en, ZH-TW]").len(), 0);
    assert_eq!(
        paths(&left_out("[en, zh-tw]", "[en]")),
        ["theme/strings/zh-TW.yaml", "zh-TW/articles/a.md"]
    );
}

/// What gave words to a regional language alone goes with it.
#[test]
fn words_of_a_dropped_regional_language_go_with_it() {
    let check = |base: &str, tag: &str, brand: &str| {
        let folders = Folders::new()
            .file(
                "base/supportal.yaml",
                &format!("title: Base\nlanguages: {base}\n"),
            )
            .file(
                &format!("base/theme/strings/{tag}.yaml"),
                "search: Finden\n",
            )
            .file(
                "brand/supportal.yaml",
                &format!("{BRAND}languages: {brand}\n"),
            );
        assert!(
            !folders.check().contains("THM-STRING"),
            "{base} {tag} {brand}"
        );
        folders.snapshot().theme.len()
    };
    assert_eq!(check("[en, de-AT]", "de", "[en]"), 0);
    // The theme's own words for this one are those of Taiwan.
    assert_eq!(check("[en, zh-Hant-HK]", "zh-TW", "[en]"), 0);
    assert_eq!(check("[en, de-AT, de-CH]", "de", "[en, de-CH]"), 1);
    assert_eq!(check("[en, zh-HK, zh-MO]", "zh-TW", "[en, zh-MO]"), 1);
    assert_eq!(check("[en, de, de-AT]", "de-AT", "[en, de]"), 0);
}

#[test]
fn findings_name_the_file_that_they_are_in() {
    let folders = Folders::new()
        .file(
            "base/supportal.yaml",
            "title: Base\nlanguages: [en]\nprofil: csp\n",
        )
        .file("brand/supportal.yaml", "extends: ../base\n\ntitel: Brand\n")
        .file("base/en/articles/a.md", &page("A", "[no](no.md)"))
        .file("brand/en/articles/b.md", &page("B", "[no](no.md)"));
    let found = folders.check();
    let found: Vec<&str> = found
        .lines()
        .map(|line| line.split_once(" no page").map_or(line, |(a, _)| a))
        .collect();
    assert_eq!(
        found,
        [
            "error LNK-PAGE ../base/en/articles/a.md:6:6",
            "error LNK-PAGE en/articles/b.md:6:6",
            "error FM-KEY supportal.yaml:3:1 unknown key `titel`",
            "error FM-KEY ../base/supportal.yaml:3:1 unknown key `profil`",
        ]
    );
}

/// A brand with fewer languages than its base takes over what it has no use for; what it writes itself it is told of.
#[test]
fn synonyms_of_a_base_may_be_for_languages_that_a_brand_does_not_have() {
    let base =
        "title: Base\nlanguages: [en, de]\nsearch: {synonyms: {de: [[Rechnung, Faktura]]}}\n";
    let brand = "extends: ../base\nlanguages: [en]\nsearch: {synonyms: {fr: [[facture, note]]}}\n";
    let folders = Folders::new()
        .file("base/supportal.yaml", base)
        .file("brand/supportal.yaml", brand);
    assert_eq!(
        folders.check(),
        "warning FM-KEY supportal.yaml:3:21 no language of this portal has the synonyms of `fr`\n"
    );
}

#[test]
fn what_is_left_out_is_gone_and_must_have_been_there() {
    let folders = Folders::new()
        .file("base/en/index.md", &page("Home", "Welcome."))
        .file("base/en/old/index.md", &page("Old", "Old."))
        .file("base/en/old/b.md", &page("B", "Old."))
        .file("base/assets/x.txt", "x")
        .file(
            "brand/supportal.yaml",
            "extends: ../base\nwithout: [articles/a.md, en/old/, assets/x.txt, articles/refund.md]\n",
        )
        .file("base/support.yaml", "severities: [{id: one, name: One, when: All.}]\n")
        .file("brand/support.yaml", "severities: [{id: two, remove: true}]\n")
        .file("brand/en/articles/b.md", "---\nextends: true\ntitle: B\ndescription: About B.\n---\n\nText.\n");
    assert_eq!(
        folders.check(),
        "error OVL-UNUSED en/articles/b.md:2:10 there is no page of a base that this one extends\n\
         warning OVL-UNUSED support.yaml:1:14 the base has no `two` that could be removed\n\
         warning OVL-UNUSED supportal.yaml:2:49 the base has no `articles/refund.md` that could be left out\n"
    );
    let changes = folders.portal("brand").laid().1;
    assert_eq!(
        paths(&changes.left_out),
        [
            "assets/x.txt",
            "en/articles/a.md",
            "en/old/b.md",
            "en/old/index.md"
        ]
    );
}

#[test]
fn a_base_that_cannot_be_read_is_found_where_it_is_named() {
    let check = |base: &str, message: &str| {
        let folders = Folders::new()
            .file("brand/en/index.md", &page("Home", "[a](articles/a.md)"))
            .file(
                "brand/supportal.yaml",
                &format!("title: Brand\nextends: {base}\n"),
            )
            .file("brand/inside/supportal.yaml", "title: Inside\n")
            .file("around/supportal.yaml", "title: Around\n")
            .file("round/supportal.yaml", "extends: ../brand\n")
            .file("file.txt", "")
            .file("none/en/index.md", "");
        fs::write(folders.path("supportal.yaml"), "title: Above\n").unwrap();
        assert_eq!(folders.check(), format!("error OVL-BASE {message}\n"));
    };
    check("../bse", "supportal.yaml:2:10 there is no folder `../bse`");
    check(
        "../file.txt",
        "supportal.yaml:2:10 `../file.txt` is a file, not a folder",
    );
    check(
        "../none",
        "supportal.yaml:2:10 `../none` is no portal: it has no supportal.yaml",
    );
    check(
        "inside",
        "supportal.yaml:2:10 `inside` lies inside the portal that extends it",
    );
    check(
        "..",
        "supportal.yaml:2:10 `..` holds the portal that extends it",
    );
    check(
        ".",
        "supportal.yaml:2:10 the portals extend each other in a circle",
    );
    check(
        "../round",
        "../round/supportal.yaml:1:10 the portals extend each other in a circle",
    );
    check(
        "/base",
        "supportal.yaml:2:10 `/base` is no path from the folder of this file",
    );
    check(
        "'C:/base'",
        "supportal.yaml:2:10 `C:/base` is no path from the folder of this file",
    );
}

#[test]
fn portals_may_extend_each_other_in_a_row_that_ends() {
    let folders = Folders::new()
        .file("base/supportal.yaml", "extends: ../p0\ntitle: Base\n")
        .file("p0/supportal.yaml", "extends: ../p1\nlanguages: [en]\n")
        .file(
            "p1/supportal.yaml",
            "title: First\ntime_zone: Asia/Taipei\n",
        )
        .file("p1/en/articles/a.md", &page("A", "Of the first."))
        .file("p1/en/articles/d.md", &page("D", "Of the first, too."));
    assert_eq!(folders.check(), "");
    assert!(
        folders
            .output("articles/a.html")
            .contains("Text of the base.")
    );
    assert!(
        folders
            .output("articles/d.html")
            .contains("Of the first, too.")
    );
    for number in 1..8 {
        let text = format!("extends: ../p{}\n", number + 1);
        folders.write(&format!("p{number}/supportal.yaml"), &text);
    }
    folders.write("p8/supportal.yaml", "title: Last\n");
    assert_eq!(
        folders.check(),
        "error OVL-BASE ../p5/supportal.yaml:1:10 more than 8 portals extend each other\n"
    );
}

#[test]
fn a_page_in_place_of_another_hears_of_its_changes() {
    let base = page("A", "Text of the base.");
    let brand = |hash: &str| {
        format!("---\ntitle: A\ndescription: About A.\nbase_hash: \"{hash}\"\n---\n\nOurs.\n")
    };
    let folders = Folders::new().file("brand/en/articles/a.md", &page("A", "Ours."));
    let changes = folders.portal("brand").laid().1;
    assert_eq!(paths(&changes.unmarked), ["en/articles/a.md"]);
    folders.write("brand/en/articles/a.md", &brand(&hash(&base)));
    assert_eq!(folders.check(), "");
    folders.write(
        "base/en/articles/a.md",
        &page("A", "Text of the base, mended."),
    );
    assert_eq!(
        folders.check(),
        "warning OVL-STALE en/articles/a.md:4:12 the base's page changed since this one was put in its place\n"
    );
    assert_eq!(
        paths(&folders.portal("brand").laid().1.stale),
        ["en/articles/a.md"]
    );
    // The base's page has another name now, or is gone.
    let moved = "warning OVL-STALE en/articles/a.md:4:12 the page of the base in whose place this one was put is not there\n";
    folders.write("brand/en/articles/a.md", &brand(&hash(&base)));
    fs::rename(
        folders.path("base/en/articles/a.md"),
        folders.path("base/en/articles/b.md"),
    )
    .unwrap();
    for (text, hint) in [
        (
            base.clone(),
            "`en/articles/b.md` of the base resembles it: move this one there, or take `base_hash` out of it",
        ),
        (
            page("B", "Something else."),
            "`en/articles/b.md` of the base resembles it: move this one there, or take `base_hash` out of it",
        ),
    ] {
        folders.write("base/en/articles/b.md", &text);
        let snapshot = folders.portal("brand").snapshot();
        let found = build(&snapshot).diagnostics;
        let found = found.iter().find(|one| one.code == "OVL-STALE").unwrap();
        assert_eq!(line(&snapshot, found), moved);
        assert_eq!(found.hint.as_deref(), Some(hint));
    }
    folders.write("base/en/articles/a.md", &base);
    // A portal over the brand has a page of its own there: it is not the brand's any more.
    folders.write("over/supportal.yaml", "extends: ../brand\n");
    folders.write("over/en/articles/a.md", &page("A", "Over all."));
    assert_eq!(build(&folders.portal("over").snapshot()).diagnostics, []);
}

/// What pages of the base would do is not asked for, nor what search would find.
#[test]
fn without_its_base_a_portal_is_told_that_alone() {
    let own = "theme: {footer: [articles/a.md]}\nsearch: {expect: [{query: text, page: articles/a.md}]}\n";
    // What a brand adds to a part of the base's has the rest of it there.
    let added = own.replace("search: {", "search: {backend: {index: brand}, ");
    let folders = Folders::new().file(
        "brand/supportal.yaml",
        &format!("extends: ../bse\ntitle: Brand\n{added}"),
    );
    assert_eq!(
        folders.check(),
        "error OVL-BASE supportal.yaml:1:10 there is no folder `../bse`\n"
    );
    let folders = Folders::new()
        .file(
            "base/supportal.yaml",
            &format!("title: Base\nlanguages: [en, de]\n{own}"),
        )
        .file(
            "base/en/channels/hotline.md",
            "---\ntitle: Hotline\nchannel: phone\naddress: \"+49301234567\"\n---\n",
        )
        .file(
            "brand/supportal.yaml",
            &format!("{BRAND}languages: [de, en]\n"),
        );
    let said = folders.check();
    assert!(
        said.starts_with("error OVL-BASE supportal.yaml:3:13 "),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}

/// Whoever adds the base's number to the words of the brand's page makes it answer to another company's.
#[test]
fn a_brand_that_has_it_otherwise_writes_what_search_must_find_itself() {
    let folders = Folders::new().file(
        "base/supportal.yaml",
        "title: Base\nlanguages: [en]\nsearch: {expect: [{query: text, page: articles/a.md}]}\n",
    );
    let hint = |brand: &str| {
        folders.write("brand/supportal.yaml", &format!("{BRAND}{brand}"));
        let found = build(&folders.snapshot()).diagnostics;
        let [one] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(one.code, "SRC-EXPECT");
        one.hint.clone().unwrap()
    };
    folders.write("brand/en/articles/a.md", &page("A", "Ours."));
    let of_base = hint("");
    assert!(
        of_base.starts_with("the base's `search.expect` says so; "),
        "{of_base}"
    );
    let own = hint("search: {expect: [{query: text, page: articles/a.md}]}\n");
    assert!(own.starts_with("use the reader's words"), "{own}");
}

/// Whoever followed the hint for a portal that says all of it itself would change the base of all brands.
#[test]
fn what_only_a_brand_makes_wrong_is_to_be_mended_there() {
    let folders = Folders::new()
        .file(
            "base/support.yaml",
            "calendars:\n  office: {name: Office, time_zone: Europe/Berlin, weekly: {mon: [\"09:00-17:00\"]}, holidays: none}\nproducts:\n  - {id: mail, name: Mail, technical: {publisher: Us}}\n",
        )
        .file(
            "base/en/channels/phone.md",
            "---\ntitle: Phone\nchannel: phone\naddress: \"+493012345678\"\ncalendar: office\nproducts: [mail]\n---\n\nWe open {{ calendar.office }}.\n",
        );
    let hints = |support: &str| {
        folders.write("brand/support.yaml", support);
        let found = build(&folders.snapshot()).diagnostics.into_iter();
        let errors = found.filter(|one| one.severity == Severity::Error);
        let told = errors.map(|one| format!("{} {}", one.code, one.hint.unwrap_or_default()));
        let mut told: Vec<String> = told.collect();
        told.dedup();
        told
    };
    assert_eq!(hints(""), Vec::<String>::new());
    let own = "say in this portal what holds without it";
    assert_eq!(
        hints("products:\n  - {id: mail, remove: true}\n"),
        [format!(
            "FCT-NAME this portal takes `mail` away from `products` of its base: {own}"
        )]
    );
    assert_eq!(
        hints("calendars: {office: }\n"),
        [format!(
            "FCT-NAME this portal takes `office` away from `calendars` of its base: {own}"
        )]
    );
    assert_eq!(
        hints("calendars: {office: {always: true}}\n"),
        ["CAL-ALWAYS write `weekly:` without a value in this portal, which takes the base's away"]
    );
    assert_eq!(
        hints("calendars: {office: {always: true, weekly: {mon: [\"09:00-17:00\"]}}}\n"),
        ["CAL-ALWAYS remove `always` or `weekly`"]
    );
}

/// The base's file, which is taken then, is right.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named_in_the_folder_that_has_it() {
    use std::os::unix::fs::symlink;

    let folders = Folders::new()
        .file("middle/supportal.yaml", "extends: ../base\n")
        .file("over/supportal.yaml", "extends: ../middle\n")
        .file("brand/en/b.md", &page("B", "Ours."));
    for folder in ["brand", "middle"] {
        let inside = folders.path(&format!("{folder}/en/articles"));
        fs::create_dir_all(&inside).unwrap();
        symlink("../../../base/en/articles/a.md", inside.join("a.md")).unwrap();
    }
    let found = |portal: &str| {
        let snapshot = folders.portal(portal).snapshot();
        let found = snapshot.diagnostics.iter();
        found.map(|one| line(&snapshot, one)).collect::<String>()
    };
    let said = |folder: &str| {
        format!(
            "error PATH-ESCAPE {folder}en/articles/a.md:1:1 the link leads out of the portal, to `../../../base/en/articles/a.md`\n"
        )
    };
    assert_eq!(found("brand"), said(""));
    assert_eq!(found("middle"), said(""));
    assert_eq!(found("over"), said("../middle/"));
    // A good one over it takes its place.
    folders.write("over/en/articles/a.md", &page("A", "Over all."));
    assert_eq!(found("over"), "");
}

/// What it lacks is missing for this reason, and is not told beside it.
#[test]
fn a_page_whose_page_of_the_base_was_renamed_is_led_there() {
    let base = page("Slow", "Text of the base.");
    let check = |front: &str, place: &str, hint: &str| {
        let folders = Folders::new()
            .file("base/supportal.yaml", "title: Base\nlanguages: [en, de]\n")
            .file("base/en/articles/slow-new.md", &base)
            .file(
                "base/de/index.md",
                &page("Start", "Siehe [a](articles/a.md)."),
            )
            .file("base/de/articles/a.md", &page("A", "Text."))
            .file("base/de/articles/slow-new.md", &page("Langsam", "Text."))
            .file("brand/en/articles/slow.md", front);
        let snapshot = folders.portal("brand").snapshot();
        let found = build(&snapshot).diagnostics;
        let said = format!(
            "error OVL-UNUSED en/articles/slow.md:{place} there is no page of a base that this one extends\n"
        );
        assert_eq!(folders.check(), said);
        assert_eq!(found[0].hint.as_deref(), Some(hint));
    };
    let there = "`en/articles/slow-new.md` of the base resembles it: move this one there";
    let hashed = format!(
        "---\ntitle: Slow (ours)\nextends: true\nbase_hash: \"{}\"\n---\n",
        hash(&base)
    );
    check("---\nextends: true\n---\n", "2:10", there);
    check(&hashed, "3:10", there);
    // No page of the base is like it.
    let folders = Folders::new().file(
        "brand/en/guides/quite-another.md",
        "---\nextends: true\n---\n\nOurs.\n",
    );
    let found = build(&folders.portal("brand").snapshot()).diagnostics;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].hint.as_deref(),
        Some("remove the page, or take `extends` out of it where it is a page of its own")
    );
}

/// Another channel has another number: who took it for the one that was renamed would publish it under its name.
#[test]
fn a_channel_is_not_taken_for_another_one() {
    let hint = |channel: &str, wanted: &str| {
        let text = "---\ntitle: Phone\nchannel: phone\naddress: \"+4930111\"\n---\n";
        let folders = Folders::new()
            .file(&format!("base/en/channels/{channel}.md"), text)
            .file(
                &format!("brand/en/channels/{wanted}.md"),
                "---\nextends: true\n---\n",
            );
        let found = build(&folders.portal("brand").snapshot()).diagnostics;
        let mut found = found.into_iter().filter(|one| one.code == "OVL-UNUSED");
        found.next().and_then(|one| one.hint).unwrap_or_default()
    };
    assert_eq!(
        hint("hotline-ch", "hotline"),
        "remove the page, or take `extends` out of it where it is a page of its own"
    );
    assert_eq!(
        hint("hotline", "hotlin"),
        "`en/channels/hotline.md` of the base resembles it: move this one there"
    );
}

/// Who deletes a sign that cannot be seen looks for it where it was told.
#[test]
fn signs_that_cannot_be_seen_are_told_in_the_file_that_has_them() {
    let base =
        "---\ntitle: End\ndescription: How it ends, and when.\n---\n\nText \u{202e}of the base.\n";
    let check = |brand: &str, told: &[&str]| {
        let folders = Folders::new()
            .file("base/en/articles/end.md", base)
            .file("brand/en/articles/end.md", brand);
        let found = folders.check();
        let found = found.lines().filter(|line| line.contains("ENC-BIDI"));
        let found: Vec<&str> = found
            .map(|line| line.split(' ').nth(2).unwrap_or_default())
            .collect();
        assert_eq!(found, told, "{brand}");
    };
    check(
        "---\nextends: true\n---\n\nOurs \u{202e}abc.\n",
        &["en/articles/end.md:5:6"],
    );
    check(
        "---\nextends: true\ntitle: The \u{202e}end\n---\n",
        &["en/articles/end.md:3:12", "../base/en/articles/end.md:6:6"],
    );
}

/// What is wrong is said; that the page builds on nothing is not so.
#[test]
fn a_slip_in_front_matter_hides_no_page_of_the_base() {
    for (front, told) in [
        ("---\nextends: true\ntitle: A\ntitle: B\n---\n", "FM-DUPKEY"),
        ("---\nextends: true\n\nText.\n", "FM-UNCLOSED"),
    ] {
        let folders = Folders::new()
            .file("base/en/articles/slow.md", &page("Slow", "Text."))
            .file("brand/en/articles/slow.md", front);
        let found = folders.check();
        assert!(found.contains(told), "{found}");
        assert!(!found.contains("OVL-UNUSED"), "{found}");
    }
}

/// Nor does it part two plans that promise the same.
#[test]
fn how_a_page_is_laid_over_another_is_no_fact() {
    let plan = |title: &str| {
        format!(
            "---\ntitle: {title}\nversion: \"1.0\"\neffective: 2026-01-01\ncalendar: office\ntargets:\n  - {{severity: s1, respond: {{within: PT4H, count: open-hours}}}}\n---\n"
        )
    };
    let folders = Folders::new()
        .file("base/support.yaml", "severities: [{id: s1, rank: 1, name: Critical}]\ncalendars: {office: {name: Office, time_zone: Europe/Paris, weekly: {mon: [\"09:00-17:00\"]}, holidays: none}}\n")
        .file("base/en/sla/a.md", &plan("A"))
        .file("base/en/sla/b.md", &plan("B"));
    let over = format!(
        "---\nextends: true\nbase_hash: \"{}\"\n---\n",
        hash(&plan("B"))
    );
    let folders = folders.file("brand/en/sla/b.md", &over);
    let found = folders.check();
    assert!(found.contains("note SLA-SAME"), "{found}");
    let facts = folders.output("support.json");
    assert!(facts.contains("\"effective\""), "{facts}");
    for key in ["base_hash", "extends"] {
        assert!(!facts.contains(key), "{facts}");
    }
}

#[test]
fn a_page_may_change_some_keys_of_the_base_alone() {
    let phone = "---\ntitle: Phone\ndescription: Call us.\nchannel: phone # by voice\naddress: \"+4930111\"\n---\n\nCall [us](no.md).\n";
    let folders = Folders::new()
        .file("base/en/channels/phone.md", phone)
        .file(
            "brand/en/channels/phone.md",
            "---\nextends: true\nadress: x\naddress: \"+4930222333\"\n---\n",
        )
        .file("base/support.yaml", "first_contact: phone\n");
    let page = folders.output("channels/phone.html");
    assert!(
        page.contains("+49 30 222333") || page.contains("+4930222333"),
        "{page}"
    );
    assert!(
        page.contains("Call us.") && !page.contains("4930111"),
        "{page}"
    );
    let found = folders.check();
    assert!(
        found.contains("error FM-KEY en/channels/phone.md:3:1 unknown key `adress`"),
        "{found}"
    );
    assert!(
        found.contains("error LNK-PAGE ../base/en/channels/phone.md:8:11 no page"),
        "{found}"
    );
    assert_eq!(
        paths(&folders.portal("brand").laid().1.merged),
        ["en/channels/phone.md"]
    );
    // With a text of its own, it keeps that.
    folders.write(
        "brand/en/channels/phone.md",
        "---\nextends: true\ntitle: Line\n---\n\nOur text.\n",
    );
    let page = folders.output("channels/phone.html");
    assert!(
        page.contains("Our text.") && page.contains("Line") && !page.contains("no.md"),
        "{page}"
    );
}

#[test]
fn words_of_the_interface_are_merged_and_templates_replaced() {
    let folders = Folders::new()
        .file(
            "base/theme/strings/en.yaml",
            "search: Seek\nmenu: Contents\n",
        )
        .file("brand/theme/strings/en.yaml", "menu: Index\nserch: Find\n")
        .file(
            "base/theme/templates/faq.html",
            "{% extends \"page.html\" %}{% block more %}<p>base</p>{% endblock %}",
        )
        .file(
            "brand/theme/templates/faq.html",
            "{% extends \"page.html\" %}{% block more %}<p>brand</p>{% endblock %}",
        );
    let snapshot = folders.snapshot();
    let strings = snapshot
        .theme
        .iter()
        .find(|file| file.path.as_str() == "strings/en.yaml")
        .unwrap();
    assert_eq!(
        String::from_utf8_lossy(&strings.bytes),
        "menu: Index\nserch: Find\nsearch: Seek\n"
    );
    let found = folders.check();
    assert!(
        found.contains("THM-STRING theme/strings/en.yaml:2:1 "),
        "{found}"
    );
    let changes = folders.portal("brand").laid().1;
    assert_eq!(paths(&changes.merged), ["theme/strings/en.yaml"]);
    assert_eq!(paths(&changes.replaced), ["theme/templates/faq.html"]);
}

#[test]
fn what_is_wrong_with_a_file_of_the_base_is_heard_only_where_it_is_shown() {
    let folders = Folders::new();
    fs::write(
        folders.path("base/en/articles/b.md"),
        b"---\ntitle: B\ndescription: B.\n---\n\nA\xFFB\n",
    )
    .unwrap();
    let found = folders.check();
    assert!(
        found.starts_with("error ENC-UTF8 ../base/en/articles/b.md:6:2 "),
        "{found}"
    );
    folders.write("brand/en/articles/b.md", &page("B", "Right."));
    assert_eq!(folders.check(), "");
    fs::remove_file(folders.path("brand/en/articles/b.md")).unwrap();
    folders.write(
        "brand/supportal.yaml",
        &format!("{BRAND}without: [articles/b.md]\n"),
    );
    assert_eq!(folders.check(), "");
}

#[cfg(unix)]
#[test]
fn links_out_of_a_base_are_refused() {
    let folders = Folders::new()
        .file("secret.txt", "secret")
        .file("brand/assets/own.txt", "own");
    fs::create_dir_all(folders.path("base/assets")).unwrap();
    std::os::unix::fs::symlink("../../secret.txt", folders.path("base/assets/a.txt")).unwrap();
    std::os::unix::fs::symlink(
        "../../brand/assets/own.txt",
        folders.path("base/assets/b.txt"),
    )
    .unwrap();
    let found = folders.check();
    assert!(
        found.contains("error PATH-ESCAPE ../base/assets/a.txt:1:1 "),
        "{found}"
    );
    assert!(
        found.contains("error PATH-ESCAPE ../base/assets/b.txt:1:1 "),
        "{found}"
    );
    assert!(
        folders
            .build()
            .outputs
            .iter()
            .all(|file| !file.url.as_str().starts_with("assets/a"))
    );
}

#[test]
fn a_portal_read_again_after_edits_is_that_read_anew() {
    let folders = Folders::new().file("brand/en/articles/c.md", &page("C", "Ours."));
    let mut portal = folders.portal("brand");
    let mut edit = |what: &str, paths: &[&str], change: &dyn Fn()| {
        change();
        let changed: BTreeSet<PathBuf> = paths.iter().map(|path| folders.path(path)).collect();
        portal = portal
            .refreshed(&folders.path("brand"), today(), &changed)
            .unwrap();
        assert!(portal.snapshot() == folders.snapshot(), "{what}");
        folders.snapshot()
    };
    let home = |snapshot: &Snapshot| {
        snapshot
            .file("en/index.md")
            .map(|file| file.text.to_string())
    };
    let now = edit("a page of the base", &["base/en/index.md"], &|| {
        folders.write("base/en/index.md", &page("Home", "Again."));
    });
    assert!(home(&now).unwrap().contains("Again."));
    edit("in place of it", &["brand/en/index.md"], &|| {
        folders.write("brand/en/index.md", &page("Home", "Ours."));
    });
    let now = edit("no longer", &["brand/en/index.md"], &|| {
        fs::remove_file(folders.path("brand/en/index.md")).unwrap();
    });
    assert!(home(&now).unwrap().contains("Again."));
    edit(
        "the base extends another",
        &["base/supportal.yaml"],
        &|| {
            folders.write("first/supportal.yaml", "title: First\n");
            folders.write("first/en/articles/f.md", &page("F", "First."));
            folders.write("base/supportal.yaml", &format!("{BASE}extends: ../first\n"));
        },
    );
    let now = edit("a page of the first", &["first/en/articles/f.md"], &|| {
        folders.write("first/en/articles/f.md", &page("F", "Second."));
    });
    assert!(
        now.file("en/articles/f.md")
            .unwrap()
            .text
            .contains("Second.")
    );
    let now = edit("the base is gone", &["base/supportal.yaml"], &|| {
        fs::remove_file(folders.path("base/supportal.yaml")).unwrap();
    });
    assert_eq!(home(&now), None);
    let now = edit("and back", &["base/supportal.yaml"], &|| {
        folders.write("base/supportal.yaml", BASE);
    });
    assert!(home(&now).is_some());
    edit("nothing is extended", &["brand/supportal.yaml"], &|| {
        folders.write("brand/supportal.yaml", "title: Brand\n");
    });
}

#[test]
fn brands_built_in_a_row_are_those_built_alone() {
    let folders = Folders::new()
        .file(
            "base/en/articles/b.md",
            &page("B", "Text: 4 hours.\n\n```sh\nls\n```"),
        )
        .file("base/de/articles/b.md", &page("B", "Text: 4 Stunden."))
        .file("brand/en/articles/a.md", &page("A", "Of the brand."))
        .file(
            "two/supportal.yaml",
            "extends: ../base\ntitle: Two\nlanguages: [en, de]\n",
        )
        .file(
            "two/en/articles/b.md",
            &page("B", "Of the second: 5 hours."),
        )
        .file(
            "three/supportal.yaml",
            "extends: ../base\ntitle: Three\nlimits: {headings: 1}\n",
        )
        .file(
            "four/supportal.yaml",
            "extends: ../base\ntitle: Four\ndialect: learn\n",
        );
    let mut memos = Memos::brands();
    for name in ["brand", "two", "three", "brand", "four", "base", "two"] {
        let snapshot = folders.portal(name).snapshot();
        let shared = compile(&snapshot, &Options::default(), &mut memos);
        let alone = build(&snapshot);
        assert_eq!(shared.diagnostics, alone.diagnostics, "{name}");
        assert!(shared.outputs == alone.outputs, "{name}");
    }
}

#[test]
fn the_report_names_the_file_that_states_a_fact() {
    let folders = Folders::new()
        .file("base/supportal.yaml", "title: Base\nlanguages: [en]\nprofile: csp\n")
        .file("base/support.yaml", "first_contact: phone\n")
        .file("brand/support.yaml", "\norganization: {name: Brand}\n")
        .file(
            "base/en/channels/phone.md",
            "---\ntitle: Phone\ndescription: Call.\nchannel: phone\naddress: \"+493012345678\"\n---\n\nCall.\n",
        );
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_supportal"))
        .args(["check", "--quiet", "--report", "--today", "2026-06-01"])
        .arg(folders.path("brand"))
        .output()
        .unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    for place in [
        "../base/support.yaml:1\n",
        "../base/en/channels/phone.md:5\n",
    ] {
        assert!(report.contains(place), "{place} {report}");
    }
}

/// Holidays and translations of the base, worked on in the brand.
#[test]
fn commands_in_a_brand_know_its_base() {
    let translated = "---\ntitle: 甲\ndescription: 關於甲。\n---\n\n內文。\n";
    let folders = Folders::new()
        .file("base/supportal.yaml", "title: Base\nlanguages: [en, zh-TW]\n")
        .file("base/zh-TW/articles/a.md", translated)
        .file(
            "base/support.yaml",
            "holiday_sets:\n  tw:\n    region: TW\n    valid: {from: 2026-01-01, to: 2026-12-31}\n    days:\n      - {date: 2026-01-01, name: {en: Founding Day, zh-TW: 開國紀念日}}\n",
        )
        .file(
            "next.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101\nSUMMARY:Founding Day\nEND:VEVENT\nEND:VCALENDAR\n",
        );
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_supportal"))
            .args(arguments)
            .current_dir(folders.path("brand"))
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        String::from_utf8(text).unwrap()
    };
    let import = ["facts", "import-ics", "--set", "tw", "--write"];
    let import = [
        &import[..],
        &["--today", "2026-06-01", "--from", "2027"],
        &["--to", "2027", "../next.ics"],
    ];
    assert_eq!(
        run(&import.concat()),
        "`tw` of support.yaml now has 2 days, from 2026-01-01 to 2027-12-31\nnext: name it in a calendar, as in `holidays: [tw]`\n"
    );
    let written = fs::read_to_string(folders.path("brand/support.yaml")).unwrap();
    assert!(
        written.contains("name: {en: Founding Day, zh-TW: 開國紀念日}"),
        "{written}"
    );

    let elsewhere = "`zh-TW/articles/a.md` is a page of `../base`, which this portal extends\n";
    let hint =
        "= hint: name that portal, with `--portal ../base`; or give this one a page of its own\n";
    let refused = format!("error: {elsewhere}  {hint}");
    assert_eq!(
        run(&["translate", "accept", "zh-TW/articles/a.md"]),
        refused
    );
    assert_eq!(
        run(&["translate", "new", "zh-TW", "en/articles/a.md"]),
        refused
    );
    run(&["translate", "export", "zh-TW", "-o", "../a.xlf"]);
    let untouched = run(&["translate", "import", "../a.xlf"]);
    assert!(untouched.contains("nothing changed"), "{untouched}");
    let office = fs::read_to_string(folders.path("a.xlf")).unwrap();
    folders.write("a.xlf", &office.replace("內文", "新的內文"));
    let told = run(&["translate", "import", "../a.xlf"]);
    assert!(told.contains(elsewhere.trim_end()), "{told}");
    assert!(!folders.path("brand/zh-TW").exists());
    // A page of the brand's own is translated in the brand.
    folders.write("brand/en/articles/a.md", &page("A", "Text of the brand."));
    assert!(
        run(&["translate", "new", "zh-TW", "en/articles/a.md"])
            .starts_with("zh-TW/articles/a.md\n")
    );
}

/// The examples of docs/BRANDS.md, over the starter portal as `init` writes it.
#[test]
fn the_documented_brand_builds_as_it_is_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/BRANDS.md")).unwrap();
    let block = |language: &str| {
        let (_, rest) = text.split_once(&format!("\n```{language}\n")).unwrap();
        rest.split_once("```\n").unwrap().0.to_owned()
    };
    let dir = tempfile::tempdir().unwrap();
    let folders = Folders { dir };
    copied(&root.join("content"), &folders.path("base"));
    for (path, language) in [
        ("brands/acme/supportal.yaml", "yaml"),
        ("brands/acme/en/channels/hotline.md", "markdown"),
    ] {
        assert!(text.contains(path), "{path}");
        folders.write(path, &block(language));
    }
    let snapshot = folders.portal("brands/acme").snapshot();
    let build = build(&snapshot);
    let found: Vec<String> = (build.diagnostics.iter())
        .map(|found| line(&snapshot, found))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    let hotline = build.outputs.iter();
    let hotline = hotline.filter(|file| file.url.as_str() == "channels/hotline.html");
    for page in hotline {
        assert!(
            str::from_utf8(&page.bytes)
                .unwrap()
                .contains("+493087654321")
        );
    }
}

/// What a text of the brand lacks is told of at the brand's text, whose title the base may have.
#[test]
fn what_a_text_of_the_brand_lacks_is_found_in_the_brand() {
    let folders = Folders::new()
        .file("base/supportal.yaml", "title: Base\nlanguages: [en, zh-TW]\n")
        .file(
            "base/en/articles/b.md",
            &page("B", "See [home](../index.md).\n\n## When\n\nSoon."),
        )
        .file("base/zh-TW/articles/b.md", "---\ntitle: 乙\ndescription: 關於乙。\n---\n\n請看[首頁](../index.md)。\n\n## 何時\n\n很快。\n")
        .file("brand/zh-TW/articles/b.md", "---\nextends: true\n---\n\n我們的內文。\n");
    let found = folders.check();
    for place in [
        "warning TRN-LINKS zh-TW/articles/b.md:5:1 ",
        "note TRN-HEADINGS zh-TW/articles/b.md:5:1 ",
    ] {
        assert!(found.contains(place), "{place}\n{found}");
    }
}

/// A text that pages show has no front matter of its own until it has something to say there.
#[test]
fn a_text_that_pages_show_is_accepted_as_a_page_is() {
    let folders = Folders::new()
        .file(
            "base/en/articles/b.md",
            &page("B", "[!INCLUDE [a](../includes/a.md)]"),
        )
        .file("base/en/includes/a.md", "Have it ready.\n")
        .file("brand/en/includes/a.md", "Have ours ready.\n")
        .file("brand/en/articles/a.md", &page("A", "Ours."));
    assert_eq!(
        paths(&folders.portal("brand").laid().1.unmarked),
        ["en/articles/a.md", "en/includes/a.md"]
    );
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_supportal"))
        .args(["brand", "accept", "en/includes/a.md", "en/articles/a.md"])
        .current_dir(folders.path("brand"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let written = fs::read_to_string(folders.path("brand/en/includes/a.md")).unwrap();
    let now = hash("Have it ready.\n");
    assert_eq!(
        written,
        format!("---\nbase_hash: \"{now}\"\n---\nHave ours ready.\n")
    );
    assert_eq!(folders.portal("brand").laid().1.unmarked, []);
    let snapshot = folders.snapshot();
    assert_eq!(build(&snapshot).diagnostics, []);
    folders.write("base/en/includes/a.md", "Have it all ready.\n");
    assert_eq!(
        folders.check(),
        "warning OVL-STALE en/includes/a.md:2:12 the base's page changed since this one was put in its place\n"
    );
}
