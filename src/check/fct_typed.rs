//! FCT-TYPED: a channel's number or address is drawn from the facts.

use std::collections::HashMap;
use std::ops::Range;

use super::reach;
use crate::model::{Diagnostic, Site};

const CODE: &str = "FCT-TYPED";

/// No text holds the number or the mail address of a channel.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let known = Known::of(site);
    if known.numbers.is_empty() && known.addresses.is_empty() {
        return;
    }
    for document in &site.documents {
        for passage in &document.body.passages {
            let text = passage.text.as_str();
            let typed = |range: Range<usize>, id: Option<&str>| {
                let (id, words) = (id?, &text[range.clone()]);
                let message =
                    format!("`{words}` is the address of the channel `{id}`, typed by hand");
                let hint = format!("write `{{{{ channel.{id}.address }}}}` in its place");
                let span = passage.span(range);
                Some(Diagnostic::warning(CODE, &document.path, span, message).with_hint(hint))
            };
            let number = |range: Range<usize>| typed(range.clone(), known.number(&text[range]));
            found.extend(dialled(text).filter_map(number));
            let address = |range: Range<usize>| typed(range.clone(), known.address(&text[range]));
            found.extend(mailed(text).filter_map(address));
        }
    }
}

/// The channels by what somebody types of them, so that a text with many numbers is not held against each
/// channel: numbers by their last digits, mail addresses in small letters.
#[derive(Default)]
struct Known<'s> {
    numbers: HashMap<String, Vec<(&'s str, &'s str)>>,
    addresses: HashMap<String, &'s str>,
}

impl<'s> Known<'s> {
    fn of(site: &'s Site) -> Self {
        let mut known = Self::default();
        for owned in &site.channels {
            let Some(address) = &owned.value.address else {
                continue;
            };
            let address = address.value.as_str();
            match reach::kind(&owned.value) {
                "phone" | "fax" => {
                    let same = known.numbers.entry(last_digits(address)).or_default();
                    same.push((&owned.id, address));
                }
                "email" => {
                    let small = address.to_ascii_lowercase();
                    known.addresses.entry(small).or_insert(&owned.id);
                }
                _ => {}
            }
        }
        known
    }

    /// The first channel whose number somebody typed.
    fn number(&self, typed: &str) -> Option<&'s str> {
        let mut same = self.numbers.get(&last_digits(typed))?.iter();
        let (id, _) = same.find(|(_, number)| is_number(typed, number))?;
        Some(id)
    }

    /// The first channel whose mail address somebody typed.
    fn address(&self, typed: &str) -> Option<&'s str> {
        self.addresses.get(&typed.to_ascii_lowercase()).copied()
    }
}

/// The last four digits of a number, which it has in each of its forms; all, if they are fewer.
fn last_digits(number: &str) -> String {
    let digits = number.chars().rev().filter(char::is_ascii_digit);
    digits.take(4).collect()
}

/// Parts of a text that may be telephone numbers.
fn dialled(text: &str) -> impl Iterator<Item = Range<usize>> {
    let digit = |c: char| c.is_ascii_digit();
    let inside = move |c: char| {
        digit(c)
            || matches!(
                c,
                ' ' | '\u{a0}' | '-' | '.' | '/' | '(' | ')' | '–' | '\u{2011}'
            )
    };
    let starts = move |c: char| digit(c) || matches!(c, '+' | '(');
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

/// Whether what somebody typed dials an E.164 number, from abroad or from its own country.
fn is_number(typed: &str, number: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let number = digits(number);
    let dialled = digits(&typed.replace("(0)", ""));
    if dialled == number || dialled.strip_prefix("00") == Some(&number) {
        return true;
    }
    if typed.starts_with('+') {
        return false;
    }
    // Within the country a zero stands for its code, of one to three digits; in North America nothing.
    let (local, codes) = match dialled.strip_prefix('0') {
        Some(local) => (local, 1..=3),
        None => (dialled.as_str(), 1..=usize::from(number.starts_with('1'))),
    };
    number.ends_with(local) && codes.contains(&(number.len() - local.len())) && local.len() >= 7
}

/// Parts of a text that may be mail addresses.
fn mailed(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    text.match_indices('@').map(move |(at, _)| {
        let (local, host) = (&text[..at], &text[at + 1..]);
        let start = local.trim_end_matches(is_local).len();
        let length = host.len() - host.trim_start_matches(is_host).len();
        let host = host[..length].trim_end_matches(['.', '-']);
        start..at + 1 + host.len()
    })
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
                .filter(|typed| known.number(typed).is_some())
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

    #[test]
    fn a_mail_address_ends_before_the_full_stop() {
        let text = "Write to Help@example.com. Not to @ or a@.";
        let found: Vec<&str> = mailed(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["Help@example.com", "@", "a@"]);
        let known = Known {
            addresses: HashMap::from([("help@example.com".to_owned(), "email")]),
            ..Known::default()
        };
        assert_eq!(known.address(found[0]), Some("email"));
    }
}
