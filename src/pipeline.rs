//! The stages, joined. This is the one place that knows more than one of them.

mod pages;
mod search;
mod timings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::calendar::Date;
use crate::memo::{self, Memo};
use crate::model::output::{Build, Published, Sink, Summary};
use crate::model::path;
use crate::model::record::Origin;
use crate::model::{
    Asset, Config, Diagnosed, Diagnostic, Document, Facts, Kind, Locale, Output, Page, RelPath,
    Shared, Site, Snapshot, Source, Strings, Url,
};
use crate::{check, export, index, parse, render, resolve};
use pages::{Drawing, Pages, hand_on};
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
    pages: pages::Memos,
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
            pages: pages::Memos::once(),
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
            pages: pages::Memos::never(),
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
        self.config.release(value);
    }

    fn keep(&mut self, searched: Searched) {
        match self.config.is_forgetful() {
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
    let mut read = read(snapshot, options, memos);
    let dressed = judge_and_dress(&mut read, memos);
    let (pages, searched) = draw(sink, options.search, &mut read, &dressed, memos);
    let files = gather(&mut read, pages, &searched, memos);
    let found = weigh(snapshot, &mut read, &files);
    let build = put_together(snapshot.today, &read, files, found);
    memos.keep(searched);
    memos.release((read, dressed));
    build
}

/// What many pages show alike: menus, and what translations were made from.
struct Dressed {
    menus: Arc<render::menu::Menus>,
    drawn: Vec<Arc<Shared<render::menu::Drawn>>>,
    originals: render::Originals,
}

/// Holds the site against the rules, and makes what its pages share.
fn judge_and_dress(read: &mut Read, memos: &mut Memos) -> Dressed {
    let timings = memos.timings.clone();
    let (site, theme) = (&read.site, &*read.theme);
    let menus = (memos.sections)
        .one(site, &(), |site, ()| {
            Diagnosed::new(render::menus(site), Vec::new())
        })
        .value;
    // Rules and views read the same site, and neither waits for the other.
    let judge = || judge(site, &mut memos.judged, &mut memos.shape);
    let dress = || {
        let drawn = (memos.menus).par_map(&menus.menus, theme, render::menu);
        (drawn, render::originals(site, &mut memos.originals))
    };
    let (judged, (drawn, originals)) = timings.both(
        || timings.stage("rules", judge),
        || timings.stage("menus", dress),
    );
    read.diagnostics.extend(judged);
    Dressed {
        menus,
        drawn: drawn.into_value(&mut read.diagnostics),
        originals,
    }
}

/// Draws the pages, and joins the index of their words.
fn draw(
    sink: Option<&dyn Sink>,
    when: SearchIndex,
    read: &mut Read,
    dressed: &Dressed,
    memos: &mut Memos,
) -> (Pages, Searched) {
    let timings = memos.timings.clone();
    let (site, theme) = (&read.site, &*read.theme);
    let begun = timings.stage("words of pages", || {
        search::begin(when, site, &mut memos.terms, memos.search.take())
    });
    let Dressed {
        menus,
        drawn,
        originals,
    } = dressed;
    let drawing = Drawing {
        site,
        theme,
        maker: render::Maker::new(site, theme, menus, drawn, originals),
        sink,
        timings: &timings,
    };
    let wanted = render::wanted(site, originals);
    // Much of joining an index is done by one thread, and two that write into one folder wait for each other:
    // pages are drawn meanwhile.
    let join = || {
        let mut searched = timings.stage("search index", || begun.finish(site, &read.documents));
        timings.stage("writing", || searched.make(|file| hand_on(sink, file)));
        searched
    };
    let (searched, mut pages) = timings.both(join, || drawing.draw(&wanted, &mut memos.pages));
    pages.pages.extend(originals.files.iter().cloned());
    read.diagnostics.extend_from_slice(&searched.diagnostics);
    read.diagnostics.append(&mut pages.diagnostics);
    (pages, searched)
}

/// All files of the site, and what is told of them.
struct Gathered {
    /// By address.
    outputs: Vec<Arc<Output>>,
    /// Addresses that more than one file has.
    twice: BTreeSet<Url>,
    search_bytes: u64,
    policy: String,
    origins: BTreeMap<String, Origin>,
}

/// Makes what stands beside the pages, and puts all files in their order.
fn gather(read: &mut Read, drawn: Pages, searched: &Searched, memos: &mut Memos) -> Gathered {
    let timings = memos.timings.clone();
    let (site, theme) = (&read.site, &read.theme);
    let search = searched.files();
    let Pages { pages, twins, .. } = drawn;
    let policy = render::csp::header(&site.config);
    let about = export::About {
        site,
        schema: parse::published_schema(),
    };
    let (about, origins, files) = timings.stage("other files", || {
        let (about, origins) = memo::both(
            || memos.about.one(&about, &(), export::about).value,
            || origins(site),
        );
        let files = export::files(&export::Parts {
            site,
            policy: &policy,
            pages: &pages,
            twins: &twins,
            search: &search,
            about: &about,
            theme: &theme.outputs,
        });
        (about, origins, files)
    });
    let files = [about.to_vec(), files.into_value(&mut read.diagnostics)].concat();
    let search_bytes = size(&search);
    let (outputs, twice) = sorted([pages, twins, search, theme.outputs.clone(), files]);
    Gathered {
        outputs,
        twice,
        search_bytes,
        policy,
        origins,
    }
}

/// Everything that was found, as far as it is worth saying.
fn weigh(snapshot: &Snapshot, read: &mut Read, files: &Gathered) -> Vec<Diagnostic> {
    let site = &read.site;
    let mut found = std::mem::take(&mut read.diagnostics);
    found.extend(check::own_names(site, &files.twice, &files.outputs));
    found.extend(check::unmarked(site, &snapshot.layers));
    check::leave_out(site, &mut found);
    check::of_this_portal(&snapshot.layers, &mut found);
    let taken = snapshot.file(path::SUPPORT).map(parse::layers::taken_away);
    check::left_out(&snapshot.layers, &taken.unwrap_or_default(), &mut found);
    found
}

fn put_together(today: Date, read: &Read, files: Gathered, found: Vec<Diagnostic>) -> Build {
    let Read {
        documents, site, ..
    } = read;
    Build {
        audit: check::audit(site, &found, documents),
        diagnostics: check::weigh(found, &site.config, &site.facts, documents),
        pages: published(site),
        policy: files.policy,
        folder: folder(site),
        summary: Summary {
            bytes: size(&files.outputs),
            search_bytes: files.search_bytes,
            ..summary(site)
        },
        outputs: files.outputs,
        config: Arc::clone(&site.config),
        today,
        url: site.config.url.clone(),
        origins: files.origins,
    }
}

/// What the rules find, each file's own first.
fn judge(site: &Site, files: &mut Memo<()>, shape: &mut Memo<()>) -> Vec<Diagnostic> {
    let mut found = files
        .par_map(&site.documents, site, check::document)
        .diagnostics;
    found.extend(shape.one(site, &(), check::shape).diagnostics);
    found.extend(check::site(site));
    found
}

/// The folder of the site at its host, as a server reads it from an address.
fn folder(site: &Site) -> String {
    let folder = site.config.base().trim_start_matches('/');
    percent_decode_str(folder).decode_utf8_lossy().into_owned()
}

/// Where the pages stand, for whoever lists them.
fn published(site: &Site) -> Vec<Published> {
    let pages = site.pages.iter();
    pages
        .map(|page| Published {
            path: page.document.path.clone(),
            url: page.url.clone(),
            withheld: page.withheld.clone(),
        })
        .collect()
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
        .file(path::CONFIG)
        .cloned()
        .unwrap_or_else(missing_config);
    let config = (memos.config)
        .one(&config, &(), |source, ()| parse::config(source))
        .into_value(&mut found);
    let facts = snapshot.file(path::SUPPORT);
    let facts = (memos.facts)
        .one(&facts, &*config, |source, config| {
            parse::facts(*source, config)
        })
        .into_value(&mut found);
    found.extend(parse::misnamed(&snapshot.sources));
    found.extend(parse::strays(&snapshot.sources, &config));
    found.extend(parse::sites(&snapshot.sites, &config));
    let is_page = |source: &&Source| parse::is_page(&source.path, &config);
    let sources: Vec<&Source> = snapshot.sources.iter().filter(is_page).collect();
    // The theme and its words are read by one thread: the other begins with the pages.
    let dress = || {
        let files = &snapshot.theme[..];
        let given = render::Given::new(&config.theme).published(files, &config, &snapshot.assets);
        let theme = memos.theme.one(files, &given, render::theme);
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
    let found = &mut strings.diagnostics;
    found.extend(parse::unread_strings(&words.unread));
    let names = parse::language_names(words.languages, words.own_languages.as_ref());
    strings.value.language_names = names.into_value(found);
    strings
}

/// Stands in for a supportal.yaml that cannot be read: that it cannot is a finding already.
fn missing_config() -> Source {
    Source::new(RelPath::config(), "")
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

/// Figures of the pages alone.
fn summary(site: &Site) -> Summary {
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
        ..Summary::default()
    }
}

/// Bytes of all `files`.
fn size(files: &[Arc<Output>]) -> u64 {
    files.iter().map(|file| file.size).sum()
}
