//! The command line: one file per command, each a function from its arguments to a [`Status`].
//!
//! What a program or a pager reads goes to stdout, everything else to stderr.
//! This is the one place that asks the clock and the environment; what it learns goes down as arguments.

mod accepted;
mod beforehand;
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
mod man;
mod new;
mod portal;
mod progress;
mod publishing;
mod recipe;
mod report;
mod rollback;
mod run;
mod schema;
mod search;
mod search_export;
mod serve;
mod summary;
mod theme;
mod translate;
mod verify;
mod watch;
mod whole_file;

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
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
    Man(man::Arguments),
}

/// How a command ended, where the world did not fail it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Nothing is wrong.
    Fine,
    /// Something is not as it must be: findings forbid publication, a site is not as it was written.
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
            let said = refused(&error);
            if error.use_stderr() {
                say(&said);
                return ExitCode::from(2);
            }
            let _ = print(&said);
            return ExitCode::SUCCESS;
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
        Command::Man(arguments) => man::run(&arguments),
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

/// What is said of arguments, which is in part what somebody typed.
fn refused(error: &clap::Error) -> String {
    harmless(&error.render().ansi().to_string()).into_owned()
}

/// Writes to stdout, for programs and pagers. One that stops reading, as `head` does, is no failure.
///
/// Programs get every character as it is; a terminal gets none that steers it.
fn print(text: &str) -> Result<()> {
    let stdout = io::stdout();
    let colored = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
    let text = match colored || stdout.is_terminal() {
        true => harmless(text),
        false => Cow::Borrowed(text),
    };
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
    let text = harmless(text);
    let stderr = std::io::stderr();
    let _ = match anstream::AutoStream::choice(&stderr) {
        // In one piece: stderr hands on whatever it gets at once, and the stream that drops colours
        // gives it each piece between two of them.
        anstream::ColorChoice::Never => {
            let plain = anstream::adapter::strip_str(&text).to_string();
            stderr.lock().write_all(plain.as_bytes())
        }
        _ => anstream::stderr().lock().write_all(text.as_bytes()),
    };
}

/// `text` without what would steer a terminal, whoever wrote it: only the ends of lines, tabs and styles are left. All
/// that is printed or said comes by here; where a style or the end of a line must not be somebody else's either,
/// [`report::plain`] has been asked before.
fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find(steers).map(|at| rest.split_at(at)) {
        out.push_str(before);
        let kept = match from.strip_prefix("\r\n") {
            Some(_) => 2,
            None => style(from).unwrap_or_default(),
        };
        let (kept, after) = from.split_at(kept);
        out.push_str(kept);
        let mut after = after.chars();
        if kept.is_empty() && after.next().is_some() {
            out.push('\u{FFFD}');
        }
        rest = after.as_str();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The length of the colour or style that `text` begins with: `ESC [ 1 ; 31 m`.
fn style(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\u{1B}[")?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers[end..].starts_with('m').then_some(2 + end + 1)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::{Cli, harmless, refused};

    #[test]
    fn a_terminal_is_steered_by_styles_alone() {
        let same = |text: &str| assert_eq!(harmless(text), text);
        same("a\tb\n年\u{200f} \u{1b}[1m\u{1b}[1;31mred\u{1b}[0m\u{1b}[m\n");
        same("a\r\nb");
        let check = |text: &str, expected: &str| assert_eq!(harmless(text), expected);
        check(
            "for\u{1b}]0;PWN\u{7}, \u{1b}[1mnext\u{1b}[0m",
            "for\u{fffd}]0;PWN\u{fffd}, \u{1b}[1mnext\u{1b}[0m",
        );
        check(
            "\u{1b}[2J\u{1b}[31\u{1b}[\u{9b}31m\rb\0\u{7f}\u{1b}",
            "\u{fffd}[2J\u{fffd}[31\u{fffd}[\u{fffd}31m\u{fffd}b\u{fffd}\u{fffd}\u{fffd}",
        );
    }

    #[test]
    fn arguments_that_are_refused_do_not_steer_the_terminal() {
        for arguments in [
            &["\u{1b}]0;PWN\u{7}"] as &[&str],
            &["check", "--x\u{1b}]0;PWN\u{7}"],
            &["build", "--threads", "\u{1b}[2J1"],
            &["completions", "a\u{1b}c"],
        ] {
            let arguments = ["supportal"].iter().chain(arguments).copied();
            let error = Cli::try_parse_from(arguments).err().unwrap();
            let said = refused(&error);
            // The styles are clap's.
            assert!(said.contains("\u{1b}[1m"), "{said:?}");
            let plain = anstream::adapter::strip_str(&said).to_string();
            assert!(plain.contains('\u{fffd}'), "{plain:?}");
            assert!(
                !plain.contains(|c: char| c.is_control() && c != '\n'),
                "{plain:?}"
            );
        }
    }

    #[test]
    fn arguments_do_not_contradict_each_other() {
        super::command().debug_assert();
    }
}
