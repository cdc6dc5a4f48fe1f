//! The command line: one file per command, each a function from its arguments to a [`Status`].
//!
//! What a program or a pager reads goes to stdout, everything else to stderr.
//! This is the one place that asks the clock and the environment; what it learns goes down as arguments.

mod accepted;
mod brand;
mod brands;
mod build;
mod changes;
mod check;
mod clock;
mod completions;
mod diff;
mod explain;
mod external;
mod facts;
mod history;
mod import;
mod incident;
mod init;
mod new;
mod portal;
mod progress;
mod recipe;
mod report;
mod rollback;
mod schema;
mod search;
mod search_export;
mod serve;
mod summary;
mod theme;
mod translate;
mod verify;
mod watch;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, CommandFactory as _, Parser, Subcommand};

pub use clock::today;

/// Builds a searchable, accessible support portal from Markdown and the facts of your support.
#[derive(Parser)]
#[command(
    name = "supportal",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Args, Clone, Copy)]
struct Global {
    /// Say nothing but findings and errors
    #[arg(short, long, global = true)]
    quiet: bool,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    color: Color,
}

#[derive(clap::ValueEnum, Clone, Copy)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Arguments),
    New(new::Arguments),
    Build(build::Arguments),
    Check(check::Arguments),
    Serve(serve::Arguments),
    Diff(diff::Arguments),
    Verify(verify::Arguments),
    Rollback(rollback::Arguments),
    Search(search::Arguments),
    SearchExport(search_export::Arguments),
    Explain(explain::Arguments),
    Facts(facts::Arguments),
    Incident(incident::Arguments),
    Import(import::Arguments),
    Brand(brand::Arguments),
    Translate(translate::Arguments),
    Theme(theme::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
}

/// How a command ended, where the world did not fail it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Nothing is wrong.
    Fine,
    /// There are findings that forbid publication.
    Findings,
}

/// The commands with their arguments, as the handbook describes them.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the command that `arguments` name, and says with which code to exit: 0 fine, 1 findings, 2 the world failed.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are errors to clap, too; whether anyone reads on is not ours to judge.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match cli.global.color {
        // Looks at the terminal, NO_COLOR and the like by itself.
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let global = cli.global;
    let result = match cli.command {
        Command::Init(arguments) => init::run(&arguments, global),
        Command::New(arguments) => new::run(&arguments, global),
        Command::Build(arguments) => build::run(&arguments, global),
        Command::Check(arguments) => check::run(&arguments, global),
        Command::Serve(arguments) => serve::run(&arguments, global),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments, global),
        Command::Rollback(arguments) => rollback::run(&arguments, global),
        Command::Search(arguments) => search::run(&arguments),
        Command::SearchExport(arguments) => search_export::run(&arguments, global),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Facts(arguments) => facts::run(&arguments, global),
        Command::Incident(arguments) => incident::run(&arguments, global),
        Command::Import(arguments) => import::run(&arguments, global),
        Command::Brand(arguments) => brand::run(&arguments, global),
        Command::Translate(arguments) => translate::run(&arguments, global),
        Command::Theme(arguments) => theme::run(&arguments, global),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match result {
        Ok(Status::Fine) => ExitCode::SUCCESS,
        Ok(Status::Findings) => ExitCode::from(1),
        Err(error) => {
            say(&report::world(&error));
            ExitCode::from(2)
        }
    }
}

/// Writes to stdout, for programs and pagers. One that stops reading, as `head` does, is no failure.
fn print(text: &str) -> Result<()> {
    let mut stdout = anstream::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(anyhow::Error::new(error).context("cannot write to standard output"))
        }
        _ => Ok(()),
    }
}

/// Writes to stderr, for people. Where nobody can be told, there is nobody to tell that.
fn say(text: &str) {
    let stderr = std::io::stderr();
    let _ = match anstream::AutoStream::choice(&stderr) {
        // In one piece: stderr hands on whatever it gets at once, and the stream that drops colours
        // gives it each piece between two of them.
        anstream::ColorChoice::Never => {
            let plain = anstream::adapter::strip_str(text).to_string();
            stderr.lock().write_all(plain.as_bytes())
        }
        _ => anstream::stderr().lock().write_all(text.as_bytes()),
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn arguments_do_not_contradict_each_other() {
        super::command().debug_assert();
    }
}
