//! `supportal facts`: what the facts of a portal say of an instant, for programs.

mod at;
mod import_ics;
mod vectors;

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::report::{Count, Files, human};
use super::run::Run;
use super::{Global, Status, portal, print, say};
use crate::calendar::{self, Timestamp};
use crate::export;
use crate::parse::formats;
use crate::pipeline::{self, Options};

/// Print the facts as JSON, or answer from them: who is open, and what is due when
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    // Where two arguments exclude each other, clap itself would show both.
    override_usage = "supportal facts [OPTIONS] [PORTAL]\n       supportal facts --vectors <FILE>\n       supportal facts <COMMAND>"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    portal: Option<PathBuf>,
    /// The instant to answer for, with its offset, whose date counts as today: 2026-12-24T11:00+01:00 [default: print the facts]
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    /// Say when what this plan promises is due
    #[arg(long, value_name = "ID", requires_all = ["severity", "at"])]
    plan: Option<String>,
    /// For this severity
    #[arg(long, value_name = "ID", requires = "plan")]
    severity: Option<String>,
    /// Asked over this channel
    #[arg(long, value_name = "ID", requires = "at")]
    channel: Option<String>,
    /// Answer the questions of a file from the facts in it, not those of a portal, and say which answers differ from those in it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["at", "plan", "severity", "channel", "portal"])]
    vectors: Option<PathBuf>,
    #[command(flatten)]
    run: Run,
}

#[derive(clap::Subcommand)]
enum Command {
    ImportIcs(import_ics::Arguments),
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    if let Some(Command::ImportIcs(arguments)) = &arguments.command {
        return import_ics::run(arguments, global);
    }
    if let Some(file) = &arguments.vectors {
        return vectors::run(file);
    }
    arguments.run.apply();
    let at = arguments.at.as_deref().map(instant).transpose()?;
    let root = portal::root(arguments.portal.as_deref())?;
    // What is published at the instant answers for it, as the versions of a plan do.
    let then = at.and_then(|at| portal::date_at(&root, at));
    let snapshot = portal::snapshot(&root, arguments.run.today.or(then))?;
    let site = pipeline::site(&snapshot, &Options::default());
    let findings = human(&site.diagnostics, &Files::new(&snapshot, &root));
    let count = Count::of(&site.diagnostics);
    if count.fail(false) {
        say(&findings);
        say(&format!("{}\n", count.text()));
        return Ok(Status::Findings);
    }
    if !global.quiet {
        say(&findings);
    }
    let Some(at) = at else {
        print(&format!("{:#}\n", export::facts(&site.value)))?;
        return Ok(Status::Fine);
    };
    let question = at::Question {
        at,
        promise: arguments.plan.as_deref().zip(arguments.severity.as_deref()),
        channel: arguments.channel.as_deref(),
    };
    let answer = at::answer(&site.value, &question)?;
    print(&format!("{answer:#}\n"))?;
    Ok(Status::Fine)
}

fn instant(text: &str) -> Result<Timestamp> {
    match (calendar::instant(text), formats::instant(text)) {
        (Some(at), _) => Ok(at),
        // As of the times of a notice.
        (None, Err(refusal)) => bail!("{}\nhint: {}", refusal.message, refusal.hint),
        (None, Ok(_)) => bail!("`{text}` is not an instant"),
    }
}
