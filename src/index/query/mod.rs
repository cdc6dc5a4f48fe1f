//! The index as the terminal asks it: the same files, the same ranking and the same rows as in the
//! browser (`runtime/search.js`, which follows these files step by step).

mod heard;
mod rows;
mod tokens;

pub use heard::SHORT;
pub use tokens::ALL_PAIRS;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::directory::Homes;
use super::postings::{self, Postings};
use super::rank::CONSTANTS as RANK;
use super::records::{Record, Shelf};
use super::root::Root;
use super::shards::{self, Shard};
use super::words;
use heard::Heard;

/// What a result must be.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// Name of the kind: `article`.
    pub kind: Option<String>,
    /// Id of the product.
    pub product: Option<String>,
}

/// A result: a page, and the best part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// Address from the language's root, percent-encoded, with the anchor.
    pub url: String,
    /// The page's title.
    pub title: String,
    /// The heading; empty for the page's beginning.
    pub section: String,
    /// Where the words are found, in one line.
    pub excerpt: String,
    /// Name of the kind.
    pub kind: String,
    /// What it was ranked by.
    pub score: f64,
    /// Words found in the excerpt: first unit and the one after the last, in UTF-16.
    pub marks: Vec<(usize, usize)>,
    /// Further parts, at most two.
    pub more: Vec<More>,
}

/// A further part of the page that a row shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct More {
    /// Its address.
    pub url: String,
    /// Its heading.
    pub section: String,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Answer {
    /// Best first.
    pub rows: Vec<Row>,
    /// The query as it was understood, where words had to be corrected.
    pub corrected: Option<String>,
    /// How many pages have any of its words.
    pub total: usize,
}

/// Reads the files of an index as they are asked for.
pub struct Reader<F> {
    open: F,
    root: Root,
    /// Starts of shards, by the name of the list: a letter, or that of a block.
    starts: HashMap<String, Arc<[String]>>,
    shards: HashMap<String, Shard>,
    /// Everything, where the index is one file.
    all: Option<HashMap<String, serde_json::Value>>,
    han: Option<HashMap<char, char>>,
    /// See [`Reader::lost`].
    lost: OnceLock<String>,
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    /// Opens the index whose files `open` reads by their names from the folder `search`; `None`
    /// where there is none, or none of this version.
    pub fn new(open: F) -> Option<Self> {
        let root: Root = parse(&open("root.js")?)?;
        if root.v != super::VERSION {
            return None;
        }
        let lists = [("t", &root.t), ("f", &root.f), ("b", &root.b)];
        let starts = lists.map(|(name, text)| (name.to_owned(), starts(text)));
        let mut reader = Self {
            starts: starts.into(),
            shards: HashMap::new(),
            all: None,
            han: None,
            lost: OnceLock::new(),
            open,
            root,
        };
        if reader.root.o {
            reader.all = Some(parse(&(reader.open)(&format!(
                "{}/all.js",
                reader.root.g
            ))?)?);
        }
        Some(reader)
    }

    /// The tag of its language.
    pub fn language(&self) -> &str {
        &self.root.lang
    }

    /// The best pages for `query`, at most `limit`.
    pub fn search(&mut self, query: &str, limit: usize, filters: &Filters) -> Answer {
        // Other forms of characters are what this query has asked for, not the one before.
        self.han = None;
        let query = words::clean(query).into_owned();
        let tokens = self.tokens(&query);
        let mut heard: Vec<Heard> = Vec::new();
        for token in tokens {
            let found = self.hear(&token);
            if found.hits.is_empty() {
                self.hear_otherwise(token, &mut heard);
            } else {
                heard.push(found);
            }
        }
        let asked = self.asked(filters);
        // From the last on: a word is told whether those behind it are meant themselves.
        heard.reverse();
        let mut candidates = self.candidates(&heard, asked, &query);
        let total = candidates.len();
        candidates.truncate(limit.max(RANK.again));
        let (phrase, changes) = self.phrase(&query, &heard, candidates.first());
        let mut rows: Vec<Row> = Vec::new();
        for candidate in &candidates {
            if let Some(row) = self.row(candidate, &heard, &phrase) {
                rows.push(row);
            }
        }
        // A stable sort: those that texts do not tell apart stay as they are.
        rows.sort_by(|a, b| b.score.total_cmp(&a.score));
        rows.truncate(limit);
        Answer {
            corrected: rows::said(&query, rows.first(), &changes),
            rows,
            total,
        }
    }

