//! `supportal completions`: what a shell needs to complete commands.

use anyhow::Result;
use clap::CommandFactory as _;

use super::{Cli, Status, print};

/// Print completions for a shell
///
/// For example, for bash: supportal completions bash > ~/.local/share/bash-completion/completions/supportal
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The shell
    shell: clap_complete::Shell,
}

pub(super) fn run(arguments: &Arguments) -> Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Cli::command(),
        "supportal",
        &mut script,
    );
    print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Fine)
}
