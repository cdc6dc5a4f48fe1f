//! A Learn/DocFX tree to a portal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::files::{Draft, Origin};
use super::front_matter::{self, Meta, Split};
use super::markdown::{self, Place};
use super::navigation::{home, homes, nav, title};
use super::portal::{self, Page};
use super::redirects::{self, Redirect};
use super::report::Report;
use super::targets::Targets;
use super::toc::{self, Contents, Nav};
use super::tree::Tree;
use super::yaml::{Node, quoted};
use super::{faq, files, landing, locales};
use crate::model::{Locale, RelPath};

/// Characters of a title, and of a description: what front matter allows.
const TITLE: usize = 120;
const DESCRIPTION: usize = 300;

/// Turns the tree at `src` into a portal at `dir`, which is made, and says what became of each part.
/// `others` are its translations: a page stands for the one of the same path. The first report is that of
/// `src`, the others follow in their order.
///
/// A tree holds docfx.json, or the folders that do. Fails where one is not a folder, where two are in one
/// language, where `dir` has something in it, and where the disk fails; whatever is wrong inside a file is
/// in the report.
pub fn docfx(src: &Path, others: &[(Locale, PathBuf)], dir: &Path) -> anyhow::Result<Vec<Report>> {
    refuse_full(dir)?;
    let mut all = vec![Made::from(src, None)?];
    for (locale, src) in others {
        if all.iter().any(|made| made.language == *locale) {
            anyhow::bail!(
                "`{}` would be a second tree in {locale}\nhint: name each language once; the first tree is in {}",
                src.display(),
                all[0].language
            );
        }
        let made = Made::from(src, Some((locale, &all[0].tree)))?;
        all.push(made);
    }
    locales::compare(&mut all);
    for made in &all {
        made.write(dir)?;
    }
    let config = portal::config(&all);
    write_file(&dir.join("supportal.yaml"), config.as_bytes())?;
    Ok(all.into_iter().map(|made| made.report).collect())
}

/// A tree as it will stand in the portal.
pub(super) struct Made {
    tree: Tree,
    pub(super) language: Locale,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) targets: Targets,
    pub(super) nav: Vec<Nav>,
    pub(super) pages: Vec<Page>,
    /// A first page that no file of the tree is.
    pub(super) home: Option<Page>,
    fragments: Vec<(RelPath, String)>,
    /// Source and key.
    assets: Vec<(RelPath, RelPath)>,
    pub(super) report: Report,
}

impl Made {
    /// Reads the tree at `src`: the source, or with its language and the source's tree a translation.
    fn from(src: &Path, translation: Option<(&Locale, &Tree)>) -> anyhow::Result<Self> {
        let mut report = Report::default();
        let tree = Tree::read(src, translation.map(|(_, source)| source), &mut report)?;
        let files = files::sort(&tree, &mut report)?;
        let mut targets = files.targets;
        let redirects = redirects::read(&tree, &targets, &mut report)?;
        for redirect in &redirects {
            let address = redirect.from.trim_matches('/').to_lowercase();
            targets.add_moved(&address, redirect.page);
        }
        if redirects.is_empty() && tree.has_above(REDIRECTION) {
            let construct = "redirects in the folder above, which was not imported";
            report.leave(construct, &format!("../{REDIRECTION}"), 1, "");
        }
        let contents = toc::read(&tree, &targets, &mut report)?;
        let mut import = Import {
            tree: &tree,
            targets: &targets,
            report: &mut report,
            locales: BTreeMap::new(),
        };
        let mut pages = import.pages(&files.drafts)?;
        let fragments = import.fragments(&files.fragments)?;
        let language = match translation {
            Some((locale, _)) => locale.clone(),
            None => language(&tree, &import.locales),
        };
        strip_suffix(&tree, &mut pages, &mut report);
        show_headings(&mut pages, &mut report);
        cut(&files.drafts, &mut pages, &mut report);
        attach(redirects, &contents, &files.drafts, &mut pages, &mut report);

        let title = title(&tree, &pages);
        let homes = homes(&tree, &targets);
        let nav = nav(
            &tree,
            &contents,
            &homes,
            &files.drafts,
            &pages,
            &language,
            &mut report,
        );
        let home = home(&tree, &homes, &nav, &pages, &title);
        let description = match &home {
            Some(_) => None,
            None => homes
                .first()
                .copied()
                .flatten()
                .and_then(|home| pages[home].description.clone()),
        };
        report.language = language.to_string();
        report.title = title.clone();
        report.generated = usize::from(home.is_some());
        report.fragments = fragments.len();
        report.assets = files.assets.len();
        Ok(Self {
            tree,
            language,
            title,
            description,
            targets,
            nav,
            pages,
            home,
            fragments,
            assets: files.assets,
            report,
        })
    }

    /// Writes the folder of the language, and the report.
    fn write(&self, dir: &Path) -> anyhow::Result<()> {
        let root = dir.join(self.language.as_str());
        for page in self.pages.iter().chain(&self.home) {
            write(&root, &page.key, page.text().as_bytes())?;
        }
        for (key, text) in &self.fragments {
            write(&root, key, text.as_bytes())?;
        }
        for (source, key) in &self.assets {
            write(&root, key, &self.tree.bytes(source)?)?;
        }
        let name = match self.report.source {
            None => "import-report.md".to_owned(),
            Some(_) => format!("import-report.{}.md", self.language),
        };
        write_file(&dir.join(name), self.report.markdown().as_bytes())
    }
}

const REDIRECTION: &str = ".openpublishing.redirection.json";

