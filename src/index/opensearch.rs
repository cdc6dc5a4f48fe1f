//! The index of OpenSearch: its fields, and how words are taken apart where the portal has synonyms.
//!
//! The analyzers that come with the engine take no further filter. Where there are synonyms, the same parts are put
//! together here, for pages and for queries alike, and the latter have the synonyms as well: so a list that changed
//! leaves the pages as they are, and both sides cut words in the same way whatever the engine's own analyzer does.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// The analyzer of pages, that of queries, and what both are made of.
const PAGES: &str = "pages";
const QUERIES: &str = "queries";
const SYNONYMS: &str = "synonyms";

/// Articles that French, Italian and Catalan join to a word.
const FRENCH: &str = "l m t qu n s j d c jusqu quoiqu lorsqu puisqu";
const ITALIAN: &str =
    "c l all dall dell nell sull coll pell gl agl dagl degl negl sugl un m t s v d";
const CATALAN: &str = "d l m n s t";

/// The body with which an index is made: `analyzer` is the engine's own for the language.
pub fn index(analyzer: &str, synonyms: &[Vec<String>]) -> Value {
    let mut settings = json!({"index": {"number_of_shards": 1}});
    let text = if synonyms.is_empty() {
        json!({"type": "text", "analyzer": analyzer})
    } else {
        settings["analysis"] = analysis(analyzer, synonyms);
        json!({"type": "text", "analyzer": PAGES, "search_analyzer": QUERIES})
    };
    let word = json!({"type": "keyword"});
    json!({
        "settings": settings,
        "mappings": {
            "dynamic": "strict",
            "properties": {
                "page": word,
                "url": {"type": "keyword", "index": false, "doc_values": false},
                "title": text,
                "heading": text,
                "keywords": text,
                "text": text,
                "kind": word,
                "products": word,
                "language": word,
                "order": {"type": "integer"},
                "boost": {"type": "integer"},
            },
        },
    })
}

