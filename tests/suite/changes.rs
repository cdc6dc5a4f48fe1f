//! What a build changed, and what is different between two sites.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use serde_json::Value;
use supportal::diff::{self, Difference};
use supportal::model::record::Record;

use crate::portal::{Portal, copied};

/// Runs supportal in `dir`, and gives what it prints.
fn supportal(dir: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .current_dir(dir)
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Every file of a site with its content and its time, hidden ones left out.
fn files(dir: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    fn add(dir: &Path, inside: &str, files: &mut BTreeMap<String, (Vec<u8>, SystemTime)>) {
        for entry in fs::read_dir(dir).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{inside}{}", entry.file_name().to_str().unwrap());
            let metadata = entry.metadata().unwrap();
            if metadata.is_dir() {
                add(&entry.path(), &format!("{name}/"), files);
            } else if name != supportal::emit::MANIFEST {
                let bytes = fs::read(entry.path()).unwrap();
                files.insert(name, (bytes, metadata.modified().unwrap()));
            }
        }
    }
    let mut found = BTreeMap::new();
    add(dir, "", &mut found);
    found
}

fn strings(value: &Value) -> BTreeSet<&str> {
    let list = value.as_array().unwrap();
    list.iter().map(|one| one.as_str().unwrap()).collect()
}

#[test]
fn after_one_changed_word_the_list_is_what_the_disk_says() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path();
    copied(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("content"),
        &dir.join("portal"),
    );
    supportal(dir, &["build", "-q", "portal", "--changed", "first.json"]);
    let before = files(&dir.join("dist"));
    let first: Value = serde_json::from_slice(&fs::read(dir.join("first.json")).unwrap()).unwrap();
    let all: BTreeSet<&str> = before.keys().map(String::as_str).collect();
    assert_eq!(
        strings(&first["added"]),
        all,
        "everything is new where there was nothing"
    );

    let page = dir.join("portal/en/articles/billing/late-payment.md");
    let text = fs::read_to_string(&page).unwrap();
    let changed = text.replacen("Reminders", "Letters", 1);
    assert_ne!(text, changed);
    fs::write(&page, changed).unwrap();
    let list = supportal(dir, &["build", "-q", "portal", "--changed", "-"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    let after = files(&dir.join("dist"));

    let new = after.keys().filter(|path| !before.contains_key(*path));
    assert_eq!(strings(&list["added"]), new.map(String::as_str).collect());
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    assert_eq!(
        strings(&list["removed"]),
        gone.map(String::as_str).collect()
    );
    let mut same = 0;
    let mut other = BTreeSet::new();
    for (path, (bytes, time)) in &after {
        match before.get(path) {
            Some((old, was)) if old == bytes => {
                assert_eq!(
                    was, time,
                    "{path} did not change and has another time stamp"
                );
                same += 1;
            }
            Some(_) => drop(other.insert(path.as_str())),
            None => {}
        }
    }
    assert_eq!(strings(&list["changed"]), other);
    assert_eq!(list["unchanged"], same);
    let pages: Vec<&str> = (other.iter().copied())
        .filter(|path| path.ends_with(".html") && !path.starts_with("search"))
        .collect();
    assert_eq!(pages, ["articles/billing/late-payment.html"]);
    assert_eq!(
        list["texts"][0]["path"],
        "articles/billing/late-payment.html"
    );
    assert_eq!(list["texts"][0]["title"], "Late payment");
    assert_eq!(list["texts"].as_array().unwrap().len(), 1);
    assert_eq!(list["facts"].as_array().unwrap().len(), 0);
    // Nothing of the generation of the index that is gone may stay in a network's copies.
    let purge = strings(&list["purge"]);
    for path in ["added", "changed", "removed"]
        .iter()
        .flat_map(|name| strings(&list[*name]))
    {
        assert!(
            purge.contains(format!("https://support.camphor.example/{path}").as_str()),
            "{path}"
        );
    }

    let again = supportal(dir, &["build", "-q", "portal", "--changed", "-"]);
    let again: Value = serde_json::from_str(&again).unwrap();
    for name in ["added", "changed", "removed", "purge", "facts", "texts"] {
        assert_eq!(again[name].as_array().unwrap().len(), 0, "{name}");
    }
}

#[test]
fn the_list_is_what_its_schema_says() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path();
    let schema: Value = serde_json::from_str(&supportal(dir, &["schema", "changes"])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let check = |text: &str| {
        let wrong = |error: jsonschema::ValidationError<'_>| error.to_string();
        let list: Value = serde_json::from_str(text).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&list).map(wrong).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        list
    };
    copied(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("content"),
        &dir.join("portal"),
    );
    check(&supportal(
        dir,
        &["build", "-q", "portal", "-o", "old", "--changed", "-"],
    ));
    let plan = dir.join("portal/en/sla/business.md");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, text.replace("within: PT1H", "within: PT2H")).unwrap();
    supportal(dir, &["build", "-q", "portal", "-o", "new"]);
    let list = check(&supportal(dir, &["diff", "old", "new", "--format", "json"]));
    assert_eq!(
        list["facts"][0]["path"],
        "plans.business.targets[s1].respond.within"
    );
    assert!(
        validator
            .validate(&serde_json::json!({"format": 1}))
            .is_err()
    );
}

