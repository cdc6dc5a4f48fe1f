//! The files of a project by what becomes of them, and how they find each other.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::blog::{Blog, Post};
use super::config::Config;
use super::languages::Languages;
use super::patterns::Patterns;
use crate::import::files::{ASSETS, MADE, OWN, OWN_PAGES};
use crate::import::report::Report;
use crate::import::tree;
use crate::import::yaml::Node;
use crate::model::{Locale, RelPath};

/// Endings that MkDocs takes for Markdown.
const MARKDOWN: [&str; 5] = ["md", "markdown", "mdown", "mkdn", "mkd"];

/// A file of the folder of pages.
pub(super) struct File {
    /// Its path below that folder.
    pub source: RelPath,
    /// Its language, by number.
    pub language: usize,
    /// The path that it and its translations share, as the project has it.
    pub path: RelPath,
    /// Where it stands below the language's folder of the portal.
    pub key: RelPath,
    /// The same as the old site has it, from which its address there is made.
    pub old: RelPath,
    /// Whether it is left out of the site, which shows it to its authors alone.
    pub draft: bool,
    /// What it is as a post of a blog.
    pub post: Option<Post>,
}

/// A project and its files.
pub(super) struct Project {
    pub config: Config,
    /// The folder of pages, from the root of the project.
    pub docs_dir: String,
    pub languages: Languages,
    pub pages: Vec<File>,
    pub assets: Vec<File>,
    /// All paths below the folder of pages.
    pub paths: Vec<RelPath>,
    /// Lists of literate-nav, by their language and folder.
    lists: BTreeMap<(usize, RelPath), RelPath>,
    pages_by_path: BTreeMap<(usize, RelPath), usize>,
    assets_by_path: BTreeMap<(usize, RelPath), usize>,
    by_address: BTreeMap<String, usize>,
}

/// What a project says of its files.
struct Wanted {
    exclude: Patterns,
    drafts: Patterns,
    blogs: Vec<Blog>,
    /// The name of files that list the pages of their folder.
    list: Option<String>,
    /// See [`Project::indexed`].
    indexed: BTreeSet<(usize, RelPath)>,
}

impl Wanted {
    fn of(config: &Config, indexed: BTreeSet<(usize, RelPath)>) -> Self {
        let patterns = |key| {
            let node = config.get(&[key]);
            Patterns::read(node.map(Node::text).unwrap_or_default())
        };
        let list = config.plugin("literate-nav").map(|settings| {
            let name = settings.line_of("nav_file");
            Some(name).filter(|name| !name.is_empty())
        });
        Self {
            exclude: patterns("exclude_docs"),
            drafts: patterns("draft_docs"),
            blogs: config.blogs().filter_map(Blog::read).collect(),
            list: list.map(|name| name.unwrap_or_else(|| "SUMMARY.md".to_owned())),
            indexed,
        }
    }
}

/// What becomes of a file.
enum Fate {
    Page,
    Asset,
    /// It says in which order pages are listed, and is read there.
    Navigation,
    /// Nothing: why, and what there is to say of it.
    Left(&'static str, String),
}

impl Project {
    /// Lists the files; those of which nothing becomes are in the report of their language.
    ///
    /// MkDocs documents that `docs_dir` and `INHERIT` may lead out of the folder of mkdocs.yml, as they do where one
    /// repository holds several sites: who imports such a project can read there what is taken. Of a file that is
    /// inherited, only the settings of a site reach the portal or the report. A link says nothing in mkdocs.yml,
    /// and is not followed out of the project.
    pub fn read(
        config: Config,
        language: Option<&Locale>,
        reports: &mut Vec<Report>,
    ) -> anyhow::Result<Self> {
        let docs_dir = config.docs_dir();
        let docs = config.root.join(&docs_dir);
        if !docs.is_dir() {
            anyhow::bail!(
                "`{}` is not a folder; `docs_dir` in {} names the folder of the pages",
                docs.display(),
                config.file
            );
        }
        let mut first = Report::default();
        if climbs(&docs_dir) {
            first.change("folders of pages outside the project's, as `docs_dir` says");
        } else if !is_inside(&config.root, &docs) {
            anyhow::bail!(
                "`{}` leads out of the project by a symbolic link\nhint: put the folder itself in its place, or name in {} with `docs_dir` where it is",
                docs.display(),
                config.file
            );
        }
        let paths = tree::files(&docs, &config.root, &mut first)
            .with_context(|| format!("cannot read `{}`", docs.display()))?;
        for left in &mut first.left {
            left.file = below(&docs_dir, &left.file);
        }
        let languages = Languages::read(&config, language, &paths, &mut first)?;
        reports.push(first);
        reports.resize_with(languages.list.len(), Report::default);
        let mut project = Self {
            config,
            docs_dir,
            languages,
            pages: Vec::new(),
            assets: Vec::new(),
            paths: Vec::new(),
            lists: BTreeMap::new(),
            pages_by_path: BTreeMap::new(),
            assets_by_path: BTreeMap::new(),
            by_address: BTreeMap::new(),
        };
        project.sort(&paths, reports)?;
        project.paths = paths;
        Ok(project)
    }

