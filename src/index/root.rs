//! `root.js`: what a reader of the index is told before it asks for anything else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::directory::Directory;
use super::kin;
use super::page::Terms;
use super::phrases;
use super::rank;
use super::words;
use super::{Rules, VERSION};
use crate::model::{Kind, Locale};

/// `root.js`: what is needed before a query can be asked.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Root {
    /// Version of the format.
    pub v: u32,
    /// Name of the folder with everything else.
    pub g: String,
    /// Number of pages.
    pub n: u32,
    /// Folders up to the source language's root.
    pub up: usize,
    /// The language.
    pub lang: String,
    /// UTF-16 units of an excerpt.
    pub e: usize,
    /// Kinds and how many pages they have, in the order of pages.
    pub k: Vec<(String, u32)>,
    /// Files in a block, by the letter of those whose list is in two levels.
    pub d: BTreeMap<char, usize>,
    /// Least words of the shards of words, separated by spaces, or of the first shard of each block.
    pub t: String,
    /// The same for the vocabulary.
    pub f: String,
    /// The same for the vocabulary written backwards.
    pub b: String,
    /// Where each file of records begins, or each block of them.
    pub r: String,
    /// Endings.
    pub s: Vec<String>,
    /// Other spellings of letters: the letter, how it is written, how it folds; of articles, with a space before the word.
    pub a: Vec<[String; 3]>,
    /// Words of those who look for a person, flattened.
    pub c: Vec<String>,
    /// Words that questions are made with, each between spaces.
    pub q: String,
    /// Those of them that are written without spaces, the longest first, with `|` between them.
    pub x: String,
    /// Pages whose worth is multiplied, and by what: in any query, and in one that has a word of `c`.
    pub u: [BTreeMap<u32, f64>; 2],
    /// Groups of words that mean the same: each how it stands in a flattened text, and its words.
    pub y: Vec<Vec<Vec<String>>>,
    /// Classes of characters and how some fold, as far as the pages need them.
    pub w: [String; 3],
    /// Whether there is a list of other forms of Han characters.
    pub h: bool,
    /// Whether everything is in one file.
    pub o: bool,
}

impl Root {
    /// What it says of the language and of its pages.
    pub(super) fn of(language: &Locale, folder: &str, rules: &Rules, pages: &[&Terms]) -> Self {
        let endings = words::suffixes(language.language());
        let mut blocks = words::Blocks::default();
        pages.iter().for_each(|page| blocks.join(&page.blocks));
        let is_wide = matches!(language.language(), "zh" | "ja" | "ko");
        let synonyms = rules.synonyms.iter();
        Self {
            v: VERSION,
            n: pages.len() as u32,
            up: folder.split('/').filter(|part| !part.is_empty()).count(),
            lang: language.as_str().to_owned(),
            e: rank::CONSTANTS.excerpt[usize::from(is_wide)],
            k: kinds(pages),
            s: match endings {
                [] => Vec::new(),
                _ => [endings, &[kin::KIN_MARK.to_owned()]].concat(),
            },
            a: [
                phrases::spellings(language.language()),
                phrases::articles(language.language()),
            ]
            .concat(),
            c: phrases::contact(language),
            q: phrases::asking(language),
            x: phrases::asking_whole(language),
            u: [0, 1].map(|query| boosted(pages, query)),
            y: synonyms.map(|group| phrases::synonyms(group)).collect(),
            w: words::table(blocks),
            ..Self::default()
        }
    }

    /// Says where each file begins.
    pub(super) fn find_by(&mut self, directory: &Directory) {
        let told = |letter| directory.root.get(&letter).cloned().unwrap_or_default();
        self.t = told('t');
        self.f = told('f');
        self.b = told('b');
        self.r = told('r');
        self.d = directory.levels.clone();
    }
}

/// Pages that count otherwise than most, and what their worth is multiplied by.
fn boosted(pages: &[&Terms], query: usize) -> BTreeMap<u32, f64> {
    let factors = pages.iter().map(|page| page.boost.factors()[query]);
    (0..).zip(factors).filter(|one| one.1 != 1.0).collect()
}

fn kinds(pages: &[&Terms]) -> Vec<(String, u32)> {
    let count = |kind: Kind| pages.iter().filter(|page| page.kind == kind).count() as u32;
    let all = Kind::ALL.map(|kind| (kind.name().to_owned(), count(kind)));
    all.into_iter().filter(|&(_, count)| count > 0).collect()
}
