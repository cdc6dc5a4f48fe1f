//! What came back from a translation office.
//!
//! Segments that a program has cut a unit into are joined, marks for comments and terms are looked
//! through. A document type is refused, and with it every entity.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::{NAMESPACE, Piece, State, push_text};
use crate::model::text::hidden;
use crate::model::xml::tangled;

/// Codes within codes; deeper ones no page has.
const DEPTH: usize = 64;

/// A document, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// `srcLang`.
    pub source: String,
    /// `trgLang`.
    pub target: String,
    /// Where the document's own element stands, in bytes.
    pub at: usize,
    /// The pages.
    pub files: Vec<ReturnedFile>,
}

/// A page that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedFile {
    /// The file in the source language.
    pub original: String,
    /// Where it stands, in bytes.
    pub at: usize,
    /// What was translated.
    pub units: Vec<ReturnedUnit>,
}

/// A unit that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedUnit {
    /// As it was exported.
    pub id: String,
    /// Where it stands, in bytes.
    pub at: usize,
    /// What the translation says; `None` where nobody translated it.
    pub target: Option<Vec<Piece>>,
    /// The least of the states of its segments.
    pub state: State,
}

/// Something that cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Where, in bytes.
    pub at: usize,
    /// What is so.
    pub message: String,
    /// A way out.
    pub hint: String,
}

impl Trouble {
    /// Something that is so `at`, and what to do.
    pub fn new(at: usize, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            hint: hint.into(),
        }
    }
}

