//! supportal.yaml, typed.

use std::collections::BTreeMap;

use super::backend::Backend;
use super::diagnostic::Severity;
use super::facts::Allow;
use super::host::Publish;
use super::{Fingerprint, Locale, RelPath, Spanned, Text, Url};

/// The site's configuration, complete: what the file leaves out has its default.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file itself.
    pub path: RelPath,
    /// Name of the site.
    pub title: Text,
    /// One or two sentences on the site.
    pub description: Text,
    /// Absolute address of the site's root, ending in `/`; `None` leaves out canonical and hreflang.
    pub url: Option<String>,
    /// IANA name of the zone that says which date today is; default `Etc/UTC`.
    pub time_zone: String,
    /// At least one; the first is the source language.
    pub languages: Vec<Locale>,
    /// Whether the languages, or what search is told, were refused or stand behind broken YAML: what is only missing
    /// or not found since then is no mistake of its own.
    pub unclear: bool,
    /// Which rules on the description are checked.
    pub profile: Profile,
    /// An explicit navigation tree, the same for all languages; empty leaves it to folders and `order:`.
    pub nav: Vec<NavEntry>,
    /// Colours, logo and fonts.
    pub theme: ThemeConfig,
    /// Links in the head of every page, at the end of the menu.
    pub header: Vec<NavEntry>,
    /// Links at the foot of every page; the pages among them stand in no navigation of folders.
    pub footer: Vec<NavEntry>,
    /// Groups of words that mean the same, by language.
    pub synonyms: BTreeMap<Locale, Vec<Vec<String>>>,
    /// Queries with the page that search must find.
    pub expect: Vec<Expectation>,
    /// The search engine on a server that browsers ask, if there is one.
    pub backend: Option<Backend>,
    /// Where the site is put, if that is said.
    pub publish: Option<Publish>,
    /// Where "did this help?" goes: a mail address or an https endpoint.
    pub feedback: Option<Spanned<String>>,
    /// Pages that the law asks for, linked from the foot of every page: key (`imprint`) → page key.
    pub legal: Vec<(String, Spanned<String>)>,
    /// Whether front matter of the Learn dialect is kept without a finding.
    pub learn: bool,
    /// Budgets.
    pub limits: Limits,
    /// Severities changed for a rule or a family.
    pub levels: Vec<Level>,
    /// Findings the portal has reasons to keep.
    pub allow: Vec<Allow>,
    /// Of the file: stands for all of it where a stage remembers what it computed from it.
    pub fingerprint: Fingerprint,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            path: RelPath::default(),
            title: Text::default(),
            description: Text::default(),
            url: None,
            time_zone: "Etc/UTC".to_owned(),
            languages: vec![Locale::default()],
            unclear: false,
            profile: Profile::None,
            nav: Vec::new(),
            theme: ThemeConfig::default(),
            header: Vec::new(),
            footer: Vec::new(),
            synonyms: BTreeMap::new(),
            expect: Vec::new(),
            backend: None,
            publish: None,
            feedback: None,
            legal: Vec::new(),
            learn: false,
            limits: Limits::default(),
            levels: Vec::new(),
            allow: Vec::new(),
            fingerprint: Fingerprint::default(),
        }
    }
}

impl std::hash::Hash for Config {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl Config {
    /// What decides how a page is read: portals that differ in the rest alone read the same file alike.
    pub fn dialect(&self) -> Self {
        Self {
            languages: self.languages.clone(),
            learn: self.learn,
            limits: self.limits.clone(),
            fingerprint: Fingerprint::of_value(&(&self.languages, self.learn, &self.limits)),
            ..Self::default()
        }
    }

    /// The language that facts and originals are written in.
    pub fn source(&self) -> &Locale {
        &self.languages[0]
    }

    /// What `find` has at `path`, or, where a translation has nothing of its own there, at the same path
    /// below the source language's folder: what is missing falls back to the source.
    pub fn own_or_source<T>(
        &self,
        path: &RelPath,
        find: impl Fn(&RelPath) -> Option<T>,
    ) -> Option<T> {
        find(path).or_else(|| find(&self.in_source(path)?))
    }

    /// The same path below the source language's folder, for one below that of another language.
    pub fn in_source(&self, path: &RelPath) -> Option<RelPath> {
        let folder = path.parts().next()?;
        let mut others = self.languages.iter().skip(1);
        let language = others.find(|language| language.as_str() == folder)?;
        let key = path.strip_prefix(language.as_str())?;
        RelPath::new(self.source().as_str())?.join(key.as_str())
    }