    fn sort(&mut self, paths: &[RelPath], reports: &mut [Report]) -> anyhow::Result<()> {
        let wanted = Wanted::of(&self.config, self.indexed(paths));
        let mut taken = BTreeSet::new();
        for source in paths {
            let (language, path) = self.languages.of(source);
            let language = language.unwrap_or_default();
            let report = &mut reports[language];
            let file = below(&self.docs_dir, source.as_str());
            let mut leave = |what: &str, text: &str| report.leave(what, &file, 1, text);
            match self.fate(source, &path, &wanted) {
                Fate::Navigation => {}
                Fate::Left(what, text) => leave(what, &text),
                Fate::Asset => self.take_asset(source, language, path, leave),
                Fate::Page => {
                    let made =
                        self.take_page(source, language, path, &wanted, &mut taken, leave)?;
                    report.articles += usize::from(made);
                }
            }
        }
        Ok(())
    }

    /// What becomes of the file `source`, which is `path` in its language.
    fn fate(&self, source: &RelPath, path: &RelPath, wanted: &Wanted) -> Fate {
        let left = |what| Fate::Left(what, String::new());
        let extension = path.extension().to_ascii_lowercase();
        if source.file_name().starts_with(".pages") || source.file_name() == ".nav.yml" {
            Fate::Navigation
        } else if source.parts().any(|part| part.starts_with('.')) {
            left("hidden file or folder")
        } else if wanted.exclude.leave_out(source.as_str())
            || source.as_str().starts_with("templates/")
        {
            left("file that MkDocs leaves out")
        } else if let Some(tag) = self.languages.unbuilt(source) {
            Fate::Left("file in a language that is not built", tag.to_owned())
        } else if MARKDOWN.contains(&extension.as_str()) {
            Fate::Page
        } else if OWN.contains(&path.as_str()) {
            left(MADE)
        } else if wanted.drafts.leave_out(source.as_str()) {
            left("file that MkDocs shows to authors alone")
        } else if ASSETS.contains(&extension.as_str()) {
            Fate::Asset
        } else {
            left("file of another kind")
        }
    }

    /// Takes a page; false where it is a list of pages alone, or where another page has its address.
    fn take_page(
        &mut self,
        source: &RelPath,
        language: usize,
        path: RelPath,
        wanted: &Wanted,
        taken: &mut BTreeSet<(usize, RelPath)>,
        mut leave: impl FnMut(&str, &str),
    ) -> anyhow::Result<bool> {
        let old = key(&path, language, &wanted.indexed);
        if wanted.list.as_deref() == Some(path.file_name()) {
            let place = (language, path.parent());
            self.lists.insert(place, source.clone());
            // The first page of a folder may be the list as well.
            if old.stem() != "index" {
                return Ok(false);
            }
        }
        let key = placed(&old, &mut leave);
        if !taken.insert((language, key.clone())) {
            leave("page whose address another page has", key.as_str());
            return Ok(false);
        }
        let mut blogs = wanted.blogs.iter();
        let post = match blogs.find(|blog| blog.has(&path)) {
            Some(blog) => Some(blog.post(&path, &self.file(source))?),
            None => None,
        };
        let is_draft = wanted.drafts.leave_out(source.as_str());
        let number = self.pages.len();
        self.pages_by_path.insert((language, path.clone()), number);
        self.pages.push(File {
            source: source.clone(),
            language,
            path,
            key,
            old,
            draft: is_draft || post.as_ref().is_some_and(|post| post.draft),
            post,
        });
        let address = self.address(number);
        self.by_address.entry(address).or_insert(number);
        Ok(true)
    }

