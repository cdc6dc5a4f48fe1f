//! The stages, joined. This is the one place that knows more than one of them.

mod search;
mod timings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::memo::{self, Memo};
use crate::model::output::{Build, Published, Sink, Summary};
use crate::model::record::Origin;
use crate::model::{
    Asset, Config, Diagnosed, Diagnostic, Document, Facts, Kind, Locale, Output, Page, RelPath,
    Shared, Site, Snapshot, Source, Strings, Url,
};
use crate::{check, export, index, parse, render, resolve};
use search::Searched;
pub use timings::{Timings, Usage};

/// What a run is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Shows drafts and pages that are not in force.
    pub drafts: bool,
    /// When the search index is made.
    pub search: SearchIndex,
}

/// When the search index is made: joining it takes longer than all that one edit changes elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchIndex {
    /// With the pages.
    #[default]
    Now,
    /// Another run follows that makes it: until then the last one stands in for it, with what was found
    /// of it, where there is one.
    Later,
}

/// What the last run computed.
#[derive(Default)]
pub struct Memos {
    config: Memo<Config>,
    facts: Memo<Facts>,
    documents: Memo<Document>,
    theme: Memo<render::Theme>,
    strings: Memo<Strings>,
    resolved: resolve::Memos,
    terms: Memo<index::Terms>,
    search: Option<Searched>,
    judged: Memo<()>,
    shape: Memo<()>,
    sections: Memo<render::menu::Menus>,
    menus: Memo<Shared<render::menu::Drawn>>,
    originals: render::originals::Memos,
    views: Memo<Shared<render::View>>,
    pages: Memo<Output>,
    twins: Memo<Output>,
    about: Memo<Vec<Arc<Output>>>,
    timings: Timings,
}

/// So many brands may lack a page of the base before it is forgotten: most lack few, and few the same.
const BRANDS: u32 = 8;

impl Memos {
    /// For a process that builds once.
    pub fn once() -> Self {
        Self {
            config: Memo::once(),
            facts: Memo::once(),
            documents: Memo::once(),
            theme: Memo::once(),
            strings: Memo::once(),
            resolved: resolve::Memos::once(),
            terms: Memo::once(),
            search: None,
            judged: Memo::once(),
            shape: Memo::once(),
            sections: Memo::once(),
            menus: Memo::once(),
            originals: render::originals::Memos::once(),
            views: Memo::once(),
            pages: Memo::once(),
            twins: Memo::once(),
            about: Memo::once(),
            timings: Timings::default(),
        }
    }

    /// For brands, one after the other. They share the pages that they have of one base, as they are read
    /// and as search reads them; nearly everything else shows the brand.
    pub fn brands() -> Self {
        Self {
            config: Memo::never(),
            facts: Memo::never(),
            documents: Memo::runs(BRANDS),
            theme: Memo::never(),
            strings: Memo::default(),
            resolved: resolve::Memos::never(),
            terms: Memo::runs(BRANDS),
            search: None,
            judged: Memo::never(),
            shape: Memo::never(),
            sections: Memo::never(),
            menus: Memo::never(),
            originals: render::originals::Memos::never(),
            views: Memo::never(),
            pages: Memo::never(),
            twins: Memo::never(),
            about: Memo::never(),
            timings: Timings::default(),
        }
    }

    /// The same, with each stage measured.
    pub fn timed(timings: Timings) -> Self {
        Self {
            timings,
            ..Self::once()
        }
    }

    /// See [`Memo::release`].
    pub fn release(&self, value: impl Send + 'static) {
        self.pages.release(value);
    }

    fn keep(&mut self, searched: Searched) {
        match self.pages.is_forgetful() {
            true => self.release(searched),
            false => self.search = Some(searched),
        }
    }
}

/// Turns the files of a portal into the files of a site, and says what is wrong with them.
pub fn compile(snapshot: &Snapshot, options: &Options, memos: &mut Memos) -> Build {
    compile_into(None, snapshot, options, memos)
}

