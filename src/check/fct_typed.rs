//! FCT-TYPED: a channel's number or address is drawn from the facts.

use std::collections::HashMap;
use std::ops::Range;

use super::{quantities, reach};
use crate::model::e164::{country_length, is_without_prefix};
use crate::model::{Diagnostic, Site, mail};

const CODE: &str = "FCT-TYPED";

/// No text holds the number or the mail address of a channel.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let known = Known::of(site);
    if known.numbers.is_empty() && known.addresses.is_empty() {
        return;
    }
    for document in &site.documents {
        for passage in &document.body.noted.read().passages {
            let text = passage.text.as_str();
            let finding = |range: Range<usize>, typed: Typed<'_>| {
                let words = &text[range.clone()];
                let (message, hint) = match typed {
                    Typed::Same(id) => (
                        format!("`{words}` is the address of the channel `{id}`, typed by hand"),
                        format!("write `{{{{ channel.{id}.address }}}}` in its place"),
                    ),
                    Typed::Nearly(id) => (
                        format!("`{words}` is nearly the number of the channel `{id}`"),
                        format!(
                            "write `{{{{ channel.{id}.address }}}}` in its place; if it is another number, give it a channel of its own"
                        ),
                    ),
                };
                let span = passage.span(range);
                Diagnostic::warning(CODE, &document.path, span, message).with_hint(hint)
            };
            let number = |range: Range<usize>| {
                let words = in_ascii(&text[range.clone()]);
                let typed = known.number(&words).or_else(|| {
                    let alone = stands_alone(text, &range);
                    alone.then(|| known.nearly(&words)).flatten()
                })?;
                Some(finding(range, typed))
            };
            found.extend(dialled(text).filter_map(number));
            let address = |parts: Vec<Range<usize>>| {
                let (range, id) = parts.into_iter().find_map(|range| {
                    let id = known.address(&text[range.clone()])?;
                    Some((range, id))
                })?;
                Some(finding(range, Typed::Same(id)))
            };
            if !known.addresses.is_empty() {
                found.extend(mail::shown(text).filter_map(address));
            }
        }
    }
}

/// Fewer digits after the country's code are near to too much: those of a number that says the code, and
/// of one that does not.
const FEWEST: (usize, usize) = (7, 8);

/// What somebody typed, by the id of its channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed<'s> {
    /// Its number or address.
    Same(&'s str),
    /// A number that is one slip away from its own.
    Nearly(&'s str),
}

/// A number of a channel in its two parts.
struct Split<'s> {
    id: &'s str,
    country: &'s str,
    rest: &'s str,
}

/// The channels by what somebody types of them, so that a text with many numbers is not held against each
/// channel: numbers by their last digits, mail addresses in small letters.
#[derive(Default)]
struct Known<'s> {
    numbers: HashMap<String, Vec<(&'s str, &'s str)>>,
    addresses: HashMap<String, &'s str>,
    /// Numbers by what is left of them without the country's code, and without any one digit of the rest: two
    /// that are one slip apart have one of these in common.
    nearly: HashMap<String, Vec<Split<'s>>>,
    /// The number for reports on security, which no channel has.
    other: Option<&'s str>,
}

impl<'s> Known<'s> {
    fn of(site: &'s Site) -> Self {
        let security = site.facts.security.as_ref();
        let mut known = Self {
            other: security.and_then(|security| Some(security.phone.as_ref()?.value.as_str())),
            ..Self::default()
        };
        for owned in &site.channels {
            let Some(address) = &owned.value.address else {
                continue;
            };
            let address = address.value.as_str();
            match reach::kind(&owned.value) {
                "phone" | "fax" => {
                    let same = known.numbers.entry(last_digits(address)).or_default();
                    same.push((&owned.id, address));
                    known.add_slips(&owned.id, address);
                }
                "email" => {
                    known.addresses.entry(mailbox(address)).or_insert(&owned.id);
                }
                _ => {}
            }
        }
        known
    }

    /// Remembers all that one slip can leave of a number.
    fn add_slips(&mut self, id: &'s str, number: &'s str) {
        let digits = number.trim_start_matches('+');
        let Some((country, rest)) = split(digits) else {
            return;
        };
        if rest.len() < FEWEST.0 || !rest.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        for left in slips(rest) {
            let same = self.nearly.entry(left).or_default();
            let is_new = |one: &Split<'_>| one.country != country || one.rest != rest;
            if same.iter().all(is_new) {
                same.push(Split { id, country, rest });
            }
        }
    }

