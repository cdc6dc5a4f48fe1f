//! The stages, joined. This is the one place that knows more than one of them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::index::query::{Filters, Reader};
use crate::memo::{self, Memo};
use crate::model::output::{Build, Summary};
use crate::model::{
    Config, Diagnosed, Diagnostic, Document, Kind, Locale, Output, RelPath, Results, Site,
    Snapshot, Source, Strings, Url, results,
};
use crate::{check, export, index, parse, render, resolve};

/// Rows that are asked for: those of `supportal search`, so that it shows what was judged. As many are
/// ranked by their texts, so that another number may be another order.
const ROWS: usize = 10;

/// What a run is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Shows drafts and pages that are not in force.
    pub drafts: bool,
}

/// What the last run computed.
#[derive(Default)]
pub struct Memos {
    documents: Memo<Document>,
    terms: Memo<index::Terms>,
    menus: Memo<render::menu::Drawn>,
    pages: Memo<Output>,
}

impl Memos {
    /// For a process that builds once.
    pub fn once() -> Self {
        Self {
            documents: Memo::once(),
            terms: Memo::once(),
            menus: Memo::once(),
            pages: Memo::once(),
        }
    }

    /// See [`Memo::release`].
    pub fn release(&self, value: impl Sized) {
        self.pages.release(value);
    }
}

/// Turns the files of a portal into the files of a site, and says what is wrong with them.
pub fn compile(snapshot: &Snapshot, options: &Options, memos: &mut Memos) -> Build {
    let Read {
        documents,
        theme,
        site,
        diagnostics: mut found,
    } = read(snapshot, options, memos);
    found.extend(check::site(&site));

    let menus = render::menus(&site);
    let drawn = (memos.menus)
        .par_map(&menus.menus, &theme, render::menu)
        .into_value(&mut found);
    let views = render::views(&site, &theme, &menus, &drawn);
    let terms = terms(&site, &mut memos.terms).into_value(&mut found);
    // Much of joining an index is done by one thread: pages are drawn meanwhile.
    let ((search, results), pages) = memo::both(
        || {
            let search = search(&site, &terms);
            let results = results(&site, &search);
            (search, results)
        },
        || memos.pages.par_map(&views, &theme, render::page),
    );
    let pages = pages.into_value(&mut found);
    found.extend(check::expectations(&site, &documents, &results));

    let mut summary = summary(&site, &search);
    let files = export::files(&export::Parts {
        site: &site,
        schema: &parse::published_schema(),
        policy: render::csp::header(&site.config),
        pages: &pages,
        search: &search,
        theme: &theme.outputs,
    });
    let files = files.into_value(&mut found);
    let outputs = sorted([pages, search, theme.outputs.clone(), files]);
    summary.bytes = outputs.iter().map(|file| file.bytes.len() as u64).sum();
    let audit = check::audit(&site, &found, &documents);
    let diagnostics = check::weigh(found, &site.config, &site.facts, &documents);
    memos.release((documents, site, theme, menus, drawn, views, terms));
    Build {
        diagnostics,
        audit,
        outputs,
        summary,
        today: snapshot.today,
    }
}

/// The portal as a whole, for whoever asks it something and draws no page.
pub fn site(snapshot: &Snapshot, options: &Options) -> Diagnosed<Site> {
    let read = read(snapshot, options, &mut Memos::once());
    Diagnosed::new(read.site, read.diagnostics)
}

/// A portal that was read and joined, and not yet judged or drawn.
struct Read {
    documents: Vec<Arc<Document>>,
    theme: render::Theme,
    site: Site,
    diagnostics: Vec<Diagnostic>,
}

fn read(snapshot: &Snapshot, options: &Options, memos: &mut Memos) -> Read {
    let mut found = snapshot.diagnostics.clone();
    let config = snapshot
        .file("supportal.yaml")
        .cloned()
        .unwrap_or_else(missing_config);
    let config = Arc::new(parse::config(&config).into_value(&mut found));
    let facts = parse::facts(snapshot.file("support.yaml"), &config);
    let facts = Arc::new(facts.into_value(&mut found));
    let is_page = |source: &&Source| parse::is_page(&source.path, &config);
    let sources: Vec<&Source> = snapshot.sources.iter().filter(is_page).collect();
    // The theme and its words are read by one thread: the other begins with the pages.
    let ((theme, strings), documents) = memo::both(
        || (theme(snapshot, &config), strings(snapshot, &config)),
        || (memos.documents).par_map(&sources, &*config, parse::document),
    );
    let theme = theme.into_value(&mut found);
    let strings = Arc::new(strings.into_value(&mut found));
    let documents = documents.into_value(&mut found);
    let site = resolve::site(&resolve::Parts {
        documents: &documents,
        assets: &snapshot.assets,
        facts,
        config,
        strings,
        today: snapshot.today,
        changed: &snapshot.changed,
        drafts: options.drafts,
    });
    Read {
        documents,
        theme,
        site,
        diagnostics: found,
    }
}