    fn take_asset(
        &mut self,
        source: &RelPath,
        language: usize,
        path: RelPath,
        mut leave: impl FnMut(&str, &str),
    ) {
        let key = cleaned(&path);
        if is_renamed(&path) {
            leave(RENAMED, key.as_str());
        }
        let number = self.assets.len();
        self.assets_by_path.insert((language, path.clone()), number);
        self.assets.push(File {
            source: source.clone(),
            language,
            key,
            old: path.clone(),
            path,
            draft: false,
            post: None,
        });
    }

    /// The folders that have a page `index.md`, each with its language.
    fn indexed(&self, paths: &[RelPath]) -> BTreeSet<(usize, RelPath)> {
        let of = paths.iter().map(|path| self.languages.of(path));
        let is_index =
            |path: &RelPath| path.stem() == "index" && MARKDOWN.contains(&path.extension());
        of.filter(|(_, path)| is_index(path))
            .map(|(language, path)| (language.unwrap_or_default(), path.parent()))
            .collect()
    }

    /// The folder of pages on the disk.
    pub fn docs(&self) -> PathBuf {
        self.config.root.join(&self.docs_dir)
    }

    /// The file on the disk.
    pub fn file(&self, source: &RelPath) -> PathBuf {
        self.docs().join(source.as_str())
    }

    /// A file as the report names it.
    pub fn shown(&self, source: &RelPath) -> String {
        below(&self.docs_dir, source.as_str())
    }

    /// The path of a page or asset from the root of the portal, for readers of `language`: where that has
    /// none of its own, the portal shows the page of the source language at the same path.
    pub fn place(&self, file: &File, language: usize) -> RelPath {
        let language = match file.language {
            0 => language,
            own => own,
        };
        self.below(language, &file.key)
    }

    /// A key below the folder of a language.
    pub fn below(&self, language: usize, key: &RelPath) -> RelPath {
        let locale = self.languages.list[language].locale.as_str();
        RelPath::new(&format!("{locale}/{key}")).unwrap_or_default()
    }

    /// The page of this path in a language, else in the default one, else in any.
    pub fn page(&self, language: usize, path: &RelPath) -> Option<usize> {
        find(
            &self.pages_by_path,
            language,
            path,
            self.languages.list.len(),
        )
    }

    /// The asset of this path in a language, else in the default one, else in any.
    pub fn asset(&self, language: usize, path: &RelPath) -> Option<usize> {
        find(
            &self.assets_by_path,
            language,
            path,
            self.languages.list.len(),
        )
    }

    /// The list of literate-nav for a folder, and whether it is in the language and not in the default one.
    pub fn list_of(&self, language: usize, folder: &RelPath) -> Option<(RelPath, bool)> {
        let list = |language| self.lists.get(&(language, folder.clone())).cloned();
        let own = list(language).map(|source| (source, true));
        own.or_else(|| Some((list(0)?, false)))
    }

    /// The page at an address of the old site, which has no slashes at its ends, and its language there.
    pub fn at(&self, address: &str) -> Option<(usize, usize)> {
        let address = address.strip_suffix("index.html").unwrap_or(address);
        let address = address.trim_end_matches('/');
        let address = address.strip_suffix(".html").unwrap_or(address);
        if let Some(page) = self.by_address.get(address) {
            return Some((*page, self.pages[*page].language));
        }
        let (language, rest) = self.languages.of_address(address)?;
        Some((*self.by_address.get(rest)?, language))
    }

