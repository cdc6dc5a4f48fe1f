//! `supportal new`: a page of a kind, with the front matter that the kind needs.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Global, Status, beforehand, clock, portal, print, report, say, whole_file};
use crate::calendar::{self, Date};
use crate::discover;
use crate::model::path::{CONFIG, SUPPORT, typed};
use crate::model::text::capitalised;
use crate::model::yaml::scalar;
use crate::model::{Config, Facts, Kind, Locale, Named, RelPath, id_of, is_id};
use crate::parse;
use crate::parse::keys::page::CHANNELS;

/// Write a new page with its front matter, and print where it is
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// article, guide, faq, channel, sla, notice, support or page
    #[arg(value_parser = kind)]
    kind: Kind,
    /// Where, below the folder of its kind: `billing/refunds` makes `en/articles/billing/refunds.md`. A guide of one
    /// name begins a course: `onboarding` makes `en/guides/onboarding/index.md`, `onboarding/mail` a lesson of it
    path: String,
    /// Title [default: from the path]
    #[arg(short, long)]
    title: Option<String>,
    /// Language [default: the source language]
    #[arg(short, long, value_name = "TAG", value_parser = locale)]
    language: Option<Locale>,
    /// Folder of the portal [default: `.` if it has a supportal.yaml, else `content`]
    #[arg(short, long, value_name = "DIR")]
    portal: Option<PathBuf>,
}

fn kind(name: &str) -> Result<Kind, String> {
    let mut kinds = Kind::ALL.into_iter();
    kinds.find(|kind| kind.name() == name).ok_or_else(|| {
        let names = Kind::ALL.map(Kind::name);
        match crate::model::nearest::nearest(name, names) {
            Some(near) => format!("no such kind; `{near}` exists"),
            None => format!("the kinds are {}", names.join(", ")),
        }
    })
}

pub(super) fn locale(tag: &str) -> Result<Locale, String> {
    Locale::new(tag).ok_or_else(|| "not a language tag, as `en` or `zh-TW` are".to_owned())
}

pub(super) fn run(arguments: &Arguments, global: Global) -> Result<Status> {
    let root = portal::root(arguments.portal.as_deref())?;
    if root.join(CONFIG).symlink_metadata().is_err() {
        bail!(
            "no portal at `{}`\nhint: write one with `supportal init DIR`",
            root.display()
        );
    }
    let source = beforehand::source_language(&root);
    let (config, facts) = known(&root)?;
    // People name a page as `translate` and findings do, with the folder of its language.
    let (inside, own) = match in_language(&config, &arguments.path) {
        Some((language, inside)) => (inside, Some(language)),
        None => (arguments.path.as_str(), None),
    };
    let told = arguments.language.as_ref();
    if let (Some(own), Some(told)) = (own, told)
        && own != told
    {
        bail!(
            "`{}` lies in the folder of `{own}`, and `--language` names `{told}`\nhint: leave one of both out",
            arguments.path
        );
    }
    let language = told.or(own).map_or(source.as_str(), Locale::as_str);
    if arguments.language.is_some()
        && let Some(known) = undeclared(&config, language)
    {
        bail!(
            "this portal has no language `{language}`: the page would not be published\nhint: add it to `languages` in supportal.yaml, or choose {known}"
        );
    }
    let Some(inside) = place(arguments.kind, inside) else {
        bail!(
            "`{}` is no path inside the portal\nhint: write it as `billing/refunds`",
            arguments.path
        );
    };
    if let Some(what) = refused(language, &inside) {
        bail!(
            "{what}\nhint: choose another path, of letters, digits and `-`, as in `billing/refunds`"
        );
    }
    if let Some((what, way)) = unnameable(arguments, &inside) {
        let way = match language == source {
            true => way,
            false => format!("{way} --language {language}"),
        };
        let way = report::for_portal(&format!("`{way}`"), &root.display().to_string());
        bail!("{what}\nhint: an id is 1 to 40 small letters, digits and `-`, as in {way}");
    }
    let title = arguments.title.clone().unwrap_or_else(|| title(&inside));
    let facts = (language == source).then_some(&facts);
    let text = page(arguments.kind, &inside, &title, facts, &config)?;
    let path = root.join(language).join(inside.as_str());
    write(&path, &text)?;
    // `./en/…` would be right, and is not what anybody types.
    let shown = path
        .strip_prefix(".")
        .unwrap_or(&path)
        .display()
        .to_string();
    print(&format!("{shown}\n"))?;
    if !global.quiet {
        let folder = root.display().to_string();
        if let Some(course) = course(arguments.kind, &inside) {
            // Lessons without a language are of the source language.
            let lesson = match language == source {
                true => format!("{course}/LESSON"),
                false => format!("{language}/{course}/LESSON"),
            };
            let next = format!(
                "next: write its lessons, each begun by `supportal new guide {}`\n",
                typed(&lesson)
            );
            say(&report::for_portal(&next, &folder));
        }
        let check = report::checked(&folder);
        say(&format!("next: replace what says TODO, then {check}\n"));
    }
    Ok(Status::Fine)
}

