//! `supportal translate new`: the file of a translation, with the texts of its source.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::super::{Global, print, report, say, whole_file};
use super::{Portal, Status, front};
use crate::model::path::typed;
use crate::model::segment::source_hash;
use crate::model::{Document, Locale, RelPath};
use crate::parse::front_matter::split;
use crate::parse::keys::page;

/// Keys that a translation takes from its source as long as it does not say them itself, and those that are about
/// this file alone: old addresses, which lead to one page, and what stands in place of a base's page.
const INHERITED: [&str; 14] = [
    "slug",
    "products",
    "audience",
    "order",
    "updated",
    "draft",
    "effective",
    "expires",
    "level",
    "time_required",
    "redirect_from",
    "source_hash",
    "extends",
    "base_hash",
];

/// Begin a translation: write its file with the texts of the source, and print where it is
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Language of the translation
    language: String,
    /// Page of the source language: `en/articles/billing/refunds.md`
    path: PathBuf,
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    #[arg(short, long, value_name = "DIR")]
    portal: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let portal = Portal::read(arguments.portal.as_deref(), true)?;
    let locale = language(&portal, &arguments.language)?;
    let source = portal.document(&arguments.path)?;
    if source.locale != *portal.site.config.source() {
        bail!(
            "`{}` is a translation itself\nhint: name the page of the source language, `{}`",
            source.path,
            portal.site.config.source()
        );
    }
    let path = place(locale, source);
    if !portal.wrote(source)
        && let Some((message, hint)) = portal.elsewhere(&path)
    {
        bail!("{message}\nhint: {hint}");
    }
    write(&portal, &path, &translation(source))?;
    print(&format!("{}\n", portal.shown(&path).display()))?;
    if !global.quiet {
        let check = report::checked(&portal.root.display().to_string());
        say(&format!(
            "next: translate title, description and text, then {check}\n"
        ));
    }
    Ok(Status::Fine)
}

/// A language of the portal that is not the source language.
pub(super) fn language<'p>(portal: &'p Portal, tag: &str) -> Result<&'p Locale> {
    let languages = &portal.site.config.languages;
    let named = Locale::new(tag);
    match languages.iter().position(|one| Some(one) == named.as_ref()) {
        Some(0) => bail!("`{tag}` is the source language\nhint: name the language to translate to"),
        Some(at) => Ok(&languages[at]),
        None => {
            let known: Vec<&str> = languages.iter().skip(1).map(Locale::as_str).collect();
            let hint = match known.is_empty() {
                true => "add it to `languages` in supportal.yaml".to_owned(),
                false => format!(
                    "add it to `languages` in supportal.yaml, or choose {}",
                    known.join(", ")
                ),
            };
            bail!("this portal has no language `{tag}`\nhint: {hint}")
        }
    }
}

/// Where the translation of a page stands.
pub(super) fn place(locale: &Locale, source: &Document) -> RelPath {
    let folder = RelPath::new(locale.as_str()).unwrap_or_default();
    folder.join(source.key.as_str()).unwrap_or_default()
}

/// The page as its translation begins: without facts and without what follows from the source.
pub(super) fn translation(source: &Document) -> String {
    let text = source.text.as_str();
    let parts = split(text);
    let yaml = parts.yaml.clone().map_or("", |range| &text[range]);
    let mut kept = String::new();
    for (key, range) in front::entries(yaml) {
        if !INHERITED.contains(&key) && !page::is_fact(key, source.kind) {
            kept.push_str(&yaml[range]);
        }
    }
    let kept = front::with_hashes(&kept, &source_hash(source));
    format!("---\n{kept}---\n{}", &text[parts.body..])
}

/// Writes the new file at `path` in the portal; one that exists is left as it is.
pub(super) fn write(portal: &Portal, path: &RelPath, text: &str) -> Result<()> {
    let otherwise = format!(
        "`supportal translate accept {}` marks it as made from the source as it is now",
        typed(path.as_str())
    );
    let otherwise = report::for_portal(&otherwise, &portal.root.display().to_string());
    whole_file::begin(&portal.shown(path), text, &otherwise)
}
