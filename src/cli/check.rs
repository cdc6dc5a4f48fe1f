//! `supportal check`: the findings alone.

use std::path::PathBuf;

use anyhow::Result;

use super::brands::{Shard, Wanted};
use super::progress::Progress;
use super::report::{self, Count, Files, Format};
use super::run::Run;
use super::{Global, Status, brands, external, portal, print, say};
use crate::check;
use crate::pipeline::{self, Memos, Options};

/// Check the portal and write nothing
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    portal: Option<PathBuf>,
    /// For people, for programs, as annotations of a pull request, for code scanning, or as a test report
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Print what the profile asks for, with the fact that meets each demand or what is missing, as Markdown
    #[arg(long, conflicts_with = "format")]
    report: bool,
    /// Let warnings fail, too
    #[arg(long)]
    strict: bool,
    /// Check pages marked `draft: true` as if they were published
    #[arg(long)]
    drafts: bool,
    /// Check every portal among the folders of DIR; what is wrong in a base that they extend is said once
    #[arg(long, value_name = "DIR", conflicts_with_all = ["portal", "report", "external"])]
    brands: Option<PathBuf>,
    /// Check every Nth of the brands, beginning with the Ith: for jobs of CI that share the work
    #[arg(
        long,
        value_name = "I/N",
        requires = "brands",
        conflicts_with = "portal"
    )]
    brand_shard: Option<Shard>,
    #[command(flatten)]
    external: external::External,
    #[command(flatten)]
    run: Run,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    arguments.run.apply();
    if let Some(folder) = &arguments.brands {
        let wanted = Wanted {
            shard: arguments.brand_shard,
            drafts: arguments.drafts,
            strict: arguments.strict,
            run: &arguments.run,
            format: arguments.format,
            build: None,
        };
        return brands::run(&wanted, folder, global);
    }
    let root = portal::root(arguments.portal.as_deref())?;
    let progress = Progress::new(global.quiet);
    let snapshot = progress.during("reading the portal", || {
        portal::snapshot(&root, arguments.run.today)
    })?;
    let options = Options {
        drafts: arguments.drafts,
        ..Options::default()
    };
    let mut build = progress.during(
        &format!("checking {} files", snapshot.sources.len()),
        || pipeline::compile(&snapshot, &options, &mut Memos::once()),
    );
    let mut unasked = None;
    if arguments.external.external {
        // Read a second time, which is little beside the network: a build holds no site.
        let site = pipeline::site(&snapshot, &options).value;
        match external::check(&site, &arguments.external, progress, global) {
            Ok(found) => {
                let found = [build.diagnostics, found].concat();
                build.diagnostics = check::weigh(found, &site.config, &site.facts, &site.documents);
            }
            // What is wrong in the portal itself is worth hearing without a network, too.
            Err(error) => unasked = Some(error),
        }
    }
    let files = Files::new(&snapshot, &root);
    let rows = match arguments.format {
        Format::Human => Vec::new(),
        _ => report::rows(&build.diagnostics, &files),
    };
    let count = Count::of(&build.diagnostics);
    let fails = count.fail(arguments.strict);
    match arguments.format.document(&rows, arguments.strict) {
        Some(document) => print(&document)?,
        None => {
            say(&report::human(&build.diagnostics, &files));
            if !global.quiet || fails {
                say(&format!("{}\n", count.text()));
            }
        }
    }
    if arguments.report {
        print(&report::audit(&build.audit, &files, build.today))?;
    }
    if let Some(error) = unasked {
        return Err(error);
    }
    Ok(if fails {
        Status::Findings
    } else {
        Status::Fine
    })
}
