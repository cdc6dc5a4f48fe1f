//! Bodies with their holes filled: the text as the reader sees it.

mod blocks;
mod includes;

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::describe::{self, Scene, Unknown};
use super::facets::Scenes;
use super::headings::Headings;
use super::ids::{Ids, Renamed};
use super::links::{Destination, Links};
use super::notes::Notes;
use super::pages::{Pages, Placed};
use crate::model::document::Link;
use crate::model::markup::escaped;
use crate::model::site::{Anchor, Loose, LooseEnd};
use crate::model::{
    Diagnosed, Document, Fingerprint, Finished, Hole, Piece, RelPath, Shared, Span, Spanned,
};

/// A body without holes.
#[derive(Default)]
pub struct Filled {
    /// The text.
    pub html: Arc<Shared<Finished>>,
    /// Headings in reading order.
    pub headings: Arc<[Anchor]>,
    /// Pages it links to, sorted, each once.
    pub links: Arc<[usize]>,
    /// Whether some of it carries an original.
    pub bilingual: bool,
    /// Of what the authors of its files wrote, but for facts.
    pub written: Fingerprint,
    /// Of the files whose text it shows.
    pub texts: Fingerprint,
    /// What leads nowhere.
    pub loose: Vec<LooseEnd>,
}

/// The portal around a page: all that fills holes, but for the texts of files. It is the same as long as
/// its key is.
pub struct Around<'a> {
    /// Of all that the rest is made from.
    pub key: Fingerprint,
    /// The pages.
    pub pages: &'a Pages,
    /// Where links lead.
    pub links: &'a Links<'a>,
    /// What facts say.
    pub scenes: &'a Scenes<'a>,
    /// The anchors of translated headings.
    pub headings: &'a Headings,
}

impl Hash for Around<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// A page whose holes are to be filled. Its key is made of the texts that it shows: its own, and those
/// that are included.
pub struct Job<'a> {
    /// Its number.
    pub number: usize,
    /// Its file.
    pub document: &'a Arc<Document>,
    /// Where included files are found.
    pub links: &'a Links<'a>,
    /// Files in each other, at most.
    pub depth: usize,
}

impl Hash for Job<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
        let mut seen = HashSet::from([&self.document.path]);
        let mut row = vec![&**self.document];
        // Each file once, at the least depth: with what they say, these decide what is shown.
        for _ in 0..=self.depth {
            if row.is_empty() {
                break;
            }
            let mut next = Vec::new();
            for document in row {
                document.fingerprint.hash(state);
                next.extend(
                    self.included(document)
                        .filter(|included| seen.insert(&included.path)),
                );
            }
            row = next;
        }
    }
}

impl Job<'_> {
    /// The files that `document` includes itself.
    fn included<'d>(&'d self, document: &'d Document) -> impl Iterator<Item = &'d Document> {
        document.body.includes().filter_map(|include| {
            let path = document.included(include)?;
            self.links.included(&path).map(|included| &**included)
        })
    }
}

/// Fills the holes of a page.
pub fn fill(job: &Job<'_>, around: &Around<'_>) -> Diagnosed<Filled> {
    let Around {
        pages,
        links,
        scenes,
        headings,
        ..
    } = around;
    let placed = &pages.list[job.number];
    // Facts and words in the text are in the language of the text.
    let filled = scenes.of_page(job.number, &placed.document.locale, |scene| {
        let mut filler = Filler {
            number: job.number,
            placed,
            pages,
            links,
            anchors: headings,
            scenes,
            html: String::with_capacity(room(job.document)),
            headings: Vec::new(),
            targets: Vec::new(),
            filled: Filled::default(),
            chain: Vec::new(),
            ids: match job.document.body.includes().next() {
                Some(_) => Ids::of(job.document, headings),
                None => Ids::default(),
            },
            renamed: Renamed::default(),
            notes: Notes::default(),
            included: 0,
            is_full: false,
            in_lost_picture: false,
            in_link: false,
            holes: Vec::with_capacity(job.document.body.holes.len()),
            is_woven: false,
        };
        filler.document(job.document, scene);
        filler.notes.gather(&mut filler.html);
        filler.targets.sort_unstable();
        filler.targets.dedup();
        let html = match filler.is_woven {
            true => filler.html.into(),
            false => Finished::filled(job.document, &filler.html, &filler.holes),
        };
        Filled {
            html: Arc::new(html.into()),
            headings: filler.headings.into(),
            links: filler.targets.into(),
            texts: Fingerprint::of_value(job),
            ..filler.filled
        }
    });
    Diagnosed::new(filled, Vec::new())
}

/// About as many bytes as the text of `document` will have.
fn room(document: &Document) -> usize {
    document.body.html.len() + document.body.holes.len() * 64
}

