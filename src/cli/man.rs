//! `supportal man`: the manual page, from what the command line knows of itself.

use std::io;

use anyhow::Result;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};

use super::{Cli, Status, print};

/// Print the manual page, with all commands and their options
///
/// To read it: supportal man > supportal.1 && man ./supportal.1. To keep it, put the file below
/// ~/.local/share/man/man1.
#[derive(clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments) -> Result<Status> {
    print(&page(Cli::command())?)?;
    Ok(Status::Fine)
}

/// What stands for a command in a synopsis.
const COMMAND: &str = "command";

const EXITS: [(&str, &str); 3] = [
    (
        "0",
        "Nothing is wrong. There may be warnings, unless --strict is given.",
    ),
    (
        "1",
        "Something is not as it must be: there are findings that forbid publication, or a site is no longer as it was written. What is wrong was not written; what stands for itself was, such as the other brands of a folder or the other texts of a translation.",
    ),
    (
        "2",
        "The world failed: an argument, a folder, the disk, a port.",
    ),
];

const FILES: [(&str, &str); 5] = [
    (
        "supportal.yaml",
        "The site: its title, languages, address and look. A folder that has it is a portal.",
    ),
    (
        "support.yaml",
        "The facts that pages share: calendars, severities, the provider, prices.",
    ),
    (
        "en/",
        "The pages of a language, as Markdown. The first language of supportal.yaml is the source; what others lack falls back to it.",
    ),
    ("assets/", "Pictures and downloads, which are copied."),
    (
        "theme/",
        "Files in place of those of the default theme, one by one.",
    ),
];

const ENVIRONMENT: [(&str, &str); 3] = [
    (
        "SOURCE_DATE_EPOCH",
        "Seconds since 1970 that count as now, so that a build can be repeated.",
    ),
    (
        "NO_COLOR",
        "Where it is set and not empty, nothing is coloured unless --color says so.",
    ),
    (
        "CLICOLOR, CLICOLOR_FORCE",
        "0 turns colours off; anything else in the second turns them on where there is no terminal.",
    ),
];

/// The manual page of `program` and all of its commands, as roff.
///
/// # Errors
///
/// None that a text in memory could have.
fn page(mut program: Command) -> io::Result<String> {
    program.build();
    let man = Man::new(program.clone().subcommand_value_name(COMMAND));
    let mut page = Page::begin(
        program.get_name(),
        program.get_version().unwrap_or_default(),
    );
    page.add(|out| man.render_name_section(out))?;
    page.add(|out| man.render_synopsis_section(out))?;
    page.add(|out| man.render_description_section(out))?;
    page.add(|out| man.render_options_section(out))?;
    page.heading("SH", "COMMANDS");
    for command in program.get_subcommands() {
        page.command(command)?;
    }
    page.list("EXIT STATUS", &EXITS);
    page.list("FILES", &FILES);
    page.list("ENVIRONMENT", &ENVIRONMENT);
    page.heading("SH", "SEE ALSO");
    page.text([
        bold("supportal explain"),
        roman(" has the rules that a portal is held against, "),
        bold("supportal schema"),
        roman(" the keys of its files."),
    ]);
    Ok(page.roff)
}

/// What is written of a page.
struct Page {
    roff: String,
}

impl Page {
    /// Its first lines. They name no day: the same program gives the same page.
    fn begin(name: &str, version: &str) -> Self {
        // The library leaves an empty word out, and the next would be taken for the day.
        let title = format!(".TH {name} 1 \"\" \"{name} {version}\" \"{name}\"\n");
        let roff = Roff::new().render() + &title;
        Self { roff }
    }

