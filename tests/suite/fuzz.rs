//! The targets of `tests/fuzz` over what is kept of earlier runs, and over changes of it that look like chance
//! and are the same every time. `FUZZ_RUNS=10000` makes so many of each
//! file, `FUZZ_TARGET=svg` tries the targets whose names begin so.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::{env, fs};

use crate::chance::Chance;
use crate::fuzz_targets::TARGETS;

/// Words that mean something to one of the targets.
const WORDS: [&str; 40] = [
    "---\n",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "\r\n",
    "\0",
    "\u{FEFF}",
    "\u{202E}",
    "\u{301}",
    "é",
    "帳單",
    "🙂",
    "[",
    "](",
    ")",
    "<",
    ">",
    "\"",
    "'",
    "&",
    "&#60;",
    "`",
    "```\n",
    "|",
    "|-|\n",
    "- ",
    "> ",
    "## ",
    "[!INCLUDE [a](../includes/c.md)]",
    ":::",
    "{{",
    "}}",
    "../",
    "%2e%2e/",
    "javascript:",
    ": ",
    "\\",
    "<script>",
    "*",
];

#[test]
fn targets_hold_on_the_corpus_and_on_changes_of_it() {
    let runs = env::var("FUZZ_RUNS").map_or(4, |runs| runs.parse().unwrap());
    let wanted = env::var("FUZZ_TARGET").unwrap_or_default();
    let mut broken = Vec::new();
    let targets = TARGETS.iter();
    let targets: Vec<_> = targets
        .filter(|(name, _)| name.starts_with(&wanted))
        .collect();
    assert!(
        !targets.is_empty(),
        "no target's name begins with `{wanted}`"
    );
    for (name, target) in targets {
        let inputs = corpus(name);
        assert!(!inputs.is_empty(), "{name} has a corpus");
        let mut chance = Chance(1);
        for (file, input) in &inputs {
            let mut tried = input.clone();
            for run in 0..=runs {
                let told = catch_unwind(AssertUnwindSafe(|| target(&tried)));
                if told.is_err() {
                    let kept = env::temp_dir().join(format!("fuzz-{name}-{file}-{run}"));
                    fs::write(&kept, &tried).unwrap();
                    broken.push(kept);
                }
                let other = &inputs[chance.below(inputs.len())].1;
                tried = changed(input, other, &mut chance);
            }
        }
    }
    assert!(
        broken.is_empty(),
        "what broke a promise is kept in {broken:?}"
    );
}

/// What is kept for a target, in order of names.
fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz/corpus")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// A few changes: bytes and words put in, taken out and written over, and pieces of another input.
fn changed(input: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(12)).min(bytes.len());
        let with = match chance.below(5) {
            0 => vec![],
            1 => vec![chance.below(256) as u8],
            2 if !other.is_empty() => {
                let from = chance.below(other.len());
                other[from..(from + 1 + chance.below(40)).min(other.len())].to_vec()
            }
            3 => bytes[at..end].repeat(2 + chance.below(6)),
            _ => WORDS[chance.below(WORDS.len())].as_bytes().to_vec(),
        };
        let end = if chance.below(2) == 0 { at } else { end };
        bytes.splice(at..end, with);
    }
    bytes
}
