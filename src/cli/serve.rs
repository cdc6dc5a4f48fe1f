//! `supportal serve`: the site in a browser while it is written.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use super::build::Run;
use super::progress::Progress;
use super::report::{self, Count, Files, human};
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
            said: HashSet::new(),
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
    said: HashSet<Fingerprint>,
    total: Count,
}

impl Reporter for Terminal {
    fn built(&mut self, snapshot: &Snapshot, build: &Build, edited: &[RelPath]) -> Vec<Finding> {
        if !self.quiet {
            say(&changed(edited));
        }
        let all = &build.diagnostics;
        let ids: Vec<Fingerprint> = all.iter().map(id).collect();
        let fresh = all.iter().zip(&ids);
        let fresh = fresh.filter(|(_, id)| !self.said.contains(id));
        let fresh: Vec<&Diagnostic> = fresh.map(|(one, _)| one).collect();
        let files = Files::new(snapshot, &self.root);
        let total = Count::of(all);
        let news = !fresh.is_empty() || total != self.total;
        if news && !(self.quiet && all.is_empty()) {
            say(&format!("{}{}\n", human(&fresh, &files), total.text()));
        }
        self.said = ids.into_iter().collect();
        self.total = total;
        report::findings(all, &files, SHOWN)
    }

    fn failed(&mut self, error: &anyhow::Error) -> Finding {
        say(&report::world(error));
        report::trouble(error, &self.root)
    }
}

/// What makes a finding another one.
fn id(found: &Diagnostic) -> Fingerprint {
    let words = (&found.message, &found.hint);
    Fingerprint::of_value(&(found.code, found.severity, &found.path, words))
}

/// A line for each file that changed, and for many of them one.
pub(super) fn changed(edited: &[RelPath]) -> String {
    match edited {
        [] => String::new(),
        [one] => format!("changed: {}\n", report::plain(one.as_str())),
        [first, more @ ..] => {
            let first = report::plain(first.as_str());
            format!("changed: {first} and {} more\n", more.len())
        }
    }
}
