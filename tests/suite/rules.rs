//! The documentation of the rules is true.
//!
//! Each `src/check/CODE.md` has a section "Wrong" and a section "Right". A path in backticks on a line of
//! its own names the file that the block below it holds; together the files of a section are a portal.
//! What they leave out is given: a supportal.yaml, a first page, and front matter for a page that shows none.
//! A line `<!-- error: CODE -->`, in YAML `# error: CODE` and in CSS `/* error: CODE */`, is no part of the file: it says
//! what is found in the line below it. What is no text, such as a pipe or a damaged file, cannot be shown so; the rules
//! about those are listed here with the test that covers them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use supportal::check::{Rule, profile, rules};
use supportal::model::config::Profile;
use supportal::model::{Diagnostic, RelPath, Source};
use supportal::pipeline::Options;

use crate::portal::{Portal, compiled};

/// Rules about files that are no text or that not every system can hold, about several folders or other hosts, and the
/// tests that break them.
const NOT_TEXT: [(&str, &str); 18] = [
    ("AST-TYPE", "hostile::files_are_what_their_names_say"),
    (
        "ENC-BIDI",
        "discover::bytes_that_are_no_text_are_found_where_they_stand",
    ),
    (
        "ENC-CONTROL",
        "discover::bytes_that_are_no_text_are_found_where_they_stand",
    ),
    (
        "ENC-UTF8",
        "discover::bytes_that_are_no_text_are_found_where_they_stand",
    ),
    (
        "FS-READ",
        "discover::links_are_followed_only_to_files_of_the_portal",
    ),
    ("FS-TYPE", "discover::pipes_are_not_waited_for"),
    ("LIM-SIZE", "discover::texts_over_the_limit_are_refused"),
    (
        "LNK-EXT",
        "external::addresses_that_lead_nowhere_are_found_where_they_are_named",
    ),
    (
        "OVL-BASE",
        "overlay::a_base_that_cannot_be_read_is_found_where_it_is_named",
    ),
    (
        "OVL-INDEX",
        "overlay::an_index_of_a_search_engine_is_that_of_one_portal",
    ),
    (
        "OVL-STALE",
        "overlay::a_page_in_place_of_another_hears_of_its_changes",
    ),
    (
        "OVL-UNUSED",
        "overlay::what_is_left_out_is_gone_and_must_have_been_there",
    ),
    ("OVL-URL", "overlay::an_address_is_that_of_one_site"),
    (
        "PATH-LONG",
        "discover::names_that_some_system_refuses_are_found",
    ),
    (
        "PATH-RESERVED",
        "discover::names_that_some_system_refuses_are_found",
    ),
    (
        "PATH-SYMLINK",
        "discover::links_are_followed_only_to_files_of_the_portal",
    ),
    (
        "PUB-LASTMOD",
        "beside::a_history_tells_dates_only_where_it_is_whole",
    ),
    ("PUB-LIMIT", "publish::more_than_a_host_takes_is_an_error"),
];

/// What is found in the wrong example of each rule, by the rule's text: compiled once for all who ask.
static FOUND: LazyLock<BTreeMap<&str, Vec<Diagnostic>>> = LazyLock::new(|| {
    let found = |rule: &Rule| (rule.doc, diagnostics(&wrong(rule.doc)));
    rules().iter().map(found).collect()
});

/// Words in the program that look like a rule's name and are none.
const NO_RULES: [&str; 3] = ["DE-BE", "LAST-MODIFIED", "YYYY-MM-DD"];

/// Rules that ask for more than an example says. An example shows one thing, so these are counted in their
/// own examples alone; so is whatever a profile asks for.
const ASK_FOR_MORE: [&str; 20] = [
    "CAL-NAME",
    "CAL-NOHOLIDAYS",
    "CAL-UNUSED",
    "CNT-DESC",
    "LEG-A11Y",
    "LEG-IMPRINT",
    "LEG-PRIVACY",
    "PRC-TAX",
    "PRC-UNIT",
    "SLA-BINDING",
    "SLA-EMPTY",
    "SLA-HOLE",
    "SLA-NOTICE",
    "SLA-PAUSE",
    "SLA-REMEDY",
    "SLA-RESPONSE",
    "SLA-START",
    "SUP-NAME",
    "TRN-DATA",
    "TRN-MISSING",
];

