//! `supportal brand`: what a portal changes of the one that it extends.

mod accept;
mod status;

use anyhow::Result;

use super::{Global, Status};

/// See what a brand changes of its base, accept a page of it that was compared with the base's
#[derive(clap::Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Status(status::Arguments),
    Accept(accept::Arguments),
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    match &arguments.command {
        Command::Status(arguments) => status::run(arguments),
        Command::Accept(arguments) => accept::run(arguments, global),
    }
}
