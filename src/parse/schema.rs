//! JSON Schemas (2020-12) of supportal.yaml, support.yaml and front matter, from the table of keys.
//!
//! For editors: they complete keys and mark wrong ones. What a schema cannot say (that a date exists,
//! that a calendar is defined) is for `supportal check`.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::model::Kind;

use super::keys::page;
use super::keys::portal::PORTAL;
use super::keys::price::{MONEY, PRICE_WORD};
use super::keys::support::SUPPORT;
use super::keys::{Key, Map, Shape};

/// Every schema with its name: `supportal.yaml`, `support.yaml`, then one for each kind of page by the
/// kind's own name.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let files = [("supportal.yaml", &PORTAL), ("support.yaml", &SUPPORT)];
    let mut schemas: Vec<(&'static str, Value)> = files
        .iter()
        .map(|(file, map)| (*file, file_schema(file, map)))
        .collect();
    for kind in Kind::ALL {
        let title = format!("front matter of a page of kind {}", kind.name());
        schemas.push((kind.name(), page_schema(&title, page::of(kind, false))));
    }
    schemas
}

/// The schema of the published `support.json`: what support.yaml says, with channels and plans by their
/// ids. It is the same for every portal.
pub fn published_schema() -> &'static Value {
    static SCHEMA: LazyLock<Value> = LazyLock::new(published);
    &SCHEMA
}

fn published() -> Value {
    let mut shared = Vec::new();
    let mut schema = map_schema(&SUPPORT, &mut shared);
    for (name, kind, about) in [
        ("channels", Kind::Channel, "Channels by their ids."),
        ("plans", Kind::Sla, "Plans by their ids, as they hold."),
        (
            "announced",
            Kind::Sla,
            "Versions of plans that begin later, by the names of their files.",
        ),
    ] {
        let mut one = map_schema(page::of(kind, false), &mut shared);
        one["properties"]["page"] =
            json!({"type": "string", "description": "Its page, from the site's root."});
        schema["properties"][name] =
            json!({"type": "object", "additionalProperties": one, "description": about});
    }
    for (name, about) in [
        ("$schema", "This schema."),
        ("format", "What the file is, and its version."),
        ("language", "The language of texts that name none."),
        (
            "tzdata",
            "The release of the time zone data that hours were computed with.",
        ),
    ] {
        schema["properties"][name] = json!({"type": "string", "description": about});
    }
    finished("support.json", schema, shared)
}

fn file_schema(title: &str, map: &'static Map) -> Value {
    let mut shared = Vec::new();
    let schema = map_schema(map, &mut shared);
    finished(title, schema, shared)
}

/// The schema of front matter. A file does not say whether it is a translation, which holds words, or a page of a base
/// with a few keys of a brand's own: what the original says is missed in neither.
fn page_schema(title: &str, map: &'static Map) -> Value {
    let mut schema = file_schema(title, map);
    schema["description"] = json!(
        "Keys of facts are required in the source language alone, and none where `extends: true` stands; `supportal check` knows which page it is."
    );
    if let Some(page) = schema.as_object_mut() {
        page.remove("required");
    }
    schema["anyOf"] = json!([
        {"required": ["title"]},
        {"required": ["extends"], "properties": {"extends": {"const": true}}},
    ]);
    schema
}

fn finished(title: &str, mut schema: Value, mut shared: Vec<&'static Map>) -> Value {
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(title);
    // A shared map may refer to others, which are then added behind it.
    let mut definitions = serde_json::Map::new();
    let mut at = 0;
    while at < shared.len() {
        let map: &'static Map = shared[at];
        definitions.insert(slug(map), map_schema(map, &mut shared));
        at += 1;
    }
    if !definitions.is_empty() {
        schema["$defs"] = Value::Object(definitions);
    }
    schema
}

