//! Which portal a command is about, and the little that must be known of it before it is read.

#![allow(
    clippy::disallowed_methods,
    reason = "one look at supportal.yaml, before there is a snapshot"
)]

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{clock, history};
use crate::calendar::{self, Date, Timestamp};
use crate::discover::CONFIG;
use crate::model::{RelPath, Snapshot};
use crate::overlay::{self, Portal, Reader};
use crate::parse::yaml::{self, Budget, Node};
use crate::serve::Today;

/// The portal named on the command line, else `.` if it is one, else `content`.
pub(super) fn root(named: Option<&Path>) -> Result<PathBuf> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let is_portal = |root: &&str| Path::new(root).join(CONFIG).symlink_metadata().is_ok();
    match [".", "content"].iter().find(|root| is_portal(root)) {
        Some(root) => Ok(PathBuf::from(root)),
        None if let Some(near) = ["supportal.yml", "content/supportal.yml"]
            .iter()
            .find(|near| Path::new(near).exists()) =>
        {
            bail!("no portal here: `{near}` is not read\nhint: name the file `{CONFIG}`")
        }
        None => bail!(
            "no portal here: neither `{CONFIG}` nor `content/{CONFIG}` exists\nhint: name the folder of a portal, or write a new one with `supportal init DIR`"
        ),
    }
}

/// Reads the portal below `root`, as of `today` or else of now.
pub(super) fn snapshot(root: &Path, today: Option<Date>) -> Result<Snapshot> {
    Ok(read(&mut reader(), root, today)?.snapshot())
}

/// What reads portals here, with dates from their history.
pub(super) fn reader() -> Reader {
    Reader::new(history::asked)
}

/// Reads the portal below `root` and what it extends, as of `today` or else of now.
pub(super) fn read(reader: &mut Reader, root: &Path, today: Option<Date>) -> Result<Portal> {
    reader.read(root, date(root, today)?)
}

/// The date that the portal below `root` is judged against, whenever it is asked for.
pub(super) fn today(root: &Path, today: Option<Date>) -> Today {
    let root = root.to_owned();
    Box::new(move || date(&root, today))
}

/// The date of an instant where the portal below `root` is; `None` beyond the year 9999.
pub(super) fn date_at(root: &Path, at: Timestamp) -> Option<Date> {
    calendar::date_at(at.as_second(), &zone(root))
}

fn date(root: &Path, today: Option<Date>) -> Result<Date> {
    match today {
        Some(today) => Ok(today),
        None => clock::today(&zone(root)),
    }
}

fn zone(root: &Path) -> String {
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
