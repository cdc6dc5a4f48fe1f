//! `supportal schema`: JSON Schemas for editors.

use anyhow::{Result, bail};
use serde_json::{Map, Value};

use super::{Status, changes, print, report};
use crate::model::nearest::nearest;
use crate::parse::schemas;

/// Print the JSON Schemas of supportal.yaml, support.yaml, the front matter of each kind of page, of findings and of changes
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Only this one: `supportal.yaml`, `support.yaml`, `article`, …, `findings`, `changes` [default: all, by name]
    name: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let mut schemas = schemas();
    schemas.push(("findings", report::json_schema()));
    schemas.push(("changes", changes::schema()));
    let value = match &arguments.name {
        None => Value::Object(
            schemas
                .into_iter()
                .map(|(name, schema)| (name.to_owned(), schema))
                .collect::<Map<_, _>>(),
        ),
        Some(wanted) => match schemas.iter().position(|(name, _)| name == wanted) {
            Some(at) => schemas.swap_remove(at).1,
            None => {
                let names: Vec<&str> = schemas.iter().map(|(name, _)| *name).collect();
                let hint = match nearest(wanted, names.iter().copied()) {
                    Some(near) => format!("`{near}` exists"),
                    None => format!("there are {}", names.join(", ")),
                };
                bail!("no schema `{wanted}`\nhint: {hint}");
            }
        },
    };
    print(&format!("{value:#}\n"))?;
    Ok(Status::Fine)
}
