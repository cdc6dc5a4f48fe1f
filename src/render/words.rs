//! Where the theme's words stand: the files that come with supportal, and those of the portal.

use super::theme::{default_file, default_paths, in_portal};
use crate::model::{Asset, Locale, RelPath, Source};

/// Files of words, not yet read.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The theme's, with their language: `zh-TW`. The files of one language are joined.
    pub defaults: Vec<(String, String)>,
    /// The portal's, with their language.
    pub overrides: Vec<(Locale, Source)>,
    /// Languages by their own names.
    pub languages: &'static str,
    /// The portal's names of languages.
    pub own_languages: Option<Source>,
    /// Files of the portal beside these that are of no language.
    pub unread: Vec<RelPath>,
}

/// Gathers the words of the theme and of the portal's `theme/strings/`.
pub fn words(files: &[Asset]) -> Words {
    let mut words = Words::default();
    for path in default_paths() {
        let Some(name) = path.strip_prefix("strings/") else {
            continue;
        };
        let Some(text) = default_file(path).and_then(|bytes| std::str::from_utf8(bytes).ok())
        else {
            continue;
        };
        match tag(name) {
            Some("languages") => words.languages = text,
            Some(tag) => match words.defaults.iter_mut().find(|(known, _)| known == tag) {
                Some((_, known)) => known.push_str(text),
                None => words.defaults.push((tag.to_owned(), text.to_owned())),
            },
            None => {}
        }
    }
    for file in files {
        let Some(name) = file.path.as_str().strip_prefix("strings/") else {
            continue;
        };
        let path = in_portal(file.path.as_str());
        let text = String::from_utf8_lossy(&file.bytes).replace("\r\n", "\n");
        match (name, tag(name).and_then(Locale::new)) {
            ("languages.yaml", _) => words.own_languages = Some(Source::new(path, text)),
            (_, Some(locale)) => words.overrides.push((locale, Source::new(path, text))),
            (_, None) => words.unread.push(path),
        }
    }
    words
}

/// `facts.zh-TW.yaml` → `zh-TW`.
fn tag(name: &str) -> Option<&str> {
    let name = name.strip_suffix(".yaml")?;
    Some(name.rsplit('.').next().unwrap_or(name))
}
