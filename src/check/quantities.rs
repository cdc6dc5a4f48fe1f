//! What a text says in digits: numbers, lengths of time, times of day, prices, telephone numbers, told
//! apart as far as the words around them do, so that two languages can be held against each other.

mod folded;
mod read;
mod units;
pub mod words;

use std::ops::Range;

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
    /// Whether both may say the same.
    pub fn agrees(&self, other: &Self) -> bool {
        match (self.kind, other.kind) {
            (Kind::Length(own), Kind::Length(their)) | (Kind::Months(own), Kind::Months(their)) => {
                self.agrees_with(other, own, their)
            }
            (Kind::Money(own), Kind::Money(their)) => {
                let differ = own.zip(their).is_some_and(|(own, their)| own != their);
                !differ && self.has_number_of(other)
            }
            (Kind::Phone | Kind::Name, _) | (_, Kind::Phone | Kind::Name) => {
                self.is_dialled_as(other)
            }
            (Kind::Plain, _) | (_, Kind::Plain) | (Kind::Time, Kind::Time) => {
                self.has_number_of(other)
            }
            _ => false,
        }
    }

    /// Whether the digits may mean the same number.
    pub fn has_number_of(&self, other: &Self) -> bool {
        self.agrees_with(other, 1.0, 1.0)
    }

    /// Whether they may mean the same number of what they count, so much of one to so much of the other.
    fn agrees_with(&self, other: &Self, own: f64, their: f64) -> bool {
        let mut numbers = self.readings();
        numbers.any(|one| other.readings().any(|two| is_same(one * own, two * their)))
    }

    /// Whether the digits may mean this number.
    pub fn may_be(&self, number: f64) -> bool {
        self.readings().any(|own| is_same(own, number))
    }

    fn readings(&self) -> impl Iterator<Item = f64> {
        std::iter::once(self.number).chain(self.also.iter().copied())
    }

    /// Whether both are dialled alike, from abroad or within the country.
    fn is_dialled_as(&self, other: &Self) -> bool {
        let digits = |one: &Self| match &one.name {
            Some(name) => name.clone(),
            None => one.number.to_string(),
        };
        let (own, their) = (digits(self), digits(other));
        if own == their {
            return true;
        }
        if self.kind != Kind::Phone || other.kind != Kind::Phone {
            return false;
        }
        let (own, their) = (own.trim_start_matches('0'), their.trim_start_matches('0'));
        let (long, short) = match own.len() >= their.len() {
            true => (own, their),
            false => (their, own),
        };
        short.len() >= 7 && long.ends_with(short)
    }
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

#[cfg(test)]
mod tests;
