//! `staticwebapp.config.json` of Azure Static Web Apps: on one line, since its size is limited.

use serde_json::{Map, Value, json};

use super::types::TYPES;
use super::{FOR_EVER, REVALIDATED, Table, asked};

/// The file. The first route that fits counts; its headers go before those of all.
pub(super) fn text(table: &Table) -> String {
    let moved = table
        .moved
        .iter()
        .filter(|moved| !moved.from.ends_with('/'));
    let moved = moved
        .map(|moved| json!({"route": asked(&moved.from), "redirect": moved.to, "statusCode": 301}));
    let files = table.lasting_files.iter().map(|path| asked(path));
    let folders = table.lasting_folders.iter();
    let folders = folders.map(|path| format!("{}*", asked(path)));
    let lasting = files
        .chain(folders)
        .map(|route| json!({"route": route, "headers": {"Cache-Control": FOR_EVER}}));
    let routes: Vec<Value> = moved.chain(lasting).collect();
    let mut headers: Map<String, Value> = (table.headers.iter())
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    headers.insert("Cache-Control".to_owned(), json!(REVALIDATED));
    let types = TYPES.iter().filter(|one| !one.common);
    let types: Map<String, Value> = types
        .flat_map(|one| {
            one.endings
                .iter()
                .map(|ending| (format!(".{ending}"), json!(one.header())))
        })
        .collect();
    let settings = json!({
        "routes": routes,
        "responseOverrides": {"404": {"rewrite": table.not_found()}},
        "globalHeaders": headers,
        "mimeTypes": types,
    });
    format!("{settings}\n")
}