    /// Pages that the filters leave.
    fn asked(&mut self, filters: &Filters) -> impl Fn(u32) -> bool + use<F> {
        let mut range = 0..self.root.n;
        if let Some(kind) = &filters.kind {
            let mut next = 0;
            range = 0..0;
            for (name, count) in &self.root.k {
                if name == kind {
                    range = next..next + count;
                }
                next += count;
            }
        }
        let product = filters.product.as_ref().map(|product| {
            let products: Vec<(String, Vec<u32>)> = self.load("p").unwrap_or_default();
            let mut products: HashMap<_, _> = products.into_iter().collect();
            products.remove(product).unwrap_or_default()
        });
        move |page| {
            range.contains(&page)
                && product
                    .as_ref()
                    .is_none_or(|pages| pages.binary_search(&page).is_ok())
        }
    }

    /// The shards called `letter` that may hold words beginning with `begin`.
    fn homes(&mut self, letter: char, begin: &str) -> Option<Homes> {
        let top = self.starts.get(letter.to_string().as_str())?;
        let found = shards::range(top, begin);
        let Some(&size) = self.root.d.get(&letter) else {
            return Some(Homes::within(found, false));
        };
        let (block, more) = (*found.start(), found.end() > found.start());
        let name = format!("d{letter}{block}");
        if !self.starts.contains_key(&name) {
            let text: String = self.load(&name)?;
            self.starts.insert(name.clone(), starts(&text));
        }
        let own = shards::range(self.starts.get(&name)?, begin);
        let before = block * size;
        Some(Homes::within(
            before + own.start()..=before + own.end(),
            more,
        ))
    }

    /// The shard of words that may hold `word`.
    fn home(&mut self, word: &str) -> Option<usize> {
        Some(*self.homes('t', word)?.shards.start())
    }

    /// The file of records that has the text of a part: its number, and where it begins.
    fn shelf(&self, page: u32, part: u32) -> Option<(usize, Shelf)> {
        let (file, shelf) = Shelf::find(self.root.r.as_bytes(), page, part)?;
        let Some(size) = self.root.d.get(&'r') else {
            return Some((file, shelf));
        };
        let block: String = self.load(&format!("dr{file}"))?;
        let (own, inside) = Shelf::find(block.as_bytes(), page - shelf.page, part)?;
        let page = shelf.page + inside.page;
        Some((file * size + own, Shelf { page, ..inside }))
    }

    /// The record of a page that has the text of a part, and the number of the first part that it has.
    fn record(&self, page: u32, part: u32) -> Option<(Record<'static>, u32)> {
        let (file, shelf) = self.shelf(page, part)?;
        let records: Vec<Record> = self.load(&format!("r{file}"))?;
        let record = records.into_iter().nth((page - shelf.page) as usize)?;
        let first = if page == shelf.page { shelf.part } else { 0 };
        Some((record, first))
    }

    fn kind(&self, page: u32) -> &str {
        let mut next = 0;
        for (name, count) in &self.root.k {
            next += count;
            if page < next {
                return name;
            }
        }
        ""
    }

    fn postings(&mut self, shard: usize, word: &str) -> Option<Postings> {
        let pages = self.root.n;
        let shard = self.shard('t', shard)?;
        Some(postings::read(shard.told(shard.find(word)?), pages))
    }

    fn shard(&mut self, letter: char, number: usize) -> Option<&Shard> {
        let name = format!("{letter}{number}");
        if !self.shards.contains_key(&name) {
            let text: String = self.load(&name)?;
            self.shards.insert(name.clone(), Shard::read(text));
        }
        self.shards.get(&name)
    }

    fn load<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        match &self.all {
            Some(all) => serde_json::from_value(all.get(name)?.clone()).ok(),
            None => {
                let name = format!("{}/{name}.js", self.root.g);
                let content = (self.open)(&name).and_then(|file| parse(&file));
                if content.is_none() {
                    self.lost.get_or_init(|| name);
                }
                content
            }
        }
    }

    /// The first file of the index that was asked for and cannot be read: what was answered since may lack pages.
    pub fn lost(&self) -> Option<&str> {
        self.lost.get().map(String::as_str)
    }
}

/// Starts of shards, as they are told.
fn starts(text: &str) -> Arc<[String]> {
    text.split(' ').map(str::to_owned).collect()
}

/// What a file hands to the runtime.
pub(super) fn parse<T: DeserializeOwned>(file: &str) -> Option<T> {
    let text = file
        .trim()
        .strip_prefix("supportalSearch.r(")?
        .strip_suffix(')')?;
    serde_json::from_str(text).ok()
}
