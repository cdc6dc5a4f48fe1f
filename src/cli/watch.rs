//! `--watch` of `supportal build`: the site is written again after each change.

use std::path::PathBuf;

use anyhow::Result;

use super::build::{self, Arguments};
use super::progress::Progress;
use super::serve::changed;
use super::{Global, Status, clock, portal, report, say, summary};
use crate::pipeline::{Options, SearchIndex};
use crate::serve::{self, IDLE, News, Workshop};

/// A portal and where it is written to.
struct Job {
    workshop: Workshop,
    root: PathBuf,
    arguments: Arguments,
    global: Global,
}

/// Builds, then builds again until the user ends it.
///
/// What stops the first build stops the command; later, a full disk or another build may be over by the
/// next change.
pub(super) fn run(arguments: &Arguments, root: PathBuf, global: Global) -> Result<Status> {
    let options = Options {
        drafts: arguments.drafts,
        ..Options::default()
    };
    let today = portal::today(&root, arguments.run.today);
    let mut job = Job {
        workshop: Workshop::new(&root, today, options)?,
        root,
        arguments: arguments.clone(),
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
        let written = build::write(
            &mut build,
            None,
            snapshot,
            &self.root,
            &self.arguments,
            progress,
        )?;
        if let Some(written) = written.filter(|_| !self.global.quiet) {
            let out = &self.arguments.out;
            say(&summary::short(&written, out, begun.elapsed()));
        }
        Ok(())
    }
}
