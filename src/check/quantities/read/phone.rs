//! Telephone numbers, read group by group.

use super::*;

/// Digits of the shortest telephone number.
const DIALLED: usize = 7;

/// Digits of the longest, and what it may take with all that divides them.
const DIALLED_AT_MOST: usize = 16;
const LONGEST: usize = 40;

impl Reader<'_> {
    /// A telephone number: with a plus, or digits in groups as only telephone numbers have them.
    pub(super) fn phone(&mut self, digit: usize) -> Option<()> {
        let before = &self.text[..digit];
        let start = before.trim_end_matches('(').trim_end_matches('+').len();
        let start = before[start..]
            .find(['+', '('])
            .map_or(digit, |at| start + at);
        let opens = self.text[start..digit].contains('+');
        let bracket = before.ends_with('(') || self.text[start..digit].contains('(');
        let Dialled { length, mut groups } = dialled(&self.text[digit..], opens, bracket);
        let mut typed = &self.text[digit..digit + length];
        // `555 0182 24 hours a day`: what is counted is dialled no more.
        if let [_, .., last] = groups[..]
            && typed[..typed.len() - last.len()].ends_with(is_blank)
            && units::unit(&self.text[digit + length..]).is_some()
        {
            typed = typed[..typed.len() - last.len()].trim_end_matches(is_blank);
            groups.pop();
        }
        let total: usize = groups.iter().map(|group| group.len()).sum();
        if !(DIALLED..=DIALLED_AT_MOST).contains(&total) {
            return None;
        }
        let tail = &groups[1.min(groups.len())..];
        let by_thousands = groups[0].len() <= 3 && tail.iter().all(|group| group.len() == 3);
        let in_groups = tail.iter().any(|group| group.len() >= 3);
        let local = groups[0].starts_with('0') && !is_decimal(typed);
        let by_twos = groups.len() == 5 && groups.iter().all(|group| group.len() == 2);
        let alone = (local && (in_groups || by_twos))
            || (groups.len() >= 3 && total >= 9 && in_groups && !by_thousands);
        let marked = opens || (bracket && in_groups);
        if !marked && are_dates(&groups) {
            self.dates = digit + typed.len();
        }
        if !(marked || (alone && digit >= self.dates)) {
            return None;
        }
        // The zero in `+49 (0)30` is dialled from within alone.
        let name: String = typed
            .replace("(0)", "")
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let phone = self.push(start..digit + typed.len(), 0.0, Kind::Phone);
        phone.name = Some(name);
        phone.loose = false;
        Some(())
    }
}

/// The start of a text as far as it may be dialled.
struct Dialled<'t> {
    length: usize,
    groups: Vec<&'t str>,
}

/// Takes digits group by group, while what divides them may stand in one telephone number. `opens`: a
/// plus stands before it; `bracket`: a bracket is open.
fn dialled(text: &str, opens: bool, mut bracket: bool) -> Dialled<'_> {
    // With a plus or a bracket nothing else can be meant, so that signs may be mixed.
    let sure = opens || bracket;
    let mut length = digits(text);
    let mut groups = vec![&text[..length]];
    let mut stops = None;
    loop {
        let rest = &text[length..];
        let behind = rest.trim_start_matches(|c: char| {
            matches!(
                c,
                ' ' | '\u{a0}' | '\u{202f}' | '-' | '.' | '/' | '(' | ')' | '\u{2011}'
            )
        });
        let group = digits(behind);
        let joint = &rest[..rest.len() - behind.len()];
        // What is longer is none, and need not be read to its end from each of its digits.
        if group == 0 || joint.is_empty() || length > LONGEST {
            break;
        }
        let sign = joint.trim();
        let (closes, sign) = match sign.strip_prefix(')') {
            Some(sign) => (true, sign.trim()),
            None => (false, sign),
        };
        let (begins, sign) = match sign.strip_suffix('(') {
            Some(sign) => (true, sign.trim()),
            None => (false, sign),
        };
        let area = groups.len() == 1 || (opens && groups.len() <= 3);
        let may_follow = match sign {
            "" | "-" | "\u{2011}" => true,
            "/" => area && (sure || groups[0].starts_with('0')),
            // Where a sentence ends, a blank follows.
            "." => !joint.contains(char::is_whitespace),
            _ => false,
        };
        let in_brackets = group <= 5 && behind[group..].starts_with(')');
        let fits = closes == bracket && (!begins || (area && in_brackets));
        // `0.13 4800`: signs are not mixed.
        let alike = sure || stops.is_none_or(|stops| stops == (sign == "."));
        if !(may_follow && fits && alike) {
            break;
        }
        bracket = begins;
        stops = Some(sign == ".");
        length += joint.len() + group;
        groups.push(&behind[..group]);
    }
    Dialled { length, groups }
}

/// `0.1234567`.
fn is_decimal(typed: &str) -> bool {
    typed.starts_with("0.")
}
