//! The text of a page with every hole filled, kept without what its file says already.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::Document;

/// HTML without holes.
#[derive(Clone, Debug)]
pub struct Finished(Form);

#[derive(Clone, Debug)]
enum Form {
    Whole(Box<str>),
    /// The text of a file between which stands something else.
    Filled {
        document: Arc<Document>,
        /// What stands in the holes, one after the other.
        fillings: Box<str>,
        /// Where what stands in each ends.
        ends: Box<[u32]>,
    },
}

impl Finished {
    /// `html`, of which `holes` are the bytes that stand in the holes of `document`, in their order. The rest
    /// is what the document says.
    pub fn filled(document: &Arc<Document>, html: &str, holes: &[(usize, usize)]) -> Self {
        let mut fillings = String::with_capacity(holes.iter().map(|(from, to)| to - from).sum());
        let mut ends = Vec::with_capacity(holes.len());
        for &(from, to) in holes {
            fillings.push_str(html.get(from..to).unwrap_or_default());
            ends.push(u32::try_from(fillings.len()).unwrap_or(u32::MAX));
        }
        Self(Form::Filled {
            document: document.clone(),
            fillings: fillings.into(),
            ends: ends.into(),
        })
    }

    /// The HTML.
    pub fn html(&self) -> Cow<'_, str> {
        match &self.0 {
            Form::Whole(html) => Cow::Borrowed(html),
            Form::Filled {
                document,
                fillings,
                ends,
            } => {
                let body = &document.body;
                let around = body.html.text();
                let mut html = String::with_capacity(around.len() + fillings.len());
                let (mut text, mut filling) = (0, 0);
                for ((at, _), end) in body.holes.iter().zip(ends) {
                    let (at, end) = (*at as usize, *end as usize);
                    html.push_str(around.get(text..at).unwrap_or_default());
                    html.push_str(fillings.get(filling..end).unwrap_or_default());
                    (text, filling) = (at, end);
                }
                html.push_str(around.get(text..).unwrap_or_default());
                Cow::Owned(html)
            }
        }
    }
}

impl From<String> for Finished {
    fn from(html: String) -> Self {
        Self(Form::Whole(html.into()))
    }
}

impl Default for Finished {
    fn default() -> Self {
        String::new().into()
    }
}

impl Hash for Finished {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.html().hash(state);
    }
}

impl Serialize for Finished {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.html())
    }
}
