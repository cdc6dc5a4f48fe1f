//! `supportal build`: checks, then writes the site.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};

use super::brands::{Shard, Wanted};
use super::progress::Progress;
use super::report::{self, Count, Files, plain, runs};
use super::{Global, Status, brands, changes, clock, portal, say, summary, watch};
use crate::calendar::Date;
use crate::diff::{self, Difference};
use crate::emit::{self, Beside, Changes, Publication};
use crate::model::output::{Build, Sink};
use crate::model::record::Record;
use crate::model::{Document, Facts, Snapshot, long};
use crate::pipeline::{self, Memos, Options, Timings};
use crate::precompress::{self, Format};
use crate::{check, export, memo};

/// Check the portal, then write the site
///
/// Nothing is written while there are errors. Files that did not change keep their time stamps.
#[derive(clap::Args, Clone)]
pub(super) struct Arguments {
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    portal: Option<PathBuf>,
    /// Folder to write the site to
    #[arg(short, long, value_name = "DIR", default_value = "dist")]
    pub(super) out: PathBuf,
    /// Let warnings fail the build, too
    #[arg(long)]
    strict: bool,
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
    /// Publish pages marked `draft: true`
    #[arg(long)]
    pub(super) drafts: bool,
    /// Build again after each change, until Ctrl-C
    #[arg(short, long)]
    watch: bool,
    /// Say what each stage takes: time, work of all threads, most memory so far. Stages that are otherwise done at once
    /// are done one after the other
    #[arg(long, conflicts_with = "watch")]
    timings: bool,
    /// Hold so many MiB of texts in memory while nobody reads them; the others lie in a temporary file meanwhile
    #[arg(long, value_name = "MIB", default_value_t = 2, conflicts_with_all = ["brands", "watch"])]
    memory: usize,
    /// Build every portal among the folders of DIR, each into a folder of its name; pages of a base that they extend
    /// are read once
    #[arg(long, value_name = "DIR", conflicts_with_all = ["portal", "changed", "zip", "watch", "timings"])]
    brands: Option<PathBuf>,
    /// Build every Nth of the brands, beginning with the Ith: for jobs of CI that share the work
    #[arg(
        long,
        value_name = "I/N",
        requires = "brands",
        conflicts_with = "portal"
    )]
    brand_shard: Option<Shard>,
    /// Take sites out of the folder that are of none of the brands: what supportal wrote is removed, a site with
    /// anything else is moved beside the folder
    #[arg(long, requires = "brands", conflicts_with = "portal")]
    pub(super) prune: bool,
    #[command(flatten)]
    pub(super) run: Run,
}

impl Arguments {
    /// The same, written to `out`.
    pub(super) fn to(&self, out: PathBuf) -> Self {
        Self {
            out,
            ..self.clone()
        }
    }
}

#[derive(clap::ValueEnum, Clone, Copy)]
enum Compression {
    Gzip,
    Br,
    Zstd,
}

/// What building and checking have in common.
#[derive(clap::Args, Clone)]
pub(super) struct Run {
    /// Use so many threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// Judge dates against this one [default: that of SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) today: Option<Date>,
}

impl Run {
    /// Sets the number of threads, once for the process.
    pub(super) fn apply(&self) {
        if let Some(threads) = self.threads {
            memo::use_threads(threads.into());
        }
    }
}

