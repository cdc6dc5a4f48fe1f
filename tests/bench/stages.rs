//! What each stage takes for 200 pages, as work of one thread: `cargo bench`, or `cargo bench -- parse` for some.
//!
//! The pages are made here and are the same on every machine. For whole builds of other sizes see
//! `tests/bench/run`.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use supportal::calendar::Date;
use supportal::index::{self, Boost, Chinese, Entry, Rules, Terms};
use supportal::memo::use_threads;
use supportal::model::{Document, Output, RelPath, Site, Snapshot, Source};
use supportal::pipeline::{Memos, Options, compile, site};
use supportal::render::{self, Theme};
use supportal::{check, emit, parse};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    use_threads(1);
    divan::main();
}

const PAGES: usize = 200;
const CODE: &str = "```python\ndef load(path: str) -> dict:\n    \"\"\"Read one report.\"\"\"\n    return {k: v for k, v in data.items() if v}\n```\n";
const WORDS: &str = "account invoice refund licence renewal device network report upload partner customer billing \
                     period address password sign setup service contract order price change support ticket agent";

/// A page of some 6 kB, with all that articles have: headings, lists, links, a table, code on every fourth.
fn page(number: usize) -> Source {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut next = number;
    let mut word = || {
        next = next.wrapping_mul(6_364_136_223).wrapping_add(1_442_695) % 1_000_003;
        format!(
            "{}{}",
            words[next % words.len()],
            if next.is_multiple_of(7) {
                (next % 97).to_string()
            } else {
                String::new()
            }
        )
    };
    let mut sentence = |length: usize| {
        let words: Vec<String> = (0..length).map(|_| word()).collect();
        words.join(" ") + "."
    };
    let mut text = format!(
        "---\ntitle: Article {number} {}\ndescription: {}\n---\n\n",
        sentence(3),
        sentence(8)
    );
    for part in 0..6 {
        let (heading, first, item, last) = (sentence(4), sentence(60), sentence(9), sentence(50));
        let to = (number + part + 1) % PAGES;
        let _ = write!(
            text,
            "## {heading}\n\n{first} See [article {to}](a{to}.md).\n\n- {item}\n- **{item}**\n\n{last}\n\n"
        );
    }
    text.push_str("| Plan | Price |\n| --- | --- |\n| Basic | 10 |\n| Business | 190 |\n\n");
    if number.is_multiple_of(4) {
        text.push_str(CODE);
    }
    let path = RelPath::new(&format!("en/articles/section-{}/a{number}.md", number / 50));
    Source::new(path.unwrap_or_default(), text)
}

static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| {
    let config = Source::new(
        RelPath::new("supportal.yaml").unwrap_or_default(),
        "title: Help\nlanguages: [en]\nprofile: none\nurl: https://help.example.com/\n",
    );
    let mut sources: Vec<Source> = (0..PAGES).map(page).collect();
    sources.push(config);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Snapshot {
        sources,
        ..Snapshot::empty("2026-06-01".parse::<Date>().unwrap_or_default())
    }
});
static SITE: LazyLock<Site> = LazyLock::new(|| site(&SNAPSHOT, &Options::default()).value);
static THEME: LazyLock<Arc<Theme>> =
    LazyLock::new(|| Arc::new(render::theme(&[], &render::Given::new(&SITE.config.theme)).value));

fn pages() -> impl Iterator<Item = &'static Source> {
    SNAPSHOT
        .sources
        .iter()
        .filter(|source| parse::is_page(&source.path, &SITE.config))
}

fn entries() -> Vec<Entry> {
    let entry = |page: &supportal::model::Page| Entry {
        url: page.url.clone(),
        title: page.title().to_owned(),
        description: page.description().to_owned(),
        rtl: page.locale.direction() == "rtl",
        chinese: Chinese::of(&page.locale),
        kind: page.kind,
        products: Vec::new(),
        boost: Boost::default(),
        keywords: Vec::new(),
        html: page.html.clone(),
        facts: Vec::new(),
    };
    SITE.pages.iter().map(entry).collect()
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    LazyLock::force(&SITE);
    bencher.bench(|| {
        pages()
            .map(|source| parse::document(source, &SITE.config).value)
            .collect::<Vec<Document>>()
    });
}

#[divan::bench]
fn highlight(bencher: Bencher<'_, '_>) {
    let path = RelPath::new("en/articles/code.md").unwrap_or_default();
    let source = Source::new(
        path,
        format!("---\ntitle: Code\n---\n\n{}", CODE.repeat(50)),
    );
    bencher.bench(|| parse::document(&source, &SITE.config).value);
}

/// Parsing included: a site is made of documents that nobody else holds.
#[divan::bench]
fn parse_and_resolve(bencher: Bencher<'_, '_>) {
    bencher.bench(|| site(&SNAPSHOT, &Options::default()).value);
}

#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let documents = SITE
            .documents
            .iter()
            .map(|document| check::document(document, &SITE).diagnostics);
        (
            documents.collect::<Vec<_>>(),
            check::shape(&SITE, &()),
            check::site(&SITE),
        )
    });
}

#[divan::bench]
fn view_and_render(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let menus = render::menus(&SITE);
        let drawn: Vec<_> = (menus.menus.iter())
            .map(|menu| Arc::new(render::menu(menu, &THEME).value))
            .collect();
        let originals = render::originals(&SITE, &mut Default::default());
        let maker = render::Maker::new(&SITE, &THEME, &menus, &drawn, &originals);
        let wanted = render::wanted(&SITE, &originals);
        let draw = |wanted| render::page(&render::view(wanted, &maker).value, &THEME).value;
        wanted.iter().map(draw).collect::<Vec<Output>>()
    });
}

#[divan::bench]
fn terms(bencher: Bencher<'_, '_>) {
    let entries = entries();
    bencher.bench(|| {
        let terms = entries.iter().map(|entry| index::terms(entry, &()).value);
        terms.collect::<Vec<Terms>>()
    });
}

#[divan::bench]
fn shards(bencher: Bencher<'_, '_>) {
    let entries = entries();
    let terms = entries
        .iter()
        .map(|entry| Arc::new(index::terms(entry, &()).value));
    let terms: Vec<Arc<Terms>> = terms.collect();
    bencher.bench(|| index::search(SITE.config.source(), "", &Rules::default(), &terms));
}

#[divan::bench]
fn emit(bencher: Bencher<'_, '_>) {
    let build = compile(&SNAPSHOT, &Options::default(), &mut Memos::once());
    // A folder of its own each time, removed when all is measured: what is removed slows down what is created.
    bencher
        .with_inputs(|| tempfile::tempdir().ok())
        .bench_refs(|folder| {
            folder
                .as_ref()
                .map(|folder| emit::sync(&build, folder.path()).is_ok())
        });
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    bencher.bench(|| compile(&SNAPSHOT, &Options::default(), &mut Memos::once()));
}

/// A build of which nothing is left to do but what joins all pages: the least that a cache on the disk could reach, and
/// reading it would come on top.
#[divan::bench]
fn warm(bencher: Bencher<'_, '_>) {
    let mut memos = Memos::default();
    compile(&SNAPSHOT, &Options::default(), &mut memos);
    bencher.bench_local(|| compile(&SNAPSHOT, &Options::default(), &mut memos));
}
