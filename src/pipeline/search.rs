//! The search index of every language, and what it gives to those who ask it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::SearchIndex;
use crate::check;
use crate::index::query::{Filters, Reader};
use crate::index::{self, Boost, Rules, Terms};
use crate::memo::{self, Memo};
use crate::model::output::Waiting;
use crate::model::{
    Diagnostic, Document, Facet, Kind, Locale, Output, Page, RelPath, Results, Site, Spanned, Url,
    results,
};

/// Rows that are asked for: those of `supportal search`, so that it shows what was judged. As many are
/// ranked by their texts, so that another number may be another order.
const ROWS: usize = 10;

/// The index of every language, with what was found of it.
pub(super) struct Searched {
    languages: Vec<Language>,
    /// What it gives, held against what it must.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The index of one language, with all that it is made from.
struct Language {
    folder: String,
    rules: Rules,
    terms: Vec<Arc<Terms>>,
    files: Vec<Arc<Output>>,
    /// Files that come behind those, in the order of addresses.
    waiting: Vec<Waiting>,
}

impl Searched {
    /// The files of all languages.
    pub(super) fn files(&self) -> Vec<Arc<Output>> {
        let files = self.languages.iter().map(|language| &language.files);
        files.flatten().cloned().collect()
    }

    /// Makes the files that still wait, and does something with each.
    pub(super) fn make(&mut self, with: impl Fn(&mut Arc<Output>) + Send + Sync) {
        for language in &mut self.languages {
            memo::each(&mut language.files, &with);
            let waiting = std::mem::take(&mut language.waiting);
            language.files.extend(memo::consume(waiting, |file| {
                let mut file = Arc::new(file.output());
                with(&mut file);
                file
            }));
        }
    }

    /// What a file holds.
    fn content(&self, url: &str) -> Option<Cow<'_, [u8]>> {
        self.languages.iter().find_map(|language| {
            let (made, waiting) = (&language.files, &language.waiting);
            let made = made.binary_search_by(|file| file.url.as_str().cmp(url));
            let waiting = waiting.binary_search_by(|file| file.url.as_str().cmp(url));
            match (made, waiting) {
                (Ok(at), _) => Some(Cow::Borrowed(&language.files[at].bytes[..])),
                (_, Ok(at)) => Some(language.waiting[at].content.bytes()),
                _ => None,
            }
        })
    }
}

/// An index on its way.
pub(super) enum Begun<'a> {
    /// Nothing is left to do.
    Finished(Searched),
    /// What every page says, still to be joined.
    Read {
        terms: Vec<(&'a Locale, Vec<Arc<Terms>>)>,
        /// Whether a later build asks what this one was made from.
        kept: bool,
        last: Option<Searched>,
        diagnostics: Vec<Diagnostic>,
    },
}

/// Reads the pages, where the index is wanted now. What the `last` one was made from may still be so.
pub(super) fn begin<'a>(
    wanted: SearchIndex,
    site: &'a Site,
    memo: &mut Memo<Terms>,
    last: Option<Searched>,
) -> Begun<'a> {
    let last = match (wanted, last) {
        (SearchIndex::Later, Some(last)) => return Begun::Finished(last),
        (_, last) => last,
    };
    let mut diagnostics = Vec::new();
    Begun::Read {
        terms: terms(site, memo, &mut diagnostics),
        kept: !memo.is_forgetful(),
        last,
        diagnostics,
    }
}

impl Begun<'_> {
    /// Joins what the pages say, language by language, and asks the index what it must give. The files
    /// of a language whose pages say what they said before are taken as they are.
    pub(super) fn finish(self, site: &Site, documents: &[Arc<Document>]) -> Searched {
        let (terms, kept, last, diagnostics) = match self {
            Self::Finished(searched) => return searched,
            Self::Read {
                terms,
                kept,
                last,
                diagnostics,
            } => (terms, kept, last, diagnostics),
        };
        let last = last.map(|last| last.languages).unwrap_or_default();
        let language = |(locale, terms): (&Locale, Vec<Arc<Terms>>)| {
            let synonyms = &site.config.synonyms;
            let synonyms = locale.chain().find_map(|tag| synonyms.get(&tag));
            let rules = Rules {
                language: locale.clone(),
                synonyms: synonyms.cloned().unwrap_or_default(),
                ..Rules::default()
            };
            let folder = site.config.folder(locale);
            let same = last.iter().find(|last| last.is_of(folder, &rules, &terms));
            let (files, waiting) = match same {
                Some(same) => (same.files.clone(), Vec::new()),
                None => (Vec::new(), index::search(locale, folder, &rules, &terms)),
            };
            Language {
                files,
                waiting,
                folder: folder.to_owned(),
                rules,
                // A large portal has much of it, and nobody else needs it while files are written.
                terms: if kept { terms } else { Vec::new() },
            }
        };
        let mut searched = Searched {
            languages: terms.into_iter().map(language).collect(),
            diagnostics,
        };
        let results = results(site, &searched);
        let expected = check::expectations(site, documents, &results);
        searched.diagnostics.extend(expected);
        searched
    }
}

