//! `--watch` of `supportal build`: the site is written again after each change.

use std::path::PathBuf;

use anyhow::Result;

use super::progress::Progress;
use super::publishing::{self, Target};
use super::report::{changed, unwatched};
use super::{Global, Status, clock, portal, report, say, summary};
use crate::calendar::Date;
use crate::pipeline::{Options, SearchIndex};
use crate::serve::{self, IDLE, News, Workshop};

/// What to build after each change.
pub(super) struct Watched {
    pub(super) target: Target,
    /// Whether pages marked `draft: true` belong to it.
    pub(super) drafts: bool,
    pub(super) today: Option<Date>,
}

/// A portal and where it is written to.
struct Job {
    workshop: Workshop,
    root: PathBuf,
    target: Target,
    global: Global,
}

/// Builds, then builds again until the user ends it.
///
/// What stops the first build stops the command; later, a full disk or another build may be over by the
/// next change.
pub(super) fn run(watched: Watched, root: PathBuf, global: Global) -> Result<Status> {
    let options = Options {
        drafts: watched.drafts,
        ..Options::default()
    };
    let today = portal::today(&root, watched.today);
    let mut job = Job {
        workshop: Workshop::new(&root, today, options)?,
        root,
        target: watched.target,
        global,
    };
    job.write()?;
    let stop = job.workshop.stop();
    serve::until_stopped(&stop, move || job.again())?;
    Ok(Status::Fine)
}

impl Job {
    fn again(mut self) {
        loop {
            match self.workshop.wait(IDLE) {
                News::Stop => return,
                News::Quiet | News::Same => {}
                News::Unwatched => say(&unwatched()),
                News::Failed(error) => say(&report::world(&error)),
                News::Edited(edited) => {
                    if !self.global.quiet {
                        say(&changed(&edited));
                    }
                    if let Err(error) = self.write() {
                        say(&report::world(&error));
                    }
                }
            }
        }
    }

    fn write(&mut self) -> Result<()> {
        let begun = clock::start();
        let progress = Progress::new(self.global.quiet);
        let mut build = self.workshop.build(SearchIndex::Now);
        let snapshot = self.workshop.snapshot();
        let written = publishing::write(
            &mut build,
            None,
            snapshot,
            &self.root,
            &self.target,
            progress,
        )?;
        if let Some(written) = written.filter(|_| !self.global.quiet) {
            let took = begun.elapsed();
            say(&summary::short(&written, &self.target.out, took));
        }
        Ok(())
    }
}
