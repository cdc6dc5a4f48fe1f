//! CNT-DUP: no two pages of a language say the same.

use std::collections::HashMap;

use super::pages::{is_earlier_version, written};
use crate::model::site::Page;
use crate::model::{Diagnostic, Document, Locale, Piece, Site};

const CODE: &str = "CNT-DUP";

/// Bytes of HTML below which two texts may well be the same: "Call us."
const SHORT: usize = 300;

/// No two pages of a language have the same text.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // Texts of one length are few: only those are compared.
    let mut by_length: HashMap<(&Locale, usize), Vec<&Page>> = HashMap::new();
    for page in written(site).filter(|page| !is_earlier_version(page)) {
        let document = &page.document;
        let length = length(document);
        if length < SHORT {
            continue;
        }
        let alike = by_length.entry((&page.locale, length)).or_default();
        let Some(first) = alike
            .iter()
            .find(|first| is_same(&first.document, document))
        else {
            alike.push(page);
            continue;
        };
        let message = format!("this page says the same as `{}`", first.document.path);
        let finding =
            Diagnostic::warning(CODE, &document.path, document.front.at("title"), message);
        let hint = "keep one of both and let it name the address of the other in `redirect_from`, or put what they share below `includes/`";
        found.push(finding.with_hint(hint.to_owned()));
    }
}

fn length(document: &Document) -> usize {
    let html = |piece: &Piece| match piece {
        Piece::Html(html) => html.len(),
        _ => 0,
    };
    document.body.pieces.iter().map(html).sum()
}

/// Whether two texts are the same, wherever their links lead from where they stand.
fn is_same(one: &Document, other: &Document) -> bool {
    let (one, other) = (&one.body.pieces, &other.body.pieces);
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|pair| is_same_piece(pair.0, pair.1))
}

fn is_same_piece(one: &Piece, other: &Piece) -> bool {
    match (one, other) {
        (Piece::Fact(one), Piece::Fact(other)) => one.value == other.value,
        (Piece::Include(one), Piece::Include(other)) => one.path == other.path,
        (Piece::Block(one), Piece::Block(other)) => {
            let values = |block: &'_ crate::model::document::Block| -> Vec<String> {
                let values = block.attributes.iter();
                values.map(|(_, value)| value.value.clone()).collect()
            };
            one.name == other.name && values(one) == values(other)
        }
        _ => one == other,
    }
}
