//! The parts of pages, as search engines on a server take them: for portals that outgrow a browser.
//!
//! What a row of the portal's own search leads to is one document: a page, or a part of it under a heading.
//! Each language is an index of its own, with the analysis that the engine has for it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::sections::Section;
use super::{Rules, Terms, opensearch};
use crate::model::backend::{Engine, index_name};
use crate::model::{Config, Fingerprint, Locale, RelPath, Url};

/// A file for an engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its content.
    pub text: String,
}

/// The fields that are searched, in the order of their weight.
const SEARCHED: [&str; 4] = ["title", "heading", "keywords", "text"];

/// Bytes of a file of documents beyond which another begins: engines refuse requests without end.
const MOST: usize = 8 << 20;

/// What engines call a language: its tag, the analyzer of OpenSearch, the language of Meilisearch, whether
/// Typesense has a stemmer for it.
type Language = (&'static str, &'static str, &'static str, bool);

/// Languages that some engine treats in its own way, with a region before the same without.
const LANGUAGES: &[Language] = &[
    ("ar", "arabic", "ara", true),
    ("bg", "bulgarian", "bul", false),
    ("bn", "bengali", "ben", false),
    ("ca", "catalan", "cat", true),
    ("cs", "czech", "ces", false),
    ("da", "danish", "dan", true),
    ("de", "german", "deu", true),
    ("el", "greek", "ell", true),
    ("en", "english", "eng", true),
    ("es", "spanish", "spa", true),
    ("et", "estonian", "est", false),
    ("fa", "persian", "pes", false),
    ("fi", "finnish", "fin", true),
    ("fr", "french", "fra", true),
    ("he", "standard", "heb", false),
    ("hi", "hindi", "hin", true),
    ("hu", "hungarian", "hun", true),
    ("hy", "armenian", "hye", true),
    ("id", "indonesian", "ind", true),
    ("it", "italian", "ita", true),
    ("ja", "cjk", "jpn", false),
    ("ko", "cjk", "kor", false),
    ("lt", "lithuanian", "lit", true),
    ("lv", "latvian", "lav", false),
    ("nb", "norwegian", "nob", true),
    ("nl", "dutch", "nld", true),
    ("pl", "standard", "pol", false),
    ("pt-BR", "brazilian", "por", true),
    ("pt", "portuguese", "por", true),
    ("ro", "romanian", "ron", true),
    ("ru", "russian", "rus", true),
    ("sk", "standard", "slk", false),
    ("sl", "standard", "slv", false),
    ("sv", "swedish", "swe", true),
    ("th", "thai", "tha", false),
    ("tr", "turkish", "tur", true),
    ("uk", "standard", "ukr", false),
    ("vi", "standard", "vie", false),
    ("zh", "cjk", "cmn", false),
];

/// The index of one language: `root` is the address of the language's pages, `name` that of the portal. A page has the
/// address at which the portal's host serves it.
pub fn export(
    engine: Engine,
    name: &str,
    config: &Config,
    rules: &Rules,
    pages: &[impl AsRef<Terms>],
) -> Vec<File> {
    let index = index_name(name, rules.language.as_str());
    let language = language(&rules.language);
    let mut files = match engine {
        Engine::OpenSearch => {
            let analyzer = language.map_or("standard", |(_, analyzer, ..)| analyzer);
            let body = opensearch::index(analyzer, &rules.synonyms);
            vec![file(&index, "index.json", &body)]
        }
        Engine::Meilisearch => vec![file(&index, "settings.json", &meilisearch(language, rules))],
        Engine::Typesense => vec![file(&index, "schema.json", &typesense(&index, language))],
    };
    if engine == Engine::Typesense && !rules.synonyms.is_empty() {
        let groups = rules.synonyms.iter().enumerate();
        let groups = groups.map(|(number, words)| {
            let id = format!("synonyms-{}", number + 1);
            format!("{}\n", json!({"id": id, "synonyms": words}))
        });
        files.push(File {
            name: format!("{index}.synonyms.jsonl"),
            text: groups.collect(),
        });
    }
    let root = config.root_of(&rules.language);
    let mut lines = Lines::new(engine, &index);
    for page in pages {
        let page = page.as_ref();
        for (id, document) in documents(page, &root, config, &rules.language) {
            lines.add(&id, document);
        }
    }
    files.extend(lines.files);
    files
}

fn file(index: &str, ending: &str, value: &Value) -> File {
    File {
        name: format!("{index}.{ending}"),
        text: format!("{value:#}\n"),
    }
}

fn language(locale: &Locale) -> Option<&'static Language> {
    let mut chain = locale.chain();
    chain.find_map(|tag| LANGUAGES.iter().find(|(known, ..)| *known == tag.as_str()))
}

