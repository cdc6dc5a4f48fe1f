//! CNT-EMPTY: a page says something below its title.

use super::pages::written;
use crate::model::site::{Page, Role};
use crate::model::{Body, Diagnostic, Hole, Kind, Piece, Site};

const CODE: &str = "CNT-EMPTY";

/// A page says something below its title, or shows facts or the pages below it.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let pages = written(site).filter(|page| !draws(page) && !page.document.front.broken);
    for page in pages.filter(|page| is_empty(&page.document.body)) {
        let document = &page.document;
        let message = "this page has nothing below its title";
        let finding =
            Diagnostic::warning(CODE, &document.path, document.front.at("title"), message);
        let hint = "write what the title promises, or set `draft: true` until it is written";
        found.push(finding.with_hint(hint.to_owned()));
    }
}

/// Whether a page is drawn from something else than its text.
fn draws(page: &Page) -> bool {
    let facts = matches!(
        page.kind,
        Kind::Home | Kind::Support | Kind::Channel | Kind::Sla
    );
    let dates = page.kind == Kind::Notice && page.front.starts.is_some();
    let lists = matches!(page.role, Role::Home | Role::Section | Role::Guide);
    facts || dates || lists
}

/// Whether a text shows nothing: only tags and blanks.
fn is_empty(body: &Body) -> bool {
    // A tag may have a hole in it.
    let mut inside = false;
    body.pieces().all(|piece| match piece {
        Piece::Html(html) => html.chars().all(|c| {
            let shown = !inside && c != '<' && !c.is_whitespace();
            inside = c == '<' || (inside && c != '>');
            !shown
        }),
        Piece::Hole(hole) => matches!(hole, Hole::Id(_) | Hole::Heading(_)),
    })
}
