//! The languages of a project, and which of them a file is in.
//!
//! The plugin i18n knows two structures: `page.de.md` beside `page.md`, and `de/page.md` beside
//! `en/page.md`. Without it, `extra.alternate` of the theme names folders.

use crate::import::report::Report;
use crate::import::yaml::Node;
use crate::model::{Locale, RelPath};

use super::config::{Config, one_text};

/// A language of the site.
pub(super) struct Language {
    pub locale: Locale,
    /// Its name in paths, as the project writes it.
    pub tag: String,
    /// Name of the site in it.
    pub title: Option<String>,
    pub description: Option<String>,
    /// A navigation of its own.
    pub nav: Option<Node>,
    /// What entries of the navigation are called: words of the default language, words of this one.
    pub names: Vec<(String, String)>,
}

/// All languages of a project; the default is the first.
pub(super) struct Languages {
    pub list: Vec<Language>,
    /// Names in paths of those that are not built.
    unbuilt: Vec<String>,
    /// By folder rather than by suffix.
    folders: bool,
}

impl Languages {
    /// What the configuration says of languages; `paths` are the files below the folder of pages. Where it
    /// tells no two of them apart, its only one is `own` rather than that of the theme.
    ///
    /// Fails where `own` is told and the configuration names several.
    pub fn read(
        config: &Config,
        own: Option<&Locale>,
        paths: &[RelPath],
        report: &mut Report,
    ) -> anyhow::Result<Self> {
        let mut languages = match config.plugin("i18n") {
            Some(settings) => of_plugin(config, settings, report),
            None => of_theme(config, paths, report),
        };
        if !languages.list.is_empty() {
            anyhow::ensure!(
                own.is_none(),
                "`{}` names the languages of its pages\nhint: leave `--language` out",
                config.file
            );
            return Ok(languages);
        }
        let tag = config.text(&["theme", "language"]);
        let said = own.cloned().or(tag.as_deref().and_then(tagged));
        if said.is_none() {
            let what = "language that nothing says: name it with `--language`";
            report.leave(what, &config.file, 1, Locale::default().as_str());
        }
        let only = Language::named(said.unwrap_or_default(), String::new());
        languages.list.push(only);
        Ok(languages)
    }

    /// The language that the path of a file below the folder of pages names, by its number, and the path
    /// that it has in every language.
    pub fn of(&self, path: &RelPath) -> (Option<usize>, RelPath) {
        let found = self.list.iter().enumerate().find_map(|(number, language)| {
            Some((Some(number), self.without(&language.tag, path)?))
        });
        found.unwrap_or_else(|| (None, path.clone()))
    }

    /// The language that is not built and that the path of a file names.
    pub fn unbuilt(&self, path: &RelPath) -> Option<&str> {
        let mut tags = self.unbuilt.iter();
        let tag = tags.find(|tag| self.without(tag, path).is_some())?;
        Some(tag)
    }

    /// The path without the name of a language, if it has it.
    fn without(&self, tag: &str, path: &RelPath) -> Option<RelPath> {
        if tag.is_empty() {
            return None;
        }
        if self.folders {
            return path.strip_prefix(tag);
        }
        let stem = path.stem().strip_suffix(tag)?;
        let stem = stem.strip_suffix('.').filter(|stem| !stem.is_empty())?;
        path.parent().join(&format!("{stem}.{}", path.extension()))
    }

    /// The folder that all files of a language stand in, below the folder of pages: none where languages stand
    /// side by side.
    pub fn root(&self, number: usize) -> &str {
        match self.folders {
            true => &self.list[number].tag,
            false => "",
        }
    }

    /// The folder that the addresses of a language stand in.
    pub fn folder(&self, number: usize) -> &str {
        match number {
            0 => "",
            _ => &self.list[number].tag,
        }
    }

    /// The language whose folder an address begins with, and the rest of it.
    pub fn of_address<'a>(&self, address: &'a str) -> Option<(usize, &'a str)> {
        let (tag, rest) = address.split_once('/').unwrap_or((address, ""));
        let number = self.list.iter().skip(1).position(|one| one.tag == tag)?;
        Some((number + 1, rest))
    }
}

