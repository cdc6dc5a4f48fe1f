//! SRC-EXPECT: search finds what `search.expect` says.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::model::config::Expectation;
use crate::model::nearest::{Paths, nearest};
use crate::model::results::Row;
use crate::model::{About, Diagnostic, Document, Locale, Page, RelPath, Results, Site};

const CODE: &str = "SRC-EXPECT";

/// What to do about an expectation of the base.
const OF_BASE: &str = "the base's `search.expect` says so; where this portal has it otherwise, write a list of its own under `search.expect` of its supportal.yaml, which takes the place of that one";

/// Rows named in a finding: enough to see what readers get instead.
const NAMED: usize = 3;

/// What is so, and what to do.
type Said = (String, String);

/// Search gives each query of `search.expect` its page. `results` are what it gave, in their order;
/// `documents` every file, published or not.
pub fn expectations(
    site: &Site,
    documents: &[Arc<Document>],
    results: &[Results],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if site.config.unclear || site.config.expect.is_empty() {
        return found;
    }
    let shelf = Shelf::new(site, documents);
    for (expectation, results) in site.config.expect.iter().zip(results) {
        // What is wrong with the page is said there, what search gives at the query.
        let said = match page(&shelf, expectation) {
            Err(said) => Some((&expectation.page, said)),
            // A page that lacks what was refused is not found by it.
            Ok(number) if has_refused(&shelf, number) => None,
            Ok(number) => {
                judged(site, number, expectation, results).map(|said| (&expectation.query, said))
            }
        };
        if let Some((at, (message, hint))) = said {
            // It is right in the base, where its words would be made to lead to what this portal has otherwise.
            let hint = match expectation.inherited {
                true => OF_BASE.to_owned(),
                false => hint,
            };
            let page = format!("{}/{}", expectation.locale, expectation.key);
            let one = Diagnostic::error(CODE, &site.config.path, at.span, message).with_hint(hint);
            found.push(one.about(About::Page(page)));
        }
    }
    found
}

/// The pages and files of a portal, each found by its path without a look at the others: whoever moves a folder breaks
/// the expectations of all its pages at once.
struct Shelf<'a> {
    site: &'a Site,
    /// The numbers of the pages of each key, the source language first.
    pages: HashMap<&'a RelPath, Vec<usize>>,
    files: HashMap<(&'a Locale, &'a RelPath), &'a Document>,
    /// The keys of each language's pages, gathered when the first is mistyped.
    keys: BTreeMap<&'a Locale, OnceCell<Paths<'a>>>,
}

impl<'a> Shelf<'a> {
    fn new(site: &'a Site, documents: &'a [Arc<Document>]) -> Self {
        let mut pages: HashMap<&RelPath, Vec<usize>> = HashMap::new();
        for (number, page) in site.pages.iter().enumerate() {
            pages.entry(&page.document.key).or_default().push(number);
        }
        let files = documents.iter().filter(|one| !one.fragment);
        let files = files.map(|one| ((&one.locale, &one.key), &**one));
        let languages = site.config.languages.iter();
        Self {
            site,
            pages,
            files: files.collect(),
            keys: languages.map(|one| (one, OnceCell::new())).collect(),
        }
    }

    /// The pages of a key.
    fn pages(&self, key: &RelPath) -> impl Iterator<Item = (usize, &'a Page)> {
        let numbers = self.pages.get(key).map(Vec::as_slice).unwrap_or_default();
        numbers
            .iter()
            .map(|&number| (number, &self.site.pages[number]))
    }

    /// The key of a language that is most like `key`.
    fn like(&self, locale: &Locale, key: &RelPath) -> Option<&'a str> {
        let keys = self.keys.get(locale)?.get_or_init(|| {
            let own = self.site.pages.iter().filter(|page| page.locale == *locale);
            Paths::new(own.map(|page| page.document.key.as_str()))
        });
        keys.like(key.as_str())
    }
}

/// The number of the page that is expected, or why no query can find it.
fn page(shelf: &Shelf, expectation: &Expectation) -> Result<usize, Said> {
    let (locale, key) = (&expectation.locale, &expectation.key);
    let page = shelf.pages(key).find(|(_, page)| page.locale == *locale);
    if page.is_none_or(|(_, page)| page.is_fallback())
        && let Some(document) = shelf.files.get(&(locale, key))
    {
        let (path, why) = (&document.path, why_hidden(shelf.site, document));
        let hint = "publish the page, or remove the expectation".to_owned();
        return Err((format!("search cannot find `{path}`: {why}"), hint));
    }
    let Some((number, page)) = page else {
        return Err(no_page(shelf, expectation));
    };
    match out_of_reach(page, expectation) {
        Some(said) => Err(said),
        None => Ok(number),
    }
}

/// Whether the page, or that of the source language which states its facts, has a value that was refused.
fn has_refused(shelf: &Shelf, number: usize) -> bool {
    let page = &shelf.site.pages[number];
    let source = shelf.site.config.source();
    let versions = shelf.pages(&page.document.key).map(|(_, page)| page);
    versions
        .filter(|one| one.locale == page.locale || one.locale == *source)
        .any(|page| page.front.broken || !page.front.refused.is_empty())
}

