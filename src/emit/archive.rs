//! The site as one zip file, for mail and memory sticks: in one folder, which works wherever it is
//! unpacked.
//!
//! The bytes depend on the site, on the folder's name and on today alone: files are sorted, their time
//! is the beginning of today, their permissions are those of any file, and deflate is that of
//! miniz_oxide, which does the same on every processor.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{DateTime, System, ZipWriter};

use crate::calendar::Date;
use crate::memo;
use crate::model::Output;

/// Files that are compressed at once, so that not all of a large site is held twice.
const BATCH: usize = 512;

/// Writes `outputs`, which are sorted, to `file`, in a folder called `folder`.
///
/// # Errors
///
/// Where the disk fails.
pub fn archive(outputs: &[Arc<Output>], folder: &str, today: Date, file: &mut File) -> Result<()> {
    let options = SimpleFileOptions::default()
        .system(System::Unix)
        .unix_permissions(0o644)
        .last_modified_time(time(today));
    let mut archive = ZipWriter::new(BufWriter::new(file));
    for batch in outputs.chunks(BATCH) {
        let prepared = memo::map(batch.len(), |number| {
            let output = &batch[number];
            let name = format!("{folder}/{}", output.url.as_str());
            PreparedZipFile::from_data(&name, options, &output.bytes)
                .with_context(|| format!("cannot pack `{name}`"))
        });
        for file in prepared {
            archive
                .add_prepared_file(file?)
                .context("cannot write the zip file")?;
        }
    }
    let mut rest = archive.finish().context("cannot write the zip file")?;
    rest.flush().context("cannot write the zip file")
}

/// Midnight of `date`; years that the format does not know are taken for the nearest that it knows.
fn time(date: Date) -> DateTime {
    let year = date.year().clamp(1980, 2107).unsigned_abs();
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    DateTime::from_date_and_time(year, month, day, 0, 0, 0).unwrap_or_default()
}
