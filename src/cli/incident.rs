//! `supportal incident`: a banner on every page of a site that is online, without a build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::{Global, Status, clock, report, say};
use crate::calendar::{self, Timestamp};
use crate::model::incident::{INCIDENT, Incident, Severity, Shut};
use crate::model::nearest::nearest;
use crate::model::record::{FACTS, Record};
use crate::model::text::hidden;
use crate::model::{Locale, RelPath};
use crate::parse::formats;
use crate::{emit, export};

/// Say on every page of a built site what is wrong right now
///
/// Writes one small file, `incident.js`, into the folder of the site: put that file online, and every page shows
/// the banner. Builds leave it alone.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Begin an incident
    Start {
        /// What happens, in one sentence
        text: String,
        /// How bad it is, told by a word and a shape
        #[arg(long, value_enum, default_value = "disruption")]
        severity: Level,
        #[command(flatten)]
        more: More,
    },
    /// Change what is said of the incident; what is not named stays
    Update {
        /// What happens now, in one sentence; what was said in other languages goes
        text: Option<String>,
        /// How bad it is now
        #[arg(long, value_enum)]
        severity: Option<Level>,
        /// What it shut is open again; the banner stays
        #[arg(long, conflicts_with = "shut")]
        reopen: bool,
        #[command(flatten)]
        more: More,
    },
    /// End it: the banner goes
    End {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(clap::Args)]
struct Place {
    /// Folder of the built site
    #[arg(short, long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
}

#[derive(clap::Args)]
struct More {
    /// The same in another language of the site, again for each: `--in "de=E-Mail kommt verspätet an"`
    #[arg(long = "in", value_name = "LANGUAGE=TEXT", value_parser = translation)]
    translations: Vec<(String, String)>,
    /// Where more is said: an `https:` address, or a page as its address below the language's folder:
    /// `notices/mail.html`
    #[arg(long, value_name = "ADDRESS", value_parser = link)]
    link: Option<String>,
    /// When the banner goes by itself, should nobody end it: `2026-07-04T18:00:00+02:00`
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    until: Option<Timestamp>,
    /// A calendar that is shut meanwhile, by its id, again for each: from now `--until` then, or until the incident
    /// ends. Pages say so wherever they tell who is there and when an answer is due
    #[arg(long, value_name = "CALENDAR")]
    shut: Vec<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(clap::ValueEnum, Clone, Copy)]
enum Level {
    /// Something does not work
    Outage,
    /// Something is slow, or works for some
    Disruption,
    /// Good to know
    Information,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Outage => Self::Outage,
            Level::Disruption => Self::Disruption,
            Level::Information => Self::Information,
        }
    }
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let (place, incident) = match &arguments.what {
        What::Start {
            text,
            severity,
            more,
        } => (&more.place, Some(begun(text, *severity, more)?)),
        What::Update {
            text,
            severity,
            reopen,
            more,
        } => (
            &more.place,
            Some(updated(text.as_deref(), *severity, *reopen, more)?),
        ),
        What::End { place } => {
            if current(place)?.is_none() {
                bail!("no incident is being told\nhint: there is nothing to end");
            }
            (place, None)
        }
    };
    emit::incident(&place.out, &export::incident(incident.as_ref()))?;
    if !global.quiet {
        let (what, untranslated) = match &incident {
            Some(incident) => {
                let untranslated = untranslated(&emit::record(&place.out)?, incident, place);
                ("every page shows the banner", untranslated)
            }
            None => ("the banner is gone", None),
        };
        let file = place.out.join(INCIDENT);
        say(&format!(
            "{}\nnext: put this file online, and {what}\n{}",
            file.display(),
            untranslated.unwrap_or_default()
        ));
    }
    Ok(Status::Fine)
}

/// A new incident, unless one is being told.
fn begun(text: &str, severity: Level, more: &More) -> Result<Incident> {
    // One whose banner has gone by itself is told to nobody any more.
    let told = current(&more.place)?;
    if told.is_some_and(|incident| gone(&incident).is_none()) {
        bail!(
            "an incident is being told already\nhint: change it with `supportal incident update`, or end it first"
        );
    }
    refuse(&mistakes(Some(text), more)?)?;
    let incident = Incident {
        severity: severity.into(),
        since: utc(clock::instant()?),
        shut: BTreeMap::new(),
        until: None,
        text: text.to_owned(),
        translations: Default::default(),
        link: None,
    };
    changed(incident, more)
}

