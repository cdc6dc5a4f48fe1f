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

/// What engines call a language: its tag, the analyzer of OpenSearch, the language of Meilisearch, the locale of
/// Typesense, and whether that has a stemmer for it. It refuses to make an index with a stemmer that it does not know:
/// those here are of Snowball 2.2, under the name that they have there.
type Language = (&'static str, &'static str, &'static str, &'static str, bool);

/// Languages that some engine treats in its own way, with a region before the same without.
const LANGUAGES: &[Language] = &[
    ("ar", "arabic", "ara", "ar", true),
    ("bg", "bulgarian", "bul", "bg", false),
    ("bn", "bengali", "ben", "bn", false),
    ("ca", "catalan", "cat", "ca", true),
    ("cs", "czech", "ces", "cs", false),
    ("da", "danish", "dan", "da", true),
    ("de", "german", "deu", "de", true),
    ("el", "greek", "ell", "el", true),
    ("en", "english", "eng", "en", true),
    ("es", "spanish", "spa", "es", true),
    ("et", "estonian", "est", "et", false),
    ("fa", "persian", "pes", "fa", false),
    ("fi", "finnish", "fin", "fi", true),
    ("fr", "french", "fra", "fr", true),
    ("he", "standard", "heb", "he", false),
    ("hi", "hindi", "hin", "hi", true),
    ("hu", "hungarian", "hun", "hu", true),
    ("hy", "armenian", "hye", "hy", true),
    ("id", "indonesian", "ind", "id", true),
    ("it", "italian", "ita", "it", true),
    ("ja", "cjk", "jpn", "ja", false),
    ("ko", "cjk", "kor", "ko", false),
    ("lt", "lithuanian", "lit", "lt", true),
    ("lv", "latvian", "lav", "lv", false),
    ("nb", "norwegian", "nob", "no", true),
    ("nl", "dutch", "nld", "nl", true),
    // Written as Bokmål is; the other engines know no name for both or for Nynorsk.
    ("nn", "norwegian", "nob", "no", true),
    ("no", "norwegian", "nob", "no", true),
    ("pl", "standard", "pol", "pl", false),
    ("pt-BR", "brazilian", "por", "pt", true),
    ("pt", "portuguese", "por", "pt", true),
    ("ro", "romanian", "ron", "ro", true),
    ("ru", "russian", "rus", "ru", true),
    ("sk", "standard", "slk", "sk", false),
    ("sl", "standard", "slv", "sl", false),
    ("sv", "swedish", "swe", "sv", true),
    ("th", "thai", "tha", "th", false),
    ("tr", "turkish", "tur", "tr", true),
    ("uk", "standard", "ukr", "uk", false),
    ("vi", "standard", "vie", "vi", false),
    ("zh", "cjk", "cmn", "zh", false),
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
        Engine::Typesense => vec![file(
            &index,
            "schema.json",
            &typesense(&index, language, rules),
        )],
    };
    if engine == Engine::Typesense && !rules.synonyms.is_empty() {
        let set = synonym_set(&rules.synonyms, language);
        files.push(file(&index, "synonyms.json", &set));
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
    if let Some((_, _, code, ..)) = language {
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

/// The locale of fields for Typesense. English is what it takes for granted, and the one language whose accents it drops.
fn typesense_locale(language: Option<&Language>) -> Option<&'static str> {
    let (_, _, _, locale, _) = language?;
    Some(*locale).filter(|locale| *locale != "en")
}

fn typesense(index: &str, language: Option<&Language>, rules: &Rules) -> Value {
    let text = |name: &str, kind: &str| {
        let mut field = json!({"name": name, "type": kind});
        if let Some(locale) = typesense_locale(language) {
            field["locale"] = locale.into();
        }
        if let Some((.., stems)) = language {
            field["stem"] = (*stems).into();
        }
        field
    };
    let mut schema = json!({
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
    });
    if !rules.synonyms.is_empty() {
        // Of the same name. Versions before 30 have no sets, and leave this key.
        schema["synonym_sets"] = json!([index]);
    }
    schema
}

/// Groups of words that mean the same, as Typesense takes them since its version 30. Groups with a locale hold in fields
/// of that locale, and are cut into words as these are.
fn synonym_set(groups: &[Vec<String>], language: Option<&Language>) -> Value {
    let groups = groups.iter().enumerate().map(|(number, words)| {
        let mut item = json!({"id": format!("synonyms-{}", number + 1), "synonyms": words});
        if let Some(locale) = typesense_locale(language) {
            item["locale"] = locale.into();
        }
        item
    });
    json!({"items": Vec::from_iter(groups)})
}
