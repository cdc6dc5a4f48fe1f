//! Which documents become pages, in which languages, and at which addresses.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::Parts;
use crate::calendar::Date;
use crate::model::document::{Body, FrontMatter, SearchHints};
use crate::model::path::folded;
use crate::model::site::{Loose, LooseEnd, Role};
use crate::model::text::capitalised;
use crate::model::{Asset, Document, Fingerprint, Kind, Locale, RelPath, Span, Url};

/// A page with its address; its text is still full of holes.
pub struct Placed {
    /// The file.
    pub document: Arc<Document>,
    /// Merged with that of its source.
    pub front: Arc<FrontMatter>,
    /// Its kind, or its source's.
    pub kind: Kind,
    /// Whether the file says the kind, or its source.
    pub says_kind: bool,
    /// The language it is published under.
    pub locale: Locale,
    /// Its address.
    pub url: Url,
    /// Its place among the pages.
    pub role: Role,
    /// Its node in the navigation.
    pub node: Option<usize>,
    /// Its place in a course, if it is in one.
    pub part: Option<Part>,
    /// Why it is published only where drafts are, if it is.
    pub withheld: Option<Arc<str>>,
}

/// A place in a course.
#[derive(Clone, Copy)]
pub struct Part {
    /// The node at which the course begins.
    pub course: usize,
    /// The node of the page in it.
    pub node: usize,
}

/// All pages, and ways to find them.
pub struct Pages {
    /// In navigation order, the source language first.
    pub list: Vec<Placed>,
    /// The source language.
    pub source: Locale,
    /// By language and key.
    by_key: HashMap<(Locale, RelPath), usize>,
    /// Numbers of the languages' versions of a page, by key.
    versions: HashMap<RelPath, Vec<usize>>,
    /// Numbers of the pages of a folder, by language and folder.
    by_folder: HashMap<(Locale, RelPath), Vec<usize>>,
    /// Documents that are not published, files to include among them, and why.
    pub unpublished: BTreeMap<RelPath, Arc<str>>,
}

impl Pages {
    /// The page of a language by its key: `articles/billing/refunds.md`.
    pub fn find(&self, locale: &Locale, key: &RelPath) -> Option<usize> {
        self.by_key.get(&(locale.clone(), key.clone())).copied()
    }

    /// Why the page of a language, or else that of the source, is not published, if that is so.
    pub fn withheld(&self, locale: &Locale, key: &RelPath) -> Option<&str> {
        [locale, &self.source].into_iter().find_map(|locale| {
            let path = RelPath::new(locale.as_str())?.join(key.as_str())?;
            self.unpublished.get(&path).map(|why| &**why)
        })
    }

    /// The versions of a page in the portal's languages.
    pub fn versions(&self, number: usize) -> &[usize] {
        let versions = self.versions.get(&self.list[number].document.key);
        versions.map_or(&[], Vec::as_slice)
    }

    /// The page in another language, itself where it has none.
    pub fn in_locale(&self, number: usize, locale: &Locale) -> usize {
        let key = &self.list[number].document.key;
        self.find(locale, key).unwrap_or(number)
    }

    /// The pages in the folder of page `number`, in its language, itself among them.
    pub fn in_folder(&self, number: usize) -> impl Iterator<Item = usize> {
        let page = &self.list[number];
        let folder = (page.locale.clone(), page.document.key.parent());
        self.by_folder.get(&folder).into_iter().flatten().copied()
    }

    /// Puts the pages in `order`, given as old numbers.
    pub fn reorder(&mut self, order: &[usize]) {
        let mut old: Vec<Option<Placed>> = std::mem::take(&mut self.list)
            .into_iter()
            .map(Some)
            .collect();
        self.list = order
            .iter()
            .filter_map(|&number| old[number].take())
            .collect();
        self.by_key.clear();
        self.by_folder.clear();
        self.versions.clear();
        for (number, placed) in self.list.iter().enumerate() {
            let key = placed.document.key.clone();
            let folder = (placed.locale.clone(), key.parent());
            self.by_folder.entry(folder).or_default().push(number);
            self.by_key
                .insert((placed.locale.clone(), key.clone()), number);
            self.versions.entry(key).or_default().push(number);
        }
    }
}

