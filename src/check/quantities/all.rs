//! All that a text says in digits, which is asked for what another text says. A text may say much: nothing is gone
//! through for each question.

use std::collections::HashSet;

use super::{Kind, Quantity, is_same};

/// Digits of a telephone number that are enough to know it by.
const KNOWN: usize = 7;

/// The quantities of a text.
#[derive(Default)]
pub struct All<'q> {
    /// What may be meant by those that are no names, sorted, by what they count: kinds are few.
    numbers: Vec<(Kind, Vec<f64>)>,
    /// These numbers as they are dialled.
    dialled: HashSet<String>,
    /// Names, as written.
    names: HashSet<&'q str>,
    /// Telephone numbers, without the zeros that are dialled within a country alone.
    phones: HashSet<&'q str>,
    /// What these end with, as far as it is enough to know them by.
    ends: HashSet<&'q str>,
    /// The digits of numbers, and of those among them of which nothing is known.
    digits: HashSet<u64>,
    plain: HashSet<u64>,
}

impl<'q> All<'q> {
    /// Made of quantities in any order.
    pub fn of(quantities: impl Iterator<Item = &'q Quantity>) -> Self {
        let mut all = Self::default();
        for one in quantities {
            match &one.name {
                Some(name) => all.add_name(name, one.kind),
                None => all.add_number(one),
            }
        }
        for (_, numbers) in &mut all.numbers {
            numbers.sort_by(f64::total_cmp);
        }
        all
    }

    fn add_name(&mut self, name: &'q str, kind: Kind) {
        self.names.insert(name);
        if kind == Kind::Phone {
            self.phones.insert(bare(name));
            self.ends.extend(ends(bare(name)));
        }
    }

    fn add_number(&mut self, one: &Quantity) {
        let known = self.numbers.iter().position(|(kind, _)| *kind == one.kind);
        let at = known.unwrap_or_else(|| {
            self.numbers.push((one.kind, Vec::new()));
            self.numbers.len() - 1
        });
        self.numbers[at].1.extend(one.readings());
        self.dialled.insert(one.number.to_string());
        self.digits.insert(one.digits.to_bits());
        if one.kind == Kind::Plain {
            self.plain.insert(one.digits.to_bits());
        }
    }

    /// Whether one of them may say the same as `one`, of another text.
    pub fn agree_with(&self, one: &Quantity) -> bool {
        let Some(name) = one.name.as_deref() else {
            let mut kinds = self.numbers.iter();
            return self.names.contains(one.number.to_string().as_str())
                || kinds.any(|(kind, numbers)| {
                    let sizes = sizes(one.kind, *kind);
                    sizes.is_some_and(|(own, their)| {
                        let mut readings = one.readings();
                        readings.any(|number| has(numbers, their, number * own))
                    })
                });
        };
        let is_known = |name: &str| {
            (name.len() >= KNOWN && self.ends.contains(name))
                || ends(name).any(|end| self.phones.contains(end))
        };
        self.names.contains(name)
            || self.dialled.contains(name)
            || (one.kind == Kind::Phone && is_known(bare(name)))
    }

    /// Whether one of them has the digits of `one`, and nothing is known of what the one or the other counts.
    pub fn have_digits_of(&self, one: &Quantity) -> bool {
        let digits = match one.kind {
            Kind::Plain => &self.digits,
            _ => &self.plain,
        };
        one.name.is_none() && digits.contains(&one.digits.to_bits())
    }
}

/// How large what the one kind counts is, and what the other does, where their numbers can be compared.
fn sizes(one: Kind, other: Kind) -> Option<(f64, f64)> {
    match (one, other) {
        (Kind::Length(own), Kind::Length(their)) | (Kind::Months(own), Kind::Months(their)) => {
            Some((own, their))
        }
        (Kind::Money(own), Kind::Money(their)) => {
            let differ = own.zip(their).is_some_and(|(own, their)| own != their);
            (!differ).then_some((1.0, 1.0))
        }
        (Kind::Plain, _) | (_, Kind::Plain) | (Kind::Time, Kind::Time) => Some((1.0, 1.0)),
        _ => None,
    }
}

/// Whether one of `numbers`, which are sorted and count `size`, is `wanted`.
fn has(numbers: &[f64], size: f64, wanted: f64) -> bool {
    let at = numbers.partition_point(|number| number * size < wanted);
    let nearest = &numbers[at.saturating_sub(1)..numbers.len().min(at + 1)];
    nearest.iter().any(|number| is_same(number * size, wanted))
}

/// A telephone number from abroad or within the country, without what only one of the two begins with.
fn bare(phone: &str) -> &str {
    phone.trim_start_matches('0')
}

/// What a number of digits ends with, as far as it is enough to know it by.
fn ends(phone: &str) -> impl Iterator<Item = &str> {
    let last = (phone.len() + 1).saturating_sub(KNOWN);
    (0..last).filter_map(|start| phone.get(start..))
}
