//! The ids of one page: no two parts of it have the same, whatever files it is put together from.

use std::collections::HashMap;
use std::sync::Arc;

use super::headings::Headings;
use crate::model::Document;

/// The ids that a page has so far, each with the last number that another was given for it.
#[derive(Default)]
pub struct Ids(HashMap<Arc<str>, usize>);

/// What ids of an included file are called in the page, where they are called otherwise.
pub type Renamed = HashMap<Arc<str>, Arc<str>>;

impl Ids {
    /// Those of the page's own file, which keep their names wherever files are included.
    pub fn of(document: &Document, headings: &Headings) -> Self {
        let anchors = document.body.anchors.iter();
        let anchors = anchors.map(|id| Arc::from(id.as_str()));
        let all = headings.all(document).cloned().chain(anchors);
        Self(all.map(|id| (id, 0)).collect())
    }

    /// Takes in those of an included file. Headings whose ids the page has are numbered, as equal headings
    /// of one file are.
    pub fn include(&mut self, document: &Document, headings: &Headings) -> Renamed {
        let mut renamed = Renamed::new();
        for id in headings.all(document) {
            if self.0.contains_key(id) {
                renamed.insert(id.clone(), self.numbered(id));
            } else {
                self.0.insert(id.clone(), 0);
            }
        }
        for anchor in &document.body.anchors {
            self.0.entry(anchor.as_str().into()).or_default();
        }
        renamed
    }

    fn numbered(&mut self, id: &Arc<str>) -> Arc<str> {
        let mut number = self.0.get(id).copied().unwrap_or_default();
        loop {
            number += 1;
            let name: Arc<str> = format!("{id}-{number}").into();
            if !self.0.contains_key(&name) {
                self.0.insert(id.clone(), number);
                self.0.insert(name.clone(), 0);
                return name;
            }
        }
    }
}
