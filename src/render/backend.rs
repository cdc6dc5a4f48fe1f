//! What the search box is told of a search engine on a server.

use serde_json::{Value, json};

use crate::model::Locale;
use crate::model::backend::index_name;
use crate::model::config::Config;

/// How a page in this language asks, as JSON; empty where supportal.yaml names no engine.
///
/// `own` and `source` are indexes: their name, what addresses in them begin with, and what stands for it in
/// an address from the folder of the page's language. The rest is as supportal.yaml has it.
pub(super) fn asked(config: &Config, locale: &Locale) -> String {
    let Some(backend) = &config.backend else {
        return String::new();
    };
    let up = match config.folder(locale) {
        "" => "",
        _ => "../",
    };
    let source = config.source();
    let index = |locale: &Locale, up: &str| -> Value {
        let name = index_name(&backend.index, locale.as_str());
        json!({"name": name, "root": config.root_of(locale), "up": up})
    };
    let asked = json!({
        "engine": backend.engine.name(),
        "url": backend.url,
        "key": backend.key,
        "own": index(locale, ""),
        "source": index(source, up),
    });
    asked.to_string()
}

/// The host that is asked; empty where none is, or the one that the portal stands on.
pub(super) fn host(config: &Config) -> &str {
    let backend = config.backend.as_ref();
    let asked = backend.map_or("", |backend| authority(&backend.url));
    match asked == config.url.as_deref().map_or("", authority) {
        true => "",
        false => asked,
    }
}

fn authority(url: &str) -> &str {
    let rest = url.strip_prefix("https://").unwrap_or(url);
    rest.split_once('/')
        .map_or(rest, |(authority, _)| authority)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::backend::{Backend, Engine};

    fn tag(tag: &str) -> Locale {
        Locale::new(tag).unwrap()
    }

    #[test]
    fn a_language_asks_its_own_index_and_that_of_the_source() {
        let mut config = Config {
            languages: vec![tag("en"), tag("zh-TW")],
            url: Some("https://help.example/center/".to_owned()),
            ..Config::default()
        };
        assert_eq!(asked(&config, &tag("en")), "");
        config.backend = Some(Backend {
            engine: Engine::Typesense,
            url: "https://search.example/".to_owned(),
            index: "help".to_owned(),
            key: "k".to_owned(),
        });
        let read =
            |language| -> Value { serde_json::from_str(&asked(&config, &tag(language))).unwrap() };
        let english =
            |up| json!({"name": "help-en", "root": "https://help.example/center/", "up": up});
        let chinese =
            json!({"name": "help-zh-tw", "root": "https://help.example/center/zh-TW/", "up": ""});
        assert_eq!(
            read("zh-TW"),
            json!({
                "engine": "typesense", "url": "https://search.example/", "key": "k",
                "own": chinese, "source": english("../"),
            })
        );
        assert_eq!(read("en")["own"], english(""));

        assert_eq!(host(&config), "search.example");
        config.url = Some("https://search.example/help/".to_owned());
        assert_eq!(host(&config), "", "nothing leaves the portal's host");
    }
}
