//! Exactly what a template can see of one page. A page is drawn again when its view differs.
//!
//! All links in a view are relative to the page and percent-encoded; all texts are plain and are
//! escaped by the template engine, but for `page.html`, which is finished.

use std::sync::Arc;

use serde::Serialize;

use super::menu::MenuView;
use super::originals::OriginalView;
use crate::model::{Finished, Kind, Locale, Shared, Texts};

/// One page, as its template sees it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct View {
    /// The template: `article.html`.
    #[serde(skip)]
    pub template: &'static str,
    /// The page's address from the site's root.
    #[serde(skip)]
    pub url: crate::model::Url,
    /// The page.
    pub page: PageView,
    /// The site, as seen from this page.
    pub site: SiteView,
    /// What the page shows of the facts (`model::facet`), with `page` numbers replaced by `href`s.
    pub facet: serde_json::Value,
    /// The interface's words in the page's language: `t.search`.
    pub t: Arc<Texts>,
}

/// What is true of the page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PageView {
    /// Its title.
    pub title: String,
    /// The original of the title, where the page carries it; else empty.
    pub original_title: String,
    /// The language of that original.
    pub original_lang: &'static str,
    /// `ltr` or `rtl`, of that original.
    pub original_dir: &'static str,
    /// Its description; may be empty.
    pub description: String,
    /// Its kind.
    pub kind: Kind,
    /// The language it stands under.
    pub lang: Locale,
    /// The language of its content: another one where it falls back.
    pub content_lang: Locale,
    /// `ltr` or `rtl`, of the content.
    pub content_dir: &'static str,
    /// Shown from the source language for want of a translation.
    pub fallback: bool,
    /// Whether the text carries an original, which can be shown beside it.
    pub bilingual: bool,
    /// Of a translation: what it was made from, as far as both have the same blocks.
    pub original: Option<OriginalView>,
    /// The text.
    pub html: Arc<Shared<Finished>>,
    /// Headings of level two and three.
    pub contents: Vec<Contents>,
    /// The way from the home page, without it and without the page itself.
    pub breadcrumbs: Vec<LinkView>,
    /// The page before, in navigation order.
    pub previous: Option<LinkView>,
    /// The page after.
    pub next: Option<LinkView>,
    /// Date of the last change, in words; empty where not said.
    pub updated: String,
    /// Date of the last review, in words; empty where not said.
    pub reviewed: String,
    /// Which text it has, for whoever is told what readers answer; empty where nobody is.
    pub version: String,
    /// Names of products it is about.
    pub products: Vec<String>,
    /// Whom it is for, in words: `For administrators`.
    pub audience: Vec<String>,
    /// Other pages on the same matter.
    pub related: Vec<LinkView>,
    /// Absolute address that search engines should know it by; empty without `url:`.
    pub canonical: String,
    /// Not for search engines.
    pub noindex: bool,
    /// What the page says, for machines: JSON-LD, finished; empty where search engines need not know it.
    pub json_ld: String,
    /// The same page in other languages, this one among them; empty in a portal of one language.
    pub languages: Vec<LanguageView>,
}

