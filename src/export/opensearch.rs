//! `opensearch.xml` of each language (OpenSearch 1.1): browsers offer the portal's search by it.

use super::{absolute, in_folder, text};
use crate::model::markup::escaped;
use crate::model::{Locale, Output, Site};

/// Characters of the short name, at most (OpenSearch 1.1, `ShortName`).
const SHORT: usize = 16;
/// And of the description (`Description`).
const LONG: usize = 1_024;

/// The files, where the portal says at which address it stands.
pub fn files(site: &Site) -> impl Iterator<Item = Output> {
    let languages = site.config.languages.iter();
    languages.filter_map(move |locale| file(site, locale))
}

fn file(site: &Site, locale: &Locale) -> Option<Output> {
    let search = absolute(site, &super::url(site, locale, "search.html"))?;
    let title = text(site, locale, &site.config.title);
    let about = text(site, locale, &site.config.description);
    let out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{}</ShortName>\n<Description>{}</Description>\n<Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n<Language>{locale}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n",
        escaped(beginning(title, SHORT)),
        escaped(beginning(
            if about.is_empty() { title } else { about },
            LONG
        )),
        escaped(&search),
    );
    Some(in_folder(site, locale, "opensearch.xml", out))
}

/// As many whole words of `text` as have room in `most` characters, without signs that wait for another; where the
/// first word alone has none, the beginning of it.
fn beginning(text: &str, most: usize) -> &str {
    let text = text.trim();
    let Some((end, next)) = text.char_indices().nth(most) else {
        return text;
    };
    let cut = &text[..end];
    let words = match cut.rfind(char::is_whitespace) {
        Some(at) if !next.is_whitespace() => &cut[..at],
        _ => cut,
    };
    let waits = |c: char| c.is_whitespace() || "–—-&+/|·:;,<([{«“„\"".contains(c);
    let whole = words.trim_end_matches(waits);
    if whole.is_empty() { cut } else { whole }
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_name_ends_with_a_word() {
        let check = |text: &str, expected: &str| assert_eq!(beginning(text, 16), expected);
        check("Camphor Cloud Support", "Camphor Cloud");
        check("Müller & Söhne <Support>", "Müller & Söhne");
        check("Contoso Services – Support", "Contoso Services");
        check("Contoso Help and Support", "Contoso Help and");
        check(" Short ", "Short");
        check(
            "雲端服務支援中心的所有使用說明文件",
            "雲端服務支援中心的所有使用說明文",
        );
        check("Donaudampfschifffahrtshilfe", "Donaudampfschiff");
    }
}
