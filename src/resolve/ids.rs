//! The ids of one page: no two parts of it have the same, whatever files it is put together from.

use std::collections::HashMap;

use super::headings::Headings;
use crate::model::Document;

/// The ids that a page has so far, each with the last number that another was given for it.
#[derive(Default)]
pub struct Ids(HashMap<String, usize>);

/// What ids of an included file are called in the page, where they are called otherwise.
pub type Renamed = HashMap<String, String>;

impl Ids {
    /// Those of the page's own file, which keep their names wherever files are included.
    pub fn of(document: &Document, headings: &Headings) -> Self {
        let anchors = document.body.anchors.iter().map(String::as_str);
        let all = headings.all(document).chain(anchors);
        Self(all.map(|id| (id.to_owned(), 0)).collect())
    }

    /// Takes in those of an included file. Headings whose ids the page has are numbered, as equal headings
    /// of one file are.
    pub fn include(&mut self, document: &Document, headings: &Headings) -> Renamed {
        let mut renamed = Renamed::new();
        for id in headings.all(document) {
            if self.0.contains_key(id) {
                renamed.insert(id.to_owned(), self.numbered(id));
            } else {
                self.0.insert(id.to_owned(), 0);
            }
        }
        for anchor in &document.body.anchors {
            self.0.entry(anchor.clone()).or_default();
        }
        renamed
    }

    fn numbered(&mut self, id: &str) -> String {
        let mut number = self.0.get(id).copied().unwrap_or_default();
        loop {
            number += 1;
            let name = format!("{id}-{number}");
            if !self.0.contains_key(&name) {
                self.0.insert(id.to_owned(), number);
                self.0.insert(name.clone(), 0);
                return name;
            }
        }
    }
}
