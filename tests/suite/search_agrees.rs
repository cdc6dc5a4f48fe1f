//! The two readers of an index, Rust and JavaScript: they cut and fold every text alike.
//!
//! Strings are drawn with a fixed seed, 2,000 of each script. `SEARCH_STRINGS=100000` draws as many.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use supportal::index::words::{self, Kind};
use supportal::index::{self, Rules};
use supportal::model::Locale;

use crate::chance::Chance;
use crate::search::has;

impl Chance {
    fn within(&mut self, range: &RangeInclusive<u32>) -> char {
        let size = (range.end() - range.start() + 1) as usize;
        // Halves of pairs are no characters: another one is drawn.
        loop {
            let code = range.start() + self.below(size) as u32;
            if let Some(c) = char::from_u32(code) {
                return c;
            }
        }
    }
}

/// What strings of a script are made of: whole blocks, so that what Unicode will assign there is
/// drawn as well, and pieces that are right as they are.
#[derive(Deserialize)]
struct Script {
    name: String,
    /// Code points in hexadecimal: `61-7A C0-24F`.
    blocks: String,
    pieces: Vec<String>,
}

impl Script {
    fn blocks(&self) -> Vec<RangeInclusive<u32>> {
        let code = |hex: &str| u32::from_str_radix(hex, 16).expect("a code point");
        let block = |text: &str| {
            let (first, last) = text.split_once('-').expect("a range");
            code(first)..=code(last)
        };
        self.blocks.split(' ').map(block).collect()
    }

    /// One string.
    fn draw(&self, blocks: &[RangeInclusive<u32>], chance: &mut Chance) -> String {
        let mut text = String::new();
        for _ in 0..1 + chance.below(24) {
            match chance.below(20) {
                0..=2 => text.push_str(BETWEEN[chance.below(BETWEEN.len())]),
                3..=6 => text.push_str(&self.pieces[chance.below(self.pieces.len())]),
                _ => {
                    let block = &blocks[chance.below(blocks.len())];
                    // Some of a block in a row, as words are.
                    for _ in 0..1 + chance.below(3) {
                        text.push(chance.within(block));
                    }
                }
            }
        }
        text
    }
}

/// What stands between words of every script.
const BETWEEN: &[&str] = &[
    " ", " ", " ", "  ", "\n", "-", ".", ",", "/", "(", ")", "+", "'", "’", "_", "\u{A0}", "–",
    "0", "7", "a", "B", "\u{301}", "\u{200D}",
];

/// What [`words::words`] and [`words::flat`] say, as the runtime's functions for tests write it.
fn cut(text: &str) -> (Vec<String>, String) {
    let text = words::clean(text);
    let mut found = Vec::new();
    words::words(&text, &mut |kind, word| {
        let letter = match kind {
            Kind::Word => 'w',
            Kind::Part => 'p',
            Kind::Joined => 'j',
            Kind::Gram => 'g',
            Kind::Number { .. } => 'n',
        };
        found.push(format!("{letter} {word}"));
    });
    let flat = words::flat(&text, None);
    (found, String::from_utf16_lossy(&flat.units))
}

/// An index without a page, in the folder `below` the root `dir`: the engine, and what it knows of
/// characters.
fn write_index(dir: &Path, language: &str, below: &str) {
    let language = Locale::new(language).expect("a tag");
    for file in index::search(&language, below, &Rules::default(), &[]) {
        let path = dir.join(file.url.as_str());
        fs::create_dir_all(path.parent().expect("a folder")).expect("written");
        fs::write(path, file.content.bytes()).expect("written");
    }
}

#[test]
fn the_index_of_the_source_language_makes_nothing_forgotten() {
    if !has("node") {
        return;
    }
    let dir = tempfile::tempdir().expect("a folder");
    write_index(dir.path(), "en", "");
    write_index(dir.path(), "ja", "ja");
    let load = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/load.mjs");
    // The folder stands for the whole site; the engine is that of `ja/`.
    let script = format!(
        "const {{ engineOf }} = await import({load:?});
         const engine = await engineOf({:?}, undefined, 'ja/');
         const before = engine.flat('aかな');
         await engine.search('x', {{ source: true }});
         console.log(before === engine.flat('aかな') && before.trim());",
        dir.path()
    );
    let run = Command::new("node")
        .args(["--input-type=module", "-e", &script])
        .output()
        .expect("Node runs");
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(String::from_utf8_lossy(&run.stdout), "a かな\n", "{said}");
}

#[test]
fn words_are_cut_alike_in_every_script() {
    if !has("node") {
        return;
    }
    let count =
        std::env::var("SEARCH_STRINGS").map_or(2_000, |count| count.parse().expect("a number"));
    let scripts: Vec<Script> =
        serde_json::from_str(include_str!("../vectors/scripts.json")).expect("scripts");
    let dir = tempfile::tempdir().expect("a folder");
    write_index(dir.path(), "en", "");
    let strings = dir.path().join("strings.jsonl");
    let mut lines = BufWriter::new(fs::File::create(&strings).expect("a file"));
    for (number, script) in scripts.iter().enumerate() {
        let mut chance = Chance(number as u64);
        let blocks = script.blocks();
        for _ in 0..count {
            let text = script.draw(&blocks, &mut chance);
            let (words, flat) = cut(&text);
            serde_json::to_writer(&mut lines, &(&script.name, &text, words, flat))
                .expect("written");
            lines.write_all(b"\n").expect("written");
        }
    }
    lines.flush().expect("written");
    let run = Command::new("node")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/browser/words.mjs"
        ))
        .arg(dir.path())
        .arg(&strings)
        .output()
        .expect("Node runs");
    let mut said = String::from_utf8_lossy(&run.stdout).into_owned();
    let _ = write!(said, "{}", String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{said}");
    let compared = format!("{} strings compared, 0 differ", scripts.len() * count);
    assert_eq!(said.trim_end(), compared);
}
