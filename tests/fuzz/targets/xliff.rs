//! Pages for translation offices, and back.

use supportal::model::{Config, Locale, RelPath, Source};
use supportal::parse::{self, front_matter};
use supportal::xliff::{Unit, Version, read, units, write};

use super::text;

/// Any document is read or refused; what is written of any page reads back.
pub fn xliff(data: &[u8]) {
    let text = text(data);
    let mut troubles = Vec::new();
    match read(&text, &mut troubles) {
        Ok(_) => {}
        Err(trouble) => troubles.push(trouble),
    }
    for trouble in &troubles {
        assert!(text.is_char_boundary(trouble.at), "{trouble:?}");
    }
    let config = config();
    let page = format!("---\ntitle: A page\ndescription: Of words.\n---\n\n{text}");
    let source = Source::new(RelPath::new("en/a.md").unwrap(), page);
    let document = parse::document(&source, &config).value;
    let body = front_matter::split(&document.text).body;
    let leaves = parse::leaves(&document.text[body..], body);
    let entries = units(
        Version {
            document: &document,
            leaves: &leaves,
        },
        None,
    );
    let all: Vec<&Unit> = entries.iter().map(|entry| &entry.unit).collect();
    let path = RelPath::new("en/a.md").unwrap();
    let [en, de] = ["en", "de"].map(|tag| Locale::new(tag).unwrap());
    let written = write(&en, &de, &[(path, all.clone())]);
    let mut troubles = Vec::new();
    let back = read(&written, &mut troubles);
    let back = back.unwrap_or_else(|trouble| panic!("{trouble:?}\n{written}"));
    assert!(troubles.is_empty(), "{troubles:?}\n{written}");
    let ids: Vec<&str> = back
        .files
        .iter()
        .flat_map(|file| &file.units)
        .map(|unit| &*unit.id)
        .collect();
    let wanted: Vec<&str> = all.iter().map(|unit| &*unit.id).collect();
    assert_eq!(ids, wanted, "{written}");
}

fn config() -> Config {
    let text = "title: T\nlanguages: [en, de]\n".to_owned();
    parse::config(&Source::new(RelPath::new("supportal.yaml").unwrap(), text)).value
}
