//! Telephone numbers in a text.

/// The telephone numbers in a text, as shown and as read.
pub(super) fn numbers(text: &str) -> Vec<(&str, Number)> {
    let of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-–‐‑()./".contains(c);
    let alone = text.chars().all(of_number);
    let runs = text.split(|c| !of_number(c)).map(without_remark);
    runs.filter_map(|run| Some((run, Number::read(run)?)))
        .filter(|(_, number)| alone || number.digits.len() >= DIGITS)
        .collect()
}

/// A run of digits and marks without what stands in brackets behind a number: `(24/7)`.
fn without_remark(run: &str) -> &str {
    let digits = run.match_indices(|c: char| c.is_ascii_digit());
    let mut digits = digits.skip(DIGITS - 1);
    let number = digits.next().map_or(run.len(), |(last, _)| last);
    let (begin, rest) = run.split_at(number);
    let remark = rest.find(" (").map(|at| begin.len() + at);
    let end = remark.unwrap_or(run.len());
    run.split_at(end).0.trim()
}

/// A phone number.
pub(super) struct Number {
    /// Whether it begins with the code of a country.
    international: bool,
    digits: String,
}

impl Number {
    pub(super) fn read(text: &str) -> Option<Self> {
        let plus = text.trim_start_matches(['(', ' ']).starts_with('+');
        // `+49 (0)30` is +4930 from abroad.
        let text = if plus {
            text.replace("(0)", "")
        } else {
            text.to_owned()
        };
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let abroad = digits.strip_prefix("00").filter(|_| !plus);
        let (international, digits) = match abroad {
            Some(rest) => (true, rest.to_owned()),
            None => (plus, digits),
        };
        (!digits.is_empty()).then_some(Self {
            international,
            digits,
        })
    }

    /// Whether both may be one number: the country or the area may be left out.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        if self.international && other.international {
            return self.digits == other.digits;
        }
        let ends_with = |long: &Self, short: &Self| {
            let bare = short.digits.trim_start_matches('0');
            !short.international && bare.len() >= 3 && long.digits.ends_with(bare)
        };
        self.digits == other.digits || ends_with(self, other) || ends_with(other, self)
    }
}

/// So many digits make a number among words; fewer are a year or a price.
const DIGITS: usize = 7;
