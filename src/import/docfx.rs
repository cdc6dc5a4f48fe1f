//! A Learn/DocFX tree to a portal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::bilingual::Side;
use super::files::{Draft, Origin};
use super::front_matter::{self, Meta, Split};
use super::markdown::{self, Place};
use super::navigation::{home_of, homes, nav, title};
use super::portal::{self, Made, Page};
use super::redirects::{self, Away, Redirect};
use super::report::Report;
use super::targets::Targets;
use super::toc::{self, Contents, Nav};
use super::tree::Tree;
use super::yaml::Node;
use super::{faq, files, headings, landing, originals, titles};
use crate::model::markup::fence;
use crate::model::yaml::quoted;
use crate::model::{Locale, RelPath};

/// Turns the tree at `src` into a portal at `dir`, which is made, and says what became of each part.
/// A page of a translation stands for the one of the same path. The first report is that of the source
/// language, the others follow in their order.
///
/// A tree holds docfx.json, or the folders that do. Fails where one is not a folder, where two are in one
/// language, where no text of a tree that is to be split carries its original, where `dir` has something
/// in it, and where the disk fails; whatever is wrong inside a file is in the report.
pub fn docfx(src: &Path, translations: &Translations, dir: &Path) -> anyhow::Result<Vec<Report>> {
    portal::refuse_full(dir)?;
    let trees = translations.trees.iter().map(|(_, tree)| tree.as_path());
    portal::refuse_inside(dir, std::iter::once(src).chain(trees))?;
    let (source, mut all) = match translations.split {
        true => split(src)?,
        false => {
            let language = translations.language.clone();
            let part = Part {
                language,
                ..Part::default()
            };
            let read = read(src, part)?;
            (read.tree, vec![read.made])
        }
    };
    for (locale, src) in &translations.trees {
        if all.iter().any(|made| made.language == *locale) {
            let taken: Vec<&str> = all.iter().map(|made| made.language.as_str()).collect();
            anyhow::bail!(
                "`{}` would be a second tree in {locale}\nhint: name each language once; there is {} already",
                src.display(),
                taken.join(" and ")
            );
        }
        let part = Part {
            beside: Some(&source),
            language: Some(locale.clone()),
            side: None,
        };
        all.push(read(src, part)?.made);
    }
    if let Some((source, others)) = all.split_first_mut()
        && source.home.is_none()
    {
        // A first page that somebody wrote is shown as it is where its translation is not there.
        for made in others.iter_mut().filter(|made| made.home.is_some()) {
            made.home = None;
            made.report.generated = 0;
        }
    }
    portal::write(all, LEARN, dir)
}

/// Front matter of Learn is kept in the pages, without a finding for keys that a portal does not know.
const LEARN: &str = "dialect: learn\n";

/// The languages of a portal.
#[derive(Clone, Debug, Default)]
pub struct Translations {
    /// The language of the first tree, where its pages and its folder are not asked.
    pub language: Option<Locale>,
    /// Whether sentences of the first tree carry their original (`sxs-lookup`), so that it is two languages
    /// already: the original's, which comes first, and its own.
    pub split: bool,
    /// Trees with further translations.
    pub trees: Vec<(Locale, PathBuf)>,
}

/// Both languages of the tree at `src`, the original first, and the tree.
fn split(src: &Path) -> anyhow::Result<(Tree, Vec<Made>)> {
    let part = Part {
        language: Locale::new(originals::LANGUAGE),
        side: Some(Side::Original),
        ..Part::default()
    };
    let original = read(src, part)?;
    if original.untold == original.made.pages.len() {
        anyhow::bail!(
            "no page of `{}` carries its original\nhint: only a tree with `sxs-lookup` in its pages can be split; leave out `--split-bilingual`",
            src.display()
        );
    }
    let part = Part {
        beside: Some(&original.tree),
        language: None,
        side: Some(Side::Translation),
    };
    let translation = read(src, part)?.made;
    if translation.language == original.made.language {
        anyhow::bail!(
            "`{}` does not say which language it is in\nhint: its pages say so by `ms.contentlocale:`, its folder by a name such as `docs.zh-tw`",
            src.display()
        );
    }
    Ok((original.tree, vec![original.made, translation]))
}

/// What of a tree is read, and beside which.
#[derive(Default)]
struct Part<'a> {
    /// The tree of the source language, of which this is a translation.
    beside: Option<&'a Tree>,
    /// The language, where the tree itself is not asked.
    language: Option<Locale>,
    /// What of texts in two languages is read.
    side: Option<Side>,
}

/// A tree that was read.
struct Read {
    tree: Tree,
    made: Made,
    /// How many pages were to be read in their original and carry none.
    untold: usize,
}

