//! What one Markdown file says, with holes for whatever it takes from elsewhere.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::Serialize;

use super::facts::{Allow, Channel, Duration, Instant, Plan, Refused};
use super::segment::Segment;
use super::slot::Slot;
use super::{Fingerprint, Given, Locale, Long, Noted, RelPath, Span, Spanned};
use crate::calendar::Date;

/// What kind of page a document is: it decides template, data and place in search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The first page of a language.
    Home,
    /// The description of how customers get support, drawn from the facts.
    Support,
    /// One way to reach the partner.
    Channel,
    /// One plan of the service level agreement.
    Sla,
    /// Self-help.
    Article,
    /// Training: lessons in order.
    Guide,
    /// Questions and answers.
    Faq,
    /// What happens, to whom, from when, until when.
    Notice,
    /// Anything else.
    #[default]
    Page,
}

impl Kind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Kind; 9] = [
        Self::Home,
        Self::Support,
        Self::Channel,
        Self::Sla,
        Self::Article,
        Self::Guide,
        Self::Faq,
        Self::Notice,
        Self::Page,
    ];

    /// As written after `kind:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Support => "support",
            Self::Channel => "channel",
            Self::Sla => "sla",
            Self::Article => "article",
            Self::Guide => "guide",
            Self::Faq => "faq",
            Self::Notice => "notice",
            Self::Page => "page",
        }
    }

    /// The kind that a page has by its place alone, which is its path below the language.
    pub fn of_key(key: &RelPath) -> Self {
        let mut parts = key.parts();
        match (parts.next(), parts.next()) {
            (Some("index.md"), None) => Self::Home,
            (Some(folder), Some(_)) => Self::of_folder(folder),
            _ => Self::Page,
        }
    }

    /// The kind that a page has by the first folder of its path below the language.
    pub fn of_folder(folder: &str) -> Self {
        match folder {
            "articles" => Self::Article,
            "guides" => Self::Guide,
            "faq" => Self::Faq,
            "channels" => Self::Channel,
            "sla" => Self::Sla,
            "notices" => Self::Notice,
            _ => Self::Page,
        }
    }
}

/// Keys of front matter about the page alone, how it is kept and built: they state nothing to readers.
pub const ABOUT_PAGE: [&str; 10] = [
    "allow",
    "base_hash",
    "draft",
    "extends",
    "kind",
    "order",
    "redirect_from",
    "search",
    "slug",
    "source_hash",
];

/// The typed front matter of a page (`FACTS`, any page, channel, plan).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// The whole block, without its fences; `0..0` where there is none.
    pub span: Span,
    /// Whether its YAML ends in a mistake, so that what is missing may stand behind it.
    pub broken: bool,
    /// Its keys, as written: where something missing below them belongs.
    pub keys: Vec<Spanned<String>>,
    /// Keys whose values were refused.
    pub refused: Vec<Refused>,
    /// The title.
    pub title: Option<Spanned<String>>,
    /// One or two sentences for lists and search engines.
    pub description: Option<Spanned<String>>,
    /// `kind:`, where it is not left to the folder.
    pub kind: Option<Spanned<Kind>>,
    /// The last part of the URL, where it is not the file's name.
    pub slug: Option<Spanned<String>>,
    /// Ids of products it is about.
    pub products: Vec<Spanned<String>>,
    /// `user`, `admin`, `billing`.
    pub audience: Vec<Spanned<String>>,
    /// Free words.
    pub tags: Vec<Spanned<String>>,
    /// Place among its neighbours; lower comes first, absent comes last.
    pub order: Option<i64>,
    /// When the text last changed in substance.
    pub updated: Option<Spanned<Date>>,
    /// When somebody last read it and found it right.
    pub reviewed: Option<Spanned<Date>>,
    /// When somebody must read it again.
    pub review_by: Option<Spanned<Date>>,
    /// Not published before.
    pub effective: Option<Spanned<Date>>,
    /// Not published from this date on.
    pub expires: Option<Spanned<Date>>,
    /// Old addresses that lead here.
    pub redirect_from: Vec<Spanned<String>>,
    /// Hashes of the source's blocks that this translation was made from.
    pub source_hash: Vec<Spanned<String>>,
    /// Left out of a build.
    pub draft: bool,
    /// Of a guide: `beginner`, `intermediate`, `advanced`.
    pub level: Option<Spanned<String>>,
    /// Of a guide or lesson.
    pub time_required: Option<Spanned<Duration>>,
    /// Of a notice.
    pub starts: Option<Spanned<Instant>>,
    /// Of a notice.
    pub ends: Option<Spanned<Instant>>,
    /// Ids of products that a notice concerns.
    pub affects: Vec<Spanned<String>>,
    /// What search should know beyond the text.
    pub search: SearchHints,
    /// Findings that the author has reasons to keep.
    pub allow: Vec<Allow>,
    /// The facts of a channel page.
    pub channel: Option<Box<Channel>>,
    /// The facts of a plan page.
    pub plan: Option<Box<Plan>>,
    /// Of a channel or plan: the front matter as JSON, for programs.
    pub stated: Option<Box<serde_json::Value>>,
    /// Keys of the Learn dialect, kept as written.
    pub extra: BTreeMap<String, String>,
}

