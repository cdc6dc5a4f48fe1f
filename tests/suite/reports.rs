//! Findings for other programs, read as those programs read them.

use std::process::Command;

use roxmltree::{Document, Node};
use serde_json::Value;

use crate::portal::{Folder, Portal};

/// A portal with findings of each severity, with names and words that formats have to escape.
fn broken() -> Portal {
    Portal::new()
        .page("en/index.md", "[A](<帳單 1&2.md>) and [b](no.md \"<]]>\").")
        .page(
            "en/帳單 1&2.md",
            "[C](<no-\"page\".md>)\n\n# Again\n\nA 字 [](a.md) {0} ![](x.png)",
        )
        .file("en/control.md", "---\ntitle: A\n---\n\nSee \u{1} there.\n")
        .file("supportal.yaml", "title: Test\nlanguages: [en]\nx: 1\n")
}

/// What `check` prints, and whether it found the portal good.
fn check(folder: &Folder, arguments: &[&str]) -> (String, bool) {
    let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1780272000")
        .current_dir(folder.path())
        .args(["check", "."])
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (text, output.status.success())
}

fn json(folder: &Folder, format: &str) -> Value {
    serde_json::from_str(&check(folder, &["--format", format]).0).unwrap()
}

#[test]
fn sarif_is_valid_and_says_what_json_says() {
    let schema = sarif_schema();
    for portal in [broken(), Portal::new().page("en/index.md", "Fine.")] {
        let folder = portal.on_disk();
        let sarif = json(&folder, "sarif");
        let wrong: Vec<String> = schema
            .iter_errors(&sarif)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");

        let run = &sarif["runs"][0];
        let findings = json(&folder, "json");
        let (results, findings) = (
            run["results"].as_array().unwrap(),
            findings["findings"].as_array().unwrap(),
        );
        assert_eq!(results.len(), findings.len());
        for (result, finding) in results.iter().zip(findings) {
            let place = &result["locations"][0]["physicalLocation"];
            let region = &place["region"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            let path = percent_encoding::percent_decode_str(uri);
            assert_eq!(
                path.decode_utf8().unwrap(),
                finding["path"].as_str().unwrap()
            );
            assert_eq!(result["ruleId"], finding["code"]);
            assert_eq!(result["level"], finding["severity"]);
            assert_eq!(region["startLine"], finding["line"]);
            assert_eq!(region["startColumn"], finding["column"]);
            assert_eq!(region["endLine"], finding["end_line"]);
            assert_eq!(region["endColumn"], finding["end_column"]);
            let text = result["message"]["text"].as_str().unwrap();
            assert!(text.starts_with(finding["message"].as_str().unwrap()));
            assert!(text.ends_with(finding["hint"].as_str().unwrap_or_default()));
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            let rule = &run["tool"]["driver"]["rules"][rule];
            assert_eq!(rule["id"], finding["code"]);
            assert!(
                !rule["shortDescription"]["text"]
                    .as_str()
                    .unwrap()
                    .is_empty()
            );
            let title = format!("# {}: ", finding["code"].as_str().unwrap());
            assert!(
                rule["help"]["markdown"]
                    .as_str()
                    .unwrap()
                    .starts_with(&title)
            );
        }
    }
}

/// The schema as it was published. A pattern in it, of languages, which are not written here, has a
/// bracket too many and is no regular expression.
fn sarif_schema() -> jsonschema::Validator {
    let mut schema: Value =
        serde_json::from_str(include_str!("../schemas/sarif-2.1.0.json")).unwrap();
    for of in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][of]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern").unwrap();
    }
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn json_is_valid_by_the_schema_that_the_program_prints() {
    let schema = findings_schema();
    for portal in [broken(), Portal::new().page("en/index.md", "Fine.")] {
        let mut report = json(&portal.on_disk(), "json");
        let wrong: Vec<String> = schema
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        report["errors"] = "none".into();
        assert!(!schema.is_valid(&report));
    }
}

