//! LEG-ODR: no page leads to the European platform for disputes, which is gone (L5).

use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "LEG-ODR";

/// Where the platform was, without scheme and `www.`, in small letters.
const PLATFORM: [&str; 2] = ["ec.europa.eu/consumers/odr", "webgate.ec.europa.eu/odr"];

/// Neither a link nor a text names the platform's address.
pub fn check(document: &Document, _: &Site, found: &mut Vec<Diagnostic>) {
    let hint = "remove it; whether you take part in arbitration is still to be said (Regulation (EU) 2024/3228)";
    let links = document
        .body
        .links
        .iter()
        .filter(|link| leads_there(&link.to));
    let links: Vec<_> = links.map(|link| (link.span, link.to.as_str())).collect();
    let passages = document.body.passages.iter();
    let typed = passages.flat_map(|passage| {
        let text = passage.text.as_str();
        let addresses = text.match_indices("http").map(|(at, _)| {
            let rest = &text[at..];
            let next = rest[1..].find("http").map_or(rest.len(), |next| next + 1);
            let end = rest[..next].find(|c: char| c.is_whitespace() || ")>]\",;".contains(c));
            at..at + end.unwrap_or(next)
        });
        let addresses = addresses.filter(|range| leads_there(&text[range.clone()]));
        addresses.map(|range| (passage.span(range.clone()), &passage.text[range]))
    });
    // The words of a link that show its address are that link.
    let typed = typed.filter(|(_, address)| !links.iter().any(|(_, to)| to == address));
    for (span, address) in links.iter().copied().chain(typed.collect::<Vec<_>>()) {
        let message = format!("`{address}` was closed on 20 July 2025");
        let finding = Diagnostic::error(CODE, &document.path, span, message);
        found.push(finding.with_hint(hint.to_owned()));
    }
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
