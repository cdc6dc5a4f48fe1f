//! mkdocs.yml: what it says of the site, its languages and its Markdown.
//!
//! Tags (`!ENV`, `!!python/name:…`, `!relative`) are passed over; the value below them is read. A file that
//! `INHERIT` names is read first, and its maps are joined with those of the file itself, as MkDocs does it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::snippets::INCLUDES;
use crate::import::report::Report;
use crate::import::tree;
use crate::import::yaml::{Node, Value};

/// How many files may inherit from each other.
const INHERITED: usize = 8;

/// Settings that say nothing about the site: how it is written, previewed and checked.
const SILENT: [&str; 17] = [
    "INHERIT",
    "docs_dir",
    "site_dir",
    "site_name",
    "site_description",
    "site_url",
    "use_directory_urls",
    "nav",
    "plugins",
    "markdown_extensions",
    "strict",
    "validation",
    "watch",
    "dev_addr",
    "exclude_docs",
    "not_in_nav",
    "draft_docs",
];

/// Those of the theme and of `extra` that the import reads.
const KNOWN: [&str; 3] = ["theme.name", "theme.language", "extra.alternate"];

/// Plugins whose work is done by the import, or by every portal.
const PLUGINS: [&str; 9] = [
    "search",
    "material/search",
    "redirects",
    "i18n",
    "awesome-pages",
    "awesome-nav",
    "literate-nav",
    "autorefs",
    "minify",
];

/// Extensions of Markdown that the import or every portal reads, those whose marks the report names place by place,
/// and those that change nothing that readers see.
const EXTENSIONS: [&str; 40] = [
    "abbr",
    "admonition",
    "attr_list",
    "codehilite",
    "def_list",
    "extra",
    "fenced_code",
    "footnotes",
    "legacy_attrs",
    "md_in_html",
    "mdx_math",
    "meta",
    "nl2br",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.b64",
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.tab",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.extra",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.saneheaders",
    "pymdownx.snippets",
    "pymdownx.striphtml",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
];

/// Settings of `pymdownx.magiclink` by which it makes links of more than addresses: `@name`, `#12`.
const SHORT: [&str; 2] = ["repo_url_shorthand", "social_url_shorthand"];

/// What a project says of itself.
pub(super) struct Config {
    /// The folder of mkdocs.yml.
    pub root: PathBuf,
    /// Name of mkdocs.yml, as the report names it.
    pub file: String,
    /// All files joined.
    node: Node,
    /// The file, then those that it inherits from, each as the report names it.
    files: Vec<(String, Node)>,
    plugins: Vec<(String, Node)>,
    extensions: Vec<(String, Node)>,
}