fn refuse_full(dir: &Path) -> anyhow::Result<()> {
    let full = match std::fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read `{}`", dir.display()));
        }
    };
    if full {
        anyhow::bail!(
            "`{}` is not empty; name a folder that does not exist yet, or empty this one",
            dir.display()
        );
    }
    Ok(())
}

/// The conversion of files, one after the other.
struct Import<'a> {
    tree: &'a Tree,
    targets: &'a Targets,
    report: &'a mut Report,
    /// How often each language is named.
    locales: BTreeMap<Locale, usize>,
}

impl Import<'_> {
    fn pages(&mut self, drafts: &[Draft]) -> anyhow::Result<Vec<Page>> {
        let mut pages = Vec::with_capacity(drafts.len());
        for (number, draft) in drafts.iter().enumerate() {
            let key = self.targets.page(number).key.clone();
            let text = self.tree.text(&draft.source, self.report)?;
            let place = Place {
                tree: self.tree,
                targets: self.targets,
                source: &draft.source,
                key: &key,
            };
            let page = match draft.origin {
                Origin::Article => self.article(&text, place),
                Origin::Faq | Origin::Landing => self.structured(&text, draft.origin, place),
            };
            match draft.origin {
                Origin::Article => self.report.pages += 1,
                Origin::Faq => self.report.faqs += 1,
                Origin::Landing => self.report.landings += 1,
            }
            pages.push(Page {
                key: key.clone(),
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
        let (meta, body, first) = match front_matter::split(text) {
            Split::None => {
                self.leave("page without front matter", place, 1, text);
                (Meta::default(), text, 1)
            }
            Split::Unclosed => {
                self.leave("front matter that does not end", place, 1, text);
                page.raw = Some(String::new());
                (Meta::default(), text, 1)
            }
            Split::Block(block, body, first) => match front_matter::read(block) {
                Ok(meta) => (meta, body, first),
                Err((line, what)) => {
                    self.leave("front matter that cannot be read", place, line, &what);
                    page.raw = Some(text[..text.len() - body.len()].to_owned());
                    (Meta::default(), body, first)
                }
            },
        };
        page.body = markdown::body(body, first, place, self.report);
        self.fill(&mut page, meta, place);
        if page.title.is_empty() {
            page.title = markdown::heading(body).unwrap_or_else(|| place.key.stem().to_owned());
            self.report.change("titles taken from the first heading");
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
                let fence = "`".repeat(3 + text.matches("```").count());
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
                Split::Block(_, body, first) => (body, first),
                Split::None | Split::Unclosed => (text.as_str(), 1),
            };
            let head = &text[..text.len() - body.len()];
            let written = markdown::body(body, first, place, self.report);
            fragments.push((key, format!("{head}{written}")));
        }
        Ok(fragments)
    }

    fn leave(&mut self, construct: impl Into<String>, place: Place<'_>, line: usize, text: &str) {
        let text = text.lines().find(|line| !line.trim().is_empty());
        let text = text.unwrap_or_default();
        self.report
            .leave(construct, place.source.as_str(), line, text);
    }
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

/// Takes as title what readers of Learn see as one, and keeps the other as words to be found by.
fn show_headings(pages: &mut [Page], report: &mut Report) {
    for page in pages.iter_mut().filter(|page| page.raw.is_none()) {
        let heading = page.heading.take().filter(|heading| *heading != page.title);
        // A longer one stays in the text, below a title that fits.
        if let Some(heading) = heading.filter(|heading| heading.chars().count() <= TITLE) {
            page.keywords
                .insert(std::mem::replace(&mut page.title, heading));
            report.change("titles taken from the heading that readers see, those of the metadata kept as search words");
        }
    }
}

/// Cuts titles and descriptions to the length that front matter allows.
fn cut(drafts: &[Draft], pages: &mut [Page], report: &mut Report) {
    for (draft, page) in drafts.iter().zip(pages) {
        let file = draft.source.as_str();
        if let Some(short) = shortened(&page.title, TITLE) {
            let construct = format!("title of more than {TITLE} characters, cut");
            report.leave(construct, file, page.lines.0, &page.title);
            page.title = short;
        }
        let description = page.description.as_mut();
        if let Some(description) = description
            && let Some(short) = shortened(description, DESCRIPTION)
        {
            let construct = format!("description of more than {DESCRIPTION} characters, cut");
            report.leave(construct, file, page.lines.1, &*description);
            *description = short;
        }
    }
}

/// At most `limit` characters, ending after a word and with an ellipsis; `None` for a short text.
fn shortened(text: &str, limit: usize) -> Option<String> {
    let (end, _) = text.char_indices().nth(limit - 1)?;
    text[end..].chars().nth(1)?;
    let head = &text[..end];
    // Texts without blanks, Chinese for one, are cut where they are.
    let word = head.rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
    let head = head[..word].trim_end_matches([' ', ',', ';', ':', '-', '–']);
    Some(format!("{head}…"))
}

/// Gives pages their old addresses and the words of the table of contents.
fn attach(
    redirects: Vec<Redirect>,
    contents: &Contents,
    drafts: &[Draft],
    pages: &mut [Page],
    report: &mut Report,
) {
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
            let file = drafts[*number].source.as_str();
            let construct = "search words for a page whose front matter cannot be read";
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            report.leave(construct, file, 1, words.join(", "));
        } else {
            page.keywords.extend(words.iter().cloned());
            report.change("pages with search words from the table of contents");
        }
    }
}

fn write(root: &Path, key: &RelPath, bytes: &[u8]) -> anyhow::Result<()> {
    write_file(&root.join(key.as_str()), bytes)
}

fn write_file(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make `{}`", folder.display()))?;
    }
    std::fs::write(file, bytes).with_context(|| format!("cannot write `{}`", file.display()))
}
