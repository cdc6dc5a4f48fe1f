//! The little that must be known of a portal before it is read.

#![allow(
    clippy::disallowed_methods,
    reason = "one look at supportal.yaml, before there is a snapshot"
)]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::model::path::CONFIG;
use crate::model::{RelPath, Source};
use crate::overlay;
use crate::parse::layers;
use crate::parse::yaml::{self, Budget};

/// The time zone; empty where none is said.
pub(super) fn zone(root: &Path) -> String {
    value(root, "time_zone").unwrap_or_default()
}

/// The source language: the name of its folder.
pub(super) fn source_language(root: &Path) -> String {
    value(root, "languages").unwrap_or_else(|| "en".to_owned())
}

/// The value of a key of supportal.yaml, of a list the first.
///
/// One file, before there is a snapshot: the stages report what is wrong with it, and here counts what stands before
/// the mistake. What the portal does not say, the portal says that it extends.
pub(super) fn value(root: &Path, key: &str) -> Option<String> {
    configs(root, &mut Texts::new()).find_map(|source| {
        let config = yaml::parse(&source.text, &source.path, 0, Budget::of_config()).value;
        Some(config.get(key)?.items().first()?.as_str()?.to_owned())
    })
}

/// Files that were read, by their paths; `None` for those that cannot be.
pub(super) type Texts = HashMap<PathBuf, Option<String>>;

/// supportal.yaml of a portal and of those that it extends, each as it is written, until one cannot be read. `texts`
/// are those read before.
pub(super) fn configs(root: &Path, texts: &mut Texts) -> impl Iterator<Item = Source> {
    let mut next = Some(root.to_owned());
    let configs = std::iter::from_fn(move || {
        let folder = next.take()?;
        let text = texts.entry(folder.join(CONFIG));
        let text = text.or_insert_with_key(|file| text_of(file)).clone()?;
        let source = Source::new(RelPath::new(CONFIG)?, text);
        let base = layers::extends(&source).base;
        next = base.and_then(|base| folder.join(base.value).canonicalize().ok());
        Some(source)
    });
    configs.take(overlay::MOST)
}

fn text_of(file: &Path) -> Option<String> {
    // A pipe would be waited for.
    let text = file.is_file().then(|| fs::read_to_string(file).ok())??;
    Some(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_zone_and_first_language_however_they_are_written() {
        let check = |text: &str, zone: Option<&str>, language: &str| {
            let dir = tempfile::tempdir().unwrap();
            fs::write(dir.path().join(CONFIG), text).unwrap();
            assert_eq!(value(dir.path(), "time_zone").as_deref(), zone);
            assert_eq!(source_language(dir.path()), language);
        };
        check(
            "title: A\ntime_zone: Asia/Taipei # here\nlanguages: [zh-TW, en]\n",
            Some("Asia/Taipei"),
            "zh-TW",
        );
        check(
            "time_zone: \"Europe/Berlin\"\nlanguages:\n  # first\n  - de\n  - en\n",
            Some("Europe/Berlin"),
            "de",
        );
        for zone in [
            "time_zone : Asia/Taipei",
            "\"time_zone\": 'Asia/Taipei'",
            "time_zone:\n  Asia/Taipei",
            "\u{FEFF}time_zone: Asia/Taipei",
            "{title: A, time_zone: Asia/Taipei}",
        ] {
            check(zone, Some("Asia/Taipei"), "en");
        }
        check("languages: [ # two\n  zh-TW, en]\n", None, "zh-TW");
        check(
            "time_zone: Asia/Taipei\ntitle: [\n",
            Some("Asia/Taipei"),
            "en",
        );
        check("title: A\n", None, "en");
    }
}
