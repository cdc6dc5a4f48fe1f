//! `sitemap.xml` (sitemaps.org, 0.9) with the versions of each page in other languages.

use super::{absolute, at_root};
use crate::memo;
use crate::model::markup::escaped;
use crate::model::{Output, Page, Site};

/// Addresses in one file, at most (sitemaps.org).
const MOST: usize = 50_000;
/// Bytes of one file, at most, of the 50 MiB that are allowed: an address and its versions in other
/// languages are added whole.
const BYTES: usize = 48 << 20;

/// The file, where the portal says at which address it stands. Of a very large portal it names other
/// files, which name the pages. Pages that are shown from the source language are not listed: they are
/// the same page twice; nor are those that search engines are asked to leave out.
pub fn files(site: &Site) -> Vec<Output> {
    let pages = site.pages.iter();
    let pages = pages.filter(|page| !page.is_fallback() && page.holds());
    let pages: Vec<&Page> = pages.collect();
    let entries = memo::map(pages.len(), |number| entry(pages[number], site));
    named(site, split(entries.into_iter().flatten(), MOST, BYTES))
}

/// Each list becomes a file.
fn named(site: &Site, lists: Vec<String>) -> Vec<Output> {
    let Some(root) = &site.config.url else {
        return Vec::new();
    };
    if let [list] = &lists[..] {
        return vec![at_root("sitemap.xml", urls(list))];
    }
    let names = (1..=lists.len()).map(|number| format!("sitemap-{number}.xml"));
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut files = Vec::new();
    for (name, list) in names.zip(&lists) {
        index.push_str(&format!(
            "<sitemap><loc>{}{name}</loc></sitemap>\n",
            escaped(root)
        ));
        files.push(at_root(&name, urls(list)));
    }
    index.push_str("</sitemapindex>\n");
    files.push(at_root("sitemap.xml", index));
    files
}

fn urls(list: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{list}</urlset>\n"
    )
}

/// Lists of at most `most` entries and `bytes` bytes; at least one.
fn split(entries: impl Iterator<Item = String>, most: usize, bytes: usize) -> Vec<String> {
    let mut lists = vec![String::new()];
    let mut count = 0;
    for entry in entries {
        let last = lists.last().map_or(0, String::len);
        if count == most || (count > 0 && last + entry.len() > bytes) {
            lists.push(String::new());
            count = 0;
        }
        if let Some(list) = lists.last_mut() {
            list.push_str(&entry);
        }
        count += 1;
    }
    lists
}

/// When a page last changed is what its author says, else what the history says where it is asked; what
/// is not known is not told.
fn entry(page: &Page, site: &Site) -> Option<String> {
    let mut text = format!("<url><loc>{}</loc>", escaped(&absolute(site, &page.url)?));
    let updated = page.front.updated.as_ref().map(|date| date.value);
    let updated = updated.or(page.changed);
    if let Some(updated) = updated.filter(|date| *date <= site.today) {
        text.push_str(&format!("<lastmod>{updated}</lastmod>"));
    }
    push_versions(&mut text, page, site);
    text.push_str("</url>\n");
    Some(text)
}

/// Every real translation names itself and all others; the source is the default.
fn push_versions(text: &mut String, page: &Page, site: &Site) {
    let versions = page.versions.iter().map(|&number| &site.pages[number]);
    let real: Vec<&Page> = versions.filter(|version| !version.is_fallback()).collect();
    if real.len() < 2 {
        return;
    }
    let mut push = |lang: &str, version: &Page| {
        let href = absolute(site, &version.url).unwrap_or_default();
        text.push_str(&format!(
            "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\"/>",
            escaped(&href)
        ));
    };
    for version in &real {
        push(version.locale.as_str(), version);
    }
    if let Some(source) = real
        .iter()
        .find(|version| version.locale == *site.config.source())
    {
        push("x-default", source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_split_before_it_holds_too_much() {
        let check = |count: usize, most: usize, bytes: usize, expected: &[usize]| {
            let entries = (0..count).map(|_| "<url/>\n".to_owned());
            let lists = split(entries, most, bytes);
            let lines: Vec<usize> = lists.iter().map(|list| list.lines().count()).collect();
            assert_eq!(lines, expected);
        };
        check(0, 3, 100, &[0]);
        check(3, 3, 100, &[3]);
        check(7, 3, 100, &[3, 3, 1]);
        check(3, 3, 15, &[2, 1]);
        check(2, 3, 1, &[1, 1]);
        check(100_001, MOST, BYTES, &[50_000, 50_000, 1]);
    }
}
