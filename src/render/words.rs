//! Where the theme's words stand: the files that come with supportal, and those of the portal.

use super::theme::{default_file, default_paths};
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
        let tag = file.path.as_str().strip_prefix("strings/").and_then(tag);
        let Some(locale) = tag.and_then(Locale::new) else {
            continue;
        };
        let path = RelPath::new(&format!("theme/{}", file.path)).unwrap_or_default();
        let text = String::from_utf8_lossy(&file.bytes).replace("\r\n", "\n");
        words.overrides.push((locale, Source::new(path, text)));
    }
    words
}

/// `facts.zh-TW.yaml` → `zh-TW`.
fn tag(name: &str) -> Option<&str> {
    let name = name.strip_suffix(".yaml")?;
    Some(name.rsplit('.').next().unwrap_or(name))
}