fn map_schema(map: &'static Map, shared: &mut Vec<&'static Map>) -> Value {
    let mut properties = serde_json::Map::new();
    for key in map.keys {
        properties.insert(key.name.to_owned(), key_schema(key, shared));
    }
    let required: Vec<&str> = map
        .keys
        .iter()
        .filter(|key| key.required.is_some())
        .map(|key| key.name)
        .collect();
    let mut schema =
        json!({"type": "object", "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

/// A key's schema: nothing (`expires:`) is allowed wherever it may be left out.
fn key_schema(key: &'static Key, shared: &mut Vec<&'static Map>) -> Value {
    let schema = shape(key.shape, shared);
    let mut schema = match key.required {
        Some(_) => schema,
        None => json!({"anyOf": [schema, {"type": "null"}]}),
    };
    schema["description"] = json!(match key.default {
        "" => key.doc.to_owned(),
        default => format!("{} Default: {default}.", key.doc),
    });
    schema
}

fn shape(shape: &'static Shape, shared: &mut Vec<&'static Map>) -> Value {
    // YAML reads `10`, `1.5` and `true` as no texts; a text may be written so all the same.
    let word = || json!({"type": ["string", "number", "boolean"]});
    let text = |pattern: &str| json!({"type": "string", "pattern": pattern});
    match shape {
        Shape::Text => json!({"anyOf": [word(), by_language(word())]}),
        Shape::Texts => json!({"anyOf": [
            {"type": "array", "items": {"anyOf": [word(), by_language(word())]}},
            by_language(json!({"type": "array", "items": word()})),
        ]}),
        Shape::String(0) => word(),
        Shape::String(most) => {
            json!({"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": most})
        }
        Shape::Id | Shape::Word(_) => json!({"type": ["string", "integer"], "pattern": ID}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::Integer(least, most) => {
            json!({"type": "integer", "minimum": least, "maximum": most})
        }
        Shape::Date(_) => json!({"type": "string", "format": "date"}),
        Shape::Instant => {
            text(r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)(\[[A-Za-z0-9_+/-]+\])?$")
        }
        Shape::Duration | Shape::Promise => text(r"^P(\d+D|T(?=\d)(\d+H)?(\d+M)?(\d+S)?)$"),
        Shape::Interval => text(r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$"),
        Shape::Zone => text(r"^(Etc/UTC|[A-Z][A-Za-z]+(/[A-Z][A-Za-z0-9_+-]*)+)$"),
        Shape::Language => text(LANGUAGE),
        Shape::Country => text("^[A-Z]{2}$"),
        Shape::Region => text("^[A-Z]{2}(-[A-Z0-9]{1,3})?$"),
        Shape::Currency => text("^[A-Z]{3}$"),
        Shape::Amount => text(r"^\d+(\.\d+)?$"),
        Shape::Price => json!({"anyOf": [
            {"enum": ["included", "free", "basic-rate"]},
            map_schema(&PRICE_WORD, shared),
            map_schema(&MONEY, shared),
        ]}),
        Shape::Share => {
            json!({"type": ["number", "string"], "exclusiveMinimum": 0, "maximum": 100})
        }
        Shape::Phone => text(r"^\+[1-9]\d{7,14}$"),
        Shape::Email => text(r"^[^\s@?]+@[^\s@?]+\.[^\s@?]+$"),
        Shape::Web(_) => text(r"^https?://[^\s]+$"),
        Shape::Contact => text(r"^(mailto:|https://)[^\s]+$"),
        Shape::Color => text("^#[0-9a-fA-F]{6}$"),
        Shape::Page => json!({"type": "string", "minLength": 1}),
        Shape::Asset => text("^assets/"),
        Shape::Rule(false) => text(r"^[A-Z0-9]+(-[A-Z0-9]+)+$"),
        Shape::Rule(true) => text(r"^[A-Z0-9]+(-\*|(-[A-Z0-9]+)+)$"),
        Shape::OneOf(words) => json!({"enum": words}),
        Shape::List(of) => json!({"type": "array", "items": self::shape(of, shared)}),
        Shape::OneOrMany(of) => {
            let of = self::shape(of, shared);
            json!({"anyOf": [of.clone(), {"type": "array", "items": of}]})
        }
        Shape::Map(map) => {
            // By reference, since an entry of the navigation holds further entries.
            if !shared.iter().any(|known| std::ptr::eq(*known, *map)) {
                shared.push(map);
            }
            json!({"$ref": format!("#/$defs/{}", slug(map))})
        }
        Shape::MapOf(key, of) => {
            let pattern = match key {
                Shape::Language => LANGUAGE,
                _ => ID,
            };
            let of = self::shape(of, shared);
            json!({"type": "object", "patternProperties": {pattern: of}, "additionalProperties": false})
        }
        Shape::Union(shapes) => {
            let shapes: Vec<Value> = shapes.iter().map(|one| self::shape(one, shared)).collect();
            json!({"anyOf": shapes})
        }
    }
}

const ID: &str = "^[a-z0-9-]{1,40}$";
const LANGUAGE: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

fn by_language(of: Value) -> Value {
    json!({"type": "object", "patternProperties": {LANGUAGE: of}, "additionalProperties": false})
}

/// The name of a map's definition: `a row of promises` gives `row-of-promises`.
fn slug(map: &Map) -> String {
    let name = map.name.trim_start_matches("a ").trim_start_matches("an ");
    name.replace(' ', "-")
}
