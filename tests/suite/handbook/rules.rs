//! A page for each rule, from its documentation and from what it says of its own examples.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use supportal::check::{Rule, rules};
use supportal::model::{Diagnostic, RelPath, Span};

use super::{Pages, head};
use crate::rules as examples;

/// The families of rules, by the first part of their names: what they are about, and a sentence on them.
const FAMILIES: [(&str, &str, &str); 31] = [
    (
        "A11",
        "Accessibility",
        "What keeps readers out who do not see, hear or move as others do.",
    ),
    ("AST", "Assets", "Files that are published as they are."),
    ("CAL", "Calendars", "Hours, holidays and time zones."),
    (
        "CFG",
        "Configuration",
        "What supportal.yaml says of the site.",
    ),
    (
        "CHN",
        "Channels",
        "Numbers and addresses by which you are reached, and what they cost.",
    ),
    (
        "CNT",
        "Content",
        "Pages that say nothing, say it twice, or are not finished.",
    ),
    (
        "ENC",
        "Encoding",
        "Characters that cannot be read, or that show something else than what is there.",
    ),
    (
        "ESC",
        "Escalation",
        "The way a problem takes through the levels of support.",
    ),
    (
        "FCT",
        "Facts in texts",
        "References to facts, and facts that were typed by hand.",
    ),
    (
        "FM",
        "Front matter and YAML",
        "Keys and values of front matter, supportal.yaml and support.yaml.",
    ),
    (
        "FRS",
        "Freshness",
        "Pages that nobody has looked at for too long.",
    ),
    ("FS", "Files", "Files that cannot be read or published."),
    ("HTML", "HTML", "Elements within Markdown."),
    ("INC", "Includes", "Files that pages include."),
    (
        "LEG",
        "Law",
        "What the law of a market asks a provider to say. supportal never says that you comply.",
    ),
    (
        "LIM",
        "Limits",
        "What is too large or too many, so that no text can hold up the machine.",
    ),
    (
        "LNK",
        "Links",
        "Links that lead nowhere or elsewhere than they say.",
    ),
    (
        "MD",
        "Markdown",
        "What begins in a page and does not end, and the reverse.",
    ),
    (
        "OVL",
        "Overlays",
        "A portal over another: what it takes over, replaces and leaves out.",
    ),
    (
        "PATH",
        "Paths",
        "Names of files that not every system can hold, or that would share an address.",
    ),
    ("PRC", "Prices", "Amounts, currencies, taxes and units."),
    ("PUB", "Publication", "What the host takes and sends."),
    ("RDR", "Redirects", "Old addresses that lead to pages."),
    ("SEC", "Secrets", "What must not be published."),
    (
        "SLA",
        "Service levels",
        "Promises of plans: whether they can be kept, counted and understood.",
    ),
    ("SRC", "Search", "What search must find."),
    (
        "SUP",
        "Support description",
        "What the profile asks a support description to say.",
    ),
    ("SVG", "Drawings", "What drawings may hold."),
    (
        "THM",
        "Theme",
        "Colours, templates and texts of the theme that a portal changes.",
    ),
    (
        "TRN",
        "Translations",
        "Translations that lag behind their source or say something else.",
    ),
    ("URL", "Addresses", "Addresses of links and their forms."),
];

/// What rules say that have no examples, since they are about files that are no text or about other
/// hosts; `…` stands for what differs from case to case.
const SAID: [(&str, &str); 14] = [
    (
        "AST-TYPE",
        "error: the file's name says …, and its content does not",
    ),
    (
        "ENC-BIDI",
        "error: …, a character that turns the reading direction, stands in the text",
    ),
    (
        "ENC-BIDI",
        "warning: …, which ends a change of the reading direction that nothing began, stands in the text",
    ),
    (
        "ENC-CONTROL",
        "error: …, a control character, stands in the text",
    ),
    ("ENC-UTF8", "error: the text is not UTF-8 from byte … on"),
    (
        "FS-READ",
        "error: the link leads to `…`, which does not exist",
    ),
    ("FS-TYPE", "error: `…` is …, which cannot be published"),
    ("LIM-SIZE", "error: the file has … MiB; … MiB are allowed"),
    ("LNK-EXT", "warning: there is nothing at `…` (404)"),
    (
        "PATH-LONG",
        "error: the path is too long: … characters, … bytes in its name",
    ),
    (
        "PATH-RESERVED",
        "error: the name `…` is reserved on Windows: the site could not be unpacked there",
    ),
    (
        "PATH-SYMLINK",
        "error: the link leads to …, `…`, and is not followed",
    ),
    (
        "PUB-LASTMOD",
        "warning: no Git history tells when pages changed",
    ),
    (
        "PUB-LIMIT",
        "error: more than … takes: … redirects in `_redirects`, where … are allowed",
    ),
];