/// Filters by name, in order: those ahead of the synonyms, which the lists go through, too, and those behind them.
/// A word that is left out behind them leaves no gap in a list.
struct Chain {
    tokenizer: &'static str,
    before: Vec<(&'static str, Option<Value>)>,
    after: Vec<(&'static str, Option<Value>)>,
}

fn analysis(analyzer: &str, synonyms: &[Vec<String>]) -> Value {
    let chain = chain(analyzer);
    let is_cjk = analyzer == "cjk";
    let named = |list: &[(&str, Option<Value>)]| -> Vec<Value> {
        list.iter().map(|(name, _)| Value::from(*name)).collect()
    };
    let (before, after) = (named(&chain.before), named(&chain.after));
    let analyzer = |filter: Vec<Value>| json!({"type": "custom", "tokenizer": chain.tokenizer, "filter": filter});
    let pages = analyzer([before.clone(), after.clone()].concat());
    let own = chain.before.iter().chain(&chain.after);
    let own = own.filter_map(|(name, filter)| Some(((*name).to_owned(), filter.clone()?)));
    let mut filters: serde_json::Map<String, Value> = own.collect();
    let mut analysis = json!({});
    let queries = if is_cjk {
        // Words of two characters overlap, so that none of them is a synonym: it is written behind the word.
        let rules = written_behind(synonyms);
        analysis["char_filter"] = json!({SYNONYMS: {"type": "mapping", "mappings": rules}});
        let mut queries = analyzer([before, after].concat());
        queries["char_filter"] = json!([SYNONYMS]);
        queries
    } else {
        let rules: Vec<String> = synonyms.iter().map(|group| rule(group)).collect();
        // A word that the language leaves out must not keep the index from being made.
        let filter = json!({"type": "synonym_graph", "lenient": true, "synonyms": rules});
        filters.insert(SYNONYMS.to_owned(), filter);
        analyzer([before, vec![SYNONYMS.into()], after].concat())
    };
    if !filters.is_empty() {
        analysis["filter"] = filters.into();
    }
    analysis["analyzer"] = json!({PAGES: pages, QUERIES: queries});
    analysis
}

/// What the engine's own analyzer of that name is made of, by its documentation.
fn chain(analyzer: &str) -> Chain {
    let elision = |articles: &str| {
        let articles: Vec<&str> = articles.split(' ').collect();
        let filter = json!({"type": "elision", "articles_case": true, "articles": articles});
        ("elision", Some(filter))
    };
    let lowercase = |language: &str| {
        let filter = json!({"type": "lowercase", "language": language});
        ("small", Some(filter))
    };
    let small = || ("lowercase", None);
    let before = match analyzer {
        "catalan" => vec![elision(CATALAN), small()],
        "cjk" => vec![("cjk_width", None), small()],
        "english" => {
            let possessive = json!({"type": "stemmer", "language": "possessive_english"});
            vec![("possessive", Some(possessive)), small()]
        }
        "french" => vec![elision(FRENCH), small()],
        "greek" => vec![lowercase("greek")],
        "italian" => vec![elision(ITALIAN), small()],
        "turkish" => vec![("apostrophe", None), lowercase("turkish")],
        "arabic" | "thai" => vec![small(), ("decimal_digit", None)],
        "bengali" => vec![
            small(),
            ("decimal_digit", None),
            ("indic_normalization", None),
            ("bengali_normalization", None),
        ],
        "hindi" => vec![
            small(),
            ("decimal_digit", None),
            ("indic_normalization", None),
            ("hindi_normalization", None),
        ],
        "persian" => vec![
            small(),
            ("decimal_digit", None),
            ("arabic_normalization", None),
            ("persian_normalization", None),
        ],
        _ => vec![small()],
    };
    let stop = || {
        let filter = json!({"type": "stop", "stopwords": format!("_{analyzer}_")});
        ("stops", Some(filter))
    };
    let stemmer = || {
        let language = match analyzer {
            "french" | "german" | "italian" | "portuguese" | "spanish" => {
                format!("light_{analyzer}")
            }
            _ => analyzer.to_owned(),
        };
        let filter = json!({"type": "stemmer", "language": language});
        ("stemmer", Some(filter))
    };
    let after = match analyzer {
        "standard" => Vec::new(),
        "cjk" => vec![("cjk_bigram", None)],
        "persian" | "thai" => vec![stop()],
        "arabic" => vec![stop(), ("arabic_normalization", None), stemmer()],
        "german" => vec![stop(), ("german_normalization", None), stemmer()],
        _ => vec![stop(), stemmer()],
    };
    let tokenizer = if analyzer == "thai" {
        "thai"
    } else {
        "standard"
    };
    Chain {
        tokenizer,
        before,
        after,
    }
}

/// Words with commas between them, in which the engine's signs are none.
fn rule(group: &[String]) -> String {
    let words = group.iter().map(|word| {
        let word = word.replace('\\', "\\\\");
        word.replace(',', "\\,")
            .replace("=>", "\\=>")
            .replace('#', "\\#")
    });
    words.collect::<Vec<String>>().join(", ")
}

/// Each word with all others of its groups behind it, as the engine replaces it in a query.
fn written_behind(groups: &[Vec<String>]) -> Vec<String> {
    let words = super::engines::both_ways(groups);
    let escaped = |text: &str| text.replace('\\', "\\\\").replace("=>", "\\u003d>");
    let mut rules = BTreeMap::new();
    for (word, others) in &words {
        let all = std::iter::once(word).chain(others);
        let all: Vec<String> = all.map(|word| escaped(word)).collect();
        // It compares letters as they are.
        for word in [word.to_owned(), word.to_lowercase()] {
            rules.entry(escaped(&word)).or_insert_with(|| all.join(" "));
        }
    }
    let rules = rules.iter();
    rules
        .map(|(word, all)| format!("{word} => {all}"))
        .collect()
}
