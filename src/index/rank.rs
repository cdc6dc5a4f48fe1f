//! How much a word, a page and a part count: the one table of constants, for Rust and the browser.

use serde::Serialize;

use super::postings::LEVELS;
use crate::model::Kind;

/// Letters of words that a mistyped one is corrected to.
pub const CORRECTABLE: std::ops::RangeInclusive<usize> = 4..=24;

/// What the answer to a query is weighed with, here and in the browser.
#[derive(Serialize)]
pub struct Constants {
    /// Weight of a word that differs by an ending.
    pub inflected: f64,
    /// Weight of another spelling.
    pub alike: f64,
    /// Weight of a synonym.
    pub synonym: f64,
    /// Weight of a word that the last one typed is the beginning of: at least, and more the less is missing.
    pub prefix: [f64; 2],
    /// Weight of a word one and two letters away.
    pub corrected: [f64; 2],
    /// Weight of one that is as likely another word, which the portal lacks.
    pub guessed: f64,
    /// What is left of the weight of a pair of characters that no page has.
    pub lost: f64,
    /// Weight of a word that questions are made with, however rare it is: in a small portal, or in one that addresses
    /// its readers otherwise than they speak, such words are rare, and tell nothing.
    pub asking: f64,
    /// Weight of the share of the query that is in the title, against its impact.
    pub title: f64,
    /// The same, times the share of the title that is in the query: of both the square.
    pub whole: f64,
    /// Weight of a word that the same word comes after in the query and in the page.
    pub near: f64,
    /// The same where the page has this word or one behind it in another form only: an exact phrase in a text comes
    /// before a title that has other forms of its words.
    pub loose: f64,
    /// The same of a pair of characters and the character after it.
    pub after: f64,
    /// Weight of the best part.
    pub part: f64,
    /// What a word in a heading counts against one in the text, where the best part is chosen.
    pub heading: f64,
    /// What a word in the title counts for the page's beginning, where the best part is chosen.
    pub top: f64,
    /// Pages whose parts are looked at.
    pub parts_of: usize,
    /// Pages that are ranked again by their texts, at least.
    pub again: usize,
    /// Further parts that may be shown instead of the best, and the share of its worth they must have.
    pub others: usize,
    /// See `others`.
    pub nearly: f64,
    /// For title, heading and text that are the query, and that have it word by word.
    pub phrases: [[f64; 2]; 3],
    /// What of that counts for a text that has the query but for the end of its last word, which may be unfinished.
    pub begun: f64,
    /// For the share of neighbouring words that the text has as neighbours.
    pub pairs: f64,
    /// Factor of the two before for the query without the ending of its last word, in a script without spaces.
    pub ending: f64,
    /// Factor of those before, where the query begins or ends in a script without spaces: its pairs tell
    /// little, that it stands there as it is tells much.
    pub unspaced: f64,
    /// Words of a query that are looked at.
    pub words: usize,
    /// Characters of an excerpt: in words, in pairs.
    pub excerpt: [usize; 2],
}

/// Tuned on the queries of the bench with `--seed 2` to `5`; its figures are told from `--seed 1`.
pub const CONSTANTS: Constants = Constants {
    inflected: 0.92,
    alike: 0.95,
    synonym: 0.9025,
    prefix: [0.8, 0.2],
    corrected: [0.85, 0.65],
    guessed: 0.5,
    lost: 0.3,
    asking: 0.2,
    title: 0.6,
    whole: 0.6,
    near: 0.6,
    loose: 0.1,
    after: 1.3,
    part: 0.12,
    heading: 2.5,
    top: 2.16,
    parts_of: 60,
    again: 5,
    others: 4,
    nearly: 0.7,
    phrases: [[1.5, 0.55], [1.5, 0.25], [0.45, 0.45]],
    begun: 0.5,
    pairs: 0.2,
    ending: 0.3,
    unspaced: 2.0,
    words: 20,
    excerpt: [160, 90],
};

