//! The two readers of an index, Rust and JavaScript: the same rows for the queries that the bench of
//! search makes from real corpora.
//!
//! A fifth of the queries is asked: 40 of each class, of one seed. `SEARCH_QUERIES=all` asks 100 of each
//! class, of both seeds. Each query is new to Rust, as to somebody at a terminal, while the browser's
//! engine answers one after the other: what it has loaded for one must not change the rows of the next.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;
use supportal::discover;
use supportal::import::{Translations, docfx};
use supportal::index::query::Filters;
use supportal::pipeline::{Memos, Options, compile};

use crate::search::{Portal, has};
use crate::skipped::unless_beside;

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

/// Asks both readers the queries of a corpus, if it is there.
#[track_caller]
fn check(corpus: &str, language: &str, seed: u32) {
    let Some(source) = unless_beside(&format!("shared/corpus/{corpus}")) else {
        return;
    };
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
    docfx(&source, &Translations::default(), &portal).expect("an import");
    let today = "2026-06-01".parse().expect("a date");
    let snapshot = discover::snapshot(&portal, today).expect("a portal");
    let build = compile(&snapshot, &Options::default(), &mut Memos::once());
    let index = Portal::of(&build.outputs, "");

    let mut queries: Vec<Query> = Vec::new();
    for (mut making, file) in making {
        assert!(making.wait().expect("Python runs").success());
        let text = fs::read_to_string(file).expect("queries");
        let lines = text.lines().map(serde_json::from_str);
        queries.extend(lines.map(|query| query.expect("a query")));
    }
    assert!(queries.len() > 200, "only {} queries", queries.len());
    let asked: Vec<_> = (queries.iter())
        .map(|query| (query.q.as_str(), Filters::default()))
        .collect();
    index.agrees(&asked, &[]);
}

#[test]
fn rows_are_the_same_for_queries_in_chinese() {
    check("partner-center-zh-tw", "zh-tw", 1);
}

#[test]
fn rows_are_the_same_for_queries_in_german() {
    check("partner-center-de-de", "de-de", 2);
}
