//! What search engines on a server are given, held against what they take.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::Value;
use supportal::pipeline::{self, Options};

use crate::portal::Portal;

/// The files that `supportal search-export` writes for an engine, by name.
fn export(portal: &Portal, engine: &str) -> BTreeMap<String, String> {
    let folder = portal.on_disk();
    let out = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .args(["search-export", engine, "--today", "2026-06-01", "-o"])
        .arg(out.path())
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let files = fs::read_dir(out.path())
        .unwrap()
        .map(|entry| entry.unwrap());
    files
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, fs::read_to_string(file.path()).unwrap())
        })
        .collect()
}

/// Languages that the engines have names for.
const LANGUAGES: [&str; 41] = [
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi",
    "hu", "hy", "id", "it", "ja", "ko", "lt", "lv", "nb", "nl", "nn", "no", "pl", "pt-BR", "pt",
    "ro", "ru", "sk", "sl", "sv", "th", "tr", "uk", "vi", "zh",
];

/// Languages with an analysis of their own, and without.
fn portal() -> Portal {
    let mut portal = Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nurl: https://help.example/\nlanguages: [en, de, pt-BR, zh-TW, pl, is]\n\
             search: {synonyms: {en: [[invoice, bill], [bill, receipt]], de: [[Rechnung, Faktura]]}}\n",
        )
        .page("en/index.md", "Welcome.")
        .file(
            "en/articles/pay.md",
            "---\ntitle: Pay\ndescription: How to pay.\nsearch: {keywords: [wire, IBAN]}\n---\n\nBefore.\n\n## By card\n\nAny card.\n\n## By transfer\n\nTwo days.\n",
        );
    for language in ["de", "pt-BR", "zh-TW", "pl", "is"] {
        portal = portal.page(&format!("{language}/articles/pay.md"), "Text.");
    }
    portal
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn check_schema(schema: &str, file: &str) -> Value {
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let value = serde_json::from_str(file).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    value
}

