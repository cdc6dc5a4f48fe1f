//! `supportal facts import-ics`: a holiday file to a set of support.yaml.

#![allow(
    clippy::disallowed_methods,
    reason = "reads a file that is no part of a portal, and edits one that its author writes by hand"
)]

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::super::report::{self, Remark};
use super::super::{Global, Status, clock, portal, print, say, whole_file};
use crate::calendar::Date;
use crate::import::{Holidays, Set, Wanted, holidays};
use crate::model::facts::{Calendar, HolidayRef};
use crate::model::path::{CONFIG, SUPPORT};
use crate::model::{Config, Diagnosed, Diagnostic, Facts, Locale, RelPath, Severity, Source};
use crate::parse;

/// Larger than any list of holidays; what is larger is something else.
const MOST: u64 = 8 << 20;

/// Years of one import.
const YEARS: i16 = 20;

/// Turn an iCalendar file of public holidays into a set of `holiday_sets`
///
/// Prints the set, to be pasted into support.yaml. What the set of that id says of other years, in other
/// languages and of hours stays. What is left out of the file is said, and what is called otherwise than most days of it.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The file: .ics, as calendars export it
    file: PathBuf,
    /// Id of the set
    #[arg(long, value_name = "ID")]
    set: String,
    /// First year to take [default: this year]
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1900..=9900))]
    from: Option<i16>,
    /// Last year to take [default: the year after the first]
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1900..=9900))]
    to: Option<i16>,
    /// ISO 3166 code of the country or the part of it, as in DE-BE [default: what the set has]
    #[arg(long, value_name = "CODE")]
    region: Option<String>,
    /// Language of names that the file does not mark [default: the portal's first]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Put the set into support.yaml, and leave every other line as it is
    #[arg(long)]
    write: bool,
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    #[arg(long, value_name = "DIR")]
    portal: Option<PathBuf>,
    /// Judge dates against this one [default: that of SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let bytes = read(&arguments.file)?;
    let place = Place::of(arguments)?;
    let (from, to) = years(arguments, place.today)?;
    let holidays = holidays(&bytes, from, to);
    remark(&holidays, &arguments.file, global);
    if holidays.remarks.iter().any(|one| one.error) {
        return Ok(Status::Findings);
    }
    let set = joined(&holidays, &place, arguments)?;
    understood(&set, &place.config)?;
    if !global.quiet {
        let target = place.shown();
        for note in &set.notes {
            note_about(note, &target);
        }
    }
    if !arguments.write {
        print(&set.yaml())?;
        return Ok(Status::Fine);
    }
    let changed = write(&set, &arguments.set, &place)?;
    if !global.quiet {
        say_written(&set, changed, &place, &arguments.set);
    }
    Ok(Status::Fine)
}

/// The first and the last year that are wanted.
fn years(arguments: &Arguments, today: Date) -> Result<(i16, i16)> {
    let from = arguments.from.unwrap_or_else(|| match arguments.to {
        Some(to) => to.min(today.year()),
        None => today.year(),
    });
    let to = arguments.to.unwrap_or(from + 1);
    if to < from || to - from >= YEARS {
        bail!("no years from {from} to {to}\nhint: name at most {YEARS}, the first one first");
    }
    Ok((from, to))
}

/// Says what was left out of the file, and what is wrong with it.
fn remark(holidays: &Holidays, file: &Path, global: Global) {
    let shown = file.display();
    let remarks = holidays.remarks.iter();
    for remark in remarks.filter(|one| one.error || !global.quiet) {
        let at = match remark.line {
            0 => shown.to_string(),
            line => format!("{shown}:{line}:{}", remark.column),
        };
        say(&report::remark(&Remark {
            error: remark.error,
            message: &remark.message,
            place: &at,
            hint: remark.hint,
        }));
    }
    if holidays.unsaid > 0 && !global.quiet {
        say(&format!("and {} more\n\n", holidays.unsaid));
    }
}

