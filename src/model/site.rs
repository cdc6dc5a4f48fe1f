//! The portal with nothing left open: every page has its address, every link its target.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use super::document::FrontMatter;
use super::facet::Standing;
use super::{
    About, Asset, Config, Document, Facet, Facts, Fingerprint, Finished, Kind, Locale, RelPath,
    Shared, Span, Strings, Url,
};
use crate::calendar::{Date, Published};
use crate::model::facts::{Calendar, Channel, Plan};

/// A resolved portal. Exists only whole.
#[derive(Clone, Debug)]
pub struct Site {
    /// Of all that the site is made from, but for the texts of files: where it is the same and a page's
    /// own texts are, the page is.
    pub key: Fingerprint,
    /// The site's configuration.
    pub config: Arc<Config>,
    /// The facts of support.yaml.
    pub facts: Arc<Facts>,
    /// The interface's words.
    pub strings: Arc<Strings>,
    /// The date the portal is judged against.
    pub today: Date,
    /// Every page of every language, the source language first, in navigation order.
    pub pages: Vec<Page>,
    /// Every file whose text is shown: pages' and fragments, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// Files that are not published, and why: drafts, pages not yet or no longer in force, and their translations.
    pub unpublished: BTreeMap<RelPath, Arc<str>>,
    /// Navigation by language.
    pub navigation: Arc<BTreeMap<Locale, Navigation>>,
    /// Channels with the number of their page in the source language, in navigation order.
    pub channels: Vec<Owned<Channel>>,
    /// Plans in force with the number of their page in the source language, in navigation order.
    pub plans: Vec<Owned<Plan>>,
    /// Versions of plans that begin later, in the same order: what will be promised is judged before it is.
    pub coming: Vec<Owned<Plan>>,
    /// Each plan in all its versions, oldest first, by id.
    pub plan_versions: BTreeMap<String, Vec<Owned<Plan>>>,
    /// The openings of each calendar, by its id, for the months ahead.
    pub openings: BTreeMap<String, Published>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// What leads nowhere or to two places; the rules say it in words.
    pub loose_ends: Vec<LooseEnd>,
    /// Published files with their address.
    pub assets: Arc<Vec<(Url, Asset)>>,
    /// Made when it is first asked what stands at an address.
    pub addresses: OnceLock<Addresses>,
}

impl Hash for Site {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// What stands at the addresses of a site: of pages and files, and where a page stood once.
pub type Addresses = HashMap<Url, Stands>;

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A page, by its number.
    Page(usize),
    /// A published file, by its path in the portal.
    File(RelPath),
    /// Nothing any more: a page that moved, by its number.
    Moved(usize),
}

impl Site {
    /// What stands at `path`, from the site's root.
    pub fn stands_at(&self, path: &str) -> Option<&Stands> {
        let addresses = self.addresses.get_or_init(|| {
            let moved = self.redirects.iter();
            let moved = moved.map(|old| (old.from.clone(), Stands::Moved(old.to)));
            let files = self.assets.iter();
            let files = files.map(|(url, asset)| (url.clone(), Stands::File(asset.path.clone())));
            let pages = self.pages.iter().enumerate();
            let pages = pages.map(|(number, page)| (page.url.clone(), Stands::Page(number)));
            // What stands there now is said before what stood there.
            moved.chain(files).chain(pages).collect()
        });
        addresses.get(path)
    }

    /// The page that states a channel or a plan.
    pub fn page_of<T>(&self, fact: &Owned<T>) -> &Page {
        &self.pages[fact.page]
    }

    /// The pages of the source language, in navigation order.
    pub fn source_pages(&self) -> impl Iterator<Item = &Page> {
        let source = self.config.source();
        self.pages.iter().filter(move |page| page.locale == *source)
    }

    /// The calendars that channels keep or answer by and that plans count on, as far as they ever
    /// close; each once, in the order of the facts.
    pub fn calendars_in_use(&self) -> impl Iterator<Item = &Calendar> {
        let channels = self.channels.iter().map(|channel| &channel.value);
        let channels = channels.flat_map(|one| [one.calendar.as_ref(), one.answered.as_ref()]);
        let plans = self.plans.iter().map(|plan| plan.value.calendar.as_ref());
        let used: Vec<&str> = channels
            .chain(plans)
            .flatten()
            .map(|id| id.value.as_str())
            .collect();
        let calendars = self.facts.calendars.iter();
        calendars.filter(move |one| !one.always && used.contains(&one.id.value.as_str()))
    }

    /// Those of [`Self::calendars_in_use`] that a channel keeps or answers by.
    pub fn calendars_of_channel(&self, id: &str) -> impl Iterator<Item = &Calendar> {
        let channel = self.channels.iter().find(|channel| channel.id == id);
        let channel = channel.map(|channel| &channel.value);
        let own = channel.map(|one| [one.calendar.as_ref(), one.answered.as_ref()]);
        let own: Vec<&str> = (own.into_iter().flatten().flatten())
            .map(|id| id.value.as_str())
            .collect();
        self.calendars_in_use()
            .filter(move |calendar| own.contains(&calendar.id.value.as_str()))
    }