/// That there is no such page, and which one may have been meant.
fn no_page(shelf: &Shelf, expectation: &Expectation) -> Said {
    let written = expectation.page.value.as_str();
    let (locale, key) = meant(shelf.site, expectation);
    // Named as the author names pages: with the language's folder, or without.
    let folder = match expectation.key == key && !written.starts_with(&format!("{locale}/")) {
        true => String::new(),
        false => format!("{locale}/"),
    };
    let same = || shelf.pages(&key).map(|(_, page)| page);
    let own = same().find(|page| page.locale == *locale && !page.is_fallback());
    let elsewhere = own.or_else(|| same().next());
    let near = elsewhere.map(|page| page.document.path.to_string());
    let here = || {
        let near = shelf.like(locale, &key);
        near.map(|near| format!("{folder}{near}"))
    };
    let otherwise = "a page is a path below the source language's folder, or begins with the folder of another language";
    (
        format!("no page at `{written}`, which search is to find"),
        super::exists(&near.or_else(here), otherwise),
    )
}

/// The language and the path below its folder that an expectation speaks of: a folder in other letters, as
/// `zh-tw` and `zh_TW`, is that of the language.
fn meant<'a>(site: &'a Site, expectation: &'a Expectation) -> (&'a Locale, RelPath) {
    let key = &expectation.key;
    let folder = key.parts().next().unwrap_or_default();
    let tag = Locale::new(&folder.replace('_', "-"));
    let mut languages = site.config.languages.iter();
    let locale = languages.find(|locale| Some(*locale) == tag.as_ref());
    match locale.and_then(|locale| Some((locale, key.strip_prefix(folder)?))) {
        Some(meant) => meant,
        None => (&expectation.locale, key.clone()),
    }
}

/// Why a file has no page.
fn why_hidden<'s>(site: &'s Site, document: &Document) -> &'s str {
    let why = site.unpublished.get(&document.path);
    why.map_or("it is not published", |why| why)
}

/// Why no query finds a page, or the part of it that is expected, if none can.
fn out_of_reach(page: &Page, expectation: &Expectation) -> Option<Said> {
    let path = &page.document.path;
    let said = |path: &str, why: &str, hint: String| {
        Some((format!("search cannot find `{path}`: {why}"), hint))
    };
    if page.is_fallback() {
        let own = format!("{}/{}", expectation.locale, expectation.key);
        let hint = format!("write the translation, or expect `{path}`");
        return said(&own, "it is not translated", hint);
    }
    if page.front.search.exclude {
        let hint = "remove `exclude: true` from `search` of the page in the source language, or remove the expectation";
        return said(path.as_str(), "it is excluded", hint.to_owned());
    }
    if !page.holds() {
        let hint = "expect the version in force, or remove the expectation";
        return said(
            path.as_str(),
            "it is not the version in force",
            hint.to_owned(),
        );
    }
    let anchor = expectation.anchor.as_deref()?;
    if page.anchors.iter().any(|own| **own == *anchor) {
        return None;
    }
    let near = nearest(anchor, page.anchors.iter().map(|own| &**own));
    let near = near.map(|near| format!("#{near}"));
    Some((
        format!("`{path}` has no heading `#{anchor}`"),
        super::exists(&near, "expect the page as a whole"),
    ))
}

/// What is wrong with the results, if anything.
fn judged(
    site: &Site,
    number: usize,
    expectation: &Expectation,
    results: &Results,
) -> Option<Said> {
    let rows = &results.rows;
    let path = &site.pages[number].document.path;
    let query = match &results.corrected {
        Some(corrected) => format!("`{}`, read as `{corrected}`,", expectation.query.value),
        None => format!("`{}`", expectation.query.value),
    };
    let place = rows.iter().position(|row| row.page == number);
    if let Some(place) = place.filter(|&place| place < expectation.within) {
        let anchor = expectation.anchor.as_ref()?;
        let led = &rows[place].anchor;
        if led == anchor {
            return None;
        }
        let led = match led.as_str() {
            "" => "its beginning".to_owned(),
            led => format!("`#{led}`"),
        };
        return Some((
            format!("{query} finds `{path}` at {led}, not at `#{anchor}`"),
            "use the reader's words below that heading, or expect the page as a whole".to_owned(),
        ));
    }
    let words = "use the reader's words in the page's title or text, add them to its `search.keywords`, or group them with its own in `search.synonyms`";
    let accepts = |place: usize| format!("{words}; `within: {place}` accepts it");
    Some(match place.map(|place| place + 1) {
        Some(place) => {
            let wanted = match expectation.within {
                1 => "not first".to_owned(),
                within => format!("not among the first {within}"),
            };
            let before = named(site, &rows[..place - 1]);
            let message = format!("{query} finds `{path}` in place {place}, {wanted}: {before}");
            (message, accepts(place))
        }
        None if rows.is_empty() => {
            let message = format!("{query} finds nothing; `{path}` is expected");
            (message, words.to_owned())
        }
        None => {
            let instead = named(site, rows);
            let message = format!("{query} does not find `{path}`, but {instead}");
            (message, words.to_owned())
        }
    })
}

/// The first rows: place, file, title; and how many follow.
fn named(site: &Site, rows: &[Row]) -> String {
    let name = |(place, row): (usize, &Row)| {
        let page = &site.pages[row.page];
        let (path, title) = (&page.document.path, page.title());
        format!("{}. `{path}` ({title})", place + 1)
    };
    let names: Vec<String> = rows.iter().take(NAMED).enumerate().map(name).collect();
    let names = names.join(", ");
    match rows.len().saturating_sub(NAMED) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}