/// The incident that is being told, with what is new.
fn updated(
    text: Option<&str>,
    severity: Option<Level>,
    reopen: bool,
    more: &More,
) -> Result<Incident> {
    let Some(mut incident) = current(&more.place)? else {
        bail!("no incident is being told\nhint: begin one with `supportal incident start`");
    };
    refuse(&mistakes(text, more)?)?;
    if let Some(text) = text {
        text.clone_into(&mut incident.text);
        incident.translations.clear();
    }
    if let Some(severity) = severity {
        incident.severity = severity.into();
    }
    if reopen {
        if incident.shut.is_empty() {
            bail!("nothing is shut\nhint: leave `--reopen` out");
        }
        incident.shut.clear();
    }
    let incident = changed(incident, more)?;
    refuse_past(&incident)?;
    Ok(incident)
}

/// That readers of some languages see the text of the source, and how they get their own.
fn untranslated(record: &Record, incident: &Incident, place: &Place) -> Option<String> {
    let languages = translated(record).into_iter();
    let lacking: Vec<String> = languages
        .filter(|language| !incident.translations.contains_key(language))
        .collect();
    let shown: Vec<String> = lacking.iter().map(|one| format!("`{one}`")).collect();
    let texts: Vec<String> = (lacking.iter())
        .map(|one| format!("--in \"{one}=…\""))
        .collect();
    (!lacking.is_empty()).then(|| {
        format!(
            "note: readers of {} see the text as you wrote it\n  = hint: `supportal incident update {}{}` gives it in their language\n",
            shown.join(", "),
            texts.join(" "),
            match place.out.to_str() {
                Some("dist") | None => String::new(),
                Some(out) => format!(" -o {out}"),
            }
        )
    })
}

/// A banner that went by itself stays away, whatever it would say.
fn refuse_past(incident: &Incident) -> Result<()> {
    match gone(incident) {
        Some(until) => bail!(
            "the banner went at {until}\nhint: name a new `--until`, or begin another incident with `supportal incident start`"
        ),
        None => Ok(()),
    }
}

/// When the banner went by itself, where it has.
fn gone(incident: &Incident) -> Option<&str> {
    let until = incident.until.as_deref();
    until.filter(|until| {
        instant(until).is_ok_and(|until| clock::instant().is_ok_and(|now| until <= now))
    })
}

/// Says all that is wrong with what was asked for; the last of it ends the command.
fn refuse(mistakes: &[String]) -> Result<()> {
    let Some((last, others)) = mistakes.split_last() else {
        return Ok(());
    };
    for mistake in others {
        say(&report::world(&anyhow::Error::msg(mistake.clone())));
    }
    bail!("{last}")
}

/// What readers would be shown in vain: each with a way out.
fn mistakes(text: Option<&str>, more: &More) -> Result<Vec<String>> {
    let record = emit::record(&more.place.out)?;
    let languages = translated(&record);
    let mut found = Vec::new();
    // Its source language and its calendars are told there alone; a plain text is shown without them.
    if lacks_facts(&record) && !(more.shut.is_empty() && more.translations.is_empty()) {
        let path = more.place.out.join(FACTS);
        found.push(format!(
            "`{}` cannot be read, which tells the calendars and languages of the site\nhint: build the site again, or leave `--shut` and `--in` out",
            path.display()
        ));
        return Ok(found);
    }
    if text.is_some_and(|text| text.trim().is_empty()) {
        found.push("there is no text\nhint: say in one sentence what happens".to_owned());
    }
    for (language, text) in &more.translations {
        if !languages.contains(language) && source(&record).is_none_or(|own| own != *language) {
            let there = source(&record).into_iter().chain(languages.clone());
            let there: Vec<String> = there.map(|language| format!("`{language}`")).collect();
            let hint = match languages.is_empty() {
                true => "leave `--in` out: it has one language".to_owned(),
                false => format!("it has {}", there.join(", ")),
            };
            found.push(format!(
                "the site has no language `{language}`\nhint: {hint}"
            ));
        } else if text.is_empty() {
            found.push(format!(
                "there is no text in `{language}`\nhint: leave `--in {language}=` out, and its readers see the other text"
            ));
        }
    }
    let translations = more.translations.iter().map(|(_, text)| text.as_str());
    let texts = text.into_iter().chain(translations);
    found.extend(texts.chain(more.link.as_deref()).filter_map(unseen));
    if let Some(link) = more.link.as_deref().filter(|link| !is_web(link)) {
        found.extend(no_page(&record, &languages, link));
    }
    let calendars = calendars(&record);
    for id in (more.shut.iter()).filter(|id| !calendars.contains_key(*id)) {
        let hint = match nearest(id, calendars.keys().map(String::as_str)) {
            Some(near) => format!("`{near}` is known"),
            None => "name one of `calendars` in support.yaml by its id".to_owned(),
        };
        found.push(format!("no calendar is called `{id}`\nhint: {hint}"));
    }
    let now = clock::instant()?;
    if let Some(until) = more.until.filter(|until| *until <= now) {
        found.push(format!(
            "`{until}` is past: nobody would see the banner\nhint: name a moment after {now}, or leave `--until` out"
        ));
    }
    Ok(found)
}

