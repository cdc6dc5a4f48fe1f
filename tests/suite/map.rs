//! `docs/ARCHITECTURE.md` against the tree: every path and name in it is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What is in the tree.
struct Tree {
    root: PathBuf,
    /// Words of the code, without its comments, and names of its files and folders.
    words: BTreeSet<String>,
    /// The words of each top-level module.
    modules: BTreeMap<String, BTreeSet<String>>,
}

impl Tree {
    fn read() -> Self {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let mut tree = Self {
            words: BTreeSet::new(),
            modules: BTreeMap::new(),
            root,
        };
        for folder in ["src", "themes"] {
            read(&tree.root.join(folder), &mut tree.words);
        }
        for entry in fs::read_dir(tree.root.join("src")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            // A module may have a file and a folder.
            read(&path, tree.modules.entry(name).or_default());
        }
        tree
    }

    /// What of `text` is not there, as it is written.
    fn lost(&self, text: &str) -> Vec<String> {
        let mut lost = Vec::new();
        // Behind it names are those of crates.
        let (own, crates) = text.split_once("\n## Dependencies").unwrap();
        for line in own.lines() {
            let quoted: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
            let paths = quoted.iter().filter(|word| is_path(word));
            lost.extend(paths.filter(|path| !self.has(path, &quoted)).copied());
            let words = quoted.iter().filter(|word| is_name(word));
            lost.extend(words.filter(|word| !self.words.contains(**word)).copied());
            lost.extend(qualified(line).filter(|name| !self.knows(name)));
        }
        let paths = crates.split('`').skip(1).step_by(2);
        lost.extend(paths.filter(|word| is_path(word) && !self.has(word, &[])));
        lost.sort_unstable();
        lost.dedup();
        lost.into_iter().map(str::to_owned).collect()
    }

    /// Whether a path is there: from the root, or from a folder that is left out where it is clear, as those of its row.
    fn has(&self, path: &str, row: &[&str]) -> bool {
        let usual = ["", "src", "tests", "themes/default"].iter();
        let mut folders = usual.chain(row.iter().filter(|word| word.ends_with('/')));
        folders.any(|folder| self.root.join(folder).join(path).exists())
    }

    /// Whether each part of `a::b` is there, `b` in the module `a` where that is one.
    fn knows(&self, name: &str) -> bool {
        let (first, rest) = name.split_once("::").unwrap();
        let module = self.modules.get(first);
        let words = module.unwrap_or(&self.words);
        let is_known = module.is_some() || self.words.contains(first) || first == "anyhow";
        is_known && rest.split("::").all(|word| words.contains(word))
    }
}

fn is_path(word: &str) -> bool {
    let is_file = word.contains('/') || word.ends_with(".rs");
    is_file && !word.contains([' ', '<']) && !word.contains("NAME") && word != ".rs"
}

/// A type, a function or a module, by its name alone.
fn is_name(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !word.starts_with("XML")
}

/// The names in `line` that say what they are in: `model::config::Limits`.
fn qualified(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != ':');
    words.filter(|word| word.contains("::"))
}

/// Gathers the words of code in `path`, and the names of what is below it.
fn read(path: &Path, words: &mut BTreeSet<String>) {
    let stem = path.file_stem().unwrap().to_string_lossy();
    words.insert(stem.into_owned());
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            read(&entry.unwrap().path(), words);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        let text = fs::read_to_string(path).unwrap();
        let code = text.lines().map(|line| line.split("//").next().unwrap());
        let code = code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'));
        words.extend(code.map(str::to_owned));
    }
}

#[test]
fn the_map_names_what_is_there() {
    let tree = Tree::read();
    let map = fs::read_to_string(tree.root.join("docs/ARCHITECTURE.md")).unwrap();
    let lost = tree.lost(&map);
    assert!(lost.is_empty(), "{lost:#?}");
    let wrong = "\
discover::departed
| `src/serve/` | `watch`, `nowhere.rs` |
`src/nowhere/`, `Vanished`, `model::config::Vanished`, `Memo::nothing_maps`, `resolve/pages.rs`
## Dependencies
`libm`, `src/gone.rs`
";
    assert_eq!(
        tree.lost(wrong),
        [
            "Memo::nothing_maps",
            "Vanished",
            "discover::departed",
            "model::config::Vanished",
            "nowhere.rs",
            "src/gone.rs",
            "src/nowhere/",
        ]
    );
}