/// Reads the tree at `src`.
fn read(src: &Path, part: Part<'_>) -> anyhow::Result<Read> {
    let mut report = Report::default();
    let tree = Tree::read(src, part.beside, part.side, &mut report)?;
    let files = files::sort(&tree, &mut report)?;
    let mut targets = files.targets;
    let redirects = redirects(&tree, &files.away, &mut targets, &mut report)?;
    let mut contents = toc::read(&tree, &targets, &mut report)?;
    let mut import = Import {
        tree: &tree,
        targets: &targets,
        report: &mut report,
        locales: BTreeMap::new(),
        untold: Vec::new(),
    };
    let mut pages = import.pages(&files.drafts)?;
    let fragments = import.fragments(&files.fragments)?;
    let untold = import.untold;
    let said = language(&tree, &import.locales);
    strip_suffix(&tree, &mut pages, &mut report);
    titles::show_headings(&mut pages, &mut report);
    if part.side == Some(Side::Original) {
        originals::mark(&untold, &said, &mut pages, &mut report);
        for entries in &mut contents.docsets {
            originals::rename(entries, &pages);
        }
        // They are in the other language.
        contents.keywords.clear();
    }
    let language = part.language.unwrap_or(said);
    titles::cut(&mut pages, &mut report);
    attach(redirects, &contents, &mut pages, &mut report);

    let first = FirstPage::of(
        &Parts {
            tree: &tree,
            targets: &targets,
            contents: &contents,
            drafts: &files.drafts,
            pages: &pages,
            language: &language,
            is_source: part.beside.is_none(),
        },
        &mut report,
    );
    report.language = language.to_string();
    report.title = first.title.clone().unwrap_or_default();
    report.generated = usize::from(first.home.is_some());
    report.fragments = fragments.len();
    report.assets = files.assets.len();
    let assets = files.assets.into_iter();
    let assets = assets.map(|(source, key)| (tree.file(&source), key));
    let made = Made {
        title: first.title,
        description: first.description,
        url: None,
        nav: first.nav,
        home: first.home,
        language,
        pages,
        fragments,
        assets: assets.collect(),
        report,
    };
    Ok(Read {
        tree,
        made,
        untold: untold.len(),
    })
}

const REDIRECTION: &str = ".openpublishing.redirection.json";

/// Old addresses of pages, which are `targets` from now on.
fn redirects(
    tree: &Tree,
    away: &[Away],
    targets: &mut Targets,
    report: &mut Report,
) -> anyhow::Result<Vec<Redirect>> {
    let redirects = redirects::read(tree, targets, away, report)?;
    for redirect in &redirects {
        targets.add_moved(&redirect.address, redirect.page);
    }
    if redirects.is_empty() && tree.has_above(REDIRECTION) {
        let construct = "redirects in the folder above, which was not imported";
        report.leave(construct, &format!("../{REDIRECTION}"), 1, "");
    }
    Ok(redirects)
}

/// What the first page is made from.
struct Parts<'a> {
    tree: &'a Tree,
    targets: &'a Targets,
    contents: &'a Contents,
    drafts: &'a [Draft],
    pages: &'a [Page],
    language: &'a Locale,
    /// Whether it is no translation of another tree.
    is_source: bool,
}

/// What readers see first: the portal's title, its navigation, and its first page, where none was written.
struct FirstPage {
    title: Option<String>,
    description: Option<String>,
    nav: Vec<Nav>,
    home: Option<Page>,
}

impl FirstPage {
    fn of(parts: &Parts<'_>, report: &mut Report) -> Self {
        let Parts {
            tree,
            targets,
            contents,
            drafts,
            pages,
            ..
        } = *parts;
        let homes = homes(tree, targets, contents);
        let mut title = title(tree, &homes, pages);
        // What a translation lacks is that of the source language.
        if parts.is_source {
            title.get_or_insert_with(|| tree.name.clone());
        }
        let nav = nav(
            tree,
            contents,
            &homes,
            drafts,
            pages,
            parts.language,
            report,
        );
        let makes_home = parts.is_source || nav.iter().any(|entry| !entry.rest);
        let home = title.as_deref().filter(|_| makes_home);
        let home = home.and_then(|title| home_of(&nav, pages, title));
        let written = homes.first().copied().flatten();
        let written = written.filter(|_| home.is_none());
        Self {
            description: written.and_then(|home| pages[home].description.clone()),
            title,
            nav,
            home,
        }
    }
}

/// The conversion of files, one after the other.
pub(super) struct Import<'a> {
    pub(super) tree: &'a Tree,
    targets: &'a Targets,
    report: &'a mut Report,
    /// How often each language is named.
    locales: BTreeMap<Locale, usize>,
    /// Pages that carry no original, where the original is read.
    pub(super) untold: Vec<usize>,
}