#[test]
fn examples_do_what_they_say() {
    let mut wrong = Vec::new();
    for rule in rules() {
        if let Err(what) = check(rule) {
            wrong.push(format!("{}: {what}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_wrong_example_is_noticed() {
    let check_doc = |doc: &str| {
        let doc = doc.to_owned().leak();
        let mut rule = rules()[0];
        (rule.code, rule.doc) = ("A11-H1", doc);
        check(&rule).unwrap_err()
    };
    let head = "# A11-H1: one title\n\nWhy.\n\n";
    let block = |text: &str| format!("`en/a.md`\n\n```markdown\n{text}\n```\n\n");
    let right = format!("## Right\n\n{}", block("Text."));
    let doc = |wrong: &str| format!("{head}## Wrong\n\n{}{right}", block(wrong));
    let unmarked = check_doc(&doc("Text.\n\n# Again"));
    assert!(
        unmarked.contains("\n  found, not marked: warning A11-H1 en/a.md:3"),
        "{unmarked}"
    );
    let elsewhere = check_doc(&doc("<!-- warning: A11-H1 -->\nText.\n\n# Again"));
    assert!(
        elsewhere.contains("\n  marked, not found: warning A11-H1 en/a.md:1"),
        "{elsewhere}"
    );
    assert!(elsewhere.contains("en/a.md:3"), "{elsewhere}");
    let severity = check_doc(&doc("Text.\n\n<!-- error: A11-H1 -->\n# Again"));
    assert!(severity.contains("marked, not found: error"), "{severity}");
    let nothing = check_doc(&doc("Text."));
    assert_eq!(nothing, "\"Wrong\" marks no A11-H1");
    let one_sided = check_doc(&format!("{head}{right}"));
    assert_eq!(one_sided, "the sections are [\"Right\"]");
}

/// Who imports ten thousand pages without descriptions need not read that ten thousand times.
#[test]
fn what_most_pages_lack_is_one_finding() {
    let of = |lacking: usize, more: usize, config: &str| {
        let mut portal = Portal::new().page("en/index.md", "Welcome.").file(
            "supportal.yaml",
            format!("title: Test\nlanguages: [en]\n{config}"),
        );
        for number in 0..lacking {
            let path = format!("en/articles/a{number:03}.md");
            portal = portal.file(
                &path,
                format!("---\ntitle: A {number}\n---\n\nText {number}.\n"),
            );
        }
        for number in 0..more {
            let path = format!("en/articles/b{number:03}.md");
            portal = portal.page(&path, &format!("Words {number}."));
        }
        let found = portal.check();
        let found = found.lines().filter(|line| line.contains("CNT-DESC"));
        found.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of(20, 0, "").len(), 20);
    assert_eq!(of(21, 42, "").len(), 21);
    let said = "warning CNT-DESC supportal.yaml:1:1 21 of 63 pages in `en` have no description: \
        `en/articles/a000.md`, `en/articles/a001.md`, `en/articles/a002.md` and 18 more";
    assert_eq!(of(21, 41, ""), [said]);
    let level = |rule: &str, level: &str| {
        of(
            30,
            0,
            &format!("levels:\n  - {{rule: {rule}, level: {level}, why: Imported.}}\n"),
        )
    };
    let each = level("CNT-DESC", "note");
    assert_eq!(each.len(), 30);
    assert_eq!(
        each[0],
        "note CNT-DESC en/articles/a000.md:2:1 this page has no description"
    );
    let [one] = &level("CNT-*", "error")[..] else {
        panic!("not one finding");
    };
    assert!(
        one.starts_with("error CNT-DESC supportal.yaml:1:1 30 of 31 pages"),
        "{one}"
    );
    assert_eq!(level("CNT-DESC", "off"), [""; 0]);
}

#[test]
fn every_rule_that_is_found_is_documented() {
    let found = codes_in_source();
    let documented: BTreeSet<&str> = rules().iter().map(|rule| rule.code).collect();
    let found_codes: BTreeSet<&str> = found.keys().map(String::as_str).collect();
    let undocumented: Vec<_> = found
        .iter()
        .filter(|(code, _)| !documented.contains(code.as_str()))
        .collect();
    assert!(
        undocumented.is_empty(),
        "no src/check/CODE.md for {undocumented:?}"
    );
    let never: Vec<_> = documented.difference(&found_codes).collect();
    assert!(never.is_empty(), "documented and never found: {never:?}");
}

#[test]
fn rules_are_listed_in_order_and_each_file_is_one_rule() {
    let codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    let names: BTreeSet<String> = codes.iter().map(|code| file_name(code)).collect();
    let files: BTreeSet<String> = fs::read_dir(root().join("src/check"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".md"))
        .collect();
    assert_eq!(names, files);
    for rule in rules() {
        let title = rule.doc.lines().next().unwrap();
        assert_eq!(title, format!("# {}: {}", rule.code, rule.summary()));
        // `explain` lists the codes in a column before the summaries.
        let width = rule.summary().chars().count();
        assert!(width <= 63, "{title}: {width} characters");
        assert!(!title.ends_with('.'), "{title}");
        let file = root().join("src/check").join(file_name(rule.code));
        assert_eq!(fs::read_to_string(file).unwrap(), rule.doc, "{}", rule.code);
    }
}

/// Whatever is found can be lowered or allowed by its name, unless it must not be.
#[test]
fn each_rule_can_be_named_in_a_portal() {
    for rule in rules() {
        let code = rule.code;
        let text = format!(
            "title: T\nlanguages: [en]\nlevels: [{{rule: {code}, level: note, why: x}}]\nallow: [{{rule: {code}, why: x}}]\n"
        );
        let path = RelPath::new("supportal.yaml").unwrap();
        let found = supportal::parse::config(&Source::new(path, text)).diagnostics;
        let unknown = found
            .iter()
            .find(|one| one.message.contains("is not a rule"));
        assert!(unknown.is_none(), "{code}: {unknown:?}");
    }
    for wrong in [
        "SLA",
        "SLA-",
        "-SLA",
        "SLA--SHUT",
        "SLA-*-SHUT",
        "sla-channel-shut",
    ] {
        assert!(
            supportal::parse::formats::rule(wrong, true).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn rules_without_examples_have_a_test() {
    assert!(NOT_TEXT.is_sorted());
    for (code, test) in NOT_TEXT {
        let (module, name) = test.split_once("::").unwrap();
        let source = fs::read_to_string(root().join(format!("tests/suite/{module}.rs"))).unwrap();
        let body = source.split_once(&format!("fn {name}()"));
        let body = body.unwrap_or_else(|| panic!("no test {test}")).1;
        let body = body.split("\n}\n").next().unwrap();
        assert!(body.contains(code), "{test} does not name {code}");
    }
}

/// Compiles the examples of a rule.
fn check(rule: &Rule) -> Result<(), String> {
    let sections = sections(rule.doc);
    let names: Vec<&str> = sections.iter().map(|(name, _)| *name).collect();
    if names != ["Wrong", "Right"] {
        return Err(format!("the sections are {names:?}"));
    }
    let examples: Vec<Example> = sections.iter().map(|(_, text)| example(text)).collect();
    let no_text = NOT_TEXT.iter().any(|(code, _)| *code == rule.code);
    let shown = examples.iter().any(|example| !example.files.is_empty());
    if no_text {
        let what = "it is listed as a rule without examples, and has some";
        return if shown { Err(what.into()) } else { Ok(()) };
    }
    let own = format!(" {} ", rule.code);
    let marks_own = examples[0].marked.iter().any(|line| line.contains(&own));
    if examples[1].files.is_empty() || !examples[1].marked.is_empty() {
        return Err("\"Right\" has no files, or marks".into());
    }
    let mut wrong = String::new();
    for (name, example) in ["Wrong", "Right"].into_iter().zip(examples) {
        let found = match FOUND.get(rule.doc) {
            Some(found) if name == "Wrong" => told(&example, found, rule.code),
            _ => told(&example, &diagnostics(&example), rule.code),
        };
        let missing = example.marked.iter().filter(|line| {
            !found
                .iter()
                .any(|found| found.starts_with(&format!("{line}:")))
        });
        missing.for_each(|line| wrong.push_str(&format!("\n  marked, not found: {line}")));
        let more = found.iter().filter(|found| {
            !example
                .marked
                .iter()
                .any(|line| found.starts_with(&format!("{line}:")))
        });
        more.for_each(|line| wrong.push_str(&format!("\n  found, not marked: {line}")));
        if !wrong.is_empty() {
            return Err(format!("{name}{wrong}"));
        }
    }
    if !marks_own {
        return Err(format!("\"Wrong\" marks no {}", rule.code));
    }
    Ok(())
}

/// The files of a section, and what is marked in them: `error LNK-PAGE en/a.md:3`.
struct Example {
    files: Vec<File>,
    marked: BTreeSet<String>,
}

struct File {
    path: String,
    text: String,
    /// Lines in front of what is shown.
    above: usize,
}

/// The second headings of a text and what is below each.
fn sections(doc: &str) -> Vec<(&str, String)> {
    let mut sections: Vec<(&str, String)> = Vec::new();
    let mut in_block = false;
    for line in doc.lines() {
        in_block ^= line.starts_with("```");
        match (line.strip_prefix("## "), sections.last_mut()) {
            (Some(name), _) if !in_block => sections.push((name, String::new())),
            (_, Some((_, text))) => text.push_str(&format!("{line}\n")),
            _ => {}
        }
    }
    sections
}

fn example(section: &str) -> Example {
    let mut example = Example {
        files: Vec::new(),
        marked: BTreeSet::new(),
    };
    let mut lines = section.lines();
    let mut path = None;
    while let Some(line) = lines.next() {
        let named = line
            .strip_prefix('`')
            .and_then(|rest| rest.strip_suffix('`'));
        if let Some(named) = named.filter(|named| !named.contains('`')) {
            path = Some(named.to_owned());
            continue;
        }
        let fence: String = line.chars().take_while(|&c| c == '`').collect();
        if fence.len() < 3 {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        if let Some(path) = path.take() {
            file(path, &block, &mut example);
        }
    }
    example
}

/// Adds a file without its marks.
fn file(path: String, block: &[&str], example: &mut Example) {
    let mut kept: Vec<&str> = Vec::new();
    for line in block {
        match mark(line) {
            Some(mark) => {
                let line = kept.len() + 1;
                example.marked.insert(format!("{mark} {path}:{line}"));
            }
            None => kept.push(line),
        }
    }
    let mut text = kept.join("\n") + "\n";
    let mut above = 0;
    let fragment = path.contains("/includes/");
    if path.ends_with(".md") && !fragment && !text.starts_with("---\n") {
        let head = format!("---\ntitle: Page {path}\ndescription: About {path}.\n---\n");
        above = head.lines().count();
        text = head + &text;
    }
    example.files.push(File { path, text, above });
}

/// `error LNK-PAGE` of the line `<!-- error: LNK-PAGE -->`.
fn mark(line: &str) -> Option<String> {
    let line = line.trim();
    let words = line
        .strip_prefix("<!-- ")
        .and_then(|rest| rest.strip_suffix(" -->"))
        .or_else(|| line.strip_prefix("/* ")?.strip_suffix(" */"))
        .or_else(|| line.strip_prefix("# "))?;
    let (severity, code) = words.split_once(": ")?;
    let known = ["error", "warning", "note"].contains(&severity) && is_code(code);
    known.then(|| format!("{severity} {code}"))
}

/// What is found, one a line: `error LNK-PAGE en/a.md:3: no page at …`.
fn told(example: &Example, diagnostics: &[Diagnostic], rule: &str) -> Vec<String> {
    let line = |found: &Diagnostic| {
        let path = found.path.as_str();
        let file = example.files.iter().find(|file| file.path == path);
        let (text, above) = file.map_or(("", 0), |file| (file.text.as_str(), file.above));
        let start = (found.span.start as usize).min(text.len());
        let line = text[..start].matches('\n').count() + 1;
        // A finding on the whole of a file stands in its first line, shown or not.
        let line = line.saturating_sub(above).max(1);
        let (severity, code) = (found.severity.name(), found.code);
        format!("{severity} {code} {path}:{line}: {}", found.message)
    };
    let badly_put = diagnostics.iter().filter(|found| !is_well_put(found));
    let badly_put = badly_put.map(|found| format!("badly put: {found:?}"));
    diagnostics
        .iter()
        .filter(|found| found.code == rule || !asks_for_more(found.code))
        .map(line)
        .chain(badly_put)
        .collect()
}

/// All that is found in an example.
fn diagnostics(example: &Example) -> Vec<Diagnostic> {
    let mut portal = Portal::new().page("en/index.md", "Welcome.");
    for file in &example.files {
        portal = portal.file(&file.path, &file.text);
    }
    // On a disk, so that the names of files are judged, too.
    let snapshot = portal.on_disk().snapshot();
    compiled(&snapshot, &Options::default()).diagnostics
}

/// The example that a rule calls wrong.
fn wrong(doc: &str) -> Example {
    let sections = sections(doc);
    let wrong = sections.iter().find(|(name, _)| *name == "Wrong");
    example(wrong.map_or("", |(_, text)| text))
}

/// What a rule says of the examples that it calls wrong.
pub fn said(rule: &Rule) -> Vec<Diagnostic> {
    let found = FOUND[rule.doc].iter();
    found
        .filter(|found| found.code == rule.code)
        .cloned()
        .collect()
}

fn asks_for_more(code: &str) -> bool {
    let profiles = [Profile::Csp, Profile::CspChina, Profile::Generic];
    let mut lines = profiles.into_iter().flat_map(profile::lines);
    ASK_FOR_MORE.contains(&code) || lines.any(|line| line.rule == code)
}

/// Whether a finding reads as all others do: lower case, no full stop, a way out that asks nothing.
fn is_well_put(found: &Diagnostic) -> bool {
    let begins_small = |text: &str| !text.starts_with(char::is_uppercase);
    let ends_open = |text: &str| !text.ends_with(['.', '!', '?']);
    let good = |text: &str| begins_small(text) && ends_open(text) && !text.trim().is_empty();
    // A hint may begin with a name, such as YAML.
    good(&found.message) && found.hint.as_deref().is_some_and(ends_open)
}

/// Names of rules in the program, and a file where each stands.
fn codes_in_source() -> BTreeMap<String, PathBuf> {
    let mut codes = BTreeMap::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let mut own = ["tests", "tests.rs", "check/mod.rs"].iter();
            if own.any(|end| path.ends_with(end)) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|of| of == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
                let quoted = program.split('"').filter(|word| is_code(word));
                let rules = quoted.filter(|word| !NO_RULES.contains(word));
                rules.for_each(|code| drop(codes.insert(code.to_owned(), path.clone())));
            }
        }
    }
    codes
}

/// Whether a text has the form of a rule's name: `LNK-PAGE`, `A11-H1`, `SLA-CHANNEL-SHUT`.
fn is_code(text: &str) -> bool {
    let letters = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    text.split_once('-').is_some_and(|(family, name)| {
        (2..=4).contains(&family.len())
            && family.starts_with(|first: char| first.is_ascii_uppercase())
            && name.len() >= 2
            && letters(family)
            && name
                .split('-')
                .all(|part| !part.is_empty() && letters(part))
    })
}

fn file_name(code: &str) -> String {
    format!("{}.md", code.to_lowercase().replace('-', "_"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
