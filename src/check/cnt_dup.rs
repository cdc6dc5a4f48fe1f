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
    // Texts that begin and end with pieces of one length are few: only those are compared.
    let mut by_shape: HashMap<(&Locale, Shape), Vec<&Page>> = HashMap::new();
    for page in written(site).filter(|page| !is_earlier_version(page)) {
        let document = &page.document;
        let alike = (by_shape.entry((&page.locale, shape(document)))).or_default();
        let Some(first) = alike
            .iter()
            .find(|first| is_same(&first.document, document))
        else {
            alike.push(page);
            continue;
        };
        if length(document) < SHORT {
            continue;
        }
        let message = format!("this page says the same as `{}`", first.document.path);
        let finding =
            Diagnostic::warning(CODE, &document.path, document.front.at("title"), message);
        let hint = "keep one of both and let it name the address of the other in `redirect_from`, or put what they share below `includes/`";
        found.push(finding.with_hint(hint.to_owned()));
    }
}

/// How many pieces a text has, and bytes of the first and the last.
type Shape = (usize, usize, usize);

fn shape(document: &Document) -> Shape {
    let pieces = &document.body.pieces;
    let ends = (pieces.first(), pieces.last());
    let size = |piece: Option<&Piece>| piece.map_or(0, size);
    (pieces.len(), size(ends.0), size(ends.1))
}

fn length(document: &Document) -> usize {
    document.body.pieces.iter().map(size).sum()
}

fn size(piece: &Piece) -> usize {
    match piece {
        Piece::Html(html) => html.len(),
        _ => 0,
    }
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
