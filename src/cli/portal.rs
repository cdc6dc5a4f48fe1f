//! Which portal a command is about, and how it is read.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::beforehand::zone;
use super::{clock, history};
use crate::calendar::{self, Date, Timestamp};
use crate::model::Snapshot;
use crate::model::path::CONFIG;
use crate::overlay::{Portal, Reader};
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