/// The languages of the portal, if `language` is none of them.
fn undeclared(config: &Config, language: &str) -> Option<String> {
    let known: Vec<&str> = config.languages.iter().map(Locale::as_str).collect();
    (!known.contains(&language)).then(|| known.join(", "))
}

/// What supportal.yaml and support.yaml say, as far as they can be read.
fn known(root: &Path) -> Result<(Config, Facts)> {
    let portal = portal::snapshot(root, Some(Date::default()))?;
    let config = portal.file(CONFIG).map(parse::config);
    let config = config.map(|config| config.value).unwrap_or_default();
    let facts = parse::facts(portal.file(SUPPORT), &config).value;
    Ok((config, facts))
}

/// The language in whose folder a path lies, and what follows.
fn in_language<'a>(config: &'a Config, path: &'a str) -> Option<(&'a Locale, &'a str)> {
    let (folder, inside) = path.trim_start_matches("./").split_once('/')?;
    let mut languages = config.languages.iter();
    let language = languages.find(|one| one.as_str() == folder)?;
    Some((language, inside))
}

/// The file below the language's folder. The kind's own folder may be written or left out. A guide of one name is a
/// course, which is a folder, unless its name is that of a file.
fn place(kind: Kind, path: &str) -> Option<RelPath> {
    let named = path.strip_suffix(".md");
    let path = RelPath::new(named.unwrap_or(path)).filter(|path| !path.as_str().is_empty())?;
    let below = match folder(kind) {
        Some(folder) if path.strip_prefix(folder).is_none() => format!("{folder}/{path}"),
        _ => path.to_string(),
    };
    let is_course = kind == Kind::Guide
        && named.is_none()
        && path.stem() != "index"
        && below.split('/').count() == 2;
    match is_course {
        true => RelPath::new(&format!("{below}/index.md")),
        false => RelPath::new(&format!("{below}.md")),
    }
}

/// The name of the course that a page begins, as `new` takes it.
fn course(kind: Kind, inside: &RelPath) -> Option<String> {
    let is_first = kind == Kind::Guide && inside.file_name() == "index.md";
    let below = inside.parent().strip_prefix("guides")?;
    (is_first && !below.as_str().is_empty()).then(|| below.to_string())
}

/// Why a check would refuse a page for its name, or pass it over.
fn refused(language: &str, inside: &RelPath) -> Option<String> {
    let page = RelPath::new(&format!("{language}/{inside}"))?;
    if let Some(found) = discover::judge(&page).into_iter().next() {
        return Some(found.message);
    }
    let passed_over =
        || format!("`{page}` would be passed over, as hidden files and `node_modules` are");
    discover::is_left_out(&page).then(passed_over)
}

/// What is wrong with a channel or a plan whose name is no id, and the command that would write it.
fn unnameable(arguments: &Arguments, inside: &RelPath) -> Option<(String, String)> {
    let (named, example) = match arguments.kind {
        Kind::Channel => (Named::Channel, "phone"),
        Kind::Sla => (Named::Plan, "standard"),
        _ => return None,
    };
    let stem = inside.stem();
    let id = stem.split_once('@').map_or(stem, |(id, _)| id);
    if is_id(id) {
        return None;
    }
    let meant = id_of(id).unwrap_or_else(|| example.to_owned());
    let version = stem.strip_prefix(id).unwrap_or_default();
    let path = inside.parent().join(&format!("{meant}{version}.md"))?;
    let below = path.strip_prefix(named.home());
    let below = below.as_ref().unwrap_or(&path).as_str();
    let below = below.strip_suffix(".md").unwrap_or(below);
    let shown = match &arguments.title {
        Some(shown) => shown.clone(),
        None => title(inside),
    };
    let told = match shown == title(&path) {
        true => String::new(),
        false => format!(" --title {}", typed(&shown)),
    };
    let (kind, path) = (arguments.kind.name(), typed(below));
    Some((
        format!(
            "`{id}` is not an id, and facts name a {} by its file",
            named.name()
        ),
        format!("supportal new {kind} {path}{told}"),
    ))
}

/// The folder whose pages have this kind without saying so.
fn folder(kind: Kind) -> Option<&'static str> {
    ["articles", "guides", "faq", "channels", "sla", "notices"]
        .into_iter()
        .find(|folder| Kind::of_folder(folder) == kind && kind != Kind::Page)
}

