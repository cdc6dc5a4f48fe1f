//! What a text says in digits: numbers, lengths of time, times of day, prices, telephone numbers, told
//! apart as far as the words around them do, so that two languages can be held against each other.

mod all;
mod folded;
mod read;
mod units;
pub mod words;

use std::ops::Range;

pub use all::All;
pub use folded::{Folded, ascii};
pub use read::{hours_in_words, quantities};
pub use units::{hours_behind, is_blank, is_wide, knows, unit};

/// One number, with what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands in the text, unit and currency among it.
    pub range: Range<usize>,
    /// The number as read.
    pub number: f64,
    /// As its digits have it, whatever the words beside them make of it: 2 in `2 million`, 5 in `5 pm`.
    pub digits: f64,
    /// What else the same digits may mean: `1.234` is a thousand or one and a bit, `5` in an afternoon 17.
    pub also: Vec<f64>,
    /// The digits, where they are a name rather than a number: of a telephone, of a version.
    pub name: Option<String>,
    /// What it counts.
    pub kind: Kind,
    /// Part of a word, such as `S1`: it may agree with something and need not.
    pub loose: bool,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Nothing that is known.
    Plain,
    /// So many times this many seconds.
    Length(f64),
    /// So many times this many months, which have no length in seconds.
    Months(f64),
    /// A time of day: [`Quantity::number`] is its hour, with the minutes as part of one, 17.5 for half past five.
    Time,
    /// Money, in a currency if that is said without doubt.
    Money(Option<&'static str>),
    /// A telephone number.
    Phone,
    /// A version, an address in a network.
    Name,
}

impl Kind {
    /// In words.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Length(_) | Self::Months(_) => Some("a length of time"),
            Self::Time => Some("a time of day"),
            Self::Money(_) => Some("a price"),
            Self::Phone => Some("a telephone number"),
            Self::Plain | Self::Name => None,
        }
    }
}

impl Quantity {
    /// Whether the digits may mean the same number.
    pub fn has_number_of(&self, other: &Self) -> bool {
        self.readings().any(|number| other.may_be(number))
    }

    /// Whether the digits may mean this number.
    pub fn may_be(&self, number: f64) -> bool {
        self.readings().any(|own| is_same(own, number))
    }

    fn readings(&self) -> impl Iterator<Item = f64> {
        std::iter::once(self.number).chain(self.also.iter().copied())
    }
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

#[cfg(test)]
mod tests;
