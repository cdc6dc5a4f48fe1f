//! Pages for translation offices and back: XLIFF 2.1, whose core has the namespace of 2.0.
//!
//! [`units`] sets the leaves of a page beside those of its translation, [`write`] makes a document of them;
//! [`codes`] and [`sections`] say which code and which section is which.
//! [`read`] reads what came back; [`fill`] turns a target into Markdown. Nothing here reads Markdown or a
//! disk: `cli::translate` hands in what the parser found, and has it read again what was put together.

pub mod codes;
pub mod fill;
pub mod read;
pub mod sections;
pub mod units;
pub mod write;

pub use read::{Returned, Trouble, read};
pub use units::{Entry, Place, Unit, Version, units};
pub use write::write;

/// The namespace of the core of XLIFF 2.0 and 2.1.
pub const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// What the content of a unit is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A code that stands for itself, by its id.
    Alone(u32),
    /// A code that begins something.
    Open(u32),
    /// The code that ends it.
    Close(u32),
}

impl Piece {
    /// The id of a code.
    pub fn id(&self) -> Option<u32> {
        match self {
            Self::Text(_) => None,
            Self::Alone(id) | Self::Open(id) | Self::Close(id) => Some(*id),
        }
    }
}

/// Adds `text` to the words at the end of `pieces`.
fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// How far the translation of a unit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Not translated, or from a source that changed since.
    #[default]
    Initial,
    /// Translated.
    Translated,
    /// Read by somebody else.
    Reviewed,
    /// Done.
    Final,
}

impl State {
    const ALL: [(Self, &str); 4] = [
        (Self::Initial, "initial"),
        (Self::Translated, "translated"),
        (Self::Reviewed, "reviewed"),
        (Self::Final, "final"),
    ];

    /// As written in `state`.
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(state, _)| *state == self);
        found.map_or("", |(_, name)| name)
    }

    /// The state of that name; what is no state is `Initial`.
    pub fn named(name: &str) -> Self {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map_or(Self::Initial, |(state, _)| *state)
    }
}
