//! A page as it is sent: with the script that keeps it up to date.

use super::site::{Shown, Site};
use crate::model::{Fingerprint, Output};

/// Where the end of the head is, behind which nothing may be added any more.
const END_OF_HEAD: &[u8] = b"</head>";

/// `file` with the script in its head. The script is told from which build the page is, what the page says whatever its
/// style sheets are, so that it can tell a change of style alone, and which pictures have become others.
pub(super) fn page(file: &Output, shown: &Shown, site: &Site) -> Vec<u8> {
    let bytes = &*file.bytes;
    let withheld = shown.withheld(&file.url).map_or_else(String::new, |why| {
        // Made of fixed words and a date.
        format!(" data-withheld=\"{why}\"")
    });
    let files: Vec<String> = shown
        .renewed
        .iter()
        .map(|(url, generation)| format!("{url}={generation}"))
        .collect();
    // Addresses are encoded, and hold neither blanks nor quotes.
    let renewed = match files.is_empty() {
        true => String::new(),
        false => format!(" data-renewed=\"{}\"", files.join(" ")),
    };
    let script = format!(
        "<script defer src=\"/.supportal/{}/reload.js\" data-generation=\"{}\" data-page=\"{}\"{withheld}{renewed}></script>\n",
        site.token,
        shown.generation,
        unstyled(bytes).short(16),
    );
    // The first: what a page says is escaped, and comes later.
    let end = find(bytes, END_OF_HEAD).unwrap_or(bytes.len());
    let (head, rest) = bytes.split_at(end);
    [head, script.as_bytes(), rest].concat()
}

/// Of a page without the links to its style sheets.
fn unstyled(bytes: &[u8]) -> Fingerprint {
    const LINK: &[u8] = b"<link rel=\"stylesheet\"";
    let mut rest = bytes;
    let mut kept = Vec::with_capacity(bytes.len());
    while let Some(at) = find(rest, LINK) {
        let (before, link) = rest.split_at(at);
        kept.extend_from_slice(before);
        let end = link.iter().position(|&byte| byte == b'>');
        rest = end.map_or(&[], |end| link.split_at(end).1);
    }
    kept.extend_from_slice(rest);
    Fingerprint::of(&kept)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut windows = bytes.windows(wanted.len());
    windows.position(|window| window == wanted)
}
