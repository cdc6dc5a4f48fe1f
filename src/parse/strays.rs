//! What is read from nowhere, as it stands: Markdown in no language's folder, facts in a file of another name.

use std::collections::BTreeMap;

use crate::model::path::{CONFIG, SUPPORT};
use crate::model::{About, Config, Diagnostic, Kind, Locale, RelPath, Severity, Source, Span};

const CODE: &str = "PATH-LANG";

/// The files that are read beside the folders.
const FILES: [&str; 2] = [SUPPORT, CONFIG];

/// One finding for each file that was meant as one of these: `support.yml`.
pub fn misnamed(sources: &[Source]) -> Vec<Diagnostic> {
    let is_there = |name: &str| sources.iter().any(|source| source.path.as_str() == name);
    let found = sources.iter().filter_map(|source| {
        let written = source.path.as_str().to_ascii_lowercase();
        let stem = written
            .strip_suffix(".yaml")
            .or(written.strip_suffix(".yml"))?;
        let mut files = FILES.into_iter();
        let meant = files.find(|file| file.strip_suffix(".yaml") == Some(stem))?;
        let (severity, hint) = match is_there(meant) {
            _ if source.path.as_str() == meant => return None,
            true => (
                Severity::Warning,
                format!("move what it says to `{meant}`, and delete it"),
            ),
            false => (Severity::Error, format!("name it `{meant}`")),
        };
        let message = format!("this file is not read, as it is not called `{meant}`");
        let found = Diagnostic::new(severity, "AST-TYPE", &source.path, Span::default(), message);
        Some(found.with_hint(hint).about(About::Name(meant.to_owned())))
    });
    found.collect()
}

/// One finding for each folder that would be part of the portal, did it not hold a published site. One beside these
/// is where people publish to.
pub fn sites(sites: &[RelPath], config: &Config) -> Vec<Diagnostic> {
    let found = sites.iter().filter_map(|path| {
        let folder = path.parts().next()?;
        let language = config.languages.iter().find(|one| one.as_str() == folder);
        if language.is_none() && !matches!(folder, "assets" | "theme") {
            return None;
        }
        // Without its pages a language is not there.
        let severity = match language.is_some_and(|language| language.as_str() == path.as_str()) {
            true => Severity::Error,
            false => Severity::Note,
        };
        let message = format!("`{path}` holds a published site, and is passed over");
        let hint = "publish elsewhere; where the folder has files of the portal, delete `.supportal-manifest.json` in it";
        let found = Diagnostic::new(severity, "FS-READ", path, Span::default(), message);
        Some(found.with_hint(hint.to_owned()))
    });
    found.collect()
}

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
    let about = about.map(|language| About::Name(language.to_string()));
    Some(found.with_hint(hint).about(about))
}