    /// The calendar of planned work.
    pub fn maintenance_calendar(&self) -> Option<&Calendar> {
        let id = self.facts.maintenance.as_ref()?.calendar.as_ref()?;
        self.facts.calendar(&id.value).filter(|one| !one.always)
    }

    /// Whether somebody is named who gives support, so that there is an address card.
    pub fn has_card(&self) -> bool {
        let organization = self.facts.organization.as_ref();
        organization.is_some_and(|one| one.name.is_some() || one.legal_name.is_some())
    }
}

/// A fact that stands on a page of its own.
#[derive(Clone, Debug)]
pub struct Owned<T> {
    /// Its id: the file's name.
    pub id: String,
    /// The number of its page in the source language.
    pub page: usize,
    /// What it says.
    pub value: T,
}

/// One page in one language.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file it is made from: of its own language, else of the source language.
    pub document: Arc<Document>,
    /// The language it is published under.
    pub locale: Locale,
    /// Where it stands.
    pub url: Url,
    /// What kind of page it is; a translation has the kind of its source.
    pub kind: Kind,
    /// Its front matter; a translation takes from its source what it does not say itself.
    pub front: Arc<FrontMatter>,
    /// Its place among the pages: what its template is chosen by.
    pub role: Role,
    /// The text with every hole filled.
    pub html: Arc<Shared<Finished>>,
    /// Of what its authors wrote, includes among it, but for the facts it shows.
    pub written: Fingerprint,
    /// Of the files whose text it shows.
    pub texts: Fingerprint,
    /// Headings in reading order, those of includes among them.
    pub headings: Arc<[Anchor]>,
    /// Every id in the page, sorted.
    pub anchors: Arc<[Arc<str>]>,
    /// The date of the last change in words; empty where it is not said.
    pub updated: String,
    /// The date of the last review in words; empty where it is not said.
    pub reviewed: String,
    /// When its file last changed, as far as a history was asked and knows.
    pub changed: Option<Date>,
    /// What it shows of the facts.
    pub facet: Facet,
    /// Whether some of the text carries an original in another language.
    pub bilingual: bool,
    /// Why it is shown only because drafts are: `it is a draft`.
    pub withheld: Option<Arc<str>>,
    /// Its node in the navigation of its language.
    pub node: Option<usize>,
    /// Numbers of the pages that it links to in its text, sorted, each once.
    pub links: Arc<[usize]>,
    /// Numbers of the same page in the portal's languages, in their order; fallbacks among them.
    pub versions: Arc<[usize]>,
}

impl Page {
    /// Whether it is shown from the source language for want of a translation.
    pub fn is_fallback(&self) -> bool {
        self.locale != self.document.locale
    }

    /// The language of its title and text, where it is not the one that it stands under.
    pub fn foreign(&self) -> Option<&Locale> {
        self.is_fallback().then_some(&self.document.locale)
    }

    /// Whether what it says holds today: not so for earlier and coming versions of a plan, which are
    /// for those who follow a link to them.
    pub fn holds(&self) -> bool {
        !matches!(&self.facet, Facet::Plan(card) if card.standing != Standing::InForce)
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.document.title
    }

    /// Its description; empty where it has none.
    pub fn description(&self) -> &str {
        let description = self.front.description.as_ref();
        description.map_or("", |text| text.value.as_str())
    }
}

/// A page's place among the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The first page of its language.
    Home,
    /// The first page of a folder: lists what is in it.
    Section,
    /// The first page of a course: lists its lessons.
    Guide,
    /// The first page of a folder in a course: lists the lessons in it.
    Module,
    /// One lesson of a course.
    Lesson,
    /// Any other page.
    Leaf,
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// 1 to 6.
    pub level: u8,
    /// The anchor.
    pub id: Arc<str>,
    /// The plain text.
    pub text: Arc<str>,
}

/// The navigation of one language: a tree in one list, parents before children.
#[derive(Clone, Debug, Default)]
pub struct Navigation {
    /// The nodes in reading order.
    pub nodes: Vec<Node>,
    /// The nodes that have no parent.
    pub roots: Vec<usize>,
}

impl Navigation {
    /// A node and those above it.
    pub fn line(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |&node| self.nodes[node].parent)
    }

    /// The section that a node belongs to.
    pub fn root(&self, node: usize) -> usize {
        self.line(node).last().unwrap_or(node)
    }
}

/// One line of the navigation.
#[derive(Clone, Debug)]
pub struct Node {
    /// The words shown.
    pub title: String,
    /// Their language, where it is not that of the navigation.
    pub foreign: Option<Locale>,
    /// Where it leads.
    pub target: Target,
    /// The node above.
    pub parent: Option<usize>,
    /// The nodes below, in order.
    pub children: Vec<usize>,
}