impl FrontMatter {
    /// Whether what the page says holds on a date: from `effective` on, up to the day before `expires`.
    pub fn holds_on(&self, date: Date) -> bool {
        let (begins, ends) = (self.effective.as_ref(), self.expires.as_ref());
        begins.is_none_or(|first| first.value <= date) && ends.is_none_or(|end| end.value > date)
    }

    /// Where `key` stands, else the title, else the whole file.
    pub fn at(&self, key: &str) -> Span {
        let find = |name: &str| self.keys.iter().find(|known| known.value == name);
        let known = find(key).or_else(|| find("title"));
        known.map_or_else(Span::default, |known| known.span)
    }
}

/// `search:` in front matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchHints {
    /// Not found by search.
    pub exclude: bool,
    /// What its worth is multiplied by where it is found, 1 to 10.
    pub boost: Option<u8>,
    /// Further words it is found by.
    pub keywords: Vec<Spanned<String>>,
}

/// One Markdown file, parsed. Depends on nothing but the file and the configuration.
#[derive(Clone, Debug)]
pub struct Document {
    /// From the portal's root: `en/articles/billing/refunds.md`.
    pub path: RelPath,
    /// The language of its folder.
    pub locale: Locale,
    /// Its path below the language's folder, the same in every language: `articles/billing/refunds.md`.
    pub key: RelPath,
    /// Whether it stands in a folder `includes`: part of other pages, never a page.
    pub fragment: bool,
    /// What kind of page it is.
    pub kind: Kind,
    /// Typed front matter.
    pub front: Arc<FrontMatter>,
    /// The title: of the front matter, else the first heading, else the file's name.
    pub title: String,
    /// The text, with holes.
    pub body: Body,
    /// Of what its author wrote, but for the facts in it.
    pub written: Fingerprint,
    /// Of the whole file.
    pub fingerprint: Fingerprint,
    /// Of all that other pages can show or reach of it: front matter, title, headings, anchors, and what
    /// it includes.
    pub shape: Fingerprint,
    /// The whole file, for those who compare it with its translation.
    pub text: Arc<Given>,
}

impl Document {
    /// Where the file that is included stands, if that is in the portal. A leading `/` stands for the folder
    /// of the language, as it does in links.
    pub fn included(&self, include: &Include) -> Option<RelPath> {
        match include.path.strip_prefix('/') {
            Some(rest) => RelPath::new(self.locale.as_str())?.join(rest),
            None => self.path.parent().join(&include.path),
        }
    }
}

impl Hash for Document {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.path.hash(state);
        self.fingerprint.hash(state);
    }
}

/// The text of a document as HTML, with holes wherever something from elsewhere belongs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The HTML around the holes.
    pub html: Long,
    /// Whether it shows something: more than tags and blanks, headings among them.
    pub says: bool,
    /// In reading order, each with the byte of the HTML before which it is.
    pub holes: Box<[(u32, Hole)]>,
    /// What [`Hole::Id`] and [`Hole::Heading`] point at.
    pub headings: Vec<Heading>,
    /// Links and passages.
    pub noted: Noted,
    /// What [`Hole::Src`] points at.
    pub images: Vec<Image>,
    /// Tables, also those in HTML, in reading order.
    pub tables: Vec<Table>,
    /// Words that stand for what is still to be written: `TODO`.
    pub unfinished: Vec<Spanned<String>>,
    /// Passages in a script that the page's language is not written in, where nothing says so: the first
    /// of them.
    pub foreign: Vec<Foreign>,
    /// Of a portal in several languages: what of the text, headings among it, holds a digit.
    pub counted: Vec<Passage>,
    /// Of a portal in several languages: the blocks of the text, in reading order.
    pub segments: Vec<Segment>,
    /// Of a portal in several languages: the parts of the text that hold words, with the byte of the file
    /// on which each begins. The page's title is none of them.
    pub slots: Vec<(Slot, u32)>,
    /// Ids in the text besides those of headings, sorted.
    pub anchors: Vec<String>,
    /// Whether parts of it, or its title, carry an original in another language (`sxs-lookup`).
    pub bilingual: bool,
    /// The original of the title; empty where it has none.
    pub original_title: String,
}

