//! Where a link leads: links are written to files, as in every editor.

mod around;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use percent_encoding::percent_decode_str;

use super::Parts;
use super::layout::Layout;
use super::pages::{Pages, Placed};
use super::pictures::Size;
use crate::model::nearest::{Paths, nearest_of};
use crate::model::site::{Loose, Redirect};
use crate::model::{Config, Document, Locale, RelPath, Url};

/// What a link or picture leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A page, and perhaps a place in it.
    Page(usize, Option<String>),
    /// A published file.
    File(Url),
    /// A page that exists, and a place in it that does not.
    Lost(usize, Box<Loose>),
    /// What an old address of a page stands for now.
    Moved(Box<Destination>, Box<Loose>),
    /// Nothing.
    Nothing(Box<Loose>),
}

/// The files of a portal by their paths.
pub type Documents<'a> = HashMap<&'a RelPath, &'a Arc<Document>>;

/// All that links can lead to.
pub struct Links<'a> {
    pages: &'a Pages,
    anchors: &'a [Arc<[Arc<str>]>],
    config: &'a Config,
    files: HashMap<&'a RelPath, &'a Url>,
    sizes: &'a HashMap<RelPath, Size>,
    documents: &'a Documents<'a>,
    redirects: &'a [Redirect],
    /// Pages by the addresses they had: made when the first link leads to nothing that is there now.
    moved: OnceLock<HashMap<&'a str, usize>>,
    /// Pages and files by their path in small letters, for links that differ in case: made when the first
    /// link leads to nothing of its own language.
    folded: OnceLock<HashMap<String, &'a RelPath>>,
    /// Paths of pages and files, one of which may have been meant: made when the first link leads nowhere.
    paths: OnceLock<Paths<'a>>,
    /// The same of files to include, which no link leads to.
    includes: OnceLock<Paths<'a>>,
    /// Pages by the words of their titles, with `None` where several have them.
    titles: OnceLock<around::Titles<'a>>,
}

impl<'a> Links<'a> {
    /// Everything that can be linked to.
    pub fn new(parts: &'a Parts<'a>, layout: &'a Layout, documents: &'a Documents<'a>) -> Self {
        let files = layout.assets.iter();
        Self {
            pages: &layout.pages,
            anchors: &layout.anchors,
            config: &parts.config,
            files: files.map(|(url, asset)| (&asset.path, url)).collect(),
            sizes: &layout.sizes,
            documents,
            redirects: &layout.redirects,
            moved: OnceLock::new(),
            folded: OnceLock::new(),
            paths: OnceLock::new(),
            includes: OnceLock::new(),
            titles: OnceLock::new(),
        }
    }