/// What the worth of a page is multiplied by where it is found, in tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Boost {
    /// In any query.
    pub always: u8,
    /// In one for somebody to turn to.
    pub contact: u8,
}

impl Default for Boost {
    fn default() -> Self {
        Self {
            always: 10,
            contact: 10,
        }
    }
}

impl Boost {
    /// Of pages of a kind.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Support | Kind::Channel | Kind::Sla => Self {
                contact: 11,
                ..Self::default()
            },
            _ => Self::default(),
        }
    }

    /// Of the channel to turn to first.
    pub fn first_contact() -> Self {
        Self {
            contact: 20,
            ..Self::default()
        }
    }

    /// The factors, in the order of queries: any, and one for somebody to turn to.
    pub fn factors(self) -> [f64; 2] {
        let always = f64::from(self.always) / 10.0;
        [always, always * f64::from(self.contact) / 10.0]
    }
}

/// Weights of title, headings and text, how far their lengths are evened out, and how fast repetition wears off.
const FIELDS: [f64; 3] = [6.0, 2.0, 1.0];
const EVEN: [f64; 3] = [0.4, 0.4, 0.7];
const WEAR: f64 = 1.2;

/// BM25F of a word in a page, in [`LEVELS`] levels.
pub struct Impact {
    averages: [f64; 3],
}

impl Impact {
    /// For pages of these lengths of title, headings and text.
    pub fn new(lengths: impl ExactSizeIterator<Item = [u32; 3]>) -> Self {
        let count = lengths.len().max(1) as f64;
        let mut sums = [0.0; 3];
        for page in lengths {
            for (sum, length) in sums.iter_mut().zip(page) {
                *sum += f64::from(length);
            }
        }
        Self {
            averages: sums.map(|sum: f64| (sum / count).max(1.0)),
        }
    }

    /// For a page of these lengths.
    pub fn of(&self, lengths: [u32; 3]) -> PageImpact {
        let mut weights = FIELDS;
        for (field, weight) in weights.iter_mut().enumerate() {
            let even = EVEN[field];
            *weight /= 1.0 - even + even * f64::from(lengths[field]) / self.averages[field];
        }
        let mut page = PageImpact {
            weights,
            texts: [0; SELDOM],
        };
        page.texts = std::array::from_fn(|times| page.weigh([0, 0, times as u16]));
        page
    }
}

/// Impact in one page.
pub struct PageImpact {
    /// Of one occurrence in title, headings, text.
    weights: [f64; 3],
    /// The levels of words that are in the text alone, by how often: nearly all.
    texts: [u8; SELDOM],
}

/// Words that are less often in a page have their level worked out once.
const SELDOM: usize = 8;

impl PageImpact {
    /// The level of a word that is so often in the page.
    pub fn level(&self, counts: [u16; 3]) -> u8 {
        match counts {
            [0, 0, times] if usize::from(times) < SELDOM => self.texts[usize::from(times)],
            _ => self.weigh(counts),
        }
    }

    fn weigh(&self, counts: [u16; 3]) -> u8 {
        let weights = counts.iter().zip(self.weights);
        let weight: f64 = weights
            .map(|(&count, weight)| weight * f64::from(count))
            .sum();
        let level = weight / (weight + WEAR) * f64::from(LEVELS);
        // Rounded up; the library's function is a call.
        let whole = level as u8;
        (whole + u8::from(f64::from(whole) < level)).clamp(1, LEVELS)
    }
}

/// What finding a word tells that `pages` of `all` pages have.
pub fn rarity(pages: f64, all: f64) -> f64 {
    log2((all + 1.0) / (pages + 0.5))
}

/// The logarithm, near enough, in operations whose result is the same to the last bit in every
/// engine: that of the library is not, and ties would fall differently.
fn log2(mut x: f64) -> f64 {
    let mut whole = 0.0;
    while x >= 2.0 {
        x /= 2.0;
        whole += 1.0;
    }
    let t = x - 1.0;
    whole + t * (1.34 - t * 0.34)
}