impl Config {
    /// Reads the configuration at `src`: the file, or the folder that holds it. Fails where there is none
    /// and where it is no YAML.
    pub fn read(src: &Path) -> anyhow::Result<Self> {
        let named = |name: &str| Some(src.join(name)).filter(|file| file.is_file());
        let file = match src.is_file() {
            true => Some(src.to_owned()),
            false => named("mkdocs.yml").or_else(|| named("mkdocs.yaml")),
        };
        let toml = file.clone().or_else(|| named("zensical.toml"));
        if let Some(toml) = toml.filter(|file| file.extension().is_some_and(|kind| kind == "toml"))
        {
            let name = toml.file_name().unwrap_or_default().to_string_lossy();
            anyhow::bail!(
                "`{name}` is TOML, which is not read here\nhint: write its settings as a mkdocs.yml beside it, where those of `[project]` have no key above them, and import that"
            );
        }
        let Some(file) = file else {
            anyhow::bail!(
                "`{}` holds no mkdocs.yml; name the folder that has it, or the file itself\nhint: a folder of Markdown alone is imported with `supportal import docfx`",
                src.display()
            );
        };
        let root = file.parent().unwrap_or(Path::new(""));
        let mut files = Vec::new();
        let node = inherited(&file, root, &mut files)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self {
            root: root.to_owned(),
            files,
            file: name.into_owned(),
            plugins: entries(node.get("plugins")),
            extensions: entries(node.get("markdown_extensions")),
            node,
        })
    }

    /// The value at a path of keys.
    pub fn get(&self, keys: &[&str]) -> Option<&Node> {
        keys.iter().try_fold(&self.node, |node, key| node.get(key))
    }

    /// The text at a path of keys; `!ENV [NAME, text]` is its last item.
    pub fn text(&self, keys: &[&str]) -> Option<String> {
        let text = one_text(self.get(keys)?);
        Some(text).filter(|text| !text.is_empty())
    }

    /// The folder of the pages, below the root.
    pub fn docs_dir(&self) -> String {
        let folder = self.text(&["docs_dir"]);
        let folder = folder.as_deref().unwrap_or("docs");
        let folder = folder.trim_start_matches("./").trim_matches('/');
        if folder == "." { "" } else { folder }.to_owned()
    }

    /// Whether a page stands in a folder of its own: `/refunds/` rather than `/refunds.html`.
    pub fn directory_urls(&self) -> bool {
        self.text(&["use_directory_urls"])
            .is_none_or(|text| !text.eq_ignore_ascii_case("false"))
    }

    /// The settings of a plugin that is used.
    pub fn plugin(&self, name: &str) -> Option<&Node> {
        let mut plugins = self.plugins.iter();
        plugins.find(|(own, _)| own == name).map(|(_, node)| node)
    }

    /// The settings of each use of the plugin blog, which may be used several times.
    pub fn blogs(&self) -> impl Iterator<Item = &Node> {
        let plugins = self.plugins.iter();
        let blogs = plugins.filter(|(own, _)| matches!(own.as_str(), "blog" | "material/blog"));
        blogs.map(|(_, node)| node)
    }

    /// The settings of an extension of Markdown that is used, by its name without `markdown.extensions.`;
    /// bundles count as what they hold.
    pub fn extension(&self, name: &str) -> Option<&Node> {
        let bundles: &[&str] = match name {
            "abbr" => &["extra", "pymdownx.extra"],
            _ => &[],
        };
        let mut extensions = self.extensions.iter();
        let found = extensions.find(|(own, _)| {
            let own = own.strip_prefix("markdown.extensions.").unwrap_or(own);
            own == name || bundles.contains(&own)
        });
        found.map(|(_, node)| node)
    }

    /// Whether the theme has this feature.
    pub fn feature(&self, name: &str) -> bool {
        let features = self.get(&["theme", "features"]);
        features.is_some_and(|list| list.items().iter().any(|item| item.text() == name))
    }

    /// The file that has a setting, as the report names it: the one that is read, or one it inherits from.
    pub fn file_of(&self, key: &str) -> &str {
        let file = self.files.iter().find(|(_, node)| node.get(key).is_some());
        file.map_or(&self.file, |(name, _)| name)
    }

    /// Notes every setting of the site that a portal has no place for.
    pub fn leave(&self, report: &mut Report) {
        // What a file sets counts before what it inherits.
        let mut seen = BTreeSet::new();
        let mut leave = |name: String, file: &str, line: usize, value: &Node| {
            if seen.insert(name.clone()) {
                report.leave(format!("setting `{name}`"), file, line, all_texts(value));
            }
        };
        for (file, node) in &self.files {
            for (key, value) in node.pairs() {
                match key.text() {
                    name if SILENT.contains(&name) => {}
                    parent @ ("theme" | "extra") => {
                        let pairs = value.pairs().map(|(key, value)| {
                            (format!("{parent}.{}", key.text()), key.line, value)
                        });
                        for (name, line, value) in pairs {
                            if !KNOWN.contains(&name.as_str()) {
                                leave(name, file, line, value);
                            }
                        }
                    }
                    name => leave(name.to_owned(), file, key.line, value),
                }
            }
        }
        for (name, settings) in &self.extensions {
            let own = name.strip_prefix("markdown.extensions.").unwrap_or(name);
            let mut short = SHORT.iter();
            let is_short = short.any(|key| settings.line_of(key).eq_ignore_ascii_case("true"));
            let is_read = EXTENSIONS.contains(&own) || INCLUDES.contains(&own);
            if !is_read || is_short {
                let file = self.file_of("markdown_extensions");
                report.leave(format!("extension `{own}`"), file, settings.line, "");
            }
        }
        for (name, settings) in &self.plugins {
            if !PLUGINS.contains(&name.as_str()) {
                let file = self.file_of("plugins");
                report.leave(format!("plugin `{name}`"), file, settings.line, "");
            }
        }
    }
}