/// Reads a document. What is wrong with one unit goes to `troubles`, and the unit is left out; what is
/// wrong with the document as a whole is the error.
pub fn read(text: &str, troubles: &mut Vec<Trouble>) -> Result<Returned, Trouble> {
    if let Some(what) = tangled(text) {
        let hint = "have the office return what its program writes by itself";
        return Err(Trouble::new(0, format!("the document holds {what}"), hint));
    }
    let document = Document::parse(text).map_err(|error| broken(text, &error))?;
    let root = document.root_element();
    let at = root.range().start;
    let tag = root.tag_name();
    if tag.name() != "xliff" {
        return Err(Trouble::new(
            at,
            format!("this is `{}`, not XLIFF", tag.name()),
            "import the file that `supportal translate export` wrote, once it is translated",
        ));
    }
    let version = root.attribute("version").unwrap_or_default();
    let is_read = matches!(version, "2.0" | "2.1");
    if is_read && tag.namespace() != Some(NAMESPACE) {
        return Err(Trouble::new(
            at,
            match tag.namespace() {
                Some(other) => {
                    format!("this is XLIFF {version} with the namespace `{other}`, which none has")
                }
                None => format!("this is XLIFF {version} without a namespace, which all have"),
            },
            "write `xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"`; 2.1 kept the name of 2.0",
        ));
    }
    if !is_read {
        return Err(Trouble::new(
            at,
            format!("this is XLIFF {version}, and 2.1 is what is read"),
            "have the office return the format that it was given; most programs keep it by themselves",
        ));
    }
    let language = |name: &str| root.attribute(name).unwrap_or_default().to_owned();
    let mut returned = Returned {
        source: language("srcLang"),
        target: language("trgLang"),
        at,
        files: Vec::new(),
    };
    for file in root.children().filter(|node| is(*node, "file")) {
        let mut known = BTreeSet::new();
        let mut units = Vec::new();
        for node in file.descendants().filter(|node| is(*node, "unit")) {
            match unit(node) {
                Ok(unit) if !known.insert(unit.id.clone()) => troubles.push(Trouble::new(
                    unit.at,
                    format!("unit `{}` stands in this file twice", unit.id),
                    "the first was taken; keep one of them",
                )),
                Ok(unit) => units.push(unit),
                Err(trouble) => troubles.push(trouble),
            }
        }
        returned.files.push(ReturnedFile {
            original: file.attribute("original").unwrap_or_default().to_owned(),
            at: file.range().start,
            units,
        });
    }
    Ok(returned)
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((NAMESPACE, name))
}

/// What is wrong with a text that is no XML.
fn broken(text: &str, error: &roxmltree::Error) -> Trouble {
    if matches!(error, roxmltree::Error::DtdDetected) {
        return Trouble::new(
            text.find("<!DOCTYPE").unwrap_or(0),
            "this file has a document type, which XLIFF 2.1 has not",
            "remove it, with all entities that it declares",
        );
    }
    let pos = error.pos();
    let line = text
        .split_inclusive('\n')
        .take(pos.row.saturating_sub(1) as usize)
        .map(str::len)
        .sum::<usize>();
    let rest = text.get(line..).unwrap_or_default().char_indices();
    let column = rest.take(pos.col.saturating_sub(1) as usize).last();
    let at = column.map_or(line, |(at, c)| line + at + c.len_utf8());
    Trouble::new(
        at.min(text.len()),
        format!("this is no XML: {error}"),
        "ask for the file again; it may have been cut off, or edited by hand",
    )
}

fn unit(node: Node<'_, '_>) -> Result<ReturnedUnit, Trouble> {
    let at = node.range().start;
    let id = node.attribute("id").unwrap_or_default().to_owned();
    let mut parts: Vec<(usize, Vec<Piece>)> = Vec::new();
    let (mut translated, mut missing) = (0, 0);
    let mut state = State::Final;
    let child = |node: Node<'_, '_>, name: &str| {
        let mut children = node.children();
        children
            .find(|child| is(*child, name))
            .map(|child| child.id())
    };
    let document = node.document();
    for (number, part) in node
        .children()
        .filter(|part| is(*part, "segment") || is(*part, "ignorable"))
        .enumerate()
    {
        let target = child(part, "target").and_then(|id| document.get_node(id));
        if is(part, "segment") {
            let said = part.attribute("state").unwrap_or_default();
            state = state.min(State::named(said));
            match target {
                Some(_) => translated += 1,
                None => missing += 1,
            }
        }
        // Between segments the source stands for both, as long as nobody wrote a target.
        let source = child(part, "source").and_then(|id| document.get_node(id));
        let said = target.or(source.filter(|_| is(part, "ignorable")));
        let Some(said) = said else {
            continue;
        };
        let order = said.attribute("order").and_then(|order| order.parse().ok());
        let mut pieces = Vec::new();
        content(said, &mut pieces, 0)?;
        if let Some(trouble) = target.and_then(unseen) {
            return Err(trouble);
        }
        parts.push((order.unwrap_or(number + 1), pieces));
    }
    if translated > 0 && missing > 0 {
        return Err(Trouble::new(
            at,
            format!("{missing} of the segments of unit `{id}` have no target"),
            "translate all segments of the unit",
        ));
    }
    parts.sort_by_key(|(order, _)| *order);
    let mut target = Vec::new();
    for piece in parts.into_iter().flat_map(|(_, pieces)| pieces) {
        match piece {
            Piece::Text(text) => push_text(&mut target, &text),
            code => target.push(code),
        }
    }
    Ok(ReturnedUnit {
        id,
        at,
        target: (translated > 0).then_some(target),
        state: if translated > 0 {
            state
        } else {
            State::Initial
        },
    })
}

/// What is wrong with a target that holds a character which no page may have.
fn unseen(target: Node<'_, '_>) -> Option<Trouble> {
    target.descendants().find_map(|part| {
        let text = match part.tag_name().name() {
            "cp" => character(part).ok()?.to_string(),
            _ => part.text().filter(|_| part.is_text())?.to_owned(),
        };
        let (c, what) = text.chars().find_map(|c| Some((c, refused(c)?)))?;
        Some(Trouble::new(
            part.range().start,
            format!("U+{:04X}, {what}, stands in the target", u32::from(c)),
            "take it out: it cannot be seen, but changes what is read",
        ))
    })
}

/// What a character is that no page may have. The ends of lines are LF alone once a file is read.
fn refused(c: char) -> Option<&'static str> {
    match c {
        '\r' => Some("a control character"),
        c => hidden(c).map(|(_, what)| what),
    }
}

/// What stands in a source or a target.
fn content(node: Node<'_, '_>, pieces: &mut Vec<Piece>, depth: usize) -> Result<(), Trouble> {
    if depth > DEPTH {
        return Err(Trouble::new(
            node.range().start,
            format!("codes stand within each other more than {DEPTH} deep"),
            "give the codes the order that they have in the source",
        ));
    }
    for child in node.children() {
        if let Some(text) = child.text().filter(|_| child.is_text()) {
            push_text(pieces, text);
            continue;
        }
        if !child.is_element() {
            continue;
        }
        match (child.tag_name().namespace(), child.tag_name().name()) {
            (Some(NAMESPACE), "cp") => push_text(pieces, &character(child)?.to_string()),
            (Some(NAMESPACE), "ph") => pieces.push(Piece::Alone(id(child, "id")?)),
            (Some(NAMESPACE), "sc") => pieces.push(Piece::Open(id(child, "id")?)),
            (Some(NAMESPACE), "ec") => {
                let name = match child.has_attribute("startRef") {
                    true => "startRef",
                    false => "id",
                };
                pieces.push(Piece::Close(id(child, name)?));
            }
            (Some(NAMESPACE), "pc") => {
                let id = id(child, "id")?;
                pieces.push(Piece::Open(id));
                content(child, pieces, depth + 1)?;
                pieces.push(Piece::Close(id));
            }
            // Marks for comments and terms, and what programs add of their own.
            _ => content(child, pieces, depth + 1)?,
        }
    }
    Ok(())
}

/// The id of a code, or of the one that it is a copy of.
fn id(node: Node<'_, '_>, name: &str) -> Result<u32, Trouble> {
    let written = node.attribute("copyOf").or_else(|| node.attribute(name));
    let written = written.unwrap_or_default();
    written.parse().map_err(|_| {
        Trouble::new(
            node.range().start,
            format!("the code `{written}` is not in the source"),
            "use the codes of the source alone",
        )
    })
}

fn character(node: Node<'_, '_>) -> Result<char, Trouble> {
    let hex = node.attribute("hex").unwrap_or_default();
    let number = u32::from_str_radix(hex, 16).ok();
    number.and_then(char::from_u32).ok_or_else(|| {
        Trouble::new(
            node.range().start,
            format!("`{hex}` is the number of no character"),
            "write the character itself",
        )
    })
}