/// That a text holds what no page may hold, where it does: every page would show it.
fn unseen(text: &str) -> Option<String> {
    let (c, what) = text.chars().find_map(|c| Some((c, hidden(c)?.1)))?;
    Some(format!(
        "U+{:04X}, {what}, stands in the text\nhint: delete it: it cannot be seen, but changes what is read",
        u32::from(c)
    ))
}

/// Whether a site was written with facts that are gone or damaged now.
fn lacks_facts(record: &Record) -> bool {
    let facts = serde_json::from_str::<serde::de::IgnoredAny>(&record.facts);
    record.files.contains_key(FACTS) && facts.is_err()
}

/// The names of a site's calendars by language, by their ids.
fn calendars(record: &Record) -> BTreeMap<String, BTreeMap<String, String>> {
    #[derive(serde::Deserialize)]
    struct Facts {
        #[serde(default)]
        calendars: BTreeMap<String, Calendar>,
    }
    #[derive(serde::Deserialize)]
    struct Calendar {
        name: Option<Name>,
    }
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Name {
        InSource(String),
        ByLanguage(BTreeMap<String, String>),
    }
    let facts: Option<Facts> = serde_json::from_str(&record.facts).ok();
    let calendars = facts.map(|facts| facts.calendars).unwrap_or_default();
    let source = source(record);
    let by_language = |name| match name {
        Name::InSource(name) => source
            .iter()
            .map(|own| (own.clone(), name.clone()))
            .collect(),
        Name::ByLanguage(names) => names,
    };
    let named = calendars.into_iter();
    named
        .map(|(id, calendar)| (id, calendar.name.map(by_language).unwrap_or_default()))
        .collect()
}

/// The languages of a site beside that of its source: each has a folder with a page for search.
fn translated(record: &Record) -> BTreeSet<String> {
    let folders = record.files.keys().filter_map(|path| {
        let (folder, rest) = path.split_once('/')?;
        let locale = Locale::new(folder)?;
        (rest == SEARCH_PAGE && locale.as_str() == folder).then(|| folder.to_owned())
    });
    folders.collect()
}

/// The page that each language of a site has.
const SEARCH_PAGE: &str = "search.html";

/// The source language of a site, where its facts say so.
fn source(record: &Record) -> Option<String> {
    let facts: serde_json::Value = serde_json::from_str(&record.facts).ok()?;
    Some(facts.get("language")?.as_str()?.to_owned())
}

