//! What an author sees, for each way of getting the typed files wrong; and that what is right is read.

use super::front_matter::{Place, split};
use super::yaml::{self, Budget, Node, Value};
use crate::model::config::{Limits, Profile};
use crate::model::document::FrontMatter;
use crate::model::facts::{Count, Delivery, Duration, HolidayRef, OutsideHours, Price};
use crate::model::{Config, Diagnosed, Diagnostic, Facts, Kind, Locale, RelPath, Source};

fn path(text: &str) -> RelPath {
    RelPath::new(text).unwrap()
}

fn locale(tag: &str) -> Locale {
    Locale::new(tag).unwrap()
}

/// `CODE line:column message | hint`, one line a finding.
fn shown(text: &str, found: &[Diagnostic]) -> String {
    let lines: Vec<String> = found
        .iter()
        .map(|diagnostic| {
            let before = &text[..diagnostic.span.start as usize];
            let line = before.matches('\n').count() + 1;
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                + 1;
            let hint = diagnostic.hint.as_deref().unwrap_or("-");
            format!(
                "{} {line}:{column} {} | {hint}",
                diagnostic.code, diagnostic.message
            )
        })
        .collect();
    lines.join("\n")
}

fn yaml(text: &str) -> Diagnosed<Node> {
    yaml::parse(
        text,
        &path("support.yaml"),
        0,
        Budget::of(&Limits::default()),
    )
}

fn config(text: &str) -> Diagnosed<Config> {
    super::config(&Source::new(path("supportal.yaml"), text))
}

fn facts(text: &str) -> Diagnosed<Facts> {
    let config = Config::default();
    super::facts(Some(&Source::new(path("support.yaml"), text)), &config)
}

fn page_in(file: &str, text: &str, config: &Config) -> Diagnosed<FrontMatter> {
    let path = path(file);
    let parts = split(text);
    let yaml = parts.yaml.unwrap_or(0..0);
    let folder = path.parts().nth(1).unwrap_or_default().to_owned();
    let place = Place {
        path: &path,
        kind: Kind::of_folder(&folder),
        section: path.file_name() == "index.md",
        source: path.parts().next() == Some(config.source().as_str()),
    };
    super::front_matter(&text[yaml.clone()], yaml.start, place, config)
}

fn page(file: &str, yaml: &str) -> (String, FrontMatter) {
    let text = format!("---\n{yaml}---\nText.\n");
    let read = page_in(file, &text, &Config::default());
    (shown(&text, &read.diagnostics), read.value)
}

#[test]
fn the_example_portal_reads_without_a_finding() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    if !root.exists() {
        println!("skipped: there is no content/ yet");
        return;
    }
    let read = |file: &str| {
        Source::new(
            path(file),
            std::fs::read_to_string(root.join(file)).unwrap(),
        )
    };
    let source = read("supportal.yaml");
    let config = super::config(&source);
    assert_eq!(shown(&source.text, &config.diagnostics), "");
    let config = config.value;
    let source = read("support.yaml");
    let facts = super::facts(Some(&source), &config);
    assert_eq!(shown(&source.text, &facts.diagnostics), "");
    let mut pages = 0;
    for language in &config.languages {
        for entry in walkdir::WalkDir::new(root.join(language.as_str())) {
            let entry = entry.unwrap();
            let file = entry
                .path()
                .strip_prefix(&root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            if !file.ends_with(".md") || file.contains("/includes/") {
                continue;
            }
            let source = read(&file);
            let front = page_in(&file, &source.text, &config);
            assert_eq!(shown(&source.text, &front.diagnostics), "", "{file}");
            pages += 1;
        }
    }
    assert!(pages > 20, "{pages} pages");
}
