//! `PAGE.md` beside each page, with facts and includes filled in, and `llms.txt` of each language, which
//! lists them (llmstxt.org): for whoever reads the portal with a program.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{absolute, in_folder, markdown, text};
use crate::memo;
use crate::model::long;
use crate::model::markup::has;
use crate::model::site::Target;
use crate::model::{Diagnosed, Facet, Finished, Locale, Output, Page, RelPath, Shared, Site, Url};

/// A page that is to have a twin. What it is called and where it stands is the site's, and the same as
/// long as that is.
pub struct Twin<'a> {
    page: &'a Page,
    text: Text<'a>,
}

enum Text<'a> {
    /// The text of a page that shows nothing else.
    Own(&'a Arc<Shared<Finished>>),
    /// The page as it was drawn.
    Drawn(&'a Output),
}

impl Hash for Twin<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.page.url.hash(state);
        match self.text {
            Text::Own(html) => (0, html).hash(state),
            Text::Drawn(drawn) => (1, drawn.fingerprint).hash(state),
        }
    }
}

/// The twins, still to be written, of those pages that hold, from page number `first` on; `drawn` are the
/// same pages as they were drawn, in their order.
pub fn twins<'a>(site: &'a Site, first: usize, drawn: &'a [Arc<Output>]) -> Vec<Twin<'a>> {
    let pages = site.pages.iter().skip(first).zip(drawn);
    let pages = pages.filter(|(page, _)| has_twin(page));
    let twin = |(page, drawn): (&'a Page, &'a Arc<Output>)| {
        let text = match shows_facts(page) {
            true => Text::Drawn(drawn),
            false => Text::Own(&page.html),
        };
        Twin { page, text }
    };
    pages.map(twin).collect()
}

/// U+2060, which keeps a range of hours in one line of a page.
const JOINER: &str = "\u{2060}";

/// Writes a twin.
pub fn twin(twin: &Twin<'_>, site: &Site) -> Diagnosed<Output> {
    let page = twin.page;
    let mut out = format!("# {}\n\n", markdown::plain(page.title()));
    if !page.description().is_empty() {
        out.push_str(&format!("> {}\n\n", markdown::plain(page.description())));
    }
    if let Some(address) = absolute(site, &page.url) {
        out.push_str(&format!("<{address}>\n\n"));
    }
    for (key, date) in [
        ("updated_on", &page.updated),
        ("reviewed_on", &page.reviewed),
    ] {
        if !date.is_empty() {
            let words = site
                .strings
                .fill(&page.locale, key, &[("date", date.as_str())]);
            out.push_str(&format!("{}\n\n", markdown::plain(&words)));
        }
    }
    let comma = site.strings.fill(&page.locale, "list_separator", &[]);
    match twin.text {
        Text::Own(html) => out.push_str(&markdown::text(&html.html(), &comma)),
        Text::Drawn(drawn) => {
            let html = long::text(&drawn.bytes);
            out.push_str(&markdown::text(main(&html), &comma));
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    // Nothing is broken into lines here, and who looks for `09:00–18:00` is to find it.
    if has(&out, JOINER) {
        out = out.replace(JOINER, "");
    }
    Diagnosed::new(Output::new(url(page), out.into_bytes()), Vec::new())
}

/// The list of each language.
pub(super) fn lists(site: &Site) -> Vec<Output> {
    let languages = &site.config.languages;
    memo::map(languages.len(), |number| list(site, &languages[number]))
}

/// A page in a language that it has not been translated to has one in its own.
fn has_twin(page: &Page) -> bool {
    !page.is_fallback() && page.holds()
}

fn url(page: &Page) -> Url {
    let stem = page.url.as_str().trim_end_matches(".html");
    Url::new(&RelPath::new(&format!("{stem}.md")).unwrap_or_default())
}

/// Whether its template draws facts around the text, so that the text alone is not the page.
fn shows_facts(page: &Page) -> bool {
    use Facet::{Channel, Notice, Plan, Support};
    matches!(page.facet, Channel(_) | Plan(_) | Support(_) | Notice(_))
}

/// What is between the tags of `<main>`.
fn main(html: &str) -> &str {
    let start = html.find("<main").unwrap_or_default();
    let end = html.find("</main>").unwrap_or(html.len());
    html.get(start..end).unwrap_or(html)
}

/// The pages of a language under the sections of its navigation.
fn list(site: &Site, locale: &Locale) -> Output {
    let mut out = format!(
        "# {}\n",
        markdown::plain(text(site, locale, &site.config.title))
    );
    let about = text(site, locale, &site.config.description);
    if !about.is_empty() {
        out.push_str(&format!("\n> {}\n", markdown::plain(about)));
    }
    let name = "llms.txt";
    let own = super::url(site, locale, name);
    if let Some(tree) = site.navigation.get(locale) {
        let mut section = None;
        for (number, node) in tree.nodes.iter().enumerate() {
            let Target::Page(page) = node.target else {
                continue;
            };
            let page = &site.pages[page];
            if !has_twin(page) {
                continue;
            }
            let root = tree.root(number);
            if section != Some(root) {
                section = Some(root);
                let title = markdown::plain(&tree.nodes[root].title);
                out.push_str(&format!("\n## {title}\n\n"));
            }
            let url = url(page);
            let href = absolute(site, &url).unwrap_or_else(|| url.href(&own));
            out.push_str(&format!("- [{}]({href})", markdown::plain(page.title())));
            if !page.description().is_empty() {
                out.push_str(&format!(": {}", markdown::plain(page.description())));
            }
            out.push('\n');
        }
    }
    in_folder(site, locale, name, out)
}