/// The same, with the content of most files handed to `sink` as soon as they are made: a large portal is
/// never whole in memory. They are handed on also where something is wrong with the portal.
pub fn compile_into(
    sink: Option<&dyn Sink>,
    snapshot: &Snapshot,
    options: &Options,
    memos: &mut Memos,
) -> Build {
    let timings = memos.timings.clone();
    let Read {
        documents,
        theme,
        site,
        diagnostics: mut found,
    } = read(snapshot, options, memos);
    // Rules and views read the same site, and neither waits for the other.
    let menus = (memos.sections)
        .one(&site, &(), |site, ()| {
            Diagnosed::new(render::menus(site), Vec::new())
        })
        .value;
    let judge = || {
        let mut found = (memos.judged)
            .par_map(&site.documents, &site, check::document)
            .diagnostics;
        found.extend(memos.shape.one(&site, &(), check::shape).diagnostics);
        found.extend(check::site(&site));
        found
    };
    let dress = || {
        let drawn = (memos.menus).par_map(&menus.menus, &*theme, render::menu);
        (drawn, render::originals(&site, &mut memos.originals))
    };
    let (judged, (drawn, originals)) = timings.both(
        || timings.stage("rules", judge),
        || timings.stage("menus", dress),
    );
    found.extend(judged);
    let drawn = drawn.into_value(&mut found);
    let begun = match (options.search, memos.search.take()) {
        (SearchIndex::Later, Some(last)) => search::Begun::Finished(last),
        (_, last) => timings.stage("words of pages", || {
            search::begin(&site, &mut memos.terms, last)
        }),
    };
    let maker = render::Maker::new(&site, &theme, &menus, &drawn, &originals);
    let wanted = render::wanted(&site, &originals);
    let mut draw = || {
        let mut drawn = Pages::default();
        for wanted in wanted.chunks(if sink.is_some() {
            RUN
        } else {
            wanted.len().max(1)
        }) {
            let views = timings.stage("views", || {
                memos.views.par_map(wanted, &maker, render::view)
            });
            let pages = timings.stage("pages", || {
                memos.pages.par_map(&views.value, &*theme, render::page)
            });
            let mut pages = pages.into_value(&mut drawn.diagnostics);
            let mut twins = timings.stage("pages as Markdown", || {
                let first = drawn.pages.len();
                let twins = export::twins(&site, first, &pages);
                memos.twins.par_map(&twins, &site, export::twin).value
            });
            timings.stage("writing", || {
                for files in [&mut pages, &mut twins] {
                    memo::each(files, |file| hand_on(sink, file));
                }
            });
            drawn.pages.extend(pages);
            drawn.twins.extend(twins);
        }
        drawn
    };
    // Much of joining an index is done by one thread, and two that write into one folder wait for each other:
    // pages are drawn meanwhile.
    let join = || {
        let mut searched = timings.stage("search index", || begun.finish(&site, &documents));
        timings.stage("writing", || searched.make(|file| hand_on(sink, file)));
        searched
    };
    let (searched, drawn_pages) = timings.both(join, &mut draw);
    let search = searched.files();
    found.extend_from_slice(&searched.diagnostics);
    let Pages {
        mut pages,
        twins,
        diagnostics,
    } = drawn_pages;
    found.extend(diagnostics);
    pages.extend(originals.files.iter().cloned());

    let mut summary = summary(&site, &search);
    let policy = render::csp::header(&site.config);
    let about = export::About {
        site: &site,
        schema: parse::published_schema(),
    };
    let (about, origins, files) = timings.stage("other files", || {
        let (about, origins) = memo::both(
            || memos.about.one(&about, &(), export::about).value,
            || origins(&site),
        );
        let files = export::files(&export::Parts {
            site: &site,
            policy: &policy,
            pages: &pages,
            twins: &twins,
            search: &search,
            about: &about,
            theme: &theme.outputs,
        });
        (about, origins, files)
    });
    let files = [about.to_vec(), files.into_value(&mut found)].concat();
    let (outputs, twice) = sorted([pages, twins, search, theme.outputs.clone(), files]);
    found.extend(check::own_names(&site, &twice, &outputs));
    summary.bytes = outputs.iter().map(|file| file.size).sum();
    let url = site.config.url.clone();
    let audit = check::audit(&site, &found, &documents);
    let diagnostics = check::weigh(found, &site.config, &site.facts, &documents);
    let published = site.pages.iter().map(|page| Published {
        path: page.document.path.clone(),
        url: page.url.clone(),
        withheld: page.withheld.clone(),
    });
    let published = published.collect();
    let folder = site.config.base().trim_start_matches('/').to_owned();
    memos.keep(searched);
    drop((maker, wanted));
    memos.release((documents, site, theme, menus, drawn, originals));
    Build {
        diagnostics,
        audit,
        outputs,
        pages: published,
        policy,
        folder,
        summary,
        today: snapshot.today,
        url,
        origins,
    }
}

/// Pages that are drawn before the content of any of them is handed on.
const RUN: usize = 128;

/// The pages as they were drawn.
#[derive(Default)]
struct Pages {
    /// In the order of what was wanted.
    pages: Vec<Arc<Output>>,
    twins: Vec<Arc<Output>>,
    diagnostics: Vec<Diagnostic>,
}

/// Gives `file` to `sink`, if there is one, and lets go of its content.
fn hand_on(sink: Option<&dyn Sink>, file: &mut Arc<Output>) {
    let Some(sink) = sink else { return };
    sink.take(file);
    *file = Arc::new(file.without_content());
}

/// What each page says for itself, for whoever compares this site with another.
fn origins(site: &Site) -> BTreeMap<String, Origin> {
    let origin = |page: &Page| {
        let own = !page.is_fallback();
        Origin {
            title: Some(page.title().into()),
            text: own.then(|| page.written.to_string().into()),
            copy_of: None,
        }
    };
    let pages = site.pages.iter();
    pages
        .map(|page| (page.url.as_str().to_owned(), origin(page)))
        .collect()
}

