//! LEG-TMG: no page cites the law that the DDG replaced (L2).

use std::ops::Range;

use crate::model::{Diagnostic, Document, Notes, Site, Span};

const CODE: &str = "LEG-TMG";

/// Characters between the number of the section and the name of the law.
const BETWEEN: usize = 24;

/// No title, heading or text cites § 5 TMG.
pub fn check(document: &Document, notes: &Notes, _: &Site, found: &mut Vec<Diagnostic>) {
    let mut cited = |words: &str, span: Span| {
        let message = format!("`{words}` is out of force since 14 May 2024");
        let finding = Diagnostic::warning(CODE, &document.path, span, message);
        found.push(finding.with_hint("cite § 5 DDG".to_owned()));
    };
    let front = &document.front;
    for text in [&front.title, &front.description].into_iter().flatten() {
        for range in citations(&text.value) {
            cited(&text.value[range], text.span);
        }
    }
    for heading in &document.body.headings {
        for range in citations(&heading.text) {
            cited(&heading.text[range], heading.span);
        }
    }
    for passage in &notes.passages {
        for range in citations(&passage.text) {
            cited(&passage.text[range.clone()], passage.span(range));
        }
    }
}

/// Where a text cites § 5 TMG: `§ 5 Abs. 1 TMG`, `§5 Telemediengesetz`.
fn citations(text: &str) -> Vec<Range<usize>> {
    let marks = text.match_indices('§').filter_map(|(at, mark)| {
        let rest = text[at + mark.len()..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let after = rest.strip_prefix('5')?;
        if after.starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let near: String = after
            .chars()
            .take(BETWEEN + "Telemediengesetz".len())
            .collect();
        let near = near.split('§').next().unwrap_or_default();
        let name = ["TMG", "Telemediengesetz"]
            .iter()
            .filter_map(|name| Some((near.find(name)?, name)));
        let (place, name) = name.min()?;
        let end = place + name.len();
        let goes_on = near[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let end = text.len() - after.len() + end;
        (!goes_on).then_some(at..end)
    });
    marks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_is_known_however_it_is_cited() {
        let found = |text: &str| -> Vec<String> {
            citations(text)
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect()
        };
        assert_eq!(found("Angaben gemäß § 5 TMG:"), ["§ 5 TMG"]);
        assert_eq!(
            found("nach §5 Abs. 1 Nr. 2 TMG und"),
            ["§5 Abs. 1 Nr. 2 TMG"]
        );
        assert_eq!(
            found("§\u{a0}5 Telemediengesetz (TMG)"),
            ["§\u{a0}5 Telemediengesetz"]
        );
        for other in [
            "§ 5 DDG",
            "§ 55 TMG",
            "§ 5a TMG",
            "§ 5 DDG, § 7 TMG",
            "TMG",
            "§",
            "§ 5 TMGX",
            "",
        ] {
            assert_eq!(found(other), Vec::<String>::new(), "{other}");
        }
    }
}
