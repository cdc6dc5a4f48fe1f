//! `supportal verify`: a published site against its manifest.

use anyhow::Result;

use super::rollback::Site;
use super::{Global, Status, print, say};
use crate::emit;

/// Compare a built site with what was written: files that are missing, changed, or of others
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: Site,
    /// Let files of others fail it, too
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let site = arguments.site.folder();
    let verified = emit::verify(site)?;
    let lists = [
        ("missing", &verified.missing),
        ("changed", &verified.changed),
        ("foreign", &verified.foreign),
    ];
    let lines = lists.iter().flat_map(|(word, paths)| {
        let line = move |path: &String| format!("{word} {}\n", super::report::plain(path));
        paths.iter().map(line)
    });
    print(&lines.collect::<String>())?;
    if !global.quiet {
        say(&format!(
            "`{}`: {} files as written, {} missing, {} changed, {} of others\n",
            site.display(),
            verified.sound,
            verified.missing.len(),
            verified.changed.len(),
            verified.foreign.len()
        ));
    }
    let harmed = !verified.missing.is_empty() || !verified.changed.is_empty();
    let fails = harmed || (arguments.strict && !verified.foreign.is_empty());
    Ok(match fails {
        true => Status::Findings,
        false => Status::Fine,
    })
}
