//! `supportal serve`: the site in a browser while it is written.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use super::progress::Progress;
use super::report::{self, Count, Files, changed, human, unwatched};
use super::run::Run;
use super::{Global, Status, portal, print, say};
use crate::model::output::Build;
use crate::model::{Diagnostic, Fingerprint, RelPath, Snapshot};
use crate::pipeline::Options;
use crate::serve::{self, Door, Finding, Preview, Reporter, SHOWN, Site, Workshop};

/// Show the site in a browser, and every change to it as soon as it is saved
///
/// Nothing is written to the disk. Pages that are open follow each change, and say what is wrong; while
/// there are errors the last good site stays. Drafts and pages that are not in force are shown, and marked.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    portal: Option<PathBuf>,
    /// Listen on this port [default: 4000, or the next one that is free]
    #[arg(short, long)]
    port: Option<u16>,
    /// Listen at this address or name of the machine, where others on the network can reach it
    #[arg(long, default_value = "127.0.0.1", hide_default_value = true)]
    host: String,
    /// Open the site in your browser
    #[arg(long)]
    open: bool,
    /// Have open pages go to the page that was just edited
    #[arg(long)]
    follow: bool,
    #[command(flatten)]
    run: Run,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    arguments.run.apply();
    let root = portal::root(arguments.portal.as_deref())?;
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let progress = Progress::new(global.quiet);
    let workshop = progress.during("reading the portal", || {
        Workshop::new(&root, portal::today(&root, arguments.run.today), options)
    })?;
    let door = Door::new(&arguments.host, arguments.port)?;
    print(&greeting(&door))?;
    if door.is_public {
        say("anyone who can reach this address can read the site, drafts among it\n");
    }
    let files = workshop.snapshot().sources.len();
    let mut preview = Preview {
        workshop,
        site: Arc::new(Site::new()?),
        follow: arguments.follow,
        reporter: Box::new(Terminal {
            root,
            quiet: global.quiet,
            said: Said::new(),
            total: Count::default(),
        }),
    };
    progress.during(&format!("building {files} files"), || preview.begin());
    if arguments.open && open::that_detached(&door.url).is_err() {
        say(&format!("no browser could be started; open {}\n", door.url));
    }
    serve::serve(door, preview)?;
    Ok(Status::Fine)
}

fn greeting(door: &Door) -> String {
    let taken = door.taken.map(|port| format!(" (port {port} is taken)"));
    format!("serving {}{}\n", door.url, taken.unwrap_or_default())
}

/// Says in the terminal what is found, and puts it in words for the page.
struct Terminal {
    root: PathBuf,
    quiet: bool,
    /// What was found the last time: it is said once, though it may move within its file.
    said: Said,
    total: Count,
}

impl Reporter for Terminal {
    fn built(&mut self, snapshot: &Snapshot, build: &Build, edited: &[RelPath]) -> Vec<Finding> {
        if !self.quiet {
            say(&changed(edited));
        }
        let all = &build.diagnostics;
        let (fresh, said) = new(all, &self.said);
        let files = Files::new(snapshot, &self.root);
        let total = Count::of(all);
        let news = !fresh.is_empty() || total != self.total;
        if news && !(self.quiet && all.is_empty()) {
            say(&format!("{}{}\n", human(&fresh, &files), total.text()));
        }
        self.said = said;
        self.total = total;
        report::findings(all, &files, SHOWN)
    }

    fn unwatched(&mut self) {
        say(&unwatched());
    }

    fn failed(&mut self, error: &anyhow::Error) -> Finding {
        say(&report::world(error));
        report::trouble(error, &self.root)
    }
}

/// How often each finding was there.
type Said = HashMap<Fingerprint, usize>;

/// Those of `all` that are more than were `said`, and what is then said.
fn new<'a>(all: &'a [Diagnostic], said: &Said) -> (Vec<&'a Diagnostic>, Said) {
    let mut now = Said::new();
    let fresh = all.iter().filter(|found| {
        let id = id(found);
        let times = now.entry(id).or_default();
        *times += 1;
        *times > said.get(&id).copied().unwrap_or_default()
    });
    (fresh.collect(), now)
}

/// What makes a finding another one.
fn id(found: &Diagnostic) -> Fingerprint {
    let words = (&found.message, &found.hint);
    Fingerprint::of_value(&(found.code, found.severity, &found.path, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[test]
    fn a_finding_is_said_once_wherever_it_moves_and_again_for_each_that_joins_it() {
        let path = RelPath::new("en/index.md").unwrap();
        let at = |at: usize| Diagnostic::error("LNK-PAGE", &path, Span::new(at..at + 1), "no page");
        let mut said = Said::new();
        for (found, count) in [
            (vec![at(1)], 1),
            (vec![at(9)], 0),
            (vec![at(9), at(20)], 1),
            (vec![], 0),
            (vec![at(1)], 1),
        ] {
            let (fresh, now) = new(&found, &said);
            assert_eq!(fresh.len(), count, "{found:?}");
            said = now;
        }
    }
}
