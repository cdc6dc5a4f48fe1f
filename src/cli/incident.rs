//! `supportal incident`: a banner on every page of a site that is online, without a build.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::{Global, Status, clock, say};
use crate::calendar::{self, Timestamp};
use crate::model::incident::{INCIDENT, Incident, Severity};
use crate::model::{Locale, RelPath};
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
        } => {
            if current(&more.place)?.is_some() {
                bail!(
                    "an incident is being told already\nhint: change it with `supportal incident update`, or end it first"
                );
            }
            let begun = Incident {
                severity: (*severity).into(),
                since: utc(clock::instant()?),
                until: None,
                text: text.clone(),
                translations: Default::default(),
                link: None,
            };
            (&more.place, Some(changed(begun, more)))
        }
        What::Update {
            text,
            severity,
            more,
        } => {
            let Some(mut incident) = current(&more.place)? else {
                bail!("no incident is being told\nhint: begin one with `supportal incident start`");
            };
            if let Some(text) = text {
                incident.text.clone_from(text);
                incident.translations.clear();
            }
            if let Some(severity) = severity {
                incident.severity = (*severity).into();
            }
            (&more.place, Some(changed(incident, more)))
        }
        What::End { place } => {
            if current(place)?.is_none() {
                bail!("no incident is being told\nhint: there is nothing to end");
            }
            (place, None)
        }
    };
    emit::incident(&place.out, &export::incident(incident.as_ref()))?;
    if !global.quiet {
        let what = match incident {
            Some(_) => "every page shows the banner",
            None => "the banner is gone",
        };
        let file = place.out.join(INCIDENT);
        say(&format!(
            "{}\nnext: put this file online, and {what}\n",
            file.display()
        ));
    }
    Ok(Status::Fine)
}

/// The incident that the site tells.
fn current(place: &Place) -> Result<Option<Incident>> {
    // A folder that is no site of ours is refused before anything is read there.
    emit::record(&place.out)?;
    let Some(bytes) = emit::content(&place.out, INCIDENT) else {
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

fn changed(mut incident: Incident, more: &More) -> Incident {
    incident
        .translations
        .extend(more.translations.iter().cloned());
    if let Some(link) = &more.link {
        incident.link = Some(link.clone());
    }
    if let Some(until) = more.until {
        incident.until = Some(utc(until));
    }
    incident
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
    let is_web = argument.starts_with("https://");
    let page = argument.split(['#', '?']).next().unwrap_or_default();
    let is_page = page.ends_with(".html") && RelPath::new(page).is_some();
    match is_web || is_page {
        true => Ok(argument.to_owned()),
        false => Err("write an `https:` address, or a page as `notices/mail.html`".to_owned()),
    }
}

fn instant(argument: &str) -> Result<Timestamp, String> {
    calendar::instant(argument).ok_or_else(|| {
        "write a date, a time and an offset, as `2026-07-04T18:00:00+02:00`".to_owned()
    })
}
