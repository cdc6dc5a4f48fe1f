//! The original of a translation, for readers who want to see it beside the text.

use supportal::pipeline::{Memos, Options, compile};

use crate::portal::Portal;

/// One page in English and German.
fn pair(source: &str, translation: &str) -> Portal {
    Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [en, de]\n")
        .page("en/articles/a.md", source)
        .page("de/articles/a.md", translation)
}

const PAGE: &str = "de/articles/a.html";
const WORDS: &str = "articles/a.original.js";

/// An attribute of what a translation says of its original.
fn said(page: &str, name: &str) -> Option<String> {
    let tag = page.split("<template data-original ").nth(1)?;
    let value = tag.split(&format!("data-{name}=\"")).nth(1)?;
    Some(value.split('"').next()?.to_owned())
}

#[track_caller]
fn aligns(source: &str, translation: &str, runs: &str) {
    let page = pair(source, translation).output(PAGE);
    assert_eq!(said(&page, "runs").as_deref(), Some(runs), "{page}");
}

#[test]
fn a_translation_knows_which_words_stand_for_which() {
    // Title and description, then one part after the other.
    aligns("One.\n\n- Two", "Eins.\n\n- Zwei", "0 0 4");
    aligns(
        "A\n\n| B | C |\n|--|--|\n| D | |\n\n```\ne\n```\n\n> [!NOTE]\n> F",
        "A\n\n| B | C |\n|--|--|\n| D | |\n\n```\ne\n```\n\n> [!NOTE]\n> F",
        "0 0 10",
    );
    // An empty line behind the mark of an alert is none of them.
    aligns("> [!NOTE]\n> A\n\nB", "> [!NOTE]\n>\n> C\n\nD", "0 0 5");
    // Blank lines between items change nothing but the elements.
    aligns("- One\n- Two", "- Eins\n\n- Zwei", "0 0 2 3 2 1 5 3 1");
    // A section that differs is left out, the others are not.
    aligns(
        "A\n\n## B\n\nC\n\nD\n\n## E\n\nF",
        "A\n\n## B\n\nC und D\n\n## E\n\nF",
        "0 0 3 5 6 2",
    );
}

#[test]
fn where_nothing_aligns_there_is_no_view() {
    let portal = pair("One.\n\nTwo.", "Eins und zwei.");
    let build = portal.build();
    let made = build.outputs.iter().map(|file| file.url.as_str());
    assert!(!made.into_iter().any(|url| url.ends_with(".original.js")));
    let page = portal.output(PAGE);
    assert!(!page.contains("data-original") && !page.contains("data-bilingual"));
    let found = portal.check();
    let line = "note TRN-BLOCKS de/articles/a.md:6:1 below this, a paragraph is missing that stands in `en/articles/a.md:8`";
    assert!(found.contains(line), "{found}");
}

#[test]
fn blocks_that_differ_are_named_with_both_lines() {
    #[track_caller]
    fn check(source: &str, translation: &str, message: &str) {
        let found = pair(source, translation).check();
        let lines: Vec<&str> = found
            .lines()
            .filter(|line| line.contains("TRN-BLOCKS"))
            .collect();
        let wanted = format!("note TRN-BLOCKS de/articles/a.md:{message}");
        assert_eq!(lines, [wanted], "{found}");
    }
    check(
        "A\n\n- B",
        "A\n\nB",
        "8:1 a paragraph stands here, where `en/articles/a.md:8` has an item of a list",
    );
    check(
        "## A\n\nB",
        "## A\n\nB\n\nC",
        "10:1 a paragraph stands here that is not in the source, whose section ends with `en/articles/a.md:8`",
    );
    check(
        "<table><tr><td>A</td><td>B</td></tr></table>",
        "<table><tr><td>A</td></tr></table>",
        "6:12 below this, a cell of a table is missing that stands in `en/articles/a.md:6`",
    );
    check(
        "",
        "A",
        "6:1 a paragraph stands here that is not in `en/articles/a.md`",
    );
}