    /// The first channel whose number somebody typed.
    fn number(&self, typed: &str) -> Option<Typed<'s>> {
        let mut same = self.numbers.get(&last_digits(typed))?.iter();
        let (id, _) = same.find(|(_, number)| is_number(typed, number))?;
        Some(Typed::Same(id))
    }

    /// The channel whose number is one slip away from what somebody typed, which is no number that is known:
    /// a digit more, less or other, or two that have changed places. Countries have no slips, since the same
    /// number in another is somebody else's.
    fn nearly(&self, typed: &str) -> Option<Typed<'s>> {
        if self.nearly.is_empty() || self.other.is_some_and(|other| is_number(typed, other)) {
            return None;
        }
        let dialled = digits(&typed.replace("(0)", ""));
        let abroad = match typed.starts_with('+') {
            true => Some(dialled.as_str()),
            false => dialled.strip_prefix("00"),
        };
        if let Some(abroad) = abroad {
            let (country, rest) = split(abroad)?;
            return self.slip(rest, FEWEST.0, |own| own == country);
        }
        // Within the country a zero stands for its code, in North America a one or nothing, and in others nothing.
        let found = match dialled.strip_prefix('0') {
            Some(local) => self.slip(local, FEWEST.1, |_| true),
            None => {
                let local = dialled.strip_prefix('1').unwrap_or(&dialled);
                self.slip(local, FEWEST.1, |own| own == "1")
            }
        };
        found.or_else(|| self.slip(&dialled, FEWEST.1, is_without_prefix))
    }

    /// The channel whose number is one slip away from `rest`, of `fewest` digits and of a country that `is_own`.
    fn slip(&self, rest: &str, fewest: usize, is_own: impl Fn(&str) -> bool) -> Option<Typed<'s>> {
        // Nothing that is longer than any number is looked at digit by digit.
        if !(fewest..=LONGEST).contains(&rest.len()) {
            return None;
        }
        let near = |one: &&Split<'_>| {
            is_own(one.country) && one.rest.len() >= fewest && is_one_slip(one.rest, rest)
        };
        slips(rest).find_map(|left| {
            let found = self.nearly.get(&left)?.iter().find(near)?;
            Some(Typed::Nearly(found.id))
        })
    }

    /// The first channel whose mail address somebody typed.
    fn address(&self, typed: &str) -> Option<&'s str> {
        self.addresses.get(&mailbox(typed)).copied()
    }
}

/// A mail address in the form in which two can be compared.
fn mailbox(address: &str) -> String {
    let small = address.to_lowercase();
    mail::link(&small).unwrap_or(small)
}

/// Digits of the longest number after its country's code, and one too many.
const LONGEST: usize = 15;

/// The country's code of an international number, and the rest.
fn split(digits: &str) -> Option<(&str, &str)> {
    digits.split_at_checked(country_length(digits))
}

/// `rest`, and what is left of it without any one of its digits.
fn slips(rest: &str) -> impl Iterator<Item = String> {
    let without = |at: usize| -> String {
        let others = rest.char_indices().filter(|(of, _)| *of != at);
        others.map(|(_, digit)| digit).collect()
    };
    std::iter::once(rest.to_owned()).chain((0..rest.len()).map(without))
}

/// Whether one digit more, less or other, or two neighbours in each other's place, make `b` of `a`.
fn is_one_slip(a: &str, b: &str) -> bool {
    let alike = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let after = |text: &str| text.as_bytes().get(alike..).unwrap_or_default().to_vec();
    match (&after(a)[..], &after(b)[..]) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([a0, a1, a @ ..], [b0, b1, b @ ..]) if a0 == b1 && a1 == b0 && a == b => true,
        ([_, a @ ..], b) | (b, [_, a @ ..]) if a == b => true,
        _ => false,
    }
}

/// Whether a part of a text is no part of a longer number, of an amount or of a code: `A-0301234`, `1,030`.
fn stands_alone(text: &str, part: &Range<usize>) -> bool {
    let mut before = text[..part.start].chars().rev().map(ascii);
    let mut after = text[part.end..].chars().map(ascii);
    let is_part = |first: Option<char>, second: Option<char>| match first {
        // Signs of the sentence, unless something follows at once.
        Some('-' | '–' | ',' | '.' | ':' | '/') => {
            second.is_some_and(|c| c.is_ascii_alphanumeric())
        }
        Some(first) => {
            first.is_ascii_alphanumeric()
                || matches!(first, '#' | '_' | '+' | '=' | '&' | '@' | '%')
        }
        None => false,
    };
    !is_part(before.next(), before.next()) && !is_part(after.next(), after.next())
}

/// The last four digits of a number, which it has in each of its forms; all, if they are fewer.
fn last_digits(number: &str) -> String {
    let digits = number.chars().rev().filter(char::is_ascii_digit);
    digits.take(4).collect()
}

