//! `atom.xml` of each language (RFC 4287): notices, new versions of plans, and articles that changed.

use super::{absolute, in_folder, text};
use crate::model::markup::escaped;
use crate::model::news::News;
use crate::model::{Locale, Output, Site};

const NAME: &str = "atom.xml";

/// The feeds of languages that have news, where the portal says at which address it stands.
pub fn files(site: &Site) -> impl Iterator<Item = Output> {
    let languages = site.config.languages.iter();
    languages.filter_map(move |locale| file(site, locale))
}

fn file(site: &Site, locale: &Locale) -> Option<Output> {
    let news = site.news(locale);
    let newest = news.first()?.date;
    let own = absolute(site, &super::url(site, locale, NAME))?;
    let home = absolute(site, &super::url(site, locale, "index.html"))?;
    let title = text(site, locale, &site.config.title);
    let organization = site.facts.organization.as_ref();
    let author = organization.and_then(|one| one.name.as_ref());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{locale}\">\n<id>urn:uuid:{}</id>\n<title>{} – {}</title>\n<updated>{newest}T00:00:00Z</updated>\n<author><name>{}</name></author>\n<link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n",
        super::id(site, &["feed", locale.as_str()]),
        escaped(title),
        escaped(&site.strings.fill(locale, "news", &[])),
        escaped(author.map_or(title, |name| text(site, locale, name))),
        escaped(&own),
        escaped(&home),
    );
    for one in &news {
        push_entry(&mut out, one, site, locale)?;
    }
    out.push_str("</feed>\n");
    Some(in_folder(site, locale, NAME, out))
}

fn push_entry(out: &mut String, news: &News<'_>, site: &Site, locale: &Locale) -> Option<()> {
    let page = news.page;
    let version = news.version.as_ref();
    let key = version.map_or(&page.document.key, |version| &version.plan);
    let number = version.map_or("", |version| version.number);
    let id = super::id(site, &["news", locale.as_str(), key.as_str(), number]);
    let title = match version {
        Some(version) => format!("{} – {}", page.title(), version.number),
        None => page.title().to_owned(),
    };
    let told = version.map_or(&[][..], |version| &version.texts);
    let told: Vec<&str> = told.iter().map(|told| text(site, locale, told)).collect();
    let summary = match told[..] {
        [] => page.description().to_owned(),
        // Readers show it as one line.
        _ => told.join(" · "),
    };
    out.push_str(&format!(
        "<entry>\n<id>urn:uuid:{id}</id>\n<title>{}</title>\n<updated>{}T00:00:00Z</updated>\n<link href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
        escaped(&title),
        news.date,
        escaped(&absolute(site, &page.url)?),
        escaped(&summary),
    ));
    Some(())
}