struct Filler<'a, 'l> {
    number: usize,
    placed: &'a Placed,
    pages: &'a Pages,
    links: &'a Links<'l>,
    anchors: &'a Headings,
    scenes: &'a Scenes<'a>,
    html: String,
    headings: Vec<Anchor>,
    targets: Vec<usize>,
    filled: Filled,
    /// The files that are being included into each other.
    chain: Vec<RelPath>,
    /// The ids of a page that includes something, as far as it is put together.
    ids: Ids,
    /// Those of the file that is being included that the page has already.
    renamed: Renamed,
    /// The footnotes of included files.
    notes: Notes,
    /// Bytes that includes and facts have put into the page.
    included: u64,
    /// Whether it was found that they are too many.
    is_full: bool,
    /// The words of a picture that is not there were written; the rest of its tag comes next.
    in_lost_picture: bool,
    /// Whether a link is open. Followed where facts are, since many of them are links themselves.
    in_link: bool,
    /// Where in the text what fills the holes of the page's own file begins and ends.
    holes: Vec<(usize, usize)>,
    /// Whether the text is more than its file with the holes filled: others are included, or a picture's tag
    /// is not there.
    is_woven: bool,
}

impl<'a> Filler<'a, '_> {
    fn document(&mut self, document: &Document, scene: &Scene<'_>) {
        self.filled.bilingual |= document.body.bilingual;
        self.filled.written = self.filled.written.and(document.written);
        self.chain.push(document.path.clone());
        let html = document.body.html.text();
        let has_links = (document.body.holes()).any(|hole| matches!(hole, Hole::Href(_)));
        let notes = has_links.then(|| document.body.noted.read());
        let links = notes.unwrap_or_default().links;
        let has_facts = document
            .body
            .holes()
            .any(|hole| matches!(hole, Hole::Fact(_)));
        for piece in document.body.pieces(&html) {
            match piece {
                Piece::Html(html) => {
                    if has_facts {
                        self.in_link = ends_in_link(html).unwrap_or(self.in_link);
                    }
                    self.written(html);
                }
                Piece::Hole(hole) => {
                    let from = self.html.len();
                    self.fill(document, hole, &links, scene);
                    let to = self.html.len();
                    match (self.chain.len(), hole) {
                        (1, _) => self.holes.push((from, to)),
                        // These have counted what they put in.
                        (_, Hole::Fact(_) | Hole::Include(_) | Hole::Block(_)) => {}
                        _ => self.included += to.saturating_sub(from) as u64,
                    }
                }
            }
        }
        self.chain.pop();
    }

    fn fill(&mut self, document: &Document, hole: &Hole, links: &[Link], scene: &Scene<'_>) {
        match hole {
            Hole::Id(index) => {
                let (id, _) = self.anchors.get(document, *index as usize);
                let id = escaped(self.name(id));
                self.html.push_str(&id);
            }
            Hole::Heading(index) => self.heading(document, *index as usize, scene),
            Hole::Href(index) => self.href(document, &links[*index as usize]),
            Hole::Src(index) => self.src(document, *index as usize),
            Hole::Fact(name) => self.fact(document, name, scene),
            Hole::Braced(written) => self.braced(document, written, scene),
            Hole::Word(key) => self.word(key, scene),
            Hole::Label(key) => self.label(key, scene),
            Hole::Aside(key) => self.aside(key, scene),
            Hole::Include(include) => {
                self.is_woven = true;
                self.include(document, include, scene);
            }
            Hole::Block(block) => self.block(document, block, scene),
        }
    }

    /// What the page calls an id of the file that is being read.
    fn name<'n>(&'n self, id: &'n str) -> &'n str {
        self.renamed.get(id).map_or(id, |name| name)
    }

    fn written(&mut self, html: &str) {
        match html.split_once('>') {
            Some((_, rest)) if std::mem::take(&mut self.in_lost_picture) => {
                self.html.push_str(rest);
            }
            _ => self.html.push_str(html),
        }
    }

    fn loose(&mut self, document: &Document, span: Span, what: Loose) {
        self.filled.loose.push(LooseEnd {
            path: document.path.clone(),
            span,
            what,
        });
    }

    fn heading(&mut self, document: &Document, index: usize, scene: &Scene<'_>) {
        let heading = &document.body.headings[index];
        let (id, own) = self.anchors.get(document, index);
        if let Some(own) = own {
            let own = escaped(self.name(own));
            self.html.push_str(&format!("<span id=\"{own}\"></span>"));
        }
        self.headings.push(Anchor {
            level: heading.level,
            id: self.renamed.get(id).unwrap_or(id).clone(),
            text: describe::with_references(scene, &heading.text),
        });
    }

    fn href(&mut self, document: &Document, link: &Link) {
        let mut destination = self.links.page(&link.to, &document.path, self.number);
        // A page that stood there once is linked to where it is now.
        if let Destination::Moved(now, what) = destination {
            self.loose(document, link.span, *what);
            destination = *now;
        }
        let (target, anchor) = match destination {
            Destination::Page(target, anchor) => (target, anchor),
            Destination::File(url) => {
                let href = url.href(&self.placed.url);
                return self.html.push_str(&href);
            }
            Destination::Lost(target, what) => {
                self.loose(document, link.span, *what);
                (target, None)
            }
            Destination::Nothing(what) | Destination::Moved(_, what) => {
                self.loose(document, link.span, *what);
                // A link to nothing is shown as it was meant; following it goes nowhere else.
                return self.html.push('#');
            }
        };
        if target != self.number {
            self.targets.push(target);
            let href = self.pages.list[target].url.href(&self.placed.url);
            self.html.push_str(&href);
        } else if anchor.is_none() {
            self.html.push('#');
        }
        if let Some(anchor) = anchor {
            // A link within a file leads to a place in the same file.
            let anchor = match link.to.starts_with('#') {
                true => self.name(&anchor),
                false => &anchor,
            };
            let anchor = encoded_anchor(anchor);
            self.html.push('#');
            self.html.push_str(&anchor);
        }
    }

    fn src(&mut self, document: &Document, index: usize) {
        let image = &document.body.images[index];
        match self.links.picture(&image.src, &document.path) {
            Ok((url, size)) => {
                let html = &mut self.html;
                html.push_str(&url.href(&self.placed.url));
                // The hole is the value of an attribute; two more follow it.
                if let Some((width, height)) = size {
                    html.push_str(&format!("\" width=\"{width}\" height=\"{height}"));
                }
            }
            Err(what) => {
                // An empty address would be this page's own, and a picture without one is no HTML: the words
                // alone stand there.
                let html = &mut self.html;
                if html.ends_with("<img src=\"") {
                    html.truncate(html.len() - "<img src=\"".len());
                    let alt = image.alt.as_deref().unwrap_or_default();
                    html.push_str(&format!(
                        "<span class=\"lost-picture\">{}</span>",
                        escaped(alt)
                    ));
                    self.in_lost_picture = true;
                    self.is_woven = true;
                }
                self.loose(document, image.span, what);
            }
        }
    }

    fn word(&mut self, key: &str, scene: &Scene<'_>) {
        let word = scene.strings.fill(scene.locale, key, &[]);
        self.html.push_str(&escaped(&word));
    }

    /// A full-width colon has its space in it.
    fn label(&mut self, key: &str, scene: &Scene<'_>) {
        self.word(key, scene);
        if !self.html.ends_with('：') {
            self.html.push(' ');
        }
    }

    fn aside(&mut self, key: &str, scene: &Scene<'_>) {
        let (opening, closing) = match scene.is_wide() {
            true => ("（", "）"),
            false => (" (", ")"),
        };
        self.html.push_str(opening);
        self.word(key, scene);
        self.html.push_str(closing);
    }

    fn fact(&mut self, document: &Document, name: &Spanned<String>, scene: &Scene<'_>) {
        if self.is_full {
            return;
        }
        match describe::reference(scene, &name.value) {
            Ok(words) => {
                // No link stands in another.
                let html = match self.in_link {
                    true => escaped(&words.text),
                    false => words.html(),
                };
                if self.has_room(document, name.span, html.len()) {
                    self.html.push_str(&html);
                }
            }
            Err(unknown) => {
                self.html
                    .push_str(&escaped(&format!("{{{{ {} }}}}", name.value)));
                self.unknown(document, name.span, unknown);
            }
        }
    }

    /// Finds the name of a fact in the wrong braces, if there is such a fact.
    fn braced(&mut self, document: &Document, written: &Spanned<String>, scene: &Scene<'_>) {
        let name = written.value.trim_matches(['{', '}', ' ']);
        if describe::reference(scene, name).is_ok() {
            let what = Loose::Fact {
                message: format!(
                    "`{}` names a fact, and has not two braces on each side",
                    written.value
                ),
                hint: Some(format!(
                    "write `{{{{ {name} }}}}`; `\\{{` if the characters are meant"
                )),
                about: None,
            };
            self.loose(document, written.span, what);
        }
    }

    fn unknown(&mut self, document: &Document, span: Span, unknown: Unknown) {
        let what = Loose::Fact {
            message: unknown.message,
            hint: unknown.hint,
            about: unknown.about,
        };
        self.loose(document, span, what);
    }

    /// Whether `more` bytes, which few in the page stand for, may still be put into it. Files of a few lines
    /// that include each other ten times over stand for more than any disk holds, and so do the hours of a
    /// calendar that are named a thousand times.
    fn has_room(&mut self, document: &Document, span: Span, more: usize) -> bool {
        if self.is_full {
            return false;
        }
        let limit = self.scenes.config().limits.include_size;
        self.included += more as u64;
        self.is_full = self.included > limit;
        if self.is_full {
            self.loose(document, span, Loose::IncludeSize { limit });
        }
        !self.is_full
    }
}

/// Whether a link is open behind `html`, if that opens or closes one.
fn ends_in_link(html: &str) -> Option<bool> {
    let (open, close) = (html.rfind("<a "), html.rfind("</a>"));
    (open.is_some() || close.is_some()).then_some(open > close)
}

/// An anchor as part of a URL. Browsers take letters of any script as they are; what would end the
/// attribute or the fragment is escaped.
fn encoded_anchor(anchor: &str) -> String {
    percent_encoding::utf8_percent_encode(anchor, percent_encoding::NON_ALPHANUMERIC)
        .to_string()
        .replace("%2D", "-")
        .replace("%5F", "_")
        .replace("%2E", ".")
}