/// Parts of a text that may be telephone numbers.
fn dialled(text: &str) -> impl Iterator<Item = Range<usize>> {
    let digit = |c: char| ascii(c).is_ascii_digit();
    let inside =
        move |c: char| digit(c) || matches!(ascii(c), ' ' | '\u{a0}' | '-' | '.' | '/' | '(' | ')');
    let starts = move |c: char| digit(c) || matches!(ascii(c), '+' | '(');
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(starts)?;
            let first = text[start..].chars().next()?.len_utf8();
            let rest = &text[start + first..];
            let end = start + first + rest.find(|c| !inside(c)).unwrap_or(rest.len());
            at = end;
            let trimmed = text[start..end].trim_end_matches(|c| !digit(c));
            if trimmed.chars().filter(|&c| digit(c)).count() >= 7 {
                return Some(start..start + trimmed.len());
            }
        }
    })
}

/// A part of a text with its digits and signs in ASCII: Japanese types `（０３）５５５５－０１２３`.
fn in_ascii(text: &str) -> String {
    text.chars().map(ascii).collect()
}

fn ascii(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '−' | 'ー' => '-',
        _ => quantities::ascii(c).unwrap_or(c),
    }
}

/// The digits of a text.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether what somebody typed dials an E.164 number, from abroad or from its own country.
fn is_number(typed: &str, number: &str) -> bool {
    let number = digits(number);
    let dialled = digits(&typed.replace("(0)", ""));
    if dialled == number || dialled.strip_prefix("00") == Some(&number) {
        return true;
    }
    if typed.starts_with('+') {
        return false;
    }
    // Without a zero it is the same number wherever there are too many digits for chance, or nothing else is dialled.
    if let Some((country, rest)) = split(&number)
        && dialled == rest
        && (rest.len() >= FEWEST.1 || is_without_prefix(country))
    {
        return true;
    }
    // Within the country a zero stands for its code, of one to three digits; in North America nothing.
    let (local, codes) = match dialled.strip_prefix('0') {
        Some(local) => (local, 1..=3),
        None => (dialled.as_str(), 1..=usize::from(number.starts_with('1'))),
    };
    number.ends_with(local) && codes.contains(&(number.len() - local.len())) && local.len() >= 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_however_it_is_typed() {
        let berlin = "+49301234567";
        let found = |text: &str, number: &str| -> Vec<String> {
            let parts = dialled(text).map(|range| text[range].to_owned());
            let known = Known {
                numbers: HashMap::from([(last_digits(number), vec![("phone", number)])]),
                ..Known::default()
            };
            parts
                .filter(|typed| known.number(&in_ascii(typed)).is_some())
                .collect()
        };
        for typed in [
            "+49 30 1234567",
            "+49 (0)30 123-4567",
            "0049 30 1234567",
            "(030) 123 45 67",
            "030/1234567",
        ] {
            assert_eq!(found(&format!("Call {typed}, please."), berlin), [typed]);
        }
        assert_eq!(
            found("Call (212) 555-0123.", "+12125550123"),
            ["(212) 555-0123"]
        );
        assert_eq!(
            found("電話：02-5555-0188。", "+886255550188"),
            ["02-5555-0188"]
        );
        for (text, number) in [
            ("954 55 01 23", "+34954550123"),
            ("(954) 55 01 23", "+34954550123"),
            ("(+34) 954 55 01 23", "+34954550123"),
            ("347 123 4567", "+393471234567"),
            ("06 1234 5678", "+390612345678"),
            ("210 123 456", "+351210123456"),
            ("900 123 456", "+34900123456"),
            ("22 12 34 56", "+4722123456"),
            ("138 0013 8000", "+8613800138000"),
            ("1300 123 456", "+611300123456"),
            ("０３－５５５５－０１２３", "+81355550123"),
            ("（03）5555-0123", "+81355550123"),
            ("０３ー５５５５ー０１２３", "+81355550123"),
            ("０３　５５５５　０１２３", "+81355550123"),
            ("＋81 3 5555 0123", "+81355550123"),
            ("٠٢ ٥٥٥٥ ٠١٢٣", "+20255550123"),
        ] {
            let typed = found(&format!("Call {text}."), number);
            assert_eq!(
                typed.concat().replace(['(', '+'], ""),
                text.replace(['(', '+'], "")
            );
        }
        for other in [
            "1234567",
            "+49 30 12345678",
            "0302 234567",
            "2026-05-01",
            "+43 30 1234567",
            "",
        ] {
            assert_eq!(found(other, berlin), Vec::<String>::new(), "{other}");
        }
    }

    /// What is found of the numbers of `channels` in a text.
    fn nearly(text: &str, channels: &[&'static str]) -> Vec<String> {
        let mut known = Known::default();
        for number in channels {
            let same = known.numbers.entry(last_digits(number)).or_default();
            same.push((number, number));
            known.add_slips(number, number);
        }
        let typed = dialled(text).filter(|range| {
            let words = in_ascii(&text[range.clone()]);
            known.number(&words).is_none()
                && stands_alone(text, range)
                && known.nearly(&words).is_some()
        });
        typed.map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn a_number_with_a_slip_in_it_is_nearly_that_of_a_channel() {
        for typed in [
            "+886 2 5555 0101",
            "+886 2 5555 1000",
            "+886 2 5555 100",
            "+886 2 5555 01000",
            "+886 2 5555 0010",
            "00886 2 5555 0101",
            "02-5555-0101",
            "(02) 5555-1000",
            "+886-2-6555-0100",
            "+886 3 5555 0100",
        ] {
            let text = format!("請撥{typed}。");
            assert_eq!(nearly(&text, &["+886255550100"]), [typed], "{text}");
        }
        for (typed, number) in [
            ("(212) 555-0124", "+12125550123"),
            ("1-212-555-0132", "+12125550123"),
            ("(030) 123 45 68", "+49301234567"),
            ("+49 (0)30 1234576", "+49301234567"),
            ("+39 06 1234 5679", "+390612345678"),
            ("06 1234 5679", "+390612345678"),
            ("954 55 01 32", "+34954550123"),
            ("(954) 55 02 23", "+34954550123"),
            ("（03）5555-0132", "+81355550123"),
            ("０３－５５５５－０１２４", "+81355550123"),
        ] {
            assert_eq!(nearly(&format!("Call {typed}."), &[number]), [typed]);
        }
    }

    #[test]
    fn what_is_another_number_is_nobody_s() {
        for text in [
            "+886 2 5555 0100",
            "02-5555-0100",
            "+886 2 5555 0202",
            "+886 2 5555 1010",
            "+852 2 5555 0101",
            "+86 2 5555 0101",
            "2555-50101",
            "25550101",
            "order 0255550101-A",
            "A0255550101",
            "#0255550101",
            "NT$1,0255550101",
            "0255550101.50",
            "ID-0255550101",
            "2026-05-01 02:55",
            "0255550101 0255550102 0255550103",
            "0255550101025555010102555501010255550101",
            "",
        ] {
            assert_eq!(
                nearly(text, &["+886255550100"]),
                Vec::<String>::new(),
                "{text}"
            );
        }
        // Numbers of two channels are near to each other.
        let both = ["+886255550100", "+886255550101"];
        assert_eq!(nearly("02-5555-0101", &both), Vec::<String>::new());
        assert_eq!(nearly("02-5555-0102", &both), ["02-5555-0102"]);
        // Too few digits say nothing.
        assert_eq!(nearly("+354 555 0101", &["+3545550100"]), ["+354 555 0101"]);
        assert_eq!(nearly("0555 0101", &["+3545550100"]), Vec::<String>::new());
        assert_eq!(nearly("+47 555 011", &["+47555010"]), Vec::<String>::new());
        assert_eq!(nearly("555 0101", &["+3545550100"]), Vec::<String>::new());
        // Where a zero is dialled, a number without one is seldom a telephone's.
        assert_eq!(
            nearly("30 1234568", &["+49301234567"]),
            Vec::<String>::new()
        );
        assert_eq!(
            nearly("A-954550124", &["+34954550123"]),
            Vec::<String>::new()
        );
        assert_eq!(
            nearly("＃９５４５５０１２４", &["+34954550123"]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn one_slip_is_one() {
        for (a, b, is) in [
            ("1234", "1234", false),
            ("1234", "1235", true),
            ("1234", "1324", true),
            ("1234", "123", true),
            ("123", "1234", true),
            ("123", "0123", true),
            ("1234", "2143", false),
            ("1234", "12", false),
            ("1234", "1342", false),
        ] {
            assert_eq!(is_one_slip(a, b), is, "{a} {b}");
        }
    }

    #[test]
    fn an_address_is_known_however_it_is_typed() {
        let known = |own: &str, typed: &str| {
            let addresses = HashMap::from([(mailbox(own), "email")]);
            let known = Known {
                addresses,
                ..Known::default()
            };
            known.address(typed).is_some()
        };
        assert!(known("help@example.com", "Help@Example.com"));
        assert!(known("r&d@example.com", "R&D@example.com"));
        assert!(known("hilfe@müller.example", "hilfe@Müller.example"));
        assert!(known("hilfe@müller.example", "hilfe@xn--mller-kva.example"));
        assert!(!known("r&d@example.com", "d@example.com"));
    }
}
