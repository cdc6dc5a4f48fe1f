//! The handbook, a portal of its own in `docs/handbook`: what is true of the program is written from the
//! program.
//!
//! Pages on keys, commands, rules and templates are made from the table of keys, the arguments of the command line,
//! the rules' own documentation and the views. They stand in the repository, so that they can be read there; a test says
//! where they differ from the program. `UPDATE=1 cargo test --test suite handbook` writes them anew.

mod commands;
mod keys;
mod rules;
mod templates;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use supportal::check::rules as all_rules;
use supportal::discover;
use supportal::index::query::{Filters, Reader};
use supportal::model::Snapshot;
use supportal::model::output::Build;
use supportal::pipeline::{Memos, Options, compile};

use crate::portal::{Portal, list};

/// Folders that hold nothing but pages made here.
const FOLDERS: [&str; 3] = ["commands", "keys", "rules"];

/// A page's path below `docs/handbook/en`, and its text.
type Pages = BTreeMap<String, String>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/handbook")
}

fn written_from_the_program() -> Pages {
    let mut pages = Pages::new();
    keys::pages(&mut pages);
    commands::pages(&mut pages);
    rules::pages(&mut pages);
    templates::pages(&mut pages);
    pages
}

#[test]
fn pages_made_from_the_program_say_what_it_does() {
    let pages = written_from_the_program();
    let mut there = Pages::new();
    for folder in FOLDERS {
        read(&root().join("en").join(folder), folder, &mut there);
    }
    if std::env::var_os("UPDATE").is_some() {
        for path in there.keys().filter(|path| !pages.contains_key(*path)) {
            fs::remove_file(root().join("en").join(path)).unwrap();
        }
        for (path, text) in pages
            .iter()
            .filter(|(path, text)| there.get(*path) != Some(text))
        {
            let path = root().join("en").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        return;
    }
    let paths = pages.keys().chain(there.keys());
    let mut differ: Vec<&String> = paths
        .filter(|path| pages.get(*path) != there.get(*path))
        .collect();
    differ.dedup();
    assert!(
        differ.is_empty(),
        "not as the program is: {differ:#?}\nUPDATE=1 writes them anew"
    );
}

/// The blocks of YAML on a page.
fn blocks(page: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("en").join(page)).unwrap();
    let blocks = text.split("\n```yaml\n").skip(1);
    let block = |text: &str| text.split_once("\n```").unwrap().0.to_owned() + "\n";
    blocks.map(block).collect()
}

/// The errors of a portal with these facts, and with channels that they may name.
fn errors(facts: &str) -> Vec<String> {
    let channel = |kind: &str, address: &str| {
        let calendar = "calendar: office\noutside_hours: closed\nlanguages: [en]\nhuman: true\n";
        format!(
            "---\ntitle: {kind}\ndescription: D.\nchannel: {kind}\naddress: \"{address}\"\n{calendar}---\n\nText.\n"
        )
    };
    let portal = Portal::new()
        .file("support.yaml", facts)
        .file("en/channels/hotline.md", channel("phone", "+4930123456"))
        .file("en/channels/mail.md", channel("email", "help@example.com"));
    let found = portal.check();
    let errors = found.lines().filter(|line| line.starts_with("error"));
    errors.map(str::to_owned).collect()
}

#[test]
fn examples_of_facts_can_be_copied() {
    let organization = blocks("facts/organization.md").concat();
    let hours = "calendars:\n  office: {name: Office, time_zone: Europe/Berlin, weekly: {mon: [\"09:00-17:00\"]}}\n";
    assert_eq!(errors(&(organization + hours)), Vec::<String>::new());
    // That of the lesson stands among what the starter has.
    let lesson = blocks("guides/first-portal/facts.md");
    let hours = lesson.iter().find(|block| block.starts_with("calendars:"));
    let starter = root().join("../../content/support.yaml");
    let starter = fs::read_to_string(starter).unwrap();
    let (_, sets) = starter.split_once("\nholiday_sets:").unwrap();
    let sets: String = (sets.split_inclusive('\n'))
        .take_while(|line| line.trim().is_empty() || line.starts_with([' ', '#']))
        .collect();
    let facts = format!("{}holiday_sets:{sets}", hours.unwrap());
    assert_eq!(errors(&facts), Vec::<String>::new());
}

/// What `supportal schema` gives to editors, and these pages to readers, are the same keys.
#[test]
fn every_key_of_a_file_has_its_row() {
    let mut pages = Pages::new();
    keys::pages(&mut pages);
    let mut missing = Vec::new();
    for (name, schema) in supportal::parse::schema::schemas() {
        let page = match name {
            "supportal.yaml" | "support.yaml" => name.replace('.', "-"),
            _ => "front-matter".to_owned(),
        };
        let text = &pages[&format!("keys/{page}.md")];
        let mut inside = vec![&schema];
        while let Some(value) = inside.pop() {
            if let Some(keys) = value["properties"].as_object() {
                let is_missing = |key: &&String| !text.contains(&format!("\n| `{key}` |"));
                let keys = keys.keys().filter(is_missing);
                missing.extend(keys.map(|key| format!("{name}: {key}")));
            }
            match value {
                serde_json::Value::Object(map) => inside.extend(map.values()),
                serde_json::Value::Array(list) => inside.extend(list),
                _ => {}
            }
        }
    }
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The files of a folder and of those in it.
fn read(folder: &Path, inside: &str, there: &mut Pages) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = format!("{inside}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            read(&path, &name, there);
        } else {
            there.insert(name, fs::read_to_string(path).unwrap());
        }
    }
}

/// The handbook and its site, built once for all who look at them.
pub static BUILT: LazyLock<(Snapshot, Build)> = LazyLock::new(|| {
    let snapshot = discover::snapshot(&root(), "2026-12-01".parse().unwrap()).unwrap();
    let build = compile(&snapshot, &Options::default(), &mut Memos::default());
    (snapshot, build)
});

#[test]
fn it_builds_without_a_finding() {
    let (snapshot, build) = &*BUILT;
    assert_eq!(list(snapshot, &build.diagnostics), "");
}

/// A rule is asked for as a reader does: by its id, which must be the first answer, and by the words of its
/// messages, among the first three. What stands in backticks is the reader's own text and is left out.
#[test]
fn a_rule_is_found_by_its_id_and_by_what_it_says() {
    let (_, build) = &*BUILT;
    let read = |name: &str| {
        let url = format!("search/{name}");
        let file = build.outputs.iter().find(|file| file.url.as_str() == url);
        file.map(|file| String::from_utf8(file.bytes.to_vec()).unwrap())
    };
    let mut reader = Reader::new(read).unwrap();
    let mut wrong = Vec::new();
    for rule in all_rules() {
        let page = rules::path(rule.code).replace(".md", ".html");
        let mut ask = |query: &str, within: usize| {
            let rows = reader.search(query, within, &Filters::default()).rows;
            let pages: Vec<&str> = rows
                .iter()
                .map(|row| row.url.split('#').next().unwrap())
                .collect();
            if !pages.contains(&page.as_str()) {
                wrong.push(format!("{}: `{query}` finds {pages:?}", rule.code));
            }
        };
        ask(rule.code, 1);
        for said in rules::said(rule) {
            ask(&rules::words(&said.message), 3);
        }
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

/// Text for a cell of a table: a bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A text for front matter, in quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Front matter of a page.
fn head(title: &str, description: &str, order: usize) -> String {
    let (title, description) = (quoted(title), quoted(description));
    format!("---\ntitle: {title}\ndescription: {description}\nkind: article\norder: {order}\n---\n")
}