impl Language {
    fn named(locale: Locale, tag: String) -> Self {
        Self {
            locale,
            tag,
            title: None,
            description: None,
            nav: None,
            names: Vec::new(),
        }
    }
}

/// A language tag, also as `pt_BR`.
fn tagged(tag: &str) -> Option<Locale> {
    Locale::new(&tag.replace('_', "-"))
}

fn of_plugin(config: &Config, settings: &Node, report: &mut Report) -> Languages {
    let mut languages = Languages {
        list: Vec::new(),
        unbuilt: Vec::new(),
        folders: settings.line_of("docs_structure") == "folder",
    };
    // Until 1.0 the plugin had a map of names, and the default beside it.
    let list = settings.get("languages");
    let first = settings.line_of("default_language");
    let older = list.into_iter().flat_map(Node::pairs);
    let older = older.map(|(key, value)| (key.one_line(), key.line, value));
    let newer = list.map(Node::items).unwrap_or_default().iter();
    let newer = newer.map(|item| (item.line_of("locale"), item.line, item));
    for (tag, line, item) in older.chain(newer) {
        if tag == "default" {
            continue;
        }
        let Some(locale) = tagged(&tag) else {
            report.leave(
                "language whose name is no tag",
                config.file_of("plugins"),
                line,
                &tag,
            );
            continue;
        };
        let build = item.get("build").map(one_text);
        if build.is_some_and(|build| build.eq_ignore_ascii_case("false")) {
            report.leave(
                "language that is not built",
                config.file_of("plugins"),
                line,
                &tag,
            );
            languages.unbuilt.push(tag);
            continue;
        }
        let names = item.get("nav_translations").into_iter();
        let names = names.flat_map(Node::pairs);
        let text = |key: &str| item.get(key).map(one_text);
        let language = Language {
            title: text("site_name"),
            description: text("site_description"),
            nav: item.get("nav").cloned(),
            names: names
                .map(|(from, to)| (from.one_line(), to.one_line()))
                .collect(),
            ..Language::named(locale, tag.clone())
        };
        let default = item.line_of("default").eq_ignore_ascii_case("true") || tag == first;
        let twice = languages
            .list
            .iter()
            .any(|other| other.locale == language.locale);
        match default {
            _ if twice => report.leave(
                "language named twice",
                config.file_of("plugins"),
                line,
                &tag,
            ),
            true => languages.list.insert(0, language),
            false => languages.list.push(language),
        }
    }
    languages
}

/// Languages that the theme links, as far as they are folders of this project.
fn of_theme(config: &Config, paths: &[RelPath], report: &mut Report) -> Languages {
    let mut languages = Languages {
        list: Vec::new(),
        unbuilt: Vec::new(),
        folders: true,
    };
    let main = config.text(&["theme", "language"]);
    let main = main.as_deref().and_then(tagged).unwrap_or_default();
    let alternate = config.get(&["extra", "alternate"]);
    for item in alternate.map(Node::items).unwrap_or_default() {
        let link = item.line_of("link");
        let folder = link.trim_end_matches('/').rsplit('/').next();
        let folder = folder.unwrap_or_default().to_owned();
        let Some(locale) = tagged(&item.line_of("lang")) else {
            report.leave(
                "language whose name is no tag",
                config.file_of("extra"),
                item.line,
                &link,
            );
            continue;
        };
        let here = !folder.is_empty()
            && paths
                .iter()
                .any(|path| path.strip_prefix(&folder).is_some());
        let twice = languages.list.iter().any(|other| other.locale == locale);
        match (here, locale == main) {
            _ if twice => report.leave(
                "language named twice",
                config.file_of("extra"),
                item.line,
                &link,
            ),
            (true, true) => languages.list.insert(0, Language::named(locale, folder)),
            (true, false) => languages.list.push(Language::named(locale, folder)),
            (false, true) => languages
                .list
                .insert(0, Language::named(locale, String::new())),
            (false, false) => {
                let what = "language whose pages are not in this project";
                report.leave(what, config.file_of("extra"), item.line, &link);
            }
        }
    }
    // Folders for translations alone: what is beside them is in the language of the theme.
    if !languages.list.is_empty() && languages.list.iter().all(|one| one.locale != main) {
        languages
            .list
            .insert(0, Language::named(main, String::new()));
    }
    languages
}