/// The set with what the file has of it, and what the portal says of it already.
fn joined(holidays: &Holidays, place: &Place, arguments: &Arguments) -> Result<Set> {
    let language = match &arguments.language {
        None => place.config.source().clone(),
        Some(tag) => match Locale::new(tag) {
            Some(locale) => locale,
            None => bail!("`{tag}` is no language\nhint: write a tag such as `de` or `zh-TW`"),
        },
    };
    let file = arguments.file.file_name().unwrap_or_default();
    let wanted = Wanted {
        id: &arguments.set,
        language: &language,
        region: arguments.region.as_deref(),
        file: &file.to_string_lossy(),
        today: place.today,
    };
    match Set::joined(holidays, &place.known, &place.config, &wanted) {
        Ok(set) => Ok(set),
        Err(message) => bail!(
            "{message}\nhint: name its first year with `--from`, or get a file that has all of them"
        ),
    }
}

/// Says what stands in support.yaml now, and where to name it if no calendar does.
fn say_written(set: &Set, changed: bool, place: &Place, id: &str) {
    let range = set
        .valid()
        .map_or_else(String::new, |(from, to)| format!(", from {from} to {to}"));
    let done = if changed { "now has" } else { "had already" };
    say(&format!(
        "`{id}` of {} {done} {}{range}\n",
        place.shown(),
        report::plural(set.len(), "day")
    ));
    let used = |calendar: &Calendar| {
        let mut refs = calendar.holidays.iter().flatten();
        refs.any(|one| matches!(one, HolidayRef::Set(known) if known.value == id))
    };
    if !place.known.calendars.iter().any(used) {
        say(&format!(
            "next: name it in a calendar, as in `holidays: [{id}]`\n"
        ));
    }
}

fn note_about(message: &str, place: &str) {
    say(&report::remark(&Remark {
        error: false,
        message,
        place,
        hint: None,
    }));
}

/// The file's bytes, as many as a list of holidays can have.
fn read(file: &Path) -> Result<Vec<u8>> {
    let shown = file.display();
    let open = fs::File::open(file).with_context(|| format!("cannot read `{shown}`"))?;
    let mut bytes = Vec::new();
    let read = open.take(MOST + 1).read_to_end(&mut bytes);
    read.with_context(|| format!("cannot read `{shown}`"))?;
    if bytes.len() as u64 > MOST {
        bail!(
            "`{shown}` has more than {} MiB\nhint: export the calendar of holidays alone",
            MOST >> 20
        );
    }
    Ok(bytes)
}

/// The portal that the set is for; without one it is only printed.
struct Place {
    root: Option<PathBuf>,
    config: Config,
    /// What its support.yaml says, and what that of a portal says that it extends.
    known: Facts,
    /// What its own support.yaml says.
    facts: Facts,
    /// What it lacks where it stands alone: a brand's says no more than what it has otherwise than its base.
    lacks: Vec<Diagnostic>,
    /// support.yaml as it is on the disk; empty where it is not there.
    text: String,
    today: Date,
}

impl Place {
    fn of(arguments: &Arguments) -> Result<Self> {
        let root = match portal::root(arguments.portal.as_deref()) {
            Ok(root) => Some(root),
            Err(error) if arguments.write || arguments.portal.is_some() => return Err(error),
            Err(_) => None,
        };
        let (config, known, today) = match &root {
            Some(root) => {
                let laid = portal::snapshot(root, arguments.today)?;
                let config = laid.file(CONFIG).map(|source| parse::config(source).value);
                let config = config.unwrap_or_default();
                let known = parse::facts(laid.file(SUPPORT), &config);
                (config, known, laid.today)
            }
            None => {
                let config = Config::default();
                let today = arguments
                    .today
                    .map_or_else(|| clock::today(&config.time_zone), Ok)?;
                (config, Diagnosed::default(), today)
            }
        };
        let support = root.as_ref().map(|root| own(root)).transpose()?.flatten();
        // What cannot be read would be lost where the set is joined with what it said.
        if known.diagnostics.iter().any(is_error) {
            let root = root.unwrap_or_default();
            bail!(
                "`{}` has errors, so that it cannot be joined with the file\nhint: `supportal check` says which",
                root.join(SUPPORT).display()
            );
        }
        let Diagnosed {
            value: facts,
            diagnostics: lacks,
        } = parse::facts(support.as_ref().map(plain).as_ref(), &config);
        let text = support.map_or_else(String::new, |source| source.text.as_str().to_owned());
        Ok(Self {
            root,
            config,
            known: known.value,
            facts,
            lacks,
            text,
            today,
        })
    }

