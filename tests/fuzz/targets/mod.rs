//! What takes texts from outside, each as a function of bytes that panics where a promise is broken.
//!
//! The suite runs them over the kept corpus and over changes of it; `tests/fuzz` has a coverage-guided fuzzer for
//! each. See `tests/fuzz/README.md`.

mod calendars;
mod drawings;
mod files;
mod html;
mod imports;
mod pages;
mod paths;
mod preview;
mod searches;
mod writers;
mod xliff;

use std::borrow::Cow;
use std::cell::RefCell;

use supportal::model::output::Build;
use supportal::model::{Asset, Fingerprint, RelPath, Severity, Snapshot, Source};
use supportal::pipeline::{Memos, Options, compile};

/// Takes any bytes, and panics where a promise is broken.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const TARGETS: [(&str, Target); 13] = [
    ("front_matter", pages::front_matter),
    ("markdown", pages::markdown),
    ("links", pages::links),
    ("graphs", pages::graphs),
    ("paths", paths::paths),
    ("calendar", calendars::calendar),
    ("svg", drawings::svg),
    ("writers", writers::writers),
    ("search", searches::search),
    ("xliff", xliff::xliff),
    ("import", imports::trees),
    ("import_ics", imports::calendars),
    ("preview", preview::preview),
];

/// Runs the target of this name.
#[allow(dead_code, reason = "for the fuzzers; the suite runs them all")]
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|(of, _)| *of == name);
    target.expect("a target").1(data);
}

/// Bytes as a text, as an editor would show them.
fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// Builds the portal that has these files; what was remembered from the last one is used, as in a preview.
fn build(files: &[(&str, &[u8])]) -> Build {
    thread_local! {
        static MEMOS: RefCell<Memos> = RefCell::default();
    }
    let mut snapshot = Snapshot::empty("2026-06-01".parse().unwrap());
    let mut files = files.to_vec();
    files.sort();
    for (path, bytes) in &files {
        let path = RelPath::new(path).unwrap();
        if path.has_extension("md") || path.has_extension("yaml") {
            // As the reader of the disk hands it on, which tells of what it replaces.
            let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
            let unseen = |c: char| c.is_control() && c != '\n' && c != '\t';
            let text = text.replace(unseen, "\u{FFFD}");
            snapshot.sources.push(Source::new(path, text));
        } else {
            snapshot.assets.push(Asset {
                path,
                bytes: bytes.to_vec().into(),
                fingerprint: Fingerprint::of(bytes),
            });
        }
    }
    let build = MEMOS.with_borrow_mut(|memos| compile(&snapshot, &Options::default(), memos));
    for found in &build.diagnostics {
        let source = snapshot
            .sources
            .iter()
            .find(|source| source.path == found.path);
        let range = found.span.start as usize..found.span.end as usize;
        let there = source.is_none_or(|source| source.text.get(range).is_some());
        assert!(there, "{found:?} is about a place that is none");
    }
    build
}

/// The text of one file of the site.
fn output(build: &Build, url: &str) -> String {
    let output = build
        .outputs
        .iter()
        .find(|output| output.url.as_str() == url);
    let output = output.unwrap_or_else(|| panic!("no `{url}`"));
    String::from_utf8(output.bytes.to_vec()).unwrap()
}

/// Whether something found by `rule` forbids publication.
fn refuses(build: &Build, rule: &str) -> bool {
    let mut found = build.diagnostics.iter();
    found.any(|found| found.code == rule && found.severity == Severity::Error)
}

/// Numbers taken from bytes, one after the other; 0 when they are used up.
struct Numbers<'d>(std::slice::Iter<'d, u8>);

impl<'d> Numbers<'d> {
    fn of(data: &'d [u8]) -> Self {
        Self(data.iter())
    }

    fn below(&mut self, limit: u16) -> u16 {
        let mut byte = || u16::from(self.0.next().copied().unwrap_or_default());
        let number = if limit > 256 {
            byte() << 8 | byte()
        } else {
            byte()
        };
        number % limit
    }
}
