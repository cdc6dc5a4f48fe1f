//! The theme: the files that come with supportal, replaced one by one by those of the portal.
//!
//! Goes in: the portal's `theme/` folder and `theme:` of supportal.yaml. Comes out: templates ready
//! to draw pages, and the style sheets, scripts and icons as files of the site. The words of the
//! interface (`strings/`) are read elsewhere.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};

use super::blocked::Published;
use super::brand::{self, Brand};
use super::templates::{self, Templates};
use super::{blocked, ejected, fonts, lean, sheets};
use crate::model::config::{Config, ThemeConfig};
use crate::model::drawing::{drawing, is_shown};
use crate::model::nearest::nearest;
use crate::model::{Asset, Diagnosed, Diagnostic, Fingerprint, Output, RelPath, Span, Url, script};

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Colours and sizes; those that a portal's brand and fonts set follow it.
const TOKENS: &str = "styles/tokens.css";

/// The style sheets after it, in the order in which they are joined into one file.
const STYLES: [&str; 13] = [
    "styles/base.css",
    "styles/buttons.css",
    "styles/tables.css",
    "styles/layout.css",
    "styles/header.css",
    "styles/prose.css",
    "styles/code.css",
    "styles/cards.css",
    "styles/support.css",
    "styles/search.css",
    "styles/print.css",
    "styles/forced.css",
    // Empty in the default theme: the place for a portal's own rules.
    "styles/portal.css",
];

/// Runs before the page is painted, so it is a file of its own.
const EARLY: &str = "scripts/early.js";

/// The other scripts, in the order in which they are joined into one file.
const SCRIPTS: [&str; 14] = [
    "scripts/page.js",
    "scripts/incident.js",
    "scripts/hours.js",
    "scripts/moments.js",
    "scripts/calculator.js",
    "scripts/bilingual.js",
    "scripts/progress.js",
    // Before the search: it decides which language's.
    "scripts/lost.js",
    "scripts/search.js",
    "scripts/search-backend.js",
    "scripts/feedback.js",
    "scripts/search-box.js",
    "scripts/search-page.js",
    "scripts/intake.js",
];

/// Those that are search together with its engine, and weigh as little as that: they keep the rules of `model::script`.
pub(super) const SHORT: [&str; 3] = [
    "scripts/search.js",
    "scripts/search-box.js",
    "scripts/search-page.js",
];

/// The place for a portal's own code, empty in the default theme. It is a file of its own, after the others: a
/// slip in it costs neither search nor the notice of an incident.
const OWN_SCRIPT: &str = "scripts/portal.js";

/// The one among them that asks a search engine on a server: only where supportal.yaml names one.
const BACKEND: &str = "scripts/search-backend.js";

const BRAND_RULE: &str = "THM-BRAND";

const ICON: &str = "icons/icon.svg";

/// A theme, ready to draw pages.
#[derive(Debug)]
pub struct Theme {
    /// Its style sheets, scripts and icons.
    pub outputs: Vec<Arc<Output>>,
    /// Style sheets that every page loads, in order.
    pub styles: Vec<Url>,
    /// The script that runs before a page is painted.
    pub early_script: Url,
    /// Scripts that every page loads, in order, deferred.
    pub scripts: Vec<Url>,
    /// The icon for a browser's tab.
    pub icon: Url,
    /// Of all files: stands for the theme where a stage remembers what it drew with it.
    pub fingerprint: Fingerprint,
    pub(super) templates: Templates,
}

impl Hash for Theme {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

/// What a theme is made with beside its files.
#[derive(Debug, Hash)]
pub struct Given<'a> {
    config: &'a ThemeConfig,
    published: Published<'a>,
}

impl<'a> Given<'a> {
    /// For a theme without files of the portal's.
    pub fn new(config: &'a ThemeConfig) -> Self {
        let published = Published::default();
        Self { config, published }
    }

    /// The same for a theme with the portal's `files`, which may ask for `assets`.
    pub fn published(mut self, files: &[Asset], config: &'a Config, assets: &'a [Asset]) -> Self {
        let is_style = |file: &Asset| file.path.as_str().starts_with("styles/");
        // Most portals have no style sheet, and theirs is the same theme whatever they publish.
        let assets = assets.iter().map(|asset| &asset.path);
        let shown = assets.filter(|_| files.iter().any(is_style));
        if !files.is_empty() {
            self.published = Published::new(config, shown);
        }
        self
    }
}

