//! The little that must be known of a portal before it is read.

#![allow(
    clippy::disallowed_methods,
    reason = "one look at supportal.yaml, before there is a snapshot"
)]

use std::fs;
use std::path::Path;

use crate::model::RelPath;
use crate::model::path::CONFIG;
use crate::overlay;
use crate::parse::yaml::{self, Budget, Node};

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
    let mut folder = root.to_owned();
    for _ in 0..overlay::MOST {
        let config = config(&folder)?;
        let said = |key: &str| Some(config.get(key)?.items().first()?.as_str()?.to_owned());
        match said(key) {
            Some(value) => return Some(value),
            None => folder = folder.join(said("extends")?),
        }
    }
    None
}

/// What the supportal.yaml in a folder says, as it is written there; `None` where it cannot be read.
fn config(folder: &Path) -> Option<Node> {
    let path = folder.join(CONFIG);
    // A pipe would be waited for.
    let text = path.is_file().then(|| fs::read_to_string(path).ok())??;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let name = RelPath::new(CONFIG)?;
    Some(yaml::parse(text, &name, 0, Budget::of_config()).value)
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