const MIB: usize = 1 << 20;

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let begun = clock::start();
    arguments.run.apply();
    if let Some(folder) = &arguments.brands {
        let wanted = Wanted {
            shard: arguments.brand_shard,
            drafts: arguments.drafts,
            strict: arguments.strict,
            run: &arguments.run,
            format: report::Format::Human,
            build: Some(arguments),
        };
        return brands::run(&wanted, folder, global);
    }
    let root = portal::root(arguments.portal.as_deref())?;
    let progress = Progress::new(global.quiet);
    if arguments.watch {
        return watch::run(arguments, root, global);
    }
    // Where there is no place for such a file, all stays in memory.
    if let Ok(file) = tempfile::tempfile() {
        long::store_beyond(arguments.memory.saturating_mul(MIB), file);
    }
    let timings = match arguments.timings {
        true => Timings::with(clock::usage),
        false => Timings::default(),
    };
    let snapshot = progress.during("reading the portal", || {
        timings.stage("reading", || portal::snapshot(&root, arguments.run.today))
    })?;
    let options = Options {
        drafts: arguments.drafts,
        ..Options::default()
    };
    let mut memos = Memos::timed(timings.clone());
    let publication = publication(arguments);
    let sink = publication.as_ref().map(|begun| begun as &dyn Sink);
    let mut build = progress.during(
        &format!("building {} files", snapshot.sources.len()),
        || pipeline::compile_into(sink, &snapshot, &options, &mut memos),
    );
    if let Some(error) = long::failure() {
        let hint = "hint: name another folder in TMPDIR, or hold more in memory with `--memory`";
        return Err(error).context(format!(
            "cannot read back what lies in a temporary file; nothing was written\n{hint}"
        ));
    }
    let written = timings.stage("writing", || {
        write(
            &mut build,
            publication,
            &snapshot,
            &root,
            arguments,
            progress,
        )
    })?;
    say(&summary::timings(&timings.stages()));
    let Some(written) = written else {
        return Ok(Status::Findings);
    };
    if !global.quiet {
        say(&summary::text(
            &build,
            &written.changes,
            &written.total,
            &arguments.out,
            begun.elapsed(),
        ));
    }
    memos.release((snapshot, build));
    Ok(Status::Fine)
}

/// The site that files are written into while others are still made. None where all of them are needed again to be
/// packed, and none where it cannot be begun: that is said when everything that was found has been.
fn publication(arguments: &Arguments) -> Option<Publication<'static>> {
    let packs = arguments.zip.is_some() || !arguments.precompress.is_empty();
    (!packs)
        .then(|| Publication::begin(&arguments.out).ok())
        .flatten()
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
    arguments: &Arguments,
    progress: Progress,
) -> Result<Option<Written>> {
    let packed = prepare(build, arguments, progress)?;
    let files = Files::new(snapshot, root);
    let diagnostics = std::mem::take(&mut build.diagnostics);
    let count = Count::of(&diagnostics);
    let fails = count.fail(arguments.strict);
    // What was found is put into words while the site is written: there may be thousands.
    let (findings, changes) = memo::both(
        || runs(&diagnostics, &files),
        || (!fails).then(|| publish(build, publication, packed, arguments, progress)),
    );
    build.diagnostics = diagnostics;
    findings.iter().for_each(|run| say(run));
    let total = count.text();
    let Some(changes) = changes.transpose()? else {
        let stopped = stopped(&total, arguments.strict, &arguments.out);
        say(&format!("{stopped}\n"));
        return Ok(None);
    };
    Ok(Some(Written { changes, total }))
}

/// Makes of the site what was asked for beside it: itself as one file, and compressed copies. What the host says to
/// these is found.
pub(super) fn prepare(
    build: &mut Build,
    arguments: &Arguments,
    progress: Progress,
) -> Result<Option<Beside>> {
    if Count::of(&build.diagnostics).fail(arguments.strict) {
        return Ok(None);
    }
    let packed = arguments.zip.as_deref();
    let packed =
        packed.map(|path| progress.during("packing", || pack(build, path, &arguments.out)));
    let packed = packed.transpose()?;
    if !arguments.precompress.is_empty() {
        progress.during("compressing", || {
            compress(build, &arguments.precompress, &arguments.out)
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
    arguments: &Arguments,
    progress: Progress,
) -> Result<Changes> {
    let list = arguments.changed.as_deref();
    let list = list.map(|path| changes::Sink::new(path, &arguments.out));
    let list = list.transpose()?;
    let changes =
        progress.during(
            &format!("writing {} files", build.outputs.len()),
            || match publication {
                Some(begun) => begun.finish(build),
                None => emit::sync(build, &arguments.out),
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
    precompress::add(build, &formats, &old, |path| emit::content(site, path))
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
