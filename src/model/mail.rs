//! Mail addresses: what is one, where one stands in a text, and how one stands in a link.

use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::char::is_combining_mark;

use super::uri;

const SCHEME: &str = "mailto:";

/// Bytes of the longest address (RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;

/// Signs that a name may have beside letters and digits (RFC 5322, 3.2.3).
const SIGNS: &str = "!#$%&'*+-/=^_`{|}~.";

/// What may stand in a `mailto:` link as it is (RFC 6068, 2): programs take `&` and `=` for the end of an address,
/// and `/` and `?` are theirs as well.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'*')
    .remove(b'+');

/// Whether a text is a mail address alone, without a name in quotes. Letters of any language may stand in it.
pub fn is_address(text: &str) -> bool {
    parts(text).is_some()
}

/// The address in a `mailto:` link, encoded, its host in the letters that programs ask for; `None` for what is no
/// address.
pub fn link(address: &str) -> Option<String> {
    let (name, host) = parts(address)?;
    let name = utf8_percent_encode(name, ENCODED);
    Some(format!("{SCHEME}{name}@{host}"))
}

/// The address that a `mailto:` link names, as people read it; `None` for any other text.
pub fn of_link(uri: &str) -> Option<String> {
    let is_link = uri.get(..SCHEME.len())?.eq_ignore_ascii_case(SCHEME);
    let address = uri.get(SCHEME.len()..).filter(|_| is_link)?;
    Some(match percent_decode_str(address).decode_utf8() {
        Ok(decoded) => decoded.into_owned(),
        Err(_) => address.to_owned(),
    })
}

/// The name of an address, and its host as programs ask for it.
fn parts(address: &str) -> Option<(&str, String)> {
    let (name, host) = address
        .split_once('@')
        .filter(|_| address.len() <= LONGEST)?;
    let is_name = name.chars().all(is_of_name) && name.split('.').all(|part| !part.is_empty());
    Some((name, uri::host(host).filter(|_| is_name)?))
}

fn is_of_name(c: char) -> bool {
    is_letter(c) || SIGNS.contains(c)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// What a text may show as one address around each `@`, the longest first. Running text does not tell where an address
/// begins and ends: `'help@a.example'` has quotes around it and `o'brien@a.example` has one within, and Chinese puts no
/// blank before it.
pub fn shown(text: &str) -> impl Iterator<Item = Vec<Range<usize>>> {
    text.match_indices('@').map(|(at, _)| {
        let mut starts = starts(text, at);
        if starts.is_empty() {
            starts.push(at);
        }
        let rest = &text[at + 1..];
        let end = |is_of_host: fn(char) -> bool| {
            let length = rest.find(|c| !is_of_host(c)).unwrap_or(rest.len());
            at + 1 + rest[..length].trim_end_matches(['.', '-']).len()
        };
        let mut ends = vec![
            end(|c| is_letter(c) || matches!(c, '.' | '-')),
            end(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')),
        ];
        ends.dedup();
        let each = |start: usize| ends.iter().map(move |&end| start..end);
        let all = starts.into_iter().flat_map(each);
        all.filter(|part| part.len() <= LONGEST).collect()
    })
}

/// Where a name may begin that ends at `at`: behind any sign or letter that seldom stands in one.
fn starts(text: &str, at: usize) -> Vec<usize> {
    let before = &text[..at];
    let mut starts = Vec::new();
    let mut first = at;
    for (start, c) in before.char_indices().rev() {
        if !is_of_name(c) || at - start > LONGEST {
            break;
        }
        first = start;
        let is_plain = c.is_ascii_alphanumeric() || "._%+-".contains(c);
        if !is_plain && start + c.len_utf8() < at {
            starts.push(start + c.len_utf8());
        }
    }
    if first < at {
        starts.push(first);
    }
    let begins =
        |start: &usize| text[*start..].starts_with(|c| is_letter(c) || "._%+-".contains(c));
    starts.retain(begins);
    starts.reverse();
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_itself() {
        for (address, to) in [
            ("help@contoso.example", "mailto:help@contoso.example"),
            (
                "o'brien+1@contoso.example",
                "mailto:o'brien+1@contoso.example",
            ),
            ("r&d@contoso.example", "mailto:r%26d@contoso.example"),
            (
                "a#b%c/d=e^f`g{h|i}j~k!l$m*n@contoso.example",
                "mailto:a%23b%25c%2Fd%3De%5Ef%60g%7Bh%7Ci%7Dj~k!l$m*n@contoso.example",
            ),
            ("hilfe@müller.example", "mailto:hilfe@xn--mller-kva.example"),
            (
                "支援@contoso.example",
                "mailto:%E6%94%AF%E6%8F%B4@contoso.example",
            ),
        ] {
            assert_eq!(link(address).as_deref(), Some(to));
            assert!(is_address(address));
        }
        let read = |uri: &str| of_link(uri);
        assert_eq!(
            read("mailto:r%26d@a.example").as_deref(),
            Some("r&d@a.example")
        );
        assert_eq!(
            read("MailTo:50%off@a.example").as_deref(),
            Some("50%off@a.example")
        );
        assert_eq!(read("https://a.example"), None);
    }

    #[test]
    fn what_is_more_or_less_than_an_address_is_none() {
        for text in [
            "",
            "help",
            "@contoso.example",
            "help@",
            "help@contoso",
            "a@b@contoso.example",
            ".a@contoso.example",
            "a.@contoso.example",
            "a..b@contoso.example",
            "a b@contoso.example",
            "help@contoso..example",
            "help@contoso.example?subject=a",
            "a,b@contoso.example",
            "help@contoso.example/x",
            "help@con%20toso.example",
            "help@contoso_a.example",
        ] {
            assert!(!is_address(text), "{text}");
            assert_eq!(link(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_is_found_where_readers_see_one() {
        let seen = |text: &str, address: &str| {
            let mut all = shown(text).flatten();
            assert!(
                all.any(|part| &text[part] == address),
                "{address} in {text}"
            );
        };
        seen(
            "Write to o'brien@contoso.example.",
            "o'brien@contoso.example",
        );
        seen("'help@contoso.example'", "help@contoso.example");
        seen("to=help@contoso.example/x", "help@contoso.example");
        seen("請寫信給help@contoso.example詢問", "help@contoso.example");
        seen("hilfe@müller.example, or", "hilfe@müller.example");
        let first = |text: &str| -> Vec<String> {
            let all = shown(text).filter_map(|all| all.into_iter().next());
            all.map(|part| text[part].to_owned()).collect()
        };
        assert_eq!(
            first("'o'brien@a.example' r&d@a.example."),
            ["o'brien@a.example", "r&d@a.example"]
        );
        let long = "a&".repeat(1000);
        seen(&format!("{long}b@a.example"), "b@a.example");
        assert!(shown(&format!("{long}b@{long}")).flatten().count() < 300);
        assert_eq!(
            first("Help@example.com. Not @ or a@."),
            ["Help@example.com", "@", "a@"]
        );
    }
}