/// The later portal held against the earlier one.
fn difference(old: &Portal, new: &Portal) -> Difference {
    let [old, new] = [old, new].map(|portal| Record::of(&portal.build()));
    diff::sites(&old, &new, diff::files(&old, &new))
}

/// Facts and texts, one a line.
fn told(old: &Portal, new: &Portal) -> Vec<String> {
    let difference = difference(old, new);
    let value = |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), Value::to_string);
    let facts = difference
        .facts
        .iter()
        .map(|fact| format!("{} {} {}", fact.what, value(&fact.from), value(&fact.to)));
    let texts = difference.texts.iter();
    let texts = texts.map(|text| format!("{} {}", text.change.name(), text.path));
    facts.chain(texts).collect()
}

/// A channel, a calendar, a page that shows a fact of it, and a translation of that page.
fn portal() -> Portal {
    Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [en, de]\n")
        .file(
            "support.yaml",
            "calendars:\n  office:\n    time_zone: UTC\n    weekly:\n      mon: [\"09:00-17:00\"]\n    holidays: none\n",
        )
        .file(
            "en/channels/phone.md",
            "---\ntitle: Phone\nchannel: phone\naddress: \"+4930123456\"\ncalendar: office\ncost: free\n---\n\nCall us.\n",
        )
        .page("en/call.md", "Dial {{ channel.phone.address }}. [!INCLUDE [a](includes/a.md)]")
        .file("en/includes/a.md", "Do not wait.\n")
        .page("de/call.md", "Wählen Sie {{ channel.phone.address }}.")
}

#[test]
fn facts_and_words_are_told_apart() {
    let check = |new: Portal, expected: &[&str]| assert_eq!(told(&portal(), &new), expected);
    check(portal(), &[]);
    let text = portal().text("en/channels/phone.md").to_owned();
    // The pages that show the number change, and nobody wrote anything else in them.
    check(
        portal().file("en/channels/phone.md", text.replace("56", "57")),
        &["channel phone: address \"+4930123456\" \"+4930123457\""],
    );
    check(
        portal().file("en/channels/phone.md", text.replace("Call us", "Call")),
        &["changed channels/phone.html"],
    );
    let facts = portal().text("support.yaml").replace("17:00", "18:00");
    check(
        portal().file("support.yaml", facts),
        &["calendar office: Monday [\"09:00-17:00\"] [\"09:00-18:00\"]"],
    );
    check(
        portal().file("en/includes/a.md", "Do wait.\n"),
        &["changed call.html"],
    );
    // Where a language has no page left, its first page, too, is the source's.
    check(
        portal().without("de/call.md"),
        &["removed de/call.html", "removed de/index.html"],
    );
    // The list that it stands in comes with it.
    check(
        portal().page("de/channels/phone.md", "Rufen Sie an."),
        &[
            "added de/channels/index.html",
            "added de/channels/phone.html",
        ],
    );
    let moved = portal().without("en/call.md").without("de/call.md");
    check(
        moved.page("en/dial.md", "Dial."),
        &[
            "removed call.html",
            "removed de/call.html",
            "removed de/index.html",
            "added dial.html",
        ],
    );
    let mail = "---\ntitle: Mail\nchannel: email\naddress: a@example.org\ncalendar: office\ncost: free\n---\n";
    let new = difference(&portal(), &portal().file("en/channels/mail.md", mail));
    assert_eq!(new.facts.len(), 1);
    assert_eq!(
        (new.facts[0].what.as_str(), &new.facts[0].from),
        ("channel mail", &None)
    );
}

