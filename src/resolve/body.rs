//! Bodies with their holes filled: the text as the reader sees it.

use super::describe::{self, Scene, Unknown};
use super::facets::Scenes;
use super::links::{Destination, Links};
use super::pages::{Pages, Placed};
use crate::model::document::{Block, Include};
use crate::model::markup::escaped;
use crate::model::site::{Anchor, Loose, LooseEnd};
use crate::model::{Document, Fingerprint, Piece, RelPath, Span, Spanned};

/// A body without holes.
#[derive(Default)]
pub struct Filled {
    /// The text.
    pub html: String,
    /// Headings in reading order.
    pub headings: Vec<Anchor>,
    /// Pages it links to, sorted, each once.
    pub links: Vec<usize>,
    /// Whether some of it carries an original.
    pub bilingual: bool,
    /// Of what the authors of its files wrote, but for facts.
    pub written: Fingerprint,
    /// What leads nowhere.
    pub loose: Vec<LooseEnd>,
}

/// Fills the holes of page `number`.
pub fn fill(number: usize, pages: &Pages, links: &Links<'_>, scenes: &Scenes<'_>) -> Filled {
    let placed = &pages.list[number];
    // Facts and words in the text are in the language of the text.
    scenes.with(&placed.document.locale, |scene| {
        let mut filler = Filler {
            number,
            placed,
            pages,
            links,
            scene,
            filled: Filled::default(),
            chain: Vec::new(),
        };
        filler.document(&placed.document);
        let mut filled = filler.filled;
        filled.links.sort_unstable();
        filled.links.dedup();
        filled
    })
}

struct Filler<'a, 's> {
    number: usize,
    placed: &'a Placed,
    pages: &'a Pages,
    links: &'a Links<'a>,
    scene: &'a Scene<'s>,
    filled: Filled,
    /// The files that are being included into each other.
    chain: Vec<RelPath>,
}

impl Filler<'_, '_> {
    fn document(&mut self, document: &Document) {
        self.filled.bilingual |= document.body.bilingual;
        self.filled.written = self.filled.written.and(document.written);
        self.chain.push(document.path.clone());
        for piece in &document.body.pieces {
            match piece {
                Piece::Html(html) => self.filled.html.push_str(html),
                Piece::Heading(index) => self.heading(document, *index as usize),
                Piece::Href(index) => self.href(document, *index as usize),
                Piece::Src(index) => self.src(document, *index as usize),
                Piece::Fact(name) => self.fact(document, name),
                Piece::Word(key) => self.word(key),
                Piece::Include(include) => self.include(document, include),
                Piece::Block(block) => self.block(document, block),
            }
        }
        self.chain.pop();
    }

    fn loose(&mut self, document: &Document, span: Span, what: Loose) {
        self.filled.loose.push(LooseEnd {
            path: document.path.clone(),
            span,
            what,
        });
    }

    fn heading(&mut self, document: &Document, index: usize) {
        let heading = &document.body.headings[index];
        self.filled.headings.push(Anchor {
            level: heading.level,
            id: heading.id.clone(),
            text: heading.text.clone(),
        });
    }

    fn href(&mut self, document: &Document, index: usize) {
        let link = &document.body.links[index];
        let (target, anchor) = match self.links.page(&link.to, &document.path, self.number) {
            Destination::Page(target, anchor) => (target, anchor),
            Destination::File(url) => {
                let href = url.href(&self.placed.url);
                return self.filled.html.push_str(&href);
            }
            Destination::Lost(target, what) => {
                self.loose(document, link.span, *what);
                (target, None)
            }
            Destination::Nothing(what) => {
                self.loose(document, link.span, *what);
                // A link to nothing is shown as it was meant; following it goes nowhere else.
                return self.filled.html.push('#');
            }
        };
        if target != self.number {
            self.filled.links.push(target);
            let href = self.pages.list[target].url.href(&self.placed.url);
            self.filled.html.push_str(&href);
        } else if anchor.is_none() {
            self.filled.html.push('#');
        }
        if let Some(anchor) = anchor {
            self.filled.html.push('#');
            self.filled.html.push_str(&encoded_anchor(&anchor));
        }
    }

    fn src(&mut self, document: &Document, index: usize) {
        let image = &document.body.images[index];
        match self.links.picture(&image.src, &document.path) {
            Ok((url, size)) => {
                let html = &mut self.filled.html;
                html.push_str(&url.href(&self.placed.url));
                // The hole is the value of an attribute; two more follow it.
                if let Some((width, height)) = size {
                    html.push_str(&format!("\" width=\"{width}\" height=\"{height}"));
                }
            }
            Err(what) => {
                // An empty address would be this page's own; without one the words stand in for the
                // picture.
                let html = &mut self.filled.html;
                if html.ends_with(" src=\"") {
                    html.truncate(html.len() - "src=\"".len());
                    html.push_str("data-missing=\"");
                }
                self.loose(document, image.span, what);
            }
        }
    }

