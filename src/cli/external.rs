//! `--external` of `supportal check`: the network, and where its answers are kept.

use std::path::PathBuf;

use anyhow::Result;

use super::progress::Progress;
use super::report::plural;
use super::{Global, clock, say};
use crate::external::{self, Cache, Manners, Report};
use crate::model::{Diagnostic, Site};

/// What is asked of whom.
#[derive(clap::Args)]
pub(super) struct External {
    /// Ask every outside address of links and facts whether it still leads somewhere
    ///
    /// Without it nothing is asked, and no other command uses the network. An address is asked once,
    /// one at a time of each host; answers are kept for 7 days, errors for an hour.
    #[arg(long)]
    pub(super) external: bool,
    /// Keep the answers in this file [default: `supportal/external.json` in your cache folder]
    #[arg(long, value_name = "FILE", requires = "external")]
    external_cache: Option<PathBuf>,
    /// Ask at most so many addresses; the next run asks the rest
    #[arg(long, value_name = "N", requires = "external", default_value_t = 1000)]
    external_limit: usize,
}

/// What is found at the outside addresses of the site.
pub(super) fn check(
    site: &Site,
    arguments: &External,
    progress: Progress,
    global: Global,
) -> Result<Vec<Diagnostic>> {
    let named = arguments.external_cache.clone();
    let is_named = named.is_some();
    let path = named.or_else(|| Some(clock::cache_folder()?.join("external.json")));
    let mut cache = match &path {
        // What nobody named is safe to lose.
        Some(path) if !is_named => Cache::read(path).unwrap_or_default(),
        Some(path) => Cache::read(path)?,
        None => Cache::default(),
    };
    let now = clock::now();
    let manners = Manners {
        limit: arguments.external_limit,
        ..Manners::default()
    };
    let report = progress.during("asking outside addresses", || {
        external::check(site, &mut cache, now, &manners)
    })?;
    if let Some(path) = path {
        match cache.write(&path, now) {
            Err(error) if is_named => return Err(error),
            Err(_) if !global.quiet => say(&format!(
                "the answers could not be kept in `{}`\n",
                path.display()
            )),
            _ => {}
        }
    }
    if !global.quiet {
        say(&summary(&report));
    }
    Ok(report.diagnostics)
}

fn summary(report: &Report) -> String {
    let mut text = format!("{} asked", plural_of_addresses(report.asked));
    if report.known > 0 {
        text.push_str(&format!(", {} known from earlier", report.known));
    }
    if report.unclear > 0 {
        text.push_str(&format!(
            "; {} that {} nothing about readers, such as a request to sign in",
            plural(report.unclear, "answer"),
            if report.unclear == 1 { "says" } else { "say" },
        ));
    }
    text + "\n"
}

fn plural_of_addresses(count: usize) -> String {
    match count {
        1 => "1 outside address".to_owned(),
        _ => format!("{count} outside addresses"),
    }
}
