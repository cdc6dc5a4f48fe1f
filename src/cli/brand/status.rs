//! `supportal brand status`: which files and facts are the brand's own, and what is stale.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::{Value, json};

use super::super::report::plain;
use super::super::{changes, portal, print};
use super::Status;
use crate::diff::{self, Fact};
use crate::export;
use crate::model::path::CONFIG;
use crate::model::{RelPath, Snapshot};
use crate::overlay::Changes;
use crate::parse::layers;
use crate::pipeline::{self, Options};

/// Say what each brand changes of its base: files, facts, configuration; and which pages are stale
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folders of brands [default: `.` if it has a supportal.yaml, else `content`]
    portals: Vec<PathBuf>,
    /// For people, or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(clap::ValueEnum, Clone, Copy, PartialEq)]
enum Format {
    Human,
    Json,
}

/// What a brand changes.
struct Brand {
    root: PathBuf,
    /// The folder that it extends, from its own; `None` where it extends nothing.
    base: Option<String>,
    files: Changes,
    facts: Vec<Fact>,
    config: Vec<Fact>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let roots = match &arguments.portals[..] {
        [] => vec![portal::root(None)?],
        named => named.to_vec(),
    };
    // All of one base, it is read once.
    let mut reader = portal::reader();
    let mut brands = Vec::new();
    for root in roots {
        let portal = portal::read(&mut reader, &root, None)?;
        let (snapshot, files) = portal.laid();
        let base = portal.base();
        let compared = |what: fn(&Snapshot) -> Value| {
            let base = base.as_ref().map(what).unwrap_or_default();
            diff::facts(&base, &what(&snapshot))
        };
        let folder = snapshot.layers.folders.get(1);
        brands.push(Brand {
            root,
            files,
            facts: folder.map_or_else(Vec::new, |_| compared(facts)),
            config: folder.map_or_else(Vec::new, |_| compared(config)),
            base: folder.cloned(),
        });
    }
    print(&match arguments.format {
        Format::Human => brands.iter().map(human).collect::<Vec<_>>().join("\n"),
        Format::Json => {
            let brands: Vec<Value> = brands.iter().map(machine).collect();
            format!("{:#}\n", json!({"format": 1, "brands": brands}))
        }
    })?;
    Ok(Status::Fine)
}

/// What `support.json` would say.
fn facts(snapshot: &Snapshot) -> Value {
    export::facts(&pipeline::site(snapshot, &Options::default()).value)
}

/// What supportal.yaml says, but for what it says of a base.
fn config(snapshot: &Snapshot) -> Value {
    let file = snapshot.file(CONFIG);
    file.map(layers::json).unwrap_or_default()
}

fn machine(brand: &Brand) -> Value {
    let facts = |facts: &[Fact]| -> Vec<Value> { facts.iter().map(changes::fact).collect() };
    json!({
        "portal": shown(&brand.root),
        "extends": brand.base,
        "files": brand.files,
        "facts": facts(&brand.facts),
        "config": facts(&brand.config),
    })
}

fn human(brand: &Brand) -> String {
    let root = plain(&shown(&brand.root));
    let Some(base) = &brand.base else {
        return format!("`{root}` extends no other portal that can be read\n");
    };
    let mut out = format!("{root} over {}\n", plain(base));
    let files = &brand.files;
    let lists = [
        ("replaced", &files.replaced),
        ("merged", &files.merged),
        ("added", &files.added),
        ("left out", &files.left_out),
        ("the same", &files.same),
    ];
    for (what, paths) in lists {
        for path in paths {
            let note = note(files, path);
            out.push_str(&format!("  {what:8}  {}{note}\n", plain(path.as_str())));
        }
    }
    let facts = brand.facts.iter().map(|fact| ("fact", fact));
    for (what, fact) in facts.chain(brand.config.iter().map(|fact| ("config", fact))) {
        let sentence = plain(&changes::sentence(fact));
        out.push_str(&format!("  {what:8}  {sentence}\n"));
    }
    if out.lines().count() == 1 {
        out.push_str("  nothing is changed\n");
    }
    out
}

/// What else there is to know of a page in place of another.
fn note(files: &Changes, path: &RelPath) -> &'static str {
    match () {
        () if files.stale.contains(path) => " (stale: the base's page changed since)",
        () if files.unmarked.contains(path) => " (without base_hash)",
        () => "",
    }
}

fn shown(root: &Path) -> String {
    root.display().to_string().replace('\\', "/")
}
