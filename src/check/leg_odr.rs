//! LEG-ODR: no page leads to the European platform for disputes, which is gone (L5).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Diagnostic, Document, Notes, Site};

const CODE: &str = "LEG-ODR";

/// Where the platform was, without scheme and `www.`, in small letters.
const PLATFORM: [&str; 2] = ["ec.europa.eu/consumers/odr", "webgate.ec.europa.eu/odr"];

/// Neither a link nor a text names the platform's address.
pub fn check(document: &Document, notes: &Notes, _: &Site, found: &mut Vec<Diagnostic>) {
    let hint = "remove it; whether you take part in arbitration is still to be said (Regulation (EU) 2024/3228)";
    let links = notes.links.iter().filter(|link| leads_there(&link.to));
    let links: Vec<_> = links.map(|link| (link.span, link.to.as_str())).collect();
    let passages = notes.passages.iter();
    let typed = passages.flat_map(|passage| {
        let addresses = addresses(&passage.text).into_iter();
        addresses.filter_map(|range| {
            let address = passage.text.get(range.clone())?;
            Some((passage.span(range), address))
        })
    });
    // The words of a link that show its address are that link.
    let known: BTreeSet<&str> = links.iter().map(|(_, to)| *to).collect();
    let typed = typed.filter(|(_, address)| !known.contains(address));
    for (span, address) in links.iter().copied().chain(typed) {
        let message = format!("`{address}` was closed on 20 July 2025");
        let finding = Diagnostic::error(CODE, &document.path, span, message);
        found.push(finding.with_hint(hint.to_owned()));
    }
}

/// Where addresses of the platform stand in a text. They are looked for by its names, and each ends before
/// the next begins, so that a long text of addresses without a blank is read once.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let small = text.to_ascii_lowercase();
    let names = PLATFORM.iter().flat_map(|platform| {
        let names = small.match_indices(*platform);
        names.map(|(at, name)| at..at + name.len())
    });
    let mut names: Vec<Range<usize>> = names.collect();
    names.sort_unstable_by_key(|name| name.start);
    let mut found: Vec<Range<usize>> = Vec::new();
    for name in names {
        if found.last().is_some_and(|last| name.start < last.end) {
            continue;
        }
        let Some(start) = start_of(&small, &name) else {
            continue;
        };
        let rest = small.get(name.end..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_whitespace() || ")>]\",;".contains(c));
        found.push(start..name.end + end.unwrap_or(rest.len()));
    }
    found
}

/// Where the address begins that names the platform at `name`; `None` where it is another's.
fn start_of(text: &str, name: &Range<usize>) -> Option<usize> {
    if text
        .get(name.end..)?
        .starts_with(|c: char| c.is_ascii_alphanumeric())
    {
        return None;
    }
    let before = text.get(..name.start)?;
    let before = before.strip_suffix("www.").unwrap_or(before);
    let mut schemes = ["https://", "http://"].iter();
    let before = schemes.find_map(|scheme| before.strip_suffix(*scheme))?;
    Some(before.len())
}

fn leads_there(address: &str) -> bool {
    if !address.contains("//") {
        return false;
    }
    let address = address.to_ascii_lowercase();
    let place = address.split_once("//").map_or("", |(_, place)| place);
    let place = place.strip_prefix("www.").unwrap_or(place);
    PLATFORM.iter().any(|platform| {
        let rest = place.strip_prefix(platform);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = addresses(text).into_iter().map(|range| &text[range]);
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn the_platform_is_found_wherever_it_is_named() {
        let there = "https://ec.europa.eu/consumers/odr/main";
        check(&format!("see ({there}), or"), &[there]);
        check(&format!("https://a.b/{there}"), &[there]);
        check(&format!("{there} {there}"), &[there, there]);
        check(
            "HTTP://WWW.ec.Europa.eu/consumers/ODR.",
            &["HTTP://WWW.ec.Europa.eu/consumers/ODR."],
        );
        check(
            "https://webgate.ec.europa.eu/odr",
            &["https://webgate.ec.europa.eu/odr"],
        );
        check(
            "https://ec.europa.eu/consumers/odrx ec.europa.eu/consumers/odr",
            &[],
        );
        check("https://a.example/ec.europa.eu/consumers/odr", &[]);
    }

    #[test]
    fn addresses_without_a_blank_are_read_once() {
        // One reading for each of them takes minutes.
        for one in ["https://a.b/", "https://ec.europa.eu/consumers/odrx/"] {
            check(&one.repeat(200_000), &[]);
        }
        let there = "https://ec.europa.eu/consumers/odr/".repeat(100_000);
        check(&there, &[there.as_str()]);
    }
}