impl Import<'_> {
    fn pages(&mut self, drafts: &[Draft]) -> anyhow::Result<Vec<Page>> {
        let mut pages = Vec::with_capacity(drafts.len());
        for (number, draft) in drafts.iter().enumerate() {
            let key = self.targets.page(number).key.clone();
            let written = self.tree.text(&draft.source, self.report)?;
            let text = self.tree.said(&written);
            let place = Place {
                tree: self.tree,
                targets: self.targets,
                source: &draft.source,
                key: &key,
            };
            let mut page = match draft.origin {
                Origin::Article => self.article(&text, place),
                Origin::Faq | Origin::Landing => self.structured(&text, draft.origin, place),
            };
            match draft.origin {
                Origin::Article => self.report.pages += 1,
                Origin::Faq => self.report.faqs += 1,
                Origin::Landing => self.report.landings += 1,
            }
            self.keep_original(number, &mut page, &written, place);
            pages.push(Page {
                key: key.clone(),
                source: draft.source.as_str().to_owned(),
                ..page
            });
        }
        Ok(pages)
    }

    fn article(&mut self, text: &str, place: Place<'_>) -> Page {
        // The home page is known by its place; `kind: home` is not written.
        let kind = (place.key.as_str() != "index.md").then_some("article");
        let mut page = Page {
            kind,
            ..Page::default()
        };
        let plain = self.tree.docset(place.source);
        let plain = plain.is_some_and(|(at, _)| self.tree.docsets[at].plain);
        let (meta, body, first) = match front_matter::split(text) {
            Split::None => {
                self.report.change("pages without front matter");
                (Meta::default(), text, 1)
            }
            Split::Unclosed => {
                self.leave("front matter that does not end", place, 1, text);
                page.raw = Some(String::new());
                (Meta::default(), text, 1)
            }
            Split::Toml(block, body, first) => {
                let (meta, left) = front_matter::toml(block);
                for (line, text) in left {
                    self.leave("front matter in TOML", place, line, text);
                }
                (meta, body, first)
            }
            Split::Block(block, body, first) => match front_matter::read(block, plain) {
                Ok(meta) => (meta, body, first),
                Err((line, what)) => {
                    self.leave("front matter that cannot be read", place, line, &what);
                    page.raw = Some(text[..text.len() - body.len()].to_owned());
                    (Meta::default(), body, first)
                }
            },
        };
        page.body = markdown::body(body, first, place, self.report);
        page.body = headings::mended(&page.body, self.report);
        self.fill(&mut page, meta, place);
        if page.title.is_empty() {
            let heading = markdown::heading(body);
            let what = match heading {
                Some(_) => "titles taken from the first heading",
                None => "titles taken from the name of the file or folder",
            };
            page.title = heading.unwrap_or_else(|| named(place));
            self.report.change(what);
        }
        page.heading = markdown::title(body);
        page
    }

    /// A FAQ or a landing page.
    fn structured(&mut self, text: &str, origin: Origin, place: Place<'_>) -> Page {
        let root = match Node::read(text) {
            Ok(root) => root,
            Err((line, what)) => {
                self.leave(
                    "YAML page that cannot be read, kept as its text",
                    place,
                    line,
                    &what,
                );
                let title = place.key.stem().to_owned();
                let fence = fence(text, 3);
                let body = format!("{fence}yaml\n{}\n{fence}\n", text.trim_end());
                return Page {
                    title,
                    body,
                    ..Page::default()
                };
            }
        };
        let (kind, body) = match origin {
            Origin::Faq => (Some("faq"), faq::body(&root, place, self.report)),
            _ => {
                let home = place.key.as_str() == "index.md";
                let body = landing::body(&root, place, self.report);
                ((!home).then_some("page"), body)
            }
        };
        let mut page = Page {
            kind,
            body: format!("\n{}", body.trim_start()),
            ..Page::default()
        };
        let mut meta = front_matter::from_node(root.get("metadata"));
        // `title` at the top is what the page shows; the one in the metadata is for search engines.
        if let Some(title) = root.get("title") {
            let shown = title.one_line();
            if let Some((other, line)) = meta.title.filter(|(other, _)| *other != shown) {
                self.leave("title for search engines alone", place, line, &other);
            }
            meta.title = Some((shown, title.line));
        }
        self.fill(&mut page, meta, place);
        if page.title.is_empty() {
            page.title = place.key.stem().to_owned();
        }
        page
    }

    /// Puts front matter into the page.
    fn fill(&mut self, page: &mut Page, meta: Meta, place: Place<'_>) {
        let locale = meta.locale.as_deref().and_then(Locale::new);
        if let Some(locale) = locale {
            *self.locales.entry(locale).or_default() += 1;
        }
        for (key, line) in &meta.renamed {
            let construct = format!("front matter `{key}`, kept as `docfx.{key}`");
            self.leave(construct, place, *line, "");
        }
        let line = |text: &Option<(String, usize)>| text.as_ref().map_or(1, |(_, line)| *line);
        page.lines = (line(&meta.title), line(&meta.description));
        page.title = meta.title.map(|(title, _)| title).unwrap_or_default();
        page.description = meta
            .description
            .map(|(description, _)| description)
            .filter(|description| !description.is_empty());
        page.kept = meta.kept;
        page.draft = meta.draft;
        if let Some((at, _)) = self.tree.docset(place.source) {
            for (key, value) in &self.tree.docsets[at].metadata {
                if !meta
                    .keys
                    .iter()
                    .any(|there| there.eq_ignore_ascii_case(key))
                {
                    page.kept += &format!("{key}: {}\n", quoted(value));
                }
            }
        }
    }

    fn fragments(&mut self, sources: &[RelPath]) -> anyhow::Result<Vec<(RelPath, String)>> {
        let mut fragments = Vec::with_capacity(sources.len());
        for source in sources {
            let text = self.tree.text(source, self.report)?;
            let text = self.tree.said(&text);
            let Some(key) = self.tree.key(source) else {
                continue;
            };
            let place = Place {
                tree: self.tree,
                targets: self.targets,
                source,
                key: &key,
            };
            let (body, first) = match front_matter::split(&text) {
                Split::Block(_, body, first) | Split::Toml(_, body, first) => (body, first),
                Split::None | Split::Unclosed => (&*text, 1),
            };
            let head = &text[..text.len() - body.len()];
            let written = markdown::body(body, first, place, self.report);
            fragments.push((key, format!("{head}{written}")));
        }
        Ok(fragments)
    }

    pub(super) fn leave(
        &mut self,
        construct: impl Into<String>,
        place: Place<'_>,
        line: usize,
        text: &str,
    ) {
        let text = text.lines().find(|line| !line.trim().is_empty());
        let text = text.unwrap_or_default();
        self.report
            .leave(construct, place.source.as_str(), line, text);
    }
}

