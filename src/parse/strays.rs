//! Markdown that is no page: it lies in no language's folder.

use std::collections::BTreeMap;

use crate::model::{Config, Diagnostic, Kind, Locale, RelPath, Source, Span};

const CODE: &str = "PATH-LANG";

/// One finding for each folder of the portal that holds Markdown and belongs to no language, at its first file. What
/// stands beside supportal.yaml is for whoever writes the portal.
pub fn strays(sources: &[Source], config: &Config) -> Vec<Diagnostic> {
    if config.unclear {
        return Vec::new();
    }
    let mut folders: BTreeMap<&str, Vec<&RelPath>> = BTreeMap::new();
    for path in sources.iter().map(|source| &source.path) {
        let mut parts = path.parts();
        let (Some(folder), Some(_)) = (parts.next(), parts.next()) else {
            continue;
        };
        let is_declared = config.languages.iter().any(|one| one.as_str() == folder);
        if path.has_extension("md") && !is_declared {
            folders.entry(folder).or_default().push(path);
        }
    }
    let folders = folders.into_iter();
    folders
        .filter_map(|(folder, paths)| stray(folder, &paths, config))
        .collect()
}

fn stray(folder: &str, paths: &[&RelPath], config: &Config) -> Option<Diagnostic> {
    let first = paths.iter().min()?;
    let what = match paths.len() {
        1 => "this file is".to_owned(),
        count => format!("the {count} Markdown files of `{folder}` are"),
    };
    let message = format!("{what} no part of the site: `{folder}` is no language of the portal");
    let source = config.source();
    let elsewhere = format!("move what is a page below `{source}`");
    let language = Locale::new(&folder.replace('_', "-"));
    let known = |language: &Locale| config.languages.contains(language);
    // `doc` and `src` are tags of languages, too.
    let is_likely = |language: &Locale| language.language().len() == 2;
    let (is_meant, hint) = match language {
        Some(language) if known(&language) => (true, format!("name the folder `{language}`")),
        Some(language) if is_likely(&language) => (
            true,
            format!("add `{language}` to `languages` in supportal.yaml, or {elsewhere}"),
        ),
        _ if Kind::of_folder(folder) != Kind::Page => {
            (true, format!("move the folder to `{source}/{folder}`"))
        }
        Some(language) => (
            false,
            format!(
                "{elsewhere}, add `{language}` to `languages` if it is one, or begin the folder's name with a dot"
            ),
        ),
        None => (
            false,
            format!("{elsewhere}, or begin the folder's name with a dot"),
        ),
    };
    let found = match is_meant {
        true => Diagnostic::warning(CODE, first, Span::default(), message),
        false => Diagnostic::note(CODE, first, Span::default(), message),
    };
    Some(found.with_hint(hint))
}
