//! The codes of a unit, and which code of a translation is which of its source.

use std::collections::BTreeMap;

use super::{Piece, push_text};
use crate::model::leaf::{Leaf, Mark, Role};

/// A code within a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What it is.
    pub mark: Mark,
    /// As the source has it.
    pub source: Option<Data>,
    /// As the translation has it.
    pub target: Option<Data>,
}

/// What a code is in Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// The code itself, or what begins it.
    pub open: String,
    /// What ends it; empty where it stands for itself.
    pub close: String,
    /// The words around which it stands.
    pub inner: String,
}

/// What a leaf says, with its codes numbered from 1.
pub fn content(leaf: &Leaf, text: &str) -> (Vec<Piece>, BTreeMap<u32, Code>) {
    let (pieces, data) = numbered(leaf, text);
    let codes = data.into_iter().map(|(id, (mark, data))| {
        let code = Code {
            mark,
            source: Some(data),
            target: None,
        };
        (id, code)
    });
    (pieces, codes.collect())
}

/// The pieces of a leaf and its codes, by number.
fn numbered(leaf: &Leaf, text: &str) -> (Vec<Piece>, BTreeMap<u32, (Mark, Data)>) {
    let mut pieces = Vec::new();
    let mut codes = BTreeMap::new();
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut last = 0;
    for part in &leaf.parts {
        let written = &text[part.range.clone()];
        let data = |close: &str| Data {
            open: written.to_owned(),
            close: close.to_owned(),
            inner: String::new(),
        };
        match part.role {
            Role::Text => push_text(&mut pieces, written),
            Role::Alone(mark) => {
                last += 1;
                codes.insert(last, (mark, data("")));
                pieces.push(Piece::Alone(last));
            }
            Role::Open(mark) => {
                last += 1;
                codes.insert(last, (mark, data("")));
                open.push((last, part.range.end));
                pieces.push(Piece::Open(last));
            }
            Role::Close(_) => {
                let Some((id, start)) = open.pop() else {
                    continue;
                };
                if let Some((_, data)) = codes.get_mut(&id) {
                    data.close = written.to_owned();
                    data.inner = text[start..part.range.start].to_owned();
                }
                pieces.push(Piece::Close(id));
            }
        }
    }
    (pieces, codes)
}

/// What the translation's leaf says, with the ids that its codes have in the source: first those that are
/// the same, then, in order, those of the same kind; what is left gets ids of its own.
pub fn matched(leaf: &Leaf, text: &str, codes: &mut BTreeMap<u32, Code>) -> Vec<Piece> {
    let (pieces, theirs) = numbered(leaf, text);
    let mut ids: BTreeMap<u32, u32> = BTreeMap::new();
    let same = |code: &Code, mark: Mark, data: &Data| {
        let source = code.source.as_ref();
        code.mark == mark
            && source.is_some_and(|own| own.open == data.open && own.close == data.close)
    };
    for exact in [true, false] {
        for (their, (mark, data)) in &theirs {
            if ids.contains_key(their) {
                continue;
            }
            let free = codes.iter_mut().find(|(_, code)| {
                code.target.is_none()
                    && code.source.is_some()
                    && match exact {
                        true => same(code, *mark, data),
                        false => code.mark == *mark,
                    }
            });
            if let Some((id, code)) = free {
                code.target = Some(data.clone());
                ids.insert(*their, *id);
            }
        }
    }
    let mut last = codes.keys().next_back().copied().unwrap_or(0);
    for (their, (mark, data)) in theirs {
        ids.entry(their).or_insert_with(|| {
            last += 1;
            let code = Code {
                mark,
                source: None,
                target: Some(data),
            };
            codes.insert(last, code);
            last
        });
    }
    let id = |their: u32| ids.get(&their).copied().unwrap_or(their);
    let pieces = pieces.into_iter().map(|piece| match piece {
        Piece::Text(text) => Piece::Text(text),
        Piece::Alone(their) => Piece::Alone(id(their)),
        Piece::Open(their) => Piece::Open(id(their)),
        Piece::Close(their) => Piece::Close(id(their)),
    });
    pieces.collect()
}