/// Why a link leads to no page for readers of some language.
fn no_page(record: &Record, languages: &BTreeSet<String>, link: &str) -> Option<String> {
    let page = link.split(['#', '?']).next().unwrap_or_default();
    let is_there = |path: &str| record.files.contains_key(path);
    if !is_there(page) {
        let pages = record.files.keys().filter(|path| path.ends_with(".html"));
        let near = nearest(page, pages.map(String::as_str));
        let hint = near.map_or_else(
            || "write its address below the folder of the site, as `notices/mail.html`".to_owned(),
            |near| format!("`{near}` exists"),
        );
        return Some(format!("the site has no page `{page}`\nhint: {hint}"));
    }
    let own = page.split_once('/');
    if let Some((language, page)) = own.filter(|(folder, _)| languages.contains(*folder)) {
        return Some(format!(
            "a link begins below the folder of each language, and `{language}/{page}` with one\nhint: write `{page}`"
        ));
    }
    let lacks = |language: &&String| !is_there(&format!("{language}/{page}"));
    let language = languages.iter().find(lacks)?;
    Some(format!(
        "readers of `{language}` would come to no page: there is no `{language}/{page}`\nhint: name a page that has one address in all languages"
    ))
}

fn is_web(link: &str) -> bool {
    link.starts_with("https://")
}

/// The incident that the site tells.
fn current(place: &Place) -> Result<Option<Incident>> {
    // A folder that is no site of ours is refused before anything is read there.
    emit::record(&place.out)?;
    let Some(bytes) = emit::content(&place.out, INCIDENT)? else {
        return Ok(None);
    };
    let shown = place.out.join(INCIDENT);
    export::read_incident(&bytes)
        .map_err(anyhow::Error::msg)
        .with_context(|| {
            format!(
                "cannot understand `{}`\nhint: remove it, and begin the incident anew",
                shown.display()
            )
        })
}

fn changed(mut incident: Incident, more: &More) -> Result<Incident> {
    incident
        .translations
        .extend(more.translations.iter().cloned());
    if let Some(link) = &more.link {
        incident.link = Some(link.clone());
    }
    if let Some(until) = more.until {
        incident.until = Some(utc(until));
    }
    if !more.shut.is_empty() {
        let since = utc(clock::instant()?);
        let mut calendars = calendars(&emit::record(&more.place.out)?);
        calendars.retain(|id, _| more.shut.contains(id));
        for (id, name) in calendars {
            let since = since.clone();
            // What is shut already has been so since then.
            incident.shut.entry(id).or_insert(Shut { since, name });
        }
    }
    Ok(incident)
}

fn utc(at: Timestamp) -> String {
    at.to_string()
}

fn translation(argument: &str) -> Result<(String, String), String> {
    let (language, text) = argument
        .split_once('=')
        .ok_or("write the language, `=` and the text")?;
    let locale = Locale::new(language.trim()).ok_or_else(|| {
        format!("`{language}` is not a language: write its tag, as `de` or `zh-TW`")
    })?;
    Ok((locale.as_str().to_owned(), text.trim().to_owned()))
}

fn link(argument: &str) -> Result<String, String> {
    let page = argument.split(['#', '?']).next().unwrap_or_default();
    let is_page = page.ends_with(".html") && RelPath::new(page).is_some();
    if is_web(argument) {
        let read = formats::https(argument, "URL-CREDENTIALS");
        return match read {
            Ok(()) => Ok(argument.to_owned()),
            Err(refusal) => Err(format!("{}; {}", refusal.message, refusal.hint)),
        };
    }
    match is_page {
        true => Ok(argument.to_owned()),
        false => Err("write an `https:` address, or a page as `notices/mail.html`".to_owned()),
    }
}

fn instant(argument: &str) -> Result<Timestamp, String> {
    calendar::instant(argument).ok_or_else(|| {
        "write a date, a time and an offset, as `2026-07-04T18:00:00+02:00`".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_banner_holds_what_a_page_may_hold() {
        assert!(
            unseen("Mail \u{202E}is late")
                .unwrap()
                .starts_with("U+202E, ")
        );
        assert!(
            unseen("Mail \u{1B}[31mis late")
                .unwrap()
                .starts_with("U+001B, ")
        );
        for text in ["Mail is late", "郵件 – “soon” \u{1F469}\u{200D}\u{1F4BB}"] {
            assert_eq!(unseen(text), None);
        }
        assert!(link("https://a.example/x?y=1#z").is_ok());
        assert!(link("notices/mail.html#now").is_ok());
        for refused in [
            "https://me:word@a.example/",
            "https://a.example/\u{A0}",
            "https://",
        ] {
            assert!(link(refused).is_err(), "{refused}");
        }
    }
}
