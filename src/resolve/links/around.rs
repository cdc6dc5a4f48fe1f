//! What there is where a link leads to no page and none is near by its spelling: a page that has the words in its
//! title, or what the folder has.

use std::collections::{BTreeSet, HashMap};

use super::Links;
use crate::model::site::Around;
use crate::model::{Locale, RelPath};

/// Pages by their language and the words of their titles, with `None` where several have them.
pub(super) type Titles<'a> = HashMap<(&'a Locale, BTreeSet<String>), Option<&'a RelPath>>;

/// Names of a folder that a finding shows.
const NAMED: usize = 3;

impl<'a> Links<'a> {
    /// What helps to find the page that is meant by `to`, the path `full`, in the file `from`.
    pub(super) fn around(&self, to: &str, full: &RelPath, from: &RelPath) -> Option<Around> {
        if let Some(path) = self.config.own_or_source(full, |path| self.titled(path)) {
            return Some(Around::Titled(self.written(path.clone(), full, from)));
        }
        let folder = to.rsplit_once('/').map_or("", |(folder, _)| folder);
        let within = match to.ends_with('/') {
            true => full.join("index.md")?,
            false => full.clone(),
        };
        let beside = |path: &RelPath| self.paths().beside(path.as_str());
        let Some(names) = self.config.own_or_source(&within, beside) else {
            return (!folder.is_empty()).then(|| Around::NoFolder(folder.to_owned()));
        };
        let wanted = words(full.file_name());
        let is_page = |name: &&str| name.ends_with(".md") && *name != "index.md";
        let mut pages: Vec<&str> = names.into_iter().filter(is_page).collect();
        let shared = |name: &str| words(name).intersection(&wanted).count();
        pages.sort_by_key(|name| std::cmp::Reverse(shared(name)));
        (!pages.is_empty()).then(|| Around::Folder {
            folder: folder.to_owned(),
            more: pages.len() > NAMED,
            pages: pages.into_iter().take(NAMED).map(str::to_owned).collect(),
        })
    }

    /// The page whose title has the words of the name of `path`.
    fn titled(&self, path: &RelPath) -> Option<&'a RelPath> {
        let titles = self.titles.get_or_init(|| {
            let mut titles = Titles::new();
            let is_page = |path: &RelPath| !self.pages.unpublished.contains_key(path);
            let pages = self.documents.values().filter(|one| !one.fragment);
            for document in pages.filter(|one| is_page(&one.path)) {
                let path = Some(&document.path);
                let known = titles.entry((&document.locale, words(&document.title)));
                known.and_modify(|path| *path = None).or_insert(path);
            }
            titles
        });
        let words = words(path.file_name());
        // One word stands in too many titles.
        let wanted = (words.len() > 1).then_some((self.language(path)?, words))?;
        titles.get(&wanted).copied().flatten()
    }
}

/// The words of a title or of a file's name, without short ones.
fn words(text: &str) -> BTreeSet<String> {
    let text = text.strip_suffix(".md").unwrap_or(text).to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let is_long = |word: &&str| word.chars().nth(3).is_some();
    words.filter(is_long).map(str::to_owned).collect()
}
