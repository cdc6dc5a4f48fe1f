//! `support.json`: all facts as they were stated, for customers' programs. Its schema stands beside it
//! and comes from the same table of keys as the readers.

use serde_json::{Map, Value, json};

use crate::calendar;
use crate::model::document::ABOUT_PAGE;
use crate::model::record::FACTS;
use crate::model::{Output, Site};

/// What the file is, and its version.
const FORMAT: &str = "supportal-support/1";
/// The schema's name, beside the file.
const SCHEMA: &str = "support.schema.json";

/// The file and its schema; none where nothing is stated.
pub fn files(site: &Site, schema: &Value) -> Vec<Output> {
    let pages = !site.channels.is_empty() || !site.plans.is_empty();
    if site.facts.stated.is_null() && !pages {
        return Vec::new();
    }
    vec![
        super::at_root(FACTS, format!("{:#}\n", data(site))),
        super::at_root(SCHEMA, format!("{schema:#}\n")),
    ]
}

/// The facts of support.yaml, with channels and plans by their ids, and versions of plans that begin later. Texts are in
/// the source language,
/// or by language where they were written so.
pub fn data(site: &Site) -> Value {
    let mut data = match &site.facts.stated {
        Value::Object(stated) => stated.clone(),
        _ => Map::new(),
    };
    // For findings about the file itself, which are nobody else's.
    data.remove("allow");
    let channels = site
        .channels
        .iter()
        .map(|channel| (&channel.id, channel.page));
    let plans = site.plans.iter().map(|plan| (&plan.id, plan.page));
    data.insert("channels".to_owned(), pages(site, channels));
    data.insert("plans".to_owned(), pages(site, plans));
    // By the names of their files: a plan may have several versions that begin later.
    let announced = site.coming.iter();
    let announced: Vec<(String, usize)> = announced
        .map(|plan| {
            let name = site.pages[plan.page].document.key.stem();
            (name.to_owned(), plan.page)
        })
        .collect();
    if !announced.is_empty() {
        let announced = announced.iter().map(|(name, page)| (name, *page));
        data.insert("announced".to_owned(), pages(site, announced));
    }
    data.insert("format".to_owned(), FORMAT.into());
    data.insert("language".to_owned(), site.config.source().as_str().into());
    data.insert("tzdata".to_owned(), calendar::tzdata().into());
    data.insert("$schema".to_owned(), json!(SCHEMA));
    data.into()
}

/// What pages state in their front matter, by id, with their address from the site's root.
fn pages<'a>(site: &Site, pages: impl Iterator<Item = (&'a String, usize)>) -> Value {
    let stated = pages.map(|(id, number)| {
        let page = &site.pages[number];
        let mut stated = match page.front.stated.as_deref() {
            Some(Value::Object(stated)) => stated.clone(),
            _ => Map::new(),
        };
        for key in ABOUT_PAGE {
            stated.remove(key);
        }
        stated.insert("page".to_owned(), page.url.encoded().into());
        (id.clone(), Value::Object(stated))
    });
    Value::Object(stated.collect())
}