/// Finds the pages of every language and gives each its address.
pub fn place(parts: &Parts<'_>, assets: &[(Url, Asset)], loose: &mut Vec<LooseEnd>) -> Pages {
    let config = &*parts.config;
    let withheld = withheld(parts);
    let mut by_locale: BTreeMap<&Locale, BTreeMap<RelPath, Arc<Document>>> = BTreeMap::new();
    for document in parts.documents {
        let hidden = !parts.drafts && withheld.contains_key(&document.path);
        if !hidden && !document.fragment {
            let documents = by_locale.entry(&document.locale).or_default();
            documents.insert(document.key.clone(), document.clone());
        }
    }
    let none = BTreeMap::new();
    let sources = by_locale.get(config.source()).unwrap_or(&none).clone();
    let mut pages = Pages {
        list: Vec::new(),
        source: config.source().clone(),
        by_key: HashMap::new(),
        by_folder: HashMap::new(),
        versions: HashMap::new(),
        unpublished: match parts.drafts {
            true => BTreeMap::new(),
            false => withheld.clone(),
        },
    };
    let mut taken = Taken::new(assets);
    // Pages of the source language whose address is taken: in other languages it is by the same mistake.
    let mut refused: HashSet<RelPath> = HashSet::new();
    for locale in &config.languages {
        let mut documents = by_locale.get(locale).unwrap_or(&none).clone();
        for (key, document) in &sources {
            // A translation that is a draft hides nothing: the source stands in for it.
            documents
                .entry(key.clone())
                .or_insert_with(|| document.clone());
        }
        add_sections(&mut documents, locale, parts);
        for (key, document) in documents {
            let source = sources
                .get(&key)
                .filter(|source| source.locale != document.locale);
            let front = merged(&document, source);
            let kind = kind(&document, source.map(|source| &**source));
            let url = address(&key, &front, config.folder(locale));
            if let Err(end) = taken.take(&url, &document) {
                let follows = document.locale != *locale || document.front.slug.is_none();
                if !(follows && refused.contains(&key)) {
                    loose.push(end);
                }
                if locale == config.source() {
                    refused.insert(key);
                }
                continue;
            }
            pages.list.push(Placed {
                role: role(&key),
                says_kind: document.front.kind.is_some()
                    || source.is_some_and(|source| source.front.kind.is_some()),
                withheld: withheld.get(&document.path).cloned(),
                document,
                front,
                kind,
                locale: locale.clone(),
                url,
                node: None,
                part: None,
            });
        }
    }
    let order: Vec<usize> = (0..pages.list.len()).collect();
    pages.reorder(&order);
    pages
}

/// The documents that are published only where drafts are, and why. Whether a page is published is a fact, which
/// its source states for all languages; a translation that withholds itself leaves its place to the source.
fn withheld(parts: &Parts<'_>) -> BTreeMap<RelPath, Arc<str>> {
    let own = parts.config.source();
    let sources = parts.documents.iter().filter(|one| one.locale == *own);
    let sources: HashMap<&RelPath, &Document> = sources.map(|one| (&one.key, &**one)).collect();
    let mut withheld = BTreeMap::new();
    for document in parts.documents {
        let source = sources.get(&document.key).copied();
        let source = source.filter(|source| source.locale != document.locale);
        let kind = kind(document, source);
        let why = |front: &FrontMatter, kind| why_withheld(front, kind, parts.today);
        let why = match (why(&document.front, kind), source) {
            (Some(why), _) => Some(format!("it {why}")),
            (None, Some(source)) => {
                let why = why(&source.front, source.kind);
                why.map(|why| format!("its source {why}"))
            }
            (None, None) => None,
        };
        if let Some(why) = why {
            withheld.insert(document.path.clone(), why.into());
        }
    }
    withheld
}

/// What front matter says that keeps a page of `kind` from being published `today`: `is a draft`.
fn why_withheld(front: &FrontMatter, kind: Kind, today: Date) -> Option<String> {
    if front.draft {
        return Some("is a draft".into());
    }
    // The dates of a plan say when it is in force; its page stays readable before and after.
    if kind == Kind::Sla {
        return None;
    }
    if let Some(date) = front.effective.filter(|date| date.value > today) {
        return Some(format!("is not published before {}", date.value));
    }
    if let Some(date) = front.expires.filter(|date| date.value <= today) {
        return Some(format!("expired on {}", date.value));
    }
    None
}

/// The kind of a page, which is that of its source where it names none.
fn kind(document: &Document, source: Option<&Document>) -> Kind {
    match (&document.front.kind, source) {
        (None, Some(source)) => source.kind,
        _ => document.kind,
    }
}

/// Folders without a first page get one, so that every page can be reached. Where a language has no page of
/// its own below a folder, it shows that of the source language, as it does all others there.
fn add_sections(
    documents: &mut BTreeMap<RelPath, Arc<Document>>,
    locale: &Locale,
    parts: &Parts<'_>,
) {
    let mut folders: BTreeSet<RelPath> = BTreeSet::from([RelPath::default()]);
    let mut own: BTreeSet<RelPath> = BTreeSet::new();
    for (key, document) in documents.iter() {
        let mut folder = key.parent();
        while document.locale == *locale && own.insert(folder.clone()) {
            folder = folder.parent();
        }
        if parts.config.is_at_foot(key) {
            continue;
        }
        let mut folder = key.parent();
        while !folder.as_str().is_empty() && folders.insert(folder.clone()) {
            folder = folder.parent();
        }
    }
    for folder in folders {
        let Some(key) = folder.join("index.md") else {
            continue;
        };
        if documents.contains_key(&key) {
            continue;
        }
        let locale = match own.contains(&folder) {
            true => locale,
            false => parts.config.source(),
        };
        let title = section_title(&folder, locale, parts);
        let path = RelPath::new(locale.as_str()).and_then(|root| root.join(folder.as_str()));
        let document = Document {
            path: path.unwrap_or_default(),
            locale: locale.clone(),
            kind: Kind::of_key(&key),
            key: key.clone(),
            fragment: false,
            front: Arc::default(),
            title,
            body: Body::default(),
            written: Fingerprint::default(),
            fingerprint: Fingerprint::default(),
            shape: Fingerprint::default(),
            text: Arc::default(),
        };
        documents.insert(key, Arc::new(document));
    }
}

