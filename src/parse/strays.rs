//! Markdown that is no page: it lies in no language's folder.

use std::collections::BTreeMap;

use crate::model::{About, Config, Diagnostic, Kind, Locale, RelPath, Severity, Source, Span};

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
    let (severity, hint) = match &language {
        Some(language) if known(language) => {
            (Severity::Error, format!("name the folder `{language}`"))
        }
        Some(language) if is_likely(language) => (
            Severity::Warning,
            format!("add `{language}` to `languages` in supportal.yaml, or {elsewhere}"),
        ),
        _ if Kind::of_folder(folder) != Kind::Page => {
            let hint = format!("move the folder to `{source}/{folder}`");
            (Severity::Warning, hint)
        }
        Some(language) => (
            Severity::Note,
            format!(
                "{elsewhere}, add `{language}` to `languages` if it is one, or begin the folder's name with a dot"
            ),
        ),
        None => (
            Severity::Note,
            format!("{elsewhere}, or begin the folder's name with a dot"),
        ),
    };
    let found = Diagnostic::new(severity, CODE, first, Span::default(), message);
    let about = language.filter(known);
    let about = about.map(|language| About::Folder(language.to_string()));
    Some(found.with_hint(hint).about(about))
}