fn theme(snapshot: &Snapshot, config: &Config) -> Diagnosed<render::Theme> {
    render::theme(&snapshot.theme, &config.theme)
}

/// The words of the interface.
fn strings(snapshot: &Snapshot, config: &Config) -> Diagnosed<Strings> {
    let words = render::words(&snapshot.theme);
    let mut strings = parse::strings(&words.defaults, &words.overrides, &config.languages);
    strings.value.language_names = parse::language_names(words.languages);
    strings
}

/// Stands in for a supportal.yaml that cannot be read: that it cannot is a finding already.
fn missing_config() -> Source {
    Source::new(RelPath::new("supportal.yaml").unwrap_or_default(), "")
}

/// What the search index of each language is made from.
fn terms(
    site: &Site,
    memo: &mut Memo<index::Terms>,
) -> Diagnosed<Vec<(Locale, Vec<Arc<index::Terms>>)>> {
    // One call for all languages, so that the memo forgets no language for another.
    let mut entries = Vec::new();
    let mut lengths = Vec::new();
    for locale in &site.config.languages {
        let before = entries.len();
        entries.extend(index_entries(site, locale));
        lengths.push((locale, entries.len() - before));
    }
    let terms = memo.par_map(&entries, &(), |entry, ()| {
        index::terms(entry, &index::Rules::default())
    });
    let mut rest = terms.value.into_iter();
    let own =
        |(locale, length): (&Locale, usize)| (locale.clone(), rest.by_ref().take(length).collect());
    Diagnosed::new(lengths.into_iter().map(own).collect(), terms.diagnostics)
}

/// The search index of every language.
fn search(site: &Site, terms: &[(Locale, Vec<Arc<index::Terms>>)]) -> Vec<Arc<Output>> {
    let synonyms = |locale: &Locale| site.config.synonyms.get(locale).cloned();
    let mut files = Vec::new();
    for (locale, terms) in terms {
        let rules = index::Rules {
            language: locale.clone(),
            synonyms: synonyms(locale).unwrap_or_default(),
            ..index::Rules::default()
        };
        let folder = site.config.folder(locale);
        files.extend(index::search(locale, folder, &rules, terms));
    }
    files
}

/// What search reads of a language's pages. A page that is shown from the source language is found
/// there.
fn index_entries<'a>(
    site: &'a Site,
    locale: &'a Locale,
) -> impl Iterator<Item = index::Entry> + 'a {
    let folder = site.config.folder(locale);
    let pages = site.pages.iter().filter(move |page| {
        page.locale == *locale && !page.is_fallback() && !page.front.search.exclude && page.holds()
    });
    pages.map(move |page| {
        let below = RelPath::new(page.url.as_str()).and_then(|path| path.strip_prefix(folder));
        let words = |list: &[crate::model::Spanned<String>]| {
            list.iter().map(|word| word.value.clone()).collect()
        };
        let passages = page.facet.passages().into_iter();
        index::Entry {
            url: below.map_or_else(|| page.url.clone(), |path| Url::new(&path)),
            title: page.title().to_owned(),
            description: page.description().to_owned(),
            kind: page.kind,
            products: words(&page.front.products),
            keywords: [words(&page.front.search.keywords), page.facet.keywords()].concat(),
            html: page.html.clone(),
            facts: passages
                .map(|passage| (passage.anchor, passage.heading, passage.text))
                .collect(),
        }
    })
}

/// What a reader finds who asks the index the queries of `search.expect`, in their order.
fn results(site: &Site, search: &[Arc<Output>]) -> Vec<Results> {
    let expected = &site.config.expect;
    if expected.is_empty() {
        return Vec::new();
    }
    let files: HashMap<&str, &Output> = (search.iter())
        .map(|file| (file.url.as_str(), &**file))
        .collect();
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
            let file = files.get(format!("{folder}search/{name}").as_str())?;
            String::from_utf8(file.bytes.to_vec()).ok()
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

/// All files by address. Where two stages make one file, the first of them has it: a page before an
/// asset.
fn sorted(stages: [Vec<Arc<Output>>; 4]) -> Vec<Arc<Output>> {
    let mut outputs = stages.concat();
    outputs.sort_by(|a, b| a.url.cmp(&b.url));
    outputs.dedup_by(|later, first| later.url == first.url);
    outputs
}

fn summary(site: &Site, search: &[Arc<Output>]) -> Summary {
    let count = |locale: &Locale| {
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        let pages = site
            .pages
            .iter()
            .filter(|page| page.locale == *locale && !page.is_fallback());
        pages.for_each(|page| *kinds.entry(page.kind).or_default() += 1);
        kinds.into_iter().collect()
    };
    let languages = site.config.languages.iter();
    Summary {
        pages: languages
            .map(|locale| (locale.clone(), count(locale)))
            .collect(),
        fallbacks: site.pages.iter().filter(|page| page.is_fallback()).count(),
        search_bytes: search.iter().map(|file| file.bytes.len() as u64).sum(),
        ..Summary::default()
    }
}
