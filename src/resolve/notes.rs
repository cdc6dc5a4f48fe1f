//! The footnotes of one page: one numbering and one list, whatever files it is put together from.
//!
//! Each file numbers its own from 1 on and lists them at its end. Where a file is included, its list is set
//! aside and its numbers are given the file's; once the page is whole, all are numbered as a reader meets them.

use std::collections::HashMap;

use crate::model::RelPath;
use crate::model::footnote::{BACK, LIST, MARK, MARK_END, NOTE, NOTE_END, mark};

/// The footnotes of the files that a page includes, as far as it is put together.
#[derive(Default)]
pub struct Notes {
    /// By their files: a file that is included twice has its notes in the page once.
    files: HashMap<RelPath, usize>,
    /// What each is called, and what it says.
    kept: Vec<(String, String)>,
}

impl Notes {
    /// Takes the notes of an included file out of `html`, which is its text from `from` on, and says in
    /// its marks whose they are; `shown` makes of a note what the page shows of it.
    pub fn include(
        &mut self,
        path: &RelPath,
        html: &mut String,
        from: usize,
        shown: impl Fn(&str) -> String,
    ) {
        let Some((list, at)) = list(&html[from..]) else {
            return;
        };
        let next = self.files.len();
        let file = *self.files.entry(path.clone()).or_insert(next);
        if file == next {
            let notes = notes(list).map(|(name, note)| {
                let note = marked(note, |inner| named(file, inner));
                (named(file, name), shown(&note))
            });
            self.kept.extend(notes);
        }
        let text = marked(&html[from..from + at], |name| named(file, name));
        html.truncate(from);
        html.push_str(&text);
    }

    /// Numbers all marks of a page in their order and lists their notes at its end.
    pub fn gather(&self, html: &mut String) {
        if self.kept.is_empty() {
            return;
        }
        let (own, end) = list(html).unwrap_or(("", html.len()));
        let own = notes(own).map(|(name, note)| (name.to_owned(), note.to_owned()));
        let kept: Vec<(String, String)> = own.chain(self.kept.iter().cloned()).collect();
        let says = kept
            .iter()
            .map(|(name, note)| (name.as_str(), note.as_str()));
        let says: HashMap<&str, &str> = says.collect();
        let mut left = kept.iter();
        let mut numbers = Numbers::default();
        let mut page = numbers.numbered(&html[..end]);
        if numbers.order.is_empty() {
            return;
        }
        page.push_str(LIST[0]);
        let mut at = 0;
        let mut notes = Vec::new();
        loop {
            // A note may have the mark of another, and one without a mark comes last.
            let name = match numbers.order.get(at) {
                Some(name) => name.clone(),
                None => match left.find(|(name, _)| !numbers.has(name)) {
                    Some((name, _)) => {
                        numbers.number(name);
                        name.clone()
                    }
                    None => break,
                },
            };
            at += 1;
            let note = says.get(name.as_str()).copied().unwrap_or_default();
            notes.push(numbers.numbered(note));
        }
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            let note = match note.split_once(BACK) {
                Some((words, back)) => {
                    let back = back.find('"').map_or("", |quote| &back[quote..]);
                    format!("{words}{BACK}{number}{back}")
                }
                None => note.clone(),
            };
            page.push_str(&format!("{NOTE}{number}\">{note}{NOTE_END}"));
        }
        page.push_str(LIST[1]);
        *html = page;
    }
}

/// The numbers of a page's footnotes.
#[derive(Default)]
struct Numbers {
    /// What they are called in their files, in the order of their numbers.
    order: Vec<String>,
    /// By that: the number, and how many marks it has so far.
    known: HashMap<String, (usize, usize)>,
}

impl Numbers {
    fn has(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    /// The number of a note, and its marks so far.
    fn number(&mut self, name: &str) -> &mut (usize, usize) {
        if !self.known.contains_key(name) {
            self.order.push(name.to_owned());
        }
        let next = self.order.len();
        self.known.entry(name.to_owned()).or_insert((next, 0))
    }

    /// A text whose marks have their numbers.
    fn numbered(&mut self, html: &str) -> String {
        with_marks(html, |name| {
            let (number, marks) = self.number(name);
            *marks += 1;
            mark(*number, *marks - 1)
        })
    }
}

/// What a note of an included file is called while the page is put together.
fn named(file: usize, name: &str) -> String {
    match name.contains('.') {
        // It is of a file that this one includes.
        true => name.to_owned(),
        false => format!("{file}.{name}"),
    }
}

/// A text whose marks are called otherwise.
fn marked(html: &str, name: impl Fn(&str) -> String) -> String {
    with_marks(html, |own| format!("{MARK}{}\"{MARK_END}", name(own)))
}

/// A text with something else in the place of each mark.
fn with_marks(html: &str, mut mark: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once(MARK) {
        out.push_str(before);
        let name = behind.split('"').next().unwrap_or_default();
        out.push_str(&mark(name));
        rest = behind.split_once(MARK_END).map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out
}

/// What the list at the end of a text holds, and where it begins.
fn list(html: &str) -> Option<(&str, usize)> {
    let inner = html.strip_suffix(LIST[1])?;
    let at = inner.rfind(LIST[0])?;
    Some((&inner[at + LIST[0].len()..], at))
}

/// The notes of a list: what each is called, and what it says.
fn notes(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split(NOTE).filter_map(|note| {
        let (name, note) = note.split_once("\">")?;
        Some((name, note.strip_suffix(NOTE_END).unwrap_or(note)))
    })
}