    /// The folder that a language is published under: empty for the source language.
    pub fn folder(&self, locale: &Locale) -> &str {
        self.languages
            .iter()
            .skip(1)
            .find(|language| *language == locale)
            .map_or("", Locale::as_str)
    }

    /// Where the site has the file of the portal at `path`; `None` where it has it not. What stands below `assets/`, and
    /// files beside a language's pages, stand beside them on the site, too. What else lies in the folder of a portal, a
    /// script or a copy of a database, is nobody's to read.
    pub fn published(&self, path: &RelPath) -> Option<Url> {
        let folder = path.parts().next()?;
        let is_published = path.as_str() != folder
            && (folder == "assets" || self.languages.iter().any(|own| own.as_str() == folder));
        let below = path.strip_prefix(self.source().as_str());
        is_published.then(|| Url::new(below.as_ref().unwrap_or(path)))
    }

    /// What the addresses of a language's pages begin with: absolute where there is a `url:`.
    pub fn root_of(&self, locale: &Locale) -> String {
        let root = self.url.as_deref().unwrap_or_default();
        match self.folder(locale) {
            "" => root.to_owned(),
            folder => format!("{root}{folder}/"),
        }
    }

    /// The absolute address of a file of the site, as the host finally serves it; `None` without `url:`.
    pub fn address(&self, url: &Url) -> Option<String> {
        let root = self.url.as_ref()?;
        Some(format!("{root}{}", self.served(url).encoded()))
    }

    /// Where the host serves a file: `help/` for `help/index.html`, and `help/phone` for
    /// `help/phone.html` where it drops the ending.
    pub fn served(&self, url: &Url) -> Url {
        url.served(self.drops_html())
    }

    /// Whether the host leads from `phone.html` to `phone`.
    pub fn drops_html(&self) -> bool {
        let to = self.publish.as_ref();
        to.is_some_and(|to| to.host.value.drops_html)
    }

    /// Whether a page stands at the foot of every page rather than in the navigation: `legal:` and
    /// `theme.footer` name it.
    pub fn is_at_foot(&self, key: &RelPath) -> bool {
        let legal = self.legal.iter().map(|(_, page)| page);
        let footer = self.footer.iter().filter_map(|entry| entry.page.as_ref());
        legal.chain(footer).any(|page| page.value == key.as_str())
    }

    /// The folder of the host that the site stands in, as the address has it: `/` or `/help/`.
    pub fn base(&self) -> &str {
        let root = self.url.as_deref().unwrap_or_default();
        let host = root.split_once("://").map_or("", |(_, host)| host);
        host.find('/').map_or("/", |at| &host[at..])
    }
}

/// A set of rules on the support description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// The rules for cloud solution providers.
    Csp,
    /// The same, for China.
    CspChina,
    /// What any provider should say.
    Generic,
    /// What large firms tell consumers in Spain, as notes.
    EsConsumer,
    /// What suppliers of financial entities in the European Union say, as notes.
    Dora,
    /// What mail-order sellers in Japan show, as notes.
    JpTokusho,
    /// No rules.
    #[default]
    None,
}

impl Profile {
    /// As supportal.yaml writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csp => "csp",
            Self::CspChina => "csp-china",
            Self::Generic => "generic",
            Self::EsConsumer => "es-consumer",
            Self::Dora => "dora",
            Self::JpTokusho => "jp-tokusho",
            Self::None => "none",
        }
    }
}

/// A line of `nav:`.
#[derive(Clone, Debug)]
pub struct NavEntry {
    /// Words shown; `None` takes the page's title.
    pub title: Option<Text>,
    /// A page's key (`articles/billing/refunds.md`) or an https address; `None` makes a caption.
    pub page: Option<Spanned<String>>,
    /// What stands below.
    pub items: Vec<NavEntry>,
}

/// An entry of `search.expect`.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// What a reader types.
    pub query: Spanned<String>,
    /// The page that must be found, as written: `articles/billing/refunds.md`, and after the folder of
    /// another language than the first: `zh-TW/articles/billing/refunds.md`.
    pub page: Spanned<String>,
    /// The language that the reader searches in.
    pub locale: Locale,
    /// The page's key.
    pub key: RelPath,
    /// The part of the page that the row must lead to, if it is said.
    pub anchor: Option<String>,
    /// The last place in the results that is good enough, from 1.
    pub within: usize,
    /// Whether a portal says so that this one extends.
    pub inherited: bool,
}

