//! The portal with nothing left open: every page has its address, every link its target.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Asset, Config, Document, Facet, Facts, Kind, Locale, RelPath, Spanned, Strings, Url};
use crate::calendar::Date;
use crate::model::facts::{Channel, Plan};

/// A resolved portal. Exists only whole.
#[derive(Clone, Debug)]
pub struct Site {
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
    /// Navigation by language.
    pub navigation: BTreeMap<Locale, Navigation>,
    /// Channels with the number of their page in the source language, in navigation order.
    pub channels: Vec<Owned<Channel>>,
    /// Plans in force with the number of their page in the source language, in navigation order.
    pub plans: Vec<Owned<Plan>>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// Published files with their address.
    pub assets: Vec<(Url, Asset)>,
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
    /// Its place among the pages: what its template is chosen by.
    pub role: Role,
    /// The text with every hole filled.
    pub html: Arc<str>,
    /// Headings in reading order, those of includes among them.
    pub headings: Vec<Anchor>,
    /// Every id in the page, sorted.
    pub anchors: Vec<String>,
    /// What it shows of the facts.
    pub facet: Facet,
    /// Whether some of the text carries an original in another language.
    pub bilingual: bool,
    /// Its node in the navigation of its language.
    pub node: Option<usize>,
    /// Numbers of the pages that it links to in its text, sorted, each once.
    pub links: Vec<usize>,
    /// Numbers of the same page in the portal's languages, in their order; fallbacks among them.
    pub versions: Vec<usize>,
}

impl Page {
    /// Whether it is shown from the source language for want of a translation.
    pub fn is_fallback(&self) -> bool {
        self.locale != self.document.locale
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.document.kind
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.document.title
    }

    /// Its description; empty where it has none.
    pub fn description(&self) -> &str {
        let description = self.document.front.description.as_ref();
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
    /// The first page of a guide: lists its lessons.
    Guide,
    /// One lesson of a guide.
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
    pub id: String,
    /// The plain text.
    pub text: String,
}

/// The navigation of one language: a tree in one list, parents before children.
#[derive(Clone, Debug, Default)]
pub struct Navigation {
    /// The nodes in reading order.
    pub nodes: Vec<Node>,
    /// The nodes that have no parent.
    pub roots: Vec<usize>,
}

/// One line of the navigation.
#[derive(Clone, Debug)]
pub struct Node {
    /// The words shown.
    pub title: String,
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
    /// The file that says so, and where.
    pub written: Spanned<RelPath>,
}