fn findings_schema() -> jsonschema::Validator {
    let printed = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .args(["schema", "findings"])
        .output()
        .unwrap();
    let mut schema: Value = serde_json::from_slice(&printed.stdout).unwrap();
    // Here no field may be there that is not described; elsewhere there may.
    schema["additionalProperties"] = false.into();
    schema["properties"]["findings"]["items"]["additionalProperties"] = false.into();
    jsonschema::validator_for(&schema).unwrap()
}

/// What GitHub's runner reads: `::command name=value,…::message`, one a line, with `%`, line ends and, in
/// values, `:` and `,` written as `%` and two digits.
#[test]
fn reports_on_brands_are_valid_and_tell_what_is_wrong_in_their_base_once() {
    let page = "---\ntitle: A\ndescription: What A is.\n---\n\n[B](no.md)\n";
    let brand = "extends: ../../base\ntitle: Brand\n";
    let folder = Portal::new()
        .file("base/supportal.yaml", "title: Base\nlanguages: [en]\n")
        .file("base/en/index.md", page)
        .file("brands/a/supportal.yaml", brand)
        .file("brands/b/supportal.yaml", brand)
        .file("brands/b/en/more.md", page)
        .on_disk();
    let report = |format: &str| -> Value {
        let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .env_clear()
            .env("SOURCE_DATE_EPOCH", "1780272000")
            .current_dir(folder.path())
            .args(["check", "--brands", "brands", "--format", format])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let sarif = report("sarif");
    assert!(sarif_schema().is_valid(&sarif));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let findings = report("json");
    assert!(findings_schema().is_valid(&findings));
    let findings = findings["findings"].as_array().unwrap();
    let links = |rows: &[Value], code: &str, path: &str, brands: &str| -> Vec<String> {
        let rows = rows.iter().filter(|row| row[code] == "LNK-PAGE");
        rows.map(|row| {
            let [path, brands] = [path, brands].map(|at| row.pointer(at).unwrap());
            format!("{} {brands}", path.as_str().unwrap())
        })
        .collect()
    };
    let expected = [
        r#"base/en/index.md ["a","b"]"#,
        r#"brands/b/en/more.md ["b"]"#,
    ];
    assert_eq!(links(findings, "code", "/path", "/brands"), expected);
    let uri = "/locations/0/physicalLocation/artifactLocation/uri";
    assert_eq!(
        links(results, "ruleId", uri, "/properties/brands"),
        expected
    );
}

#[test]
fn annotations_are_commands_that_the_runner_reads() {
    let folder = broken().on_disk();
    let findings = json(&folder, "json");
    let findings = findings["findings"].as_array().unwrap();
    let text = check(&folder, &["--format", "github"]).0;
    assert_eq!(text.lines().count(), findings.len());
    let plain = |text: &str| {
        let bytes = percent_encoding::percent_decode_str(text);
        bytes.decode_utf8().unwrap().into_owned()
    };
    for (line, finding) in text.lines().zip(findings) {
        let (command, rest) = line.strip_prefix("::").unwrap().split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        let (properties, message) = rest.split_once("::").unwrap();
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').unwrap();
            let key = match name {
                "file" => "path",
                "line" => "line",
                "endLine" => "end_line",
                "col" => "column",
                "endColumn" => "end_column",
                "title" => "code",
                _ => panic!("{name}: {line}"),
            };
            let expected = &finding[key];
            let expected = expected
                .as_str()
                .map_or_else(|| expected.to_string(), str::to_owned);
            assert_eq!(plain(value), expected, "{name}: {line}");
        }
        assert!(plain(message).starts_with(finding["message"].as_str().unwrap()));
    }
}