    /// The address of a page on the old site, without slashes at its ends and without an ending.
    pub fn address(&self, page: usize) -> String {
        let page = &self.pages[page];
        let post = page.post.as_ref().and_then(|post| post.address.as_ref());
        if let Some(address) = post {
            return below(self.languages.folder(page.language), address);
        }
        let folder = page.old.parent();
        let parts = [
            self.languages.folder(page.language),
            folder.as_str(),
            match page.old.stem() {
                "index" => "",
                stem => stem,
            },
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("/")
    }
}

/// Where a page stands in the portal that the old site has at `old`, and what is said where that is another place.
fn placed(old: &RelPath, mut leave: impl FnMut(&str, &str)) -> RelPath {
    let mut key = old.clone();
    if key.parts().any(|part| part == "node_modules") || is_fragment(&key) {
        key = moved(&key);
        let what =
            "page in a folder that means something else in a portal, kept under another name";
        leave(what, key.as_str());
    }
    if is_own_page(&key) {
        key = moved(&key);
        let what = "page at the address of one that a portal makes itself, kept under another name";
        leave(what, key.as_str());
    }
    let key = cleaned(&key);
    if is_renamed(old) {
        leave(RENAMED, key.as_str());
    }
    key
}

/// The path of a page in the portal. README stands for the folder where there is no `index.md`.
fn key(path: &RelPath, language: usize, indexed: &BTreeSet<(usize, RelPath)>) -> RelPath {
    let folder = path.parent();
    let readme = path.stem() == "README" && !indexed.contains(&(language, folder.clone()));
    let stem = if readme { "index" } else { path.stem() };
    let key = folder.join(&format!("{stem}.md"));
    key.unwrap_or_else(|| path.clone())
}

/// A path without links; the empty one stands for the folder that we are in.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    Path::new(".").join(path).canonicalize()
}

/// Whether a path leads out of the folder that it begins in, as it is written.
fn climbs(path: &str) -> bool {
    Path::new(path).is_absolute() || RelPath::new(path).is_none()
}

/// Whether a folder is in the project, whatever links lead to it.
fn is_inside(root: &Path, folder: &Path) -> bool {
    let (root, folder) = (real(root), real(folder));
    root.is_ok_and(|root| folder.is_ok_and(|folder| folder.starts_with(root)))
}

fn find(
    map: &BTreeMap<(usize, RelPath), usize>,
    language: usize,
    path: &RelPath,
    languages: usize,
) -> Option<usize> {
    let mut order = [language, 0].into_iter().chain(1..languages);
    order.find_map(|language| map.get(&(language, path.clone())).copied())
}

/// A path below a folder, which may be none.
fn below(folder: &str, path: &str) -> String {
    match folder {
        "" => path.to_owned(),
        folder => format!("{folder}/{path}"),
    }
}

/// What the report says of a file whose name a portal refuses.
const RENAMED: &str = "name with a sign that a portal refuses, of which `-` was made";

/// A sign that a portal refuses in names, as not every system or host takes it.
fn refused(c: char) -> bool {
    r#"<>:"|?*\#%"#.contains(c) || c.is_control()
}

fn is_renamed(path: &RelPath) -> bool {
    path.as_str().contains(refused)
}

/// The path without such signs.
fn cleaned(path: &RelPath) -> RelPath {
    let cleaned = path.as_str().replace(refused, "-");
    RelPath::new(&cleaned).unwrap_or_else(|| path.clone())
}

/// Whether a portal has a page of its own there.
pub(super) fn is_own_page(key: &RelPath) -> bool {
    OWN_PAGES.contains(&key.as_str())
}

/// Whether a portal takes a file for one that pages include.
fn is_fragment(key: &RelPath) -> bool {
    key.parent().parts().any(|part| part == "includes")
}

/// The path with the names that mean something to a portal made others.
fn moved(key: &RelPath) -> RelPath {
    if is_own_page(key) {
        let other = RelPath::new(&format!("{}-page.md", key.stem()));
        return other.unwrap_or_else(|| key.clone());
    }
    let parts = key.parts().map(|part| match part {
        "includes" => "included",
        "node_modules" => "node-modules",
        part => part,
    });
    RelPath::new(&parts.collect::<Vec<_>>().join("/")).unwrap_or_else(|| key.clone())
}
