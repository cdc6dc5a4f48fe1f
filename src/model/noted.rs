//! What was noted of a text for the few who read it: links and passages. A large portal has more of it than of anything
//! else that is kept of a file, so it lies where a [`Long`] does until it is asked for.

use super::bytes::{push, push_text, take, take_text};
use super::document::{Link, Passage};
use super::{Long, Span};

/// Links and passages, packed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noted(Long);

/// Links and passages as they are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// What [`Hole::Href`](super::Hole::Href) points at.
    pub links: Vec<Link>,
    /// What of the text holds a figure or an address: paragraphs, items and cells, without headings,
    /// code and originals in another language.
    pub passages: Vec<Passage>,
}

impl Noted {
    /// Whoever needs both or more than one asks once.
    pub fn read(&self) -> Notes {
        let bytes = self.0.bytes();
        let mut rest = &*bytes;
        // A list is preceded by its length; where there is none, that is 0.
        let links = (0..take(&mut rest)).map(|_| take_link(&mut rest)).collect();
        let passages = (0..take(&mut rest)).map(|_| take_passage(&mut rest));
        Notes {
            links,
            passages: passages.collect(),
        }
    }
}

impl From<Notes> for Noted {
    fn from(notes: Notes) -> Self {
        if notes == Notes::default() {
            return Self::default();
        }
        let mut bytes = Vec::with_capacity(64 * (notes.links.len() + notes.passages.len()));
        push(&mut bytes, notes.links.len() as u32);
        for link in &notes.links {
            push_text(&mut bytes, &link.to);
            push_text(&mut bytes, &link.text);
            push(&mut bytes, u32::from(link.is_code));
            push(&mut bytes, link.span.start);
            push(&mut bytes, link.span.end);
        }
        push(&mut bytes, notes.passages.len() as u32);
        for passage in &notes.passages {
            push_text(&mut bytes, &passage.text);
            push(&mut bytes, passage.places.len() as u32);
            for &(text, file) in &passage.places {
                push(&mut bytes, text);
                push(&mut bytes, file);
            }
        }
        Self(bytes.as_slice().into())
    }
}

fn take_link(bytes: &mut &[u8]) -> Link {
    Link {
        to: take_text(bytes).to_owned(),
        text: take_text(bytes).to_owned(),
        is_code: take(bytes) == 1,
        span: Span {
            start: take(bytes),
            end: take(bytes),
        },
    }
}

fn take_passage(bytes: &mut &[u8]) -> Passage {
    let text = take_text(bytes).to_owned();
    let places = 0..take(bytes);
    Passage {
        text,
        places: places.map(|_| (take(bytes), take(bytes))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_come_back() {
        let link = |to: &str, text: &str, start, end| Link {
            to: to.to_owned(),
            text: text.to_owned(),
            is_code: text == "b",
            span: Span { start, end },
        };
        let notes = Notes {
            links: vec![
                link("a.md#電話", "", 4, 130),
                link("", "b", 0, 0),
                link("c", "d", u32::MAX, u32::MAX),
            ],
            passages: vec![
                Passage::default(),
                Passage {
                    text: "02-1234".to_owned(),
                    places: vec![(0, 300), (2, 70_000)],
                },
            ],
        };
        assert_eq!(Noted::from(notes.clone()).read(), notes);
        assert_eq!(Noted::default().read(), Notes::default());
    }
}