/// Its page tells customers what will hold, before it does.
#[test]
fn facts_of_an_announced_version_of_a_plan_are_told() {
    let plan = |version: &str, effective: &str, more: &str| {
        format!(
            "---\ntitle: Plus\nversion: \"{version}\"\neffective: {effective}\n{more}---\n\nText.\n"
        )
    };
    let price =
        |amount: &str| format!("price: {{amount: \"{amount}\", currency: EUR, per: month}}\n");
    let in_force = || {
        portal().file(
            "en/sla/plus@1.0.md",
            plan("1.0", "2026-01-01", &price("9.00")),
        )
    };
    let announced = |effective: &str, amount: &str| {
        in_force().file("en/sla/plus.md", plan("2.0", effective, &price(amount)))
    };
    let old = announced("2027-01-01", "10.00");
    let check = |new: Portal, expected: &str| {
        let facts = difference(&old, &new).facts;
        let facts: Vec<&str> = facts.iter().map(|fact| fact.what.as_str()).collect();
        assert_eq!(facts, [expected]);
    };
    check(
        announced("2027-01-01", "11.00"),
        "announced plan plus: price amount",
    );
    check(
        announced("2027-02-01", "10.00"),
        "announced plan plus: effective",
    );
    check(in_force(), "announced plan plus");
    let first = difference(&in_force(), &old).facts;
    assert_eq!(first.len(), 1);
    assert_eq!(
        (first[0].path.as_str(), &first[0].from),
        ("announced.plus", &None)
    );
}

#[test]
fn a_design_is_no_change_of_words() {
    let new = portal().file("theme/theme.css", "body { color: red }\n");
    let old = portal();
    let difference = difference(
        &old,
        &new.file("supportal.yaml", "title: Other\nlanguages: [en, de]\n"),
    );
    assert_eq!((difference.facts.len(), difference.texts.len()), (0, 0));
    assert!(difference.redrawn() > 3);
}

#[test]
fn addresses_to_purge_name_folders_too() {
    let site = |url: &str, text: &str| {
        let config = format!("title: Test\nlanguages: [en]\n{url}");
        let portal = Portal::new().file("supportal.yaml", config);
        portal
            .page("en/index.md", text)
            .page("en/a/index.md", text)
            .page("en/a/b c.md", text)
    };
    let check = |url: &str, expected: &[&str]| {
        let difference = difference(&site(url, "One."), &site(url, "Two."));
        let purge: BTreeSet<&str> = difference.purge.iter().map(String::as_str).collect();
        for address in expected {
            assert!(purge.contains(address), "{address} is not in {purge:#?}");
        }
        purge.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    check(
        "url: https://help.example/kb/\n",
        &[
            "https://help.example/kb/",
            "https://help.example/kb/index.html",
            "https://help.example/kb/a",
            "https://help.example/kb/a/",
            "https://help.example/kb/a/index.html",
            "https://help.example/kb/a/b%20c.html",
        ],
    );
    check(
        "",
        &[
            "./",
            "index.html",
            "a",
            "a/",
            "a/index.html",
            "a/b%20c.html",
        ],
    );
    // A host that leads from `/a/b.html` to `/a/b` has nothing else to forget.
    let bare = check(
        "url: https://help.example/kb/\npublish: {host: cloudflare-pages}\n",
        &[
            "https://help.example/kb/",
            "https://help.example/kb/a",
            "https://help.example/kb/a/",
            "https://help.example/kb/a/b%20c",
        ],
    );
    assert!(
        !bare.iter().any(|address| address.ends_with(".html")),
        "{bare:#?}"
    );
}