#[test]
fn words_come_without_what_is_the_pages_own() {
    let text = "## A {#b}\n\n*C* [D](b.md#e) `f` &copy; <span class=\"x\">G</span>[^1] <abbr title=\"I\">H</abbr>\n\n[^1]: J";
    let words = pair(text, text).output(WORDS);
    let (_, list) = words.split_once(',').unwrap();
    let list = list.strip_suffix(");\n").unwrap();
    let list: serde_json::Value = serde_json::from_str(list).unwrap();
    assert_eq!(
        list,
        serde_json::json!([
            ["en/articles/a.md"],
            ["About en/articles/a.md."],
            ["A"],
            [["em", {}, "C"], " ", ["a", {"href": "#"}, "D"], " ", ["code", {}, "f"], " © ", "G", " ", ["abbr", {"title": "I"}, "H"]],
            null,
            ["J"],
        ])
    );
}

#[test]
fn what_is_drawn_from_facts_and_code_have_no_original() {
    let text = "A\n\n:::related:::\n\n```\nb\n```";
    let portal = pair(text, text).page("en/articles/b.md", "B");
    assert_eq!(said(&portal.output(PAGE), "runs").as_deref(), Some("0 0 4"));
    let words = portal.output(WORDS);
    assert!(words.ends_with(",[\"A\"],null]);\n"), "{words}");
}

#[test]
fn only_translations_have_originals() {
    let alone = Portal::new().page("en/articles/a.md", "A");
    let made = alone.build().outputs;
    assert!(!made.iter().any(|file| file.url.as_str() == WORDS));
    // A page that stands in for a translation is its own original.
    let portal = pair("A", "A").page("en/articles/b.md", "B");
    let made = portal.build().outputs;
    let others = made.iter().filter(|file| file.url.as_str() != PAGE);
    for file in others {
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(!text.contains("<template data-original"), "{}", file.url);
    }
    assert!(
        !made
            .iter()
            .any(|file| file.url.as_str() == "articles/b.original.js")
    );
}

/// New words of the source are there for its translations, which stay as they are; a page with other parts
/// has another key, under which an old translation shows nothing.
#[test]
fn a_change_of_the_source_reaches_its_translations() {
    let mut memos = Memos::default();
    let mut seen = Vec::new();
    let sources = [
        "One.",
        "Two.",
        "- Two.",
        "Two.\n\nThree.",
        "Two.\n\n## Four",
    ];
    for source in sources {
        let portal = pair(source, "Eins.");
        let build = compile(&portal.snapshot(), &Options::default(), &mut memos);
        let clean = portal.clean();
        assert_eq!(build.outputs, clean.outputs, "{source}");
        let page = build.outputs.iter().find(|file| file.url.as_str() == PAGE);
        let page = String::from_utf8_lossy(&page.unwrap().bytes).into_owned();
        let words = build.outputs.iter().find(|file| file.url.as_str() == WORDS);
        let key = said(&page, "key");
        assert_eq!(key.is_some(), words.is_some(), "{source}");
        if let (Some(key), Some(words)) = (&key, words) {
            let words = String::from_utf8_lossy(&words.bytes);
            assert!(words.starts_with(&format!("document.currentScript.give(\"{key}\",")));
            assert!(
                words.contains(source.split('\n').next().unwrap()),
                "{words}"
            );
        }
        seen.push(key);
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[2..4], [None, None]);
    assert!(seen[4].is_some() && seen[4] != seen[0]);
}

/// All pages of the starter portal can be read with their original.
#[test]
fn the_starter_portal_aligns() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let today = "2026-06-01".parse().unwrap();
    let snapshot = supportal::discover::snapshot(&root, today).unwrap();
    let build = compile(&snapshot, &Options::default(), &mut Memos::once());
    let pages = build.pages.iter().filter(|page| {
        page.path.as_str().starts_with("zh-TW/") && page.url.as_str().starts_with("zh-TW/")
    });
    let mut count = 0;
    for page in pages {
        let file = build.outputs.iter().find(|file| file.url == page.url);
        let html = String::from_utf8_lossy(&file.unwrap().bytes);
        let runs = said(&html, "runs");
        // A page may have no text of its own.
        if html.contains("<div class=\"prose\"") {
            let runs = runs.unwrap_or_else(|| panic!("{} does not align", page.path));
            assert_eq!(runs.split(' ').count(), 3, "{}: {runs}", page.path);
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
    // What a reader chooses is no part of what the page says.
    let twins = build.outputs.iter().filter(|file| {
        let url = file.url.as_str();
        url.starts_with("zh-TW/") && url.ends_with(".md")
    });
    for twin in twins {
        let text = String::from_utf8_lossy(&twin.bytes);
        assert!(!text.lines().any(|line| line == "原文"), "{}", twin.url);
    }
}
