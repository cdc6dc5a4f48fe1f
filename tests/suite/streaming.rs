//! Files that are handed on while others are still made: the site is the same, and no content stays behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use supportal::emit::{MANIFEST, Publication, sync};
use supportal::model::Output;
use supportal::model::output::Sink;
use supportal::pipeline::{Memos, Options, compile, compile_into};

use super::portal::Portal;

#[derive(Default)]
struct Kept(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Kept {
    fn take(&self, file: &Output) {
        let content = file.bytes.to_vec();
        let twice = (self.0.lock().unwrap()).insert(file.url.to_string(), content);
        assert!(twice.is_none(), "{} was handed on twice", file.url);
    }
}

/// More pages than are drawn at once, a plan among them: its twin is made of the page as it was drawn.
fn portal() -> Portal {
    let mut portal = Portal::new().file(
        "en/sla/basic.md",
        "---\ntitle: Basic\ndescription: A plan.\nid: basic\n---\n",
    );
    for number in 0..600 {
        portal = portal.page(
            &format!("en/articles/a{number}.md"),
            &format!("Text {number}."),
        );
    }
    portal
}

#[test]
fn what_is_handed_on_and_what_is_left_are_the_site() {
    let snapshot = portal().snapshot();
    let whole = compile(&snapshot, &Options::default(), &mut Memos::once());
    let sink = Kept::default();
    let rest = compile_into(
        Some(&sink),
        &snapshot,
        &Options::default(),
        &mut Memos::once(),
    );
    let handed = sink.0.into_inner().unwrap();
    let pages = handed.keys().filter(|path| path.ends_with(".html"));
    assert!(pages.count() > 600, "pages are handed on");
    assert_eq!(whole.diagnostics, rest.diagnostics);
    assert_eq!(whole.outputs.len(), rest.outputs.len());
    for (whole, rest) in whole.outputs.iter().zip(&rest.outputs) {
        assert_eq!(
            (&whole.url, whole.size, whole.fingerprint),
            (&rest.url, rest.size, rest.fingerprint)
        );
        let content = match handed.get(whole.url.as_str()) {
            Some(handed) => {
                assert!(rest.bytes.is_empty(), "{} is held", rest.url);
                handed
            }
            None => &rest.bytes,
        };
        assert_eq!(whole.bytes.as_slice(), content, "{}", whole.url);
    }
}

#[test]
fn a_site_that_was_begun_and_not_finished_leaves_the_one_before() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("dist");
    let snapshot = Portal::new().page("en/index.md", "Old.").snapshot();
    let old = compile(&snapshot, &Options::default(), &mut Memos::once());
    sync(&old, &dir).unwrap();
    let before = content(&dir);

    let snapshot = Portal::new().page("en/index.md", "New.").snapshot();
    let publish = |finish: bool| {
        let begun = Publication::begin(&dir).unwrap();
        let mut memos = Memos::once();
        let build = compile_into(Some(&begun), &snapshot, &Options::default(), &mut memos);
        assert!(Publication::begin(&dir).is_err(), "one at a time");
        finish.then(|| begun.finish(&build).unwrap())
    };
    assert_eq!(publish(false), None);
    assert_eq!(content(&dir), before);
    assert_eq!(
        fs::read_dir(home.path()).unwrap().count(),
        1,
        "only the site"
    );

    let changes = publish(true).unwrap();
    assert!(changes.changed.contains(&"index.html".to_owned()));
    let new = compile(&snapshot, &Options::default(), &mut Memos::once());
    let other = home.path().join("other");
    sync(&new, &other).unwrap();
    assert_eq!(content(&dir), content(&other));
}

/// Two files that say everything: a page, and the list of all files with their content's hashes.
fn content(dir: &Path) -> [String; 2] {
    ["index.html", MANIFEST].map(|name| fs::read_to_string(dir.join(name)).unwrap())
}