/// `theme:`.
#[derive(Clone, Debug, Default, Hash)]
pub struct ThemeConfig {
    /// `#rrggbb`: what the colours of links, buttons and grounds are derived from.
    pub brand: Option<Spanned<String>>,
    /// A file below `assets/`.
    pub logo: Option<Spanned<RelPath>>,
    /// The logo on dark ground, where it is another.
    pub logo_dark: Option<Spanned<RelPath>>,
    /// Fonts of the portal's own.
    pub fonts: Vec<Font>,
    /// Whether a search engine on a server is asked, which takes a script of its own.
    pub asks_backend: bool,
}

impl ThemeConfig {
    /// The files that it names.
    pub fn files(&self) -> impl Iterator<Item = &Spanned<RelPath>> {
        let fonts = self.fonts.iter().map(|font| &font.file);
        self.logo.iter().chain(&self.logo_dark).chain(fonts)
    }
}

/// An entry of `theme.fonts`.
#[derive(Clone, Debug, Hash)]
pub struct Font {
    /// The family's name.
    pub family: String,
    /// A file below `assets/`.
    pub file: Spanned<RelPath>,
    /// A weight from 1 to 1000, or two of them: the range of a variable font.
    pub weight: String,
    /// Whether the file holds the italic.
    pub italic: bool,
    /// Which texts are set in it.
    pub uses: FontUse,
}

/// Which texts a font is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FontUse {
    /// All but code.
    #[default]
    Text,
    /// Titles and headings.
    Headings,
    /// Code.
    Code,
}

/// `limits:`. Each is far above what people write, and far below what holds a machine up.
#[derive(Clone, Debug, Hash)]
pub struct Limits {
    /// Bytes of one YAML file.
    pub file_size: u64,
    /// Bytes of one page.
    pub page_size: u64,
    /// Bytes of a page's front matter.
    pub front_matter_size: u64,
    /// Lists and maps of front matter inside each other.
    pub front_matter_depth: usize,
    /// Values of a page's front matter.
    pub front_matter_values: usize,
    /// Quotations, lists and elements of a page inside each other.
    pub nesting: usize,
    /// Columns of a table.
    pub table_columns: usize,
    /// Rows of a table.
    pub table_rows: usize,
    /// Headings of a page.
    pub headings: usize,
    /// Links and pictures of a page.
    pub links: usize,
    /// Files that may be included into each other, deep.
    pub include_depth: usize,
    /// Bytes of all that includes and facts put into one page.
    pub include_size: u64,
    /// Characters of a file's name.
    pub name_length: usize,
    /// Bytes of one picture.
    pub picture_size: u64,
    /// Pages of the portal, in all languages.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_size: 4 << 20,
            page_size: 2 << 20,
            front_matter_size: 64 << 10,
            front_matter_depth: 16,
            front_matter_values: 5_000,
            nesting: 64,
            table_columns: 100,
            table_rows: 5_000,
            headings: 5_000,
            links: 20_000,
            include_depth: 16,
            include_size: 4 << 20,
            name_length: 80,
            picture_size: 20 << 20,
            pages: 200_000,
        }
    }
}

/// One entry of `levels:`.
#[derive(Clone, Debug)]
pub struct Level {
    /// A rule (`LNK-PAGE`) or a family (`LNK-*`).
    pub rule: Spanned<String>,
    /// The severity it has in this portal; `None` turns it off.
    pub severity: Option<Severity>,
    /// The reason.
    pub why: String,
}

/// Whether the severity of `rule` is the portal's to change. A path that escapes, a scheme that runs
/// code, a broken encoding, a spent budget, a base that cannot be read, and two files at one address, of
/// which one would be lost or neither written, are errors everywhere.
pub fn can_be_lowered(rule: &str) -> bool {
    let fixed = matches!(
        rule,
        "OVL-BASE" | "PATH-ESCAPE" | "PATH-TAKEN" | "RDR-TAKEN" | "URL-SCHEME"
    );
    !fixed && !rule.starts_with("ENC-") && !rule.starts_with("LIM-")
}