#[test]
fn a_wrong_report_would_be_noticed() {
    let schema = sarif_schema();
    let mut sarif = json(&broken().on_disk(), "sarif");
    sarif["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!schema.is_valid(&sarif));
}

#[test]
fn a_test_report_counts_what_fails_the_command() {
    let clean = Portal::new().page("en/index.md", "Fine.");
    let warned = Portal::new().page("en/index.md", "# Again");
    for (portal, arguments) in [
        (broken(), &[][..]),
        (broken(), &["--strict"]),
        (warned.clone(), &[]),
        (warned, &["--strict"]),
        (clean, &["--strict"]),
    ] {
        let folder = portal.on_disk();
        let (text, success) = check(&folder, &[arguments, &["--format", "junit"]].concat());
        let report = Document::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let root = report.root_element();
        assert_eq!(root.tag_name().name(), "testsuites");
        let suites: Vec<Node<'_, '_>> = elements(root).collect();
        let mut total = (0, 0);
        for suite in &suites {
            assert_eq!(suite.tag_name().name(), "testsuite");
            let cases: Vec<Node<'_, '_>> = elements(*suite).collect();
            let failing = cases.iter().filter(|case| {
                assert_eq!(case.tag_name().name(), "testcase");
                assert!(case.attribute("name").is_some() && case.attribute("classname").is_some());
                elements(**case).any(|inside| inside.tag_name().name() == "failure")
            });
            let counted = (cases.len(), failing.count());
            assert_eq!(counts(*suite), counted);
            total = (total.0 + counted.0, total.1 + counted.1);
        }
        assert_eq!(counts(root), total);
        assert_eq!(total.1 == 0, success, "{text}");
        let findings = json(&folder, "json")["findings"].as_array().unwrap().len();
        assert_eq!(total.0, findings.max(1));
    }
}

#[test]
fn a_test_report_names_rule_place_message_and_hint() {
    let folder = broken().on_disk();
    let (text, _) = check(&folder, &["--format", "junit"]);
    let report = Document::parse(&text).unwrap();
    let findings = json(&folder, "json");
    let cases = report
        .descendants()
        .filter(|node| node.has_tag_name("testcase"));
    for (case, finding) in cases.zip(findings["findings"].as_array().unwrap()) {
        let of = |key: &str| finding[key].as_str().unwrap_or_default();
        assert_eq!(case.attribute("file"), Some(of("path")));
        assert_eq!(case.attribute("line"), Some(&*finding["line"].to_string()));
        let place = format!("{}:{}", finding["line"], finding["column"]);
        let name = format!("{} at {place}", of("code"));
        assert_eq!(case.attribute("name"), Some(&*name));
        let said = elements(case).next().and_then(|said| said.text()).unwrap();
        let start = format!(
            "{}:{place}: {}: {}",
            of("path"),
            of("severity"),
            of("message")
        );
        assert!(said.starts_with(&start), "{said}\n{start}");
        assert!(said.ends_with(of("hint")), "{said}");
    }
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

fn counts(node: Node<'_, '_>) -> (usize, usize) {
    let count = |name: &str| node.attribute(name).unwrap().parse().unwrap();
    assert_eq!(count("errors"), 0);
    (count("tests"), count("failures"))
}

#[test]
fn a_rule_that_nobody_has_is_told_once_wherever_it_is_named() {
    let portal = Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en, de]\nlevels:\n  - {rule: LNK-PAEG, level: warning, why: z}\n  - {rule: LKN-*, level: off, why: z}\n\
             allow:\n  - {rule: FOO-BAR, why: z}\n  - {rule: SLA-CHANNEL-SHUT, why: z}\n",
        )
        .file("support.yaml", "allow: [{rule: CAL-UNUSD, why: z}]\n")
        .page("en/index.md", "Welcome.")
        .file(
            "en/a.md",
            "---\ntitle: A\nallow: [{rule: A11-VAUGE, why: z}]\n---\n\nText.\n",
        );
    let found = portal.check();
    let found: Vec<&str> = found
        .lines()
        .filter(|line| line.contains("FM-TYPE"))
        .collect();
    assert_eq!(
        found,
        [
            "warning FM-TYPE en/a.md:3:16 there is no rule `A11-VAUGE`, so this says nothing",
            "warning FM-TYPE support.yaml:1:16 there is no rule `CAL-UNUSD`, so this says nothing",
            "warning FM-TYPE supportal.yaml:4:12 there is no rule `LNK-PAEG`, so this says nothing",
            "warning FM-TYPE supportal.yaml:5:12 there is no family of rules `LKN-*`, so this says nothing",
            "warning FM-TYPE supportal.yaml:7:12 there is no rule `FOO-BAR`, so this says nothing",
        ]
    );
}
