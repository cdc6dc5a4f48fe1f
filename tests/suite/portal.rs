//! A portal in a few lines: in memory for the stages, on the disk for what is about files.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use supportal::calendar::Date;
use supportal::discover;
use supportal::model::output::Build;
use supportal::model::{Asset, Diagnostic, Fingerprint, RelPath, Snapshot, Source};
use supportal::pipeline::{Memos, Options, compile};
use tempfile::TempDir;

/// Files of a portal, by path. Begins with the least supportal.yaml that is valid.
#[derive(Clone)]
pub struct Portal {
    files: Vec<(String, Vec<u8>)>,
    today: Date,
}

#[allow(dead_code, reason = "the fixture is for all modules of the suite")]
impl Portal {
    pub fn new() -> Self {
        let portal = Self {
            files: Vec::new(),
            today: "2026-06-01".parse().unwrap(),
        };
        portal.file("supportal.yaml", "title: Test\nlanguages: [en]\n")
    }

    /// Adds a file, or replaces it.
    pub fn file(mut self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.files.retain(|(of, _)| of != path);
        self.files
            .push((path.to_owned(), content.as_ref().to_vec()));
        self
    }

    /// Adds a page that has a title and the given text.
    pub fn page(self, path: &str, text: &str) -> Self {
        self.file(
            path,
            format!("---\ntitle: {path}\ndescription: About {path}.\n---\n\n{text}\n"),
        )
    }

    pub fn without(mut self, path: &str) -> Self {
        self.files.retain(|(of, _)| of != path);
        self
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(path, _)| path.as_str())
    }

    /// The text of a file; empty where there is none.
    pub fn text(&self, path: &str) -> &str {
        let file = self.files.iter().find(|(of, _)| of == path);
        file.map_or("", |(_, bytes)| str::from_utf8(bytes).unwrap())
    }

    /// The content of a file, if there is one.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        let file = self.files.iter().find(|(of, _)| of == path);
        file.map(|(_, bytes)| bytes.as_slice())
    }

    pub fn today(mut self, date: &str) -> Self {
        self.today = date.parse().unwrap();
        self
    }

    /// What discovery would make of it, without a disk.
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::empty(self.today);
        let mut files: Vec<_> = self.files.iter().collect();
        files.sort();
        for (path, bytes) in files {
            let path = RelPath::new(path).unwrap();
            let asset = |path| Asset {
                path,
                bytes: bytes.clone().into(),
                fingerprint: Fingerprint::of(bytes),
            };
            if let Some(inside) = path.strip_prefix("theme") {
                snapshot.theme.push(asset(inside));
            } else if ["md", "yaml", "yml"]
                .iter()
                .any(|text| path.has_extension(text))
            {
                let text = String::from_utf8(bytes.clone()).unwrap();
                snapshot.sources.push(Source::new(path, text));
            } else {
                snapshot.assets.push(asset(path));
            }
        }
        snapshot
    }

    pub fn build(&self) -> Build {
        compiled(&self.snapshot(), &Options::default())
    }

    /// The same with nothing remembered, for what is to be held against it.
    pub fn clean(&self) -> Build {
        compile(&self.snapshot(), &Options::default(), &mut Memos::default())
    }

    /// The text of one file of the built site.
    pub fn output(&self, url: &str) -> String {
        let build = self.build();
        let output = build
            .outputs
            .iter()
            .find(|output| output.url.as_str() == url);
        let output = output.unwrap_or_else(|| panic!("no `{url}` among the outputs"));
        String::from_utf8(output.bytes.to_vec()).unwrap()
    }

    /// The findings, one a line: `error LNK-PAGE en/a.md:3:5 message`.
    pub fn check(&self) -> String {
        let snapshot = self.snapshot();
        let build = compiled(&snapshot, &Options::default());
        list(&snapshot, &build.diagnostics)
    }

    /// The same, with what a certain check computed.
    pub fn check_again(&self, memos: &mut Memos) -> String {
        let snapshot = self.snapshot();
        let build = compile(&snapshot, &Options::default(), memos);
        list(&snapshot, &build.diagnostics)
    }

    /// Writes the files to a new folder.
    pub fn on_disk(&self) -> Folder {
        let folder = Folder {
            dir: tempfile::tempdir().unwrap(),
            today: self.today,
        };
        for (path, bytes) in &self.files {
            folder.write(path, bytes);
        }
        folder
    }
}

/// Compiles with what the last portal of the same test left: most of them differ in a line or two, and the theme is read
/// once. That it changes nothing is proven in `properties.rs` and `serve.rs`, which hold it against [`Portal::clean`].
pub fn compiled(snapshot: &Snapshot, options: &Options) -> Build {
    // Each test has a thread of its own.
    thread_local! {
        static MEMOS: RefCell<Memos> = RefCell::default();
    }
    let mut memos = MEMOS.take();
    let build = compile(snapshot, options, &mut memos);
    MEMOS.set(memos);
    build
}

/// A portal on the disk, removed when dropped.
pub struct Folder {
    dir: TempDir,
    today: Date,
}

impl Folder {
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Writes a file in one step, as editors do over a hidden one: nobody sees half of it, or nothing.
    pub fn save(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.dir.path().join(path);
        let hidden = path.with_file_name(".saved");
        fs::write(&hidden, bytes).unwrap();
        fs::rename(hidden, path).unwrap();
    }

    pub fn snapshot(&self) -> Snapshot {
        discover::snapshot(self.path(), self.today).unwrap()
    }

    /// The findings of reading alone.
    pub fn check(&self) -> String {
        let snapshot = self.snapshot();
        list(&snapshot, &snapshot.diagnostics)
    }
}

/// Findings, one a line: `error LNK-PAGE en/a.md:3:5 message`.
pub fn list(snapshot: &Snapshot, diagnostics: &[Diagnostic]) -> String {
    let line = |found: &Diagnostic| {
        let source = snapshot
            .sources
            .iter()
            .find(|source| source.path == found.path);
        let text = source.map_or("", |source| &source.text);
        let before = &text[..(found.span.start as usize).min(text.len())];
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        let Diagnostic {
            code,
            path,
            message,
            ..
        } = found;
        format!(
            "{} {code} {path}:{line}:{column} {message}\n",
            found.severity.name()
        )
    };
    diagnostics.iter().map(line).collect()
}

/// Copies a folder with all that is in it.
pub fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