/// The default theme with the portal's `files` (by their path inside `theme/`) in place of its own.
///
/// A file that nothing uses, and a template that cannot be read, are findings; the theme is whole
/// in any case.
pub fn theme(files: &[Asset], given: &Given<'_>) -> Diagnosed<Theme> {
    let config = given.config;
    let mut found = Vec::new();
    let mut all = DELIVERED.clone();
    let portal = replace(&mut all, files, &mut found);
    settle(&mut all, files, given, &mut found);
    let templates = templates::compile(&all, &portal).into_value(&mut found);

    let mut outputs = Vec::new();
    let mut add = |stem: &str, extension: &str, bytes: Vec<u8>| {
        let output = hashed(stem, extension, bytes);
        let url = output.url.clone();
        outputs.push(Arc::new(output));
        url
    };
    let mut style = joined(&all, &[TOKENS]);
    style.extend_from_slice(own_tokens(config, &mut found).as_bytes());
    style.extend_from_slice(&joined(&all, &STYLES));
    let styles = vec![add("theme", "css", style)];
    let early_script = add("early", "js", joined(&all, &[EARLY]));
    let mut scripts = vec![add("theme", "js", joined(&all, &scripts(config)))];
    if files.iter().any(|file| file.path.as_str() == OWN_SCRIPT) {
        scripts.push(add("portal", "js", joined(&all, &[OWN_SCRIPT])));
    }
    let icon = add("icon", "svg", joined(&all, &[ICON]));

    let theme = Theme {
        fingerprint: fingerprint(&all, &styles),
        outputs,
        styles,
        early_script,
        scripts,
        icon,
        templates,
    };
    Diagnosed::new(theme, found)
}

fn scripts(config: &ThemeConfig) -> Vec<&'static str> {
    let scripts = SCRIPTS.iter().copied();
    scripts
        .filter(|script| *script != BACKEND || config.asks_backend)
        .collect()
}

/// What `theme:` of supportal.yaml says of colours and fonts, as a style sheet.
fn own_tokens(config: &ThemeConfig, found: &mut Vec<Diagnostic>) -> String {
    let from = hashed("theme", "css", Vec::new()).url;
    let mut style = fonts::style(&config.fonts, &from);
    let Some(written) = &config.brand else {
        return style;
    };
    let Some(Brand {
        style: colours,
        moved,
    }) = brand::brand(&written.value)
    else {
        return style;
    };
    style.push_str(&colours);
    if let Some((has, instead)) = moved {
        let path = RelPath::config();
        let message = format!(
            "`{}` has a contrast of {has} : 1 on white, and text needs 4.5 : 1; pages show `{instead}`",
            written.value
        );
        let hint =
            "the hue is the same; where the logo needs the exact colour, it keeps it".to_owned();
        found.push(Diagnostic::note(BRAND_RULE, &path, written.span, message).with_hint(hint));
    }
    style
}

/// A file of the default theme, by its path inside it: `templates/article.html`.
pub fn default_file(path: &str) -> Option<&'static [u8]> {
    DEFAULT.get_file(path).map(|file| file.contents())
}

/// The paths of all files of the default theme, sorted.
pub fn default_paths() -> Vec<&'static str> {
    let mut paths = Vec::new();
    collect(&DEFAULT, &mut paths);
    paths.sort_unstable();
    paths
}

fn collect(dir: &'static Dir<'static>, paths: &mut Vec<&'static str>) {
    paths.extend(dir.files().filter_map(|file| file.path().to_str()));
    dir.dirs().for_each(|dir| collect(dir, paths));
}

type Files = BTreeMap<String, Arc<Vec<u8>>>;

/// The default theme's files as a site has them.
static DELIVERED: LazyLock<Files> = LazyLock::new(|| {
    default_paths()
        .into_iter()
        .filter(|path| !path.starts_with("strings/"))
        .filter_map(|path| Some((path.to_owned(), delivered(path)?.into())))
        .collect()
});

/// A file of the default theme as the site has it.
fn delivered(path: &str) -> Option<Vec<u8>> {
    let bytes = default_file(path)?;
    let shorten = match path.split_once('/')?.0 {
        "styles" => lean::style,
        "scripts" if SHORT.contains(&path) => script::short,
        "scripts" => lean::script,
        _ => return Some(bytes.to_vec()),
    };
    let text = std::str::from_utf8(bytes).ok()?;
    Some(shorten(text).into_bytes())
}