    /// The paths of pages, then those of files, each sorted.
    fn all(&self) -> Vec<&'a RelPath> {
        let pages = self.documents.values();
        let pages = pages.filter(|document| !document.fragment);
        let mut all: Vec<&RelPath> = pages.map(|document| &document.path).collect();
        let mut files: Vec<&RelPath> = self.files.keys().copied().collect();
        all.sort_unstable();
        files.sort_unstable();
        all.extend(files);
        all
    }

    /// The page or file at `path`, but for capital letters.
    fn folded(&self, path: &RelPath) -> Option<&'a RelPath> {
        let fold = |path: &RelPath| path.as_str().to_lowercase();
        let folded = self.folded.get_or_init(|| {
            let all = self.all().into_iter();
            all.map(|path| (fold(path), path)).collect()
        });
        folded.get(&fold(path)).copied()
    }

    /// The file to include that `path` names. The source's stands in for one that a translation does not
    /// have, or has as a draft.
    pub fn included(&self, path: &RelPath) -> Option<&'a Arc<Document>> {
        self.config.own_or_source(path, |path| {
            let document = self.documents.get(path).copied();
            document.filter(|document| !self.pages.unpublished.contains_key(&document.path))
        })
    }

    /// Why the file to include that `path` names is not published, if that is so.
    pub fn withheld(&self, path: &RelPath) -> Option<&'a Arc<str>> {
        let unpublished = &self.pages.unpublished;
        self.config
            .own_or_source(path, |path| unpublished.get(path))
    }

    /// The published file that `path` names, or the source's that stands in for it.
    fn file(&self, path: &RelPath) -> Option<(&'a RelPath, &'a Url)> {
        self.config.own_or_source(path, |at| {
            let (found, url) = self.files.get_key_value(at)?;
            // Where a translation has the file in other letters, that one is meant.
            (*found == path || self.folded(path).is_none()).then_some((*found, *url))
        })
    }

    /// Where a link in the file `from`, shown in `page`, leads.
    pub fn page(&self, to: &str, from: &RelPath, number: usize) -> Destination {
        let (path, anchor) = match to.split_once('#') {
            Some((path, anchor)) => (
                path,
                Some(decoded(anchor)).filter(|anchor| !anchor.is_empty()),
            ),
            None => (to, None),
        };
        let path = decoded(path.split('?').next().unwrap_or_default());
        if path.is_empty() {
            return self.at(number, anchor);
        }
        let placed = &self.pages.list[number];
        let Some(full) = self.full(&path, from, placed) else {
            return Destination::Nothing(Box::new(Loose::Escape { to: path }));
        };
        if let Some(target) = self.page_at(&full, from, placed) {
            return self.at(target, anchor);
        }
        if let Some((_, url)) = self.file(&full) {
            return Destination::File(url.clone());
        }
        let is_withheld = self.pages.unpublished.contains_key(&full);
        if let Some(old) = self.moved(&full).filter(|_| !is_withheld) {
            let own = &self.pages.list[old].locale;
            // The source's old addresses stand for those of every language that has none of its own.
            let language = match self.language(&full) {
                Some(language) if *own == self.pages.source => language,
                _ => own,
            };
            let page = self.pages.in_locale(old, read_in(language, from, placed));
            let now = self.now(old, language, from, to);
            let what = Loose::Moved { to: path, now };
            return Destination::Moved(Box::new(self.at(page, anchor)), Box::new(what));
        }
        Destination::Nothing(Box::new(self.why_not(path, &full, from)))
    }

    /// The page that stood once where `full` would be published. As the source language has no folder on the site,
    /// that is also what an address from the site's root means in it.
    fn moved(&self, full: &RelPath) -> Option<usize> {
        if self.redirects.is_empty() {
            return None;
        }
        let moved = self.moved.get_or_init(|| {
            let all = self.redirects.iter();
            all.map(|old| (old.from.as_str(), old.to)).collect()
        });
        let source = self.pages.source.as_str();
        self.config.own_or_source(full, |path| {
            let on_site = path.strip_prefix(source);
            let names = names_on_site(on_site.as_ref().unwrap_or(path).as_str());
            names
                .iter()
                .find_map(|name| moved.get(name.as_str()).copied())
        })
    }

    /// How a link in the file `from` names a page in a language, with the place in it that the link `to` names.
    fn now(&self, page: usize, language: &Locale, from: &RelPath, to: &str) -> String {
        let key = &self.pages.list[page].document.key;
        let file = RelPath::new(language.as_str()).and_then(|root| root.join(key.as_str()));
        let file = decoded(&Url::new(&file.unwrap_or_default()).href(&Url::new(from)));
        match to.split_once('#') {
            Some((_, anchor)) => format!("{file}#{anchor}"),
            None => file,
        }
    }

    /// The language in whose folder a path lies.
    fn language(&self, full: &RelPath) -> Option<&'a Locale> {
        let folder = full.parts().next()?;
        let mut languages = self.config.languages.iter();
        languages.find(|locale| locale.as_str() == folder)
    }

    /// Where a picture stands, and its width and height.
    pub fn picture(&self, src: &str, from: &RelPath) -> Result<(&'a Url, Option<Size>), Loose> {
        let path = decoded(src.split(['?', '#']).next().unwrap_or_default());
        let full = from
            .parent()
            .join(&path)
            .or_else(|| RelPath::new(path.trim_start_matches('/')));
        let Some(full) = full else {
            return Err(Loose::Escape { to: path });
        };
        if let Some((found, url)) = self.file(&full) {
            return Ok((url, self.sizes.get(found).copied()));
        }
        let document = |path: &RelPath| self.documents.get(path).map(|_| ());
        if self.config.own_or_source(&full, document).is_some() {
            return Err(Loose::NoPicture { to: path });
        }
        match self.why_not(path, &full, from) {
            Loose::Page { to, nearest, .. } => Err(Loose::File { to, nearest }),
            other => Err(other),
        }
    }

    /// A suggestion for a file that is not there, as a link from `from`.
    fn suggestion(&self, full: &RelPath, from: &RelPath) -> Option<String> {
        self.like(self.paths(), full, from)
    }

    fn paths(&self) -> &Paths<'a> {
        self.paths.get_or_init(|| {
            let all = self.all();
            Paths::new(all.iter().map(|path| path.as_str()))
        })
    }

    /// A suggestion for a file to include that is not there.
    pub fn include_meant(&self, full: &RelPath, from: &RelPath) -> Option<String> {
        let includes = self.includes.get_or_init(|| {
            let all = self.documents.keys();
            Paths::new(all.map(|path| path.as_str()))
        });
        // Outside the folders of languages there is none.
        let inside = match self.language(full) {
            Some(_) => full.clone(),
            None => RelPath::new(from.parts().next()?)?.join(full.as_str())?,
        };
        self.like(includes, &inside, from)
    }

    /// The one of `paths` that is most like `full`, as the file `from` names it.
    fn like(&self, paths: &Paths<'_>, full: &RelPath, from: &RelPath) -> Option<String> {
        let like = |path: &RelPath| paths.like(path.as_str());
        let found = RelPath::new(self.config.own_or_source(full, like)?)?;
        // What is there in another language alone is no page for readers of this one.
        let language = |path: &RelPath| {
            self.language(path)
                .filter(|one| *one != self.config.source())
        };
        let is_foreign = language(&found).is_some_and(|own| Some(own) != language(full));
        (!is_foreign).then(|| self.written(found, full, from))
    }

    /// How a link in the file `from`, which names `full`, names `path`. What a language has from the source
    /// is named as its own.
    fn written(&self, path: RelPath, full: &RelPath, from: &RelPath) -> String {
        let as_own = || {
            self.config.in_source(full)?;
            let key = path.strip_prefix(self.config.source().as_str())?;
            RelPath::new(full.parts().next()?)?.join(key.as_str())
        };
        let path = as_own().unwrap_or(path);
        decoded(&Url::new(&path).href(&Url::new(from)))
    }

    /// The path from the portal's root. A leading `/` stands for the root of the language, as in most
    /// site generators.
    fn full(&self, path: &str, from: &RelPath, placed: &Placed) -> Option<RelPath> {
        match path.strip_prefix('/') {
            Some(rest) => RelPath::new(placed.document.locale.as_str())?.join(rest),
            None => from.parent().join(path),
        }
    }

    /// The page for a file or folder, in the language that is being read where the link stays in its own.
    fn page_at(&self, full: &RelPath, from: &RelPath, placed: &Placed) -> Option<usize> {
        let locale = self.language(full)?;
        let language = locale.as_str();
        let key = if full.as_str() == language {
            RelPath::default()
        } else {
            full.strip_prefix(language)?
        };
        let shown_in = read_in(locale, from, placed);
        if key.has_extension("md") {
            self.pages.find(shown_in, &key)
        } else {
            self.pages.find(shown_in, &key.join("index.md")?)
        }
    }

    fn at(&self, number: usize, anchor: Option<String>) -> Destination {
        let Some(anchor) = anchor else {
            return Destination::Page(number, None);
        };
        let ids = &self.anchors[number];
        let is_there = ids.binary_search_by(|id| (**id).cmp(&anchor)).is_ok();
        if is_there || anchor == "top" {
            return Destination::Page(number, Some(anchor));
        }
        let nearest = nearest_of(&anchor, ids);
        let lost = Loose::Anchor {
            nearest: nearest.map(str::to_owned),
            page: self.pages.list[number].document.path.clone(),
            anchor,
        };
        Destination::Lost(number, Box::new(lost))
    }

    fn why_not(&self, to: String, full: &RelPath, from: &RelPath) -> Loose {
        if let Some(why) = self.withheld(full) {
            return Loose::not_published(to, why);
        }
        let page = |path: &RelPath| self.documents.get(path).filter(|one| !one.fragment);
        if self.config.own_or_source(full, page).is_some() {
            return Loose::not_published(to, "another page has its address");
        }
        let folded = |path: &RelPath| self.folded(path);
        if let Some(path) = self.config.own_or_source(full, folded) {
            let exists = self.written(path.clone(), full, from);
            return Loose::Case { to, exists };
        }
        // Windows writes paths so, browsers do not read them.
        let turned = || from.parent().join(&to.replace('\\', "/"));
        // An address of the site begins with the language, a path from its folder does not.
        let on_site = || {
            let path = RelPath::new(to.strip_prefix('/')?)?;
            self.language(&path)?;
            match to.ends_with('/') {
                true => (path.join("index.md")).filter(|page| self.documents.contains_key(page)),
                false => Some(path),
            }
        };
        let meant = to.contains('\\').then(turned).flatten().or_else(on_site);
        let nearest = self.suggestion(meant.as_ref().unwrap_or(full), from);
        if full.extension().is_empty() || full.has_extension("md") || full.has_extension("html") {
            Loose::Page {
                around: match nearest {
                    Some(_) => None,
                    None => self.around(&to, full, from).map(Box::new),
                },
                to,
                nearest,
                unpublished: None,
            }
        } else {
            Loose::File { to, nearest }
        }
    }
}

/// The language in which a link from the file `from`, shown in `page`, opens what it names in `language`: the one
/// that is being read, where the link stays in its own.
fn read_in<'l>(language: &'l Locale, from: &RelPath, page: &'l Placed) -> &'l Locale {
    match from.parts().next() == Some(language.as_str()) {
        true => &page.locale,
        false => language,
    }
}

/// The files of the site that may be meant by a path: hosts add `index.html` to a folder, many leave out
/// `.html`, and what is `.html` there is `.md` here.
fn names_on_site(path: &str) -> [String; 3] {
    let bare = path.strip_suffix(".md").unwrap_or(path);
    let index = format!("{bare}/index.html");
    let index = index.trim_start_matches('/').to_owned();
    [path.to_owned(), format!("{bare}.html"), index]
}

/// A part of a link as text.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