    /// Adds a section.
    fn add(&mut self, write: impl Fn(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        let roff = written(write)?;
        self.roff.push_str(&roff);
        Ok(())
    }

    fn heading(&mut self, level: &str, words: &str) {
        let roff = Roff::new().control(level, [words]).to_roff();
        self.roff.push_str(&roff);
    }

    fn text(&mut self, words: impl Into<Vec<Inline>>) {
        let roff = Roff::new().text(words).to_roff();
        self.roff.push_str(&roff);
    }

    /// A section of names and what they mean.
    fn list(&mut self, heading: &str, items: &[(&str, &str)]) {
        self.heading("SH", heading);
        for (name, meaning) in items {
            let item = Roff::new()
                .control("TP", [])
                .text([bold(*name)])
                .text([roman(*meaning)])
                .to_roff();
            self.roff.push_str(&item);
        }
    }

    /// A command with its options, then the commands below it. What every command understands stands
    /// above all of them, and is not repeated.
    fn command(&mut self, command: &Command) -> io::Result<()> {
        let own = command.clone().mut_args(|argument| {
            let everywhere = argument.is_global_set() || argument.get_id() == "help";
            argument.hide(everywhere)
        });
        let name = own.get_bin_name().unwrap_or_else(|| own.get_name());
        self.heading("SS", name);
        let man = Man::new(own.clone().subcommand_value_name(COMMAND));
        self.part(|out| man.render_synopsis_section(out))?;
        self.roff.push_str(".PP\n");
        self.part(|out| man.render_description_section(out))?;
        self.part(|out| man.render_options_section(out))?;
        for inner in command.get_subcommands() {
            self.command(inner)?;
        }
        Ok(())
    }

    /// Adds a section without its heading: it is part of a larger one.
    fn part(&mut self, write: impl Fn(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
        let roff = written(write)?;
        // A line of text cannot begin so: there the point is escaped.
        for line in roff.lines().filter(|line| !line.starts_with(".SH ")) {
            self.roff.push_str(line);
            self.roff.push('\n');
        }
        Ok(())
    }
}

fn written(write: impl Fn(&mut dyn io::Write) -> io::Result<()>) -> io::Result<String> {
    let mut out = Vec::new();
    write(&mut out)?;
    let roff = String::from_utf8_lossy(&out);
    // Each begins with what the page has at its beginning.
    let first = Roff::new().render();
    Ok(roff.strip_prefix(&first).unwrap_or(&roff).to_owned())
}

#[cfg(test)]
mod tests {
    use clap::Arg;

    use super::*;

    #[test]
    fn every_command_and_option_is_in_the_page() {
        let mut program = Cli::command();
        program.build();
        let roff = page(Cli::command()).unwrap();
        let mut left: Vec<&Command> = program.get_subcommands().collect();
        assert!(left.len() > 10);
        while let Some(command) = left.pop() {
            left.extend(command.get_subcommands());
            let name = command.get_bin_name().unwrap();
            assert!(roff.contains(&format!(".SS \"{name}\"\n")), "{name}");
            for argument in command.get_arguments().filter(|one| !one.is_hide_set()) {
                let Some(long) = argument.get_long() else {
                    continue;
                };
                let long = format!("\\-\\-{}", long.replace('-', "\\-"));
                assert!(roff.contains(&long), "{name} {long}");
            }
        }
        for heading in [
            ".TH",
            ".SH NAME",
            ".SH SYNOPSIS",
            ".SH \"EXIT STATUS\"",
            ".SH FILES",
            ".SH ENVIRONMENT",
        ] {
            let lines = roff.lines().filter(|line| line.starts_with(heading));
            assert_eq!(lines.count(), 1, "{heading}");
        }
    }

    #[test]
    fn what_help_says_steers_no_formatter() {
        let option = Arg::new("x")
            .long("x-y")
            .help(".so /etc/passwd\n'br\n\\fB a-b");
        let inner = Command::new("inner").about(".SH FAKE").arg(option);
        let roff = page(Command::new("p").about("'A").subcommand(inner)).unwrap();
        for line in roff.lines() {
            for steers in [".so", "'", ".SH FAKE", "\\fB a"] {
                assert!(!line.starts_with(steers), "{line}");
            }
        }
        assert!(roff.contains("\\\\fB a\\-b"), "{roff}");
    }
}
