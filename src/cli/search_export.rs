//! `supportal search-export`: what search finds, for an engine on a server.

#![allow(
    clippy::disallowed_methods,
    reason = "writes files beside a site, which no stage does"
)]

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::report::{Count, Files, human, plural};
use super::run::Run;
use super::{Global, Status, portal, say};
use crate::index::Rules;
use crate::index::engines;
use crate::model::backend::{Engine, INDEX};
use crate::model::path::CONFIG;
use crate::pipeline::{self, Options, Sections};

/// Write the parts of pages that search finds, for a search engine on a server: settings and bulk files
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The engine
    #[arg(value_parser = engine())]
    engine: Engine,
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    portal: Option<PathBuf>,
    /// Folder to write to; new or empty
    #[arg(short, long, value_name = "DIR", default_value = "search-export")]
    out: PathBuf,
    /// What indexes are called, before their language, as in `support-en` [default: `index` of search.backend, else `support`; a portal that extends another has no default]
    #[arg(long, value_name = "NAME", value_parser = name)]
    name: Option<String>,
    #[command(flatten)]
    run: Run,
}

fn engine() -> impl TypedValueParser<Value = Engine> {
    let names = PossibleValuesParser::new(Engine::NAMES);
    names.try_map(|name| Engine::named(&name).ok_or("no such engine"))
}

/// Engines agree on little else.
fn name(text: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
    match begins && text.len() <= 40 && text.chars().all(is_plain) {
        true => Ok(text.to_owned()),
        false => Err("write a letter, then letters, digits and `-`, all small".to_owned()),
    }
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    arguments.run.apply();
    let root = portal::root(arguments.portal.as_deref())?;
    let snapshot = portal::snapshot(&root, arguments.run.today)?;
    let read = pipeline::sections(&snapshot, &Options::default());
    let count = Count::of(&read.diagnostics);
    if count.fail(false) {
        say(&human(&read.diagnostics, &Files::new(&snapshot, &root)));
        say(&format!("{}; nothing was written\n", count.text()));
        return Ok(Status::Findings);
    }
    let Sections { site, languages } = read.value;
    let backend = site.config.backend.as_ref();
    let index = arguments.name.as_deref();
    let index = index.or(backend.map(|backend| backend.index.as_str()));
    let extends = (snapshot.file(CONFIG)).is_some_and(|config| !config.under.is_empty());
    let index = match index {
        Some(index) => index,
        // That of a base is likely called so, too: one would be written over the other.
        None if extends => bail!(
            "this portal extends another, and has no index of its own; nothing was written\nhint: write `search: {{backend: {{index: NAME}}}}` in its {CONFIG}, or name one with `--name`"
        ),
        None => INDEX,
    };
    let mut files = Vec::new();
    for (locale, pages) in languages {
        let synonyms = &site.config.synonyms;
        let synonyms = locale.chain().find_map(|tag| synonyms.get(&tag));
        let rules = Rules {
            synonyms: synonyms.cloned().unwrap_or_default(),
            language: locale,
            ..Rules::default()
        };
        files.extend(engines::export(
            arguments.engine,
            index,
            &site.config,
            &rules,
            &pages,
        ));
    }
    let out = &arguments.out;
    let shown = out.display();
    fs::create_dir_all(out).with_context(|| format!("cannot create the folder `{shown}`"))?;
    let mut there = fs::read_dir(out).with_context(|| format!("cannot open `{shown}`"))?;
    if there.next().is_some() {
        bail!(
            "`{shown}` is not empty; nothing was written\nhint: remove it, or name another folder with `-o`"
        );
    }
    for file in &files {
        let path = out.join(&file.name);
        fs::write(&path, &file.text)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    if !global.quiet {
        say(&format!("{} in `{shown}`\n", plural(files.len(), "file")));
    }
    Ok(Status::Fine)
}