/// The portal as a whole, for whoever asks it something and draws no page.
pub fn site(snapshot: &Snapshot, options: &Options) -> Diagnosed<Site> {
    let read = read(snapshot, options, &mut Memos::once());
    Diagnosed::new(read.site, read.diagnostics)
}

/// What search reads of a portal.
pub struct Sections {
    /// The portal.
    pub site: Site,
    /// By language, the parts of each page.
    pub languages: Vec<(Locale, Vec<Arc<index::Terms>>)>,
}

/// What search reads of a portal's pages, for whoever has another use for it.
pub fn sections(snapshot: &Snapshot, options: &Options) -> Diagnosed<Sections> {
    let mut memos = Memos::once();
    let Diagnosed {
        value: site,
        mut diagnostics,
    } = site(snapshot, options);
    let terms = search::terms(&site, &mut memos.terms, &mut diagnostics);
    let languages = terms.into_iter();
    let languages = languages.map(|(locale, terms)| (locale.clone(), terms));
    let languages = languages.collect();
    Diagnosed::new(Sections { site, languages }, diagnostics)
}

/// A portal that was read and joined, and not yet judged or drawn.
struct Read {
    documents: Vec<Arc<Document>>,
    theme: Arc<render::Theme>,
    site: Site,
    diagnostics: Vec<Diagnostic>,
}

fn read(snapshot: &Snapshot, options: &Options, memos: &mut Memos) -> Read {
    let mut found = snapshot.diagnostics.clone();
    let timings = memos.timings.clone();
    let config = snapshot
        .file("supportal.yaml")
        .cloned()
        .unwrap_or_else(missing_config);
    let config = (memos.config)
        .one(&config, &(), |source, ()| parse::config(source))
        .into_value(&mut found);
    let facts = snapshot.file("support.yaml");
    let facts = (memos.facts)
        .one(&facts, &*config, |source, config| {
            parse::facts(*source, config)
        })
        .into_value(&mut found);
    found.extend(parse::strays(&snapshot.sources, &config));
    let is_page = |source: &&Source| parse::is_page(&source.path, &config);
    let sources: Vec<&Source> = snapshot.sources.iter().filter(is_page).collect();
    // The theme and its words are read by one thread: the other begins with the pages.
    let dress = || {
        let files = &snapshot.theme[..];
        let theme = memos.theme.one(files, &config.theme, render::theme);
        let strings = memos.strings.one(files, &config.languages[..], strings);
        (theme, strings)
    };
    // Portals that only look different read the same file alike.
    let dialect = config.dialect();
    let parse = || (memos.documents).par_map(&sources, &dialect, parse::document);
    let ((theme, strings), documents) = timings.both(
        || timings.stage("theme", dress),
        || timings.stage("parsing", parse),
    );
    let theme = theme.into_value(&mut found);
    let strings = strings.into_value(&mut found);
    let documents = documents.into_value(&mut found);
    let parts = resolve::Parts {
        documents: &documents,
        assets: &snapshot.assets,
        facts,
        config,
        strings,
        today: snapshot.today,
        changed: &snapshot.changed,
        drafts: options.drafts,
    };
    let site = timings.stage("addresses and links", || {
        resolve::site(&parts, &mut memos.resolved)
    });
    Read {
        documents,
        theme,
        site,
        diagnostics: found,
    }
}

/// The words of the interface.
fn strings(files: &[Asset], languages: &[Locale]) -> Diagnosed<Strings> {
    let words = render::words(files);
    let mut strings = parse::strings(&words.defaults, &words.overrides, languages);
    strings.value.language_names = parse::language_names(words.languages);
    strings
}

/// Stands in for a supportal.yaml that cannot be read: that it cannot is a finding already.
fn missing_config() -> Source {
    Source::new(RelPath::new("supportal.yaml").unwrap_or_default(), "")
}

/// All files by address. Where two stages make one file, the first of them has it: a page before an
/// asset.
///
/// Returns also the addresses that more than one file has.
fn sorted(mut stages: [Vec<Arc<Output>>; 5]) -> (Vec<Arc<Output>>, BTreeSet<Url>) {
    // Each alone, at once: put together, they are few runs, which the last sort only joins.
    memo::each(&mut stages, |stage| stage.sort_by(|a, b| a.url.cmp(&b.url)));
    let mut outputs = stages.concat();
    outputs.sort_by(|a, b| a.url.cmp(&b.url));
    let mut twice = BTreeSet::new();
    outputs.dedup_by(|later, first| {
        let same = later.url == first.url;
        if same {
            twice.insert(first.url.clone());
        }
        same
    });
    (outputs, twice)
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
        search_bytes: search.iter().map(|file| file.size).sum(),
        ..Summary::default()
    }
}
