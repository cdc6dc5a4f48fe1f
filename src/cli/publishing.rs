//! From a build to what is published: the folder of the site, the site as one file, compressed copies, and a list of
//! what changed. `build`, `build --watch` and `build --brands` stand on it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::progress::Progress;
use super::report::{Count, Files, plain, runs};
use super::{changes, say};
use crate::diff::{self, Difference};
use crate::emit::{self, Beside, Changes, Publication};
use crate::model::output::Build;
use crate::model::record::Record;
use crate::model::{Document, Facts, Snapshot};
use crate::precompress::{self, Format};
use crate::{check, export, memo};

/// Where the site goes, in which forms, and what forbids that.
#[derive(clap::Args, Clone)]
pub(super) struct Target {
    /// Folder to write the site to
    #[arg(short, long, value_name = "DIR", default_value = "dist")]
    pub(super) out: PathBuf,
    /// Let warnings fail the build, too
    #[arg(long)]
    pub(super) strict: bool,
    /// Write what changed against the site in DIR to FILE as JSON: files, addresses to purge, facts, words [`-`: to
    /// standard output]
    #[arg(long, value_name = "FILE")]
    changed: Option<PathBuf>,
    /// Pack the site into FILE, too: unpacked anywhere, it works from the disk
    #[arg(long, value_name = "FILE")]
    zip: Option<PathBuf>,
    /// Put compressed copies beside the files, for hosts that send them: `index.html.br`
    #[arg(long, value_name = "FORMAT,…", value_enum, value_delimiter = ',')]
    precompress: Vec<Compression>,
}

impl Target {
    /// The same, written to the folder `name` in its own.
    pub(super) fn within(&self, name: &str) -> Self {
        Self {
            out: self.out.join(name),
            ..self.clone()
        }
    }

    /// The site that files are written into while others are still made. None where all of them are needed again to be
    /// packed, and none where it cannot be begun: that is said when everything that was found has been.
    pub(super) fn begin(&self) -> Option<Publication<'static>> {
        let packs = self.zip.is_some() || !self.precompress.is_empty();
        (!packs)
            .then(|| Publication::begin(&self.out).ok())
            .flatten()
    }
}

#[derive(clap::ValueEnum, Clone, Copy)]
enum Compression {
    Gzip,
    Br,
    Zstd,
}

/// What was written, and what was found.
pub(super) struct Written {
    pub(super) changes: Changes,
    /// `1 warning in 1 file`.
    pub(super) total: String,
}

/// Says what was found of `build`, and writes it where that does not forbid it.
pub(super) fn write(
    build: &mut Build,
    publication: Option<Publication<'_>>,
    snapshot: &Snapshot,
    root: &Path,
    target: &Target,
    progress: Progress,
) -> Result<Option<Written>> {
    let packed = prepare(build, target, progress)?;
    let files = Files::new(snapshot, root);
    let diagnostics = std::mem::take(&mut build.diagnostics);
    let count = Count::of(&diagnostics);
    let fails = count.fail(target.strict);
    // What was found is put into words while the site is written: there may be thousands.
    let (findings, changes) = memo::both(
        || runs(&diagnostics, &files),
        || (!fails).then(|| publish(build, publication, packed, target, progress)),
    );
    build.diagnostics = diagnostics;
    findings.iter().for_each(|run| say(run));
    let total = count.text();
    let Some(changes) = changes.transpose()? else {
        let stopped = stopped(&total, target.strict, &target.out);
        say(&format!("{stopped}\n"));
        return Ok(None);
    };
    Ok(Some(Written { changes, total }))
}

/// Makes of the site what was asked for beside it: itself as one file, and compressed copies. What the host says to
/// these is found.
pub(super) fn prepare(
    build: &mut Build,
    target: &Target,
    progress: Progress,
) -> Result<Option<Beside>> {
    if Count::of(&build.diagnostics).fail(target.strict) {
        return Ok(None);
    }
    let packed = target.zip.as_deref();
    let packed = packed.map(|path| progress.during("packing", || pack(build, path, &target.out)));
    let packed = packed.transpose()?;
    if !target.precompress.is_empty() {
        progress.during("compressing", || {
            compress(build, &target.precompress, &target.out)
        })?;
        let found = export::with_copies(build);
        // Neither facts nor pages have a say in it.
        let pages: [Arc<Document>; 0] = [];
        let found = check::weigh(found, &build.config, &Facts::default(), &pages);
        build.diagnostics.extend(found);
    }
    Ok(packed)
}

/// Writes the site.
pub(super) fn publish(
    build: &mut Build,
    publication: Option<Publication<'_>>,
    packed: Option<Beside>,
    target: &Target,
    progress: Progress,
) -> Result<Changes> {
    let list = target.changed.as_deref();
    let list = list.map(|path| changes::Sink::new(path, &target.out));
    let list = list.transpose()?;
    let changes =
        progress.during(
            &format!("writing {} files", build.outputs.len()),
            || match publication {
                Some(begun) => begun.finish(build),
                None => emit::sync(build, &target.out),
            },
        )?;
    packed.map(Beside::keep).transpose()?;
    if let Some(list) = list {
        list.write(&changes::json(&difference(build, &changes)))?;
    }
    Ok(changes)
}

/// The site as one file, complete, but not yet in its place. The folder in it has the file's name.
fn pack(build: &Build, path: &Path, site: &Path) -> Result<Beside> {
    let mut file = Beside::new(path, site)?;
    let folder = path.file_stem().unwrap_or_default().to_string_lossy();
    emit::archive(&build.outputs, &folder, build.today, file.file())?;
    Ok(file)
}

/// Adds compressed copies, as far as they can be taken over from the site that is there.
fn compress(build: &mut Build, named: &[Compression], site: &Path) -> Result<()> {
    let format = |named: &Compression| match named {
        Compression::Gzip => Format::Gzip,
        Compression::Br => Format::Brotli,
        Compression::Zstd => Format::Zstandard,
    };
    let formats = named.iter().map(format).collect();
    // Where there is none, or none that can be read, all is compressed: writing will say what is wrong.
    let old = emit::record(site).unwrap_or_default();
    precompress::add(build, &formats, &old, |path| {
        // One that cannot be read is made again.
        emit::content(site, path).ok().flatten()
    })
}

/// What the build changed, where the folder on the disk has the word about files: one that was damaged
/// is written again.
fn difference(build: &Build, changes: &Changes) -> Difference {
    let files = diff::Files {
        added: changes.added.clone(),
        changed: changes.changed.clone(),
        removed: changes.removed.clone(),
        unchanged: changes.unchanged,
    };
    diff::sites(&changes.before, &Record::of(build), files)
}

fn stopped(total: &str, strict: bool, out: &Path) -> String {
    let why = if strict { " (--strict)" } else { "" };
    let out = plain(&out.display().to_string());
    format!("{total}{why}; nothing was written to `{out}`")
}
