//! Files for other programs: address books, calendars, feeds, facts.

use serde_json::{Value, json};
use supportal::model::Severity;
use supportal::model::output::Build;

use super::{build, html, text};

/// Names, notes and titles of any letters: what is written reads back.
pub fn writers(data: &[u8]) {
    let text = text(data);
    let mut parts = text.split('\n').chain(std::iter::repeat("a"));
    let mut next = || parts.next().unwrap();
    let [name, street, note, title, description, tag] = [(); 6].map(|()| next());
    let facts = json!({
        "organization": {
            "legal_name": name, "country": "DE", "represented_by": [name],
            "address": {"street": street, "postal_code": street, "city": note},
        },
        "first_contact": "c",
        "calendars": {
            "a": {
                "name": note, "time_zone": "Europe/Berlin", "weekly": {"mon": ["09:00-12:00"]}, "holidays": ["h"],
                "exceptions": [{"date": "2026-06-09", "hours": [], "note": note}],
            },
            "m": {"name": title, "time_zone": "Etc/UTC", "weekly": {"sun": ["01:00-02:00"]}, "holidays": "none"},
        },
        "holiday_sets": {"h": {
            "region": "DE-BE", "valid": {"from": "2026-01-01", "to": "2027-12-31"},
            "source": {"name": name, "checked": "2026-05-20"},
            "days": [{"date": "2026-06-15", "name": street}],
        }},
        "maintenance": {"calendar": "m", "notice": "P7D"},
    });
    let page =
        json!({"title": title, "description": description, "tags": [tag], "updated": "2026-05-01"});
    let channel = json!({
        "title": title, "description": description, "channel": "phone", "address": "+49301234567", "calendar": "a",
        "extension": tag,
    });
    let notice = json!({"title": title, "starts": "2026-06-02T01:00:00+02:00", "ends": "2026-06-02T03:00:00+02:00"});
    let config = json!({"title": name, "description": description, "languages": ["en"], "url": "https://host.example/"});
    let front = |value: &Value| format!("---\n{value}\n---\n\nWords.\n");
    let site = build(&[
        ("supportal.yaml", config.to_string().as_bytes()),
        ("support.yaml", facts.to_string().as_bytes()),
        ("en/index.md", front(&page).as_bytes()),
        ("en/articles/a.md", front(&page).as_bytes()),
        ("en/channels/c.md", front(&channel).as_bytes()),
        ("en/notices/2026-n.md", front(&notice).as_bytes()),
    ]);
    check(&site);
    // Where nothing was wrong with it, the name is there as it was written.
    if site
        .diagnostics
        .iter()
        .any(|found| found.severity == Severity::Error)
        || name.trim() != name
        || name.is_empty()
    {
        return;
    }
    if let Some(card) = site
        .outputs
        .iter()
        .find(|file| file.url.as_str() == "contact.vcf")
    {
        let card = lines(str::from_utf8(&card.bytes).unwrap());
        let line = card
            .iter()
            .find_map(|line| line.strip_prefix("FN:"))
            .expect("a name");
        assert_eq!(spaced(&plain(line)), spaced(name));
    }
}

/// Every run of white space as one space.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What holds for every file that other programs read.
pub fn check(site: &Build) {
    for file in &site.outputs {
        let url = file.url.as_str();
        let Ok(text) = str::from_utf8(&file.bytes) else {
            continue;
        };
        let end = url.rsplit('.').next().unwrap();
        match end {
            "json" | "webmanifest" => drop(serde_json::from_str::<Value>(text).expect(url)),
            "xml" => drop(roxmltree::Document::parse(text).expect(url)),
            "vcf" | "ics" => drop(lines(text)),
            "html" if !text.contains("http-equiv=\"refresh\"") => drop(html::hrefs(text)),
            _ => {}
        }
    }
}

/// The lines of a card or calendar, unfolded, after the rules of RFC 5545 and RFC 6350.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"));
    assert!(
        !text
            .replace("\r\n", "")
            .contains(|c: char| c.is_control() && c != '\t'),
        "{text:?}"
    );
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let unfolded = text.replace("\r\n ", "");
    let lines: Vec<String> = unfolded.lines().map(str::to_owned).collect();
    let mut open = Vec::new();
    for line in &lines {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line}"));
        match name {
            "BEGIN" => open.push(value),
            "END" => assert_eq!(open.pop(), Some(value), "{text}"),
            _ => assert!(
                name.chars().next().is_some_and(|c| c.is_ascii_alphabetic()),
                "{line}"
            ),
        }
    }
    assert!(open.is_empty(), "{text}");
    lines
}

/// The text of a value.
fn plain(value: &str) -> String {
    let mut out = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(letter) => out.push(letter),
                None => panic!("{value}"),
            },
            ',' | ';' => panic!("a bare separator in {value}"),
            letter => out.push(letter),
        }
    }
    out
}