#[test]
fn opensearch_understands_mappings_and_bulk_files() {
    let files = export(&portal(), "opensearch");
    let schema = include_str!("../schemas/opensearch-index.json");
    let analyzer = |language: &str| {
        let index = check_schema(schema, &files[&format!("support-{language}.index.json")]);
        index["mappings"]["properties"]["text"]["analyzer"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let found = ["en", "de", "pt-br", "zh-tw", "pl", "is"].map(analyzer);
    // The engine's own analyzers take no synonyms.
    assert_eq!(
        found,
        ["pages", "pages", "brazilian", "cjk", "standard", "standard"]
    );
    let bulk = &files["support-en.001.ndjson"];
    assert!(
        bulk.ends_with('\n'),
        "the last line of a bulk request has to end, too"
    );
    let index: Value = serde_json::from_str(&files["support-en.index.json"]).unwrap();
    let mapped: BTreeSet<&String> = index["mappings"]["properties"]
        .as_object()
        .unwrap()
        .keys()
        .collect();
    let mut ids = BTreeSet::new();
    let mut urls = Vec::new();
    for pair in lines(bulk).chunks(2) {
        let action = pair[0]["index"].as_object().unwrap();
        assert_eq!(action["_index"], "support-en");
        assert!(ids.insert(action["_id"].as_str().unwrap().to_owned()));
        // With `dynamic: strict` nothing else is taken.
        assert_eq!(
            pair[1].as_object().unwrap().keys().collect::<BTreeSet<_>>(),
            mapped
        );
        urls.push(pair[1]["url"].as_str().unwrap().to_owned());
    }
    for wanted in ["pay.html", "pay.html#by-card", "pay.html#by-transfer"] {
        let url = format!("https://help.example/articles/{wanted}");
        assert_eq!(
            urls.iter().filter(|found| **found == url).count(),
            1,
            "{urls:?}"
        );
    }
    let german = lines(&files["support-de.001.ndjson"]);
    let page = "https://help.example/de/articles/pay.html";
    assert!(german.iter().any(|document| document["page"] == page));
}

/// A host that leads from `/a.html` to `/a` is asked for the latter; the engine knows the parts by the same ids.
#[test]
fn documents_have_the_addresses_at_which_the_host_serves_pages() {
    let config = |more: &str| {
        let config = format!(
            "title: Test\n{more}languages: [en, de]\npublish: {{host: cloudflare-pages}}\n"
        );
        export(&portal().file("supportal.yaml", &config), "meilisearch")
    };
    let values = |file: &str, key: &str| -> BTreeSet<String> {
        let documents = lines(file).into_iter();
        let values = documents.map(|one| one[key].as_str().unwrap().to_owned());
        values.collect()
    };
    let files = config("url: https://help.example/\n");
    let english = &files["support-en.001.ndjson"];
    let root = "https://help.example/";
    let pay = ["", "#by-card", "#by-transfer"].map(|at| format!("{root}articles/pay{at}"));
    let urls = values(english, "url");
    assert!(pay.iter().all(|url| urls.contains(url)), "{urls:?}");
    assert!(urls.contains(root), "{urls:?}");
    assert!(!urls.iter().any(|url| url.contains(".html")), "{urls:?}");
    let german = values(&files["support-de.001.ndjson"], "page");
    assert!(
        german.contains(&format!("{root}de/articles/pay")),
        "{german:?}"
    );
    let before = &export(&portal(), "meilisearch")["support-en.001.ndjson"];
    assert_eq!(values(english, "id"), values(before, "id"));

    let urls = values(&config("")["support-en.001.ndjson"], "url");
    assert!(
        urls.contains("./") && urls.contains("articles/pay"),
        "{urls:?}"
    );
}

/// Both sides cut words alike, and queries have the synonyms as well.
#[test]
fn opensearch_is_given_synonyms_in_every_language() {
    let schema = include_str!("../schemas/opensearch-index.json");
    let groups =
        LANGUAGES.map(|language| format!("    {language}: [[one, 'a, b'], [one, 'C# => d']]\n"));
    let listed = LANGUAGES.join(", ");
    let groups = groups.concat();
    let portal = Portal::new()
        .file(
            "supportal.yaml",
            format!("title: Test\nlanguages: [{listed}]\nsearch:\n  synonyms:\n{groups}"),
        )
        .page("ar/index.md", "Text.");
    let files = export(&portal, "opensearch");
    for language in LANGUAGES.map(str::to_lowercase) {
        let index = check_schema(schema, &files[&format!("support-{language}.index.json")]);
        let analysis = &index["settings"]["analysis"];
        let (pages, queries) = (
            &analysis["analyzer"]["pages"],
            &analysis["analyzer"]["queries"],
        );
        assert_eq!(pages["tokenizer"], queries["tokenizer"]);
        let filters = |analyzer: &Value| -> Vec<String> {
            let filters = analyzer["filter"].as_array().unwrap().iter();
            filters
                .map(|name| name.as_str().unwrap().to_owned())
                .collect()
        };
        let (pages, mut asked) = (filters(pages), filters(queries));
        // What is defined here is used, and the rest is the engine's.
        let own = analysis["filter"].as_object();
        let is_known = |name: &String| {
            own.is_some_and(|own| own.contains_key(name))
                || name.contains("lowercase")
                || name.contains('_')
                || name == "apostrophe"
        };
        assert!(asked.iter().all(is_known), "{language}: {asked:?}");
        if ["ja", "ko", "zh"].contains(&&*language) {
            let rules = &analysis["char_filter"]["synonyms"]["mappings"];
            assert_eq!(
                *rules,
                serde_json::json!([
                    "C# \\u003d> d => C# \\u003d> d one",
                    "a, b => a, b one",
                    "c# \\u003d> d => C# \\u003d> d one",
                    "one => one a, b C# \\u003d> d",
                ])
            );
            assert_eq!(queries["char_filter"], serde_json::json!(["synonyms"]));
        } else {
            let at = asked.iter().position(|name| name == "synonyms").unwrap();
            asked.remove(at);
            let stops = asked.iter().position(|name| name == "stops");
            assert!(stops.is_none_or(|stops| at <= stops), "{language}");
            let rules = &analysis["filter"]["synonyms"]["synonyms"];
            let expected = serde_json::json!(["one, a\\, b", "one, C\\# \\=> d"]);
            assert_eq!(*rules, expected);
        }
        assert_eq!(asked, pages, "{language}");
    }
}

/// How much more a page counts is told to each engine, which does with it what it can.
#[test]
fn documents_have_no_signs_that_keep_numbers_together() {
    let portal = Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [ar]\n")
        .file(
            "ar/articles/call.md",
            "---\ntitle: \u{627}\u{62a}\u{635}\u{644} +966 11 234 5678\n---\n\n\u{627}\u{62a}\u{635}\u{644} +966 11 234 5678.\n",
        );
    let documents = &export(&portal, "meilisearch")["support-ar.001.ndjson"];
    assert!(documents.contains("+966 11 234 5678"), "{documents}");
    assert!(
        !documents.contains(|c| ('\u{2066}'..='\u{2069}').contains(&c)),
        "{documents}"
    );
}

#[test]
fn engines_are_told_how_much_a_page_counts() {
    let page = portal()
        .text("en/articles/pay.md")
        .replace("search: {", "search: {boost: 9, ");
    let portal = portal().file("en/articles/pay.md", page);
    for (engine, file) in [
        ("opensearch", "support-en.001.ndjson"),
        ("meilisearch", "support-en.001.ndjson"),
        ("typesense", "support-en.001.jsonl"),
    ] {
        let documents = lines(&export(&portal, engine)[file]);
        let documents = documents.iter().filter(|one| one["url"].is_string());
        for document in documents {
            let is_boosted = document["url"].as_str().unwrap().contains("/pay.html");
            let expected = if is_boosted { 9 } else { 1 };
            assert_eq!(document["boost"], expected, "{engine}: {document}");
        }
    }
    let settings = &export(&portal, "meilisearch")["support-en.settings.json"];
    let settings: Value = serde_json::from_str(settings).unwrap();
    let last = settings["rankingRules"].as_array().unwrap().last().unwrap();
    assert_eq!(last, "boost:desc");
    let schema = &export(&portal, "typesense")["support-en.schema.json"];
    let schema: Value = serde_json::from_str(schema).unwrap();
    assert_eq!(schema["default_sorting_field"], "boost");
    let script = include_str!("../../themes/default/scripts/search-backend.js");
    assert!(script.contains("field_value_factor: { field: \"boost\", missing: 1 }"));
}

#[test]
fn meilisearch_understands_settings_and_documents() {
    let files = export(&portal(), "meilisearch");
    let schema = include_str!("../schemas/meilisearch-settings.json");
    let language = |language: &str| {
        let settings = check_schema(schema, &files[&format!("support-{language}.settings.json")]);
        settings["localizedAttributes"][0]["locales"][0]
            .as_str()
            .map(str::to_owned)
    };
    let found = ["en", "de", "zh-tw", "is"].map(language);
    assert_eq!(
        found.map(Option::unwrap_or_default),
        ["eng", "deu", "cmn", ""]
    );
    let settings: Value = serde_json::from_str(&files["support-en.settings.json"]).unwrap();
    let synonyms = serde_json::json!({"invoice": ["bill"], "bill": ["invoice", "receipt"], "receipt": ["bill"]});
    assert_eq!(settings["synonyms"], synonyms);
    let documents = lines(&files["support-en.001.ndjson"]);
    for document in &documents {
        // What it takes as the key of a document.
        let id = document["id"].as_str().unwrap();
        assert!(
            id.len() <= 511
                && id
                    .bytes()
                    .all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_')
        );
        for list in [
            "searchableAttributes",
            "filterableAttributes",
            "sortableAttributes",
        ] {
            let named = settings[list].as_array().unwrap().iter();
            for name in named {
                assert!(
                    !document[name.as_str().unwrap()].is_null(),
                    "{name} {document}"
                );
            }
        }
    }
    let card = documents
        .iter()
        .find(|one| one["heading"] == "By card")
        .unwrap();
    assert_eq!(card["text"], "Any card.");
    // Words that the page does not say are told once, of the page as a whole.
    let known: Vec<(&Value, &Value)> = (documents.iter())
        .filter(|one| one["keywords"] != serde_json::json!([]))
        .map(|one| (&one["url"], &one["keywords"]))
        .collect();
    let page = serde_json::json!("https://help.example/articles/pay.html");
    assert_eq!(known, [(&page, &serde_json::json!(["wire", "IBAN"]))]);
    assert_eq!(card["title"], "Pay");
}

#[test]
fn typesense_understands_schemas_and_documents() {
    let files = export(&portal(), "typesense");
    let schema = include_str!("../schemas/typesense-collection.json");
    let field = |language: &str| {
        let collection = check_schema(schema, &files[&format!("support-{language}.schema.json")]);
        let fields = collection["fields"].as_array().unwrap();
        let text = fields
            .iter()
            .find(|field| field["name"] == "text")
            .unwrap()
            .clone();
        (
            text["locale"].as_str().map(str::to_owned),
            text["stem"].as_bool(),
        )
    };
    assert_eq!(field("en"), (None, Some(true)));
    assert_eq!(field("pt-br"), (Some("pt".to_owned()), Some(true)));
    assert_eq!(field("zh-tw"), (Some("zh".to_owned()), Some(false)));
    assert_eq!(field("is"), (None, None));
    let collection: Value = serde_json::from_str(&files["support-en.schema.json"]).unwrap();
    for document in lines(&files["support-en.001.jsonl"]) {
        assert!(document["id"].is_string());
        for field in collection["fields"].as_array().unwrap() {
            let value = &document[field["name"].as_str().unwrap()];
            let fits = match field["type"].as_str().unwrap() {
                "string" => value.is_string(),
                "string[]" => value
                    .as_array()
                    .is_some_and(|list| list.iter().all(Value::is_string)),
                "int32" => value.is_i64(),
                other => panic!("{other}"),
            };
            assert!(fits, "{field} {document}");
        }
    }
    // A set of the same name, in the tongue of the fields.
    let set = include_str!("../schemas/typesense-synonym-set.json");
    let set =
        |language: &str| check_schema(set, &files[&format!("support-{language}.synonyms.json")]);
    let expected = serde_json::json!({"items": [
        {"id": "synonyms-1", "synonyms": ["invoice", "bill"]},
        {"id": "synonyms-2", "synonyms": ["bill", "receipt"]},
    ]});
    assert_eq!(set("en"), expected);
    assert_eq!(
        collection["synonym_sets"],
        serde_json::json!(["support-en"])
    );
    assert_eq!(set("de")["items"][0]["locale"], "de");
    assert!(!files.contains_key("support-pl.synonyms.json"));
    assert!(!files["support-pl.schema.json"].contains("synonym_sets"));
}

/// An index in a language, or with a stemmer, that an engine does not know is not made at all.
#[test]
fn engines_are_told_of_languages_by_the_names_that_they_know() {
    let listed = LANGUAGES.join(", ");
    let mut portal = Portal::new().file(
        "supportal.yaml",
        format!("title: Test\nlanguages: [{listed}]\n"),
    );
    for language in LANGUAGES {
        portal = portal.page(&format!("{language}/articles/pay.md"), "Text.");
    }
    let of = |engine: &str, ending: &str, schema: &str| {
        let files = export(&portal, engine);
        LANGUAGES.map(|language| {
            let name = format!("support-{}.{ending}", language.to_lowercase());
            check_schema(schema, &files[&name])
        })
    };
    let [typesense, meilisearch, opensearch] = [
        of(
            "typesense",
            "schema.json",
            include_str!("../schemas/typesense-collection.json"),
        ),
        of(
            "meilisearch",
            "settings.json",
            include_str!("../schemas/meilisearch-settings.json"),
        ),
        of(
            "opensearch",
            "index.json",
            include_str!("../schemas/opensearch-index.json"),
        ),
    ];
    let at = |tag: &str| LANGUAGES.iter().position(|known| *known == tag).unwrap();
    for tag in ["nb", "nn", "no"] {
        let fields = typesense[at(tag)]["fields"].as_array().unwrap();
        let text = fields.iter().find(|field| field["name"] == "text").unwrap();
        assert_eq!(text["locale"], "no", "{tag}");
        assert_eq!(text["stem"], true, "{tag}");
        let locales = &meilisearch[at(tag)]["localizedAttributes"][0]["locales"];
        assert_eq!(*locales, serde_json::json!(["nob"]), "{tag}");
        let analyzer = &opensearch[at(tag)]["mappings"]["properties"]["text"]["analyzer"];
        assert_eq!(analyzer, "norwegian", "{tag}");
    }
}

/// Each engine, asked as the theme's script asks it, looks in all fields that people's words may stand in.
#[test]
fn keywords_of_pages_and_facts_are_searched() {
    let portal = crate::properties::starter();
    let script = include_str!("../../themes/default/scripts/search-backend.js");
    assert!(script.contains(r#"["title^4", "heading^2", "keywords^2", "text"]"#));
    assert!(script.contains(r#"query_by: "title,heading,keywords,text""#));
    let keywords = |engine: &str, file: &str, url: &str| {
        let files = export(&portal, engine);
        let documents = lines(&files[file]).into_iter();
        let mut of_page = documents.filter(|one| one["url"] == url);
        of_page.next().unwrap()["keywords"].to_string()
    };
    let root = "https://support.camphor.example/";
    let channel = format!("{root}channels/hotline.html");
    for (engine, file) in [
        ("opensearch", "support-en.001.ndjson"),
        ("meilisearch", "support-en.001.ndjson"),
        ("typesense", "support-en.001.jsonl"),
    ] {
        let found = keywords(engine, file, &channel);
        assert!(found.contains("Phone"), "{engine}: {found}");
    }
    let settings = &export(&portal, "meilisearch")["support-en.settings.json"];
    let settings: Value = serde_json::from_str(settings).unwrap();
    let searched = serde_json::json!(["title", "heading", "keywords", "text"]);
    assert_eq!(settings["searchableAttributes"], searched);
}

#[test]
fn many_documents_are_several_files_and_none_is_cut() {
    let text = "A sentence that says how it is done. ".repeat(50);
    let mut portal = Portal::new().page("en/index.md", "Welcome.");
    let long = format!("{text}\n\n").repeat(500);
    for number in 0..12 {
        portal = portal.page(&format!("en/articles/a{number}.md"), &long);
    }
    let files = export(&portal, "meilisearch");
    let bulk: Vec<&String> = files
        .keys()
        .filter(|name| name.ends_with(".ndjson"))
        .collect();
    assert_eq!(bulk, ["support-en.001.ndjson", "support-en.002.ndjson"]);
    let documents: Vec<Value> = bulk.iter().flat_map(|name| lines(&files[*name])).collect();
    let ids: BTreeSet<&str> = documents
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), documents.len());
    assert!(bulk.iter().all(|name| files[*name].len() <= 8 << 20));
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = Portal::new().page("en/index.md", "Welcome.").on_disk();
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("mine"), "mine").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_supportal"))
        .args(["search-export", "typesense", "-o"])
        .arg(out.path())
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
}

/// What a result leads to is there, under the heading that the result told.
#[test]
fn every_document_leads_to_a_heading_of_its_page() {
    let support = "---\ntitle: How support works\ndescription: All about it.\n---\n\n## Plans\n\nOur own words.\n\n## Complaints\n\nMore of them.\n";
    let portal = crate::properties::starter().file("en/support.md", support);
    let site = portal.build();
    let text = |url: &str| {
        let page = site.outputs.iter().find(|file| file.url.as_str() == url);
        String::from_utf8(page.unwrap().bytes.to_vec()).unwrap()
    };
    let files = export(&portal, "meilisearch");
    let documents = files.iter().filter(|(name, _)| name.ends_with(".ndjson"));
    let mut leading = 0;
    for document in documents.flat_map(|(_, file)| lines(file)) {
        let url = document["url"].as_str().unwrap();
        let Some((page, anchor)) = url.split_once('#') else {
            continue;
        };
        let page = page
            .strip_prefix("https://support.camphor.example/")
            .unwrap();
        let html = text(page);
        let id = format!(" id=\"{anchor}\"");
        assert_eq!(html.matches(&id).count(), 1, "{url}");
        leading += 1;
    }
    assert!(leading > 200, "{leading}");
}

/// What links and expectations may name is drawn, in every language, and stands once: the starter as it is, with
/// headings of its author's own beside those of facts, and the handbook.
#[test]
fn every_anchor_that_a_link_may_name_is_in_its_page() {
    let own = "---\ntitle: How support works\ndescription: All about it.\n---\n\n## Plans {#plans}\n\nOur own words.\n\n## Scope\n\nMore.\n";
    let starter = crate::properties::starter();
    let portals = [starter.clone(), starter.file("en/support.md", own)];
    let built = portals.map(|portal| (portal.snapshot(), portal.build()));
    for (snapshot, build) in built.iter().chain([&*crate::handbook::BUILT]) {
        let pages: BTreeMap<&str, String> = (build.outputs.iter())
            .filter(|file| file.url.as_str().ends_with(".html"))
            .map(|file| {
                let text = String::from_utf8(file.bytes.to_vec()).unwrap();
                (file.url.as_str(), text)
            })
            .collect();
        let mut wrong = Vec::new();
        let mut looked_at = 0;
        for page in pipeline::site(snapshot, &Options::default()).value.pages {
            let html = &pages[page.url.as_str()];
            for anchor in page.anchors.iter() {
                let times = html.matches(&format!(" id=\"{anchor}\"")).count();
                if times != 1 {
                    wrong.push(format!("{}#{anchor}: {times}", page.url.as_str()));
                }
                looked_at += 1;
            }
        }
        assert_eq!(wrong, [""; 0]);
        assert!(looked_at > 200, "{looked_at}");
    }
}