    fn path(&self) -> Option<PathBuf> {
        self.root.as_ref().map(|root| root.join(SUPPORT))
    }

    fn shown(&self) -> String {
        self.path().map_or_else(
            || SUPPORT.to_owned(),
            |path| {
                let path = path.display().to_string();
                path.strip_prefix("./").unwrap_or(&path).to_owned()
            },
        )
    }
}

/// The support.yaml of the portal's own folder, as it is on the disk.
fn own(root: &Path) -> Result<Option<Source>> {
    let path = root.join(SUPPORT);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(RelPath::new(SUPPORT).map(|path| Source::new(path, text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    }
}

/// Without a byte order mark.
fn plain(source: &Source) -> Source {
    let text = source.text.strip_prefix(MARK).unwrap_or(&source.text);
    Source::new(source.path.clone(), text)
}

const MARK: char = '\u{FEFF}';

fn is_error(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
}

/// Makes sure that supportal itself understands the set.
fn understood(set: &Set, config: &Config) -> Result<()> {
    let source = Source::new(RelPath::support(), set.yaml());
    let found = parse::facts(Some(&source), config).diagnostics;
    match found.iter().find(|one| is_error(one)) {
        Some(one) => {
            let hint = one.hint.as_ref();
            let hint = hint.map_or_else(String::new, |hint| format!("\nhint: {hint}"));
            bail!("{}{hint}", one.message)
        }
        None => Ok(()),
    }
}

/// Puts the set into support.yaml; says whether that changed the file.
fn write(set: &Set, id: &str, place: &Place) -> Result<bool> {
    let Some(path) = place.path() else {
        bail!("no portal to write to\nhint: name its folder with `--portal`");
    };
    let shown = place.shown();
    let refused = |why: &str| {
        anyhow::anyhow!(
            "`{shown}` was left as it is: {why}\nhint: without `--write` the set is printed, to be pasted"
        )
    };
    if fs::symlink_metadata(&path).is_ok_and(|file| !file.is_file()) {
        return Err(refused("it is no file of its own"));
    }
    let (mark, text) = match place.text.strip_prefix(MARK) {
        Some(text) => (Some(MARK), text),
        None => (None, place.text.as_str()),
    };
    let after = set.put_into(text, &place.facts).map_err(refused)?;
    let source = Source::new(place.facts.path.clone(), after.as_str());
    let Diagnosed {
        value: facts,
        diagnostics,
    } = parse::facts(Some(&source), &place.config);
    let is_old = |one: &Diagnostic| {
        let mut old = place.lacks.iter();
        old.any(|old| (old.code, &old.message) == (one.code, &one.message))
    };
    let new = (diagnostics.iter()).find(|one| is_error(one) && !is_old(one));
    if let Some(one) = new {
        return Err(refused(&one.message));
    }
    // What is not the set is as it was.
    let alone = Source::new(place.facts.path.clone(), set.yaml());
    let wanted = parse::facts(Some(&alone), &place.config).value.stated;
    let same = facts.stated["holiday_sets"][id] == wanted["holiday_sets"][id]
        && rest(&facts, id) == rest(&place.facts, id);
    if facts.broken || !same {
        return Err(refused(
            "its sets are written in a way in which one cannot be exchanged",
        ));
    }
    if after == text {
        return Ok(false);
    }
    if set.replaces_comments(text, &place.facts) {
        note_about(
            "comments between the lines of the set were replaced with it",
            &shown,
        );
    }
    let text = mark.into_iter().collect::<String>() + &after;
    whole_file::replace(&path, &text)?;
    Ok(true)
}

/// All that the facts say beside the set.
fn rest(facts: &Facts, id: &str) -> serde_json::Value {
    let mut stated = facts.stated.clone();
    if let Some(all) = stated.as_object_mut() {
        let sets = all
            .get_mut("holiday_sets")
            .and_then(|sets| sets.as_object_mut());
        if let Some(sets) = sets {
            sets.remove(id);
        }
        if all.get("holiday_sets").is_some_and(|sets| {
            sets.is_null() || sets.as_object().is_some_and(|sets| sets.is_empty())
        }) {
            all.remove("holiday_sets");
        }
    }
    match stated.is_null() {
        true => serde_json::json!({}),
        false => stated,
    }
}