/// Puts the portal's files in place and returns the names of its templates.
fn replace(all: &mut Files, files: &[Asset], found: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut portal = Vec::new();
    for file in files {
        let path = file.path.as_str();
        found.extend(ejected::check(path, file));
        if path.starts_with("strings/") {
            continue;
        }
        if !all.contains_key(path) && !is_part(path, files) {
            let nearest = nearest(path, all.keys().map(String::as_str));
            found.push(
                Diagnostic::warning(
                    templates::RULE,
                    &in_portal(path),
                    Span::default(),
                    format!("the theme has no file `{path}`, so nothing uses this one"),
                )
                .with_hint(nearest.map(|path| format!("the theme has `{path}`"))),
            );
            continue;
        }
        if let Some(name) = path.strip_prefix("templates/") {
            portal.push(name.to_owned());
        }
        found.extend(no_icon(path, file));
        all.insert(path.to_owned(), file.bytes.clone());
    }
    portal
}

/// Has the portal's style sheets lead on from where they are delivered, and finds what its files ask for in vain.
fn settle(all: &mut Files, files: &[Asset], given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let sheet = hashed("theme", "css", Vec::new()).url;
    for file in files {
        let path = file.path.as_str();
        // What nothing uses does nothing.
        let Some(bytes) = all.get_mut(path) else {
            continue;
        };
        let Ok(text) = std::str::from_utf8(&file.bytes) else {
            continue;
        };
        match path.split_once('/').map(|(folder, _)| folder) {
            Some("styles") => {
                sheets::check(path, text, found);
                let style = blocked::style(path, text, &given.published, &sheet, found);
                *bytes = Arc::new(style.into_owned().into_bytes());
            }
            Some("templates") => blocked::template(path, text, &given.published, found),
            _ => {}
        }
    }
}

/// A finding where `file` is the icon of the site and no drawing that a browser shows.
fn no_icon(path: &str, file: &Asset) -> Option<Diagnostic> {
    if path != ICON {
        return None;
    }
    let text = std::str::from_utf8(&file.bytes).ok();
    if text.and_then(drawing).is_some_and(|icon| is_shown(&icon)) {
        return None;
    }
    let message = "the icon is no drawing that a browser shows".to_owned();
    let hint = "save it again as SVG; it begins with `<svg xmlns=\"http://www.w3.org/2000/svg\"`";
    let finding = Diagnostic::error("AST-TYPE", &in_portal(path), Span::default(), message);
    Some(finding.with_hint(hint.to_owned()))
}

/// Whether `path` is a template of the portal's own that another of its templates names.
fn is_part(path: &str, files: &[Asset]) -> bool {
    let Some(name) = path.strip_prefix("templates/") else {
        return false;
    };
    let quoted = [format!("\"{name}\""), format!("'{name}'")];
    files.iter().any(|file| {
        file.path.as_str() != path
            && file.path.as_str().starts_with("templates/")
            && std::str::from_utf8(&file.bytes)
                .is_ok_and(|text| quoted.iter().any(|name| text.contains(name)))
    })
}

/// The path of a theme's file from the portal's root.
pub(super) fn in_portal(path: &str) -> RelPath {
    RelPath::new(&format!("theme/{path}")).unwrap_or_default()
}

/// Several files as one, so that a page asks for few.
fn joined(all: &Files, paths: &[&str]) -> Vec<u8> {
    let mut out = Vec::new();
    for bytes in paths.iter().filter_map(|path| all.get(*path)) {
        out.extend_from_slice(bytes);
        if !bytes.ends_with(b"\n") {
            out.push(b'\n');
        }
    }
    out
}

/// A file whose name changes with its content, so that browsers may keep it for ever.
fn hashed(stem: &str, extension: &str, bytes: Vec<u8>) -> Output {
    let hash = Fingerprint::of(&bytes).short(8);
    let path = RelPath::new(&format!("assets/theme/{stem}.{hash}.{extension}"));
    Output::new(Url::new(&path.unwrap_or_default()), bytes)
}

fn fingerprint(all: &Files, styles: &[Url]) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    for (path, bytes) in all {
        hasher.update(path.as_bytes());
        hasher.update(&[0]);
        hasher.update(Fingerprint::of(bytes).to_string().as_bytes());
    }
    for style in styles {
        hasher.update(style.as_str().as_bytes());
    }
    Fingerprint::finish(&hasher)
}