/// `billing/late-payment.md`: Late payment.
fn title(path: &RelPath) -> String {
    let name = match path.stem() {
        "index" => path.parent().file_name().to_owned(),
        stem => stem.to_owned(),
    };
    match name.as_str() {
        "" => "Home".to_owned(),
        name => capitalised(&name.replace(['-', '_'], " ")),
    }
}

/// Facts stand in the source language alone: `known` are those of the portal there, which a page may name.
fn page(
    kind: Kind,
    path: &RelPath,
    title: &str,
    known: Option<&Facts>,
    config: &Config,
) -> Result<String> {
    let today = clock::today(&config.time_zone)?;
    let mut front = format!("title: {}\ndescription: TODO\n", scalar(title));
    // A kind that the folder does not tell has to be told, and one of the home page, which is index.md, not.
    let told = path.parts().next().map(Kind::of_folder).unwrap_or_default();
    if kind != told && !(kind == Kind::Home && path.as_str() == "index.md") {
        front.push_str(&format!("kind: {}\n", kind.name()));
    }
    if let Some(known) = known {
        front.push_str(&facts(kind, path, &today.to_string(), known, config));
    }
    let body = match kind {
        Kind::Faq => "## TODO: the question, as a customer would ask it?\n\nTODO: the answer.\n",
        Kind::Notice => "TODO: what happens, and to whom.\n\n## What you need to do\n\nTODO\n",
        Kind::Article => {
            "TODO: what this article helps with, in one sentence.\n\n:::steps:::\n1. TODO\n2. TODO\n:::steps-end:::\n"
        }
        _ => "TODO\n",
    };
    Ok(format!("---\n{front}---\n\n{body}"))
}