/// The words of the interface for a folder that every portal has, else the folder's name.
fn section_title(folder: &RelPath, locale: &Locale, parts: &Parts<'_>) -> String {
    if folder.as_str().is_empty() {
        return parts
            .config
            .title
            .get(locale, parts.config.source())
            .to_owned();
    }
    let word = format!("section_{folder}");
    let known = parts.strings.of(locale).and_then(|words| words.get(&word));
    let of_folder = || capitalised(&folder.file_name().replace(['-', '_'], " "));
    known.cloned().unwrap_or_else(of_folder)
}

/// What a page is by its place alone; the navigation tells what is a course.
fn role(key: &RelPath) -> Role {
    match key.file_name() {
        "index.md" if key.parent().as_str().is_empty() => Role::Home,
        "index.md" => Role::Section,
        _ => Role::Leaf,
    }
}

/// `articles/billing/refunds.md` → `zh-TW/articles/billing/refunds.html`.
fn address(key: &RelPath, front: &FrontMatter, folder: &str) -> Url {
    let name = match &front.slug {
        Some(slug) if key.file_name() != "index.md" => slug.value.as_str(),
        _ => key.stem(),
    };
    let path = format!("{folder}/{}/{name}.html", key.parent());
    Url::new(&RelPath::new(path.trim_start_matches('/')).unwrap_or_default())
}

/// A translation takes from its source what it does not say itself.
fn merged(document: &Document, source: Option<&Arc<Document>>) -> Arc<FrontMatter> {
    let Some(source) = source else {
        return document.front.clone();
    };
    let (own, from) = (&*document.front, &*source.front);
    let list = |own: &Vec<_>, from: &Vec<_>| {
        if own.is_empty() {
            from.clone()
        } else {
            own.clone()
        }
    };
    Arc::new(FrontMatter {
        slug: own.slug.clone().or_else(|| from.slug.clone()),
        products: list(&own.products, &from.products),
        audience: list(&own.audience, &from.audience),
        order: own.order.or(from.order),
        updated: own.updated.or(from.updated),
        level: own.level.clone().or_else(|| from.level.clone()),
        time_required: own.time_required.or(from.time_required),
        starts: own.starts.clone().or_else(|| from.starts.clone()),
        ends: own.ends.clone().or_else(|| from.ends.clone()),
        affects: list(&own.affects, &from.affects),
        effective: own.effective.or(from.effective),
        expires: own.expires.or(from.expires),
        search: SearchHints {
            exclude: own.search.exclude || from.search.exclude,
            boost: own.search.boost.or(from.search.boost),
            keywords: own.search.keywords.clone(),
        },
        channel: from.channel.clone(),
        plan: from.plan.clone(),
        ..own.clone()
    })
}

/// Addresses that are in use, also by what else a file system takes for the same.
struct Taken {
    exact: HashMap<Url, RelPath>,
    folded: HashMap<String, RelPath>,
}

impl Taken {
    fn new(assets: &[(Url, Asset)]) -> Self {
        let exact = assets
            .iter()
            .map(|(url, asset)| (url.clone(), asset.path.clone()));
        let folded = assets
            .iter()
            .map(|(url, asset)| (folded(url.as_str()), asset.path.clone()));
        Self {
            exact: exact.collect(),
            folded: folded.collect(),
        }
    }

    /// Gives `url` to the document, unless another file has it.
    fn take(&mut self, url: &Url, document: &Document) -> Result<(), LooseEnd> {
        let folded = folded(url.as_str());
        let other = self.exact.get(url).or_else(|| self.folded.get(&folded));
        if let Some(by) = other {
            let span = document
                .front
                .slug
                .as_ref()
                .map_or(Span::default(), |slug| slug.span);
            let nearly = !self.exact.contains_key(url);
            return Err(LooseEnd {
                path: document.path.clone(),
                span,
                what: Loose::Taken {
                    url: url.clone(),
                    by: by.clone(),
                    nearly,
                },
            });
        }
        self.exact.insert(url.clone(), document.path.clone());
        self.folded.insert(folded, document.path.clone());
        Ok(())
    }
}
