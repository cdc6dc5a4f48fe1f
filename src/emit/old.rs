//! What a build finds where it is to write.

use anyhow::{Context as _, Result, bail};

use super::manifest;
use super::place::Place;
use super::scan::{self, Found};
use crate::model::record::Record;

/// The output folder as it stands.
pub(super) struct Old {
    pub(super) exists: bool,
    pub(super) record: Record,
    pub(super) manifest_text: Option<String>,
    pub(super) found: Found,
}

impl Old {
    pub(super) fn read(place: &Place) -> Result<Self> {
        let shown = &place.shown;
        let Ok(metadata) = place.dir.symlink_metadata() else {
            return Ok(Self {
                exists: false,
                record: Record::default(),
                manifest_text: None,
                found: Found::default(),
            });
        };
        if !metadata.is_dir() {
            bail!(
                "cannot write to `{shown}`: it is not a folder\nhint: name another folder with `-o`"
            );
        }
        if scan::is_mount_point(&place.dir, &place.parent) {
            bail!(
                "cannot write to `{shown}`: it is a mount point, which cannot be exchanged in one step\nhint: name a folder inside it with `-o`"
            );
        }
        let found = scan::folder(&place.dir).with_context(|| format!("cannot read `{shown}`"))?;
        let (record, text) = match manifest::read(&place.dir, shown)? {
            Some((record, text)) => (record, Some(text)),
            None if found.is_empty() => Default::default(),
            None => bail!(
                "`{shown}` is not empty and was not written by supportal: nothing in it was touched\nhint: name another folder with `-o`, or move what is in it away"
            ),
        };
        Ok(Self {
            exists: true,
            record,
            manifest_text: text,
            found,
        })
    }
}