fn facts(kind: Kind, path: &RelPath, today: &str, known: &Facts, config: &Config) -> String {
    let (zone, source) = (&config.time_zone, config.source());
    let calendar = known.calendars.first();
    // Hours by the clock are promised where somebody is there at all of them.
    let count = match calendar {
        Some(calendar) if !calendar.always => "open-hours",
        _ => "clock",
    };
    let calendar = calendar.map_or("always", |calendar| calendar.id.value.as_str());
    // The comments below stand in one column.
    let calendar = format!("calendar: {calendar:<17} # id of a calendar in support.yaml");
    let languages = config.languages.iter().map(Locale::as_str);
    let languages = languages.collect::<Vec<_>>().join(", ");
    match kind {
        Kind::Article | Kind::Faq | Kind::Page => format!("updated: {today}\n"),
        // The level is that of the course.
        Kind::Guide if is_lesson(path) => format!("updated: {today}\ntime_required: PT10M\n"),
        Kind::Guide => format!(
            "updated: {today}\nlevel: beginner             # beginner, intermediate, advanced\ntime_required: PT10M\n"
        ),
        Kind::Channel => {
            let named = path.stem();
            let channel = CHANNELS
                .iter()
                .find(|one| **one == named)
                .unwrap_or(&"phone");
            let channel = format!("channel: {channel:<18} # {}", CHANNELS.join(", "));
            format!(
                "\
{channel}
address: \"TODO\"             # a phone number begins with + and the country code
{calendar}
outside_hours: closed       # closed, voicemail, queued, or {{channel: ID}}
languages: [{languages}]
human: true
cost: {{kind: basic-rate}}    # free, basic-rate, or {{amount, currency, per, tax}}
accessible: []              # text, relay-service, sign-language, large-print
verify: []                  # what to have at hand
"
            )
        }
        Kind::Sla => {
            let first = match source.language() {
                "en" => "First edition",
                _ => "TODO",
            };
            let severities = known.severities.iter().map(|one| one.id.value.as_str());
            let mut severities: Vec<&str> = severities.collect();
            if severities.is_empty() {
                severities.push("s1");
            }
            let targets = severities.iter().map(|severity| {
                format!("  - {{severity: {severity}, respond: {{within: PT1H, count: {count}}}}}\n")
            });
            let targets: String = targets.collect();
            format!(
                "\
version: \"1.0\"
effective: {today}
changes: [{{version: \"1.0\", date: {today}, text: {{{source}: {first}}}}}]
binding: target             # target, guarantee
clock: {{starts: received, response: human, pauses: [waiting-for-customer], severity_change: restarts-remaining}}
{calendar}
price: included             # or {{amount: \"190.00\", currency: EUR, per: month, tax: excluded}}
services: []                # ids of services in support.yaml
languages: [{languages}]
targets:                    # one for each severity of support.yaml
{targets}remedy: {{kind: credit, per_cent: 5, of: monthly-fee, claim_within: P30D}}
"
            )
        }
        Kind::Notice => format!(
            "updated: {today}\nstarts: {}\nends: {}\naffects: []                 # ids of products in support.yaml\n",
            at(today, "20:00:00", zone),
            at(today, "22:00:00", zone),
        ),
        Kind::Home | Kind::Support => String::new(),
    }
}

fn is_lesson(path: &RelPath) -> bool {
    path.file_name() != "index.md" && path.parts().count() > 2
}

/// An instant at which clocks in `zone` show `time`.
fn at(today: &str, time: &str, zone: &str) -> String {
    let at = calendar::shown_in(&format!("{today}T{time}"), zone);
    at.map_or_else(|| format!("{today}T{time}Z"), |(at, _)| at.to_string())
}

fn write(path: &Path, text: &str) -> Result<()> {
    whole_file::begin(path, text, "choose another path")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_go_where_their_kind_is_told_by_the_folder() {
        let check = |kind, path: &str, expected: Option<&str>| {
            assert_eq!(
                place(kind, path).as_ref().map(RelPath::as_str),
                expected,
                "{path}"
            );
        };
        check(
            Kind::Article,
            "billing/refunds",
            Some("articles/billing/refunds.md"),
        );
        check(
            Kind::Article,
            "articles/billing/refunds.md",
            Some("articles/billing/refunds.md"),
        );
        check(Kind::Channel, "hotline", Some("channels/hotline.md"));
        check(Kind::Page, "legal/terms", Some("legal/terms.md"));
        check(
            Kind::Guide,
            "onboarding",
            Some("guides/onboarding/index.md"),
        );
        check(
            Kind::Guide,
            "guides/onboarding",
            Some("guides/onboarding/index.md"),
        );
        check(
            Kind::Guide,
            "onboarding/first-day",
            Some("guides/onboarding/first-day.md"),
        );
        check(
            Kind::Guide,
            "onboarding/index",
            Some("guides/onboarding/index.md"),
        );
        check(Kind::Guide, "index", Some("guides/index.md"));
        // Whoever names a file gets it.
        check(Kind::Guide, "quick-start.md", Some("guides/quick-start.md"));
        check(Kind::Page, "../terms", None);
        check(Kind::Page, "/etc/terms", None);
        check(Kind::Page, ".", None);
    }

    #[test]
    fn no_page_is_written_that_a_check_refuses() {
        let check = |path: &str, expected: Option<&str>| {
            let path = RelPath::new(path).unwrap();
            let found = refused("en", &path);
            match expected {
                Some(expected) => assert!(found.unwrap().contains(expected), "{path}"),
                None => assert_eq!(found, None, "{path}"),
            }
        };
        check("articles/billing/late-payment.md", None);
        check("articles/\u{5e33}\u{55ae}.md", None);
        check("articles/con.md", Some("`con.md` is reserved on Windows"));
        check("articles/aux/a.md", Some("`aux` is reserved on Windows"));
        let invisible = "holds the invisible character U+001B";
        check("articles/a\u{1b}[31m.md", Some(invisible));
        check("articles/a\u{1b}[31m.md", Some("`a\\u{1b}[31m.md`"));
        check("articles/e\u{301}.md", Some("separate accents"));
        check("articles/a#b.md", Some("holds `#`"));
        check("articles/.a.md", Some("would be passed over"));
        let long = format!("articles/{}b.md", "a/".repeat(110));
        check(&long, Some("the path is too long"));
        // No file can be called so, and none is asked for.
        let name = format!("articles/{}.md", "a".repeat(300));
        check(&name, Some("303 bytes in its name"));
        check(
            "articles/a\\b.md",
            Some("not readable text on every system"),
        );
    }

    #[test]
    fn front_matter_says_what_the_folder_does_not() {
        let check = |kind, path: &str, expected: bool| {
            let text = page(
                kind,
                &RelPath::new(path).unwrap(),
                "T",
                None,
                &Config::default(),
            )
            .unwrap();
            assert_eq!(text.contains("\nkind: "), expected, "{path}");
        };
        check(Kind::Support, "support.md", true);
        check(Kind::Home, "index.md", false);
        check(Kind::Article, "articles/a.md", false);
        check(Kind::Page, "terms.md", false);
    }

    #[test]
    fn a_notice_begins_by_the_clock_of_the_portal() {
        let path = RelPath::new("notices/a.md").unwrap();
        let config = Config {
            time_zone: "Asia/Taipei".to_owned(),
            ..Config::default()
        };
        let text = page(Kind::Notice, &path, "T", Some(&Facts::default()), &config).unwrap();
        assert!(
            text.contains("T20:00:00+08:00[Asia/Taipei]\nends: "),
            "{text}"
        );
    }

    #[test]
    fn a_title_is_the_name_of_the_file_in_words() {
        assert_eq!(
            title(&RelPath::new("articles/late-payment.md").unwrap()),
            "Late payment"
        );
        assert_eq!(
            title(&RelPath::new("articles/billing/index.md").unwrap()),
            "Billing"
        );
    }
}