/// The language of what `sxs-lookup` carries, and its direction: Learn, whose notation it is, translates from
/// English.
pub const ORIGINAL: (&str, &str) = ("en", "ltr");

impl Body {
    /// What it is made of, in reading order; `html` is its HTML.
    pub fn pieces<'b>(&'b self, html: &'b str) -> impl Iterator<Item = Piece<'b>> {
        let ends = self
            .holes
            .iter()
            .map(|(at, hole)| (*at as usize, Some(hole)));
        let mut from = 0;
        ends.chain([(html.len(), None)])
            .flat_map(move |(to, hole)| {
                let html = html.get(from..to).unwrap_or_default();
                from = to;
                let html = (!html.is_empty()).then_some(Piece::Html(html));
                [html, hole.map(Piece::Hole)]
            })
            .flatten()
    }

    /// What it takes from elsewhere, in reading order.
    pub fn holes(&self) -> impl Iterator<Item = &Hole> {
        self.holes.iter().map(|(_, hole)| hole)
    }

    /// The files that it includes.
    pub fn includes(&self) -> impl Iterator<Item = &Include> {
        self.holes().filter_map(|hole| match hole {
            Hole::Include(include) => Some(&**include),
            _ => None,
        })
    }
}

/// A part of a body.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'b> {
    /// Finished HTML.
    Html(&'b str),
    /// Something from elsewhere.
    Hole(&'b Hole),
}

/// What a text takes from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Hole {
    /// The value of an `id`: the anchor of heading number `n`.
    Id(u32),
    /// The words of heading number `n` begin here. What else it can be reached by stands before them.
    Heading(u32),
    /// The value of an `href`: the destination of link number `n`.
    Href(u32),
    /// The value of a `src`: the address of image number `n`.
    Src(u32),
    /// A fact in the middle of a sentence: `channel.phone.address`.
    Fact(Box<Spanned<String>>),
    /// Nothing: behind it stands, as text, what names a fact in other braces than those of one, as it is written:
    /// `{ channel.phone.address }`.
    Braced(Box<Spanned<String>>),
    /// A word of the interface, by its key: `alert_note`.
    Word(&'static str),
    /// The same before what it names, with the space between both: `watch_video_of`.
    Label(&'static str),
    /// The same in brackets behind something, with the space before them: `video_captions`.
    Aside(&'static str),
    /// Another file's body.
    Include(Box<Include>),
    /// A block that is drawn from facts: `:::contact channel="phone":::`.
    Block(Box<Block>),
}

/// Plain text without a break, and where it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// As read. U+FFFC stands for code and for what is taken from elsewhere.
    pub text: String,
    /// Where the text goes on elsewhere in the file: offset in the text, offset in the file.
    pub places: Vec<(u32, u32)>,
}

impl Passage {
    /// Where a part of the text stands.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        let Span { start, end } = Span::new(range);
        let place = |at: u32| {
            let after = self.places.partition_point(|&(text, _)| text <= at);
            let (text, file) = self.places[..after].last().copied().unwrap_or_default();
            file + (at - text)
        };
        Span {
            start: place(start),
            end: place(end.saturating_sub(1).max(start)) + 1,
        }
    }
}

/// A heading of the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Its anchor, unique in the document.
    pub id: Arc<str>,
    /// Whether its author named the anchor: `{#late}`. Else it is made of the heading's words.
    pub named: bool,
    /// Its plain text.
    pub text: Arc<str>,
    /// The heading's line.
    pub span: Span,
}

/// A link as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// The destination: `../billing/refunds.md#late`.
    pub to: String,
    /// The words shown, plain.
    pub text: String,
    /// Whether these are code and nothing else: the name of a command, whatever it says.
    pub is_code: bool,
    /// The destination's place, or the whole link's.
    pub span: Span,
}