/// Where a line of the navigation leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a page of the site, by its number.
    Page(usize),
    /// To another site.
    External(String),
    /// Nowhere: a caption over its children.
    Caption,
}

/// An old address and where it leads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, from the site's root, as a file of the site: `kb/1042.html`.
    pub from: Url,
    /// The page it leads to, by its number.
    pub to: usize,
    /// The file that says so.
    pub path: RelPath,
    /// Where it says so.
    pub span: Span,
}

/// Something that was written and leads nowhere, or to two places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseEnd {
    /// The file that holds it.
    pub path: RelPath,
    /// Where.
    pub span: Span,
    /// What it is.
    pub what: Loose,
}

/// What there is where a link leads to no page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Around {
    /// A page whose title has the words of the file that is named, as a link from the same file.
    Titled(String),
    /// Pages of the folder that the link names.
    Folder {
        /// As written; empty for the folder of the file itself.
        folder: String,
        /// Names of some.
        pages: Vec<String>,
        /// Whether there are more.
        more: bool,
    },
    /// No folder of that name, as written.
    NoFolder(String),
}

/// What is loose about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loose {
    /// No page there.
    Page {
        /// As written, without the anchor.
        to: String,
        /// A page that may have been meant, as a link from the same file.
        nearest: Option<String>,
        /// What else helps to find it, where none is near.
        around: Option<Box<Around>>,
        /// The page exists and is not published: `a draft`, `not in force before 2027-01-01`.
        unpublished: Option<String>,
    },
    /// A page that stands elsewhere now.
    Moved {
        /// As written, without the anchor.
        to: String,
        /// Where it is now, as a link from the same file.
        now: String,
    },
    /// A page that `nav`, `theme.header` or `theme.footer` names by an address that it had once.
    MovedFrom {
        /// As written.
        to: String,
        /// Where it is now, below the folder of the language.
        now: RelPath,
    },
    /// A page that facts, a plan, `legal`, head or foot name, which does not exist.
    Named {
        /// As written.
        to: String,
        /// A page that may have been meant.
        nearest: Option<String>,
    },
    /// The page exists; it has no such heading.
    Anchor {
        /// The anchor.
        anchor: String,
        /// The page's file.
        page: RelPath,
        /// An anchor that may have been meant.
        nearest: Option<String>,
    },
    /// No such file.
    File {
        /// As written.
        to: String,
        /// A file that may have been meant.
        nearest: Option<String>,
    },
    /// A page in the place of a picture.
    NoPicture {
        /// As written.
        to: String,
    },
    /// A page or file whose name differs in case.
    Case {
        /// As written.
        to: String,
        /// As it should be written.
        exists: String,
    },
    /// A path that leaves the portal.
    Escape {
        /// As written.
        to: String,
    },
    /// An included file does not exist.
    IncludeMissing {
        /// As written.
        to: String,
        /// A file that may have been meant.
        nearest: Option<String>,
        /// The file exists and is not published: why.
        unpublished: Option<String>,
    },
    /// An included file has blocks where only words may stand.
    IncludeBlocks {
        /// As written.
        to: String,
    },
    /// A file includes itself, directly or through others.
    IncludeCycle {
        /// The way around, the first file again at the end.
        chain: Vec<RelPath>,
    },
    /// Files are included too deep.
    IncludeDepth {
        /// The limit.
        limit: usize,
    },
    /// Includes and facts put too much into one page.
    IncludeSize {
        /// The limit, in bytes.
        limit: u64,
    },
    /// A fact by a name that nothing has, or that more than one thing has.
    Fact {
        /// What is so.
        message: String,
        /// What to do.
        hint: Option<String>,
        /// What it is about.
        about: Option<About>,
    },
    /// Two files have one address.
    Taken {
        /// The address.
        url: Url,
        /// The file that has it.
        by: RelPath,
        /// Whether the addresses differ in case or Unicode form.
        nearly: bool,
    },
    /// An old address is a page's address, its own or that of a page which redirects here in turn.
    RedirectLoop {
        /// The old address, as written.
        from: String,
        /// The way around.
        chain: Vec<RelPath>,
    },
    /// An old address leads to two pages, or is a living page's.
    RedirectTaken {
        /// The old address, as written.
        from: String,
        /// The file that has it.
        by: RelPath,
    },
    /// An old address that is none of this site's.
    RedirectOpen {
        /// As written.
        from: String,
    },
    /// An old address with characters that no host takes.
    RedirectChars {
        /// As written.
        from: String,
    },
    /// A line of `nav:` that names no page.
    Nav {
        /// As written.
        to: String,
        /// A page that may have been meant.
        nearest: Option<String>,
    },
}

impl Loose {
    /// The page `to` exists and is not published: `why`.
    pub fn not_published(to: String, why: &str) -> Self {
        Self::Page {
            to,
            nearest: None,
            around: None,
            unpublished: Some(why.to_owned()),
        }
    }
}