    fn word(&mut self, key: &str) {
        let word = self.scene.strings.fill(self.scene.locale, key, &[]);
        self.filled.html.push_str(&escaped(&word));
    }

    fn fact(&mut self, document: &Document, name: &Spanned<String>) {
        match describe::reference(self.scene, &name.value) {
            Ok(words) => self.filled.html.push_str(&words.html()),
            Err(unknown) => {
                self.filled
                    .html
                    .push_str(&escaped(&format!("{{{{ {} }}}}", name.value)));
                self.unknown(document, name.span, unknown);
            }
        }
    }

    fn unknown(&mut self, document: &Document, span: Span, unknown: Unknown) {
        let what = Loose::Fact {
            message: unknown.message,
            hint: unknown.hint,
        };
        self.loose(document, span, what);
    }

    fn include(&mut self, document: &Document, include: &Include) {
        let missing = |nearest| Loose::IncludeMissing {
            to: include.path.clone(),
            nearest,
        };
        let Some(path) = document.path.parent().join(&include.path) else {
            return self.loose(
                document,
                include.span,
                Loose::Escape {
                    to: include.path.clone(),
                },
            );
        };
        let Some(included) = self.links.document(&path) else {
            let nearest = self.links.suggestion(&path, &document.path);
            return self.loose(document, include.span, missing(nearest));
        };
        if let Some(start) = self.chain.iter().position(|file| *file == path) {
            let mut chain = self.chain[start..].to_vec();
            chain.push(path);
            return self.loose(document, include.span, Loose::IncludeCycle { chain });
        }
        let limit = self.scene.config.limits.include_depth;
        if self.chain.len() > limit {
            return self.loose(document, include.span, Loose::IncludeDepth { limit });
        }
        if !include.inline {
            return self.document(included);
        }
        // In the middle of a sentence only the words of a single paragraph make sense.
        let before = self.filled.html.len();
        self.document(included);
        let text = self.filled.html[before..].trim();
        let bare = text
            .strip_prefix("<p>")
            .and_then(|text| text.strip_suffix("</p>"));
        if let Some(bare) = bare.filter(|bare| !bare.contains("<p>")).map(str::to_owned) {
            self.filled.html.truncate(before);
            self.filled.html.push_str(&bare);
        }
    }

    fn block(&mut self, document: &Document, block: &Block) {
        let attribute = |name: &str| {
            let found = block.attributes.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value)
        };
        type Draw = fn(&Scene<'_>, &str) -> Result<String, Unknown>;
        let (key, draw): (&str, Draw) = match block.name.as_str() {
            "contact" => ("channel", describe::block_contact),
            "hours" => ("calendar", describe::block_hours),
            "sla" => ("plan", describe::block_sla),
            _ => return self.related(),
        };
        let Some(id) = attribute(key) else {
            let what = Loose::Fact {
                message: format!("`:::{}:::` does not say which {key}", block.name),
                hint: Some(format!("write `:::{} {key}=\"…\":::`", block.name)),
            };
            return self.loose(document, block.span, what);
        };
        match draw(self.scene, &id.value) {
            Ok(html) => {
                let html = self.with_hrefs(html);
                self.filled.html.push_str(&html);
            }
            Err(unknown) => self.unknown(document, id.span, unknown),
        }
    }

    /// Pages of the same section, for `:::related:::`.
    fn related(&mut self) {
        let key = &self.placed.document.key;
        let folder = key.parent();
        let siblings = self.pages.list.iter().filter(|other| {
            other.locale == self.placed.locale
                && other.document.key != *key
                && other.document.key.parent() == folder
        });
        let items: Vec<String> = siblings
            .take(6)
            .map(|other| {
                let href = other.url.href(&self.placed.url);
                let title = escaped(&other.document.title);
                format!("<li><a href=\"{href}\">{title}</a></li>\n")
            })
            .collect();
        if !items.is_empty() {
            self.filled.html.push_str("<ul class=\"related\">\n");
            self.filled.html.push_str(&items.concat());
            self.filled.html.push_str("</ul>\n");
        }
    }

    /// Blocks link to pages by number; here the numbers become addresses.
    fn with_hrefs(&mut self, html: String) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html.as_str();
        while let Some(at) = rest.find("href=\"page:") {
            let (before, after) = rest.split_at(at + 6);
            out.push_str(before);
            let end = after.find('"').unwrap_or(after.len());
            if let Some(page) = after[5..end]
                .parse()
                .ok()
                .filter(|&page| page < self.pages.list.len())
            {
                let page = self.pages.in_locale(page, &self.placed.locale);
                self.filled.links.push(page);
                out.push_str(&self.pages.list[page].url.href(&self.placed.url));
            }
            rest = &after[end..];
        }
        out.push_str(rest);
        out
    }
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
