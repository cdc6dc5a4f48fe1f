//! Units as a document of XLIFF 2.1.

use super::codes::{Code, Data};
use super::units::Unit;
use super::{NAMESPACE, Piece};
use crate::model::leaf::Mark;
use crate::model::markup::{escaped, push_escaped};
use crate::model::{Locale, RelPath};

/// The document that has `files`: the pages of the source language with their units. One without units
/// is left out, as the format has no place for it.
pub fn write(source: &Locale, target: &Locale, files: &[(RelPath, Vec<&Unit>)]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"{NAMESPACE}\" version=\"2.1\" srcLang=\"{source}\" trgLang=\"{target}\">\n"
    );
    let files = files.iter().filter(|(_, units)| !units.is_empty());
    for (number, (path, units)) in files.enumerate() {
        let original = escaped(path.as_str());
        out.push_str(&format!(
            "  <file id=\"f{}\" original=\"{original}\" xml:space=\"preserve\">\n",
            number + 1
        ));
        for unit in units {
            push_unit(&mut out, unit);
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</xliff>\n");
    out
}

fn push_unit(out: &mut String, unit: &Unit) {
    out.push_str(&format!(
        "    <unit id=\"{}\" type=\"supportal:{}\">\n",
        unit.id, unit.kind
    ));
    if let Some(note) = &unit.note {
        out.push_str("      <notes>\n        <note category=\"translation\" appliesTo=\"target\">");
        push_escaped(out, &note.replace(is_foreign, " "));
        out.push_str("</note>\n      </notes>\n");
    }
    let texts = texts(unit);
    if !texts.is_empty() {
        out.push_str("      <originalData>\n");
        for (number, text) in texts.iter().enumerate() {
            out.push_str(&format!("        <data id=\"d{}\">", number + 1));
            push_text(out, text);
            out.push_str("</data>\n");
        }
        out.push_str("      </originalData>\n");
    }
    let state = unit.state.name();
    let stale = match unit.stale {
        true => " subState=\"supportal:stale\"",
        false => "",
    };
    out.push_str(&format!("      <segment state=\"{state}\"{stale}>\n"));
    out.push_str("        <source>");
    push_pieces(out, unit, &unit.source, &texts, |code| code.source.as_ref());
    out.push_str("</source>\n");
    if let Some(target) = &unit.target {
        out.push_str("        <target>");
        push_pieces(out, unit, target, &texts, |code| code.target.as_ref());
        out.push_str("</target>\n");
    }
    out.push_str("      </segment>\n    </unit>\n");
}

/// What codes are in Markdown, each text once.
fn texts(unit: &Unit) -> Vec<&str> {
    let mut texts = Vec::new();
    for code in unit.codes.values() {
        for data in [&code.source, &code.target].into_iter().flatten() {
            for text in [data.open.as_str(), data.close.as_str()] {
                if !text.is_empty() && !texts.contains(&text) {
                    texts.push(text);
                }
            }
        }
    }
    texts
}

fn push_pieces(
    out: &mut String,
    unit: &Unit,
    pieces: &[Piece],
    texts: &[&str],
    of: impl Fn(&Code) -> Option<&Data>,
) {
    let reference = |name: &str, text: &str| {
        let at = texts.iter().position(|one| *one == text);
        at.map_or(String::new(), |at| format!(" {name}=\"d{}\"", at + 1))
    };
    for piece in pieces {
        let code = piece.id().and_then(|id| unit.codes.get(&id));
        let data = code.and_then(&of);
        match (piece, code.zip(data)) {
            (Piece::Text(text), _) => push_text(out, text),
            (Piece::Alone(id), Some((code, data))) => out.push_str(&format!(
                "<ph id=\"{id}\"{}{}/>",
                attributes(code.mark),
                reference("dataRef", &data.open)
            )),
            (Piece::Open(id), Some((code, data))) => out.push_str(&format!(
                "<pc id=\"{id}\"{}{}{}>",
                attributes(code.mark),
                reference("dataRefStart", &data.open),
                reference("dataRefEnd", &data.close)
            )),
            (Piece::Close(_), _) => out.push_str("</pc>"),
            (Piece::Alone(_) | Piece::Open(_), None) => {}
        }
    }
}

/// What a program for translators must know of a code.
fn attributes(mark: Mark) -> String {
    let mut out = String::new();
    if !mark.may_be_repeated() {
        out.push_str(" canCopy=\"no\"");
    }
    if !mark.may_be_left_out() {
        out.push_str(" canDelete=\"no\"");
    }
    if matches!(mark, Mark::Break | Mark::Wrap) {
        out.push_str(" equiv=\"\u{20}\"");
    }
    out.push_str(match mark {
        Mark::Emphasis => " type=\"fmt\" subType=\"xlf:i\"",
        Mark::Strong => " type=\"fmt\" subType=\"xlf:b\"",
        Mark::Struck => " type=\"fmt\" subType=\"supportal:struck\"",
        Mark::Link => " type=\"link\"",
        Mark::Address => " type=\"link\" subType=\"supportal:address\"",
        Mark::Picture => " type=\"image\"",
        Mark::Code => " type=\"other\" subType=\"supportal:code\"",
        Mark::Fact => " type=\"other\" subType=\"supportal:fact\"",
        Mark::Include => " type=\"other\" subType=\"supportal:include\"",
        Mark::Html => " type=\"other\" subType=\"supportal:html\"",
        Mark::Footnote => " type=\"other\" subType=\"supportal:footnote\"",
        Mark::Break => " type=\"fmt\" subType=\"xlf:lb\"",
        Mark::Wrap => " type=\"other\" subType=\"supportal:wrap\"",
        Mark::Character => " type=\"other\" subType=\"supportal:character\"",
    });
    out
}

/// Text as XML has it; characters that XML has no place for are written by their numbers.
fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(is_foreign) {
        push_escaped(out, &rest[..at]);
        let Some(c) = rest[at..].chars().next() else {
            return;
        };
        match c {
            '\r' => out.push_str("&#xD;"),
            c => out.push_str(&format!("<cp hex=\"{:04X}\"/>", u32::from(c))),
        }
        rest = &rest[at + c.len_utf8()..];
    }
    push_escaped(out, rest);
}

/// Whether XML 1.0 has no place for a character, or would read it as another.
fn is_foreign(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}
