//! docfx.json: which files are pages, which are resources, and what is said about all of them.

use serde_json::Value;

use super::front_matter::is_page_key;
use super::glob;
use super::report::Report;
use crate::model::RelPath;

/// A folder with its docfx.json.
#[derive(Clone, Debug, Default)]
pub(super) struct Docset {
    /// From the imported folder; the root where that is the docset.
    pub folder: RelPath,
    /// First part of its addresses on the old site: `partner-center` in `/partner-center/billing`.
    pub base: String,
    /// Whether docfx.json says so, and not the name of the folder.
    pub dest: bool,
    /// Whether there is no docfx.json: a folder of Markdown.
    pub plain: bool,
    /// `titleSuffix`: the name of the site.
    pub suffix: Option<String>,
    /// Metadata of every page that does not say otherwise, sorted by key.
    pub metadata: Vec<(String, String)>,
    content: Option<Vec<Group>>,
    resource: Option<Vec<Group>>,
}

/// One entry of `content` or `resource`.
#[derive(Clone, Debug)]
struct Group {
    /// Folder that the patterns start from; empty for the docset's own.
    src: String,
    /// Folder of the site in which the files stand; empty for the docset's own.
    dest: String,
    files: Vec<String>,
    exclude: Vec<String>,
}

impl Docset {
    /// A tree without docfx.json: everything in it counts.
    pub fn without_config(name: &str) -> Self {
        Self {
            base: name.to_owned(),
            ..Self::default()
        }
    }

    /// Reads docfx.json at `path`, which is below `docset`: its folder and the name of that. `learn` says whether
    /// Learn publishes it, which takes `dest` for the beginning of addresses; for DocFX it is the folder to write to.
    pub fn read(path: &str, text: &str, docset: Self, learn: bool, report: &mut Report) -> Self {
        let mut docset = docset;
        let root: Value = match serde_json::from_str(text) {
            Ok(root) => root,
            Err(error) => {
                let what = error.to_string();
                report.leave(
                    "configuration that cannot be read",
                    path,
                    error.line(),
                    what,
                );
                return docset;
            }
        };
        let build = &root["build"];
        docset.content = groups(&build["content"]);
        docset.resource = groups(&build["resource"]);
        if let Some(dest) = build["dest"].as_str().map(|dest| dest.trim_matches('/'))
            && (learn || is_theirs(build))
            && !matches!(dest, "" | "." | "_site")
        {
            docset.base = dest.to_owned();
            docset.dest = true;
        }
        for (key, value) in build["globalMetadata"].as_object().into_iter().flatten() {
            match value {
                Value::String(text) if key == "titleSuffix" => docset.suffix = Some(text.clone()),
                Value::String(text) if is_page_key(key) => {
                    docset.metadata.push((key.clone(), text.clone()));
                }
                _ => {
                    let what = format!("{key}: {value}");
                    report.leave("setting in docfx.json", path, line_of(text, key), what);
                }
            }
        }
        for (key, value) in build["fileMetadata"].as_object().into_iter().flatten() {
            let what = format!("{key}: {value}");
            report.leave(
                "metadata of files in docfx.json",
                path,
                line_of(text, key),
                what,
            );
        }
        docset
    }

    /// Whether docfx.json makes a page of the file, named from the docset's folder.
    pub fn is_content(&self, path: &str) -> bool {
        self.content.as_ref().is_none_or(|groups| any(groups, path))
    }

    /// Where the site has a file, named from the docset's folder: without `src` of the entry that it is of, below its
    /// `dest`. What no entry names, such as a file to include, stands beside the files of an entry in the same folder.
    pub fn placed(&self, path: &RelPath) -> RelPath {
        let groups = self.content.iter().chain(&self.resource).flatten();
        let near = groups.filter_map(|group| Some((group, group.below(path.as_str())?)));
        let near: Vec<(&Group, &str)> = near.collect();
        let mut own = near.iter();
        let own = own.find(|(group, below)| group.names(below));
        let group = own.or_else(|| near.iter().max_by_key(|(group, _)| group.src.len()));
        let placed = group.and_then(|(group, below)| RelPath::new(&group.dest)?.join(below));
        placed.unwrap_or_else(|| path.clone())
    }

    /// Whether docfx.json publishes the file as it is.
    pub fn is_resource(&self, path: &str) -> bool {
        self.resource
            .as_ref()
            .is_none_or(|groups| any(groups, path))
    }
}

/// Whether docfx.json is one of Learn, which draws all pages itself: it names no template.
fn is_theirs(build: &Value) -> bool {
    build["template"].as_array().is_some_and(Vec::is_empty)
}

fn any(groups: &[Group], path: &str) -> bool {
    let mut groups = groups.iter();
    groups.any(|group| group.below(path).is_some_and(|below| group.names(below)))
}

impl Group {
    /// The path below the folder that the patterns start from.
    fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        match self.src.as_str() {
            "" => Some(path),
            src => path.strip_prefix(src)?.strip_prefix('/'),
        }
    }

    /// Whether the patterns name the file, which is named from their folder.
    fn names(&self, below: &str) -> bool {
        let fits = |patterns: &[String]| {
            let mut patterns = patterns.iter();
            patterns.any(|pattern| glob::matches(pattern, below))
        };
        fits(&self.files) && !fits(&self.exclude)
    }
}

fn groups(value: &Value) -> Option<Vec<Group>> {
    let folder = |folder: &Value| {
        let folder = folder.as_str().unwrap_or_default();
        let folder = folder.trim_start_matches("./").trim_matches('/');
        if folder == "." { "" } else { folder }.to_owned()
    };
    let entries = value.as_array()?.iter().map(|entry| Group {
        src: folder(&entry["src"]),
        dest: folder(&entry["dest"]),
        files: texts(&entry["files"]),
        exclude: texts(&entry["exclude"]),
    });
    Some(entries.collect())
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items
            .iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

/// The first line on which `key` stands as a JSON key.
fn line_of(text: &str, key: &str) -> usize {
    let key = format!("\"{key}\"");
    text.lines()
        .position(|line| line.contains(&key))
        .map_or(1, |at| at + 1)
}