/// A picture as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Image {
    /// The file: `../assets/sign-in.svg`.
    pub src: String,
    /// The alternative text; `None` where nothing was said, which is not the same as empty.
    pub alt: Option<String>,
    /// Whether the picture is said to carry no meaning.
    pub decorative: bool,
    /// The whole picture.
    pub span: Span,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    /// Whether a head cell of it has words.
    pub has_heads: bool,
    /// The row of head cells, or the tag that begins it.
    pub span: Span,
}

/// A passage in a script that is not the page's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Foreign {
    /// The script.
    pub script: Script,
    /// Its first letters.
    pub begins: String,
    /// The whole passage.
    pub span: Span,
}

/// A script, as far as they are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Of English, German, Turkish, Vietnamese.
    Latin,
    /// Of Greek.
    Greek,
    /// Of Russian and Ukrainian.
    Cyrillic,
    /// Of Hebrew and Yiddish.
    Hebrew,
    /// Of Arabic, Persian and Urdu.
    Arabic,
    /// Of Hindi and Marathi.
    Devanagari,
    /// Of Thai.
    Thai,
    /// Of Korean.
    Hangul,
    /// Of Chinese, and with others of Japanese.
    Han,
    /// Of Japanese alone.
    Kana,
}

impl Script {
    /// The scripts that a language is written in: by its tag, else as usual; none where that is not known.
    pub fn of(language: &Locale) -> &'static [Self] {
        let tag = language.as_str().split('-').nth(1);
        match tag.filter(|part| part.len() == 4) {
            Some("Latn") => return &[Self::Latin],
            Some("Cyrl") => return &[Self::Cyrillic],
            Some("Hans" | "Hant" | "Hani") => return &[Self::Han],
            Some("Jpan") => return &[Self::Han, Self::Kana],
            Some("Kore") => return &[Self::Hangul, Self::Han],
            Some("Arab") => return &[Self::Arabic],
            Some("Deva") => return &[Self::Devanagari],
            Some(_) => return &[],
            None => {}
        }
        match language.language() {
            "zh" | "yue" => &[Self::Han],
            "ja" => &[Self::Han, Self::Kana],
            "ko" => &[Self::Hangul, Self::Han],
            "el" => &[Self::Greek],
            "ru" | "uk" | "bg" | "be" | "mk" | "kk" | "ky" | "tg" | "mn" => &[Self::Cyrillic],
            "he" | "yi" => &[Self::Hebrew],
            "ar" | "fa" | "ur" | "ps" | "ug" => &[Self::Arabic],
            "hi" | "mr" | "ne" => &[Self::Devanagari],
            "th" => &[Self::Thai],
            "en" | "de" | "fr" | "es" | "it" | "pt" | "nl" | "pl" | "cs" | "sk" | "sl" | "hr"
            | "hu" | "ro" | "sv" | "da" | "nb" | "nn" | "no" | "fi" | "is" | "et" | "lv" | "lt"
            | "tr" | "vi" | "id" | "ms" | "fil" | "tl" | "ca" | "gl" | "eu" | "ga" | "cy"
            | "mt" | "lb" | "sq" | "af" | "sw" => &[Self::Latin],
            // Written in several, or in one that is not told apart here.
            _ => &[],
        }
    }
}

/// `[!INCLUDE [title](path)]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Include {
    /// The file, relative to the including one.
    pub path: String,
    /// What it stands in.
    pub within: Within,
    /// The whole directive.
    pub span: Span,
}

impl Block {
    /// The attribute that says which, of a directive of this name.
    pub fn key(name: &str) -> Option<&'static str> {
        match name {
            "contact" => Some("channel"),
            "hours" => Some("calendar"),
            "sla" => Some("plan"),
            _ => None,
        }
    }
}

/// What an include stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Within {
    /// Other blocks: it is one itself.
    Blocks,
    /// A cell or an item of a list, which holds words or blocks.
    Item,
    /// A paragraph, which ends where a block begins.
    Paragraph,
    /// A heading, or words with a mark of their own: no block may stand there.
    Words,
}

/// A directive that draws facts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    /// `contact`, `hours`, `sla`, `related`.
    pub name: String,
    /// Its attributes, as written: `channel` → `phone`.
    pub attributes: Vec<(String, Spanned<String>)>,
    /// The whole directive.
    pub span: Span,
}
