//! The two readers of an index, Rust and JavaScript: the same rows for the queries that the bench of
//! search makes from real corpora.
//!
//! A fifth of the queries is asked: 40 of each class, of one seed. `SEARCH_QUERIES=all` asks 100 of each
//! class, of both seeds. Each query is new to Rust, as to somebody at a terminal, while the browser's
//! engine answers one after the other: what it has loaded for one must not change the rows of the next.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;
use supportal::discover;
use supportal::import::docfx;
use supportal::index::query::{Filters, Reader};
use supportal::pipeline::{Memos, Options, compile};

use crate::search_agrees::has;

#[derive(Deserialize)]
struct Query {
    q: String,
}

/// Starts to derive queries from the `corpus`: of each class as many, with a `seed`.
fn make_queries(corpus: &Path, language: &str, seed: u32, of_class: u32, out: &Path) -> Child {
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/bench/search/make_queries.py"
    );
    Command::new("python3")
        .args(["-B", script, "--lang", language, "--corpus"])
        .arg(corpus)
        .args(["--seed", &seed.to_string()])
        .args(["--per-class", &of_class.to_string(), "--out"])
        .arg(out)
        .stdout(Stdio::null())
        .spawn()
        .expect("Python runs")
}

/// Asks both readers the queries of a corpus; nothing, said aloud, where there is none.
#[track_caller]
fn check(corpus: &str, language: &str, seed: u32) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpus")
        .join(corpus);
    if !source.is_dir() {
        eprintln!("skipped: {} is not here", source.display());
        return;
    }
    if !has("node") || !has("python3") {
        return;
    }
    let dir = tempfile::tempdir().expect("a folder");
    let (seeds, of_class) = match std::env::var_os("SEARCH_QUERIES") {
        Some(_) => (vec![1, 2], 100),
        None => (vec![seed], 40),
    };
    let making: Vec<(Child, PathBuf)> = seeds
        .into_iter()
        .map(|seed| {
            let file = dir.path().join(format!("{seed}.jsonl"));
            let child = make_queries(&source, language, seed, of_class, &file);
            (child, file)
        })
        .collect();

    let portal = dir.path().join("portal");
    docfx(&source, &portal).expect("an import");
    let today = "2026-06-01".parse().expect("a date");
    let snapshot = discover::snapshot(&portal, today).expect("a portal");
    let build = compile(&snapshot, &Options::default(), &mut Memos::once());
    let mut index = HashMap::new();
    for output in &build.outputs {
        if let Some(name) = output.url.as_str().strip_prefix("search/") {
            let text = String::from_utf8(output.bytes.to_vec()).expect("text");
            let path = dir.path().join("site/search").join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, &text).expect("written");
            index.insert(name.to_owned(), text);
        }
    }

    let mut queries: Vec<Query> = Vec::new();
    for (mut making, file) in making {
        assert!(making.wait().expect("Python runs").success());
        let text = fs::read_to_string(file).expect("queries");
        let lines = text.lines().map(serde_json::from_str);
        queries.extend(lines.map(|query| query.expect("a query")));
    }
    let mut lines = String::new();
    for query in &queries {
        let mut reader = Reader::new(|name: &str| index.get(name).cloned()).expect("an index");
        let answer = reader.search(&query.q, 10, &Filters::default());
        let (query, answer) = (
            serde_json::to_string(&query.q).expect("JSON"),
            serde_json::to_string(&answer).expect("JSON"),
        );
        lines.push_str(&format!("{{\"q\":{query},\"answer\":{answer}}}\n"));
    }
    let asked_file = dir.path().join("asked.jsonl");
    fs::write(&asked_file, lines).expect("written");
    let run = Command::new("node")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/browser/engine.mjs"
        ))
        .arg(dir.path().join("site"))
        .arg(&asked_file)
        .output()
        .expect("Node runs");
    let said = String::from_utf8_lossy(&run.stdout);
    let said = format!("{said}{}", String::from_utf8_lossy(&run.stderr));
    eprintln!("{corpus}: {}", said.lines().last().unwrap_or_default());
    assert!(run.status.success(), "{said}");
    let asked = queries.len();
    assert!(asked > 200, "only {asked} queries");
    assert!(
        said.starts_with(&format!("{asked} queries, 0 differ")),
        "{said}"
    );
}

#[test]
fn rows_are_the_same_for_queries_in_chinese() {
    check("partner-center-zh-tw", "zh-tw", 1);
}

#[test]
fn rows_are_the_same_for_queries_in_german() {
    check("partner-center-de-de", "de-de", 2);
}