/// What a page without a title is called: as its file, or as the folder that it stands for.
fn named(place: Place<'_>) -> String {
    let folder = place.key.parent();
    let name = match place.key.stem() {
        "index" if !folder.as_str().is_empty() => folder.file_name(),
        stem => stem,
    };
    name.to_owned()
}

/// The language that most pages name, else the one in the folder's name, else English.
fn language(tree: &Tree, named: &BTreeMap<Locale, usize>) -> Locale {
    let most = named
        .iter()
        .max_by_key(|(locale, count)| (**count, std::cmp::Reverse(*locale)));
    if let Some((locale, _)) = most {
        return locale.clone();
    }
    // `docs.zh-tw`, `docs-zh-tw`.
    let parts: Vec<&str> = tree.name.split(['.', '-', '_']).collect();
    match parts.as_slice() {
        [.., language, region] if language.len() == 2 && region.len() == 2 => {
            Locale::new(&format!("{language}-{region}")).unwrap_or_default()
        }
        _ => Locale::default(),
    }
}

/// Takes the site's name off the titles: the portal shows it beside each of them already.
fn strip_suffix(tree: &Tree, pages: &mut [Page], report: &mut Report) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        if let Some((_, suffix)) = page.title.rsplit_once('|') {
            *counts.entry(suffix.trim().to_owned()).or_default() += 1;
        }
    }
    let names: BTreeSet<&str> = tree
        .docsets
        .iter()
        .filter_map(|set| set.suffix.as_deref())
        .collect();
    counts.retain(|suffix, count| names.contains(suffix.as_str()) || *count * 2 > pages.len());
    for page in pages {
        let Some((title, suffix)) = page.title.rsplit_once('|') else {
            continue;
        };
        let (title, suffix) = (title.trim(), suffix.trim());
        if !title.is_empty() && counts.contains_key(suffix) {
            report.change(&format!("titles without their ending `| {suffix}`"));
            page.title = title.to_owned();
        }
    }
}

/// Gives pages their old addresses and the words of the table of contents.
fn attach(redirects: Vec<Redirect>, contents: &Contents, pages: &mut [Page], report: &mut Report) {
    for redirect in redirects {
        let page = &mut pages[redirect.page];
        if page.raw.is_some() {
            let construct = "redirect to a page whose front matter cannot be read";
            report.leave(construct, &redirect.file, redirect.line, &redirect.from);
        } else if page.redirects.insert(redirect.from) {
            report.redirects += 1;
        }
    }
    for (number, words) in &contents.keywords {
        let page = &mut pages[*number];
        if page.raw.is_some() {
            let construct = "search words for a page whose front matter cannot be read";
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            report.leave(construct, &page.source, 1, words.join(", "));
        } else {
            page.keywords.extend(words.iter().cloned());
            report.change("pages with search words from the table of contents");
        }
    }
}