/// Each part of a page with its id. What goes on under the same heading is one of its own, so that no
/// document is too long to be ranked well.
fn documents(page: &Terms, root: &str, config: &Config, locale: &Locale) -> Vec<(String, Value)> {
    let file = format!("{root}{}", page.url);
    let address = match served(&page.url, config) {
        Some(url) if url.is_empty() && root.is_empty() => "./".to_owned(),
        Some(url) => format!("{root}{url}"),
        None => file.clone(),
    };
    let mut heading: (&str, Cow<'_, str>) = ("", "".into());
    let bytes = page.parts.bytes();
    let parts = Section::all(&bytes);
    let texts = page.texts(&parts, 0..parts.len());
    let parts = parts.iter().zip(texts).enumerate();
    let documents = parts.filter_map(|(number, (part, text))| {
        if !part.goes_on {
            heading = (part.heading, part.anchor());
        }
        // The page itself is found by its title, whatever stands below it.
        if number > 0 && text.is_empty() && heading.0.is_empty() {
            return None;
        }
        let url = match &*heading.1 {
            "" => address.clone(),
            anchor => format!("{address}#{anchor}"),
        };
        // They are words of the page as a whole.
        let keywords = match number {
            0 => &page.keywords[..],
            _ => &[],
        };
        // That of the file: another host's addresses take the place of those that the engine has.
        let id = Fingerprint::of_value(&(&file, number)).to_string();
        let text = if part.borrows { "" } else { &text };
        let keywords: Vec<_> = keywords
            .iter()
            .map(|words| without_isolates(words))
            .collect();
        let document = json!({
            "page": address,
            "url": url,
            "title": without_isolates(&page.title),
            "heading": without_isolates(heading.0),
            "keywords": keywords,
            "text": without_isolates(text),
            "kind": page.kind.name(),
            "products": page.products,
            "language": locale,
            "order": number,
            "boost": page.boost.always / 10,
        });
        Some((id, document))
    });
    documents.collect()
}

/// The text without the signs that keep numbers together from right to left: an engine may take them for a part of the
/// word beside them.
fn without_isolates(text: &str) -> Cow<'_, str> {
    let isolates = '\u{2066}'..='\u{2069}';
    match text.contains(|c| isolates.contains(&c)) {
        true => Cow::Owned(text.replace(|c| isolates.contains(&c), "")),
        false => Cow::Borrowed(text),
    }
}

/// The address of a page on a host that leads on from that of the file; `None` on any other.
fn served(url: &str, config: &Config) -> Option<String> {
    let file = Url::new(&RelPath::new(url).filter(|_| config.drops_html())?);
    Some(config.served(&file).as_str().to_owned())
}

/// Documents, a line or two each, in files that are not too long.
struct Lines<'a> {
    engine: Engine,
    index: &'a str,
    files: Vec<File>,
}

impl<'a> Lines<'a> {
    fn new(engine: Engine, index: &'a str) -> Self {
        let files = Vec::new();
        Self {
            engine,
            index,
            files,
        }
    }

    fn add(&mut self, id: &str, mut document: Value) {
        let lines = match self.engine {
            Engine::OpenSearch => {
                let action = json!({"index": {"_index": self.index, "_id": id}});
                format!("{action}\n{document}\n")
            }
            Engine::Meilisearch | Engine::Typesense => {
                document["id"] = id.into();
                format!("{document}\n")
            }
        };
        let ending = match self.engine {
            Engine::Typesense => "jsonl",
            _ => "ndjson",
        };
        let is_full = |file: &File| file.text.len() + lines.len() > MOST;
        if self.files.last().is_none_or(is_full) {
            let number = self.files.len() + 1;
            self.files.push(File {
                name: format!("{}.{number:03}.{ending}", self.index),
                text: String::new(),
            });
        }
        if let Some(file) = self.files.last_mut() {
            file.text.push_str(&lines);
        }
    }
}

fn meilisearch(language: Option<&Language>, rules: &Rules) -> Value {
    let mut settings = json!({
        "searchableAttributes": SEARCHED,
        "filterableAttributes": ["page", "kind", "products", "language"],
        "sortableAttributes": ["order"],
        // Of a page, only the part that answers best.
        "distinctAttribute": "page",
        "synonyms": both_ways(&rules.synonyms),
        // Its own rules, in their order; it has no factor, so that a boost decides between what answers alike.
        "rankingRules": [
            "words", "typo", "proximity", "attribute", "sort", "exactness", "boost:desc",
        ],
    });
    if let Some((_, _, code, _)) = language {
        settings["localizedAttributes"] = json!([
            {"attributePatterns": SEARCHED, "locales": [code]}
        ]);
    }
    settings
}

/// Each word with all others of its groups.
pub(super) fn both_ways(groups: &[Vec<String>]) -> BTreeMap<String, Vec<String>> {
    let mut synonyms: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for group in groups {
        for word in group {
            let others = group.iter().filter(|other| *other != word);
            let known = synonyms.entry(word.clone()).or_default();
            known.extend(others.cloned());
        }
    }
    synonyms
}

fn typesense(index: &str, language: Option<&Language>) -> Value {
    let text = |name: &str, kind: &str| {
        let mut field = json!({"name": name, "type": kind});
        if let Some((tag, _, _, stems)) = language {
            let (tag, _) = tag.split_once('-').unwrap_or((tag, ""));
            // English is what it takes for granted, and the one language whose accents it drops.
            if tag != "en" {
                field["locale"] = tag.into();
            }
            field["stem"] = (*stems).into();
        }
        field
    };
    json!({
        "name": index,
        // What decides between documents that answer alike.
        "default_sorting_field": "boost",
        "fields": [
            // Results are grouped by a field that is a facet.
            {"name": "page", "type": "string", "facet": true},
            {"name": "url", "type": "string", "index": false, "optional": true},
            text("title", "string"),
            text("heading", "string"),
            text("keywords", "string[]"),
            text("text", "string"),
            {"name": "kind", "type": "string", "facet": true},
            {"name": "products", "type": "string[]", "facet": true},
            {"name": "language", "type": "string", "facet": true},
            {"name": "order", "type": "int32"},
            {"name": "boost", "type": "int32"},
        ],
    })
}