pub fn pages(pages: &mut Pages) {
    let about = "Every rule that supportal checks, by family, with what it says, why it is there, and how it looks \
        wrong and right.";
    let index = "\nA finding names its rule in brackets, as in `error[LNK-PAGE]`. An error keeps the site from \
        being written, a warning does so with `--strict` alone, and a note only shows. Of each rule the first \
        hundred findings in a file are told, and how many more there are. `supportal explain LNK-PAGE` \
        says in a terminal what stands here.\n\n\
        Under \"Wrong\", the lines that are found have a comment above them, `<!-- error: LNK-PAGE -->` or, in YAML, \
        `# error: LNK-PAGE`. The examples are compiled whenever supportal is tested.\n\n\
        ## Keep a finding\n\n\
        A finding that you have reasons to keep is named with its reason: `allow:` in the front matter of a page, or \
        in supportal.yaml for all of them. `levels:` of supportal.yaml gives a rule or a family another severity. \
        PATH-ESCAPE, URL-SCHEME, ENC-\\* and LIM-\\* keep theirs.\n\n\
        ```yaml\nallow:\n  - {rule: A11-VAGUE, why: quotes a menu}\nlevels:\n  - {rule: TRN-*, level: warning, \
        why: translations follow within a week}\n```\n";
    pages.insert(
        "rules/index.md".to_owned(),
        head("Rules", about, 80) + index,
    );
    for (place, (family, name, about)) in FAMILIES.iter().enumerate() {
        let title = format!("{name}: {family} rules");
        let path = format!("rules/{}/index.md", family.to_lowercase());
        // The pages of a folder are listed below its own.
        pages.insert(path, head(&title, about, (place + 1) * 10));
        let of_family = |rule: &&Rule| self::family(rule.code) == *family;
        for (place, rule) in rules().iter().filter(of_family).enumerate() {
            pages.insert(self::path(rule.code), page(rule, (place + 1) * 10));
        }
    }
}

fn page(rule: &Rule, order: usize) -> String {
    let title = format!("{}: {}", rule.code, rule.summary());
    let (why, shown) = rule.doc.split_once("\n## Wrong\n").unwrap();
    let why = why.split_once('\n').unwrap().1.trim();
    let (first, more) = first_sentence(why);
    // The description stands above the text: it is the first sentence, or the summary where that is long.
    let short = first.chars().count() <= 300;
    let (description, text) = match short {
        true => (in_quotes(first), more),
        false => (format!("{}.", super::keys::capital(rule.summary())), why),
    };
    let mut page = head(&title, &description, order);
    // Its own example is found in the page about it.
    if rule.code == "SEC-SECRET" {
        let allow = "allow:\n  - {rule: SEC-SECRET, why: an example that opens nothing}\n---\n";
        page = page.replacen("\n---\n", &format!("\n{allow}"), 1);
    }
    if !text.is_empty() {
        let _ = write!(page, "\n{text}\n");
    }
    let _ = write!(page, "\n## What {} says\n\n", rule.code);
    for said in said(rule) {
        let _ = writeln!(page, "- **{}:** {}", said.severity.name(), said.message);
        if let Some(hint) = &said.hint {
            let _ = writeln!(page, "  (hint: {})", without_marks(hint));
        }
    }
    let _ = write!(page, "\n## Wrong\n{}\n", shown.trim_end());
    page
}

/// A hint without the mark of a file of the theme, which is another one after each change of it.
fn without_marks(hint: &str) -> String {
    let Some((before, after)) = hint.split_once("supportal-theme: ") else {
        return hint.to_owned();
    };
    let rest = after.trim_start_matches(|letter: char| letter.is_ascii_hexdigit());
    format!("{before}supportal-theme: …{rest}")
}

/// The first sentence of a text, and what follows it.
fn first_sentence(text: &str) -> (&str, &str) {
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let ends = [". ", ".\n"].map(|end| text.find(end).map_or(paragraph, |end| end + 1));
    let end = ends.into_iter().fold(paragraph, usize::min);
    (&text[..end], text[end..].trim())
}

/// A text for a description, which knows no Markdown: code stands in quotation marks.
fn in_quotes(text: &str) -> String {
    text.replace('\n', " ").replace('`', "\"")
}

/// What a rule says of its wrong examples: each message once.
pub fn said(rule: &Rule) -> Vec<Diagnostic> {
    let by_hand = SAID.iter().filter(|(code, _)| *code == rule.code);
    let mut all: Vec<Diagnostic> = by_hand
        .map(|(_, said)| {
            let (severity, message) = said.split_once(": ").unwrap();
            let new = if severity == "error" {
                Diagnostic::error
            } else {
                Diagnostic::warning
            };
            let path = RelPath::new("supportal.yaml").unwrap();
            new(rule.code, &path, Span::default(), message.to_owned())
        })
        .collect();
    if all.is_empty() {
        all = examples::said(rule);
    }
    let mut seen: Vec<String> = Vec::new();
    all.retain(|said| {
        let words = words(&said.message);
        let new = !seen.contains(&words);
        seen.push(words);
        new
    });
    all
}

/// A message without what stands in backticks and is no name of a key: that is the author's own text.
pub fn words(message: &str) -> String {
    let parts = message.split('`').enumerate();
    let words: String = parts
        .filter(|(place, part)| place % 2 == 0 || super::keys::is_key(part))
        .map(|(_, part)| part)
        .collect();
    let words = words.replace('…', " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn family(code: &str) -> &str {
    code.split('-').next().unwrap()
}

fn file(code: &str) -> String {
    format!("{}.md", code.to_lowercase())
}

/// The page of a rule, below the folder of the language.
pub fn path(code: &str) -> String {
    format!("rules/{}/{}", family(code).to_lowercase(), file(code))
}

#[test]
fn each_rule_has_a_family() {
    for rule in rules() {
        let known = FAMILIES.iter().any(|(name, ..)| *name == family(rule.code));
        assert!(known, "{}", rule.code);
    }
    assert!(FAMILIES.is_sorted());
}

/// What stands in `SAID` is taken from the program: each run of words in it does.
#[test]
fn what_rules_without_examples_say_stands_in_the_program() {
    let mut program = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut program,
    );
    for (code, said) in SAID {
        let message = said.split_once(": ").unwrap().1;
        for run in message.split(['…', '`', ',']) {
            let run = run.trim();
            assert!(program.contains(run), "{code}: {run}");
        }
    }
}

fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|of| of == "rs") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}