impl Language {
    /// Whether it was made from just this.
    fn is_of(&self, folder: &str, rules: &Rules, terms: &[Arc<Terms>]) -> bool {
        let mut pairs = self.terms.iter().zip(terms);
        self.folder == folder
            && self.rules == *rules
            && self.terms.len() == terms.len()
            && pairs.all(|(own, other)| Arc::ptr_eq(own, other))
    }
}

/// What the index of each language is made from.
pub(super) fn terms<'a>(
    site: &'a Site,
    memo: &mut Memo<Terms>,
    found: &mut Vec<Diagnostic>,
) -> Vec<(&'a Locale, Vec<Arc<Terms>>)> {
    // One call for all languages, so that the memo forgets no language for another.
    let mut all = Vec::new();
    let mut lengths = Vec::new();
    for locale in &site.config.languages {
        let before = all.len();
        all.extend(entries(site, locale));
        lengths.push((locale, all.len() - before));
    }
    let terms = memo.par_map(&all, &(), index::terms);
    let mut rest = terms.into_value(found).into_iter();
    let own = |(locale, length)| (locale, rest.by_ref().take(length).collect());
    lengths.into_iter().map(own).collect()
}

/// What search reads of a language's pages. A page that is shown from the source language is found
/// there.
fn entries<'a>(site: &'a Site, locale: &'a Locale) -> impl Iterator<Item = index::Entry> + 'a {
    let folder = site.config.folder(locale);
    let pages = site.pages.iter().filter(move |page| {
        page.locale == *locale && !page.is_fallback() && !page.front.search.exclude && page.holds()
    });
    pages.map(move |page| {
        let below = RelPath::new(page.url.as_str()).and_then(|path| path.strip_prefix(folder));
        let words = |list: &[Spanned<String>]| list.iter().map(|word| word.value.clone()).collect();
        let passages = page.facet.passages().into_iter();
        index::Entry {
            url: below.map_or_else(|| page.url.clone(), |path| Url::new(&path)),
            title: page.title().to_owned(),
            description: page.description().to_owned(),
            rtl: locale.direction() == "rtl",
            chinese: index::Chinese::of(locale),
            kind: page.kind,
            products: words(&page.front.products),
            boost: boost(page),
            keywords: [
                words(&page.front.search.keywords),
                page.facet.keywords(),
                looked_for(site, page),
                // What people call them in any language, whatever their title says.
                Vec::from_iter((page.kind == Kind::Faq).then(|| "FAQ".to_owned())),
            ]
            .concat(),
            html: page.html.clone(),
            facts: passages
                .map(|passage| (passage.anchor, passage.heading, passage.text))
                .chain(original_title(page))
                .collect(),
        }
    })
}

/// What people look for who want a page that the law asks for, and need not stand there: `GDPR`.
fn looked_for(site: &Site, page: &Page) -> Vec<String> {
    let key = page.document.key.as_str();
    let legal = site.config.legal.iter();
    let named = legal.filter(|(_, named)| named.value == key);
    let texts = site.strings.of(&page.locale);
    let words = named.filter_map(|(kind, _)| texts?.get(&*format!("looked_for_{kind}")));
    let words = words.flat_map(|words| words.split(", "));
    words.map(str::to_owned).collect()
}

/// Who looks for a number or for somebody's hours wants those of the channel to turn to first.
fn boost(page: &Page) -> Boost {
    let of_page = match &page.facet {
        Facet::Channel(card) if card.first => Boost::first_contact(),
        _ => Boost::of(page.kind),
    };
    Boost {
        always: page.front.search.boost.unwrap_or(1) * 10,
        ..of_page
    }
}

/// The original of its title, which readers see beside it: a text of the page itself.
fn original_title(page: &Page) -> Option<(String, String, String)> {
    let original = &page.document.body.original_title;
    (!original.is_empty()).then(|| (String::new(), String::new(), original.clone()))
}

/// What a reader finds who asks the index the queries of `search.expect`, in their order.
fn results(site: &Site, searched: &Searched) -> Vec<Results> {
    let expected = &site.config.expect;
    if expected.is_empty() {
        return Vec::new();
    }
    let pages: HashMap<String, usize> = (site.pages.iter().enumerate())
        .map(|(number, page)| (page.url.encoded(), number))
        .collect();
    memo::map(expected.len(), |number| {
        let expectation = &expected[number];
        let folder = match site.config.folder(&expectation.locale) {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let open = |name: &str| {
            let content = searched.content(&format!("{folder}search/{name}"))?;
            String::from_utf8(content.into_owned()).ok()
        };
        let Some(mut reader) = Reader::new(open) else {
            return Results::default();
        };
        let limit = expectation.within.max(ROWS);
        let answer = reader.search(&expectation.query.value, limit, &Filters::default());
        let row = |row: &index::query::Row| {
            let (url, anchor) = row.url.split_once('#').unwrap_or((&row.url, ""));
            let anchor = percent_encoding::percent_decode_str(anchor);
            Some(results::Row {
                page: *pages.get(&format!("{folder}{url}"))?,
                anchor: anchor.decode_utf8_lossy().into_owned(),
            })
        };
        Results {
            rows: answer.rows.iter().filter_map(row).collect(),
            corrected: answer.corrected,
        }
    })
}
