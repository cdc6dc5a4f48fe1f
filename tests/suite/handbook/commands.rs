//! A page for each command, from the arguments that the command line knows.

use std::fmt::Write as _;

use clap::{Arg, Command};

use super::{Pages, cell, head};

pub fn pages(pages: &mut Pages) {
    let program = supportal::cli::command();
    let about = "All that `supportal` can be told on the command line, with what every command understands and what \
        its exit code means.";
    let mut index = head("Commands", about, 70);
    index.push_str(
        "\n`supportal COMMAND --help` says the same in a terminal. What is meant for programs goes to standard \
         output, all else to standard error.\n\n## Exit codes\n\n| Code | Meaning |\n| --- | --- |\n\
         | 0 | Nothing is wrong. There may be warnings, unless `--strict` is given. |\n\
         | 1 | Something is not as it must be: there are findings that forbid publication, or a site is no longer as it was \
         written. What is wrong was not written; what stands for itself was, such as the other brands of a folder or \
         the other texts of a translation. |\n\
         | 2 | The world failed: an argument, a folder, the disk, a port. |\n\n## What every command understands\n",
    );
    let global = program
        .get_arguments()
        .filter(|argument| argument.is_global_set());
    table("Option", global, &mut index);
    pages.insert("commands/index.md".to_owned(), index);
    for (place, command) in program.get_subcommands().enumerate() {
        let name = command.get_name();
        let title = format!("supportal {name}");
        let mut text = head(&title, &sentence(command), (place + 1) * 10);
        describe(command, &title, &mut text);
        for inner in command.get_subcommands() {
            let title = format!("{title} {}", inner.get_name());
            let _ = write!(text, "\n## {title}\n\n{}\n", sentence(inner));
            describe(inner, &title, &mut text);
        }
        pages.insert(format!("commands/{name}.md"), text);
    }
}

/// What a command does, as a sentence.
fn sentence(command: &Command) -> String {
    let about = command.get_about().unwrap().to_string();
    format!("{about}.")
}

/// How a command is called, and what its arguments mean.
fn describe(command: &Command, title: &str, text: &mut String) {
    let mut usage = command.clone().bin_name(title).render_usage().to_string();
    if let Some(rest) = usage.strip_prefix("Usage: ") {
        usage = rest.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    }
    let _ = write!(text, "\n```text\n{usage}\n```\n");
    let long = command.get_long_about().map(ToString::to_string);
    // The first sentence of the long text is the short one.
    if let Some((_, more)) = long.as_deref().and_then(|long| long.split_once("\n\n")) {
        let _ = write!(text, "\n{more}\n");
    }
    let own = |argument: &&Arg| !argument.is_global_set() && argument.get_id() != "help";
    let arguments = || command.get_arguments().filter(own);
    table(
        "Argument",
        arguments().filter(|argument| argument.is_positional()),
        text,
    );
    table(
        "Option",
        arguments().filter(|argument| !argument.is_positional()),
        text,
    );
}

/// A table of arguments; nothing where there are none.
fn table<'a>(what: &str, arguments: impl Iterator<Item = &'a Arg>, text: &mut String) {
    let rows: Vec<String> = arguments
        .map(|argument| {
            format!(
                "| {} | {} |\n",
                cell(&name(argument)),
                cell(&help(argument))
            )
        })
        .collect();
    if !rows.is_empty() {
        let _ = write!(
            text,
            "\n| {what} | Meaning |\n| --- | --- |\n{}",
            rows.concat()
        );
    }
}

/// `--out DIR`, with its short form.
fn name(argument: &Arg) -> String {
    let values: Vec<String> = argument
        .get_value_names()
        .filter(|_| argument.get_action().takes_values())
        .unwrap_or_default()
        .iter()
        .map(|name| {
            if argument.is_positional() {
                name.to_string()
            } else {
                format!(" {name}")
            }
        })
        .collect();
    let values = values.concat();
    let short = argument.get_short().map(|short| format!("`-{short}`, "));
    match argument.get_long() {
        Some(long) => format!("{}`--{long}{values}`", short.unwrap_or_default()),
        None => format!("`{values}`"),
    }
}

fn help(argument: &Arg) -> String {
    let mut text = argument.get_help().unwrap().to_string();
    // A default that no value says stands in the help in brackets.
    if let Some((says, default)) = text.clone().split_once(" [default: ") {
        text = format!("{says}. Default: {}", default.trim_end_matches(']'));
    }
    text.push('.');
    if let Some(more) = argument.get_long_help().map(ToString::to_string)
        && let Some((_, more)) = more.split_once("\n\n")
    {
        let _ = write!(text, " {more}");
    }
    let values: Vec<String> = argument
        .get_possible_values()
        .iter()
        .map(|value| match value.get_help() {
            Some(help) => format!("`{}` ({help})", value.get_name()),
            None => format!("`{}`", value.get_name()),
        })
        .collect();
    if argument.get_action().takes_values() && !values.is_empty() {
        let _ = write!(text, " One of {}.", values.join(", "));
    }
    let defaults: Vec<&str> = argument
        .get_default_values()
        .iter()
        .filter_map(|value| value.to_str())
        .collect();
    if argument.get_action().takes_values() && !defaults.is_empty() {
        let _ = write!(text, " Default: `{}`.", defaults.join(", "));
    }
    text
}
