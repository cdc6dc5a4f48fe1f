//! `supportal build`: checks, then writes the site.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::brands::{Built, Shard, Wanted};
use super::progress::Progress;
use super::publishing::{self, Target};
use super::run::Run;
use super::watch::{self, Watched};
use super::{Global, Status, brands, clock, portal, report, say, summary};
use crate::model::long;
use crate::model::output::Sink;
use crate::pipeline::{self, Memos, Options, Timings};

/// Check the portal, then write the site
///
/// Nothing is written while there are errors. Files that did not change keep their time stamps.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    portal: Option<PathBuf>,
    #[command(flatten)]
    target: Target,
    /// Publish pages marked `draft: true`
    #[arg(long)]
    drafts: bool,
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
    prune: bool,
    #[command(flatten)]
    run: Run,
}

impl Arguments {
    fn watched(&self) -> Watched {
        Watched {
            target: self.target.clone(),
            drafts: self.drafts,
            today: self.run.today,
        }
    }
}

const MIB: usize = 1 << 20;

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    arguments.run.apply();
    let Some(folder) = &arguments.brands else {
        let root = portal::root(arguments.portal.as_deref())?;
        return match arguments.watch {
            true => watch::run(arguments.watched(), root, global),
            false => once(arguments, &root, global),
        };
    };
    let built = Built {
        target: &arguments.target,
        prune: arguments.prune,
    };
    let wanted = Wanted {
        shard: arguments.brand_shard,
        drafts: arguments.drafts,
        strict: arguments.target.strict,
        run: &arguments.run,
        format: report::Format::Human,
        build: Some(built),
    };
    brands::run(&wanted, folder, global)
}

fn once(arguments: &Arguments, root: &Path, global: Global) -> Result<Status> {
    let begun = clock::start();
    let progress = Progress::new(global.quiet);
    // Where there is no place for such a file, all stays in memory.
    if let Ok(file) = tempfile::tempfile() {
        long::store_beyond(arguments.memory.saturating_mul(MIB), file);
    }
    let timings = match arguments.timings {
        true => Timings::with(clock::usage),
        false => Timings::default(),
    };
    let snapshot = progress.during("reading the portal", || {
        timings.stage("reading", || portal::snapshot(root, arguments.run.today))
    })?;
    let options = Options {
        drafts: arguments.drafts,
        ..Options::default()
    };
    let mut memos = Memos::timed(timings.clone());
    let target = &arguments.target;
    let publication = target.begin();
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
        publishing::write(&mut build, publication, &snapshot, root, target, progress)
    })?;
    say(&summary::timings(&timings.stages()));
    let Some(written) = written else {
        return Ok(Status::Findings);
    };
    if !global.quiet {
        let took = begun.elapsed();
        say(&summary::text(&build, &written, &target.out, took));
    }
    memos.release((snapshot, build));
    Ok(Status::Fine)
}
