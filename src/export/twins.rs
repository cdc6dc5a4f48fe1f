//! `PAGE.md` beside each page, with facts and includes filled in, and `llms.txt` of each language, which
//! lists them (llmstxt.org): for whoever reads the portal with a program.

use std::collections::HashMap;

use super::{Parts, absolute, in_folder, markdown, text};
use crate::memo;
use crate::model::site::Target;
use crate::model::{Facet, Locale, Output, Page, RelPath, Site, Url};

/// The twins of all pages that hold, and the lists.
pub fn files(parts: &Parts<'_>) -> Vec<Output> {
    let site = parts.site;
    let drawn: HashMap<&str, &Output> = (parts.pages.iter())
        .map(|page| (page.url.as_str(), &**page))
        .collect();
    let pages: Vec<&Page> = site.pages.iter().filter(|page| has_twin(page)).collect();
    let mut files = memo::map(pages.len(), |number| {
        let page = pages[number];
        let drawn = drawn.get(page.url.as_str()).copied();
        Output::new(url(page), twin(site, page, drawn).into_bytes())
    });
    let languages = site.config.languages.iter();
    files.extend(languages.map(|locale| list(site, locale)));
    files
}

/// A page in a language that it has not been translated to has one in its own.
fn has_twin(page: &Page) -> bool {
    !page.is_fallback() && page.holds()
}

fn url(page: &Page) -> Url {
    let stem = page.url.as_str().trim_end_matches(".html");
    Url::new(&RelPath::new(&format!("{stem}.md")).unwrap_or_default())
}

fn twin(site: &Site, page: &Page, drawn: Option<&Output>) -> String {
    let mut out = format!("# {}\n\n", markdown::plain(page.title()));
    if !page.description().is_empty() {
        out.push_str(&format!("> {}\n\n", markdown::plain(page.description())));
    }
    if let Some(address) = absolute(site, &page.url) {
        out.push_str(&format!("<{address}>\n\n"));
    }
    if !page.updated.is_empty() {
        let updated = [("date", page.updated.as_str())];
        let updated = site.strings.fill(&page.locale, "updated_on", &updated);
        out.push_str(&format!("{}\n\n", markdown::plain(&updated)));
    }
    match drawn.filter(|_| shows_facts(page)) {
        Some(drawn) => out.push_str(&markdown::text(main(&String::from_utf8_lossy(
            &drawn.bytes,
        )))),
        None => out.push_str(&markdown::text(&page.html)),
    }
    format!("{}\n", out.trim_end())
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