/// What is true of the site, as seen from the page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SiteView {
    /// Its name.
    pub title: String,
    /// Attributes that tell the language of the name, where that runs in another direction than the page; elsewhere
    /// nothing. Finished.
    pub foreign: String,
    /// What it is.
    pub description: String,
    /// `ltr` or `rtl`, of the page's language.
    pub dir: &'static str,
    /// The tag whose dates and numbers go with the words of the page:
    /// `en-GB-u-ca-gregory-nu-latn`.
    pub formats: String,
    /// The zone whose clock the partner goes by: `Asia/Taipei`; empty where nothing names one.
    pub zone: String,
    /// The way to the site's root: empty, or `../` as often as needed.
    pub root: String,
    /// The way to the root of the page's language: the same, with the language's folder.
    pub base: String,
    /// The first page of the language.
    pub home: String,
    /// The search page of the language.
    pub search: String,
    /// The list of all pages of the language; empty where they are too many for one.
    pub a_to_z: String,
    /// The search runtime of the language: `search/search.js`.
    pub search_script: String,
    /// How a search engine on a server is asked, as JSON; empty where none is.
    pub search_backend: String,
    /// The host of that engine, where it is not the portal's; empty else.
    pub search_host: String,
    /// The source language and its search page, where the page's language is another.
    pub source: Option<LanguageView>,
    /// Whether each page of the source language has its address in this language, too.
    pub same_addresses: bool,
    /// The logo; empty where there is none.
    pub logo: String,
    /// The logo on dark ground; empty where it is the same.
    pub logo_dark: String,
    /// Links of the portal's own in the head of every page: they end the menu.
    pub header: Vec<SectionView>,
    /// Links at the foot of every page, before those that the law asks for.
    pub footer: Vec<LinkView>,
    /// The icon that browsers show in a tab.
    pub icon: String,
    /// What a phone shows of the portal on its first screen; empty without an address of the portal.
    pub web_manifest: String,
    /// How a browser asks the portal's search; empty without an address of the portal.
    pub opensearch: String,
    /// The feed of what is new; empty where there is none.
    pub feed: String,
    /// A small classic script that runs before the page is painted: the reader's choice of colours.
    pub early_script: String,
    /// The script that says what is wrong right now.
    pub incident: String,
    /// Style sheets, in order.
    pub styles: Vec<String>,
    /// Classic scripts, in order, all deferred.
    pub scripts: Vec<String>,
    /// Top-level navigation: the lines of `nav`, else at most a dozen.
    pub sections: Vec<SectionView>,
    /// How many sections are not among them.
    pub more_sections: usize,
    /// The menu of the page's own section: bounded, whatever the size of the portal. Finished; empty
    /// where the section is this page alone.
    pub menu: MenuView,
    /// Pages that the law asks for.
    pub legal: Vec<LinkView>,
    /// Notices that may be in force.
    pub notices: Vec<NoticeView>,
    /// The partner's name; empty where unknown.
    pub organization: String,
    /// The channel to turn to first; empty where unknown.
    pub first_contact: Option<LinkView>,
    /// The page that describes support; empty where there is none.
    pub support: Option<LinkView>,
    /// The partner and its channels for an address book; empty where there is no such file.
    pub contact_card: String,
    /// Opening hours for a calendar; empty where there is no such file, or none of the channel that the page is of.
    pub hours_calendar: String,
    /// Days without opening hours for a calendar; empty as above, and where no such day is known.
    pub closed_calendar: String,
    /// Hours of planned work for a calendar; empty where there is no such file.
    pub maintenance_calendar: String,
    /// Where answers to "did this help?" go: an `https:` address, or a mail address as it stands behind `mailto:`;
    /// empty where nowhere.
    pub feedback: String,
    /// The openings of the calendars that the page shows, as JSON for a data block; empty where none.
    pub hours: String,
    /// The content security policy of the page's `<meta>`.
    pub csp: Arc<str>,
}

/// The attributes of an element whose words are in the language `foreign`; nothing where there is none.
pub fn attributes(foreign: Option<&Locale>) -> String {
    foreign.map_or_else(String::new, |locale| {
        format!(" lang=\"{locale}\" dir=\"{}\"", locale.direction())
    })
}

/// A link.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct LinkView {
    /// Where to.
    pub href: String,
    /// The words.
    pub title: String,
    /// More words; may be empty.
    pub description: String,
    /// Attributes that tell the language of the words, where it is not the page's; elsewhere nothing.
    /// Finished.
    pub foreign: String,
}

/// A section of the site.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct SectionView {
    /// Where to; empty for a caption.
    pub href: String,
    /// The words.
    pub title: String,
    /// Attributes that tell the language of the words, where it is not the page's; elsewhere nothing.
    /// Finished.
    pub foreign: String,
    /// The page itself.
    pub current: bool,
    /// The page is below it.
    pub open: bool,
}

/// A line of a section's menu.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct LineView {
    /// Where to; empty for a caption.
    pub href: String,
    /// The words.
    pub title: String,
    /// Attributes that tell the language of the words, where it is not the page's; elsewhere nothing.
    /// Finished.
    pub foreign: String,
    /// The attribute `aria-current`, on the page that the line stands for; elsewhere nothing. Finished.
    pub current: String,
    /// Whether what is below it is shown.
    pub open: bool,
    /// Lines below; only where open.
    pub children: Vec<LineView>,
    /// Number of lines that are left out below it, reached through its page.
    pub more: usize,
}

/// A line of the page's contents.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct Contents {
    /// The anchor.
    pub id: String,
    /// The words.
    pub title: String,
    /// As of a line of a menu: what tells the language of the words, where it is not the page's. Finished.
    pub foreign: String,
    /// Headings of level three below it.
    pub children: Vec<Contents>,
}

/// A version of the page in another language.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LanguageView {
    /// BCP 47 tag.
    pub lang: Locale,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language's own name: `Deutsch`.
    pub name: String,
    /// Where to.
    pub href: String,
    /// This very page.
    pub current: bool,
    /// Absolute address for hreflang; empty without `url:` and for fallbacks.
    pub canonical: String,
}

/// A notice in the banner, shown by a script between its times; without one, with its times.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct NoticeView {
    /// The notice's page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Attributes that tell the language of the words, where it is not the page's; elsewhere nothing.
    /// Finished.
    pub foreign: String,
    /// RFC 3339 in UTC; empty for always.
    pub starts: String,
    /// RFC 3339 in UTC; empty for always.
    pub ends: String,
    /// When it begins, in words; empty for always.
    pub from: String,
    /// When it ends, in words; empty for always.
    pub until: String,
}