/// A text, or of a list its last item: `!ENV [NAME, text]`.
pub(super) fn one_text(node: &Node) -> String {
    match node.items().last() {
        Some(last) => last.one_line(),
        None => node.one_line(),
    }
}

/// A text, or all texts of a list.
pub(super) fn all_texts(node: &Node) -> String {
    let texts: Vec<String> = node.items().iter().map(Node::one_line).collect();
    match texts.is_empty() {
        true => node.one_line(),
        false => texts.join(", "),
    }
}

/// A list of names, some with settings, or a map of them.
fn entries(node: Option<&Node>) -> Vec<(String, Node)> {
    let mut entries = Vec::new();
    let items = node.map(Node::items).unwrap_or_default();
    let maps = items.iter().chain(node.filter(|node| node.is_map()));
    for item in maps {
        let alone = !item.text().is_empty();
        let pairs = item.pairs().map(|(key, value)| (key, value));
        for (key, value) in pairs.chain(alone.then_some((item, item))) {
            let mut value = value.clone();
            value.line = key.line;
            entries.push((key.text().to_owned(), value));
        }
    }
    entries
}

/// Reads a file and those that it inherits from, which are added to `files`.
fn inherited(file: &Path, root: &Path, files: &mut Vec<(String, Node)>) -> anyhow::Result<Node> {
    let name = file.display().to_string();
    let text = tree::text(file, &name, &mut Report::default())?;
    let node = Node::read(&text).map_err(|(line, what)| {
        anyhow::anyhow!(
            "cannot read `{name}`: line {line}: {what}\nhint: mend the file, then import again"
        )
    })?;
    let is_text = !node.is_map() && !one_text(&node).is_empty();
    if is_text {
        anyhow::bail!(
            "`{name}` holds no settings, but a text\nhint: name the file that has the settings of MkDocs, as `site_name: Acme`"
        );
    }
    let shown = file.strip_prefix(root).unwrap_or(file);
    let shown = shown.to_string_lossy().replace('\\', "/");
    files.push((shown, node.clone()));
    let base = node.line_of("INHERIT");
    if base.is_empty() {
        return Ok(node);
    }
    if files.len() > INHERITED {
        anyhow::bail!("`{name}` inherits from more than {INHERITED} files; remove an `INHERIT`");
    }
    let base = file.parent().unwrap_or(Path::new("")).join(base);
    Ok(joined(inherited(&base, root, files)?, node))
}

/// `own` on top of `base`: maps are joined, anything else replaces.
fn joined(base: Node, own: Node) -> Node {
    let line = own.line;
    let (mut pairs, own) = match (base.value, own.value) {
        (Value::Map(base), Value::Map(own)) => (base, own),
        (_, value) => return Node { line, value },
    };
    for (key, value) in own {
        match pairs
            .iter()
            .position(|(there, _)| there.text() == key.text())
        {
            Some(at) => {
                let (_, there) = pairs.remove(at);
                pairs.insert(at, (key, joined(there, value)));
            }
            None => pairs.push((key, value)),
        }
    }
    Node {
        line,
        value: Value::Map(pairs),
    }
}
